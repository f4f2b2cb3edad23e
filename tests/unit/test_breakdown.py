"""Scores taken apart."""

from __future__ import annotations

from mahdar.app.breakdown import reliability


def test_reliability_compares_what_is_told_with_what_is_right() -> None:
    told = [(0.95, True)] * 3 + [(0.95, False)] + [(0.25, False)] * 4
    table = reliability("events", told)
    assert [row.label for row in table.rows] == ["0.2-0.3", "0.9-1.0", "expected calibration error"]
    mean, right, items = table.rows[1].cells
    assert mean is not None
    assert abs(mean - 0.95) < 1e-9
    assert (right, items) == (0.75, 4)
    error = table.rows[-1].cells[0]
    assert error is not None
    assert abs(error - (0.25 * 4 + 0.2 * 4) / 8) < 1e-9


def test_nothing_told_is_said_honestly() -> None:
    table = reliability("events", [])
    assert table.rows[-1].cells == (None, None, 0)
