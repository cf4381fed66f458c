"""Document: the bytes of one paper, known by their SHA-256, at hand or laid aside."""

from __future__ import annotations

import hashlib
import os
import tempfile
import weakref
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from servanda.documents.media import media_type


@dataclass(frozen=True, slots=True)
class Document:
    """A paper as it came. Its bytes never change.

    path: as shown to people (the file's path, "-" for standard input, "mail.eml/annex.pdf" for an attachment).
    held: its bytes, or where they were laid aside. media_type: what the bytes are, whatever the file's name claims.
    part_of: SHA-256 of the mail that carried it. depth: how many mails, one in the other, it came in.
    """

    path: str
    held: bytes | Kept = field(repr=False, compare=False)
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
        return self.held if isinstance(self.held, bytes) else self.held.shelf.get(self.held)

    def at_hand(self) -> Document:
        """The document with its bytes in memory."""
        return replace(self, held=self.data)

    def aside(self, shelf: Shelf) -> Document:
        """The document with its bytes on a shelf (as it is, where the disk has no room)."""
        try:
            return replace(self, held=shelf.put(self.data))
        except OSError:
            return self


class Shelf:
    """A temporary file where the bytes of many papers wait, so that memory does not grow with them.

    The file has no name, and goes with the last document that lies in it.
    """

    def __init__(self) -> None:
        with tempfile.TemporaryFile(prefix="servanda-") as file:
            self._file = os.dup(file.fileno())
        weakref.finalize(self, os.close, self._file)
        self._end = 0

    def put(self, data: bytes) -> Kept:
        """Lay bytes aside."""
        kept = Kept(self, self._end, len(data))
        left = memoryview(data)
        while left:
            written = os.pwrite(self._file, left, self._end)
            left, self._end = left[written:], self._end + written
        return kept

    def get(self, kept: Kept) -> bytes:
        """The bytes of one place."""
        found = bytearray()
        while len(found) < kept.length and (more := os.pread(self._file, kept.length - len(found), kept.start + len(found))):
            found += more
        return bytes(found)


class Kept(NamedTuple):
    """Where bytes were laid aside."""

    shelf: Shelf
    start: int
    length: int
