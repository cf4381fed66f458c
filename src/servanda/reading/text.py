"""Text: what a document says, where its story is, and the view of it that the rules read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Role = Literal[
    "headline", "heading", "paragraph", "item", "prefix", "frontmatter", "dateline", "caption", "credit", "teaser",
    "signature", "share", "menu", "note",
]
STORY_ROLES: frozenset[str] = frozenset({"headline", "heading", "paragraph", "item"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of the stored text (code points, end excluded) with the part it plays; only story roles are body."""

    start: int
    end: int
    role: Role


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
    def body(self) -> tuple[tuple[int, int], ...]:
        """Every span that is not noise, the headline included, in order."""
        return tuple((p.start, p.end) for p in self.passages if p.role in STORY_ROLES)
