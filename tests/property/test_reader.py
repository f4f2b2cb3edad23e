"""Reading never fails, keeps its contract, and is the same every time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import any_text, arabic_letters, cut_news, disordered_news, texts

import mahdar
from mahdar.app.samples import load_samples
from mahdar.intake import Metadata, build_document
from mahdar.pipeline import Reader
from mahdar.record import Record, decode, encode, make_document, problems


def check(reader: Reader, text: str, *, published: str | None = "2024-05-17") -> Record:
    """The record of a text, after looking at everything that a record promises."""
    basis = "metadata" if published else None
    document = make_document(text, language="ar", published=published, published_basis=basis)
    record = reader.read(document)
    failures = [note.message for note in record.document.notes if note.kind == "failure"]
    assert not failures, failures
    assert not problems(record)
    assert record.document.text == text
    raw = encode(record)
    assert decode(raw) == record
    assert encode(reader.read(document)) == raw
    return record


@settings(max_examples=150)
@given(any_text())
def test_any_text_is_read(reader: Reader, text: str) -> None:
    check(reader, text)


@settings(max_examples=200)
@given(arabic_letters())
def test_letters_in_disorder_are_read(reader: Reader, text: str) -> None:
    check(reader, text)


@settings(max_examples=250)
@given(disordered_news())
def test_words_in_disorder_are_read(reader: Reader, text: str) -> None:
    check(reader, text)


@settings(max_examples=150)
@given(cut_news(), st.sampled_from([None, "2024", "2024-02", "2024-02-29", "2024-02-29T23:59:59+03:00"]))
def test_cut_news_is_read_whatever_its_date(reader: Reader, text: str, published: str | None) -> None:
    check(reader, text, published=published)


@pytest.mark.slow
@settings(max_examples=4000)
@given(st.one_of(texts(), cut_news()))
def test_read_for_longer(reader: Reader, text: str) -> None:
    check(reader, text)


@settings(max_examples=60)
@given(texts(), st.one_of(st.none(), any_text(20)), st.one_of(st.none(), any_text(20)))
def test_any_metadata_makes_a_sound_record(
    reader: Reader, text: str, published: str | None, url: str | None
) -> None:
    """Through intake: language and date are found, whatever nonsense the source tells."""
    record = reader.read(build_document(text, Metadata(published=published, url=url)))
    assert not problems(record)
    assert not [note for note in record.document.notes if note.kind == "failure"]
    assert decode(encode(record)) == record


@settings(max_examples=40)
@given(st.text(st.characters(), max_size=60))
def test_half_surrogate_pairs_are_read(text: str) -> None:
    record = mahdar.read("قال " + text + "\n")
    assert not problems(record)
    assert decode(record.to_json()) == record


@settings(max_examples=15)
@given(st.permutations(range(6)))
def test_order_does_not_change_bytes(reader: Reader, order: list[int]) -> None:
    documents = [sample.document for sample in load_samples()[:6]]
    alone = [encode(reader.read(document)) for document in documents]
    together = [encode(record) for record in reader.read_many(documents[number] for number in order)]
    assert together == [alone[number] for number in order]


@settings(max_examples=30)
@given(st.lists(texts(), max_size=4))
def test_what_was_read_before_does_not_change_bytes(reader: Reader, before: list[str]) -> None:
    document = load_samples()[0].document
    expected = encode(reader.read(document))
    for text in before:
        reader.read(text)
    assert encode(reader.read(document)) == expected


@settings(max_examples=40)
@given(disordered_news(30))
def test_a_text_reads_the_same_with_white_space_around(reader: Reader, text: str) -> None:
    """Only offsets move: the same items are found, and every one of them by the same rule."""
    text = text.strip()
    plain = check(reader, text)
    moved = check(reader, "\n" + text + "\n")
    assert [e.type for e in plain.events] == [e.type for e in moved.events]
    assert [(t.value, t.start + 1) for t in plain.times] == [(t.value, t.start) for t in moved.times]
    assert [(q.value, q.unit) for q in plain.quantities] == [(q.value, q.unit) for q in moved.quantities]
