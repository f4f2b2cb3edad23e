"""Finding speech: verbs and participles that say, expressions of a source, lines of a ticker, turns of an interview."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from mahdar.analysis.agreement import ACTING
from mahdar.analysis.mentions import SpeechMention
from mahdar.analysis.types import Analysis, Clause, Phrase
from mahdar.analysis.words import Word
from mahdar.extract.speech.around import Around, Aside
from mahdar.extract.speech.bounds import Ends, trim
from mahdar.extract.speech.content import Contents
from mahdar.extract.speech.nominals import Nominals
from mahdar.extract.speech.nouns import noun_sites
from mahdar.extract.speech.relays import NOBODY as _NOBODY
from mahdar.extract.speech.relays import appearing_in, carried_by, is_copied, reciter
from mahdar.extract.speech.sites import Site, participle_sites, verb_sites
from mahdar.extract.speech.turns import answers, lines
from mahdar.languages.ar.cues import Cue, cues, speech_words
from mahdar.languages.ar.grammar import grammar


class _Frame(NamedTuple):
    """Who stands around a cue."""

    speaker: Phrase | None
    clause: int | None = None
    via: Phrase | None = None
    addressee: Phrase | None = None
    anonymous: bool = False
    pronoun: str = ""  # of whom words are told: نقلت عنه


class _Finder:
    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis
        self.ends = Ends(analysis)
        self.nominals = Nominals(analysis)
        self.contents = Contents(analysis, self.ends, self.nominals)
        self.around = Around(analysis, self.ends, self.nominals)
        self.found: list[SpeechMention] = []
        self.cues_in: dict[int, list[int]] = {}  # sentence → numbers of what was found there

    # -- building ---------------------------------------------------------------------------------------------
    def add(
        self,
        cue: int,
        ranges: list[tuple[int, int]],
        act: str,
        rule: str,
        *,
        frame: _Frame,
        word: Word | None = None,
        direct: bool = False,
        whole: bool = False,
    ) -> None:
        """Enter a statement unless nothing is left of its words."""
        a = self.a
        spans = [t for t in (trim(a, first, last) for first, last in ranges) if t is not None]
        if not spans:
            return
        told = word or a.words[cue]
        cut = told.cut if told.cut < len(a.texts[cue]) else 0
        self.cues_in.setdefault(a.sentence_of[cue], []).append(len(self.found))
        self.found.append(
            SpeechMention(
                cue=(a.start(cue, cut), a.end(cue, told.tail)),
                cue_token=cue,
                content=tuple(self._span(first, last, whole=whole) for first, last in spans),
                content_tokens=(spans[0][0], spans[-1][1]),
                act=act,
                direct=direct,
                speaker=frame.speaker,
                gender=_GENDERS[frame.pronoun] if frame.pronoun else told.gender,
                number=_NUMBERS.get(frame.pronoun, "s") if frame.pronoun else told.number,
                addressee=frame.addressee,
                via=frame.via,
                clause=frame.clause,
                anonymous=frame.anonymous,
                rule=rule,
            )
        )

    def _span(self, first: int, last: int, *, whole: bool = False) -> tuple[int, int]:
        a = self.a
        word = a.words[first]
        led = word.proclitics[-1:] in ("ب", "ل") and word.pos in ("N", "A", "PN", "X", "NUM", "REL", "PREP")
        joined = word.proclitics[:1] in ("و", "ف") and word.pos == "V"
        denial = word.pos == "SUB" and word.proclitics[-1:] == "ب"  # بألا
        loose = denial or ((led or joined) and not whole)
        cut = word.cut if loose and word.cut < len(a.texts[first]) else 0
        return a.start(first, cut), a.ends[last - 1]

    # -- verbs and participles ----------------------------------------------------------------------------------
    def sites(self) -> None:
        sites = [*verb_sites(self.a), *participle_sites(self.a)]
        for site in sorted(sites, key=lambda s: s.token):
            self.site(site)

    def site(self, site: Site) -> None:
        if self._is_formula(site):
            return
        site = self._active(site)
        content = self.contents.of(site)
        frame = self.frame(site)
        if content is not None and not content.whole and self.around.is_introduced(site):
            content = None
        if content is not None:
            way = content.way or (site.ways[0] if site.ways else None)
            self.add(
                site.token,
                list(content.ranges),
                way.act if way else "assert",
                way.row if way else "speech.relay",
                frame=frame,
                word=site.word,
                direct=content.direct,
                whole=content.whole,
            )
            return
        aside = self.around.aside_of(site)
        if aside is not None and site.ways:
            self._aside(site, aside, frame)

    def _active(self, site: Site) -> Site:
        """The site with its verb as an active one where somebody speaks, though its clause was read as passive.

        Verbs of speech need no object; those that take a person as theirs (طالب، اتهم) stay passive beside one.
        """
        clause = site.clause
        if clause is None or not clause.passive or site.word.passive == "yes":
            return site
        named = any(way.addressee == "o" and way.act not in _THREATS for way in site.ways)
        if (named or site.word.lemma in speech_words().addressing) and not self._acts_on(site, clause):
            return site
        if any(way.lemma in speech_words().describing for way in site.ways):
            return site
        token = site.token
        if _U in self.a.document.text[self.a.starts[token] : self.a.ends[token]]:
            return site
        before = self.a.words[token - 1] if token else None
        serial = before is not None and before.pos == "V" and before.lemma in speech_words().continuing
        subject = self.nominals.subject(token, clause, site.word)
        quotes = subject is None and self.contents.colon(site) is not None  # وختم: «…»
        if not (serial or quotes) and (subject is None or not self.nominals.may_speak(subject)):
            return site  # مضى يقول: whoever goes on says it
        return site._replace(clause=msgspec.structs.replace(clause, passive=False))

    def _acts_on(self, site: Site, clause: Clause) -> bool:
        """Whether somebody else stands behind the subject of a verb that takes a person: اتهم الحزب الوزير بكذا."""
        subject = clause.subject
        if subject is None or subject.first < site.token:
            return False
        for one in self.nominals.of(self.a.sentence_of[site.token]):
            if one.phrase.first >= subject.last and not one.governed and self.nominals.may_speak(one.phrase):
                behind = range(subject.last, one.phrase.first)
                return not any(self.a.words[j].pos in ("V", "SUB", "REL") for j in behind)
        return False

    def nouns(self) -> None:
        """Nouns of speech whose words no verb has taken."""
        a = self.a
        for noun in noun_sites(a, self.nominals):
            site, at = noun.site, noun.site.token
            sentence = a.sentence_of[at]
            within = [self.found[n] for n in self.cues_in.get(sentence, ())]
            if any(abs(one.content_tokens[0] - noun.first) <= 1 for one in within):
                continue
            way = next((w for w in site.ways if w.clause), site.ways[0]) if noun.whole else site.ways[0]
            content = self.contents.behind(site, noun.first, way, whole=noun.whole)
            # Its own pronoun (تأكيده أن) and a bare noun (القول إن) speak for the subject of the clause before.
            speaker = noun.owner or self.shared(site)
            self.add(
                at,
                list(content.ranges),
                way.act,
                way.row,
                frame=_Frame(speaker, a.clause_of[at] if a.clause_of[at] >= 0 else None),
                direct=content.direct,
                whole=content.whole,
            )

    def _aside(self, site: Site, aside: Aside, frame: _Frame) -> None:
        ranges = self.around.ranges(aside)
        if not ranges:
            return
        if aside.introduced and not aside.leading and self._held(ranges[0], frame.speaker):
            return
        self.add(site.token, ranges, site.ways[0].act, "speech.around", frame=frame, word=site.word)

    def _is_formula(self, site: Site) -> bool:
        """يذكر أن، يشار إلى أن: the report's own remark, said by nobody."""
        word, token = site.word, site.token
        if site.kind != "verb" or word.tense != "present" or word.lemma not in ("ذكر", "أشار"):
            return False
        if token != self.a.sentences[self.a.sentence_of[token]][0] or token + 1 >= len(self.a.words):
            return False
        behind = self.a.words[token + 1]
        return behind.pos == "SUB" or (behind.pos == "PREP" and self.a.words[token + 2].pos == "SUB")

    def frame(self, site: Site) -> _Frame:
        """Speaker, carrier and hearer of a cue."""
        clause = site.clause
        index = clause.index if clause is not None else None
        if site.kind == "participle":
            held = self.a.clause_of[site.token]
            return _Frame(self.shared(site), held if held >= 0 else None)
        subject = self.nominals.subject(site.token, clause, site.word)
        if subject is not None:
            subject = self.nominals.owner(subject)
        written = appearing_in(self.a, self.nominals, site)
        if written is not None:
            return _Frame(None if written == _NOBODY else written, index)
        carried = carried_by(self.a, self.nominals, site)
        if carried is not None:
            via = None if clause is not None and clause.passive else subject
            if self.a.words[carried.head].pos in ("PREP", "PRON"):
                pronoun = self.a.words[carried.head].enclitic
                return _Frame(None, index, via, pronoun=pronoun if pronoun in _GENDERS else "")
            return _Frame(self.nominals.owner(carried), index, via)
        addressee = self.addressee(site, subject)
        via = reciter(self.a, self.nominals, site)
        if clause is not None and clause.passive:
            return _Frame(None, index, via, addressee, anonymous=True)
        return _Frame(subject, index, via, addressee)

    def addressee(self, site: Site, speaker: Phrase | None) -> Phrase | None:
        clause = site.clause
        if clause is None:
            return None
        for way in site.ways:
            if way.addressee == "o":
                if clause.object is not None and clause.object != speaker:
                    return clause.object
                behind = clause.subject
                if behind is not None and behind != speaker and behind.first > site.token:
                    return behind
                after = speaker.last if speaker is not None and speaker.first > site.token else site.token + 1
                hearer = self.nominals.at(after, self.a.sentences[self.a.sentence_of[site.token]][1])
                if hearer is not None and hearer != speaker and self._may_hear(hearer):
                    return hearer
            for oblique in clause.obliques:
                if way.addressee and oblique.preposition == way.addressee:
                    return oblique.phrase
        return None

    def _may_hear(self, phrase: Phrase) -> bool:
        """Whether an ungoverned noun behind a verb is somebody to whom it may speak."""
        head = self.a.words[phrase.head]
        if self.a.words[phrase.first].proclitics[-1:] in ("ب", "ل", "ك"):
            return False
        return head.pos == "PN" or self.a.name_of[phrase.head] >= 0 or head.noun_class in ACTING

    def shared(self, site: Site) -> Phrase | None:
        """The subject that a participle shares: that of the nearest clause before it that agrees and may have it."""
        a = self.a
        at = site.token
        best: Phrase | None = None
        for clause in a.clauses_in(a.sentence_of[at]):
            if clause.predicate > at:
                break
            verb = a.words[clause.predicate]
            if clause.kind != "verb" or clause.relation not in (
                "root",
                "conjunct",
                "quoted",
                "adverbial",
                "consequence",
            ):
                continue
            subject = self.nominals.subject(clause.predicate, clause, verb)
            if subject is None or subject.last > at or not self.nominals.may_speak(subject):
                continue
            if site.word.number == "p" and self.nominals.is_one(subject):
                continue
            if self._fits(subject, site.word):
                best = subject
        return best if best is None else self.nominals.owner(best)

    def _fits(self, subject: Phrase, participle: Word) -> bool:
        head = self.a.words[subject.head]
        if participle.gender == "f" and head.gender == "m" and not head.plural:
            return False
        return not (
            participle.gender == "m" and participle.number == "s" and head.gender == "f" and not head.guess
        )

    # -- quotations that another verb tells ---------------------------------------------------------------------
    def tellers(self) -> None:
        """Verbs of other kinds beside a quotation: «…»، تباهى الوزير؛ السفير يسخر: «…»."""
        a = self.a
        table = cues()["verb"]
        for clause in a.clauses:
            at = clause.predicate
            if clause.kind != "verb" or clause.lemma in table or clause.passive or clause.negative:
                continue
            if self.ends.zone_of(at) is not None or grammar().is_be(a.words[at]):
                continue
            site = Site(at, a.words[at], (_TELLER,), clause, "verb")
            quoted = self._quoted_by(site, clause)
            if quoted is not None:
                self.add(at, [quoted], "assert", "speech.quoted", frame=self.frame(site), direct=True)

    def _quoted_by(self, site: Site, clause: Clause) -> tuple[int, int] | None:
        a = self.a
        at = site.token
        subject = self.nominals.subject(at, clause, site.word)
        if subject is None or a.words[subject.head].noun_class in ("time", "abstract", "event", "thing"):
            return None
        zone = self.contents.quotation(site)
        if zone is None or zone.last - zone.first < 3:
            return None
        opens = a.texts[zone.first - 2] if zone.first > 1 else ""
        if zone.first > at:
            if opens != ":" or self.contents.colon(site) != zone.first - 2:
                return None
        elif not at < subject.first <= at + 3 or zone.first - a.sentences[a.sentence_of[at]][0] > 3:
            return None
        self.contents.used.add(zone.first)
        return zone.first, zone.last

    # -- sources ------------------------------------------------------------------------------------------------
    def sources(self) -> None:
        a = self.a
        for at in range(len(a.texts)):
            told = self.around.source(at)
            if told is None:
                continue
            aside, owner, cue = told
            ranges = self.around.ranges(aside)
            if not ranges:
                continue
            if not aside.leading and self._held(ranges[0], owner, copied=is_copied(a, cue)):
                continue
            clause = a.clause_of[at] if a.clause_of[at] >= 0 else None
            frame = _Frame(owner, clause)
            word = a.words[cue]  # the ب of بحسب is a part of the cue
            word = word._replace(cut=1 if word.proclitics[:1] in ("و", "ف") else 0) if cue == at else word
            self.add(cue, ranges, "assert", "speech.source", frame=frame, word=word)

    def _held(self, before: tuple[int, int], source: Phrase | None, *, copied: bool = False) -> bool:
        """Whether the words before a source are somebody's already: then it carries them."""
        for number in self.cues_in.get(self.a.sentence_of[before[0]], ()):
            one = self.found[number]
            first, last = one.content_tokens
            inside = first >= before[0] and last <= before[1] + 1
            if (inside or first >= before[1]) and before[0] <= one.cue_token < before[1]:
                if one.via is None and source is not None and source != one.speaker:
                    if copied and one.speaker is not None:  # ذكرت الصحيفة، نقلا عن مصدر، أن …
                        one = msgspec.structs.replace(one, speaker=source, via=one.speaker)
                    else:
                        one = msgspec.structs.replace(one, via=source)
                    self.found[number] = one
                return True
        return False

    # -- without a cue ------------------------------------------------------------------------------------------
    def turns(self) -> None:
        for line in lines(self.a, self.ends, self.nominals):
            sentence = self.a.sentence_of[line.colon]
            within = [self.found[n] for n in self.cues_in.get(sentence, ())]
            held = (one.content_tokens for one in within)
            if any(first <= line.content[0] + 2 and line.content[0] < last for first, last in held):
                continue
            if any(one.cue_token == line.content[0] and one.speaker is not None for one in within):
                continue  # ديلي: قال فلان إن …: where the report comes from
            cue = line.speaker.head
            frame = _Frame(line.speaker)
            self.add(cue, [line.content], "assert", "speech.line", frame=frame, direct=True)
        for mark, spans in answers(self.a):
            self.add(mark, spans, "assert", "speech.answer", frame=_Frame(None), whole=True)

    def continued(self) -> None:
        """A quotation that fills a sentence goes on with the speech of the sentence before."""
        a = self.a
        for zone in a.zones:
            if zone.first in self.contents.used or zone.last - zone.first < 4:
                continue
            number = a.sentence_of[zone.first]
            first, last = a.sentences[number]
            if zone.first - first > 1 or last - zone.last > 2 or number == 0:
                continue
            if "\n" in a.document.text[a.ends[first - 1] : a.starts[first]]:
                continue
            before = [n for n in self.cues_in.get(number - 1, ()) if self.found[n].direct]
            if not before:
                continue
            told = trim(a, zone.first, zone.last)
            if told is None:
                continue
            one = self.found[before[-1]]
            self.contents.used.add(zone.first)
            self.found[before[-1]] = msgspec.structs.replace(
                one,
                content=(*one.content, self._span(*told)),
                content_tokens=(one.content_tokens[0], told[1]),
            )


_GENDERS = {"ه": "m", "ها": "f", "هم": "", "هن": "f", "هما": ""}  # whom a joined pronoun may mean
_NUMBERS = {"هم": "p", "هن": "p", "هما": "d"}
_THREATS = frozenset({"threaten", "warn"})
_U = "\u064f"  # the vowel of a passive, where it is written
_TELLER = Cue("", "assert", False, True, False, (), "", "speech.quoted")


def find_speech(analysis: Analysis) -> list[SpeechMention]:
    """All speech and thought of a report, by grammar, in the order of the cues. Linear in the report's length."""
    finder = _Finder(analysis)
    finder.sites()
    finder.nouns()
    finder.tellers()
    finder.sources()
    finder.turns()
    finder.continued()
    return sorted(finder.found, key=lambda m: (m.cue_token, m.content_tokens))
