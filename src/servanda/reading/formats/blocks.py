"""Blocks: the paragraphs, headings, items and cells of a structured paper, and the plain text they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

_CELL = 160
_SENTENCE = 40  # letters of a cell that is one


@dataclass(slots=True)
class Block:
    """One paragraph.

    level: of a heading (1 to 6), else 0. marker: of a list item ("-", "2."), else "". row: number of the table row it
    stands in, else None. indent: depth of a list item.
    """

    text: str
    level: int = 0
    marker: str = ""
    row: int | None = None
    indent: int = 0

    @property
    def line(self) -> str:
        """The block as it stands in the text: headings with their signs, items with their marker."""
        if self.level:
            return " ".join(("#" * self.level, *self.marker.split(), *self.text.split()))
        return f"{'  ' * self.indent}{self.marker} {self.text}" if self.marker else self.text


def join(blocks: Iterable[Block]) -> str:
    """The text of blocks: a blank line between them, but none between the items of a list and the rows of a table."""
    parts: list[str] = []
    last: Block | None = None
    for block in _rows(blocks):
        if last is not None:
            parts.append("\n" if _belong(last, block) else "\n\n")
        parts.append(block.line)
        last = block
    return "".join(parts)


def _belong(last: Block, block: Block) -> bool:
    """Whether two blocks are items of a list or rows of a table."""
    items = bool(block.marker and last.marker) and not block.level and not last.level
    return items or (block.row is not None and last.row is not None)


def _in_two(cells: Sequence[Block]) -> bool:
    """Whether several cells are sentences, as those of a paper in two languages side by side are."""
    return sum(len(c.text) >= _SENTENCE and c.text.endswith((".", "!", "?")) for c in cells) > 1


def _rows(blocks: Iterable[Block]) -> Iterable[Block]:
    """Short cells of a table row become one line, with tabs between; long ones are paragraphs of their own."""
    for row, group in groupby(blocks, key=lambda b: b.row):
        cells: Sequence[Block] = list(group)
        if row is None:
            yield from cells
        elif all(len(c.text) <= _CELL and "\n" not in c.text and not c.marker for c in cells) and not _in_two(cells):
            yield Block("\t".join(c.text for c in cells), row=row)
        else:
            yield from (Block(c.text, c.level, c.marker, None, c.indent) for c in cells)
