"""Which claims tell one thing: clusters, with the reasons for each merge.

Kind by kind: blocking (only claims that share a block are compared), comparison, then joining, the likeliest first, never
across what a person parted, nor two facts of one document (but for what `retold` names). What stays in doubt stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from servanda.claims.claim import fold
from servanda.reconciliation.claimed import Claimed
from servanda.reconciliation.comparison import Comparison, Context, Kind, Mark, overlapping, pairs
from servanda.reconciliation.happenings import Events, MainEvents, announced, following
from servanda.reconciliation.people import Companions, Entities
from servanda.reconciliation.promises import Undertakings, adopted
from servanda.reconciliation.retold import InstrumentsRetold, MechanismsRetold, VisitsRetold
from servanda.reconciliation.source import Source
from servanda.reconciliation.stories import stories
from servanda.reconciliation.texts import Instruments, Mechanisms

# In a block of more claims than this each is compared with its neighbours only: a block that large tells nothing apart.
_LARGEST = 300
_NEIGHBOURS = 40
_CLEARLY = 0.2  # by which one likeness outdoes another, so that nothing is in doubt between them
_LIKELY = 12  # clusters that one may resemble before it counts as doubtful, be they one


_Scored = tuple[str, str, Comparison]  # two claims and how alike they are


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
    def single(cls, claims: Iterable[str]) -> Clusters:
        """Every claim by itself."""
        return cls(tuple((c,) for c in claims))


def cluster(sources: Mapping[str, Source], claims: Claimed, copies: Mapping[str, str],
            same: Iterable[tuple[str, str]] = (), different: Iterable[tuple[str, str]] = ()) -> Clusters:
    """Join the claims that tell one person, event, instrument, mechanism or promise.

    Args:
        sources: the documents, by their hash.
        claims: in the order they were registered.
        copies: near copies, hash of the copy to hash of the document it copies.
        same, different: pairs of claims that a person joined or parted.
    """
    events, instruments, entities = claims.of("event"), claims.of("instrument"), claims.of("entity")
    context = Context(sources, claims, near_copies=copies, cited=overlapping(claims.by_document(("event", "instrument"))),
                      announced=announced(map(claims.__getitem__, events)),
                      pairs=pairs({d: map(claims.__getitem__, told) for d, told in claims.documents.items()}))
    unions = _Unions(claims, same, different)
    unions.copy(copies)
    unions.join(entities, Entities(), context)
    unions.join(claims.of("mechanism"), MechanismsRetold(), context)
    unions.join(claims.of("mechanism"), Mechanisms(), context)
    context.following = following(map(claims.__getitem__, events), context.fact)
    unions.join(instruments, InstrumentsRetold(), context)
    unions.join(instruments, Instruments(), context)
    unions.join(events, VisitsRetold(), context)
    unions.join(events, Events(), context)
    context.stories, main = stories(context, claims)
    unions.join([c for c in entities if claims.document(c) in context.stories], Companions(), context)
    unions.join(events, Events(), context)
    unions.join([c for c in events if (paper := claims.document(c)) in context.stories and main.get(paper) == c], MainEvents(),
                context)
    unions.join(instruments, Instruments(), context)
    context.adopted = adopted(map(claims.__getitem__, instruments), context)
    unions.join([c for c in claims.of("undertaking") if (paper := claims.document(c)) in context.stories
                 or paper in context.adopted or claims[c].fields["instrument"]], Undertakings(), context)
    return Clusters(unions.groups(), tuple(unions.joined), context.stories, context.near_copies)


class _Unions:
    """Claims united so far. Each cluster knows its members, in the order registered; of a claim by itself nothing is kept.

    root: the first-registered of its cluster, for each claim that was joined to one.
    """

    def __init__(self, claims: Claimed, same: Iterable[tuple[str, str]], different: Iterable[tuple[str, str]]) -> None:
        self.claims, self.order = claims, claims.order
        self.root: dict[str, str] = {}
        self.members: dict[str, list[str]] = {}
        self.documents: dict[str, set[str]] = {}
        self.marks: dict[str, tuple[Mark, ...]] = {}
        self.joined: list[Joined] = []
        self.parted: dict[str, set[str]] = defaultdict(set)
        for a, b in different:
            self.parted[a].add(b)
            self.parted[b].add(a)
        for a, b in same:
            if a in self.claims and b in self.claims and self.claims[a].kind == self.claims[b].kind:
                self._unite(a, b, Comparison(1.0, ("judged_same",)))

    def copy(self, copies: Mapping[str, str]) -> None:
        """Unite what near copies tell in the same words: it is one thing, whatever else was made of it."""
        told: dict[Hashable, list[str]] = defaultdict(list)
        copied = {*copies, *copies.values()}
        for claim in (self.claims[c] for c in self.claims if copied and self.claims.document(c) in copied):
            origin = copies.get(claim.document, claim.document)
            for words in sorted({fold(w) for w in claim.fields["names"]} if claim.kind == "entity" else {fold(claim.quote)}):
                told[claim.kind, claim.fields.get("type"), origin, words].append(claim.id)
        for group in told.values():
            for claim_id in group[1:]:
                one, other = self._root(group[0]), self._root(claim_id)
                if one != other and not self._documents(one) & self._documents(other) and self._unparted(one, other):
                    self._unite(group[0], claim_id, Comparison(1.0, ("near_copy",)))

    def join(self, claims: Sequence[str], kind: Kind, context: Context) -> None:
        """Unite the claims of one kind; `context.facts` knows the clusters afterwards."""
        scored = list(self._scored(self._blocks(claims, kind, context), kind, context))
        doubtful = self._doubtful(scored, kind)
        scored = [s for s in scored if not doubtful(*s)]
        for place in (lambda s: s[1], lambda s: s[0], lambda s: -s[2].score, lambda s: s[2].poorer is not None):
            scored.sort(key=place)  # what is sure first, of that the likeliest; one by one, which holds less than all at once
        for a, b, comparison in scored:
            if self._may(a, b, kind):
                self._unite(a, b, comparison)
        context.facts.update({c: self.root[c] for c in claims if c in self.root})

    def _blocks(self, claims: Sequence[str], kind: Kind, context: Context) -> list[list[str]]:
        """Note the marks of claims, unite those that share a signature; what is still to be compared, in blocks of two or more.

        Blocks are known by their hashes, which weigh a quarter of what they are made of: were two ever the same, some claims
        would be compared in vain.
        """
        signed: dict[Hashable, str] = {}
        sure: dict[str, str] = {}  # to the first claim of the same signature
        first: dict[int, str] = {}
        blocks: dict[int, list[str]] = {}
        self.marks = {}
        for name in claims:
            claim = self.claims[name]
            if (mark := kind.mark(claim, context)) is not None:
                self._note(self._root(name), (mark,))
            if (said := kind.signature(claim, context)) is not None and (known := signed.setdefault(said, name)) != name:
                sure[name] = known
            for block in set(map(hash, kind.blocks(claim, context))):
                if (known := first.setdefault(block, name)) != name:
                    blocks.setdefault(block, [known]).append(name)
        for name, known in sure.items():
            if self._may(known, name, kind):
                self._unite(known, name, Comparison(1.0, ("same_telling",)))
        known_already = {name for name, known in sure.items() if self._root(known) == self._root(name)}
        shown = ([c for c in members if c not in known_already] for members in blocks.values())
        return [members for members in shown if len(members) > 1]

    def _note(self, root: str, marks: Iterable[Mark]) -> None:
        known = self.marks.get(root, ())
        self.marks[root] = (*known, *(m for m in marks if m not in known))

    def _scored(self, blocks: Iterable[Sequence[str]], kind: Kind, context: Context) -> Iterator[_Scored]:
        """What a comparison found in the claims of each block."""
        within: dict[str, list[int]] = defaultdict(list)  # the numbers of the blocks of each claim: those in which all meet
        for number, members in enumerate(blocks):
            told = [self.claims[c] for c in members]
            before = [frozenset(within.get(c, ())) for c in members]
            for one, other in _pairs(len(members)):
                (a, first), (b, second) = (members[one], told[one]), (members[other], told[other])
                if kind.one_per_document and first.document == second.document:
                    continue
                if not before[one].isdisjoint(before[other]) or self._root(a) == self._root(b):
                    continue  # they have met, or are known to be one
                comparison = kind.compare(first, second, context)
                if comparison is not None:
                    yield a, b, comparison
            if len(members) <= _LARGEST:
                for c in members:
                    within[c].append(number)

    def _doubtful(self, scored: Sequence[_Scored], kind: Kind) -> Callable[[str, str, Comparison], bool]:
        """Tells the pairs whose poorer claim resembles clusters, as the sure comparisons will form them, that are not all one."""
        cluster_of = _links(((a, b) for a, b, c in scored if c.poorer is None), self.root)
        told: dict[str, set[str]] = defaultdict(set)
        for claim in {c for a, b, _ in scored for c in (a, b)}:
            told[cluster_of(claim)] |= self._documents(self._root(claim))
        likely: dict[str, dict[str, float]] = defaultdict(dict)
        for a, b, c in scored:
            for poorer, richer in _weak(a, b, c):
                mine, other = cluster_of(poorer), cluster_of(richer)
                if mine != other and not (kind.one_per_document and told[other] & told[mine]):
                    likely[mine][other] = max(c.score, likely[mine].get(other, 0.0))
        for others in likely.values():
            least = max(others.values()) - _CLEARLY
            for other in [o for o, score in others.items() if score < least]:
                del others[other]
        doubtful = _in_doubt(likely)
        return lambda a, b, c: any((mine := cluster_of(poorer)) in doubtful or cluster_of(richer) not in likely.get(mine, ())
                                   for poorer, richer in _weak(a, b, c))

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
        return self.documents.get(root) or {self.claims.document(root)}

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
            self._note(one, self.marks.pop(other))

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The clusters, in the order their first claims were registered."""
        place = self.order.__getitem__
        roots = sorted((c for c in self.claims if c not in self.root), key=place)
        return tuple(tuple(sorted(self.members[r], key=place)) if r in self.members else (r,) for r in roots)


def _weak(a: str, b: str, comparison: Comparison) -> tuple[tuple[str, str], ...]:
    """The claims of a pair that tell little, each with the other."""
    if comparison.poorer is None:
        return ()
    return ((a, b), (b, a)) if comparison.mutual else ((a, b) if comparison.poorer == a else (b, a),)


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


def _pairs(number: int) -> Iterator[tuple[int, int]]:
    """Which of so many claims of a block are compared."""
    reach = number if number <= _LARGEST else _NEIGHBOURS
    for one in range(number):
        for other in range(one + 1, min(number, one + 1 + reach)):
            yield one, other
