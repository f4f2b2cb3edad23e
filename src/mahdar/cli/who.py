"""`mahdar who`: answers out of the tables, for people and as JSON."""

from __future__ import annotations

import msgspec

from mahdar.app.who import Answer, Held, name_of, who
from mahdar.cli.screen import FAILED, OK, Screen

_HOW = {"surname": "by last name", "office": "by office", "near": "by a name near it"}
_LONGEST = 24


def run(screen: Screen, name: str, *, on: str | None, limit: int, json: bool) -> int:
    """Write whom the tables know by a name; the exit code tells whether they know anybody.

    Raises:
        ConfigError: `on` is no date.
    """
    answers = who(name, on=on, limit=limit)
    if json:
        screen.line(msgspec.json.format(msgspec.json.encode(answers), indent=2).decode())
        return OK if answers else FAILED
    if not answers:
        screen.line(f"the tables know nobody called {screen.quote(name)}")
        return FAILED
    _show(screen, answers[0], on)
    if len(answers) > 1:
        screen.line()
        screen.line(screen.style("It may also be", "bold"))
        for answer in answers[1:]:
            screen.line(f"  {_title(screen, answer)}  {screen.style(_kind(answer), 'dim')}")
    return OK


def _title(screen: Screen, answer: Answer) -> str:
    latin = f"  {answer.en}" if answer.en else ""
    return f"{screen.isolate(answer.name)}{latin}"


def _kind(answer: Answer) -> str:
    kind = answer.kind.replace("_", " ")
    if answer.subtype and answer.subtype not in (answer.kind, "state"):
        kind += f" ({answer.subtype.replace('_', ' ')})"
    if answer.country_name and answer.kind != "state":
        kind += f", {answer.country_name}"
    return kind


def _show(screen: Screen, answer: Answer, on: str | None) -> None:
    screen.line(screen.style(_title(screen, answer), "bold"))
    how = _HOW.get(answer.match)
    if how:
        screen.line(f"  found     {how}, {answer.score:g} of 100")
    screen.line(f"  kind      {_kind(answer)}")
    if answer.country:
        screen.line(f"  country   {answer.country_name or ''} {answer.country}".rstrip())
    if answer.sector:
        screen.line(f"  sector    {answer.sector}, {answer.sector_meaning or ''}".rstrip(", "))
    if answer.code:
        screen.line(f"  code      {answer.code}")
    if answer.wikidata:
        screen.line(f"  Wikidata  {answer.wikidata}")
    if answer.latitude is not None and answer.longitude is not None:
        screen.line(f"  place     {answer.latitude:g}, {answer.longitude:g}")
    _offices(screen, answer, on)
    _bodies(screen, answer)
    if answer.variants:
        screen.line(f"  also      {'، '.join(screen.isolate(name) for name in answer.variants)}")


def _offices(screen: Screen, answer: Answer, on: str | None) -> None:
    then = [held for held in answer.offices if held.on_date]
    others = [held for held in answer.offices if not held.on_date]
    if then:
        screen.line(f"  {screen.style(f'on {on}' if on else 'in office, as far as the tables go', 'bold')}")
        for held in then:
            screen.line(f"    {_term(screen, held)}")
    elif on and others:
        screen.line(f"  no office known on {on}")
    if others:
        screen.line(f"  {screen.style('other terms' if then or on else 'terms', 'bold')}")
        for held in others:
            screen.line(f"    {_term(screen, held)}")


def _term(screen: Screen, held: Held) -> str:
    span = f"{held.since or '?'} – {held.until}".rstrip(" ") if held.since or held.until else "dates unknown"
    return f"{span:<24} {screen.isolate(held.title)}, {held.of_name} ({held.office.replace('_', ' ')})"


def _bodies(screen: Screen, answer: Answer) -> None:
    if answer.members:
        shown = ", ".join(name_of(code) for code in answer.members[:_LONGEST])
        more = len(answer.members) - _LONGEST
        screen.line(f"  members   {len(answer.members)}: {shown}" + (f" and {more} more" if more > 0 else ""))
    if answer.member_of:
        screen.line(f"  member of {', '.join(name_of(key) for key in answer.member_of)}")
