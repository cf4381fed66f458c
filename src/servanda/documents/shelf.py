"""Bytes laid aside: those of many papers wait in a temporary file, so that memory does not grow with them."""

from __future__ import annotations

import os
import tempfile
import weakref
from typing import NamedTuple


class Shelf:
    """A temporary file without a name. It goes with the last of what lies in it."""

    def __init__(self) -> None:
        with tempfile.TemporaryFile(prefix="servanda-") as file:
            self._file = os.dup(file.fileno())
        weakref.finalize(self, os.close, self._file)
        self._end = 0

    def put(self, data: bytes) -> Held:
        """Lay bytes aside; where the disk has no room, they stay at hand."""
        kept, left = Kept(self, self._end, len(data)), memoryview(data)
        try:
            while left:
                written = os.pwrite(self._file, left, self._end)
                left, self._end = left[written:], self._end + written
        except OSError:
            return data
        return kept

    def get(self, start: int, length: int) -> bytes:
        """The bytes of one place."""
        found = bytearray()
        while len(found) < length and (more := os.pread(self._file, length - len(found), start + len(found))):
            found += more
        return bytes(found)


class Kept(NamedTuple):
    """Where bytes were laid aside."""

    shelf: Shelf
    start: int
    length: int


Held = bytes | Kept


def taken(held: Held) -> bytes:
    """The bytes themselves (read anew each time, where they were laid aside)."""
    return held if isinstance(held, bytes) else held.shelf.get(held.start, held.length)
