"""Every case in `cases/`: an object in a dialect, and what it contains. A new case needs no code."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from dateline.index.formats.fields import Json
from dateline.index.formats.json.jsonl import JsonLines
from dateline.index.raw import Outcome, Passed, RawReject, RawReport
from tests.formats.parsed import outcomes


class Case(msgspec.Struct, forbid_unknown_fields=True):
    """Of a report, only the fields named in a case are compared; of a reject, the reason contains what is named."""

    proves: str
    input: Json
    outcomes: list[dict[str, Json]]


FOLDER = Path(__file__).parent / "cases"
CASES = [Case(**json.loads(path.read_bytes())) for path in sorted(FOLDER.glob("*.json"))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.proves)
@pytest.mark.parametrize("indent", [None, 1], ids=["in one line", "in several lines"])
def test_every_case_is_read_as_expected(case: Case, indent: int | None) -> None:
    found = outcomes(JsonLines(), json.dumps(case.input, indent=indent).encode())
    assert len(found) == len(case.outcomes)
    assert [seen(*pair) for pair in zip(found, case.outcomes, strict=True)] == case.outcomes


def seen(outcome: Outcome, like: dict[str, Json]) -> dict[str, Json]:
    match outcome:
        case Passed():
            return {"passed": outcome.reason}
        case RawReject():
            expected = str(like.get("reject"))
            return {"reject": expected if expected in outcome.reason else outcome.reason, "kind": outcome.kind.value}
        case RawReport():
            values = msgspec.to_builtins(outcome) | {name: getattr(outcome, name) for name in ("item", "paragraphs")}
            wanted = like.get("report")
            names = wanted if isinstance(wanted, dict) else {}
            return {"report": {name: plain(values.get(name, getattr(outcome, name))) for name in names}}


def plain(value: object) -> Json:
    decoded: Json = json.loads(json.dumps(msgspec.to_builtins(value)))
    return decoded
