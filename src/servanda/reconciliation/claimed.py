"""Claims by id, whether they are at hand or laid aside."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from sys import intern

from servanda.claims import Claim
from servanda.documents import Laid

_LATEST = 1_000  # claims made of what was laid aside that are kept for whoever asks for them again


class Claimed(Mapping[str, Claim]):
    """Claims in the order they were registered: of each only its id, kind and document are held here.

    order: id to place. kinds: ids by kind. documents: ids by document.
    """

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.order: dict[str, int] = {}
        self.kinds: dict[str, list[str]] = {}
        self.documents: dict[str, list[str]] = {}
        self._told: list[str] = []  # the document of each
        self._kind: list[str] = []
        self._claim = lru_cache(maxsize=_LATEST)(claims.__getitem__) if isinstance(claims, Laid) else claims.__getitem__
        named: dict[str, str] = {}
        for number, claim in enumerate(claims):
            document = named.setdefault(claim.document, claim.document)
            self.order[claim.id] = number
            self.kinds.setdefault(claim.kind, []).append(claim.id)
            self.documents.setdefault(document, []).append(claim.id)
            self._told.append(document)
            self._kind.append(intern(claim.kind))

    def __getitem__(self, claim: str) -> Claim:
        """The claim of an id."""
        return self._claim(self.order[claim])

    def __iter__(self) -> Iterator[str]:
        """Every id."""
        return iter(self.order)

    def __len__(self) -> int:
        """How many."""
        return len(self.order)

    def __contains__(self, claim: object) -> bool:
        """Whether an id is known."""
        return claim in self.order

    def of(self, kind: str) -> list[str]:
        """The ids of one kind."""
        return self.kinds.get(kind, [])

    def by_document(self, kinds: Collection[str]) -> Iterator[list[Claim]]:
        """The claims of some kinds, one document after the other."""
        for told in self.documents.values():
            yield [self[c] for c in told if self._kind[self.order[c]] in kinds]

    def document(self, claim: str) -> str:
        """The document that makes a claim."""
        return self._told[self.order[claim]]
