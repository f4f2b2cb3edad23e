"""PLOVER event types with their quad class and intensity."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from mahdar.errors import TableError
from mahdar.ontology.tables import read_table

_DATA = Path(__file__).parent / "data"


class EventType(NamedTuple):
    """One PLOVER type: its quad class (1 to 4), intensity (-10 to 10) and labels."""

    name: str
    quad: int
    intensity: float
    needs_target: bool
    label_en: str
    label_ar: str


class Plover(NamedTuple):
    """The codebook: types, modes (type → mode → intensity), contexts and sectors."""

    types: MappingProxyType[str, EventType]
    modes: MappingProxyType[str, MappingProxyType[str, float]]
    contexts: frozenset[str]
    sectors: MappingProxyType[str, str]

    def intensity(self, name: str, modes: tuple[str, ...] = ()) -> float:
        """Intensity of an event: its mode's where it has one (the first that is scored), else its type's."""
        for mode in modes:
            if mode in self.modes.get(name, {}):
                return self.modes[name][mode]
        return self.types[name].intensity


@cache
def load_plover() -> Plover:
    """The codebook that ships with mahdar, read once."""
    types = {}
    columns = ("type", "quad", "intensity", "target", "label_en", "label_ar")
    for _, row in read_table(_DATA / "types.tsv", columns):
        types[row["type"]] = EventType(
            row["type"],
            int(row["quad"]),
            float(row["intensity"]),
            row["target"] == "1",
            row["label_en"],
            row["label_ar"],
        )
    modes: dict[str, dict[str, float]] = {}
    for line, row in read_table(_DATA / "modes.tsv", ("type", "mode", "intensity")):
        if row["type"] not in types:
            raise TableError(str(_DATA / "modes.tsv"), line, f"no type {row['type']!r}")
        modes.setdefault(row["type"], {})[row["mode"]] = float(row["intensity"])
    contexts = frozenset(row["context"] for _, row in read_table(_DATA / "contexts.tsv", ("context",)))
    sectors = {
        row["sector"]: row["meaning"] for _, row in read_table(_DATA / "sectors.tsv", ("sector", "meaning"))
    }
    return Plover(
        MappingProxyType(types),
        MappingProxyType({name: MappingProxyType(table) for name, table in modes.items()}),
        contexts,
        MappingProxyType(sectors),
    )
