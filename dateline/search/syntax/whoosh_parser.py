"""Whoosh's `QueryParser`, without what its rooms load for functions that nobody calls here.

Half of the time that loading it takes goes into `urllib.request` (HTTP, TLS, mail) and into the patterns of two
stemmers; each is loaded for one function. While Whoosh is loaded, stand-ins lie in the place of these modules: their
functions load the real module when they are called. Afterwards the stand-ins are taken away, so that whoever else
imports one of these modules gets the real one.
"""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

_FUNCTIONS = {
    "urllib.request": "urlretrieve",
    "whoosh.lang.morph_en": "variations",
    "whoosh.lang.porter": "stem",
}
"""Modules, and what Whoosh imports of each."""


class _StandIn(ModuleType):
    """A module with one function, which loads the real module when it is called."""

    def __init__(self, name: str, function: str) -> None:
        super().__init__(name)

        def load_and_call(*given: object, **named: object) -> object:
            real: object = getattr(import_module(name), function)
            if not callable(real):
                raise TypeError(f"{name}.{function} is no function")
            return real(*given, **named)

        setattr(self, function, load_and_call)


@contextmanager
def _stand_ins() -> Generator[None]:
    """Put them in the place of modules that are not loaded yet."""
    put = {name: _StandIn(name, function) for name, function in _FUNCTIONS.items() if name not in sys.modules}
    sys.modules.update(put)
    try:
        yield
    finally:
        for name in put:
            del sys.modules[name]


with _stand_ins():
    from whoosh.qparser import QueryParser  # pyright: ignore[reportMissingTypeStubs] - Whoosh is untyped

__all__ = ["QueryParser"]
