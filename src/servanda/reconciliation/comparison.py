"""What a comparison of two claims gives, and what it is made in: the documents, their occasions, the facts joined so far."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from servanda.claims import Claim
from servanda.reconciliation import content, dates
from servanda.reconciliation.source import Source

_CONTENTS = 200  # texts looked at last, of which the words are kept for the next look


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two claims are, from 0 to 1, and why (`code` or `code: words`; the codes are words of the interface).

    poorer: id of the claim that tells so little (a surname alone) that it may be joined only if nothing else is as likely.
    mutual: whether the same goes for the other claim.
    """

    score: float
    reasons: tuple[str, ...]
    poorer: str | None = None
    mutual: bool = False

    def __post_init__(self) -> None:
        """What many comparisons have in common is kept once."""
        object.__setattr__(self, "reasons", _shared(self.reasons))


@lru_cache(maxsize=1_000)
def _shared(reasons: tuple[str, ...]) -> tuple[str, ...]:
    return reasons


@dataclass(slots=True)
class Context:
    """What comparisons may look at.

    sources: by document hash. facts: claim id to the id of the fact it was joined to so far. cited: claims whose words overlap,
    of an event and an instrument, each to the others. adopted: documents, each with the texts it tells as concluded in its own
    days. announced: documents, each with the one visit it announces. following: sessions planned without a number, each with
    the number it will have. pairs: documents, each with the states it tells of most.
    content: the words of a document's text.
    """

    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    facts: dict[str, str] = field(default_factory=dict)
    stories: dict[str, str] = field(default_factory=dict)
    near_copies: Mapping[str, str] = field(default_factory=dict)
    cited: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    adopted: Mapping[str, set[str]] = field(default_factory=dict)
    announced: Mapping[str, Claim] = field(default_factory=dict)
    following: Mapping[str, int] = field(default_factory=dict)
    pairs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    content: Callable[[str], str] = field(init=False)

    def __post_init__(self) -> None:
        self.content = lru_cache(maxsize=_CONTENTS)(lambda document: self.sources[document].text.content)

    def language(self, claim: Claim) -> str | None:
        """Language of the document that makes a claim."""
        return self.sources[claim.document].language

    def told(self, claim: Claim) -> str | None:
        """When a claim was told: the dateline's day, else the publication (EDTF)."""
        return self.sources[claim.document].told

    def bag(self, claim: Claim, words: str) -> frozenset[str]:
        """What some words of a claim speak of."""
        return content.bag(words, self.language(claim))

    def fact(self, claim_id: str | None) -> str | None:
        """The fact a referred claim belongs to so far."""
        return self.facts.get(claim_id, claim_id) if claim_id else None

    def shared(self, first: Claim, second: Claim) -> set[str]:
        """The facts that the words of both claims speak of (the text signed, the signing)."""
        one, other = ({self.facts.get(i, i) for i in self.cited.get(c.id, ())} for c in (first, second))
        return one & other

    def one_story(self, first: Claim, second: Claim) -> bool:
        """Whether two claims are told of one occasion."""
        story = self.stories.get(first.document)
        return story is not None and story == self.stories.get(second.document)

    def pair(self, claim: Claim) -> tuple[str, ...]:
        """The two or more states of which the paper of a claim tells most; none where it tells of no two."""
        return self.pairs.get(claim.document, ())

    def copies(self, first: Claim, second: Claim) -> bool:
        """Whether two claims stand in near copies of one text."""
        one = self.near_copies.get(first.document, first.document)
        return one == self.near_copies.get(second.document, second.document)


@dataclass(frozen=True, slots=True)
class Mark:
    """What no telling of one thing may contradict: its day (by more than some days), its number; by when it was over."""

    date: str | None = None
    days: int = 0
    number: int | None = None
    over: str | None = None

    def contradicts(self, other: Mark) -> bool:
        """Whether two marks cannot be of one thing."""
        if self.number is not None and other.number is not None:
            return self.number != other.number
        if dates.after(self.date, other.over) or dates.after(other.date, self.over):
            return True
        apart = dates.apart(self.date, other.date)
        return apart is not None and apart > max(self.days, other.days)


class Kind(Protocol):
    """How the claims of one kind are compared. one_per_document: two claims of one document are two facts."""

    one_per_document: bool

    def signature(self, claim: Claim, context: Context) -> Hashable | None:
        """What claims that are surely one share; None where nothing is that sure."""

    def blocks(self, claim: Claim, context: Context) -> Iterable[Hashable]:
        """The blocks a claim is compared in: claims that share none are never compared."""

    def compare(self, first: Claim, second: Claim, context: Context) -> Comparison | None:
        """Whether two claims tell one thing; None where they do not, or where it is in doubt."""

    def mark(self, claim: Claim, context: Context) -> Mark | None:
        """What a claim says that every telling of one thing must agree with; None where it says nothing of the kind."""


def pairs(told: Mapping[str, Iterable[Claim]]) -> dict[str, tuple[str, ...]]:
    """The states that each document tells of most together, of its facts that name two or more."""
    found = {}
    for document, claims in told.items():
        named = Counter(tuple(sorted(states)) for c in claims if len(states := c.fields.get("states") or c.fields.get("parties")
                                                                 or ()) > 1)
        if named:
            found[document] = max(named, key=lambda p: (named[p], p))
    return found


def overlapping(told: Iterable[Iterable[Claim]]) -> dict[str, tuple[str, ...]]:
    """Claims of different kinds whose words overlap: claim id to the ids of the others, in the order of the text.

    told: the claims of one document after the other.
    """
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for claims in told:
        open_spans: list[tuple[int, int, str, str]] = []
        for span in sorted((c.start, c.end, claim.kind, claim.id) for claim in claims for c in claim.citations):
            open_spans = [o for o in open_spans if o[1] > span[0]]
            for other in open_spans:
                if other[2] != span[2]:
                    found[other[3]][span[3]] = found[span[3]][other[3]] = None
            open_spans.append(span)
    return {claim: tuple(others) for claim, others in found.items()}


def states_clash(first: str | None, second: str | None) -> bool:
    """Whether both are known and differ."""
    return first is not None and second is not None and first != second
