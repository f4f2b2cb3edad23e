"""Look-up in the compiled knowledge: names in running text, entries, demonyms, holders of offices."""

from __future__ import annotations

import sys
import tempfile
from functools import cache
from pathlib import Path

import msgspec

from mahdar.knowledge.compiler import build, digest
from mahdar.knowledge.entries import Compiled, Demonym, Entry, Found, Membership, Office, Term
from mahdar.knowledge.variants import (
    NATIVE,
    distance,
    key_of,
    keys_of,
    name_key,
    near,
    personal_key,
    skeleton,
)
from mahdar.languages.ar.lexicon import cache_folder

_JOINTS = frozenset("_-–ـ#")
_LONGEST = 9


class Knowledge:
    """Actors, places, offices and their names. Immutable once built; safe to share between threads."""

    def __init__(self, compiled: Compiled) -> None:
        self.digest = compiled.digest
        self._entries = compiled.entries
        self._index = {entry.key: entry for entry in compiled.entries}
        self._names = compiled.names
        self._skeletons = compiled.skeletons
        self._surnames = compiled.surnames
        self.weak = frozenset(compiled.weak)
        self.given = compiled.given
        self._native = frozenset(compiled.native)
        self._demonyms = compiled.demonyms
        self.longest_demonym = 2
        self._firsts = _first_words(compiled.names)
        self._bones = _first_words(compiled.skeletons)
        self._offices = compiled.offices
        self._terms: dict[tuple[str, str], list[Term]] = {}
        self._terms_of: dict[str, list[Term]] = {}
        for term in compiled.terms:
            self._terms.setdefault((term.office, term.of), []).append(term)
            self._terms_of.setdefault(term.person, []).append(term)
        self._members: dict[str, list[Membership]] = {}
        self._memberships: dict[str, list[Membership]] = {}
        for one in compiled.members:
            self._members.setdefault(one.body, []).append(one)
            self._memberships.setdefault(one.country, []).append(one)
        self.states = {e.country: e for e in reversed(compiled.entries) if e.kind == "state" and e.country}

    def find(self, texts: list[str], folded: list[str]) -> list[Found]:
        """Names of the tables in the tokens of a text, longest match first, from left to right.

        Args:
            texts: the normalised tokens.
            folded: their folded forms.
        """
        keys = keys_of(folded) if folded else []
        found: list[Found] = []
        at, size = 0, len(keys)
        firsts = self._firsts
        while at < size:
            best: Found | None = None
            key = keys[at]
            if len(key) > 1 or key in firsts:
                for cut, form in _starts(key):
                    if form in firsts or form.isascii():
                        match = self._longest(keys, at, cut, form)
                        if match is not None and (best is None or match.last > best.last):
                            best = match
                if best is None or best.last == at + 1:
                    best = self._nearest(keys, at, best)
            if best is None or (best.last == at + 1 and texts[at].endswith("ى")):
                at += 1
                continue
            found.append(best)
            at = best.last
        return found

    def _longest(self, keys: list[str], at: int, cut: int, form: str) -> Found | None:
        form = form.casefold()
        limit = self._firsts.get(form, 0)
        names = self._names
        best: tuple[int, list[int]] | None = None
        joined, last, words = form, at + 1, 1
        size = len(keys)
        while True:
            numbers = names.get(joined)
            if numbers is not None:
                best = last, numbers
            if words >= limit:
                break
            while last < size and keys[last] in _JOINTS:
                last += 1
            if last >= size:
                break
            joined = f"{joined} {keys[last].casefold()}"
            last += 1
            words += 1
        if best is None:
            return None
        return Found(at, best[0], cut, tuple(self._entries[n].key for n in best[1]))

    def _nearest(self, keys: list[str], at: int, best: Found | None) -> Found | None:
        """The foreign name spelled alike that begins at a token, where it is longer than what is found there already.

        A و counts as a vowel of such a name, so that ودميتري is spelled like دميتري with it and without: the nearer wins.
        """
        found: list[tuple[int, int, Found]] = []
        for cut, form in _starts(keys[at]):
            if skeleton(form) in self._bones:
                match = self._alike(keys, at, cut, form)
                if match is not None and (best is None or match.last > best.last):
                    names = [
                        name_key(n).partition(" ")[0] for key in match.entries for n in self._index[key].names
                    ]
                    found.append((-match.last, min(distance(form, name) for name in names), match))
        return min(found, key=lambda f: f[:2])[2] if found else best

    def _alike(self, keys: list[str], at: int, cut: int, form: str) -> Found | None:
        limit = self._bones.get(skeleton(form), 0)
        joined, last, words = skeleton(form), at + 1, 1
        size = len(keys)
        plain = [form]
        best: Found | None = None
        while words < limit:
            while last < size and keys[last] in _JOINTS:
                last += 1
            if last >= size or not keys[last].isalpha():
                break
            joined = f"{joined} {skeleton(keys[last])}"
            plain.append(keys[last])
            last += 1
            words += 1
            numbers = [
                n for n in self._skeletons.get(joined, ())
                if any(near(plain, name_key(name)) for name in self._entries[n].names)
            ]  # fmt: skip
            if numbers:
                best = Found(at, last, cut, tuple(self._entries[n].key for n in numbers))
        return best

    def entry(self, key: str) -> Entry:
        """The entry with this key.

        Raises:
            KeyError: there is none.
        """
        return self._index[key]

    def has(self, key: str) -> bool:
        """Whether there is an entry with this key."""
        return key in self._index

    def named(self, name_folded: str) -> tuple[str, ...]:
        """Keys of the entries that bear exactly this folded name."""
        return tuple(self._entries[n].key for n in self._names.get(key_of(name_folded), ()))

    def surname(self, word_folded: str) -> tuple[str, ...]:
        """Keys of the persons whose last name is this folded word."""
        return tuple(self._entries[n].key for n in self._surnames.get(key_of(word_folded), ()))

    def personal_key(self, name: str, country: str | None) -> str:
        """What stays the same of the name of a person whom no table holds."""
        words = name_key(name).split(" ")
        if len(words) == 1:
            return words[0]  # too little to compare by its consonants
        native = country in NATIVE or (
            country is None
            and (
                words[0] in self._native
                or any(w.startswith("ال") or w in ("عبد", "ابو", "بن") for w in words)
            )
        )
        return personal_key(name, native=native)

    def demonym(self, word_folded: str) -> Demonym | None:
        """What a demonym without clitics says; the article may stand on it. Two words are joined by a blank."""
        found = self._demonyms.get(word_folded)
        if found is None and word_folded.startswith("ال"):
            found = self._demonyms.get(word_folded[2:].replace(" ال", " "))
        return None if found is None else Demonym(*found)

    def office(self, words: list[str]) -> Office | None:
        """The office that a title's folded words begin with; the longest that fits."""
        for size in range(min(4, len(words)), 0, -1):
            found = self._offices.get(" ".join(words[:size]))
            if found is not None:
                return Office(*found)
        return None

    def office_by_code(self, code: str) -> Office | None:
        """The office with this code."""
        return next((Office(*found) for found in self._offices.values() if found[0] == code), None)

    def holders(self, office: str, of: str, date: str | None) -> list[Term]:
        """Terms of an office that a date may fall in; all of them where the date is unknown."""
        terms = self._terms.get((office, of), [])
        return [t for t in terms if t.covers(date)] if date else list(terms)

    def terms_of(self, person: str) -> list[Term]:
        """All terms of a person, in the table's order."""
        return self._terms_of.get(person, [])

    def members(self, body: str, date: str | None = None) -> list[str]:
        """Country codes of the members of an international body, on a date if one is given, else today's as known."""
        return [m.country for m in self._members.get(body, []) if (m.covers(date) if date else not m.until)]

    def memberships(self, country: str, date: str | None = None) -> list[str]:
        """Keys of the bodies that a state is a member of, on a date if one is given."""
        found = self._memberships.get(country, [])
        return [m.body for m in found if (m.covers(date) if date else not m.until)]

    @property
    def entries(self) -> list[Entry]:
        """All entries, in the order of the tables."""
        return list(self._entries)


def _first_words(names: dict[str, list[int]]) -> dict[str, int]:
    """First word of every name → most words of a name that begins with it."""
    found: dict[str, int] = {}
    for name in names:
        words = name.count(" ") + 1
        first = name.partition(" ")[0]
        if found.get(first, 0) < words:
            found[first] = min(words, _LONGEST + 3)
    return found


@cache
def _starts(key: str) -> tuple[tuple[int, str], ...]:
    """(characters cut, form) that a token may have once its proclitics are cut."""
    found = [(0, key)]
    rest, lead = key, 0
    for step in range(2):
        if step and key[:1] not in ("و", "ف"):
            break
        if step:
            rest, lead = key[1:], 1
            if len(rest) < 2:
                break
            found.append((1, rest))
        if len(rest) < 3:
            continue
        if rest[0] == "ل" and rest[1] == "ل":
            found.append((lead + 1, "ا" + rest[1:]))
        if rest[0] in "بلك":
            found.append((lead + 1, rest[1:]))
    return tuple(found)


@cache
def load() -> Knowledge:
    """The knowledge, from its compiled file if that is up to date; otherwise compiled now and kept if possible."""
    try:
        return Knowledge(msgspec.msgpack.decode(_path(digest()).read_bytes(), type=Compiled))
    except (OSError, msgspec.MsgspecError):
        pass
    compiled = build()
    keep(compiled)
    return Knowledge(compiled)


def _path(number: str) -> Path:
    return cache_folder() / f"knowledge-{number}-{sys.byteorder}.bin"


def keep(compiled: Compiled) -> Path | None:
    """Write the compiled form into the cache folder; None where that cannot be written."""
    path = _path(compiled.digest)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as handle:
            handle.write(msgspec.msgpack.encode(compiled))
        Path(handle.name).replace(path)
    except OSError:
        return None  # a read-only home: compiled again next time
    return path
