"""Extracted: the text of a paper and what its file says about it, before anything is understood."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from servanda.documents import Document, Held, Problem, Shelf, taken

Pages = Callable[[int, int], None]  # told how many pages have been recognised, and how many are to be


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the source: where its text lies in `Extracted.text`.

    number: counted from 1. held: the page as a picture (PNG, or the picture as it came) or where that was laid aside, where
    its text was recognised on it; else None.
    """

    number: int
    start: int
    end: int
    held: Held | None = field(default=None, repr=False)

    @property
    def image(self) -> bytes | None:
        """The picture itself."""
        return None if self.held is None else taken(self.held)

    def aside(self, shelf: Shelf) -> Page:
        """The page with its picture on a shelf."""
        return self if self.held is None else replace(self, held=shelf.put(taken(self.held)))


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text a document holds. For plain text and Markdown it is the decoded bytes, and nothing else is done to it.

    metadata: what the file says of itself, each key only where it is there and not empty: `title`, `date` (published),
    `modified`, `author`, `site` (who publishes), `language`, `url`, `description`, all strings (dates as ISO 8601 where
    they could be read, else as written); `encoding` of text; `front_matter` (the whole mapping, of plain values); of
    mail `from`, `to`, `cc`, `reply_to`, `message_id`.
    attachments: papers carried by this one. pages: of a PDF or an image. problems: what was not read wholly or surely.
    """

    text: str
    metadata: Mapping[str, Any] = field(default_factory=dict)
    attachments: tuple[Document, ...] = ()
    pages: tuple[Page, ...] = ()
    problems: tuple[Problem, ...] = ()
