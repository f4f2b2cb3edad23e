"""Actors that are described, not named: offices, unnamed groups, bodies pointed back to, demonyms."""

from __future__ import annotations

from mahdar.analysis.words import NOUN
from mahdar.extract.names.persons import Title, read_title
from mahdar.extract.names.scan import Scan, Span
from mahdar.languages.ar.nametables import nominals


def pair(scan: Scan, at: int) -> bool:
    """Whether a token is a dual that points at the two parties in focus."""
    base = scan.base[at]
    table = nominals()
    return base in table.certain_pairs or (base in table.pairs and scan.words[at].number == "d")


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
    if not at or scan.cut[at] or not scan.same_sentence(at - 1, at):
        return False
    before = scan.words[at - 1]
    if before.pos != NOUN or word.noun_class in ("office", "title", "collective"):
        return False
    return bool(word.article and (before.article or before.enclitic))


def read_nominal(scan: Scan, at: int) -> Span | None:
    """The body or pair that a definite noun points back at."""
    if pair(scan, at):
        return Span(at, at + 1, scan.cut[at], "group", "pair", form="nominal", gender="m", number="d")
    kind = nominals().bodies.get(scan.base[at])
    if kind is None or not scan.noun(at):
        return None
    word = scan.words[at]
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
