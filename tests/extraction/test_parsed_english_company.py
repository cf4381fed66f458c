"""Who takes part in English events, which day they have, and what is none: sentences of our own in the manner of agencies."""

from __future__ import annotations

import pytest

from builders import text
from servanda.extraction import pipeline
from servanda.reading.text import Dateline

WHO = "Fijian Foreign Minister Ana Vesi"
GUEST = "Foreign Minister Semi Tolu of Tonga"
Row = tuple[str, str, str | None, list[str]]


def told(words: str) -> list[Row]:
    """The events a dispatch from Suva tells: type, status, date and persons."""
    paper = text(words, language="en", published="2024-03-15", dateline=Dateline("Suva", "2024-03-15"))
    found = pipeline.extract(paper)
    names = {e.key: e.name for e in found.entities}
    return [(e.type, e.status, e.date, sorted(names[p] for p in e.participants)) for e in found.events]


@pytest.mark.parametrize(("words", "row"), [
    (f"{WHO} and {GUEST} held talks. Prime Minister Luke Qio was present. The foreign ministers then witnessed the signing of an "
     "agreement on visas.", ("signing", "held", "2024-03-15", ["Ana Vesi", "Semi Tolu"])),
    ("The 5th session of the Fiji-Tonga Joint Commission, co-chaired by Minister Ana Vesi of Fiji and Minister Semi Tolu of Tonga, "
     "was held on 12 March. At its close a protocol was signed by the co-chairs.",
     ("signing", "held", "2024-03-12", ["Ana Vesi", "Semi Tolu"])),
    (f"The visit of {GUEST} to Suva last May and the Joint Declaration signed during the visit were a success.",
     ("signing", "held", "2023-05", [])),
    (f"Calling on {WHO} in Suva on Tuesday, {GUEST} conveyed to her an invitation.",
     ("meeting", "held", "2024-03-12", ["Ana Vesi", "Semi Tolu"])),
    ("Meeting in Nadi on Tuesday, the Fiji-Tonga Joint Commission decided to double the number of flights.",
     ("session", "held", "2024-03-12", [])),
    ("The announcement came during the visit President Semi Tolu of Tonga is paying to Fiji from 14 to 16 March.",
     ("visit", "held", "2024-03-14/2024-03-16", ["Semi Tolu"])),
])
def test_who_takes_part_and_when(words: str, row: Row) -> None:
    assert row in told(words)


@pytest.mark.parametrize("words", [
    f'"We will keep our word," {WHO} told Reuters over the phone.',
    "Fiji and Tonga paid tribute to the victims of the cyclone and called for calm.",
])
def test_what_is_no_event(words: str) -> None:
    assert told(words) == []


def test_an_official_visit_gives_a_counterpart_no_office() -> None:
    words = "Prime Minister Ana Vesi of Fiji is on an official visit to Tonga at the invitation of her Tongan counterpart, Semi Tolu."
    found = pipeline.extract(text(words, language="en", published="2024-03-15"))
    offices = {e.name: [o.office for o in e.offices] for e in found.entities if e.type == "person"}
    assert offices == {"Ana Vesi": ["head-of-government"], "Semi Tolu": ["head-of-government"]}
