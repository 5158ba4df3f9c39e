"""Citations of an article as text, BibTeX and RIS, each with the day on which the archive read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from dateline.index.article import Article, Precision
from dateline.search.explain.snippet import opening
from dateline.search.output.results_json import iso_published

_TITLE = 80
"""Code points of the opening that replaces a missing headline."""
_BIBTEX = {
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


class Citation(msgspec.Struct, frozen=True):
    """The citations of one article."""

    plain: str
    bibtex: str
    ris: str


def cite(article: Article, address: str) -> Citation:
    """Cite an article at this address."""
    return Citation(_plain(article, address), _bibtex(article, address), _ris(article, address))


def _plain(article: Article, address: str) -> str:
    """`Anna Author: “Headline”. Sample Wire, 2021-05-18. Read into the archive on 2026-11-24, https://...`."""
    author = f"{_line(article.byline)}: " if article.byline else ""
    where = ", ".join(filter(None, (_line(article.source), _day(article) or "undated")))
    return f"{author}“{_title(article)}”. {where}. Read into the archive on {_read_on(article)}, {address}"


def _bibtex(article: Article, address: str) -> str:
    fields = ((name, value) for name, value in _bibtex_fields(article, address) if value)
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields)
    return f"@misc{{{_key(article)},\n{lines}\n}}\n"


def _bibtex_fields(article: Article, address: str) -> Iterator[tuple[str, str]]:
    year, month, day = _date_parts(article)
    # Double braces preserve capitals and make the author one name, however many words it has.
    yield "title", f"{{{{{_escaped(_title(article))}}}}}"
    yield "author", f"{{{{{_escaped(_line(article.byline))}}}}}" if article.byline else ""
    yield "howpublished", f"{{{_escaped(_line(article.source))}}}" if article.source else ""
    yield "year", f"{{{year}}}" if year else ""
    yield "month", _MONTHS[int(month) - 1] if month else ""
    yield "day", f"{{{int(day)}}}" if day else ""
    yield "url", f"{{{address}}}"
    yield "urldate", f"{{{_read_on(article)}}}"
    yield "language", f"{{{_escaped(_line(article.language))}}}" if article.language else ""
    yield "note", f"{{Read into the archive on {_read_on(article)}}}"


def _ris(article: Article, address: str) -> str:
    """Return a RIS record: two letters, two spaces, a hyphen, a space; lines end with CR LF."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _ris_lines(article, address) if value is not None)


def _ris_lines(article: Article, address: str) -> Iterable[tuple[str, str | None]]:
    year, month, day = _date_parts(article)
    return (
        ("TY", "NEWS"),
        ("TI", _title(article)),
        ("AU", _line(article.byline) or None),
        ("T2", _line(article.source) or None),
        ("PY", year),
        ("DA", "/".join((year, month or "", day or "", "")) if year else None),
        ("CY", _line(article.dateline.place) if article.dateline else None),
        ("LA", _line(article.language) or None),
        ("ID", article.id),
        ("UR", address),
        ("Y2", _read_on(article).replace("-", "/") + "/"),
        ("N1", f"Read into the archive on {_read_on(article)}"),
        ("ER", ""),
    )


def _day(article: Article) -> str:
    """Return the day, as precisely as the source gave it."""
    return (iso_published(article.published) or "")[:10]


def _date_parts(article: Article) -> tuple[str | None, str | None, str | None]:
    """Return year, month and day, as far as the source gave them."""
    if article.published is None:
        return None, None, None
    at, precision = article.published.at, article.published.precision
    month = None if precision is Precision.YEAR else f"{at.month:02}"
    day = None if precision in {Precision.YEAR, Precision.MONTH} else f"{at.day:02}"
    return f"{at.year:04}", month, day


def _title(article: Article) -> str:
    return _line(article.headline) or f"{_line(opening(article.body, _TITLE))} …"


def _read_on(article: Article) -> str:
    return article.provenance.read_at.date().isoformat()


def _key(article: Article) -> str:
    """Return a key that is valid in every BibTeX style."""
    return re.sub(r"[^A-Za-z0-9:._-]+", "-", f"dateline:{article.id}")


def _line(text: str | None) -> str:
    """Join text into one line: a line break would end a RIS field."""
    return " ".join((text or "").split())


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(letter, letter) for letter in text)
