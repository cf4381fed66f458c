"""The papers as the page shows them: in their blocks, every cited span marked, each passage with a number."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from servanda.reading.text import Text, shown
from servanda.reconciliation import record as r

if TYPE_CHECKING:
    from servanda.reading.formats import Page

_KINDS = ("events", "instruments", "mechanisms", "undertakings")
_SHOWN_ENTITIES = ("person", "organisation")
_REST = "note"
_HEADING = 300  # characters from which a headline or heading is read as a paragraph


@dataclass(frozen=True, slots=True)
class Passage:
    """A cited span. number: what it is shown by; None for a mere mention of a name. facts: what is cited there."""

    anchor: str
    number: int | None
    start: int
    end: int
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text cited by the same facts. opening: the passages that begin here. named: only names are cited."""

    text: str
    facts: tuple[str, ...]
    opening: tuple[Passage, ...]
    named: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or piece of noise. pages: pictures of the source's pages that begin here, as data URIs."""

    role: str
    segments: tuple[Segment, ...]
    pages: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: its number, its blocks, and where each passage is (by start and end)."""

    number: int
    document: r.DocumentOf
    blocks: tuple[Block, ...]
    passages: Mapping[tuple[int, int], Passage]

    @property
    def pictured(self) -> bool:
        """Whether its text was recognised from pictures."""
        return any(b.pages for b in self.blocks)


def papers(record: r.Record, texts: Sequence[Text], pages: Mapping[str, Sequence[Page]]) -> list[Paper]:
    """Every paper of the record whose text is at hand.

    Args:
        record: what the papers say.
        texts: their texts.
        pages: by document (SHA-256), the pages of those that were recognised from pictures.
    """
    by_sha = {t.document: t for t in texts}
    cited = _cited(record)
    out = []
    for number, document in enumerate(record.documents, 1):
        text = by_sha[document.sha256]
        passages = _passages(number, cited.get(document.id, []))
        out.append(Paper(number, document, tuple(_blocks(text, passages, pages.get(document.sha256, ()))),
                         {(p.start, p.end): p for p in passages}))
    return out


def _cited(record: r.Record) -> dict[str, list[tuple[int, int, str, bool]]]:
    """By document, each citation as (start, end, fact, whether it is a mere mention)."""
    found: dict[str, list[tuple[int, int, str, bool]]] = {}
    facts: list[tuple[Any, list[r.Place], bool]] = [(f, f.citations, False) for kind in _KINDS for f in getattr(record, kind)]
    for e in record.evidence:
        if e.statement:
            for place in e.citations:
                found.setdefault(place.document, []).append((place.start, place.end, e.statement, False))
    facts += [(e, e.mentions, True) for e in record.entities if e.type in _SHOWN_ENTITIES]
    for fact, places, mention in facts:
        for place in places:
            found.setdefault(place.document, []).append((place.start, place.end, fact.id, mention))
    return found


def _passages(paper: int, cited: Sequence[tuple[int, int, str, bool]]) -> list[Passage]:
    spans: dict[tuple[int, int], list[tuple[str, bool]]] = {}
    for start, end, fact, mention in sorted(cited, key=lambda c: (c[0], -c[1])):
        spans.setdefault((start, end), []).append((fact, mention))
    out: list[Passage] = []
    numbered = 0
    for at, ((start, end), facts) in enumerate(spans.items(), 1):
        numbered += (told := not all(mention for _, mention in facts))
        # What is told comes before the names it is told with.
        names = tuple(dict.fromkeys(f for f, _ in sorted(facts, key=lambda f: f[1])))
        out.append(Passage(f"p{paper}-{at}", numbered if told else None, start, end, names))
    return out


def _blocks(text: Text, passages: Sequence[Passage], pages: Sequence[Page]) -> Iterable[Block]:
    """The text cut at the bounds of its passages of reading; what lies between them (line ends) is left out."""
    segments = _Segments(text.content, passages)
    pictures = [(p.start, p.number, "data:image/png;base64," + base64.b64encode(p.image).decode()) for p in pages if p.image]
    at = 0
    bounds: list[tuple[int, int, str]] = []
    for passage in sorted(text.passages, key=lambda p: p.start):
        if passage.start > at:
            bounds.append((at, passage.start, _REST))
        if passage.end > max(at, passage.start):
            bounds.append((max(at, passage.start), passage.end, passage.role))
        at = max(at, passage.end)
    bounds.append((at, len(text.content), _REST))
    for start, end, role in bounds:
        begun = [p for p in pictures if p[0] < end]
        pictures = pictures[len(begun):]
        if begun or text.content[start:end].strip():
            look = "paragraph" if role in ("headline", "heading") and end - start > _HEADING else role
            words = segments.within(*shown(text.content, start, end, role))
            yield Block(look, tuple(words), tuple((n, image) for _, n, image in begun))


class _Segments:
    """Cuts a text at every bound of a citation, so that overlapping citations nest nowhere."""

    def __init__(self, content: str, passages: Sequence[Passage]) -> None:
        self.content, self.waiting, self.live = content, list(reversed(passages)), list[Passage]()
        self.cuts = sorted({c for p in passages for c in (p.start, p.end)}, reverse=True)

    def within(self, start: int, end: int) -> Iterable[Segment]:
        """The segments of a span; spans must be asked for in order."""
        while start < end:
            while self.cuts and self.cuts[-1] <= start:
                self.cuts.pop()
            stop = min(end, self.cuts[-1]) if self.cuts else end
            opening = []
            while self.waiting and self.waiting[-1].start <= start:
                opening.append(self.waiting.pop())
            self.live = [p for p in self.live if p.end > start] + [p for p in opening if p.end > start]
            facts = tuple(dict.fromkeys(f for p in self.live for f in p.facts))
            yield Segment(self.content[start:stop], facts, tuple(opening), all(p.number is None for p in self.live))
            start = stop
