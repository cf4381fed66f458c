"""A paper's text as a page shows it: its passages, cut where citations begin and end, so that each can be marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from servanda.reading.text import STORY_ROLES, Text, shown
from servanda_site.register.models import Claim

PART = 60_000  # characters of a text on one page


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under the same citations. start: their place in the text. claims: who cites them.
    begins: the claims whose first citation on the page begins here (an anchor is set once)."""

    start: int
    words: str
    claims: tuple[str, ...]
    begins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage with its part in the story ("headline", "paragraph", ...)."""

    start: int
    role: str
    pieces: tuple[Piece, ...]

    @property
    def aside(self) -> bool:
        """Whether it is no part of the story (credits, menus)."""
        return self.role not in STORY_ROLES


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a long text. number and count: which of how many. start, end: its place in the text."""

    number: int
    count: int
    start: int
    end: int
    passages: tuple[Shown, ...]

    @property
    def before(self) -> int:
        """The number of the part before (0: there is none)."""
        return self.number - 1

    @property
    def after(self) -> int:
        """The number of the part after (0: there is none)."""
        return self.number + 1 if self.number < self.count else 0


def part(text: Text, text_sha: str, claims: Iterable[Claim], *, number: int = 1, at: int | None = None) -> Part:
    """A part of a text, citations marked.

    Args:
        text_sha: the hash of this text; citations of other texts (older readings) are left out.
        number: which part, from 1. at: instead, the part that holds this place.
    """
    count = max(1, -(-len(text.content) // PART))
    number = at // PART + 1 if at is not None else number
    number = min(max(number, 1), count)
    low, high = (number - 1) * PART, min(number * PART, len(text.content))
    spans = [(s, e, c.pk) for c in claims for sha, s, e, _ in c.citations if sha == text_sha and s < high and e > low]
    stretches, seen = list(_stretches(text, low, high)), set[str]()
    return Part(number, count, low, high, tuple(_shown(text.content, stretch, mine, seen)
                                                for stretch, mine in zip(stretches, _by_stretch(stretches, spans), strict=True)))


def _stretches(text: Text, low: int, high: int) -> Iterable[tuple[int, int, str]]:
    """Passages, and what lies between them if it is not blank, in order."""
    at = low
    for passage in text.passages:
        start, end = max(passage.start, low), min(passage.end, high)
        if start >= end:
            continue
        if start > at and text.content[at:start].strip():
            yield at, start, "paragraph"
        if end > max(start, at):
            yield *shown(text.content, max(start, at), end, passage.role), passage.role
        at = max(at, end)
    if high > at and text.content[at:high].strip():
        yield at, high, "paragraph"


def _by_stretch(stretches: list[tuple[int, int, str]], spans: list[tuple[int, int, str]]) -> list[list[tuple[int, int, str]]]:
    """Which citations touch which stretch."""
    found: list[list[tuple[int, int, str]]] = [[] for _ in stretches]
    spans.sort()
    first = 0
    for start, end, claim in spans:
        while first < len(stretches) and stretches[first][1] <= start:
            first += 1
        n = first
        while n < len(stretches) and stretches[n][0] < end:
            found[n].append((start, end, claim))
            n += 1
    return found


def _shown(content: str, stretch: tuple[int, int, str], spans: list[tuple[int, int, str]], seen: set[str]) -> Shown:
    low, high, role = stretch
    cuts = sorted({low, high, *(min(max(p, low), high) for s, e, _ in spans for p in (s, e))})
    begins: Mapping[int, list[str]] = defaultdict(list)
    ends: Mapping[int, list[str]] = defaultdict(list)
    for start, end, claim in spans:
        begins[max(start, low)].append(claim)
        ends[min(end, high)].append(claim)
    open_now: dict[str, int] = {}
    pieces = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        for claim in ends[start]:
            open_now[claim] -= 1
            if not open_now[claim]:
                del open_now[claim]
        for claim in begins[start]:
            open_now[claim] = open_now.get(claim, 0) + 1
        fresh = tuple(c for c in dict.fromkeys(begins[start]) if c not in seen)
        seen.update(fresh)
        pieces.append(Piece(start, content[start:end], tuple(open_now), fresh))
    return Shown(low, role, tuple(pieces))

