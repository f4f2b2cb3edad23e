"""Who owns which token while names are collected: the longest span wins."""

from __future__ import annotations

from collections import Counter

from mahdar.extract.names.persons import Title
from mahdar.extract.names.scan import Scan, Span


class Claims:
    """Collects spans; `owner[i]` is the span that token i belongs to."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.spans: list[Span] = []
        self.owner: list[Span | None] = [None] * scan.size
        self.titles_at: dict[int, Title] = {}
        for numeral in scan.a.numerals:
            scan.covered[numeral.first : numeral.last] = b"\x01" * (numeral.last - numeral.first)
        self.told: set[str] = set()
        self.counts = Counter(scan.base)

    def claim(self, span: Span) -> bool:
        """Take a span unless a longer one stands there already; shorter ones inside it give way."""
        others = {id(o): o for t in range(span.first, span.last) if (o := self.owner[t]) is not None}
        size = span.last - span.first
        if any(o.last - o.first >= size for o in others.values()):
            return False
        for other in others.values():
            self.drop(other)
        self.spans.append(span)
        for at in range(span.first, span.last):
            self.owner[at] = span
        return True

    def drop(self, span: Span) -> None:
        """Give a span up."""
        self.spans.remove(span)
        for at in range(span.first, span.last):
            if self.owner[at] is span:
                self.owner[at] = None

    def listed(self, at: int) -> bool:
        """Whether a place stands just before, joined by و, a comma or a dash."""
        scan = self.scan
        before = at - 1
        while before >= 0 and (
            (scan.is_mark(before) and scan.texts[before] in '،,-#"«»') or scan.texts[before] == "و"
        ):
            before -= 1
        owner = self.owner[before] if before >= 0 else None
        joined = before < at - 1 or (scan.cut[at] > 0 and scan.folded[at][0] == "و")
        return owner is not None and owner.kind == "place" and joined
