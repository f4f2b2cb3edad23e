"""Finding acts: verbs by their clause, event nouns by their noun frame."""

from __future__ import annotations

from mahdar.analysis.frames import NounFrame, noun_frame
from mahdar.analysis.mentions import TriggerMention
from mahdar.analysis.phrases import Phrases
from mahdar.analysis.types import Analysis, Clause, Phrase
from mahdar.analysis.words import ADJECTIVE, NEGATION, NOUN, VERB, Word
from mahdar.languages.ar.grammar import grammar
from mahdar.languages.ar.triggers import Trigger, triggers

_PEOPLE = frozenset({"office", "title", "role", "person", "collective"})
_SCORE = {2: 0.9, 1: 0.7, 0: 0.35}


def _plain(word: Word, text: str) -> str:
    """A word without its clitics, as written."""
    text = text[word.cut :] if word.cut else text
    text = text[: len(text) - word.tail] if word.tail else text
    return text[2:] if word.article and text.startswith("ال") else text


class _Finder:
    def __init__(self, analysis: Analysis) -> None:
        self.a = analysis
        self.phrases = Phrases(analysis.words, analysis.texts, analysis.name_of, analysis.places)
        self.found: list[TriggerMention] = []
        self.used: set[int] = set()

    def matches(self, needs: tuple[tuple[str, ...], ...], tokens: list[int]) -> int | None:
        """The first of these tokens at which one of the needed words (or phrases) stands."""
        a = self.a
        for at in tokens:
            word = a.words[at]
            names = (word.lemma, _plain(word, a.texts[at]), "@" + word.noun_class)
            for need in needs:
                if need[0] not in names:
                    continue
                if all(
                    at + k < len(a.texts)
                    and n in (a.words[at + k].lemma, _plain(a.words[at + k], a.texts[at + k]))
                    for k, n in enumerate(need[1:], 1)
                ):
                    return at
        return None

    # -- verbs ------------------------------------------------------------------------------------------------
    def verbs(self) -> None:
        table = triggers()["verb"]
        for clause in self.a.clauses:
            rows = table.get(clause.lemma) if clause.kind == "verb" else None
            if rows:
                self.verb(clause, rows)

    def heads(self, clause: Clause) -> list[int]:
        """Tokens that may be the word a light verb needs: heads of its slots and what stands close behind."""
        heads = [p.head for p in (clause.object, clause.subject) if p is not None]
        heads += [o.phrase.head for o in clause.obliques[:3]]
        if clause.predicate and self.a.words[clause.predicate - 1].pos == NEGATION:
            heads.append(clause.predicate - 1)  # لن نسمح
        near = [
            j
            for j in range(clause.predicate + 1, min(clause.predicate + 12, clause.last))
            if self.a.words[j].pos in (NOUN, ADJECTIVE) and j not in heads
        ]
        return heads + near

    def verb(self, clause: Clause, rows: tuple[Trigger, ...]) -> None:
        heads = self.heads(clause)
        chosen: Trigger | None = None
        partner: int | None = None
        for row in rows:
            if row.bars and self.matches(row.bars, heads) is not None:
                continue
            if row.needs:
                partner = self.matches(row.needs, heads)
                if partner is None:
                    continue
            elif row.sure == 0 and chosen is None and not self.has_target(clause, row):
                continue
            chosen = row
            break
        if chosen is None:
            return
        if partner is not None:
            self.used.add(partner)
            if self.a.words[partner].noun_class in _PEOPLE:
                partner = None  # استدعى السفير: the word that tells the act is a party of it
        sources, targets = self.arguments(clause, chosen, partner)
        told = partner is not None and grammar().has("noun_trigger", clause.lemma)
        shown = partner if told else None
        self.emit(clause.predicate, chosen, clause.index, sources, targets, nominal=False, shown=shown)

    def has_target(self, clause: Clause, row: Trigger) -> bool:
        for slot in row.target:
            if slot == "obj" and (clause.object is not None or clause.object_enclitic):
                return True
            if any(o.preposition == slot for o in clause.obliques):
                return True
        # بحث الجانبان: both parties of a mutual act stand in its subject.
        subject = clause.subject
        return row.source == "both" and subject is not None and self.a.words[subject.head].number == "d"

    def arguments(
        self, clause: Clause, row: Trigger, partner: int | None
    ) -> tuple[list[Phrase], list[Phrase]]:
        subject = clause.subject
        if subject is None or self.a.words[subject.head].pos in ("REL", "SUB"):
            subject = clause.inherited_subject or subject
        sources: list[Phrase] = []
        targets: list[Phrase] = []
        agent = self.agent(clause)
        if clause.passive or row.source == "none":
            if agent is not None:
                sources.append(agent)
            if subject is not None and (partner is None or subject.head != partner):
                if "obj" in row.target or row.source == "none":
                    targets.append(subject)
        elif row.source in ("subj", "both", "by"):
            if subject is not None and (partner is None or subject.head != partner):
                sources.append(subject)
        elif row.source == "obj" and clause.object is not None:
            sources.append(clause.object)
        slots = (*row.target, "بين") if row.source == "both" else row.target
        for slot in slots:
            phrase = self.slot(clause, slot, partner)
            if phrase is not None and phrase not in sources:
                targets.append(phrase)
                break
        if partner is not None:
            extra_sources, extra_targets = self.noun_arguments(row, noun_frame(self.a, partner))
            targets.extend(p for p in extra_targets if p not in targets)
            if not sources:
                sources.extend(extra_sources)
        return sources, targets

    def slot(self, clause: Clause, slot: str, partner: int | None) -> Phrase | None:
        if slot == "obj":
            if clause.object is not None and clause.object.head != partner:
                return clause.object
            if clause.object_enclitic:
                return Phrase(clause.predicate, clause.predicate + 1, clause.predicate)
            return None
        for oblique in clause.obliques:
            if oblique.preposition == slot and oblique.phrase.head != partner:
                return oblique.phrase
        return None

    def agent(self, clause: Clause) -> Phrase | None:
        """من قبل، على يد، من جانب and what follows; else whose arms or attack it was: برصاص الشرطة، في غارة إسرائيلية."""
        for at in range(clause.predicate + 1, clause.last - 1):
            phrase = self.agent_at(at)
            if phrase is not None:
                return phrase
        if not clause.passive:
            return None
        for oblique in clause.obliques:
            head = oblique.phrase.head
            if oblique.preposition not in ("ب", "في", "إثر", "جراء") or not self.arms(head):
                continue
            frame = noun_frame(self.a, head)
            if frame.genitives:
                return frame.genitives[0]
            if frame.adjectives:
                return Phrase(frame.adjectives[0], frame.adjectives[0] + 1, frame.adjectives[0])
        return None

    def arms(self, token: int) -> bool:
        """Whether a word names a weapon or an attack, whose owner is then the doer."""
        word = self.a.words[token]
        rows = triggers()["noun"].get(word.lemma, ())
        return word.noun_class == "weapon" or any(
            row.type == "ASSAULT" and row.source == "subj" for row in rows
        )

    def agent_at(self, at: int) -> Phrase | None:
        """The doer behind من قبل، على يد، من جانب، من طرف at a token."""
        words, classes = self.a.words, grammar()
        if at + 2 >= len(words) or not classes.has("agent_lead", words[at].lemma):
            return None
        if not classes.has("agent", words[at + 1].lemma) or words[at + 1].enclitic or words[at + 1].article:
            return None
        end = self.a.sentences[self.a.sentence_of[at]][1]
        return self.phrases.at(at + 2, end)

    # -- event nouns --------------------------------------------------------------------------------------------
    def nouns(self) -> None:
        table = triggers()["noun"]
        a = self.a
        for at, word in enumerate(a.words):
            if word.pos not in (NOUN, ADJECTIVE) or at in self.used:
                continue
            if a.name_of[at] >= 0:
                continue
            rows = table.get(word.lemma, ())
            written = _plain(word, a.texts[at])
            if written != word.lemma:
                rows = (*table.get(written, ()), *rows)  # a plural may tell more than its singular
            if rows:
                self.noun(at, rows)
            elif word.derived == "active" and word.verb:
                self.participle(at)

    def participle(self, at: int) -> None:
        """An act told by a participle that says what the subject does besides: مطالبا بالرحيل، متهمة إسرائيل بخرقه."""
        a = self.a
        word = a.words[at]
        rows = triggers()["verb"].get(word.verb)
        if rows is None or word.article or word.proclitics not in ("", "و") or word.enclitic:
            return
        index = a.clause_of[at]
        clause = a.clauses[index] if index >= 0 else None
        if clause is None or clause.kind != "verb" or clause.predicate >= at:
            return
        marked = a.texts[at].rstrip("ً").endswith("ا") or a.texts[at - 1] in "،,"
        before = a.words[at - 1]
        if not marked or before.pos not in (NOUN, ADJECTIVE, "PN", "MARK", "NUM", "X"):
            return
        end = a.sentences[a.sentence_of[at]][1]
        frame = noun_frame(a, at)
        near = list(range(at + 1, min(at + 8, end)))
        for row in rows:
            if row.needs and self.matches(row.needs, near) is None:
                continue
            if row.sure == 0 or row.source not in ("subj", "both"):
                continue
            subject = clause.subject or clause.inherited_subject
            direct = self.phrases.at(at + 1, end) if "obj" in row.target else None
            targets = [direct] if direct is not None else []
            targets += [o.phrase for o in frame.obliques if o.preposition in row.target]
            self.emit(at, row, index, [subject] if subject is not None else [], targets[:1], nominal=True)
            return

    def noun(self, at: int, rows: tuple[Trigger, ...]) -> None:
        a = self.a
        frame = noun_frame(a, at)
        near = list(range(at + 1, min(at + 6, a.sentences[a.sentence_of[at]][1])))
        chosen = None
        for row in rows:
            if row.bars and self.matches(row.bars, near) is not None:
                continue
            if row.needs and self.matches(row.needs, near) is None:
                continue
            chosen = row
            break
        if chosen is None:
            return
        sources, targets = self.noun_arguments(chosen, frame)
        if chosen.source == "subj" and not frame.genitives and frame.own is None:
            giver = self.giver(chosen, frame)
            if giver is not None:
                sources, targets = [giver], [p for p in targets if p != giver]
        if chosen.sure == 0 and not chosen.needs and not targets:
            return
        index = a.clause_of[at]
        clause = a.clauses[index] if index >= 0 else None
        if not sources and clause is not None and clause.kind == "verb" and clause.predicate < at:
            subject = clause.subject or clause.inherited_subject
            if subject is not None and not clause.passive and self.does(clause, at):
                if not subject.first <= at < subject.last:
                    sources.append(subject)
        behind = self.told_behind(at, frame)
        if behind is not None:
            if not sources and behind.subject is not None:
                sources.append(behind.subject)
            if not targets:
                targets.extend(o.phrase for o in behind.obliques if o.preposition in chosen.target)
        self.emit(at, chosen, index if index >= 0 else None, sources, targets, nominal=True)

    def does(self, clause: Clause, at: int) -> bool:
        """Whether the subject of a verb does the act of an event noun under it: شن هجوما، حاول اقتحام السجن."""
        classes = grammar()
        own = classes.has("do", clause.lemma) or classes.has("own_act", clause.lemma)
        bound = classes.has("control", clause.lemma)
        if not own and not bound:
            return False
        slots = [clause.object] if clause.object is not None else []
        for oblique in clause.obliques:
            if classes.has("light_slot" if own and not bound else "control_slot", oblique.preposition):
                slots.append(oblique.phrase)
        return any(phrase.head == at or self.carried(phrase, at) for phrase in slots)

    def carried(self, phrase: Phrase, at: int) -> bool:
        """Whether only nouns like شن and تقديم stand between the head of a phrase and an event noun in it."""
        if not phrase.head < at < phrase.last:
            return False
        words = self.a.words
        return all(
            words[j].pos == NOUN and grammar().has("light_noun", words[j].lemma) for j in range(phrase.head, at)
        )

    def told_behind(self, at: int, frame: NounFrame) -> Clause | None:
        """The relative clause of a light verb behind an event noun: الغارات التي شنتها …, شكوى رفعتها …"""
        a = self.a
        marker = frame.last
        if marker >= len(a.words) or a.sentence_of[marker] != a.sentence_of[at]:
            return None
        verb = marker + 1 if a.words[marker].pos == "REL" else marker
        if verb >= len(a.words) or a.words[verb].pos != VERB or a.words[verb].passive == "yes":
            return None
        if not a.words[verb].enclitic and not any(w.enclitic for w in a.words[verb + 1 : verb + 2]):
            return None
        index = a.clause_of[verb]
        clause = a.clauses[index] if index >= 0 else None
        if (
            clause is None
            or clause.predicate != verb
            or clause.passive
            or not grammar().has("do", clause.lemma)
        ):
            return None
        return clause if clause.subject is None or a.words[clause.subject.head].pos != "REL" else None

    def noun_arguments(self, row: Trigger, frame: NounFrame) -> tuple[list[Phrase], list[Phrase]]:
        sources: list[Phrase] = []
        targets: list[Phrase] = []
        genitives = list(frame.genitives)
        demonyms = [Phrase(j, j + 1, j) for j in frame.adjectives]
        own = [frame.own] if frame.own is not None else []
        agent = self.agent_at(frame.last) or next(
            (p for o in frame.obliques if (p := self.agent_at(o.at)) is not None), None
        )
        if row.source == "both":
            sources.extend(genitives[:1] or own or demonyms)
            sources.extend(o.phrase for o in frame.obliques if o.preposition == "بين")
        elif row.source == "subj":
            sources.extend(genitives[:1] or own or demonyms)
        elif row.source in ("by", "none"):
            if agent is not None:
                sources.append(agent)
            elif row.source == "by" and not genitives:
                sources.extend(demonyms)
        for slot in row.target:
            if slot == "obj":
                rest = genitives[1:] if row.source in ("subj", "both") else genitives or own
                if rest:
                    targets.append(rest[0])
                    break
                continue
            match = next((o.phrase for o in frame.obliques if o.preposition == slot), None)
            if match is not None and match not in sources:
                targets.append(match)
                break
        return sources, targets

    def giver(self, row: Trigger, frame: NounFrame) -> Phrase | None:
        """Who does an act told by a noun without a genitive: behind من (بدعم من إيران، بطلب من الحكومة), or behind ل
        where that noun is a way to somewhere (أول زيارة له، زيارة لوزير الخارجية إلى بغداد)."""
        words = self.a.words
        means = words[frame.token].proclitics[-1:] == "ب"
        for place, oblique in enumerate(frame.obliques):
            head = words[oblique.phrase.head]
            if oblique.preposition == "من" and place == 0 and (means or "من" not in row.target):
                if head.noun_class not in ("time", "quant", "number"):
                    return oblique.phrase
            if oblique.preposition == "ل" and {"ل", "إلى"} <= set(row.target):
                if head.noun_class in _PEOPLE or (head.pos == "PREP" and head.enclitic):
                    return oblique.phrase
        return None

    def emit(
        self,
        at: int,
        row: Trigger,
        clause: int | None,
        sources: list[Phrase],
        targets: list[Phrase],
        *,
        nominal: bool,
        shown: int | None = None,
    ) -> None:
        """Add a trigger at a token; `shown` is the noun that tells the act where its verb only carries it."""
        a = self.a
        self.used.add(at)
        told = at if shown is None else shown
        word = a.words[told]
        self.found.append(
            TriggerMention(
                token=at,
                start=a.start(told, word.cut),
                end=a.end(told, word.tail if word.pos == VERB else 0),
                type=row.type,
                mode=row.mode,
                clause=clause,
                sources=tuple(sources),
                targets=tuple(targets),
                symmetric=row.source == "both",
                nominal=nominal,
                score=_SCORE[row.sure],
                rule=row.row,
            )
        )


def find_acts(analysis: Analysis) -> list[TriggerMention]:
    """All triggers of a report, by grammar, in order. Linear in the report's length."""
    finder = _Finder(analysis)
    finder.verbs()
    finder.nouns()
    return sorted(finder.found, key=lambda m: m.token)
