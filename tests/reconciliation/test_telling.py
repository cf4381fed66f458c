"""How one fact is quoted and dated: by whoever tells it held, and by days that are told."""

from __future__ import annotations

import pytest

from builders import claim, person, text
from servanda.claims import Claim
from servanda.publishing.values import differing
from servanda.reading.text import Dateline, Text
from servanda.reconciliation import resolve
from servanda.reconciliation.record import Event
from servanda.reconciliation.source import Source

STATES = ["KE", "RW"]


def events(*papers: tuple[Text, list[Claim]]) -> list[Event]:
    return list(resolve([Source(p) for p, _ in papers], [c for _, claims in papers for c in claims]).events)


def session(words: str, told: str, **fields: str) -> tuple[Text, list[Claim]]:
    paper = text(f"{words}.", path=f"{told}.txt", dateline=Dateline("Kigali", told))
    body = claim(paper, "mechanism", "Joint Commission", states=STATES)
    return paper, [body, claim(paper, "event", words, type="session", ordinal=2, states=STATES, mechanism=body.id, **fields)]


def test_an_event_is_quoted_first_by_whoever_tells_it_held() -> None:
    found = events(
        session("The second Joint Commission has been put off to 4 March", "2025-02-10", status="planned", date="2025-03-04"),
        session("The second Joint Commission will meet on 4 March", "2025-02-20", status="planned", date="2025-03-04"),
        session("The second Joint Commission met in Kigali on Tuesday", "2025-03-05", date="2025-03-04"),
        session("The second Joint Commission, held on 4 March, was recalled", "2025-06-01", date="2025-03-04"))
    (event,) = found
    assert [(c.quote or "").split("Commission")[1][:4] for c in event.citations] == [" met", ", he", " has", " wil"]


def signing(words: str, told: str, day: str) -> tuple[Text, list[Claim]]:
    paper = text(f"Amina Njeri met Paul Kagabo. {words}.", path=f"{told}.txt", published=told)
    people = [person(paper, "Amina Njeri", "KE", "minister/foreign-affairs"),
              person(paper, "Paul Kagabo", "RW", "minister/foreign-affairs")]
    treaty = claim(paper, "instrument", "Treaty on Lake Kivu", type="treaty", parties=STATES, date=day)
    return paper, [*people, treaty, claim(paper, "event", words, type="signing", states=STATES, date=day, place="Kigali",
                                          participants=[p.id for p in people])]


@pytest.mark.parametrize(("words", "told"), [
    ("After the talks they signed the Treaty on Lake Kivu", False),
    ("They signed the Treaty on Lake Kivu on 6 May", True), ("They signed the Treaty on Lake Kivu on Tuesday", True),
])
def test_a_day_supplied_by_a_paper_contradicts_no_day_that_is_told(words: str, told: bool) -> None:
    (event,) = events(signing("They signed the Treaty on Lake Kivu on Monday, 5 May", "2025-05-05", "2025-05-05"),
                      signing(words, "2025-05-06", "2025-05-06"))
    assert event.date == "2025-05-05"
    assert ("date" in differing(event)) is told


@pytest.mark.parametrize(("place", "counterpart", "told"), [("Urugwiro", True, [1, 1]), ("Kigali", True, [2]),
                                                            ("Urugwiro", False, [2])])
def test_an_audience_is_not_the_talks_of_the_ministers(place: str, counterpart: bool, told: list[int]) -> None:
    one = text("Paul Kagabo received Amina Njeri.", path="a.txt", dateline=Dateline("Kigali", "2025-05-06"))
    head, guest = person(one, "Paul Kagabo", "RW", "head-of-state"), person(one, "Amina Njeri", "KE", "minister/foreign-affairs")
    audience = claim(one, "event", "received", states=STATES, date="2025-05-06", place=place, participants=[head.id, guest.id])
    two = text("Amina Njeri held talks with Jean Uwase, and Paul Kagabo was told.", path="b.txt",
               dateline=Dateline("Kigali", "2025-05-06"))
    company = [person(two, "Paul Kagabo", "RW", "head-of-state"), person(two, "Amina Njeri", "KE", "minister/foreign-affairs"),
               person(two, "Jean Uwase", "RW", "minister/foreign-affairs" if counterpart else "ambassador")]
    talks = claim(two, "event", "held talks", states=STATES, date="2025-05-06", place="Kigali",
                  participants=[p.id for p in company])
    found = events((one, [head, guest, audience]), (two, [*company, talks]))
    assert [len(e.claims) for e in found] == told
