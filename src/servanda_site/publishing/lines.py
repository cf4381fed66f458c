"""What documents are made of: lines, groups of lines, sections."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_QUOTATION = ("\u00ab", "\u201c")  # what a piece that quotes a sentence has
_QUOTES = (("\u00ab", "\u00a0\u00bb"), ("\u201c", "\u201d"))


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a document.

    lead: what it is read by (a date, a side). text: what it says. told: what else is known of it, each a few words. note: its
    source, for a footnote; empty where sources are switched off. late: whether it is overdue. mark: the sign of what nobody
    reviewed; empty where somebody did, or where sources are switched off.
    """

    text: str
    lead: str = ""
    told: tuple[str, ...] = ()
    note: str = ""
    late: bool = False
    mark: str = ""


class Note(str):
    """A note in words, which knows what it is made of: a sentence that an earlier note cites is told by that note's number.

    pieces: what it cites. again: how an earlier note is named ("see note {number}"). between: what stands between pieces.
    """

    pieces: tuple[str, ...] = ()
    again: str = ""
    between: str = ""

    @classmethod
    def of(cls, pieces: Iterable[str], again: str, between: str) -> Note:
        """A note of these pieces."""
        told = tuple(p for p in pieces if p)
        made = cls(between.join(told))
        made.pieces, made.again, made.between = told, again, between
        return made


class Paper(str):
    """A paper in words, which a later note calls by a shorter name."""

    briefly: str = ""

    @classmethod
    def of(cls, name: str, briefly: str) -> Paper:
        """A paper by its two names."""
        made = cls(name)
        made.briefly = briefly
        return made


class Cited:
    """What the notes of one document cite, and which of them did first."""

    def __init__(self) -> None:
        self.first: dict[str, int] = {}

    def told(self, note: str, number: int) -> str:
        """A note as it is printed under a number."""
        if not isinstance(note, Note):
            return note
        told, before = [], []
        for piece in dict.fromkeys(note.pieces):
            first = self.first.get(piece)
            if first is not None and isinstance(piece, Paper) and piece.briefly:
                told.append(f"{piece.briefly}, {note.again.format(number=first)}")
            elif first is not None:
                before.append(first)
            else:
                told.append(piece)
                if isinstance(piece, Paper) or any(mark in piece for mark in _QUOTATION):  # a mere name is short
                    self.first[piece] = number
        return note.between.join([*told, *(note.again.format(number=n) for n in sorted(set(before)))])


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading ("" where they need none)."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document; `empty` is said where it has no lines."""

    key: str
    title: str
    groups: tuple[Group, ...]
    empty: str = ""

    @property
    def bare(self) -> bool:
        """Whether there is nothing in it."""
        return not any(g.lines for g in self.groups)


def clean(text: object) -> str:
    """A text on one line, without characters that no document may hold."""
    told = "".join(c if c.isprintable() or c.isspace() or unicodedata.category(c) == "Cf" else " " for c in str(text))
    return " ".join(told.split())


def short(text: str, most: int) -> str:
    """A text cut between words; what is quoted in it is closed."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    told = (cut[: cut.rfind(" ")] if " " in cut else cut).rstrip(" ,;:(\u2013-") + "\u2026"
    return told + next((closing for opening, closing in _QUOTES if told.count(opening) > told.count(closing.strip())), "")
