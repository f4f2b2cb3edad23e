"""Actors that are described, not named: offices, unnamed groups, bodies pointed back to, demonyms."""

from __future__ import annotations

from mahdar.analysis.words import ADJECTIVE, NOUN
from mahdar.extract.names.persons import Title, read_title
from mahdar.extract.names.scan import Scan, Span
from mahdar.languages.ar.nametables import nominals


def pair(scan: Scan, at: int) -> bool:
    """Whether a token is a dual that points at the two parties in focus."""
    base = scan.base[at]
    table = nominals()
    if base in table.certain_pairs:
        return not (base in scan.w.plural_pair and _several(scan, at))
    return base in table.pairs and scan.words[at].number == "d"


def _several(scan: Scan, at: int) -> bool:
    """Whether a word that may be a dual is a plural here: البلدان الأوروبية, باقي البلدان."""
    if at + 1 < scan.size and scan.definite(at + 1) and not scan.cut[at + 1]:
        after = scan.words[at + 1]
        if after.pos == ADJECTIVE and after.gender == "f" and after.number == "s":
            return True
    return at > 0 and (scan.words[at - 1].noun_class == "quant" or scan.base[at - 1] in scan.w.quantity)


def nominal_of(scan: Scan, title: Title) -> Span:
    """The mention that a title makes where no name follows it."""
    plural = title.number in ("p", "d") or title.collective
    kind = "group" if plural or not title.definite else "person"
    return Span(
        title.first, title.last, scan.cut[title.first], kind, "nominal", title.sector or None, title.country,
        form="nominal", title=(title.first, title.last), of=title.of, gender=title.gender,
        number="p" if title.number == "p" else title.number,
    )  # fmt: skip


def attributive(scan: Scan, at: int) -> bool:
    """Whether a word for people stands as an adjective or predicate: (قوات) انقلابية, (كان) حليفاً."""
    word = scan.words[at]
    if word.case == "a" and not word.enclitic:
        return True
    if _impersonal(scan, at):
        return True
    if not at or not scan.same_sentence(at - 1, at):
        return False
    before = scan.words[at - 1]
    single = word.number == "s" and not word.enclitic
    if scan.cut[at]:
        # (العلاقات) السياسية والاقتصادية: an adjective joined to one
        joined = word.proclitics == "و" and single and word.article and word.noun_class == "role"
        return bool(joined and before.article and _adjectival(scan, at - 1, word.gender))
    if scan.base[at - 1] in scan.w.negating and single and word.noun_class == "role":
        return True
    if before.enclitic and word.article and single and word.noun_class == "role":
        return True
    if before.pos != NOUN or word.noun_class in ("office", "title", "collective"):
        return False
    if word.article:
        return bool(before.article or before.enclitic)
    return bool(
        single
        and word.gender == "f"
        and word.noun_class == "role"
        and not word.article
        and _qualified(scan, at - 1)
    )


def _adjectival(scan: Scan, at: int, gender: str) -> bool:
    """Whether a definite token is an adjective of this gender, or a word for people that stands as one."""
    word = scan.words[at]
    if word.gender != gender or scan.demonym(at) is not None:
        return False
    return word.pos == ADJECTIVE or (word.noun_class == "role" and attributive(scan, at))


def _qualified(scan: Scan, at: int) -> bool:
    """Whether an indefinite feminine adjective may belong to the noun at a token: a thing that is feminine or plural,
    or one bound to such a thing (طائرة نقل)."""
    word = scan.words[at]
    if word.article or word.enclitic or word.pos != NOUN or scan.human(at) or scan.guess(at):
        return False
    if word.gender == "f" or word.plural:
        return word.derived != "masdar"
    head = scan.words[at - 1] if at else None
    return (
        head is not None and not scan.cut[at] and head.pos == NOUN and not head.article and not scan.human(at - 1)
        and (head.gender == "f" or bool(head.plural)) and not head.guess
    )  # fmt: skip


def _impersonal(scan: Scan, at: int) -> bool:
    """من المقرر أن, من المقرر … أن: a participle that nobody bears; مضيفة أن, مضيفة: of one who goes on speaking."""
    word = scan.words[at]
    if word.number != "s" or word.enclitic:
        return False
    after = scan.folded[at + 1] if at + 1 < scan.size else ""
    if word.article:
        return at > 0 and scan.base[at - 1] == "من" and after in scan.w.that and not scan.cut[at]
    return word.gender == "f" and word.noun_class == "role" and (after in scan.w.that or after == ":")


def read_nominal(scan: Scan, at: int) -> Span | None:
    """The body or pair that a definite noun points back at."""
    if pair(scan, at):
        return Span(at, at + 1, scan.cut[at], "group", "pair", form="nominal", gender="m", number="d")
    kind = nominals().bodies.get(scan.base[at])
    if kind is None or not scan.noun(at):
        return None
    word = scan.words[at]
    if kind == "group" and at + 1 < scan.size and scan.base[at + 1] in scan.w.member and not scan.cut[at + 1]:
        return _members(scan, at)
    found = scan.demonym(at + 1)
    last, country = at + 1, None
    if found is not None and scan.definite(at + 1) and not scan.cut[at + 1]:
        last, country = found[1], found[0].country or None
    return Span(
        at,
        last,
        scan.cut[at],
        kind,
        "nominal-body",
        None,
        country,
        form="nominal",
        gender=word.gender,
        number=word.number or "s",
    )


def _members(scan: Scan, at: int) -> Span:
    """The member states of a body: الدول الأعضاء, and of which where في tells it."""
    behind = at + 2
    of = None
    if behind + 1 < scan.size and scan.folded[behind] == "في":
        bodies = [e.key for e in scan.entries(behind + 1) if e.kind == "organization"]
        of = bodies[0] if bodies else None
    return Span(
        at, behind, scan.cut[at], "group", "members", None, None, form="nominal", of=of, gender="f", number="p"
    )  # fmt: skip


_MOVEMENTS = frozenset({"ansar_allah", "kurds"})


def _known(scan: Scan) -> frozenset[str]:
    return frozenset(b for b in _MOVEMENTS if scan.k.has(b))


def read_demonym(scan: Scan, at: int) -> Span | None:
    """A demonym beside a noun, or a noun of nationality (الروس) as a group."""
    found = scan.demonym(at)
    if found is None:
        return None
    demonym, last = found
    if not demonym.country and not demonym.body:
        return None
    if demonym.body in _MOVEMENTS and scan.definite(at):
        agreeing = at and not scan.cut[at] and scan.noun(at - 1) and scan.definite(at - 1)
        if not agreeing:
            return Span(
                at, last, scan.cut[at], "organization", "movement", "REB", demonym.country or None,
                (demonym.body,) if demonym.body in _known(scan) else (), of=demonym.body, gender="m", number=demonym.number,
            )  # fmt: skip
    before = scan.words[at - 1] if at else None
    attached = before is not None and not scan.cut[at] and scan.same_sentence(at - 1, at) and (
        before.pos in (NOUN, "A") or scan.demonym(at - 1) is not None
    )  # fmt: skip
    if attached or demonym.number != "p":
        return Span(
            at, last, scan.cut[at], "state", "demonym", None, demonym.country or None, form="demonym",
            of=demonym.body or None, gender=demonym.gender, number=demonym.number,
        )  # fmt: skip
    return Span(
        at, last, scan.cut[at], "group", "nationality", "CVL", demonym.country or None, form="nominal",
        of=demonym.body or None, gender="m", number="p",
    )  # fmt: skip


__all__ = ["attributive", "nominal_of", "pair", "read_demonym", "read_nominal", "read_title"]
