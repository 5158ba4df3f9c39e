"""Every catalogue has exactly the texts of the pages, with the same placeholders."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from dateline.web.language.catalogue import FOLDER, read_catalogue
from dateline.web.language.current import ENGLISH, LANGUAGES
from tests.language.messages import catalogues, of_code, wanted

PLACEHOLDER = re.compile(r"%\((\w+)\)s")
CODE = re.compile("`[^`]+`")


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def name(path: Path) -> str:
    return path.parent.parent.name


def entries(path: Path) -> Iterator[Message]:
    return (message for message in read(path) if message.id)


def texts(value: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def test_every_language_but_english_has_a_catalogue() -> None:
    assert {name(path) for path in catalogues()} == LANGUAGES.keys() - {ENGLISH}


def test_the_code_has_texts_of_every_kind() -> None:
    found = of_code()
    assert (None, "Search the articles") in found, "of templates"
    assert (None, "newest first") in found, "of tables"
    assert (None, ("%(count)s article", "%(count)s articles")) in found, "that depend on a number"
    assert ("what a key does", "previous") in found, "that mean several things"


@pytest.mark.parametrize("path", catalogues(), ids=name)
def test_a_catalogue_has_every_text_and_no_other(path: Path) -> None:
    found = {
        (each.context, tuple(each.id) if isinstance(each.id, (list, tuple)) else each.id) for each in entries(path)
    }
    assert found >= wanted(), f"not translated: {sorted(map(str, wanted() - found))}"
    assert found <= wanted(), f"of no page: {sorted(map(str, found - wanted()))}"


@pytest.mark.parametrize("path", catalogues(), ids=name)
def test_every_text_is_translated_in_every_form(path: Path) -> None:
    forms = read(path).num_plurals
    for each in entries(path):
        said = texts(each.string)
        assert all(said), each.id
        assert len(said) == (forms if each.pluralizable else 1), each.id
        assert not each.fuzzy, each.id


@pytest.mark.parametrize("path", catalogues(), ids=name)
def test_a_translation_has_the_placeholders_of_its_text(path: Path) -> None:
    for each in entries(path):
        own = {place for text in texts(each.id) for place in PLACEHOLDER.findall(text)}
        for said in texts(each.string):
            places = PLACEHOLDER.findall(said)
            # A form of a single number may say it as a word.
            assert set(places) == own or (each.pluralizable and set(places) < own), (each.id, said)
            assert len(places) == len(set(places)), said
            assert CODE.findall(said) == CODE.findall(texts(each.id)[-1]), said
            assert (said[:1].isspace(), said[-1:].isspace()) in {
                (texts(each.id)[0][:1].isspace(), texts(each.id)[0][-1:].isspace()),
                (True, False),  # Arabic joins its "and" to the next word.
            }, said


@pytest.mark.parametrize("path", catalogues(), ids=name)
def test_a_number_takes_the_forms_of_unicode_cldr(path: Path) -> None:
    """Two numbers have the same form exactly if CLDR puts them into one category."""
    from babel import Locale

    category = Locale.parse(name(path)).plural_form
    plural = read_catalogue(path).plural
    numbers = range(300)
    # CLDR counts 0 and 1 of French as one, as its catalogue does; the category of a million has no form of its own.
    assert len({(category(n), plural(n)) for n in numbers}) == len({category(n) for n in numbers})
    assert len({plural(n) for n in numbers}) == len({category(n) for n in numbers})


def test_catalogues_are_found_beside_the_pages() -> None:
    assert (FOLDER / "fr" / "LC_MESSAGES" / "messages.po").is_file()
