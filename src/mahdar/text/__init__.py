"""Text without language: normalisation that keeps offsets, sentences, tokens."""

from mahdar.text.normal import Normalised, fold, normalise, plain
from mahdar.text.sentences import sentences
from mahdar.text.tokens import ARABIC, LATIN, MARK, NUMBER, WORD, Tokens, tokenise

__all__ = [
    "ARABIC",
    "LATIN",
    "MARK",
    "NUMBER",
    "WORD",
    "Normalised",
    "Tokens",
    "fold",
    "normalise",
    "plain",
    "sentences",
    "tokenise",
]
