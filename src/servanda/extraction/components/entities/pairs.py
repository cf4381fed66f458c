"""Two persons told of together, of whom one says what the other is: counterparts, spouses, chairs, who write to each other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import islice, pairwise

from servanda.extraction.components.entities.doings import Doings
from servanda.extraction.components.entities.lexicon import Lexicon
from servanda.extraction.components.entities.offices import MINISTER, OTHER, STATE, chosen
from servanda.extraction.components.entities.page import Page
from servanda.extraction.components.entities.people import Person
from servanda.extraction.components.entities.sightings import ROLE, Group, Sighting
from servanda.extraction.components.entities.signatures import Signatures

_PAIR = 2
_AHEAD = 50  # persons looked at before or after one whose counterpart or spouse is sought
_CHAIRED = 3  # words between those for chairing together and the first who does
_OFFICES = 3  # offices back among which that of a counterpart may stand


class Pairs:
    """Settles the offices and states that the persons of one page have from each other."""

    def __init__(self, lexicon: Lexicon, page: Page, parties: Sequence[str], doings: Doings) -> None:
        self.lexicon, self.page, self.parties, self.doings, self.at = lexicon, page, parties, doings, doings.at

    def relations(self, order: Sequence[tuple[Sighting, Person]], groups: Sequence[Group]) -> None:
        """The office of counterparts, the state of spouses: those of whoever was named before. Counterparts are of two states."""
        for n, (sighting, person) in enumerate(order):
            if not sighting.relation:
                continue
            if sighting.relation == "counterpart" and (codes := self._beside(sighting, groups)):
                person.held.update(codes)
                sighting.codes += [c for c in codes if c not in sighting.codes]
            spouse = sighting.relation == "spouse"
            before = None if spouse else self._peer(order, n)
            if before is None:
                known = (p for s, p in _backwards(order, n) if s.relation != "spouse")
                before = next((p for p in known if p is not person and (spouse or not _compatriots(p, person))), None)
            if before is None:
                before = next((p for _, p in islice(order, n, n + _AHEAD) if p is not person), None)
            if spouse:
                person.sightings[0].codes, person.held = ["spouse"], {"spouse"}
                person.state = person.state or (before.state if before else None)
            elif before is not None:
                codes = _counterpart(chosen(c for s in before.sightings for c in s.codes))
                if not any(code != ROLE for code in sighting.codes) and not _apart(person.held, codes):
                    person.held.update(codes)
                    sighting.codes += codes
                for one, other in ((person, before), (before, person)):
                    left = [c for c in self.parties if c != other.state]
                    if one.state is None and other.state in self.parties and len(left) == 1:
                        one.state = left[0]

    def _peer(self, order: Sequence[tuple[Sighting, Person]], n: int) -> Person | None:
        """Whose counterpart somebody is: his with whom he is joined (`X and his`, `from X to his`), else his who acts."""
        page, (sighting, person) = self.page, order[n]
        start = sighting.cue[0] if sighting.cue and sighting.cue[0] < sighting.run.begin else sighting.run.begin
        last, other = order[n - 1] if n else (None, person)
        if last is not None and last.run.end <= start and not _compatriots(other, person):
            first, *between = [page.words[k].folded for k in range(last.run.end, max(start, last.run.end + 1))]
            joins = first in self.lexicon.passes or first in self.lexicon.both and other.state and person.state
            together = joins and page.sentence[last.run.start] == page.sentence[start]
            if together and all(w in self.lexicon.possessives or w in self.lexicon.articles for w in between):
                return other
        doer = self.doings.doer(sighting.run.begin, person)
        return doer if isinstance(doer, Person) and not _compatriots(doer, person) else None

    def _beside(self, sighting: Sighting, groups: Sequence[Group]) -> list[str]:
        """The office, held by nobody named, that stands last before a counterpart in his sentence (`the envoy of X and his`)."""
        page, start = self.page, sighting.run.begin
        ends = bisect_left(groups, start, key=lambda g: g.start)
        before = next((g for g in reversed(groups[max(0, ends - _OFFICES):ends]) if g.titles[0].kind == "office"), None)
        if before is None or before.used or before.plural or page.sentence[before.start] != page.sentence[start]:
            return []
        if any(k in self.at for k in range(before.end, start)):
            return []
        return [c for title in before.titles for c in title.codes if c not in (ROLE, OTHER)]  # an `official` visit is nobody's

    def sharers(self, persons: Sequence[Person]) -> None:
        """Of two who hold one office together, the one without a state has the other party's."""
        pairs: dict[int, list[Person]] = {}
        for person in persons:
            for sighting in person.sightings:
                if sighting.shared is not None and person not in pairs.setdefault(sighting.shared, []):
                    pairs[sighting.shared].append(person)
        for pair in pairs.values():
            known = [p.state for p in pair if p.state]
            left = [c for c in self.parties if c not in known]
            same_office = len(pair) == _PAIR and pair[0].held & pair[1].held  # not two departments of one government
            if same_office and len(known) == 1 and known[0] in self.parties and len(left) == 1:
                next(p for p in pair if p.state is None).state = left[0]

    def chairs(self, order: Sequence[tuple[Sighting, Person]], own: str | None) -> None:
        """Of two who chair a session together one is of each party; where neither is known the paper's own is named first."""
        for (sighting, one), (last, other) in pairwise(order):
            if one is other or len(self.parties) != _PAIR or (one.state and other.state) or not self._chaired(sighting, last):
                continue
            if one.state is None and other.state is None and own in self.parties:
                one.state = own
            for known, unknown in ((one, other), (other, one)):
                if known.state in self.parties and unknown.state is None:
                    unknown.state = next(c for c in self.parties if c != known.state)

    def colleagues(self, order: Sequence[tuple[Sighting, Person]]) -> None:
        """A minister named right behind one whose state the paper gives is his colleague (`the minister of justice of Fiji, X,
        and the minister of sport, Y`)."""
        for (sighting, one), (last, other) in pairwise(order):
            state = one.stated()
            if one is other or other.state is not None or state is None or not self._listed(sighting, last):
                continue
            offices = [{c for c in s.codes if c.startswith(MINISTER)} for s in (sighting, last)]
            if all(offices) and not offices[0] & offices[1]:
                other.state = state

    def _listed(self, first: Sighting, last: Sighting) -> bool:
        """Whether nothing but a joining word stands between a name and the office before the next."""
        start = last.cue[0] if last.cue and last.cue[0] < last.run.begin else None
        if start is None or self.page.sentence[start] != self.page.sentence[first.run.start] or start <= first.run.end:
            return False
        between = [self.page.words[k].folded for k in range(first.run.end, start)]
        return between[0] in self.lexicon.joiners | self.lexicon.both and all(w in self.lexicon.articles for w in between[1:])

    def _chaired(self, first: Sighting, last: Sighting) -> bool:
        """Whether two are joined behind words for chairing together (`co-chaired by the minister, X, and Y`)."""
        page, joins = self.page, self.lexicon.both
        start = min(first.run.begin, first.cue[0]) if first.cue else first.run.begin
        if page.sentence[start] != page.sentence[last.run.start] or not any(
                page.words[k].folded in joins for k in range(first.run.end, last.run.begin)):
            return False
        led = self.lexicon.chairing
        return any(led.before(page.text, page.words, k) for k in range(start, max(start - _CHAIRED, 0), -1))

    def correspondents(self, signatures: Signatures) -> None:
        """Of the two who write to each other, the one without a state has the other party's; else a minister lives in his."""
        for signer, addressed in signatures.letters():
            pair = [self.at.get(s.run.start) for s in (signer, addressed)]
            for one, other in zip(pair, reversed(pair), strict=True):
                if one is None or other is None or one is other or one.state is not None:
                    continue
                left = [c for c in self.parties if c != other.state]
                if other.state in self.parties and len(left) == 1:
                    one.state = left[0]
                elif any(code.startswith(MINISTER) for code in one.held):
                    one.state = next((c for s in one.sightings if (c := signatures.resident(s)) in self.parties), None)


def _backwards(order: Sequence[tuple[Sighting, Person]], n: int) -> Iterator[tuple[Sighting, Person]]:
    """What stands before position n, nearest first, as far as a reader looks back."""
    return (order[k] for k in range(n - 1, max(n - 1 - _AHEAD, -1), -1))


def _compatriots(one: Person, other: Person) -> bool:
    """Whether two are known to be of one state, as no counterparts are."""
    return one.state is not None and one.state == other.state


def _counterpart(codes: Sequence[str]) -> list[str]:
    """The office of a counterpart: of several, the department's."""
    return [c for c in codes if "/" in c] or list(codes)


def _apart(held: Collection[str], codes: Collection[str]) -> bool:
    """Whether one of two sets of offices is a head of state's and the other a minister's: they are nobody's counterparts."""
    return any(STATE in one and STATE not in other and any(c.startswith(MINISTER) for c in other)
               for one, other in ((held, codes), (codes, held)))
