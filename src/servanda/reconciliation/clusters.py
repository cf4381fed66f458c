"""Which claims tell one thing: clusters, with the reasons for each merge.

Kind by kind: blocking (only claims that share a block are compared), comparison, then joining, the likeliest first, never
across what a person parted, nor two facts of one document (but for what `retold` names). What stays in doubt stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from servanda.claims import Claim
from servanda.claims.claim import fold
from servanda.reading.text import Text
from servanda.reconciliation.comparison import Comparison, Context, Kind, Mark, overlapping
from servanda.reconciliation.happenings import Events, MainEvents, announced
from servanda.reconciliation.people import Companions, Entities
from servanda.reconciliation.promises import Undertakings, adopted
from servanda.reconciliation.retold import InstrumentsRetold, VisitsRetold
from servanda.reconciliation.stories import stories
from servanda.reconciliation.texts import Instruments, Mechanisms

# In a block of more claims than this each is compared with its neighbours only: a block that large tells nothing apart.
_LARGEST = 300
_NEIGHBOURS = 40
_CLEARLY = 0.2  # by which one likeness outdoes another, so that nothing is in doubt between them
_LIKELY = 12  # clusters that one may resemble before it counts as doubtful, be they one


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


def cluster(texts: Mapping[str, Text], claims: Sequence[Claim], copies: Mapping[str, str],
            same: Iterable[tuple[str, str]] = (), different: Iterable[tuple[str, str]] = ()) -> Clusters:
    """Join the claims that tell one person, event, instrument, mechanism or promise.

    Args:
        texts: the documents' texts, by document hash.
        claims: in the order they were registered.
        copies: near copies, hash of the copy to hash of the document it copies.
        same, different: pairs of claims that a person joined or parted.
    """
    by_kind: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_kind[claim.kind].append(claim)
    context = Context(texts, {c.id: c for c in claims}, near_copies=copies,
                      cited=overlapping(by_kind["event"], by_kind["instrument"]), announced=announced(by_kind["event"]))
    unions = _Unions(claims, same, different)
    unions.copy(claims, copies)
    unions.join(by_kind["entity"], Entities(), context)
    unions.join(by_kind["mechanism"], Mechanisms(), context)
    unions.join(by_kind["instrument"], InstrumentsRetold(), context)
    unions.join(by_kind["instrument"], Instruments(), context)
    unions.join(by_kind["event"], VisitsRetold(), context)
    unions.join(by_kind["event"], Events(), context)
    context.stories, main = stories(context, claims)
    unions.join([c for c in by_kind["entity"] if c.document in context.stories], Companions(), context)
    unions.join(by_kind["event"], Events(), context)
    unions.join([c for c in by_kind["event"] if c.document in context.stories and main.get(c.document) == c.id], MainEvents(),
                context)
    unions.join(by_kind["instrument"], Instruments(), context)
    context.adopted = adopted(by_kind["instrument"], context)
    unions.join([c for c in by_kind["undertaking"] if c.document in context.stories or c.document in context.adopted
                 or c.fields["instrument"]], Undertakings(), context)
    return Clusters(unions.groups(), tuple(unions.joined), context.stories, context.near_copies)


class _Unions:
    """Claims united so far. Each cluster knows its members, in the order registered; of a claim by itself nothing is kept.

    root: the first-registered of its cluster, for each claim that was joined to one.
    """

    def __init__(self, claims: Sequence[Claim], same: Iterable[tuple[str, str]], different: Iterable[tuple[str, str]]) -> None:
        self.order = {c.id: n for n, c in enumerate(claims)}
        self.claims = {c.id: c for c in claims}
        self.root: dict[str, str] = {}
        self.members: dict[str, list[str]] = {}
        self.documents: dict[str, set[str]] = {}
        self.marks: dict[str, set[Mark]] = defaultdict(set)
        self.joined: list[Joined] = []
        self.parted: dict[str, set[str]] = defaultdict(set)
        for a, b in different:
            self.parted[a].add(b)
            self.parted[b].add(a)
        for a, b in same:
            if a in self.claims and b in self.claims and self.claims[a].kind == self.claims[b].kind:
                self._unite(a, b, Comparison(1.0, ("judged_same",)))

    def copy(self, claims: Sequence[Claim], copies: Mapping[str, str]) -> None:
        """Unite what near copies tell in the same words: it is one thing, whatever else was made of it."""
        told: dict[Hashable, list[Claim]] = defaultdict(list)
        copied = {*copies, *copies.values()}
        for claim in (c for c in claims if c.document in copied):
            origin = copies.get(claim.document, claim.document)
            for words in sorted({fold(w) for w in claim.fields["names"]} if claim.kind == "entity" else {fold(claim.quote)}):
                told[claim.kind, claim.fields.get("type"), origin, words].append(claim)
        for group in told.values():
            for claim in group[1:]:
                one, other = self._root(group[0].id), self._root(claim.id)
                if one != other and not self._documents(one) & self._documents(other) and self._unparted(one, other):
                    self._unite(group[0].id, claim.id, Comparison(1.0, ("near_copy",)))

    def join(self, claims: Sequence[Claim], kind: Kind, context: Context) -> None:
        """Unite the claims of one kind; `context.facts` knows the clusters afterwards."""
        first: dict[Hashable, Claim] = {}
        signatures = {c.id: s for c in claims if (s := kind.signature(c, context)) is not None}
        self.marks = defaultdict(set)
        for claim in claims:
            if (mark := kind.mark(claim, context)) is not None:
                self.marks[self._root(claim.id)].add(mark)
        for claim in claims if signatures else ():
            signature = signatures.get(claim.id)
            if signature is None:
                continue
            if signature not in first:
                first[signature] = claim
            elif self._may(first[signature].id, claim.id, kind):
                self._unite(first[signature].id, claim.id, Comparison(1.0, ("same_telling",)))
        shown = [c for c in claims if (known := first.get(signatures.get(c.id), c)) is c
                 or self._root(known.id) != self._root(c.id)] if first else claims
        scored = list(self._scored(shown, kind, context))
        doubtful = self._doubtful(scored, kind)
        for _, a, b, comparison in sorted(scored, key=lambda s: (s[3].poorer is not None, *s[:3])):  # what is sure first
            if (a, b) not in doubtful and self._may(a, b, kind):
                self._unite(a, b, comparison)
        context.facts.update({c.id: self.root[c.id] for c in claims if c.id in self.root})

    def _scored(self, claims: Sequence[Claim], kind: Kind, context: Context) -> Iterator[tuple[float, str, str, Comparison]]:
        blocks: dict[Hashable, list[Claim]] = defaultdict(list)
        several: set[str] = set()  # claims in more blocks than one: only such two can meet again
        for claim in claims:
            within = dict.fromkeys(kind.blocks(claim, context))
            if len(within) > 1:
                several.add(claim.id)
            for block in within:
                blocks[block].append(claim)
        seen: set[tuple[str, str]] = set()
        for members in blocks.values():
            for a, b in _pairs(members):
                if kind.one_per_document and a.document == b.document:
                    continue
                if a.id in several and b.id in several:
                    if (a.id, b.id) in seen:
                        continue
                    seen.add((a.id, b.id))
                if self._root(a.id) == self._root(b.id):
                    continue
                comparison = kind.compare(a, b, context)
                if comparison is not None:
                    yield -comparison.score, a.id, b.id, comparison

    def _doubtful(self, scored: Sequence[tuple[float, str, str, Comparison]], kind: Kind) -> set[tuple[str, str]]:
        """Pairs whose poorer claim resembles clusters, as the sure comparisons will form them, that are not all one."""
        cluster_of = _links(((a, b) for _, a, b, c in scored if c.poorer is None), self.root)
        told: dict[str, set[str]] = defaultdict(set)
        for claim in {c for _, a, b, _ in scored for c in (a, b)}:
            told[cluster_of(claim)] |= self._documents(self._root(claim))
        weak = [(a, b, poorer, c.score) for _, a, b, c in scored if c.poorer is not None
                for poorer in ((a, b) if c.mutual else (c.poorer,))]
        likely: dict[str, dict[str, float]] = defaultdict(dict)
        for a, b, poorer, score in weak:
            mine, other = cluster_of(poorer), cluster_of(b if poorer == a else a)
            if mine != other and not (kind.one_per_document and told[other] & told[mine]):
                likely[mine][other] = max(score, likely[mine].get(other, 0.0))
        for others in likely.values():
            least = max(others.values()) - _CLEARLY
            for other in [o for o, score in others.items() if score < least]:
                del others[other]
        doubtful = _in_doubt(likely)
        return {(a, b) for a, b, poorer, _ in weak if cluster_of(poorer) in doubtful
                or cluster_of(b if poorer == a else a) not in likely[cluster_of(poorer)]}

    def _may(self, a: str, b: str, kind: Kind) -> bool:
        one, other = self._root(a), self._root(b)
        if one == other:
            return False
        if kind.one_per_document and self._documents(one) & self._documents(other):
            return False
        if any(m.contradicts(n) for m in self.marks.get(one, ()) for n in self.marks.get(other, ())):
            return False
        return self._unparted(one, other)

    def _unparted(self, one: str, other: str) -> bool:
        """Whether no person parted two clusters."""
        if not self.parted:
            return True
        mine = set(self._members(one))
        return not any(self.parted.get(m, set()) & mine for m in self._members(other))

    def _root(self, claim: str) -> str:
        return self.root.get(claim, claim)

    def _members(self, root: str) -> list[str]:
        return self.members.get(root) or [root]

    def _documents(self, root: str) -> set[str]:
        return self.documents.get(root) or {self.claims[root].document}

    def _unite(self, a: str, b: str, comparison: Comparison) -> None:
        one, other = sorted((self._root(a), self._root(b)), key=self.order.__getitem__)
        if one == other:
            return
        self.joined.append(Joined(b, a, comparison.score, comparison.reasons))
        joining = self._members(other)
        self.root.update(dict.fromkeys(joining, one))
        self.members.setdefault(one, [one]).extend(joining)
        self.documents.setdefault(one, self._documents(one)).update(self._documents(other))
        self.members.pop(other, None)
        self.documents.pop(other, None)
        if other in self.marks:
            self.marks[one] |= self.marks.pop(other)

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The clusters, in the order their first claims were registered."""
        place = self.order.__getitem__
        roots = sorted((c for c in self.claims if c not in self.root), key=place)
        return tuple(tuple(sorted(self.members[r], key=place)) if r in self.members else (r,) for r in roots)


def _links(pairs: Iterable[tuple[str, str]], root: Mapping[str, str]) -> Callable[[str], str]:
    """The cluster a claim will be in once these pairs are joined."""
    parent: dict[str, str] = {}

    def find(claim: str) -> str:
        at = root.get(claim, claim)
        while parent.get(at, at) != at:
            at = parent[at]
        return at

    for a, b in pairs:
        one, other = find(a), find(b)
        parent[one] = other
    return find


def _in_doubt(likely: Mapping[str, Mapping[str, float]]) -> set[str]:
    """The clusters that may be either of two others which are not surely one (likely: to each those it resembles)."""
    found: set[str] = set()

    def parted(cluster: str, one: str, other: str) -> bool:
        poorer = {c for c, d in ((one, other), (other, one)) if d in likely.get(c, ())}
        # one in doubt itself is joined to neither, where it is the poorer to both
        return not poorer or any(c in found and cluster not in likely[c] for c in poorer)

    while True:
        more = {cluster for cluster, others in likely.items() if cluster not in found and (
            len(others) > _LIKELY or any(parted(cluster, *pair) for pair in combinations(sorted(others), 2)))}
        if not more:
            return found
        found |= more


def _pairs(block: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    reach = len(block) if len(block) <= _LARGEST else _NEIGHBOURS
    for i, a in enumerate(block):
        for b in block[i + 1 : i + 1 + reach]:
            yield a, b
