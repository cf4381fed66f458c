"""Whose office it is: the state of every person, as the paper says beside the name or lets its reader understand."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from servanda.extraction.components.entities.doings import Doings
from servanda.extraction.components.entities.lexicon import Lexicon
from servanda.extraction.components.entities.offices import ENVOY, GOVERNMENT, LEADERS, OTHER, SINGLE, STATE, chosen, said
from servanda.extraction.components.entities.page import Page
from servanda.extraction.components.entities.pairs import Pairs
from servanda.extraction.components.entities.people import COMPARED, Person
from servanda.extraction.components.entities.sightings import ROLE
from servanda.extraction.components.entities.signatures import Signatures
from servanda.ontology import model as ontology

_CITY = "city"


class States:
    """Settles whose office it is where the paper does not say so beside the name."""

    def __init__(
        self, lexicon: Lexicon, page: Page, persons: Sequence[Person], parties: Sequence[str], side: str | None,
        home: str | None = None, asked: str | None = None,
    ) -> None:
        self.lexicon, self.page, self.persons, self.parties, self.home = lexicon, page, persons, tuple(parties), home
        self.asked, self.side = asked, asked or side
        self.national = sorted(j for j, (_, m) in page.states.items() if m.kind in ("adjective", "name"))
        self.order = sorted(((s, p) for p in persons for s in p.sightings), key=lambda pair: pair[0].run.start)
        self.at = {s.run.start: p for s, p in self.order}
        self.doings = Doings(lexicon, page, self.parties, self.at, home)
        self.pairs = Pairs(lexicon, page, self.parties, self.doings)
        self.unions = {s.code for s in ontology.load().states.values() if s.status == "union"}
        self.named = {mention.code for _, mention in page.states.values() if mention.kind != _CITY}  # where texts are signed

    def settle(self, unnamed: Iterable[tuple[str, str | None, int]], signatures: Signatures) -> None:
        """Fill `state` and `codes` of every person (unnamed: offices stated without a name, with their state and place)."""
        for person in self.persons:
            stateless = any(s.stateless for s in person.sightings)
            told = person.stated() or self._ours(person) or self.doings.sided(person) or self.doings.serving(person)
            likely = next((s.likely for s in person.sightings if s.likely), None)
            told = told or (likely if likely is None or likely != self.doings.visited(person) else None)
            person.state = told or (None if stateless else self._by_name(person))
        self.pairs.relations(self.order, signatures.groups)
        self.pairs.sharers(self.persons)
        self.pairs.correspondents(signatures)
        own = self.side or self._own_side() or self.home
        self.pairs.chairs(self.order, own)
        self.pairs.colleagues(self.order)
        for person in self.persons:
            if person.state is None and any(s.stateless for s in person.sightings):
                person.codes = chosen(code for s in person.sightings for code in s.codes)
                continue
            person.state = person.state or self._understood(person, own)
            person.codes = chosen(self._of_union(person, code) for s in person.sightings for code in said(s, person))
        self._adopt(list(unnamed))

    def _understood(self, person: Person, own: str | None) -> str | None:
        """The state of somebody of whom nothing says it: by what he does, by who else holds his office, by what is near."""
        state = self.doings.invited(person) or self.doings.led(person) or self.doings.met(person)
        state = state or self._other_holder(person, own) or self._posted(person)
        if state is None and person.held:
            taken = self._taken(person) | ({visited} if (visited := self.doings.visited(person)) else set())
            state = (own if own not in taken else None) or self._origin(person, taken) or self._nearest(person, taken)
        return self.doings.context(person) if state is None else state

    def _of_union(self, person: Person, code: str) -> str:
        """The office of somebody: a union has no head of state, whoever presides over its commission heads its government."""
        return GOVERNMENT if code == STATE and person.state in self.unions else code

    def _by_name(self, person: Person) -> str | None:
        """The state a name is typical of: one of the paper's own if it can be, else one only if there is no other.

        A given name alone (a king's) says nothing.
        """
        if len(person.longest) == 1 and (word := person.longest[0]) and (
            word in self.lexicon.given or word not in self.lexicon.surnames
        ):
            return self.doings.travelled(person)
        origins = self.lexicon.origins(person.longest)
        if own := [code for code in self.parties if code in origins]:
            return own[0] if len(own) == 1 else None
        if went := self.doings.travelled(person):
            return went
        if not origins and (near := self.lexicon.nearly(person.longest[-1]) & set(self.parties)):
            return next(iter(near)) if len(near) == 1 else None
        leads = bool(self.lexicon.bearers(person.longest)) and self._leads_abroad(person)
        return next(iter(origins)) if len(origins) == 1 and (origins & self.named or leads or not self.parties) else None

    def _leads_abroad(self, person: Person) -> bool:
        """Whether a leader may be another state's: the paper's own side is not known, or has its own."""
        high = person.held & LEADERS
        own = (p for p in self.at.values() if p is not person and p.state == self.side)
        return bool(high) and (self.side is None or any(p.held & high for p in own))

    def _adopt(self, unnamed: Sequence[tuple[str, str | None, int]]) -> None:
        """Give an office stated without a name to the one person of that state it can be."""
        held = {(code, p.state) for p in self.persons for code in p.codes}
        told = {(code, state) for code, state, _ in unnamed} - held
        free = {(code, state) for code, state in told if code not in (ROLE, OTHER) and not code.endswith("/other")}
        vague: dict[tuple[str, str | None], list[Person]] = {}
        for person in self.persons:
            for code in person.codes or [""]:
                if not code or code.endswith("/other"):
                    vague.setdefault((code, person.state), []).append(person)
        for (code, state), holders in vague.items():
            prefix = code.removesuffix("other")
            fitting = {c for c, s in free if s == state and s is not None and c.startswith(prefix)}
            if code and not fitting:
                fitting = {c for c, s in free if s is None and c.startswith(prefix)}
            if not code and len(holders) == 1:
                meant = {c for c, s, at in unnamed if s == state and self._is_meant(holders[0], at)}
                fitting = {c for c in fitting if c in meant or c not in LEADERS}
            if len(holders) == 1 and len(fitting) == 1:
                kept = [c for c in holders[0].codes if c != code]
                holders[0].codes = [*kept, *(c for c in fitting if c not in kept)]

    def _is_meant(self, person: Person, at: int) -> bool:
        """Whether a leader's office without a name at a word may be that of somebody without one: of those of his state he is
        the last named before it, or the first named at all."""
        mine = sorted(k for k, p in self.at.items() if p.state == person.state)
        before = bisect_left(mine, at)
        return bool(mine) and self.at[mine[max(before - 1, 0)]] is person

    def _taken(self, person: Person) -> set[str]:
        """The states whose only holder of the person's office is somebody else."""
        single = person.held & SINGLE
        return {p.state for p in self.persons[:COMPARED] if single and p is not person and p.state and p.held & single}

    def _origin(self, person: Person, taken: set[str]) -> str | None:
        """The one state a name is typical of: by its ending only one that the paper names."""
        origins = (self.lexicon.bearers(person.longest) or self.lexicon.origins(person.longest) & self.named) - taken
        return next(iter(origins)) if len(origins) == 1 else None

    def _ours(self, person: Person) -> str | None:
        """The state of whoever is interviewed, of somebody he calls his own ("our minister, X")."""
        words = self.page.words
        cues = [s.cue[0] for s in person.sightings if s.cue] if self.asked else []
        return self.asked if any(words[k].folded in self.lexicon.ours for at in cues for k in (at - 1, at) if k >= 0) else None

    def _other_holder(self, person: Person, own: str | None) -> str | None:
        """The other party, where the paper's own side already has somebody in an office that only one can hold."""
        single = person.held & SINGLE
        taken = bool(single) and any(p is not person and p.state == own and p.held & single for p in self.persons[:COMPARED])
        left = [c for c in self.parties if c != own]
        return left[0] if own in self.parties and single and taken and len(left) == 1 else None

    def _posted(self, person: Person) -> str | None:
        """The other party, of an ambassador in a paper told from the country of one: he is posted there."""
        left = [c for c in self.parties if c != self.home]
        posted = ENVOY in person.held and not person.held - {ROLE, OTHER, ENVOY}  # else it is a rank
        return left[0] if posted and self.home in self.parties and len(left) == 1 else None

    def _own_side(self) -> str | None:
        """The state a paper takes for granted: that of known people whose office it gives without a state."""
        bare = Counter(p.state for p in self.persons if p.state and p.stated() is None and p.held)
        if len(bare) == 1 and bare.total() == 1 and self.home in self.parties:
            return self.home  # one known name alone outweighs no dateline
        if bare:
            return bare.most_common(1)[0][0]
        taken = {p.stated() for p in self.persons}
        left = [c for c in self.parties if c not in taken]
        return left[0] if len(left) == 1 and len(self.parties) == 2 else None

    def _nearest(self, person: Person, taken: set[str]) -> str | None:
        at = person.sightings[0].run.start
        places = [j for j in self.national if self.page.states[j][1].code not in taken] if taken else self.national
        k = bisect_left(places, at)
        near = min(places[max(k - 1, 0):k + 1], key=lambda j: abs(j - at), default=None)
        return self.page.states[near][1].code if near is not None else None
