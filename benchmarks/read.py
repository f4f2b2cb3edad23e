"""How fast mahdar reads: one process, one core.

    python benchmarks/read.py [--reports 2000] [--json] [--quick]

Reports of about 1,000 characters are cut and recombined from the paragraphs of the bundled samples: always the same
ones. Printed are start-up time (a fresh interpreter, import and reader), reports, megabytes and characters a second,
peak memory, the share of each layer, and how time grows with the length of one report.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mahdar import __version__
from mahdar.app.samples import load_samples
from mahdar.intake import Metadata, build_document
from mahdar.merge import combine
from mahdar.pipeline import Reader
from mahdar.record import Document, encode, make_document
from mahdar.resolve import resolve

# What a wire report usually has.
_LENGTH = 1_000
_LAYERS = ("intake", "analysis", "extract", "resolve", "encode")
_TIMES = (1, 10, 100)


def paragraphs() -> list[str]:
    """All paragraphs of the bundled samples that are longer than a heading."""
    found: list[str] = []
    for sample in load_samples():
        found.extend(line.strip() for line in sample.document.text.splitlines() if len(line) > 60)
    return found


def make_reports(count: int, *, length: int = _LENGTH) -> list[str]:
    """Texts of about `length` characters, each of paragraphs drawn and cut with a fixed seed."""
    source = random.Random(20140315)
    pieces = paragraphs()
    made: list[str] = []
    for number in range(count):
        chosen: list[str] = []
        size = 0
        while size < length * 0.95:
            piece = source.choice(pieces)
            room = length - size
            if len(piece) > room * 1.15:
                edge = piece.find(" ", room)
                piece = piece[: edge if edge > 0 else len(piece)]
            chosen.append(piece)
            size += len(piece) + 1
        # A number of its own makes every text another one.
        made.append("\n".join(chosen) + f"\n{number}\n")
    return made


def make_long(times: int, *, punctuation: bool) -> str:
    """One report of `times` × 1,000 characters, with or without punctuation and line breaks."""
    endless = itertools.cycle(make_reports(40))
    text = "".join(itertools.islice(endless, times + 1))[: times * _LENGTH]
    if punctuation:
        return text
    return " ".join("".join(char if char.isalnum() else " " for char in text).split())


def measure_start(rounds: int, mode: str) -> dict[str, float]:
    """Seconds from a fresh interpreter to a built reader: the median, with a warm cache and (once) with a cold one."""
    code = "import sys, time; t = time.perf_counter(); import mahdar; mahdar.Reader(mode=sys.argv[1]); print(time.perf_counter() - t)"

    def once(environment: dict[str, str]) -> tuple[float, float]:
        before = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", code, mode], env=environment, capture_output=True, text=True, check=True
        )
        return float(done.stdout), time.perf_counter() - before

    with tempfile.TemporaryDirectory(prefix="mahdar-bench-") as cold:
        _, first = once({**os.environ, "MAHDAR_CACHE": cold})
    once(dict(os.environ))
    runs = [once(dict(os.environ)) for _ in range(rounds)]
    return {
        "reader_s": statistics.median(inner for inner, _ in runs),
        "process_s": statistics.median(outer for _, outer in runs),
        "first_ever_s": first,
    }


def measure_layers(reader: Reader, texts: list[str]) -> dict[str, float]:
    """Seconds spent in each layer over all texts, step by step as the pipeline does it."""
    spent = dict.fromkeys(_LAYERS, 0.0)
    clock = time.perf_counter
    # The pipeline hands these two to `resolve`; a benchmark may look inside.
    knowledge, info = reader._knowledge, reader._info
    for text in texts:
        t0 = clock()
        document = build_document(text, Metadata(published="2024-05-17"))
        t1 = clock()
        analysis = reader.analyse(document)
        t2 = clock()
        mentions = combine(reader.mentions(analysis))
        t3 = clock()
        record = resolve(mentions, analysis, knowledge, info)
        t4 = clock()
        encode(record)
        t5 = clock()
        for layer, seconds in zip(_LAYERS, (t1 - t0, t2 - t1, t3 - t2, t4 - t3, t5 - t4), strict=True):
            spent[layer] += seconds
    return spent


def measure_speed(reader: Reader, texts: list[str]) -> dict[str, float]:
    """Reports, megabytes and characters a second from text to JSON; items found."""
    clock = time.perf_counter
    before = clock()
    items = written = 0
    for record in reader.read_many(_documents(texts)):
        written += len(encode(record))
        items += len(record.actors) + len(record.times) + len(record.quantities)
        items += len(record.statements) + len(record.events)
    seconds = clock() - before
    characters = sum(map(len, texts))
    size = sum(len(text.encode("utf-8")) for text in texts)
    return {
        "reports": len(texts),
        "mean_characters": characters / len(texts),
        "seconds": seconds,
        "reports_per_s": len(texts) / seconds,
        "mb_per_s": size / 1e6 / seconds,
        "characters_per_s": characters / seconds,
        "items_per_report": items / len(texts),
        "record_kb": written / len(texts) / 1e3,
    }


def _documents(texts: list[str]) -> Iterator[Document]:
    for text in texts:
        yield build_document(text, Metadata(published="2024-05-17"))


def measure_growth(reader: Reader) -> list[dict[str, Any]]:
    """Seconds for one report of 1, 10 and 100 times the length; the best of three, so that noise does not count."""
    rows: list[dict[str, Any]] = []
    for kind, punctuation in (("news", True), ("no punctuation", False)):
        for times in _TIMES:
            document = make_document(
                make_long(times, punctuation=punctuation),
                language="ar",
                published="2024-05-17",
                published_basis="metadata",
            )
            best = min(_time(reader, document) for _ in range(3))
            rows.append(
                {
                    "text": kind,
                    "characters": len(document.text),
                    "seconds": best,
                    "us_per_character": best / len(document.text) * 1e6,
                }
            )
    return rows


def _time(reader: Reader, document: Document) -> float:
    before = time.perf_counter()
    encode(reader.read(document))
    return time.perf_counter() - before


def peak_memory() -> float:
    """Highest resident memory of this process so far, in MB."""
    unit = 1 if platform.system() == "Darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def measure(count: int, *, rounds: int, mode: str = "grammar") -> dict[str, Any]:
    """All figures."""
    start = measure_start(rounds, mode)
    texts = make_reports(count)
    reader = Reader(mode=mode)
    ready = peak_memory()
    for text in texts[:20]:
        reader.read(text)
    speed = measure_speed(reader, texts)
    peak = peak_memory()
    return {
        "mahdar": __version__,
        "python": platform.python_version(),
        "machine": platform.machine(),
        "start": start,
        "speed": speed,
        "memory_mb": {"reader": ready, "peak": peak},
        "layers_s": measure_layers(reader, texts[: max(200, count // 4)]),
        "growth": measure_growth(reader),
    }


def show(figures: dict[str, Any]) -> Iterator[str]:
    """The figures as lines of a table."""
    start, speed, memory = figures["start"], figures["speed"], figures["memory_mb"]
    yield f"mahdar {figures['mahdar']}, Python {figures['python']}, {figures['machine']}, one core"
    yield ""
    yield f"start-up         {start['reader_s']:8.2f} s   import and reader ({start['process_s']:.2f} s with the interpreter)"
    yield f"first start ever {start['first_ever_s']:8.2f} s   compiles the tables into the cache"
    yield f"reports          {speed['reports']:8,d}     of {speed['mean_characters']:,.0f} characters each"
    yield f"speed            {speed['reports_per_s']:8.1f}     reports a second"
    yield f"                 {speed['mb_per_s']:8.3f}     MB a second (UTF-8)"
    yield f"                 {speed['characters_per_s']:8,.0f}     characters a second"
    yield f"found            {speed['items_per_report']:8.1f}     items a report, {speed['record_kb']:.1f} kB of JSON"
    yield f"memory           {memory['peak']:8.0f} MB  at most ({memory['reader']:.0f} MB with the reader built)"
    yield ""
    yield "layer        ms a report    share"
    layers = figures["layers_s"]
    total = sum(layers.values())
    count = max(200, speed["reports"] // 4)
    for layer, seconds in layers.items():
        yield f"{layer:<12} {seconds / min(count, speed['reports']) * 1e3:11.2f} {seconds / total:8.1%}"
    yield ""
    yield "one report of     characters    seconds   µs a character"
    for row in figures["growth"]:
        yield f"{row['text']:<16} {row['characters']:11,d} {row['seconds']:10.3f} {row['us_per_character']:16.2f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--reports", type=int, default=2_000, help="how many reports to read (2000)")
    parser.add_argument(
        "--mode", default="grammar", choices=("grammar", "tagger", "both"), help="how to read"
    )
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    parser.add_argument("--quick", action="store_true", help="a tenth of the reports, one start-up")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="write the reports there as well")
    asked = parser.parse_args()
    count = max(1, asked.reports // 10 if asked.quick else asked.reports)
    if asked.write:
        asked.write.mkdir(parents=True, exist_ok=True)
        for number, text in enumerate(make_reports(count)):
            (asked.write / f"{number:05d}.txt").write_text(text, encoding="utf-8")
    figures = measure(count, rounds=1 if asked.quick else 3, mode=asked.mode)
    if asked.json:
        print(json.dumps(figures, indent=2))
        return
    for line in show(figures):
        print(line)


if __name__ == "__main__":
    main()
