"""What the learned reader labels: heads over tokens, and roles between a token and another.

A head gives each token one label; BIO labels (outside, begin, inside) make spans. A role scores pairs: from a cue or a
trigger to a token of an actor, a place, a time, or the edge of a content.
"""

from __future__ import annotations

from mahdar.ontology.plover import load_plover

KINDS = ("person", "state", "place", "organization")
TYPES = tuple(sorted(load_plover().types))
ACTS = (
    "accuse", "announce", "ask", "assert", "believe", "criticize", "demand", "deny", "forecast", "offer",
    "praise", "promise", "threaten", "warn",
)  # fmt: skip
FACTUALITY = ("actual", "conditional", "denied", "planned", "possible")
COMMITMENTS = ("demand", "forecast", "offer", "plan", "pledge", "threat")


def _bio(*kinds: str) -> tuple[str, ...]:
    return ("O", *(f"{edge}-{kind}" if kind else edge for kind in kinds for edge in ("B", "I")))


# Labels of each head, the label of nothing first where there is one.
HEADS: dict[str, tuple[str, ...]] = {
    "name": _bio(*KINDS),
    "nominal": _bio(""),
    "time": _bio(""),
    "quantity": _bio(""),
    "cue": _bio(""),
    "content": _bio(""),
    "trigger": ("O", *TYPES),
    "condition": _bio("if", "then"),
    "commitment": _bio(*COMMITMENTS),
    # Read at cues and triggers alone.
    "act": ACTS,
    "factuality": FACTUALITY,
    "background": ("no", "yes"),
}
# Roles from a cue (or the first token of a commitment) and from a trigger.
CUE_ROLES = ("speaker", "via", "addressee", "content-first", "content-last")
TRIGGER_ROLES = ("source", "target", "place", "time")
COMMITMENT_ROLES = ("bound", "beneficiary")
ROLES = (*CUE_ROLES, *TRIGGER_ROLES, *COMMITMENT_ROLES)
ROLE_WIDTH = 48
# Distances in tokens fall into buckets, the same on both sides.
EDGES = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256)
BUCKETS = 2 * len(EDGES) + 1


def bucket(distance: int) -> int:
    """The bucket of a signed distance in tokens (positive: the other stands later)."""
    size = abs(distance)
    place = sum(size > edge for edge in EDGES)
    return len(EDGES) + place if distance >= 0 else len(EDGES) - place


def offsets() -> dict[str, tuple[int, int]]:
    """Columns of each head in the joined array of scores."""
    found, at = {}, 0
    for head, labels in HEADS.items():
        found[head] = (at, at + len(labels))
        at += len(labels)
    return found
