"""The page view of analyses, fit to be printed for a class: words, clause bands, and slots in Arabic and English.

One self-contained page: no script, nothing fetched, styles inside, light and dark by the reader's setting, ink on
white when printed. Everything from the report is escaped.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from mahdar.analysis.types import Analysis, Clause
from mahdar.app.analyze import Analysed, Slot, clause_slots, nesting, rule_of, word_source
from mahdar.cli.terms import Term, facts, inflection, slot_term, term

# Colours of clauses, taken in turn; bands carry the clause's number too, so that grey ink loses nothing.
_COLOURS = 8
# Bands and steps of the tree are drawn no deeper than this: deeper nesting is a broken text, and would leave the page.
_DEEPEST = 6
_STYLE = Path(__file__).with_name("analyze.css")
# Relations whose clause stands beside the one that it hangs on, and not inside it.
_BESIDE = frozenset({"conjunct", "consequence"})


def page_start(title: str = "mahdar: words and clauses") -> str:
    """The page down to the first report: style, heading, key."""
    style = _STYLE.read_text(encoding="utf-8")
    return (
        "<!doctype html>\n<html lang='ar' dir='rtl'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width,initial-scale=1'>"
        f"<title>{escape(title)}</title><style>{style}</style></head><body>\n"
        "<header><h1>الكلمات والجمل <span lang='en' dir='ltr'>Words and clauses</span></h1>"
        "<p class='key'>تحت كل كلمة نوعها وموقعها، وفوقها شريط لكل جملة تقع فيها، ورقم الشريط رقم الجملة في الجدول. "
        "<span lang='en' dir='ltr'>Below each word its class and its place in a clause; above it one band for each "
        "clause that it stands in, numbered as in the list below.</span></p></header>\n<main>\n"
    )


def page_end() -> str:
    """The page behind the last report."""
    return "</main></body></html>\n"


def report_section(one: Analysed, *, explain: bool = False) -> str:
    """One report as a section of the page.

    Args:
        one: the report.
        explain: add the rule behind each clause and the lexicon row behind each word.
    """
    name = f"<h2><bdi>{escape(str(one))}</bdi></h2>"
    if one.analysis is None or not one.analysis.sentences:
        note = escape(one.note or "the text is empty")
        return f"<section>{name}<p class='note' lang='en' dir='ltr'>{note}</p></section>\n"
    analysis = one.analysis
    clauses: list[list[Clause]] = [[] for _ in analysis.sentences]
    for clause in analysis.clauses:
        clauses[clause.sentence].append(clause)
    shown = "\n".join(
        _Sentence(analysis, number, clauses[number], explain=explain).html()
        for number in range(len(analysis.sentences))
    )
    return f"<section>{name}\n{shown}</section>\n"


class _Sentence:
    """One sentence: its words under bands, and its clauses as a tree."""

    def __init__(self, analysis: Analysis, number: int, clauses: list[Clause], *, explain: bool) -> None:
        self.analysis = analysis
        self.number = number
        self.clauses = clauses
        self.explain = explain
        self.numbers = {clause.index: position for position, clause in enumerate(clauses, 1)}
        self.slots = {clause.index: clause_slots(analysis, clause) for clause in clauses}
        self.roles: dict[int, list[tuple[Term, int]]] = {}
        for clause in clauses:
            for slot in self.slots[clause.index]:
                if slot.role not in ("complement", "opener", "understood", "object_pronoun"):
                    role = (slot_term(slot), self.numbers[clause.index])
                    self.roles.setdefault(slot.token, []).append(role)

    def html(self) -> str:
        first, last = self.analysis.sentences[self.number]
        text = escape(" ".join(self.analysis.surface(first, last).split()))
        tree = "".join(self.clause(depth, clause) for depth, clause in nesting(self.clauses))
        return (
            f"<article><h3><span class='no'>{self.number + 1}</span> <bdi class='text'>{text}</bdi></h3>"
            f"<div class='words'>{self.words(first, last)}</div><div class='tree'>{tree}</div></article>"
        )

    def words(self, first: int, last: int) -> str:
        """The words as cards; a band runs on from card to card as long as its clause does."""
        chains = [self.chain(token) for token in range(first, last)]
        deep = max((len(chain) for chain in chains), default=0)
        cards = []
        for at, chain in enumerate(chains):
            before = chains[at - 1] if at else ()
            after = chains[at + 1] if at + 1 < len(chains) else ()
            bands = "".join(
                self.band(level, chain, before, after) if level < len(chain) else "<i></i>"
                for level in range(deep)
            )
            cards.append(self.card(first + at, bands))
        return "".join(cards)

    def chain(self, token: int) -> tuple[int, ...]:
        """The clauses that a token stands in, the outermost first; a joined clause stands beside, not inside."""
        chain: list[int] = []
        seen: set[int] = set()
        at: int | None = self.analysis.clause_of[token]
        while at is not None and at in self.numbers and at not in seen:
            chain.append(at)
            while at is not None and at not in seen and self.analysis.clauses[at].relation in _BESIDE:
                seen.add(at)
                at = self.analysis.clauses[at].parent
            if at is None:
                break
            seen.add(at)
            at = self.analysis.clauses[at].parent
        chain.reverse()
        return tuple(chain[:_DEEPEST])

    def band(
        self, level: int, chain: tuple[int, ...], before: tuple[int, ...], after: tuple[int, ...]
    ) -> str:
        """The band of one clause over one word, with its number and an edge where the clause begins anew."""
        clause = chain[level]
        number = self.numbers[clause]
        opens = before[level : level + 1] != (clause,)
        closes = after[level : level + 1] != (clause,)
        classes = f"c{(number - 1) % _COLOURS}" + " open" * opens + " close" * closes
        return f"<i class='{classes}'>{number if opens else ''}</i>"

    def card(self, token: int, bands: str) -> str:
        word = self.analysis.words[token]
        kind = term("pos", word.pos)
        if word.pos == "MARK":
            return f"<div class='w mark'><div class='bands'>{bands}</div><b>{self.letters(token)}</b></div>"
        forms = inflection(word)
        arabic = " ".join([kind.arabic, *(one.arabic for one in forms if one.arabic != one.english)])
        english = " ".join([kind.english, *(one.english for one in forms)])
        roles = "".join(
            f"<span class='role c{(number - 1) % _COLOURS}'>{escape(role.arabic)} {number}</span>"
            for role, number in self.roles.get(token, ())
        )
        more = ""
        if self.explain:
            guess = " (guess)" if word.guess else ""
            told = f"<bdi>{escape(word.lemma)}</bdi>{guess}<br><bdi>{escape(word_source(self.analysis, token))}</bdi>"
            more = f"<span class='row'>{told}</span>"
        return (
            f"<div class='w'><div class='bands'>{bands}</div><b>{self.letters(token)}</b>"
            f"<span class='pos'>{escape(arabic)}</span><span class='en' lang='en' dir='ltr'>{escape(english)}</span>"
            f"{roles}{more}</div>"
        )

    def letters(self, token: int) -> str:
        """A word with its clitics in another ink; the spans have no space of their own, so the letters stay joined."""
        analysis = self.analysis
        word = analysis.words[token]
        text = analysis.document.text
        start, end = analysis.span(token, token + 1)
        if word.cut + word.tail >= len(analysis.texts[token]):
            return escape(text[start:end])
        inner, outer = analysis.start(token, word.cut), analysis.end(token, word.tail)
        lead = f"<u>{escape(text[start:inner])}</u>" if inner > start else ""
        tail = f"<u>{escape(text[outer:end])}</u>" if end > outer else ""
        return f"{lead}{escape(text[inner:outer])}{tail}"

    def clause(self, depth: int, clause: Clause) -> str:
        """A clause with its slots, indented by its depth."""
        number = self.numbers[clause.index]
        relation = term("relation", clause.relation)
        told = facts(clause, self.analysis.words[clause.predicate])
        above = self.numbers.get(clause.parent) if clause.parent is not None else None
        of_arabic, of_english = (f" ← {above}", f" of {above}") if above else ("", "")
        rows = "".join(self.slot(slot) for slot in self.slots[clause.index])
        if self.explain:
            rule = escape(rule_of(self.analysis, clause))
            rows += (
                f"<tr class='rule'><th>القاعدة <em lang='en'>rule</em></th><td><bdi>{rule}</bdi></td></tr>"
            )
        return (
            f"<div class='clause c{(number - 1) % _COLOURS}' style='--d:{min(depth, _DEEPEST)}'>"
            f"<h4><span class='no'>{number}</span> {escape(relation.arabic)}{of_arabic}: "
            f"{escape('، '.join(one.arabic for one in told))} "
            f"<em lang='en' dir='ltr'>{escape(relation.english)}{of_english}: "
            f"{escape(', '.join(one.english for one in told))}</em></h4><table>{rows}</table></div>"
        )

    def slot(self, slot: Slot) -> str:
        text = self.analysis.document.text
        name = slot_term(slot)
        start, end = slot.head
        if slot.clause is not None:
            shown = f"الجملة {self.numbers.get(slot.clause, '?')} <bdi>{escape(text[slot.start : slot.end])}</bdi>"
        else:
            head = escape(text[start:end])
            if (slot.start, slot.end) != (start, end):
                head = f"<b>{head}</b>"
            shown = f"<bdi>{escape(text[slot.start : start])}{head}{escape(text[end : slot.end])}</bdi>"
        return (
            f"<tr><th>{escape(name.arabic)} <em lang='en' dir='ltr'>{escape(name.english)}</em></th>"
            f"<td>{shown}</td></tr>"
        )
