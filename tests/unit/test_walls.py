"""The walls between the layers are drawn whole: every package has its place, and `make walls` holds them."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path
from typing import Any

import pytest

import mahdar

ROOT = Path(__file__).parents[2]
PACKAGE = Path(mahdar.__file__).parent


def contracts() -> list[dict[str, Any]]:
    with (ROOT / "pyproject.toml").open("rb") as stream:
        found: list[dict[str, Any]] = tomllib.load(stream)["tool"]["importlinter"]["contracts"]
    return found


def layers() -> list[list[str]]:
    """The layers of the house, the uppermost first; neighbours that never meet stand together."""
    (found,) = [contract for contract in contracts() if contract["type"] == "layers"]
    assert found["exhaustive"]
    return [[name.strip() for name in row.split("|")] for row in found["layers"]]


def modules(folder: Path) -> set[str]:
    """Packages and modules that stand directly in a folder."""
    packages = {path.parent.name for path in folder.glob("*/__init__.py")}
    return packages | {path.stem for path in folder.glob("*.py") if not path.stem.startswith("_")}


def test_every_package_stands_in_a_layer() -> None:
    assert {name for row in layers() for name in row} == modules(PACKAGE) - {"samples"}


def test_every_extractor_is_independent_of_the_others() -> None:
    (found,) = [contract for contract in contracts() if contract["type"] == "independence"]
    assert {name.rpartition(".")[2] for name in found["modules"]} == modules(PACKAGE / "extract")


def test_the_walls_are_those_of_the_drawing() -> None:
    assert [" | ".join(row) for row in layers()] == [
        "cli", "web | scale", "app", "export | relations", "store", "corpus", "pipeline", "intake | resolve", "merge",
        "extract | tagger", "analysis", "knowledge", "languages", "text", "record", "ontology", "errors",
    ]  # fmt: skip


def imports(path: Path) -> set[str]:
    """The parts of mahdar that a file imports, wherever in it the import stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("mahdar."):
            found.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            found.update(name.name.split(".")[1] for name in node.names if name.name.startswith("mahdar."))
    return found


@pytest.mark.parametrize("name", sorted(modules(PACKAGE) - {"samples"}))
def test_a_layer_imports_only_layers_below_it(name: str) -> None:
    """What import-linter holds, without it: also for imports inside functions."""
    height = {part: number for number, row in enumerate(reversed(layers())) for part in row}
    place = PACKAGE / name
    for file in sorted(place.rglob("*.py")) if place.is_dir() else [PACKAGE / f"{name}.py"]:
        above = {
            part for part in imports(file) if part in height and part != name and height[part] >= height[name]
        }
        assert not above, f"{file.relative_to(PACKAGE)} imports {', '.join(sorted(above))}"


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_files_say_what_they_are_and_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.name != "__main__.py":
        assert ast.get_docstring(ast.parse(text)), f"{path} has no docstring"
    assert text.count("\n") <= 500, f"{path} is too long: split it by its nouns"


def test_the_pipeline_reads_neither_clock_nor_network() -> None:
    """Nor does any layer below it: the same bytes give the same record on every day."""
    forbidden = {
        "time",
        "datetime.now",
        "socket",
        "urllib.request",
        "http.client",
        "requests",
        "random",
        "locale",
    }
    height = {part: number for number, row in enumerate(reversed(layers())) for part in row}
    for name in (part for part in height if height[part] <= height["pipeline"]):
        place = PACKAGE / name
        for file in sorted(place.rglob("*.py")) if place.is_dir() else [PACKAGE / f"{name}.py"]:
            tree = ast.parse(file.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                assert not forbidden & set(names), f"{file}: {names}"
                if isinstance(node, ast.Attribute):
                    assert node.attr not in ("now", "today", "utcnow"), (
                        f"{file}:{node.lineno} reads the clock"
                    )
