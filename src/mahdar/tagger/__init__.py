"""The learned reader: a small encoder that scores a report's tokens, and mentions decoded from its scores.

`labels` says what it scores, `pieces` cuts words, `encoder` runs the network, `scores` holds what came out, `decode` makes
mentions. How it is trained stands in `training/`, what it can do in `docs/model.md`.
"""

from __future__ import annotations

import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mahdar.tagger.encoder import Encoder

__all__ = ["load_encoder"]

MODEL = Path(__file__).parent / "data"


def load_encoder(folder: Path | None = None) -> Encoder | None:
    """The encoder of a folder (the one that ships if None), loaded once.

    None, with a warning that names the file, where that cannot be done.
    """
    return _load(folder or MODEL)


@cache
def _load(folder: Path) -> Encoder | None:
    try:
        from mahdar.tagger.encoder import Encoder

        return Encoder(folder)
    except Exception as error:
        # Whatever is wrong with the file, grammar reads on.
        warnings.warn(
            f"the learned reader cannot be loaded from {folder}: {error}; grammar reads alone", stacklevel=4
        )
        return None
