"""Signatures set in columns: what stands in one column is read from top to bottom before the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from servanda.reading import letters

_GAP = re.compile(r"[^\S\t]{3,}|[^\S\t]*\t\s*")
_CELL = 90  # characters of the longest line in a column
_LAST = 16  # lines at the end of a text among which its signatures stand
_BELOW = 2  # lines below the closing words of a paper in which a single line of names may stand
_INDENT = 12  # blanks before a line that has but the second column
_NAMED = re.compile(r"[^\W\d_a-z][^\d;:!?]*(?<!\.)$")


@dataclass(frozen=True, slots=True)
class Physical:
    """One line as stored, without the white space around it; gap: blank lines before it; indent: its own indentation."""

    start: int
    end: int
    gap: int
    indent: int


def apart(content: str, rows: Sequence[Physical]) -> list[Physical]:
    """The lines of a text, those of its signatures that stand in columns column by column."""
    if not _GAP.search(content, rows[max(0, len(rows) - 3 * _LAST)].start if rows else 0):
        return list(rows)
    found: list[Physical] = []
    at = 0
    while at < len(rows):
        block = _block(content, rows, at)
        if not block:
            found.append(rows[at])
            at += 1
            continue
        at += len(block)
        found += [line for column in zip(*block, strict=True) for line in column if line is not None]
    return found


def _block(content: str, rows: Sequence[Physical], first: int) -> list[list[Physical | None]]:
    """The cells of each line of a block of signatures in columns that begins at a line; none if there is no such block."""
    cells = _cells(content, rows[first])
    if not _signs(content, cells, last=len(rows) - first <= _LAST):
        return []
    done = any(letters.closes(content[row.start : row.end]) for row in rows[max(0, first - _BELOW) : first])
    block: list[list[Physical | None]] = []
    for row in rows[first:]:
        own = _cells(content, row)
        if len(own) == 1 and block:  # but one column goes on
            column = len(cells) - 1 if row.indent >= _INDENT else 0
            own = [row if n == column else None for n in range(len(cells))]
            if row.gap or not _NAMED.match(content[row.start : row.end]):
                break
        if len(own) != len(cells) or any(c is not None and c.end - c.start > _CELL for c in own):
            break
        block.append(own)
    return block if len(block) > 1 or done else []


def _cells(content: str, row: Physical) -> list[Physical | None]:
    """The pieces of a line that wide blanks part, each a line of its own."""
    starts, ends = [row.start], []
    for gap in _GAP.finditer(content, row.start, row.end):
        ends.append(gap.start())
        starts.append(gap.end())
    parts = zip(starts, [*ends, row.end], strict=True)
    return [Physical(start, end, 1, row.indent if start == row.start else 0) for start, end in parts]


def _signs(content: str, cells: Sequence[Physical | None], *, last: bool) -> bool:
    """Whether the pieces of a line say for whom a paper is signed, or are names at its end."""
    words = [content[c.start : c.end] for c in cells if c is not None]
    if len(words) < 2 or max(map(len, words)) > _CELL:
        return False
    if all(letters.signatory().match(w) for w in words):
        return True
    return last and all(_NAMED.match(w) and len(w.split()) > 1 for w in words)
