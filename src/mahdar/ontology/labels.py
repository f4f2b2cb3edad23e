"""The closed label sets of the record."""

from __future__ import annotations

ACTOR_KINDS = frozenset({"person", "state", "organization", "group", "place"})
MENTION_FORMS = frozenset({"name", "metonym", "nominal", "demonym", "pronoun"})
TIME_TYPES = frozenset({"date", "time", "duration", "set"})
CALENDARS = frozenset({"gregorian", "islamic", "persian"})
BOUNDS = frozenset({"exact", "about", "at_least", "at_most", "range"})
RATES = frozenset({"a", "mo", "wk", "d"})
QUANTITY_ROLES = frozenset(
    {
        "killed",
        "injured",
        "missing",
        "arrested",
        "displaced",
        "price",
        "volume",
        "capacity",
        "area",
        "vote",
        "share",
    }
)
SPEECH_ACTS = frozenset(
    {
        "assert",
        "deny",
        "promise",
        "offer",
        "demand",
        "threaten",
        "warn",
        "accuse",
        "praise",
        "criticize",
        "forecast",
        "believe",
        "ask",
        "announce",
    }
)
FACTUALITIES = frozenset({"actual", "planned", "possible", "conditional", "denied"})
DATE_BASES = frozenset({"stated", "context", "report"})
PUBLISHED_BASES = frozenset({"metadata", "dateline", "url", "inferred"})
COMMITMENT_KINDS = frozenset({"pledge", "plan", "forecast", "demand", "threat", "offer"})
