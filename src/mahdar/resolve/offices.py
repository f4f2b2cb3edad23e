"""Who holds an office: somebody whom the report names, else whoever the terms of the tables tell."""

from __future__ import annotations

from mahdar.knowledge import Knowledge, Office, Term
from mahdar.resolve.named import Cast

_LEADING = ("head_of_state", "monarch", "supreme_leader", "head_of_government")


class Offices:
    """Look-up of office-holders among the actors of a report and in the tables, on the report's date."""

    def __init__(self, cast: Cast, knowledge: Knowledge, published: str) -> None:
        self.cast = cast
        self.k = knowledge
        self.published = published

    def leader(self, country: str) -> int | None:
        """Who leads a state: a person of the report who holds one of its highest offices, else the one who alone does."""
        for number, draft in enumerate(self.cast.drafts):
            if draft.kind == "person" and (
                any((code, country) in draft.offices for code in _LEADING)
                or any(
                    t.of == country and t.office in _LEADING and self._then(t)
                    for t in self.k.terms_of(draft.entry)
                )
            ):
                return number
        if not self.published:
            return None
        held = {
            t.person for code in _LEADING for t in self.k.holders(code, country, self.published) if t.since
        }
        if len(held) != 1:
            return None
        return self.cast.add(self.cast.draft_of(self.k.entry(held.pop()), "person"))

    def of_home(self, office: Office) -> int | None:
        """Who held an office of the one state that a report is about: رئيس الوزراء without a state beside it."""
        home = self.cast.main_state()
        if home is None:
            return None
        held = self.ever_held(office.code, home)
        if held is not None:
            return held
        holders = {t.person for t in self.k.holders(office.code, home, self.published) if t.since}
        if len(holders) != 1:
            return None
        return self.cast.add(self.cast.draft_of(self.k.entry(holders.pop()), "person"))

    def ever_held(self, office: str, of: str) -> int | None:
        """A person of the report who held an office at its date, or at any time where it has none."""
        for number, draft in enumerate(self.cast.drafts):
            for term in self.k.terms_of(draft.entry) if draft.kind == "person" and draft.entry else ():
                if (
                    term.office == office
                    and term.of == of
                    and (not self.published or term.covers(self.published))
                ):
                    return number
        return None

    def _then(self, term: Term) -> bool:
        return not self.published or term.covers(self.published)
