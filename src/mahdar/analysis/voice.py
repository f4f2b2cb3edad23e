"""Passives that no vowel shows: told by what a transitive verb lacks, by an agent phrase, by the verb itself."""

from __future__ import annotations

from mahdar.analysis.agreement import ACTING
from mahdar.analysis.drafts import Draft, Source
from mahdar.analysis.phrases import definite
from mahdar.analysis.types import Phrase
from mahdar.analysis.words import ADJECTIVE, NAME, NOUN, RELATIVE, SUBORDINATOR, VERB, Word
from mahdar.languages.ar.grammar import grammar


def guess_passive(source: Source, drafts: list[Draft], draft: Draft, bare: list[Phrase]) -> None:
    """Mark a clause as passive where its verb can hardly be active.

    Args:
        source: the report. drafts: the sentence's clauses. draft: the clause, its slots filled.
        bare: the noun phrases behind the verb.
    """
    verb = source.words[draft.predicate]
    if draft.passive or verb.person != "3" or verb.enclitic or grammar().has("impersonal", verb.lemma):
        return
    if (grammar().has("passive_only", verb.lemma) and verb.tense == "past") or _is_named(
        source, drafts, draft
    ):
        draft.passive = True
    elif draft.complement is not None:
        draft.passive = _untold(source, drafts, draft)
    elif verb.frame.startswith(("t:", "tt:")):
        draft.passive = _transitive(source, draft, bare)
    else:
        used = grammar().has("impersonal_passive", verb.lemma)  # عثر على، أفرج عن، سمح ل
        draft.passive = used and _nobody(source, draft) and _governs(draft, verb) and draft.relation == "root"


def _nobody(source: Source, draft: Draft) -> bool:
    """Whether a verb in the masculine singular stands without any subject, joined to nothing."""
    verb = source.words[draft.predicate]
    plain = verb.gender == "m" and verb.number == "s" and not verb.proclitics and not draft.quoted
    return plain and draft.subject is None and draft.topic is None


def _is_named(source: Source, drafts: list[Draft], draft: Draft) -> bool:
    """يعرف باسم، وصف بأنه: a verb of naming without the one who is named as its object."""
    words = source.words
    if not grammar().has("naming", words[draft.predicate].lemma) or draft.object is not None:
        return False
    if any(o.preposition in ("ب", "باسم") for o in draft.obliques):
        return True
    marker = None if draft.complement is None else drafts[draft.complement].marker
    return marker is not None and words[marker].proclitics.endswith("ب")


def _untold(source: Source, drafts: list[Draft], draft: Draft) -> bool:
    """يعتقد أن، نقل أن: nobody is named who thinks or tells."""
    marker = drafts[draft.complement or 0].marker
    if marker is None or source.words[marker].pos != SUBORDINATOR or source.words[marker].function == "an":
        return False
    verb = source.words[draft.predicate]
    used = grammar().has("untold", verb.lemma) and (
        verb.tense == "present" or grammar().has("told", verb.lemma)
    )
    return used and _nobody(source, draft) and draft.relation not in ("conjunct", "adverbial")


def _transitive(source: Source, draft: Draft, bare: list[Phrase]) -> bool:
    """A transitive verb without an object."""
    words = source.words
    verb = words[draft.predicate]
    after = source.words[draft.last] if draft.last < len(source.words) else verb
    if after.pos == RELATIVE and not after.proclitics and after.lemma == "ما":
        return False  # أدان ما وصفه بالعدوان: the clause is the object
    if draft.object is not None or _may_be_intransitive(source.options[draft.predicate], verb):
        return False
    for oblique in draft.obliques:
        lead = words[oblique.phrase.head].lemma
        if oblique.preposition in ("من", "على") and grammar().has("agent", lead):
            return True
    if draft.subject is not None and grammar().has("victim", verb.lemma):
        return True
    controlled = draft.marker is not None and words[draft.marker].function in ("an", "purpose")
    if controlled or draft.subject is None:
        return False
    head = words[draft.subject.head]
    behind = draft.subject.first > draft.predicate
    thing = head.noun_class not in ACTING and head.pos != NAME and not head.guess
    thing = thing and not grammar().has("one_of", head.lemma)
    if behind and thing and not definite(head) and (head.derived != "masdar" or head.plural):
        return True  # نشرت 3000 نسخة، لم تسجل إصابات
    if "anna" in verb.frame or "inna" in verb.frame:
        return False
    if behind:
        # Nothing is left that such a verb could act on.
        acting = _known(words, draft.subject) and (head.noun_class in ACTING or head.pos == NAME)
        strict = verb.frame.startswith("t:") and not acting
        return strict or not (_known(words, draft.subject) or _governs(draft, verb))
    if bare or head.pos not in (RELATIVE, SUBORDINATOR):
        return False
    return not _governs(draft, verb) or (head.pos == RELATIVE and _of_a_thing(source, draft, verb))


def _known(words: list[Word], phrase: Phrase) -> bool:
    """Whether a phrase is definite, by its head or by the genitive right behind it: مندوب فرنسا."""
    head = words[phrase.head]
    behind = words[phrase.head + 1] if phrase.head + 1 < phrase.last else head
    return definite(head) or (behind.pos in (NOUN, NAME) and definite(behind))


def _of_a_thing(source: Source, draft: Draft, verb: Word) -> bool:
    """Whether a relative clause with a phrase of place alone tells of a thing: القمة التي عقدت في المدينة."""
    words = source.words
    at = draft.subject.head - 1 if draft.subject is not None else -1
    while at >= 0 and words[at].pos == ADJECTIVE:
        at -= 1
    before = words[at] if at >= 0 else verb
    thing = before.pos == NOUN and before.noun_class not in ACTING and not before.guess
    governed = verb.frame.rsplit(":", 1)[-1].split(",")
    placed = all(o.preposition == "في" for o in draft.obliques if o.preposition in governed)
    return thing and verb.gender == "f" and verb.tense == "past" and placed


def _may_be_intransitive(options: tuple[Word, ...], verb: Word) -> bool:
    """Whether the same spelling has a likely intransitive reading."""
    return any(
        o.pos == VERB
        and o.frame.startswith("i")
        and (o.tense, o.gender) == (verb.tense, verb.gender)
        and o.rank <= verb.rank + 2
        for o in options
    )


def _governs(draft: Draft, verb: Word) -> bool:
    """Whether a preposition stands that the verb governs."""
    governed = verb.frame.rsplit(":", 1)[-1].split(",")
    return any(o.preposition in governed for o in draft.obliques)
