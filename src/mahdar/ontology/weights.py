"""Weights of a logistic score, as they stand in a table."""

from __future__ import annotations

import math
from pathlib import Path

from mahdar.errors import TableError
from mahdar.ontology.tables import read_table

# Beyond this a score is certain; keeps the exponential in bounds.
_MOST = 30.0
# What a share is kept off 0 and 1 by.
_EDGE = 1e-4


def log_odds(share: float) -> float:
    """The log odds of a share, finite at its edges."""
    return math.log((share + _EDGE) / (1 - share + _EDGE))


def read_weights(path: Path, features: tuple[str, ...], column: str = "weight") -> tuple[float, ...]:
    """The weight of each feature, of the table's one column of weights or of several the one that is named.

    Raises:
        TableError: a feature is missing or unknown, or a weight is no number.
    """
    found = {}
    columns = ("feature", "weight") if column == "weight" else ("feature", "source", "target")
    for line, row in read_table(path, columns):
        try:
            found[row["feature"]] = float(row[column])
        except ValueError as error:
            raise TableError(str(path), line, str(error)) from error
    if set(found) != set(features):
        raise TableError(str(path), 0, f"expected weights of {', '.join(features)}")
    return tuple(found[name] for name in features)


def sigmoid(weights: tuple[float, ...], features: tuple[float, ...]) -> float:
    """The probability that a logistic score gives, rounded so that the last bits of a sum never decide."""
    total = sum(w * f for w, f in zip(weights, features, strict=True))
    return round(1 / (1 + math.exp(-max(-_MOST, min(_MOST, total)))), 3)
