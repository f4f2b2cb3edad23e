"""Finding entries by a name that somebody typed: Arabic or Latin letters, exact first, then near ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from mahdar.knowledge.entries import Entry, Term
from mahdar.knowledge.knowledge import Knowledge
from mahdar.knowledge.variants import name_key
from mahdar.text import fold, normalise

# Below this a name is another one. Measured on names of several words: of 400 Arabic and 389 Latin ones of our tables with one
# letter dropped, changed or added, 95 in 100 scored 90 or more; of 200 invented ones, 2 came as near as this to a name of ours.
_NEAR = 82.0
# A word before a Latin name that belongs to it or not: al-Assad, Assad.
_ARTICLE = re.compile(r"\b(al|el|the)[\s-]+")
_LEADS = (
    "head_of_state",
    "monarch",
    "head_of_government",
    "supreme_leader",
    "foreign_minister",
    "secretary_general",
)


class Match(NamedTuple):
    """An entry that a name may mean; `how` is exact, surname, office or near; `score` counts to 100."""

    entry: Entry
    how: str
    score: float
    name: str


class Search:
    """Look-up for people, who mistype: slower than the automaton that reads reports. Built once, immutable."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.k = knowledge

    @cached_property
    def _latin(self) -> dict[str, list[str]]:
        """Plain English name → keys."""
        found: dict[str, list[str]] = {}
        for entry in self.k.entries:
            if entry.en:
                found.setdefault(latin_key(entry.en), []).append(entry.key)
        return found

    @cached_property
    def _latin_surnames(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for entry in self.k.entries:
            words = latin_key(entry.en).split()
            if entry.kind == "person" and len(words) > 1:
                found.setdefault(words[-1], []).append(entry.key)
        return found

    @cached_property
    def _arabic_surnames(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for entry in self.k.entries:
            for name in entry.names if entry.kind == "person" else ():
                keys = found.setdefault(name_key(name).rpartition(" ")[2], [])
                if entry.key not in keys:
                    keys.append(entry.key)
        return found

    @cached_property
    def _arabic(self) -> dict[str, list[str]]:
        """Look-up key of a listed name → keys; without the derived variants, which fuzziness covers."""
        found: dict[str, list[str]] = {}
        for entry in self.k.entries:
            for name in entry.names:
                keys = found.setdefault(name_key(name), [])
                if entry.key not in keys:
                    keys.append(entry.key)
        return found

    def find(self, name: str, *, date: str | None = None, limit: int = 5) -> list[Match]:
        """Entries that a name may mean, the likeliest first; none where nothing is near.

        Args:
            name: as somebody typed it, in Arabic or Latin letters; also an office (`الرئيس الفرنسي`).
            date: ISO date; of several persons who fit, those in office on it come first.
            limit: how many at most.
        """
        words = name_key(name)
        if not words:
            return []
        found = list(self._exact(name, words))
        if not found:
            found = self._office(fold(normalise(name).text).split(), date)
        if not found:
            found = self._fuzzy(name, words)
        ranked = sorted(found, key=lambda m: (-m.score, *self._rank(m.entry, date)))
        return list({match.entry.key: match for match in reversed(ranked)}.values())[::-1][:limit]

    def _exact(self, name: str, words: str) -> Iterator[Match]:
        plain = latin_key(name)
        other = words.removeprefix("ال") if words.startswith("ال") else "ال" + words
        tables: tuple[tuple[Iterable[str], str, float], ...] = (
            (self.k.named(fold(normalise(name).text)) or self.k.named(words), "exact", 100.0),
            (self._latin.get(plain, ()), "exact", 100.0),
            (self.k.named(other), "exact", 99.0),
            (self.k.surname(words), "surname", 90.0),
            (self._latin_surnames.get(plain, ()), "surname", 90.0),
        )
        for keys, how, score in tables:
            for key in keys:
                entry = self.k.entry(key)
                yield Match(entry, how, score, name if how == "exact" else entry.names[0])
        for key in {name.strip(), name.strip().lower(), name.strip().upper()}:
            if not self.k.has(key):
                continue
            entry = self.k.entry(key)
            yield Match(entry, "exact", 100.0, entry.names[0])

    def _office(self, tokens: list[str], date: str | None) -> list[Match]:
        """Who holds an office: its title with a demonym or the name of a state or body."""
        for size in range(min(4, len(tokens) - 1), 0, -1):
            office = self.k.office(tokens[:size])
            if office is None:
                continue
            rest = tokens[size:]
            if rest[0].startswith("لل"):
                rest[0] = "ا" + rest[0][1:]
            of = list(self.k.named(" ".join(rest)))
            demonym = self.k.demonym(" ".join(rest))
            if demonym is not None:
                of.insert(0, demonym.country or demonym.body)
            for key in of:
                terms = [t for t in self.k.holders(office.code, key, date) if date or not t.until]
                if terms:
                    title = f"{terms[0].title} ({key})"
                    return [Match(self.k.entry(t.person), "office", 100.0, title) for t in terms]
        return []

    def _fuzzy(self, name: str, words: str) -> list[Match]:
        from rapidfuzz import fuzz, process

        arabic = any("\u0600" <= char <= "\u06ff" for char in name)
        table = self._arabic if arabic else self._latin
        wanted = words if arabic else latin_key(name)
        if len(wanted) < 3:
            return []
        matches = process.extract(wanted, table.keys(), scorer=fuzz.ratio, limit=20, score_cutoff=_NEAR)
        if len(wanted.split()) > 1:
            # Words left out or in another order: محمد زايد, Salman Mohammed.
            other = process.extract(
                wanted, table.keys(), scorer=fuzz.token_set_ratio, limit=20, score_cutoff=_NEAR
            )
            size = len(wanted.split())
            matches += [(key, score - 5, at) for key, score, at in other if len(key.split()) >= size]
        found = [
            Match(self.k.entry(one), "near", round(score, 1), key)
            for key, score, _ in matches
            for one in table[key]
        ]
        if not found and " " not in wanted:
            lasts = self._arabic_surnames if arabic else self._latin_surnames
            near = process.extract(wanted, lasts.keys(), scorer=fuzz.ratio, limit=5, score_cutoff=_NEAR)
            found = [
                Match(self.k.entry(one), "near", round(score - 10, 1), key)
                for key, score, _ in near
                for one in lasts[key]
            ]
        return found

    def _rank(self, entry: Entry, date: str | None) -> tuple[int, int, int]:
        """Order of entries that fit a name alike: in office on the date, in a high office, with many terms."""
        terms = self.k.terms_of(entry.key)
        held = [t for t in terms if t.covers(date)] if date else [t for t in terms if t.since and not t.until]
        kind = {"state": 0, "organization": 1, "seat": 2, "person": 1, "capital": 3}.get(entry.kind, 4)
        return (
            -max((_height(t) for t in held), default=0),
            kind,
            -max((_height(t) for t in terms), default=0),
        )


def _height(term: Term) -> int:
    return 2 if term.office in _LEADS else 1


def latin_key(name: str) -> str:
    """A name in Latin letters without accents, articles, punctuation and case."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    plain = _ARTICLE.sub("", plain.replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    return " ".join(re.findall(r"[^\W_]+", plain.replace("'", "").replace("’", "")))
