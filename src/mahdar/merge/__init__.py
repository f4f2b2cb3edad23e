"""Per layer, who decides: grammar, the learned reader, or a score of both. Without the network, grammar alone."""

from mahdar.merge.combine import combine

__all__ = ["combine"]
