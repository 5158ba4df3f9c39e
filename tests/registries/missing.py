"""What a thing of each kind lacks, by name: docs, cases and words in the catalogues.

Each function takes one row of a list and returns what is missing; an empty list means that the row is whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.pofile import read_po

from dateline.search.facets.registry import Facet
from dateline.search.query.fields import Field, FieldOfValues
from dateline.search.syntax.tagging import Row
from dateline.web.language.catalogue import catalogue_path
from dateline.web.language.current import ENGLISH, LANGUAGES
from dateline.web.pages.openapi import Operation
from tests import oracle
from tests.engine.conformance import GivenArticle, article_of, groups
from tests.language.messages import Message, wanted, words_of_facet, words_of_field

REPOSITORY = Path(__file__).resolve().parents[2]
TESTS = REPOSITORY / "tests"


def of_facet(facet: Facet) -> list[str]:
    """Its texts and translations, a parameter in the docs, cases that count and choose it, and the oracle's reading."""
    texts = ("none", "title", "lead", "none_lead", "noun", "help")
    cases = [case for group in groups().values() for case in group.cases]
    return [
        *(f"its text `{text}`" for text in texts if not getattr(facet, text)),
        *_unless(f"| `{facet.name}` | query |" in _doc("reference/http.md"), "a parameter in docs/reference/http.md"),
        *_unless(any(facet.name in case.facets for case in cases), "a case in tests/conformance that counts it"),
        *_unless(any(facet.name in case.choices for case in cases), "a case in tests/conformance that chooses it"),
        *_unless(_known_to_the_oracle(facet.name), "a reading in tests/oracle.py"),
        *_untranslated(words_of_facet(facet)),
    ]


def of_field(field: Field) -> list[str]:
    """A row in the docs, a case, the oracle's reading of its values, and the translations of its texts."""
    typed = re.compile(rf"\b{field.name}:")
    queries = (case.query for group in groups().values() for case in group.cases)
    return [
        *_unless(f"\n| `{field.name}:` |" in _doc("query-language.md"), "a row in docs/query-language.md"),
        *_unless(any(map(typed.search, queries)), "a case in tests/conformance"),
        *_unless(
            not isinstance(field, FieldOfValues) or _known_to_the_oracle(field.name), "a reading in tests/oracle.py"
        ),
        *_untranslated(words_of_field(field)),
    ]


def of_syntax(row: Row) -> list[str]:
    """A row in the docs, and a case for each example."""
    typed = {line for line in (TESTS / "query" / "language.txt").read_text().splitlines() if not line.startswith(" ")}
    typed |= {case.query for group in groups().values() for case in group.cases}
    return [
        *_unless(f"| {row.means} |" in _doc("query-language.md"), "a row in docs/query-language.md"),
        *(f"a case in tests/query/language.txt for `{text}`" for text in row.typed if text not in typed),
    ]


def of_input_format(name: str) -> list[str]:
    """A row in the docs, and samples or tests that name it."""
    formats = TESTS / "formats"
    has_samples = any((formats / "cases").glob(f"{name}-*.json"))
    is_tested = any(f'"{name}"' in path.read_text() for path in formats.rglob("test_*.py"))
    return [
        *_unless(f"\n| `{name}` |" in _doc("formats.md"), "a row in docs/formats.md"),
        *_unless(
            has_samples or is_tested,
            f"a file tests/formats/cases/{name}-*.json, or a test in tests/formats that names it",
        ),
    ]


def of_engine(name: str) -> list[str]:
    """A row in the docs, and tests of its own; the conformance cases run on every engine."""
    return [
        *_unless(f"\n| `{name}` |" in _doc("how-to/own-archive.md"), "a row in docs/how-to/own-archive.md"),
        *_unless(any((TESTS / f"{name}_engine").glob("test_*.py")), f"tests in tests/{name}_engine/"),
    ]


def of_command(name: str) -> list[str]:
    """A section of the reference with examples and exit codes, a mention in the docs, and a test that calls it."""
    section = _section("reference/commands.md", f"## dateline {name}")
    mention = re.compile(rf"\bdateline {name}\b")
    written = (path.read_text() for path in (REPOSITORY / "docs").glob("**/*.md") if path.parent.name != "reference")
    return [
        *_unless(bool(section), "a section in docs/reference/commands.md"),
        *_unless(f"dateline {name}" in section.partition("Example")[2], "an example in its help"),
        *_unless("Exit codes: 0" in section, "exit codes in its help"),
        *_unless(any(map(mention.search, written)), "a mention in docs/ beside the reference"),
        *_unless(_called(TESTS / "cli", rf'[(\[]\s*"{name}[" ]'), "a test in tests/cli that calls it"),
    ]


def of_result_format(name: str) -> list[str]:
    """Its name in the reference, and a test that prints it."""
    choices = re.search(r"--format \[(.*?)\]", _section("reference/commands.md", "## dateline search"), re.DOTALL)
    return [
        *_unless(choices is not None and name in choices[1].split("|"), "its name in docs/reference/commands.md"),
        *_unless(_called(TESTS / "cli", rf'"--format", "{name}"'), "a test in tests/cli that prints it"),
    ]


def of_operation(operation: Operation) -> list[str]:
    """A section of the reference, and a test that requests it."""
    return [
        *_unless(f"\n### `{operation.path}`\n" in _doc("reference/http.md"), "a section in docs/reference/http.md"),
        *of_page(re.sub(r"{\w+}", "<any>", operation.path)),
    ]


def of_page(rule: str) -> list[str]:
    """A test that requests a page; `rule` is its address in Flask."""
    address = re.sub(r"<[^>]*>", "[^/\"']+", re.sub(r"[.]", r"\\.", rule))
    return _unless(_called(TESTS / "web", rf"[\"'(]{address}(?![\w./])"), "a test in tests/web that requests it")


def of_language(code: str) -> list[str]:
    """Its name in README.md, a catalogue with every text, and a test in it."""
    english = str(Locale.parse(code).get_display_name("en"))
    readme = (REPOSITORY / "README.md").read_text()
    if code == ENGLISH:
        return _unless(english in readme, "its name in README.md")
    return [
        *_unless(english in readme, "its name in README.md"),
        *_unless(_called(TESTS / "language", rf'"{code}"|\bui={code}\b'), "a test in tests/language"),
        *_untranslated(wanted(), [code]),
    ]


def _unless(there: bool, what: str) -> list[str]:  # noqa: FBT001 - reads as a sentence
    return [] if there else [what]


def _known_to_the_oracle(name: str) -> bool:
    try:
        oracle.field_values(name, article_of(GivenArticle("1", "x")))
    except KeyError:
        return False
    return True


def _untranslated(words: Iterable[Message], languages: Iterable[str] = LANGUAGES) -> list[str]:
    words = sorted(set(words), key=str)
    missing = [(code, word) for code in languages if code != ENGLISH for word in words if word not in _translated(code)]
    return [f"a translation into {code} of {word}" for code, (_, word) in missing]


@cache
def _translated(code: str) -> frozenset[Message]:
    path = catalogue_path(code)
    if not path.exists():
        return frozenset()
    with path.open("rb") as file:
        entries = [each for each in read_po(file) if each.id and each.string]
    return frozenset((each.context, each.id if isinstance(each.id, str) else tuple(each.id)) for each in entries)


@cache
def _doc(name: str) -> str:
    return (REPOSITORY / "docs" / name).read_text()


def _section(page: str, heading: str) -> str:
    return _doc(page).partition(f"\n{heading}\n")[2].partition("\n## ")[0]


def _called(folder: Path, call: str) -> bool:
    return re.search(call, _code_of(folder)) is not None


@cache
def _code_of(folder: Path) -> str:
    return "\n".join(path.read_text() for path in sorted(folder.glob("*.py")))
