"""Who goes on, and on which day and where, from sentence to sentence of an English story."""

from __future__ import annotations

import pytest

from builders import text
from dispatches import Row, read, rows
from servanda.extraction import pipeline
from servanda.reading.text import Dateline

LEAD = ("Chilean Foreign Minister Pedro Rojas paid an official visit to Fiji from 12 to 14 March 2024, accompanied by Deputy "
        "Minister Elsa Lagos. On 13 March the Chilean Minister held talks with Foreign Minister Ana Vesi of Fiji.")


def told(words: str) -> list[Row]:
    """The events a dispatch from Suva of 15 March 2024 tells: type, status, date, place and persons."""
    return rows(read(words, "en"))


@pytest.mark.parametrize(("words", "row"), [
    ("The same evening he met President Luke Qio of Fiji.",
     ("meeting", "held", "2024-03-13", "Suva", ["Luke Qio", "Pedro Rojas"])),
    ("Earlier in the day, he called on the Rt. Hon. Prime Minister, Mr. Luke Qio, at the Government Buildings.",
     ("meeting", "held", "2024-03-13", "Suva", ["Luke Qio", "Pedro Rojas"])),
    ("The previous evening he met President Luke Qio of Fiji.",
     ("meeting", "held", "2024-03-12", "Suva", ["Luke Qio", "Pedro Rojas"])),
    ("The two ministers then signed a fisheries agreement.",
     ("signing", "held", "2024-03-13", "Suva", ["Ana Vesi", "Pedro Rojas"])),
    ("The same evening Ms Vesi hosted a dinner in honour of the visitor.",
     ("ceremony", "held", "2024-03-13", "Suva", ["Ana Vesi", "Pedro Rojas"])),
    ("On the first day of his visit he met President Luke Qio of Fiji.",
     ("meeting", "held", "2024-03-12", "Suva", ["Luke Qio", "Pedro Rojas"])),
])
def test_who_and_when_go_on(words: str, row: Row) -> None:
    assert row in told(f"{LEAD} {words}")


def test_a_trip_to_another_town_of_the_country_visited_is_no_visit() -> None:
    rows = told(f"{LEAD} On 14 March he travelled to Lautoka, where he saw a dairy.")
    assert [row[0] for row in rows] == ["visit", "meeting"]


@pytest.mark.parametrize(("words", "rows"), [
    ("The sixth session of the Fiji-Chile Joint Commission, which was to have been held in Suva in May 2023, is now scheduled "
     "for June 2024.", [("session", "planned", "2024-06")]),
    ("Welcoming the Chilean delegation, Ms Ana Vesi of Fiji recalled their friendship.", []),
    ("Foreign Minister Ana Vesi of Fiji was received on Tuesday by President Luke Qio of Chile, with whom she dined on "
     "Wednesday.",
     [("meeting", "held", "2024-03-12")]),
    ("At the conclusion of their meeting on Tuesday, Foreign Minister Ana Vesi of Fiji and Foreign Minister Pedro Rojas of Chile "
     "signed an agreement.", [("meeting", "held", "2024-03-12"), ("signing", "held", "2024-03-12")]),
    ("Foreign Minister Ana Vesi of Fiji said on Friday that Fiji would open an office in Santiago, after talks with her Chilean "
     "counterpart, Pedro Rojas.", [("meeting", "held", "2024-03-15")]),
])
def test_what_is_told_by_the_way(words: str, rows: list[tuple[str, ...]]) -> None:
    assert [row[:3] for row in told(words)] == rows


def test_whom_the_visitor_calls_on_is_of_the_country_the_paper_is_told_from() -> None:
    words = f"{LEAD} Later the same day the visitor paid a courtesy call on Prime Minister Luke Qio."
    found = pipeline.extract(text(words, language="en", published="2024-03-15", dateline=Dateline("Suva", "2024-03-15")))
    assert [e.state for e in found.entities if any(o.office == "head-of-government" for o in e.offices)] == ["FJ"]
