"""Arguments that cannot be used raise a Dateline error that says what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import dateline
from dateline import query

HOSTILE: list[tuple[str, tuple[object, ...], dict[str, object]]] = [
    ("search", (b"x",), {}),
    ("search", (None,), {}),
    ("search", (["oil"],), {}),
    ("search", ({"type": "word", "text": "oil"},), {}),
    ("search", (), {"facets": ["colour"]}),
    ("search", (), {"facets": "colour"}),
    ("search", (), {"facets": 5}),
    ("search", (), {"facets": None}),
    ("search", (), {"facets": [5]}),
    ("search", (), {"facets": [dateline.FacetRequest("colour")]}),
    ("search", (), {"facets": [dateline.FacetRequest("country", size=-1)]}),
    ("search", (), {"facets": [dateline.FacetRequest("country", offset=-1)]}),
    ("search", (), {"choose": {"colour": ["red"]}}),
    ("search", (), {"choose": {"year": [2021]}}),
    ("search", (), {"choose": {"year": 2021}}),
    ("search", (), {"choose": ["country"]}),
    ("search", (), {"choose": "country"}),
    ("search", (), {"since": "18.5.2021"}),
    ("search", (), {"since": ""}),
    ("search", (), {"until": 2021}),
    ("search", (), {"until": "2021-02-30"}),
    ("search", (), {"sort": "best"}),
    ("search", (), {"sort": []}),
    ("search", (), {"page": 0}),
    ("search", (), {"page": "2"}),
    ("search", (), {"page": 10**30}),
    ("search", (), {"size": -1}),
    ("search", (), {"size": 1_001}),
    ("search", (), {"size": 2.5}),
    ("walk", (b"x",), {}),
    ("walk", (), {"sort": "best"}),
    ("count", (5,), {}),
    ("count", (), {"until": b"2021"}),
    ("facet", ("colour",), {}),
    ("facet", (None,), {}),
    ("facet", ("country", b"x"), {}),
    ("facet", ("country",), {"size": -1}),
    ("facet", ("country",), {"order": "size"}),
    ("facet", ("country",), {"contains": 5}),
    ("article", (5,), {}),
    ("officials", (5,), {}),
    ("officials", (), {"size": "all"}),
    ("parse", (b"x",), {}),
    ("parse", (query.Word("oil"),), {}),
    ("index", (5,), {}),
    ("index", ([b"x"],), {}),
    ("index", ("seeds",), {"format": "klingon"}),
    ("index", ("seeds",), {"workers": 0}),
    ("index", ("seeds",), {"mapping": ["headline"]}),
    ("index", ("seeds",), {"source": 5}),
]


def called(archive: dateline.Archive, method: str) -> Callable[..., object]:
    """The archive's method without its types, as an untyped program calls it."""
    function: Callable[..., object] = getattr(archive, method)
    return function


@pytest.mark.parametrize(("method", "arguments", "named"), HOSTILE, ids=repr)
def test_a_wrong_argument_is_a_usage_error(
    method: str, arguments: tuple[object, ...], named: dict[str, object], archive: dateline.Archive
) -> None:
    with pytest.raises(dateline.UsageError) as caught:
        called(archive, method)(*arguments, **named)
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["colour", "Country"])
def test_an_unknown_facet_lists_the_known_ones(name: str, archive: dateline.Archive) -> None:
    with pytest.raises(dateline.UsageError, match="use one of country, minister, office, source"):
        archive.facet(name)


@pytest.mark.parametrize("path", [b"data", 5, None])
def test_an_invalid_path_is_a_usage_error(path: object) -> None:
    function: Callable[..., object] = getattr(dateline, "open")  # noqa: B009 - as a program without types calls it
    with pytest.raises(dateline.UsageError, match="is not a path that can be used"):
        function(path)


@pytest.mark.parametrize("name", ["missing", "a\0b", ""])
def test_a_folder_without_archive_is_missing(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(dateline.ArchiveMissingError, match="create=True"):
        dateline.open(name)
    assert list(tmp_path.iterdir()) == []


def test_a_file_instead_of_a_folder_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no folder")
    for path in (tmp_path / "data", tmp_path / "data" / "below", f"{tmp_path}/a\0b"):
        with pytest.raises(dateline.StoreError, match="cannot be made"):
            dateline.open(path, create=True)


def test_strict_raises_with_the_span_of_the_problem(archive: dateline.Archive) -> None:
    for method in ("search", "walk", "count", "parse"):
        with pytest.raises(dateline.QueryError) as caught:
            called(archive, method)("oil contry:belarus", strict=True)
        span = caught.value.problem.span
        assert span is not None
        assert caught.value.text[span.start : span.end] == "contry:"
        assert caught.value.problem.suggestion == "oil country:belarus"
    with pytest.raises(dateline.QueryError):
        archive.facet("country", "contry:belarus", strict=True)


def test_strict_accepts_a_query_without_problems(archive: dateline.Archive) -> None:
    assert archive.count("country:belarus", strict=True) == archive.count("country:belarus")


@pytest.mark.parametrize(
    ("node", "parts"),
    [
        (query.And, ((1, 2),)),
        (query.And, (query.Word("oil"),)),
        (query.Not, ("oil",)),
        (query.Word, (b"oil", "nowhere")),
        (query.Fuzzy, ("oil", 1.5)),
        (query.Dated, ("yesterday", None)),
    ],
)
def test_a_malformed_tree_is_a_usage_error(
    node: Callable[..., query.Query], parts: tuple[object, ...], archive: dateline.Archive
) -> None:
    with pytest.raises(dateline.UsageError, match="wrong part"):
        archive.search(node(*parts))


def test_a_tree_beyond_the_limits_is_a_usage_error(archive: dateline.Archive) -> None:
    deep: query.Query = query.Word("oil")
    for _ in range(5_000):
        deep = query.Not(deep)
    wide = query.Or(tuple(query.Word(f"w{number}") for number in range(1_001)))
    for tree in (deep, wide):
        with pytest.raises(dateline.UsageError, match="too large"):
            archive.search(tree)


@pytest.mark.parametrize(
    "tree",
    [
        query.Fuzzy("oil", 3),
        query.Fuzzy("oil", 0),
        query.Phrase(("oil", "gas"), gap=-1),
        query.Phrase(("oil", "gas"), gap=10**12),
        query.Phrase(tuple("abcdefghijklmnop"), gap=50),
        query.Phrase(("oil",) * 101),
        query.Not(query.Exact(("oil",) * 101)),
    ],
    ids=str,
)
def test_a_part_beyond_the_limits_is_a_usage_error(tree: query.Query, archive: dateline.Archive) -> None:
    with pytest.raises(dateline.UsageError) as caught:
        archive.search(tree)
    assert caught.value.remedy


@pytest.mark.parametrize(
    "tree",
    [
        query.Word(""),
        query.Word("two words"),
        query.Phrase(()),
        query.Exact(()),
        query.Prefix(""),
        query.Or(()),
        query.Dated(None, None),
        query.Value(query.ValueField.COUNTRY, "nowhere"),
        query.Value(query.ValueField.ID, ""),
        query.Phrase(("oil", "gas"), gap=0),
    ],
    ids=repr,
)
def test_an_unusual_tree_is_answered(tree: query.Query, archive: dateline.Archive) -> None:
    assert archive.search(tree, facets=["country"]).total >= 0


def test_text_that_is_not_unicode_is_answered(archive: dateline.Archive) -> None:
    assert archive.search("\ud800").query.problems
    assert archive.search(query.Word("\ud800")).total == 0
    assert archive.search(choose={"source": "\ud800", "country": ["\0"]}).total == 0
    assert archive.facet("source", contains="\ud800").values == ()
    assert archive.article("\ud800") is None
    assert archive.officials("\ud800") == ()


@pytest.mark.parametrize("name", ["x" * 5_000, "\ud800", "a\0b"])
def test_an_impossible_path_is_a_dateline_error(name: str, archive: dateline.Archive) -> None:
    with pytest.raises(dateline.DatelineError):
        archive.index(name)
    with pytest.raises(dateline.DatelineError):
        dateline.open(name)


def test_a_closed_archive_says_so(sample_data: Path) -> None:
    opened = dateline.open(sample_data)
    walking = opened.walk()
    next(walking)
    opened.close()
    opened.close()
    for method in ("search", "walk", "count", "officials"):
        with pytest.raises(dateline.UsageError, match="closed"):
            called(opened, method)()
    for method in ("article", "facet", "index"):
        with pytest.raises(dateline.UsageError, match="closed"):
            called(opened, method)("country")
    with pytest.raises(dateline.UsageError, match="closed"):
        next(walking)
