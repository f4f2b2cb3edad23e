"""What is known of one word as it is written: its clitics, part of speech, lemma and inflection.

`Word` is the reading type of the language's morphology. Its fields: `pos`; `lemma`; `proclitics` (plain letters و ف ب
ل ك س أ) and `cut`, the characters of the normalised word that they take (the article not among them: after لل it
is what is left of it); `article`; `enclitic` and `tail`, its characters; for verbs `tense` (past, present, future,
imperative), `mood`, `person`, `gender`, `number`, `passive` ("yes" where this spelling is read as passive), `frame`
(object:complement:prepositions of the lexicon row); for nouns and adjectives `gender`, `number`, `plural`, `case`,
`derived` (masdar, active, passive) with `verb`, the verb's lemma, `noun_class`, `sector`, `bound` (construct state);
`function` for closed classes; `guess` if no lexicon row holds it; `row` names table and line.
"""

from __future__ import annotations

from mahdar.languages.ar.morphology import Reading as Word

# Parts of speech. Short codes: they are compared often and printed in tables.
VERB = "V"
NOUN = "N"
ADJECTIVE = "A"
NAME = "PN"
NUMERAL = "NUM"
PREPOSITION = "PREP"
CONJUNCTION = "CONJ"  # و ف ثم أو أم بل لكن: joins equals
SUBORDINATOR = "SUB"  # أن إن لأن إذا بينما حيث …: opens a clause
RELATIVE = "REL"
PRONOUN = "PRON"
DEMONSTRATIVE = "DEM"
NEGATION = "NEG"
PARTICLE = "PART"
ADVERB = "ADV"
MARK = "MARK"
FOREIGN = "X"

__all__ = [
    "ADJECTIVE",
    "ADVERB",
    "CONJUNCTION",
    "DEMONSTRATIVE",
    "FOREIGN",
    "MARK",
    "NAME",
    "NEGATION",
    "NOUN",
    "NUMERAL",
    "PARTICLE",
    "PREPOSITION",
    "PRONOUN",
    "RELATIVE",
    "SUBORDINATOR",
    "VERB",
    "Word",
]
