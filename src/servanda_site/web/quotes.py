"""Citations in their context: the sentence of the paper with the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from servanda_site.register import texts
from servanda_site.register.models import Claim, Paper
from servanda_site.web.marked import PART

_QUOTES = 8  # shown of one paper
_REACH = 320  # characters looked at on either side of the words cited
_END = re.compile(r"[.!?\u2026][\"'\u2019\u201d\u00bb)\]]*\s+|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words cited, and what stands before and after them in their sentence. start: their place in the paper's text."""

    paper: Paper
    start: int
    before: str
    words: str
    after: str
    claim: str

    @property
    def place(self) -> str:
        """What leads from the paper's address to these words."""
        return place(self.start, self.claim)


@dataclass(frozen=True, slots=True)
class Source:
    """One paper and what it says of a fact. more: citations not shown."""

    paper: Paper
    quotes: tuple[Quote, ...]
    more: int


def by_paper(claims: Iterable[Claim], papers: Mapping[str, Paper]) -> list[tuple[Paper, list[Claim]]]:
    """Claims paper by paper, in the papers' order of publication."""
    found: dict[int, tuple[Paper, list[Claim]]] = {}
    for claim in claims:
        paper = papers.get(claim.document)
        if paper is not None and paper.reading is not None:
            found.setdefault(paper.pk, (paper, []))[1].append(claim)
    return sorted(found.values(), key=lambda s: (s[0].reading.published or "9", s[0].pk))  # type: ignore[union-attr]


def source(paper: Paper, claims: Iterable[Claim]) -> Source:
    """The citations of a paper's claims in their sentences, each place once."""
    places: dict[tuple[int, int], tuple[Claim, str, str]] = {}
    for claim in claims:
        for text_sha, start, end, words in claim.citations:
            places.setdefault((start, end), (claim, text_sha, words))
    shown = sorted(places.items())[:_QUOTES]
    quotes = tuple(quote(claim, paper, text_sha, start, end, words) for (start, end), (claim, text_sha, words) in shown)
    return Source(paper, quotes, len(places) - len(shown))


def quote(claim: Claim, paper: Paper, text_sha: str, start: int, end: int, words: str) -> Quote:
    """One citation with its sentence; only its own words where the paper's text is another one by now."""
    before = after = ""
    if paper.reading is not None and paper.reading.text_sha256 == text_sha:
        content = texts.kept(paper.reading.content).content
        before, after = around(content, start, end)
    return Quote(paper, start, before, _line(words), after, claim.pk)


def around(content: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after two places in their sentence, not further than a few hundred characters."""
    head = content[max(0, start - _REACH) : start]
    cuts = [m.end() for m in _END.finditer(head)]
    if cuts:
        head = head[cuts[-1] :]
    elif start > _REACH:
        head = "\u2026 " + head.partition(" ")[2]
    tail = content[end : end + _REACH]
    stop = _END.search(content[max(start, end - 1) : end] + tail)
    shift = end - max(start, end - 1)
    if stop:
        tail = tail[: max(0, stop.end() - shift)]
    elif end + _REACH < len(content):
        tail = tail.rpartition(" ")[0] + " \u2026"
    return _gap(head), _gap(tail)


def place(start: int, claim: str) -> str:
    """What leads from a paper's address to the words a claim cites (long papers are shown in parts)."""
    part = start // PART + 1
    return (f"?part={part}" if part > 1 else "") + f"#at-{claim}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _gap(text: str) -> str:
    """One line; a space at either end stays, so that words do not run together."""
    line = _line(text)
    return (" " if text[:1].isspace() else "") + line + (" " if text[-1:].isspace() and line else "")
