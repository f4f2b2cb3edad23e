"""`mahdar analyze`: rows for JSON, slots in the terms of school grammar, nesting, and the three views."""

from __future__ import annotations

import json
import re
from functools import cache
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from mahdar.analysis.types import Analysis, Clause
from mahdar.analysis.words import Word
from mahdar.app.analyze import (
    Analysed,
    analyse_paths,
    clause_rows,
    clause_slots,
    nesting,
    report_row,
    word_rows,
    word_source,
)
from mahdar.app.read import make_reader
from mahdar.cli.analyze import show_analysis
from mahdar.cli.analyze_html import page_end, page_start, report_section
from mahdar.cli.commands import app
from mahdar.cli.screen import Screen
from mahdar.cli.terms import clitics, slot_term, term
from mahdar.errors import ConfigError
from mahdar.pipeline import Reader
from mahdar.record import make_document

SAID = "وقال الرئيس السوري إن بلاده لن تقبل أي تدخل."
BECAME = "وأصبح الوضع خطيرا."
KILLED = "قُتل عشرة جنود في الهجوم."
THANKED = "شكرته الحكومة."
ABSENT = "أعلنت الحكومة أنه سيصل غدا."


@cache
def reader() -> Reader:
    return make_reader("grammar")


def analysed(text: str) -> Analysis:
    return reader().analyse(make_document(text, language="ar"))


def rows(text: str) -> list[dict[str, Any]]:
    return clause_rows(analysed(text))


def words(text: str, span: list[int] | None) -> str | None:
    return None if span is None else text[span[0] : span[1]]


def run(*arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["analyze", *arguments], input=given)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "report.txt"
    file.write_text(f"{SAID}\n{BECAME}\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "text, index, field, want",
    [
        (SAID, 0, "predicate", "قال"),
        (SAID, 0, "subject", "الرئيس"),
        (SAID, 0, "complement", "تقبل"),
        (SAID, 1, "predicate", "تقبل"),
        (SAID, 1, "subject", "بلاده"),
        (BECAME, 0, "predicate", "أصبح"),
        (BECAME, 0, "subject", "الوضع"),
        (BECAME, 0, "complement", "خطيرا"),
        (KILLED, 0, "subject", "جنود"),
        (THANKED, 0, "predicate", "شكرت"),
        (THANKED, 0, "object", "ه"),
        (ABSENT, 1, "predicate", "يصل"),
        (ABSENT, 1, "subject", "ه"),
    ],
)
def test_spans_are_single_words_without_clitics(text: str, index: int, field: str, want: str) -> None:
    assert words(text, rows(text)[index][field]) == want


def test_a_row_says_what_the_clause_is() -> None:
    first, second = rows(SAID)
    assert (first["tense"], first["negative"], first["parent"], first["verbal"]) == (
        "past",
        False,
        None,
        True,
    )
    assert (second["tense"], second["negative"], second["parent"], second["within"]) == ("future", True, 0, 0)
    assert first["complement_clause"] == 1
    assert words(SAID, first["phrases"]["subject"]) == "الرئيس السوري"
    assert words(SAID, second["marker"]) == "إن"
    assert rows(KILLED)[0]["passive"]


def test_a_prepositional_slot_has_head_and_extent() -> None:
    (oblique,) = rows(KILLED)[0]["obliques"]
    assert oblique["preposition"] == "في"
    assert words(KILLED, oblique["head"]) == "الهجوم"


def test_verbless_clauses_are_no_verbs() -> None:
    assert [row["verbal"] for row in rows("الرئيس في دمشق.")] == [False]


def test_parent_passes_over_verbless_clauses_and_survives_rings() -> None:
    analysis = analysed(SAID)
    first, second = analysis.clauses
    replace = msgspec.structs.replace
    third = replace(second, index=2, parent=1)
    middle = replace(second, kind="nominal")
    passed = clause_rows(replace(analysis, clauses=[first, middle, third]))[2]
    assert (passed["parent"], passed["within"]) == (0, 1)
    ring = [replace(first, kind="nominal", parent=1), replace(middle, parent=0)]
    assert [row["parent"] for row in clause_rows(replace(analysis, clauses=ring))] == [None, None]


def test_nesting_shows_every_clause_once_whatever_the_parents_say() -> None:
    def clause(index: int, parent: int | None) -> Clause:
        return Clause(index=index, sentence=0, first=0, last=1, predicate=0, lemma="", parent=parent)

    def laid(*parents: int | None) -> list[tuple[int, int]]:
        return [(d, c.index) for d, c in nesting([clause(i, p) for i, p in enumerate(parents)])]

    assert laid(None, 0, 1, 0, None) == [(0, 0), (1, 1), (2, 2), (1, 3), (0, 4)]
    assert laid(1, 0) == [(0, 0), (1, 1)]
    assert laid(9) == [(0, 0)]
    assert len(laid(None, *range(3000))) == 3001


@pytest.mark.parametrize(
    "text, index, want",
    [
        (SAID, 0, {"verb": "قال", "subject": "الرئيس السوري", "complement": "تقبل"}),
        (SAID, 1, {"opener": "إن", "particle_subject": "بلاده"}),
        (BECAME, 0, {"be_subject": "الوضع", "be_predicate": "خطيرا"}),
        (KILLED, 0, {"deputy": "عشرة جنود", "prepositional": "في الهجوم"}),
        (THANKED, 0, {"subject": "الحكومة", "object_pronoun": "ه"}),
        ("الرئيس زار دمشق.", 0, {"topic": "الرئيس", "object": "دمشق"}),
    ],
)
def test_slots_have_the_roles_of_school_grammar(text: str, index: int, want: dict[str, str]) -> None:
    analysis = analysed(text)
    slots = {
        slot.role: text[slot.start : slot.end] for slot in clause_slots(analysis, analysis.clauses[index])
    }
    assert {role: slots.get(role) for role in want} == want


def test_words_carry_what_is_set_and_where_it_comes_from() -> None:
    analysis = analysed(SAID)
    first = word_rows(analysis, explain=True)[0]
    assert (first["pos"], first["lemma"], first["proclitics"], first["tense"]) == ("V", "قال", "و", "past")
    assert re.fullmatch(r"\w+\.tsv:\d+", first["row"])
    assert "row" not in word_rows(analysis)[0]
    assert "lemma" not in word_rows(analysis)[-1]
    assert word_source(analysis, 3).startswith("closed class")
    assert word_source(analysed("زار دمشق."), 1).startswith("names: ")


def test_terms() -> None:
    assert term("pos", "V") == ("verb", "فعل")
    assert term("pos", "new") == ("new", "new")
    analysis = analysed("غادر بعد الهجوم من دمشق.")
    names = [slot_term(s).arabic for s in clause_slots(analysis, analysis.clauses[0]) if s.preposition]
    assert names == ["ظرف ومضاف إليه", "جار ومجرور"]
    word = Word("N", "بلاد", proclitics="وب", cut=2, enclitic="ه", tail=1)
    assert clitics(word) == [("and", "و"), ("by, with", "ب"), ("of him, it", "ه")]


def test_jsonl_has_a_line_for_every_report(tmp_path: Path) -> None:
    file = tmp_path / "reports.jsonl"
    english = "The president said today that the country would hold a vote on the matter."
    lines = [{"text": SAID}, {"text": ""}, {"text": english}]
    file.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    result = run(str(file), "--format", "jsonl")
    assert result.exit_code == 0
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["text"] for one in found] == [SAID, "", english]
    assert found[0]["clauses"] == rows(SAID)
    assert "rule" not in found[0]["clauses"][0]
    assert found[0]["sentences"] == [[0, len(SAID)]]
    assert found[2]["clauses"] == []
    assert "not Arabic" in found[2]["note"]
    explained = json.loads(run(str(file), "-f", "jsonl", "--explain").stdout.splitlines()[0])
    assert "relation complement" in explained["clauses"][1]["rule"]
    assert explained["clauses"][1]["row"]


def test_text_shows_words_and_tree(report: Path) -> None:
    shown = run(str(report)).stdout
    assert SAID in shown
    assert "Sentence 2" in shown
    assert re.search(r"1  +verb  +وقال  +past 3ms  +قال  +and و", shown)
    assert "[1] main clause: verbal clause, past, affirmative" in shown
    assert "    [2] complement clause of [1]: verbal clause, future, negative" in shown
    assert "subject  «الرئيس السوري»  head الرئيس" in shown
    assert ".tsv:" not in shown
    explained = run(str(report), "--explain").stdout
    assert re.search(r"\.tsv:\d+", explained)
    assert "relation complement, opened by إن (inna)" in explained


def test_text_isolates_arabic_on_a_terminal() -> None:
    stream = StringIO()
    analysis = analysed("قال\x1b[31m الرئيس.")
    show_analysis(Screen(stream, terminal=True), Analysed("a.txt", None, analysis=analysis))
    assert "\u2068«قال»\u2069" in stream.getvalue()
    assert "\x1b[31m" not in stream.getvalue()


def test_out_failures_and_dates(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    result = run(str(report), str(tmp_path / "none.txt"), "-f", "html", "--out", str(out))
    assert result.exit_code == 1
    assert "none.txt: no such file or folder" in result.stderr
    assert out.read_text(encoding="utf-8").endswith("</html>\n")
    assert run(str(report), "--published", "soon").exit_code == 2
    with pytest.raises(ConfigError):
        analyse_paths([report], published="soon")
    assert run("-", "-f", "jsonl", given=SAID.encode()).exit_code == 0


class _Tags(HTMLParser):
    """Checks that what is opened is closed, and keeps the tags."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(text: str, name: str = "a.txt") -> str:
    one = Analysed(name, None, analysis=analysed(text))
    return page_start() + report_section(one, explain=True) + page_end()


def test_the_page_is_whole_and_escaped() -> None:
    shown = page(f"{SAID} <script>alert(1)</script> & 'x' \"y\"\n{BECAME}", name="<img src=x>")
    tags = _Tags()
    tags.feed(shown)
    assert tags.open == []
    assert not tags.seen & {"script", "img", "link"}
    assert "http" not in shown
    assert "dir='rtl'" in shown
    for word in ("فاعل", "subject", "اسم كان وأخواتها", "مستقبل", "negative", ".tsv:"):
        assert word in shown
    assert "<u>و</u>قال" in shown


def test_bands_run_as_long_as_their_clause() -> None:
    shown = page(SAID)
    assert len(re.findall(r"<i class='c0 open", shown)) == 1
    assert len(re.findall(r"<i class='c1 open", shown)) == 1


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        st.sampled_from("والقنإنسيه ,،.()\"«»\n<&'\u202e\u064f\x00a1") | st.characters(codec="utf-8"),
        max_size=80,
    )
)
def test_any_text_is_shown(text: str) -> None:
    analysis = analysed(text)
    one = Analysed("a.txt", None, analysis=analysis)
    row = report_row(one, explain=True)
    json.dumps(row)
    for clause in row["clauses"]:
        for field in ("predicate", "subject", "object", "complement"):
            span = clause[field]
            assert span is None or 0 <= span[0] < span[1] <= len(text)
    show_analysis(Screen(StringIO(), terminal=True), one, explain=True)
    tags = _Tags()
    tags.feed(page(text))
    assert tags.open == []
