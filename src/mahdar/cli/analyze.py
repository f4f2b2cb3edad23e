"""`mahdar analyze`: words, clauses, slots and nesting of reports, as text, JSON lines or a page."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import NamedTuple

from mahdar.analysis.types import Analysis, Clause
from mahdar.app.analyze import (
    Analysed,
    Slot,
    analyse_paths,
    clause_slots,
    nesting,
    report_row,
    rule_of,
    word_source,
)
from mahdar.cli.read import opened, progress
from mahdar.cli.screen import FAILED, OK, Screen, complain
from mahdar.cli.terms import clitics, facts, inflection, slot_term, term

_RULE = "─" * 72
# Columns of the line-up are no wider than this many characters, and clauses no deeper than this many steps: a word or
# a nesting beyond them is a broken text, and would push everything off the screen.
_WIDEST, _DEEPEST = 36, 12


class Options(NamedTuple):
    """What the user asked for."""

    format: str = "text"
    published: str | None = None
    out: Path | None = None
    explain: bool = False


def run(paths: list[str], options: Options, *, stdin: bytes | None) -> int:
    """Analyse what the paths hold and write it; the exit code.

    Raises:
        ConfigError: the publication date is none.
        SourceError: the output file cannot be written.
    """
    found = analyse_paths(paths, published=options.published, stdin=stdin)
    with opened(options.out) as screen, progress(paths, screen) as (step, tell):
        writer = _writer(screen, options)
        failed = 0
        writer.begin()
        for one in found:
            if one.failure is not None:
                failed += 1
                tell(str(one.failure))
            else:
                writer.write(one)
            step()
        writer.end()
    if failed and writer.written:
        complain(f"{writer.written} reports analysed, {failed} failures")
    return FAILED if failed else OK


class _Lines:
    """JSON lines, one for every report."""

    def __init__(self, screen: Screen, options: Options) -> None:
        self.screen = screen
        self.explain = options.explain
        self.written = 0

    def begin(self) -> None:
        """Write what stands before the first report."""

    def write(self, one: Analysed) -> None:
        """Write one report."""
        row = report_row(one, explain=self.explain)
        self.screen.line(json.dumps(row, ensure_ascii=False, separators=(",", ":")))
        self.written += 1

    def end(self) -> None:
        """Write what stands behind the last report."""


class _Text(_Lines):
    """The text view."""

    def write(self, one: Analysed) -> None:
        if self.written:
            self.screen.line()
        show_analysis(self.screen, one, explain=self.explain)
        self.written += 1


class _Page(_Lines):
    """One page for all reports."""

    def begin(self) -> None:
        from mahdar.cli.analyze_html import page_start

        self.screen.stream.write(page_start())

    def write(self, one: Analysed) -> None:
        from mahdar.cli.analyze_html import report_section

        self.screen.stream.write(report_section(one, explain=self.explain))
        self.written += 1

    def end(self) -> None:
        from mahdar.cli.analyze_html import page_end

        self.screen.stream.write(page_end())


def _writer(screen: Screen, options: Options) -> _Lines:
    kinds = {"jsonl": _Lines, "html": _Page}
    return kinds.get(options.format, _Text)(screen, options)


def show_analysis(screen: Screen, one: Analysed, *, explain: bool = False) -> None:
    """Write a report sentence by sentence: the sentence, its words in columns, its clauses as a tree.

    Args:
        screen: where to.
        one: the report.
        explain: add the rule behind each clause and the lexicon row behind each word.
    """
    screen.line(screen.style(_RULE, "dim"))
    screen.line(screen.style(screen.isolate(str(one)), "bold"))
    if one.analysis is None or not one.analysis.sentences:
        screen.line(f"  {screen.style('!', 'yellow')} {one.note or 'the text is empty'}")
        return
    _View(screen, one.analysis, explain=explain).show()


class _View:
    def __init__(self, screen: Screen, analysis: Analysis, *, explain: bool) -> None:
        self.screen = screen
        self.analysis = analysis
        self.explain = explain
        self.clauses: list[list[Clause]] = [[] for _ in analysis.sentences]
        for clause in analysis.clauses:
            self.clauses[clause.sentence].append(clause)

    def show(self) -> None:
        screen, analysis = self.screen, self.analysis
        for number, (first, last) in enumerate(analysis.sentences):
            screen.line()
            screen.line(screen.style(f"Sentence {number + 1}", "bold"))
            screen.line(screen.safe(" ".join(analysis.surface(first, last).split())))
            screen.line()
            self.words(first, last)
            screen.line()
            self.tree(self.clauses[number])

    def words(self, first: int, last: int) -> None:
        """The words in columns, English between the Arabic ones so that no two of these run together."""
        rows = [self.cells(token, token - first + 1) for token in range(first, last)]
        head = ["", "part of speech", "word", "form", "lemma", "clitics"] + ["row"] * self.explain
        widths = [min(_WIDEST, max(_width(row[i]) for row in [head, *rows])) for i in range(len(head))]
        self.screen.line(self.screen.style(self.columns(head, widths), "dim"))
        for row in rows:
            self.screen.line(self.columns(row, widths))

    def cells(self, token: int, number: int) -> list[str]:
        word = self.analysis.words[token]
        guess = " (guess)" if word.guess else ""
        cells = [
            str(number),
            term("pos", word.pos).english + guess,
            self.analysis.surface(token, token + 1),
            " ".join(one.english for one in inflection(word)),
            word.lemma,
            "; ".join(f"{english} {arabic}" for english, arabic in clitics(word)),
        ]
        return [*cells, word_source(self.analysis, token)] if self.explain else cells

    def columns(self, cells: list[str], widths: list[int]) -> str:
        padded = [
            self.screen.isolate(cell) + " " * (width - _width(cell))
            for cell, width in zip(cells, widths, strict=True)
        ]
        return ("  " + "  ".join(padded)).rstrip()

    def tree(self, clauses: list[Clause]) -> None:
        numbers = {clause.index: number for number, clause in enumerate(clauses, 1)}
        for depth, clause in nesting(clauses):
            self.clause(clause, numbers, "  " + "    " * min(depth, _DEEPEST))

    def clause(self, clause: Clause, numbers: dict[int, int], indent: str) -> None:
        screen = self.screen
        mark = screen.style(f"[{numbers[clause.index]}]", "bold", "cyan")
        parent = None if clause.parent is None else numbers.get(clause.parent)
        above = f" of [{parent}]" if parent else ""
        relation = screen.style(term("relation", clause.relation).english + above, "magenta")
        told = ", ".join(one.english for one in facts(clause, self.analysis.words[clause.predicate]))
        screen.line(f"{indent}{mark} {relation}: {told}")
        for slot in clause_slots(self.analysis, clause):
            screen.line(f"{indent}      {self.slot(slot, numbers)}")
        if self.explain:
            rule = screen.isolate(rule_of(self.analysis, clause))
            screen.line(f"{indent}      {screen.style('rule', 'dim')}  {rule}")

    def slot(self, slot: Slot, numbers: dict[int, int]) -> str:
        text = self.analysis.document.text
        shown = self.screen.quote(text[slot.start : slot.end])
        head = text[slot.head[0] : slot.head[1]]
        if slot.clause is not None:
            shown = f"clause [{numbers.get(slot.clause, '?')}], {shown}"
        elif [slot.start, slot.end] != slot.head:
            shown += f"  head {self.screen.isolate(head)}"
        return f"{self.screen.style(slot_term(slot).english, 'green')}  {shown}"


def _width(words: str) -> int:
    """Columns that words take on a terminal: marks none, wide characters two."""
    return sum(
        0
        if unicodedata.category(one) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(one) in "WF"
        else 1
        for one in words
    )
