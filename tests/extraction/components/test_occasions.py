"""Where something was undertaken, and which event is part of which."""

from __future__ import annotations

import pytest
from naming import unparsed

from servanda import languages
from servanda.extraction.components.occasions import Finder, Lexicon, Words
from servanda.extraction.mentions import Event, Findings, Instrument, Span, Undertaking

LEXICONS = {tag: languages.load(tag).section("occasions", Lexicon) for tag in languages.installed()}
EXAMPLES = [
    pytest.param(tag, kind, words, verdict == "match", id=f"{tag} {kind}: {words}")
    for tag, lexicon in LEXICONS.items() for kind, told in lexicon.examples.items()
    for verdict, listed in told.items() for words in listed
]


@pytest.mark.parametrize(("tag", "kind", "words", "found"), EXAMPLES)
def test_examples_of_the_lexicon(tag: str, kind: str, words: str, found: bool) -> None:
    known = Words(LEXICONS[tag])
    assert (known.binds(words) if kind == "binds" else known.leads_to(kind, words)) == found


def at(words: str, quote: str) -> Span:
    start = words.index(quote)
    return Span(start, start + len(quote))


def event(words: str, key: str, type: str, quote: str, date: str | None, *people: str, place: str | None = None) -> Event:
    return Event(key, type, date, place, people, ("FJ", "TO"), "held", (at(words, quote),))


def pledge(words: str, quote: str) -> Undertaking:
    return Undertaking("u1", ("FJ", "TO"), "pledge", "agree", (at(words, quote),))


def instrument(words: str, quote: str, status: str = "concluded") -> Instrument:
    return Instrument("i1", "declaration", at(words, quote), ("FJ", "TO"), None, status, (at(words, quote),))


def filled(words: str, *, events: tuple[Event, ...] = (), instruments: tuple[Instrument, ...] = (),
           undertakings: tuple[Undertaking, ...] = ()) -> Findings:
    doc = unparsed(words, "en")
    findings: Findings = doc._.findings
    findings.events[:], findings.instruments[:], findings.undertakings[:] = list(events), list(instruments), list(undertakings)
    return Finder(languages.load("en"))(doc)._.findings  # type: ignore[no-any-return]


def undertaken(words: str, quote: str, events: tuple[Event, ...] = (), instruments: tuple[Instrument, ...] = ()
               ) -> tuple[str | None, str | None]:
    (found,) = filled(words, events=events, instruments=instruments, undertakings=(pledge(words, quote),)).undertakings
    return found.event, found.instrument


def test_event_its_sentence_names_is_where_it_was_undertaken() -> None:
    words = "The ministers met in Suva and agreed to build a port."
    assert undertaken(words, "build a port", (event(words, "e1", "meeting", "The ministers met in Suva", None),)) == ("e1", None)
    words = "Pleased with the visit in May, they agreed to build a port."
    assert undertaken(words, "build a port", (event(words, "e1", "visit", "the visit in May", None),)) == (None, None)
    words = "During the visit, they agreed to build a port."
    assert undertaken(words, "build a port", (event(words, "e1", "visit", "the visit", None),)) == ("e1", None)


def test_event_that_is_itself_undertaken_is_no_occasion() -> None:
    words = "They agreed to hold the third session."
    session = event(words, "e1", "session", "the third session", None)
    assert undertaken(words, "hold the third session", (session,)) == (None, None)


def test_text_that_lays_it_down_is_where_it_was_undertaken() -> None:
    words = "In the joint declaration, both sides agreed to build a port."
    assert undertaken(words, "build a port", (), (instrument(words, "joint declaration"),)) == (None, "i1")
    words = "The joint declaration commits both sides to build a port."
    assert undertaken(words, "build a port", (), (instrument(words, "joint declaration"),)) == (None, "i1")
    words = "Welcoming the joint declaration, both sides agreed to build a port."
    assert undertaken(words, "build a port", (), (instrument(words, "joint declaration"),)) == (None, None)
    words = "In the joint declaration, both sides will agree to build a port."
    assert undertaken(words, "build a port", (), (instrument(words, "joint declaration", "planned"),)) == (None, None)


def test_what_is_held_within_a_visit_is_part_of_it() -> None:
    words = "Ann Hill is on a visit. She met Tom Vea. She met Sam Low. The text was signed at the session."
    visit = event(words, "e1", "visit", "on a visit", "2025-05-07/2025-05-09", "ann", place="Fiji")
    met = event(words, "e2", "meeting", "She met Tom Vea", "2025-05-08", "ann", "tom", place="Suva")
    later = event(words, "e3", "meeting", "She met Sam Low", "2025-06-08", "ann", "sam")
    session = event(words, "e4", "session", "the session", "2025-05-08", "ann", "tom")
    signed = event(words, "e5", "signing", "The text was signed", "2025-05-08")
    parts = {e.key: e.part_of for e in filled(words, events=(visit, met, later, session, signed)).events}
    assert parts == {"e1": None, "e2": "e1", "e3": None, "e4": "e1", "e5": "e4"}
