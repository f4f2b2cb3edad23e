"""Speech without a cue: lines of a ticker (`فلان: …`) and the answers of an interview."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mahdar.analysis.types import Analysis, Phrase
from mahdar.extract.speech.bounds import Ends
from mahdar.extract.speech.nominals import Nominals

_QUOTES = frozenset("\"'«“‘’”»")
_LEADS = frozenset("-–—*•|[](){}✔◄►▪■#_/")
_ACTING = frozenset({"office", "title", "role", "person", "collective", "body"})
_TURNS = frozenset("-–—*")
_FIRST = frozenset({"1", "2"})
# Tokens that may name a speaker before a colon.
_LABEL = 16
# Sentences among which a report opens with a place and an outlet.
_OPENING = 4
_PLACES = ("place_", "capital_")  # keys of places and capitals; those of states are codes of three letters
# Turns from which lines with dashes are an interview and no list.
_TALK = 4


class Line(NamedTuple):
    """Words of a speaker named before a colon: the speaker's phrase, the token of the colon, what is said."""

    speaker: Phrase
    colon: int
    content: tuple[int, int]


def lines(analysis: Analysis, ends: Ends, nominals: Nominals) -> Iterator[Line]:
    """Lines whose words belong to whom they name before a colon."""
    for sentence, (first, last) in enumerate(analysis.sentences):
        line = _line(analysis, ends, nominals, sentence, first, last)
        if line is not None:
            yield line


def _line(a: Analysis, ends: Ends, nominals: Nominals, sentence: int, first: int, last: int) -> Line | None:
    begin = _label(a, first, last)
    colon = next((j for j in range(begin + 1, min(last - 1, begin + _LABEL)) if _is_colon(a, j)), None)
    if colon is None or ends.zone_of(colon) is not None:
        return None
    if any(a.words[j].pos in ("V", "SUB", "REL") for j in range(begin, colon)):
        return None
    bar = next((j for j in range(colon - 1, begin, -1) if a.texts[j] in "|—–/"), None)
    if bar is not None:
        begin = _label(a, bar, colon)
    if sentence < _OPENING and any(a.texts[j] in "-–—(" for j in range(first, colon)):
        return None  # the place and the outlet that a report opens with
    phrase = nominals.at(begin, colon)
    if (
        len(a.texts[begin]) == 1
        or phrase is None
        or a.words[phrase.first].pos == "PREP"
        or a.words[phrase.first].proclitics[-1:] in ("ب", "ل")
    ):
        return None
    head = a.words[phrase.head]
    named = head.pos == "PN" or a.name_of[phrase.head] >= 0
    unknown = head.guess and not head.article and phrase.last == colon
    if not (named or head.noun_class in _ACTING or unknown):
        return None
    if head.noun_class == "time" or (head.enclitic and head.noun_class not in _ACTING):
        return None
    spoken = range(colon + 1, last)
    zone = ends.zone_of(min(colon + 2, last - 1))
    quoted = zone is not None and zone.first == colon + 2
    if not (quoted or any(a.words[j].pos in ("V", "NEG") for j in spoken)):
        return None
    if not quoted and head.pos == "PN" and _is_place(a, phrase) and not _in_person(a, spoken):
        return None  # a place opens a line of news as well
    if len(spoken) < 2:
        return None
    end = zone.last if quoted and zone is not None and zone.last <= last else last
    return Line(phrase, colon, (colon + 1, end))


def _is_place(a: Analysis, phrase: Phrase) -> bool:
    number = a.name_of[phrase.head]
    entries = a.hits[number].entries if number >= 0 else ()
    return any(entry.startswith(_PLACES) or (len(entry) == 3 and entry.isupper()) for entry in entries)


def _in_person(a: Analysis, tokens: range) -> bool:
    """Whether words speak of themselves or refuse something: what a line of news does not do."""
    return any(
        (a.words[j].pos == "V" and a.words[j].person in _FIRST)
        or (a.words[j].pos == "NEG" and a.words[j].function == "future")
        or a.words[j].enclitic == "نا"
        for j in tokens
    )


def _label(a: Analysis, first: int, last: int) -> int:
    """Where the name of a speaker begins: behind a dash, a clock time, a bracket or عاجل."""
    at = first
    while at < last - 1:
        text = a.texts[at]
        if (
            text in _LEADS
            or text[:1].isdigit()
            or text in _QUOTES
            or (
                text == ":" and at > first and a.texts[at - 1][:1].isdigit() and a.texts[at + 1][:1].isdigit()
            )
        ):
            at += 1
        elif a.texts[at + 1] == "|":
            at += 2
        else:
            break
    return at


def _is_colon(a: Analysis, at: int) -> bool:
    return a.texts[at] == ":" and not a.texts[at - 1][:1].isdigit()


def answers(analysis: Analysis) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """The turns of who is interviewed: the mark that opens one, and the sentences that it holds."""
    a = analysis
    paragraphs = _paragraphs(a)
    marked = [(a.texts[a.sentences[rows[0]][0]], rows) for rows in paragraphs]
    lettered = [rows for text, rows in marked if text == "ج" and _second(a, rows) == ":"]
    if lettered:
        if any(_in_person(a, range(a.sentences[rows[0]][0], a.sentences[rows[-1]][1])) for rows in lettered):
            for rows in lettered:
                yield _turn(a, rows, 2)
        return
    turns = [rows for text, rows in marked if text in _TURNS and len(text) == 1]
    asked = [rows for rows in turns if a.texts[a.sentences[rows[-1]][1] - 1] in "?؟"]
    if len(turns) < _TALK or len(asked) < 2:
        # Questions may stand under another mark than the answers.
        return
    for rows in turns:
        if rows not in asked:
            yield _turn(a, rows, 1)


def _second(a: Analysis, rows: list[int]) -> str:
    """The second token of a line, or nothing."""
    first, last = a.sentences[rows[0]]
    return a.texts[first + 1] if last - first > 1 else ""


def _turn(a: Analysis, rows: list[int], skip: int) -> tuple[int, list[tuple[int, int]]]:
    spans = [a.sentences[row] for row in rows]
    spans[0] = (spans[0][0] + skip, spans[0][1])
    return a.sentences[rows[0]][0], [span for span in spans if span[1] > span[0]]


def _paragraphs(a: Analysis) -> list[list[int]]:
    """Sentence numbers by line of the text."""
    text = a.document.text
    found: list[list[int]] = []
    for number, (first, _) in enumerate(a.sentences):
        before = text[a.ends[first - 1] : a.starts[first]] if first else "\n"
        if "\n" in before or not found:
            found.append([])
        found[-1].append(number)
    return found
