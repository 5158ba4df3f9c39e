"""The import contracts in `pyproject.toml`: each covers the whole package, needs its exceptions and catches violations.

Violations are written into a copy of the package, and import-linter checks the copy.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from itertools import combinations, product
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

REPOSITORY = Path(__file__).resolve().parents[2]
LINTER = shutil.which("lint-imports", path=Path(sys.executable).parent)
pytestmark = pytest.mark.skipif(LINTER is None, reason="import-linter is not installed")

_IMPORT = re.compile(r"([\w.]+) -> ([\w.]+) \(l\.")
_BETWEEN = re.compile(r"([\w.]+) is not allowed to import ([\w.]+):")


class Contract(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One contract in `pyproject.toml`; options that its type lacks are empty."""

    name: str
    type: str
    containers: tuple[str, ...] = ()
    exhaustive: bool = False
    layers: tuple[str, ...] = ()
    protected_modules: tuple[str, ...] = ()
    allowed_importers: tuple[str, ...] = ()
    source_modules: tuple[str, ...] = ()
    forbidden_modules: tuple[str, ...] = ()
    allow_indirect_imports: bool = False
    modules: tuple[str, ...] = ()
    ignore_imports: tuple[str, ...] = ()

    def ini(self, number: int) -> str:
        """The contract in import-linter's other notation, which needs no TOML writer."""
        options = msgspec.convert(msgspec.to_builtins(self), dict[str, str | bool | tuple[str, ...]]).items()
        texts = {key: "\n  ".join(("", *value)) if isinstance(value, tuple) else str(value) for key, value in options}
        lines = [f"{key} = {text}" for key, text in texts.items() if text not in ("", "False")]
        return "\n".join([f"[importlinter:contract:{number}]", *lines, ""])


CONTRACTS = msgspec.convert(
    tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"], list[Contract]
)


def of_type(*types: str) -> pytest.MarkDecorator:
    """Run a test once for each contract of these types."""
    chosen = [contract for contract in CONTRACTS if contract.type in types]
    return pytest.mark.parametrize("contract", chosen, ids=lambda contract: contract.name)


class PackageCopy:
    """A copy of the package's code, to write violations into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        sources = shutil.ignore_patterns("__pycache__", "static", "templates", "translations", "data")
        shutil.copytree(REPOSITORY / "dateline", folder / "dateline", ignore=sources)
        files = {file: file.relative_to(folder).with_suffix("").parts for file in folder.rglob("*.py")}
        self.files = {".".join(parts).removesuffix(".__init__"): file for file, parts in files.items()}

    def add_imports(self, importer: str, imported: Iterable[str]) -> None:
        """Make a module, which may be a new one, import others."""
        file = self.files.setdefault(importer, self.folder.joinpath(*importer.split(".")).with_suffix(".py"))
        with file.open("a") as appending:
            appending.writelines(f"\nimport {name}\n" for name in imported)

    def check(self, *contracts: Contract) -> tuple[int, str]:
        """The linter's exit status and its report on this copy."""
        head = "[importlinter]\nroot_package = dateline\ninclude_external_packages = True\n"
        sections = [contract.ini(number) for number, contract in enumerate(contracts)]
        (self.folder / ".importlinter").write_text("\n".join([head, *sections]))
        command = [str(LINTER), "--config", ".importlinter", "--no-cache", "--no-logo"]
        unwrapped = {**os.environ, "COLUMNS": "1000"}  # the report wraps long lines between the names of modules
        run = subprocess.run(command, check=False, capture_output=True, text=True, cwd=self.folder, env=unwrapped)
        return run.returncode, run.stdout + run.stderr

    def below(self, *packages: str) -> set[str]:
        """The modules of these packages, with the packages themselves."""
        return {name for name in self.files if any(f"{name}.".startswith(f"{package}.") for package in packages)}

    def matching(self, pattern: str) -> set[str]:
        """The modules that a pattern of import-linter means: `*` is one name, `**` one or more."""
        names = re.escape(pattern).replace(r"\*\*", r"\w+(\.\w+)*").replace(r"\*", r"\w+")
        return {name for name in self.files if re.fullmatch(names, name)}


@pytest.fixture
def copy(tmp_path: Path) -> PackageCopy:
    return PackageCopy(tmp_path)


def test_the_package_keeps_its_contracts(copy: PackageCopy) -> None:
    status, report = copy.check(*CONTRACTS)
    assert (status, f"Contracts: {len(CONTRACTS)} kept, 0 broken." in report) == (0, True), report


@of_type("forbidden")
def test_no_module_escapes_a_library_fence(copy: PackageCopy, contract: Contract) -> None:
    for name in copy.files:
        copy.add_imports(name, contract.forbidden_modules)
    status, report = copy.check(contract)
    assert (status, f"{contract.name} BROKEN" in report) == (1, True), report
    expected = set(product(copy.files, contract.forbidden_modules))
    for exception in contract.ignore_imports:
        importer, library = exception.split(" -> ")
        expected -= set(product(copy.matching(importer), [library]))
    assert set(_IMPORT.findall(report)) == expected


@of_type("protected")
def test_no_module_escapes_the_fence_of_a_room(copy: PackageCopy, contract: Contract) -> None:
    for name in copy.files:
        copy.add_imports(name, contract.protected_modules)
    status, report = copy.check(contract)
    assert (status, f"{contract.name} BROKEN" in report) == (1, True), report
    caught = {importer for importer, imported in _IMPORT.findall(report) if imported in contract.protected_modules}
    assert caught == set(copy.files) - copy.below(*contract.allowed_importers, *contract.protected_modules)


@of_type("layers")
def test_a_layer_imports_neither_a_higher_one_nor_its_neighbour(copy: PackageCopy, contract: Contract) -> None:
    layers = [[f"dateline.{name.strip()}" for name in layer.split("|")] for layer in contract.layers]
    assert {name for layer in layers for name in layer} == copy.matching("dateline.*")
    upward = {pair for higher, lower in combinations(layers, 2) for pair in product(lower, higher)}
    sideways = {(one, other) for layer in layers for one, other in product(layer, layer) if one != other}
    for importer, imported in sorted(upward | sideways):
        copy.add_imports(importer, [imported])
    status, report = copy.check(contract)
    assert (status, f"{contract.name} BROKEN" in report) == (1, True), report
    assert set(_BETWEEN.findall(report)) >= upward | sideways


@of_type("layers")
def test_a_new_module_at_the_top_needs_a_layer(copy: PackageCopy, contract: Contract) -> None:
    copy.add_imports("dateline.made_up", ["os"])
    status, report = copy.check(contract)
    assert (status, "made_up" in report) == (1, True), report


@of_type("independence")
def test_no_sibling_may_import_a_new_one(copy: PackageCopy, contract: Contract) -> None:
    (siblings,) = contract.modules
    added = siblings.replace("*", "made_up")
    for name in copy.matching(siblings):
        copy.add_imports(name, [added])
    exceptions = (exception.split(" -> ") for exception in contract.ignore_imports)
    excepted = {importer for importer, imported in exceptions if imported in {siblings, f"{siblings}*"}}
    copy.add_imports(added, ["os"])
    status, report = copy.check(contract)
    assert (status, f"{contract.name} BROKEN" in report) == (1, True), report
    caught = {importer for importer, imported in _BETWEEN.findall(report) if imported == added}
    assert caught >= copy.matching(siblings) - excepted - {added}


def test_every_exception_is_needed(copy: PackageCopy) -> None:
    without: list[Contract] = []
    for contract in CONTRACTS:
        for exception in contract.ignore_imports:
            kept = tuple(other for other in contract.ignore_imports if other != exception)
            without.append(replace(contract, name=f"without {exception}", ignore_imports=kept))
        for importer in contract.allowed_importers:
            kept = tuple(other for other in contract.allowed_importers if other != importer)
            allowed = kept or ("dateline.problems",)  # the list may not be empty
            without.append(replace(contract, name=f"{contract.name}, without {importer}", allowed_importers=allowed))
    _, report = copy.check(*without)
    assert [contract.name for contract in without if f"{contract.name} BROKEN" not in report] == []


def test_an_exception_without_an_import_is_an_error(copy: PackageCopy) -> None:
    stale = "dateline.errors -> dateline.cli"
    status, report = copy.check(replace(CONTRACTS[0], ignore_imports=(stale,)))
    assert (status, stale in report) == (1, True), report
