"""A page in its parts, and what its furniture says about it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from servanda.languages.folding import fold
from servanda.reading.dateline import Opening
from servanda.reading.draft import Draft
from servanda.reading.furniture import SENTENCE_END, Told
from servanda.reading.lines import Line
from servanda.reading.pagedates import PageDate
from servanda.reading.text import STORY_ROLES, Role


@dataclass(slots=True)
class Part:
    """A line or piece of a line. role is None until it is told."""

    line: Line
    draft: Draft
    role: Role | None = None
    whole: bool = True

    @property
    def text(self) -> str:
        """Its tidied words."""
        return self.draft.text

    @property
    def span(self) -> tuple[int, int]:
        """Its place in the stored text."""
        if self.whole:
            return self.line.start, self.line.end
        return self.draft.offsets[0], self.draft.offsets[-1] + 1

    @property
    def is_story(self) -> bool:
        """Whether it belongs to the story (or is not told yet)."""
        return self.role is None or self.role in STORY_ROLES


@dataclass(slots=True)
class Page:
    """A page in its parts, with what the furniture says about it."""

    parts: list[Part] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    letterhead: list[str] = field(default_factory=list)  # authorities that head the page and are not its source
    crawl_date: PageDate | None = None
    line_date: PageDate | None = None
    done_date: PageDate | None = None  # the day that its closing words say it was done
    changed: bool = False
    opening: Opening | None = None
    paragraphs: int = 0

    def opens(self, part: Part) -> bool:
        """Whether a part follows the dateline on its line."""
        return any(p.role == "dateline" and p.line is part.line for p in self.parts)

    def note(self, told: Told) -> None:
        """Keep what a piece of furniture says."""
        self.agencies += told.agencies
        if told.place and self.opening is None:
            self.opening = Opening(0, told.place, told.date)
        elif told.place and self.opening and not (self.opening.date or self.opening.agencies) and _same(told, self.opening):
            self.opening = replace(self.opening, date=told.date)
        if told.date is not None and (self.line_date is None or (self.changed and not told.changed)):
            self.line_date, self.changed = told.date, told.changed


def _same(told: Told, opening: Opening) -> bool:
    """Whether a place is that of the dateline."""
    return fold(told.place or "") == fold(opening.place or "")


def is_paragraph(text: str) -> bool:
    """Whether some words are a paragraph of a story: long, and ended like a sentence."""
    return len(text) > 90 and bool(SENTENCE_END.search(text))
