"""Classes of verbs and expressions by lemma; the words stand in `tables/grammar.tsv`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mahdar.errors import TableError
from mahdar.ontology.tables import read_table

if TYPE_CHECKING:
    from mahdar.languages.ar.morphology import Reading

_PATH = Path(__file__).parent / "tables" / "grammar.tsv"
_CLASSES = frozenset(
    {
        "be",
        "circumstance",
        "disclosing",
        "thinking",
        "verb_negation",
        "copying",
        "copula",
        "relative_m",
        "relative_f",
        "phase",
        "without",
        "transform",
        "seldom",
        "auxiliary",
        "planned",
        "possible",
        "necessary",
        "wanted",
        "victim",
        "impersonal",
        "negative_marker",
        "agent",
        "untold",
        "told",
        "impersonal_passive",
        "passive_only",
        "naming",
        "before_an",
        "often",
        "quantity",
        "verbal_noun",
        "vague_number",
        "rare_verb",
        "do",
        "time_adverb",
        "agent_lead",
        "about",
        "own_act",
        "light_slot",
        "contrast",
        "opening",
        "relay",
        "posted",
        "following",
        "locating",
        "title_link",
        "obliging",
        "hearer",
        "firm_preposition",
        "name_part",
        "also",
        "past_before_an",
        "one_of",
        "open_gender",
        "other_side",
        "own_country",
        "topic_lead",
        "control",
        "control_slot",
        "light_noun",
        "noun_trigger",
    }
)


class Grammar:
    """Word classes by lemma."""

    def __init__(self, classes: dict[str, frozenset[str]]) -> None:
        self._classes = classes

    def has(self, name: str, lemma: str) -> bool:
        """Whether a lemma belongs to a class."""
        return lemma in self._classes[name]

    def is_be(self, word: Reading) -> bool:
        """كان and its sisters."""
        return word.pos == "V" and word.lemma in self._classes["be"]

    def is_auxiliary(self, word: Reading) -> bool:
        """Verbs that take another verb directly: كان and its sisters, beginning, nearness, continuation."""
        return word.pos == "V" and (
            word.lemma in self._classes["auxiliary"] or word.lemma in self._classes["be"]
        )

    def modal_before(self, words: list[Reading], marker: int, floor: int) -> str:
        """Modality of an expression right before a subordinator: من المقرر أن، من المحتمل أن، يجب أن."""
        for at in range(marker - 1, floor - 1, -1):
            word = words[at]
            for name in ("planned", "possible", "necessary", "wanted"):
                if word.lemma in self._classes[name]:
                    return name
            if word.pos in ("V", "MARK", "SUB", "REL"):
                break
        return ""


@cache
def grammar() -> Grammar:
    """The classes of the table, read once.

    Raises:
        TableError: a row names a class that does not exist.
    """
    found: dict[str, set[str]] = {name: set() for name in _CLASSES}
    for line, row in read_table(_PATH, ("class", "lemma")):
        if row["class"] not in found:
            raise TableError(str(_PATH), line, f"no class {row['class']!r}")
        found[row["class"]].add(row["lemma"])
    return Grammar({name: frozenset(lemmas) for name, lemmas in found.items()})
