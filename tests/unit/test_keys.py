"""One actor across reports: the `key` of mentions in different reports, measured on tests/cases/ar/keys.tsv."""

from __future__ import annotations

from pathlib import Path

from mahdar.intake import Metadata, build_document
from mahdar.ontology.tables import Row, read_table
from mahdar.pipeline import Reader

CASES = Path(__file__).parents[1] / "cases" / "ar" / "keys.tsv"
COLUMNS = ("verdict", "published_a", "published_b", "mention_a", "mention_b", "text_a", "text_b")
ROWS = list(read_table(CASES, COLUMNS))


def key_of(reader: Reader, text: str, words: str, published: str) -> str:
    """Key of the actor that a report calls by these words; empty where it has none."""
    record = reader.read(build_document(text, Metadata(published=published or None)))
    whole = record.document.text
    start = whole.index(words)
    end = start + len(words)
    best: tuple[int, int, str] = (0, 0, "")
    for actor in record.actors:
        for m in actor.mentions:
            if m.form != "demonym":
                best = max(best, (min(end, m.end) - max(start, m.start), m.start - m.end, actor.key))
    return best[2] if best[0] > 0 else ""


def read_pair(reader: Reader, row: Row) -> tuple[str, str]:
    """The keys of both mentions of a row."""
    return (
        key_of(reader, row["text_a"], row["mention_a"], row["published_a"]),
        key_of(reader, row["text_b"], row["mention_b"], row["published_b"]),
    )


def test_enough_pairs() -> None:
    assert len({tuple(row.values()) for _, row in ROWS}) >= 300
    assert {row["verdict"] for _, row in ROWS} == {"same", "different"}
    assert all(row[f"mention_{side}"] in row[f"text_{side}"] for _, row in ROWS for side in "ab")


def test_pairwise(reader: Reader) -> None:
    right = found = wanted = missing = 0
    wrong = []
    for line, row in ROWS:
        one, other = read_pair(reader, row)
        linked, same = bool(one) and one == other, row["verdict"] == "same"
        right += linked and same
        found += linked
        wanted += same
        missing += not one or not other
        if linked != same or not one or not other:
            wrong.append(
                f"{line}: {row['verdict']}: {row['mention_a']} {one!r}, {row['mention_b']} {other!r}"
            )
    f1 = 2 * right / (found + wanted)
    print(f"keys: F1 {f1:.3f}, {right} right, {found} linked, {wanted} the same, {missing} without a key")
    assert f1 >= 0.95, "\n".join(wrong)
    assert missing <= len(ROWS) // 100
