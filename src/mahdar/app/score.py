"""Scoring the reader against annotated reports that stand outside the package."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from mahdar.app.confusion import Confusion, confusion
from mahdar.app.read import make_reader
from mahdar.errors import DocumentError, SourceError
from mahdar.intake import Metadata, build_document, decode
from mahdar.record import encode, problems

# One run of the scorer reads at most hundreds of reports; it takes seconds.
_PATIENCE = 600


class Part(NamedTuple):
    """A set of annotated reports: its name and the folders of annotations and texts."""

    name: str
    gold: Path
    texts: Path


class Result(NamedTuple):
    """The scorer's table for one part, what is wrong with records of it (one line each), and types of events confused."""

    name: str
    table: str
    problems: list[str]
    confused: Confusion | None = None


def find_evaluation(here: Path, environment: Mapping[str, str]) -> Path:
    """The folder of annotated reports: what `MAHDAR_EVAL` names, else `../shared/eval` beside `here`.

    Raises:
        SourceError: there is none, or it has no scorer.
    """
    named = environment.get("MAHDAR_EVAL")
    folder = Path(named) if named else here.parent / "shared" / "eval"
    if not folder.is_dir():
        how = "MAHDAR_EVAL names it" if named else "set MAHDAR_EVAL to the folder of annotated reports"
        raise SourceError(str(folder), f"no evaluation set here; {how}")
    if not (folder / "score.py").is_file():
        raise SourceError(str(folder), "no score.py in this folder")
    return folder


def parts(folder: Path, names: tuple[str, ...] = ("dev", "example")) -> list[Part]:
    """The sets of an evaluation folder that are there: `NAME/gold` with `NAME/texts`, or both side by side in `NAME`."""
    found = []
    for name in names:
        place = folder / name
        if (place / "gold").is_dir() and (place / "texts").is_dir():
            found.append(Part(name, place / "gold", place / "texts"))
        elif any(place.glob("*.json")):
            found.append(Part(name, place, place))
    return found


def score(
    folder: Path,
    *,
    names: tuple[str, ...] = ("dev", "example"),
    mode: str | None = None,
    options: tuple[str, ...] = (),
    confused: bool = False,
) -> Iterator[Result]:
    """Read every annotated report and run the folder's own scorer: each part alone, then all together.

    Args:
        folder: the evaluation folder.
        names: the parts to read.
        mode: how to read: `grammar`, `tagger`, `both`; the default mode if None.
        options: handed to the scorer, such as `--errors events`.
        confused: also count which types of events are taken for which.

    Raises:
        SourceError: a part is missing, a text cannot be read, or the scorer fails.
    """
    chosen = parts(folder, names)
    if not chosen:
        raise SourceError(str(folder), f"none of {', '.join(names)} is here")
    with tempfile.TemporaryDirectory(prefix="mahdar-score-") as place:
        work = Path(place)
        together = Part(" + ".join(part.name for part in chosen), work / "gold", work / "texts")
        together.gold.mkdir()
        together.texts.mkdir()
        records = work / "records.jsonl"
        for part in chosen:
            wrong = _read_part(part, records, mode)
            _join(part, together)
            yield _result(folder, part, records, options, wrong, confused=confused)
        if len(chosen) > 1:
            yield _result(folder, together, records, options, [], confused=confused)


def _result(
    folder: Path, part: Part, records: Path, options: tuple[str, ...], wrong: list[str], *, confused: bool
) -> Result:
    matrix = confusion(folder.resolve(), part.gold, part.texts, records) if confused else None
    return Result(part.name, _run(folder, part, records, options), wrong, matrix)


def _read_part(part: Part, records: Path, mode: str | None) -> list[str]:
    """Append a record of every annotated text to a file; what is wrong with any of them."""
    reader = make_reader(mode)
    wrong: list[str] = []
    with records.open("ab") as out:
        for gold in sorted(part.gold.glob("*.json")):
            annotation: dict[str, Any] = json.loads(gold.read_bytes())
            path = part.texts / f"{gold.stem}.txt"
            try:
                text, notes = decode(path.read_bytes())
                metadata = Metadata(published=annotation.get("published"))
                record = reader.read(build_document(text, metadata, notes=tuple(notes)))
            except OSError as error:
                raise SourceError(str(path), (error.strerror or str(error)).lower()) from error
            except DocumentError as error:
                wrong.append(f"{gold.stem}: {error.step}: {error.reason}")
                continue
            wrong.extend(f"{gold.stem}: {problem}" for problem in problems(record))
            # ASCII: the scorer splits lines at every line separator that Unicode knows.
            out.write(json.dumps(json.loads(encode(record))).encode("ascii") + b"\n")
    return wrong


def _join(part: Part, together: Part) -> None:
    """Put links to a part's annotations and texts beside those of the other parts."""
    for gold in sorted(part.gold.glob("*.json")):
        _link(gold, together.gold / gold.name)
        _link(part.texts / f"{gold.stem}.txt", together.texts / f"{gold.stem}.txt")


def _link(origin: Path, target: Path) -> None:
    try:
        target.symlink_to(origin.resolve())
    except OSError:  # a system without links
        target.write_bytes(origin.read_bytes())


def _run(folder: Path, part: Part, records: Path, options: tuple[str, ...]) -> str:
    command = [
        sys.executable,
        str(folder.resolve() / "score.py"),
        str(part.gold),
        str(part.texts),
        str(records),
    ]
    try:
        done = subprocess.run(  # noqa: S603 (the user names the folder; nothing else goes into the command)
            [*command, *options],
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"},
        )
    except subprocess.TimeoutExpired as error:
        raise SourceError(str(folder / "score.py"), f"gave no answer in {_PATIENCE} s") from error
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        raise SourceError(str(folder / "score.py"), f"failed: {' '.join(last)}")
    return done.stdout.decode("utf-8", "replace")
