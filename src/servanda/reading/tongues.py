"""A paper in two languages, parted into one text for each, so that each is read in its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from servanda import languages
from servanda.languages.folding import fold
from servanda.reading import language
from servanda.reading.text import Block, Offsets, Text, View

_SEPARATOR = "\n\n"
_TOLD = frozenset({"paragraph", "item"})
_ABOVE = frozenset({"headline", "heading", "frontmatter"})  # what is in the language of what stands below it
_MARK = re.compile(r"\d+|(?<![.!?]\s)(?<!^)[^\W\d_a-z][^\W\d_]{3,}")
_TELLING = 2  # numbers and names that tell a paragraph
_ALIKE = 0.5  # of them that two paragraphs share, one of which is the other's translation
_MOST = 0.6  # of the paragraphs that have their like
_AS_LONG = 1.8  # times a part may be longer than the other that is its translation


def parted(text: Text) -> tuple[Text, ...]:
    """The text in its own language and in the other one that a good part of it is written in.

    A part that says in the other language what the first says already is left out, and so is one in a language that is not read.
    """
    if text.language not in languages.installed():
        return (text,)
    blocks = text.view.blocks
    words = [text.view.text[b.start : b.end] if b.role in _TOLD else "" for b in blocks]
    other = language.beside(text.language, words)
    if other is None:
        return (text,)
    told = [language.of(each, text.language) for each in words]
    tags = _filled(blocks, [other if tag == other else text.language if tag else None for tag in told], text.language)
    own, beside = (replace(text, language=tag, view=_view(text.view, [t == tag for t in tags])) for tag in (text.language, other))
    beyond = languages.load(other)
    read = beyond.profile.reads and beyond.parser is not None and not _repeats(own.view, beside.view)
    return (own, beside) if read else (own,)


def _filled(blocks: Sequence[Block], told: Sequence[str | None], own: str | None) -> list[str | None]:
    """The language of every block: headings have that of what stands below them, short lines that of what stands above."""
    above: list[str | None] = []
    for tag in told:
        above.append(tag or (above[-1] if above else None))
    below: list[str | None] = []
    for tag in reversed(told):
        below.append(tag or (below[-1] if below else None))
    below.reverse()
    return [(down or up if block.role in _ABOVE else up or down) or own
            for block, up, down in zip(blocks, above, below, strict=True)]


def _view(view: View, kept: Sequence[bool]) -> View:
    """The blocks of a view that are kept."""
    text: list[str] = []
    offsets: list[int] = []
    blocks: list[Block] = []
    places: dict[int, int] = {}
    at = 0
    for number, (block, keep) in enumerate(zip(view.blocks, kept, strict=True)):
        if not keep:
            continue
        if blocks:
            text.append(_SEPARATOR)
            offsets += [offsets[-1]] * len(_SEPARATOR)
            at += len(_SEPARATOR)
        words = view.text[block.start : block.end]
        text.append(words)
        offsets += view.offsets[block.start : block.end]
        places[number] = len(blocks)
        heading = places.get(block.heading) if block.heading is not None else None
        lead = places.get(block.lead) if block.lead is not None else None
        blocks.append(Block(at, at + len(words), block.role, heading, lead))
        at += len(words)
    return View("".join(text), Offsets(offsets), tuple(blocks))


def _repeats(one: View, other: View) -> bool:
    """Whether two parts say the same: about as long, and most paragraphs with their like in the other part, in the same order."""
    if max(len(one.text), len(other.text)) > _AS_LONG * min(len(one.text), len(other.text)):
        return False
    first, second = (_marks(part) for part in (one, other))
    at = alike = 0
    for marks in first:
        like = next((n for n, others in enumerate(second[at:], at) if _are_alike(marks, others)), None)
        if like is not None:
            at, alike = like + 1, alike + 1
    return alike >= _MOST * max(len(first), len(second))


def _marks(view: View) -> list[frozenset[str]]:
    """The numbers and names of every paragraph that has some, which are the same in any language."""
    found = (frozenset(map(fold, _MARK.findall(view.text, b.start, b.end))) for b in view.blocks if b.role in _TOLD)
    return [marks for marks in found if len(marks) >= _TELLING]


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _ALIKE * min(len(one), len(other))
