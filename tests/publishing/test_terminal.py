"""The dossier on the terminal."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from examples import FIRST, SECOND, merged, record
from rich.console import Console

import builders
from servanda.extraction.mentions import Why
from servanda.publishing import page, tables, terminal
from servanda.publishing.differences import differences, lines
from servanda.publishing.dossier import Teller
from servanda.publishing.values import differing
from servanda.publishing.words import Words, available
from servanda.reconciliation import Record, resolve
from servanda.reconciliation.source import Source


def printed(record: Record, width: int, tag: str = "en") -> str:
    out = io.StringIO()
    terminal.show(record, Words(tag), Console(file=out, width=width, highlight=False))
    return out.getvalue()


@pytest.mark.parametrize("width", [80, 140])
def test_dossier_fits_the_width_and_cites_every_source(width: int) -> None:
    shown = printed(merged(), width)
    assert max(map(len, shown.splitlines())) <= width
    line = next(row for row in shown.splitlines() if "open a rice centre" in row and "[2]" in row)
    assert line.rstrip().endswith("[1] [2]")
    assert "=SUM(A1) seeds" in shown and "3 June 2024" in shown and "2024-06" not in shown


def test_a_difference_between_sources_is_signed() -> None:
    shown = printed(merged(), 100)
    assert shown.count(terminal.DIFFERS) == 2


def test_what_is_owed_comes_by_side_and_field() -> None:
    (dossier,) = [d for d in Teller(merged(), Words("en")).dossiers() if d.states]
    owed = [s for s in dossier.sections if s.key == "owed"]
    assert [(s.title, [g.title for g in s.groups]) for s in owed] == [
        ("Owed by both", ["Agriculture"]), ("Owed by Portugal", ["Politics", "Agriculture"])]


def test_one_due_date_is_shown_as_what_falls_due() -> None:
    once = builders.claim(FIRST, "undertaking", "open a rice centre by 2027", by=["IN", "PT"], due="2027")
    shown = printed(resolve([Source(FIRST, "parsed")], [once]), 80)
    (row,) = [line for line in shown.split(Words("en")("agenda"))[1].splitlines() if "2027" in line][:1]
    assert row.split()[:2] == ["2027", "open"]


def test_numbers_agree_with_what_is_listed() -> None:
    both: dict[str, Any] = {"by": ["IN", "PT"]}
    asked = builders.claim(SECOND, "undertaking", "open a centre for rice", act="proposal", force=None, **both)
    invited = builders.claim(SECOND, "undertaking", "The two sides", act="invitation", force=None, **both)
    (dossier,) = [d for d in Teller(record(asked, invited), Words("en")).dossiers() if d.states]
    assert [t for t in dossier.summary if t.split()[0].isdigit()][1:] == [
        "3 undertakings", "1 proposal or request", "1 invitation"]
    listed = {key: sum(len(g.lines) for s in dossier.sections if s.key == key for g in s.groups)
              for key in ("owed", "proposals", "invitations")}
    assert listed == {"owed": 3, "proposals": 1, "invitations": 1}


def test_signs_that_turn_text_round_are_not_printed() -> None:
    screen = terminal.Screen(file=io.StringIO(), width=80, highlight=False)
    screen.print("Roe \u202erevo\u202c and \u2067over\u2069, \u05d3\u200f.", markup=False)
    assert screen.file.getvalue() == "Roe revo and over, \u05d3\u200f.\n"


def test_papers_without_facts_give_an_honest_dossier() -> None:
    empty = resolve([Source(FIRST, "kept"), Source(SECOND, "parsed")], [])
    shown = printed(empty, 80)
    assert Words("en")("nothing") in shown and Words("en")("read_kept") in " ".join(shown.split())


@pytest.mark.parametrize(("property", "one", "two", "against"), [
    ("status", "planned", "concluded", []), ("status", "existing", "dissolved", ["status"]),
    ("date", "2026-03", "2026-03-07", []), ("date", "2026-03-06/2026-03-08", "2026-03-07", []),
    ("date", "2026-03-06/2026-03-08", "2026-03-09", ["date"]), ("due", "soon", "2027", ["due"]),
    ("place", "Bakou", "Azerbaijan", []), ("place", "Hanoi", "Azerbaijan", ["place"]), ("place", "Hanoi", "Hanoï", []),
    ("place", "Gandja", "Azerbaijan", []), ("place", "Gandja", "Bakou", ["place"]),
])
def test_what_is_less_exact_or_only_announced_is_no_contradiction(property: str, one: str, two: str, against: list[str]) -> None:
    fact = merged().undertakings[0]
    tellings = [replace(fact.tellings[0], property=property, value=value) for value in (one, two)]
    assert differing(fact.model_copy(update={"tellings": tellings})) == against


@pytest.mark.parametrize(("tag", "called"), [("en", "standard input"), ("fr", "entr\u00e9e standard")])
def test_standard_input_is_called_so(tag: str, called: str) -> None:
    given = replace(FIRST, path="-")
    made, words = record(texts=(given, SECOND)), Words(tag)
    row = next(line for line in printed(made, 100, tag).splitlines() if "[1]" in line and called in line)
    assert row.split()[-2:] == called.split()
    html = page.render(made, [given, SECOND], words)
    assert f'<a href="#paper-1">{called}</a>' in html and f"[1]</span> {called}</h2>" in html
    assert {cells[1] for cells in tables.rows(made, "documents", words)} == {called, "second.txt"}
    assert f"  + {called}" in list(lines(differences(Record(), made), Record(), made, words))
    assert words.paper("-/annex.pdf") == f"{called}/annex.pdf" and words.paper("-draft.txt") == "-draft.txt"


def test_what_was_announced_for_days_that_are_over_stands_apart_from_what_is_to_come() -> None:
    text = "They met. They will meet in May. They will meet in June. They will meet. The pact will be signed in May."
    first = builders.text(text)
    told = [builders.claim(first, "event", quote, type="meeting", date=day, states=["IN", "PT"], status=status)
            for quote, day, status in (("They met.", "2025-01-07", "held"), ("They will meet in May.", "2025-05", "planned"),
                                       ("They will meet in June.", "2025-06-09", "planned"),
                                       ("They will meet.", None, "planned"))]
    told.append(builders.claim(first, "instrument", "The pact will be signed in May.", title="The pact", date="2025-05",
                               parties=["IN", "PT"], status="planned"))
    made = resolve([Source(first, "parsed")], told)

    def groups(day: date, key: str) -> dict[str, list[str]]:
        (dossier,) = [d for d in Teller(made, Words("en"), day).dossiers() if d.states]
        return {g.title: [line.lead for line in g.lines] for s in dossier.sections if s.key == key for g in s.groups}

    assert groups(date(2025, 6, 1), "met") == {
        "Past": ["7 January 2025"], "Announced, not known to have been held": ["May 2025"],
        "To come": ["9 June 2025", Words("en").date(None)]}
    assert list(groups(date(2025, 5, 31), "met")) == ["Past", "To come"]
    assert list(groups(date(2025, 6, 1), "signed")) == ["Announced, not known to have been concluded"]
    assert list(groups(date(2025, 5, 1), "signed")) == ["To be concluded"]


@pytest.mark.parametrize("tag", available())
def test_papers_that_could_not_be_read_are_not_said_to_hold_nothing(tag: str) -> None:
    words, text = Words(tag), builders.text("Bộ trưởng đã tiếp người đồng cấp tại Hà Nội.", language="vi")
    for read, key in (("kept", "nothing_read"), ("parsed", "nothing")):
        (dossier,) = Teller(resolve([Source(text, read)], []), words).dossiers()
        assert dossier.empty == key and words(key) != key


def test_a_half_year_is_told_as_such_and_an_aim_without_its_verb() -> None:
    text = builders.text("Le Portugal s'engage à porter de 50 à 120 ses bourses au premier semestre 2027.", language="fr")
    said = "porter de 50 à 120 ses bourses au premier semestre 2027"
    told = builders.claim(text, "undertaking", said, by=["PT"], due="2027-06",
                          target="porter de 50 à 120")
    shown = printed(resolve([Source(text)], [told]), 300, "fr")
    assert "juin" not in shown and shown.count("premier semestre 2027") > 2
    assert Words("fr")("target", target="de 50 à 120") in shown


def test_sides_are_named_with_their_articles() -> None:
    text = builders.text("Portugal will open a school. India asks for a bridge.", language="en")
    claims = [builders.claim(text, "undertaking", "open a school", by=["PT"]),
              builders.claim(text, "undertaking", "a bridge", by=["IN"], act="proposal", force=None)]
    shown = printed(resolve([Source(text)], claims), 140, "fr")
    assert "Engagements du Portugal" in shown and "Demandes et propositions de l’Inde" in shown


@pytest.mark.parametrize(("offices", "shown"), [
    (["deputy-minister/agriculture", "deputy-minister/other"], "Deputy minister (Agriculture)"),
    (["minister/other", "other"], "Minister"),
    (["other"], "Director of Harbours"),
])
def test_offices_say_no_more_than_once_and_in_the_papers_words_where_there_is_no_code(offices: list[str], shown: str) -> None:
    told = replace(builders.person(FIRST, "Ravi Nair", "IN", *offices),
                   why=(Why("office before", "Director of Harbours", "Ravi Nair"),))
    (dossier,) = [d for d in Teller(record(told), Words("en")).dossiers() if d.states]
    people = next(s for s in dossier.sections if s.key == "people")
    assert ("office", shown) in {pair for g in people.groups for line in g.lines for pair in line.told}
