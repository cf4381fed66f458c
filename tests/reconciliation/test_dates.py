"""EDTF values compared."""

from __future__ import annotations

from datetime import date

import pytest

from servanda.reconciliation.dates import apart, bounds, may_be_one, month, moved


@pytest.mark.parametrize(("value", "first", "last"), [
    ("2025-02", date(2025, 2, 1), date(2025, 2, 28)), ("195X", date(1950, 1, 1), date(1959, 12, 31)),
    ("2025-05-05/2025-05-07", date(2025, 5, 5), date(2025, 5, 7)), ("2024-22", date(2024, 4, 1), date(2024, 6, 30)),
    ("2024-34", date(2024, 4, 1), date(2024, 6, 30)), ("2024-41", date(2024, 7, 1), date(2024, 12, 31)),
])
def test_bounds_of_a_value(value: str, first: date, last: date) -> None:
    assert bounds(value) == (first, last)


@pytest.mark.parametrize("value", [None, "XXXX-05-08", "soon", "2025-02-31", "2025-05-09/2025-05-01"])
def test_bounds_of_what_is_no_known_day(value: str | None) -> None:
    assert bounds(value) is None


def test_apart_counts_the_days_between_and_none_where_unknown() -> None:
    assert apart("2025-05-08", "2025-05") == 0
    assert apart("2025-05-08", "2025-05-11") == 3
    assert apart("2025-05-08", None) is None


@pytest.mark.parametrize(("one", "other", "days"), [
    ("XXXX-05-08", "2025-05-08", 0), ("2025-05-08", "XXXX-05-10", 2), ("XXXX-12-31", "2025-01-02", 2),
    ("XXXX-05-08", "XXXX-05-08", 0), ("XXXX-05-08", None, None), ("XXXX-05", "2025-05-08", 0),
])
def test_a_date_without_a_year_is_taken_in_the_year_nearest(one: str, other: str | None, days: int | None) -> None:
    assert apart(one, other) == days


@pytest.mark.parametrize(("value", "number"), [
    ("2025-05-08", 5), ("XXXX-05-08", 5), ("2025-05", 5), ("2025", None), (None, None), ("2025-05-30/2025-06-01", None),
])
def test_month_of_a_value(value: str | None, number: int | None) -> None:
    assert month(value) == number


def test_day_moved_on_is_counted_from_the_last_a_date_may_mean() -> None:
    assert [moved(value, 3) for value in ("2025-05-30", "2025-04", None, "XXXX-05-08", "9999")] == [
        "2025-06-02", "2025-05-03", None, None, None]


@pytest.mark.parametrize(("one", "other", "may"), [
    ("XXXX-05-08", "2025-05-08", True), ("2025-05", "XXXX-05-08", True), ("XXXX-05-09", "2025-05-08", False),
    ("2025-05-05/2025-05-07", "XXXX-05-06", True), ("XXXX-05-08", "XXXX-05-08", True),
])
def test_a_date_without_a_year_contradicts_none_of_its_day(one: str, other: str, may: bool) -> None:
    assert may_be_one(one, other) == may
