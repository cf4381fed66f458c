"""Plain statements of result: every example of every language, and where they may stand in a text."""

from __future__ import annotations

import pytest

import builders
from servanda import languages
from servanda.followup.statements import SECTION, Finder, Results, find, leads
from servanda.reconciliation import record as r
from servanda.reconciliation import resolve
from servanda.reconciliation.source import Source

SECTIONS = {t: languages.load(t).section(SECTION, Results) for t in languages.installed() if languages.load(t).has(SECTION)}
STATED = [pytest.param(tag, how, words, id=f"{tag} {how}: {words}") for tag, section in SECTIONS.items()
          for how in ("done", "grown", "fallen", "progress", "undone", "pending") for words in getattr(section.examples, how, ())]
SILENT = [pytest.param(tag, words, id=f"{tag}: {words}") for tag, section in SECTIONS.items() for words in section.examples.none]


@pytest.mark.parametrize(("tag", "how", "words"), STATED)
def test_example_states_a_result(tag: str, how: str, words: str) -> None:
    assert [h for _, _, h in Finder(SECTIONS[tag]).clauses(words)] == [how]


@pytest.mark.parametrize(("tag", "words"), SILENT)
def test_example_states_none(tag: str, words: str) -> None:
    assert not list(Finder(SECTIONS[tag]).clauses(words))


def test_a_statement_is_cited_exactly_and_keeps_its_name() -> None:
    paper = builders.text("Rain fell all day. Tea exports to Kenya have doubled since 2020. The ministers will meet in May.")
    (found,) = find([paper])
    assert paper.content[found.place.start:found.place.end] == found.place.quote == "Tea exports to Kenya have doubled since 2020"
    assert found.how == "grown" and found.id == find([paper])[0].id


def test_what_an_undertaking_cites_is_no_statement() -> None:
    paper = builders.text("Tea exports to Kenya have doubled since 2020.")
    place = r.Place(document=f"d-{paper.document[:12]}", start=0, end=len(paper.content))
    assert not find([paper], [place])


def test_a_language_without_the_section_states_nothing() -> None:
    assert not find([builders.text("Xuat khau tang gap doi", language="vi"), builders.text("?", language="xx")])


def test_a_letter_that_grows_in_lower_case_moves_no_citation() -> None:
    paper = builders.text("\u0130lham and \u0130smail spoke of tea; tea exports to Kenya have doubled in ten years.")
    (found,) = find([paper])
    assert found.place.quote == "tea exports to Kenya have doubled in ten years"


def test_a_text_of_one_endless_sentence_is_read_in_time() -> None:
    assert not find([builders.text("tea exports and imports of goods " * 20_000)])


def test_a_promise_said_to_be_renewed_is_no_result() -> None:
    paper = builders.text("Both sides in the talks of Monday have renewed their pledge to build a fishing pier at Ilo.")
    at = paper.content.index("build")
    assert find([paper])
    assert not find([paper], [r.Place(document=f"d-{paper.document[:12]}", start=at, end=len(paper.content) - 1)])


def test_plans_told_as_dropped_are_undone_though_they_were_read_as_a_promise() -> None:
    paper = builders.text("The company has dropped plans for two more ferries to Ilo, it said.")
    at, end = paper.content.index("two more"), paper.content.index(",")
    place = r.Place(document=f"d-{paper.document[:12]}", start=at, end=end)
    assert [s.how for s in find([paper], [place])] == ["undone"]
    late = builders.text("They agreed to speed up the pier at Ilo, whose masons have fallen behind.")
    inside = r.Place(document=f"d-{late.document[:12]}", start=late.content.index("speed"), end=len(late.content) - 1)
    assert not find([late], [inside])


def test_what_is_told_of_a_thing_talked_of_is_told_of_that_thing() -> None:
    paper = builders.text("The mayors of both towns discussed the kelp fair, which has drawn divers from Aden, and lamps.")
    assert [s.place.quote for s in find([paper])] == ["both towns discussed the kelp fair, which has drawn divers from Aden"]


def test_a_clause_that_refers_to_a_thing_has_it_from_the_words_before() -> None:
    paper = builders.text("The slipway at Ilo was long awaited. It was opened in May by the two mayors.")
    assert [s.leads for s in find([paper])] == [("The slipway at Ilo was long awaited.",)]


def test_an_event_may_be_told_as_put_off() -> None:
    paper = builders.text("The second session of the council of divers was postponed to May.")
    place = r.Place(document=f"d-{paper.document[:12]}", start=0, end=len(paper.content))
    assert [s.how for s in find([paper], events=[place])] == ["undone"]


def test_what_is_told_by_the_way_within_a_promise_is_stated() -> None:
    paper = builders.text("They agreed to mend the pier at Ilo, whose first planks were nailed in May by masons of both states.")
    place = r.Place(document=f"d-{paper.document[:12]}", start=paper.content.index("mend"), end=len(paper.content) - 1)
    (found,) = find([paper], [place])
    assert found.place.quote == "to mend the pier at Ilo, whose first planks were nailed in May by masons of both states"


def test_what_a_pronoun_speaks_of_is_in_the_last_clause_before_it() -> None:
    words = "The fair at Ilo was put off to May, and the pact on kelp was with the lawyers. They urged experts to finish it."
    paper = builders.text(words)
    claims = [builders.claim(paper, "undertaking", "finish it", by=["MA", "PE"])]
    record = resolve([Source(paper)], claims)
    (said,) = leads([paper], record.undertakings).values()
    assert all("kelp" in words and "fair" not in words for words in said)


def test_a_subject_named_right_before_an_undertaking_is_what_it_speaks_of() -> None:
    words = "They will mend the pier at Ilo in May and decided that the second regatta should take place in Agadir."
    paper = builders.text(words)
    claims = [builders.claim(paper, "undertaking", "should take place in Agadir", by=["MA", "PE"])]
    record = resolve([Source(paper)], claims)
    assert list(leads([paper], record.undertakings).values()) == [("decided that the second regatta",)]
