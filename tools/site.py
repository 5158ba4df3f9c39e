"""The documentation site: a hook for mkdocs, and a check of what it built (`python -m tools.site site`).

Links in the pages are written for the repository. The hook adds some pages outside `docs/` to the site, rewrites links
to them, and turns links to other files of the repository into plain text.
"""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

REPOSITORY = Path(__file__).resolve().parents[1]
ADDED = ("ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "benchmarks/RESULTS.md")
"""Pages of the repository outside `docs/`; on the site they are in `project/`."""
PICTURES = "benchmarks/results/*.svg"
_LINK = re.compile(r"(?P<picture>!?)\[(?P<text>[^\]]*)\]\((?P<target>[^)#\s]+)(?P<anchor>#[^)]*)?\)")
_REQUEST = re.compile(
    r"""<(?:script|img|iframe|source|video|audio)[^>]*?\ssrc=["']?(?:https?:)?//
    | <link(?![^>]*\srel=["']?canonical)[^>]*?\shref=["']?(?:https?:)?//
    | url\(["']?(?:https?:)?//
    | @import\s+["'](?:https?:)?//""",
    re.VERBOSE | re.IGNORECASE,
)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages and pictures outside `docs/`."""
    from mkdocs.structure.files import File

    pictures = [path.relative_to(REPOSITORY).as_posix() for path in sorted(REPOSITORY.glob(PICTURES))]
    for path in (*ADDED, *pictures):
        files.append(File.generated(config, _on_site(path), abs_src_path=str(REPOSITORY / path)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Rewrite the links of one page from repository paths to site paths."""
    del config
    # Python-Markdown reads a table only after a blank line; the marks of generated tables have none.
    spaced = markdown.replace("-->\n|", "-->\n\n|").replace("|\n<!--", "|\n\n<!--")
    return rewrite_links(spaced, page.file.src_uri, lambda path: files.get_file_from_path(path) is not None)


def rewrite_links(markdown: str, at: str, is_on_site: Callable[[str], bool]) -> str:
    """Rewrite the links of the page at `at`, a path of the site; a link to a file that is not there becomes text."""
    here = posixpath.dirname(_in_repository(at))

    def rewritten(match: re.Match[str]) -> str:
        target = match["target"]
        if "://" in target or target.startswith("mailto:"):
            return match[0]
        there = _on_site(posixpath.normpath(posixpath.join(here, target)))
        if not is_on_site(there):
            return match["text"]
        relative = posixpath.relpath(there, posixpath.dirname(at) or ".")
        return f"{match['picture']}[{match['text']}]({relative}{match['anchor'] or ''})"

    return _LINK.sub(rewritten, markdown)


def _on_site(path: str) -> str:
    """Path in the repository to path on the site; `docs/` is the root of the site."""
    return path.removeprefix("docs/") if path.startswith("docs/") else f"project/{path}"


def _in_repository(path: str) -> str:
    return path.removeprefix("project/") if path.startswith("project/") else f"docs/{path}"


def requests_elsewhere(site: Path) -> list[str]:
    """The places in a built site that make a browser request something from another host."""
    pages = (path for path in sorted(site.rglob("*")) if path.suffix in {".html", ".css"})
    return [f"{path}: {found[0]}" for path in pages for found in _REQUEST.finditer(path.read_text(encoding="utf-8"))]


def main() -> None:
    """Print what the site given on the command line requests from other hosts; fail if there is anything."""
    found = requests_elsewhere(Path(sys.argv[1]))
    sys.exit("\n".join(found) or None)


if __name__ == "__main__":
    main()
