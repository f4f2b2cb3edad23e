"""`mahdar doctor`: what is installed, what is missing, where the data lie."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sys
from pathlib import Path

from mahdar._version import __version__
from mahdar.app.samples import folder
from mahdar.app.score import find_evaluation
from mahdar.cli.screen import Screen
from mahdar.errors import MahdarError, SourceError

_NEEDED = (
    ("msgspec", "records"),
    ("typer", "the command line"),
    ("rich", "tables and progress"),
    ("trafilatura", "articles out of HTML pages"),
    ("charset-normalizer", "rare encodings"),
    ("py3langid", "languages in other scripts"),
    ("hijridate", "Hijri dates"),
    ("convertdate", "Persian dates"),
    ("rapidfuzz", "names near the one asked for"),
    ("numpy", "scores of the learned reader"),
    ("onnxruntime", "the network of the learned reader"),
)
_TABLES = ("ontology/data", "languages/ar/tables", "languages/ar/lexicon", "knowledge/data")


def run(screen: Screen) -> bool:
    """Write what is there and what is not; whether everything needed is."""
    screen.line(
        f"mahdar {__version__}, Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    )
    screen.line(f"installed in {_root()}")
    sound = [_packages(screen), _data(screen), _reader(screen)]
    _surroundings(screen)
    screen.line()
    healthy = all(sound)
    screen.line(
        screen.style("all is well", "green") if healthy else screen.style("something is missing", "red")
    )
    return healthy


def _root() -> Path:
    return folder().parent


def _line(screen: Screen, good: bool, what: str) -> None:
    sign = screen.style("ok", "green") if good else screen.style("missing", "red")
    screen.line(f"  {sign}  {what}")


def _packages(screen: Screen) -> bool:
    screen.line(screen.style("Packages", "bold"))
    complete = True
    for name, purpose in _NEEDED:
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            complete = False
            _line(screen, False, f"{name} ({purpose}): pip install {name}")
            continue
        _line(screen, True, f"{name} {version} ({purpose})")
    return complete


def _data(screen: Screen) -> bool:
    screen.line(screen.style("Data", "bold"))
    complete = True
    for part in _TABLES:
        place = _root() / part
        tables = sorted(place.rglob("*.tsv"))
        size = sum(table.stat().st_size for table in tables)
        complete = complete and bool(tables)
        _line(screen, bool(tables), f"{place}: {len(tables)} tables, {size / 1024:,.0f} KiB")
    reports = sorted((folder() / "reports").glob("*.txt"))
    complete = complete and bool(reports)
    _line(screen, bool(reports), f"{folder() / 'reports'}: {len(reports)} sample reports")
    return complete


def _reader(screen: Screen) -> bool:
    screen.line(screen.style("Reader", "bold"))
    from mahdar.app.read import make_reader
    from mahdar.intake import build_document

    try:
        record = make_reader().read(build_document("القاهرة (وكالات) - قال متحدث إن الاجتماع سيعقد غدا."))
    except MahdarError as error:
        _line(screen, False, str(error))
        return False
    about = record.reader
    _line(screen, True, f"mode {about.mode}, knowledge {about.knowledge or 'without a digest'}")
    _line(screen, True, f"model {about.model or 'none'}, codebook {about.codebook or 'none'}")
    return True


def _surroundings(screen: Screen) -> None:
    """What is only useful to know: encoding, colour, the evaluation set."""
    screen.line(screen.style("Surroundings", "bold"))
    encoding = getattr(sys.stdout, "encoding", None) or "unknown"
    colour = "on" if screen.colour else "off"
    screen.line(f"  output in {encoding}, terminal {'yes' if screen.terminal else 'no'}, colour {colour}")
    try:
        screen.line(f"  evaluation set: {find_evaluation(Path.cwd(), os.environ)}")
    except SourceError as error:
        screen.line(f"  evaluation set: none ({error.reason})")
