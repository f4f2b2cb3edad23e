"""The documentation says what the program does: examples run, commands are described, tables are listed."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from io import StringIO
from pathlib import Path

import click
import pytest
import typer
from typer.testing import CliRunner

import mahdar
from mahdar.app.samples import load_samples
from mahdar.cli.commands import app
from mahdar.cli.screen import Screen
from mahdar.cli.text import show_record
from mahdar.pipeline import Reader

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CLI = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def examples() -> list[str]:
    return re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def test_the_two_commands_come_first_and_exist() -> None:
    block = re.search(r"```sh\n(.*?)```", README, re.DOTALL)
    assert block is not None
    commands = [line.split("#")[0].strip() for line in block.group(1).strip().splitlines()]
    assert commands == ["make demo", "make test"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in commands:
        assert re.search(rf"^{command.split()[1]}:", makefile, re.MULTILINE)


def test_the_first_example_has_five_lines() -> None:
    assert len(examples()[0].strip().splitlines()) <= 6


@pytest.mark.parametrize("code", examples(), ids=lambda code: code.splitlines()[1][:30])
def test_examples_run(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out.strip(), "an example shows something"


def test_the_first_example_names_the_speaker(capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(examples()[0], "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "Lavrov" in printed
    assert "قال" in printed


def bare(line: str) -> str:
    """A line of the text view without ids and spacing, which move when anything else is found."""
    return " ".join(re.sub(r"\b[atqsecm]\d+\b", "", line).split())


def test_the_picture_is_of_a_real_run(reader: Reader) -> None:
    """Every line of the README's picture is a line of the record today, up to where the picture cuts it."""
    found = re.search(r"<!-- picture: (\S+) (\S+) -->\n```text\n(.*?)```", README, re.DOTALL)
    assert found is not None
    name, published, picture = found.groups()
    (sample,) = [sample for sample in load_samples() if sample.name == f"{name}.txt"]
    assert sample.document.published == published
    stream = StringIO()
    show_record(Screen(stream, terminal=False), reader.read(sample.document), name=sample.name)
    real = [bare(line) for line in stream.getvalue().splitlines()]
    for line in picture.splitlines():
        shown = bare(line).removesuffix("…").strip().rstrip(";")
        if shown:
            assert any(one.startswith(shown) for one in real), f"not in the record any more: {line.strip()}"


def parameters_of(name: str) -> list[click.Parameter]:
    """Parameters of a command and of the commands below it."""
    command = COMMANDS[name]
    below = getattr(command, "commands", {}).values()
    return [parameter for one in (command, *below) for parameter in one.params]


def options_of(name: str) -> list[str]:
    return [
        option
        for parameter in parameters_of(name)
        if parameter.param_type_name == "option"
        for option in parameter.opts
        if option.startswith("--") and option != "--help"
    ]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_described(name: str) -> None:
    section = re.search(rf"^## mahdar {name}\n(.*?)(?=^## |\Z)", CLI, re.DOTALL | re.MULTILINE)
    assert section is not None, f"docs/cli.md has no section `mahdar {name}`"
    for option in options_of(name):
        assert option in section.group(1), f"docs/cli.md does not describe {name} {option}"
    for below in getattr(COMMANDS[name], "commands", {}):
        assert f"`mahdar {name} {below}`" in section.group(1), f"docs/cli.md does not describe {name} {below}"


def test_no_command_is_described_that_does_not_exist() -> None:
    assert set(re.findall(r"^## mahdar (\S+)$", CLI, re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_help_works(name: str) -> None:
    result = CliRunner().invoke(app, [name, "--help"])
    assert result.exit_code == 0
    assert COMMANDS[name].help.split(".")[0].split()[0] in result.output


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_in_the_text_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
        for name in re.findall(r"(?:^|\| )mahdar ([a-z]+)", block, re.MULTILINE):
            assert name in COMMANDS, f"{page.name} runs `mahdar {name}`"
        for target in re.findall(r"^make ([a-z-]+)", block, re.MULTILINE):
            assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_table_is_listed() -> None:
    listed = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    package = Path(mahdar.__file__).parent
    for table in sorted(package.rglob("*.tsv")):
        assert table.name in listed, f"docs/tables.md does not list {table.relative_to(package)}"
        folder = str(table.parent.relative_to(package))
        assert folder in listed, f"docs/tables.md does not name {folder}"


def test_every_field_of_the_record_is_described() -> None:
    from mahdar.record import schema

    text = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
    for field in schema()["$defs"]["Record"]["properties"]:
        assert f"`{field}`" in text


def test_every_dependency_is_pinned() -> None:
    with (ROOT / "pyproject.toml").open("rb") as stream:
        project = tomllib.load(stream)["project"]
    pinned = {
        line.split("==")[0]
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line
    }
    for requirement in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        name = re.split(r"[<>=!~\[; ]", requirement)[0]
        assert re.sub(r"[-_.]+", "-", name).lower() in pinned


def test_the_version_is_said_in_the_changelog() -> None:
    assert mahdar.__version__ in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_module_runs_as_the_entry_point_says() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from mahdar.cli import main; main()", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == f"mahdar {mahdar.__version__}"
