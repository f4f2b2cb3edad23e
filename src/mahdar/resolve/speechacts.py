"""What kind of act a statement is: by its cue, by what its content's predicate says of whom, by words that judge."""

from __future__ import annotations

from collections.abc import Iterator

from mahdar.analysis.agreement import ACTING
from mahdar.analysis.mentions import SpeechMention
from mahdar.analysis.types import Analysis, Clause
from mahdar.analysis.words import Word
from mahdar.languages.ar.cues import cues, feelings, speech_words
from mahdar.languages.ar.grammar import grammar
from mahdar.languages.ar.judgements import judgements

# Acts of cues that say nothing of the kind of act: what is said decides.
_NEUTRAL = frozenset({"assert", "announce"})
_OPEN = _NEUTRAL | {"believe", "warn", "promise", "forecast"}
# Tokens from the beginning of what is said in which its judgement stands.
_NEAR = 16
_QUESTION = frozenset("؟?")


def act_of(mention: SpeechMention, analysis: Analysis) -> str:
    """The act of speech of a statement.

    A cue that says it (طالب، اتهم) decides; else the predicate of what is said does: a verb of speech of one's own
    (نطالب، بلاده ترحب), an obligation, a future of one's own or of others, a denial, a word that judges.
    """
    felt = _felt(mention, analysis)
    if felt is not None:
        return felt
    if mention.act not in _OPEN:
        return mention.act
    return _Reading(mention, analysis).act()


def _felt(mention: SpeechMention, analysis: Analysis) -> str | None:
    """What a noun says of the act behind أعرب عن، أبدى: praise in ترحيبه, an offer in استعداده."""
    word = analysis.words[mention.cue_token]
    if (word.verb or word.lemma) not in speech_words().showing:
        return None
    first, last = mention.content_tokens
    if analysis.words[first].pos == "A" and last - first > 1:
        first += 1  # بالغ امتنانه
    head = analysis.words[first]
    return feelings().get(head.lemma, "assert" if head.enclitic else None)


class _Reading:
    """One statement's content, read for its act."""

    def __init__(self, mention: SpeechMention, analysis: Analysis) -> None:
        self.m = mention
        self.a = analysis
        self.first, self.last = mention.content_tokens
        word = analysis.words[mention.cue_token]
        self.cue = word.verb or word.lemma

    def act(self) -> str:
        """The act; each question is asked in turn, the surest first."""
        m = self.m
        clause = next(self._clauses(), None)
        if m.act == "promise":
            return "threaten" if self._hostile(clause) else "promise"
        if m.act == "warn":
            own = clause is not None and clause.tense == "future" and self._own(clause)
            return "threaten" if own or self._hostile(clause) else "warn"
        if m.act == "forecast":
            return self._forecast(clause)
        if self._asks():
            return "ask"
        return (
            self._performed(clause)
            or self._offered(clause)
            or self._obliged(clause)
            or self._denied(clause)
            or self._future(clause)
            or self._judged(clause)
            or m.act
        )

    # -- what stands in the content ---------------------------------------------------------------------------
    def _clauses(self) -> Iterator[Clause]:
        """Verbal clauses of what is said, that of the main predicate first."""
        a = self.a
        for clause in a.clauses_in(a.sentence_of[self.first]):
            if self.first <= clause.predicate < self.last and clause.kind == "verb":
                if clause.relation not in ("relative", "condition"):
                    yield clause

    def _words(self) -> list[Word]:
        return self.a.words[self.first : min(self.last, self.first + _NEAR)]

    def _holds(self, lemmas: frozenset[str]) -> bool:
        return any(word.lemma in lemmas for word in self._words())

    def _before_verb(self, clause: Clause | None) -> list[Word]:
        """The words up to the main predicate, or those near the beginning where it has no verb."""
        words = self._words()
        return words if clause is None else words[: max(1, clause.predicate - self.first)]

    def _hostile(self, clause: Clause | None) -> bool:
        """Whether harm is what a verb of the future, or the noun that opens what is said, tells: سنضرب، قصف المطار."""
        told = judgements()
        head = self.a.words[self.first]
        if clause is None or clause.predicate - self.first > _NEAR:
            return head.verb in told.hostile or head.lemma in told.harm
        if clause.negative:
            return self._holds(told.unpunished)  # لن يمر بلا عقاب
        return clause.lemma in told.hostile or self._holds(told.harm)

    def _own(self, clause: Clause) -> bool:
        """Whether a clause speaks of who says it: we, أنه، بلاده، حكومته."""
        if self.a.words[clause.predicate].person == "1":
            return True
        subject = clause.subject or clause.inherited_subject
        if subject is None:
            marked = clause.marker is not None and bool(self.a.words[clause.marker].enclitic)
            bare = self.first > 0 and self.a.words[self.first - 1]
            return marked or bool(bare and bare.pos == "SUB" and bare.enclitic)
        head = self.a.words[subject.head]
        return head.pos in ("SUB", "PRON") or bool(head.enclitic)

    # -- questions --------------------------------------------------------------------------------------------
    def _asks(self) -> bool:
        a = self.a
        return self.m.direct and self.last < len(a.texts) and a.texts[self.last] in _QUESTION

    def _performed(self, clause: Clause | None) -> str | None:
        """An act done by saying so: نطالب، ندين، بلاده ترحب."""
        if clause is None or clause.predicate - self.first > _NEAR:
            return None
        word = self.a.words[clause.predicate]
        if word.tense != "present" or not self._own(clause) or clause.lemma == self.cue:
            return None
        if clause.lemma in judgements().wanting:
            return "demand" if not clause.negative and clause.complement is None else None
        acts = [way.act for way in cues()["verb"].get(clause.lemma, ()) if way.act not in _NEUTRAL]
        if not acts:
            return None
        return acts[0] if not clause.negative else None

    def _offered(self, clause: Clause | None) -> str | None:
        ready = any(word.lemma in judgements().ready for word in self._before_verb(clause)[:8])
        return "offer" if ready else None

    def _obliged(self, clause: Clause | None) -> str | None:
        a = self.a
        head = a.words[self.first]
        if head.lemma in judgements().needed:
            return "demand"
        if clause is not None:
            if clause.modality == "necessary" or grammar().has("obliging", clause.lemma):
                return "demand"
            word = a.words[clause.predicate]
            if word.tense == "imperative" and clause.predicate - self.first <= 2:
                return "demand"
        if head.pos == "PREP" and head.lemma == "على":
            # على الحكومة أن تدفع
            opened = any(w.pos == "SUB" and w.function in ("an", "anna") for w in self._words()[1:7])
            return "demand" if opened else None
        insists = self.cue in judgements().insisting and self.m.act == "assert" and not self.m.direct
        before = a.words[self.first - 1] if self.first else head
        subjunctive = before.pos == "SUB" and before.function == "an"
        noun = before.pos != "SUB" and head.derived == "masdar" and not head.article
        return "demand" if insists and (subjunctive or noun) else None

    def _denied(self, clause: Clause | None) -> str | None:
        """A denial of what is said of one: لا صحة لذلك، لا علاقة له، هذه مزاعم."""
        if clause is not None and clause.negative and clause.tense != "future" and self.m.act == "assert":
            if clause.predicate - self.first < _NEAR // 2 and not clause.modality:
                emphatic = self.cue in judgements().emphatic and self._own(clause)
                if self.cue in judgements().answering or (clause.tense == "past" and emphatic):
                    return "deny"
        words = self._before_verb(clause)
        for at, word in enumerate(words[:-1]):
            if word.pos == "NEG" and any(w.lemma in judgements().baseless for w in words[at + 1 : at + 3]):
                return "deny"
        return "deny" if any(w.lemma in judgements().false and not w.article for w in words[:8]) else None

    def _future(self, clause: Clause | None) -> str | None:
        if clause is None:
            return None
        a = self.a
        if self.m.act == "believe":
            return "forecast" if clause.tense == "future" else None
        if clause.modality == "planned":
            return "announce"
        if clause.tense != "future":
            possible = clause.modality == "possible" and self.m.act == "assert"
            return "forecast" if possible and self._foresees() else None
        if self._hostile(clause):
            return "threaten"
        if self._foresees():
            return "forecast"
        own = self._own(clause)
        subject = clause.subject or clause.inherited_subject
        acting = subject is not None and (
            a.words[subject.head].noun_class in ACTING
            or a.words[subject.head].pos == "PN"
            or a.name_of[subject.head] >= 0
        )
        unless = any(self._lacking(at) for at in range(self.first, self.last))
        if unless and (own or acting):
            return "threaten"
        if not clause.negative and (own or acting) and clause.lemma in judgements().giving:
            return "promise"
        if a.words[clause.predicate].person == "1" and self.m.direct and not clause.negative:
            return "promise"
        if own or self.m.act == "announce":
            return "announce"
        dated = any(word.noun_class == "time" for word in a.words[self.first : self.last])
        # Of 190 futures of others, four fifths of those with a day or a doer were announced, half of the rest forecast.
        return "announce" if (acting and not clause.negative) or dated else "forecast"

    def _lacking(self, at: int) -> bool:
        """Whether a condition that is not met opens at a token: ما لم، إن لم."""
        words = self.a.words
        if at + 1 >= len(words) or words[at].pos != "SUB" or words[at].function != "if":
            return False
        return self.a.folded[at].endswith("ما لم") or words[at + 1].pos == "NEG" or words[at].lemma == "ما لم"

    def _foresees(self) -> bool:
        """Whether an expert speaks, whose future is a forecast."""
        speaker = self.m.speaker
        return speaker is not None and self.a.words[speaker.head].lemma in judgements().expert

    def _judged(self, clause: Clause | None) -> str | None:
        told = judgements()
        if self.m.act == "announce":
            return None
        describing = self.cue in speech_words().describing and not grammar().has("thinking", self.cue)
        if clause is not None and not describing and not self._own(clause) and not clause.negative:
            if clause.predicate - self.first < _NEAR // 2:
                if clause.lemma in told.guilty:
                    return "accuse"
                if clause.lemma in told.failing:
                    return "criticize"
        words = (
            self._words()
            if describing or grammar().has("thinking", self.cue)
            else self._before_verb(clause)[:8]
        )
        good = bad = False
        for at, word in enumerate(words):
            negated = at > 0 and (words[at - 1].lemma in ("غير", "ليس") or words[at - 1].pos == "NEG")
            bare = not word.article and word.pos in ("N", "A") and not (at and words[at - 1].pos == "PREP")
            if negated and word.lemma in told.due:
                bad = True
            elif not bare and not describing:
                continue
            elif word.lemma in told.guilt and not negated:
                return "accuse"
            elif word.lemma in told.good:
                good, bad = good or not negated, bad or negated
            elif word.lemma in told.bad:
                bad = bad or not negated
        if bad:
            return "criticize"
        if good:
            return "praise"
        if describing:
            return "criticize"
        return "believe" if self.cue == "رأى" else None

    # -- cues with a leaning ----------------------------------------------------------------------------------
    def _forecast(self, clause: Clause | None) -> str:
        """رجح أن يكون الحريق متعمدا is a belief."""
        if clause is None:
            return "forecast"
        if self.cue == "رجح" and not any(word.noun_class == "time" for word in self._words()):
            return "believe" if clause.lemma == "كان" or clause.tense == "past" else "forecast"
        return "forecast"
