"""Which hits of the tables stand for what they name: words that are also common ones need support."""

from __future__ import annotations

from mahdar.analysis.types import Hit
from mahdar.analysis.words import ADJECTIVE, NAME, NOUN, VERB
from mahdar.extract.names.scan import QUOTES, Scan, Span
from mahdar.knowledge import Entry
from mahdar.knowledge.variants import key_of
from mahdar.text import fold

_KINDS = {"seat": "organization", "capital": "place"}
_HAMZA = frozenset("ءئؤ")
_GOVERNMENTS = frozenset({"government", "presidency", "monarchy"})


def kind_of(entry: Entry) -> str:
    """The kind of actor that an entry makes before its context is known."""
    if entry.kind == "seat":
        return "state" if entry.subtype in _GOVERNMENTS else "organization"
    return _KINDS.get(entry.kind, entry.kind)


def read_hit(scan: Scan, hit: Hit, sure: set[str]) -> Span | None:
    """The name that a hit stands for, or None where a common word or a demonym is meant."""
    entries = [scan.k.entry(key) for key in hit.entries]
    if scan.base[hit.first] in scan.t.portfolios and hit.first and scan.human(hit.first - 1) and not hit.cut:
        return None
    if hit.last == hit.first + 1:
        folded = scan.folded[hit.first][hit.cut :]
        if _other_word(scan, hit, entries):
            return None
        whole = _whole_surname(scan, hit, entries)
        if whole is not None:
            return whole
        if _agreeing_demonym(scan, hit) or (
            key_of(folded) != folded and not scan.words[hit.first].guess and scan.words[hit.first].pos != "PN"
        ):
            return None
        if _swallowed(scan, hit):
            entries = [e for e in entries if e.kind in ("state", "capital")]
            if not entries:
                return None
        if key_of(scan.folded[hit.first][hit.cut :]) in scan.k.weak or _swallowed(scan, hit):
            entries = [
                e
                for e in entries
                if (e.key in sure and scan.words[hit.first].pos != VERB) or supported(scan, hit, e)
            ]
            if not entries:
                return None
    sure.update(e.key for e in entries)
    hit = _trim(scan, hit)
    first = entries[0]
    form = "metonym" if first.kind == "seat" else "name"
    return Span(
        hit.first, hit.last, hit.cut, kind_of(first), "table", first.sector or None, first.country or None,
        tuple(e.key for e in entries), form, gender=first.gender,
    )  # fmt: skip


def _other_word(scan: Scan, hit: Hit, entries: list[Entry]) -> bool:
    """Whether a single token is another word than the name that it is looked up as.

    مئتا has a hamza that ميتا has not; كبيرا is no ك before بيرا; مسلحا صربيا has an adjective behind an accusative.
    """
    at = hit.first
    folded = scan.folded[at][hit.cut :]
    if (
        entries[0].kind != "person"
        and _HAMZA.intersection(folded)
        and all(fold(name) != folded for e in entries for name in e.names)
    ):
        return True
    if hit.cut and entries[0].kind == "place" and scan.folded[at][hit.cut - 1] == "ك":
        return not folded.startswith("ال")
    if hit.cut and folded[0] == "ا" and folded.endswith("ا") and entries[0].kind in ("place", "capital"):
        written = scan.texts[at][hit.cut :]
        return all(written not in e.names for e in entries)  # باكرا, بابها
    if hit.cut or not folded.endswith("يا") or not at or not scan.same_sentence(at - 1, at):
        return False
    before = scan.words[at - 1]
    return (
        before.pos in (NOUN, ADJECTIVE) and before.case == "a" and not before.enclitic
        and scan.folded[at - 1].endswith("ا") and entries[0].kind in ("state", "place")
    )  # fmt: skip


def _whole_surname(scan: Scan, hit: Hit, entries: list[Entry]) -> Span | None:
    """The last name that a token is, rather than a clitic before the name of a place: باراك is not ب before أراك."""
    at = hit.first
    keys = scan.k.surname(scan.folded[at]) if hit.cut and entries[0].kind == "place" else ()
    if not keys:
        return None
    people = [scan.k.entry(key) for key in keys]
    country = people[0].country if len({p.country for p in people}) == 1 else None
    return Span(
        at, at + 1, 0, "person", "surname", people[0].sector or None, country, keys, gender=people[0].gender
    )  # fmt: skip


def _trim(scan: Scan, hit: Hit) -> Hit:
    """Without the class noun before a name that stands alone (تنظيم القاعدة), and without المحتلة behind it."""
    first, last, cut = hit.first, hit.last, hit.cut
    if last - first > 1:
        head = scan.folded[first][cut:]
        rest = " ".join(scan.folded[t] for t in range(first + 1, last) if scan.texts[t] not in "_#")
        named = set(scan.k.named(rest))
        kind = scan.k.entry(hit.entries[0]).kind
        falls = False
        if kind == "person":
            falls = head in scan.t.honorifics
        elif kind in ("place", "capital") and head == "العاصمه":
            rest_at = first + 1
            while rest_at < last and not scan.k.named(" ".join(scan.folded[rest_at:last])):
                rest_at += 1
            if rest_at < last:  # else the word belongs to the name: العاصمة الإدارية
                first, cut = rest_at, 0
        elif kind in ("place", "capital"):
            falls = scan.t.places.get(head) == "cut" and (bool(named) or head not in scan.w.holding)
            if head in scan.w.compass and named:
                first += 1
                return Hit(first + (scan.texts[first] == "_"), last, 0, tuple(sorted(named)))
        elif (
            head != "منظمه" and any(r.way in ("cut", "outlet") for r in scan.t.heads.get(head, ()))
        ) or head in scan.w.force:
            single = last == first + 2 and rest.startswith("ال") and head not in scan.w.manned
            falls = (
                bool(named & set(hit.entries))
                or single
                or rest in scan.w.movement
                or (head in scan.w.outlet and last == first + 2)
            )
        if falls:
            first, cut = first + 1, 0
            while first < last - 1 and scan.texts[first] in "_#":
                first += 1
        if last - first > 1 and scan.folded[last - 1] == "المحتله":
            last -= 1
    return Hit(first, last, cut, hit.entries)


def _swallowed(scan: Scan, hit: Hit) -> bool:
    """Whether the token with its proclitic is itself a word of the lexicon."""
    word = scan.words[hit.first]
    return hit.cut > 0 and not word.guess and word.cut < hit.cut


def _agreeing_demonym(scan: Scan, hit: Hit) -> bool:
    """السعودية or سورية as an adjective: the noun before agrees with it."""
    at = hit.first
    found = scan.k.demonym(scan.base[at])
    if found is None or hit.cut or not at or not scan.same_sentence(at - 1, at):
        return False
    before = scan.words[at - 1]
    if before.pos not in (NOUN, ADJECTIVE) and scan.demonym(at - 1) is None:
        return False
    if scan.definite(at):
        return scan.definite(at - 1) or bool(before.article)
    if scan.definite(at - 1) or before.enclitic or before.bound:
        return False
    feminine = (before.gender == "f" or before.number == "p" or before.plural) and found.gender == "f"
    return feminine and before.noun_class not in ("place",) and before.pos == NOUN and not scan.hit_at[at - 1]


def supported(scan: Scan, hit: Hit, entry: Entry) -> bool:
    """Whether the neighbours of an ambiguous single word make the entry likely."""
    at = hit.first
    word = scan.words[at]
    before = at - 1
    if entry.kind in ("state", "capital", "seat"):
        if word.pos == VERB and not word.guess:
            return False
        if hit.cut and word.cut < hit.cut and not word.guess:
            return False
        if word.pos == ADJECTIVE and entry.kind == "capital" and scan.definite(at) and _qualifying(scan, at):
            return False
        if word.pos == ADJECTIVE and not word.guess and not scan.definite(at) and scan.base[at].endswith("ي"):
            if before >= 0 and scan.base[before] in (scan.w.state_noun | scan.w.of_state):
                return True
            return scan.locative(at) or _disagreeing(scan, at)
        return True
    while before >= 0 and (scan.texts[before] in QUOTES or scan.texts[before] in "#_"):
        before -= 1
    head = scan.base[before] if before >= 0 else ""
    if entry.kind == "place":
        if head in scan.t.places or _plainly(scan, hit, entry):
            return True
        if _in_its_state(scan, hit, entry):
            return True
        if word.pos == VERB and not word.guess and not scan.locative(at):
            return False
        if entry.subtype == "city" and scan.definite(at) and scan.preposition(at - 1) == "الي":
            return True
        near = scan.locative(at) or head in scan.t.places or scan.hit_at[at - 1] is not None if at else False
        return near or (word.guess and word.rank == 0) or _listed(scan, at)
    if entry.kind == "organization":
        bare = head.removeprefix("ال")
        if _plainly(scan, hit, entry):
            return True
        if entry.sector not in ("JRN", "BUS") and _of_people(scan, before):
            return True
        return bare in scan.t.heads or head in scan.t.heads or (at > 0 and scan.texts[at - 1] in QUOTES)
    return (before >= 0 and scan.human(before)) or _plainly(scan, hit, entry)


def _plainly(scan: Scan, hit: Hit, entry: Entry) -> bool:
    """Whether a word is read as a name, spelled as the tables have it and without article, or opens a line by itself."""
    at = hit.first
    if scan.opens_line(at, hit.last):
        return True
    return scan.words[at].pos == NAME and not scan.definite(at) and scan.texts[at][hit.cut :] in entry.names


def _disagreeing(scan: Scan, at: int) -> bool:
    """Whether a masculine adjective cannot belong to the noun before it, so that the state is meant: عضوية مالي."""
    if not at or scan.cut[at] or not scan.same_sentence(at - 1, at):
        return False
    before = scan.words[at - 1]
    return before.pos == NOUN and not before.article and not before.enclitic and (
        before.gender == "f" or before.number == "p"
    )  # fmt: skip


def _qualifying(scan: Scan, at: int) -> bool:
    """Whether a definite adjective belongs to the definite noun before it: القوة القاهرة."""
    if not at or scan.cut[at] or not scan.same_sentence(at - 1, at):
        return False
    before = scan.words[at - 1]
    return before.pos == NOUN and bool(before.article) and before.gender == scan.words[at].gender


def _of_people(scan: Scan, at: int) -> bool:
    """Whether somebody of a body is told before its name: زعيم طالبان, مسؤول في حماس."""
    if at > 0 and scan.folded[at] in scan.w.within:
        at -= 1
    return at >= 0 and scan.human(at) and not scan.words[at].article


def _in_its_state(scan: Scan, hit: Hit, entry: Entry) -> bool:
    """Whether the state of a place is told behind it: الرقة في سوريا, الرقة السورية."""
    after = hit.last
    if after >= scan.size or not entry.country:
        return False
    demonym = scan.demonym(after)
    if demonym is not None and scan.definite(after):
        return demonym[0].country == entry.country
    return scan.folded[after] == "في" and after + 1 < scan.size and any(
        e.country == entry.country and e.kind == "state" for e in scan.entries(after + 1)
    )  # fmt: skip


def _listed(scan: Scan, at: int) -> bool:
    """A place among places: joined by و or a comma to another hit of a place."""
    for other in (at - 2, at - 1, at + 1, at + 2):
        if 0 <= other < scan.size and scan.same_sentence(at, other):
            hit = scan.hit_at[other]
            if hit is not None and any(e.kind in ("place", "capital") for e in scan.entries(other)):
                return (
                    scan.cut[at] > 0
                    or scan.texts[at - 1] in ("،", ",")
                    or scan.texts[min(at + 1, scan.size - 1)] in ("،", ",")
                )
    return False
