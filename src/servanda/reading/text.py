"""Text: what a document says, where its story is, and the view of it that the rules read."""

from __future__ import annotations

import hashlib
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, overload

Role = Literal[
    "headline", "heading", "paragraph", "item", "prefix", "frontmatter", "dateline", "caption", "credit", "teaser",
    "signature", "share", "menu", "note",
]
_MARK = re.compile(r"\s*#{1,6}\s*")
_EMPHASIS = ("***", "**", "*", "__", "_")
STORY_ROLES: frozenset[str] = frozenset({"headline", "heading", "paragraph", "item"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of the stored text (code points, end excluded) with the part it plays; only story roles are body."""

    start: int
    end: int
    role: Role


def shown(content: str, start: int, end: int, role: str) -> tuple[int, int]:
    """What of a passage is shown to people: a headline or heading without the signs that mark it as one."""
    if role not in ("headline", "heading"):
        return start, end
    if (mark := _MARK.match(content, start, end)) is not None:
        start = mark.end()
    words = content[start:end].rstrip()
    for signs in _EMPHASIS:
        inner = words[len(signs) : -len(signs)]
        if words.startswith(signs) and words.endswith(signs) and inner and signs[0] not in inner:
            return start + len(signs), start + len(words) - len(signs)
    return start, end


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or caption of the view (offsets in `View.text`).

    heading: index of the heading block it stands under. lead: index of the block that introduces this list item.
    """

    start: int
    end: int
    role: Role
    heading: int | None = None
    lead: int | None = None

    @property
    def is_story(self) -> bool:
        """Whether facts of every kind may be cited from here (captions give names, places and dates only)."""
        return self.role in STORY_ROLES


class Offsets(Sequence[int]):
    """Places that mostly count up by one, kept as runs."""

    __slots__ = ("_begins", "_length", "_values")

    def __init__(self, places: Iterable[int] = ()) -> None:
        self._begins, self._values, self._length = array("I"), array("I"), 0
        expected = -1
        for place in places:
            if place != expected:
                self._begins.append(self._length)
                self._values.append(place)
            self._length += 1
            expected = place + 1

    @classmethod
    def of(cls, runs: Iterable[Sequence[int]]) -> Offsets:
        """The places of some runs, each given by its first place and its length."""
        made = cls()
        for value, length in runs:
            made._begins.append(made._length)
            made._values.append(value)
            made._length += length
        return made

    def runs(self) -> list[list[int]]:
        """First place and length of each run."""
        ends = [*self._begins, self._length][1:]
        return [[value, end - begin] for value, begin, end in zip(self._values, self._begins, ends, strict=True)]

    @overload
    def __getitem__(self, at: int) -> int: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[int]: ...

    def __getitem__(self, at: int | slice) -> int | Sequence[int]:
        """One place, or several."""
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(self._length))]
        index = at + self._length if at < 0 else at
        if not 0 <= index < self._length:
            raise IndexError(at)
        run = bisect_right(self._begins, index) - 1
        return self._values[run] + index - self._begins[run]

    def __iter__(self) -> Iterator[int]:
        """Each place."""
        for value, length in self.runs():
            yield from range(value, value + length)

    def __len__(self) -> int:
        """How many."""
        return self._length

    def __eq__(self, other: object) -> bool:
        """Whether the places are the same."""
        return isinstance(other, Offsets) and self.runs() == other.runs()

    def __hash__(self) -> int:
        """By how many there are, and the first of them."""
        return hash((self._length, *self._values[:1]))


@dataclass(frozen=True, slots=True)
class View:
    """The story as the rules read it: lines joined, hyphens at line ends undone, typography unified.

    `offsets[i]` is the code point of the stored text that `text[i]` stands for, so every span can be cited exactly.
    Blocks are separated by a blank line ("\\n\\n") in `text`.
    """

    text: str
    offsets: Sequence[int]
    blocks: tuple[Block, ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The stored-text span of a non-empty view span."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def block_at(self, position: int) -> int:
        """Index of the block holding a view position (the next one, between blocks)."""
        low, high = 0, len(self.blocks)
        while low < high:
            middle = (low + high) // 2
            if self.blocks[middle].end <= position:
                low = middle + 1
            else:
                high = middle
        return min(low, len(self.blocks) - 1)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when the story is reported from, as the text states it; the date is EDTF."""

    place: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Text:
    """The text extracted from a document, frozen once stored, with its description (GUIDE section 1).

    published and dateline.date are EDTF; `side` is the state whose agency or authority tells it.
    """

    document: str
    path: str
    media_type: str
    content: str
    language: str | None
    title: str | None
    agencies: tuple[str, ...]
    side: str | None
    published: str | None
    dateline: Dateline | None
    passages: tuple[Passage, ...]
    view: View
    title_span: tuple[int, int] | None = None
    warnings: tuple[str, ...] = field(default=())

    @property
    def sha256(self) -> str:
        """The text's own hash (UTF-8)."""
        return hashlib.sha256(self.content.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def told(self) -> str | None:
        """When it was told: the dateline's day, else the publication (EDTF)."""
        return (self.dateline.date if self.dateline else None) or self.published

    @property
    def body(self) -> tuple[tuple[int, int], ...]:
        """Every span that is not noise, the headline included, in order."""
        return tuple((p.start, p.end) for p in self.passages if p.role in STORY_ROLES)
