"""Find country names in languages other than English: which way of searching fits which language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from dateline.index.article import MentionKind
from dateline.index.metadata.countries.inflected import find_inflected
from dateline.index.metadata.countries.korean import find_korean
from dateline.index.metadata.countries.stemmed import find_stemmed
from dateline.index.metadata.countries.unspaced import find_unspaced

Found = tuple[int, int, str, MentionKind]

_FINDERS: Mapping[str, Callable[[str, str], Iterator[Found]]] = {
    **dict.fromkeys(("zh", "ja", "th"), find_unspaced),
    "ko": find_korean,
    **dict.fromkeys(("ar", "az", "de", "es", "fr", "pt", "ru", "tr"), find_stemmed),
}


def find_names(text: str, language: str) -> Iterator[Found]:
    """Find country names in a text of a language, by its primary subtag; yields start, end, code and kind."""
    return _FINDERS.get(language, find_inflected)(text, language)
