"""Quotations and colons beside a cue of speech: which one holds what is said."""

from __future__ import annotations

from mahdar.analysis.types import Analysis, Zone
from mahdar.extract.speech.bounds import Ends
from mahdar.extract.speech.nominals import Nominals
from mahdar.extract.speech.sites import Site, participle_at
from mahdar.languages.ar.cues import cues, speech_words

SHORT = 4  # a quotation of fewer tokens is a name or a word unless a colon opens it


class Quotations:
    """Reads the quotations of one report; a quotation is taken by one cue."""

    def __init__(self, analysis: Analysis, ends: Ends, nominals: Nominals) -> None:
        self.a = analysis
        self.ends = ends
        self.nominals = nominals
        self.used: set[int] = set()  # quotations that a cue has taken
        self.zones_in: dict[int, list[Zone]] = {}  # by the sentences in which a zone begins and ends
        for zone in analysis.zones:
            for at in {analysis.sentence_of[zone.first - 1], analysis.sentence_of[zone.last - 1]}:
                self.zones_in.setdefault(at, []).append(zone)

    def sentence(self, at: int) -> tuple[int, int]:
        """The token range of a token's sentence."""
        return self.a.sentences[self.a.sentence_of[at]]

    def colon(self, site: Site) -> int | None:
        """The colon behind a cue that opens what is said; no other verb stands between them."""
        a = self.a
        _start, end = self.sentence(site.token)
        aside = False
        for at in range(site.token + 1, min(site.token + 30, end)):
            word = a.words[at]
            if a.texts[at] == ":":
                return at
            if word.pos == "REL" or (a.texts[at] in "،," and word.pos == "MARK"):
                aside = word.pos == "REL" or not aside
            if (word.pos == "V" and not aside) or participle_at(a, at) is not None:
                return None
        # The colon may end the line, and what is said begin the next one.
        if a.texts[end - 1] == ":" and end < len(a.texts) and site.token < end - 1 <= site.token + 30:
            return end - 1
        return None

    def quotation(self, site: Site) -> Zone | None:
        """The quotation that a cue introduces: behind it in its sentence, or right before it."""
        a = self.a
        token = site.token
        start, end = self.sentence(token)
        inside = self.ends.zone_of(token)
        for zone in self.zones_in.get(a.sentence_of[token], ()):
            if zone.first in self.used or zone is inside:
                continue
            if self._is_known(zone) and not (zone.first > 1 and a.texts[zone.first - 2] == ":"):
                continue  # بثتها محطة «سي بي إس»
            size = zone.last - zone.first
            if token < zone.first <= end + 1:
                if inside is not None and zone.first > inside.last:
                    break
                if self._cue_between(token, zone):
                    break
                opens = a.texts[zone.first - 2] if zone.first >= 2 else ""
                adjacent = zone.first == token + 2 and size <= 2 and opens != ":"
                if adjacent and not any(w.object for w in site.ways):
                    continue  # كتبت «السفير»: a name
                if (
                    size >= SHORT
                    or opens == ":"
                    or zone.first - token <= 3
                    or self._behind_subject(site, zone)
                ):
                    if opens != ":" and not self._near(site, zone):
                        continue
                    return zone
            if site.kind == "verb" and size >= 2 and start <= zone.last <= token:
                if self._right_behind(zone, token) and site.word.proclitics[:1] not in ("و", "ف"):
                    return zone
        return None

    def _rest(self, site: Site, zone: Zone) -> tuple[tuple[int, int], ...]:
        """The second part of a quotation that its cue divides: «…»، قال فلان، «…»."""
        if zone.first > site.token:
            return ()
        subject = self.nominals.subject(site.token, site.clause, site.word)
        if subject is None or subject.first < site.token:
            return ()
        for other in self.zones_in.get(self.a.sentence_of[site.token], ()):
            if 0 < other.first - subject.last <= 3 and other.first not in self.used:
                if all(self.a.words[j].pos == "MARK" for j in range(subject.last, other.first)):
                    self.used.add(other.first)
                    return ((other.first, other.last),)
        return ()

    def _behind_subject(self, site: Site, zone: Zone) -> bool:
        """Whether a quotation opens right behind the one who speaks."""
        subject = self.nominals.subject(site.token, site.clause, site.word)
        return subject is not None and subject.first == site.token + 1 and subject.last == zone.first - 1

    def _is_known(self, zone: Zone) -> bool:
        """Whether a quotation is just a name of the tables."""
        number = self.a.name_of[zone.first]
        if number < 0:
            return False
        hit = self.a.hits[number]
        return hit.first == zone.first and hit.last == zone.last

    def _right_behind(self, zone: Zone, token: int) -> bool:
        """«…»، قال؛ «…»: بهذه الكلمات قال: nothing but a mark or a word that points back stands between."""
        if token - zone.last > 6:
            return False
        for at in range(zone.last + 1, token):
            word = self.a.words[at]
            if word.pos == "MARK" or word.function in ("perfect", "future", "topic"):
                continue
            if self.a.folded[at] in speech_words().aside or (
                at - 1 > zone.last and (self.a.folded[at - 1] in speech_words().aside)
            ):
                continue
            return False
        return True

    def _near(self, site: Site, zone: Zone) -> bool:
        """Whether a quotation that no colon opens is what a verb says: no clause of another verb opens before it."""
        return not any(
            self.a.words[at].pos in ("SUB", "V") for at in range(site.token + 1, zone.first - 1)
        ) or self._colon_free_clause(site, zone)

    def _colon_free_clause(self, site: Site, zone: Zone) -> bool:
        clause = site.clause
        return clause is not None and clause.complement is not None and zone.first > site.token

    def _cue_between(self, token: int, zone: Zone) -> bool:
        """Whether another verb of speech stands nearer to the quotation."""
        table = cues()["verb"]
        for at in range(token + 1, zone.first):
            word = self.a.words[at]
            if word.pos == "V" and word.lemma in table:
                return True
            if participle_at(self.a, at) is not None:
                return True
        return False

    def _part_of(self, zone: Zone, site: Site) -> bool:
        """Whether a quotation is a name or an attribute inside a phrase: صحيفة «الوطن»، قرار «المرتجل»."""
        opens = zone.first - 1
        before = self.a.words[opens - 1] if opens > 0 else None
        size = zone.last - zone.first
        return (
            size < SHORT
            and before is not None
            and zone.first > site.token
            and before.pos in ("N", "A")
            and self.a.texts[opens - 1] != ":"
            and not any(w.quotation for w in site.ways)
        )
