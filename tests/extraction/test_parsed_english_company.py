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
    (f"{WHO} and {GUEST} held talks. Prime Minister Luke Qio was present. The foreign ministers then witnessed the signing of "
     "an agreement on visas.", ("signing", "held", "2024-03-15", ["Ana Vesi", "Semi Tolu"])),
    ("The 5th session of the Fiji-Tonga Joint Commission, co-chaired by Minister Ana Vesi of Fiji and Minister Semi Tolu of "
     "Tonga, was held on 12 March. At its close a protocol was signed by the co-chairs.",
     ("signing", "held", "2024-03-12", ["Ana Vesi", "Semi Tolu"])),
    (f"The visit of {GUEST} to Suva last May and the Joint Declaration signed during the visit were a success.",
     ("signing", "held", "2023-05", [])),
    (f"Calling on {WHO} in Suva on Tuesday, {GUEST} conveyed to her an invitation.",
     ("meeting", "held", "2024-03-12", ["Ana Vesi", "Semi Tolu"])),
    ("Meeting in Nadi on Tuesday, the Fiji-Tonga Joint Commission decided to double the number of flights.",
     ("session", "held", "2024-03-12", [])),
    ("The announcement came during the visit President Semi Tolu of Tonga is paying to Fiji from 14 to 16 March.",
     ("visit", "held", "2024-03-14/2024-03-16", ["Semi Tolu"])),
    ("She recalled the talks that President Ana Vesi of Fiji and President Semi Tolu of Tonga held in Apia in May 2023.",
     ("meeting", "held", "2023-05", ["Ana Vesi", "Semi Tolu"])),
    (f"{WHO} recalled the visit of {GUEST} to Suva in May 2023, when an agreement on visas was signed.",
     ("signing", "held", "2023-05", [])),
    ("The third session of the Fiji-Tonga Joint Commission was held in Suva in May 2023 and the second in Nadi in 2019.",
     ("session", "held", "2019", [])),
    (f"{WHO} held talks with {GUEST}. Minister Luke Qio was present. On the Tongan side it was attended by Envoy Sione Havea.",
     ("meeting", "held", "2024-03-15", ["Ana Vesi", "Luke Qio", "Semi Tolu", "Sione Havea"])),
    (f"{WHO} held talks in Suva on Thursday with {GUEST}, on a three-day visit to Fiji.",
     ("visit", "held", "2024-03", ["Semi Tolu"])),
    (f"Having arrived in Suva on Tuesday, {GUEST} met {WHO}.", ("meeting", "held", "2024-03-15", ["Ana Vesi", "Semi Tolu"])),
    (f"{WHO} said she would lead the Fijian side at the third round of political consultations, to be held in Apia in May.",
     ("consultation", "planned", "2024-05", [])),
    (f"{WHO} is scheduled to meet Governor Luke Qio in Suva tomorrow morning before leaving for Apia.",
     ("meeting", "planned", "2024-03-16", ["Ana Vesi", "Luke Qio"])),
    (f"{WHO} held talks with {GUEST}. Later the foreign ministers were joined for a working lunch by Minister Luke Qio of Fiji.",
     ("meeting", "held", "2024-03-15", ["Ana Vesi", "Luke Qio", "Semi Tolu"])),
    (f"{WHO} received a letter from President Luke Qio of Samoa, whom {GUEST} is to meet in Apia next week.",
     ("meeting", "planned", "2024-03-18/2024-03-24", ["Luke Qio", "Semi Tolu"])),
    (f"{WHO} and {GUEST} launched the Fiji-Tonga Joint Commission, whose first session will take place in Nadi in May.",
     ("session", "planned", "2024-05", [])),
    ("King Semi Tolu of Tonga met Prime Minister Luke Qio of Fiji. After the talks, the King and Mr. Qio attended a concert.",
     ("meeting", "held", "2024-03-15", ["Luke Qio", "Semi Tolu"])),
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
    words = ("Prime Minister Ana Vesi of Fiji is on an official visit to Tonga at the invitation of her Tongan counterpart, "
             "Semi Tolu.")
    found = pipeline.extract(text(words, language="en", published="2024-03-15"))
    offices = {e.name: [o.office for o in e.offices] for e in found.entities if e.type == "person"}
    assert offices == {"Ana Vesi": ["head-of-government"], "Semi Tolu": ["head-of-government"]}


@pytest.mark.parametrize(("words", "states"), [
    ("The talks of Fiji and Tonga were attended on the Fijian side by Minister Ana Vesi and on the Tongan side by Envoy "
     "Semi Tolu.",
     {"Ana Vesi": "FJ", "Semi Tolu": "TO"}),
    ("The session was chaired by Minister Ana Vesi on the Fijian side and Minister Semi Tolu on the Tongan side.",
     {"Ana Vesi": "FJ", "Semi Tolu": "TO"}),
    ("The Fiji delegation was led by Ms. Ana Vesi, Foreign Secretary, and the Tongan delegation by Ambassador Semi Tolu.",
     {"Ana Vesi": "FJ", "Semi Tolu": "TO"}),
    ("President Semi Tolu of Tonga came to Fiji. He was received in Suva by Vice President Ana Vesi.",
     {"Ana Vesi": "FJ", "Semi Tolu": "TO"}),
])
def test_on_whose_side_somebody_is(words: str, states: dict[str, str]) -> None:
    found = pipeline.extract(text(words, language="en", published="2024-03-15"))
    assert {e.name: e.state for e in found.entities if e.type == "person"} == states


def test_advisers_of_an_interim_government_are_its_ministers() -> None:
    words = "Senator Semi Tolu, Foreign Minister of Tonga, called on Foreign Affairs Adviser Md. Anis Alam of Bangladesh."
    found = pipeline.extract(text(words, language="en", published="2024-03-15"))
    offices = {e.name: [o.office for o in e.offices] for e in found.entities if e.type == "person"}
    assert offices == {"Semi Tolu": ["minister/foreign-affairs"], "Md. Anis Alam": ["minister/foreign-affairs"]}
