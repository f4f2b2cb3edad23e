"""Joining what grammar and the learned reader found."""

from __future__ import annotations

from mahdar.analysis.mentions import Mentions


def combine(grammar: Mentions, tagger: Mentions | None = None) -> Mentions:
    """The mentions that go on to be resolved.

    No weights ship yet, so that `tagger` is None and grammar decides every layer.
    """
    if tagger is None:
        return grammar
    raise NotImplementedError("no rule of decision has been measured for the learned reader yet")
