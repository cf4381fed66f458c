"""Claims and judgements to the record: a pure function of both.

Order of precedence, written once, here: a person's correction, a person's confirmation, the machine's reading. A rejected
claim gives no fact, nor does the same claim in a near copy of its document; the same words in another telling are another
claim. `different` parts what the machine would merge, `same` joins what it would not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from servanda.claims import Claim
from servanda.documents import Laid
from servanda.reconciliation.assemble import Arrangement
from servanda.reconciliation.claimed import Claimed
from servanda.reconciliation.clusters import Clusters, cluster
from servanda.reconciliation.judgement import Judgement
from servanda.reconciliation.papers import near_copies
from servanda.reconciliation.record import Record, Run
from servanda.reconciliation.source import Source


def resolve(sources: Sequence[Source], claims: Iterable[Claim], judgements: Iterable[Judgement] = (), *,
            apart: bool = False, run: Run | None = None) -> Record:
    """The record that claims and judgements give.

    Args:
        sources: the documents, in the order they were given.
        claims: what was read in them.
        judgements: people's decisions, oldest first.
        apart: each document by itself; nothing is joined across documents.
    """
    return arrange(sources, claims, judgements, apart=apart).record(run)


def arrange(sources: Sequence[Source], claims: Iterable[Claim], judgements: Iterable[Judgement] = (), *,
            apart: bool = False) -> Arrangement:
    """Like `resolve`, before the facts are written out: whoever keeps a record writes out only those that changed."""
    known = {s.document: s for s in sources}
    copies = {} if apart else near_copies(known)
    decisions = Decisions.of(judgements)
    if decisions.on_claims:
        claims = Laid(decisions.applied(c) for c in claims if not decisions.rejects(c, copies))
    kept = Claimed(claims if isinstance(claims, Sequence) else Laid(claims))
    clusters = Clusters.single(kept) if apart else cluster(known, kept, copies, decisions.same, decisions.different)
    return Arrangement(sources, kept, clusters, decisions.reviews, decisions.corrections)


@dataclass(frozen=True, slots=True)
class Decisions:
    """Judgements in force (superseded ones left out), looked up by what they decide."""

    rejected: frozenset[str]
    rejected_keys: Mapping[str, frozenset[str]]
    corrections: Mapping[str, Mapping[str, Any]]
    reviews: Mapping[str, str]
    same: tuple[tuple[str, str], ...]
    different: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Decisions:
        """The decisions still in force: of several on one target the last, and none that a later one supersedes."""
        listed = list(judgements)
        gone = {j.supersedes for j in listed if j.supersedes}
        last = {j.target: j for j in listed if j.id not in gone}
        claims = {t.claim: j for t, j in last.items() if t.claim}
        pairs = {tuple(sorted(t.pair)): j for t, j in last.items() if t.pair}
        fields: dict[str, dict[str, Any]] = {}
        for target, j in last.items():
            if target.field and j.verdict == "correct":
                fields.setdefault(target.field[0], {})[target.field[1]] = j.value
        for claim, j in claims.items():
            if j.verdict == "correct" and isinstance(j.value, dict):
                fields.setdefault(claim, {}).update(j.value)
        reviews = {c: "confirmed" for c, j in claims.items() if j.verdict == "confirm"}
        reviews |= dict.fromkeys(fields, "corrected")
        rejected = {c: j for c, j in claims.items() if j.verdict == "reject"}
        keys: dict[str, set[str]] = {}
        for j in rejected.values():
            if j.key and j.document:
                keys.setdefault(j.key, set()).add(j.document)
        return cls(frozenset(rejected), {k: frozenset(v) for k, v in keys.items()}, fields, reviews,
                   tuple((a, b) for (a, b), j in pairs.items() if j.verdict == "same"),
                   tuple((a, b) for (a, b), j in pairs.items() if j.verdict == "different"))

    @property
    def on_claims(self) -> bool:
        """Whether any claim was rejected or corrected."""
        return bool(self.rejected or self.rejected_keys or self.corrections)

    def rejects(self, claim: Claim, copies: Mapping[str, str]) -> bool:
        """Whether a person rejected this claim, or the same one in a near copy of its document.

        copies: near copies, hash of the copy to hash of the document it copies.
        """
        if claim.id in self.reviews:
            return False
        if claim.id in self.rejected:
            return True
        origin = copies.get(claim.document, claim.document)
        return any(copies.get(d, d) == origin for d in self.rejected_keys.get(claim.key, ()))

    def applied(self, claim: Claim) -> Claim:
        """The claim with a person's corrections in place of what was read."""
        values = self.corrections.get(claim.id)
        return replace(claim, fields={**claim.fields, **values}) if values else claim
