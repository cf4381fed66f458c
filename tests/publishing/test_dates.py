"""Dates in words, in both interface languages."""

from __future__ import annotations

import pytest

from servanda.publishing.dates import order
from servanda.publishing.words import Words


@pytest.mark.parametrize(("edtf", "french", "english"), [
    ("2025-05-07", "7 mai 2025", "7 May 2025"),
    ("2024-08-01", "1er ao\u00fbt 2024", "1 August 2024"),
    ("2025-05", "mai 2025", "May 2025"),
    ("2030", "2030", "2030"),
    ("195X", "ann\u00e9es 1950", "1950s"),
    ("2024-22", "\u00e9t\u00e9 2024", "summer 2024"),
    ("2023-10-16/2023-10-18", "16\u201318 octobre 2023", "16\u201318 October 2023"),
    ("2023-09-28/2023-10-02", "28 septembre \u2013 2 octobre 2023", "28 September \u2013 2 October 2023"),
    ("2025/2027", "2025 \u2013 2027", "2025 \u2013 2027"),
    ("2025-03/..", "depuis mars 2025", "since March 2025"),
    ("XXXX-05-08", "8 mai, ann\u00e9e non pr\u00e9cis\u00e9e", "8 May, year not stated"),
    ("soon", "prochainement", "at an early date"),
    (None, "sans date", "undated"),
    ("2025-13-40", "2025-13-40", "2025-13-40"),
    ("whenever", "whenever", "whenever"),
])
def test_date_is_written_as_people_write_it(edtf: str | None, french: str, english: str) -> None:
    assert (Words("fr").date(edtf), Words("en").date(edtf)) == (french, english)


def test_dates_sort_in_time_with_the_unknown_last() -> None:
    dates = [None, "soon", "XXXX-05-08", "2027", "2025-05-07", "2025/2026"]
    assert sorted(dates, key=order) == ["2025-05-07", "2025/2026", "2027", "XXXX-05-08", "soon", None]


def test_a_year_falls_due_at_its_end() -> None:
    dates = ["2031", "2030", "2031-01-05", "2030-06-15", "2030-06", "2030-22", "2030-41", "203X", "2030-12?", "2030-09-XX"]
    assert sorted(dates, key=order) == ["2030-06-15", "2030-06", "2030-22", "2030-09-XX", "2030", "2030-41", "2030-12?",
                                        "2031-01-05", "2031", "203X"]
