"""From the readers' spans to mentions: the longest wins, the rest fills what is left."""

from __future__ import annotations

from mahdar.analysis.mentions import NameMention
from mahdar.analysis.types import Analysis, Hit
from mahdar.analysis.words import NOUN
from mahdar.extract.names.bodies import read_body
from mahdar.extract.names.claims import Claims
from mahdar.extract.names.hits import read_hit
from mahdar.extract.names.later import short_forms
from mahdar.extract.names.nominals import attributive, nominal_of, pair, read_demonym, read_nominal
from mahdar.extract.names.outlets import find_outlets
from mahdar.extract.names.persons import Title, name_word, own_letter, read_name, read_title, skip_to_name
from mahdar.extract.names.places import read_list, read_place
from mahdar.extract.names.scan import QUOTES, Scan, Span
from mahdar.knowledge import Knowledge
from mahdar.text import WORD

_AFTER_W = frozenset("اويل")  # letters behind the و of a foreign name: وايت, ويليامز, وولف


def find_names(analysis: Analysis, knowledge: Knowledge) -> list[NameMention]:
    """All mentions of actors and places of a report, in order; linear in its length."""
    scan = Scan(analysis, knowledge)
    found = Finder(scan)
    found.tables()
    found.titles()
    found.patterns()
    find_outlets(found)
    found.unknown()
    short_forms(found)
    found.described()
    return [mention(scan, span) for span in sorted(found.spans, key=lambda s: (s.first, s.last))]


def mention(scan: Scan, span: Span) -> NameMention:
    """The public mention of a span."""
    a = scan.a
    return NameMention(
        first=span.first, last=span.last, start=a.start(span.first, span.cut), end=a.end(span.last - 1),
        form=span.form, kind=span.kind, entries=span.entries, country=span.country, sector=span.sector,
        title=span.title, of=span.of, gender=span.gender, number=span.number, head=span.first,
        score=span.score, rule=span.rule,
    )  # fmt: skip


def _derived(base: str) -> bool:
    """Whether a word has the ending of an ordinary plural, adjective or verb rather than of a name."""
    if base.startswith("ب") and base.endswith("ات"):
        return True
    definite = base.startswith("ال") and base.endswith(("يه", "ات", "ون", "ين", "وا"))
    return definite or base.endswith(("وا", "هم", "هما", "ها"))


class Finder(Claims):
    """The steps, in order; each fills what the ones before it left."""

    def tables(self) -> None:
        """Names of the tables."""
        scan = self.scan
        sure: set[str] = set()
        waiting = []
        for hit in scan.a.hits:
            span = read_hit(scan, hit, sure)
            if span is None:
                waiting.append(hit)
                continue
            self._take(hit, span)
        for hit in waiting:
            span = read_hit(scan, hit, sure) if sure.intersection(hit.entries) else None
            if span is not None:
                self._take(hit, span)
            else:
                scan.hit_at[hit.first] = None

    def _take(self, hit: Hit, span: Span) -> None:
        """Claim the span of a hit; where it was trimmed, the hit now stands for what is left."""
        self.claim(span)
        if span.first != hit.first or span.last != hit.last:
            self.scan.hit_at[hit.first] = None
            self.scan.hit_at[span.first] = Hit(span.first, span.last, span.cut, span.entries)

    def titles(self) -> None:
        """Titles with the names behind them, and names that begin with a given name."""
        scan = self.scan
        nobody = scan.t.inside | scan.w.nobody
        at = 0
        while at < scan.size:
            owner = self.owner[at]
            free = owner is None or owner.first >= at
            if free and scan.human(at) and scan.base[at] not in nobody and not self._first_name(at):
                at = self._title(at)
                continue
            at += 1
        for at in range(scan.size):
            owner = self.owner[at]
            if scan.a.kinds[at] != WORD or (
                owner is not None and (owner.first != at or owner.kind != "person" or owner.title)
            ):
                continue
            if owner is None and not scan.given(at) and scan.base[at] not in scan.w.given_start:
                continue
            if owner is None and any(t.first <= at < t.last for t in (self.titles_at.get(at),) if t):
                continue
            last = read_name(scan, at, titled=False)
            if last > at + 1 and (owner is None or last > owner.last):
                entries = owner.entries if owner is not None else ()
                country = owner.country if owner is not None else None
                self._person(Span(at, last, scan.cut[at], "person", "given-name", None, country, entries))

    def _first_name(self, at: int) -> bool:
        """A word for people that begins a name here: أمين الجميل, جان-بول."""
        scan = self.scan
        if not scan.given(at) or at + 1 >= scan.size or scan.definite(at):
            return False
        return (
            scan.texts[at + 1] == "-" or scan.given(at + 1) or (scan.guess(at + 1) and not scan.human(at - 1))
        )

    def _title(self, at: int) -> int:
        """Read the title at a token and the name behind it; gives the token to go on from."""
        scan = self.scan
        title = read_title(scan, at)
        start = title.last
        stacked = title
        while (
            start < scan.size
            and scan.human(start)
            and scan.definite(start)
            and (scan.words[start].number == "p") == (scan.words[at].number == "p")
            and not scan.cut[start]
            and scan.same_sentence(at, start)
        ):
            stacked = read_title(scan, start)
            start = stacked.last
        begin = start
        if self._body_noun(at, start):
            self.titles_at[at] = title
            return max(at + 1, start)
        last = read_name(
            scan, begin, titled=title.number == "s" or scan.given(begin) if begin < scan.size else False
        )
        if last == begin + 1 and scan.folded[begin].endswith("ا") and scan.words[begin].case == "a":
            last = begin
        if last == begin:
            begin = skip_to_name(scan, start)
            if begin > start and scan.same_sentence(at, min(begin, scan.size - 1)):
                last = read_name(scan, begin, titled=scan.texts[begin - 1] == "#")
                if last < begin + 2 and not (begin < scan.size and scan.hit_at[begin] is not None):
                    last = begin
        if last > begin:
            owner = self.owner[begin]
            entries = owner.entries if owner is not None and owner.kind == "person" else ()
            if not entries and last == begin + 1:
                entries = self._surnames(begin, title.country, self._told_gender(title))
            span = Span(
                begin, last, scan.cut[begin], "person", "title", title.sector or stacked.sector or None,
                title.country or stacked.country, entries, title=(at, start), of=title.of or stacked.of,
                gender=title.gender, number="s",
            )  # fmt: skip
            if owner is not None and owner.kind == "person" and owner.last >= last:
                span = span._replace(last=owner.last)
                self.drop(owner)
            if self._person(span):
                self.titles_at[at] = title
                return last
        self.titles_at[at] = title
        return max(at + 1, start if not title.collective else at + 1) if self._free(at + 1, start) else at + 1

    def _body_noun(self, at: int, end: int) -> bool:
        """Whether a title ends with the bare noun of a body, so that the unknown word behind it names the body."""
        scan = self.scan
        last = end - 1
        if last <= at or end >= scan.size or not scan.guess(end) or scan.given(end) or scan.cut[end]:
            return False
        return (
            scan.base[last] in scan.t.heads and not scan.words[last].article and not scan.words[last].enclitic
        )

    def _told_gender(self, title: Title) -> str | None:
        """The gender that a title tells; a masculine one is also given to women (السيد is not)."""
        styled = self.scan.base[title.first] in self.scan.t.honorifics
        return title.gender if styled or title.gender == "f" else None

    def _surnames(self, at: int, country: str | None, gender: str | None) -> tuple[str, ...]:
        """Persons of the tables with this last name; of a country and a gender where they are told."""
        entries = [self.scan.k.entry(key) for key in self.scan.k.surname(self.scan.base[at])]
        return tuple(
            e.key for e in entries
            if (country is None or e.country == country) and (gender is None or e.gender == gender)
        )  # fmt: skip

    def _free(self, first: int, last: int) -> bool:
        return not any(self.scan.human(t) and self.scan.cut[t] for t in range(first, last))

    def _person(self, span: Span) -> bool:
        return self.claim(span)

    def patterns(self) -> None:
        """Bodies and places by their nouns."""
        scan = self.scan
        for at in range(scan.size):
            if scan.a.kinds[at] != WORD:
                continue
            span = read_body(scan, at)
            if span is None or not self.claim(span):
                place = read_place(scan, at)
                if place is not None:
                    self.claim(place)
                    for other in read_list(scan, at, place.last):
                        self.claim(other)
        for at in range(scan.size):
            if scan.base[at] in scan.w.ministry_pair:
                self._pair_of_ministries(at)

    def _pair_of_ministries(self, at: int) -> None:
        scan = self.scan
        for first in (at + 1, at + 2):
            if first < scan.size and scan.definite(first) and self.owner[first] is None:
                self.claim(
                    Span(first, first + 1, scan.cut[first], "organization", "ministries", "GOV", gender="f")
                )

    def unknown(self) -> None:
        """Runs of words that no table and no lexicon holds."""
        scan = self.scan
        at = 0
        while at < scan.size:
            if self.owner[at] is not None or scan.covered[at] or not (scan.guess(at) or scan.latin(at)):
                at += 1
                continue
            self._joined(at)
            last = at + 1
            latin = scan.latin(at)
            while last < scan.size and self.owner[last] is None and scan.same_sentence(at, last):
                if not latin and last == at + 1 and own_letter(scan, last):
                    scan.cut[last], scan.base[last] = 0, scan.folded[last]
                if not latin and self._joined(last):
                    break
                if not latin and last == at + 1 and self._family(at, last):
                    last += 1
                    break
                if last == at + 1 and scan.k.surname(scan.base[at]) and self._inflected(last):
                    break  # a last name of the tables and an ordinary word: ترامب بصراحته
                if (latin and scan.latin(last)) or (not latin and scan.guess(last) and not scan.cut[last]):
                    last += 1
                elif (
                    scan.texts[last] in ("_", "-")
                    and last + 1 < scan.size
                    and (scan.guess(last + 1) or scan.latin(last + 1))
                ):
                    last += 2
                else:
                    break
            self._unknown(at, last)
            at = last

    def _unknown(self, at: int, last: int) -> None:
        scan = self.scan
        if last == at + 1 and (len(scan.base[at]) < 3 or scan.base[at] in scan.t.things or self._bound(at)):
            return
        if scan.latin(at):
            words = [scan.texts[t] for t in range(at, last)]
            linked = (at and scan.texts[at - 1] in "/@.") or (last < scan.size and scan.texts[last] in "/@")
            if len(words) <= 3 and all(w[0].isupper() and len(w) > 2 for w in words) and not linked:
                kind = "place" if self._called_place(at) else "organization"
                self.claim(Span(at, last, 0, kind, "latin", None, score=0.4))
            return
        before = at - 1
        while before >= 0 and scan.is_mark(before) and scan.texts[before] not in ("،", ".", ":"):
            before -= 1
        if self._surname(at, last):
            return
        placed = scan.locative(at) or (before >= 0 and scan.base[before] in scan.t.places)
        head = scan.base[before].removeprefix("ال") if before >= 0 else ""
        if before >= 0 and scan.base[before] in scan.w.branch and scan.definite(at):
            return
        if (before >= 0 and scan.base[before] in scan.t.things) or (
            last == at + 1 and _derived(scan.base[at])
        ):
            return
        opened = bool(at) and scan.texts[at - 1] in QUOTES
        closed = last < scan.size and scan.texts[last] in QUOTES
        if (
            opened
            and before >= 0
            and scan.human(before)
            and (not closed or (last == at + 1 and scan.definite(at)))
        ):
            return  # what somebody says, or calls somebody
        if opened and not closed and last == at + 1 and not scan.given(at) and head not in scan.t.heads:
            return  # the first word of what somebody says
        if (head in scan.t.heads and not scan.cut[at]) or self._short_for(at, last) or (
            opened and not scan.given(at) and not (before >= 0 and scan.human(before))
        ):  # fmt: skip
            kind = "organization"
        elif placed:
            kind = "place"
        elif last - at >= 2 or (
            before >= 0
            and scan.human(before)
            and not (scan.definite(at) and scan.words[before].number != "s")
        ):
            kind = "person"
        elif self.listed(at):
            kind = "place"
        elif (
            scan.is_verb(before) and before == at - 1 and not scan.cut[at] and self.counts[scan.base[at]] > 1
        ):
            kind = "person"
        else:
            return
        self.claim(Span(at, last, scan.cut[at], kind, "unknown", None, score=0.5))

    def _joined(self, at: int) -> bool:
        """Whether the و of an unknown word behind a name joins another one: ليبوي ومانديرا; of يوهان وايت it is a sound."""
        scan = self.scan
        folded = scan.folded[at]
        if scan.cut[at] or not scan.guess(at) or len(folded) < 5 or folded[0] != "و" or folded[1] in _AFTER_W:
            return False
        if not at or not scan.same_sentence(at - 1, at):
            return False
        if self.owner[at - 1] is None and not scan.guess(at - 1):
            return False
        scan.cut[at], scan.base[at] = 1, folded[1:]
        return True

    def _family(self, at: int, last: int) -> bool:
        """Whether a relative adjective is the family name of an unknown subject: قالت إيمي الأنصاري."""
        scan = self.scan
        word = scan.words[last]
        return (
            at > 0 and scan.is_verb(at - 1) and not scan.cut[at] and not scan.cut[last] and scan.definite(last)
            and scan.base[last].endswith("ي") and word.number == "s" and not word.guess
            and scan.demonym(last) is None and scan.noun(last) and self.owner[last] is None
        )  # fmt: skip

    def _inflected(self, at: int) -> bool:
        """Whether an unknown word has the clitics of an ordinary one."""
        folded = self.scan.folded[at]
        return not name_word(self.scan, at) and (
            (folded[0] in "بلك" and len(folded) > 4) or folded.endswith(("ته", "هم", "ها", "تها"))
        )

    def _bound(self, at: int) -> bool:
        """Whether an indefinite word is bound to an ordinary noun behind it, and so is one itself: حيازات الصناديق."""
        scan = self.scan
        after = at + 1
        if (
            scan.definite(at)
            or not scan.base[at].endswith(("ات", "ه"))
            or not scan.plain_definite(after, pos=NOUN)
        ):
            return False
        return scan.words[after].noun_class != "time" and scan.hit_at[after] is None and not scan.human(after)

    def _called_place(self, at: int) -> bool:
        """Whether a place is named here: بلدة Donggala, منطقة تسمى Donggala."""
        scan = self.scan
        before = at - 1
        if before >= 0 and scan.base[before] in scan.w.naming_verb:
            before -= 1
        return before >= 0 and scan.base[before] in scan.t.places

    def _short_for(self, at: int, last: int) -> bool:
        """Whether a word in brackets stands right behind a body's name: its short form."""
        scan = self.scan
        if at < 2 or scan.texts[at - 1] != "(" or last >= scan.size or scan.texts[last] != ")":
            return False
        owner = self.owner[at - 2]
        return owner is not None and owner.kind == "organization"

    def _surname(self, at: int, last: int) -> bool:
        """A last name of a person of the tables, alone."""
        scan = self.scan
        keys = scan.k.surname(scan.base[at]) if last == at + 1 else ()
        joined = (
            at
            and (self._names_someone(at - 1) or scan.texts[at - 1] == "_" or scan.guess(at - 1))
            and not scan.cut[at]
        )
        if not keys or len(scan.base[at]) < 4 or scan.base[at] in scan.t.inside or joined:
            return False
        entries = [scan.k.entry(key) for key in keys]
        return self.claim(Span(
            at, last, scan.cut[at], "person", "surname", entries[0].sector or None,
            entries[0].country if len({e.country for e in entries}) == 1 else None, keys, gender=entries[0].gender,
        ))  # fmt: skip

    def _names_someone(self, at: int) -> bool:
        """Whether a person's name, or a name of the report's own, stands at a token."""
        owner = self.owner[at]
        return owner is not None and (owner.kind == "person" or owner.rule != "table")

    def described(self) -> None:
        """Nominals, groups and demonyms where no name stands."""
        scan = self.scan
        inside = bytearray(scan.size)
        named = {s.title[0] for s in self.spans if s.title and s.form == "name"}
        for at, title in sorted(self.titles_at.items()):
            free = at not in named and self.owner[at] is None
            told = not free or not attributive(scan, at)
            for token in range(title.first, title.last):
                inside[token] = 1 if told else 2
            if free and told:
                both = read_nominal(scan, at) if pair(scan, at) else None
                self.spans.append(both or nominal_of(scan, title))
        for at in range(scan.size):
            if self.owner[at] is not None or inside[at] == 1 or scan.a.kinds[at] != WORD:
                continue
            # Of an accusative (اعتقلت شابا مصريا) that may be a predicate the demonym alone is sure.
            span = (None if inside[at] else read_nominal(scan, at)) or read_demonym(scan, at)
            if span is not None and all(self.owner[t] is None for t in range(span.first, span.last)):
                self.spans.append(span)
                for token in range(span.first, span.last):
                    self.owner[token] = span
