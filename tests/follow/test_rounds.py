"""Rounds over a real server: what is fetched, what is stored, and what is remembered."""

from __future__ import annotations

import gzip
import os
import signal
import socket
import time
from contextlib import closing
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler
from multiprocessing import get_context
from pathlib import Path

import pytest

from dateline.archive.followed import states
from dateline.archive.round_report import Report
from dateline.archive.rounds import Rounds
from dateline.errors import UsageError
from dateline.index.article import Article
from dateline.index.database import Database
from dateline.index.follow.fetch import Manners
from dateline.index.follow.http import Limits
from dateline.index.follow.remembered import Remembered
from dateline.index.follow.state import Followed
from dateline.index.formats.options import ReadOptions
from dateline.index.rejects import Rejects
from dateline.index.store import Store
from tests.follow.server import Said, Site, feed, page
from tests.packed import brotlied

QUICK = Manners(delay=0.0, allow_private=True, limits=Limits(2.0, 1.0, 100_000, 200_000))


def rounds(data: Path, *urls: str, manners: Manners = QUICK, full_text: bool = False, pages: int = 100) -> list[Report]:
    """Make one round."""
    return list(Rounds(data, urls, ReadOptions(), manners, full_text=full_text, pages=pages).once())


def headlines(data: Path) -> list[str]:
    """The headlines of all articles."""
    store = Store.open(data)
    try:
        return sorted(change.article.headline or "" for change in store.changes(0))
    finally:
        store.close()


def wire(site: Site, *numbers: int) -> bytes:
    return feed(*((f"n{n}", f"{site.url}/{n}.html", f"Story {n}", f"MINSK, May {n} - Talks {n}.") for n in numbers))


def test_new_entries_are_added_and_two_rounds_change_nothing(tmp_path: Path, site: Site) -> None:
    site.pages["/feed"] = Said(wire(site, 1, 2))
    (first,) = rounds(tmp_path, f"{site.url}/feed")
    assert (first.status, first.read, first.added, first.error) == (200, 2, 2, None)
    (second,) = rounds(tmp_path, f"{site.url}/feed")
    assert (second.read, second.added, second.changed, second.unchanged) == (2, 0, 0, 2)
    site.pages["/feed"] = Said(wire(site, 2, 3))
    (third,) = rounds(tmp_path, f"{site.url}/feed")
    assert (third.added, third.unchanged) == (1, 1)
    assert headlines(tmp_path) == ["Story 1", "Story 2", "Story 3"]
    assert site.times("/robots.txt") == 3, "once for each start"


def test_what_has_not_changed_is_not_sent_again(tmp_path: Path, site: Site) -> None:
    def answer(request: BaseHTTPRequestHandler) -> Said:
        is_known = (request.headers["If-None-Match"], request.headers["If-Modified-Since"]) == ('"a"', "yesterday")
        return Said(status=304) if is_known else Said(wire(site, 1), 200, {"ETag": '"a"', "Last-Modified": "yesterday"})

    site.pages["/feed"] = answer
    assert [rounds(tmp_path, f"{site.url}/feed")[0].status for _ in range(3)] == [200, 304, 304]


def test_an_address_that_fails_is_asked_when_its_server_says(tmp_path: Path, site: Site) -> None:
    site.pages["/feed"] = Said(status=500, headers={"Retry-After": "3600"})
    (first,) = rounds(tmp_path, f"{site.url}/feed")
    assert first.error == "the server answered 500"
    assert first.next_at is not None
    assert 3500 < first.next_at.timestamp() - time.time() <= 3600
    rounds(tmp_path, f"{site.url}/feed")
    assert site.times("/feed") == 1
    assert states(tmp_path)[f"{site.url}/feed"].failures == 1


def test_what_is_gone_is_not_asked_any_more(tmp_path: Path, site: Site) -> None:
    site.pages["/feed"] = Said(status=410)
    assert rounds(tmp_path, f"{site.url}/feed")[0].next_at is None
    rounds(tmp_path, f"{site.url}/feed")
    assert site.times("/feed") == 1


@pytest.mark.parametrize("status", [301, 308])
def test_what_moved_for_good_is_remembered(tmp_path: Path, site: Site, status: int) -> None:
    site.pages["/old"] = Said(status=status, headers={"Location": "/new"})
    site.pages["/new"] = Said(wire(site, 1))
    for _ in range(2):
        rounds(tmp_path, f"{site.url}/old")
    assert (site.times("/old"), site.times("/new")) == (1, 2)


def test_what_moved_for_now_is_asked_where_it_was(tmp_path: Path, site: Site) -> None:
    site.pages["/old"] = Said(status=302, headers={"Location": "/new"})
    site.pages["/new"] = Said(wire(site, 1))
    for _ in range(2):
        rounds(tmp_path, f"{site.url}/old")
    assert site.times("/old") == 2


def test_what_was_refused_is_asked_as_soon_as_it_is_allowed(tmp_path: Path, site: Site) -> None:
    site.pages["/feed"] = Said(wire(site, 1))
    (refused,) = rounds(tmp_path, f"{site.url}/feed", manners=QUICK._replace(allow_private=False))
    assert "--allow-private" in (refused.error or "")
    (allowed,) = rounds(tmp_path, f"{site.url}/feed")
    assert (allowed.added, allowed.error) == (1, None)


def test_private_addresses_are_refused(tmp_path: Path, site: Site) -> None:
    (report,) = rounds(tmp_path, f"{site.url}/feed", manners=QUICK._replace(allow_private=False))
    assert report.error is not None
    assert "no public address" in report.error
    assert site.asked == []


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://me:secret@127.0.0.1/", "/loop"]
)
def test_redirects_that_lead_nowhere_good_are_refused(tmp_path: Path, site: Site, location: str) -> None:
    site.pages["/feed"] = site.pages["/loop"] = Said(status=302, headers={"Location": location})
    (report,) = rounds(tmp_path, f"{site.url}/feed")
    assert report.error is not None
    assert len(site.asked) < 10


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/", "gopher://a", "nonsense", "http://u:p@a.org"]
)
def test_other_schemes_are_wrong_use(tmp_path: Path, url: str) -> None:
    with pytest.raises(UsageError):
        rounds(tmp_path, url)


def test_what_robots_may_not_read_is_not_read(tmp_path: Path, site: Site) -> None:
    site.pages["/robots.txt"] = Said(b"User-agent: dateline\nDisallow: /feed\n")
    site.pages["/feed"] = Said(wire(site, 1))
    (report,) = rounds(tmp_path, f"{site.url}/feed")
    assert report.error == "robots.txt of the site does not allow it"
    site.pages["/robots.txt"] = Said(status=503)
    rounds(tmp_path / "other", f"{site.url}/feed")
    assert site.times("/feed") == 0


def endless(request: BaseHTTPRequestHandler) -> None:
    """Send bytes without end."""
    request.send_response(200)
    request.end_headers()
    try:
        while True:
            request.wfile.write(b"x" * 65536)
    except OSError:
        return


def slow(request: BaseHTTPRequestHandler) -> None:
    """Send a byte now and then."""
    request.send_response(200)
    request.end_headers()
    try:
        for _ in range(60):
            request.wfile.write(b"x")
            time.sleep(0.1)
    except OSError:
        return


def slow_head(request: BaseHTTPRequestHandler) -> None:
    """Send a header now and then."""
    try:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(60):
            request.wfile.write(b"A: b\r\n")
            time.sleep(0.1)
    except OSError:
        return


def bomb(_: BaseHTTPRequestHandler) -> Said:
    """Send much in few bytes."""
    return Said(gzip.compress(bytes(10_000_000)), 200, {"Content-Encoding": "gzip"})


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (endless, "more than 100,000 bytes"),
        (slow, "no whole answer within 1 seconds"),
        (slow_head, "no whole answer within 1 seconds"),
        (bomb, "more than 200,000 bytes"),
        (Said(b"x", 200, {"Content-Encoding": "compress"}), "unknown content encoding 'compress'"),
        (Said(b"x", 200, {"A": "b" * 100_000}), "got more than 65536 bytes when reading header line"),
    ],
    ids=["endless", "slow", "slow-head", "bomb", "encoding", "header"],
)
def test_an_answer_that_costs_too_much_is_given_up(tmp_path: Path, site: Site, answer: object, reason: str) -> None:
    site.pages["/feed"] = answer  # type: ignore[assignment]  # pyright: ignore[reportArgumentType] - of two kinds
    started = time.monotonic()
    (report,) = rounds(tmp_path, f"{site.url}/feed")
    assert report.error == reason
    assert time.monotonic() - started < 5


def test_a_packed_answer_is_read(tmp_path: Path, site: Site) -> None:
    site.pages["/feed"] = Said(gzip.compress(wire(site, 1)), 200, {"Content-Encoding": "gzip"})
    assert rounds(tmp_path, f"{site.url}/feed")[0].added == 1


def test_another_id_with_the_same_link_is_the_same_article(tmp_path: Path, site: Site) -> None:
    for guid in ("a", "b"):
        site.pages["/feed"] = Said(feed((guid, f"{site.url}/1.html", "Talks", "MINSK, May 3 - Talks.")))
        rounds(tmp_path, f"{site.url}/feed")
    assert headlines(tmp_path) == ["Talks"]


def test_the_full_text_replaces_the_entry_and_is_fetched_once(tmp_path: Path, site: Site) -> None:
    site.pages["/feed"] = Said(wire(site, 1))
    site.pages["/1.html"] = Said(page("Story 1", "The long text."), 200, {"Content-Type": "text/html"})
    (first,) = rounds(tmp_path, f"{site.url}/feed", full_text=True)
    assert (first.added, first.changed, first.error) == (1, 1, None)
    (second,) = rounds(tmp_path, f"{site.url}/feed", full_text=True)
    assert (second.added, second.changed, second.unchanged) == (0, 0, 1)
    assert site.times("/1.html") == 1
    store = Store.open(tmp_path)
    (change,) = store.changes(0)
    assert "The long text." in change.article.body
    store.close()


def test_the_full_text_behind_a_redirect_is_the_same_article(tmp_path: Path, site: Site) -> None:
    site.pages["/feed"] = Said(feed(("1", f"{site.url}/go/1", "Talks in Minsk", "MINSK, May 3 - Talks.")))
    site.pages["/go/1"] = Said(status=302, headers={"Location": "/talks.html"})
    site.pages["/talks.html"] = Said(page("Talks in Minsk", "The long text."))
    (report,) = rounds(tmp_path, f"{site.url}/feed", full_text=True)
    assert (report.added, report.changed) == (1, 1)


def test_a_page_that_fails_is_tried_again_but_not_forever(tmp_path: Path, site: Site) -> None:
    site.pages["/feed"] = Said(wire(site, 1, 2), 200, {"ETag": '"a"'})
    site.pages["/1.html"] = Said(status=500)
    for _ in range(5):
        rounds(tmp_path, f"{site.url}/feed", full_text=True)
    assert (site.times("/1.html"), site.times("/2.html")) == (3, 1)


def sitemap(site: Site, *pages: tuple[str, str]) -> bytes:
    urls = "".join(f"<url><loc>{site.url}{path}</loc><lastmod>{at}</lastmod></url>" for path, at in pages)
    return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>".encode()


def test_the_pages_of_sitemaps_are_fetched_the_newest_first(tmp_path: Path, site: Site) -> None:
    site.pages["/index.xml"] = Said(
        f"<sitemapindex><sitemap><loc>{site.url}/a.xml.gz</loc></sitemap></sitemapindex>".encode()
    )
    listed = [(f"/{number}.html", f"2026-11-0{number}") for number in (1, 2, 3)]
    site.pages["/a.xml.gz"] = Said(gzip.compress(sitemap(site, *listed)))
    for number in (1, 2, 3):
        site.pages[f"/{number}.html"] = Said(page(f"Story {number}", f"Talks {number}."))
    (first,) = rounds(tmp_path, f"{site.url}/index.xml", pages=2)
    assert (first.added, first.pages_left) == (2, 1)
    assert [path for path in site.asked if path.endswith(".html")] == ["/3.html", "/2.html"]
    for _ in range(2):
        rounds(tmp_path, f"{site.url}/index.xml", pages=2)
    assert (site.times("/1.html"), site.times("/3.html")) == (1, 1)
    site.pages["/a.xml.gz"] = Said(gzip.compress(sitemap(site, ("/3.html", "2026-12-01"))))
    rounds(tmp_path, f"{site.url}/index.xml")
    assert site.times("/3.html") == 2


def _killed(data: Path, url: str) -> None:
    """End this process as if it was killed when its articles are stored but it has noted nothing."""

    def die(_remembered: Remembered, url: str, state: Followed) -> None:
        del url, state
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Remembered, "note", die)
        rounds(data, url)


def test_a_kill_before_the_state_is_noted_loses_nothing(tmp_path: Path, site: Site) -> None:
    site.pages["/feed"] = Said(wire(site, 1, 2), 200, {"ETag": '"a"'})
    process = get_context("spawn").Process(target=_killed, args=(tmp_path, f"{site.url}/feed"))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert states(tmp_path) == {}
    (report,) = rounds(tmp_path, f"{site.url}/feed")
    assert (report.added, report.changed, report.unchanged) == (0, 0, 2)
    assert "If-None-Match" not in site.headers[-1]


def entry_and_page(site: Site, head: str, said: str = "MINSK, May 3 - Talks.") -> None:
    """A feed with one entry, and its page with something in its head."""
    site.pages["/feed"] = Said(feed(("1", f"{site.url}/go/1", "Talks in Minsk", said)))
    content = page("Talks in Minsk", "The long text.").replace(b"</head>", head.encode() + b"</head>")
    site.pages["/go/1"] = Said(content, 200, {"Content-Type": "text/html"})


def articles(data: Path) -> list[Article]:
    store = Store.open(data)
    try:
        return [change.article for change in store.changes(0)]
    finally:
        store.close()


@pytest.mark.parametrize(
    "head",
    [
        "<link rel=canonical href='/2026/talks-in-minsk.html'>",
        "<meta property='og:url' content='/2026/talks.html'>",
        "<meta property='og:site_name' content='Other Name'><link rel=canonical href='/t.html'>",
        "<meta property='article:modified_time' content='2020-01-01T00:00:00Z'><link rel=canonical href='/t.html'>",
        "",
    ],
    ids=["canonical", "og", "named", "older", "none"],
)
def test_an_entry_and_its_page_are_one_article_with_the_source_of_the_feed(
    tmp_path: Path, site: Site, head: str
) -> None:
    entry_and_page(site, head)
    for _ in range(3):
        rounds(tmp_path, f"{site.url}/feed", full_text=True)
        (article,) = articles(tmp_path)
        assert article.source == "Sample Wire"
        assert "The long text." in article.body
    assert site.times("/go/1") == 1


def test_the_address_that_a_page_calls_its_own_is_that_of_the_entry_from_then_on(tmp_path: Path, site: Site) -> None:
    entry_and_page(site, "<link rel=canonical href='/talks.html'>")
    rounds(tmp_path, f"{site.url}/feed", full_text=True)
    site.pages["/other"] = Said(feed(("x", f"{site.url}/talks.html", "Talks", "MINSK, May 3 - Talks went on.")))
    (report,) = rounds(tmp_path, f"{site.url}/other")
    assert (report.added, report.changed) == (0, 1)


def test_pages_that_share_an_address_stay_the_articles_of_their_entries(tmp_path: Path, site: Site) -> None:
    site.pages["/feed"] = Said(wire(site, 1, 2))
    for number in (1, 2):
        content = page(f"Story {number}", f"Long text {number}.")
        site.pages[f"/{number}.html"] = Said(content.replace(b"<head>", b"<head><link rel=canonical href='/news'>"))
    rounds(tmp_path, f"{site.url}/feed", full_text=True)
    assert headlines(tmp_path) == ["Story 1", "Story 2"]


def test_a_page_stays_when_only_its_entry_was_changed(tmp_path: Path, site: Site) -> None:
    entry_and_page(site, "")
    rounds(tmp_path, f"{site.url}/feed", full_text=True)
    entry_and_page(site, "", "MINSK, May 3 - Talks ended.")
    rounds(tmp_path, f"{site.url}/feed", full_text=True)
    (article,) = articles(tmp_path)
    assert "The long text." in article.body
    assert site.times("/go/1") == 2


def test_an_entry_that_is_gone_keeps_its_article(tmp_path: Path, site: Site) -> None:
    for numbers in ((1, 2), (2,), ()):
        site.pages["/feed"] = Said(wire(site, *numbers))
        rounds(tmp_path, f"{site.url}/feed")
    assert headlines(tmp_path) == ["Story 1", "Story 2"]


def test_entries_without_id_and_link_are_added_once(tmp_path: Path, site: Site) -> None:
    items = "".join(f"<item><title>Story {n}</title><description>MINSK - Talks {n}.</description></item>" for n in "12")
    site.pages["/feed"] = Said(f"<rss version='2.0'><channel><title>W</title>{items}</channel></rss>".encode())
    for _ in range(2):
        rounds(tmp_path, f"{site.url}/feed", full_text=True)
    assert headlines(tmp_path) == ["Story 1", "Story 2"]


def test_an_id_that_is_an_address_stands_in_for_a_link(tmp_path: Path, site: Site) -> None:
    item = f"<item><guid>{site.url}/1.html</guid><title>Story 1</title><description>MINSK - Talks.</description></item>"
    site.pages["/feed"] = Said(f"<rss version='2.0'><channel><title>W</title>{item}</channel></rss>".encode())
    site.pages["/1.html"] = Said(page("Story 1", "The long text."))
    rounds(tmp_path, f"{site.url}/feed", full_text=True)
    assert site.times("/1.html") == 1
    assert headlines(tmp_path) == ["Story 1"]


def test_links_that_differ_in_tracking_or_form_are_one_page(tmp_path: Path, site: Site) -> None:
    links = ["/talks?utm_source=rss", "/talks?fbclid=1", "/talks/amp", "/talks"]
    said = "MINSK, May 3 - Talks."
    site.pages["/feed"] = Said(feed(*((str(n), f"{site.url}{link}", "Talks", said) for n, link in enumerate(links))))
    site.pages[links[0]] = Said(page("Talks", "The long text."))
    rounds(tmp_path, f"{site.url}/feed", full_text=True)
    assert headlines(tmp_path) == ["Talks"]
    assert sum("talks" in path for path in site.asked) == 1


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_a_header_that_does_not_fit_the_answer_is_ignored(tmp_path: Path, site: Site, encoding: str) -> None:
    site.pages["/feed"] = Said(wire(site, 1), 200, {"Content-Encoding": encoding})
    assert rounds(tmp_path, f"{site.url}/feed")[0].added == 1


def test_an_answer_in_brotli_is_read(tmp_path: Path, site: Site) -> None:
    site.pages["/feed"] = Said(brotlied(wire(site, 1)), 200, {"Content-Encoding": "br"})
    assert rounds(tmp_path, f"{site.url}/feed")[0].added == 1


def test_a_web_page_is_no_feed_and_its_feeds_are_named(tmp_path: Path, site: Site) -> None:
    link = b"<head><link rel=alternate type='application/rss+xml' href='/rss'>"
    content = page("Sign in", "Please sign in.").replace(b"<head>", link)
    site.pages["/feed"] = Said(content, 200, {"Content-Type": "text/html"})
    (report,) = rounds(tmp_path, f"{site.url}/feed")
    assert report.error == f"a web page, not a feed or a sitemap; its feeds: {site.url}/rss"
    assert headlines(tmp_path) == []


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("is_date", [False, True], ids=["seconds", "date"])
def test_a_server_that_asks_to_wait_is_left_alone_by_its_own_clock(
    tmp_path: Path, site: Site, status: int, *, is_date: bool
) -> None:
    server_time = time.time() - 5 * 86_400  # its clock is wrong by days
    later = formatdate(server_time + 3_600, usegmt=True) if is_date else "3600"

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response_only(status)
        for name, value in (("Date", formatdate(server_time, usegmt=True)), ("Retry-After", later)):
            request.send_header(name, value)
        request.send_header("Content-Length", "0")
        request.end_headers()

    site.pages["/feed"] = answer
    (report,) = rounds(tmp_path, f"{site.url}/feed")
    assert report.next_at is not None
    assert 3_500 < report.next_at.timestamp() - time.time() <= 3_601


@pytest.mark.parametrize("url", ["http://me:secret@example.org/", "http://secret@example.org/x"])
def test_a_password_in_an_address_is_not_printed(tmp_path: Path, url: str) -> None:
    with pytest.raises(UsageError) as refused:
        rounds(tmp_path, url)
    assert "secret" not in refused.value.message


def test_a_password_in_a_redirect_is_neither_printed_nor_stored(tmp_path: Path, site: Site) -> None:
    site.pages["/feed"] = Said(status=302, headers={"Location": "http://me:secret@127.0.0.1/"})
    (report,) = rounds(tmp_path, f"{site.url}/feed")
    assert "redirected to http://127.0.0.1/" in (report.error or "")
    assert b"secret" not in b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


def test_a_password_in_a_link_is_not_printed(tmp_path: Path, site: Site) -> None:
    site.pages["/feed"] = Said(feed(("1", "http://me:secret@127.0.0.1/1.html", "Talks", "MINSK - Talks.")))
    messages: list[str] = []
    made = Rounds(tmp_path, [f"{site.url}/feed"], ReadOptions(), QUICK, full_text=True, on_message=messages.append)
    list(made.once())
    assert len(messages) == 1
    assert "secret" not in messages[0]


def test_a_name_that_leads_elsewhere_the_second_time_is_not_followed(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    connected: list[object] = []

    def look_up(host: str, port: int, **_: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        asked.append(host)
        place = "203.0.114.7" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (place, port))]

    def connect(_: socket.socket, place: object) -> None:
        connected.append(place)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket.socket, "connect", connect)
    (report,) = rounds(tmp_path, "http://rebinding.example/feed", manners=QUICK._replace(allow_private=False))
    assert report.error is not None
    assert connected == [("203.0.114.7", 80)], "the address that was checked, and no other"
    assert site.asked == []


def test_sitemaps_in_lists_of_lists_are_read(tmp_path: Path, site: Site) -> None:
    def listing(path: str) -> bytes:
        return f"<sitemapindex><sitemap><loc>{site.url}{path}</loc></sitemap></sitemapindex>".encode()

    site.pages["/index.xml"] = Said(listing("/years.xml.gz"))
    circle = f"<sitemap><loc>{site.url}/index.xml</loc></sitemap></sitemapindex>".encode()
    inner = listing("/2026.xml").replace(b"</sitemapindex>", circle)
    site.pages["/years.xml.gz"] = Said(gzip.compress(inner))
    site.pages["/2026.xml"] = Said(sitemap(site, ("/1.html", "2026-11-01")))
    site.pages["/1.html"] = Said(page("Story 1", "Talks 1."))
    (report,) = rounds(tmp_path, f"{site.url}/index.xml")
    assert (report.added, report.pages_failed) == (1, 0)
    assert site.times("/index.xml") == 1


def test_a_sitemap_of_news_gives_its_pages(tmp_path: Path, site: Site) -> None:
    site.pages["/news.xml"] = Said(
        b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
        b" xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>"
        + "".join(
            f"<url><loc>{site.url}/{n}.html</loc><news:news><news:publication><news:name>Wire</news:name>"
            f"<news:language>en</news:language></news:publication><news:publication_date>2026-11-0{n}T10:00:00Z"
            f"</news:publication_date><news:title>Story {n}</news:title></news:news></url>"
            for n in (1, 2)
        ).encode()
        + b"</urlset>"
    )
    for number in (1, 2):
        site.pages[f"/{number}.html"] = Said(page(f"Story {number}", f"Talks {number}."))
    rounds(tmp_path, f"{site.url}/news.xml")
    assert [path for path in site.asked if path.endswith(".html")] == ["/2.html", "/1.html"]


def test_a_page_whose_address_looks_like_a_member_is_asked_for_as_it_is(tmp_path: Path, site: Site) -> None:
    site.pages["/feed"] = Said(feed(("1", f"{site.url}/a!/1.html", "Talks", "MINSK - Talks.")))
    site.pages["/a!/1.html"] = Said(b"", 200, {"Content-Type": "text/html"})
    rounds(tmp_path, f"{site.url}/feed", full_text=True)
    with closing(Database.open(tmp_path)) as database:
        (reject,) = Rejects(database)
    assert reject.input == f"{site.url}/a%21/1.html"
