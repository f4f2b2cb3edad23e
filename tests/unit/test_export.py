"""Events as PLOVER and POLECAT have them: what is folded and left out, columns, forms, files."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner, Result

from mahdar.cli.commands import app
from mahdar.cli.export import _writer
from mahdar.cli.screen import Screen
from mahdar.export.plover import (
    _CODES,
    _EU_BODIES,
    _FOLDED,
    COLUMNS,
    Gazetteer,
    PloverEvent,
    cells,
    gazetteer,
    plover_events,
)
from mahdar.knowledge import load
from mahdar.ontology import load_plover
from mahdar.ontology.tables import read_table
from mahdar.record import (
    Actor,
    Event,
    Mention,
    ReaderInfo,
    Record,
    Role,
    Span,
    Statement,
    make_document,
    problems,
)

GOLDEN = Path(__file__).parents[1] / "golden"
sys.path.insert(0, str(GOLDEN))

from regenerate import exported_table  # noqa: E402 (it stands beside the table that it writes)

TEXT = "عمّان 12 أيار 2022 - قالت مسؤولة أممية إن وزير المالية الأردني وشركة صينية سيزوران مصر لدعم مجلس الأمن؛ وذكرت الهيئة ذلك.\n"


def actor(id: str, kind: str, words: str, **facts: object) -> Actor:
    start = TEXT.index(words)
    mention = Mention(start=start, end=start + len(words), form="nominal")
    facts.setdefault("key", id)
    return Actor(id=id, kind=kind, name=words, mentions=[mention], **facts)  # type: ignore[arg-type]


def role(words: str, of: str | None) -> Role:
    start = TEXT.index(words)
    return Role(title=words, of=of, start=start, end=start + len(words))


def record(*events: Event, **document: str) -> Record:
    made = Record(
        reader=ReaderInfo(version="1", mode="grammar"),
        document=make_document(TEXT, language="ar", published_basis="metadata", **document),  # type: ignore[arg-type]
        actors=[
            actor("a1", "person", "وزير المالية الأردني", names={"en": "Finance Minister"}, country="JOR",
                  sector="GOV", wikidata="Q1", roles=[role("وزير المالية", "a1")]),
            actor("a2", "organization", "شركة صينية", sector="BUS"),
            actor("a3", "state", "مصر", names={"en": "Egypt"}, country="EGY", sector="GOV", key="EGY"),
            actor("a4", "organization", "مجلس الأمن", sector="IGO", key="Q37470"),
            actor("a5", "person", "مسؤولة أممية", sector="IGO", roles=[role("مسؤولة", "united_nations")]),
            actor("a6", "place", "عمّان", names={"en": "Amman"}, country="JOR", key="capital_JOR", latitude=31.95, longitude=35.93),
            actor("a7", "organization", "الهيئة", code="IGOWSTNAT", sector="MIL"),
        ],
        statements=[Statement(id="s1", speaker=["a5"], content=[Span(41, 60)])],
        events=list(events),
    )  # fmt: skip
    assert problems(made) == []
    return made


def event(id: str = "e1", kind: str = "CONSULT", **facts: object) -> Event:
    start = TEXT.index("سيزوران")
    base = load_plover()
    values: dict[str, object] = {
        "source": ["a1", "a2"],
        "target": ["a3"],
        "quad": base.types[kind].quad,
        "intensity": base.types[kind].intensity,
    }
    return Event(id=id, type=kind, trigger=Span(start, start + 7), **(values | facts))  # type: ignore[arg-type]


def row(*events: Event, known: Gazetteer | None = None) -> PloverEvent:
    (found,) = plover_events(record(*events), everything=True, known=known)
    return found


@pytest.mark.parametrize("kind", sorted(load_plover().types))
def test_what_is_planned_is_folded(kind: str) -> None:
    """The rule of the contract, over every type: an act to come is an undertaking or a concession in words."""
    undertaking = {
        "CONSULT": "AGREE",
        "SUPPORT": "AGREE",
        "COOPERATE": "AGREE",
        "AID": "AGREE",
        "RETREAT": "CONCEDE",
    }
    codebook = load_plover()
    mode = sorted(codebook.modes.get(kind, ()))[:1]
    planned = row(event(kind=kind, mode=mode, factuality="planned", intensity=9.0))
    done = row(event(kind=kind, mode=mode, intensity=9.0))
    assert (done.event_type, done.event_mode, done.event_intensity) == (kind, mode, 9.0)
    assert done.auxiliary_status == []
    if kind in undertaking:
        named = codebook.types[undertaking[kind]]
        assert (planned.event_type, planned.event_mode) == (named.name, [])
        assert (planned.event_intensity, planned.quad_code) == (named.intensity, "VERBAL COOPERATION")
        assert planned.auxiliary_status == []
    else:
        assert (planned.event_type, planned.event_mode, planned.event_intensity) == (kind, mode, 9.0)
        assert planned.auxiliary_status == ["future"]
    assert (planned.reported_type, planned.reported_mode, planned.factuality) == (kind, mode, "planned")


def test_folded_types_have_no_modes() -> None:
    assert not set(_FOLDED.values()) & set(load_plover().modes)


@pytest.mark.parametrize("factuality", ["actual", "planned", "possible", "conditional"])
def test_recalled_and_unsure_events_say_so(factuality: str) -> None:
    unsure = {
        "actual": [],
        "planned": ["future"],
        "possible": ["hypothetical"],
        "conditional": ["hypothetical"],
    }
    plain = row(event(kind="ASSAULT", factuality=factuality))
    recalled = row(event(kind="ASSAULT", factuality=factuality, background=True))
    assert plain.auxiliary_status == unsure[factuality]
    assert recalled.auxiliary_status == ["historical", *unsure[factuality]]


def test_by_default_only_what_happened_now() -> None:
    made = record(
        event("e1"),
        event("e2", background=True),
        event("e3", factuality="planned"),
        event("e4", factuality="possible"),
        event("e5", factuality="conditional"),
        event("e6", factuality="denied"),
    )
    assert [one.event_id.split("_")[1] for one in plover_events(made)] == ["e1"]
    shown = [one.event_id.split("_")[1] for one in plover_events(made, everything=True)]
    assert shown == ["e1", "e2", "e3", "e4", "e5"]


def test_lists_of_one_side_stay_aligned() -> None:
    found = row(event())
    assert found.actor_name == ["Finance Minister", "شركة صينية"]
    assert found.actor_name_raw == ["وزير المالية الأردني", "شركة صينية"]
    assert found.actor_country == ["JOR", None]
    assert found.primary_actor_sector == ["GOV", "BUS"]
    assert found.actor_title == ["وزير المالية", None]
    assert found.actor_wikidata == ["Q1", None]
    told = dict(zip(COLUMNS, cells(found), strict=True))
    assert told["Actor Country"] == "JOR; None"
    assert told["Actor Name"] == "Finance Minister; شركة صينية"
    assert (told["Recipient Country"], told["Recipient Title"], told["Contexts"]) == ("EGY", "", "")


def test_bodies_without_a_state_stand_in_the_country_field() -> None:
    known = gazetteer(load().entries)
    found = row(event(source=["a4", "a5", "a7"]), known=known)
    assert found.actor_country == ["UNO", "UNO", "IGO"]
    assert found.primary_actor_sector == [None, None, "MIL"]
    assert row(event(source=["a4", "a5", "a7"])).actor_country == ["IGO", "IGO", "IGO"]


def test_every_body_of_the_united_nations_and_of_the_union_is_known() -> None:
    entries = load().entries
    known = gazetteer(entries)
    for entry in entries:
        if entry.subtype == "un_body":
            assert known.bodies[entry.key] == "UNO", entry.key
    assert known.bodies["united_nations"] == "UNO"
    assert known.bodies["arab_league"] == "IGO"
    keys = {entry.key: entry.en for entry in entries}
    for _, european in read_table(_EU_BODIES, ("key", "en")):
        assert keys.get(european["key"]) == european["en"]
        assert known.bodies[european["key"]] == "EUR"
    codes = {entry.code for entry in entries}
    for start, _ in _CODES:
        assert any(code.startswith(start) for code in codes), start


def test_a_place_is_a_city_where_the_tables_say_so() -> None:
    known = gazetteer(load().entries)
    city = row(event(place="a6"), known=known)
    assert (city.placename, city.city, city.country, city.raw_placename) == ("Amman", "Amman", "JOR", "عمّان")
    assert (city.latitude, city.longitude) == (31.95, 35.93)
    state = row(event(place="a3"), known=known)
    assert (state.placename, state.city, state.country, state.latitude) == ("Egypt", None, "EGY", None)
    assert {"capital_FRA", "place_istanbul_tur"} <= known.cities


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2022-05-12", "2022-05-12"),
        ("2022-05-12T09:30", "2022-05-12"),
        ("2022-05", None),
        ("2022", None),
        ("2022-05-12~", None),
        ("2022-05-10/2022-05-12", None),
        (None, None),
    ],
)
def test_a_date_is_never_made_more_precise(date: str | None, day: str | None) -> None:
    found = row(event(date=date, date_basis="stated" if date else None))
    assert (found.event_date, found.event_date_edtf) == (day, date)


def test_the_publication_date_does_not_stand_in_for_the_events() -> None:
    (found,) = plover_events(record(event(), published="2022-05-12", title="عنوان", source="صحيفة"))
    assert (found.event_date, found.publication_date) == (None, "2022-05-12")
    assert (found.headline, found.source) == ("عنوان", "صحيفة")


def test_an_event_shows_its_words_and_whose_word_it_is() -> None:
    made = record(event(statement="s1", rule="r", confidence=0.5))
    (found,) = plover_events(made)
    assert made.document.text[found.trigger_start : found.trigger_end] == found.trigger_text == "سيزوران"
    assert (found.statement, found.attributed_to) == ("s1", ["مسؤولة أممية"])
    assert (found.rule, found.confidence) == ("r", 0.5)
    assert (found.story_id, found.report_id) == (made.document.id, made.document.report)
    assert found.story_people == ["Finance Minister", "مسؤولة أممية"]
    assert found.story_locations == ["Egypt", "Amman"]


def test_no_cell_is_a_formula_and_no_name_breaks_a_list() -> None:
    made = record(event(), title="=HYPERLINK(1)", source="- وكالة")
    sly = msgspec.structs.replace(made.actors[1], name="شركة؛ ألف; باء")
    made = msgspec.structs.replace(made, actors=[made.actors[0], sly, *made.actors[2:]])
    (found,) = plover_events(made)
    told = dict(zip(COLUMNS, cells(found), strict=True))
    assert told["Headline"] == "'=HYPERLINK(1)"
    assert told["Source"] == "'- وكالة"
    assert len(told["Actor Name"].split("; ")) == len(told["Actor Country"].split("; ")) == 2
    assert found.headline == "=HYPERLINK(1)"
    assert dict(zip(COLUMNS, cells(row(event(kind="ASSAULT"))), strict=True))["Event Intensity"] == "-9"


# POLECAT's own header, as far as mahdar can fill it; what is left out is named in docs/export.md.
PUBLISHED = (
    "Event ID|Event Date|Event Type|Event Mode|Event Intensity|Quad Code|Contexts|Actor Name|Actor Country|"
    "Primary Actor Sector|Actor Title|Actor Name Raw|Recipient Name|Recipient Country|Primary Recipient Sector|"
    "Recipient Title|Recipient Name Raw|Placename|City|Country|Latitude|Longitude|Raw Placename|Source|"
    "Publication Date|Story People|Story Organizations|Story Locations|Language|Version"
)


def test_the_published_columns_come_first_and_in_their_order() -> None:
    published = PUBLISHED.split("|")
    assert list(COLUMNS[: len(published)]) == published


def test_the_dictionary_describes_every_column_and_no_other() -> None:
    page = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")
    tables = page[page.index("## Columns") :]
    first = [line.split("|")[1] for line in tables.splitlines() if line.startswith("| `")]
    described = [name.strip(" `") for cell in first for name in cell.split(",")]
    assert sorted(described) == sorted(COLUMNS)


# From here on the command is run.


def run(*arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["export", "plover", *arguments], input=given)


@dataclass
class Files:
    folder: Path
    records: Path
    made: list[Record] = field(default_factory=list)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    made = [
        record(event("e1"), event("e2", factuality="planned"), published="2022-05-12", title="خبر، أول"),
        record(event("e1", kind="ASSAULT", factuality="denied"), event("e2", kind="AID", place="a6")),
    ]
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(one.to_json() for one in made) + "\n", encoding="utf-8")
    return Files(tmp_path, path, made)


def test_records_need_no_reader(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(mode: str | None = None) -> None:
        raise AssertionError("a reader was built")

    monkeypatch.setattr("mahdar.app.read.make_reader", refuse)
    result = run(str(files.records), "--format", "jsonl")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 2


@pytest.mark.parametrize("everything", [False, True])
def test_all_forms_say_the_same(files: Files, everything: bool) -> None:
    """JSON comes back as the very events; CSV holds their cells."""
    known = gazetteer(load().entries)
    events = [one for made in files.made for one in plover_events(made, everything=everything, known=known)]
    assert len(events) == (3 if everything else 2)
    options = ["--all"] if everything else []
    lines = run(str(files.records), "-f", "jsonl", *options).stdout.splitlines()
    assert [msgspec.json.decode(line, type=PloverEvent) for line in lines] == events
    whole = run(str(files.records), "-f", "json", *options).stdout
    assert msgspec.json.decode(whole, type=list[PloverEvent]) == events
    assert list(json.loads(whole)[0]) == list(COLUMNS)
    table = run(str(files.records), *options).stdout.removeprefix("\ufeff")
    header, *rows = csv.reader(StringIO(table))
    assert header == list(COLUMNS)
    assert rows == [cells(one) for one in events]


def test_a_form_is_checked_against_its_schema() -> None:
    raw = json.loads(msgspec.json.encode(row(event())))
    for broken in (raw | {"Event Date": 5}, raw | {"Aktor": ""}, raw | {"Actor Name": "x"}):
        with pytest.raises(msgspec.ValidationError):
            msgspec.json.decode(json.dumps(broken), type=PloverEvent)


def test_a_spreadsheet_sees_utf_8(files: Files) -> None:
    out = files.folder / "events.csv"
    assert run(str(files.records), "--out", str(out)).exit_code == 0
    raw = out.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfEvent ID,")
    rows = list(csv.DictReader(StringIO(raw.decode("utf-8-sig"))))
    assert rows[0]["Headline"] == "خبر، أول"
    assert rows[0]["Trigger Text"] == "سيزوران"
    stream = StringIO()
    _writer(Screen(stream, terminal=True), "csv").begin()
    assert stream.getvalue().startswith("Event ID,")


def test_reports_and_records_stand_side_by_side(files: Files) -> None:
    rows = [
        json.dumps(
            {"text": "أدان وزير الخارجية الفرنسي الهجوم أمس.", "published": "2022-05-13", "source": "وكالة"}
        ),
        files.made[0].to_json(),
    ]
    mixed = files.folder / "mixed.jsonl"
    mixed.write_text("\n".join(rows), encoding="utf-8")
    result = run(str(mixed), "--fast", "-f", "json")
    assert result.exit_code == 0
    *found, kept = json.loads(result.stdout)
    (read,) = [one for one in found if one["Event Type"] == "ACCUSE"]
    assert (read["Event Type"], read["Event Mode"], read["Source"]) == ("ACCUSE", ["disapprove"], "وكالة")
    assert read["Actor Country"] == ["FRA"]
    assert kept["Headline"] == "خبر، أول"
    whole = json.dumps([json.loads(one.to_json()) for one in files.made], ensure_ascii=False, indent=1)
    assert len(json.loads(run("-", "-f", "json", given=whole.encode()).stdout)) == 2


def test_a_broken_file_does_not_stop_the_rest(files: Files) -> None:
    raw = json.loads(files.made[0].to_json())
    raw["events"][0]["target"] = ["a9"]
    bad = files.folder / "bad.jsonl"
    bad.write_text('{"text":\n' + json.dumps(raw) + '\n{"schema": "mahdar.record/1"}\n', encoding="utf-8")
    absent = files.folder / "absent.txt"
    result = run(str(bad), str(absent), str(files.records), "-f", "jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert f"{bad}:1: not JSON" in result.stderr
    assert f"{bad}:2: a broken record: e1.target: no actor with id 'a9'" in result.stderr
    assert f"{bad}:3: a broken record: " in result.stderr
    assert f"{absent}: no such file or folder" in result.stderr
    assert "2 events written, 4 failures" in result.stderr


@pytest.mark.parametrize(
    ("form", "shown"), [("json", "[]\n"), ("jsonl", ""), ("csv", "\ufeff" + ",".join(COLUMNS) + "\n")]
)
def test_no_events_are_an_empty_list(tmp_path: Path, form: str, shown: str) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    result = run(str(empty), "--fast", "-f", form)
    assert (result.exit_code, result.stdout) == (0, shown)
    assert f"{empty}: the source holds no bytes" in result.stderr


def test_what_is_not_arabic_is_told(tmp_path: Path) -> None:
    report = tmp_path / "english.txt"
    report.write_text(
        "The foreign minister met his counterpart in Amman on Thursday to discuss trade.", "utf-8"
    )
    result = run(str(report), "--fast", "-f", "json")
    assert (result.exit_code, result.stdout) == (0, "[]\n")
    assert f"{report}: " in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "--samples: give a PATH"),
        (["x.txt", "--format", "xml"], "xml"),
        (["x.txt", "--published", "soon"], "--published: 'soon' is no ISO 8601 date"),
    ],
)
def test_wrong_use_ends_with_two(arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr


def test_reading_refuses_records(files: Files) -> None:
    result = CliRunner().invoke(app, ["read", str(files.records), "--fast"])
    assert result.exit_code == 1
    assert f"{files.records}:1: a record that was read before, not a report" in result.stderr


def test_the_samples_are_exported() -> None:
    result = run("--samples", "--fast", "-f", "json")
    assert result.exit_code == 0
    events = msgspec.json.decode(result.stdout, type=list[PloverEvent])
    assert len({one.event_id for one in events}) == len(events) > 50
    assert len({one.story_id for one in events}) > 10
    assert {(one.factuality, one.background) for one in events} == {("actual", False)}


def test_the_golden_table() -> None:
    """Two samples, as their golden records have them: a folded retreat and meeting, a condition, recalled acts."""
    expected = (GOLDEN / "plover.csv").read_text(encoding="utf-8")
    now = exported_table()
    assert now == expected, "exported in another way; if it is a better one, `make golden` writes it anew"
    rows = list(csv.DictReader(StringIO(expected.removeprefix("\ufeff"))))
    folded = [(one["Reported Type"], one["Event Type"]) for one in rows if one["Factuality"] == "planned"]
    assert ("RETREAT", "CONCEDE") in folded
    assert ("CONSULT", "AGREE") in folded
    assert "denied" not in {one["Factuality"] for one in rows}
