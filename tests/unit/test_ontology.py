"""What things are called: PLOVER's tables and the reading of tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from mahdar import ontology
from mahdar.errors import TableError
from mahdar.ontology import load_plover
from mahdar.ontology.tables import read_table, variants

# The sixteen types of PLOVER 2.0 with their quad class: verbal and material cooperation, verbal and material conflict.
QUADS = {
    1: {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    2: {"COOPERATE", "AID", "RETREAT"},
    3: {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    4: {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
}


def test_types_and_their_quad_class() -> None:
    plover = load_plover()
    assert {name: kind.quad for name, kind in plover.types.items()} == {
        name: quad for quad, names in QUADS.items() for name in names
    }


def test_intensity_has_the_sign_of_its_quad_class() -> None:
    for name, kind in load_plover().types.items():
        assert -10 <= kind.intensity <= 10
        assert (kind.intensity > 0) == (kind.quad in (1, 2)), name


def test_a_mode_decides_the_intensity_where_it_is_scored() -> None:
    plover = load_plover()
    for name, modes in plover.modes.items():
        assert name in plover.types
        for mode, intensity in modes.items():
            assert plover.intensity(name, (mode,)) == intensity
            assert -10 <= intensity <= 10
    assert plover.intensity("ASSAULT") == plover.types["ASSAULT"].intensity
    assert plover.intensity("ASSAULT", ("no-such-mode",)) == plover.types["ASSAULT"].intensity


def test_counts_of_the_codebook() -> None:
    plover = load_plover()
    assert len(plover.contexts) == 37
    assert {"GOV", "MIL", "REB", "BUS", "JRN", "IGO", "NGO"} <= set(plover.sectors)


def test_every_type_has_labels_in_both_languages() -> None:
    for kind in load_plover().types.values():
        assert kind.label_en.isascii()
        assert any("\u0621" <= char <= "\u064a" for char in kind.label_ar)


def test_tables_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        load_plover().types["NEW"] = None  # type: ignore[index]


def test_label_sets_are_closed_and_named() -> None:
    for name in ontology.__all__:
        labels = getattr(ontology, name)
        if name.isupper():
            assert isinstance(labels, frozenset)
            assert all(label == label.lower() for label in labels)


def table(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "table.tsv"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_table_yields_rows_with_their_line(tmp_path: Path) -> None:
    file = table(tmp_path, "# head\n# more\na\tb\n1\tواحد\n\n#\tnot a comment\n")
    assert list(read_table(file, ("a", "b"))) == [
        (4, {"a": "1", "b": "واحد"}),
        (6, {"a": "#", "b": "not a comment"}),
    ]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a\tc\n1\t2\n", 1, "header"),
        ("# head\na\tb\n1\n", 3, "1 cells, expected 2"),
        ("a\tb\n1\t2\t3\n", 2, "3 cells, expected 2"),
        ("", 0, "no header"),
        ("# head only\n", 0, "no header"),
    ],
)
def test_a_broken_table_is_named(tmp_path: Path, text: str, line: int, reason: str) -> None:
    file = table(tmp_path, text)
    with pytest.raises(TableError) as caught:
        list(read_table(file, ("a", "b")))
    assert caught.value.path == str(file)
    assert caught.value.line == line
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    ("cell", "parts"), [("أ|ب", ("أ", "ب")), ("-", ()), ("", ()), (" أ | ", ("أ",)), ("أ", ("أ",))]
)
def test_cells_that_list_several(cell: str, parts: tuple[str, ...]) -> None:
    assert variants(cell) == parts
