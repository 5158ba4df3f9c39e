"""From addresses to files: folders, links, patterns, names that are no text, and what cannot be opened."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import SourceError
from dateline.index.containers.walk import walk
from dateline.index.database import FILE as DATABASE_FILE
from dateline.index.raw import RejectKind
from dateline.index.sources.address import escape, file_of, path_of
from dateline.index.sources.files import check, total_size
from tests.opened import Opened, opened


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "inputs"
    folder.mkdir()
    return folder


def read_all(addresses: Sequence[Path | str], root: Path, *, follow_links: bool = False) -> Opened:
    """Read everything under `addresses`, by addresses relative to `root`."""
    return opened(walk([str(address) for address in addresses], follow_links=follow_links), f"{root}/")


def fill(folder: Path, *names: str) -> None:
    """Write files that each contain their name."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())


def test_a_folder_is_walked_by_name_without_hidden_files(inputs: Path) -> None:
    fill(inputs, "c.txt", "a.txt", "b/2.txt", "b/1.txt", ".hidden", "b/.git")
    assert list(read_all([inputs], inputs).contents) == ["a.txt", "b/1.txt", "b/2.txt", "c.txt"]


def test_a_dateline_archive_in_a_folder_is_not_read(inputs: Path) -> None:
    fill(inputs, "data/CURRENT", f"data/{DATABASE_FILE}", "report.txt")
    found = read_all([inputs], inputs)
    assert list(found.contents) == ["report.txt"]
    assert found.reasons == ["a Dateline archive: index its original files instead"]


def test_links_in_a_folder_are_passed_over(inputs: Path, tmp_path: Path) -> None:
    fill(tmp_path, "secret", "elsewhere/b.txt")
    fill(inputs, "a.txt")
    (inputs / "file").symlink_to(tmp_path / "secret")
    (inputs / "folder").symlink_to(tmp_path / "elsewhere")
    (inputs / "lost").symlink_to(inputs / "missing")
    found = read_all([inputs], inputs)
    assert list(found.contents) == ["a.txt"]
    assert found.passed == dict.fromkeys(("file", "folder", "lost"), "a link")
    assert total_size([str(inputs)]) == len("a.txt")


def test_links_are_followed_on_request(inputs: Path, tmp_path: Path) -> None:
    fill(tmp_path, "elsewhere/b.txt")
    (inputs / "folder").symlink_to(tmp_path / "elsewhere")
    (inputs / "lost").symlink_to(inputs / "missing")
    (inputs / "up").symlink_to(inputs)
    found = read_all([inputs], inputs, follow_links=True)
    assert list(found.contents) == ["folder/b.txt"]
    assert found.rejects == {"lost": RejectKind.UNREADABLE, "up": RejectKind.UNSAFE}
    assert total_size([str(inputs)], follow_links=True) == len("elsewhere/b.txt")


def test_an_address_that_is_a_link_is_read(inputs: Path, tmp_path: Path) -> None:
    fill(tmp_path, "elsewhere/b.txt")
    (inputs / "folder").symlink_to(tmp_path / "elsewhere")
    (inputs / "file").symlink_to(tmp_path / "elsewhere" / "b.txt")
    assert list(read_all([inputs / "folder", inputs / "file"], inputs).contents) == ["folder/b.txt", "file"]


@pytest.mark.parametrize("name", [b"caf\xe9.txt", b"100%\xe9.txt", b"line\nbreak.txt"])
def test_a_name_that_is_no_text_is_escaped(inputs: Path, name: bytes) -> None:
    fill(inputs, "a.txt", "z.txt")
    path = os.fsencode(inputs) + b"/" + name
    with open(path, "wb") as file:  # noqa: PTH123  # a path of bytes
        file.write(b"read")
    found = read_all([inputs], inputs)
    (address,) = set(found.contents) - {"a.txt", "z.txt"}
    assert found.contents[address] == b"read"
    # The address of a reject finds the file again.
    assert os.fsencode(path_of(f"{inputs}/{address}")) == path
    assert list(read_all([f"{inputs}/{address}"], inputs).contents) == [address]
    assert list(read_all([os.fsdecode(path)], inputs).contents) == [address]


@pytest.mark.parametrize("name", ["100%.txt", "caf\u00e9%E9.txt", "a b.txt"])
def test_a_printable_name_stays_as_it_is(name: str) -> None:
    assert escape(name) == name


@given(st.binary(min_size=1))
def test_every_address_is_text_of_one_line(name: bytes) -> None:
    address = escape(os.fsdecode(name))
    assert not any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in address)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("?.txt", ["a.txt", "b.txt"]),
        ("[ab].txt", ["a.txt", "b.txt"]),
        ("sub*", ["sub/c.txt", "sub/deep/d.txt"]),
        ("**/*.txt", ["a.txt", "b.txt", "sub/c.txt", "sub/deep/d.txt"]),
        ("sub/**", ["sub/c.txt", "sub/deep/d.txt"]),
        ("[x].xml", ["[x].xml"]),
    ],
)
def test_patterns_that_a_shell_left_are_expanded(inputs: Path, pattern: str, expected: list[str]) -> None:
    fill(inputs, "a.txt", "b.txt", "sub/c.txt", "sub/deep/d.txt", ".hidden.txt", "[x].xml", "x.xml")
    assert sorted(read_all([f"{inputs}/{pattern}"], inputs).contents) == expected


@pytest.mark.parametrize("name", ["b.txt", "*.xml", "no/*.txt"])
def test_a_missing_address_raises_before_walking(inputs: Path, name: str) -> None:
    fill(inputs, "a.txt")
    with pytest.raises(SourceError, match="no such file or folder"):
        walk([str(inputs), f"{inputs}/{name}"])


def test_an_address_without_the_right_to_read_raises(inputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(inputs, "a.txt")

    def refuse(path: str, mode: int) -> bool:
        del path, mode
        return False

    # The tests may run as root, for whom every file is readable.
    monkeypatch.setattr(os, "access", refuse)
    with pytest.raises(SourceError, match="cannot be read"):
        check([f"{inputs}/a.txt"])


def test_folders_may_be_nested_a_thousand_deep(inputs: Path) -> None:
    folders = [inputs]
    for _ in range(1200):
        folders.append(Path(f"{folders[-1]}/f"))
        folders[-1].mkdir()
    fill(folders[-1], "a.txt")
    assert list(read_all([inputs], folders[-1]).contents) == ["a.txt"]
    # pytest cannot remove so many.
    (folders[-1] / "a.txt").unlink()
    for folder in reversed(folders[1:]):
        folder.rmdir()


def test_a_pipe_in_a_folder_is_rejected(inputs: Path) -> None:
    os.mkfifo(inputs / "pipe")
    found = read_all([inputs], inputs)
    assert found.rejects == {"pipe": RejectKind.UNREADABLE}
    assert found.reasons == ["neither a file nor a folder"]


def test_an_unreadable_file_in_a_folder_is_rejected(inputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(inputs, "a", "b", "c")
    open_path = Path.open

    def refuse(path: Path, mode: str, buffering: int) -> object:
        if path.name == "b":
            raise PermissionError(13, "Permission denied")
        return open_path(path, mode, buffering)

    # The tests may run as root, for whom every file is readable.
    monkeypatch.setattr(Path, "open", refuse)
    found = read_all([inputs], inputs)
    assert list(found.contents) == ["a", "c"]
    assert found.rejects == {"b": RejectKind.UNREADABLE}
    assert found.reasons == ["Permission denied"]


def test_the_size_of_a_pipe_is_unknown(inputs: Path) -> None:
    os.mkfifo(inputs / "pipe")
    assert total_size([str(inputs / "pipe")]) is None


def test_the_file_of_a_member_is_found_by_its_address(inputs: Path) -> None:
    fill(inputs, "news.zip", "odd!/news.zip")
    path = os.fsdecode(os.fsencode(inputs) + b"/caf\xe9.zip")
    Path(path).touch()
    assert file_of(f"{inputs}/news.zip!/a/b.txt") == f"{inputs}/news.zip"
    assert file_of(f"{inputs}/odd!/news.zip") == f"{inputs}/odd!/news.zip"
    assert file_of(f"{escape(path)}!/a.txt!/b.txt") == path
