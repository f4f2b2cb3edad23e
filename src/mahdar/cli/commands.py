"""The commands of `mahdar`. Each imports what it needs when it runs, so that all of them start fast."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from mahdar.cli.screen import FAILED, complain, guarded, output, stdin_bytes

app = typer.Typer(
    name="mahdar",
    help="Reads Arabic foreign-affairs reports into records: who did or said what to whom, when, where and how much.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """How records are shown."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    table = "table"


class AnalysisFormat(StrEnum):
    """How analyses are shown."""

    text = "text"
    jsonl = "jsonl"
    html = "html"


class ExportFormat(StrEnum):
    """How exported events are written."""

    csv = "csv"
    json = "json"
    jsonl = "jsonl"


class AnswerFormat(StrEnum):
    """How answers out of the tables are shown."""

    text = "text"
    json = "json"


class ListFormat(StrEnum):
    """How lists over many reports are shown."""

    table = "table"
    json = "json"
    csv = "csv"


class Kind(StrEnum):
    """Kinds of commitments."""

    pledge = "pledge"
    plan = "plan"
    forecast = "forecast"
    demand = "demand"
    threat = "threat"
    offer = "offer"


knowledge = typer.Typer(help="Build and check the tables of names.", no_args_is_help=True)
app.add_typer(knowledge, name="knowledge")
export = typer.Typer(help="Write what was read in the forms of other programs.", no_args_is_help=True)
app.add_typer(export, name="export")


class By(StrEnum):
    """What scores are taken apart by."""

    type = "type"
    outlet = "outlet"
    confidence = "confidence"


class Way(StrEnum):
    """How reports are read."""

    grammar = "grammar"
    tagger = "tagger"
    both = "both"


def _mode(fast: bool, reader: Way | None) -> str | None:
    return "grammar" if fast else None if reader is None else reader.value


def _version(asked: bool) -> None:
    if asked:
        from mahdar._version import __version__

        typer.echo(f"mahdar {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and leave.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Reads Arabic foreign-affairs reports into records: who did or said what to whom, when, where and how much."""


@app.command()
def read(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH…", help="Files (.txt .html .jsonl .json), folders, or - for the standard input."
        ),
    ],
    *,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Publication date (2014-03-15) of reports whose row or page gives none."
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="What to write.")] = Format.text,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write there, not to the terminal.")
    ] = None,
    fast: Annotated[bool, typer.Option("--fast", help="Grammar alone: ten times as fast.")] = False,
    reader: Annotated[
        Way | None,
        typer.Option("--reader", help="Which way of reading, for study; both where the model is there."),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say which rule found each item.")] = False,
) -> None:
    """Read reports into records. Exits with 1 if any source could not be read."""
    from mahdar.cli.read import Options, run

    with guarded():
        options = Options(
            format=format.value, published=published, out=out, mode=_mode(fast, reader), explain=explain
        )
        code = run(paths, options, stdin=stdin_bytes(paths))
    raise typer.Exit(code)


@app.command()
def analyze(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH…", help="Files (.txt .html .jsonl .json), folders, or - for the standard input."
        ),
    ],
    *,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Publication date (2014-03-15) of reports whose row or page gives none."
        ),
    ] = None,
    format: Annotated[
        AnalysisFormat, typer.Option("--format", "-f", help="What to write.")
    ] = AnalysisFormat.text,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write there, not to the terminal.")
    ] = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Name the rule behind each clause and the lexicon row of each word."),
    ] = False,
) -> None:
    """Show the words, clauses, slots and nesting of reports. Exits with 1 if any source could not be read."""
    from mahdar.cli.analyze import Options, run

    with guarded():
        options = Options(format=format.value, published=published, out=out, explain=explain)
        code = run(paths, options, stdin=stdin_bytes(paths))
    raise typer.Exit(code)


@app.command(
    epilog="Example: mahdar commitments reports/ --kind pledge --kind threat --due-before 2024-06 --format csv"
)
def commitments(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH…", help="Files (.txt .html .jsonl .json), folders, or - for the standard input."
        ),
    ] = None,
    *,
    kind: Annotated[
        list[Kind] | None, typer.Option("--kind", help="Only of this kind; may be given several times.")
    ] = None,
    due_before: Annotated[
        str | None,
        typer.Option(
            "--due-before",
            metavar="DATE",
            help="Only what is due before this date (2024, 2024-06, 2024-06-30).",
        ),
    ] = None,
    samples: Annotated[
        bool,
        typer.Option("--samples", help="Also the reports that come with mahdar; no PATH is needed then."),
    ] = False,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Publication date (2014-03-15) of reports whose row or page gives none."
        ),
    ] = None,
    format: Annotated[ListFormat, typer.Option("--format", "-f", help="What to write.")] = ListFormat.table,
    fast: Annotated[bool, typer.Option("--fast", help="Grammar alone: ten times as fast.")] = False,
    reader: Annotated[
        Way | None,
        typer.Option("--reader", help="Which way of reading, for study; both where the model is there."),
    ] = None,
) -> None:
    """List who bound themselves or others to what, by when and on what condition: the soonest due first, undated last. Exits with 1 if any source could not be read."""
    from mahdar.app.commitments import Wanted
    from mahdar.cli.commitments import Options, run

    with guarded():
        wanted = Wanted(kinds=tuple(one.value for one in kind or ()), due_before=due_before)
        options = Options(
            format=format.value,
            published=published,
            mode=_mode(fast, reader),
            samples=samples,
            wanted=wanted,
        )
        code = run(output(), paths or [], options, stdin=stdin_bytes(paths or []))
    raise typer.Exit(code)


@export.command("plover")
def export_plover(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH…",
            help="Reports (.txt .html .jsonl .json), records that `mahdar read` wrote (.jsonl .json), folders, or - for the standard input.",
        ),
    ] = None,
    *,
    samples: Annotated[bool, typer.Option("--samples", help="The reports that come with mahdar.")] = False,
    format: Annotated[ExportFormat, typer.Option("--format", "-f", help="What to write.")] = ExportFormat.csv,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write there, not to the terminal.")
    ] = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help="Also what is planned, possible, conditional, or recalled as background."),
    ] = False,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Publication date (2014-03-15) of reports whose row or page gives none."
        ),
    ] = None,
    fast: Annotated[bool, typer.Option("--fast", help="Grammar alone: ten times as fast.")] = False,
) -> None:
    """Write events as PLOVER has them, under POLECAT's column names. Exits with 1 if any source could not be read."""
    from mahdar.cli.export import Options, run

    with guarded():
        options = Options(
            format=format.value,
            out=out,
            samples=samples,
            everything=everything,
            published=published,
            mode=_mode(fast, None),
        )
        code = run(paths or [], options, stdin=stdin_bytes(paths or []))
    raise typer.Exit(code)


@app.command()
def demo() -> None:
    """Read the sample reports that come with mahdar and show what a record is."""
    from mahdar.cli.demo import run

    with guarded():
        run(output())


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    import json

    from mahdar.record import schema as record_schema

    with guarded():
        output().line(json.dumps(record_schema(), ensure_ascii=False, indent=2))


@app.command()
def validate(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Records as JSON lines or JSON; - for standard input.")
    ],
) -> None:
    """Check records against their contract; say what is wrong and where. Exits with 1 if anything is."""
    from mahdar.app.check import check_records

    records = broken = 0
    with guarded():
        screen = output()
        for verdict in check_records(file, stdin=stdin_bytes([file])):
            records += 1
            broken += bool(verdict.problems)
            for problem in verdict.problems:
                screen.line(f"{file}:{verdict.line}: {problem}")
        told = f"{records} record{'s' if records != 1 else ''}, "
        screen.line(told + (f"{broken} of them broken" if broken else "nothing wrong"))
    if broken:
        raise typer.Exit(FAILED)


@app.command()
def who(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="A name in Arabic or Latin letters, or an office (الرئيس الفرنسي)."
        ),
    ],
    *,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="Offices and members on this date (2014, 2014-05-01)."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many answers at most.")] = 5,
    format: Annotated[
        AnswerFormat, typer.Option("--format", "-f", help="What to write.")
    ] = AnswerFormat.text,
) -> None:
    """Say whom or what the tables know by a name. Exits with 1 if they know nobody near it."""
    from mahdar.cli.who import run

    with guarded():
        code = run(output(), name, on=on, limit=limit, json=format is AnswerFormat.json)
    raise typer.Exit(code)


_Folder = Annotated[
    Path | None, typer.Argument(metavar="FOLDER", help="A folder of tables; those of the package if none.")
]


@knowledge.command("build")
def build_knowledge(
    folder: _Folder = None,
    *,
    format: Annotated[
        AnswerFormat, typer.Option("--format", "-f", help="What to write.")
    ] = AnswerFormat.text,
) -> None:
    """Compile the tables and keep the flat form; a broken row is refused with file, line and reason."""
    from mahdar.cli.knowledge import build

    with guarded():
        code = build(output(), folder, json=format is AnswerFormat.json)
    raise typer.Exit(code)


@knowledge.command("check")
def check_knowledge(folder: _Folder = None) -> None:
    """Say what is wrong with the tables: cells, duplicates, keys without a row, overlapping terms. Exits with 1 if anything is."""
    from mahdar.cli.knowledge import check

    with guarded():
        code = check(output(), folder)
    raise typer.Exit(code)


@app.command()
def doctor() -> None:
    """Say what is installed, what is missing and where the data lie. Exits with 1 if something needed is missing."""
    from mahdar.cli.doctor import run

    with guarded():
        healthy = run(output())
    if not healthy:
        raise typer.Exit(FAILED)


@app.command()
def score(
    fast: Annotated[bool, typer.Option("--fast", help="Grammar alone.")] = False,
    reader: Annotated[Way | None, typer.Option("--reader", help="Which way of reading.")] = None,
    compare: Annotated[
        bool,
        typer.Option(
            "--compare",
            help="Grammar, tagger and both side by side, with bootstrap intervals; also on the reports held out of training/corpus.",
        ),
    ] = False,
    part: Annotated[
        list[str] | None,
        typer.Option("--part", metavar="NAME", help="Parts to score; dev and example if not given."),
    ] = None,
    errors: Annotated[
        str | None,
        typer.Option("--errors", metavar="LAYER", help="List what was missed or wrong in one layer."),
    ] = None,
    confusion: Annotated[
        bool,
        typer.Option(
            "--confusion",
            help="Also which types of events are taken for which: annotated types down, types read across.",
        ),
    ] = False,
    per_report: Annotated[bool, typer.Option("--per-report", help="Also a line for every report.")] = False,
    by: Annotated[
        By | None,
        typer.Option(
            "--by", help="Taken apart: events by type, main measures by outlet, or right by confidence."
        ),
    ] = None,
) -> None:
    """Score the reader on annotated reports: the folder that MAHDAR_EVAL names, else ../shared/eval."""
    import os

    from mahdar.app.score import find_evaluation
    from mahdar.app.score import score as run

    options = (*(("--errors", errors) if errors else ()), *(("--per-report",) if per_report else ()))
    broken = False
    with guarded():
        screen = output()
        folder = find_evaluation(Path.cwd(), os.environ)
        if compare:
            from mahdar.cli.compare import run as run_comparison

            run_comparison(screen, folder, Path.cwd() / "training" / "corpus")
            return
        if by is not None:
            from mahdar.cli.breakdown import run as run_breakdown

            run_breakdown(screen, folder, by.value, tuple(part or ("dev", "example")), _mode(fast, reader))
            return
        for result in run(
            folder,
            names=tuple(part or ("dev", "example")),
            mode=_mode(fast, reader),
            options=options,
            confused=confusion,
        ):
            screen.line(screen.style(result.name, "bold"))
            screen.line(result.table)
            if result.confused is not None:
                screen.line(result.confused.table())
            for problem in result.problems:
                broken = True
                complain(problem)
    if broken:
        raise typer.Exit(FAILED)
