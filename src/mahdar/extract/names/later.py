"""Later mentions: short forms of persons, repeated names, leaders by their last name."""

from __future__ import annotations

from mahdar.analysis.words import NAME, NOUN
from mahdar.extract.names.claims import Claims
from mahdar.extract.names.scan import QUOTES, Scan, Span
from mahdar.knowledge.variants import FAMILY_FIRST, distance
from mahdar.text import WORD

_LEADERS = frozenset({"head_of_state", "head_of_government", "monarch", "supreme_leader"})
_HIGH = _LEADERS | {"foreign_minister", "secretary_general"}
_UNLIKELY = 8  # rank of readings that are possible but hardly ever meant
_LONG = 7  # letters from which one that differs is a slip rather than another name


def short_forms(found: Claims) -> None:
    """Last names, or first names of foreigners, of persons whose full name the report gives; repeated names."""
    people = _people(found)
    _repeat(found)
    _bodies(found)
    found.told = {s.country for s in found.spans if s.kind != "person" and s.country}
    scan = found.scan
    long_names = {name: span for name, span in people.items() if len(name) >= _LONG}
    for at in range(scan.size):
        if scan.a.kinds[at] != WORD:
            continue
        word = scan.words[at]
        if not word.guess and found.owner[at] is None:
            leader = _renowned(found, at) or _leader(found, at)
            if leader is not None:
                found.claim(leader)
        full = people.get(scan.base[at])
        if full is None and scan.cut[at] == 1 and not scan.covered[at] and scan.folded[at] in people:
            full = people[scan.folded[at]]
            scan.cut[at], scan.base[at] = (
                0,
                scan.folded[at],
            )  # بريشا of صالح بريشا: the letter is the name's own
        if full is None and word.guess and long_names:
            full = _misspelt(found, at, long_names)
        if full is not None:
            _short(found, at, full)


def _people(found: Claims) -> dict[str, Span]:
    """Short form → the full name that it stands for."""
    scan = found.scan
    people: dict[str, Span] = {}
    for span in found.spans:
        if span.kind != "person" or span.form != "name" or span.last - span.first < 2:
            continue
        tokens = [t for t in range(span.first, span.last) if scan.a.kinds[t] == WORD]
        family_first = any(scan.k.entry(key).country in FAMILY_FIRST for key in span.entries)
        for order, t in enumerate(tokens):
            base = scan.base[t]
            if family_first and order == 0 and not _common(scan, base):
                people.setdefault(base, span)
            if len(base) < 3 or base in scan.t.inside or base in scan.w.regnal:
                continue
            if (order == len(tokens) - 1 and not family_first) or scan.words[t].guess:
                people.setdefault(base, span)
                if len(base) > 3 and "ال" + base not in scan.t.after_title:
                    people.setdefault(base[2:] if base.startswith("ال") else "ال" + base, span)
    return people


def _misspelt(found: Claims, at: int, people: dict[str, Span]) -> Span | None:
    """The person whose long last name differs from an unknown word by one letter."""
    scan = found.scan
    base = scan.base[at]
    if len(base) < _LONG or found.owner[at] is not None or not scan.guess(at) or scan.covered[at]:
        return None
    for name, full in people.items():
        if name[0] == base[0] and abs(len(name) - len(base)) <= 1 and distance(name, base) == 1:
            return full
    return None


def _common(scan: Scan, base: str) -> bool:
    """Whether a word is read as a verb or one of a closed class somewhere in the report."""
    return any(
        scan.base[t] == base and not scan.words[t].guess and scan.words[t].pos not in (NAME, NOUN)
        for t in range(scan.size)
    )


def _short(found: Claims, at: int, full: Span) -> None:
    """Claim a token as the short form of a full name, where nothing surer stands."""
    scan = found.scan
    owner = found.owner[at]
    title = None
    if owner is not None:
        weak = owner.rule in ("unknown", "given-name", "title") and not owner.entries
        if owner.last - owner.first > 1 or not weak:
            return
        found.drop(owner)
        title = owner.title
    elif not _names_person(found, at):
        return
    found.claim(Span(
        at, at + 1, scan.cut[at], "person", "short-name", full.sector, full.country, full.entries,
        title=title, of=full.of, gender=full.gender,
    ))  # fmt: skip


def _repeat(found: Claims) -> None:
    """Later mentions of places and bodies that a class noun has shown to be names."""
    scan = found.scan
    shown = {
        scan.base[s.first]: s for s in found.spans
        if s.last == s.first + 1 and s.rule in ("place-noun", "class-noun", "quoted-name") and s.form == "name"
    }  # fmt: skip
    for told in found.spans:
        # مدينة بالو of the tables: then بالو alone is the town too.
        if (
            told.kind == "place"
            and told.rule == "table"
            and told.last == told.first + 2
            and scan.t.places.get(scan.base[told.first]) == "cut"
        ):
            shown.setdefault(scan.folded[told.first + 1], told._replace(first=told.first + 1, cut=0))
    if not shown:
        return
    for at in range(scan.size):
        span = shown.get(scan.base[at]) or shown.get(scan.folded[at])
        if span is None or found.owner[at] is not None or scan.is_verb(at):
            continue
        quoted = at > 0 and scan.texts[at - 1] in QUOTES
        if (span.kind == "place" and (scan.locative(at) or found.listed(at) or scan.words[at].guess)) or (
            span.kind == "organization" and (quoted or scan.words[at].guess)
        ):  # fmt: skip
            found.claim(span._replace(first=at, last=at + 1, cut=scan.cut[at], rule="repeated"))


_MOVEMENTS = frozenset({"PTY", "REB"})


def _bodies(found: Claims) -> None:
    """Later mentions of parties and movements by what follows their noun: العدالة والتنمية of حزب العدالة والتنمية."""
    scan = found.scan
    shown: dict[str, list[Span]] = {}
    for span in found.spans:
        cut = span.first and span.last == span.first + 1 and scan.folded[span.first - 1] in scan.t.heads
        if cut and span.kind == "organization":  # حركة النهضة, of which the tables keep the name alone
            span = span._replace(first=span.first - 1)
        if span.kind == "organization" and span.form == "name" and span.last - span.first > 1:
            party = span.sector in _MOVEMENTS or any(
                scan.k.entry(k).sector in _MOVEMENTS for k in span.entries
            )
            noun = span.cut == 0 and scan.folded[span.first] in scan.t.heads
            if party and noun and scan.folded[span.first + 1].startswith("ال"):
                shown.setdefault(scan.folded[span.first + 1], []).append(span)
    for at in range(scan.size) if shown else ():
        for span in shown.get(scan.folded[at], ()):
            last = at + span.last - span.first - 1
            if at <= span.last or not _subject_place(scan, at) or any(found.owner[at:last]):
                continue
            if scan.folded[at:last] == scan.folded[span.first + 1 : span.last]:
                gender = scan.t.heads[scan.folded[span.first]][0].gender
                found.claim(
                    span._replace(first=at, last=last, cut=0, title=None, gender=gender, rule="repeated")
                )
                break


def _leader(found: Claims, at: int) -> Span | None:
    """A last name that is a common word, where a leader of a state that the report speaks of bears it."""
    scan = found.scan
    if (
        found.owner[at] is not None
        or scan.words[at].guess
        or scan.words[at].pos not in ("N", "A")
        or len(scan.base[at]) < 4
    ):
        return None
    known = scan.definite(at) or (at > 0 and scan.base[at - 1] in scan.t.honorifics)
    if not known or not _names_person(found, at) or scan.words[at].derived == "masdar":
        return None
    for key in scan.k.surname(scan.base[at]):
        entry = scan.k.entry(key)
        if entry.country in found.told and any(
            t.office in _HIGH and t.of == entry.country for t in scan.k.terms_of(key)
        ):
            return Span(
                at,
                at + 1,
                scan.cut[at],
                "person",
                "leader",
                entry.sector,
                entry.country,
                (key,),
                gender=entry.gender,
            )
    return None


def _renowned(found: Claims, at: int) -> Span | None:
    """An indefinite word that is the last name of one leader alone, where a common word could not stand by itself:
    as subject right behind a verb or أن (قال ماكرون, أن روحاني)."""
    scan = found.scan
    word, base = scan.words[at], scan.base[at]
    if scan.covered[at] or scan.definite(at) or len(scan.folded[at]) < 4 or (at and found.owner[at - 1]):
        return None
    common = word.pos in ("N", "A") and not word.noun_class and word.derived != "masdar" and len(base) > 3
    unlikely = word.rank >= _UNLIKELY and at + 1 < scan.size and scan.words[at + 1].pos != "NUM"
    if not unlikely and (not common or scan.cut[at] or not _subject_place(scan, at)):
        return None
    form = base if scan.k.surname(base) else scan.folded[at]
    if scan.given(at) and scan.guess(at + 1):
        return None
    offices = _HIGH | {"defence_minister"} if unlikely else _HIGH
    leaders = [key for key in scan.k.surname(form) if any(t.office in offices for t in scan.k.terms_of(key))]
    if len(leaders) != 1:
        return None
    entry = scan.k.entry(leaders[0])
    return Span(
        at, at + 1, 0 if form == scan.folded[at] else scan.cut[at], "person", "leader", entry.sector,
        entry.country, (entry.key,), gender=entry.gender,
    )  # fmt: skip


def _subject_place(scan: Scan, at: int) -> bool:
    """Whether a subject can stand here: behind a verb or أن, or opening a sentence before a verb."""
    before = at - 1
    if before >= 0 and scan.same_sentence(before, at):
        word = scan.words[before]
        if word.pos == "V" or (word.pos == "SUB" and scan.folded[before] in scan.w.that):
            return True
        if not scan.is_mark(before) and word.pos != "NUM":
            return False
    return scan.same_sentence(at, at + 1) and scan.is_verb(at + 1)


def _names_person(found: Claims, at: int) -> bool:
    """Whether a word that is also a common one can be a name here."""
    scan = found.scan
    word = scan.words[at]
    if word.guess:
        return True
    if word.pos not in ("N", "A", "PN") or word.enclitic not in ("", "ي"):
        return False
    before = at - 1
    return not (
        before >= 0
        and not scan.cut[at]
        and scan.noun(before)
        and (scan.words[before].article or not word.article)
    )
