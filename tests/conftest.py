"""What every test may use: one reader for the whole session, and hypothesis set up for a busy machine."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from mahdar.pipeline import Reader

# Time limits per example fail on a loaded machine without telling anything; how often to try is said per test.
settings.register_profile(
    "mahdar", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True, max_examples=100
)
settings.load_profile("mahdar")


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The reader, built once: it is immutable, so tests may share it."""
    return Reader(mode="grammar")
