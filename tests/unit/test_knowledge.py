"""The knowledge tables: compiled, loaded, looked up."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from mahdar.errors import TableError
from mahdar.knowledge import Knowledge, load
from mahdar.knowledge.compiler import DATA, build, digest
from mahdar.knowledge.entries import Term
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


def test_a_broken_row_is_refused(tmp_path: Path) -> None:
    for path in DATA.glob("*.tsv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with (tmp_path / "places.tsv").open("a", encoding="utf-8") as handle:
        handle.write("city\tXXX\tnorth\t0\tNowhere\tلامكان\n")
    with pytest.raises(TableError, match="not a number"):
        build(tmp_path)


def test_knowledge_is_what_the_tables_say() -> None:
    assert isinstance(KNOWLEDGE, Knowledge)
    assert KNOWLEDGE.entry("RUS").kind == "state"
    assert KNOWLEDGE.states["FRA"].country == "FRA"
    assert len(KNOWLEDGE.states) > 190
