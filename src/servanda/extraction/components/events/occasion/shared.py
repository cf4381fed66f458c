"""What an event told at, or right behind, another one shares with it."""

from __future__ import annotations

from servanda.extraction.components.events.attributes.when import month_of
from servanda.extraction.components.events.candidate import Candidate
from servanda.extraction.components.events.merging import Group, near
from servanda.extraction.components.events.occasion.days import within
from servanda.extraction.components.events.occasion.story import HERE, Story
from servanda.extraction.components.events.types import SITS


class Shared:
    """Hands on days, places and persons between the events of one document."""

    def __init__(self, story: Story) -> None:
        self.story, self.page, self.words = story, story.page, story.words

    def share(self, g: Group) -> None:
        """An event told at another one shares its day and place, and the other way round."""
        for telling in g.tellings:
            inner = self.story.by_order.get(telling.within) if telling.within is not None else None
            if inner is None or inner is g or g.ordinal and inner.ordinal and g.ordinal != inner.ordinal:
                continue
            if inner.type == "visit":
                past = inner.status == "held" and inner.date and self.story.day and not near(inner.date, self.story.day)
                told = telling.shape == "phrase" or self._then(telling, inner)
                if past and g.date is None and told and inner.date and "/" not in inner.date:
                    g.date, g.place = inner.date, g.place or inner.place
                inner.date = inner.date or (month_of(g.date) if g.status == "held" else None)
                if g.place is None and g.type in HERE and inner.place_state not in ("", self.story.here):
                    g.place, g.place_state = inner.place, inner.place_state  # not where the dispatch is from
                continue
            spoken_of = g.type == "establishment" and telling.shape != "clause" and inner.tellings[0].order < telling.order
            if g.date is None and spoken_of:  # `at the talks he said that the raising of relations would ...`
                continue
            if g.date is None:
                g.date = within(inner.date, telling.closing, telling.beside)
            elif inner.date is None and not telling.beside and g.status == inner.status and (
                    near(g.date, self.story.day) or telling.trigger.name != "signed-text"):
                inner.date = g.date
            if g.type in HERE and inner.type in HERE:
                g.place = g.place or inner.place
                inner.place = inner.place or g.place
            if not inner.people and not telling.beside:
                inner.people = list(g.people)
            if not g.people and inner.people and self.story.they(telling.clause.start, telling.cue.start):
                g.people = list(inner.people)

    def take_up(self, g: Group) -> None:
        """What is signed `there`, or is only to be signed, is so at the talks told right before it, on their day."""
        telling = g.tellings[0]
        before = self.story.by_order.get(telling.order - 1)
        if g.type != "signing" or g.date is not None or telling.shape != "clause" or telling.within is not None or before is None:
            return
        there = self.words.family("there").search(self.page.text, max(telling.sentence.start, telling.clause.start - 3),
                                                  telling.clause.end)
        afar = before.type in SITS and before.date and (
            before.status == "planned" or not near(before.date, self.story.day))
        if not afar or before.status != g.status or before.tellings[-1].sentence.block != telling.sentence.block:
            return
        if g.place is not None and before.place is not None and g.place.casefold() != before.place.casefold():
            return
        if g.status == "planned" or there is not None:
            g.date, g.place = within(before.date, telling.closing, False), g.place or before.place

    def _then(self, c: Candidate, visit: Group) -> bool:
        """Whether a linking preposition puts an act into a visit named behind it, no other verb between them."""
        first, text = visit.tellings[0].noun.start, self.page.text
        if self.words.family("linkers").match(text, c.cue.end + 1):
            return True
        if first < c.clause.start and self.words.family("relatives").match(text, c.clause.start):
            return True  # `the visit of May, during which they met`
        linked = [m.start() for m in self.words.family("linkers").finditer(text, c.cue.end, first)]
        return bool(linked) and not self.page.verb_between(c.cue.end, first, finite=False)
