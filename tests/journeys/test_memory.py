"""What a reading of many papers holds of each of them: where it lies is on disk, not in memory."""

from __future__ import annotations

import gc
import random
from collections import Counter
from typing import Any

import pytest

from builders import claim, person, text
from servanda.claims import Citation, Claim
from servanda.documents import Laid, Shelf, shelf
from servanda.followup import followed
from servanda.reader import Texts
from servanda.reading.text import Text
from servanda.reconciliation import Record, claimed, clusters, resolve
from servanda.reconciliation.record import DocumentOf, Evidence, Fact, Place
from servanda.reconciliation.source import Source
from servanda.reconciliation.stories import stories

STATES = ("AZ", "BE", "CA", "DE", "EG", "FJ", "FR", "GH", "JP", "KE", "KZ", "MA", "PE", "QA", "SN", "VN", "ZM")
OFFICE = "minister/foreign-affairs"
THINGS = ("a rail link", "a port", "two clinics", "a school of mines", "a wind farm", "a customs post", "a film archive",
          "a seed bank")
WHERE = ("north", "south", "east", "west")
FEW, MANY = 30, 90
ROOM = 20  # things of each kind that stay at hand in these tests


def told(number: int) -> tuple[Text, list[Claim]]:
    """A paper of some 200 words: two people who meet, a body, a text, six promises."""
    chance = random.Random(number)
    one, other = (" ".join("".join(chance.sample("abdefgiklmnoprstu", 7)).title() for _ in range(2)) for _ in range(2))
    states = sorted(chance.sample(STATES, 2))
    day = f"20{chance.randrange(10, 26)}-0{chance.randrange(1, 10)}-1{chance.randrange(10)}"
    promised = [f"build {thing} in the {chance.choice(WHERE)}" for thing in chance.sample(THINGS, 6)]
    seen = " ".join(f"Visitor {chance.randrange(10_000)} saw hall {chance.randrange(10_000)} and left." for _ in range(20))
    paper = text(f"{one} met {other}. They signed the Memorandum on {THINGS[number % 8]}. The Joint Committee sat. They agreed "
                 f"to {', '.join(promised)}. {seen}", path=f"{number}.txt", published=day)
    people = [person(paper, name, state, OFFICE) for name, state in zip((one, other), states, strict=True) if one != other]
    claims = [*people, claim(paper, "mechanism", "Joint Committee", states=states),
              claim(paper, "instrument", f"Memorandum on {THINGS[number % 8]}", type="memorandum", parties=states, date=day),
              claim(paper, "event", f"met {other}", date=day, states=states, participants=[p.id for p in people])]
    return paper, [*claims, *(claim(paper, "undertaking", words, by=states) for words in promised)]


def read(papers: int) -> Record:
    """Papers to their record, as `servanda.reader.study` does it."""
    aside, sources, claims = Shelf(), [], Laid[Claim]()
    for paper, made in map(told, range(papers)):
        sources.append(Source(paper).aside(aside))
        claims.extend(made)
    return followed(resolve(sources, claims), Texts(sources))


def living() -> Counter[str]:
    """How many texts, claims, facts and citations there are in memory."""
    gc.collect()
    parts = (Text, Claim, Citation, Fact, DocumentOf, Evidence, Place)
    return Counter(type(thing).__name__ for thing in gc.get_objects() if issubclass(type(thing), parts))


def test_what_is_held_of_papers_does_not_grow_with_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in the midst of reconciliation nor when the record is made and followed up: less than one thing of each paper."""
    monkeypatch.setattr(shelf, "AT_HAND", ROOM)
    monkeypatch.setattr(claimed, "_LATEST", ROOM)
    seen: list[Counter[str]] = []

    def watched(*given: Any) -> Any:
        seen.append(living())
        return stories(*given)

    monkeypatch.setattr(clusters, "stories", watched)
    for number in (FEW, MANY):
        before = living()
        record = read(number)
        seen.append(living())
        assert len(record.undertakings) >= number
        assert len(record.documents) == number
        del record
        assert (living() - before).total() < ROOM
    few, many = seen[:2], seen[2:]
    assert all((more - less).total() < MANY - FEW for less, more in zip(few, many, strict=True)), seen


def test_what_is_laid_aside_gives_the_same_record(monkeypatch: pytest.MonkeyPatch) -> None:
    at_hand = read(40)
    monkeypatch.setattr(shelf, "AT_HAND", 5)
    aside = read(40)
    assert type(at_hand.undertakings) is list and type(aside.undertakings) is Laid
    assert aside == at_hand and aside.evidence
    assert "".join(aside.json_parts()) == aside.to_json() == aside.model_dump_json(indent=1) == at_hand.to_json()
    assert Record.model_validate_json(aside.to_json()) == at_hand
    assert "".join(Record().json_parts()) == Record().to_json()
