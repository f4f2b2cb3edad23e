"""The whole path: from bytes to validated records, with bad input in the middle of good."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import mahdar
from mahdar import pipeline
from mahdar.app.read import Outcome, read_paths
from mahdar.app.samples import load_samples
from mahdar.errors import ConfigError, SourceError
from mahdar.intake import build_document
from mahdar.pipeline import Reader
from mahdar.record import Record, encode, make_document, problems

NEWS = "موسكو 15 مارس 2014 (اف ب) - قال وزير الخارجية الروسي سيرغي لافروف إن بلاده ستوقع الاتفاق الأسبوع المقبل.\n"


def notes(record: Record) -> set[str]:
    return {note.kind for note in record.document.notes}


def test_a_report_of_agency_is_read(reader: Reader) -> None:
    record = reader.read(build_document(NEWS))
    assert not problems(record)
    assert record.document.published == "2014-03-15"
    assert record.document.published_basis == "dateline"
    assert record.statements
    assert record.reader.version == mahdar.__version__


@pytest.mark.parametrize("sample", load_samples(), ids=lambda sample: sample.name)
def test_every_sample_gives_a_sound_record(reader: Reader, sample: object) -> None:
    record = reader.read(sample.document)  # type: ignore[attr-defined]
    assert not problems(record)
    assert "failure" not in notes(record)
    assert record.actors
    assert record.statements or record.events


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fa", "وزیر امور خارجه ایران گفت که این کشور به توافق پایبند است و مذاکرات را ادامه می‌دهد."),
        ("ur", "وزیر خارجہ نے کہا ہے کہ پاکستان اور بھارت کے درمیان مذاکرات جلد شروع ہوں گے۔"),
        ("en", "The foreign minister said on Monday that his country would sign the agreement next week."),
        ("ru", "Министр иностранных дел заявил, что страна подпишет соглашение на следующей неделе."),
        ("fr", "Le ministre des Affaires étrangères a déclaré lundi que son pays signerait l'accord."),
    ],
)
def test_another_language_is_noted_and_not_read(reader: Reader, code: str, text: str) -> None:
    record = reader.read(build_document(text))
    assert record.document.language == code
    assert "language" in notes(record)
    assert not any((record.actors, record.statements, record.events, record.times))
    assert not problems(record)


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\u200f\ufeff", "\u00a0"])
def test_an_empty_text_is_noted_once(reader: Reader, text: str) -> None:
    for document in (build_document(text), make_document(text, language="ar")):
        record = reader.read(document)
        assert not problems(record)
        assert not any((record.actors, record.statements, record.events))
    assert [note.kind for note in reader.read(build_document(text)).document.notes].count("empty") <= 1


def test_only_what_exists_can_be_asked_for() -> None:
    with pytest.raises(ConfigError) as caught:
        Reader("xx")
    assert caught.value.option == "language"
    with pytest.raises(ConfigError) as caught:
        Reader(mode="magic")
    assert caught.value.option == "mode"


@pytest.mark.parametrize("step", ["find_names", "find_times", "find_speech", "find_acts", "resolve"])
@pytest.mark.parametrize(
    "error", [ValueError("broken"), RecursionError(), KeyError("x")], ids=lambda e: type(e).__name__
)
def test_one_failing_document_does_not_stop_a_batch(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, step: str, error: Exception
) -> None:
    real: Callable[..., object] = getattr(pipeline, step)

    def trap(*arguments: object) -> object:
        analysis = next(one for one in arguments if hasattr(one, "document"))
        if "فخ" in analysis.document.text:
            raise error
        return real(*arguments)

    monkeypatch.setattr(pipeline, step, trap)
    good = NEWS
    bad = "قال الوزير إن في النص فخ."
    first, second, third = reader.read_many([good, bad, good])
    assert encode(first) == encode(third)
    assert "failure" not in notes(first)
    (note,) = [note for note in second.document.notes if note.kind == "failure"]
    assert type(error).__name__ in note.message
    assert second.document.text == bad
    assert not problems(second)


def test_read_many_is_lazy(reader: Reader) -> None:
    def endless() -> Iterable[str]:
        while True:
            yield NEWS

    records = reader.read_many(endless())
    assert encode(next(iter(records))) == encode(reader.read(NEWS))


def test_a_reader_travels_to_workers(reader: Reader) -> None:
    other = pickle.loads(pickle.dumps(reader))
    assert (other.language, other.mode) == (reader.language, reader.mode)
    assert encode(other.read(NEWS)) == encode(reader.read(NEWS))


def test_threads_share_a_reader() -> None:
    """A reader that nobody has used yet, so that whatever it remembers is filled by several threads at once."""
    documents = [sample.document for sample in load_samples()[:8]] * 3
    shared = Reader()
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda document: encode(shared.read(document)), documents))
    alone = Reader()
    assert together == [encode(alone.read(document)) for document in documents]


def test_a_new_process_gives_the_same_bytes(reader: Reader, tmp_path: Path) -> None:
    """Whatever the seed of the hashes: no set's order reaches a record."""
    sample = load_samples()[0]
    path = tmp_path / "report.txt"
    path.write_bytes(sample.document.text.encode("utf-8"))
    code = (
        "import sys; from pathlib import Path; from mahdar.app.single import read_one\n"
        "record = read_one(Path(sys.argv[1]), published='2003-12-23', title=None, outlet=None, url=None)\n"
        "sys.stdout.buffer.write(record.to_json().encode('utf-8'))"
    )
    written = {
        subprocess.run(
            [sys.executable, "-c", code, str(path)],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(written) == 1
    assert mahdar.read(path, published="2003-12-23").to_json().encode("utf-8") in written


# --- bad input ------------------------------------------------------------------------------------------------------

BOMB = "<html><body>" + "<div>" * 20_000 + f"<p>{NEWS}</p>" + "</div>" * 20_000 + "</body></html>"
HOSTILE = (
    "<html><head><title>خبر</title><script>alert('قال إن')</script><style>p{}</style></head><body>"
    f"<article><h1>خبر</h1><p onclick='x' data-x='{'س' * 200_000}'>{NEWS * 4}</p>"
    f"<p>{NEWS}<script>document.write('قتل')</script></p></article></body></html>"
)


def line_of(megabytes: float) -> str:
    """One line of news without an end."""
    size = len(NEWS.strip().encode("utf-8")) + 1
    return " ".join([NEWS.strip()] * int(megabytes * 1_000_000 / size))


BAD: dict[str, tuple[bytes, str]] = {
    # name → (content, what must come out: a word of the failure, or `note:` and the kind of the note, or `read`)
    "empty.txt": (b"", "note:empty"),
    "blank.txt": (b"\n \n\t\n", "note:empty"),
    "binary.txt": (bytes(range(256)) * 64, "failure"),
    "image.txt": (b"\x89PNG\r\n\x1a\n" + bytes(2000), "failure"),
    "windows.txt": (NEWS.encode("cp1256"), "note:encoding"),
    "iso.txt": (NEWS.replace("–", "-").encode("iso8859_6"), "note:encoding"),
    "utf16.txt": (NEWS.encode("utf-16"), "read"),
    "cut.txt": (NEWS.encode()[:-3], "read"),
    "unpunctuated.txt": (NEWS.replace(".", "").replace("(", "").replace(")", "").encode() * 30, "read"),
    "latin.txt": (
        b"The minister said that the agreement would be signed on Monday in Geneva.\n",
        "note:language",
    ),
    "quotes.txt": ('قال "إن "بلاده» ستوقع“ الاتفاق «غدا. وأضاف: "لن\n'.encode() * 20, "read"),
    "hostile.html": (HOSTILE.encode(), "read"),
    "deep.html": (BOMB.encode(), "read"),
    "digits.txt": (b"1 2 3 4 5 6 7 8 9 10 11 12", "any"),
    "nul.txt": (NEWS.encode().replace(b" ", b"\x00", 3), "any"),
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """All bad files in one folder with a good one before and one behind, read as one batch."""
    folder = tmp_path_factory.mktemp("bad")
    for name, (content, _) in BAD.items():
        (folder / name).write_bytes(content)
    for name in ("a-good.txt", "z-good.txt"):
        (folder / name).write_text(NEWS, encoding="utf-8")
    return {Path(outcome.source).name: outcome for outcome in read_paths([folder])}


def test_the_batch_goes_on(outcomes: dict[str, Outcome]) -> None:
    assert set(outcomes) == {*BAD, "a-good.txt", "z-good.txt"}
    for name in ("a-good.txt", "z-good.txt"):
        record = outcomes[name].record
        assert record is not None
        assert record.statements


@pytest.mark.parametrize("name", sorted(BAD))
def test_bad_input(outcomes: dict[str, Outcome], name: str) -> None:
    expected = BAD[name][1]
    outcome = outcomes[name]
    assert (outcome.record is None) != (outcome.failure is None)
    if expected == "failure":
        assert outcome.failure is not None
        assert name in str(outcome.failure)
        assert outcome.failure.reason
        return
    if outcome.failure is not None:
        assert expected == "any"
        return
    record = outcome.record
    assert record is not None
    assert not problems(record)
    assert "failure" not in notes(record)
    if expected.startswith("note:"):
        assert expected.removeprefix("note:") in notes(record)
    elif expected == "read":
        assert record.statements, "a report that can be read is read"


def test_scripts_are_no_news(outcomes: dict[str, Outcome]) -> None:
    record = outcomes["hostile.html"].record
    assert record is not None
    assert "alert" not in record.document.text
    assert "document.write" not in record.document.text


def test_missing_files_and_folders_without_reports(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "read.me").write_text("x", encoding="utf-8")
    good = tmp_path / "good.txt"
    good.write_text(NEWS, encoding="utf-8")
    gone, empty, last = read_paths([tmp_path / "gone.txt", tmp_path / "none", good])
    assert gone.failure is not None
    assert "gone.txt" in str(gone.failure)
    assert "no such file" in gone.failure.reason
    assert empty.failure is not None
    assert "none" in str(empty.failure)
    assert last.record is not None


def test_broken_json_lines_are_named_and_passed_over(tmp_path: Path) -> None:
    rows = [
        json.dumps({"text": NEWS, "published": "2014-03-16"}, ensure_ascii=False),
        '{"text": "قال',
        "[1, 2]",
        '{"title": "بلا نص"}',
        '{"text": 7}',
        "",
        json.dumps({"html": f"<p>{NEWS}</p>"}),
        "[" * 100_000,
    ]
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    found = list(read_paths([path]))
    assert [outcome.line for outcome in found if outcome.failure] == [2, 3, 4, 5, 8]
    assert [outcome.line for outcome in found if outcome.record] == [1, 7]
    for outcome in found:
        if outcome.failure is not None:
            assert str(outcome.failure).startswith(f"{path}:{outcome.line}: ")
    first = found[0].record
    assert first is not None
    assert first.document.published == "2014-03-16"


def test_a_date_that_is_none_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        read_paths([tmp_path], published="yesterday")


def test_read_takes_a_path_or_a_text(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(NEWS, encoding="utf-8")
    assert mahdar.read(path).statements == mahdar.read(NEWS).statements
    with pytest.raises(SourceError, match=r"gone\.txt"):
        mahdar.read(tmp_path / "gone.txt")
    with pytest.raises(ConfigError):
        mahdar.read(NEWS, published="soon")


def test_one_very_long_line(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_text(line_of(1), encoding="utf-8")
    before = time.perf_counter()
    (outcome,) = read_paths([path], mode="grammar")
    assert time.perf_counter() - before < 60
    assert outcome.failure is not None or (outcome.record is not None and not problems(outcome.record))
    if outcome.record is not None:
        assert "failure" not in notes(outcome.record)


@pytest.mark.slow
def test_a_line_of_fifty_megabytes(tmp_path: Path) -> None:
    """It is read, or declined with a reason: never left hanging."""
    path = tmp_path / "line.txt"
    path.write_text(line_of(50), encoding="utf-8")
    code = (
        "import sys; from mahdar.app.read import read_paths\n"
        "(one,) = read_paths([sys.argv[1]]); print('failure' if one.failure else 'record')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=600, check=True
    )
    assert done.stdout.strip() in ("failure", "record")


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "قال إن ", "قال ", "إن ", "أن ", "إذا ", "الذي ", "قتل 3 ", "في ", "لم ", "و", "1 ", "1,", "ألف ", "بن ", "أمس ",
        "2014 ", "يوم الاثنين ", "وزير ", "بوتين ", "الرئيس الروسي ", "الوزير محمد علي ", "من المقرر أن ", "مؤكدا أن ",
        "لقاء ", "كان ", "بين 3 و", "«", "(", '"قال" ', "، ", ". ", "_", "#", "قال: «نعم». ", NEWS.strip() + " ",
    ],
)  # fmt: skip
def test_time_grows_with_the_length_and_no_faster(reader: Reader, piece: str) -> None:
    """Four times the length in about four times the time; a pass over all pairs would take sixteen."""

    def seconds(length: int) -> float:
        document = make_document((piece * length)[:length], language="ar")
        best = float("inf")
        for _ in range(2):
            before = time.perf_counter()
            reader.read(document)
            best = min(best, time.perf_counter() - before)
        return best

    seconds(500)
    short, long = seconds(5_000), seconds(20_000)
    # Below a quarter of a second the clock and the collector tell more than the code.
    assert long < 0.25 or long < 9 * short, f"{short:.2f} s for 5,000 characters, {long:.2f} s for 20,000"
