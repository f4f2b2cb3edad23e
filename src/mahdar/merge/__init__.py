"""Per layer, who decides: grammar, the learned reader, or a calibrated score. Without weights, grammar alone."""

from mahdar.merge.combine import combine

__all__ = ["combine"]
