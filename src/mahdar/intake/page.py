"""HTML pages to article text and metadata.

trafilatura does the work on pages that look like pages. It takes quadratic time on very many elements and recurses on
deep ones, so a page is cleaned first in one linear pass (scripts, styles, comments, huge attributes), and one that is
still too big or too deep gets its text by that pass alone, with a note.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from mahdar.intake.document import Metadata
from mahdar.record import Note

# trafilatura 2.3 takes 0.6 s for 5,000 paragraphs, 8 s for 20,000 and 50 s for 50,000; news pages have 300 to 3,000
# elements. It finds nothing at a depth of 1,000; news pages stay below 60.
_MAX_ELEMENTS = 6_000
_MAX_DEPTH = 200
_MAX_CLEAN = 4_000_000
_MAX_TAG = 2_000
_MAX_JSON = 200_000

_DROPPED = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "select"}
)
# Elements that never close, or need not: they add no depth.
_FLAT = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
        "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option",
        "optgroup", "colgroup",
    }
)  # fmt: skip
_BREAKING = frozenset(
    {
        "p", "div", "br", "li", "ul", "ol", "table", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6",
        "article", "section", "header", "footer", "nav", "aside", "main", "blockquote", "figure",
        "figcaption", "pre", "form", "hr", "title",
    }
)  # fmt: skip
_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
_NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9:-]{0,30})")
_BLANKS = re.compile(r"[ \t\r\f\v]+")
_BREAKS = re.compile(r"[ \t]*\n\s*")


class Page(NamedTuple):
    """The article of a page: its text, what the page says about it, and notes."""

    text: str
    metadata: Metadata
    notes: tuple[Note, ...] = ()


class _Clean(NamedTuple):
    """A page after the linear pass: markup without scripts, plain text, title, number of elements, depth."""

    markup: str
    text: str
    title: str | None
    elements: int
    depth: int


def looks_like_html(text: str) -> bool:
    """True where a text without a telling name begins like a page."""
    start = text[:1000].lstrip("\ufeff \t\r\n").lower()
    return (
        start.startswith(("<!doctype html", "<html", "<head", "<body", "<article", "<?xml")) and "<" in start
    )


def read_page(markup: str, *, url: str | None = None) -> Page:
    """The article text of a page with its title, date, outlet and author.

    Never runs scripts, never fetches, and takes time in proportion to the page's length.

    Args:
        markup: the page, decoded.
        url: its address, where known.
    """
    clean = _clean(markup)
    reason = None
    if clean.elements > _MAX_ELEMENTS:
        reason = f"{clean.elements} elements"
    elif len(clean.markup) > _MAX_CLEAN:
        reason = f"{len(clean.markup)} characters"
    elif clean.depth > _MAX_DEPTH:
        reason = f"elements nested {clean.depth} deep"
    if reason is None:
        page = _article(clean, url)
        if page is not None:
            return page
        what = (
            "no article was found on the page; its whole text was read"
            if clean.text
            else "the page shows no text"
        )
        notes = (Note(kind="page", message=what),)
    else:
        notes = (Note(kind="page", message=f"the page has {reason}; its whole text was read"),)
    return Page(clean.text, Metadata(title=clean.title, url=url), notes)


def _article(clean: _Clean, url: str | None) -> Page | None:
    """What trafilatura makes of the page; None where it finds no text or fails."""
    from trafilatura import bare_extraction

    if not clean.text.strip():
        return None
    try:
        found = bare_extraction(
            clean.markup,
            url=None,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (ValueError, TypeError, AttributeError, RecursionError, LookupError, AssertionError):
        return None  # broken markup that its parsers do not survive; the caller reads the plain text
    fields = found if isinstance(found, dict) or found is None else found.as_dict()
    if not fields or not (fields.get("text") or "").strip():
        return None
    metadata = Metadata(
        title=fields.get("title") or clean.title,
        url=url or fields.get("url"),
        source=fields.get("sitename") or fields.get("hostname"),
        author=fields.get("author"),
        published=fields.get("date"),
    )
    return Page(str(fields["text"]), metadata)


class _Cleaner:
    """One pass over a page: every character is looked at a fixed number of times, however broken the markup."""

    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.kept: list[str] = []
        self.words: list[str] = []
        self.elements = self.depth = self.deepest = 0
        self.title: str | None = None
        self.unclosed: set[str] = set()

    def run(self) -> None:
        markup, at = self.markup, 0
        while True:
            match = _OPENING.search(markup, at)
            if match is None:
                self.say(markup[at:])
                return
            opening = match.start()
            self.say(markup[at:opening])
            if markup.startswith("<!--", opening):
                at = self.after("-->", opening + 4)
                continue
            name = _NAME.match(markup, opening + 1)
            closing = self.after(">", opening)
            at = self.tag(markup[opening:closing], name, closing) if name else closing

    def after(self, mark: str, start: int) -> int:
        """Offset behind the next `mark`, or the end of the page; a mark that is not there is looked for once."""
        if mark in self.unclosed:
            return len(self.markup)
        found = self.markup.find(mark, start)
        if found < 0:
            self.unclosed.add(mark)
            return len(self.markup)
        return found + len(mark)

    def say(self, text: str) -> None:
        if text:
            self.kept.append(text.replace("<", "&lt;"))
            self.words.append(text)

    def tag(self, tag: str, match: re.Match[str], after: int) -> int:
        """Keep, shorten or drop one tag (and the content of a dropped element); where to go on."""
        name = match[1].lower()
        is_end = match[0].startswith("/")
        if name in _DROPPED and not is_end:
            return self.drop(name, tag, after)
        if name in _BREAKING:
            self.words.append("\n")
        if is_end:
            self.depth -= name not in _FLAT and self.depth > 0
        else:
            self.elements += 1
            if name not in _FLAT and not tag.endswith("/>"):
                self.depth += 1
                self.deepest = max(self.deepest, self.depth)
        self.kept.append(tag if len(tag) <= _MAX_TAG else f"<{name}>")
        if name == "title" and not is_end and self.title is None:
            end = self.markup.find("<", after)
            self.title = (
                html.unescape(self.markup[after : end if end >= 0 else len(self.markup)][:500]).strip()
                or None
            )
        return after

    def drop(self, name: str, tag: str, after: int) -> int:
        """Pass over an element with its content; linked data stays, for the date and author in it."""
        if tag.endswith("/>"):
            return after
        ending = f"</{name}"
        if ending in self.unclosed:
            return len(self.markup)
        found = re.compile(ending, re.IGNORECASE).search(self.markup, after)
        if found is None:
            self.unclosed.add(ending)
            return len(self.markup)
        if name == "script" and "ld+json" in tag.lower() and found.start() - after < _MAX_JSON:
            self.kept.append(f"{tag}{self.markup[after : found.start()]}</script>")
        return self.after(">", found.start())


def _clean(markup: str) -> _Clean:
    cleaner = _Cleaner(markup.replace("\x00", ""))
    cleaner.run()
    text = html.unescape("".join(cleaner.words))
    text = _BREAKS.sub("\n", _BLANKS.sub(" ", text)).strip()
    return _Clean("".join(cleaner.kept), text, cleaner.title, cleaner.elements, cleaner.deepest)
