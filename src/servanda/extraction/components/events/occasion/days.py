"""The day of an event of the occasion whose own clause gives none."""

from __future__ import annotations

import re
from datetime import date, timedelta

from servanda.extraction.components.events.attributes.when import month_of
from servanda.extraction.components.events.candidate import Candidate
from servanda.extraction.components.events.merging import Group, near
from servanda.extraction.components.events.occasion.story import Story
from servanda.extraction.moments import DAY, DAYS

_SIGNED_TEXT = "signed-text"
_GATHERINGS = frozenset({"session", "meeting", "forum", "consultation"})  # beside which others meet
_GOES_ON = re.compile(r"\s*[\w'\u2019]")


class Days:
    """Reads the days that the clauses of one document leave out."""

    def __init__(self, story: Story) -> None:
        self.story, self.page, self.words = story, story.page, story.words

    def of(self, g: Group) -> str | None:
        """The day of a current event: that of what it is told with, of the main event, else of the text."""
        best = self.story.best(g)
        if g.type == "visit":
            there = next((o.date for o in self.story.there(g) if o.date), None)
            base = there or (self.story.main.date if self.story.main and self.story.main.date else self.story.day)
            return month_of(base.split("/")[-1]) if base else None
        if self._during(g):
            return None
        if (day := self.page.day_above(best.sentence.block)) is not None:
            return day
        after = self.story.by_order.get(best.order + 1)  # `having met the minister, he signed on Monday`
        joined = best.shape == "clause" and after is not None and after.tellings[0].sentence is best.sentence
        if joined and after is not None and after.status == "held" and DAY.fullmatch(after.date or ""):
            return after.date
        if g.type in ("establishment", "forum") and best.shape != "clause":
            return None
        if g.type == "establishment" and self.words.family("recalled").match(self.page.text, best.cue.start):
            return None
        if g.type == "establishment" and (charter := self.words.family("charters").match(self.page.text, best.cue.end + 1)):
            told = [o for o in self.story.groups if o.type == "signing" and o.tellings[0].sentence is best.sentence]
            return next((o.date for o in told if o.tellings[0].cue.start >= charter.end()), None)
        if g.type == "establishment" and (text := self._charter(best)) is not None:
            return text.date
        if best.beside and self.story.main and self.story.main.date and "/" in self.story.main.date:
            return None
        if (margins := self._in_margins(best)) is not None:
            return margins
        last = self.story.told_before(g) or self._that_occasion(best)
        if last is not None and last.date and DAY.fullmatch(last.date) and near(last.date, self.story.day):
            return last.date
        main = self.story.main
        if main is not None and main is not g and main.date and main.type != "visit":
            if main.date != self.story.day and self._stayed(g):
                return None
            return within(main.date, any(t.closing for t in g.tellings) or g.type == "signing", False)
        return None if self._stayed(g) else self.story.day

    def _stayed(self, g: Group) -> bool:
        """Whether it took place on some day of a journey of several, which the text tells on its last day or after it."""
        own = {self.page.state_of.get(p) for p in g.people} - {None}
        trips = [v for v in self.story.groups if v.type == "visit" and v.status == "held"
                 and own & {self.page.state_of.get(p) for p in v.people}]
        stays = [t.when for v in trips for t in v.tellings if t.when and "/" in t.when and t.shape == "clause"]
        day = self.story.day
        return day is not None and any(near(when, day) and when.split("/")[1] <= day for when in stays)

    def of_journey(self, g: Group) -> str | None:
        """The day of an act on the first, second or last day of a visit whose days are told."""
        best = g.tellings[0]
        told = self.words.family("day_of").search(self.page.text, best.sentence.start, best.sentence.end)
        after = told is not None and not self.page.verb_between(told.end(), best.cue.start)
        trips = [v for v in self.story.groups if v.type == "visit" and DAYS.fullmatch(v.date or "")
                 and v.tellings[0].order < best.order]
        if told is None or not (after or told.start() >= best.cue.end) or not trips:
            return None
        first, last = (date.fromisoformat(day) for day in (trips[-1].date or "").split("/"))
        number = 1 if self.words.family("opening").search(told.group()) else self.words.ordinal(told.group())
        day = last if number is None else first + timedelta(days=number - 1)
        return day.isoformat() if first <= day <= last else None

    def _that_occasion(self, best: Candidate) -> Group | None:
        """The event told last before one that is said to have been on that occasion."""
        told = self.words.family("that_occasion").search(self.page.text, best.sentence.start, best.clause.end)
        return self.story.by_order.get(best.order - 1) if told is not None else None

    def _during(self, g: Group) -> bool:
        """Whether it took place on some day of a journey that has ended: nobody says on which."""
        trips = [v for v in self.story.groups if v.type == "visit" and v.place_state and set(v.people) & set(g.people)]
        day = self.story.day
        ended = (v for v in trips if (w := v.tellings[0].when) and "/" in w and day and w.split("/")[1] < day)
        here = self.story.here
        home = (v for v in trips if here not in ("", v.place_state) and any(t.closing and t.trigger.noun for t in v.tellings))
        return any(v.place_state == g.place_state for v in ended) or any(g.place_state in ("", v.place_state) for v in home)

    def _charter(self, best: Candidate) -> Group | None:
        """The signing, told by the way, of the text that founded something (`The treaty, signed in 1998, created`)."""
        before = self.story.before(best)
        told = before is not None and before.trigger.name == _SIGNED_TEXT and before.cue.end <= best.cue.start
        return self.story.by_order[before.order] if told and before is not None else None

    def _in_margins(self, best: Candidate) -> str | None:
        """The day of what was told last before, of a meeting held `on the sidelines` without a word of what."""
        margins = [*self.words.family("beside").finditer(self.page.text, best.cue.start, best.sentence.end)]
        if not margins or _GOES_ON.match(self.page.text, margins[-1].end()):
            return None
        told = [g for g in self.story.groups if g.type in _GATHERINGS and g.tellings[0].sentence.start < best.sentence.start]
        last = max(told, key=lambda g: g.tellings[0].order, default=None)
        day = last.date if last is not None and last.status == "held" else None
        return day if day is not None and DAY.fullmatch(day) and near(day, self.story.day) else None


def within(date: str | None, closing: bool, beside: bool) -> str | None:
    """The day of an act inside an event: its day, its last day at the close, unknown within several days."""
    if date is None or "/" not in date:
        return date
    return date.split("/")[-1] if closing and not beside else None
