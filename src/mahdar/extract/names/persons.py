"""Titles and the names of persons behind them; names that begin with a given name."""

from __future__ import annotations

from typing import NamedTuple

from mahdar.analysis.phrases import unbound
from mahdar.analysis.words import ADJECTIVE, NOUN, VERB, Word
from mahdar.extract.names.scan import QUOTES, Scan
from mahdar.languages.ar.grammar import grammar
from mahdar.text import WORD

_LONGEST_TITLE = 14
_NO_FAMILY = frozenset({"body", "abstract", "event", "money", "place", "document"})
_UNLIKELY = 8  # rank of readings that are possible but hardly ever meant


class Title(NamedTuple):
    """A title over tokens first..last: who it makes its bearer, and of what."""

    first: int
    last: int
    country: str | None = None
    of: str | None = None
    sector: str = ""
    gender: str = "m"
    number: str = "s"
    definite: bool = False
    collective: bool = False


def read_title(scan: Scan, at: int) -> Title:
    """The title that begins with the human noun at a token, with its complements."""
    word = scan.words[at]
    peer = scan.base[at].startswith("نظير")
    closed = word.article or bool(word.enclitic) or peer
    country: str | None = None
    of: str | None = None
    sector = word.sector or ("GOV" if peer else "")
    last = at + 1
    limit = min(scan.size, at + _LONGEST_TITLE)
    linked = qualified = False
    while last < limit and scan.same_sentence(at, last):
        if scan.texts[last] == "_" and last + 1 < limit:
            last += 1
            continue
        demonym = scan.demonym(last)
        if demonym is not None and word.article and last == at + 1 and not scan.definite(last):
            demonym = None  # الرئيس جورجي إيفانوف
        if demonym is not None and not scan.cut[last] and not linked:
            if (
                last == at + 1
                and (word.number == "s") == (demonym[0].number == "p")
                and word.number in ("s", "p")
            ):
                break  # one minister has no plural demonym, several have no singular one
            country = country or demonym[0].country or None
            of = of or demonym[0].body or None
            last = demonym[1]
            closed = closed or scan.definite(last - 1)
            qualified = not closed  # مسلحون أوغنديون | جنودا، وفد أميركي | تركيا: no genitive behind it
            continue
        if not linked and not scan.cut[last] and (qualified or unbound(word)):
            if scan.hit_at[last] is not None or scan.words[last].pos == NOUN:
                break
        hit = scan.hit_at[last]
        if hit is not None and (not hit.cut or scan.folded[last][0] == "ل"):
            entries = scan.entries(last)
            if any(e.kind == "person" for e in entries) or (closed and not hit.cut and not linked):
                break
            first = entries[0]
            country = country or (first.country or None)
            if first.kind in ("organization", "seat"):
                of = of or first.key
                sector = _sector_of(word.lemma, sector, first.sector)
            last = hit.last
            closed, linked = True, False
            continue
        if scan.folded[last] == "في" and not _in_fits(scan, at, last, country):
            break
        step = _title_step(scan, at, last, closed=closed, linked=linked)
        if step is None:
            break
        last, closed, linked = step
    while last - 1 > at and (
        scan.base[last - 1] in scan.w.link or scan.preposition(last - 1) or scan.texts[last - 1] == "_"
    ):
        last -= 1
    return Title(
        at, last, country, of, sector, "f" if peer and "ت" in scan.base[at] else word.gender or "m", word.number or "s",
        word.article or bool(word.enclitic) or closed, word.noun_class == "collective",
    )  # fmt: skip


def _in_fits(scan: Scan, at: int, last: int, country: str | None) -> bool:
    """Whether في … belongs to the title: a post in a country, or a body (القيادي في الحركة), not the place of the act."""
    hit = scan.hit_at[last + 1] if last + 1 < scan.size else None
    if grammar().has("posted", scan.words[at].lemma):
        return True
    if country is not None or scan.base[at].startswith("نظير"):
        return False
    if hit is not None:
        return any(e.kind in ("organization", "seat") for e in scan.entries(last + 1))
    return last + 1 < scan.size and scan.words[last + 1].noun_class == "body"


def _sector_of(lemma: str, sector: str, body: str) -> str:
    """A spokesman or head has the sector of his body."""
    return body if body and grammar().has("following", lemma) else sector


def _title_step(
    scan: Scan, at: int, last: int, *, closed: bool, linked: bool
) -> tuple[int, bool, bool] | None:
    """(next token, closed, linked) if the token at `last` still belongs to the title, else None."""
    word = scan.words[last]
    base = scan.base[last]
    if (
        scan.folded[last] in scan.w.link
        and last + 1 < scan.size
        and (scan.definite(last + 1) or scan.hit_at[last + 1] or scan.noun(last + 1))
    ):
        if (scan.folded[last] == "في" or scan.folded[last] in scan.w.directed) and not (
            scan.hit_at[last + 1] or scan.definite(last + 1)
        ):
            return None
        if scan.folded[last] in scan.w.directed:
            return None
        return last + 1, False, True
    if base in scan.t.after_title and word.article and not scan.cut[last]:
        return last + 1, True, False
    if (word.pos not in (NOUN, ADJECTIVE) and base not in scan.t.heads) or scan.guess(last):
        return None
    if scan.cut[last]:
        joined = word.proclitics == "و" and word.article and base in scan.t.portfolios
        return (last + 1, True, False) if joined and closed else None
    if word.article:
        if word.pos == ADJECTIVE and not word.noun_class:
            if scan.covered[last - 1] and word.derived:
                return None  # (افتتح) رئيس بوليفيا المعرض
            alone = all(scan.words[t].pos == ADJECTIVE for t in range(at + 1, last))
            return None if alone and not _agrees(scan.words[at], word) else (last + 1, True, False)
        if closed and not linked:
            return None
        return last + 1, True, False
    if closed and not linked:
        return None
    if (
        scan.given(last)
        and not linked
        and (scan.guess(last + 1) or (last > at + 1 and word.noun_class in ("", "person")))
    ):
        return None
    if word.case == "a" or word.noun_class == "time":
        return None
    return last + 1, bool(word.enclitic), False


def _agrees(head: Word, adjective: Word) -> bool:
    """Whether a definite adjective can be the title's: one person has no plural adjective, several have no masculine
    singular one."""
    if head.number == "s":
        return adjective.number != "p"
    return not (head.number == "p" and adjective.number == "s" and adjective.gender == "m")


def read_name(scan: Scan, at: int, *, titled: bool) -> int:
    """Token behind the person's name that begins at a token; `at` where none does."""
    if at >= scan.size or scan.a.kinds[at] != WORD:
        return at
    hit = scan.hit_at[at]
    if titled and hit is None and scan.cut[at] == 1 and scan.folded[at][0] in "فكلب" and scan.guess(at + 1):
        scan.cut[at], scan.base[at] = 0, scan.folded[at]  # right behind a title no proclitic is likely
        return _extend(scan, at, at + 1, titled=True)
    if hit is not None:
        if not any(e.kind == "person" for e in scan.entries(at)):
            if not titled or hit.last > at + 1 or not _bare_name(scan, at):
                return at
            last = at + 1
        else:
            last = hit.last
            alone = last == at + 1 and (not scan.given(at) or scan.hit_is_surname(at))
            if alone and not titled and not name_word(scan, last):
                return last
    elif _begins(scan, at, titled=titled):
        last = at + 1
        if scan.base[at] in scan.t.inside and not (at + 1 < scan.size and scan.preposition(at + 1)):
            last = min(at + 2, scan.size)
    else:
        return at
    return _extend(scan, at, last, titled=titled)


def name_word(scan: Scan, at: int) -> bool:
    """Whether a token can only go on with a name: a given name, a part like بن, or a hyphen or underscore."""
    return at < scan.size and (
        scan.given(at)
        or (scan.base[at] in scan.t.inside and not scan.cut[at])
        or scan.texts[at] in ("-", "_", "–")
    )


def _bare_name(scan: Scan, at: int) -> bool:
    return scan.given(at)


def _begins(scan: Scan, at: int, *, titled: bool) -> bool:
    base = scan.base[at]
    if titled and scan.cut[at]:
        return False
    if base in scan.t.inside:
        return base in scan.w.compound and at + 1 < scan.size and scan.a.kinds[at + 1] == WORD
    if scan.guess(at):
        return titled or not scan.definite(at)
    if scan.given(at):
        return titled or scan.words[at].pos != VERB or scan.words[at].guess or _chained(scan, at)
    return False


def _chained(scan: Scan, at: int) -> bool:
    """Whether a given name that is also a verb goes on with another name: أحمد علي صالح."""
    after = at + 1
    return scan.same_sentence(at, after) and not scan.cut[after] and (
        scan.given(after) or any(e.kind == "person" for e in scan.entries(after))
    )  # fmt: skip


def _extend(scan: Scan, first: int, last: int, *, titled: bool) -> int:
    """Token behind the last part of a name whose beginning is read."""
    limit = min(scan.size, first + 9)
    while last < limit and scan.same_sentence(first, last):
        text = scan.texts[last]
        if text in ("_", "-", ".", "–", "#") and last + 1 < limit and _joins(scan, last):
            last += 2 if text == "-" else 1
            continue
        if scan.a.kinds[last] == WORD and own_letter(scan, last):
            scan.cut[last], scan.base[last] = 0, scan.folded[last]
        if scan.a.kinds[last] != WORD or scan.cut[last]:
            break
        base = scan.base[last]
        if base in scan.t.inside and base not in scan.w.loose:
            if last + 1 >= limit or scan.a.kinds[last + 1] != WORD:
                if base in scan.w.compound_end:
                    last += 1
                break
            if base in scan.w.suffix:
                last += 1
            elif scan.base[last + 1] in scan.w.compound and last + 2 < limit:
                last += 3  # بن عبد العزيز
            else:
                last += 2
            continue
        if not _goes_on(scan, first, last, titled=titled):
            break
        last += 1
    return last


# Letters that open no name behind a first name as a proclitic: what is like him, and then he, are not said so.
_OWN = frozenset("فك")


def own_letter(scan: Scan, at: int) -> bool:
    """Whether the first letter of a word behind a first name is its own: ماريو كالدرون, يان فاندرلوب, رافائيل براغا."""
    if scan.cut[at] != 1:
        return False
    return _unlikely(scan.words[at]) or (scan.folded[at][0] in _OWN and scan.guess(at))


def _joins(scan: Scan, mark: int) -> bool:
    """Whether a mark stands without white space between two parts of a name."""
    a = scan.a
    text = scan.texts[mark]
    if text == "#":
        return scan.guess(mark + 1) or scan.given(mark + 1)
    if a.starts[mark] != a.ends[mark - 1]:
        return False
    if text == ".":
        return len(scan.texts[mark - 1]) == 1
    return (
        a.starts[mark + 1] == a.ends[mark]
        and a.kinds[mark + 1] == WORD
        and (scan.guess(mark + 1) or scan.given(mark + 1) or text == "_" or scan.given(mark - 1))
    )


def _goes_on(scan: Scan, first: int, last: int, *, titled: bool) -> bool:
    word, base = scan.words[last], scan.base[last]
    hit = scan.hit_at[last]
    if hit is not None and not all(e.kind == "person" for e in scan.entries(last)):
        return False
    if base in scan.w.regnal and last - first <= 3 and _reigns(scan, first):
        return True
    if base in scan.t.after_title or (scan.human(last) and not word.article):
        return scan.given(last) and not (scan.human(last) and _closed_behind(scan, last))
    if scan.guess(last):
        return True
    if scan.given(last):
        if base in scan.w.link and _closed_behind(scan, last):
            return False  # (قال أبو مرزوق) باسم الفصائل
        return (word.pos != VERB or word.rank > 2) and word.noun_class != "time"
    if _unlikely(word):
        return True
    if _family_adjective(scan, first, last) or (not titled and _lone_family(scan, first, last)):
        return True
    arabic = all(scan.given(t) or scan.base[t] in scan.t.inside for t in range(first, last))
    if not arabic or last - first > 2 or word.pos not in (NOUN, ADJECTIVE) or word.noun_class == "time":
        return False
    if word.article:
        if scan.human(last) and word.noun_class != "person":
            return last == first + 1 and _trade(scan, last)
        if last > first + 1 and word.noun_class in _NO_FAMILY:
            return False  # (اتهم اللواء سليم إدريس) النظام
        return titled and (scan.demonym(last) is None or last == first + 1)
    if not titled or scan.human(last) or word.case == "a" or len(base) <= 2:
        return False
    return last == first + 1 or (word.derived != "masdar" and _bounded(scan, last + 1))


def _unlikely(word: Word) -> bool:
    """Whether a word was read in a way that is hardly ever meant: behind a name it goes on with it (مسجدي, مسعودي)."""
    return word.rank >= _UNLIKELY and word.pos in (NOUN, ADJECTIVE) and not word.article and word.case != "a"


def _closed_behind(scan: Scan, at: int) -> bool:
    """Whether what a noun for people is of stands behind it: (حسن روحاني) أمين المجلس."""
    return scan.plain_definite(at + 1, pos=NOUN) or (at + 1 < scan.size and scan.hit_at[at + 1] is not None)


def _trade(scan: Scan, at: int) -> bool:
    """Whether a definite noun for people is a family name behind one given name (لؤي الخطيب), not a title of its own."""
    base = scan.base[at]
    if base in scan.t.honorifics or base in scan.t.after_title:
        return False
    after = at + 1
    if after < scan.size and scan.same_sentence(at, after) and (scan.definite(after) or scan.hit_at[after]):
        return False
    return bool(scan.k.surname(base)) or scan.words[at].noun_class in ("role", "office", "title")


def _family_adjective(scan: Scan, first: int, last: int) -> bool:
    """Whether a relative adjective is the family name behind a given name that stands by itself: خديجة المرضي."""
    base = scan.base[last]
    compound = last == first + 2 and scan.base[first] in scan.w.compound
    if not (compound or last == first + 1) or not scan.definite(last) or not base.endswith("ي"):
        return False
    word = scan.words[last]
    if word.pos not in (NOUN, ADJECTIVE) or word.number != "s" or scan.human(last):
        return False
    if compound:
        return scan.demonym(last) is None or scan.base[first].startswith("اب")  # أبو حفص الموريتاني
    return (
        scan.given(first) and scan.demonym(last) is None and scan.words[first].pos != VERB and not scan.definite(first)
        and (scan.words[first].guess or scan.is_mark(first - 1) or scan.is_verb(first - 1) or scan.is_mark(last + 1))
    )  # fmt: skip


def _lone_family(scan: Scan, first: int, last: int) -> bool:
    """Whether a common word is the family name of a subject that nothing else names: أوضح كمال مولى، كبير …"""
    word = scan.words[last]
    if (
        last != first + 1
        or not first
        or not scan.given(first)
        or not scan.is_verb(first - 1)
        or scan.cut[first]
    ):
        return False
    if (
        word.pos not in (NOUN, ADJECTIVE)
        or word.derived == "masdar"
        or word.noun_class == "time"
        or word.article
    ):
        return False
    return word.case != "a" and not word.enclitic and scan.texts[last + 1 : last + 2] in (["،"], [","])


def _bounded(scan: Scan, at: int) -> bool:
    """Whether a name can end before a token: a mark, a verb or أن stands there."""
    return scan.is_mark(at) or scan.is_verb(at) or scan.words[at].pos == "SUB"


def _reigns(scan: Scan, first: int) -> bool:
    """Whether an ordinal behind a name numbers a ruler: a title of rulers, or a parent, stands before the name."""
    before = first - 1
    while before > 0 and (
        scan.hit_at[before] is not None or scan.demonym(before) is not None or scan.covered[before]
    ):
        before -= 1
    return before >= 0 and scan.base[before] in scan.w.ruler


def skip_to_name(scan: Scan, at: int) -> int:
    """Behind a comma or an opening quotation mark between a title and its name."""
    if at < scan.size and (
        scan.texts[at] in ("،", ",", ":", "(") or scan.texts[at] in QUOTES or scan.texts[at] == "#"
    ):
        return at + 1
    return at
