"""What grammar and tables say of each token, as small numbers that the network reads beside the token's pieces.

Each token has one value in each slot of `SLOTS`; 0 says nothing. All slots share one numbering (`WIDTH` values), so that
the network needs a single table of vectors, which it adds up.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import cache

from mahdar.analysis.mentions import Mentions
from mahdar.analysis.types import Analysis, Phrase
from mahdar.analysis.words import ADJECTIVE, NOUN, VERB
from mahdar.languages.ar.triggers import triggers
from mahdar.tagger.labels import ACTS, KINDS, TYPES

_POS = (
    "N", "A", "PN", "NUM", "PREP", "CONJ", "SUB", "REL", "PRON", "DEM", "NEG", "PART", "ADV", "MARK", "X",
    "V-past", "V-present", "V-future", "V-imperative", "V-passive", "masdar", "active", "passive",
)  # fmt: skip
_RELATIONS = (
    "root", "complement", "relative", "condition", "consequence", "adverbial", "conjunct", "participle", "quoted",
)  # fmt: skip
_STATES = ("negative", "possible", "planned", "necessary", "wanted")
_HEADS = ("subject", "object", "oblique", "attribute", "source", "target", "speaker", "addressee", "via")
_NAMED = (
    *(f"{edge}-{kind}" for kind in (*KINDS, "group") for edge in ("B", "I")),
    "demonym",
    "B-nominal",
    "I-nominal",
)
_SURE = (0.35, 0.7, 0.9)
# Slots with their values.
SLOTS: dict[str, tuple[str, ...]] = {
    "word": _POS,
    "relation": _RELATIONS,
    "state": _STATES,
    "head": _HEADS,
    "name": _NAMED,
    "trigger": tuple(f"{name}-{n}" for name in TYPES for n in range(len(_SURE))),
    "lexicon": TYPES,
    "cue": ACTS,
    "content": ("B", "I", "B-direct", "I-direct"),
    "figure": ("B-time", "I-time", "B-quantity", "I-quantity"),
    "condition": ("B-if", "I-if", "B-then", "I-then"),
    "quoted": ("yes",),
}
_OFFSET: dict[str, int] = {}
WIDTH = 1
for _slot, _values in SLOTS.items():
    _OFFSET[_slot] = WIDTH
    WIDTH += len(_values)
_PLACE = {slot: n for n, slot in enumerate(SLOTS)}
_ROW = {(slot, value): _OFFSET[slot] + n for slot, values in SLOTS.items() for n, value in enumerate(values)}
NOTHING = (0,) * len(SLOTS)


@cache
def _lexicon() -> dict[tuple[str, str], str]:
    """Part of speech and lemma → the type of its first frame."""
    return {(pos, lemma): rows[0].type for pos, table in triggers().items() for lemma, rows in table.items()}


def hints(analysis: Analysis, mentions: Mentions) -> list[list[int]]:
    """Of each token the values of all slots, in their order: [tokens][slots]."""
    rows = [list(NOTHING) for _ in analysis.texts]

    def put(slot: str, at: int, value: str) -> None:
        row = _ROW.get((slot, value))
        if row is not None and 0 <= at < len(rows) and not rows[at][_PLACE[slot]]:
            rows[at][_PLACE[slot]] = row

    def spread(slot: str, first: int, last: int, kind: str) -> None:
        tail = f"-{kind}" if kind else ""
        for at in range(first, last):
            put(slot, at, ("B" if at == first else "I") + tail)

    def head(phrase: Phrase | None, role: str) -> None:
        if phrase is not None:
            put("head", phrase.head, role)

    _words(analysis, put)
    for trigger in mentions.triggers:
        sure = min(range(len(_SURE)), key=lambda n: abs(_SURE[n] - trigger.score))
        put("trigger", trigger.token, f"{trigger.type}-{sure}")
        for phrase in trigger.sources:
            head(phrase, "source")
        for phrase in trigger.targets:
            head(phrase, "target")
    for said in mentions.speech:
        put("cue", said.cue_token, said.act)
        spread("content", *said.content_tokens, "direct" if said.direct else "")
        head(said.speaker, "speaker")
        head(said.addressee, "addressee")
        head(said.via, "via")
    for clause in analysis.clauses:
        put("relation", clause.predicate, clause.relation)
        put("state", clause.predicate, "negative" if clause.negative else clause.modality)
        head(clause.subject, "subject")
        head(clause.object, "object")
        head(clause.attribute, "attribute")
        for oblique in clause.obliques:
            head(oblique.phrase, "oblique")
    for name in mentions.names:
        if name.form == "demonym":
            put("name", name.first, "demonym")
        else:
            spread("name", name.first, name.last, "nominal" if name.form == "nominal" else name.kind)
    for time in mentions.times:
        spread("figure", time.first, time.last, "time")
    for quantity in mentions.quantities:
        spread("figure", quantity.first, quantity.last, "quantity")
    for one in mentions.conditions:
        for span, kind in ((one.if_, "if"), (one.then, "then")):
            first = bisect_left(analysis.starts, span[0])
            spread("condition", first, bisect_left(analysis.starts, span[1]), kind)
    for zone in analysis.zones:
        for at in range(zone.first, zone.last):
            put("quoted", at, "yes")
    return rows


def _words(analysis: Analysis, put: Callable[[str, int, str], None]) -> None:
    lexicon = _lexicon()
    for at, word in enumerate(analysis.words):
        if word.pos == VERB:
            passive = word.passive == "yes"
            put("word", at, "V-passive" if passive else f"V-{word.tense}")
            put("lexicon", at, lexicon.get(("verb", word.lemma), ""))
            continue
        put("word", at, word.derived if word.derived and word.pos in (NOUN, ADJECTIVE) else word.pos)
        if word.pos in (NOUN, ADJECTIVE):
            found = lexicon.get(("noun", word.lemma)) or lexicon.get(("verb", word.verb or ""), "")
            put("lexicon", at, found)
