"""Every case in `cases/`: the input, the reports read and the rejects. A new case needs no code."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from dateline.index.formats.fields import Json
from dateline.index.formats.options import ReadOptions
from dateline.index.raw import Outcome, RawReject, RawReport


class Case(msgspec.Struct, forbid_unknown_fields=True):
    """The input is `text` in UTF-8, then `latin` in Latin-1. Only the fields named in a case are compared."""

    proves: str
    address: str
    reports: msgspec.Raw
    rejects: msgspec.Raw
    text: str = ""
    latin: str = ""
    options: ReadOptions = ReadOptions()

    @property
    def content(self) -> bytes:
        """The bytes of the input."""
        return self.text.encode() + self.latin.encode("latin-1")


FOLDER = Path(__file__).parent / "cases"
CASES = [msgspec.json.decode(path.read_bytes(), type=Case) for path in sorted(FOLDER.glob("*.json"))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.proves)
def test_every_case_is_read_as_expected(case: Case, read_bytes: Callable[..., list[Outcome]]) -> None:
    read = read_bytes(case.content, case.address, case.options)
    reports: Json = [built(each) for each in read if isinstance(each, RawReport)]
    rejects: Json = [built(each) for each in read if isinstance(each, RawReject)]
    expected_reports: Json = msgspec.json.decode(case.reports)
    expected_rejects: Json = msgspec.json.decode(case.rejects)
    assert seen(reports, expected_reports) == expected_reports
    assert seen(rejects, expected_rejects) == expected_rejects


def built(each: RawReport | RawReject) -> Json:
    values: dict[str, Json] = msgspec.json.decode(msgspec.json.encode(each))
    if isinstance(each, RawReject):
        values["excerpt"] = b64decode(str(values["excerpt"])).decode(errors="replace")
    return values


def seen(value: Json, like: Json) -> Json:
    """Reduce `value` to the fields in `like`; a reason matches if it contains the one in `like`."""
    if isinstance(value, dict) and isinstance(like, dict):
        found = {name: seen(value.get(name), part) for name, part in like.items()}
        if "reason" in like and str(like["reason"]) in str(found["reason"]):
            found["reason"] = like["reason"]
        return found
    if isinstance(value, list) and isinstance(like, list) and len(value) == len(like):
        return [seen(*pair) for pair in zip(value, like, strict=True)]
    return value
