"""What things are called: PLOVER types, modes, contexts and sectors, acts of speech, kinds, units.

Figures follow the PLOVER 2.0 manual (draft, 2024); see the head of each table under `data/`.
"""

from mahdar.ontology.labels import (
    ACTOR_KINDS,
    BOUNDS,
    CALENDARS,
    COMMITMENT_KINDS,
    DATE_BASES,
    FACTUALITIES,
    MENTION_FORMS,
    PUBLISHED_BASES,
    QUANTITY_ROLES,
    RATES,
    SPEECH_ACTS,
    TIME_TYPES,
)
from mahdar.ontology.plover import Plover, load_plover

__all__ = [
    "ACTOR_KINDS",
    "BOUNDS",
    "CALENDARS",
    "COMMITMENT_KINDS",
    "DATE_BASES",
    "FACTUALITIES",
    "MENTION_FORMS",
    "PUBLISHED_BASES",
    "QUANTITY_ROLES",
    "RATES",
    "SPEECH_ACTS",
    "TIME_TYPES",
    "Plover",
    "load_plover",
]
