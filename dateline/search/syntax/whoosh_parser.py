"""Whoosh's `QueryParser`, imported without the modules it needs only for functions that are not called here.

Half of its import time goes into `urllib.request` (HTTP, TLS, mail) and the patterns of two stemmers, each imported for
one function. While Whoosh is imported, stand-ins replace these modules; their functions import the real module when
called. Afterwards the stand-ins are removed, so that other imports get the real modules.
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
"""Modules, each with the function that Whoosh imports from it."""


class _StandIn(ModuleType):
    """A module with one function, which imports the real module when it is called."""

    def __init__(self, name: str, function: str) -> None:
        super().__init__(name)

        def load_and_call(*args: object, **kwargs: object) -> object:
            real: object = getattr(import_module(name), function)
            if not callable(real):
                raise TypeError(f"{name}.{function} is not a function")
            return real(*args, **kwargs)

        setattr(self, function, load_and_call)


@contextmanager
def _stand_ins() -> Generator[None]:
    """Replace modules that are not imported yet by stand-ins."""
    replaced = {name: _StandIn(name, function) for name, function in _FUNCTIONS.items() if name not in sys.modules}
    sys.modules.update(replaced)
    try:
        yield
    finally:
        for name in replaced:
            del sys.modules[name]


with _stand_ins():
    from whoosh.qparser import QueryParser  # pyright: ignore[reportMissingTypeStubs] - Whoosh is untyped

__all__ = ["QueryParser"]
