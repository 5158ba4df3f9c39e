"""What of a text is kept to tell copies of it: the smallest hashes of its shingles, and its numbers.

A shingle is three words in a row. Of all shingles of two texts together, those with the smallest hashes are a random
sample; the share of them that both texts have estimates the Jaccard similarity of the texts. Only texts that have one
of their very smallest in common, and look alike at a glance, are compared at all. Sources: Broder, "On the resemblance
and containment of documents" (1997); Bar-Yossef et al., "Counting distinct elements in a data stream" (2002).

Agencies write much that is alike and no copy: the same table with the numbers of another day. So short texts must be
alike to a word, the shortest are never copies, and where each of two texts has a number that the other has not, they
must be long. The thresholds were set by reading pairs of real reports (`docs/decisions/018-copies.md`).
"""

from __future__ import annotations

import hashlib
import re
import struct
from zlib import crc32

import msgspec

COPY_RULES = "2"
"""Version of these rules; changes whenever the same texts could give other copies."""

KEPT = 64
"""Hashes kept of a text: the estimate of a similarity of 0.8 has a standard error of 0.05."""
COMPARED_BY = 4
"""Smallest hashes of which two texts must share one: of pairs with a similarity of 0.8, one in 600 is missed."""
GLANCED_AT = 24
"""Smallest hashes that a glance is made of."""
LEAST_AT_A_GLANCE = 0.7
"""Share of the bits of a glance that copies have in common: of pairs with a similarity of 0.8, one in 3,000 has less,
and of those with one of 0.3, five in six (by simulation)."""
FEWEST = 30
"""Shingles of the shortest text that can be a copy; alerts of a line say the same on many days."""
SHORT = 150
"""Shingles below which a text must be alike to nearly a word."""
WITH_NUMBERS = 300
"""Shingles below which the numbers of a text tell it from others."""
LEAST = 0.8
LEAST_OF_SHORT = 0.9

_PLAIN = bytes(code if code > 127 or chr(code).isalnum() else 32 for code in range(256))
_PUNCTUATION = re.compile(rb"\xc2.|\xe2[\x80\x81].|\xe3\x80.", re.DOTALL)
"""Signs beyond ASCII, in UTF-8: U+0080-00BF, U+2000-207F, U+3000-303F."""
_NUMBERS = re.compile(r"\d+")
_UNSPACED = 20
"""Bytes a word from which on a text is written without spaces: each of its characters is then a word."""


class Fingerprint(msgspec.Struct, frozen=True, array_like=True):
    """What is kept of one text."""

    size: int
    """How many shingles it has, those that repeat counted again."""
    lowest: tuple[int, ...]
    """The smallest hashes, ascending."""
    numbers: tuple[int, ...]
    """Hashes of the different numbers of a text that is not long, ascending."""


def fingerprint_of(headline: str | None, body: str) -> Fingerprint | None:
    """Fingerprint a text; None where it is too short to be a copy of anything."""
    text = f"{headline or ''}\n{body}"
    words = _words(text)
    size = len(words) - 2
    if size < FEWEST:
        return None
    return Fingerprint(size, _lowest(words), _numbers(text) if size < WITH_NUMBERS else ())


def similarity(one: Fingerprint, other: Fingerprint) -> float:
    """The estimated share of all shingles of two texts that both have."""
    mine, others = set(one.lowest), set(other.lowest)
    sample = sorted(mine | others)[:KEPT]
    return len(mine & others & set(sample)) / len(sample)


def are_copies(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two texts are so alike that one is a copy of the other."""
    size = min(one.size, other.size)
    if size < WITH_NUMBERS and _differ_in_numbers(one, other):
        return False
    return similarity(one, other) >= (LEAST_OF_SHORT if size < SHORT else LEAST)


def compared_by(fingerprint: Fingerprint) -> tuple[int, ...]:
    """The hashes of which a text must share one to be compared."""
    return fingerprint.lowest[:COMPARED_BY]


def glance(fingerprint: Fingerprint) -> int:
    """The smallest hashes as a set of 63 bits, one for each, as SQLite's integers have a sign."""
    bits = 0
    for hash_ in fingerprint.lowest[:GLANCED_AT]:
        bits |= 1 << hash_ % 63
    return bits


def alike_at_a_glance(one: int, other: int) -> bool:
    """Whether the fingerprints that two glances are of are worth comparing."""
    return (one & other).bit_count() >= LEAST_AT_A_GLANCE * min(one.bit_count(), other.bit_count())


def packed(fingerprint: Fingerprint) -> bytes:
    """A fingerprint as it is stored: counts, then hashes of four bytes."""
    counts = (fingerprint.size, len(fingerprint.lowest), len(fingerprint.numbers))
    return struct.pack(f">IHH{counts[1]}I{counts[2]}I", *counts, *fingerprint.lowest, *fingerprint.numbers)


def unpacked(stored: bytes) -> Fingerprint:
    """A fingerprint that was stored."""
    size, lowest, numbers = struct.unpack_from(">IHH", stored)
    hashes = struct.unpack_from(f">{lowest + numbers}I", stored, 8)
    return Fingerprint(size, hashes[:lowest], hashes[lowest:])


def text_number(stored: bytes) -> int:
    """Names a fingerprint: texts with the same fingerprint are one text. 63 bits, as SQLite's integers have a sign."""
    return int.from_bytes(hashlib.blake2b(stored, digest_size=8).digest()) >> 1


def _words(text: str) -> list[bytes]:
    """The words in lower case without signs between them, as UTF-8; made with few calls, as every text needs it."""
    plain = text.lower().encode("utf-8", "replace").translate(_PLAIN)
    words = (plain if plain.isascii() else _PUNCTUATION.sub(b" ", plain)).split()
    if len(plain) > _UNSPACED * len(words):
        return [character.encode("utf-8", "replace") for character in text if character.isalnum()]
    return words


def _lowest(words: list[bytes]) -> tuple[int, ...]:
    """The smallest different hashes of shingles; most of what is surely not among them is left out at once."""
    hashes = list(map(crc32, map(b" ".join, zip(words, words[1:], words[2:], strict=False))))
    limit = 2**32 * 2 * KEPT // len(hashes)
    low = set(filter(limit.__gt__, hashes))
    return tuple(sorted(low if len(low) >= KEPT else set(hashes))[:KEPT])


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(sorted({crc32(str(int(number)).encode()) for number in _NUMBERS.findall(text)}))


def _differ_in_numbers(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether each has a number that the other has not; a text that was cut, or dated, has only fewer or more."""
    mine, others = set(one.numbers), set(other.numbers)
    return bool(mine - others) and bool(others - mine)
