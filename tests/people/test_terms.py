"""Terms: when an office was held, from the days on which articles say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dateline.index.people.terms import Said, Term, terms_of_many, terms_of_one_holder
from tests.people.conftest import official, report
from tests.people.test_search import searching


def weekly(first: str, weeks: int, *, held: int = 1, former: int = 0, acting: int = 0) -> list[Said]:
    """The same claims each week."""
    begin = date.fromisoformat(first)
    return [
        Said((begin + timedelta(weeks=week)).isoformat(), held=held, former=former, acting=acting)
        for week in range(weeks)
    ]


def spans(terms: Mapping[str, tuple[Term, ...]]) -> dict[str, list[tuple[str, str]]]:
    return {person: [(term.first, term.last) for term in own] for person, own in sorted(terms.items())}


def test_holders_follow_each_other() -> None:
    terms = terms_of_one_holder({"a": weekly("2019-01-07", 40), "b": weekly("2020-01-06", 40)})
    assert spans(terms) == {"a": [("2019-01-07", "2019-10-07")], "b": [("2020-01-06", "2020-10-05")]}
    (first,), (second,) = terms["a"], terms["b"]
    assert (first.after, first.before) == (None, "2020-01-06")
    assert (second.after, second.before) == ("2019-10-07", None)
    assert (first.articles, first.acting, first.contested) == (40, False, False)


def test_a_past_holder_who_is_mentioned_has_no_later_term() -> None:
    past = [*weekly("1987-03-02", 30), Said("2022-08-12", held=1)]
    terms = terms_of_one_holder({"past": past, "now": weekly("2021-01-25", 150)})
    assert spans(terms)["past"] == [("1987-03-02", "1987-09-21")]


def test_someone_only_remembered_holds_no_office() -> None:
    remembered = [Said("2024-02-01", held=1), Said("2025-06-05", held=1, former=3)]
    assert "remembered" not in terms_of_one_holder({"remembered": remembered, "now": weekly("2024-01-01", 100)})


def test_a_holder_who_comes_back_has_two_terms() -> None:
    back = [*weekly("2019-01-07", 90), *weekly("2025-01-20", 50)]
    terms = terms_of_one_holder({"back": back, "other": weekly("2021-01-25", 200)})
    assert spans(terms)["back"] == [("2019-01-07", "2020-09-21"), ("2025-01-20", "2025-12-29")]


def test_a_slip_does_not_interrupt_a_term() -> None:
    terms = terms_of_one_holder({"a": weekly("2019-01-07", 60), "slip": [Said("2019-06-04", held=1)]})
    assert spans(terms) == {"a": [("2019-01-07", "2020-02-24")]}


def test_two_who_are_as_well_attested_contest_an_office() -> None:
    terms = terms_of_one_holder({"a": weekly("2019-01-07", 30), "b": weekly("2019-01-09", 30)})
    assert {person: [term.contested for term in own] for person, own in terms.items()} == {"a": [True], "b": [True]}


def test_an_end_is_known_from_articles_about_a_former_holder() -> None:
    said = [*weekly("2019-01-07", 30), Said("2020-05-01", former=2)]
    (term,) = terms_of_one_holder({"a": said})["a"]
    assert (term.last, term.before) == ("2019-07-29", "2020-05-01")


def test_who_mostly_acts_holds_the_office_as_acting() -> None:
    (term,) = terms_of_one_holder({"a": weekly("2019-01-07", 10, held=0, acting=1)})["a"]
    assert (term.acting, term.articles) == (True, 10)


def test_ten_years_of_silence_end_a_term() -> None:
    terms = terms_of_one_holder({"a": [*weekly("1963-01-04", 4), *weekly("1987-03-02", 4)]})
    assert spans(terms)["a"] == [("1963-01-04", "1963-01-25"), ("1987-03-02", "1987-03-23")]


def test_an_office_of_many_has_terms_side_by_side() -> None:
    terms = terms_of_many({"a": weekly("2019-01-07", 30), "b": weekly("2019-02-04", 30)})
    assert spans(terms) == {"a": [("2019-01-07", "2019-07-29")], "b": [("2019-02-04", "2019-08-26")]}
    assert not any(term.contested for own in terms.values() for term in own)


_DAYS = st.integers(0, 4_000).map(lambda day: (date(2010, 1, 1) + timedelta(days=day)).isoformat())
_SAID = st.builds(Said, day=_DAYS, held=st.integers(0, 9), acting=st.integers(0, 2), former=st.integers(0, 9))
_CLAIMS = st.dictionaries(
    st.sampled_from("abcd"), st.lists(_SAID, min_size=1, max_size=12, unique_by=lambda said: said.day).map(sorted)
)


@given(_CLAIMS)
def test_terms_of_one_holder_overlap_only_where_they_are_contested(claims: dict[str, list[Said]]) -> None:
    certain = sorted(
        (term for own in terms_of_one_holder(claims).values() for term in own if not term.contested),
        key=lambda term: (term.first, term.last),
    )
    assert all(before.last <= after.first for before, after in pairwise(certain))


@given(_CLAIMS)
def test_terms_begin_and_end_with_a_claim_of_the_holder(claims: dict[str, list[Said]]) -> None:
    for find in (terms_of_one_holder, terms_of_many):
        for person, own in find(claims).items():
            days = {said.day for said in claims[person] if said.held or said.acting}
            assert all({term.first, term.last} <= days for term in own)


@given(_CLAIMS)
def test_the_order_of_persons_does_not_matter(claims: dict[str, list[Said]]) -> None:
    assert terms_of_one_holder(dict(reversed(claims.items()))) == terms_of_one_holder(claims)


def test_the_archive_counts_the_claims_of_all_spellings_by_day() -> None:
    spelled = ("Zakir Hasanov", "Zakir Gasanov", "Zakir Hasanov")
    days = _days("2019-01-07", 3)
    reports = [
        report(str(number), day, official(name, "AZ", "defence"))
        for number, (name, day) in enumerate(zip(spelled, days, strict=True))
    ]
    with searching(reports) as (_, store):
        ((term,),) = store.people.terms("AZ", "defence").values()
    assert (term.first, term.last, term.articles) == ("2019-01-07", "2019-01-21", 3)


def _days(first: str, weeks: int) -> Iterable[str]:
    return [said.day for said in weekly(first, weeks)]
