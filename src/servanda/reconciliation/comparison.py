"""What a comparison of two claims gives, and what it is made in: the documents, their occasions, the facts joined so far."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from servanda.claims import Claim
from servanda.reading.text import Text
from servanda.reconciliation import content


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two claims are, from 0 to 1, and why (`code` or `code: words`; the codes are words of the interface).

    poorer: id of the claim that tells so little (a surname alone) that it may be joined only if nothing else is as likely.
    """

    score: float
    reasons: tuple[str, ...]
    poorer: str | None = None


@dataclass(slots=True)
class Context:
    """What comparisons may look at. `facts`: claim id to the id of the fact it was joined to so far."""

    texts: Mapping[str, Text]
    claims: Mapping[str, Claim]
    facts: dict[str, str] = field(default_factory=dict)
    stories: dict[str, str] = field(default_factory=dict)
    near_copies: Mapping[str, str] = field(default_factory=dict)

    def language(self, claim: Claim) -> str | None:
        """Language of the document that makes a claim."""
        return self.texts[claim.document].language

    def told(self, claim: Claim) -> str | None:
        """When a claim was told: the dateline's day, else the publication (EDTF)."""
        text = self.texts[claim.document]
        return (text.dateline.date if text.dateline else None) or text.published

    def bag(self, claim: Claim, words: str) -> frozenset[str]:
        """What some words of a claim speak of."""
        return content.bag(words, self.language(claim))

    def fact(self, claim_id: str | None) -> str | None:
        """The fact a referred claim belongs to so far."""
        return self.facts.get(claim_id, claim_id) if claim_id else None

    def one_story(self, first: Claim, second: Claim) -> bool:
        """Whether two claims are told of one occasion."""
        story = self.stories.get(first.document)
        return story is not None and story == self.stories.get(second.document)

    def copies(self, first: Claim, second: Claim) -> bool:
        """Whether two claims stand in near copies of one text."""
        one = self.near_copies.get(first.document, first.document)
        return one == self.near_copies.get(second.document, second.document)


class Kind(Protocol):
    """How the claims of one kind are compared. one_per_document: two claims of one document are two facts."""

    one_per_document: bool

    def signature(self, claim: Claim, context: Context) -> Hashable | None:
        """What claims that are surely one share; None where nothing is that sure."""

    def blocks(self, claim: Claim, context: Context) -> Iterable[Hashable]:
        """The blocks a claim is compared in: claims that share none are never compared."""

    def compare(self, first: Claim, second: Claim, context: Context) -> Comparison | None:
        """Whether two claims tell one thing; None where they do not, or where it is in doubt."""


def states_clash(first: str | None, second: str | None) -> bool:
    """Whether both are known and differ."""
    return first is not None and second is not None and first != second
