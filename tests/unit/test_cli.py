"""The command line: forms, exit codes, messages."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from mahdar._version import __version__
from mahdar.cli.commands import app
from mahdar.cli.screen import Screen
from mahdar.cli.table import show_table
from mahdar.cli.text import show_record
from mahdar.record import (
    Actor,
    Event,
    Mention,
    ReaderInfo,
    Record,
    Span,
    Statement,
    decode,
    make_document,
    problems,
)

TEXT = (
    "القاهرة 3 مارس 2019 (وكالات) - قال وزير الخارجية الروسي سيرغي لافروف إن بلاده ستزور دمشق الشهر المقبل.\n"
)


def run(*arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=given)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "report.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def made() -> Record:
    name = TEXT.index("سيرغي لافروف")
    place = TEXT.index("دمشق")
    said = Span(TEXT.index("بلاده"), len(TEXT) - 2)
    return Record(
        reader=ReaderInfo(version="0"),
        document=make_document(TEXT, language="ar"),
        actors=[
            Actor(
                id="a1",
                key="Q",
                kind="person",
                name="سيرغي لافروف",
                names={"en": "Sergey Lavrov"},
                mentions=[Mention(start=name, end=name + 12, form="name", rule="names.table")],
                rule="actors.table",
            ),
            Actor(
                id="a2",
                key="SYR",
                kind="state",
                name="سوريا",
                mentions=[Mention(start=place, end=place + 4, form="metonym")],
            ),
        ],
        statements=[Statement(id="s1", speaker=["a1"], content=[said], act="announce", rule="speech.verb")],
        events=[
            Event(
                id="e1",
                type="CONSULT",
                mode=["visit"],
                trigger=Span(TEXT.index("ستزور"), TEXT.index("ستزور") + 5),
                source=["a1"],
                target=["a2"],
                factuality="planned",
                quad=1,
                intensity=1.0,
                rule="acts.visit",
            )
        ],
    )


def view(*, terminal: bool = False, explain: bool = False) -> str:
    stream = StringIO()
    show_record(Screen(stream, terminal=terminal), made(), name="report.txt", explain=explain)
    return stream.getvalue()


def test_the_text_view_keeps_the_text_and_names_both_ways() -> None:
    shown = view()
    assert TEXT.strip() in shown
    assert "سيرغي لافروف (Sergey Lavrov)" in shown
    assert "CONSULT/visit  سيرغي لافروف (Sergey Lavrov) → سوريا" in shown
    assert "\x1b" not in shown
    assert "\u2068" not in shown


def test_explain_names_the_rules() -> None:
    assert "acts.visit" not in view()
    for rule in ("names.table", "actors.table", "speech.verb", "acts.visit"):
        assert f"[{rule}]" in view(explain=True)


def test_a_terminal_gets_isolates_and_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    shown = view(terminal=True)
    assert "\u2068سيرغي لافروف\u2069 (Sergey Lavrov)" in shown
    assert "\x1b[" in shown
    assert TEXT.strip() in shown
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in view(terminal=True)


def test_a_terminal_is_not_steered_by_a_report() -> None:
    screen = Screen(StringIO(), terminal=True)
    assert screen.safe("\x1b[2Jنص\x07\tآخر") == "␛[2Jنص␇\tآخر"
    assert Screen(StringIO(), terminal=False).safe("\x1b[2J") == "\x1b[2J"


def test_the_table_is_tab_separated_off_a_terminal() -> None:
    stream = StringIO()
    show_table(Screen(stream, terminal=False), made(), name="report.txt")
    event, statement = (line.split("\t") for line in stream.getvalue().splitlines())
    assert event[:5] == ["report.txt", "e1", "سيرغي لافروف (Sergey Lavrov)", "CONSULT/visit", "سوريا"]
    assert statement[1:4] == ["s1", "سيرغي لافروف (Sergey Lavrov)", "announce"]
    assert len(event) == len(statement) == 10


def test_the_table_on_a_terminal_has_borders() -> None:
    stream = StringIO()
    show_table(Screen(stream, terminal=True), made(), name="report.txt", explain=True)
    assert "│" in stream.getvalue()
    assert "rule" in stream.getvalue()


# Longest words of the closed vocabularies that a table shows, beside a long name in each column that holds names.
CROWDED = (
    "هاجمت طائرات مسيرة أطلقتها القوات المسلحة السودانية مقر المجلس القومي للتخطيط في بورتسودان الأحد.\n"
)


def crowded() -> Record:
    def actor(id: str, kind: str, words: str, english: str) -> Actor:
        start = CROWDED.index(words)
        mention = Mention(start=start, end=start + len(words), form="name")
        return Actor(id=id, key=id, kind=kind, name=words, names={"en": english}, mentions=[mention])

    drone = CROWDED.index("هاجمت")
    return Record(
        reader=ReaderInfo(version="0"),
        document=make_document(CROWDED, language="ar"),
        actors=[
            actor("a1", "organization", "القوات المسلحة السودانية", "Sudanese Armed Forces"),
            actor("a2", "organization", "المجلس القومي للتخطيط", "National Planning Council"),
            actor("a3", "place", "بورتسودان", "Port Sudan"),
        ],
        events=[
            Event(
                id=f"e{number}",
                type=kind,
                mode=[mode],
                trigger=Span(drone, drone + 5),
                source=["a1", "a3"],
                target=["a2"],
                place="a3",
                date="2024-12-29",
                date_basis="context",
                factuality=factuality,
                background=True,
                quad=4,
                intensity=-9.0,
            )
            for number, (kind, mode, factuality) in enumerate(
                [
                    ("ASSAULT", "unconventional", "conditional"),
                    ("SANCTION", "discontinue", "possible"),
                    ("COERCE", "misinformation", "actual"),
                ],
                10,
            )
        ],
    )


def drawn(record: Record, monkeypatch: pytest.MonkeyPatch, width: int) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    stream = StringIO()
    show_table(Screen(stream, terminal=True), record, name="report.txt")
    return stream.getvalue()


@pytest.mark.parametrize("width", [80, 119, 120, 140])
def test_the_table_breaks_no_word_of_ours(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    from rich.cells import cell_len

    shown = drawn(crowded(), monkeypatch, width)
    lines = shown.splitlines()
    assert max(cell_len(line) for line in lines) <= width
    words = {word.strip(",()/") for line in lines for word in line.replace("│", " ").split()}
    assert {
        "ASSAULT", "unconventional", "conditional", "background", "SANCTION", "discontinue", "COERCE",
        "misinformation", "2024-12-29", "context", "Planning", "Council", "e12",
    } <= words  # fmt: skip
    assert ("where, when," in shown) == (width < 120)


def test_isolates_of_the_table_end_where_they_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    """An isolate that runs over a line's end, or takes English in, turns the rest of the line."""
    for width in (80, 140):
        for line in drawn(crowded(), monkeypatch, width).splitlines():
            inside = re.findall("\u2068([^\u2068\u2069]*)\u2069", line)
            assert line.count("\u2068") == line.count("\u2069") == len(inside)
            assert not any(re.search("[A-Za-z│]", words) for words in inside)
            outside = re.sub("\u2068[^\u2069]*\u2069", "", line)
            assert not re.search("[\u0621-\u064a]", outside)


def test_actors_of_a_cell_stand_below_one_another_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = drawn(crowded(), monkeypatch, 140)
    assert "), " not in shown
    stream = StringIO()
    show_table(Screen(stream, terminal=False), crowded(), name="report.txt")
    rows = [line.split("\t") for line in stream.getvalue().splitlines()]
    assert len(rows) == 3
    assert rows[0][2].endswith("(Sudanese Armed Forces), بورتسودان (Port Sudan)")


def test_version_and_help() -> None:
    assert run("--version").output == f"mahdar {__version__}\n"
    shown = run("--help").output
    for command in ("read", "schema", "validate", "doctor", "demo", "score"):
        assert command in shown


def test_schema_is_json() -> None:
    assert json.loads(run("schema").stdout)["$ref"].endswith("Record")


# From here on the whole reader is run (except for wrong use and `validate`).


def test_read_writes_valid_json_lines(report: Path) -> None:
    result = run("read", str(report), "--format", "jsonl")
    assert result.exit_code == 0
    record = decode(result.stdout)
    assert problems(record) == []
    assert record.document.text == TEXT
    assert (record.document.published, record.document.published_basis) == ("2019-03-03", "dateline")


def test_read_json_is_an_object_or_a_list(report: Path) -> None:
    assert json.loads(run("read", str(report), "-f", "json").stdout)["schema"] == "mahdar.record/1"
    assert len(json.loads(run("read", str(report), str(report), "-f", "json").stdout)) == 2


def test_read_shows_text_and_table(report: Path) -> None:
    assert TEXT.strip() in run("read", str(report)).stdout
    assert run("read", str(report), "--format", "table").stdout.startswith("report\titem\twho")


def test_read_takes_the_standard_input() -> None:
    result = run("read", "-", "-f", "jsonl", "--published", "2019-03-05", given=TEXT.encode("windows-1256"))
    document = decode(result.stdout).document
    assert document.text == TEXT
    assert (document.published, document.published_basis) == ("2019-03-05", "metadata")


def test_read_writes_a_file(report: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    result = run("read", str(report), "-f", "jsonl", "--out", str(target))
    assert result.stdout == ""
    assert len(target.read_text(encoding="utf-8").splitlines()) == 1


def test_a_batch_goes_on_and_ends_with_one(report: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("{oops\n" + json.dumps({"text": TEXT}) + "\n", encoding="utf-8")
    result = run("read", str(rows), str(tmp_path / "absent.txt"), str(report), "-f", "jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert f"{rows}:1: not JSON" in result.stderr
    assert "absent.txt: no such file or folder" in result.stderr
    assert "2 records written, 2 failures" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["read"], "PATH"),
        (["read", "x.txt", "--format", "yaml"], "yaml"),
        (["read", "x.txt", "--published", "soon"], "--published: 'soon' is no ISO 8601 date"),
        (["dance"], "dance"),
    ],
)
def test_wrong_use_ends_with_two(arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr


def test_an_unwritable_output_is_told(report: Path, tmp_path: Path) -> None:
    result = run("read", str(report), "--out", str(tmp_path / "no" / "where.txt"))
    assert result.exit_code == 1
    assert "where.txt: no such file or directory" in result.stderr


def test_validate_says_what_and_where(tmp_path: Path) -> None:
    good = made()
    raw = json.loads(good.to_json())
    raw["events"][0]["target"] = ["a7"]
    file = tmp_path / "records.jsonl"
    file.write_text("\n".join([good.to_json(), json.dumps(raw), '{"schema": 1}']), encoding="utf-8")
    result = run("validate", str(file))
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == f"{file}:2: e1.target: no actor with id 'a7'"
    assert lines[1].startswith(f"{file}:3: ")
    assert lines[-1] == "3 records, 2 of them broken"
    file.write_text(good.to_json(indent=2), encoding="utf-8")
    assert run("validate", str(file)).stdout == "1 record, nothing wrong\n"
    assert run("validate", str(tmp_path / "none")).exit_code == 1


def test_doctor_names_packages_and_data() -> None:
    result = run("doctor")
    assert result.exit_code == 0
    assert "msgspec" in result.stdout
    assert "sample reports" in result.stdout


def test_demo_shows_a_record_and_every_sample() -> None:
    result = run("demo")
    assert result.exit_code == 0
    assert "What to try next" in result.stdout
    assert len(re.findall(r"^  \d{4}-\S+\.txt", result.stdout, re.MULTILINE)) >= 15


def test_score_says_where_the_evaluation_set_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAHDAR_EVAL", str(tmp_path / "nowhere"))
    result = run("score")
    assert result.exit_code == 1
    assert "no evaluation set here" in result.stderr


def test_score_runs_the_folder_s_own_scorer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in ("dev/gold", "dev/texts", "example"):
        (tmp_path / part).mkdir(parents=True)
    (tmp_path / "dev/gold/a.json").write_text('{"published": "2019-03-03"}', encoding="utf-8")
    (tmp_path / "dev/texts/a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "example/b.json").write_text("{}", encoding="utf-8")
    (tmp_path / "example/b.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "score.py").write_text(
        "import pathlib, sys\n"
        "gold, texts, records = map(pathlib.Path, sys.argv[1:4])\n"
        "print(sorted(p.name for p in gold.glob('*.json')), len(records.read_text().splitlines()), sys.argv[4:])\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("MAHDAR_EVAL", str(tmp_path))
    result = run("score", "--errors", "events")
    assert result.exit_code == 0
    assert "['a.json'] 1 ['--errors', 'events']" in result.stdout
    assert "dev + example\n['a.json', 'b.json'] 2 ['--errors', 'events']" in result.stdout


# An evaluation folder of its own: one report whose annotated events stand in the file itself.
_GOLD = """
import json
class Gold:
    def __init__(self, path, texts):
        self.name, self.text = path.stem, (texts / (path.stem + ".txt")).read_text(encoding="utf-8")
        self.events = json.loads(path.read_text(encoding="utf-8"))["events"]
        for event in self.events:
            start = self.text.index(event["trigger"])
            event["trigger"] = (start, start + len(event["trigger"]))
def load(gold, texts):
    return [Gold(path, texts) for path in sorted(gold.glob("*.json"))]
"""
_SCORE = """
class Pair:
    def __init__(self, gold, record):
        self.gold, self.record = gold, record
    def line(self, point):
        return self.gold.text.count(".", 0, point)
def span(item):
    return item["start"], item["end"]
def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))
def match(golds, preds, score):
    pairs = sorted(((score(g, p), i, j) for i, g in enumerate(golds) for j, p in enumerate(preds)), reverse=True)
    used, matched = set(), []
    for value, i, j in pairs:
        if value > 0 and not {("g", i), ("p", j)} & used:
            used |= {("g", i), ("p", j)}
            matched.append((golds[i], preds[j]))
    return matched
"""


def test_score_shows_which_types_are_taken_for_which(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for part in ("dev/gold", "dev/texts"):
        (tmp_path / part).mkdir(parents=True)
    text = "اعتقلت الشرطة المصرية صحفيا. طالبت فرنسا مصر بالإفراج عنه. وقعت روسيا والصين اتفاقا. هدأ البحر."
    events = [
        {"trigger": "اعتقلت", "type": "COERCE"},
        {"trigger": "طالبت", "type": "ACCUSE"},
        {"trigger": "هدأ", "type": "RETREAT"},
    ]
    (tmp_path / "dev/gold/a.json").write_text(json.dumps({"events": events}), encoding="utf-8")
    (tmp_path / "dev/texts/a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "gold.py").write_text(_GOLD, encoding="utf-8")
    (tmp_path / "score.py").write_text(_SCORE, encoding="utf-8")
    monkeypatch.setenv("MAHDAR_EVAL", str(tmp_path))
    monkeypatch.setattr(sys, "path", list(sys.path))
    for name in ("gold", "score"):
        monkeypatch.setitem(sys.modules, name, sys)  # taken out again behind the test
        del sys.modules[name]
    result = run("score", "--reader", "grammar", "--confusion")
    assert result.exit_code == 0
    table = {line.split()[0]: line.split()[1:] for line in result.stdout.splitlines() if line[:1].isupper()}
    head = next(line for line in result.stdout.splitlines() if "accus" in line).split()
    cells = {(row, column): n for row, line in table.items() for column, n in zip(head, line, strict=True)}
    assert cells["COERCE", "coerc"] == "1"
    assert cells["ACCUSE", "reque"] == "1"  # read as a request
    assert cells["RETREAT", "none"] == "1"  # not read
    last = next(line for line in result.stdout.splitlines() if line.startswith("none")).split()[1:]
    assert dict(zip(head, last, strict=True))["suppo"] == "1"  # read without being annotated


def test_start_up_is_short_and_loads_no_page_reader(report: Path) -> None:
    code = (
        "import sys; sys.argv = ['mahdar', 'read', sys.argv[1], '--format', 'jsonl', '--fast']\n"
        "from mahdar.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([n for n in ('trafilatura', 'py3langid', 'lxml', 'numpy') if n in sys.modules], file=sys.stderr)"
    )
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, str(report)], capture_output=True, text=True, check=True
    )
    # A loaded machine with two cores takes several times what an idle one does.
    assert time.perf_counter() - started < 5
    assert done.stderr.strip() == "[]"


def test_a_pipe_that_closes_is_no_error(report: Path) -> None:
    code = "import sys; sys.argv = ['mahdar', 'read'] + [sys.argv[1]] * 2000; from mahdar.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(report)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        complaints = process.stderr.read()
        assert process.wait() == 0
    assert complaints == b""
