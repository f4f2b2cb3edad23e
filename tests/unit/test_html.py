"""The notebook view: escaped, highlighted, text unchanged."""

from __future__ import annotations

import html
import re

import msgspec

from mahdar.record import (
    Actor,
    Event,
    Mention,
    Note,
    ReaderInfo,
    Record,
    Span,
    Statement,
    Time,
    make_document,
)
from mahdar.record.html import to_html

TEXT = 'قال <b>سالم</b> & أخوه أمس: «سنلتقي»\nونفى "غيره" ذلك.'


def record(**fields: object) -> Record:
    name = TEXT.index("سالم")
    base = Record(
        reader=ReaderInfo(version="0"),
        document=make_document(
            TEXT, language="ar", title="<script>alert(1)</script>", notes=(Note(kind="k", message="<i>"),)
        ),
        actors=[
            Actor(
                id="a1",
                key="k",
                kind="person",
                name="سالم",
                names={"en": "Salem <x>"},
                mentions=[Mention(start=name, end=name + 4, form="name")],
            )
        ],
        times=[Time(id="t1", start=TEXT.index("أمس"), end=TEXT.index("أمس") + 3, type="date", value="2015")],
        statements=[
            Statement(
                id="s1", speaker=["a1"], cue=Span(0, 3), content=[Span(name, len(TEXT))], act="announce"
            )
        ],
        events=[Event(id="e1", type="CONSULT", trigger=Span(0, 3), source=["a1"], quad=1, intensity=1.0)],
    )
    return msgspec.structs.replace(base, **fields)


def shown_text(page: str) -> str:
    """The report's text as a browser shows it."""
    inner = re.search(r"<div class='text'[^>]*>(.*?)</div>", page, re.DOTALL)
    assert inner is not None
    return html.unescape(re.sub(r"<[^>]*>", "", inner.group(1)))


def test_the_text_is_there_unchanged() -> None:
    assert shown_text(to_html(record())) == TEXT


def test_nothing_of_the_report_is_markup() -> None:
    page = to_html(record())
    assert "<script" not in page
    assert "<b>سالم" not in page
    assert "&lt;b&gt;" in page
    assert "Salem &lt;x&gt;" in page
    assert "k: &lt;i&gt;" in page


def test_pieces_wear_every_layer_that_covers_them() -> None:
    page = to_html(record())
    assert re.search(r"<span class='cue trigger' title='[^']*'>قال</span>", page)
    assert re.search(r"<span class='content name' title='[^']*'>سالم</span>", page)
    assert re.search(r"<span class='content time' title='[^']*'>أمس</span>", page)


def test_tables_name_speakers_and_actors() -> None:
    page = to_html(record())
    assert "<caption>Statements</caption>" in page
    assert "<caption>Events</caption>" in page
    assert "<caption>Commitments</caption>" not in page
    assert "<bdi>سالم</bdi>" in page


def test_the_page_is_self_contained_and_right_to_left() -> None:
    page = to_html(record())
    assert "dir='rtl'" in page
    assert "prefers-color-scheme:dark" in page
    assert "http" not in page
    assert record()._repr_html_() == page


def test_an_empty_record_and_spans_outside_the_text() -> None:
    empty = Record(reader=ReaderInfo(version="0"), document=make_document(""))
    assert shown_text(to_html(empty)) == ""
    wild = record(times=[Time(id="t1", start=5, end=9_999, type="date")])
    assert shown_text(to_html(wild)) == TEXT


def test_a_very_long_text_is_cut_with_a_word_about_it() -> None:
    long = Record(reader=ReaderInfo(version="0"), document=make_document("كلمة " * 20_000, language="ar"))
    page = to_html(long)
    assert "40,000 characters more" in page
    assert len(page) < 80_000
