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
