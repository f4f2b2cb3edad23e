"""All quantities of a report: numbers with what they count, their bounds, rates and parts in events."""

from __future__ import annotations

from mahdar.analysis.mentions import QuantityMention
from mahdar.analysis.numerals import bound_after, bound_before
from mahdar.analysis.types import Analysis, Numeral
from mahdar.analysis.words import NAME, NOUN
from mahdar.extract.quantities.elliptic import Elliptic, Number, looks_year
from mahdar.extract.quantities.roles import Roles
from mahdar.extract.quantities.units import Unit, Units
from mahdar.knowledge import Knowledge
from mahdar.languages.ar import timetables
from mahdar.languages.ar.links import quantity_words
from mahdar.languages.ar.timetables import look, match
from mahdar.text import NUMBER, WORD

_DASHES = frozenset("-–—")


class _Finder:
    def __init__(self, analysis: Analysis, knowledge: Knowledge | None) -> None:
        self.a = analysis
        self.folded, self.texts, self.kinds = analysis.folded, analysis.texts, analysis.kinds
        self.units = Units(analysis, knowledge)
        self.roles = Roles(analysis)
        self.elliptic = Elliptic(analysis, self.units, self.roles)
        self.times = timetables.times()
        self.links = quantity_words()
        self.numbers = {n.first: n for n in analysis.numerals}
        self.found: list[QuantityMention] = []
        self.done = -1

    def run(self) -> list[QuantityMention]:
        for numeral in self.a.numerals:
            if numeral.first < self.done or numeral.ordinal:
                continue
            start, end = self.a.sentences[self.a.sentence_of[numeral.first]]
            if numeral.last > end:
                continue
            self._numeral(numeral, start, end)
        return self.found

    def _numeral(self, numeral: Numeral, start: int, end: int) -> None:
        at = numeral.first
        if at > start and self.kinds[at - 1] == NUMBER and self.kinds[at] == WORD and at - 1 in self.numbers:
            if match(timetables.numerals(), self.folded, at, end)[0].kind in ("scale", "scales"):
                return  # what stands before it is too large to be multiplied
        number = self._ranged(numeral, start, end)
        if self._is_time(number, start, end):
            return
        if number.vague:
            self._vague(number, start, end)
            return
        if self._is_echo(number, start, end):
            return
        behind = self._noun_before(number, start)
        if behind is not None:
            first, unit = behind
            self._add(number, unit, (first, number.last), (start, end))
            return
        before = self._sign_before(number, start)
        if before is not None:
            self._add(number, before, (number.first - 1, number.last), (start, end))
            return
        ahead = self._unit(number, end)
        if ahead is not None:
            if self._is_score(number, ahead, start) or self._is_ratio(number, start):
                return
            if self._is_dual(number):
                number = number._replace(value=2 * (number.value or 0))
            self._add(number, ahead, (number.first, ahead.last), (start, end))
            return
        self._alone(number, start, end)

    def _is_dual(self, number: Number) -> bool:
        """ألفا جندي, مليارا دولار: bound to its noun the nominative dual is spelled like an accusative.

        The accusative stands before a noun only behind a count (عشرين ألفا), where it is read with it.
        """
        at = number.first
        if number.last - at > 1 or number.value is None or self.folded[number.last] == "من":
            return False
        word = self.texts[at]
        if (
            not word.endswith("ا")
            or self.a.words[number.last].pos == NAME
            or "\u064b" in self.a.surface(at, at + 1)
        ):
            return False
        scales = match(timetables.numerals(), self.folded, at, at + 1)
        return any(t.kind == "scale" and t.form.endswith("ا") and word.endswith(t.form) for t in scales)

    def _is_score(self, number: Number, unit: Unit, start: int) -> bool:
        """فاز الفريق بثلاثة أهداف: the score of a game."""
        if unit.code.strip("{}") not in self.units.scores:
            return False
        words = self.folded[max(start, number.first - 8) : number.first]
        return any(word in self.links.game or word.lstrip("وف") in self.links.game for word in words)

    def _is_ratio(self, number: Number, start: int) -> bool:
        """واحد من كل خمسة: the whole of a ratio counts nothing."""
        at = number.first - 1
        return (
            at > start and self.folded[at] in self.links.every and self.folded[at - 1] in self.links.no_noun
        )

    def _sign_before(self, number: Number, start: int) -> Unit | None:
        """$300, USD 300, %50: a sign right before digits that does not stand behind others."""
        at = number.first - 1
        if at < start or self.kinds[number.first] != NUMBER or self.kinds[at] == WORD:
            return None
        found = self.units.symbol(at, number.first)
        if found is None or found.kind == "measure" or (at > start and self.kinds[at - 1] == NUMBER):
            return None
        return found._replace(last=number.last)

    def _ranged(self, n: Numeral, start: int, end: int) -> Number:
        """The numeral, or the range that it opens."""
        both = n.value is None and n.low is not None and n.high is not None
        single = Number(
            n.first,
            n.last,
            n.value,
            n.low,
            n.high,
            "range" if both else "exact",
            n.value is None and not both,
        )
        before = self.folded[n.first - 1] if n.first > start else ""
        text = self.texts[n.first]
        at = n.last
        if n.value is None or at >= end:
            return single
        unit_between = (
            self.units.at(at, end) if not self._to(self.folded[at]) and before in self.links.opening else None
        )
        if unit_between is not None and unit_between.last < end:
            at = unit_between.last
        word = self.folded[at] if at < end else ""
        if self._to(word) and before == "من" and self._changes(n.first - 1, start):
            return single
        if n.first - 1 > start and self.units.symbol(n.first - 1, n.first) is not None:
            before = self.folded[n.first - 2]  # بين %20 و%30
        if self._to(word) or (before in self.links.between and word == "و"):
            signed = self.units.symbol(at + 1, end) if at + 1 < end and self.kinds[at + 1] != WORD else None
            other = self.numbers.get(at + 1 if signed is None else signed.last)
        elif before in self.links.between and word.startswith("و"):
            other = self.numbers.get(at)
        else:
            return single
        if other is None or other.ordinal or other.value is None or other.last > end or text == "%":
            return single
        low, high = n.value, other.value
        scale = _scale(high)
        worded = self.kinds[other.first] != NUMBER or other.last > other.first + 1
        if worded and low < high and low < 1000 <= scale and low * scale <= high:
            low = low * scale
        if not low < high:
            return single
        return Number(n.first, other.last, None, low, high, "range", False)

    def _to(self, word: str) -> bool:
        """Whether a word or dash may stand between the ends of a range."""
        return word in self.links.to or word in _DASHES

    def _changes(self, at: int, start: int) -> bool:
        """ارتفع من 10 إلى 21: two values of one thing, not a range."""
        return any(self.folded[k].lstrip("وفلب") in self.links.change for k in range(max(start, at - 8), at))

    def _unit(self, number: Number, end: int) -> Unit | None:
        """The unit behind a number, behind من or an adjective that stands between."""
        at = number.last
        if at >= end:
            return None
        if self.texts[at] == "#" and at + 1 < end:
            at += 1
        worth = number.value if number.value is not None else number.high
        found = self.units.at(at, end, many=worth is None or worth > 10)
        if found is not None and not self._definite(found, number):
            return found
        if self.folded[at] in self.links.whom:
            return Unit(at + 1, "{person}", 1, "person")  # ثلاثة ممن حضروا
        if self.folded[at] == "من" and at + 1 < end:
            return self._out_of(at + 1, end) or self._some_of(at + 1, end)
        return None

    def _definite(self, unit: Unit, number: Number) -> bool:
        """An exact number in digits counts no noun with an article: سوخوي 2 العسكرية."""
        plain = not number.vague and number.value is not None and number.last - number.first == 1
        return (
            plain
            and unit.item is not None
            and self.kinds[number.first] == NUMBER
            and self.texts[unit.item[0]].startswith("ال")
            and self.a.words[unit.item[0]].article
        )

    def _out_of(self, at: int, end: int) -> Unit | None:
        """15 من أصل 17 قاضيا: the unit of the whole."""
        if self.folded[at] not in self.links.whole:
            return None
        whole = self.numbers.get(at + 1)
        if whole is None or whole.ordinal or whole.last >= end:
            return None
        found = self.units.at(whole.last, end, many=True)
        return found._replace(last=at - 1) if found is not None else None

    def _some_of(self, at: int, end: int) -> Unit | None:
        """Some of a body: من ميليشيات، من سكان، من الأمن, من الدولارات; a bare singular names no body."""
        word = self.a.words[at]
        sized = self.units.measure(at, end) or self.units.money(at, end)
        if sized is not None:
            return sized if sized.kind != "percent" else None
        if self.roles.body(at, end):
            return Unit(at + 1, "{person}", 1, "person", (at, at + 1))
        for term in look(timetables.counted(), self.folded, at, end) or self.units.possessed(at):
            if (
                not term.article
                and not word.plural
                and word.number != "p"
                and term.value not in self.units.people
            ):
                continue
            return Unit(
                at + term.size,
                "{" + term.value + "}",
                1,
                self.units.counts(term.value),
                (at, at + term.size),
            )
        if word.sector or word.row.startswith("humans"):
            return Unit(at + 1, "{person}", 1, "person", (at, at + 1))
        if word.article and word.derived and at + 1 < end and self.folded[at + 1] in self.links.about_them:
            return Unit(at + 2, "{person}", 1, "person", (at, at + 2))  # من المفرج عنهم
        if word.article and self.texts[at].endswith(("ين", "ون")) and len(self.texts[at]) > 6:
            return Unit(at + 1, "{person}", 1, "person", (at, at + 1))
        return None

    def _is_echo(self, number: Number, start: int, end: int) -> bool:
        """شخصين اثنين: the word for two only repeats a dual, unless من or an event gives it something to count."""
        if number.value != 2 or self.kinds[number.first] == NUMBER or number.last - number.first > 1:
            return False
        if number.last < end and self.folded[number.last] == "من":
            return False
        return self.roles.direct(number.first, start, end) is None

    def _noun_before(self, number: Number, start: int) -> tuple[int, Unit] | None:
        """السفن الأربع، المسؤولون الأميركيون الثلاثة، كيلومتر واحد، الولايات الـ18."""
        at = number.first
        lead = at - 1 if at > start and self.folded[at - 1] == "ال" else at
        definite = lead < at or any(
            t.article for t in match(timetables.numerals(), self.folded, at, number.last)
        )
        one = number.value == 1 and self.folded[at] in self.links.one
        if number.last - number.first > 3 or not (definite or one):
            return None
        low = max(start, lead - 3)
        for noun in range(lead - 1, low - 1, -1):
            if self.kinds[noun] != WORD:
                return None
            if one and noun != lead - 1:
                return None
            word = self.a.words[noun]
            definite_noun = self.folded[noun].startswith(("ال", "لل", "وال", "بال")) or bool(word.enclitic)
            if definite and not definite_noun:
                return None
            single = (
                word.pos == NOUN and word.number == "s" and not (word.plural or word.guess or word.derived)
            )
            if single and definite and (lead < at or self.folded[noun].endswith("ه")):
                return None  # الدورة الـ11, الدفعة الخمسون: which one it is
            terms = look(timetables.counted(), self.folded, noun, lead) or self.units.possessed(noun)
            if terms:
                code = terms[0].value
                if one and (terms[0].article or terms[0].preposition or code not in self.units.people):
                    return None
                unit = Unit(noun + 1, "{" + code + "}", 1, self.units.counts(code), (noun, noun + 1))
                return noun, unit
            plain = (self.units.measure(noun, lead) or self.units.money(noun, lead)) if one else None
            if plain is not None:
                return noun, plain
            if definite and (word.sector or word.row.startswith("humans")) and word.number == "p":
                return noun, Unit(noun + 1, "{person}", 1, "person", (noun, noun + 1))
            if noun == lead - 1 and match(self.times, self.folded, noun, lead):
                return None
        return None

    def _alone(self, number: Number, start: int, end: int) -> None:
        """A number without a noun: its unit from the event beside it, or from the quantity it is joined to."""
        bound = bound_before(self.folded, number.first, start)
        first = bound[0] if bound is not None else number.first
        some = self.elliptic.part(number, first, self.found)
        if some is not None:
            self._add(number, some, (number.first, number.last), (start, end))
            return
        role = self.roles.direct(first, start, end)
        value = number.value if number.value is not None else number.high
        if role is not None and value is not None and not looks_year(number):
            code = role.unit
            if code:
                self._add(
                    number,
                    Unit(number.last, code, 1, "person" if code == "{person}" else "counted"),
                    (number.first, number.last),
                    (start, end),
                )
                return
        unit = self.elliptic.unit(number, first, start, end, self.found)
        if unit is not None:
            self._add(number, unit, (number.first, number.last), (start, end))

    def _vague(self, number: Number, start: int, end: int) -> None:
        """عشرات المدنيين، الآلاف من المقاتلين، المئات."""
        at = number.last
        unit = self._unit(number, end) if at < end else None
        first_word = self.folded[number.first]
        definite = first_word.lstrip("وف").startswith("ال")
        if unit is None and at < end and match(self.times, self.folded, at, end) and not definite:
            return
        if unit is None and at < end and self.kinds[at] == WORD:
            word = self.a.words[at]
            if word.article and word.pos in ("N", "A") and self.folded[at] not in self.links.no_noun:
                if word.number == "p" and self.texts[at].endswith(("ين", "ون")):
                    unit = Unit(at + 1, "{person}", 1, "person", (at, at + 1))
        if unit is None and first_word.lstrip("وفب").startswith(tuple(self.links.crowd)):
            alone = at >= end or self.kinds[at] != WORD or self.a.words[at].pos not in ("N", "A", "PN")
            alone = alone or (definite and bool(match(self.times, self.folded, at, end)))
            if alone and self.texts[min(at, end - 1)] != "#":
                unit = Unit(number.last, "{person}", 1, "person")
        if unit is not None:
            self._add(number._replace(bound="at_least"), unit, (number.first, unit.last), (start, end))

    def _is_time(self, number: Number, start: int, end: int) -> bool:
        """Dates, hours, lengths of time, years, ages, numbers of things."""
        before = self.folded[number.first - 1] if number.first > start else ""
        after = self.folded[number.last] if number.last < end else ""
        if before in self.links.numbered or before.lstrip("و") in self.links.numbered:
            # خلال سنة ثلاث بلدات, هذا العام ألفين وأربعمئة شخص: the number has a noun of its own
            worded = self.kinds[number.first] == WORD and number.last < end
            if not (worded and self.units.at(number.last, end, many=True) is not None):
                return True
        if number.last < end and any(
            t.rest for t in look(timetables.counted(), self.folded, number.last, end)
        ):
            return False
        for at in (number.last, number.last + 1 if after == "من" or after in ("/", "-") else number.last):
            if at < end:
                for term in match(self.times, self.folded, at, end):
                    if (
                        term.kind in ("month", "unit", "weekday", "clockpart", "oclock")
                        and not term.cut
                        and not (term.kind == "unit" and term.argument == "c")
                    ):
                        return not self._light_year(at, end)
        if before and number.first - 1 >= start:
            terms = match(self.times, self.folded, number.first - 1, number.first)
            if any(t.kind == "month" for t in terms) and looks_year(number):
                return True
            if any(t.kind in ("unit",) and t.article and t.argument == "p" for t in terms):
                return True
        text = self.texts[number.first]
        return self.kinds[number.first] == NUMBER and (":" in text or "/" in text)

    def _light_year(self, at: int, end: int) -> bool:
        return at + 1 < end and self.folded[at + 1].startswith("ضوئي")

    def _add(self, number: Number, unit: Unit, words: tuple[int, int], sentence: tuple[int, int]) -> None:
        (first, last), (start, end) = words, sentence
        low, high, bound, value = number.low, number.high, number.bound, number.value
        before = bound_before(self.folded, first, start)
        if number.bound == "range" and first > start and self.folded[first - 1] in self.links.between:
            first -= 2 if first - 2 >= start and self.folded[first - 2] == "ما" else 1
        elif before is not None:
            first = before[0]
            bound = before[1] if bound == "exact" else bound
        after = bound_after(self.folded, last, end)
        if after is not None:
            last = after[0]
            bound = after[1] if bound == "exact" else bound
        value, low, high = (_times(x, unit.factor) for x in (value, low, high))
        if bound == "at_least" and value is not None:
            low = value
        elif bound == "at_most" and value is not None:
            high = value
        per, last = self._per(last, end)
        role = self.roles.near(number.first, unit, start, end)
        a = self.a
        cut = self._cut(first)
        item = a.surface(*unit.item) if unit.item is not None else None
        self.found.append(
            QuantityMention(
                first=first,
                last=last,
                start=a.start(first, cut),
                end=a.ends[last - 1],
                value=value,
                low=low,
                high=high,
                bound=bound,
                unit=unit.code or None,
                per=per,
                item=item,
                role=role,
                rule=f"quantities.{unit.kind}",
            )
        )
        self.done = max(last, number.last)

    def _cut(self, at: int) -> int:
        terms = match(timetables.numerals(), self.folded, at, len(self.folded))
        return min((t.cut for t in terms), default=0)

    def _per(self, last: int, end: int) -> tuple[str | None, int]:
        """A rate behind the unit: سنويا, في اليوم, كل شهر."""
        if last >= end:
            return None, last
        codes = {"Y": "a", "M": "mo", "W": "wk", "D": "d", "H": "h"}
        for at in (last, last + 1):
            if at >= end or (at > last and self.kinds[last] != WORD):
                break
            for term in match(self.times, self.folded, at, end):
                if (
                    term.kind == "often"
                    and term.argument == "adverb"
                    and term.value in codes
                    and not term.joined
                ):
                    return codes[term.value], at + 1
            if self.folded[at] in self.links.per and at + 1 < end:
                for term in match(self.times, self.folded, at + 1, end):
                    alone = at + 2 >= end or not match(self.times, self.folded, at + 2, end)
                    if (
                        term.kind == "unit"
                        and term.argument == "s"
                        and term.value in codes
                        and not term.cut
                        and alone
                        and at + 2 not in self.numbers
                    ):
                        if term.article or self.folded[at] == "كل":
                            return codes[term.value], at + 2
                        return None, last
            for term in match(self.times, self.folded, at, end):
                if (
                    term.kind == "unit"
                    and term.argument == "s"
                    and term.preposition == "ب"
                    and term.article
                    and term.value in codes
                ):
                    return codes[term.value], at + 1
        return None, last


def _scale(value: float | int) -> int:
    """The largest scale word that a number may have been written with."""
    for worth in (10**12, 10**9, 10**6, 1000):
        if value >= worth:
            return worth
    return 1


def _times(value: float | int | None, factor: float) -> float | int | None:
    if value is None or factor == 1:
        return value
    found = float(f"{value * factor:.12g}")
    return int(found) if found.is_integer() and abs(found) < 1e15 else found


def find_quantities(analysis: Analysis, knowledge: Knowledge | None = None) -> list[QuantityMention]:
    """Every number with what it counts, in order, none overlapping; linear.

    Args:
        analysis: the report.
        knowledge: tells whose money a bare dinar or pound is.
    """
    return _Finder(analysis, knowledge).run()
