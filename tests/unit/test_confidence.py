"""Confidence: measured curves, one for each layer and for what found a mention."""

from __future__ import annotations

import pytest

from mahdar.analysis.mentions import NameMention, TriggerMention
from mahdar.merge.confidence import curves, logit, origin
from mahdar.pipeline import Reader


def test_what_found_a_mention_is_told_apart() -> None:
    name = NameMention(first=0, last=1, start=0, end=3, form="name", kind="person")
    assert origin(name) == "rule"
    assert (
        origin(NameMention(first=0, last=1, start=0, end=3, form="name", kind="person", entries=("x",)))
        == "table"
    )
    act = TriggerMention(token=0, start=0, end=3, type="ASSAULT", score=0.9, rule="triggers.tsv:1")
    assert origin(act) == "certain"
    assert (
        origin(TriggerMention(token=0, start=0, end=3, type="ASSAULT", score=0.9, rule="tagger")) == "tagger"
    )


@pytest.mark.parametrize("share", [0.0, 1.0, 0.5])
def test_log_odds_stay_finite(share: float) -> None:
    assert abs(logit(share)) < 10


def test_a_surer_network_never_lowers_confidence() -> None:
    assert curves()
    for (mode, _, _), (_, slope) in curves().items():
        assert slope >= 0 if mode == "both" else slope == 0


def test_items_carry_their_confidence() -> None:
    text = "التقى الرئيس سليم الزعبي وزير خارجية تونس في العاصمة. وقال الزعبي إن بلاده ترفض الحرب."
    for mode in ("grammar", "both"):
        record = Reader(mode=mode).read(text)
        assert record.statements
        assert record.events
        for item in (*record.statements, *record.events):
            assert item.confidence is not None
            assert 0 < item.confidence < 1
        assert any(actor.confidence is not None for actor in record.actors)
