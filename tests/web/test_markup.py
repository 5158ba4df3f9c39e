"""Every page in every state is valid HTML with unique ids and valid references."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import html5lib
import pytest
from flask.testing import FlaskClient
from msgspec.structs import replace

from dateline.index.article import Article
from dateline.web.app import create_app
from dateline.web.language.current import ENGLISH, LANGUAGES
from tests.conftest import REPOSITORY, missing
from tests.web.conftest import TODAY
from tests.web.markup import Markup
from tests.web.memory import ARTICLES, MemoryArchive, make_article
from tests.web.memory_people import officials_of

ARABIC = replace(
    make_article("arabic", "GE", "Tbilisi", "2022-05-01", "وكالة 24", "محادثات في {} حول NATO."),
    headline="محادثات (NATO) 2022",
    language="ar",
    keywords=("سلام", "a<b"),
    url="https://example.org/?a=1&b=%22",
    section="<i>",
    byline='"A" & B',
)
MANY = tuple(replace(ARTICLES[0], id=f"copy-{number}", fingerprint=f"copy-{number}") for number in range(30))
ARCHIVE: Sequence[Article] = (*ARTICLES, ARABIC, *MANY)
PAGES = {
    "first page": "/",
    "results": "/search",
    "results of a query": "/search?q=talks",
    "second page": "/search?q=talks&page=2&n=5",
    "chosen in every facet": "/search?q=talks&country=BY&country=GE&office=defence&source=Sample+Wire+Europe&lang=en"
    "&minister=by-ivan-sample&dateline=minsk&region=none",
    "a year chosen": "/search?year=2021&year=2023",
    "a month chosen": "/search?month=2021-05",
    "a day chosen": "/search?day=2021-05-18",
    "days typed": "/search?from=2021-05-01&to=2021-12-31&sort=oldest",
    "chosen that nobody has": "/search?country=FR&office=defence",
    "none of these": "/search?country=none&source=none",
    "nothing found": "/search?q=zzz",
    "nothing found, ways out": "/search?q=zzz&country=BY&year=2021",
    "problems": "/search?q=contry:belarus+%22talks+(&page=99&sort=up&year=x&country=Atlantis",
    "a hostile query": "/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E%00%01&source=%3Cb%3EWire%3C/b%3E",
    "an Arabic query": "/search?q=محادثات",
    "countries listed": "/search/country",
    "a facet within": "/search/country?q=talks&contains=a&order=name&start=2",
    "a facet chosen": "/search/source?source=Sample+Wire+Asia",
    "a facet without values": "/search/minister?q=zzz",
    "offices listed": "/search/office?q=talks",
    "article": "/article/minsk-1",
    "article among results": "/article/minsk-2?q=talks&at=2",
    "article with many places": "/article/minsk-1?q=talks+defence+the+that",
    "article without headline": "/article/paris-2",
    "article of no country": "/article/nowhere",
    "hostile article": "/article/hostile?q=talks",
    "Arabic article": "/article/arabic?q=محادثات",
    "countries": "/country",
    "countries by name": "/country?order=name",
    "country": "/country/BY",
    "country without articles": "/country/SG",
    "official": "/official/by-ivan-sample",
    "office": "/office/by/defence",
    "office that nobody held": "/office/fr/defence",
    "form": "/advanced",
    "form filled": "/advanced?q=defence+country:belarus+minist*+%22a+b%22&country=BY",
    "help": "/docs",
    "no such page": "/nowhere",
    "no such article": "/article/none",
    "no such country": "/country/azerbaijn",
    "no such official": "/official/by-ivan-simple",
    "no such office": "/office/by/defense-of",
    "no such facet": "/search/nothing",
    "strict": "/search?q=contry:belarus&strict=1",
    "strict and hostile": "/search?q=%22%3E%3Cb%3E%00%01%EF%BF%BF:x&strict=1",
}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The HTML of every page in every language, by page and language; English by page alone."""
    archive = MemoryArchive(ARCHIVE)
    client = create_app(archive, officials_of(archive), today=lambda: TODAY).test_client()
    empty = create_app(MemoryArchive(()), today=lambda: TODAY).test_client()
    made = {name: _html(client, address) for name, address in PAGES.items()}
    return (
        made
        | {
            f"{name}, {language}": _html(client, f"{address}{'&' if '?' in address else '?'}ui={language}")
            for language in LANGUAGES
            if language != ENGLISH
            for name, address in PAGES.items()
        }
        | {f"empty: {address}": _html(empty, address) for address in ("/", "/search", "/country", "/search/country")}
    )


def _html(client: FlaskClient, address: str) -> str:
    reply = client.get(address)
    assert reply.mimetype == "text/html", address
    return reply.text


def test_html_is_well_formed(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        parser = html5lib.HTMLParser()
        parser.parse(html)  # pyright: ignore[reportUnknownMemberType] - its stubs leave keywords open
        assert [(why, html.splitlines()[line - 1]) for (line, _), why, _ in parser.errors] == [], name


@pytest.fixture(scope="module")
def checker() -> tuple[str, ...]:
    """The command of the Nu Html Checker."""
    java = shutil.which("java")
    if java is None:
        missing("vnu", "no Java")
    jar = Path(os.environ.get("DATELINE_VNU", REPOSITORY / ".venv/browser/vnu.jar"))
    if not jar.exists():
        missing("vnu", "no vnu.jar; `make browser` fetches it, DATELINE_VNU says where it is")
    return (java, "-jar", str(jar), "--format", "gnu")


def checked(checker: tuple[str, ...], pages: Mapping[str, str], folder: Path) -> tuple[int, str]:
    """Whether the checker finds errors in these pages, and which."""
    for number, (name, html) in enumerate(pages.items()):
        (folder / f"{number}-{re.sub(r'[^a-z]+', '-', name.lower())}.html").write_text(html)
    output = subprocess.run(
        [*checker, *map(str, sorted(folder.iterdir()))], check=False, capture_output=True, text=True
    )
    return output.returncode, output.stderr


@pytest.mark.vnu
def test_the_nu_html_checker_finds_nothing(pages: dict[str, str], checker: tuple[str, ...], tmp_path: Path) -> None:
    """The content model of elements and the values of attributes, not only syntax."""
    assert checked(checker, pages, tmp_path) == (0, "")


@pytest.mark.vnu
def test_the_nu_html_checker_finds_more_than_syntax_errors(
    pages: dict[str, str], checker: tuple[str, ...], tmp_path: Path
) -> None:
    broken = pages["results"].replace("<h1", "<ul><h1", 1).replace("</h1>", "</h1></ul>", 1)
    code, output = checked(checker, {"results": broken}, tmp_path)
    assert code == 1
    assert "h1" in output
    assert "not allowed as child of element “ul”" in output


def test_every_id_is_unique(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        assert [one for one, times in Counter(Markup(html).ids).items() if times > 1] == [], name


def test_every_reference_to_an_id_is_valid(pages: dict[str, str]) -> None:
    for name, html in pages.items():
        markup = Markup(html)
        inside = {link.removeprefix("#") for link in markup.links if link.startswith("#")}
        assert (markup.references | inside) - set(markup.ids) == set(), name
