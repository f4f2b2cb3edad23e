"""Reports to analyses: words, clauses, slots and nesting, as values that views and JSON lines are written from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from mahdar.analysis.phrases import Phrases
from mahdar.analysis.types import Analysis, Clause, Phrase
from mahdar.analysis.words import ADJECTIVE, MARK, PREPOSITION, RELATIVE, SUBORDINATOR
from mahdar.app.read import make_reader
from mahdar.errors import ConfigError, MahdarError
from mahdar.intake import Failure, Found, parse_date, scan
from mahdar.languages.ar.grammar import grammar
from mahdar.record import Document

if TYPE_CHECKING:
    from mahdar.pipeline import Reader

__all__ = [
    "Analysed",
    "Slot",
    "analyse_paths",
    "clause_rows",
    "clause_slots",
    "nesting",
    "report_row",
    "rule_of",
    "word_rows",
    "word_source",
]

Pair = list[int]
# Features of a word that a row carries where they are set; `row` only where the lexicon is asked for.
_FEATURES = (
    "proclitics",
    "article",
    "enclitic",
    "tense",
    "mood",
    "person",
    "gender",
    "number",
    "case",
    "derived",
    "verb",
    "noun_class",
    "guess",
)


class Analysed(msgspec.Struct, frozen=True):
    """What became of one report: an analysis, a failure, or a document with a note on why it was not analysed."""

    source: str
    line: int | None
    analysis: Analysis | None = None
    failure: Failure | None = None
    document: Document | None = None
    note: str = ""

    def __str__(self) -> str:
        return self.source if self.line is None else f"{self.source}:{self.line}"


class Slot(NamedTuple):
    """A filled slot of a clause.

    `role` is the school grammar's: verb, predicate, topic, subject, deputy (of a passive), particle_subject (behind
    إنّ), be_subject, be_predicate, relative_subject, understood, object, object_pronoun, second_object, complement,
    prepositional, or opener. `start`/`end` are offsets of the whole slot, `head` of its head word, which is token
    `token`; `clause` is the clause that fills it, `preposition` what opens it.
    """

    role: str
    start: int
    end: int
    head: Pair
    token: int
    clause: int | None = None
    preposition: str = ""


def analyse_paths(
    paths: Iterable[str | Path], *, published: str | None = None, stdin: bytes | None = None
) -> Iterator[Analysed]:
    """Analyse every report under some paths, in order.

    Args:
        paths: files, folders, or `-` for `stdin`.
        published: publication date of the reports that carry none of their own (ISO 8601).
        stdin: the bytes of the standard input.

    Raises:
        ConfigError: `published` is no date.
    """
    if published is not None and parse_date(published) is None:
        raise ConfigError("published", f"{published!r} is no ISO 8601 date, such as 2014-03-15")
    return _analysed(paths, published, stdin)


def _analysed(paths: Iterable[str | Path], published: str | None, stdin: bytes | None) -> Iterator[Analysed]:
    reader: Reader | None = None
    for path in paths:
        for found in scan(path, published=published, stdin=stdin):
            if isinstance(found, Failure):
                yield Analysed(found.source, found.line, failure=found)
                continue
            reader = reader or make_reader("grammar")
            yield _one(reader, found)


def _one(reader: Reader, found: Found) -> Analysed:
    document = found.document
    if document.language not in (reader.language, "und"):
        note = f"not analysed: the text is in {document.language!r}, not Arabic"
        return Analysed(found.source, found.line, document=document, note=note)
    try:
        return Analysed(found.source, found.line, analysis=reader.analyse(document), document=document)
    except (MahdarError, RecursionError) as error:
        reason = str(getattr(error, "reason", None) or error)
        return Analysed(found.source, found.line, failure=Failure(found.source, found.line, reason))


def report_row(one: Analysed, *, explain: bool = False) -> dict[str, Any]:
    """One report as a row for JSON: its text, clauses, words and sentences; `note` where it was not analysed."""
    analysis = one.analysis
    if analysis is None:
        text = one.document.text if one.document is not None else ""
        return {"text": text, "clauses": [], "words": [], "sentences": [], "note": one.note}
    return {
        "text": analysis.document.text,
        "clauses": clause_rows(analysis, explain=explain),
        "words": word_rows(analysis, explain=explain),
        "sentences": [list(analysis.span(first, last)) for first, last in analysis.sentences],
    }


def clause_rows(analysis: Analysis, *, explain: bool = False) -> list[dict[str, Any]]:
    """The clauses as rows for JSON; spans are [start, end] in the document's text.

    `predicate`, `subject` and `object` are single words (the head, clitics cut off) and `phrases` their
    full extents. `complement` is the predicate of the complement clause (a phrase where that clause has no verb), or else what the
    sisters of كان say of their subject, of كان and ليس an adjective alone (a noun stands in `phrases` as `attribute`); a
    clause that is the subject of a passive (يُعتقد أن) is its `subject`. `parent` is the nearest verbal clause above, `within` the clause right above of whatever kind. `verbal`
    is false where the predicate is no verb.

    Args:
        analysis: the report.
        explain: add the rule and the lexicon row that each clause stands on.
    """
    return [_clause_row(analysis, clause, explain=explain) for clause in analysis.clauses]


def _clause_row(analysis: Analysis, clause: Clause, *, explain: bool) -> dict[str, Any]:
    phrases = {"subject": clause.subject, "object": clause.object, "attribute": clause.attribute}
    understood = None if clause.subject is not None else clause.inherited_subject
    row: dict[str, Any] = {
        "predicate": _bare(analysis, clause.predicate),
        "subject": _head(analysis, clause.subject),
        "object": _head(analysis, clause.object),
        "complement": _complement(analysis, clause),
        "negative": clause.negative,
        "passive": clause.passive,
        "tense": clause.tense,
        "parent": _verbal_parent(analysis, clause),
        "verbal": clause.kind == "verb",
        "lemma": clause.lemma,
        "kind": clause.kind,
        "relation": clause.relation,
        "modality": clause.modality,
        "pluperfect": clause.pluperfect,
        "quoted": clause.quoted,
        "obliques": [
            {
                "preposition": oblique.preposition,
                "head": _head(analysis, oblique.phrase),
                "phrase": _extent(analysis, oblique.phrase),
            }
            for oblique in clause.obliques
        ],
        "understood": _head(analysis, understood),
        "phrases": {
            name: _extent(analysis, phrase) for name, phrase in phrases.items() if phrase is not None
        },
        "complement_clause": clause.complement,
        "within": clause.parent,
        "sentence": clause.sentence,
        "span": list(analysis.span(clause.first, clause.last)),
        "marker": None if clause.marker is None else list(analysis.span(clause.marker, clause.marker + 1)),
    }
    if row["object"] is None and clause.object_enclitic:
        row["object"] = _joined(analysis, clause.predicate)
    if row["subject"] is None and _is_subject(analysis, clause):
        row["subject"], row["complement"] = row["complement"], None
    if explain:
        row["rule"] = rule_of(analysis, clause)
        row["row"] = word_source(analysis, clause.predicate)
    return row


def word_rows(analysis: Analysis, *, explain: bool = False) -> list[dict[str, Any]]:
    """The words as rows for JSON: span, part of speech, lemma, and the features that are set."""
    rows = []
    for token, word in enumerate(analysis.words):
        row: dict[str, Any] = {"span": list(analysis.span(token, token + 1)), "pos": word.pos}
        if word.pos != MARK:
            row["lemma"] = word.lemma
        row.update((name, value) for name in _FEATURES if (value := getattr(word, name)))
        if explain:
            row["row"] = word_source(analysis, token)
        rows.append(row)
    return rows


def word_source(analysis: Analysis, token: int) -> str:
    """Where a word's reading comes from: the lexicon row, a name of the knowledge tables, a closed class, a guess."""
    word = analysis.words[token]
    if word.row:
        return word.row
    name = analysis.name_of[token]
    if name >= 0:
        return "names: " + " ".join(analysis.hits[name].entries[:3])
    if word.guess:
        return "a guess: no row"
    return f"closed class: {word.function}" if word.function else ""


def rule_of(analysis: Analysis, clause: Clause) -> str:
    """What a clause stands on: its rule if it names one, its relation, and the word that opens it."""
    parts = [clause.rule, f"relation {clause.relation}"]
    if clause.marker is not None:
        marker = analysis.words[clause.marker]
        parts.append(f"opened by {marker.lemma} ({marker.function or marker.pos})")
    frame = analysis.words[clause.predicate].frame
    return ", ".join(part for part in (*parts, frame and f"frame {frame}") if part)


def nesting(clauses: Iterable[Clause]) -> list[tuple[int, Clause]]:
    """The clauses of a sentence as a tree laid flat: (depth, clause), each below the one it hangs on.

    Every clause is there once, whatever the parents say.
    """
    clauses = list(clauses)
    below: dict[int | None, list[Clause]] = {}
    inside = {clause.index for clause in clauses}
    for clause in clauses:
        below.setdefault(clause.parent if clause.parent in inside else None, []).append(clause)
    laid: list[tuple[int, Clause]] = []
    seen: set[int] = set()
    for root in (*below.get(None, ()), *clauses):
        waiting = [(0, root)]
        while waiting:
            depth, clause = waiting.pop()
            if clause.index not in seen:
                seen.add(clause.index)
                laid.append((depth, clause))
                waiting += [(depth + 1, child) for child in reversed(below.get(clause.index, ()))]
    return laid


def clause_slots(analysis: Analysis, clause: Clause) -> list[Slot]:
    """The filled slots of a clause, in the order of school grammar: opener, predicate, subject, objects, the rest."""
    words = analysis.words
    slots: list[Slot] = []
    if clause.marker is not None:
        slots.append(_word_slot(analysis, "opener", clause.marker))
    kind = {"verb": "verb", "masdar": "masdar", "participle": "participle"}.get(clause.kind, "predicate")
    start, end = head = _bare(analysis, clause.predicate)
    slots.append(Slot(kind, start, end, head, clause.predicate))
    if clause.subject is not None:
        slots.append(_phrase_slot(analysis, _subject_role(analysis, clause), clause.subject))
    elif clause.inherited_subject is not None:
        slots.append(_phrase_slot(analysis, "understood", clause.inherited_subject))
    if clause.object is not None:
        slots.append(_phrase_slot(analysis, "object", clause.object))
    if clause.object_enclitic:
        start, end = head = _joined(analysis, clause.predicate)
        slots.append(Slot("object_pronoun", start, end, head, clause.predicate))
    if clause.attribute is not None:
        role = "be_predicate" if grammar().is_be(words[clause.predicate]) else "second_object"
        slots.append(_phrase_slot(analysis, role, clause.attribute))
    if clause.complement is not None:
        token = analysis.clauses[clause.complement].predicate
        start, end = head = _bare(analysis, token)
        slots.append(Slot("complement", start, end, head, token, clause.complement))
    for oblique in clause.obliques:
        slot = _phrase_slot(analysis, "prepositional", oblique.phrase)
        start = min(slot.start, analysis.starts[oblique.at])
        slots.append(slot._replace(start=start, preposition=oblique.preposition))
    return slots


def _subject_role(analysis: Analysis, clause: Clause) -> str:
    """What school grammar calls this subject: a noun before its verb is a topic, behind إنّ the particle's noun."""
    words = analysis.words
    subject = clause.subject
    if subject is None:
        return ""
    head = words[subject.head]
    if head.pos == RELATIVE:
        return "relative_subject"
    before = subject.head < clause.predicate
    if before or clause.kind == "nominal":
        marker = None if clause.marker is None else words[clause.marker]
        if marker is not None and marker.function in ("anna", "inna"):
            return "particle_subject"
        if not grammar().is_be(words[clause.predicate]):
            return "topic"
    if grammar().is_be(words[clause.predicate]):
        return "be_subject"
    return "deputy" if clause.passive else "subject"


def _word_slot(analysis: Analysis, role: str, token: int) -> Slot:
    start, end = head = _bare(analysis, token)
    return Slot(role, start, end, head, token)


def _phrase_slot(analysis: Analysis, role: str, phrase: Phrase) -> Slot:
    head = _head_of(analysis, phrase)
    start, end = _extent(analysis, phrase)
    return Slot(role, start, end, head, phrase.head)


def _bare(analysis: Analysis, token: int) -> Pair:
    """Span of a word without its clitics, the whole word where nothing would be left."""
    word = analysis.words[token]
    size = len(analysis.texts[token])
    if word.cut + word.tail >= size:
        return [analysis.starts[token], analysis.ends[token]]
    return [analysis.start(token, word.cut), analysis.end(token, word.tail)]


def _joined(analysis: Analysis, token: int) -> Pair:
    """Span of the pronoun joined to a word."""
    return [_bare(analysis, token)[1], analysis.ends[token]]


def _head_of(analysis: Analysis, phrase: Phrase) -> Pair:
    """Span of the head word, proclitics cut off; of a particle with a pronoun (أنه، عليه) the pronoun."""
    word = analysis.words[phrase.head]
    if word.enclitic and word.tail and word.pos in (SUBORDINATOR, PREPOSITION):
        return _joined(analysis, phrase.head)
    return [_bare(analysis, phrase.head)[0], analysis.ends[phrase.head]]


def _head(analysis: Analysis, phrase: Phrase | None) -> Pair | None:
    return None if phrase is None else _head_of(analysis, phrase)


def _extent(analysis: Analysis, phrase: Phrase) -> Pair:
    """Span of a whole phrase, a preposition joined to its first word cut off."""
    if phrase.last - phrase.first == 1:
        return _head_of(analysis, phrase)
    return [_bare(analysis, phrase.first)[0], analysis.ends[phrase.last - 1]]


def _complement(analysis: Analysis, clause: Clause) -> Pair | None:
    if clause.complement is not None:
        return _nucleus(analysis, analysis.clauses[clause.complement])
    said = clause.attribute
    if said is None:
        return None
    words = analysis.words
    verb = words[clause.predicate]
    if grammar().has("copula", verb.lemma) and not any(
        words[j].pos == ADJECTIVE and not words[j].article for j in range(said.first, said.head + 1)
    ):
        return None
    return _extent(analysis, said)


def _is_subject(analysis: Analysis, clause: Clause) -> bool:
    """Whether a passive's complement clause is its subject: يُعتقد أن، أُعلن أن."""
    if not clause.passive or clause.complement is None or clause.inherited_subject is not None:
        return False
    marker = analysis.clauses[clause.complement].marker
    return marker is not None and not analysis.words[marker].proclitics


def _nucleus(analysis: Analysis, clause: Clause) -> Pair:
    """What a clause says: its verb, or the phrase that is its predicate.

    Behind هناك and a preposition with a pronoun (هناك حاجة، عليهم ترك المبنى) what there is belongs to it.
    """
    start, end = _bare(analysis, clause.predicate)
    if clause.kind == "verb":
        return [start, end]
    at = clause.predicate
    words = analysis.words
    phrases = Phrases(words, analysis.texts, analysis.name_of)
    if clause.subject is not None and clause.subject.first == at + 1:
        return [start, _extent(analysis, clause.subject)[1]]
    leads = words[at].pos == PREPOSITION and not words[at].enclitic
    phrase = phrases.at(at + leads, clause.last)
    return [start, end] if phrase is None else [start, analysis.ends[phrase.last - 1]]


def _verbal_parent(analysis: Analysis, clause: Clause) -> int | None:
    """The nearest verbal clause above; none where the parents run in a ring."""
    seen = {clause.index}
    at = clause.parent
    while at is not None and analysis.clauses[at].kind != "verb":
        if at in seen:
            return None
        seen.add(at)
        at = analysis.clauses[at].parent
    return at
