"""Noun phrases of a sentence, in order, and which clause's subject one may be."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from mahdar.analysis.agreement import ACTING, agrees_with, gender_of, is_time
from mahdar.analysis.phrases import Phrases
from mahdar.analysis.types import Analysis, Clause, Phrase
from mahdar.analysis.words import Word
from mahdar.languages.ar.cues import cues, introducers, speech_words
from mahdar.languages.ar.grammar import grammar
from mahdar.languages.ar.references import references

_COMMAS = frozenset("،,؛;")
_BREAKS = frozenset(":؛;|•*✔◄…")
_DASHES = frozenset("-–—")
_JOINED = ("و", "ف")
_PEOPLE = frozenset({"office", "title", "role", "person"})
_NAME = 3  # tokens of the longest quotation that may be a name inside somebody's title
_NO_SUBJECT = frozenset({"REL", "SUB", "PRON", "DEM"})


class Nominal(NamedTuple):
    """A noun phrase and whether a preposition governs it."""

    phrase: Phrase
    governed: bool


class Nominals:
    """Reads the noun phrases of a report's sentences, each sentence once."""

    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis
        self.phrases = Phrases(analysis.words, analysis.texts, analysis.name_of)
        self._in: dict[int, list[Nominal]] = {}
        self._subjects: dict[int, Phrase | None] = {}
        self._zone_starts = [zone.first for zone in analysis.zones]

    def at(self, first: int, last: int) -> Phrase | None:
        """The noun phrase that begins at a token, without coordination."""
        return self.phrases.at(first, last, inside=True) if first < last else None

    def of(self, sentence: int) -> list[Nominal]:
        """The noun phrases of a sentence in order."""
        known = self._in.get(sentence)
        if known is not None:
            return known
        a = self.a
        first, last = a.sentences[sentence]
        found: list[Nominal] = []
        at, governed = first, False
        while at < last:
            word = a.words[at]
            if word.pos == "PREP" or (word.pos == "NEG" and grammar().has("without", word.lemma)):
                governed = not word.enclitic
                at += 1
                continue
            phrase = None
            single = word.pos in ("N", "A", "X") and len(a.texts[at]) == 1
            if word.pos not in ("V", "SUB", "REL", "CONJ", "ADV", "PART", "MARK") and not single:
                phrase = self.phrases.at(at, last, inside=True)
            if phrase is None:
                governed = governed and word.pos == "MARK"
                at += 1
                continue
            led = word.proclitics[-1:] in ("ب", "ل", "ك")
            found.append(Nominal(phrase, governed or led))
            governed = False
            at = max(phrase.last, at + 1)
        self._in[sentence] = found
        return found

    # -- who acts in a clause --------------------------------------------------------------------------------
    def subject(self, at: int, clause: Clause | None, word: Word) -> Phrase | None:
        """Who does what a verb at a token tells: the clause's subject, else what stands before the verb.

        Where neither is there and the verb is joined to another clause of its sentence, who acts there.
        """
        if word.person in ("1", "2"):
            return None
        if at in self._subjects:
            return self._subjects[at]
        self._subjects[at] = None  # a clause that leads back to itself has no subject
        found = self._find(at, clause, word)
        self._subjects[at] = found
        return found

    def _find(self, at: int, clause: Clause | None, word: Word) -> Phrase | None:
        a = self.a
        subject = clause.subject if clause is not None else self._behind(at, word)
        if subject is not None and subject.first > at and self._apart(subject.head, at):
            subject = None  # وختم: «الباب مفتوح»
        if subject is not None and self._is_aside(at, subject):
            subject = None if clause is None or clause.passive else self._actor_behind(at, word)  # حسبما قالت
        counted = self._counted(at, word) or self._pair(at, word)
        if counted is not None:
            return counted
        if clause is not None and subject is None and not clause.passive:
            subject = self._actor_behind(at, word)
        relative = None
        if subject is not None:
            pos = a.words[subject.head].pos
            if pos == "REL":
                relative, subject = subject.head, None
            elif (
                pos in _NO_SUBJECT
                or a.folded[subject.head] == "ما"
                or self._is_aside(at, subject)
                or self._is_called(at, word, subject)
            ):
                subject = None
        if relative is None and clause is not None and clause.marker is not None and subject is None:
            if a.words[clause.marker].pos == "REL":
                relative = clause.marker
        if relative is None and word.enclitic and clause is not None and clause.marker is not None:
            told = subject is not None and subject.first > at and not self.may_speak(subject)
            if told and a.words[clause.marker].pos == "REL":
                relative = clause.marker  # ما سماه "التدخل"
        if relative is not None:
            return self._of_relative(relative, at, clause, word)
        if subject is not None:
            subject = self._whole(subject)
            behind = subject.first > at
            nearer = None if behind else self._topic(at, word)
            if nearer is not None and nearer.first >= subject.last and nearer.first > 0:
                if a.words[nearer.first - 1].lemma == "لكن":
                    return nearer  # قال المصدر إن الكاهن بخير، لكن مصدرا نفى
            if not behind or not self._is_hearer(at, clause, word, subject):
                return subject
        topic = self._topic(at, word)
        if topic is not None:
            return topic
        return self._joined(at, clause, word)

    def _is_aside(self, at: int, subject: Phrase) -> bool:
        """What looks like a subject and only says how or whose turn it is: ضاحكة، نفسه، بدوره."""
        words = self.a.words
        head = words[subject.head]
        if self.a.folded[subject.head] in speech_words().turn or self.a.folded[subject.head] in introducers():
            return True
        if head.enclitic and head.lemma in speech_words().same:
            return True
        alone = subject.last - subject.first == 1 and subject.first == at + 1
        return alone and head.derived == "active" and not head.article and not head.noun_class and (
            head.case == "a" or (head.pos == "A" and head.gender == "f")
        )  # fmt: skip

    def _is_called(self, at: int, word: Word, subject: Phrase) -> bool:
        """Whether what looks like a subject is what somebody calls the pronoun of a verb: وصفها بأنها، اعتبرتها «منحازة»."""
        head = self.a.words[subject.head]
        describing = word.enclitic and word.lemma in speech_words().describing
        return (
            bool(describing) and head.pos in ("A", "N") and not head.article and self._apart(subject.head, at)
        )

    def _apart(self, at: int, verb: int) -> bool:
        """Whether a token stands in a quotation that does not hold the verb."""
        zone = self._zone(at)
        return zone is not None and zone != self._zone(verb)

    def _zone(self, at: int) -> int | None:
        number = bisect_right(self._zone_starts, at) - 1
        return number if number >= 0 and at < self.a.zones[number].last else None

    def _counted(self, at: int, word: Word) -> Phrase | None:
        """People counted right behind a verb: طالب 23 نائبا المجلس بكذا."""
        a = self.a
        if at + 2 >= len(a.words) or a.words[at + 1].pos != "NUM" or word.number in ("d", "p"):
            return None
        counted = a.words[at + 2]
        if not (counted.noun_class in ACTING or counted.derived == "active") or counted.article:
            return None
        return self.at(at + 1, a.sentences[a.sentence_of[at]][1]) or Phrase(at + 1, at + 3, at + 2)

    def _pair(self, at: int, word: Word) -> Phrase | None:
        """Two who were told of before, right behind a verb, whatever else the dual may be read as: أكد البلدان."""
        a, refer = self.a, references()
        if word.gender != "m" or word.number not in ("s", "") or at + 1 >= len(a.words):
            return None
        form = a.folded[at + 1]
        nominative = form.endswith("ان")
        told = form in refer.states or form in refer.sides or form in refer.people
        return Phrase(at + 1, at + 2, at + 1) if nominative and told else None

    def _of_relative(self, relative: int, at: int, clause: Clause | None, word: Word) -> Phrase | None:
        """Who acts in a relative clause: whom the pronoun takes up, or where that is the thing told of, the clause above.

        المتحدث الذي أكد أن …؛ على ما أفاد ضابط؛ رفض الوزير ما وصفه بالعدوان؛ الموقف الذي يصفه بالخطأ.
        """
        thing = self.a.folded[relative].endswith("ما")
        if not thing and not (word.enclitic and clause is not None and clause.parent is not None):
            return self.before(relative)
        behind = self._actor_behind(at, word)
        if behind is not None:
            return behind
        above = self.a.clauses[clause.parent] if clause is not None and clause.parent is not None else None
        if above is None or not word.enclitic or above.predicate >= at:
            return None if thing else self.before(relative)
        found = self.subject(above.predicate, above, self.a.words[above.predicate])
        if found is not None and agrees_with(word, gender_of(self.a.words, found)):
            return found
        return None if thing else self.before(relative)

    def _whole(self, phrase: Phrase) -> Phrase:
        """A phrase without the clock time that a line of a ticker opens with: 18:40 الوزير."""
        at = phrase.first
        while at < phrase.head and (self.a.words[at].pos == "MARK" or self.a.texts[at][:1].isdigit()):
            at += 1
        last = phrase.last
        if self.a.words[phrase.head].noun_class in _PEOPLE:
            for j in range(phrase.head + 1, last):
                zone = self._zone(j)
                if zone is not None and zone != self._zone(phrase.head):
                    opens = self.a.zones[zone].first
                    named = self.a.name_of[opens] >= 0 or not self.a.words[opens - 2].article
                    if not named or self.a.zones[zone].last - opens > _NAME:
                        last = opens - 1  # قال رئيس اللجنة «النتائج نهائية»
                    break
        return Phrase(at, last, phrase.head) if (at, last) != (phrase.first, phrase.last) else phrase

    def _behind(self, at: int, word: Word) -> Phrase | None:
        """The noun phrase right behind a verb that no clause was read for."""
        end = self.a.sentences[self.a.sentence_of[at]][1]
        phrase = self.at(at + 1, end)
        if phrase is None or self.a.words[phrase.first].proclitics[-1:] in ("ب", "ل", "ك"):
            return None
        return phrase if agrees_with(word, gender_of(self.a.words, phrase)) else None

    def _actor_behind(self, at: int, word: Word) -> Phrase | None:
        """Somebody who may act right behind a verb for which no subject was read."""
        phrase = self._behind(at, word)
        if phrase is None:
            return None
        head = self.a.words[phrase.head]
        human = head.noun_class in ACTING and not head.enclitic
        human = human or head.lemma in speech_words().source_noun or head.lemma in references().peer
        named = (
            head.pos in ("PN", "X") or self.a.name_of[phrase.head] >= 0 or (head.guess and not head.article)
        )
        return phrase if human or named else None

    def _is_hearer(self, at: int, clause: Clause | None, word: Word, subject: Phrase) -> bool:
        """Whether the noun behind a verb is its object, the doer standing before: باراك هنأ جنوده، وناشد الآباء."""
        words = self.a.words
        head = words[subject.head]
        if not agrees_with(word, gender_of(words, subject)):
            return True
        if head.case == "o" and self.a.texts[subject.head].endswith("ين"):
            return True  # حث المسؤولين: no nominative
        if word.enclitic or not word.frame.startswith("t"):
            return False
        ways = cues()["verb"].get(word.lemma, ())
        if ways and head.noun_class in ACTING and word.lemma not in speech_words().addressing:
            if head.case != "a" and not any(w.addressee == "o" or w.object or w.prepositions for w in ways):
                return False  # وأضاف نظيره: nobody can be told so
        if head.lemma in references().peer and word.lemma not in speech_words().addressing:
            return False
        owned = any(words[j].enclitic for j in range(subject.first, subject.last))
        ahead = self._topic(at, word)
        if ahead is not None:
            adjacent = ahead.last == at or self.a.texts[at - 1] in _COMMAS
            return owned or (adjacent and self._is_name(ahead))
        joined = word.proclitics[:1] in _JOINED
        if joined and grammar().has("hearer", word.lemma) and head.noun_class in ("collective", "person"):
            if head.plural or head.number == "p" or head.noun_class == "collective":
                return self._joined(at, clause, word) is not None
        if word.lemma not in speech_words().addressing or word.proclitics[:1] not in _JOINED:
            return owned and joined and self._joined(at, clause, word) is not None
        return (clause is None or clause.object is None) and self._joined(at, clause, word) is not None

    def _is_name(self, phrase: Phrase) -> bool:
        return any(
            self.a.words[j].pos == "PN" or self.a.name_of[j] >= 0 for j in range(phrase.first, phrase.last)
        )

    def before(self, at: int) -> Phrase | None:
        """The noun phrase that a relative pronoun at a token takes up: the nearest that ends before it."""
        best: Nominal | None = None
        for one in self.of(self.a.sentence_of[at]):
            if one.phrase.last > at:
                break
            best = one
        if best is None or at - best.phrase.last > 2:
            return None
        return best.phrase

    def _boundary(self, at: int, *, joined: bool) -> int:
        """Where the stretch begins in which the topic of a verb may stand."""
        a = self.a
        first = a.sentences[a.sentence_of[at]][0]
        for j in range(at - 1, first - 1, -1):
            word = a.words[j]
            if word.pos == "SUB" or (word.pos == "PART" and word.function == "topic"):
                return j + 1
            if word.pos == "CONJ" and word.lemma == "لكن":
                return j + 1
            if a.texts[j] in _BREAKS or (a.texts[j] in _DASHES and j + 1 < at):
                return j + 1
            if word.pos == "V" and not joined and a.words[j].proclitics[:1] in _JOINED:
                return j + 1
            if a.texts[j] in _COMMAS and a.words[j + 1].proclitics[:1] in _JOINED and j + 1 != at:
                return j + 1
        return first

    def _topic(self, at: int, word: Word) -> Phrase | None:
        """The noun phrase before a verb that it speaks of: أما الوزير فقال، الوزير، وهو طبيب، قال."""
        a = self.a
        if word.proclitics[:1] == "و":
            return None
        first = a.sentences[a.sentence_of[at]][0]
        start = self._boundary(at, joined=word.proclitics[:1] == "ف")
        led = start > first and a.words[start - 1].function == "topic"
        if word.proclitics[:1] == "ف" and not led:
            return None
        for one in self.of(a.sentence_of[at]):
            phrase = one.phrase
            if phrase.first < start:
                continue
            if phrase.last > at:
                break
            head = a.words[phrase.head]
            if one.governed or is_time(a.words, phrase) or head.pos in _NO_SUBJECT:
                continue
            if head.lemma in speech_words().same or a.folded[phrase.head] in speech_words().turn:
                continue
            if a.folded[phrase.head] in introducers():
                continue  # حسبما قالت
            if phrase.last != at and not self.may_speak(phrase):
                continue
            if self._apart(phrase.head, at):
                continue
            if head.proclitics[-1:] in ("ب", "ل", "ك") or (head.pos == "A" and head.case == "a"):
                continue
            if any(a.words[j].pos == "V" for j in range(start, phrase.first)):
                return None  # what follows another verb belongs to it
            if not agrees_with(word, gender_of(a.words, phrase)):
                continue
            if word.number == "p" and not head.plural and head.number != "p" and head.pos != "NUM":
                continue
            return self._whole(phrase)
        return None

    def _joined(self, at: int, clause: Clause | None, word: Word) -> Phrase | None:
        """Who acts in the clause before in the same sentence, if that one agrees and is no aside."""
        a = self.a
        steps = 0
        held = clause is not None and clause.relation in ("complement", "content", "quoted", "relative")
        for other in reversed(a.clauses_in(a.sentence_of[at])):
            if other.predicate >= at or other.kind != "verb" or self._apart(other.predicate, at):
                continue
            steps += 1
            if steps > 6:
                return None
            if not held and other.relation in ("complement", "content", "relative", "subject", "quoted"):
                continue
            verb = a.words[other.predicate]
            if verb.person in ("1", "2") or other.passive:
                continue
            if verb.gender and word.gender and verb.gender != word.gender:
                continue
            found = self.subject(other.predicate, other, verb)
            if found is None or not self.may_speak(found):
                continue
            if word.number == "p" and self.is_one(found):
                continue
            if agrees_with(word, gender_of(a.words, found)):
                return found
        return None

    def is_one(self, phrase: Phrase) -> bool:
        """Whether a phrase stands for one person and nobody beside."""
        words = self.a.words
        head = words[phrase.head]
        joined = any(words[j].proclitics[:1] == "و" for j in range(phrase.head + 1, phrase.last))
        return head.noun_class in _PEOPLE and head.number == "s" and not joined

    def may_speak(self, phrase: Phrase) -> bool:
        """Whether a phrase can be somebody who speaks: no thing, no deed and no feeling."""
        head = self.a.words[phrase.head]
        if head.pos in ("PN", "X", "NUM") or self.a.name_of[phrase.head] >= 0:
            return True
        if head.noun_class in ACTING or head.noun_class in ("document", "quant"):
            return True
        if head.lemma in speech_words().informant or head.lemma in references().peer:
            return True
        if head.guess:
            return not head.article or not head.derived
        if head.pos == "A" and head.article:
            return head.noun_class != "time"
        return head.derived == "active" and head.noun_class not in ("event", "abstract", "thing")

    # -- whose words ----------------------------------------------------------------------------------------
    def owner(self, phrase: Phrase) -> Phrase:
        """Whose words a phrase names: بيان للوزارة، تقرير الصحيفة are the ministry's and the newspaper's."""
        a = self.a
        head = a.words[phrase.head]
        if head.lemma not in speech_words().owner or head.enclitic:
            return phrase
        end = a.sentences[a.sentence_of[phrase.head]][1]
        at = phrase.head + 1
        while at < end and a.words[at].pos == "A" and at < phrase.last:
            at += 1
        if at >= end:
            return phrase
        word = a.words[at]
        if word.pos == "PREP" and word.lemma in ("عن", "من", "ل") and not word.enclitic:
            at += 1
        elif word.proclitics[-1:] != "ل" and at >= phrase.last:
            return phrase
        inner = self.at(at, end)
        if inner is None or a.words[inner.head].noun_class in ("time", "abstract", "event"):
            return phrase
        return inner
