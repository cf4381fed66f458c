"""Document: the bytes of one paper, known by their SHA-256, at hand or laid aside."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from servanda.documents.media import media_type
from servanda.documents.shelf import Held, Shelf, taken


@dataclass(frozen=True, slots=True)
class Document:
    """A paper as it came. Its bytes never change.

    path: as shown to people (the file's path, "-" for standard input, "mail.eml/annex.pdf" for an attachment).
    held: its bytes, or where they were laid aside. media_type: what the bytes are, whatever the file's name claims.
    part_of: SHA-256 of the mail that carried it. depth: how many mails, one in the other, it came in.
    """

    path: str
    held: Held = field(repr=False, compare=False)
    sha256: str
    media_type: str
    part_of: str | None = None
    depth: int = 0

    @classmethod
    def of(cls, path: str, data: bytes, *, part_of: str | None = None, depth: int = 0) -> Document:
        """The document these bytes make, hashed and recognised."""
        return cls(path, data, hashlib.sha256(data).hexdigest(), media_type(data, path), part_of, depth)

    @property
    def data(self) -> bytes:
        """Its bytes (read anew each time, where they were laid aside)."""
        return taken(self.held)

    def at_hand(self) -> Document:
        """The document with its bytes in memory."""
        return replace(self, held=self.data)

    def aside(self, shelf: Shelf) -> Document:
        """The document with its bytes on a shelf."""
        return replace(self, held=shelf.put(self.data))
