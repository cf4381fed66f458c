"""Stories: documents that tell one occasion.

Near copies tell one story. So do tellings of one pair of states, told within days of each other, of which one of these is true:
their main event is one (the first event a paper tells of its own days, its lede) and both tell it as held or both as planned;
most of what either tells of its days, two dated events at least, is told by both; most texts of which one tells as concluded
in its days, two at least, are told so by the other; or what they say was promised is the same,
with somebody, some body or some event in common (of papers of the same days, two promises and two people). Papers whose main
events cannot be one tell two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from servanda.claims import Claim
from servanda.reconciliation import dates
from servanda.reconciliation.claimed import Claimed
from servanda.reconciliation.comparison import Context
from servanda.reconciliation.happenings import BY_BODY
from servanda.reconciliation.promises import retold

_DAYS = 10
_SAME_DAYS = 2  # within which two promises and two people in common make one occasion
_SHARED = 2  # dated events, or promises, that two papers of one story tell at least, whatever they open with
_PARAGRAPH = re.compile(r"\n\s*\n")
_EXACT = len("2025-05-07")
_CANDIDATES = frozenset({"meeting", "session", "consultation", "call", "signing", "forum", "ceremony"})
_NEIGHBOURS = 20  # papers of one pair told before a paper that it is compared with
_LAST = date(9999, 12, 31)


def stories(context: Context, claims: Claimed) -> tuple[dict[str, str], dict[str, str]]:
    """Document hash to the story's name (that of its first document), for stories of two documents or more; and document hash
    to the claim of its main event."""
    papers = _papers(context, claims)
    joined = _Joined(papers)
    for copy, origin in context.near_copies.items():
        joined.unite(origin, copy)
    originals = [p for p in papers.values() if p.document not in context.near_copies]
    for first, second in _close(originals):
        if joined.root(first.document) != joined.root(second.document) and _one(first, second, context):
            joined.unite(first.document, second.document)
    return joined.named(), {p.document: p.main for p in originals if p.main is not None}


@dataclass(slots=True)
class _Paper:
    """What a paper tells of its own days.

    told: first and last day it may have been told. pair: the states it tells of most. main: its main event. held: dated events
    it tells as held (facts). texts: what it tells as concluded in its days (facts). people, bodies: facts. main, promises:
    claims.
    """

    document: str
    told: tuple[date, date] | None
    pair: tuple[str, ...] = ()
    main: str | None = None
    sure: bool = False
    held: set[str] = field(default_factory=set)
    of_its_days: dict[str, str] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    promises: list[str] = field(default_factory=list)


class _Joined:
    """Papers joined so far: never such that two of them were told further apart than one occasion is."""

    def __init__(self, papers: dict[str, _Paper]) -> None:
        self.papers, self.order = papers, {d: n for n, d in enumerate(papers)}
        self.parent: dict[str, str] = {}
        self.told = {d: p.told for d, p in papers.items()}

    def root(self, document: str) -> str:
        while document in self.parent:
            document = self.parent[document]
        return document

    def unite(self, first: str, second: str) -> None:
        one, other = sorted((self.root(first), self.root(second)), key=self.order.__getitem__)
        if one != other and _near(self.told[one], self.told[other]):
            self.parent[other] = one
            told = [t for t in (self.told[one], self.told[other]) if t is not None]
            # the latest first day and the earliest last one: every paper of the group is near to a third that is near to both
            self.told[one] = (max(t[0] for t in told), min(t[1] for t in told)) if told else None

    def named(self) -> dict[str, str]:
        members: dict[str, list[str]] = defaultdict(list)
        for document in self.papers:
            members[self.root(document)].append(document)
        return {d: f"s-{first[:12]}" for first, listed in members.items() if len(listed) > 1 for d in listed}


def _papers(context: Context, claims: Claimed) -> dict[str, _Paper]:
    """What each document tells, in the order they were given."""
    papers = {document: _Paper(document, dates.bounds(source.told)) for document, source in context.sources.items()}
    exact = {context.fact(e) for e in claims.of("event") if _exact(claims[e])}
    for document, told in claims.documents.items():
        _told(papers[document], [claims[c] for c in told], exact, context)
    for copy, origin in context.near_copies.items():  # a paper is dated by the best of its copies
        if papers[origin].main is None or not papers[origin].sure:
            papers[origin].main, papers[origin].sure = papers[copy].main, papers[copy].sure
    return papers


def _told(paper: _Paper, claims: Sequence[Claim], exact: set[str | None], context: Context) -> None:
    """What a paper tells."""
    paper.pair = context.pairs.get(paper.document, ())
    for claim in claims:
        if claim.kind == "mechanism":
            paper.bodies.add(context.fact(claim.id) or claim.id)
        elif claim.kind == "instrument":
            if claim.fields["status"] == "concluded" and claim.fields["date"] and _of_its_days(claim, context):
                paper.texts.add(context.fact(claim.id) or claim.id)
        elif claim.kind == "undertaking":
            paper.promises.append(claim.id)
        elif claim.kind == "entity" and claim.fields["type"] == "person":
            paper.people.add(context.fact(claim.id) or claim.id)
    _occasion(paper, [c for c in claims if c.kind == "event"], exact, context)


def _occasion(paper: _Paper, told: Sequence[Claim], exact: set[str | None], context: Context) -> None:
    """What a paper tells of its days, and its main event: the first of them."""
    recent = [e for e in told if _of_its_days(e, context)]
    for event in recent:
        fact = context.fact(event.id) or event.id
        paper.of_its_days[fact] = event.fields["status"]
        if event.fields["status"] == "held" and _exact(event):
            paper.held.add(fact)
    main = min((e for e in recent if e.fields["type"] in _CANDIDATES), key=lambda e: e.citations[0].start, default=None)
    if main is not None and not _late(main.citations[0].start, context.content(paper.document)):
        paper.main = main.id
        paper.sure = _exact(main) or bool(main.fields["ordinal"]) or (
            main.fields["date"] is None and context.fact(main.id) in exact)


def _late(start: int, said: str) -> bool:
    """Whether words stand in the second half of a paper and not in its first paragraph: it does not open with them."""
    return 2 * start > len(said) and _PARAGRAPH.search(said.lstrip(), 0, start) is not None


def _exact(event: Claim) -> bool:
    return len(event.fields["date"] or "") >= _EXACT


def _of_its_days(event: Claim, context: Context) -> bool:
    apart = dates.apart(event.fields["date"], context.told(event))
    return apart is None or apart <= _DAYS


def _near(one: tuple[date, date] | None, other: tuple[date, date] | None, days: int = _DAYS) -> bool:
    return one is None or other is None or dates.between(one, other) <= days


def _close(papers: Sequence[_Paper]) -> Iterator[tuple[_Paper, _Paper]]:
    """Pairs of papers that may tell one story: of one pair of states and told within days, or of one main event."""
    blocks: dict[Hashable, list[_Paper]] = defaultdict(list)
    for paper in papers:
        for block in (*([paper.pair] if paper.pair else []), *sorted(paper.of_its_days)):
            blocks[block].append(paper)
    for members in blocks.values():
        members.sort(key=lambda p: p.told[0] if p.told else _LAST)
        for n, paper in enumerate(members):
            for earlier in members[max(0, n - _NEIGHBOURS):n]:
                if _near(earlier.told, paper.told):
                    yield earlier, paper


def _one(first: _Paper, second: _Paper, context: Context) -> bool:
    """Whether two papers tell one story."""
    mains = [context.fact(p.main) if p.sure else None for p in (first, second)]
    if mains[0] is not None and mains[0] == mains[1]:
        return first.main is not None and second.main is not None and (
            context.claims[first.main].fields["status"] == context.claims[second.main].fields["status"])
    shared = first.held & second.held
    if len(shared) >= _SHARED and 2 * len(shared) > max(len(first.held), len(second.held)):
        return True
    if _two(first, second, context):
        return False
    texts = len(first.texts & second.texts)
    if texts >= _SHARED and 2 * texts > min(len(first.texts), len(second.texts)):
        return True
    told = {f for f, status in first.of_its_days.items() if second.of_its_days.get(f) == status}
    met = first.people & second.people
    if not (met or told or first.bodies & second.bodies) or not (first.promises and second.promises):
        return False
    mine, theirs = ([context.claims[c] for c in p.promises] for p in (first, second))
    alike = retold(mine, theirs, context)
    least = min(len(first.promises), len(second.promises))
    if alike and (any(m in told for m in mains if m) or (shared and len(met) >= _SHARED)):
        return True
    if alike >= _SHARED and len(met) >= _SHARED and _near(first.told, second.told, _SAME_DAYS):
        return True
    return 2 * alike >= least and (alike >= _SHARED or (alike == least and len(met) >= _SHARED))


def _two(first: _Paper, second: _Paper, context: Context) -> bool:
    """Whether the main events of two papers cannot be one."""
    if first.main is None or second.main is None or context.fact(first.main) == context.fact(second.main):
        return False
    one, other = context.claims[first.main], context.claims[second.main]
    days = [_stated(e, context) for e in (one, other)]
    if dates.apart(*days):
        return True
    if one.fields["type"] != other.fields["type"]:
        return False
    if one.fields["type"] in BY_BODY:
        bodies = [context.fact(e.fields["mechanism"]) for e in (one, other)]
        numbers = [e.fields["ordinal"] for e in (one, other)]
        return (None not in bodies and bodies[0] != bodies[1]) or (None not in numbers and numbers[0] != numbers[1])
    people = [{context.fact(p) for p in e.fields["participants"]} for e in (one, other)]
    return all(people) and not people[0] & people[1]


def _stated(event: Claim, context: Context) -> str | None:
    """The day of an event where it is told, and not that of the telling."""
    day: str | None = event.fields["date"]
    return None if day == context.told(event) else day
