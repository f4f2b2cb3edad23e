"""Names of bodies by pattern: ministries, forces, parliaments, parties, outlets, governments."""

from __future__ import annotations

from mahdar.analysis.words import ADJECTIVE, NOUN
from mahdar.extract.names.scan import QUOTES, Scan, Span
from mahdar.languages.ar.nametables import Body


def read_body(scan: Scan, at: int) -> Span | None:
    """The body's name that begins at a token, or None; an embassy is a place where something happens there."""
    span = _read(scan, at)
    if span is None or scan.base[at].removeprefix("ال") not in scan.w.premises:
        return span
    return span._replace(kind="place", sector=None) if _housing(scan, at) else span


def _housing(scan: Scan, at: int) -> bool:
    """Whether something is told to happen at an embassy or a consulate."""
    if scan.cut[at] and scan.folded[at][scan.cut[at] - 1] == "ب":
        return True
    before = at - 1
    if before < 0 or scan.cut[at] or not scan.same_sentence(before, at):
        return False
    if scan.folded[before] in scan.w.within and scan.human(before - 1):
        return False  # متحدث في السفارة
    return scan.folded[before] in scan.w.site_of or scan.words[before].noun_class == "place"


def _read(scan: Scan, at: int) -> Span | None:
    if at >= scan.size or not (scan.noun(at) or scan.words[at].guess):
        return None
    base = scan.base[at]
    found = _unit(scan, at, base)
    if found is not None:
        return found
    if base == "وزاره":
        return _ministry(scan, at)
    if base in scan.w.ministry_pair:
        return None
    if base in scan.t.portfolios:
        return _portfolio(scan, at)
    definite = base.startswith("ال")
    rows = scan.t.heads.get(base[2:] if definite else base, ())
    if not rows:
        return None
    if definite:
        return _definite(scan, at, rows)
    return _bare(scan, at, rows)


def _demonym_end(scan: Scan, at: int) -> tuple[int, str | None, str]:
    """(token behind, country, body) of a definite demonym at a token."""
    start = at
    if at + 1 < scan.size and scan.texts[at] == "_":
        at += 1
    if at >= scan.size or scan.cut[at] or not scan.definite(at):
        return start, None, ""
    found = scan.demonym(at)
    if found is None:
        return start, None, ""
    return found[1], found[0].country or None, found[0].body


def _unit(scan: Scan, at: int, base: str) -> Span | None:
    for words, body in scan.t.phrases.get(base, ()):
        last = at + len(words)
        if last > scan.size or any(
            scan.base[at + n] != w or scan.cut[at + n] for n, w in enumerate(words) if n
        ):
            continue
        end, country, wider = _demonym_end(scan, last)
        if body.way == "demonym" and end == last:
            continue
        if body.way == "demonym" and not country and not wider:
            continue
        return Span(
            at,
            end,
            scan.cut[at],
            body.kind,
            "body-unit",
            body.sector,
            country,
            gender=body.gender,
            of=wider or None,
        )
    return None


def _portfolio_end(scan: Scan, at: int) -> int:
    """Token behind the portfolio that begins at a token (التعليم العالي والبحث العلمي)."""
    last = at + 1
    if (last < scan.size and f"{scan.base[at]} {scan.base[last]}" in scan.t.two_word_portfolios) or (
        scan.plain_definite(last, pos=ADJECTIVE) and scan.demonym(last) is None
    ):
        last += 1
    return last


def _ministry(scan: Scan, at: int) -> Span | None:
    first = at + 1
    if first >= scan.size or scan.cut[first]:
        return None
    sector = scan.t.portfolios.get(scan.base[first], ("", "GOV"))[1]
    if scan.definite(first):
        last = _portfolio_end(scan, first)
        joined = last
        while (
            joined < scan.size and scan.words[joined].proclitics == "و" and scan.definite(joined)
            and not scan.human(joined) and scan.words[joined].pos == NOUN
        ):  # fmt: skip
            joined = _portfolio_end(scan, joined)
            end, country, _ = _demonym_end(scan, joined)
            if end > joined or scan.base[joined - 1] in scan.t.portfolios:
                last = joined
        end, country, _ = _demonym_end(scan, last)
        if not country:
            end, country = _in_place(scan, end)
        return Span(at, end, scan.cut[at], "organization", "ministry", sector, country, gender="f")
    hit = scan.hit_at[first + 1] if first + 1 < scan.size else None
    if scan.noun(first) and hit is not None and not hit.cut:
        sector = scan.t.portfolios.get("ال" + scan.base[first], ("", "GOV"))[1]
        return Span(
            at,
            hit.last,
            scan.cut[at],
            "organization",
            "ministry",
            sector,
            scan.entries(first + 1)[0].country,
            gender="f",
        )
    hit = scan.hit_at[first]
    if hit is not None:
        return Span(
            at,
            hit.last,
            scan.cut[at],
            "organization",
            "ministry",
            sector,
            scan.entries(first)[0].country,
            gender="f",
        )
    return None


def _portfolio(scan: Scan, at: int) -> Span | None:
    """A ministry named by its portfolio alone: الخارجية, الدفاع الروسية."""
    alone, sector = scan.t.portfolios[scan.base[at]]
    if alone == "0":
        return None
    end, country, _ = _demonym_end(scan, at + 1)
    feminine = end > at + 1 and scan.base[end - 1].endswith("ه")
    before = at - 1
    while before > 0 and scan.texts[before] in "_#":
        before -= 1
    if before >= 0 and not scan.cut[at] and scan.same_sentence(before, at):
        if scan.human(before) or scan.base[before] == "وزاره" or scan.base[before] in scan.w.ministry_pair:
            if scan.base[before] not in scan.w.ministry_pair:
                return None
        elif scan.noun(before) and (scan.words[before].article or not feminine or alone == "2"):
            return None
    if alone == "1" or feminine:
        last = end if feminine else at + 1
        return Span(
            at,
            last,
            scan.cut[at],
            "organization",
            "portfolio",
            sector,
            country if feminine else None,
            gender="f",
        )
    return None


def _definite(scan: Scan, at: int, rows: tuple[Body, ...]) -> Span | None:
    """A definite head with a demonym or with naming adjectives."""
    if scan.words[at].pos == ADJECTIVE and at and not scan.cut[at] and scan.plain_definite(at - 1):
        return None
    last = _naming_end(scan, at + 1)
    naming = last - at - 1
    end, country, wider = _demonym_end(scan, last)
    again, more, _ = _demonym_end(scan, end)
    if again > end and more:
        end, country = again, country or more
    if end > last and scan.plain_definite(end, pos=ADJECTIVE) and scan.base[end] in scan.w.naming:
        end += 1
    row = next((r for r in rows if r.way == "demonym"), None)
    if row is not None and end > last and naming <= 1:
        kind = row.kind if country else "organization"
        if kind == "organization":
            end, _ = _for_extension(scan, at, end)
        return _span(scan, (at, end), row._replace(kind=kind), "body-demonym", country, wider)
    head = scan.base[at][2:]
    row = next((r for r in rows if r.way == "chain"), None)
    firm = head in scan.w.firm or end > last or naming > 1 or scan.base[last - 1] in scan.w.naming
    if row is not None and not naming and end > last and head in scan.w.extending:
        longer, _ = _for_extension(scan, at, end)
        if longer > end:
            return _span(scan, (at, longer), row, "body-for", country, wider)
    if row is not None and naming and firm and not (head in scan.w.attached and end == last):
        end, more = _for_extension(scan, at, end)
        country = country or more
        if not country:
            end, country = _in_place(scan, end)
        return _span(scan, (at, end), row, "body-adjectives", country, wider)
    return _cut(scan, at, rows)


def _span(
    scan: Scan, reach: tuple[int, int], row: Body, rule: str, country: str | None, wider: str = ""
) -> Span:
    """The span of a body's name."""
    first, last = reach
    return Span(
        first, last, scan.cut[first], row.kind, rule, row.sector, country or None, gender=row.gender, of=wider or None
    )  # fmt: skip


def _naming_end(scan: Scan, last: int) -> int:
    """Token behind the adjectives that make a definite noun a name: relative ones and a closed class."""
    begin = last
    while scan.plain_definite(last) and scan.demonym(last) is None and last < begin + 3:
        word, base = scan.words[last], scan.base[last]
        if not (word.pos == ADJECTIVE or word.guess) or (
            word.derived == "active" and base not in scan.w.naming
        ):
            break
        if not (base.endswith(("ي", "يه")) or base in scan.w.naming):
            break
        last += 1
    return last


def _bare(scan: Scan, at: int, rows: tuple[Body, ...]) -> Span | None:
    """A head in the construct state with what it is bound to: منظمة الصحة العالمية, لجنة مكافحة الإرهاب."""
    cut = _cut(scan, at, rows)
    if cut is not None:
        return cut
    row = next((r for r in rows if r.way == "chain"), None)
    if row is None or scan.words[at].enclitic:
        return None
    hit = scan.hit_at[at + 1] if at + 1 < scan.size else None
    if hit is not None and not hit.cut and scan.base[at] in scan.w.of_state and _owns(scan, at):
        owner = scan.entries(at + 1)[0]
        if owner.sector == "IGO":
            row = row._replace(sector="IGO")
        if owner.kind == "state" and any(r.kind == "state" for r in rows):
            row = row._replace(kind="state")  # حكومة المملكة المتحدة
        end, _ = _for_extension(scan, at, hit.last)
        return _span(scan, (at, end), row, "body-of", owner.country)
    after = scan.words[at + 1] if at + 1 < scan.size else None
    if after is not None and not after.article and not scan.cut[at + 1] and _describes(scan, at + 1, row):
        return None  # a description: هيئة قضائية, شركة ألمانية
    last = _construct_end(scan, at + 1)
    bare = last > at + 1
    hit = scan.hit_at[last] if last < scan.size else None
    country: str | None = None
    if hit is not None and not hit.cut and bare:
        country = scan.entries(last)[0].country or None
        last = hit.last
    elif hit is None and scan.plain_definite(last, pos=NOUN):
        last = _adjectives_end(scan, last + 1)
    elif hit is None and not bare and scan.guess(last) and not scan.cut[last]:
        while scan.guess(last) and not scan.cut[last]:
            last += 1
    else:
        return None
    end, found, wider = _demonym_end(scan, last)
    again, more, _ = _demonym_end(scan, end)
    if again > end and more:
        end, found = again, found or more
    end, more = _for_extension(scan, at, end)
    found = found or more
    if not found and not country:
        end, country = _in_place(scan, end)
    if end == at + 2 and scan.base[at] in scan.w.vague and not scan.guess(at + 1):
        return None
    return _span(scan, (at, end), row, "body-chain", found or country, wider)


def _owns(scan: Scan, at: int) -> bool:
    """Whether a body can be called after what stands behind its noun: a government is not after a person or a city."""
    owner = scan.entries(at + 1)[0]
    if owner.kind == "person":
        return False
    if scan.base[at] in scan.w.governing:
        return (
            owner.kind != "capital"
            and owner.subtype != "city"
            and owner.subtype not in ("party", "armed_group")
        )
    return owner.kind != "organization" or scan.base[at] not in scan.w.trading


def _describes(scan: Scan, at: int, row: Body) -> bool:
    """Whether an indefinite adjective behind the noun of a body only describes it."""
    if scan.words[at].row.startswith("adjectives"):
        return True
    agrees = scan.base[at].endswith("ه") == (row.gender == "f")
    return agrees and scan.demonym(at) is not None and scan.hit_at[at] is None


def _construct_end(scan: Scan, last: int) -> int:
    """Token behind up to two bare nouns between a head and its definite end (غوث وتشغيل اللاجئين)."""
    bare = 0
    while last < scan.size and bare < 2 and scan.noun(last) and scan.hit_at[last] is None:
        word = scan.words[last]
        if word.article or scan.cut[last] or scan.guess(last) or scan.human(last):
            break
        bare += 1
        last += 1
        joined = scan.words[last] if last < scan.size else word
        if joined.proclitics == "و" and joined.derived == "masdar" and not joined.article:
            last += 1
    return last


def _in_place(scan: Scan, last: int) -> tuple[int, str | None]:
    """A body told by its country (… في إندونيسيا): the token behind and the country."""
    if last + 1 < scan.size and scan.folded[last] == "في":
        hit = scan.hit_at[last + 1]
        if hit is not None and any(e.kind == "state" for e in scan.entries(last + 1)):
            return hit.last, scan.entries(last + 1)[0].country or None
    return last, None


def _for_extension(scan: Scan, at: int, last: int) -> tuple[int, str | None]:
    """Token behind a `for` part, and the country told at its end: المرصد السوري لحقوق الإنسان."""
    head = scan.base[at].removeprefix("ال")
    if last >= scan.size or head not in scan.w.extending:
        return last, None
    word = scan.words[last]
    if word.proclitics != "ل" or word.pos != NOUN or word.enclitic:
        return last, None
    if word.article:
        end = last + 1
    elif scan.plain_definite(last + 1, pos=NOUN):
        end = last + 2
    elif scan.plain_definite(last + 2, pos=NOUN) and scan.words[last + 1].proclitics == "و":
        end = last + 3  # لتقييم وتطبيق التكنولوجيا
    else:
        return last, None
    end, country, _ = _demonym_end(scan, _adjectives_end(scan, end))
    return end, country


def _adjectives_end(scan: Scan, last: int) -> int:
    """Token behind the adjectives that a name goes on with; one joined by و counts behind another (الثقافي والاقتصادي)."""
    first = last
    while last < scan.size and scan.demonym(last) is None:
        word = scan.words[last]
        relative = scan.base[last].endswith(("ي", "يه"))
        joined = (
            last > first and word.proclitics == "و" and scan.definite(last) and scan.noun(last) and relative
            and word.number == "s" and word.gender == scan.words[last - 1].gender
        )  # fmt: skip
        if not joined and not scan.plain_definite(last, pos=ADJECTIVE):
            break
        last += 1
    return last


def _cut(scan: Scan, at: int, rows: tuple[Body, ...]) -> Span | None:
    """What follows a class noun that falls away: a quoted name, an unknown word, for outlets any definite noun."""
    row = next((r for r in rows if r.way in ("cut", "outlet")), None)
    if row is None or at + 1 >= scan.size:
        return None
    first = at + 1
    while (found := scan.demonym(first)) is not None and not scan.cut[first]:
        first = found[1]
    if first >= scan.size or scan.hit_at[first] is not None:
        return None
    if scan.texts[first] in QUOTES:
        return quoted(scan, first, row)
    last = first
    if scan.guess(first) and not scan.cut[first]:
        while last < scan.size and scan.guess(last) and not scan.cut[last]:
            last += 1
    elif (
        row.way == "outlet" and first == at + 1 and scan.plain_definite(first, pos=NOUN)
        and (scan.base[at] not in scan.w.site or _told(scan, at))
    ):  # fmt: skip
        last = first + 1
    elif scan.latin(first):
        while scan.latin(last):
            last += 1
    if last == first:
        return None
    return Span(first, last, 0, "organization", "class-noun", row.sector, gender="m")


def _told(scan: Scan, at: int) -> bool:
    """Whether an outlet is told or tells here: قال موقع …, نقلا عن موقع …; elsewhere a site is a place."""
    before = at - 1
    return before >= 0 and (scan.words[before].lemma in scan.w.telling or scan.base[before] in scan.w.telling)


def quoted(scan: Scan, mark: int, row: Body) -> Span | None:
    """A short name in quotation marks behind a class noun."""
    for end in range(mark + 1, min(mark + 7, scan.size)):
        if scan.texts[end] in QUOTES:
            hit = scan.hit_at[mark + 1]
            if end == mark + 1 or (hit is not None and hit.last == end):
                return None
            return Span(mark + 1, end, 0, row.kind, "quoted-name", row.sector, gender="m")
        if scan.is_mark(end) and scan.texts[end] not in ("-", ".", "_"):
            return None
    return None
