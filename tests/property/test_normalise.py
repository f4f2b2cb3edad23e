"""The normalisation map inverts: every character of the working text shows the characters that it came from."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from strategies import any_text, arabic_letters, cut_news, texts

from mahdar.text import fold, normalise, sentences, tokenise


def check_map(text: str) -> None:
    working = normalise(text)
    before = 0
    covered = bytearray(len(text))
    for at, char in enumerate(working.text):
        start, end = working.span(at, at + 1)
        assert 0 <= start < end <= len(text), (at, start, end)
        assert start >= before, "spans never run backwards"
        before = start
        covered[start:end] = b"\x01" * (end - start)
        assert char in normalise(text[start:end]).text, (at, char, text[start:end])
    for at, char in enumerate(text):
        if not covered[at]:
            assert not normalise(char).text, f"{char!r} at {at} is lost, although it stands for something"


@given(any_text())
def test_any_text_maps_back(text: str) -> None:
    check_map(text)


@given(arabic_letters())
def test_arabic_maps_back(text: str) -> None:
    check_map(text)


@given(cut_news())
def test_news_maps_back(text: str) -> None:
    check_map(text)


@pytest.mark.slow
@settings(max_examples=4000)
@given(texts())
def test_maps_back_for_longer(text: str) -> None:
    check_map(text)


@given(texts())
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@given(texts())
def test_pieces_of_a_text_map_as_the_whole_does(text: str) -> None:
    """A working span's original, normalised by itself, holds the working span."""
    working = normalise(text)
    size = len(working.text)
    for first, last in ((0, size), (size // 3, size - size // 4)):
        if first < last:
            start, end = working.span(first, last)
            assert working.text[first:last] in normalise(text[start:end]).text


@given(texts())
def test_folding_keeps_lengths_and_is_idempotent(text: str) -> None:
    working = normalise(text).text
    folded = fold(working)
    assert len(folded) == len(working)
    assert fold(folded) == folded


@given(texts())
def test_sentences_are_ordered_trimmed_and_lose_nothing(text: str) -> None:
    working = normalise(text).text
    last = 0
    for start, end in sentences(working):
        assert last <= start < end <= len(working)
        assert not working[last:start].strip(), "only white space stands between sentences"
        assert working[start:end] == working[start:end].strip()
        last = end
    assert not working[last:].strip()


@given(texts())
def test_tokens_are_ordered_and_lose_nothing(text: str) -> None:
    working = normalise(text).text
    tokens = tokenise(working)
    last = 0
    for start, end, token in zip(tokens.starts, tokens.ends, tokens.texts, strict=True):
        assert last <= start < end
        assert working[start:end] == token
        assert not working[last:start].strip(), "only white space stands between tokens"
        last = end
    assert not working[last:].strip()
    assert len(tokens.kinds) == len(tokens.texts)
