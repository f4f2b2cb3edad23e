"""`mahdar demo`: the bundled reports, one record in full, what to try next."""

from __future__ import annotations

from mahdar.app.read import make_reader
from mahdar.app.samples import folder, load_samples
from mahdar.cli.screen import Screen
from mahdar.cli.text import show_record
from mahdar.record import Record

# The report shown in full: short, with a dateline, named speakers, amounts and conditions.
_SHOWN = "2015-iran-nuclear-deal.txt"


def run(screen: Screen) -> None:
    """Read every bundled report; show one record in full and a line about each of the others.

    Raises:
        MahdarError: the samples or the tables are broken.
    """
    samples = load_samples()
    reader = make_reader()
    records = list(reader.read_many([sample.document for sample in samples]))
    names = [sample.name for sample in samples]
    shown = names.index(_SHOWN) if _SHOWN in names else 0
    if not records:
        screen.line("no sample reports are installed")
        return
    show_record(screen, records[shown], name=names[shown])
    screen.line()
    screen.line(screen.style(f"All {len(samples)} sample reports", "bold"))
    for sample, record in zip(samples, records, strict=True):
        screen.line(f"  {sample.name:<36} {_counts(record)}  {screen.style(sample.title, 'dim')}")
    screen.line()
    screen.line(screen.style("What to try next", "bold"))
    place = folder() / "reports"
    for command, what in (
        (f"mahdar read {place / names[shown]} --explain", "which rule found each item"),
        (f"mahdar read {place} --format table", "who → what → whom"),
        (f"mahdar read {place} --format jsonl --out records.jsonl", "records for programs"),
        ("mahdar validate records.jsonl", "check them against the contract"),
        ("mahdar read your-report.txt --published 2024-05-17", "a report of your own"),
        ("mahdar doctor", "what is installed, and where the data lie"),
    ):
        screen.line(f"  {command}")
        screen.line(screen.style(f"      {what}", "dim"))


def _counts(record: Record) -> str:
    parts = (
        (len(record.actors), "actors"),
        (len(record.times), "times"),
        (len(record.quantities), "quantities"),
        (len(record.statements), "statements"),
        (len(record.events), "events"),
    )
    return ", ".join(f"{count:>2} {what}" for count, what in parts)
