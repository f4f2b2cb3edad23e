"""The word lexicon: tables inflected by rule into one look-up of written forms.

Verbs are conjugated, their participles and verbal nouns derived; nouns, human nouns and adjectives get their case,
dual and plural forms. The result is compiled once into a flat file in the user's cache and loaded from there.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from array import array
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from mahdar.errors import TableError
from mahdar.languages.ar.conjugation import Verb, conjugate, lemma, participles
from mahdar.ontology.tables import read_table, variants
from mahdar.text import fold

FOLDER = Path(__file__).parent / "lexicon"
VERB_COLUMNS = ("form", "vowels", "object", "complement", "prepositions", "masdars", "root", "lemma")
NOUN_COLUMNS = ("gender", "class", "plural", "lemma")
ADJECTIVE_COLUMNS = ("feminine", "plural", "lemma")
HUMAN_COLUMNS = ("class", "sector", "gender", "feminine", "plural", "lemma")
# The code that decides what the compiled lexicon holds: a change of it makes the compiled file anew.
_CODE = tuple(Path(__file__).with_name(name) for name in ("lexicon.py", "conjugation.py", "spelling.py"))


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A lexeme: part of speech (V, N, A), lemma, and what its row says.

    `extra` is gender for nouns, the verb's lemma for masdars and participles; `kind` the noun class, `masdar`,
    `active`, `passive`, or the verb's form; `frame` as in `Word.frame`; `row` names table and line.
    """

    pos: str
    lemma: str
    kind: str
    extra: str
    frame: str
    row: str


class Shape(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a written form says: verbs (tense, mood, person, gender, number, passive), nouns (gender, number, case).

    `bound` is set for a form that stands only before a genitive or a joined pronoun (construct state).
    """

    tense: str = ""
    mood: str = ""
    person: str = ""
    gender: str = ""
    number: str = ""
    passive: bool = False
    case: str = ""
    bound: bool = False


class Compiled(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The flat form on disk: sorted forms, offsets into codes; a code is entry << 10 | shape."""

    forms: str
    offsets: bytes
    codes: bytes
    entries: list[Entry]
    shapes: list[Shape]


def digest(folder: Path = FOLDER) -> str:
    """Digest of the lexicon's tables and of the code that inflects them; names the compiled file."""
    total = hashlib.sha256()
    for path in _CODE:
        total.update(path.read_bytes())
    for path in sorted(folder.glob("*.tsv")):
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:24]


class _Builder:
    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.shapes: dict[Shape, int] = {}
        self.forms: dict[str, set[int]] = {}

    def entry(self, *cells: str) -> int:
        self.entries.append(Entry(*cells))
        return len(self.entries) - 1

    def add(self, form: str, entry: int, shape: Shape) -> None:
        number = self.shapes.setdefault(shape, len(self.shapes))
        self.forms.setdefault(form, set()).add(entry << 10 | number)

    def compiled(self) -> Compiled:
        forms = sorted(self.forms)
        offsets, codes = array("I", [0]), array("I")
        for form in forms:
            codes.extend(sorted(self.forms[form]))
            offsets.append(len(codes))
        return Compiled("\n".join(forms), offsets.tobytes(), codes.tobytes(), self.entries, list(self.shapes))


def _nominal_forms(word: str, gender: str, number: str) -> Iterator[tuple[str, Shape]]:
    """Forms of a singular or broken plural: bare, accusative, dual, before a joined pronoun."""
    yield word, Shape(gender=gender, number=number)
    stem = word[:-1] + "ت" if word.endswith("ة") else word
    if stem != word:
        yield stem, Shape(gender=gender, number=number, bound=True)
    if word.endswith("ى"):
        stem = word[:-1] + "ا"
        yield stem, Shape(gender=gender, number=number, bound=True)
        stem = word[:-1] + "ي"
    elif word.endswith("اء"):
        yield word[:-1] + "ؤ", Shape(gender=gender, number=number, case="n", bound=True)
        yield word[:-1] + "ئ", Shape(gender=gender, number=number, case="o", bound=True)
    elif not word.endswith(("ة", "ا", "اء")):
        yield word + "ا", Shape(gender=gender, number=number, case="a")
    if number == "s":
        if word.endswith("ء") and not word.endswith("اء"):
            stem = word[:-1] + "ئ"
        for end, case in (("ان", "n"), ("ين", "o")):
            yield stem + end, Shape(gender=gender, number="d", case=case)
        yield stem + "ا", Shape(gender=gender, number="d", case="n", bound=True)
        yield stem + "ي", Shape(gender=gender, number="d", case="o", bound=True)


def _plural_forms(plural: str, gender: str) -> Iterator[tuple[str, Shape]]:
    if plural.endswith(("ون", "ين")) and len(plural) > 4:
        stem = plural[:-2]
        yield stem + "ون", Shape(gender="m", number="p", case="n")
        yield stem + "ين", Shape(gender="m", number="p", case="o")
        yield stem + "و", Shape(gender="m", number="p", case="n", bound=True)
        yield stem + "ي", Shape(gender="m", number="p", case="o", bound=True)
    elif plural.endswith("ات"):
        yield plural, Shape(gender="f", number="p")
    else:
        yield from _nominal_forms(plural, gender, "p")


def _adjective_forms(word: str, feminine: str, plurals: tuple[str, ...]) -> Iterator[tuple[str, Shape]]:
    yield from _nominal_forms(word, "m", "s")
    if feminine:
        yield from _nominal_forms(feminine, "f", "s")
        if feminine.endswith("ة"):
            yield feminine[:-1] + "ات", Shape(gender="f", number="p")
    for plural in plurals:
        yield from _plural_forms(plural, "m")


def _participle_entries(builder: _Builder, verb: Verb, name: str, row: str, frame: str) -> None:
    if len(verb.root) == 4 or verb.form == "9":
        stems = {name: ""}
        present = next(
            f for f, i in conjugate(verb) if i.tense == "present" and i.person == "3" and not i.passive
        )
        pairs = [("م" + present[1:], "active")]
        del stems
    else:
        active, passive = participles(verb)
        pairs = [(active, "active")] + ([(passive, "passive")] if passive != active else [])
    for word, kind in pairs:
        entry = builder.entry("A", word, kind, name, frame, row)
        if word.endswith("ي") and kind == "active":
            builder.add(word[:-1], entry, Shape(gender="m", number="s"))
        stem = word[:-1] if word.endswith(("ي", "ى")) else word
        feminine = (word[:-1] + "اة") if word.endswith("ى") else word + "ة"
        for form, shape in _adjective_forms(word, feminine, (stem + "ون",)):
            builder.add(form, entry, shape)


def _verbs(builder: _Builder, path: Path) -> None:
    for line, row in read_table(path, VERB_COLUMNS):
        verb = Verb(row["root"], row["form"], row["vowels"])
        where = f"{path.name}:{line}"
        prepositions = ",".join(variants(row["prepositions"], ","))
        frame = f"{row['object']}:{row['complement'].replace('-', '')}:{prepositions}"
        try:
            expected = lemma(verb)
            if fold(expected) != fold(row["lemma"]):
                verb = verb._replace(strong=True)
                if fold(lemma(verb)) != fold(row["lemma"]):
                    raise ValueError(f"root and form give {expected!r}, not {row['lemma']!r}")
            entry = builder.entry("V", row["lemma"], row["form"], row["root"], frame, where)
            for form, i in conjugate(verb):
                builder.add(form, entry, Shape(i.tense, i.mood, i.person, i.gender, i.number, i.passive))
            _participle_entries(builder, verb, row["lemma"], where, frame)
        except (ValueError, KeyError, IndexError) as error:
            raise TableError(str(path), line, str(error)) from error
        for masdar in variants(row["masdars"], ","):
            noun = builder.entry("N", masdar, "masdar", row["lemma"], frame, where)
            gender = "f" if masdar.endswith(("ة", "ى")) else "m"
            for form, shape in _nominal_forms(masdar, gender, "s"):
                builder.add(form, noun, shape)
            stem = masdar[:-1] if masdar.endswith("ة") else masdar
            if masdar.endswith("اء"):
                stem = masdar
            if verb.form != "1" and not masdar.endswith(("ى", "ي")):
                builder.add(stem + "ات", noun, Shape(gender="f", number="p"))


def _nouns(builder: _Builder, folder: Path) -> None:
    for line, row in read_table(folder / "nouns.tsv", NOUN_COLUMNS):
        where = f"nouns.tsv:{line}"
        entry = builder.entry("N", row["lemma"], row["class"], row["gender"], "", where)
        for form, shape in _nominal_forms(row["lemma"], row["gender"], "s"):
            builder.add(form, entry, shape)
        for plural in variants(row["plural"], ","):
            for form, shape in _plural_forms(plural, row["gender"]):
                builder.add(form, entry, shape)
    for line, row in read_table(folder / "humans.tsv", HUMAN_COLUMNS):
        where = f"humans.tsv:{line}"
        entry = builder.entry("N", row["lemma"], row["class"], row["gender"], row["sector"], where)
        feminine = "" if row["feminine"] in ("", "-") else row["feminine"]
        for form, shape in _adjective_forms(row["lemma"], feminine, variants(row["plural"], ",")):
            if row["gender"] == "f" and shape.gender == "m":
                shape = msgspec.structs.replace(shape, gender="f")
            builder.add(form, entry, shape)
    for line, row in read_table(folder / "adjectives.tsv", ADJECTIVE_COLUMNS):
        entry = builder.entry("A", row["lemma"], "", "", "", f"adjectives.tsv:{line}")
        feminine = "" if row["feminine"] in ("", "-") else row["feminine"]
        for form, shape in _adjective_forms(row["lemma"], feminine, variants(row["plural"], ",")):
            builder.add(form, entry, shape)


def build(folder: Path = FOLDER) -> Compiled:
    """Inflect every row of the lexicon's tables.

    Raises:
        TableError: a row is broken; it names file, line and reason.
    """
    builder = _Builder()
    for path in sorted(folder.glob("verbs_*.tsv")):
        _verbs(builder, path)
    _nouns(builder, folder)
    if len(builder.shapes) > 1 << 10:
        raise TableError(str(folder), 0, "too many shapes for the compiled layout")
    return builder.compiled()


def cache_folder() -> Path:
    """Where compiled tables are kept: `MAHDAR_CACHE`, else the user's cache folder."""
    named = os.environ.get("MAHDAR_CACHE")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "mahdar"


class Lexicon:
    """Written forms and what they may be."""

    def __init__(self, compiled: Compiled) -> None:
        forms = compiled.forms.split("\n")
        self.entries = compiled.entries
        self.shapes = compiled.shapes
        self._index = dict(zip(forms, range(len(forms)), strict=True))
        self._offsets = array("I")
        self._offsets.frombytes(compiled.offsets)
        self._codes = array("I")
        self._codes.frombytes(compiled.codes)
        folded: dict[str, list[int]] = {}
        for form, number in self._index.items():
            key = fold(form)
            if key != form:
                folded.setdefault(key, []).append(number)
        self._folded = folded

    def __len__(self) -> int:
        return len(self._index)

    def _codes_of(self, number: int) -> Iterator[tuple[Entry, Shape]]:
        for at in range(self._offsets[number], self._offsets[number + 1]):
            code = self._codes[at]
            yield self.entries[code >> 10], self.shapes[code & 1023]

    def exact(self, form: str) -> list[tuple[Entry, Shape]]:
        """Readings of a form spelled exactly so."""
        number = self._index.get(form)
        return [] if number is None else list(self._codes_of(number))

    def alike(self, form: str) -> list[tuple[Entry, Shape]]:
        """Readings of forms that differ in confusable letters only (hamza on alif, final ya, ta marbuta)."""
        key = fold(form)
        numbers = list(self._folded.get(key, ()))
        if key != form and key in self._index:
            numbers.append(self._index[key])
        return [
            pair for number in numbers if number != self._index.get(form) for pair in self._codes_of(number)
        ]


@cache
def load() -> Lexicon:
    """The lexicon, from its compiled file if that is up to date; otherwise compiled now and kept if possible."""
    path = cache_folder() / f"ar-lexicon-{digest()}-{sys.byteorder}.bin"
    try:
        return Lexicon(msgspec.msgpack.decode(path.read_bytes(), type=Compiled))
    except (OSError, msgspec.MsgspecError):
        pass
    compiled = build()
    _keep(path, msgspec.msgpack.encode(compiled))
    return Lexicon(compiled)


def _keep(path: Path, raw: bytes) -> None:
    """Write a compiled file in one step; a read-only home is no error: it is compiled again next time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as handle:
            name = Path(handle.name)
            try:
                handle.write(raw)
                handle.flush()
                name.replace(path)
            except OSError:
                name.unlink(missing_ok=True)
    except OSError:
        return
