"""The knowledge tables: compiled, loaded, looked up."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from mahdar.app.knowledge import build_knowledge
from mahdar.errors import SourceError, TableError
from mahdar.knowledge import Knowledge, load, packages
from mahdar.knowledge.check import find_problems
from mahdar.knowledge.compiler import build, digest
from mahdar.knowledge.entries import Term
from mahdar.knowledge.tables import DATA
from mahdar.knowledge.variants import arabic_variants, demonym_forms, distance, name_key, near, skeleton
from mahdar.text import fold, tokenise

KNOWLEDGE = load()


def found(text: str) -> list[tuple[str, int, tuple[str, ...]]]:
    """(tokens joined, characters cut, entries) of every hit in a text."""
    texts = tokenise(text).texts
    hits = KNOWLEDGE.find(texts, [fold(t) for t in texts])
    return [(" ".join(texts[h.first : h.last]), h.cut, h.entries) for h in hits]


def test_loads_fast() -> None:
    load.cache_clear()
    begin = time.perf_counter()
    again = load()
    assert time.perf_counter() - begin < 5  # a guard against compiling again, not a benchmark
    assert again.digest == KNOWLEDGE.digest == digest()


def test_longest_match_wins() -> None:
    assert [(t, e) for t, _, e in found("في كوريا الشمالية")] == [("كوريا الشمالية", ("PRK",))]
    assert [e for _, _, e in found("جنوب السودان والسودان")] == [("SSD",), ("SDN",)]


@pytest.mark.parametrize(
    ("text", "cut", "key"),
    [
        ("لروسيا", 1, "RUS"),
        ("وبالصين", 2, "CHN"),
        ("وروسيا", 1, "RUS"),
        ("للصين", 1, "CHN"),
        ("واشنطن", 0, "capital_USA"),
    ],
)
def test_proclitics_are_cut(text: str, cut: int, key: str) -> None:
    [(_, taken, entries)] = found(text)
    assert (taken, entries) == (cut, (key,))


def test_underscores_and_hashes_stand_between_the_words_of_a_name() -> None:
    [(text, _, entries)] = found("#الولايات_المتحدة")
    assert text == "الولايات _ المتحدة"
    assert entries == ("USA",)


@pytest.mark.parametrize("name", ["فلاديمير بوتن", "فلادمير بوتين", "رجب طيب اردوغان"])
def test_spellings_of_foreign_persons(name: str) -> None:
    assert len(found(name)) == 1


def test_a_skeleton_alone_is_not_enough() -> None:
    assert found("قال الأميركي الأربعاء") == []


def test_skeleton_and_distance() -> None:
    assert skeleton("غوتيريس") == skeleton("جوتيريش") or distance("غوتيريس", "جوتيريش") == 2
    assert near(["فلاديمير", "بوتن"], "فلاديمير بوتين")
    assert not near(["فلاديمير"], "فلاديمير بوتين")


def test_arabic_variants() -> None:
    forms = set(arabic_variants(name_key("عبد الفتاح السيسي")))
    assert {"عبدالفتاح السيسي", "عبد الفتاح سيسي"} <= forms
    assert "محمد راشد" in set(arabic_variants(name_key("محمد بن راشد")))


@pytest.mark.parametrize(
    ("word", "country", "gender", "number"),
    [
        ("روسية", "RUS", "f", "s"), ("الروسي", "RUS", "m", "s"), ("الأميركيين", "USA", "m", "p"),
        ("الروس", "RUS", "m", "p"), ("أتراك", "TUR", "m", "p"), ("الكورية الشمالية", "PRK", "f", "s"),
        ("الصينيتان", "CHN", "f", "d"),
    ],
)  # fmt: skip
def test_demonyms(word: str, country: str, gender: str, number: str) -> None:
    demonym = KNOWLEDGE.demonym(fold(word))
    assert demonym is not None
    assert (demonym.country, demonym.gender, demonym.number) == (country, gender, number)


def test_no_demonym() -> None:
    assert KNOWLEDGE.demonym(fold("كتاب")) is None
    assert KNOWLEDGE.demonym(fold("أوكرانيا")) is None


def test_every_state_has_demonyms_that_resolve_to_it() -> None:
    for iso3, forms in (("FRA", "فرنسي"), ("ZAF", "جنوب أفريقي")):
        for form, gender, number in demonym_forms(forms):
            found = KNOWLEDGE.demonym(form)
            if form.endswith("ا"):
                continue  # may be the state's own name
            assert found is not None, form
            assert found[:3] == (iso3, gender, number), form


def test_terms() -> None:
    term = Term("p", "head_of_state", "USA", "2017-01-20", "2021-01-20", "")
    assert term.covers("2018-05-01")
    assert not term.covers("2021-06-01")
    assert Term("p", "o", "X", "2014", "", "").covers("2014-03-01")


def test_holders_by_date() -> None:
    assert [t.person for t in KNOWLEDGE.holders("head_of_state", "USA", "2014-05-01")] == ["barack_obama"]
    assert [t.person for t in KNOWLEDGE.holders("head_of_state", "USA", "2018-05-01")] == ["donald_trump"]


def test_office_is_the_longest_title() -> None:
    def office(title: str) -> str:
        held = KNOWLEDGE.office(fold(title).split())
        return held.code if held else ""

    assert office("الرئيس الروسي") == "head_of_state"
    assert office("وزير الخارجية") == "foreign_minister"
    assert office("نائب وزير الخارجية") == "deputy_foreign_minister"
    assert office("مدير المدرسة") == ""


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the tables that a test may break."""
    for path in DATA.glob("*.tsv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def append(folder: Path, table: str, *cells: str) -> int:
    """Add a row to a table; the line it stands in."""
    path = folder / table
    text = path.read_text(encoding="utf-8").rstrip("\n") + "\n"
    path.write_text(text + "\t".join(cells) + "\n", encoding="utf-8")
    return text.count("\n") + 1


BROKEN = [
    ("places.tsv", "city CHN north 0 Nowhere لامكان", "latitude: not a number: 'north'"),
    ("places.tsv", "city CHN 91 0 Nowhere لامكان", "latitude: beyond 90 degrees: 91"),
    ("places.tsv", "city QQX 1 1 Nowhere لامكان", "iso3: no country code: 'QQX'"),
    ("persons_1.tsv", "somebody_new Q12x GOV EGY m Nobody لاأحد", "wikidata: no QID: 'Q12x'"),
    ("persons_1.tsv", "somebody_new  KING EGY m Nobody لاأحد", "sector: no sector: 'KING'"),
    ("persons_1.tsv", "somebody_new  GOV EGY x Nobody لاأحد", "gender: neither m nor f: 'x'"),
    ("persons_1.tsv", "somebody_new  GOV EGY m Nobody Nobody", "names: not Arabic: 'Nobody'"),
    ("terms_1.tsv", "abbas_araghchi foreign_minister IRN 2011-13  Minister وزير", "since: no date: '2011-13'"),
    ("terms_1.tsv", "abbas_araghchi foreign_minister IRN 2011 2009 Minister وزير", "ends (2009) before it begins (2011)"),
    ("terms_1.tsv", "abbas_araghchi gardener IRN 2011  Gardener بستاني", "office: no office: 'gardener'"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "cells", "reason"), BROKEN, ids=[reason for _, _, reason in BROKEN])
def test_a_broken_row_is_refused(tables: Path, table: str, cells: str, reason: str) -> None:
    line = append(tables, table, *cells.split(" "))
    with pytest.raises(TableError) as caught:
        build(tables)
    assert (Path(caught.value.path).name, caught.value.line, caught.value.reason) == (table, line, reason)
    assert [(Path(p.path).name, p.line, p.reason) for p in find_problems(tables)] == [(table, line, reason)]


DANGLING = [
    ("terms_1.tsv", "nobody_at_all official IRN 2031  Aide مساعد", "no person 'nobody_at_all'"),
    ("terms_1.tsv", "abbas_araghchi official no_such_body 2031  Head رئيس", "of: no state, body or place 'no_such_body'"),
    ("members.tsv", "no_such_body 2001  IRN", "no body 'no_such_body'"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "cells", "reason"), DANGLING, ids=[reason for _, _, reason in DANGLING])
def test_a_key_that_leads_nowhere_is_refused(tables: Path, table: str, cells: str, reason: str) -> None:
    line = append(tables, table, *cells.split(" "))
    with pytest.raises(TableError) as caught:
        build(tables)
    assert (caught.value.line, caught.value.reason) == (line, reason)
    assert [(p.line, p.reason) for p in find_problems(tables)] == [(line, reason)]


def test_overlapping_terms_are_found(tables: Path) -> None:
    append(
        tables,
        "terms_1.tsv",
        "abbas_araghchi",
        "head_of_state",
        "FRA",
        "2018-02",
        "2018-09",
        "President",
        "الرئيس",
    )
    [problem] = find_problems(tables)
    assert "emmanuel_macron" in problem.reason
    assert build(tables).terms, "an overlap is no broken row"


def test_a_shared_office_may_overlap(tables: Path) -> None:
    append(
        tables,
        "terms_1.tsv",
        "abbas_araghchi",
        "vice_president",
        "IRQ",
        "2012",
        "2013",
        "Vice",
        "نائب الرئيس",
    )
    assert not find_problems(tables)


@pytest.mark.parametrize(
    ("table", "cells"),
    [
        ("organizations_1.tsv", "another_union Q458 igo IGO   Some Union اتحاد ما"),
        ("organizations_1.tsv", "another_union  igo IGO   European Union اتحاد ما"),
        ("persons_2.tsv", "another_putin  GOV RUS m V.P. فلاديمير بوتين"),
        ("members.tsv", "gcc 1981-05 SAU"),
    ],
)
def test_duplicates_are_found(tables: Path, table: str, cells: str) -> None:
    if table == "members.tsv":
        row = next(
            line for line in (DATA / table).read_text(encoding="utf-8").splitlines() if line[:4] == "gcc\t"
        )
        line = append(tables, table, *row.split("\t"))
    else:
        made = (
            cells.replace("European Union", "European_Union").replace("Some Union", "Some_Union").split(" ")
        )
        size = len((DATA / table).read_text(encoding="utf-8").splitlines()[-1].split("\t"))
        made = [*made[: size - 1], " ".join(made[size - 1 :])]
        line = append(tables, table, *(cell.replace("_Union", " Union") for cell in made))
    assert [p.line for p in find_problems(tables)] == [line]


def test_our_own_tables_are_sound() -> None:
    assert not find_problems()


def test_building_counts_and_keeps(tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAHDAR_CACHE", str(tables / "cache"))
    built = build_knowledge(tables)
    assert built.entries["person"] >= 1000
    assert built.entries["organization"] >= 1000
    assert built.terms >= 1000
    assert Path(built.path).is_file()
    assert built.digest == digest(), "the same tables, the same digest"


def test_no_folder_of_tables(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no folder of tables"):
        build_knowledge(tmp_path)


def test_the_table_of_codes_is_what_babel_says() -> None:
    assert packages.PATH.read_text(encoding="utf-8") == packages.table()


def test_members_by_date() -> None:
    assert "HRV" in KNOWLEDGE.members("european_union", "2014-01-01")
    assert "HRV" not in KNOWLEDGE.members("european_union", "2012-01-01")
    assert "GBR" in KNOWLEDGE.members("european_union", "2012-01-01")
    assert "GBR" not in KNOWLEDGE.members("european_union")
    assert "arab_league" in KNOWLEDGE.memberships("TUN")
    assert KNOWLEDGE.members("no_such_body") == []


def test_knowledge_is_what_the_tables_say() -> None:
    assert isinstance(KNOWLEDGE, Knowledge)
    assert KNOWLEDGE.entry("RUS").kind == "state"
    assert KNOWLEDGE.states["FRA"].country == "FRA"
    assert len(KNOWLEDGE.states) > 190
