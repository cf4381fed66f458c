"""Lines of printed pages: paragraphs told by the space between lines, running heads and page numbers left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from ctypes import c_double
from itertools import pairwise
from math import hypot
from statistics import median
from typing import Any

# A gap this many times the usual one begins a paragraph.
_GAP = 1.3
_PAGE_NUMBER = re.compile(r"[^\w]{0,4}(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|\u2013|-)\s*\d{1,4})?[^\w]{0,4}")
_DIGITS = re.compile(r"\d+")
_LEADING = 1.5  # times the size of letters that lines stand apart at most, where nothing shows that they run on
_RUN_ON = 0.3  # of the lines, beginning with a small letter, that show it
_SENTENCE_END = re.compile("[.!?:;\u2026][\"'\u2019\u201d\u00bb)\\]]*$")
_EDGE = 2
_HEADS_FROM = 3
_LINES = re.compile("[^\n\x02\ufffe]*(?:[\n\x02\ufffe]|$)")
_ODD = {"\x02": "-", "\ufffe": "-", "\uffff": "", "\x00": ""}
_ODD_SIGNS = re.compile("[\x00\x02\ud800-\udfff\ufffe\uffff]")


def lines_of(page: Any) -> list[str]:
    """The lines of a PDF's text page, with an empty one between paragraphs (told by the space between lines)."""
    if page is None:
        return []
    text = page.get_text_range()
    rows: list[tuple[str, float | None, float | None]] = []
    at = 0
    for raw in _LINES.findall(text):  # a hyphen that breaks a word comes as a sign of its own, without a line end
        line = raw.rstrip("\r\n")
        if line.strip():
            first = at + len(line) - len(line.lstrip())
            rows.append((_clean(line), *_place(page, first)))
        at += len(raw)
    return _spaced(rows)


def without_furniture(pages: Sequence[list[str]]) -> list[list[str]]:
    """The pages without page numbers and without the lines that head or foot most of them."""
    if len(pages) < 2:
        return [list(p) for p in pages]
    heads: Counter[str] = Counter()
    for page in pages:
        heads.update({_DIGITS.sub("0", line) for line in _edges(page)})
    enough = max(_HEADS_FROM, len(pages) // 2)
    running = {line for line, count in heads.items() if count >= enough and line}
    trimmed = [_trimmed(page, running) for page in pages]
    return trimmed if any(trimmed) else [list(p) for p in pages]  # what every page says, and nothing else, is the paper


def together(pages: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """The text of all pages and where each stands in it; a sentence that goes on over the page is not parted."""
    text, spans = "", []
    for page in pages:
        if text and page:
            text += "\n" if page[:1].islower() and not _SENTENCE_END.search(text) else "\n\n"
        spans.append((len(text), len(text) + len(page)))
        text += page
    return text, spans


def _clean(line: str) -> str:
    return _ODD_SIGNS.sub(lambda m: _ODD.get(m.group(), "\ufffd"), line).strip()


def _place(page: Any, index: int) -> tuple[float | None, float | None]:
    """The height at which the line of a character stands, and the size of its letters; the same for each letter of a line,
    whatever reaches above or below it."""
    from pypdfium2 import raw

    x, y, turned = c_double(), c_double(), raw.FS_MATRIX()
    if not (raw.FPDFText_GetCharOrigin(page, index, x, y) and raw.FPDFText_GetMatrix(page, index, turned)):
        return None, None  # the place only helps to tell paragraphs; the text is there without it
    return y.value, raw.FPDFText_GetFontSize(page, index) * hypot(turned.c, turned.d)


def _spaced(rows: Sequence[tuple[str, float | None, float | None]]) -> list[str]:
    usual = _usual_gap(rows)
    found: list[str] = []
    last: float | None = None
    for line, foot, _ in rows:
        if found and usual and last is not None and foot is not None and (
                last - foot > _GAP * usual or foot - last > _GAP * usual and _SENTENCE_END.search(found[-1])):
            found.append("")  # a line higher up begins another column
        found.append(line)
        last = foot
    return found


def _usual_gap(rows: Sequence[tuple[str, float | None, float | None]]) -> float:
    """The gap between two lines of a paragraph, 0 where it cannot be told."""
    gaps = [(above - foot, line) for (_, above, _), (line, foot, _) in pairwise(rows) if above is not None and foot is not None
            and above > foot]
    usual = median([gap for gap, _ in gaps] or [0.0])
    run_on = sum(line[:1].islower() for _, line in gaps)
    sizes = [size for _, _, size in rows if size]
    # lines of single paragraphs only: the usual gap is already one between paragraphs
    return min(usual, _LEADING * median(sizes)) if sizes and run_on < _RUN_ON * len(gaps) else usual


def _edges(page: Sequence[str]) -> list[str]:
    lines = [line for line in page if line]
    return lines[:_EDGE] + lines[-_EDGE:]


def _trimmed(page: Sequence[str], running: set[str]) -> list[str]:
    """A page without running heads and feet."""
    lines = list(page)
    for end in (0, -1):
        taken = 0
        while lines and taken < _EDGE and (not lines[end] or _is_furniture(lines[end], running)):
            taken += bool(lines[end])
            del lines[end]
    return lines


def _is_furniture(line: str, running: set[str]) -> bool:
    return _DIGITS.sub("0", line) in running or bool(_PAGE_NUMBER.fullmatch(line))
