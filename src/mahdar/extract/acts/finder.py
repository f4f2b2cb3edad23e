"""Finding acts: verbs by their clause, event nouns by their noun frame."""

from __future__ import annotations

from mahdar.analysis.frames import NounFrame, noun_frame
from mahdar.analysis.mentions import TriggerMention
from mahdar.analysis.phrases import Phrases
from mahdar.analysis.types import Analysis, Clause, Oblique, Phrase
from mahdar.analysis.words import ADJECTIVE, NEGATION, NOUN, VERB, Word
from mahdar.extract.acts.carried import does, told_behind
from mahdar.languages.ar.grammar import grammar
from mahdar.languages.ar.triggers import Company, Trigger, trigger_words, triggers

_PEOPLE = frozenset({"office", "title", "role", "person", "collective"})
# Words before a relative clause that may be the noun it belongs to, with its adjectives and genitives.
_BEFORE = 4
# Classes of nouns that name nobody who acts.
_THINGS = frozenset({"food", "material"})
# What befalls somebody of sport off the field.
_GRAVE = frozenset({"ASSAULT", "COERCE", "SANCTION"})
# Types of acts that hit whom, or whose, the word is that their frame asks for.
_HITS = frozenset({"AID", "ASSAULT", "COERCE", "PROTEST", "RETREAT", "SANCTION"})
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
        self.known: dict[int, frozenset[str]] = {}

    def names(self, at: int) -> frozenset[str]:
        """What a frame may call the word at a token: its lemma, its form, its class; `_` behind one with a pronoun."""
        known = self.known.get(at)
        if known is None:
            word = self.a.words[at]
            written = _plain(word, self.a.texts[at])
            found = {word.lemma, written, "@" + word.noun_class}
            if word.case == "a" and written.endswith("ا"):
                found.add(written[:-1])  # رسوما
            if word.derived:
                found.add("@" + word.derived)
            if word.enclitic:
                found.add(word.lemma + "_")
            known = self.known[at] = frozenset(found)
        return known

    def matches(self, company: Company, tokens: list[int]) -> int | None:
        """The first of these tokens at which one of the words (or phrases) stands."""
        if not company.words and not company.phrases and not company.together:
            return None
        for wanted in company.together:
            places = {name: at for at in reversed(tokens) for name in wanted & self.names(at)}
            if len(places) == len(wanted):
                return min(places.values())
        for at in tokens:
            names = self.names(at)
            if not names.isdisjoint(company.words):
                return at
            for phrase in company.phrases:
                if phrase[0] in names and self.goes_on(phrase, at):
                    return at
        return None

    def goes_on(self, phrase: tuple[str, ...], at: int) -> bool:
        """Whether a phrase whose first word stands at a token stands there whole."""
        end = at + len(phrase)
        return end <= len(self.a.texts) and all(n in self.names(j) for j, n in enumerate(phrase[1:], at + 1))

    def fits(self, row: Trigger, tokens: list[int], obliques: tuple[Oblique, ...]) -> tuple[bool, int | None]:
        """Whether what a frame asks for stands there and nothing that it forbids; and the token of the word asked for."""
        governed = {o.preposition for o in obliques}
        if row.bars and (self.matches(row.bars, tokens) is not None or governed & row.bars.governed):
            return False, None
        if not row.needs:
            return True, None
        at = self.matches(row.needs, tokens)
        return at is not None or bool(governed & row.needs.governed), at

    # -- verbs ------------------------------------------------------------------------------------------------
    def verbs(self) -> None:
        table = triggers()["verb"]
        for clause in self.a.clauses:
            if clause.kind != "verb":
                continue
            rows = table.get(clause.lemma, ())
            if clause.negative and self.spoken(clause):
                rows = (*table.get(self.denied(clause), ()), *rows)  # لن نقبل is an act of its own
            if rows:
                self.verb(clause, rows)

    def spoken(self, clause: Clause) -> bool:
        """Whether a clause stands in somebody's words: refusing is what they do, not what is reported of an act."""
        return clause.relation != "root" or clause.quoted or self.a.words[clause.predicate].person == "1"

    def denied(self, clause: Clause) -> str:
        """The lemma of a verb behind its negation, as the table writes it: لن قبل."""
        start = max(clause.predicate - 2, 0)
        near = (t.lstrip("وف") for t in self.a.texts[start : clause.predicate])
        return next((f"{t} {clause.lemma}" for t in near if grammar().has("verb_negation", t)), "")

    def heads(self, clause: Clause) -> list[int]:
        """Tokens that may be the word a light verb needs: heads of its slots and what stands close behind."""
        heads = [p.head for p in (clause.object, clause.subject) if p is not None]
        heads += [o.phrase.head for o in clause.obliques[:3]]
        heads += self.antecedent(clause)
        if clause.predicate and self.a.words[clause.predicate - 1].pos == NEGATION:
            heads.append(clause.predicate - 1)  # لن نسمح
        near = [
            j
            for j in range(clause.predicate + 1, min(clause.predicate + 12, clause.last))
            if self.a.words[j].pos in (NOUN, ADJECTIVE) and j not in heads
        ]
        return heads + near

    def antecedent(self, clause: Clause) -> list[int]:
        """Words of the noun that a relative clause belongs to, where its verb acts on it: عقوبات فرضتها، الصاروخ الذي أطلقوه."""
        if clause.relation != "relative" or not (clause.passive or clause.object_enclitic):
            return []
        words = self.a.words
        at = clause.marker if clause.marker is not None else clause.first
        start = self.a.sentences[clause.sentence][0]
        found: list[int] = []
        for j in range(min(at, clause.predicate) - 1, max(start, at - 1 - _BEFORE) - 1, -1):
            if words[j].pos not in (NOUN, ADJECTIVE):
                break
            found.append(j)
        return found

    def verb(self, clause: Clause, rows: tuple[Trigger, ...]) -> None:
        heads = self.heads(clause)
        chosen: Trigger | None = None
        partner: int | None = None
        for row in rows:
            fits, partner = self.fits(row, heads, clause.obliques)
            if not fits or (row.sure == 0 and not row.needs and not self.has_target(clause, row)):
                continue
            chosen = row
            break
        if chosen is None or self.elsewhere(clause):
            return
        party = None
        if partner is not None:
            self.used.add(partner)
            if self.a.words[partner].noun_class in _PEOPLE:
                party, partner = partner, None  # استدعى السفير: the word that tells the act is a party of it
        sources, targets = self.arguments(clause, chosen, partner)
        if not targets and chosen.source == "subj" and chosen.type in _HITS:
            targets = self.owner(clause, party if partner is None else partner, whole=partner is None)
        told = partner is not None and grammar().has("noun_trigger", clause.lemma)
        shown = partner if told else None
        self.emit(clause.predicate, chosen, clause.index, sources, targets, nominal=False, shown=shown)

    def owner(self, clause: Clause, token: int | None, *, whole: bool) -> list[Phrase]:
        """Whom an act hits that its frame tells by a word alone: who that word is (أطلق أسرى), or whose what it names is
        (أطلق سراح صيادين، أحرق علم الدنمارك، احتجز ناقلة بريطانية)."""
        if token is None or self.a.words[token].enclitic:
            return []  # سحبت سفيرها: their own are not hit
        if whole:
            slots = [clause.object, *(o.phrase for o in clause.obliques)]
            return [p for p in slots if p is not None and p.first <= token < p.last][:1]
        frame = noun_frame(self.a, token)
        if frame.genitives:
            return [frame.genitives[0]]
        named = [j for j in frame.adjectives if self.a.words[j].noun_class == "demonym"]
        return [Phrase(j, j + 1, j) for j in named[:1]]

    def elsewhere(self, clause: Clause) -> bool:
        """Whether a verb tells of no politics: its subject acts on nobody's behalf, or the sentence of a game."""
        subject = clause.subject or clause.inherited_subject
        if clause.passive or subject is None:
            return False
        word = self.a.words[subject.head]
        if word.noun_class in _THINGS and word.pos == NOUN and not word.enclitic:
            return True
        return any(word.lemma in trigger_words()[name] for name in ("nature", "arts"))

    def games(self) -> set[int]:
        """Sentences that tell of a game: two words of sport at least."""
        words = trigger_words()["sport"]
        found: set[int] = set()
        for number, (first, last) in enumerate(self.a.sentences):
            told = {self.a.words[at].lemma for at in range(first, last)} & words
            if len(told) > 1:
                found.add(number)
        return found

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
            sources.append(clause.object)  # استقبل: who comes is the doer
        slots = (*row.target, "بين") if row.source == "both" else row.target
        for slot in slots:
            phrase = self.slot(clause, slot, partner) or self.termed(clause, slot)
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
        if slot == "subj":
            subject = clause.subject
            rel = subject is None or self.a.words[subject.head].pos in ("REL", "SUB")
            return (clause.inherited_subject or subject) if rel and subject is None else subject
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

    def termed(self, clause: Clause, slot: str) -> Phrase | None:
        """What stands for a slot as somebody's word for it: نددت بما وصفته بالعدوان, أدان ما سماه الاحتلال."""
        words = self.a.words
        end = min(self.a.sentences[clause.sentence][1] - 1, clause.last + 1)
        lead = next((j for j in range(clause.predicate + 1, end) if words[j].lemma == "ما"), end)
        at = lead + 1
        if lead >= end or words[lead].pos != "REL":
            return None
        before = words[lead - 1]
        led = words[lead].proclitics or (before.function if before.pos == "PREP" else "") or "obj"
        if led != slot:
            return None
        if words[at].pos != VERB or not words[at].enclitic:
            return None
        index = self.a.clause_of[at]
        inner = self.a.clauses[index] if index >= 0 else None
        terms = grammar().has("naming", words[at].lemma) or grammar().has("transform", words[at].lemma)
        if inner is None or inner.predicate != at or not terms:
            return None
        named = next((o.phrase for o in inner.obliques if o.preposition == "ب"), None)
        return named or self.phrases.at(at + 1, self.a.sentences[inner.sentence][1])

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
            if not self.fits(row, near, frame.obliques)[0]:
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
            if self.fits(row, near, frame.obliques)[0]:
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
            if subject is not None and not clause.passive and does(self.a, clause, at):
                if not subject.first <= at < subject.last:
                    sources.append(subject)
        behind = told_behind(self.a, at, frame)
        if behind is not None:
            if not sources and behind.subject is not None:
                sources.append(behind.subject)
            if not targets:
                targets.extend(o.phrase for o in behind.obliques if o.preposition in chosen.target)
        self.emit(at, chosen, index if index >= 0 else None, sources, targets, nominal=True)

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
                refusal=" " in row.lemma,
                score=_SCORE[row.sure],
                rule=row.row,
            )
        )


def find_acts(analysis: Analysis) -> list[TriggerMention]:
    """All triggers of a report, by grammar, in order. Linear in the report's length."""
    finder = _Finder(analysis)
    finder.verbs()
    finder.nouns()
    games = finder.games()
    found = (m for m in finder.found if m.type in _GRAVE or analysis.sentence_of[m.token] not in games)
    return sorted(found, key=lambda m: m.token)
