"""Speech mentions to statements: who speaks, through whom, to whom, and what kind of act it is."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from mahdar.analysis.mentions import SpeechMention
from mahdar.analysis.types import Analysis, Phrase
from mahdar.languages.ar.cues import speech_words
from mahdar.resolve.antecedents import Antecedents
from mahdar.resolve.carriers import Carriers, phrase_actors
from mahdar.resolve.holders import Holders, by_sentence
from mahdar.resolve.pairing import Pairing, chosen
from mahdar.resolve.parties import Parties
from mahdar.resolve.speechacts import act_of
from mahdar.resolve.timeclauses import clauses_of
from mahdar.resolve.times import ResolvedTime


class Said(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A statement with its actors as indexes of the actor table and its time as an index of the times."""

    mention: SpeechMention
    speaker: tuple[int, ...]
    via: tuple[int, ...]
    addressee: tuple[int, ...]
    time: int | None
    act: str


class _Tellers:
    """Through whom the last speaker was heard: a chain goes on while the same one speaks (وأضاف)."""

    def __init__(self) -> None:
        self._speaker: tuple[int, ...] = ()
        self._via: tuple[int, ...] = ()

    def before(self, speaker: tuple[int, ...], via: tuple[int, ...]) -> tuple[int, ...]:
        """Who carried the speaker before, or the one who carries them now."""
        same = bool(speaker) and speaker == self._speaker and not via
        carried = bool(self._speaker) and self._speaker == via[:1]
        return self._via if same or carried else ()

    def enter(self, speaker: tuple[int, ...], via: tuple[int, ...]) -> None:
        """Note who spoke last, and through whom."""
        self._speaker, self._via = speaker, via


def _same(said: Said, mention: SpeechMention, table: Parties) -> bool:
    """Whether a verb without a subject may still speak of an earlier speaker."""
    if not said.speaker:
        return False
    gender = table.gender(said.speaker[0])
    if not gender and said.mention.speaker is not None and len(said.speaker) == 1:
        gender = said.mention.gender  # as the verb shows it
    if mention.number == "p" and len(said.speaker) == 1 and table.actors[said.speaker[0]].kind == "person":
        return False
    return not gender or not mention.gender or gender == mention.gender


def resolve_statements(
    mentions: list[SpeechMention],
    analysis: Analysis,
    table: Parties,
    times: list[ResolvedTime],
    pairing: Pairing | None = None,
) -> list[Said]:
    """Statements in the order of their cues.

    A cue without a subject (وأضاف) goes on with the last speaker that agrees with it; a passive that hides its
    speaker keeps none. The time of a statement is the point of time told in the clause of its cue, outside what
    was said.
    """
    found: list[Said] = []
    times_in = by_sentence(analysis, (time.mention.first for time in times))
    clauses = clauses_of(analysis, times)
    holders = Holders(analysis)
    for number, mention in enumerate(mentions):
        holders.enter(number, mention.content, mention.content_tokens)
    outer_of = [holders.around(m.cue_token, m.cue[0]) for m in mentions]
    nested = [any(n != number for n in around) for number, around in enumerate(outer_of)]
    carriers = Carriers(analysis, table, mentions, outer_of, holders)
    tellers = _Tellers()
    before_it = Antecedents(analysis, table)
    for number, mention in enumerate(mentions):
        around = [n for n in outer_of[number] if n != number]
        outer = next((n for n in reversed(around) if n < number), None)
        speaker = _speaker(mention, analysis, table, before_it, found, nested, outer)
        if pairing is not None:
            speaker = _paired(pairing, mention, speaker)
        told = (*phrase_actors(mention.via, table), *carriers.told(number))
        via = tuple(dict.fromkeys(i for i in told if i not in speaker))
        if pairing is not None and not via:
            relay = chosen(pairing.actors("via", mention.cue_token), (), least=_RELAYS, trust=0.0)
            via = tuple(i for i in relay if i not in speaker)
        if outer is not None:
            before = (*found[outer].via, *found[outer].speaker)
        else:
            before = tellers.before(speaker, via)
            tellers.enter(speaker, (*before, *via))
        via = tuple(dict.fromkeys(i for i in (*before, *via) if i not in speaker))
        found.append(
            Said(
                mention=mention,
                speaker=speaker,
                via=via,
                addressee=tuple(
                    i for i in _actors(mention.addressee, table) if i not in speaker and i not in via
                ),
                time=_time(
                    mention,
                    analysis,
                    times,
                    near=times_in.get(analysis.sentence_of[mention.cue_token], ()),
                    clauses=clauses,
                ),
                act=_acted(mention, act_of(mention, analysis), pairing),
            )
        )
    return found


def _speaker(
    mention: SpeechMention,
    analysis: Analysis,
    table: Parties,
    before_it: Antecedents,
    found: list[Said],
    nested: list[bool],
    outer: int | None,
) -> tuple[int, ...]:
    """Who speaks: whom the cue's phrase names, who stands beside it by name, else whom it goes on with."""
    cue, phrase = mention.cue_token, mention.speaker
    if mention.rule == "speech.answer":
        asked = table.interviewed(cue)
        return () if asked is None else (asked,)
    if analysis.words[cue].person == "1" and phrase is None:
        # One's own words: of the outer speaker, or of the author, whom the report does not name.
        return found[outer].speaker if outer is not None else ()
    if analysis.words[cue].pos == "V" and not mention.anonymous:
        if phrase is None or phrase.first < cue:
            held = mention.addressee is not None and mention.addressee.first == cue + 1
            held = held or (phrase is not None and analysis.words[cue].lemma in speech_words().addressing)
            near = phrase is not None and cue - phrase.last <= 1
            beside = () if held or near else table.named_beside(cue, mention.gender, behind=True)
            if beside:
                return beside
        if phrase is not None and phrase.first > cue + 1:
            between = table.named_beside(cue, mention.gender, behind=True, before=phrase.first)
            if between:
                return between  # واتهم العدالة والتنمية خصومه
        if phrase is None or phrase.first > cue:
            joined = analysis.words[cue].proclitics[:1] in ("و", "ف")
            beside = () if joined else table.named_beside(cue, mention.gender, behind=False)
            if beside and (phrase is None or analysis.words[phrase.head].enclitic):
                return beside
    if phrase is not None:
        speaker = tuple(table.of_phrase(phrase))
        if not any(table.is_named(n) and table.is_person(n) for n in speaker):
            meant = None if table.names_holder(phrase) else before_it.meant(phrase, _last(found, nested))
            speaker = meant if meant is not None else tuple(table.speakers(phrase))
        if len(speaker) == 1:
            before_it.spoke(phrase, speaker[0])
        return speaker
    if mention.anonymous or analysis.words[cue].lemma in speech_words().rumour:
        return ()
    return _carried(found, mention, analysis, table, before_it, nested)


def _last(found: list[Said], nested: list[bool]) -> int | None:
    """Who spoke last by himself."""
    for number in range(len(found) - 1, max(len(found) - 7, -1), -1):
        if not nested[number] and len(found[number].speaker) == 1:
            return found[number].speaker[0]
    return None


def _time(
    mention: SpeechMention,
    analysis: Analysis,
    times: list[ResolvedTime],
    *,
    near: Iterable[int],
    clauses: list[int],
) -> int | None:
    """The point of time nearest the cue in the cue's own clause and outside the content."""
    best: tuple[int, int] | None = None
    first, last = mention.content_tokens
    for number in near:
        one = times[number].mention
        if one.type not in ("date", "time") or first <= one.first < last:
            continue
        if any(start <= one.start < end for start, end in mention.content):
            continue
        if clauses[number] != analysis.clause_of[mention.cue_token]:
            continue
        far = abs(one.first - mention.cue_token)
        if best is None or far < best[0]:
            best = (far, number)
    return None if best is None else best[1]


def _actors(phrase: Phrase | None, table: Parties) -> tuple[int, ...]:
    return tuple(table.of_phrase(phrase)) if phrase is not None else ()


def _carried(
    found: list[Said],
    mention: SpeechMention,
    analysis: Analysis,
    table: Parties,
    before_it: Antecedents,
    nested: list[bool],
) -> tuple[int, ...]:
    """The speaker that a cue without its own subject goes on with; `nested` tells which cues others' words hold.

    Whoever spoke last goes on, unless somebody else acts in a later sentence and the cue does not say that words go on.
    """
    if mention.number == "p" and mention.gender == "" and found and found[-1].speaker:
        return found[-1].speaker
    cue = mention.cue_token
    acting = before_it.acting(cue, mention.gender, mention.number or "s")
    for number in range(len(found) - 1, max(len(found) - 7, -1), -1):
        said = found[number]
        first, last = said.mention.content_tokens
        if first <= cue < last or said.mention.cue_token == cue:
            continue
        if nested[number] and not nested[len(found)]:
            continue  # words inside another's speech are not what the teller goes on with
        if (
            _aside(said, analysis)
            and analysis.sentence_of[said.mention.cue_token] != analysis.sentence_of[cue]
        ):
            continue
        who = said.speaker if _same(said, mention, table) else _teller(said, mention, table)
        if who:
            goes_on = analysis.words[cue].lemma in speech_words().continuing
            if acting is None or goes_on or acting[1] <= analysis.sentence_of[said.mention.cue_token]:
                return who
            break
    if acting is not None:
        return (acting[0],)
    focus = table.focus_before(cue, mention.gender, mention.number or "s")
    return (focus,) if focus is not None else ()


def _aside(said: Said, analysis: Analysis) -> bool:
    """Whether words are told in a relative clause only: الصحيفة التي وصفته بالعنيد."""
    clause = said.mention.clause
    return (
        clause is not None
        and analysis.clauses[clause].relation == "relative"
        and said.mention.rule != "speech.around"
    )


def _teller(said: Said, mention: SpeechMention, table: Parties) -> tuple[int, ...]:
    """Who carried the last words, where the verb speaks of them: نقلت الصحيفة عن مسؤول كذا. وأضافت."""
    if len(said.via) != 1 or not mention.gender or mention.number not in ("s", ""):
        return ()
    known = table.gender(said.via[0])
    verb = said.mention.gender if said.mention.speaker is not None else ""
    return said.via if mention.gender == (known or verb) else ()


def _paired(pairing: Pairing, mention: SpeechMention, told: tuple[int, ...]) -> tuple[int, ...]:
    """The speakers by grammar and pair scores together."""
    scores = pairing.actors("speaker", mention.cue_token)
    if told and all(scores.get(n, 0.0) > _DOUBT for n in told):
        return told
    kept = chosen(scores, told, least=_SPEAKS, trust=_TRUST)
    return kept[: max(1, len(told))]


# Scores (logits) from which an actor speaks, below which a speaker that grammar tells is doubted, and what being told adds.
_SPEAKS, _DOUBT, _TRUST = -2.0, 0.0, 3.0
_RELAYS = 5.0
# What the act that the words tell has ahead of the network's.
_OWN_ACT = 0.4
_TAGGER = "tagger"


def _acted(mention: SpeechMention, told: str, pairing: Pairing | None) -> str:
    """The act of speech: the likeliest by the network, what the words tell having a head start."""
    if pairing is None:
        return told
    shares = dict(pairing.shares("act", mention.cue_token))
    if mention.rule != _TAGGER:
        shares[told] = shares.get(told, 0.0) + _OWN_ACT
    return max(shares, key=lambda act: (shares[act], act))
