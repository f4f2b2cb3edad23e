"""Finding speech: a pass over clauses (verbs that say), one over participles and sources, one over quotations."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from mahdar.analysis.mentions import SpeechMention
from mahdar.analysis.types import Analysis, Clause, Phrase, Zone
from mahdar.analysis.words import Word
from mahdar.extract.speech.bounds import end_of_speech, is_participle_cue, is_source, trim
from mahdar.languages.ar.cues import Cue, cues
from mahdar.languages.ar.grammar import grammar


class _Frame(NamedTuple):
    """Who stands around a cue."""

    speaker: Phrase | None
    clause: int | None
    via: Phrase | None = None
    addressee: Phrase | None = None
    anonymous: bool = False


class _Finder:
    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis
        self.found: list[SpeechMention] = []
        self.zones_in: dict[int, list[Zone]] = {}  # by the sentences in which a zone begins and ends
        for zone in analysis.zones:
            for at in {analysis.sentence_of[zone.first - 1], analysis.sentence_of[zone.last - 1]}:
                self.zones_in.setdefault(at, []).append(zone)
        self.zone_starts = [zone.first for zone in analysis.zones]
        self.cues_in: dict[int, list[SpeechMention]] = {}
        self.used_zones: set[int] = set()
        self.cue_tokens: set[int] = set()

    # -- building ---------------------------------------------------------------------------------------------
    def add(
        self,
        cue: int,
        ranges: list[tuple[int, int]],
        act: str,
        rule: str,
        *,
        frame: _Frame,
        direct: bool = False,
    ) -> None:
        a = self.a
        spans = [t for t in (trim(a, first, last) for first, last in ranges) if t is not None]
        if not spans:
            return
        word = a.words[cue]
        content = tuple(self._span(first, last) for first, last in spans)
        self.cue_tokens.add(cue)
        mention = SpeechMention(
            cue=(a.start(cue, word.cut), a.end(cue, word.tail)),
            cue_token=cue,
            content=content,
            content_tokens=(spans[0][0], spans[-1][1]),
            act=act,
            direct=direct,
            speaker=frame.speaker,
            gender=word.gender,
            number=word.number,
            addressee=frame.addressee,
            via=frame.via,
            clause=frame.clause,
            anonymous=frame.anonymous,
            rule=rule,
        )
        self.found.append(mention)
        self.cues_in.setdefault(a.sentence_of[cue], []).append(mention)

    def _span(self, first: int, last: int) -> tuple[int, int]:
        a = self.a
        word = a.words[first]
        cut = word.cut if word.proclitics[-1:] in ("ب", "ل") and word.pos in ("N", "A", "PN") else 0
        return a.start(first, cut), a.ends[last - 1]

    def zone_of(self, at: int) -> Zone | None:
        """The quotation that a token stands in."""
        number = bisect_right(self.zone_starts, at) - 1
        return self.a.zones[number] if number >= 0 and at < self.a.zones[number].last else None

    def sentence_end(self, at: int) -> int:
        return self.a.sentences[self.a.sentence_of[at]][1]

    # -- verbs ------------------------------------------------------------------------------------------------
    def verbs(self) -> None:
        table = cues()["verb"]
        for clause in self.a.clauses:
            if clause.kind != "verb":
                continue
            ways = table.get(clause.lemma)
            if ways is None and not grammar().has("relay", clause.lemma):
                continue
            self.verb(clause, ways or ())

    def verb(self, clause: Clause, ways: tuple[Cue, ...]) -> None:
        a = self.a
        speaker, via, anonymous = self.who(clause)
        word = a.words[clause.predicate]
        if word.enclitic and clause.lemma == "ذكر" and not clause.complement:
            return
        zone = self.quotation_after(clause)
        act = ways[0].act if ways else "assert"
        rule = ways[0].row if ways else "speech.relay"
        addressee = self.addressee(clause, ways)
        frame = _Frame(speaker, clause.index, via, addressee, anonymous)
        if zone is not None and any(w.quotation or w.clause for w in ways or _ANY):
            way = next((w for w in ways if w.quotation or w.clause), None)
            ranges = [(zone.first, zone.last)]
            self.used_zones.add(zone.first)
            marker = self.marker_before(clause, zone)
            if marker is not None:
                # Mixed speech: إن the indirect part runs into the quotation.
                end = end_of_speech(a, marker + 1, clause.complement, self.sentence_end(marker))
                ranges = [(marker + 1, max(end, zone.last))]
            self.add(
                clause.predicate, ranges, way.act if way else act, (way.row if way else rule),
                direct=marker is None, frame=frame,
            )  # fmt: skip
            return
        marker = self.marker_of(clause)
        if marker is not None and any(w.clause for w in ways or _ANY):
            way = next((w for w in ways if w.clause), None)
            end = end_of_speech(a, marker + 1, clause.complement, self.sentence_end(marker))
            self.add(
                clause.predicate,
                [(marker + 1, end)],
                way.act if way else act,
                (way.row if way else rule),
                frame=frame,
            )
            return
        colon = self.colon_after(clause)
        if colon is not None and any(w.quotation for w in ways):
            self.add(
                clause.predicate, [(colon + 1, self.sentence_end(colon))], act, rule, direct=True, frame=frame
            )
            return
        self.by_noun(clause, ways, frame)

    def by_noun(self, clause: Clause, ways: tuple[Cue, ...], frame: _Frame) -> None:
        a = self.a
        for way in ways:
            for oblique in clause.obliques:
                if oblique.preposition not in way.prepositions:
                    continue
                head = a.words[oblique.phrase.head]
                if oblique.phrase.first == oblique.at and a.words[oblique.at].pos == "PREP":
                    continue
                if head.pos == "PN" or head.noun_class == "time":
                    continue
                if (
                    oblique.phrase.last - oblique.phrase.first < 2
                    and head.derived != "masdar"
                    and way.act == "assert"
                ):
                    continue
                end = end_of_speech(a, oblique.phrase.first, None, self.clause_end(clause))
                self.add(clause.predicate, [(oblique.phrase.first, end)], way.act, way.row, frame=frame)
                return
            if way.object and clause.object is not None:
                head = a.words[clause.object.head]
                if head.pos == "PN" or clause.object.last - clause.object.first < 2:
                    continue
                if head.derived != "masdar" and head.noun_class not in (
                    "event",
                    "abstract",
                    "document",
                    "speech",
                ):
                    continue
                end = end_of_speech(a, clause.object.first, None, self.clause_end(clause))
                self.add(clause.predicate, [(clause.object.first, end)], way.act, way.row, frame=frame)
                return

    def clause_end(self, clause: Clause) -> int:
        """Token behind a clause and the relative clauses inside it."""
        a = self.a
        end = clause.last
        for index in range(clause.index + 1, len(a.clauses)):
            other = a.clauses[index]
            if other.sentence != clause.sentence:
                break
            if other.relation in ("relative", "complement", "adverbial") and other.first <= end + 1:
                end = max(end, other.last)
            else:
                break
        return end

    # -- parts of a clause --------------------------------------------------------------------------------------
    def who(self, clause: Clause) -> tuple[Phrase | None, Phrase | None, bool]:
        """Speaker, carrier, and whether a passive hides the speaker."""
        subject = clause.subject
        if grammar().has("relay", clause.lemma):
            for oblique in clause.obliques:
                if oblique.preposition == "عن":
                    return oblique.phrase, None if clause.passive else subject, False
        if clause.passive:
            return None, None, True
        if subject is not None and self.a.words[subject.head].pos in ("REL", "SUB"):
            subject = clause.inherited_subject
        return subject, None, False

    def addressee(self, clause: Clause, ways: tuple[Cue, ...]) -> Phrase | None:
        for way in ways:
            if way.addressee == "o" and clause.object is not None:
                return clause.object
            for oblique in clause.obliques:
                if way.addressee and oblique.preposition == way.addressee:
                    return oblique.phrase
        return None

    def marker_of(self, clause: Clause) -> int | None:
        """The إن/أن that opens what is said."""
        if clause.complement is None:
            return None
        complement = self.a.clauses[clause.complement]
        marker = complement.marker if complement.relation in ("complement", "content", "quoted") else None
        if marker is None or self.a.words[marker].pos != "SUB":
            return None
        word = self.a.words[marker]
        return marker if word.function in ("an", "anna", "inna") else None

    def marker_before(self, clause: Clause, zone: Zone) -> int | None:
        marker = self.marker_of(clause)
        return marker if marker is not None and marker < zone.first - 2 else None

    def colon_after(self, clause: Clause) -> int | None:
        a = self.a
        for at in range(
            clause.predicate + 1, min(clause.predicate + 30, self.sentence_end(clause.predicate))
        ):
            if a.texts[at] == ":":
                return at
        # The colon may end the line, and the quotation begin the next one.
        end = self.sentence_end(clause.predicate)
        if a.texts[end - 1] == ":" and end < len(a.texts):
            return end
        return None

    def quotation_after(self, clause: Clause) -> Zone | None:
        """The quotation that a verb of speech introduces: behind it in its sentence, or right before it."""
        a = self.a
        start, end = a.sentences[a.sentence_of[clause.predicate]]
        inside = self.zone_of(clause.predicate)
        for zone in self.zones_in.get(a.sentence_of[clause.predicate], ()):
            if zone.first in self.used_zones or zone is inside:
                continue
            size = zone.last - zone.first
            if clause.predicate < zone.first <= end:
                if inside is not None and zone.first > inside.last:
                    break
                if self.verb_between(clause, zone):
                    break
                opens = a.texts[zone.first - 2] if zone.first >= 2 else ""
                if size >= 4 or opens in (":", "،", ","):
                    return zone
            before = 0 <= clause.predicate - zone.last <= 3
            if before and size >= 4 and start <= zone.last <= end:
                return zone
        return None

    def verb_between(self, clause: Clause, zone: Zone) -> bool:
        """Whether another verb of speech stands nearer to the quotation."""
        table = cues()["verb"]
        for at in range(clause.predicate + 1, zone.first):
            word = self.a.words[at]
            if word.pos == "V" and word.lemma in table:
                return True
            if is_participle_cue(self.a, at):
                return True
        return False

    # -- participles and sources ----------------------------------------------------------------------------------
    def participles(self) -> None:
        a = self.a
        table = cues()["verb"]
        for at in range(len(a.texts)):
            if not is_participle_cue(a, at):
                continue
            ways = table[a.words[at].verb]
            self.participle(at, ways)

    def participle(self, at: int, ways: tuple[Cue, ...]) -> None:
        a = self.a
        end = self.sentence_end(at)
        index = a.clause_of[at]
        speaker = self.shared_subject(at)
        following = at + 1
        if following < end and a.words[following].pos in ("PREP", "ADV"):
            following += 1
        zone = next(
            (
                z
                for z in self.zones_in.get(a.sentence_of[at], ())
                if at < z.first <= at + 5 and z.first not in self.used_zones and z.first < end
            ),
            None,
        )
        frame = _Frame(speaker, index if index >= 0 else None)
        if following < end and a.words[following].pos == "SUB":
            complement = next(
                (c.index for c in a.clauses_in(a.sentence_of[at]) if c.marker == following), None
            )
            stop = end_of_speech(a, following + 1, complement, end)
            way = next((w for w in ways if w.clause), ways[0])
            self.add(at, [(following + 1, stop)], way.act, way.row, frame=frame)
        elif zone is not None:
            self.used_zones.add(zone.first)
            self.add(at, [(zone.first, zone.last)], ways[0].act, ways[0].row, direct=True, frame=frame)
        elif at + 1 < end:
            lead = a.words[at + 1]
            preposition = lead.lemma if lead.pos == "PREP" else lead.proclitics[-1:]
            lent = next((w for w in ways if preposition and preposition in w.prepositions), None)
            if lent is not None:
                begin = at + 2 if lead.pos == "PREP" else at + 1
                if begin < end:
                    self.add(
                        at, [(begin, end_of_speech(a, begin, None, end))], lent.act, lent.row, frame=frame
                    )

    def shared_subject(self, at: int) -> Phrase | None:
        """The subject that a participle shares: that of the clause it modifies, up to the nearest speech."""
        a = self.a
        best: Phrase | None = None
        for clause in a.clauses_in(a.sentence_of[at]):
            if clause.predicate > at:
                break
            if clause.kind == "verb" and clause.relation in ("root", "conjunct", "quoted"):
                subject = clause.subject or clause.inherited_subject
                if subject is not None and a.words[subject.head].pos not in ("REL", "SUB"):
                    best = subject
        return best

    def sources(self) -> None:
        a = self.a
        for at in range(len(a.texts)):
            if not is_source(a, at):
                continue
            first, last = a.sentences[a.sentence_of[at]]
            begin = at + 1
            if begin < last and a.words[begin].pos == "PREP":
                begin += 1
            if (
                begin < last
                and a.folded[begin] == "ما"
                and begin + 1 < last
                and a.words[begin + 1].pos == "V"
            ):
                self.what_was_said(at, begin + 1, first, last)
                continue
            phrase = self.source_phrase(begin, last)
            if phrase is None or a.words[phrase.head].noun_class in ("time", "unit", "abstract"):
                continue
            behind = phrase.last
            self.source(at, phrase, behind, first, last, "speech.source")

    def source_phrase(self, begin: int, last: int) -> Phrase | None:
        from mahdar.analysis.phrases import Phrases

        a = self.a
        return (
            Phrases(a.words, a.texts, [-1] * len(a.texts)).at(begin, last, inside=True)
            if begin < last
            else None
        )

    def what_was_said(self, at: int, verb: int, first: int, last: int) -> None:
        """بحسب ما ذكرت الوكالة: the speaker is the subject of the verb."""
        clause = next((c for c in self.a.clauses_in(self.a.sentence_of[verb]) if c.predicate == verb), None)
        if clause is None or (clause.subject is None and not clause.passive):
            return
        speaker = clause.subject if not clause.passive else None
        behind = speaker.last if speaker is not None else verb + 1
        self.cue_tokens.add(verb)
        self.found = [m for m in self.found if m.cue_token != verb]
        here = self.a.sentence_of[verb]
        self.cues_in[here] = [m for m in self.cues_in.get(here, ()) if m.cue_token != verb]
        self.source(verb, speaker, behind, first, last, "speech.source.what", start=at)

    def source(
        self,
        cue: int,
        phrase: Phrase | None,
        behind: int,
        first: int,
        last: int,
        rule: str,
        *,
        start: int | None = None,
    ) -> None:
        a = self.a
        at = cue if start is None else start
        leading = at - first <= 1
        clause = a.clause_of[cue] if a.clause_of[cue] >= 0 else None
        if leading:
            content = (behind, end_of_speech(a, behind, None, last)) if behind < last else None
        else:
            content = (first, at)
        if content is None or content[1] - content[0] < 2:
            return
        if any(
            m.content_tokens[0] >= content[0] and m.content_tokens[1] <= content[1] + 1 and not leading
            for m in self.cues_in.get(a.sentence_of[cue], ())
        ):
            return
        word: Word = a.words[content[0]]
        if grammar().has("opening", word.lemma) and content[1] - content[0] > 2:
            content = (content[0] + 1, content[1])
        self.add(cue, [content], "assert", rule, frame=_Frame(phrase, clause, anonymous=phrase is None))


_ANY = (Cue("", "assert", True, True, False, (), "", "speech.relay"),)


def find_speech(analysis: Analysis) -> list[SpeechMention]:
    """All speech and thought of a report, by grammar, in the order of the cues. Linear in the report's length."""
    finder = _Finder(analysis)
    finder.verbs()
    finder.participles()
    finder.sources()
    return sorted(finder.found, key=lambda m: (m.cue_token, m.content_tokens))
