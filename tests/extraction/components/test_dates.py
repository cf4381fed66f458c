"""Dates: the readings of the resolver, and every example of every language's patterns."""

from __future__ import annotations

import pytest
import spacy

from builders import text
from servanda import languages
from servanda.extraction import pipeline
from servanda.extraction.calendar import Calendar, Dates, mentions
from servanda.extraction.components.dates import Finder
from servanda.extraction.mentions import Findings
from servanda.extraction.moments import Expression, Moment, moment, moved, resolve, valid
from servanda.extraction.spoken import reference_of
from servanda.reading import read

pipeline.register()
WEDNESDAY = Moment(2025, 5, 7)
CALENDARS = {tag: Calendar(languages.load(tag).section("dates", Dates)) for tag in languages.installed()}
EXAMPLES = [
    pytest.param(tag, words, value, id=f"{tag}: {words}")
    for tag, calendar in CALENDARS.items() for pattern in calendar.words.patterns
    for words, value in pattern.examples.items()
]
DEADLINES = [
    pytest.param(tag, words, value, id=f"{tag}: {words}")
    for tag, calendar in CALENDARS.items() for words, value in calendar.words.due_examples.items()
]
EXCLUDED = [
    pytest.param(tag, i, words, id=f"{tag}: {words}")
    for tag, calendar in CALENDARS.items() for i, pattern in enumerate(calendar.words.patterns)
    for words in pattern.no_match
]


@pytest.mark.parametrize(("tag", "words", "value"), EXAMPLES)
def test_example_is_read_whole_with_its_value(tag: str, words: str, value: str | None) -> None:
    (found,) = mentions(words, CALENDARS[tag], WEDNESDAY)
    assert words[found.span.start:found.span.end] == words
    assert found.value == value


@pytest.mark.parametrize(("tag", "words", "value"), DEADLINES)
def test_deadline_takes_the_reading_for_things_to_come(tag: str, words: str, value: str) -> None:
    (found,) = mentions(words, CALENDARS[tag], WEDNESDAY)
    assert (found.role, found.value, found.span.start) == ("due", value, 0)


@pytest.mark.parametrize(("tag", "index", "words"), EXCLUDED)
def test_excluded_words_do_not_match_the_pattern(tag: str, index: int, words: str) -> None:
    calendar = CALENDARS[tag]
    assert all(p is not calendar.words.patterns[index] for p, _ in calendar.matches(words))


@pytest.mark.parametrize(("expression", "reference", "past", "planned"), [
    (Expression("day", day=8, month=5), Moment(2025, 5), "2025-05-08", "2025-05-08"),
    (Expression("day", day=8, month=5), Moment(None), "XXXX-05-08", "XXXX-05-08"),
    (Expression("day", day=20, month=12), Moment(2026, 1, 26), "2025-12-20", "2025-12-20"),
    (Expression("season", season=21, direction=1), Moment(2026, 1, 14), "2026-21", "2026-21"),
    (Expression("season", season=21, direction=1), Moment(2026, 3, 12), "2027-21", "2027-21"),
    (Expression("season", season=23, direction=1), Moment(2026, 10, 1), "2027-23", "2027-23"),
    (Expression("day", day=20, month=9), Moment(2026, 1, 26), "2025-09-20", "2026-09-20"),
    (Expression("day", day=16, month=10, weekday=1), Moment(2024, 1, 5), "2023-10-16", "2023-10-16"),
    (Expression("month", month=11), Moment(2023, 5, 22), "2022-11", "2023-11"),
    (Expression("month", month=5, direction=-1), Moment(2025, 7), "2025-05", "2025-05"),
    (Expression("weekday", weekday=4), WEDNESDAY, "2025-05-01", "2025-05-08"),
    (Expression("weekday", weekday=4), Moment(2025, 5), None, None),
    (Expression("season", unit="quarter", ordinal=1, year=2026), WEDNESDAY, "2026-33", "2026-33"),
    (Expression("within", unit="month", number=3), Moment(2014, 11, 30), "2015-02", "2015-02"),
    (Expression("shift", unit="week", shift=1), Moment(2025, 5), None, None),
])
def test_resolve(expression: Expression, reference: Moment, past: str | None, planned: str | None) -> None:
    found = resolve(expression, reference)
    assert (found.value, found.planned) == (past, planned)


def test_next_day_counts_from_the_date_named_before() -> None:
    found = resolve(Expression("after", unit="day", shift=1), WEDNESDAY, previous=Moment(2024, 2, 29))
    assert found.value == "2024-03-01"


def test_weekday_counts_from_the_day_named_before_in_a_text_without_a_day() -> None:
    found = resolve(Expression("weekday", weekday=3), Moment(2023, 10), previous=Moment(2023, 10, 16))
    assert found.value == "2023-10-18"


@pytest.mark.parametrize(("value", "good"), [
    ("2025-05-08", True), ("2025-05-05/2025-05-07", True), ("195X", True), ("XXXX-05-08", True), ("2024-22", True),
    ("2025-33", True), ("2025-13", False), ("2025-5-8", False), ("soon", False),
])
def test_valid(value: str, good: bool) -> None:
    assert valid(value) is good


def test_moment_takes_the_end_of_an_interval() -> None:
    assert moment("2025-05-05/2025-05-07") == Moment(2025, 5, 7)


def test_moved_over_the_year_end() -> None:
    assert moved(Moment(2025, 12, 30), "month", 2) == "2026-02"


def _found(words: str) -> list[str | None]:
    """The values of the dates in a paper that bears no date itself."""
    doc = spacy.blank("fr").make_doc(words)
    doc._.text, doc._.findings = text(words, language="fr", published=None), Findings()
    return [d.planned_value or d.value for d in Finder(languages.load("fr"))(doc)._.findings.dates]


def test_deadlines_are_counted_from_the_day_the_paper_tells_of() -> None:
    words = "Les experts se sont réunis le 7 mai 2025. Le port ouvrira dans un délai de trois mois, la route en juin."
    assert _found(words) == ["2025-05-07", "2025-08", "2025-06"]


def test_of_two_years_that_dated_in_full_is_the_papers() -> None:
    assert _found("Réunis le 7 mai 2025, ils ouvriront le port en juin et la route en 2026.")[1] == "2025-06"
    assert _found("Réunis du 5 au 7 mai 2025, ils ouvriront le port en juin et la route en mars 2026.")[1] == "2025-06"


def test_years_of_aims_and_of_what_is_past_are_not_the_papers() -> None:
    assert _found("Le pont, promis en 2021, sera là d'ici 2038 et payé avant 2040. Il est venu le 3 mai.")[-1] == "XXXX-05-03"


@pytest.mark.parametrize(("words", "year"), [
    ("KINGSTON, March 4 (JIS) -- Jamaica and Barbados signed a pact on Tuesday. Both became independent in the sixties, in 1962 "
     "and in 1966.", None),
    ("KINGSTON, March 4 (JIS) -- Jamaica and Barbados, which opened diplomatic relations on 2 March 1967, signed a pact.", None),
    ("KINGSTON, March 4 (JIS) -- Jamaica and Barbados signed a pact. The 2040 agenda was discussed.", None),
    ("KINGSTON, March 4 (JIS) -- Barbados will host the Ocean Summit in 2029, it told Jamaica.", None),
    ("Jamaica to host Ocean Summit 2029\n\nKINGSTON, March 4 (JIS) -- Jamaica and Barbados signed a pact on Tuesday.", None),
    ("KINGSTON, March 4 (JIS) -- Jamaica and Barbados signed a pact on 3 March 2031.", 2031),
    ("KINGSTON, March 4 (JIS) -- Jamaica and Barbados signed a pact on fisheries on Tuesday.\n\n(c) JIS 2031", 2031),
    ("KINGSTON, March 4 (JIS) -- Jamaica and Barbados signed a pact on Monday, March 3.\n\n(c) JIS 2031", 2031),
    ("KINGSTON, March 4 (JIS) -- Jamaica and Barbados signed a pact on Sunday, March 3.\n\n(c) JIS 2031", None),
    ("Ocean Summit 2031 opens in Kingston\n\nKINGSTON, March 4 (JIS) -- Jamaica and Barbados signed a pact on fisheries.", 2031),
])
def test_year_of_a_paper_whose_dateline_gives_none(words: str, year: int | None) -> None:
    paper = read(words, document_sha="0" * 64, path="paper.txt", media_type="text/plain")
    doc = spacy.blank("en").make_doc(paper.view.text)
    doc._.text, doc._.findings = paper, Findings()
    found = Finder(languages.load("en"))(doc)._.findings.dates
    assert reference_of(paper, found) == Moment(year, 3, 4)


@pytest.mark.parametrize("tag", [tag for tag, calendar in CALENDARS.items() if calendar.words.recalled])
def test_what_is_recalled_is_told_from_what_is_reported(tag: str) -> None:
    calendar = CALENDARS[tag]
    for words in calendar.words.recalled_examples.match:
        assert all(d.recalled for d in mentions(words, calendar, WEDNESDAY)), words
    for words in calendar.words.recalled_examples.no_match:
        assert not any(d.recalled for d in mentions(words, calendar, WEDNESDAY)), words


def test_month_of_a_new_school_year() -> None:
    assert _found("Réunis le 7 mai 2025, ils ouvriront l’école pour la rentrée d’octobre 2026.")[-1] == "2026-10"


@pytest.mark.parametrize("tag", [tag for tag, calendar in CALENDARS.items() if calendar.words.aside])
def test_what_is_told_by_the_way_is_no_day_the_tale_counts_from(tag: str) -> None:
    calendar = CALENDARS[tag]
    for words in calendar.words.aside_examples.match:
        assert calendar.is_aside(words), words
    for words in calendar.words.aside_examples.no_match:
        assert not calendar.is_aside(words), words


@pytest.mark.parametrize("tag", [tag for tag, calendar in CALENDARS.items() if calendar.words.earlier])
def test_verbs_of_what_had_been_are_told_from_those_of_what_was(tag: str) -> None:
    calendar = CALENDARS[tag]
    assert all(calendar.earlier.search(words) for words in calendar.words.earlier_examples.match)
    assert not any(calendar.earlier.search(words) for words in calendar.words.earlier_examples.no_match)


@pytest.mark.parametrize(("words", "days"), [
    ("Il a reçu mercredi son homologue, arrivé la veille. Le même jour, ils ont signé. La veille, il était à Suva.", "7676"),
    ("Arrivé lundi à Suva, il a vu le maire. Le même soir, il a dîné. Le lendemain, il a signé.", "556"),
    ("La veille, des experts avaient siégé.\n\nDans la soirée, il a été reçu.", "67"),
    ("Il est arrivé hier. Un million, contre deux aujourd'hui, a-t-il dit. Dans la même journée, il a signé.", "676"),
    ("Le ministre était arrivé la veille à Suva. Le même jour, il a vu le maire.", "66"),
    ("Il a vu le roi mercredi. Les experts avaient siégé la veille. Dans l'après-midi, il a vu le maire.", "767"),
])
def test_the_same_day_is_the_one_the_text_tells_of(words: str, days: str) -> None:
    assert [found.value for found in mentions(words, CALENDARS["fr"], WEDNESDAY)] == [f"2025-05-0{day}" for day in days]


@pytest.mark.parametrize("tag", [tag for tag, calendar in CALENDARS.items() if calendar.words.before])
def test_a_date_before_which_something_is_due_is_told_from_one_by_which_it_is(tag: str) -> None:
    calendar = CALENDARS[tag]
    for words in calendar.words.before_examples.match:
        assert calendar.falls_before(words, "2026-06"), words
    for words in calendar.words.before_examples.no_match:
        assert not calendar.falls_before(words, "2026-06"), words


@pytest.mark.parametrize(("tag", "words", "due", "told"), [
    ("fr", "signer l'accord au premier semestre 2027", "2027-06", "2027-40"),
    ("fr", "ouvrir une école au second semestre 2027", "2027", "2027-41"),
    ("en", "sign the agreement in the first half of 2027", "2027-06", "2027-40"),
    ("fr", "signer l'accord avant la fin du premier semestre 2027", "2027-06", None),
    ("en", "sign the agreement by June 2027", "2027-06", None),
])
def test_the_span_that_words_name_is_told_from_the_month_it_ends_with(tag: str, words: str, due: str, told: str | None) -> None:
    assert CALENDARS[tag].span_of(words, due) == told
