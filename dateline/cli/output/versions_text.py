"""The versions of an article as text for people: what was removed as `[-word-]`, what was added as `{+word+}`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.cli.output.terminal import Style, safe
from dateline.index.article import Article
from dateline.search.versions import Kind, Piece, Version


def write(versions: Sequence[Version], style: Style) -> Iterator[str]:
    """Each version, newest first, with the paragraphs that differ from the version before."""
    first = versions[-1]
    for version in versions:
        yield f"{style.strong(_title(version.article))}\n"
        if version is first:
            yield "  the first version\n"
        elif not version.is_text_changed:
            yield "  the text is the same; something beside it changed\n"
        for changed in (version.headline, *version.paragraphs):
            if changed:
                yield f"  {''.join(_marked(piece, style) for piece in changed)}\n"


def _title(article: Article) -> str:
    made = article.modified
    when = f"changed {made:%Y-%m-%d %H:%M} UTC" if made else f"read {article.provenance.read_at:%Y-%m-%d %H:%M} UTC"
    return when if article.version is None else f"version {safe(article.version)}, {when}"


def _marked(piece: Piece, style: Style) -> str:
    match piece.kind:
        case Kind.ADDED:
            return style.mark(f"{{+{piece.text}+}}")
        case Kind.REMOVED:
            return style.faint(f"[-{piece.text}-]")
        case Kind.SAME:
            return safe(piece.text)
