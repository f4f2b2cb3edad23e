"""The word lexicon: its tables, its compiled form, its look-up."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from mahdar.errors import TableError
from mahdar.languages.ar import lexicon
from mahdar.ontology.tables import read_table, variants


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A lexicon of a few rows, in the layout of the real one."""
    folder = tmp_path / "lexicon"
    folder.mkdir()
    columns = {
        "verbs_1.tsv": (
            lexicon.VERB_COLUMNS,
            ["1\tau\tt\t-\t-\tقول\tقول\tقال", "4\t-\tt\tanna\tعن\tإعلان\tعلن\tأعلن"],
        ),
        "nouns.tsv": (lexicon.NOUN_COLUMNS, ["f\tbody\tحكومات\tحكومة"]),
        "adjectives.tsv": (lexicon.ADJECTIVE_COLUMNS, ["جديدة\tجدد\tجديد"]),
        "humans.tsv": (lexicon.HUMAN_COLUMNS, ["office\tGOV\tm\tوزيرة\tوزراء\tوزير"]),
    }
    for name, (header, rows) in columns.items():
        lines = ["# A table.", "\t".join(header), *rows]
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def replace_row(folder: Path, name: str, line: int, row: str) -> None:
    lines = (folder / name).read_text(encoding="utf-8").split("\n")
    lines[line - 1] = row
    (folder / name).write_text("\n".join(lines), encoding="utf-8")


def test_a_small_lexicon_reads_its_words(small: Path) -> None:
    found = lexicon.Lexicon(lexicon.build(small))
    assert {entry.lemma for entry, _ in found.exact("يعلنون")} == {"أعلن"}
    assert {(entry.kind, entry.extra) for entry, _ in found.exact("إعلان")} == {("masdar", "أعلن")}
    assert {entry.kind for entry, _ in found.exact("معلن")} == {"active"}
    assert {entry.kind for entry, _ in found.exact("مقول")} == {"passive"}
    assert {shape.number for _, shape in found.exact("وزراء")} == {"p"}
    assert {entry.lemma for entry, _ in found.alike("حكومه")} == {"حكومة"}
    assert not found.exact("طائرة")


def test_entries_name_their_row(small: Path) -> None:
    found = lexicon.Lexicon(lexicon.build(small))
    assert [entry.row for entry, _ in found.exact("قال")][:1] == ["verbs_1.tsv:3"]


@pytest.mark.parametrize(
    ("name", "row", "reason"),
    [
        ("verbs_1.tsv", "1\tau\tt\t-\t-\tقول\tقول", "7 cells, expected 8"),
        ("verbs_1.tsv", "11\t-\tt\t-\t-\t-\tقول\tقال", "11"),
        ("verbs_1.tsv", "1\tau\tt\t-\t-\t-\tقو\tقال", "radicals"),
        ("verbs_1.tsv", "1\tau\tt\t-\t-\t-\tقول\tقيل مرة", "give"),
        ("nouns.tsv", "f\tbody\tحكومات", "3 cells, expected 4"),
        ("humans.tsv", "office\tGOV\tm\tوزيرة\tوزراء\tوزير\tزائد", "7 cells, expected 6"),
    ],
)
def test_a_broken_row_is_named(small: Path, name: str, row: str, reason: str) -> None:
    replace_row(small, name, 3, row)
    with pytest.raises(TableError) as caught:
        lexicon.build(small)
    assert Path(caught.value.path).name == name
    assert caught.value.line == 3
    assert reason in caught.value.reason


def test_a_wrong_header_is_named(small: Path) -> None:
    replace_row(small, "nouns.tsv", 2, "gender\tplural\tlemma")
    with pytest.raises(TableError, match="header") as caught:
        lexicon.build(small)
    assert caught.value.line == 2


def test_a_table_that_is_not_utf_8_is_named(small: Path) -> None:
    (small / "nouns.tsv").write_bytes("gender\tclass\tplural\tlemma\nm\tx\t-\tنص".encode("cp1256"))
    with pytest.raises(TableError, match="not UTF-8"):
        lexicon.build(small)


def test_the_digest_follows_the_tables(small: Path) -> None:
    before = lexicon.digest(small)
    assert lexicon.digest(small) == before
    replace_row(small, "nouns.tsv", 3, "f\tbody\tحكومات\tدولة")
    assert lexicon.digest(small) != before


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, small: Path) -> Path:
    """An empty cache folder, and loading as in a new process, of the small lexicon."""
    cache = tmp_path / "cache"
    monkeypatch.setenv("MAHDAR_CACHE", str(cache))
    known = lexicon.digest(small)
    compiled = lexicon.build(small)
    monkeypatch.setattr(lexicon, "digest", lambda: known)
    monkeypatch.setattr(lexicon, "build", lambda: compiled)
    return cache


def load() -> lexicon.Lexicon:
    return lexicon.load.__wrapped__()


def forbid() -> lexicon.Compiled:
    raise AssertionError("compiled again, although the cache is up to date")


def test_the_compiled_file_is_used_again(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load()
    assert len(list(fresh.iterdir())) == 1
    monkeypatch.setattr(lexicon, "build", forbid)
    second = load()
    assert len(second) == len(first)
    assert second.exact("يقول") == first.exact("يقول")


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"\x95\xa1a"])
def test_a_broken_compiled_file_is_written_anew(fresh: Path, content: bytes) -> None:
    load()
    (file,) = fresh.iterdir()
    file.write_bytes(content)
    assert load().exact("قال")
    assert msgspec.msgpack.decode(file.read_bytes(), type=lexicon.Compiled).entries


def test_a_cache_folder_that_cannot_be_made_does_not_fail(
    fresh: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    taken = tmp_path / "file"
    taken.write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("MAHDAR_CACHE", str(taken / "below"))
    assert load().exact("قال")


def test_a_read_only_cache_folder_does_not_fail(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh.mkdir()

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    # Told to the code, not to the system: the superuser may write anywhere.
    monkeypatch.setattr(lexicon.tempfile, "NamedTemporaryFile", refused)
    assert load().exact("قال")
    assert not list(fresh.iterdir())


def test_a_write_that_fails_leaves_nothing_behind(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk: the lexicon still loads, and no half-written file stays for the next start."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert load().exact("قال")
    assert not list(fresh.glob("ar-lexicon-*"))


def test_the_real_lexicon_is_large_and_reads_the_news() -> None:
    found = lexicon.load()
    assert len(found) > 100_000
    for word in ("قالت", "رئيس", "حكومة", "يزورون", "مفاوضات", "جديدة", "استقالت"):
        assert found.exact(word) or found.alike(word), word


@pytest.mark.parametrize("path", sorted(lexicon.FOLDER.glob("verbs_*.tsv")), ids=lambda path: path.name)
def test_verb_tables_hold_what_their_head_says(path: Path) -> None:
    for line, row in read_table(path, lexicon.VERB_COLUMNS):
        where = f"{path.name}:{line}"
        assert row["form"] in {*map(str, range(1, 11)), "Q1", "Q2", "Q4"}, where
        assert row["object"] in {"t", "i", "ti", "tt"}, where
        assert set(variants(row["complement"], ",")) <= {"an", "anna", "inna", "ma"}, where
        assert (len(row["vowels"]) == 2) == (row["form"] == "1"), where
        assert len(row["root"]) == (4 if row["form"].startswith("Q") else 3), where


def test_the_folder_ships_all_tables(tmp_path: Path) -> None:
    assert {path.name for path in lexicon.FOLDER.glob("*.tsv")} == {
        "verbs_1.tsv", "verbs_2.tsv", "verbs_3.tsv", "nouns.tsv", "adjectives.tsv", "humans.tsv",
    }  # fmt: skip
    copy = shutil.copytree(lexicon.FOLDER, tmp_path / "copy")
    assert lexicon.digest(copy) == lexicon.digest()
