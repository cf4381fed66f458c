"""Near copies by their words."""

from __future__ import annotations

from builders import STORY, text
from servanda.reconciliation.papers import near_copies
from servanda.reconciliation.source import Source


def test_small_edits_make_a_copy_and_another_telling_does_not() -> None:
    first = text(STORY, path="a.txt")
    copy = text(STORY.replace("delegations", "teams").replace("chapter 3", "the third chapter"), path="b.txt")
    other = text("The ministers spoke to the press after a round that had gone on for two weeks. " * 3, path="c.txt")
    assert near_copies({t.document: Source(t) for t in (first, copy, other)}) == {copy.document: first.document}


def test_short_texts_are_never_called_copies() -> None:
    first, second = text("A short note.", path="a.txt"), text("A short note.", path="b.txt")
    assert near_copies({t.document: Source(t) for t in (first, second)}) == {}


PATTERN = (
    "The ministers of the two countries met in Apia on {day}. They reviewed the state of relations and welcomed the growth of "
    "trade, tourism and education ties. They noted with satisfaction the work done by officials since their last meeting "
    "and thanked the teams on both sides. {amount} million dollars will be given for {what} by {due}. The two sides agreed "
    "to {act} within {months} months. The minister thanked his host for the welcome given to workers and students and left "
    "Apia in the evening.")
MARCH = {"day": "3 March", "amount": 20, "what": "roads", "due": 2028, "act": "open a consulate", "months": 6}


def test_papers_of_one_pattern_are_no_copies() -> None:
    first = text(PATTERN.format(**MARCH), path="a.txt", published="2026-03-03")
    second = text(PATTERN.format(**MARCH | {"day": "20 May", "amount": 35, "due": 2030, "act": "sign a treaty", "months": 9}),
                  path="b.txt", published="2026-05-20")
    assert near_copies({t.document: Source(t) for t in (first, second)}) == {}


def test_a_copy_with_a_figure_set_right_or_less_text_is_one() -> None:
    first = text(PATTERN.format(**MARCH), path="a.txt", published="2026-03-03")
    right = text(PATTERN.format(**MARCH | {"amount": 21}), path="b.txt", published="2026-03-04")
    shorter = text(PATTERN.format(**MARCH).rpartition(". The minister")[0] + ".", path="c.txt", published="2026-03-03")
    assert near_copies({t.document: Source(t) for t in (first, right, shorter)}) == {
        right.document: first.document, shorter.document: first.document}


def test_what_is_told_again_at_another_time_is_a_copy_only_if_nearly_all_of_it_is_the_same() -> None:
    plain = PATTERN.replace("{day}", "Monday").replace("{amount} million dollars", "A sum").replace(" by {due}", "").replace(
        " within {months} months", " soon")
    first = text(plain.format(**MARCH), path="a.txt", published="2026-03-03")
    other = plain.format(what="solar panels in the villages", act="set up a joint committee on the health of both peoples")
    soon, later = (text(other, path=f"{n}.txt", published=day) for n, day in enumerate(("2026-03-05", "2026-05-20")))
    assert near_copies({t.document: Source(t) for t in (first, soon)}) == {soon.document: first.document}
    assert near_copies({t.document: Source(t) for t in (first, later)}) == {}
