"""Bars: how many undertakings each field has, by their force, the strongest nearest to the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from servanda_site.web.pictures.svg import CHARACTER, drawing, element, link, short

WIDE, NARROW = 1200, 340
_BAR, _GAP = 18, 10
_LETTER = 8.2  # room for a letter of a label that must not be cut at its beginning: a word of wide ones is wider than others
_APART = 8  # between a label and its bar


@dataclass(frozen=True, slots=True)
class Bar:
    """One field. parts: (class of its look, words, how many)."""

    label: str
    address: str
    parts: Sequence[tuple[str, str, int]]

    @property
    def total(self) -> int:
        """How many in all."""
        return sum(n for _, _, n in self.parts)


def bars(rows: Sequence[Bar], *, title: str, width: int = WIDE) -> SafeString | str:
    """The picture, one row for each bar; nothing without rows."""
    if not rows:
        return ""
    beside = width >= WIDE
    left = min(280.0, max(len(r.label) for r in rows) * _LETTER + _APART) if beside else 0.0
    most = max(r.total for r in rows)
    step = _BAR + _GAP + (0 if beside else 17)
    unit = (width - left - 44) / most
    parts = [_row(row, 6 + n * step, left, unit, beside, width) for n, row in enumerate(rows)]
    return drawing(width, 12 + step * len(rows), parts, title=title, class_="bars " + ("wide" if beside else "narrow"))


def _row(row: Bar, y: float, left: float, unit: float, beside: bool, width: int) -> SafeString:
    top = y if beside else y + 17
    label = short(row.label, (left - _APART) * CHARACTER / _LETTER if beside else width)
    shapes: list[object] = [element("text", label, x=left - _APART if beside else 0,
                                    y=top + 13 if beside else y + 12, text_anchor="end" if beside else None, class_="label")]
    x = left
    for look, _words, n in row.parts:
        if n:
            shapes.append(element("rect", x=x, y=top, width=max(1.0, n * unit - 1), height=_BAR, class_=look))
            x += n * unit
    shapes.append(element("text", str(row.total), x=x + 5, y=top + 13, class_="number"))
    told = ", ".join(f"{words} {n}" for _, words, n in row.parts if n)
    return link(row.address, f"{row.label}: {told}", *shapes)
