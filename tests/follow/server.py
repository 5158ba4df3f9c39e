"""A web server on this machine that answers as a test says, and remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Said(NamedTuple):
    """One answer."""

    content: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {}


Answering = Callable[[BaseHTTPRequestHandler], Said | None]
"""Gives the answer to a request; None if it has written one itself."""


class Site:
    """What is at each path of a running server; nothing is at the others."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.pages: dict[str, Said | Answering] = {}
        self.asked: list[str] = []
        self.headers: list[Mapping[str, str]] = []

    def times(self, path: str) -> int:
        """How many times a path was asked for."""
        return self.asked.count(path)


@contextmanager
def running() -> Generator[Site, None, None]:
    """Run a server."""
    site: Site

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.headers.append(dict(self.headers))
            page = site.pages.get(self.path, Said(status=404))
            said = page if isinstance(page, Said) else page(self)
            if said is not None:
                self.send_response(said.status)
                for name, value in said.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(said.content)))
                self.end_headers()
                self.wfile.write(said.content)

        def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - so named by the library
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    site = Site(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def feed(*entries: tuple[str, str, str, str]) -> bytes:
    """Return an RSS feed of entries: id, link, title, text."""
    items = "".join(
        f"<item><guid isPermaLink='false'>{guid}</guid><link>{link}</link><title>{title}</title>"
        f"<description>{text}</description><pubDate>Mon, 30 Nov 2026 10:00:00 GMT</pubDate></item>"
        for guid, link, title, text in entries
    )
    return f"<rss version='2.0'><channel><title>Sample Wire</title>{items}</channel></rss>".encode()


def page(title: str, text: str) -> bytes:
    """Return a page with one article of five paragraphs."""
    paragraphs = "".join(f"<p>{text} Paragraph {number} tells what the ministers agreed.</p>" for number in range(5))
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    ).encode()
