"""Who decides where grammar and the learned reader both read: names, speech, acts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mahdar.analysis.mentions import Mentions, NameMention, SpeechMention, TriggerMention
from mahdar.analysis.reader import Analyser
from mahdar.analysis.types import Analysis
from mahdar.errors import TableError
from mahdar.knowledge import load
from mahdar.merge import acts, combine, said
from mahdar.ontology.weights import read_weights
from mahdar.record import make_document
from mahdar.resolve import roles
from mahdar.tagger.labels import BUCKETS, HEADS, ROLE_WIDTH, ROLES, offsets
from mahdar.tagger.scores import Scores


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return Analyser(load()).analyse(make_document("قال المدير إن المصنع القديم سيغلق أبوابه نهائيا غدا."))


def scores(size: int, sure: dict[tuple[str, int], str]) -> Scores:
    """Scores that know nothing but some labels of some tokens; elsewhere every head says that there is nothing."""
    logits = np.zeros((size, sum(map(len, HEADS.values()))), np.float32)
    for head, (first, _) in offsets().items():
        logits[:, first] = 12
        for at in range(size):
            if (head, at) in sure:
                logits[at, first] = 0
                logits[at, first + HEADS[head].index(sure[head, at])] = 12
    vectors = np.zeros((size, len(ROLES), ROLE_WIDTH), np.float32)
    return Scores(logits, vectors, vectors.copy(), np.zeros((len(ROLES), BUCKETS), np.float32))


def name(first: int, last: int, score: float, **more: object) -> NameMention:
    fields = {
        "first": first,
        "last": last,
        "start": first,
        "end": last,
        "form": "name",
        "kind": "person",
        **more,
    }
    return NameMention(score=score, **fields)  # type: ignore[arg-type]


def speech(cue: int, first: int, last: int, score: float = 1.0) -> SpeechMention:
    return SpeechMention(
        cue=(cue, cue + 1), cue_token=cue, content=((first, last),), content_tokens=(first, last), act="assert", score=score,
    )  # fmt: skip


def trigger(token: int, kind: str, score: float) -> TriggerMention:
    return TriggerMention(token=token, start=token, end=token + 1, type=kind, score=score)


def test_grammar_alone_without_scores() -> None:
    grammar = Mentions(names=[name(0, 1, 1.0)])
    found = combine(grammar)
    assert [(one.first, one.last) for one in found.names] == [(0, 1)]
    assert found.names[0].confidence is not None


@pytest.mark.parametrize(
    ("mine", "theirs", "kept"),
    [
        (name(1, 2, 1.0, entries=("x",)), name(3, 4, 0.96), [1, 3]),  # added between
        (name(1, 2, 1.0, entries=("x",)), name(3, 4, 0.90), [1]),  # not sure enough
        (name(1, 3, 1.0, entries=("x",)), name(2, 4, 0.99), [1]),  # touches a name of grammar
        (name(1, 2, 1.0), name(3, 4, 0.96), [3]),  # no table holds it and the network denies it
    ],
)
def test_names(analysis: Analysis, mine: NameMention, theirs: NameMention, kept: list[int]) -> None:
    found = combine(
        Mentions(names=[mine]), Mentions(names=[theirs]), scores(len(analysis.texts), {}), analysis
    )
    assert [one.first for one in found.names] == kept


def test_a_cue_that_the_network_sees_with_its_content_stands(analysis: Analysis) -> None:
    said: dict[tuple[str, int], str] = {("content", at): "I" for at in range(3, 8)}
    sure = scores(len(analysis.texts), said | {("cue", 0): "B"})
    found = combine(Mentions(speech=[speech(0, 3, 8)]), Mentions(speech=[speech(0, 3, 8)]), sure, analysis)
    assert [one.content_tokens for one in found.speech] == [(3, 8)]
    assert (found.speech[0].confidence or 0) >= 0.5


def test_the_content_that_the_network_fills_is_taken(analysis: Analysis) -> None:
    said: dict[tuple[str, int], str] = {("content", at): "I" for at in range(3, 9)}
    sure = scores(len(analysis.texts), said | {("cue", 0): "B"})
    found = combine(Mentions(speech=[speech(0, 1, 2)]), Mentions(speech=[speech(0, 3, 9)]), sure, analysis)
    assert [one.content_tokens for one in found.speech] == [(3, 9)]


def test_a_cue_that_the_network_denies_falls_away(analysis: Analysis) -> None:
    denied = scores(len(analysis.texts), {})
    assert combine(Mentions(speech=[speech(0, 3, 4)]), Mentions(), denied, analysis).speech == []


def test_acts(analysis: Analysis) -> None:
    sure = scores(len(analysis.texts), {("trigger", 5): "COERCE", ("trigger", 6): "AID"})
    grammar = Mentions(triggers=[trigger(5, "SANCTION", 0.35), trigger(1, "AID", 0.35)])
    tagger = Mentions(triggers=[trigger(5, "COERCE", 0.99), trigger(6, "AID", 0.9), trigger(7, "AID", 0.2)])
    found = combine(grammar, tagger, sure, analysis).triggers
    # The likelier type; what the network alone is sure of; nothing that it denies.
    assert [(one.token, one.type) for one in found] == [(5, "COERCE"), (6, "AID")]
    assert all((one.confidence or 0) >= 0.35 for one in found)


def test_weights_are_all_there() -> None:
    assert len(acts.weights()) == len(acts.FEATURES)
    assert len(said.weights()) == len(said.FEATURES)
    assert {len(row) for row in roles.weights().values()} == {len(roles.FEATURES)}


def test_a_table_without_a_feature_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "weights.tsv"
    path.write_text("feature\tweight\nany\t1\n", encoding="utf-8")
    with pytest.raises(TableError, match="expected weights"):
        read_weights(path, ("any", "one"))
    path.write_text("feature\tweight\nany\tmuch\n", encoding="utf-8")
    with pytest.raises(TableError):
        read_weights(path, ("any",))
