"""Charts of documents: bars as SVG, drawn with attributes alone; the figures stand beside the bars, colour says nothing alone."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

WIDTH = 640
NARROW = 330  # where two stand side by side
_BAR, _STEP, _NUMBER = 13, 20, 36
_LABEL = 0.36  # of the width
_CHARACTER = 5.6  # width of a character at the charts' size of letters
_INK = "#1d2b3a"
_PLAIN, _LOUD = "#5b7ba3", "#a8442a"
_HIGH = 90


def bars(rows: Sequence[tuple[str, int]], *, loud: Sequence[str] = (), width: float = WIDTH) -> Markup:
    """Bars one below the other, each with its label and number. loud: labels of bars that stand out. Nothing without rows."""
    if not any(n for _, n in rows):
        return Markup("")
    most = max(n for _, n in rows)
    left = width * _LABEL
    unit = (width - left - _NUMBER) / most
    parts = []
    for at, (label, n) in enumerate(rows):
        y = at * _STEP
        parts += [_text(left - 8, y + 11, _short(label, left - 8), "end"),
                  _rect(left, y + 1, max(n * unit, 1.0) if n else 0.0, _BAR, _LOUD if label in loud else _PLAIN),
                  _text(left + n * unit + 5, y + 11, str(n))]
    return _drawing(len(rows) * _STEP, parts, width)


def columns(rows: Sequence[tuple[str, int]]) -> Markup:
    """Columns side by side, each with its number above and its label below. Nothing without rows."""
    if not any(n for _, n in rows):
        return Markup("")
    most, step = max(n for _, n in rows), WIDTH / len(rows)
    parts = []
    for at, (label, n) in enumerate(rows):
        x, high = at * step, _HIGH * n / most
        parts += [_rect(x + step * 0.15, 16 + _HIGH - high, step * 0.7, high, _PLAIN),
                  _text(x + step / 2, 30 + _HIGH, _short(label, step - 2), "middle")]
        if n:
            parts.append(_text(x + step / 2, 12 + _HIGH - high, str(n), "middle"))
    return _drawing(36 + _HIGH, parts)


def _drawing(height: float, parts: Sequence[Markup], width: float = WIDTH) -> Markup:
    return Markup('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{}" height="{}">{}</svg>').format(
        _n(width), _n(height), _n(width), _n(height), Markup("").join(parts))


def _rect(x: float, y: float, width: float, height: float, fill: str) -> Markup:
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>').format(_n(x), _n(y), _n(width), _n(height), fill)


def _text(x: float, y: float, words: str, anchor: str = "start") -> Markup:
    return Markup('<text x="{}" y="{}" font-size="10.5" fill="{}" text-anchor="{}">{}</text>').format(
        _n(x), _n(y), _INK, anchor, escape(words))


def _short(text: str, width: float) -> str:
    fits = max(2, int(width / _CHARACTER))
    return text if len(text) <= fits else text[: fits - 1].rstrip() + "\u2026"


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
