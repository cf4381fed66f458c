"""What the occasion a text reports adds to its events: the day, the place and the persons a clause leaves out."""

from __future__ import annotations

from collections.abc import Sequence

from servanda.extraction.components.events.lexicon import Words
from servanda.extraction.components.events.merging import Group
from servanda.extraction.components.events.occasion.company import Company
from servanda.extraction.components.events.occasion.days import Days
from servanda.extraction.components.events.occasion.journeys import Journeys
from servanda.extraction.components.events.occasion.pairs import Pairs
from servanda.extraction.components.events.occasion.places import Places
from servanda.extraction.components.events.occasion.shared import Shared
from servanda.extraction.components.events.occasion.story import HERE, Story, today
from servanda.extraction.components.events.page import Page

__all__ = ["Occasion", "today"]


class Occasion:
    """Completes the events of one document."""

    def __init__(self, page: Page, words: Words, groups: Sequence[Group]) -> None:
        self.groups = groups
        self.story = Story(page, words, groups)
        self.company, self.pairs = Company(self.story), Pairs(self.story)
        self.days, self.places, self.shared = Days(self.story), Places(self.story), Shared(self.story)
        self.journeys = Journeys(self.story)

    def complete(self) -> None:
        """Fill in what the clauses left open: the persons first, since who was there tells where and when it was."""
        for group in self.groups:
            self._people(group)
        for group in self.groups:
            self.shared.share(group)
            self.journeys.journeyed(group)
            self.journeys.arrived(group)
        for group in self.groups:
            self.shared.take_up(group)
        for group in sorted(self.groups, key=lambda g: g.type == "visit"):
            self._day_and_place(group)

    def is_journey(self, group: Group) -> bool:
        """Whether a visit leaves the country: not one's own, nor within the one that is being visited."""
        return self.journeys.is_journey(group)

    def _people(self, group: Group) -> None:
        self.company.chairs(group)
        self.company.acted(group)
        self.pairs.complete(group)
        self.journeys.travels_on(group)
        self.company.listed(group)
        self.company.attendants(group)
        self.journeys.escort(group)
        self.company.hosted(group)

    def _day_and_place(self, group: Group) -> None:
        """Give a current event the place and the day of the occasion, one that is planned those of the journey to it."""
        if self.story.is_here(group) and (group.place is None or self.places.is_only_state(group)):
            group.place = self.places.of(group) or group.place
        if group.type != "visit":
            group.date = group.date or self.days.of_journey(group)
        if group.status == "held" and group.date is None and self.story.is_current(group):
            group.date = self.days.of(group)
        if group.status == "planned" and group.type != "visit":
            group.date = self.journeys.within_journey(group)
            if group.type in HERE and group.place is None:
                group.place = self.journeys.goal(group)
