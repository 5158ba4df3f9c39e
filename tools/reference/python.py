"""docs/reference/python.md: the public names of the package `dateline` with their docstrings."""

from __future__ import annotations

import ast
import enum
import inspect
import textwrap
from collections.abc import Iterator
from itertools import pairwise

import msgspec

import dateline
from dateline import errors
from tools.reference.markdown import GENERATED, code, paragraphs, table
from tools.reference.markdown import page as joined

INTRODUCTION = """\
The public names of the package `dateline`, with their docstrings.
Other modules may change in any version."""


def page() -> str:
    """The whole page."""
    names: list[str] = list(getattr(dateline, "__all__", ["__version__"]))
    return joined(
        "# Python",
        GENERATED,
        INTRODUCTION,
        *(part for name in names for part in _name(name, getattr(dateline, name))),
        "## Errors",
        paragraphs(errors.__doc__ or ""),
    )


def _name(name: str, value: object) -> Iterator[str]:
    yield f"## `{name}`"
    if inspect.isclass(value):
        yield from _class(name, value)
    elif inspect.isroutine(value):
        yield code(f"{name}{inspect.signature(value)}", "py")
        yield paragraphs(inspect.getdoc(value) or "")
    elif name == "__version__":
        yield "The version of Dateline, as text."
    else:
        yield code(f"{name} = {value!r}", "py")


def _class(name: str, kind: type[object]) -> Iterator[str]:
    if not issubclass(kind, enum.Enum | msgspec.Struct | BaseException):
        yield code(f"class {name}{_signature(kind)}", "py")
    yield paragraphs(kind.__doc__ or "")
    notes = _attribute_docstrings(kind)
    if issubclass(kind, enum.Enum):
        yield table(("value", "meaning"), ((f"`{one.value}`", notes.get(one.name, "")) for one in kind))
    elif issubclass(kind, msgspec.Struct):
        rows = [
            (f"`{field.name}`", f"`{kind_of}`", _default(field), notes.get(field.name, ""))
            for field, kind_of in zip(msgspec.structs.fields(kind), _annotations(kind), strict=True)
        ]
        if rows:
            yield table(("field", "type", "default", "meaning"), rows)
    for method, member in vars(kind).items():
        if not method.startswith("_"):
            yield from _member(method, member if isinstance(member, property) else getattr(kind, method))


def _member(name: str, member: object) -> Iterator[str]:
    """A method or property defined in the class itself; nothing for other attributes."""
    if isinstance(member, property):
        yield f"**`{name}`**"
        yield paragraphs(member.__doc__ or "")
    elif inspect.isroutine(member):
        signature = str(inspect.signature(member)).replace("(self, ", "(", 1).replace("(self)", "()", 1)
        yield code(f"{name}{signature}", "py")
        yield paragraphs(member.__doc__ or "")


def _signature(kind: type[object]) -> str:
    try:
        return str(inspect.signature(kind))
    except (TypeError, ValueError):
        return ""


def _annotations(kind: type[msgspec.Struct]) -> list[str]:
    """The types of a struct's fields as written, those of its bases first."""
    written: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        written.update({name: str(of) for name, of in getattr(base, "__annotations__", {}).items()})
    return [written[field.name] for field in msgspec.structs.fields(kind)]


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.default is not msgspec.NODEFAULT:
        return f"`{field.default!r}`"
    return "" if field.default_factory is msgspec.NODEFAULT else "empty"


def _attribute_docstrings(kind: type[object]) -> dict[str, str]:
    """The string below each attribute in the source of a class."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
    except (OSError, TypeError):
        return {}
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    notes: dict[str, str] = {}
    for statement, following in pairwise(body):
        target = statement.targets[0] if isinstance(statement, ast.Assign) else getattr(statement, "target", None)
        if isinstance(target, ast.Name) and isinstance(following, ast.Expr):
            match following.value:
                case ast.Constant(value=str(text)):
                    notes[target.id] = text
                case _:
                    pass
    return notes
