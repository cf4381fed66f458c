"""The fields of visits: an invitation and a journey are of the rank of whoever is the guest (GUIDE section 7)."""

from __future__ import annotations

from collections.abc import Callable

from servanda.extraction.components.undertakings.attributes.answers import accepts
from servanda.extraction.components.undertakings.attributes.scene import Scene
from servanda.extraction.components.undertakings.attributes.terms import FRAMEWORK, Hit, Words
from servanda.extraction.components.undertakings.candidate import Candidate
from servanda.extraction.mentions import Entity

BY_OFFICE = {
    "head-of-state": "politics", "head-of-government": "politics", "deputy-head-of-state": "politics",
    "deputy-head-of-government": "politics", "party-leader": "politics", "minister": "diplomacy",
    "deputy-minister": "diplomacy", "speaker": "parliament", "deputy-speaker": "parliament",
}
SUMMITS = ("multilateral",)
_VISIT_REACH = 25  # from the beginning of an action to the verb of a journey


class Visits:
    """Reads the fields of one document's invitations and journeys (own, hits: the fields and terms of a stretch)."""

    def __init__(
        self, scene: Scene, words: Words, own: Callable[[int, int], tuple[str, ...]], hits: Callable[[int, int], list[Hit]],
    ) -> None:
        self.scene, self.words, self.text = scene, words, scene.bare
        self.own, self.hits = own, hits

    def invited(self, candidate: Candidate) -> tuple[str, ...] | None:
        """A visit is of the field of its visitor's office: heads are politics, ministers diplomacy."""
        start, end = candidate.action.start_char, candidate.action.end_char
        if candidate.act != "invitation":
            return None
        guest = candidate.addressee or (candidate.subject if self.scene.passive(candidate.cue) else None)
        start = min(start, guest.start_char) if guest is not None else start
        guests = [a for a in self.scene.actors_in(start, end) if a.entity is not None]
        guests.sort(key=lambda a: a.kind != "person")
        accepting = None if guests and guests[0].kind == "person" else accepts(self.scene, candidate)
        guests = [accepting] if accepting is not None else guests
        for guest in guests:
            entity = self.scene.findings.entity(guest.entity or "")
            area = _rank(entity) if entity is not None else None
            if area is not None:
                return self._attended(area, candidate)
        named = self._office(start, end)
        if named is not None:
            return self._attended(named, candidate)
        own = self.own(start, end)
        if not own or self.words.visits.search(self.text, start, end) or (
                own == SUMMITS and self.words.attendance.search(self.text, start, end)):
            host = self._host(candidate)
            return self._attended(host, candidate) if host is not None else None
        return None

    def _attended(self, rank: str, candidate: Candidate) -> tuple[str, ...]:
        """The field of whoever is invited, and that of what he is invited to take part in, unless it is a visit."""
        start, end = candidate.action.start_char, candidate.action.end_char
        taking_part = self.words.attendance.search(self.text, start, end)
        if taking_part is None:
            return (rank,)
        if self.scene.bodies_in(taking_part.end(), end):
            return (rank, FRAMEWORK)
        told = dict.fromkeys(h.area for h in self.hits(taking_part.end(), end) if not h.weak)
        return (rank, *(a for a in [*told][:1] if a not in (rank, FRAMEWORK)))

    def journey(self, candidate: Candidate) -> str | None:
        """A journey promised is of the field of whoever makes it."""
        start, subject = candidate.action.start_char, candidate.subject
        reach = min(start + _VISIT_REACH, candidate.action.end_char)
        if subject is None or not self.words.visits.search(self.text, start, reach):
            return None
        made = [a for a in self.scene.actors_in(subject.start_char, subject.end_char) if a.entity is not None]
        ranks = [_rank(entity) for a in made if (entity := self.scene.findings.entity(a.entity or "")) is not None]
        return next((r for r in ranks if r is not None), None) or self._office(subject.start_char, subject.end_char)

    def _office(self, start: int, end: int) -> str | None:
        """The rank of the office first named in a stretch of text."""
        found = [
            (m.start(), -m.end(), BY_OFFICE[office]) for office, pattern in self.scene.references.offices
            if office in BY_OFFICE and (m := pattern.search(self.scene.low, start, end)) is not None
        ]
        return min(found)[2] if found else None

    def _host(self, candidate: Candidate) -> str | None:
        """The rank of whoever invites, who invites his like."""
        first = self.scene.sentences[self.scene.sentence(candidate.cue.start_char)][0]
        hosts = [a for a in self.scene.actors_in(first, candidate.action.start_char) if a.entity is not None]
        ranks = [_rank(entity) for a in hosts if (entity := self.scene.findings.entity(a.entity or "")) is not None]
        named = next((r for r in ranks if r is not None), None)
        index = self.scene.sentence(first)
        before = self.scene.sentences[index - 1][0] if index else first
        return named or self._office(first, candidate.action.start_char) or self._office(before, first)


def _rank(entity: Entity) -> str | None:
    for office in entity.offices:
        area = BY_OFFICE.get(office.office.split("/")[0])
        if area is not None:
            return area
    return None
