"""Commitments listed over many reports: the rows, their order, the command."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from mahdar.app.commitments import Wanted, in_order, last_day, of_record, read_samples
from mahdar.cli.commands import app
from mahdar.cli.commitments import Options
from mahdar.cli.commitments import run as run_list
from mahdar.cli.screen import OK, Screen
from mahdar.errors import ConfigError
from mahdar.pipeline import Reader
from mahdar.record import make_document
from mahdar.resolve.due import after, is_over

TEXT = (
    "أنقرة 3 مارس 2019 (وكالات) - تعهدت تركيا بإرسال قافلة إلى المدينة قبل نهاية أبريل 2019.\n"
    "وهدد وزير النقل بإغلاق المعبر ما لم تصل الشاحنات.\n"
    "ويصل وفد البنك إلى أنقرة الثلاثاء المقبل.\n"
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "convoy.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def run(*arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["commitments", *arguments, "--fast"], input=given)


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout)))


@pytest.mark.parametrize(
    ("due", "last"),
    [
        ("2024", "2024-12-31"), ("2024-02", "2024-02-29"), ("2023-02-05", "2023-02-05"), ("2024-W01", "2024-01-07"),
        ("2024-03-01/2024-03-04", "2024-03-04"), ("2023-21", "2023-05-31"), ("2023-24", "2024-02-29"),
        ("2023-34", "2023-06-30"), ("2023-05-02T14", "2023-05-02"), ("2023~", "2023-12-31"), ("202X", None),
        ("2023-02-31", None), ("2023-W60", None),
    ],
)  # fmt: skip
def test_last_day(due: str, last: str | None) -> None:
    assert last_day(due) == last


@pytest.mark.parametrize(
    ("length", "day"),
    [
        ("P3D", "2023-12-31"), ("P2W", "2024-01-11"), ("PT48H", "2023-12-30"), ("PT30H", "2023-12-30"), ("P1M", "2024-01"),
        ("P2Y", "2025-12"), ("P", None), ("P9999Y", None),
    ],
)  # fmt: skip
def test_the_end_of_a_stretch(length: str, day: str | None) -> None:
    assert after("2023-12-28", length) == day


def test_a_stretch_from_no_day_has_no_end() -> None:
    assert after("2023-12", "P3D") is None


@pytest.mark.parametrize(
    ("value", "over"),
    [("2023-11", True), ("2023-12", False), ("2023", False), ("2023-12-27/2023-12-29", False)],
)
def test_over(value: str, over: bool) -> None:
    assert is_over(value, "2023-12-28") is over


def test_rows_of_a_record() -> None:
    record = Reader(mode="grammar").read(make_document(TEXT, language="ar", published="2019-03-03"))
    listed = in_order(of_record(record, report="convoy"))
    assert [(one.kind, one.due) for one in listed] == [
        ("plan", "2019-03-05"),
        ("pledge", "2019-04-30"),
        ("threat", None),
    ]
    pledge, threat = listed[1:]
    assert (pledge.who, pledge.words) == (["تركيا (Turkey)"], "إرسال قافلة إلى المدينة قبل نهاية أبريل 2019")
    assert TEXT[pledge.start : pledge.end] == pledge.words
    assert threat.condition == "تصل الشاحنات"
    assert threat.report == "convoy"


def test_soonest_first_and_undated_last() -> None:
    listed = in_order(
        one
        for outcome in read_samples("grammar")
        if outcome.record
        for one in of_record(outcome.record, report=str(outcome))
    )
    days = [one.last_day for one in listed]
    dated = [day for day in days if day is not None]
    assert dated == sorted(dated)
    assert len(dated) > 3
    assert days[len(dated) :] == [None] * (len(days) - len(dated))


def test_due_before_takes_what_is_over_before_the_date(report: Path) -> None:
    found = rows(run(str(report), "--due-before", "2019-05", "-f", "csv"))
    assert [row["due"] for row in found] == ["2019-03-05", "2019-04-30"]
    # the pledge may still be kept on the last day of April
    assert [row["due"] for row in rows(run(str(report), "--due-before", "2019-04-30", "-f", "csv"))] == [
        "2019-03-05"
    ]


def test_kinds(report: Path) -> None:
    found = rows(run(str(report), "--kind", "threat", "--kind", "pledge", "-f", "csv"))
    assert [row["kind"] for row in found] == ["pledge", "threat"]


def test_json(report: Path) -> None:
    result = run(str(report), "--format", "json")
    assert result.exit_code == 0
    first = json.loads(result.stdout)[0]
    assert first["report"] == str(report)
    assert first["due"] == "2019-03-05"
    assert run(str(report), "--kind", "offer", "-f", "json").stdout.strip() == "[]"


def test_off_a_terminal_the_table_is_tab_separated(report: Path) -> None:
    lines = run(str(report)).stdout.splitlines()
    assert lines[0].split("\t") == ["due", "kind", "who", "for whom", "words", "condition", "report"]
    assert [line.split("\t")[1] for line in lines[1:]] == ["plan", "pledge", "threat"]


def drawn(report: Path, monkeypatch: pytest.MonkeyPatch, *kinds: str, **environment: str) -> str:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    stream = io.StringIO()
    options = Options(mode="grammar", wanted=Wanted(kinds=kinds))
    assert run_list(Screen(stream, terminal=True), [str(report)], options, stdin=None) == OK
    return stream.getvalue()


def test_on_a_terminal_it_is_drawn(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = drawn(report, monkeypatch, FORCE_COLOR="1")
    assert "\x1b[" in shown
    assert "2019-04-30" in shown
    plain = drawn(report, monkeypatch, NO_COLOR="1")
    assert "\x1b[" not in plain
    assert "2019-04-30" in plain


def test_nothing_found_is_said_on_a_terminal(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(report, monkeypatch, "offer") == "no commitments found\n"


def test_one_bad_file_does_not_stop_the_rest(report: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text("{broken\n", encoding="utf-8")
    result = run(str(bad), str(tmp_path / "absent.txt"), str(report), "-f", "csv")
    assert result.exit_code == 1
    assert len(rows(result)) == 3
    assert "bad.jsonl:1" in result.stderr
    assert "absent.txt" in result.stderr
    assert "3 commitments listed, 2 failures" in result.stderr


def test_json_lines_and_the_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps({"text": TEXT, "published": "2019-03-03"}).encode() + b"\n"
    result = run("-", "-f", "csv", "--published", "2019-03-03", given=TEXT.encode())
    assert len(rows(result)) == 3
    (tmp_path / "feed.jsonl").write_bytes(line * 2)
    monkeypatch.chdir(tmp_path)
    found = rows(run("feed.jsonl", "-f", "csv"))
    assert {row["report"] for row in found} == {"feed.jsonl:1", "feed.jsonl:2"}


def test_the_bundled_reports() -> None:
    found = rows(run("--samples", "-f", "csv", "--kind", "pledge"))
    assert len({row["report"] for row in found}) > 3


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "--samples: name a PATH"),
        (["--samples", "--due-before", "soon"], "--due-before: no date"),
        (["--samples", "--due-before", "2024-13"], "--due-before: no date"),
        (["--samples", "--kind", "dream"], "dream"),
    ],
)
def test_wrong_use(arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_kind_that_does_not_exist() -> None:
    with pytest.raises(ConfigError, match="dream"):
        Wanted(kinds=("dream",)).check()
