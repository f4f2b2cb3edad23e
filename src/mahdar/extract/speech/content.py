"""What a cue of speech says: a clause, a quotation, words behind a colon, or a noun with what belongs to it."""

from __future__ import annotations

from typing import NamedTuple

from mahdar.analysis.phrases import definite
from mahdar.analysis.types import Phrase, Zone
from mahdar.analysis.words import Word
from mahdar.extract.speech.quotations import SHORT, Quotations
from mahdar.extract.speech.sites import Site, may_be_masdar, may_be_noun, participle_at, takes
from mahdar.languages.ar.cues import Cue, speech_words

# Tokens behind a cue within which what it says must begin.
_REACH = 40
_NAME = 6  # tokens of the longest name of a body in quotation marks
_MARKERS = ("an", "anna", "inna", "whether")
_TIMES = frozenset({"بعد", "قبل", "منذ", "خلال"})
_WHETHER = frozenset({"ما", "عما", "فيما", "بما"})
_NAMELESS = frozenset({"PN", "PRON", "DEM", "REL", "SUB"})
# Acts that may hang on any noun: ندد بالقرار، هدد بالرد.
_PLAIN = frozenset({"assert", "believe"})
_WORTHY = frozenset({"event", "abstract", "document", "speech"})
# Acts of which something is left where the cue is denied: لم يستبعد، لم ينف، لا يتوقع.
_LASTING = frozenset({"deny", "believe", "forecast"})


class Content(NamedTuple):
    """Token ranges of what is said, the way that the cue takes, whether in quotation marks."""

    ranges: tuple[tuple[int, int], ...]
    way: Cue | None
    direct: bool
    whole: bool = True  # a clause or quotation rather than a noun


class Contents(Quotations):
    """Reads contents of cues in one report."""

    def of(self, site: Site) -> Content | None:
        """What a verb or participle says behind it, or None."""
        clausal = next((w for w in site.ways if w.clause), None)
        quoting = next((w for w in site.ways if w.quotation or w.clause), None)
        if not site.ways:  # a verb that only carries words: نقلت عنه أن
            clausal = quoting = _RELAY
        if any(w.lemma in speech_words().describing for w in site.ways) and (told := self._described(site)):
            return told
        marker = self.marker(site) if clausal is not None else None
        zone = self.quotation(site)
        opened = zone is not None and site.token < zone.first and self.a.texts[zone.first - 2] == ":"
        noun = self._noun(site) if site.ways else None
        if (
            marker is not None
            and clausal is not None
            and not (opened and zone is not None and zone.first < marker)
        ):
            if noun is None or not self._comes_first(noun, marker):
                return None if self._nobody(site, clausal) else self._clause(site, marker, clausal)
            if self.a.words[marker].proclitics[:1] == "و":
                added = self._clause(site, marker, clausal)
                return noun._replace(ranges=(*noun.ranges, *added.ranges))
        if zone is not None and quoting is None and noun is None:
            quoting = site.ways[0]
        if zone is not None and quoting is not None and (noun is None or zone.first <= noun.ranges[0][0] + 1):
            if not (self._part_of(zone, site) or (noun is not None and self._is_name(zone, site, noun))):
                self.used.add(zone.first)
                rest = self._rest(site, zone)
                return Content(((zone.first, zone.last), *rest), quoting, True)
        colon = self.colon(site)
        if colon is not None and quoting is not None and noun is None:
            end = self.a.sentences[self.a.sentence_of[min(colon + 1, len(self.a.texts) - 1)]][1]
            return Content(((colon + 1, end),), quoting, True)
        if noun is not None and self._undone(site, noun):
            return None
        return noun

    def behind(self, site: Site, first: int, way: Cue, *, whole: bool) -> Content:
        """What a noun of speech says from a token on: the clause behind its أن, or a noun with what belongs to it."""
        if not whole:
            end = self.sentence(first)[1]
            last = first
            while (phrase := self.nominals.at(last, end)) is not None:
                last = phrase.last
                joined = (
                    last < end - 1 and self.a.words[last].pos == "PREP" and not self.a.words[last].enclitic
                )
                if not joined or self.a.words[last].lemma in _TIMES:
                    break
                last += 1
            return (
                Content(((first, last),), way, False, whole=False)
                if last > first
                else self._phrase(first, way)
            )
        zone = self.ends.zone_of(min(first + 1, len(self.a.texts) - 1))
        if self.a.words[first - 1].pos != "SUB" and zone is not None:
            self.used.add(zone.first)
            return Content(((zone.first, zone.last),), way, True)
        return self._clause(site, first - 1, way)

    def _clause(self, site: Site, marker: int, way: Cue) -> Content:
        a = self.a
        first = marker + 1
        if a.words[marker].lemma == "ألا" and a.words[marker].function == "an":
            first = marker  # the denial in ألا belongs to what is said
        complement = next((c.index for c in a.clauses_in(a.sentence_of[marker]) if c.marker == marker), None)
        if complement is None and site.clause is not None:
            complement = site.clause.complement
        stop = self.sentence(marker)[1]
        end = self.ends.of_clause(first, complement, stop)
        for zone in self.zones_in.get(a.sentence_of[marker], ()):
            if first <= zone.first < end:
                self.used.add(zone.first)
                if zone.last > end and zone.closed and zone.first - first <= 2:
                    end = zone.last
        whole = self.ends.zone_of(first + 1)
        direct = whole is not None and whole.first <= first + 1 and whole.last >= end - 1
        return Content(((first, end),), way, direct)

    # -- clauses --------------------------------------------------------------------------------------------
    def marker(self, site: Site) -> int | None:
        """The أن or إن that opens what a cue says."""
        a = self.a
        clause = site.clause
        if clause is not None and clause.complement is not None:
            complement = a.clauses[clause.complement]
            marker = complement.marker if complement.relation in ("complement", "content", "quoted") else None
            if marker is not None and marker > site.token and self._marks(marker):
                if not any(participle_at(a, at) is not None for at in range(site.token + 1, marker)):
                    return marker
        end = min(self.sentence(site.token)[1], site.token + _REACH)
        aside = False
        for at in range(site.token + 1, end):
            word = a.words[at]
            if word.pos == "SUB":
                if not self._marks(at):
                    return None
                return None if self._other_preposition(site, at) else at
            if word.pos == "REL" and a.texts[at - 1] in "،,":
                aside = True
            elif a.texts[at] in "،," and aside:
                aside = False
            elif (word.pos == "V" and not aside) or a.texts[at] in ":؛;" or participle_at(a, at) is not None:
                return None
            zone = self.ends.zone_of(at)
            if zone is not None and zone.last - zone.first >= SHORT and site.token < zone.first:
                if not self._names(zone, site.token):
                    return None
        return None

    def _names(self, zone: Zone, token: int) -> bool:
        """Whether a quotation right behind a verb, or behind the noun of a body there, is somebody's name."""
        a = self.a
        opens = zone.first - 1
        if zone.last - zone.first > _NAME or not zone.closed or a.texts[opens - 1] == ":":
            return False
        return opens - 1 == token or (
            opens - 2 <= token + 1 and a.words[opens - 1].pos in ("N", "X", "PN", "A")
        )

    def _is_name(self, zone: Zone, site: Site, noun: Content) -> bool:
        return self._names(zone, site.token) and noun.ranges[0][0] > zone.last

    def _comes_first(self, noun: Content, marker: int) -> bool:
        """Whether a noun that tells an act stands before أن and is what is said: حثّ على التسوية، على أن …"""
        first, last = noun.ranges[0]
        if first >= marker:
            return False
        if self.a.words[marker].proclitics[:1] == "و":
            return True
        at = first
        phrase = self.nominals.at(at, marker)
        return phrase is not None and self.a.words[phrase.head].derived == "masdar" and last < marker

    def _nobody(self, site: Site, way: Cue) -> bool:
        """يُعتقد أن، يُرجَّح أن: what nobody in particular thinks."""
        clause = site.clause
        if clause is None or not clause.passive or way.act not in ("believe", "forecast"):
            return clause is not None and clause.relation == "condition"
        return clause.subject is None

    def _marks(self, at: int) -> bool:
        word = self.a.words[at]
        if word.pos == "SUB" and word.function == "if" and at and self.a.folded[at - 1] in _WHETHER:
            return True  # ما إذا كان، عما إذا
        behind = self.a.words[at + 1] if at + 1 < len(self.a.words) else word
        if word.pos == "SUB" and self.a.texts[at] == "إن" and behind.pos == "V":
            return may_be_noun(self.a.texts[at + 1])  # إن حزبه مستعد
        if word.pos != "SUB" or word.function not in _MARKERS:
            return False
        if self.a.texts[at] == "إن":
            return behind.pos != "NEG"  # إن لم: a condition
        return True

    def _other_preposition(self, site: Site, marker: int) -> bool:
        """قبل أن، بدلا من أن: a preposition before أن that the verb does not govern."""
        before = self.a.words[marker - 1]
        if before.pos != "PREP" or marker - 1 == site.token:
            return before.function == "only"
        governed = {p for way in site.ways for p in way.prepositions}
        governed.update(site.word.frame.rsplit(":", 1)[-1].split(","))
        return before.lemma not in governed and before.function not in governed

    # -- nouns ----------------------------------------------------------------------------------------------
    def _noun(self, site: Site) -> Content | None:
        """What a noun behind a cue says: behind the cue's preposition, else its object."""
        stop = self._stop(site)
        subject = self._subject_end(site, stop)
        for at in range(site.token + 1, stop):
            way = next((w for w in site.ways for p in w.prepositions if takes(self.a, at, p)), None)
            if way is None:
                continue
            first = at + 1 if self.a.words[at].pos == "PREP" else at
            if first < self.sentence(site.token)[1] and self._says(first, way):
                return self._phrase(first, way)
        way = next((w for w in site.ways if w.object), None)
        if way is None:
            return None
        return self._object(site, way, subject, stop)

    def _stop(self, site: Site) -> int:
        """Token behind the stretch in which the noun that a cue says may begin."""
        a = self.a
        end = min(self.sentence(site.token)[1], site.token + _REACH)
        aside = False
        for at in range(site.token + 1, end):
            word = a.words[at]
            zone = self.ends.zone_of(at)
            if zone is not None and zone.first > site.token and zone.last - zone.first >= SHORT:
                return at + 1
            if word.pos == "REL" and a.texts[at - 1] in "،,":
                aside = True
            elif a.texts[at] in "،," and aside:
                aside = False
            elif aside:
                continue
            elif (
                a.texts[at] in ":؛;"
                or (word.pos == "V" and not self._is_deed(at))
                or (word.pos == "SUB" and word.function != "when")
                or (a.texts[at] in "،," and a.words[min(at + 1, end - 1)].proclitics[:1] in ("و", "ف"))
                or participle_at(a, at) is not None
            ):
                return at
        return end

    def _subject_end(self, site: Site, stop: int) -> int:
        """Token behind a subject that follows the verb."""
        subject = None
        if site.kind == "verb":
            subject = self.nominals.subject(site.token, site.clause, site.word)
        if subject is not None and subject.first > site.token:
            return min(subject.last, stop)
        return site.token + 1

    def _says(self, first: int, way: Cue) -> bool:
        """Whether a noun behind a preposition may be what is said."""
        a = self.a
        word = a.words[first]
        if a.texts[first] in "\"'«“‘(":
            return True
        if word.pos == "REL":
            return True
        if word.enclitic and word.pos == "PREP":
            return False
        phrase = self.nominals.at(first, self.sentence(first)[1])
        if phrase is None:
            return False
        head = a.words[phrase.head]
        if head.noun_class == "time" or head.pos in ("PRON", "DEM"):
            return False
        if head.noun_class == "document" and way.act in _PLAIN:
            return False
        named = head.pos == "PN" and way.act not in ("praise", "criticize", "accuse")
        if named:
            return False
        short = phrase.last - phrase.first < 2 and head.derived != "masdar"
        return not (short and way.act in _PLAIN)

    def _phrase(self, first: int, way: Cue) -> Content:
        stop = self.sentence(first)[1]
        end = self.ends.of_phrase(first, stop)
        for zone in self.zones_in.get(self.a.sentence_of[first], ()):
            if first <= zone.first < end:
                self.used.add(zone.first)
                end = max(end, min(zone.last, stop)) if zone.closed else end
        zone_ = self.ends.zone_of(first) or self.ends.zone_of(min(first + 1, stop - 1))
        direct = zone_ is not None and zone_.first <= first + 1 and zone_.last >= end - 1
        return Content(((first, end),), way, direct, whole=False)

    def _object(self, site: Site, way: Cue, after: int, stop: int) -> Content | None:
        """The object that a verb says: the last noun phrase that no preposition governs, behind the one addressed."""
        a = self.a
        if site.word.enclitic and not way.addressee:
            return None
        found: list[Phrase] = []
        at = after
        while at < stop:
            word = a.words[at]
            if word.pos == "PREP" or word.proclitics[-1:] in ("ب", "ل", "ك"):
                inner = self.nominals.at(at + 1 if word.pos == "PREP" and not word.enclitic else at, stop)
                at = inner.last if inner is not None else at + 1
                continue
            if a.texts[at] in "\"'«“‘" and found == []:
                zone = self.ends.zone_of(at + 1)
                if zone is not None and zone.first == at + 1 and not self._is_known(zone):
                    return self._phrase(at, way)
            if word.pos in ("MARK", "ADV", "PART", "CONJ", "NEG"):
                at += 1
                continue
            if self._is_deed(at) and not found:
                return self._phrase(at, way)
            phrase = self.nominals.at(at, stop)
            if phrase is None:
                if word.pos == "REL" and not word.proclitics and a.folded[at] in ("ما", "من"):
                    return self._phrase(at, way)
                at += 1
                continue
            if a.words[phrase.head].noun_class != "time" and word.proclitics[:1] not in ("و", "ف"):
                found.append(phrase)
            at = max(phrase.last, at + 1)
        if way.addressee and site.word.enclitic:
            found.insert(0, Phrase(site.token, site.token + 1, site.token))
        phrase = self._chosen(found, way, site)
        return self._phrase(phrase.first, way) if phrase is not None else None

    def _is_deed(self, at: int) -> bool:
        """Whether a word read as a verb may be the noun of a deed: أعلنت العاصمة فجر الثلاثاء قطع العلاقات."""
        word = self.a.words[at]
        if word.pos != "V" or word.proclitics or word.tense != "past" or word.gender != "m":
            return False
        behind = self.a.words[at + 1] if at + 1 < len(self.a.words) else word
        return behind.pos in ("N", "PN") and may_be_masdar(self.a.texts[at])

    def _chosen(self, found: list[Phrase], way: Cue, site: Site) -> Phrase | None:
        if not found:
            return None
        words = self.a.words
        if way.addressee == "o" or site.word.lemma in speech_words().addressing:
            rest = found[1:]
            chosen = next((p for p in rest if self._weighty(words[p.head])), None)
            return chosen or (found[0] if words[found[0].head].derived == "masdar" else None)
        first = found[0]
        head = words[first.head]
        if self.a.folded[first.head] in speech_words().lone:
            return Phrase(first.first, first.first + 1, first.head)
        if head.pos in _NAMELESS or head.noun_class in ("office", "title", "role", "person", "collective"):
            if way.act not in ("praise", "criticize", "accuse"):
                return next((p for p in found[1:] if not self._human(words[p.head])), None)
        if way.act in _PLAIN and not self._weighty(head):
            return None
        return first

    def _human(self, head: Word) -> bool:
        return head.pos in _NAMELESS or head.noun_class in ("office", "title", "role", "person", "collective")

    def _weighty(self, head: Word) -> bool:
        """A noun that tells of an act or a thought rather than a thing."""
        return head.derived == "masdar" or head.noun_class in _WORTHY

    def _described(self, site: Site) -> Content | None:
        """What somebody calls something: وصف القرار بالخطأ، وصفه بأنه خطأ، رأى في الصفقة خرقا، عدّ اليوم تاريخيا."""
        a = self.a
        way = next(w for w in site.ways if w.lemma in speech_words().describing)
        end = min(self.sentence(site.token)[1], site.token + _REACH)
        after = self._subject_end(site, end)
        told = None
        for at in range(after, end):
            word = a.words[at]
            if word.pos in ("SUB", "REL") and word.proclitics[-1:] == "ب":
                told = at
                break
            if (word.proclitics[-1:] == "ب" and word.pos in ("N", "A", "PN", "PREP", "X")) or a.texts[
                at
            ] == "ب":
                told = at
                break
            if word.pos == "V" and not self._in_relative(after, at):
                return None
        if told is None:
            return None
        # A pronoun or a relative stands for the thing: only what it is called remains.
        clause = a.words[told].pos == "SUB"
        first = told + 1 if clause or a.texts[told] == "ب" else told
        quoted = self.ends.zone_of(min(first + 1, end - 1))
        bare = site.word.enclitic or told == after or self._relative(site)
        if not bare and not (quoted is not None and quoted.first <= first + 2):
            begun = self.nominals.at(after, told)
            if begun is None and a.words[after].pos != "REL":
                return None
            first = after
        stop = self.sentence(site.token)[1]
        last = (
            self.ends.of_phrase(max(first, told), stop)
            if not clause
            else self.ends.of_clause(told + 1, None, stop)
        )
        last = min(last, self.ends.of_phrase(told, stop)) if clause else last
        for zone in self.zones_in.get(a.sentence_of[first], ()):
            if first <= zone.first < last:
                self.used.add(zone.first)
        direct = quoted is not None and quoted.first <= first + 1 and quoted.last >= last - 1
        return Content(((first, last),), way, direct)

    def _relative(self, site: Site) -> bool:
        clause = site.clause
        return clause is not None and clause.relation == "relative"

    def _in_relative(self, first: int, at: int) -> bool:
        return any(self.a.words[j].pos == "REL" for j in range(first, at))

    def _undone(self, site: Site, content: Content) -> bool:
        """Whether the cue did not happen: denied, hidden in a passive, or inside an if."""
        clause = site.clause
        if clause is None or content.way is None:
            return False
        if clause.relation == "condition":
            return True
        if clause.negative and content.way.act not in _LASTING:
            return True
        return (
            clause.passive
            and not definite(self.a.words[content.ranges[0][0]])
            and content.way.act != "accuse"
        )


_RELAY = Cue("", "assert", True, True, False, (), "", "speech.relay")
