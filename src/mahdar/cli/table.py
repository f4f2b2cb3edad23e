"""The table view: who → what → whom, and speaker → act → content. Tables on a terminal, tab-separated elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from mahdar.cli.screen import Screen
from mahdar.cli.text import plain_label
from mahdar.record import Record, Span

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.measure import Measurement

Row = tuple[str, ...]

# Actors of a cell: below one another on a terminal, where each line is an isolate of its own; beside one another in a
# tab-separated table, where a row is a line.
_LINES, _BESIDE = "\n", ", "

_EVENTS = ("event", "who", "what", "whom", "where", "when", "factuality", "words", "rule")
# On a terminal narrower than this, eight columns of a table break words: where, when and factuality stand in one, and
# the words below the type. From here on types, modes, dates and factualities are whole beside full columns of names.
_NARROW = 120
_EVENTS_NARROW = ("event", "who", "what", "whom", "where, when, factuality", "rule")
_STATEMENTS = ("statement", "speaker", "act", "said", "through", "rule")
# Off a terminal both kinds of row share one set of columns, so that a spreadsheet takes the whole output.
_COLUMNS = (
    "report",
    "item",
    "who",
    "what",
    "whom",
    "where",
    "when",
    "factuality",
    "words",
    "through",
    "rule",
)


def show_header(screen: Screen, *, explain: bool = False) -> None:
    """Write the names of the columns, where the output is one tab-separated table."""
    if not screen.terminal:
        screen.line("\t".join(_COLUMNS if explain else _COLUMNS[:-1]))


def show_table(screen: Screen, record: Record, *, name: str, explain: bool = False) -> None:
    """Write the events and statements of a record.

    Args:
        screen: where to.
        record: what was read.
        name: the report's file: the heading on a terminal, the first column elsewhere.
        explain: add a column with the rule that found each row.
    """
    table = _Table(record)
    if not screen.terminal:
        for row in table.flat():
            screen.line("\t".join((name, *(row if explain else row[:-1]))))
        return
    screen.line(screen.style(screen.isolate(name), "bold"))
    last = None if explain else -1
    narrow = _console(screen).width < _NARROW
    events = [_on_terminal(row, narrow=narrow) for row in table.events(_LINES)]
    columns = _EVENTS_NARROW if narrow else _EVENTS
    draw(screen, "Events", columns[:last], [row[:last] for row in events])
    draw(screen, "Statements", _STATEMENTS[:last], [row[:last] for row in table.statements(_LINES)])
    if not record.events and not record.statements:
        screen.line("no events, no statements")


class _Table:
    """The cells of one record."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.actors = {actor.id: actor for actor in record.actors}

    def events(self, between: str = _BESIDE) -> list[Row]:
        return [
            (
                event.id,
                self.names(event.source, between),
                "/".join([event.type, *event.mode]),
                self.names(event.target, between),
                self.names([event.place] if event.place else []),
                f"{event.date} ({event.date_basis})" if event.date else "",
                event.factuality + (", background" if event.background else ""),
                self.words([event.trigger]),
                event.rule or "",
            )
            for event in self.record.events
        ]

    def statements(self, between: str = _BESIDE) -> list[Row]:
        return [
            (
                said.id,
                self.names(said.speaker, between),
                said.act,
                self.words(said.content),
                self.names(said.via, between),
                said.rule or "",
            )
            for said in self.record.statements
        ]

    def flat(self) -> list[Row]:
        """Rows for the shared columns, without the report's name."""
        rows = [(*row[:8], "", row[8]) for row in self.events()]
        addressees = [self.names(said.addressee) for said in self.record.statements]
        for whom, (id, who, act, words, through, rule) in zip(addressees, self.statements(), strict=True):
            rows.append((id, who, act, whom, "", "", "", words, through, rule))
        return rows

    def names(self, ids: Iterable[str], between: str = _BESIDE) -> str:
        return between.join(plain_label(self.actors[one]) if one in self.actors else one for one in ids)

    def words(self, spans: Iterable[Span]) -> str:
        words = " … ".join(self.record.document.text[span.start : span.end] for span in spans)
        return " ".join(words.split())


def _on_terminal(row: Row, *, narrow: bool) -> Row:
    """An event's cells for a terminal: the mode below its type, and on a narrow one the circumstances in one cell."""
    event, who, what, whom, where, when, factuality, words, rule = row
    what = what.replace("/", "/\n")
    if not narrow:
        return event, who, what, whom, where, when, factuality, words, rule
    circumstances = "\n".join(part for part in (where, when, factuality) if part)
    return event, who, f"{what}\n{words}", whom, circumstances, rule


def _console(screen: Screen) -> Console:
    from rich.console import Console

    return Console(
        file=screen.stream, force_terminal=screen.colour, no_color=not screen.colour, highlight=False
    )


def draw(screen: Screen, title: str, columns: Row, rows: list[Row], *, whole: int = 0) -> None:
    """Draw rows as a table with a title, nothing where there are none; the first `whole` columns are never folded."""
    if not rows:
        return
    from rich.table import Table

    table = Table(title=title, title_justify="left", header_style="bold" if screen.colour else "")
    for number, column in enumerate(columns):
        table.add_column(column, overflow="fold", no_wrap=number < whole)
    for row in rows:
        table.add_row(*(_Cell(screen, cell) for cell in row))
    _console(screen).print(table)


class _Cell:
    """A cell whose every line is an isolate of its own, so that Arabic does not run over the borders of the table."""

    def __init__(self, screen: Screen, words: str) -> None:
        self.screen = screen
        self.words = screen.safe(words)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.text import Text

        for line in Text(self.words).wrap(console, options.max_width, overflow="fold"):
            yield Text(self.isolated(line.plain.rstrip()))

    def isolated(self, line: str) -> str:
        """A line with its Arabic isolated; the English in brackets behind a name stays outside, or it would turn."""
        name, bracket, english = line.partition(" (")
        return self.screen.isolate(name) + bracket + self.screen.isolate(english)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        from rich.measure import Measurement
        from rich.text import Text

        return Measurement.get(console, options, Text(self.words))
