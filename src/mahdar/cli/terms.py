"""The terms of grammar in which analyses are shown: plain English and Arabic school grammar, from `terms.tsv`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from mahdar.analysis.types import Clause
from mahdar.analysis.words import PREPOSITION, VERB, Word
from mahdar.app.analyze import Slot
from mahdar.errors import TableError
from mahdar.languages.ar.grammar import grammar
from mahdar.ontology.tables import read_table, variants

_PATH = Path(__file__).parent / "terms.tsv"


class Term(NamedTuple):
    """A term in English and Arabic."""

    english: str
    arabic: str


@cache
def _tables() -> tuple[dict[tuple[str, str], Term], dict[tuple[str, str], str]]:
    """Terms by kind and code, and English by kind and Arabic form."""
    terms: dict[tuple[str, str], Term] = {}
    forms: dict[tuple[str, str], str] = {}
    for line, row in read_table(_PATH, ("kind", "code", "english", "arabic")):
        key = (row["kind"], row["code"])
        if key in terms:
            raise TableError(str(_PATH), line, f"{key} stands twice")
        terms[key] = Term(row["english"], row["arabic"])
        for form in variants(row["arabic"]):
            forms.setdefault((row["kind"], form), row["english"])
    return terms, forms


def term(kind: str, code: str) -> Term:
    """The term for a code; the code itself where the table has none."""
    return _tables()[0].get((kind, code)) or Term(code, code)


def slot_term(slot: Slot) -> Term:
    """The term for a slot; what governs a genitive without being a preposition in school grammar is an adverb."""
    if slot.role == "prepositional" and ("preposition", slot.preposition) not in _tables()[1]:
        return term("slot", "circumstance")
    return term("slot", slot.role)


def clitics(word: Word) -> list[tuple[str, str]]:
    """The clitics of a word as (English, Arabic): what is joined before it, its article, the pronoun behind it."""
    forms = _tables()[1]
    parts = [(forms.get(("clitic", letter), letter), letter) for letter in word.proclitics]
    if word.article:
        parts.append((forms.get(("clitic", "ال"), ""), "ال"))
    if word.enclitic:
        parts.append((_pronoun(word), word.enclitic))
    return parts


def _pronoun(word: Word) -> str:
    """A joined pronoun in English: an object behind a verb or preposition, else a possessor."""
    object_form = _tables()[1].get(("pronoun", word.enclitic), word.enclitic)
    if word.pos in (VERB, PREPOSITION, "SUB"):
        return object_form
    return f"of {object_form}"


def inflection(word: Word) -> list[Term]:
    """What a word's form says, as terms; person, gender and number as in 3ms, dual as d."""
    found: list[Term] = []
    if word.tense:
        found.append(term("tense", word.tense))
    if word.passive == "yes":
        found.append(term("voice", "passive"))
    if word.mood:
        found.append(term("mood", word.mood))
    agreement = word.person + word.gender + word.number
    if agreement:
        found.append(Term(agreement, agreement))
    if word.case:
        found.append(term("case", word.case))
    if word.derived:
        found.append(term("derived", word.derived))
    return found


def facts(clause: Clause, predicate: Word) -> list[Term]:
    """Kind, tense, polarity, voice, modality of a clause as terms; polarity and voice only of verbs."""
    kind = "be" if clause.kind == "verb" and grammar().is_be(predicate) else clause.kind
    found = [term("kind", kind)]
    if clause.tense:
        found.append(term("tense", clause.tense))
    if clause.pluperfect:
        found.append(term("aspect", "pluperfect"))
    if clause.kind == "verb" or clause.negative:
        found.append(term("polarity", "negative" if clause.negative else "affirmative"))
    if clause.passive:
        found.append(term("voice", "passive"))
    if clause.modality:
        found.append(term("modality", clause.modality))
    if clause.quoted:
        found.append(term("quotation", "quoted"))
    return found
