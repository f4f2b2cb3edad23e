"""The notebook view of a record: the text with its spans highlighted, and below it what was found.

One self-contained piece of HTML: no script, nothing fetched, styles inside, light and dark by the reader's setting.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import pairwise

from mahdar.record.items import Actor, Record, Span

# Layers from the outermost to the innermost, as they are nested in the page; the last two are words, not stretches.
_LAYERS = (
    ("content", "said"),
    ("name", "names"),
    ("time", "times"),
    ("quantity", "quantities"),
    ("cue", "cues of speech"),
    ("trigger", "triggers of events"),
)
# Highlights use backgrounds and lines only: padding or borders between letters would break Arabic joins.
_STYLE = """
.mahdar{--ink:#1f2328;--soft:#59636e;--line:#d1d9e0;--said:#f1ecdd;--name:#cfe3fb;--time:#d3f0d6;--quantity:#fbe3c2;
--cue:#8250df;--trigger:#c2302b;color:var(--ink);font:14px/1.5 system-ui,sans-serif;max-width:60em}
@media (prefers-color-scheme:dark){.mahdar{--ink:#e6e9ee;--soft:#9aa4af;--line:#3d444d;--said:#33301f;--name:#17406d;
--time:#1c4a27;--quantity:#5c3d10;--cue:#c297ff;--trigger:#ff8a80}}
.mahdar .text{font-size:17px;line-height:2;white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid var(--line);
border-radius:6px;padding:.6em 1em}
.mahdar .content{background:var(--said)}.mahdar .name{background:var(--name)}.mahdar .time{background:var(--time)}
.mahdar .quantity{background:var(--quantity)}
.mahdar .cue{text-decoration:underline 2px dotted var(--cue);text-underline-offset:5px}
.mahdar .trigger{text-decoration:underline 2px solid var(--trigger);text-underline-offset:5px}
.mahdar .cue.trigger{text-decoration:underline 2px double var(--trigger)}
.mahdar .key span,.mahdar .key b{margin-inline-end:1em}.mahdar .soft,.mahdar .key{color:var(--soft);font-size:12px}
.mahdar table{border-collapse:collapse;margin:.3em 0 1em;width:100%}.mahdar caption{text-align:start;font-weight:600}
.mahdar th,.mahdar td{border-top:1px solid var(--line);padding:.25em .5em;text-align:start;vertical-align:top}
.mahdar th{color:var(--soft);font-weight:500;font-size:12px}
"""
# Longer texts are cut in the view (the record keeps them whole): a browser does not scroll a book in a cell.
_LONGEST = 60_000


def to_html(record: Record) -> str:
    """The record as one HTML element with its style; everything from the report is escaped."""
    parts = [
        f"<div class='mahdar'><style>{_STYLE}</style>",
        _heading(record),
        _key(),
        _text(record),
        _notes(record),
        _statements(record),
        _events(record),
        _commitments(record),
        "</div>",
    ]
    return "".join(part for part in parts if part)


def _heading(record: Record) -> str:
    document = record.document
    facts = [document.source, document.published and f"{document.published} ({document.published_basis})"]
    facts += [document.language, f"{len(document.text):,} characters"]
    title = f"<div dir='auto'><b>{escape(document.title)}</b></div>" if document.title else ""
    line = " · ".join(f"<bdi>{escape(fact)}</bdi>" for fact in facts if fact)
    return f"{title}<div class='soft'>{line}</div>"


def _key() -> str:
    shown = "".join(f"<span class='{layer}'>{label}</span>" for layer, label in _LAYERS)
    return f"<div class='key'>{shown}</div>"


def _marks(record: Record) -> list[tuple[int, int, str, str]]:
    """Every highlighted stretch: start, end, layer, what the pointer shows."""
    marks: list[tuple[int, int, str, str]] = []
    for actor in record.actors:
        label = f"{actor.id} {_english(actor)}, {actor.kind}"
        marks += [(m.start, m.end, "name", f"{label}, {m.form}") for m in actor.mentions]
    marks += [(t.start, t.end, "time", f"{t.id} {t.value or 'unresolved'}") for t in record.times]
    marks += [
        (q.start, q.end, "quantity", f"{q.id} {_amount(q.value, q.low, q.high, q.unit)}")
        for q in record.quantities
    ]
    for said in record.statements:
        if said.cue is not None:
            marks.append((said.cue.start, said.cue.end, "cue", f"{said.id} {said.act}"))
        marks += [(span.start, span.end, "content", f"{said.id} {said.act}") for span in said.content]
    marks += [(e.trigger.start, e.trigger.end, "trigger", f"{e.id} {e.type}") for e in record.events]
    return marks


def _amount(value: float | None, low: float | None, high: float | None, unit: str | None) -> str:
    number = (
        f"{value:,}"
        if value is not None
        else "…".join("" if end is None else f"{end:,}" for end in (low, high))
    )
    return f"{number} {unit or ''}".strip()


def _text(record: Record) -> str:
    """The text cut at every boundary of a span; each piece wears the classes of all spans that cover it."""
    text = record.document.text
    size = min(len(text), _LONGEST)
    turns: dict[int, list[tuple[bool, int]]] = {0: [], size: []}
    marks = [mark for mark in _marks(record) if 0 <= mark[0] < mark[1] <= len(text) and mark[0] < size]
    for number, (start, end, _, _) in enumerate(marks):
        turns.setdefault(start, []).append((True, number))
        turns.setdefault(min(end, size), []).append((False, number))
    open_now: dict[int, None] = {}
    pieces: list[str] = []
    bounds = sorted(turns)
    for at, after in pairwise(bounds):
        for is_start, number in turns[at]:
            if is_start:
                open_now[number] = None
            else:
                open_now.pop(number, None)
        pieces.append(_piece(text[at:after], [marks[number] for number in open_now]))
    cut = "" if size == len(text) else f"<div class='soft'>… {len(text) - size:,} characters more</div>"
    direction = (
        "rtl" if record.document.language in ("ar", "fa", "ur", "ps", "ckb", "ug", "sd", "he") else "auto"
    )
    language = escape(record.document.language, quote=True)
    return f"<div class='text' dir='{direction}' lang='{language}'>{''.join(pieces)}</div>{cut}"


def _piece(words: str, covering: list[tuple[int, int, str, str]]) -> str:
    if not covering:
        return escape(words)
    layers = {mark[2] for mark in covering}
    classes = " ".join(layer for layer, _ in _LAYERS if layer in layers)
    # The shortest span first: what the pointer is on.
    told = "\n".join(mark[3] for mark in sorted(covering, key=lambda mark: mark[1] - mark[0]))
    return f"<span class='{classes}' title='{escape(told, quote=True)}'>{escape(words)}</span>"


def _english(actor: Actor) -> str:
    return actor.names.get("en") or actor.name


class _Names:
    """Actors by id, as cells show them."""

    def __init__(self, record: Record) -> None:
        self.actors = {actor.id: actor for actor in record.actors}

    def cell(self, ids: Iterable[str]) -> str:
        shown = []
        for one in ids:
            actor = self.actors.get(one)
            if actor is None:
                shown.append(escape(one))
                continue
            english = actor.names.get("en")
            other = (
                f" <span class='soft'>{escape(english)}</span>" if english and english != actor.name else ""
            )
            shown.append(f"<bdi>{escape(actor.name)}</bdi>{other}")
        return "<br>".join(shown)


def _words(record: Record, spans: Iterable[Span], longest: int = 300) -> str:
    told = " … ".join(record.document.text[span.start : span.end] for span in spans)
    told = told if len(told) <= longest else told[: longest - 1] + "…"
    return f"<div dir='auto'>{escape(told)}</div>"


def _table(caption: str, columns: Iterable[str], rows: list[list[str]]) -> str:
    if not rows:
        return ""
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _notes(record: Record) -> str:
    shown = "".join(f"<li>{escape(note.kind)}: {escape(note.message)}</li>" for note in record.document.notes)
    return f"<ul class='soft'>{shown}</ul>" if shown else ""


def _statements(record: Record) -> str:
    names = _Names(record)
    rows = [
        [
            escape(said.id),
            names.cell(said.speaker) or "<span class='soft'>not named</span>",
            escape(said.act),
            _words(record, said.content),
            names.cell(one for one in said.via if one in names.actors),
        ]
        for said in record.statements
    ]
    return _table("Statements", ("", "speaker", "act", "said", "through"), rows)


def _events(record: Record) -> str:
    names = _Names(record)
    rows = [
        [
            escape(event.id),
            names.cell(event.source),
            escape(" · ".join([event.type, *event.mode])) + _words(record, [event.trigger]),
            names.cell(event.target),
            names.cell([event.place] if event.place else []),
            escape(f"{event.date} ({event.date_basis})" if event.date else ""),
            escape(event.factuality + (", background" if event.background else "")),
            escape(event.statement or ""),
        ]
        for event in record.events
    ]
    return _table(
        "Events", ("", "who", "what", "whom", "where", "when", "factuality", "on the word of"), rows
    )


def _commitments(record: Record) -> str:
    names = _Names(record)
    rows = [
        [
            escape(bound.id),
            names.cell(bound.actors),
            escape(bound.kind),
            _words(record, [Span(bound.start, bound.end)]),
            escape(bound.due or ""),
            escape(bound.condition or ""),
        ]
        for bound in record.commitments
    ]
    return _table("Commitments", ("", "who", "kind", "what", "due", "condition"), rows)
