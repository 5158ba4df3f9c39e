"""In which language a text is: its script first, then its frequent words, then a small model.

`detect_language` reads a text, `language_tag` a source's name of a language, `language_of` both.
"""

from dateline.index.metadata.language.detect import detect_language, language_of
from dateline.index.metadata.language.tags import language_tag

__all__ = ["detect_language", "language_of", "language_tag"]
