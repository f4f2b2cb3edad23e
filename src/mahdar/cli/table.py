"""The table view: who → what → whom, and speaker → act → content. A table on a terminal, tab-separated elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from mahdar.cli.screen import Screen
from mahdar.cli.text import actor_label
from mahdar.record import Record, Span

_EVENTS = ("event", "who", "what", "whom", "where", "when", "factuality", "words")
_STATEMENTS = ("statement", "speaker", "act", "content", "through")


def show_table(screen: Screen, record: Record, *, name: str, explain: bool = False) -> None:
    """Write the events and statements of a record as tables.

    Args:
        screen: where to.
        record: what was read.
        name: the report's file, as the heading (on a terminal) or in the first column.
        explain: add a column with the rule that found each row.
    """
    events = _events(screen, record, explain)
    statements = _statements(screen, record, explain)
    event_columns = (*_EVENTS, "rule") if explain else _EVENTS
    statement_columns = (*_STATEMENTS, "rule") if explain else _STATEMENTS
    if screen.terminal:
        screen.line(screen.style(name, "bold"))
        _draw(screen, "Events", event_columns, events)
        _draw(screen, "Statements", statement_columns, statements)
        if not events and not statements:
            screen.line("no events, no statements")
        return
    for columns, rows in ((event_columns, events), (statement_columns, statements)):
        screen.line("\t".join(("report", *columns)))
        for row in rows:
            screen.line("\t".join((name, *row)))


def _events(screen: Screen, record: Record, explain: bool) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for event in record.events:
        row = (
            event.id,
            _names(screen, record, event.source),
            "/".join([event.type, *event.mode]),
            _names(screen, record, event.target),
            _names(screen, record, [event.place] if event.place else []),
            f"{event.date} ({event.date_basis})" if event.date else "",
            event.factuality + (", background" if event.background else ""),
            _words(screen, record, [event.trigger]),
        )
        rows.append((*row, event.rule or "") if explain else row)
    return rows


def _statements(screen: Screen, record: Record, explain: bool) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for said in record.statements:
        row = (
            said.id,
            _names(screen, record, said.speaker),
            said.act,
            _words(screen, record, said.content),
            _names(screen, record, said.via),
        )
        rows.append((*row, said.rule or "") if explain else row)
    return rows


def _names(screen: Screen, record: Record, ids: Iterable[str]) -> str:
    actors = {actor.id: actor for actor in record.actors}
    return ", ".join(actor_label(screen, actors[one]) if one in actors else one for one in ids)


def _words(screen: Screen, record: Record, spans: Iterable[Span]) -> str:
    words = " … ".join(record.document.text[span.start : span.end] for span in spans)
    return screen.isolate(" ".join(words.split()))


def _draw(screen: Screen, title: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    if not rows:
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=title, title_justify="left", show_lines=False, header_style="bold" if screen.colour else ""
    )
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console = Console(
        file=screen.stream, force_terminal=screen.colour, no_color=not screen.colour, highlight=False
    )
    console.print(table)
