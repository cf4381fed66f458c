"""What is laid aside: bytes and things of many papers wait in a temporary file, so that memory does not grow with them."""

from __future__ import annotations

import os
import pickle
import tempfile
import weakref
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar, overload

T = TypeVar("T")
AT_HAND = 1_000  # things of a sequence that stay in memory: some 1 MB of claims or facts, those of a hundred papers


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
        found = bytearray(os.pread(self._file, length, start))
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


class Laid(Sequence[T]):
    """Things in the order they were added, all but the first few (`AT_HAND`) laid aside: each is made anew whenever it is asked
    for."""

    __slots__ = ("_first", "_lengths", "_shelf", "_starts", "_stayed")

    def __init__(self, things: Iterable[T] = ()) -> None:
        self._shelf: Shelf | None = None
        self._first: list[T] = []
        self._starts, self._lengths = array("Q"), array("I")
        self._stayed: dict[int, bytes] = {}  # those for which the disk had no room
        self.extend(things)

    def append(self, thing: T) -> None:
        """Add one thing."""
        if len(self._first) < AT_HAND and not self._starts:
            self._first.append(thing)
            return
        if self._shelf is None:
            self._shelf = Shelf()
        held = self._shelf.put(packed(thing))
        if isinstance(held, bytes):
            self._stayed[len(self)] = held
            held = Kept(self._shelf, 0, 0)
        self._starts.append(held.start)
        self._lengths.append(held.length)

    def extend(self, things: Iterable[T]) -> None:
        """Add several things."""
        for thing in things:
            self.append(thing)

    def plain(self) -> Sequence[T]:
        """The same as a list, where nothing was laid aside."""
        return self if self._starts else self._first

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> list[T]: ...

    def __getitem__(self, at: int | slice) -> T | list[T]:
        """One thing, or several."""
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        index = at + len(self) if at < 0 else at
        if 0 <= index < len(self._first):
            return self._first[index]
        if not 0 <= index < len(self) or self._shelf is None:
            raise IndexError(at)
        number = index - len(self._first)
        held = self._stayed.get(index) or self._shelf.get(self._starts[number], self._lengths[number])
        thing: T = unpacked(held)
        return thing

    def __iter__(self) -> Iterator[T]:
        """Each thing."""
        return map(self.__getitem__, range(len(self)))

    def __len__(self) -> int:
        """How many."""
        return len(self._first) + len(self._starts)

    def __eq__(self, other: object) -> bool:
        """Whether the things are the same, in a list or laid aside."""
        if not isinstance(other, (list, Laid)):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process, or a file, gets a list."""
        return list, (list(self),)


def packed(thing: Any) -> bytes:
    """A thing as bytes, for a shelf of this process."""
    return pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)


def unpacked(held: Held) -> Any:
    """The thing these bytes were made of."""
    return pickle.loads(taken(held))  # noqa: S301 - what this process laid aside itself, in a file without a name
