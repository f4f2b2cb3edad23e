"""The record: what validation says, JSON both ways, identities, schema."""

from __future__ import annotations

import json
from collections.abc import Callable

import msgspec
import pytest

from mahdar.errors import RecordError
from mahdar.record import (
    Actor,
    Commitment,
    Condition,
    Event,
    Mention,
    Note,
    Quantity,
    ReaderInfo,
    Record,
    Role,
    Span,
    Statement,
    Time,
    decode,
    encode,
    make_document,
    problems,
    schema,
    validate,
)

TEXT = "قال وزير الخارجية سامي منصور أمس إن القاهرة ستقدم 20 طنا إذا فتح المعبر."


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def sample() -> Record:
    """A record with one item of every kind and nothing wrong."""
    start, end = span("سامي منصور")
    role = span("وزير الخارجية")
    capital = span("القاهرة")
    day, amount = span("أمس"), span("20 طنا")
    gift = span("ستقدم")
    said = Span(TEXT.index("القاهرة"), len(TEXT) - 1)
    return Record(
        reader=ReaderInfo(version="0"),
        document=make_document(TEXT, language="ar", published="2015-02-03", published_basis="metadata"),
        actors=[
            Actor(
                id="a1",
                key="سامي منصور",
                kind="person",
                name="سامي منصور",
                roles=[Role(title="وزير الخارجية", start=role[0], end=role[1])],
                mentions=[Mention(start=start, end=end, form="name")],
            ),
            Actor(
                id="a2",
                key="EGY",
                kind="state",
                name="مصر",
                country="EGY",
                mentions=[Mention(start=capital[0], end=capital[1], form="metonym")],
            ),
        ],
        times=[Time(id="t1", start=day[0], end=day[1], type="date", value="2015-02-02", anchor="published")],
        quantities=[Quantity(id="q1", start=amount[0], end=amount[1], value=20, unit="t")],
        statements=[
            Statement(
                id="s1", speaker=["a1"], cue=Span(*span("قال")), content=[said], act="promise", time="t1"
            )
        ],
        events=[
            Event(
                id="e1",
                type="AID",
                trigger=Span(*gift),
                source=["a2"],
                quantities=["q1"],
                factuality="planned",
                statement="s1",
                quad=2,
                intensity=7.0,
            )
        ],
        conditions=[
            Condition(
                id="k1", if_=Span(*span("إذا فتح المعبر")), then=Span(*gift), holder="s1", then_events=["e1"]
            )
        ],
        commitments=[
            Commitment(
                id="c1",
                kind="pledge",
                actors=["a2"],
                statement="s1",
                event="e1",
                condition="k1",
                start=said.start,
                end=said.end,
            )
        ],
    )


def changed(group: str, /, **fields: object) -> Record:
    """The sample with some fields of the first item of one kind changed."""
    record = sample()
    items = list(getattr(record, group))
    items[0] = msgspec.structs.replace(items[0], **fields)
    return msgspec.structs.replace(record, **{group: items})


def test_the_sample_breaks_nothing() -> None:
    assert problems(sample()) == []
    validate(sample())


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: changed("times", end=900), "t1: span 29:900 is not inside the text"),
        (lambda: changed("times", start=30, end=30), "t1: span 30:30 is not inside the text"),
        (lambda: changed("times", start=3, end=4), "t1: span 3:4 holds white space only"),
        (
            lambda: changed("times", type="moment"),
            "t1.type: 'moment' is not one of date, duration, set, time",
        ),
        (lambda: changed("times", calendar="julian"), "t1.calendar: 'julian' is not one of"),
        (lambda: changed("times", anchor="t9"), "t1.anchor: no time with id 't9'"),
        (lambda: changed("times", confidence=1.5), "t1: confidence 1.5 is not between 0 and 1"),
        (lambda: changed("actors", kind="river"), "a1.kind: 'river' is not one of"),
        (lambda: changed("actors", mentions=[]), "a1: no mention"),
        (lambda: changed("actors", latitude=30.0), "a1: latitude and longitude go together"),
        (lambda: changed("quantities", bound="roughly"), "q1.bound: 'roughly' is not one of"),
        (lambda: changed("quantities", role="wounded"), "q1.role: 'wounded' is not one of"),
        (lambda: changed("statements", content=[]), "s1: no content"),
        (lambda: changed("statements", speaker=["e1"]), "s1.speaker: no actor with id 'e1'"),
        (lambda: changed("statements", act="sing"), "s1.act: 'sing' is not one of"),
        (lambda: changed("events", type="DANCE"), "e1.type: 'DANCE' is not one of"),
        (lambda: changed("events", quad=4), "e1: quad 4 is not that of AID"),
        (lambda: changed("events", mode=["airstrike"]), "e1.mode: 'airstrike' is not one of"),
        (lambda: changed("events", date="2015"), "e1: date and date_basis go together"),
        (lambda: changed("events", statement="s7"), "e1.statement: no statement with id 's7'"),
        (lambda: changed("conditions", then_events=["a1"]), "k1.then_events: no event with id 'a1'"),
        (lambda: changed("commitments", kind="dream"), "c1.kind: 'dream' is not one of"),
        (lambda: changed("commitments", condition="c1"), "c1.condition: no condition with id 'c1'"),
    ],
)
def test_validation_says_what_is_wrong_and_where(make: Callable[[], Record], expected: str) -> None:
    found = problems(make())
    assert len(found) == 1
    assert found[0].startswith(expected)


def test_an_id_that_stands_twice_is_found() -> None:
    record = sample()
    twice = msgspec.structs.replace(record, commitments=record.commitments * 2)
    assert problems(twice) == ["c1: the id stands twice"]


def test_validation_says_everything_at_once() -> None:
    broken = msgspec.structs.replace(changed("events", type="DANCE", source=["a9"]), schema="other/2")
    with pytest.raises(RecordError) as caught:
        validate(broken)
    assert [problem.split(":")[0] for problem in caught.value.problems] == ["schema", "e1.type", "e1.source"]


def test_the_identities_of_text_and_copy_are_checked() -> None:
    record = sample()
    document = msgspec.structs.replace(record.document, text=TEXT + " ", source="وكالة")
    found = problems(msgspec.structs.replace(record, document=document))
    assert [problem.split(":")[0] for problem in found] == ["document.id", "document.report"]


def test_a_note_outside_the_text_is_found() -> None:
    record = sample()
    document = msgspec.structs.replace(record.document, notes=[Note(kind="x", message="y", start=0, end=999)])
    assert problems(msgspec.structs.replace(record, document=document)) == [
        f"document.notes[0]: span 0:999 is not inside the text (0:{len(TEXT)})"
    ]


def test_json_goes_both_ways() -> None:
    record = sample()
    assert decode(encode(record)) == record
    assert encode(decode(encode(record))) == encode(record)
    assert decode(record.to_json(indent=2)) == record
    assert "\n" not in record.to_json()


def test_json_bears_the_names_of_the_contract() -> None:
    raw = json.loads(sample().to_json())
    assert raw["schema"] == "mahdar.record/1"
    assert raw["conditions"][0]["if"] == {"start": TEXT.index("إذا"), "end": len(TEXT) - 1}
    assert raw["events"][0]["trigger"]["start"] == TEXT.index("ستقدم")
    assert raw["document"]["text"] == TEXT


def test_unknown_fields_are_allowed_and_missing_ones_named() -> None:
    raw = json.loads(sample().to_json())
    raw["mine"] = 1
    assert decode(json.dumps(raw)) == sample()
    del raw["actors"][1]["key"]
    with pytest.raises(RecordError, match=r"missing required field `key` - at `\$.actors\[1\]`"):
        decode(json.dumps(raw))
    with pytest.raises(RecordError):
        decode("{")


def test_a_copy_has_its_own_identity_and_the_text_another() -> None:
    one = make_document(TEXT, source="وكالة")
    other = make_document(TEXT, source="صحيفة")
    assert one.id == other.id
    assert one.report != other.report


def test_schema_describes_every_list_of_the_record() -> None:
    described = schema()
    assert described["$schema"].endswith("2020-12/schema")
    fields = described["$defs"]["Record"]["properties"]
    assert set(fields) >= {
        "schema",
        "reader",
        "document",
        "actors",
        "times",
        "quantities",
        "statements",
        "events",
    }
    assert "if" in described["$defs"]["Condition"]["properties"]


def test_records_answer_for_their_items() -> None:
    record = sample()
    assert record.text_of(record.times[0]) == "أمس"
    assert record.actor("a2").country == "EGY"
    with pytest.raises(KeyError):
        record.actor("a9")
