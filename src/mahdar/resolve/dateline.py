"""The report's date from its own words, where they leave no doubt."""

from __future__ import annotations

from mahdar.analysis.mentions import TimeMention
from mahdar.analysis.timespec import Point
from mahdar.analysis.types import Analysis
from mahdar.languages.ar.links import time_words
from mahdar.resolve import calendar


def infer_published(analysis: Analysis, mentions: list[TimeMention]) -> tuple[str, tuple[int, int]] | None:
    """The report's date where its own words leave no doubt, with the span that shows it.

    Certain are: a full date beside a word for today, yesterday or tomorrow (اليوم الأربعاء 3 يناير 2024), and a dateline,
    that is a full date among the first words of the report in front of a colon, dash or bracket.
    """
    for mention in mentions:
        p = mention.spec
        if (
            not isinstance(p, Point)
            or p.year is None
            or p.month is None
            or p.day is None
            or p.calendar != "gregorian"
        ):
            continue
        found = calendar.ymd(p.year, p.month, p.day)
        if found is None or (p.weekday is not None and found.weekday() != p.weekday):
            continue
        span = (mention.start, mention.end)
        if p.shift is not None and p.unit == "D" and abs(p.shift) <= 2:
            day = calendar.shifted(found, -p.shift, "D")
            return None if day is None else (day.value, span)
        if _is_dateline(analysis, mention):
            return found.isoformat(), span
    return None


def _is_dateline(analysis: Analysis, mention: TimeMention) -> bool:
    if mention.first > 6 or not analysis.sentences or mention.last > analysis.sentences[0][1]:
        return False
    after = analysis.texts[mention.last] if mention.last < len(analysis.texts) else ""
    if after not in (":", "-", "–", "—", "(", "/", ")") and mention.last != analysis.sentences[0][1]:
        return False
    words = time_words()
    at = mention.first
    if at > 1 and analysis.folded[at - 1] in words.running & words.connector:
        named = (analysis.words[k].pos == "PN" or analysis.name_of[k] >= 0 for k in range(at - 1))
        at = at - 1 if all(named) else at  # الخرطوم في 7 يونيو 2019: a place alone before في
    return all(
        not analysis.words[k].pos.startswith("V") and analysis.folded[k] not in words.running
        for k in range(at)
    )
