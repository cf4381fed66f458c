"""One document, as resolution sees it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from servanda.documents import Held, Shelf, packed, unpacked
from servanda.reading.text import Text


@dataclass(frozen=True, slots=True)
class Source:
    """What resolution needs to know of one document: its text, how it was read, and its place in the order given.

    held: the text, or where it was laid aside. What is asked all the time is at hand: the document's hash, its path, the
    language, and when it was told (the dateline's day, else the publication; EDTF).
    """

    held: Text | Held
    read: str = "parsed"
    document: str = ""
    path: str = ""
    language: str | None = None
    told: str | None = None

    def __post_init__(self) -> None:
        """What stays at hand is the text's."""
        if isinstance(text := self.held, Text):
            for name in ("document", "path", "language", "told"):
                object.__setattr__(self, name, getattr(text, name))

    @property
    def text(self) -> Text:
        """The text (made anew each time, where it was laid aside)."""
        if isinstance(self.held, Text):
            return self.held
        text: Text = unpacked(self.held)
        return text

    def aside(self, shelf: Shelf) -> Source:
        """The same with its text on a shelf."""
        return replace(self, held=shelf.put(packed(self.text)))
