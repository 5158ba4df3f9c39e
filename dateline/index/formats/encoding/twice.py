"""Undo a common damage: UTF-8 that was read as a one-byte encoding and written as UTF-8 again (`Ã©` for `é`)."""

from __future__ import annotations

import codecs
import re

_READ_AS = ("cp1252", "cp1251")
_MOST_ROUNDS = 2
_FEWEST = 2
"""Letters that must come out right; a single `Ã©` may be what its author wrote."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_UNLIKELY = re.compile(
    r"[\x80-\x9f\u0180-\u018e\u0190-\u019f\u01a2-\u01ae\u01b1-\u0217\u021c-\u0258\u025a-\u02ff\u0324-\u0377"
    r"\u0530-\u058f\u05c8-\u05cf\u0700-\u08ff\ue000-\uf8ff\ufffe\uffff]"
)
"""Characters that come out of `É»` and the like by chance: controls, phonetic signs, rare scripts, private use.

Not among them: the letters of Azerbaijani, Romanian and Vietnamese.
"""
_CONTROLS = re.compile(r"[\x80-\x9f]+")


def decoded_once(text: str) -> str | None:
    """Return the text without the damage, or None if it has none.

    Only if the whole text is damaged in the same way: each letter beyond ASCII must be part of valid UTF-8.
    """
    found = None
    for _ in range(_MOST_ROUNDS):
        better = None if text.isascii() else next(filter(None, (_undo(text, codec) for codec in _READ_AS)), None)
        if better is None:
            break
        found = text = better
    return found


def _undo(text: str, codec: str) -> str | None:
    try:
        once = text.encode(codec, _KEEPS_CONTROLS).decode()
    except UnicodeError:
        return None
    letters = len(_BEYOND_ASCII.findall(once))
    return once if letters >= _FEWEST and not _UNLIKELY.search(once) else None


def _keep_controls(error: UnicodeError) -> tuple[bytes, int]:
    """Encode the controls U+0080 to U+009F as their own bytes: decoders make them of bytes that mean nothing."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    found = _CONTROLS.match(error.object, error.start)
    if found is None:
        raise error
    return found[0].encode("latin-1"), found.end()


_KEEPS_CONTROLS = "dateline.keeps_controls"
codecs.register_error(_KEEPS_CONTROLS, _keep_controls)
