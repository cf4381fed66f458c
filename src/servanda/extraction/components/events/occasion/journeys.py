"""Journeys: which are events at all, whose they are, who travels too, and what is told of their days and goals."""

from __future__ import annotations

from datetime import date, timedelta

from servanda.extraction.components.events.attributes.when import month_of
from servanda.extraction.components.events.candidate import Candidate
from servanda.extraction.components.events.merging import Group, agree, near
from servanda.extraction.components.events.occasion.story import Story
from servanda.extraction.moments import DAY

_GREETED = "at-airport"  # the trigger of who is welcomed or seen off
_ESCORT_REACH = 8  # sentences after a visit in which it may be told who travels too
_ONWARD_REACH = 3  # sentences after a visit in which the next one may be told without its traveller
_FOR = 3  # characters of the last word of a departure


class Journeys:
    """Reads the journeys of one document, and what other events take from them."""

    def __init__(self, story: Story) -> None:
        self.story, self.page, self.words = story, story.page, story.words

    def is_journey(self, g: Group) -> bool:
        """Whether a visit leaves the country: not one's own, nor within the one that is being visited."""
        here = self.story.here
        if g.type != "visit" or any(t.trigger.noun for t in g.tellings):
            return True
        first = g.tellings[0]
        purpose, end = self.words.family("purpose"), first.cue.end
        leaves = first.status == "held" and purpose.search(self.page.text, end - _FOR, end)
        if leaves and not g.people and g.place_state and g.place_state not in (*self.page.findings.parties, here):
            return bool(self.page.people(first.clause.start, first.cue.start))  # `the delegation left for` elsewhere
        visits = [v for v in self.story.groups if v is not g and v.type == "visit" and v.status == "held"
                  and v.place_state in ("", here) and near(v.date, self.story.day)]
        if not g.people:
            own = self.page.people(first.clause.start, first.cue.start)
            guests = {self.page.state_of.get(p) for v in visits for p in v.people}
            if here and g.place_state == here and self._sent(first) & guests:
                return False  # `the Fijian delegation will go to` another town
            return not own or not g.place_state or any(self.page.state_of.get(p.value) != g.place_state for p in own)
        within = any(set(v.people) & set(g.people) for v in visits)
        within = within or self._is_guest(g, here)
        if any(self._goes_on_within(v, g) for v in self.story.groups):
            return False
        return not (here and g.place_state == here and within and near(g.date, self.story.day))

    def _goes_on_within(self, visit: Group, g: Group) -> bool:
        """Whether a journey is only one of a visitor on to another town of the state where the text has told of him."""
        told = visit is not g and visit.type == "visit" and visit.status == "held" and near(visit.date, self.story.day)
        state = visit.place_state or self.story.here
        goes_on = told and visit.tellings[0].order < g.tellings[0].order and bool(set(visit.people) & set(g.people))
        towns = bool(state) and g.place is not None and self.words.state_of_city(g.place) in ("", state)
        return goes_on and towns and g.place_state in ("", state) and near(g.date, self.story.day) and g.place != visit.place

    def _sent(self, c: Candidate) -> set[str | None]:
        """Of which states those are, by an adjective, who are said to travel."""
        return {m.value for m in self.page.states.inside(c.clause.start, c.cue.start) if m.kind == "adjective"}

    def _is_guest(self, g: Group, here: str) -> bool:
        """Whether who travels to another town has just acted in the country, where he is no more than a guest."""
        city = self.page.reported_from
        if not city or g.place is None or g.place.casefold() == city.casefold() or self.words.state_of_city(g.place) != here:
            return False
        acts = (o for o in self.story.groups if o.type not in ("visit", "call", "establishment") and o.status == "held")
        return any(set(o.people) & set(g.people) and o.place == city and near(o.date, self.story.day) for o in acts)

    def travels_on(self, g: Group) -> None:
        """A journey told without a word on whose it is, in the sentences after another's, is that traveller's next one."""
        before = [v for v in self.story.groups if v.type == "visit" and v.tellings[0].order < g.tellings[0].order]
        aside = bool(before) and before[-1].tellings[0].sentence is g.tellings[0].sentence
        if g.type != "visit" or g.people or not g.place_state or not before or not (g.tellings[0].article or aside):
            return
        last, at = before[-1], g.tellings[0].sentence.start
        near_by = self.story.at(at) - self.story.at(last.tellings[-1].sentence.start) <= _ONWARD_REACH
        if near_by and last.place_state != g.place_state:
            g.people = [p for p in last.people if self.page.state_of.get(p) != g.place_state]

    def escort(self, g: Group) -> None:
        """Who is to travel with a visitor, as a later sentence says of him by name (`She will be accompanied by X`)."""
        telling = g.tellings[0]
        for start, end in self.story.following(telling, _ESCORT_REACH) if g.type == "visit" and g.people else ():
            match = self.words.accompanied.search(self.page.text, start, end)
            lead = {p.value for p in self.page.people(start, match.start())} if match else set()
            if match and lead and lead <= set(g.people):
                found = [p.value for p in self.page.people(match.end(), end, stand_ins=False)]
                host = g.place_state
                g.people += [p for p in found if p not in g.people and not (host and self.page.state_of.get(p) == host)]
                return

    def journeyed(self, g: Group) -> None:
        """Who travels to a session is there, where the journey goes."""
        for telling in g.tellings:
            visit = self.story.by_order.get(telling.journey.order) if telling.purposed and telling.journey is not None else None
            if visit is not None:
                g.people = list(dict.fromkeys([*visit.people, *g.people]))
                g.place = g.place or visit.place
                if g.type == "meeting" and g.date is None and telling.journey is not None:
                    g.date = telling.journey.when

    def arrived(self, g: Group) -> None:
        """Who is welcomed or seen off is so on the day of the journey told right before."""
        first = g.tellings[0]
        if first.trigger.name != _GREETED or g.date is not None or g.status != "held":
            return
        trips = [t for v in self.story.groups for t in v.tellings if v.type == "visit" and v.status == "held"
                 and set(v.people) & set(g.people) and t.order < first.order and t.when and DAY.fullmatch(t.when)]
        if trips and self.story.at(first.sentence.start) - self.story.at(trips[-1].sentence.start) <= 1:
            g.date = trips[-1].when

    def within_journey(self, g: Group) -> str | None:
        """The day of an act planned for a day of the week: the one that falls in the planned journey told before it."""
        before = (v for v in self.story.groups if v.type == "visit" and v.status == "planned" and v.date and "/" in v.date
                  and v.tellings[0].order < g.tellings[0].order and set(v.people) & set(g.people))
        journey = next(before, None)
        dates = (d for t in g.tellings for d in self.page.dates(t.clause.start, t.clause.end))
        weekdays = [d for d in dates if d.planned_value == g.date and _week_on(d.value) == g.date]
        if journey is None or not journey.date or not weekdays or not g.date:
            return g.date
        first, last = journey.date.split("/")
        day = g.date
        while day < first:
            day = _week_on(day) or last
        return day if day <= last else g.date

    def goal(self, g: Group) -> str | None:
        """The city to which one of those who are to meet is to travel, as the sentences before say."""
        before = [v for v in self.story.groups if v.type == "visit" and v.status == "planned" and v.place_state
                  and v.tellings[0].order < g.tellings[0].order and set(v.people) & set(g.people)]
        if len({v.place for v in before}) != 1 or g.date is None or not agree(before[0].date, month_of(g.date)):
            return None
        return before[0].place


def _week_on(day: str | None) -> str | None:
    """The same day of the next week."""
    return (date.fromisoformat(day) + timedelta(days=7)).isoformat() if day and DAY.fullmatch(day) else None
