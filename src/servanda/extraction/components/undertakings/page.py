"""What the whole paper tells about each of its sentences: that it is of a treaty, of a plan, asked by an interviewer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from servanda.extraction.components.references.lexicon import words as reference_words
from servanda.extraction.components.undertakings.lexicon import Words
from servanda.extraction.content import content
from servanda.languages import Language
from servanda.reading.text import Block

_QUESTIONS = 2  # blocks that end in a question from which a paper is an interview
_LABEL = re.compile(r"[^\W\d_][\w '.-]{0,40}:")  # who speaks, before what he says


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of a paper before its sentences are read.

    treaty: it binds its parties by its presents. letters: it is an exchange of letters.
    agency: another than the parties tells it.
    planned: the blocks that are bare points of a plan (`- Open a school.`). asked: those in which an interviewer speaks.
    """

    treaty: bool
    letters: bool
    agency: bool
    planned: frozenset[int]
    asked: frozenset[int]


def page(doc: Doc, words: Words, language: Language) -> Page:
    """What a paper tells of its sentences."""
    low, text = content(doc).lower(), doc._.text
    blocks: Sequence[Block] = text.view.blocks if text is not None else ()
    joint = bool(blocks) and reference_words(language).joint_texts.search(low, blocks[0].start, blocks[0].end) is not None
    return Page(
        treaty=words.is_treaty(low), letters=words.phrase("letters").search(low) is not None,
        agency=text is not None and bool(text.agencies) and not joint,
        planned=_planned(blocks, low, words), asked=_asked(blocks, low, words))


def _planned(blocks: Sequence[Block], low: str, words: Words) -> frozenset[int]:
    """The points of a plan: all of a paper that is called one, else those under a heading that announces what is to be done."""
    plan = any(b.role == "headline" and words.phrase("plans").search(low, b.start, b.end) for b in blocks)
    found, under = set(), plan
    for number, block in enumerate(blocks):
        if block.role == "heading" and not plan:
            under = words.phrase("plan_headings").search(low, block.start, block.end) is not None
        elif block.role == "item" and under and block.is_story:
            found.add(number)
        elif block.role == "paragraph" and not plan:
            under = under and number > 0 and blocks[number - 1].role == "heading"  # words that introduce the points
    return frozenset(found)


def _asked(blocks: Sequence[Block], low: str, words: Words) -> frozenset[int]:
    """The blocks in which an interviewer speaks: those that end in a question, and those of whoever is named like these."""
    asking = words.phrase("questions")
    found = {n for n, b in enumerate(blocks) if b.is_story and asking.search(low[b.start : b.end])}
    if len(found) < _QUESTIONS:
        return frozenset()
    labels = {m[0] for n in found if (m := _LABEL.match(low, blocks[n].start, blocks[n].end))}
    alike = {n for n, b in enumerate(blocks) if labels and (m := _LABEL.match(low, b.start, b.end)) and m[0] in labels}
    return frozenset(found | alike)
