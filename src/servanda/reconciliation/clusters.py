"""Which claims tell one thing: clusters, with the reasons for each merge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from servanda.claims import Claim
from servanda.reading.text import Text


@dataclass(frozen=True, slots=True)
class Joined:
    """Why a claim was joined to its cluster: the claim it resembles, a score from 0 to 1, reasons in words."""

    claim: str
    other: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clusters:
    """groups: claim ids that are one fact, the first-registered first. stories, near_copies: by document hash."""

    groups: tuple[tuple[str, ...], ...]
    joined: tuple[Joined, ...] = ()
    stories: Mapping[str, str] = field(default_factory=dict)
    near_copies: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def single(cls, claims: Iterable[Claim]) -> Clusters:
        """Every claim by itself."""
        return cls(tuple((c.id,) for c in claims))


def cluster(texts: Mapping[str, Text], claims: Sequence[Claim], same: Iterable[tuple[str, str]] = (),
            different: Iterable[tuple[str, str]] = ()) -> Clusters:
    """Join the claims that tell one person, event, instrument, mechanism or promise (to be written)."""
    return Clusters.single(claims)
