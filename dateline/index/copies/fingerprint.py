"""Fingerprint of a text for near-duplicate detection (MinHash): the smallest hashes of its shingles, and its numbers.

A shingle is three consecutive words. The smallest hashes of all shingles of two texts are a random sample; the share
of the sample that both texts have estimates their Jaccard similarity. Texts are compared only if they share one of
their very smallest hashes and their glances are similar. Sources: Broder, "On the resemblance and containment of
documents" (1997); Bar-Yossef et al., "Counting distinct elements in a data stream" (2002).

Agencies write many similar texts that are not copies, such as the same table with another day's numbers. So short
texts must match nearly word for word, and the shortest are never copies. If each of two texts has a number that the
other lacks, they can be copies only if they are long. The thresholds were set by reading pairs of real articles
(`docs/decisions/018-copies.md`).
"""

from __future__ import annotations

import hashlib
import re
import struct
from zlib import crc32

import msgspec

COPY_RULES = "2"
"""Version of these rules. Increase it whenever the same texts could give other copies."""

HASHES = 64
"""Number of hashes in a fingerprint: at a similarity of 0.8 the estimate has a standard error of 0.05."""
CANDIDATE_HASHES = 4
"""Number of smallest hashes of which two texts must share one: misses one in 600 pairs with a similarity of 0.8."""
GLANCE_HASHES = 24
"""Number of smallest hashes in a glance."""
MIN_GLANCE_SHARE = 0.7
"""Minimum share of common bits in the glances of copies. In a simulation, one in 3,000 pairs with a similarity of 0.8
falls below it, and five in six pairs with a similarity of 0.3."""
MIN_SHINGLES = 30
"""Minimum length of a copy in shingles: one-line alerts repeat the same words on many days."""
SHORT_SHINGLES = 150
"""Below this length in shingles, copies must match nearly word for word."""
NUMBERS_SHINGLES = 300
"""Below this length in shingles, different numbers mean different articles."""
MIN_SIMILARITY = 0.8
MIN_SIMILARITY_SHORT = 0.9

_PLAIN = bytes(code if code > 127 or chr(code).isalnum() else 32 for code in range(256))
_PUNCTUATION = re.compile(rb"\xc2.|\xe2[\x80\x81].|\xe3\x80.", re.DOTALL)
"""Punctuation beyond ASCII, in UTF-8: U+0080-00BF, U+2000-207F, U+3000-303F."""
_NUMBERS = re.compile(r"\d+")
_UNSPACED_BYTES = 20
"""With more bytes per word the script has no spaces, and each character counts as a word."""


class Fingerprint(msgspec.Struct, frozen=True, array_like=True):
    """The fingerprint of one text."""

    size: int
    """Number of shingles, repetitions included."""
    lowest: tuple[int, ...]
    """The smallest shingle hashes, ascending."""
    numbers: tuple[int, ...]
    """Hashes of the distinct numbers in the text, ascending; empty for a long text."""


def fingerprint_of(headline: str | None, body: str) -> Fingerprint | None:
    """Compute the fingerprint of a text, or None if it is too short to be a copy."""
    text = f"{headline or ''}\n{body}"
    words = _words(text)
    size = len(words) - 2
    if size < MIN_SHINGLES:
        return None
    return Fingerprint(size, _lowest(words), _numbers(text) if size < NUMBERS_SHINGLES else ())


def similarity(one: Fingerprint, other: Fingerprint) -> float:
    """Estimate the Jaccard similarity of two texts: the share of their shingles that both have."""
    mine, others = set(one.lowest), set(other.lowest)
    sample = sorted(mine | others)[:HASHES]
    return len(mine & others & set(sample)) / len(sample)


def are_copies(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two texts are similar enough to be copies."""
    size = min(one.size, other.size)
    if size < NUMBERS_SHINGLES and _differ_in_numbers(one, other):
        return False
    return similarity(one, other) >= (MIN_SIMILARITY_SHORT if size < SHORT_SHINGLES else MIN_SIMILARITY)


def candidate_hashes(fingerprint: Fingerprint) -> tuple[int, ...]:
    """Return the hashes by which candidates are found: only texts that share one are compared."""
    return fingerprint.lowest[:CANDIDATE_HASHES]


def glance(fingerprint: Fingerprint) -> int:
    """Return the smallest hashes as a bit set of 63 bits (SQLite integers are signed)."""
    bits = 0
    for hash_ in fingerprint.lowest[:GLANCE_HASHES]:
        bits |= 1 << hash_ % 63
    return bits


def alike_at_a_glance(one: int, other: int) -> bool:
    """Whether two glances are so similar that the fingerprints are worth comparing."""
    return (one & other).bit_count() >= MIN_GLANCE_SHARE * min(one.bit_count(), other.bit_count())


def pack(fingerprint: Fingerprint) -> bytes:
    """Encode a fingerprint for storage: counts, then hashes of four bytes."""
    counts = (fingerprint.size, len(fingerprint.lowest), len(fingerprint.numbers))
    return struct.pack(f">IHH{counts[1]}I{counts[2]}I", *counts, *fingerprint.lowest, *fingerprint.numbers)


def unpack(stored: bytes) -> Fingerprint:
    """Decode a stored fingerprint."""
    size, lowest, numbers = struct.unpack_from(">IHH", stored)
    hashes = struct.unpack_from(f">{lowest + numbers}I", stored, 8)
    return Fingerprint(size, hashes[:lowest], hashes[lowest:])


def fingerprint_id(stored: bytes) -> int:
    """Return the id of an encoded fingerprint, 63 bits (SQLite integers are signed)."""
    return int.from_bytes(hashlib.blake2b(stored, digest_size=8).digest()) >> 1


def _words(text: str) -> list[bytes]:
    """Split into lower-case words without punctuation, as UTF-8; uses few calls, as it runs on every text."""
    plain = text.lower().encode("utf-8", "replace").translate(_PLAIN)
    words = (plain if plain.isascii() else _PUNCTUATION.sub(b" ", plain)).split()
    if len(plain) > _UNSPACED_BYTES * len(words):
        return [character.encode("utf-8", "replace") for character in text if character.isalnum()]
    return words


def _lowest(words: list[bytes]) -> tuple[int, ...]:
    """Return the smallest distinct shingle hashes; most of the larger ones are discarded before sorting."""
    hashes = list(map(crc32, map(b" ".join, zip(words, words[1:], words[2:], strict=False))))
    limit = 2**32 * 2 * HASHES // len(hashes)
    low = set(filter(limit.__gt__, hashes))
    return tuple(sorted(low if len(low) >= HASHES else set(hashes))[:HASHES])


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(sorted({crc32(str(int(number)).encode()) for number in _NUMBERS.findall(text)}))


def _differ_in_numbers(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether each text has a number that the other lacks; a shortened or dated copy only lacks or adds some."""
    mine, others = set(one.numbers), set(other.numbers)
    return bool(mine - others) and bool(others - mine)
