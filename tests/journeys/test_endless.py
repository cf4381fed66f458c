"""What is no prose takes no more time than prose: the time of a text grows with its length, whatever stands in it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from servanda import languages
from servanda.extraction import pipeline
from servanda.extraction.calendar import Calendar, Dates, mentions
from servanda.extraction.components.bearers import Bearers
from servanda.extraction.gazetteer import gazetteer
from servanda.extraction.moments import moment
from servanda.followup import statements
from servanda.reading import read
from servanda.reconciliation import amounts

SHORT, LONG = 20_000, 160_000  # characters
TIMES = 3 * LONG / SHORT  # what is more than linear takes sixty-four times as long for eight times as much
MOMENT = 0.3  # seconds below which nothing is told by times
WORDS = ["Kenya", "Ghana", "port", "road", "trade", "agreed", "to", "build", "a", "with", "the", "committee", "energy"]
CALENDAR = Calendar(languages.load("en").section("dates", Dates))
Clause = Callable[[random.Random], str]


def filled(piece: Clause, between: str, size: int) -> str:
    chance, parts, length = random.Random(1), [], 0
    while length < size:
        parts.append(piece(chance))
        length += len(parts[-1]) + len(between)
    return between.join(parts)


def word(chance: random.Random) -> str:
    return chance.choice(WORDS)


def agreed(chance: random.Random) -> str:
    return f"Kenya and Ghana agreed to build a {chance.choice(['road', 'port'])} by {chance.randint(2025, 2040)}"


def dated(chance: random.Random) -> str:
    return f"{chance.randint(1, 28)} May {chance.randint(1990, 2030)}"


def shouted(chance: random.Random) -> str:
    return f"KENYA {chance.choice('ABCDEFGH')}{chance.choice('OUEI')}RA"


def seconds(what: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    what(text)
    return time.process_time() - begun


def page(text: str) -> object:
    head = "The Foreign Ministers of Kenya and Ghana met in Nairobi on Tuesday and agreed to build a port and a road together."
    return read(f"{head}\n\n{text}", document_sha="0" * 64, path="p.txt", media_type="text/plain")


def dates(text: str) -> object:
    return mentions(text, CALENDAR, moment("2025-05-07"))


def borne(text: str) -> object:
    return Bearers("en").without(text, gazetteer("en").find(text))


def stated(text: str) -> object:
    return statements.find([pipeline.bare(text, "en")])


@pytest.mark.parametrize(("what", "piece", "between"), [
    (page, word, "\n"), (page, word, "\n\n"), (page, lambda c: f"| {word(c)} | {word(c)} |", "\n"),
    (page, lambda c: f"{c.randint(1, 99)}. {agreed(c)}", "\n"), (page, lambda c: f"# {word(c)} {word(c)}", "\n\n"),
    (dates, dated, " and "), (borne, shouted, " "), (stated, agreed, " and "), (stated, agreed, ". "),
])
def test_time_grows_with_length_alone(what: Callable[[str], object], piece: Clause, between: str) -> None:
    what(filled(piece, between, 2_000))  # what is loaded once
    short = seconds(what, filled(piece, between, SHORT))
    assert seconds(what, filled(piece, between, LONG)) < TIMES * max(short, MOMENT / TIMES)


def test_a_chain_of_words_is_no_number() -> None:
    assert amounts.counted("forty-two", "en") == {42}
    assert seconds(lambda chain: amounts.counted(chain, "en"), "-".join(WORDS * 1_000)) < MOMENT
