"""docs/reference/python.md: the public names of the package `dateline` with their docstrings."""

from __future__ import annotations

import ast
import enum
import inspect
import textwrap
from collections.abc import Callable, Iterator
from itertools import pairwise
from types import ModuleType, UnionType
from typing import ForwardRef, get_args, is_typeddict

import msgspec

import dateline
from dateline import errors
from tools.reference.markdown import GENERATED, WIDTH, code, paragraphs, table
from tools.reference.markdown import page as joined

INTRODUCTION = """\
The public names of the package `dateline`, with their docstrings.
Other modules may change in any version."""


def page() -> str:
    """The whole page."""
    names = public_names(dateline)
    return joined(
        "# Python",
        GENERATED,
        INTRODUCTION,
        *(part for name in names for part in _name(name, getattr(dateline, name))),
        "## Errors",
        paragraphs(errors.__doc__ or ""),
    )


def public_names(module: ModuleType) -> list[str]:
    """The names in `__all__`; if there is none, the version only."""
    return list(getattr(module, "__all__", ["__version__"]))


def _name(name: str, value: object, heading: str = "##") -> Iterator[str]:
    yield f"{heading} `{name}`"
    if isinstance(value, ModuleType):
        yield paragraphs(value.__doc__ or "")
        for inner in public_names(value):
            yield from _name(f"{name}.{inner}", getattr(value, inner), heading + "#")
    elif inspect.isclass(value):
        yield from _class(name, value, heading + "#")
    elif callable(value):
        yield code(_signature(name, value), "py")
        yield paragraphs(inspect.getdoc(value) or "")
    elif name == "__version__":
        yield "The version of Dateline, as text."
    elif isinstance(value, UnionType):
        yield paragraphs(f"Any of {', '.join(f'`{kind.__name__}`' for kind in get_args(value))}.")
    else:
        yield code(f"{name} = {value!r}", "py")


def _class(name: str, kind: type[object], heading: str) -> Iterator[str]:
    yield paragraphs(kind.__doc__ or "")
    notes = _attribute_docstrings(kind)
    if issubclass(kind, enum.Enum):
        yield table(("value", "meaning"), ((f"`{one.value}`", notes.get(one.name, "")) for one in kind))
    elif issubclass(kind, msgspec.Struct):
        fields = msgspec.structs.fields(kind)
        kinds = _annotations(kind)
        rows = [(f"`{one.name}`", kinds[one.name], _default(one), notes.get(one.name, "")) for one in fields]
        if rows:
            yield table(("field", "type", "default", "meaning"), rows)
    elif is_typeddict(kind):
        yield table(
            ("key", "type", "meaning"),
            ((f"`{key}`", of, notes.get(key, "")) for key, of in _annotations(kind).items()),
        )
    for method, member in vars(kind).items():
        if not method.startswith("_"):
            yield from _member(f"{name}.{method}", member, getattr(kind, method), heading)


def _member(name: str, member: object, value: object, heading: str) -> Iterator[str]:
    """A method or property defined in the class itself; nothing for other attributes."""
    if isinstance(member, property):
        yield f"{heading} `{name}`"
        yield paragraphs(member.__doc__ or "")
    elif inspect.isroutine(value):
        yield f"{heading} `{name}`"
        yield code(_signature(name.rpartition(".")[2], value), "py")
        yield paragraphs(value.__doc__ or "")


def _signature(name: str, function: Callable[..., object]) -> str:
    """A call as it is written in the source, on several lines if it is long."""
    signature = inspect.signature(function)
    parameters = [_unquoted(one) for one in signature.parameters.values() if one.name != "self"]
    if any(one.kind is inspect.Parameter.KEYWORD_ONLY for one in signature.parameters.values()):
        first = next(index for index, one in enumerate(signature.parameters.values()) if one.kind is one.KEYWORD_ONLY)
        parameters.insert(first - len(signature.parameters) + len(parameters), "*")
    returns = "" if signature.return_annotation is signature.empty else f" -> {signature.return_annotation}"
    line = f"{name}({', '.join(parameters)}){returns}"
    if len(line) <= WIDTH:
        return line
    return "\n".join((f"{name}(", *(f"    {parameter}," for parameter in parameters), f"){returns}"))


def _unquoted(parameter: inspect.Parameter) -> str:
    annotation = "" if parameter.annotation is parameter.empty else f": {parameter.annotation}"
    if parameter.default is parameter.empty:
        return f"{parameter.name}{annotation}"
    return f"{parameter.name}{annotation}{' = ' if annotation else '='}{parameter.default!r}"


def _annotations(kind: type[object]) -> dict[str, str]:
    """The fields of a class and its bases with their types as written; `or` instead of a bar, which ends a cell."""
    written: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        fields = inspect.get_annotations(base).items()
        written.update({name: f"`{_written(of)}`".replace(" | ", " or ") for name, of in fields})
    return written


def _written(annotation: object) -> str:
    """A type as written in the source, without the wrapper of a forward reference."""
    return annotation.__forward_arg__ if isinstance(annotation, ForwardRef) else str(annotation)


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.default is not msgspec.NODEFAULT:
        default: object = field.default
        return f"`{type(default).__name__}.{default.name}`" if isinstance(default, enum.Enum) else f"`{default!r}`"
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
