"""Annotated reports as examples: tokens with labels, askers with their answers, cut into windows."""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Any

from mahdar.analysis.mentions import Mentions
from mahdar.analysis.types import Analysis
from mahdar.knowledge import Knowledge
from mahdar.pipeline import Reader
from mahdar.record import make_document
from mahdar.resolve import candidates
from mahdar.tagger.encoder import windows
from mahdar.tagger.hints import hints
from mahdar.tagger.labels import ACTS, COMMITMENTS, FACTUALITY, HEADS, KINDS, TYPES
from mahdar.tagger.pieces import Pieces
from mahdar.text import normalise, tokenise
from mahdar.text.tokens import NUMBER
from spans import Report, Span

IGNORE = -100
_NAME = {kind: n for n, kind in enumerate(KINDS)}


@dataclass
class Example:
    """One window. Tokens: text and whether white space stands before; labels by head; mentions and askers by token."""

    texts: list[str]
    spaced: list[bool]
    labels: dict[str, list[int]]
    # Mentions of the actors that grammar makes: (first, last, actor).
    mentions: list[tuple[int, int, int]] = field(default_factory=list)
    places: set[int] = field(default_factory=set)  # actors that may be places
    times: list[tuple[int, int]] = field(default_factory=list)
    # Askers: (role, token, answers): answers are actors, times, or (for edges of contents) one token.
    asks: list[tuple[str, int, tuple[int, ...]]] = field(default_factory=list)
    swaps: list[tuple[int, int, str, int]] = field(
        default_factory=list
    )  # name mentions: first, last, kind, cut
    numbers: list[int] = field(default_factory=list)
    hints: list[list[int]] = field(default_factory=list)
    name: str = ""


class Tokens:
    """Tokens of a report with original offsets."""

    def __init__(self, text: str) -> None:
        working = normalise(text)
        tokens = tokenise(working.text)
        self.texts = tokens.texts
        self.kinds = tokens.kinds
        spans = [working.span(a, b) for a, b in zip(tokens.starts, tokens.ends, strict=True)]
        self.starts = [a for a, _ in spans]
        self.ends = [b for _, b in spans]
        body = working.text
        self.spaced = [a == 0 or body[a - 1].isspace() for a in tokens.starts]

    def range(self, span: Span) -> tuple[int, int] | None:
        """Half-open range of the tokens that a span touches."""
        first = bisect_right(self.ends, span[0])
        last = bisect_left(self.starts, span[1])
        return (first, last) if first < last else None


def _find_name(report: Report, tokens: Tokens, name: str) -> list[tuple[int, int]]:
    """Where a group's own description stands in the text, word for word."""
    words = name.split()
    if not 1 < len(words) <= 6:
        return []
    at = report.text.find(name)
    found = []
    while at >= 0 and len(found) < 3:
        place = tokens.range((at, at + len(name)))
        if place:
            found.append(place)
        at = report.text.find(name, at + 1)
    return found


class Builder:
    """Turns reports into examples."""

    def __init__(self, knowledge: Knowledge, pieces: Pieces) -> None:
        self.knowledge = knowledge
        self.pieces = pieces
        self.grammar = Reader(mode="grammar")

    def examples(self, report: Report) -> list[Example]:
        """The windows of one report."""
        whole = self._whole(report)
        rows = [self.pieces.rows(t, spaced=s) for t, s in zip(whole.texts, whole.spaced, strict=True)]
        sizes = [len(r) for r in rows]
        cuts = windows(sizes)
        return [whole] if len(cuts) < 2 else [_window(whole, first, last) for first, last in cuts]

    def _whole(self, report: Report) -> Example:
        tokens = Tokens(report.text)
        size = len(tokens.texts)
        labels = {head: [0] * size for head in HEADS}
        for head in ("act", "factuality", "background"):
            labels[head] = [IGNORE] * size
        one = Example(tokens.texts, tokens.spaced, labels, name=report.name)
        analysis = self.grammar.analyse(make_document(report.text, published=report.raw.get("published")))
        if list(analysis.texts) != tokens.texts:
            raise ValueError(f"{report.name}: two ways of cutting words differ")
        mentions = self.grammar.mentions(analysis)
        one.hints = hints(analysis, mentions)
        one.numbers = [i for i, kind in enumerate(tokens.kinds) if kind == NUMBER]

        def put(head: str, span: Span | None, kind: int = 0) -> tuple[int, int] | None:
            place = tokens.range(span) if span else None
            if place is None:
                return None
            first, last = place
            labels[head][first:last] = [2 + 2 * kind] * (last - first)
            labels[head][first] = 1 + 2 * kind
            return place

        self._actors(report, tokens, one, put)
        actors = self._candidates(report, tokens, one, analysis, mentions)
        nominal = any("nominals" in actor for actor in report.items("actors"))
        if not nominal:
            labels["nominal"] = [IGNORE] * size
        values: dict[str, list[int]] = {}
        spans: dict[tuple[int, int], int] = {}
        for item in report.items("times"):
            place = put("time", report.span(item["span"]))
            if place:
                values.setdefault(str(item.get("value")), []).append(len(one.times))
                spans[place] = len(one.times)
                one.times.append(place)
        for item in report.items("quantities"):
            put("quantity", report.span(item["span"]))
        self._statements(report, tokens, one, put, actors)
        self._events(report, tokens, one, actors, values, spans)
        self._rest(report, tokens, one, put, actors)
        return one

    def _actors(self, report: Report, tokens: Tokens, one: Example, put: Any) -> None:
        for actor in report.items("actors"):
            kind = actor.get("kind", "")
            for span in report.spans(actor.get("mentions")):
                place = put("name", span, _NAME.get(kind, _NAME["organization"]))
                if place:
                    one.swaps.append((*place, kind, span[0] - tokens.starts[place[0]]))
            for span in report.spans(actor.get("nominals")):
                put("nominal", span)

    def _candidates(
        self, report: Report, tokens: Tokens, one: Example, analysis: Analysis, mentions: Mentions
    ) -> dict[str, tuple[int, ...]]:
        """Enter the actors that grammar makes, among which the network will choose; annotated actor → those it is.

        Two actors are one where names of theirs overlap, where both are the same state, or where words that
        describe them do (a group's own description, a nominal).
        """
        table = candidates(analysis, mentions, self.knowledge)
        named: list[set[int]] = [set() for _ in table.actors]
        told: list[set[int]] = [set() for _ in table.actors]
        for number, actor in enumerate(table.actors):
            if actor.kind in ("place", "state"):
                one.places.add(number)
            for mention in actor.mentions:
                place = tokens.range((mention.start, mention.end))
                if place and mention.form in ("name", "metonym"):
                    named[number].update(range(*place))
                elif place and mention.form == "nominal":
                    told[number].update(range(*place))
        for first, last, numbers in table.stretches():
            one.mentions.extend((first, last, number) for number in numbers)
        found = {}
        for actor in report.items("actors"):
            names = self._tokens(tokens, report.spans(actor.get("mentions")))
            words = self._tokens(tokens, report.spans(actor.get("nominals")))
            if not names and not words:
                words = {
                    i for place in _find_name(report, tokens, actor.get("name", "")) for i in range(*place)
                }
            country = actor.get("country") if actor["kind"] == "state" else None
            found[actor["id"]] = tuple(
                number
                for number, other in enumerate(table.actors)
                if names & named[number]
                or (country and other.kind == "state" and other.country == country)
                or (not named[number] and words & told[number])
            )
        return found

    @staticmethod
    def _tokens(tokens: Tokens, spans: list[Span]) -> set[int]:
        return {i for place in map(tokens.range, spans) if place for i in range(*place)}

    def _statements(
        self, report: Report, tokens: Tokens, one: Example, put: Any, actors: dict[str, tuple[int, ...]]
    ) -> None:
        labels = one.labels
        for item in report.items("statements"):
            spans = report.spans(item.get("content"))
            for span in spans:
                place = tokens.range(span)
                if place:
                    for i in range(*place):
                        labels["content"][i] = labels["content"][i] or 2
            for span in spans:
                place = tokens.range(span)
                if place:
                    labels["content"][place[0]] = 1
            cue = put("cue", report.span(item.get("cue")))
            if cue is None:
                continue
            if item.get("act") in ACTS:
                labels["act"][cue[0]] = ACTS.index(item["act"])
            for role in ("speaker", "via", "addressee"):
                if role in item or role == "speaker":
                    one.asks.append((role, cue[0], _those(actors, item.get(role))))
            place = tokens.range(spans[0]) if spans else None
            if place:
                one.asks.append(("content-first", cue[0], (place[0],)))
                one.asks.append(("content-last", cue[0], (place[1] - 1,)))

    def _events(
        self, report: Report, tokens: Tokens, one: Example, actors: dict[str, tuple[int, ...]],
        values: dict[str, list[int]], spans: dict[tuple[int, int], int],
    ) -> None:  # fmt: skip
        labels = one.labels
        for item in report.items("events"):
            span = report.span(item.get("trigger"))
            place = tokens.range(span) if span else None
            if place is None or item.get("type") not in TYPES:
                continue
            at = place[0]
            labels["trigger"][at] = 1 + TYPES.index(item["type"])
            labels["factuality"][at] = FACTUALITY.index(item.get("factuality", "actual"))
            labels["background"][at] = int(bool(item.get("background")))
            for role in ("source", "target"):
                one.asks.append((role, at, _those(actors, item.get(role))))
            one.asks.append(("place", at, _those(actors, [item.get("place")])))
            dated = report.span(item["time"]) if item.get("time") else None
            when = spans.get(tokens.range(dated) or (-1, -1)) if dated else None
            if when is not None:
                one.asks.append(("time", at, (when,)))
            else:
                one.asks.append(("time", at, tuple(values.get(str(item.get("date")), ()))))

    def _rest(
        self, report: Report, tokens: Tokens, one: Example, put: Any, actors: dict[str, tuple[int, ...]]
    ) -> None:
        size = len(tokens.texts)
        if "conditions" not in report.raw:
            one.labels["condition"] = [IGNORE] * size
        if "commitments" not in report.raw:
            one.labels["commitment"] = [IGNORE] * size
        for item in report.items("conditions"):
            put("condition", report.span(item.get("if")), 0)
            put("condition", report.span(item.get("then")), 1)
        for item in report.items("commitments"):
            if item.get("kind") not in COMMITMENTS:
                continue
            place = put("commitment", report.span(item.get("span")), COMMITMENTS.index(item["kind"]))
            if place:
                for role, key in (("bound", "actors"), ("beneficiary", "beneficiary")):
                    one.asks.append((role, place[0], _those(actors, item.get(key))))


def _those(actors: dict[str, tuple[int, ...]], ids: list[str | None] | None) -> tuple[int, ...]:
    return tuple(sorted({number for one in ids or () for number in actors.get(one or "", ())}))


def _window(one: Example, first: int, last: int) -> Example:
    def inside(place: tuple[Any, ...]) -> bool:
        return bool(first <= place[0] and place[1] <= last)

    made = Example(
        one.texts[first:last], one.spaced[first:last],
        {head: values[first:last] for head, values in one.labels.items()}, name=one.name,
    )  # fmt: skip
    made.mentions = [(a - first, b - first, n) for a, b, n in one.mentions if first <= a and b <= last]
    made.places = one.places
    made.hints = one.hints[first:last]
    kept = {n: m for m, n in enumerate(n for n, place in enumerate(one.times) if inside(place))}
    made.times = [(one.times[n][0] - first, one.times[n][1] - first) for n in kept]
    made.swaps = [(a - first, b - first, k, c) for a, b, k, c in one.swaps if first <= a and b <= last]
    made.numbers = [n - first for n in one.numbers if first <= n < last]
    for role, at, answers in one.asks:
        if not first <= at < last:
            continue
        if role.startswith("content-"):
            if first <= answers[0] < last:
                made.asks.append((role, at - first, (answers[0] - first,)))
        elif role == "time":
            made.asks.append((role, at - first, tuple(kept[n] for n in answers if n in kept)))
        else:
            made.asks.append((role, at - first, answers))
    return made


class Noise:
    """Augmentation that keeps annotations true: names of one kind exchanged, digits, spelling, marks, lost spaces."""

    def __init__(self, examples: list[Example], seed: int) -> None:
        self.random = random.Random(seed)
        self.pool: dict[tuple[str, int], list[tuple[str, ...]]] = {}
        for one in examples:
            for first, last, kind, cut in one.swaps:
                words = (one.texts[first][cut:], *one.texts[first + 1 : last])
                if len(words[0]) > 2 and all(word.isalpha() for word in words):
                    self.pool.setdefault((kind, len(words)), []).append(words)

    def texts(self, one: Example) -> tuple[list[str], list[bool]]:
        """The tokens of an example, changed; as many as before."""
        pick = self.random
        texts, spaced = list(one.texts), list(one.spaced)
        if pick.random() < 0.5:
            self._names(one, texts)
        if pick.random() < 0.3:
            for at in one.numbers:
                texts[at] = "".join(
                    str(pick.randrange(1, 10)) if c.isdigit() and pick.random() < 0.4 else c
                    for c in texts[at]
                )
        if pick.random() < 0.25:
            rules = [
                r
                for r in (("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ة", "ه"), ("ى", "ي"), ("ئ", "ي"))
                if pick.random() < 0.5
            ]
            for old, new in rules:
                texts = [t.replace(old, new) for t in texts]
        if pick.random() < 0.3:
            quote = pick.choice(('""', "«»", "“”", "''"))
            opened = False
            for at, text in enumerate(texts):
                if text in "\"'«»“”" and text:
                    closes = text in "»”" or (text in "\"'" and opened)
                    opened = not closes
                    texts[at] = quote[closes]
        if pick.random() < 0.2:
            spaced = [s and pick.random() > 0.02 for s in spaced]
        return texts, spaced

    def _names(self, one: Example, texts: list[str]) -> None:
        """Each name of several mentions gets one other name, the same everywhere."""
        given: dict[tuple[str, ...], tuple[str, ...]] = {}
        for first, last, kind, cut in one.swaps:
            lead = one.texts[first][:cut]
            words = (one.texts[first][cut:], *one.texts[first + 1 : last])
            options = self.pool.get((kind, len(words)))
            if not options or lead.endswith("ل"):
                continue
            if words not in given:
                given[words] = self.random.choice(options) if self.random.random() < 0.5 else words
            new = given[words]
            texts[first:last] = [lead + new[0], *new[1:]]
