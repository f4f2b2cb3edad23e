"""The tables of numbers, times and measures, opened out into look-up by written word.

Every table gives forms without clitics. `Lexis` adds the proclitics و ف ب ل ك and the article by rule, so that one
dictionary look-up of a folded token says all that the table knows of it and how many characters are clitics.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mahdar.errors import TableError
from mahdar.ontology.tables import read_table, variants
from mahdar.text import fold

TABLES = Path(__file__).parent / "tables"


class Term(NamedTuple):
    """One reading of a token by a table: class, value, argument, the folded tokens that must follow it, clitics."""

    kind: str
    value: str
    argument: str = ""
    rest: tuple[str, ...] = ()
    form: str = ""
    joined: str = ""  # و or ف
    preposition: str = ""  # ب ل ك
    article: bool = False

    @property
    def cut(self) -> int:
        """Characters of the token that proclitics take, the article not among them (after لل it lost its alif)."""
        return len(self.joined) + len(self.preposition)

    @property
    def size(self) -> int:
        """Tokens that the term covers."""
        return 1 + len(self.rest)


Lexis = dict[str, tuple[Term, ...]]

_JOINED = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ل", "ك")


def _spellings(word: str, *, has_article: bool) -> Iterable[tuple[str, str, str, bool]]:
    """Written forms of a folded word: form, conjunction, preposition, article."""
    for joined in _JOINED:
        for preposition in _PREPOSITIONS:
            lead = joined + preposition
            if has_article:
                yield (
                    joined + ("لل" + word[2:] if preposition == "ل" else preposition + word),
                    joined,
                    preposition,
                    True,
                )
                continue
            yield lead + word, joined, preposition, False
            yield (
                joined + ("لل" if preposition == "ل" else preposition + "ال") + word,
                joined,
                preposition,
                True,
            )


def expand(terms: Iterable[Term], *, bare: bool = False) -> Lexis:
    """Look-up from every written first token to the terms that may begin there, the longest first.

    Args:
        terms: rows without clitics.
        bare: leave proclitics to `look` (long tables that are asked seldom); the article is added all the same.
    """
    found: dict[str, list[Term]] = {}
    for term in terms:
        first, *rest = fold(term.form).split()
        if bare:
            opened = term._replace(rest=tuple(rest))
            found.setdefault(first, []).append(opened)
            found.setdefault("ال" + first, []).append(opened._replace(article=True))
            continue
        for written, joined, preposition, article in _spellings(
            first, has_article=term.form.startswith("ال")
        ):
            opened = term._replace(rest=tuple(rest), joined=joined, preposition=preposition, article=article)
            found.setdefault(written, []).append(opened)
    return {
        written: tuple(sorted(options, key=lambda t: (-len(t.rest), t.cut, t.article)))
        for written, options in found.items()
    }


def _number(path: Path, line: int, cell: str) -> str:
    try:
        float(cell)
    except ValueError as error:
        raise TableError(str(path), line, f"{cell!r} is no number") from error
    return cell


_NUMERAL_KINDS = frozenset(
    [
        "small",
        "one",
        "lead",
        "tens",
        "hundred",
        "hundreds",
        "scale",
        "scales",
        "twoscale",
        "fraction",
        "part",
        "vague",
        "few",
        "ordinal",
        "before",
        "after",
    ]
)


@cache
def numerals() -> Lexis:
    """Number words and words of approximation."""
    path = TABLES / "numerals.tsv"
    terms = []
    for line, row in read_table(path, ("kind", "value", "form")):
        if row["kind"] not in _NUMERAL_KINDS:
            raise TableError(str(path), line, f"unknown kind {row['kind']!r}")
        if row["kind"] not in ("before", "after"):
            _number(path, line, row["value"])
        elif row["value"] not in ("about", "at_least", "at_most"):
            raise TableError(str(path), line, f"unknown bound {row['value']!r}")
        terms.append(Term(row["kind"], row["value"], form=row["form"]))
    return expand(terms)


_SIZES = {"gregorian": 12, "islamic": 12, "persian": 12}
_CONTEXTS = frozenset(("free", "context", "strict", "day"))
_TIME_KINDS = frozenset(
    [
        "unit",
        "when",
        "day",
        "part",
        "clockpart",
        "edge",
        "season",
        "dem",
        "often",
        "every",
        "ago",
        "half",
        "oclock",
        "zone",
        "decade",
        "spancue",
        "age",
        "notday",
        "named",
        "era",
        "notoften",
        "memory",
    ]
)


@cache
def month_words() -> frozenset[str]:
    """Names of months of one word, as written."""
    rows = read_table(TABLES / "months.tsv", ("calendar", "number", "context", "form"))
    return frozenset(row["form"] for _, row in rows if " " not in row["form"] and row["context"] == "free")


@cache
def times() -> Lexis:
    """Months (kind `month`: calendar, number and context), weekdays (`weekday`) and words of time."""
    path = TABLES / "months.tsv"
    terms = []
    for line, row in read_table(path, ("calendar", "number", "context", "form")):
        if row["calendar"] not in _SIZES or row["context"] not in _CONTEXTS:
            raise TableError(str(path), line, f"unknown calendar or context in {row}")
        if not row["number"].isdigit() or not 1 <= int(row["number"]) <= _SIZES[row["calendar"]]:
            raise TableError(str(path), line, f"no month {row['number']!r}")
        terms.append(Term("month", row["number"], f"{row['calendar']} {row['context']}", form=row["form"]))
    path = TABLES / "weekdays.tsv"
    for line, row in read_table(path, ("number", "form")):
        if row["number"] not in set("0123456"):
            raise TableError(str(path), line, f"no weekday {row['number']!r}")
        terms.append(Term("weekday", row["number"], form=row["form"]))
    path = TABLES / "timewords.tsv"
    for line, row in read_table(path, ("class", "value", "argument", "form")):
        if row["class"] not in _TIME_KINDS:
            raise TableError(str(path), line, f"unknown class {row['class']!r}")
        terms.append(Term(row["class"], row["value"], row["argument"].strip("-"), form=row["form"]))
    return expand(terms)


class Currency(NamedTuple):
    """A money word: the code where it is certain, which qualifiers make which code, and which of them a bare noun
    may mean by its context (money of today)."""

    default: str
    factor: float
    qualified: dict[str, str]
    context: dict[str, str]


def stem(word: str) -> str:
    """A folded adjective without article, gender and case, to compare qualifiers: الأميركية → اميركي."""
    for lead in ("وال", "بال", "ال", "لل"):
        if word.startswith(lead) and len(word) > len(lead) + 2:
            word = word[len(lead) :]
            break
    if word.endswith("ه") and len(word) > 4:
        word = word[:-1]
    elif word.endswith("ين") and len(word) > 5:
        word = word[:-2]
    elif word.endswith("يا") and len(word) > 4:
        word = word[:-1]
    return word


@cache
def currencies() -> tuple[Lexis, dict[str, Currency]]:
    """Money nouns (kind `money`, value the head's key) and what each may mean."""
    path = TABLES / "currencies.tsv"
    terms: list[Term] = []
    heads: dict[str, tuple[str, float]] = {}
    qualified: dict[str, dict[str, str]] = {}
    context: dict[str, dict[str, str]] = {}
    for line, row in read_table(path, ("code", "kind", "factor", "head", "form")):
        if row["kind"] == "head":
            _number(path, line, row["factor"])
            heads[row["head"]] = (row["code"].strip("-"), float(row["factor"]))
            terms.extend(Term("money", row["head"], form=form) for form in variants(row["form"]))
        elif row["kind"] in ("qualifier", "former"):
            for form in variants(row["form"]):
                key = " ".join(stem(w) for w in fold(form).split())
                qualified.setdefault(row["head"], {})[key] = row["code"]
                if row["kind"] == "qualifier":
                    context.setdefault(row["head"], {})[key] = row["code"]
        else:
            raise TableError(str(path), line, f"unknown kind {row['kind']!r}")
    for head in qualified:
        if head not in heads:
            raise TableError(str(path), 0, f"qualifier of an unknown head {head!r}")
    table = {
        head: Currency(code, factor, qualified.get(head, {}), context.get(head, {}))
        for head, (code, factor) in heads.items()
    }
    return expand(terms, bare=True), table


def noun_forms(singular: str, plurals: tuple[str, ...]) -> set[str]:
    """Written forms of a counted noun: singular, accusative, sound and listed plurals.

    Plurals of the shape مفاعل take no alif in the accusative.
    """
    head, _, tail = singular.partition(" ")
    tail = f" {tail}" if tail else ""
    forms = {head}
    if head.endswith("ة"):
        forms |= {head[:-1] + "ات"}
    elif not head.endswith(("اء", "ى", "ا")):
        forms |= {head + "ا"}
    found = {form + tail for form in forms}
    for plural in plurals:
        start, _, end = plural.partition(" ")
        end = f" {end}" if end else ""
        found.add(start + end)
        if start.endswith("ون") and start[:-2] in (head, head.rstrip("ةىي")):  # sound, unlike سجون
            found |= {start[:-2] + "ين" + end, start[:-2] + "ي" + end, start[:-2] + "و" + end}
        elif not start.endswith(("ات", "ى", "اء", "ا", "ة")) and not (len(start) > 4 and start[2] == "ا"):
            found.add(start + "ا" + end)
    return found


@cache
def counted() -> Lexis:
    """Counted nouns (kind `counted`) with the unit that they give; feminine persons share their rows."""
    path = TABLES / "counted.tsv"
    terms = []
    seen: dict[str, str] = {}
    for line, row in read_table(path, ("unit", "singular", "plurals")):
        if not row["unit"].isascii() or not row["singular"]:
            raise TableError(str(path), line, f"no unit or no noun in {row}")
        for form in noun_forms(row["singular"], variants(row["plurals"])):
            key = fold(form)
            if seen.setdefault(key, row["unit"]) == row["unit"]:
                terms.append(Term("counted", row["unit"], form=form))
    return expand(terms, bare=True)


@cache
def units() -> Lexis:
    """Measures (kind `measure`, value in UCUM, argument the factor)."""
    path = TABLES / "units.tsv"
    terms: list[Term] = []
    for line, row in read_table(path, ("ucum", "factor", "form")):
        _number(path, line, row["factor"])
        terms.extend(Term("measure", row["ucum"], row["factor"], form=form) for form in variants(row["form"]))
    return expand(terms, bare=True)


class Symbol(NamedTuple):
    """A sign or Latin letters for a unit: kind (money, measure, percent), code, factor, the tokens that write it."""

    kind: str
    code: str
    factor: float
    form: tuple[str, ...]


_SYMBOLS = frozenset(("money", "measure", "percent", "people", "score"))


@cache
def symbols() -> tuple[dict[str, tuple[Symbol, ...]], frozenset[str], frozenset[str]]:
    """Signs, Latin letters and ISO codes by first token, the longest first; the units of people; those of scores."""
    path = TABLES / "symbols.tsv"
    found: dict[str, list[Symbol]] = {}
    units: dict[str, set[str]] = {"people": set(), "score": set()}
    for line, row in read_table(path, ("kind", "code", "factor", "form")):
        if row["kind"] not in _SYMBOLS:
            raise TableError(str(path), line, f"unknown kind {row['kind']!r}")
        if row["kind"] in units:
            units[row["kind"]].add(row["code"].strip("{}"))
            continue
        form = tuple(row["form"].split())
        factor = float(_number(path, line, row["factor"]))
        found.setdefault(form[0], []).append(Symbol(row["kind"], row["code"], factor, form))
    for currency in currencies()[1].values():
        for code in (currency.default, *currency.qualified.values()):
            if code and code not in found:
                found[code] = [Symbol("money", code, 1, (code,))]
    longest = {word: tuple(sorted(rows, key=lambda s: -len(s.form))) for word, rows in found.items()}
    return longest, frozenset(units["people"]), frozenset(units["score"])


@cache
def roles() -> Lexis:
    """Words that tell a quantity's part in its event (kind `role`, argument where they stand: before, after, any)."""
    path = TABLES / "quantity_roles.tsv"
    terms: list[Term] = []
    for line, row in read_table(path, ("role", "unit", "form")):
        if not row["role"].isascii():
            raise TableError(str(path), line, f"no role {row['role']!r}")
        terms.extend(
            Term("role", row["role"], row["unit"].strip("-"), form=form) for form in variants(row["form"])
        )
    return expand(terms)


def match(lexis: Lexis, folded: list[str], at: int, last: int) -> tuple[Term, ...]:
    """Terms that stand at a token, the longest first; `last` bounds the sentence."""
    options = lexis.get(folded[at]) if at < last else None
    if not options:
        return ()
    return tuple(
        term
        for term in options
        if not term.rest or (at + term.size <= last and tuple(folded[at + 1 : at + term.size]) == term.rest)
    )


def look(lexis: Lexis, folded: list[str], at: int, last: int) -> tuple[Term, ...]:
    """As `match`, for tables opened without proclitics: cuts و ف ب ل ك where the rest is in the table."""
    found = match(lexis, folded, at, last)
    if found or at >= last:
        return found
    word = folded[at]
    for cut in (1, 2):
        lead = word[:cut]
        if (
            len(word) < cut + 3
            or (lead[0] not in "وفبلك")
            or (cut == 2 and (lead[0] not in "وف" or lead[1] not in "بلك"))
        ):
            return ()
        rest = word[cut:]
        if lead[-1] == "ل" and rest.startswith("ل"):
            rest = "ا" + rest
        options = lexis.get(rest)
        if options:
            joined, preposition = (lead[0], lead[1:]) if lead[0] in "وف" else ("", lead)
            return tuple(
                term._replace(joined=joined, preposition=preposition)
                for term in options
                if not term.rest
                or (at + term.size <= last and tuple(folded[at + 1 : at + term.size]) == term.rest)
            )
    return ()
