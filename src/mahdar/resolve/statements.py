"""Speech mentions to statements: who speaks, through whom, to whom, and what kind of act it is."""

from __future__ import annotations

import msgspec

from mahdar.analysis.mentions import SpeechMention
from mahdar.analysis.types import Analysis, Phrase
from mahdar.resolve.parties import Parties


class Said(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A statement with its actors as indexes of the actor table."""

    mention: SpeechMention
    speaker: tuple[int, ...]
    via: tuple[int, ...]
    addressee: tuple[int, ...]
    act: str


def _same(said: Said, mention: SpeechMention, table: Parties) -> bool:
    """Whether a verb without a subject may still speak of an earlier speaker."""
    if not said.speaker:
        return False
    gender = table.gender(said.speaker[0])
    if mention.number == "p" and len(said.speaker) == 1 and table.actors[said.speaker[0]].kind == "person":
        return False
    return not gender or not mention.gender or gender == mention.gender


def resolve_statements(mentions: list[SpeechMention], analysis: Analysis, table: Parties) -> list[Said]:
    """Statements in the order of their cues.

    A cue without a subject (وأضاف) goes on with the last speaker that agrees with it; a passive that hides its
    speaker keeps none.
    """
    found: list[Said] = []
    for mention in mentions:
        speaker = tuple(table.speakers(mention.speaker)) if mention.speaker is not None else ()
        if not speaker and mention.speaker is None and not mention.anonymous:
            speaker = _carried(found, mention, table)
        via = tuple(i for i in _actors(mention.via, table) if i not in speaker)
        outer = _outer(found, mention)
        if outer is not None and not via:
            via = tuple(i for i in outer.speaker if i not in speaker)
        found.append(
            Said(
                mention=mention,
                speaker=speaker,
                via=via,
                addressee=tuple(i for i in _actors(mention.addressee, table) if i not in speaker),
                act=_act(mention, analysis),
            )
        )
    return found


def _actors(phrase: Phrase | None, table: Parties) -> tuple[int, ...]:
    return tuple(table.of_phrase(phrase)) if phrase is not None else ()


def _carried(found: list[Said], mention: SpeechMention, table: Parties) -> tuple[int, ...]:
    """The speaker that a cue without its own subject goes on with."""
    if mention.number == "p" and mention.gender == "" and found and found[-1].speaker:
        return found[-1].speaker
    for said in reversed(found[-6:]):
        first, last = said.mention.content_tokens
        if first <= mention.cue_token < last or said.mention.cue_token == mention.cue_token:
            continue
        if _nested(found, said) and not _nested_in(found, mention):
            continue  # words inside another's speech are not what the teller goes on with
        if _same(said, mention, table):
            return said.speaker
    focus = table.focus_before(mention.cue_token, mention.gender, mention.number or "s")
    return (focus,) if focus is not None else ()


def _nested(found: list[Said], said: Said) -> bool:
    return any(
        one is not said
        and one.mention.content_tokens[0] <= said.mention.cue_token < one.mention.content_tokens[1]
        for one in found
    )


def _nested_in(found: list[Said], mention: SpeechMention) -> bool:
    return _outer(found, mention) is not None


def _outer(found: list[Said], mention: SpeechMention) -> Said | None:
    """The statement whose content holds this cue."""
    for said in reversed(found):
        first, last = said.mention.content_tokens
        if first <= mention.cue_token < last:
            return said
    return None


_NEUTRAL = frozenset({"assert", "announce"})


def _act(mention: SpeechMention, analysis: Analysis) -> str:
    """The act of speech: the cue's own unless it is neutral and the content's predicate says more."""
    if mention.act not in _NEUTRAL and mention.act != "believe":
        return mention.act
    first, last = mention.content_tokens
    for clause in analysis.clauses:
        if clause.predicate < first or clause.kind != "verb":
            continue
        if clause.predicate >= last:
            break
        word = analysis.words[clause.predicate]
        if mention.act == "believe":
            return "forecast" if clause.tense == "future" else "believe"
        if clause.modality in ("planned",):
            return "announce"
        if clause.modality == "necessary" or clause.lemma in ("وجب", "انبغى", "تعين"):
            return "demand"
        if clause.tense == "future" and not clause.negative:
            own = word.person == "1"
            return "promise" if own and mention.direct else "announce" if own else mention.act
        break
    return mention.act
