"""Readings of a written Arabic word: clitics split where lexicon or pattern supports the rest."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mahdar.errors import TableError
from mahdar.languages.ar.grammar import grammar
from mahdar.languages.ar.lexicon import Entry, Lexicon, Shape, load
from mahdar.ontology.tables import read_table
from mahdar.text import fold

TABLES = Path(__file__).parent / "tables"

# Enclitic pronouns, longest first.
ENCLITICS = ("كما", "هما", "هم", "هن", "ها", "كم", "كن", "نا", "ني", "ه", "ك", "ي")
_VERB_ONLY = frozenset({"ني"})
_NOUN_ONLY = frozenset({"ي"})
_ALIKE = 12  # rank of a word that the lexicon spells a little differently
# Nouns that stand in compound prepositions: بسبب، بشأن.
_NOUNS_IN_PREPOSITIONS = frozenset("شأن سبب حسب موجب فضل رغم حق خصوص اسم".split())
_KEEP = 1 << 16  # words remembered; news vocabulary is Zipfian, and hostile text must not fill the memory


class Reading(NamedTuple):
    """One reading of a written word; see `mahdar.analysis.words.Word` for the fields."""

    pos: str
    lemma: str
    proclitics: str = ""
    cut: int = 0
    article: bool = False
    enclitic: str = ""
    tail: int = 0
    tense: str = ""
    mood: str = ""
    person: str = ""
    gender: str = ""
    number: str = ""
    passive: str = ""
    derived: str = ""
    verb: str = ""
    noun_class: str = ""
    plural: bool = False
    case: str = ""
    guess: bool = False
    frame: str = ""
    row: str = ""
    bound: bool = False
    sector: str = ""
    function: str = ""
    rank: int = 0


class Split(NamedTuple):
    """A way to cut a word: proclitics, whether the article stands, the middle, the enclitic."""

    proclitics: str
    cut: int
    article: bool
    middle: str
    enclitic: str
    tail: int


@cache
def particles() -> dict[str, list[tuple[str, str, bool]]]:
    """Form → (part of speech, function, takes a joined pronoun) of every closed-class word."""
    path = TABLES / "particles.tsv"
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for line, row in read_table(path, ("pos", "function", "enclitic", "form")):
        if row["enclitic"] not in ("0", "1"):
            raise TableError(str(path), line, "enclitic is 0 or 1")
        found.setdefault(row["form"], []).append((row["pos"], row["function"], row["enclitic"] == "1"))
    return found


def _proclitics(word: str) -> Iterator[tuple[str, int, bool]]:
    """(proclitics, characters cut, article) that a word may begin with; the cut counts the article too."""
    size = len(word)
    for lead in ("", "و", "ف"):
        if not word.startswith(lead) or size - len(lead) < 1:
            continue
        n = len(lead)
        yield lead, n, False
        rest = word[n:]
        if rest.startswith("ال") and size - n > 3:
            yield lead, n + 2, True
        if size - n < 3:
            continue
        if rest[0] in "بك" and rest[1:3] == "ال" and size - n > 4:
            yield lead + rest[0], n + 3, True
        if rest[0] == "ل" and rest[1] == "ل" and size - n > 3:
            yield lead + "ل", n + 2, True
        if rest[0] in "بكلسأ":
            yield lead + rest[0], n + 1, False


def _enclitics(word: str) -> Iterator[tuple[str, int]]:
    yield "", 0
    for enclitic in ENCLITICS:
        if word.endswith(enclitic) and len(word) - len(enclitic) >= 2:
            yield enclitic, len(enclitic)


def _middles(middle: str, enclitic: str) -> Iterator[str]:
    """Spellings that a middle may have when it stands alone; a joined pronoun changes the end of its word."""
    if not enclitic:
        yield middle
        return
    yield middle
    if middle.endswith("ا"):
        yield middle[:-1] + "ى"
    if middle.endswith("و"):
        yield middle + "ا"


def _careless(written: str, form: str) -> bool:
    """Whether a spelling leaves out what a form has: hamza on alif, the dots of final ya or ta marbuta."""
    return all(
        w == f or (w == "ا" and f in "أإآ") or (w in "ىي" and f in "ىي") or (w == "ه" and f == "ة")
        for w, f in zip(written, form, strict=True)
    )


def _may_stand(lead: str, pos: str, base: str) -> bool:
    """Whether these proclitics may stand before a word of a closed class."""
    last = lead[-1:]
    if last == "أ":
        return pos in ("NEG", "PREP")
    if last not in ("ب", "ل", "ك") or not last:
        return True
    if pos == "SUB":
        return base in ("أن", "ألا") or (last == "ل" and base == "إن")
    if pos == "PREP":
        return base not in ("في", "ب", "ل", "عن", "على", "علي", "إلى", "إلي", "حتى", "لدي")
    return pos in ("DEM", "REL", "N", "NUM")


def _closed_reading(base: str, pos: str, function: str, split: Split) -> Reading:
    own = (
        1 if (pos == "PREP" and base[0] == "ب" and base[1:] in _NOUNS_IN_PREPOSITIONS) or base == "لأن" else 0
    )
    gender, number, person = "", "", ""
    if pos in ("PRON", "DEM"):
        person = function[0] if function[0].isdigit() else ""
        gender = "f" if "f" in function else "m" if "m" in function else ""
        number = function[-1] if function[-1] in "sdp" else ""
    return Reading(
        pos, base, split.proclitics + base[:own], split.cut + own, False, split.enclitic, split.tail, person=person,
        gender=gender, number=number, function=function,
        noun_class="quant" if pos == "N" else "number" if pos == "NUM" else "",
    )  # fmt: skip


class Morphology:
    """Reads words; remembers what it has read. Safe to share between threads."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self.lexicon = lexicon if lexicon is not None else load()
        self._particles = particles()
        self._loose: dict[str, list[tuple[str, str, str, bool]]] = {}  # without hamza: الى، ان، الذى
        for form, rows in self._particles.items():
            self._loose.setdefault(fold(form), []).extend((form, *row) for row in rows)
        self._seen: dict[str, tuple[Reading, ...]] = {}

    def readings(self, word: str) -> tuple[Reading, ...]:
        """All readings of a normalised word, the likeliest first; a guess if the lexicon has none."""
        found = self._seen.get(word)
        if found is None:
            found = self._read(word)
            if len(self._seen) >= _KEEP:
                self._seen.clear()
            self._seen[word] = found
        return found

    def _read(self, word: str) -> tuple[Reading, ...]:
        if len(word) > 24:
            return (Reading("N", word, guess=True),)
        words: dict[Reading, int] = {}
        for rank, reading in self._open(word):
            if reading not in words or rank < words[reading]:
                words[reading] = rank
        ordered = [r._replace(rank=rank) for r, rank in sorted(words.items(), key=lambda pair: pair[1])]
        # A careless spelling of a particle is looked for where the lexicon has no word spelled just so.
        loose = not any(r.rank < _ALIKE and not r.proclitics for r in ordered)
        return (*self._closed(word, loose=loose), *ordered) or tuple(_guesses(word))

    def _rows(self, written: str, *, loose: bool) -> list[tuple[str, str, str, bool]]:
        """Rows of a closed-class word as written, or as careless spelling has it where none is written so."""
        exact = self._particles.get(written)
        if exact is not None:
            return [(written, *row) for row in exact]
        rows = self._loose.get(fold(written), ()) if loose and len(written) > 1 else ()
        return [row for row in rows if _careless(written, row[0])]

    def _closed(self, word: str, *, loose: bool) -> Iterator[Reading]:
        size = len(word)
        for lead in ("", "و", "ف", "أ", "ل", "ب", "ك", "ول", "فل", "وب"):
            if not word.startswith(lead) or size <= len(lead):
                continue
            rest = word[len(lead) :]
            for enclitic, tail in _enclitics(rest):
                written = rest[: len(rest) - tail] if tail else rest
                for base, pos, function, takes in self._rows(written, loose=loose):
                    if (
                        (tail and not takes)
                        or not _may_stand(lead, pos, base)
                        or (base in ("ب", "ل") and not tail)
                    ):
                        continue
                    yield _closed_reading(
                        base, pos, function, Split(lead, len(lead), False, base, enclitic, tail)
                    )
        for lead in ("", "و", "ف"):
            rest = word[len(lead) :]
            if word.startswith(lead) and rest[:1] in ("ل", "ب") and rest[1:] in ENCLITICS:
                yield Reading(
                    "PREP", rest[0], lead, len(lead), False, rest[1:], len(rest) - 1, function=rest[0]
                )

    def _open(self, word: str) -> Iterator[tuple[int, Reading]]:
        lexicon = self.lexicon
        for proclitics, cut, article in _proclitics(word):
            rest = word[cut:]
            for enclitic, tail in _enclitics(rest):
                if article and tail:
                    continue
                middle = rest[: len(rest) - tail] if tail else rest
                if len(middle) < 2:
                    continue
                cost = 2 * len(proclitics) + (3 if tail else 0)
                # The article stays with its word; of لل the second letter is all that is left of it.
                own = 0 if not article else 1 if proclitics[-1:] == "ل" else 2
                split = Split(proclitics, cut - own, article, middle, enclitic, tail)
                for base in _middles(middle, enclitic):
                    exact = lexicon.exact(base)
                    for entry, shape in exact:
                        reading = _reading(entry, shape, split)
                        if reading is not None:
                            yield cost + _rank(reading), reading
                    if not exact or len(base) > 2:
                        for entry, shape in lexicon.alike(base):
                            reading = _reading(entry, shape, split)
                            if reading is not None:
                                yield cost + _ALIKE + _rank(reading), reading
                if article and proclitics.endswith("ل"):
                    # لل swallows the alif of the article, and one lam more before a noun in lam: للجنة.
                    for entry, shape in lexicon.exact("ل" + middle):
                        reading = _reading(entry, shape, split)
                        if reading is not None:
                            yield cost + 1 + _rank(reading), reading


def _rank(reading: Reading) -> int:
    """A prior among readings of one word: rare shapes cost more."""
    cost = -2 if reading.pos == "V" and reading.lemma == "كان" else 0
    fourth = reading.pos == "V" and reading.noun_class == "4" and reading.tense in ("present", "future")
    if fourth and not grammar().has("impersonal", reading.lemma):
        cost += 1  # يتم، يحدث: the first form is the commoner
    if reading.pos == "V" and reading.noun_class == "9":
        cost += 4  # يزور is the verb زار, hardly ازور
    if reading.tense == "imperative":
        cost += 8
    if reading.person == "2":
        cost += 9
    elif reading.person == "1":
        cost += 5 if reading.number == "s" else 3
    if reading.passive == "yes":
        cost += 3
    if reading.number == "d":
        cost += 2 if reading.pos == "V" else 3
    if reading.mood:
        cost += 1
    if reading.bound and not reading.enclitic:
        cost += 2
    if reading.gender == "f" and reading.number == "p" and reading.pos == "V":
        cost += 6
    if reading.enclitic in ("ك", "كم", "كن", "كما", "ني", "ي"):
        cost += 5
    if reading.pos == "A":
        cost += 1 if reading.derived else 2
    if reading.proclitics.endswith("أ"):
        cost += 8
    return cost


def _reading(entry: Entry, shape: Shape, split: Split) -> Reading | None:
    """A reading if these clitics may stand on this form, else None."""
    last = split.proclitics[-1:]
    enclitic = split.enclitic
    if entry.pos == "V":
        if split.article or last in ("ب", "ك"):
            return None
        if last == "س" and (shape.tense != "present" or shape.mood):
            return None
        if last == "ل" and (shape.tense != "present"):
            return None
        if enclitic:
            if enclitic in _NOUN_ONLY or not entry.frame.startswith("t"):
                return None
            if shape.passive and not entry.frame.startswith("tt"):
                return None
        tense = "future" if last == "س" else shape.tense
        return Reading(
            "V", entry.lemma, split.proclitics, split.cut, False, enclitic, split.tail, tense, shape.mood,
            shape.person, shape.gender, shape.number, "yes" if shape.passive else "", "", "", entry.kind,
            shape.number == "p", "", False, entry.frame, entry.row,
        )  # fmt: skip
    if last == "س" or enclitic in _VERB_ONLY:
        return None
    if (
        enclitic
        and not shape.bound
        and (
            split.middle.endswith(("ة", "ى"))
            or shape.case == "a"
            or (shape.number == "d")
            or (shape.number == "p" and shape.case in ("n", "o"))
        )
    ):
        return None
    if shape.bound and split.article:
        return None
    if shape.bound and not enclitic and not shape.case and shape.number != "d":
        return None  # حكومت stands only before a joined pronoun
    if shape.bound and not enclitic and split.middle.endswith(("ؤ", "ئ")):
        return None
    if shape.case == "a" and (split.article or last in ("ب", "ل", "ك")):
        return None
    if entry.pos == "A" and enclitic and entry.kind != "active" and not entry.frame:
        return None
    derived = entry.kind if entry.kind in ("masdar", "active", "passive") else ""
    gender = shape.gender
    noun_class = "" if derived else entry.kind
    sector = entry.frame if entry.row.startswith("humans") else ""
    frame = "" if sector else entry.frame
    verb = entry.extra if derived else ""
    return Reading(
        entry.pos, entry.lemma, split.proclitics, split.cut, split.article, enclitic, split.tail, "", "", "",
        gender, shape.number, "", derived, verb, noun_class, shape.number == "p", shape.case, False, frame,
        entry.row, shape.bound, sector,
    )  # fmt: skip


def _guesses(word: str) -> Iterator[Reading]:
    """Readings by pattern of a word that the lexicon lacks, marked as guesses."""
    lead, rest = "", word
    if len(word) > 4 and word[0] in "وف":
        yield from _guess_stem(word, "", 0)
        lead, rest = word[0], word[1:]
    yield from _guess_stem(rest, lead, len(lead))
    if len(rest) > 4 and rest[0] in "بلك":
        yield from _guess_stem(rest[1:], lead + rest[0], len(lead) + 1, low=True)


def _nisba(stem: str) -> str:
    """The masculine of an adjective of belonging: دولارية, دولاري."""
    return stem[:-1] if stem.endswith("ية") else stem


def _guess_stem(word: str, lead: str, cut: int, *, low: bool = False) -> Iterator[Reading]:
    article = word.startswith("ال") and len(word) > 4
    if word.startswith("لل") and len(word) > 4 and not lead.endswith("ل"):
        yield from _guess_stem("ال" + word[2:], lead + "ل", cut + 1)
        return
    stem = word[2:] if article else word
    plural = stem.endswith("ات") and len(stem) > 4
    sound = stem.endswith(("ون", "ين")) and len(stem) > 5
    if article or plural:
        if stem.endswith(("ي", "ية", "يا")) and len(stem) > 4:
            gender = "f" if stem.endswith("ية") else "m"
            yield Reading("A", _nisba(stem), lead, cut, article, gender=gender, number="s", guess=True)
        gender = "f" if stem.endswith("ة") or plural else "m"
        number = "p" if plural or sound else "s"
        yield Reading(
            "N", stem, lead, cut, article, gender=gender, number=number, plural=number == "p", guess=True
        )
        return
    if (
        len(stem) in (4, 5, 6)
        and stem[0] in "يت"
        and not stem.endswith(("ة", "ى"))
        and not low
        and not lead.endswith("ل")
    ):
        gender = "f" if stem[0] == "ت" else "m"
        if stem[0] == "ي":
            yield Reading(
                "V",
                stem,
                lead,
                cut,
                tense="present",
                person="3",
                gender=gender,
                number="s",
                guess=True,
                frame="ti::",
            )
    for enclitic in ("هما", "هم", "ها", "نا", "ه"):
        base = stem[: -len(enclitic)]
        sure = (len(enclitic) > 1 and len(base) >= 4) or (len(base) >= 3 and base[-1:] in ("ئ", "ؤ", "ت"))
        if stem.endswith(enclitic) and sure:
            gender = "f" if base.endswith("ت") else "m"
            yield Reading(
                "N", base, lead, cut, False, enclitic, len(enclitic), gender=gender, number="s", guess=True
            )
            break
    if stem.endswith(("ية", "ي")) and len(stem) > 4:
        yield Reading(
            "A", _nisba(stem), lead, cut, gender="f" if stem.endswith("ية") else "m", number="s", guess=True
        )
    yield Reading(
        "N", stem, lead, cut, gender="f" if stem.endswith("ة") else "m", number="p" if sound else "s",
        plural=sound, guess=True,
    )  # fmt: skip
