"""Where the command line writes: colour where it helps, Arabic kept whole among English words."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

import typer

from mahdar.errors import ConfigError, MahdarError

_STYLES = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
}
_FIRST_STRONG, _POP = "\u2068", "\u2069"
_ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# What moves a terminal's cursor or changes its state; tabs and line ends are harmless.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")

OK, FAILED, USAGE = 0, 1, 2


class Screen:
    """An output with what it can show: `terminal` (somebody looks at it) and `colour`."""

    def __init__(self, stream: TextIO, *, terminal: bool | None = None) -> None:
        self.stream = stream
        self.terminal = stream.isatty() if terminal is None else terminal
        dumb = os.environ.get("TERM") == "dumb" or bool(os.environ.get("NO_COLOR"))
        self.colour = bool(os.environ.get("FORCE_COLOR")) or (self.terminal and not dumb)

    def style(self, words: str, *styles: str) -> str:
        """Words in a style, plain where the output shows none."""
        if not self.colour or not words:
            return words
        return f"\x1b[{';'.join(_STYLES[style] for style in styles)}m{words}\x1b[0m"

    def isolate(self, words: str) -> str:
        """Words of the report for a line of English: on a terminal in an isolate, so that neither turns the other."""
        if not self.terminal:
            return words
        words = self.safe(words)
        return f"{_FIRST_STRONG}{words}{_POP}" if _ARABIC.search(words) else words

    def quote(self, words: str, longest: int = 160) -> str:
        """Words of the report on one line in guillemets, cut where they are long."""
        words = " ".join(words.split())
        if len(words) > longest:
            words = words[: longest - 1] + "…"
        return self.isolate(f"«{words}»")

    def safe(self, words: str) -> str:
        """Words of the report with control characters made visible on a terminal, untouched elsewhere."""
        if not self.terminal:
            return words
        return _CONTROL.sub(
            lambda match: chr(0x2400 + ord(match[0])) if ord(match[0]) < 32 else "\ufffd", words
        )

    def line(self, words: str = "") -> None:
        """Write one line."""
        self.stream.write(words + "\n")


def output() -> Screen:
    """The standard output, in UTF-8 whatever the locale says: records are UTF-8."""
    return Screen(_utf8(sys.stdout))


def errors() -> Screen:
    """The standard error."""
    return Screen(_utf8(sys.stderr))


def _utf8(stream: TextIO) -> TextIO:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None and (stream.encoding or "").lower().replace("-", "") != "utf8":
        reconfigure(encoding="utf-8")
    return stream


def complain(message: str) -> None:
    """Tell what went wrong, on the standard error."""
    screen = errors()
    screen.line(f"{screen.style('mahdar:', 'red', 'bold')} {message}")


@contextmanager
def guarded() -> Iterator[None]:
    """Turn what mahdar raises into a message and an exit code; a reader that hangs up (`| head`) is no error."""
    try:
        yield
        sys.stdout.flush()
    except ConfigError as error:
        complain(f"--{error.option}: {error.reason}")
        raise typer.Exit(USAGE) from error
    except MahdarError as error:
        complain(str(error))
        raise typer.Exit(FAILED) from error
    except BrokenPipeError as error:
        # Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(OK) from error


def stdin_bytes(paths: list[str]) -> bytes | None:
    """What stands on the standard input, if a path asks for it."""
    return sys.stdin.buffer.read() if "-" in paths else None
