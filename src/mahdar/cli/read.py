"""`mahdar read`: outcomes to the terminal or a file, in one of four forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TextIO

from mahdar.app.read import Outcome, count_reports, read_paths
from mahdar.cli.screen import FAILED, OK, Screen, complain, errors, output
from mahdar.errors import SourceError
from mahdar.record import Record

# A bar for a handful of reports would be gone before it is seen.
_HANDFUL = 5


class Options(NamedTuple):
    """What the user asked for."""

    format: str = "text"
    published: str | None = None
    out: Path | None = None
    mode: str | None = None
    explain: bool = False


class _Writer:
    """Writes records in one of the four forms as they come."""

    def __init__(self, screen: Screen, options: Options) -> None:
        self.screen = screen
        self.options = options
        self.written = 0
        self.held: Record | None = None

    def write(self, outcome: Outcome, record: Record) -> None:
        form = self.options.format
        if form == "jsonl":
            self.screen.line(record.to_json())
        elif form == "json":
            self._json(record)
        elif form == "table":
            from mahdar.cli.table import show_header, show_table

            if not self.written:
                show_header(self.screen, explain=self.options.explain)
            show_table(self.screen, record, name=str(outcome), explain=self.options.explain)
        else:
            from mahdar.cli.text import show_record

            if self.written:
                self.screen.line()
            show_record(self.screen, record, name=str(outcome), explain=self.options.explain)
        self.written += 1

    def _json(self, record: Record) -> None:
        """One report is an object, several are a list: the first waits until it is clear which."""
        if self.written == 0:
            self.held = record
            return
        if self.held is not None:
            self.screen.stream.write("[\n" + self.held.to_json(indent=2))
            self.held = None
        self.screen.stream.write(",\n" + record.to_json(indent=2))

    def end(self) -> None:
        if self.options.format != "json":
            return
        if self.held is not None:
            self.screen.line(self.held.to_json(indent=2))
        elif self.written:
            self.screen.line("\n]")


def run(paths: list[str], options: Options, *, stdin: bytes | None) -> int:
    """Read what the paths hold and write it; the exit code.

    Raises:
        ConfigError: the publication date is none.
        SourceError: the output file cannot be written.
    """
    outcomes = read_paths(paths, published=options.published, mode=options.mode, stdin=stdin)
    with opened(options.out) as screen, progress(paths, screen) as (step, tell):
        writer = _Writer(screen, options)
        failed = 0
        for outcome in outcomes:
            if outcome.failure is not None:
                failed += 1
                tell(str(outcome.failure))
            elif outcome.record is not None:
                writer.write(outcome, outcome.record)
                for note in outcome.record.document.notes:
                    if note.kind == "failure":
                        failed += 1
                        tell(f"{outcome}: {note.message}")
            step()
        writer.end()
    if failed and writer.written:
        complain(f"{writer.written} records written, {failed} failures")
    return FAILED if failed else OK


@contextmanager
def opened(out: Path | None) -> Iterator[Screen]:
    """The standard output, or a file that is written.

    Raises:
        SourceError: it cannot be written.
    """
    if out is None:
        yield output()
        return
    try:
        stream: TextIO = out.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise SourceError(str(out), (error.strerror or str(error)).lower()) from error
    with stream:
        yield Screen(stream, terminal=False)


@contextmanager
def progress(paths: list[str], screen: Screen) -> Iterator[tuple[Callable[[], None], Callable[[str], None]]]:
    """A bar on the standard error where there is something to wait for and somebody waits; how to step and tell."""
    watched = errors().terminal and not screen.terminal
    total = count_reports(paths) if watched else None
    if total is None or total <= _HANDFUL:
        yield (lambda: None), complain
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)
        yield (
            (lambda: bar.advance(task)),
            (lambda message: bar.console.out(f"mahdar: {message}", highlight=False)),
        )
