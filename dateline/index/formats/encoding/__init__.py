"""From bytes to text: which encoding bytes have, and what they say.

A byte order mark decides. Then come what was declared, outside the bytes and in them, and UTF-8; last comes a guess.
A declaration that the bytes contradict is corrected and reported.
"""

from dateline.index.formats.encoding.decoding import (
    Conversion,
    Decoded,
    conversion_of,
    decode,
    decode_head,
    detect,
    encoding_of,
    is_binary,
)
from dateline.index.formats.encoding.labels import codec_of
from dateline.index.formats.encoding.streams import as_utf8
from dateline.index.formats.encoding.twice import decoded_once

__all__ = [
    "Conversion",
    "Decoded",
    "as_utf8",
    "codec_of",
    "conversion_of",
    "decode",
    "decode_head",
    "decoded_once",
    "detect",
    "encoding_of",
    "is_binary",
]
