"""The documentation site: links that leave `docs/`, and requests to other hosts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.site import requests_elsewhere, rewrite_links

ON_SITE = {"index.md", "how-to/cluster.md", "project/CHANGELOG.md", "project/benchmarks/RESULTS.md"}


@pytest.mark.parametrize(
    ("at", "link", "expected"),
    [
        ("index.md", "[a](how-to/cluster.md#settings)", "[a](how-to/cluster.md#settings)"),
        ("index.md", "[a](../CHANGELOG.md)", "[a](project/CHANGELOG.md)"),
        ("how-to/cluster.md", "[a](../../benchmarks/RESULTS.md#pages)", "[a](../project/benchmarks/RESULTS.md#pages)"),
        ("how-to/cluster.md", "[a](../index.md)", "[a](../index.md)"),
        ("project/CHANGELOG.md", "[a](docs/how-to/cluster.md)", "[a](../how-to/cluster.md)"),
        ("index.md", "[seeds/](../seeds/)", "seeds/"),
        ("index.md", "[a](https://example.org/x.md)", "[a](https://example.org/x.md)"),
        ("index.md", "[a](#start)", "[a](#start)"),
    ],
)
def test_links_lead_to_the_same_page_on_the_site(at: str, link: str, expected: str) -> None:
    assert rewrite_links(link, at, ON_SITE.__contains__) == expected


@pytest.mark.parametrize(
    "markup",
    [
        '<script src="https://example.org/a.js"></script>',
        "<img alt='' src=//example.org/a.png>",
        '<link rel="stylesheet" href="https://example.org/a.css">',
        "<style>body { background: url(https://example.org/a.png) }</style>",
    ],
)
def test_a_request_to_another_host_is_found(markup: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(markup)
    assert len(requests_elsewhere(tmp_path)) == 1


def test_links_and_own_files_are_not_requests_to_another_host(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<a href="https://example.org">x</a> <script src="a.js"></script>')
    assert requests_elsewhere(tmp_path) == []
