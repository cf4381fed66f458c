"""The city of an event of the occasion whose own clause gives none, or only a state."""

from __future__ import annotations

from servanda.extraction.components.events.candidate import Candidate
from servanda.extraction.components.events.merging import Group, near
from servanda.extraction.components.events.occasion.story import HERE, Story
from servanda.extraction.content import content

_TWO = 2


class Places:
    """Reads the places that the clauses of one document leave out."""

    def __init__(self, story: Story) -> None:
        self.story, self.page, self.words = story, story.page, story.words

    def of(self, g: Group) -> str | None:
        """The city of a current event: where the traveller is, or what it is told with was, else the text's own."""
        if g.type not in HERE:
            return None
        journey = self._journey(g)
        if journey is not None:
            return journey
        last = self.story.told_before(g)
        if last is not None and last.place and last.type in HERE and not self.is_only_state(last):
            return last.place
        main = self.story.main
        if main is not None and main.place and main.type != "visit" and not self.is_only_state(main):
            return main.place
        if self.page.reported_from:
            return self.page.reported_from
        ours = ("", *self.page.findings.parties)  # who leaves for a third state was not there
        visits = (v for v in self.story.groups if v.type == "visit" and self.story.is_current(v))
        visit = next((v for v in visits if v.place_state in ours), None)
        if visit is None:
            return None
        city = next((t.place for t in visit.tellings if t.place and not self._is_state(t)), None)
        return city or self._city_of(visit.place_state, g.tellings[0].cue.start) or visit.place

    def is_only_state(self, g: Group) -> bool:
        """Whether the place is a state's name, though the city that the text reports from lies in that state."""
        city = self.page.reported_from
        if (
            g.type not in HERE
            or city is None
            or not g.place_state
            or not any(self._is_state(t) for t in g.tellings if t.place)
        ):
            return False
        return self.words.state_of_city(city) == g.place_state

    def _city_of(self, state: str, position: int) -> str | None:
        """The city of a state that the text has last said somebody is in."""
        told = [found for found, of, city in self.page.places(0, position) if city and of == state] if state else []
        return content(self.page.doc)[told[-1].start : told[-1].end] if told else None

    def _journey(self, g: Group) -> str | None:
        """Where the traveller is, if the paper reports his journey from home and he meets his hosts there."""
        here = self.story.here
        states = {self.page.state_of.get(p) for p in g.people}
        before = [v for v in self.story.groups if v.type == "visit" and v.tellings[0].order < g.tellings[0].order]
        for visit in before:
            if self.story.earlier(visit.tellings[0]):
                continue
            home = {self.page.state_of.get(p) for p in visit.people}
            abroad = visit.place_state or (next((s for s in states if s and s != here), "") if len(states) == _TWO else "")
            if here and home == {here} and abroad in states - {here, None} and set(visit.people) & set(g.people):
                named = visit.place is None or any(self._is_state(t) for t in visit.tellings if t.place == visit.place)
                city = self._city_of(abroad, g.tellings[0].cue.start) if named else None
                return self._last_city(g, abroad) or city or visit.place
        return None

    def _last_city(self, g: Group, state: str) -> str | None:
        """The city of a state in which what was told last before an event took place, about the same days."""
        told = [o for o in self.story.groups if o.type in HERE and o.status == "held" and o.place_state == state and o.place
                and o.told_from < g.told_from and near(o.date, self.story.day) and not self.is_only_state(o)
                and any(t.place and not self._is_state(t) for t in o.tellings)]
        return told[-1].place if told else None

    def _is_state(self, telling: Candidate) -> bool:
        """Whether a telling's place is the name of a state."""
        return any(
            m.kind == "name" for m in self.page.states.items if content(self.page.doc)[m.start : m.end] == telling.place
        )
