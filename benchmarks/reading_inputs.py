"""Inputs in many formats for `reading_speed`: the same real articles in each format, or real files many times over."""

from __future__ import annotations

import csv
import gzip
import itertools
import mailbox
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import msgspec

AGENCY_FILES: Final = {"nitf": "ap-nitf.xml", "newsml-g2": "ap.xml", "newsml-1": "afp.xml"}
_FIXTURES = Path("superdesk-core/tests/io/fixtures")
_ENTRIES = 1_000
_DAY = "18-MAY-2021 15:01:01.79"


class Article(msgspec.Struct, frozen=True):
    """An article of a corpus."""

    id: str
    title: str
    body: str
    date: str


def articles(corpora: Path, most: int) -> list[Article]:
    """Return the first articles of the corpus with the most usual length, 470 words."""
    decode = msgspec.json.Decoder(Article).decode
    with gzip.open(corpora / "lknews-en-sample.jsonl.gz") as lines:
        return [decode(line) for line in itertools.islice(lines, most)]


def write_jsonl(path: Path, found: Sequence[Article]) -> None:
    """Write JSON Lines with usual names of fields."""
    path.write_bytes(b"\n".join(map(msgspec.json.encode, found)))


def write_ninjs(path: Path, found: Sequence[Article]) -> None:
    """Write JSON Lines of ninjs, IPTC's dialect."""
    path.write_bytes(b"\n".join(msgspec.json.encode(_ninjs(each)) for each in found))


def _ninjs(article: Article) -> dict[str, str]:
    html = "".join(f"<p>{escape(part)}</p>" for part in article.body.split("\n") if part.strip())
    dated = {"versioncreated": f"{article.date[:10]}T08:00:00Z", "headline": article.title, "body_html": html}
    return {"uri": f"urn:sample:{article.id}", "type": "text", "pubstatus": "usable", **dated}


def write_csv(path: Path, found: Sequence[Article]) -> None:
    """Write a table with a header row."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(Article.__struct_fields__)
        rows.writerows(msgspec.structs.astuple(each) for each in found)


def write_mbox(path: Path, found: Sequence[Article]) -> None:
    """Write a mailbox."""
    box = mailbox.mbox(path)
    for each in found:
        letter = EmailMessage()
        letter["From"], letter["Message-ID"] = "desk@example.org", f"<{each.id}@example.org>"
        letter["Subject"], letter["Date"] = " ".join(each.title.split()), "Tue, 18 May 2021 15:01:01 +0000"
        letter.set_content(each.body)
        box.add(letter)
    box.close()


def write_sgml(path: Path, found: Sequence[Article]) -> None:
    """Write SGML as Reuters-21578 has it."""
    parts = ["<!DOCTYPE lewis SYSTEM 'lewis.dtd'>"]
    for number, each in enumerate(found, 1):
        text = f"<TEXT><TITLE>{escape(each.title)}</TITLE><BODY>{escape(each.body)}</BODY></TEXT>"
        parts.append(f'<REUTERS TOPICS="NO" OLDID="{number}" NEWID="{number}"><DATE>{_DAY}</DATE>{text}</REUTERS>')
    path.write_text("\n".join(parts), encoding="utf-8")


def write_feed(path: Path, found: Sequence[Article]) -> None:
    """Write one RSS feed with whole texts; a feed can have at most 8 MB."""
    items = "".join(map(_item, found[:_ENTRIES]))
    path.write_text(f'<rss version="2.0"><channel><title>Desk</title>{items}</channel></rss>', encoding="utf-8")


def _item(article: Article) -> str:
    address = f"https://news.example.org/story/{escape(article.id)}"
    dated = f"<guid>{address}</guid><link>{address}</link><pubDate>Tue, 18 May 2021 15:01:01 GMT</pubDate>"
    text = "".join(f"<p>{escape(part)}</p>" for part in article.body.split("\n") if part.strip())
    return f"<item><title>{escape(article.title)}</title>{dated}<description>{escape(text)}</description></item>"


def write_nitf(path: Path, found: Sequence[Article]) -> None:
    """Write a zip of NITF files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, each in enumerate(found):
            archive.writestr(f"{number}.xml", _nitf(number, each))


def _nitf(number: int, article: Article) -> str:
    text = "".join(f"<p>{escape(part)}</p>" for part in article.body.split("\n") if part.strip())
    head = f'<docdata><doc-id id-string="sample-{number}"/><date.issue norm="20210518T150101Z"/></docdata>'
    body = f"<hedline><hl1>{escape(article.title)}</hl1></hedline></body.head><body.content>{text}</body.content>"
    return f'<?xml version="1.0"?><nitf><head>{head}</head><body><body.head>{body}</body></nitf>'


def write_zip(path: Path, found: Sequence[Article]) -> None:
    """Write a zip of text files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, each in enumerate(found):
            archive.writestr(f"{number}.txt", f"{each.title}\n\n{each.body}")


def write_warc(path: Path, found: Sequence[Article]) -> None:
    """Write a WARC whose responses are text files."""
    path.write_bytes(b"".join(_response("text/plain", n, each.body.encode()) for n, each in enumerate(found)))


def write_pictures(path: Path, found: Sequence[Article]) -> None:
    """Write a WARC whose responses are pictures: no articles."""
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
    path.write_bytes(b"".join(_response("image/png", number, picture) for number, _ in enumerate(found)))


def _response(media_type: str, number: int, content: bytes) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: %b\r\nContent-Length: %d\r\n\r\n" % (media_type.encode(), len(content))
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example.org/{number}\r\n"
        f"WARC-Date: 2021-05-18T15:01:01Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer) + len(content)}\r\n\r\n"
    )
    return head.encode() + answer + content + b"\r\n\r\n"


WRITERS: Final[Mapping[str, Callable[[Path, Sequence[Article]], None]]] = {
    "articles.jsonl": write_jsonl,
    "ninjs.jsonl": write_ninjs,
    "articles.csv": write_csv,
    "articles.mbox": write_mbox,
    "articles.sgm": write_sgml,
    "feed.rss": write_feed,
    "nitf.zip": write_nitf,
    "texts.zip": write_zip,
    "texts.warc": write_warc,
    "pictures.warc": write_pictures,
}
"""How each input is written, by its name."""


def write_all(folder: Path, found: Sequence[Article]) -> Iterator[Path]:
    """Write all inputs into a folder, and yield their paths."""
    for name, write in WRITERS.items():
        write(folder / name, found)
        yield folder / name


def agency_files(folder: Path, formats: Path, copies: int) -> Iterator[Path]:
    """Write a zip for each of the real agency files, with many copies of it, and yield their paths."""
    for name, file in AGENCY_FILES.items():
        content = (formats / _FIXTURES / file).read_bytes()
        path = folder / f"{name}-{file}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for number in range(copies):
                archive.writestr(f"{number}.xml", content)
        yield path
