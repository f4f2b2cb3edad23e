"""What the knowledge tables say of words, laid over the lexicon's readings: names, demonyms, given names."""

from __future__ import annotations

from mahdar.analysis.types import Hit
from mahdar.analysis.words import ADJECTIVE, NAME, Word
from mahdar.knowledge import Knowledge
from mahdar.languages.ar.grammar import grammar
from mahdar.text import fold

_DEMONYM_LEADS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فل")
_GENDERED = frozenset({"person", "state", "capital"})
_KEEP = 1 << 15


class Overlay:
    """Adds what is known of names to readings; remembers demonyms that it has seen."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._demonyms: dict[str, tuple[Word, ...]] = {}

    def hits(self, texts: list[str], folded: list[str]) -> list[Hit]:
        """Names of the tables."""
        return [Hit(*found) for found in self.knowledge.find(texts, folded)]

    def places(self, hits: list[Hit]) -> frozenset[int]:
        """Numbers of the names that can only be places or states."""
        kinds = {"state", "capital", "place"}
        entry = self.knowledge.entry
        return frozenset(
            n for n, hit in enumerate(hits) if all(entry(key).kind in kinds for key in hit.entries)
        )

    def apply(
        self, texts: list[str], folded: list[str], options: list[tuple[Word, ...]], hits: list[Hit]
    ) -> list[int]:
        """Put name readings where names stand; the number of the hit that each token belongs to, or -1.

        A name of several words is a name. A single word is one unless it is also a common word (`weak`): then its
        context decides.
        """
        name_of = [-1] * len(texts)
        for number, hit in enumerate(hits):
            single = hit.last - hit.first == 1
            weak = single and folded[hit.first][hit.cut :] in self.knowledge.weak
            if weak and any(self.knowledge.entry(key).kind in ("state", "capital") for key in hit.entries):
                # قطر is the state; مالي may be an adjective.
                weak = any(r.pos == ADJECTIVE for r in options[hit.first])
            if single and hit.cut and not weak:
                # بنوك is the plural of bank rather than ب + Nuuk.
                weak = any(not r.guess and not r.proclitics and r.rank <= 2 for r in options[hit.first])
            gender = self._gender(hit, folded[hit.first][hit.cut :])
            for at in range(hit.first, hit.last):
                if not weak:
                    name_of[at] = number
                word = self._name(texts[at], hit, at, gender)
                if weak and hit.cut and options[at][0].rank == 0 and not options[at][0].guess:
                    options[at] = (*options[at], word)  # an ordinary word as it stands comes first
                else:
                    options[at] = (word, *options[at]) if weak else (word,)
        given = self.knowledge.given
        size = len(texts)
        for at, readings in enumerate(options):
            if name_of[at] >= 0 or not readings[0].lemma:
                continue
            demonym = self._demonym(texts[at])
            if demonym:
                options[at] = (*demonym, *readings)
                continue
            bare = folded[at]
            joined = bare[0] in "ول" and bare[1:] in given and bare not in given
            if (
                (bare in given or joined)
                and at + 1 < size
                and self._may_follow(readings, options[at + 1], name_of[at + 1])
            ):
                lead = bare[0] if joined else ""
                gender = given[bare[1:] if joined else bare]
                options[at] = (
                    Word(NAME, texts[at][len(lead) :], lead, len(lead), gender=gender, number="s"),
                )
        return name_of

    @staticmethod
    def _may_follow(own: tuple[Word, ...], readings: tuple[Word, ...], name: int) -> bool:
        """Whether a given name is one here: a word that no lexicon row holds follows it, or a name where the given
        name itself is no common word."""
        if readings[0].guess:
            return True
        return own[0].guess and (name >= 0 or readings[0].guess or readings[0].pos == NAME)

    def _gender(self, hit: Hit, first: str) -> str:
        """The gender that a verb shows for a name: that of all its entries, where they have one."""
        if grammar().has("open_gender", first):
            return ""
        entries = [self.knowledge.entry(key) for key in hit.entries]
        genders = {entry.gender if entry.kind in _GENDERED else "" for entry in entries}
        return genders.pop() if len(genders) == 1 else ""

    @staticmethod
    def _name(text: str, hit: Hit, at: int, gender: str) -> Word:
        cut = hit.cut if at == hit.first else 0
        rest = text[cut:]
        article = (rest.startswith("ال") or (rest.startswith("ل") and text[:cut].endswith("ل"))) and len(
            rest
        ) > 4
        return Word(NAME, rest, text[:cut], cut, article, gender=gender, number="s")

    def _demonym(self, text: str) -> tuple[Word, ...]:
        found = self._demonyms.get(text)
        if found is None:
            found = self._read_demonym(text)
            if len(self._demonyms) >= _KEEP:
                self._demonyms.clear()
            self._demonyms[text] = found
        return found

    def _read_demonym(self, text: str) -> tuple[Word, ...]:
        for lead in _DEMONYM_LEADS:
            if not text.startswith(lead):
                continue
            rest = text[len(lead) :]
            swallowed = lead.endswith("ل") and rest.startswith("ل")
            plain = "ال" + rest[1:] if swallowed else rest
            if len(plain) < 4:
                continue
            demonym = self.knowledge.demonym(fold(plain))
            if demonym is None:
                continue
            article = plain.startswith("ال")
            stem = plain[2:] if article else plain
            return (
                Word(
                    ADJECTIVE, demonym.lemma or stem, lead, len(lead), article, gender=demonym.gender, number=demonym.number,
                    plural=demonym.number == "p", noun_class="demonym",
                ),
            )  # fmt: skip
        return ()
