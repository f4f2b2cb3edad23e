"""Grammar and the learned reader together, with the network that ships."""

from __future__ import annotations

import pickle
from functools import cache
from pathlib import Path

import pytest

import mahdar
from mahdar.app.samples import load_samples
from mahdar.pipeline import Reader
from mahdar.record import encode, make_document, problems
from mahdar.tagger import MODEL, load_encoder
from mahdar.tagger.encoder import Encoder

# The contract with whoever installs the wheel.
_LARGEST = 40_000_000


@cache
def both() -> Reader:
    return Reader(mode="both")


@cache
def texts() -> tuple[str, ...]:
    return tuple(sample.document.text for sample in load_samples()[:4])


def test_the_network_is_there_and_small() -> None:
    assert sum(path.stat().st_size for path in MODEL.iterdir()) < _LARGEST
    assert load_encoder() is not None


def test_both_is_the_default() -> None:
    assert mahdar.Reader().mode == "both"
    assert both().read(texts()[0]).reader.model


def test_a_reader_is_pickled_with_its_mode() -> None:
    assert pickle.loads(pickle.dumps(both())).mode == "both"


@pytest.mark.parametrize("mode", ["tagger", "both"])
def test_records_are_sound(mode: str) -> None:
    reader = Reader(mode=mode)
    for text in texts():
        record = reader.read(text)
        assert problems(record) == []
        assert not [note for note in record.document.notes if note.kind == "failure"]


def test_a_record_does_not_depend_on_what_is_read_beside_it() -> None:
    together = [encode(record) for record in both().read_many(texts())]
    backwards = [encode(record) for record in both().read_many(texts()[::-1])][::-1]
    alone = [encode(both().read(text)) for text in texts()]
    assert together == alone == backwards


def test_scores_do_not_depend_on_threads() -> None:
    one, four = Encoder(MODEL, threads=1), Encoder(MODEL, threads=4)
    analyses = [both().analyse(make_document(text)) for text in texts()]
    read = [(analysis, both().mentions(analysis)) for analysis in analyses]
    for a, b in zip(one.many(read), four.many(read), strict=True):
        assert (a.probabilities("name") == b.probabilities("name")).all()
        assert (a.pairs("speaker", 3, [(0, 1), (5, 7)]) == b.pairs("speaker", 3, [(0, 1), (5, 7)])).all()


@pytest.mark.parametrize("text", ["ا", "؟", "٣", "كلمة" * 400, "أ " * 3000, "a b c", "قال.\n" * 50])
def test_odd_texts_are_read(text: str) -> None:
    record = both().read(text)
    assert problems(record) == []
    assert not [note for note in record.document.notes if note.kind == "failure"]


def test_a_long_report_loses_nothing_at_the_edges_of_windows() -> None:
    text = "\n".join(texts()) * 2
    analysis = both().analyse(make_document(text))
    encoder = load_encoder()
    assert encoder is not None
    assert len(encoder.scores(analysis, both().mentions(analysis))) == len(analysis.texts)
    assert problems(both().read(text)) == []


def test_what_the_tagger_finds_says_so() -> None:
    rules = {
        mention.rule
        for text in texts()
        for actor in Reader(mode="tagger").read(text).actors
        for mention in actor.mentions
    }
    assert "tagger" in rules


def test_without_a_model_grammar_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mahdar.tagger.MODEL", tmp_path)
    with pytest.warns(UserWarning, match="grammar reads alone"):
        reader = Reader()
    assert reader.mode == "grammar"
    assert reader.read(texts()[0]).reader.model is None
