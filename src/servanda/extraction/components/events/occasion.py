"""What the occasion a text reports adds to its events: the day, the place and the persons a clause leaves out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from servanda.extraction.components.events.attributes.when import month_of
from servanda.extraction.components.events.candidate import Candidate
from servanda.extraction.components.events.lexicon import Words
from servanda.extraction.components.events.merging import Group, agree, near
from servanda.extraction.components.events.page import Page
from servanda.extraction.content import content
from servanda.extraction.mentions import Span
from servanda.extraction.spoken import reference_of

_BODY_HELD = "body-held"  # the trigger of a body's sitting
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LEADING = ("session", "meeting", "consultation", "call", "signing", "visit")
_HERE = frozenset({"session", "meeting", "consultation", "signing", "ceremony", "forum"})
_TALKS = frozenset({"meeting", "session", "consultation"})
_TWO = 2
_LEAD = 600  # characters at the head of a text in which it says when its occasion was
_SIGNED_TEXT = "signed-text"
_GREETED = "at-airport"  # the trigger of who is welcomed or seen off
_LISTING = frozenset({"ceremony", "meeting", "signing"})
_ATTENDED = frozenset({"visit", "meeting", "call", "signing", "ceremony", "forum"})
_PLURALS = ("s", "x")
_GATHERINGS = frozenset({"session", "meeting", "forum", "consultation"})  # beside which others meet
_GOES_ON = re.compile(r"\s*[\w'\u2019]")
_LIST_REACH = 5  # sentences after an event in which those are named of whom it gives only the number
_ESCORT_REACH = 8  # sentences after a visit in which it may be told who travels too
_FOR = 3  # characters of the last word of a departure
_CHAIR_REACH = 3  # sentences after a session in which its chairs may be named


def today(page: Page) -> str | None:
    """The day a text reports on: its dateline's, else its publication."""
    text = page.source
    if text is None:
        return None
    if text.dateline and text.dateline.date and "XXXX" not in text.dateline.date:
        return text.dateline.date
    if text.published:
        return text.published
    if text.dateline and text.dateline.date:
        return _known(reference_of(text, page.findings.dates).edtf()) or text.dateline.date
    days = [d for d in page.findings.dates if d.role == "day" and d.value and _DAY.fullmatch(d.value)]
    year = str(reference_of(text, page.findings.dates).year)
    lead = next((d.value for d in days if d.span.start < _LEAD and d.value and d.value.startswith(year)), None)
    return lead or next((d.value for d in days if d.relative), None) or _held_until(page)


def _held_until(page: Page) -> str | None:
    """The last day of the interval that a paper without a day of its own names at its head."""
    spans = (d.value for d in page.findings.dates if d.role == "range" and d.value and d.span.start < _LEAD)
    return next((last for value in spans if _DAY.fullmatch(last := value.split("/")[-1])), None)


def _week_on(day: str | None) -> str | None:
    """The same day of the next week."""
    return (date.fromisoformat(day) + timedelta(days=7)).isoformat() if day and _DAY.fullmatch(day) else None


def _known(date: str) -> str | None:
    return None if date.startswith("XXXX") else date


class Occasion:
    """Completes the events of one document."""

    def __init__(self, page: Page, words: Words, groups: Sequence[Group]) -> None:
        self.page, self.words, self.groups = page, words, groups
        self.day = today(page)
        self.by_order = {t.order: g for g in groups for t in g.tellings}
        self.main: Group | None = None
        self.main = next((g for g in groups if g.type in _LEADING and self._leads(g)), None)
        if self.main is None or self.main.type == "visit":
            told = (g for g in groups if g.type in _LEADING[:-1] and self._leads(g))
            self.main = next(told, self.main)
        self.clauses = sorted((t.cue.start, t.order) for g in groups for t in g.tellings if t.shape == "clause")
        self.sentences = [(s.start_char, s.end_char) for s in page.doc.sents]
        self.starts = [start for start, _ in self.sentences]

    def complete(self) -> None:
        """Fill in what the clauses left open."""
        for group in self.groups:
            self._chairs(group)
            self._acted(group)
            self._pairs(group)
            self._travels_on(group)
            self._listed(group)
            self._attendants(group)
            self._escort(group)
            self._hosted(group)
        for group in self.groups:
            self._share(group)
            self._journeyed(group)
            self._arrived(group)
        for group in self.groups:
            self._at_it(group)
        for group in sorted(self.groups, key=lambda g: g.type == "visit"):
            if self._is_here(group) and (group.place is None or self._is_only_state(group)):
                group.place = self._place(group) or group.place
            if group.status == "held" and group.date is None and self._current(group):
                group.date = self._date(group)
            if group.status == "planned" and group.type != "visit":
                group.date = self._within_journey(group)
                if group.type in _HERE and group.place is None:
                    group.place = self._goal(group)

    def _within_journey(self, g: Group) -> str | None:
        """The day of an act planned for a day of the week: the one that falls in the planned journey told before it."""
        before = (v for v in self.groups if v.type == "visit" and v.status == "planned" and v.date and "/" in v.date
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

    def _goal(self, g: Group) -> str | None:
        """The city to which one of those who are to meet is to travel, as the sentences before say."""
        before = [v for v in self.groups if v.type == "visit" and v.status == "planned" and v.place_state
                  and v.tellings[0].order < g.tellings[0].order and set(v.people) & set(g.people)]
        if len({v.place for v in before}) != 1 or g.date is None or not agree(before[0].date, month_of(g.date)):
            return None
        return before[0].place

    def _at_it(self, g: Group) -> None:
        """What is signed `there`, or is only to be signed, is so at the talks told right before it, on their day."""
        telling = g.tellings[0]
        before = self.by_order.get(telling.order - 1)
        if g.type != "signing" or g.date is not None or telling.shape != "clause" or telling.within is not None or before is None:
            return
        there = self.words.family("there").search(self.page.text, max(telling.sentence.start, telling.clause.start - 3),
                                                  telling.clause.end)
        afar = before.type in ("session", "consultation", "meeting") and before.date and (
            before.status == "planned" or not near(before.date, self.day))
        if not afar or before.status != g.status or before.tellings[-1].sentence.block != telling.sentence.block:
            return
        if g.place is not None and before.place is not None and g.place.casefold() != before.place.casefold():
            return
        if g.status == "planned" or there is not None:
            g.date, g.place = _within(before.date, telling.closing, False), g.place or before.place

    def is_journey(self, g: Group) -> bool:
        """Whether a visit leaves the country: not one's own, nor within the one that is being visited."""
        here = self._here_state()
        if g.type != "visit" or any(t.trigger.noun for t in g.tellings):
            return True
        first = g.tellings[0]
        purpose, end = self.words.family("purpose"), first.cue.end
        leaves = first.status == "held" and purpose.search(self.page.text, end - _FOR, end)
        if leaves and not g.people and g.place_state and g.place_state not in (*self.page.findings.parties, here):
            return bool(self.page.people(first.clause.start, first.cue.start))  # `the delegation left for` elsewhere
        if not g.people:
            own = self.page.people(first.clause.start, first.cue.start)
            return not own or not g.place_state or any(self.page.state_of.get(p.value) != g.place_state for p in own)
        visits = (v for v in self.groups if v is not g and v.type == "visit" and v.status == "held" and near(v.date, self.day))
        within = any(set(v.people) & set(g.people) and v.place_state in ("", here) for v in visits)
        within = within or self._is_guest(g, here)
        return not (here and g.place_state == here and within and near(g.date, self.day))

    def _is_guest(self, g: Group, here: str) -> bool:
        """Whether who travels to another town has just acted in the country, where he is no more than a guest."""
        city = self.page.source.dateline.place if self.page.source and self.page.source.dateline else None
        if not city or g.place is None or g.place.casefold() == city.casefold() or self.words.state_of_city(g.place) != here:
            return False
        acts = (o for o in self.groups if o.type not in ("visit", "call", "establishment") and o.status == "held")
        return any(set(o.people) & set(g.people) and o.place == city and near(o.date, self.day) for o in acts)

    def _is_here(self, g: Group) -> bool:
        """Whether an event may take the occasion's place: current, or planned about the same days."""
        afar = g.type in ("session", "consultation") and any(t.virtual for t in g.tellings)
        return not afar and self._current(g) or (
            g.status == "planned"
            and g.type not in ("forum", "session")
            and near(g.date, self.day)
            and not self._abroad(g)
        )

    def _abroad(self, g: Group) -> bool:
        """Whether one of its people is to travel to another state than the one the text reports from."""
        here = self._here_state()
        trips = [v for v in self.groups if v.type == "visit" and v.place_state not in ("", here)
                 and (near(v.date, self.day) or self.day is None and v.status == "planned")]
        states = {self.page.state_of.get(p) for p in g.people}
        ahead = [v for v in trips if v.status == "planned" and here not in states]
        hosted = any(v.place_state in states or not states for v in ahead)
        return bool(here) and (hosted or any(set(v.people) & set(g.people) for v in trips))

    def _leads(self, g: Group) -> bool:
        """Whether an event may be the occasion: current, told by a verb, not told as earlier."""
        best = g.tellings[0]
        return self._current(g) and any(t.shape != "phrase" for t in g.tellings) and not self._earlier(best)

    def _earlier(self, c: Candidate) -> bool:
        """Whether a clause is told as of a time before what the text reports."""
        text = self.page.text
        verb = c.verb or c.cue
        joined = self.words.family("coordinators").fullmatch(text[max(0, verb.start - 4) : verb.start].strip(" ,"))
        before = self._before(c) if joined else None
        if before is not None and self._earlier(before):  # `had opened the office and signed`
            return True
        if c.shape == "clause" and not c.date and self.words.family("since").match(text, c.clause.start):
            return True  # `since taking office he has met`
        return bool(self.words.family("earlier").match(text, verb.start)) and not bool(
            self.words.family("sameday").search(text, c.sentence.start, c.clause.end)
        )

    def _goes_on_then(self, c: Candidate) -> bool:
        """Whether a conjunction joins a clause without a day to one of days long gone (`came from 3 to 5 May 2019 and met X`)."""
        before = self._before(c) if self.words.family("coordinators").match(self.page.text, c.clause.start) else None
        then = before is not None and before.shape == "clause" and before.date
        return bool(then) and not c.date and not near(then or None, self.day)

    def _before(self, c: Candidate) -> Candidate | None:
        """The telling before a clause in its sentence."""
        group = self.by_order.get(c.order - 1)
        return next((t for t in group.tellings if t.sentence is c.sentence and t.order < c.order), None) if group else None

    def _current(self, g: Group) -> bool:
        """Whether an event belongs to what the text reports, not to the past it recalls."""
        if g.status != "held":
            return False
        best = self._best(g)
        if g.date is not None:
            return near(g.date, self.day)
        if best.hangs is not None and best.hangs.date is not None and not near(best.hangs.date, self.day):
            return False
        if best.shape == "clause" and self._goes_on_then(best):
            return False
        if best.shape == "clause" and g.type != "ceremony" and self._earlier(best) or self._outnumbered(g) or self._lapsed(best):
            return False
        if g.type != "visit" and all(t.shape == "phrase" for t in g.tellings) and self.page.bygone(best.noun):
            return False
        if g.type == "visit":
            return self._current_visit(g)
        if g.type == "meeting" and best.shape == "phrase" and self.main not in (None, g) and self._of_others(g):
            return False
        return best.shape in ("clause", "echo") or g.type in ("meeting", "session", "signing", "call", "consultation")

    def _lapsed(self, c: Candidate) -> bool:
        """Whether an event is what something else came days or years after (`three months after they had signed`)."""
        return self.page.lapsed(c.sentence.start, min((c.verb or c.cue).start, c.noun.start, c.cue.start))

    def _outnumbered(self, g: Group) -> bool:
        """Whether a body has by now held a session of a higher number, so that this one is recalled."""
        others = (o for o in self.groups if o is not g and o.type == g.type and o.status == "held" and o.body in (None, g.body))
        numbers = [o.ordinal for o in others if o.ordinal is not None and o.date is not None and near(o.date, self.day)]
        return g.ordinal is not None and any(number > g.ordinal for number in numbers)

    def _of_others(self, g: Group) -> bool:
        """Whether those who are said to have met, by the way, do nothing else in the text, and others do."""
        acting = {p for o in self.groups if o is not g and o.tellings[0].shape == "clause" for p in o.people}
        return len(g.people) > 1 and bool(acting) and not acting & set(g.people)

    def _current_visit(self, g: Group) -> bool:
        if not g.people and g.place_state in ("", *self.page.findings.parties):
            return True
        if any(near(o.date, self.day) for o in self._there(g)):
            return True
        here = self._here_state()
        if here and g.place_state and g.place_state != here:
            return False
        acts = (o for o in self.groups if o is not g and o.type != "visit" and (
            o.tellings[0].shape != "phrase" or (o.date is not None and near(o.date, self.day))))
        active = {p for o in acts for p in o.people}
        return any(t.shape == "clause" for t in g.tellings) or bool(active & set(g.people)) or len(g.tellings) > 1

    def _told_before(self, g: Group) -> Group | None:
        """The last act before a clause that goes on from it in the same paragraph."""
        best = g.tellings[0]
        if best.shape != "clause" or g.type in ("establishment", "forum"):
            return None
        told = [o for o in self.groups if o.status == "held" and o.tellings[0].sentence.block == best.sentence.block
                and o.tellings[0].order < best.order and o.type != "visit" and o.tellings[0].shape == "clause"]
        return told[-1] if told and set(told[-1].people) & set(g.people) else None

    def _during(self, g: Group) -> bool:
        """Whether it took place on some day of a journey that has ended: nobody says on which."""
        trips = [v for v in self.groups if v.type == "visit" and v.place_state and set(v.people) & set(g.people)]
        ended = (v for v in trips if (w := v.tellings[0].when) and "/" in w and self.day and w.split("/")[1] < self.day)
        here = self._here_state()
        home = (v for v in trips if here not in ("", v.place_state) and any(t.closing and t.trigger.noun for t in v.tellings))
        return any(v.place_state == g.place_state for v in ended) or any(g.place_state in ("", v.place_state) for v in home)

    def _there(self, visit: Group) -> list[Group]:
        """What is told of a visitor in the state he goes to."""
        return [o for o in self.groups if o.type in _HERE and o.status == "held" and visit.place_state
                and visit.place_state in (o.place_state, self.words.state_of_city(o.place or ""))
                and set(o.people) & set(visit.people)]

    def _arrived(self, g: Group) -> None:
        """Who is welcomed or seen off is so on the day of the journey told right before."""
        first = g.tellings[0]
        if first.trigger.name != _GREETED or g.date is not None or g.status != "held":
            return
        trips = [t for v in self.groups for t in v.tellings if v.type == "visit" and v.status == "held"
                 and set(v.people) & set(g.people) and t.order < first.order and t.when and _DAY.fullmatch(t.when)]
        if trips and bisect_right(self.starts, first.sentence.start) - bisect_right(self.starts, trips[-1].sentence.start) <= 1:
            g.date = trips[-1].when

    def _then(self, c: Candidate, visit: Group) -> bool:
        """Whether a linking preposition puts an act into a visit named behind it, no other verb between them."""
        first, text = visit.tellings[0].noun.start, self.page.text
        if self.words.family("linkers").match(text, c.cue.end + 1):
            return True
        if first < c.clause.start and self.words.family("relatives").match(text, c.clause.start):
            return True  # `the visit of May, during which they met`
        linked = [m.start() for m in self.words.family("linkers").finditer(text, c.cue.end, first)]
        return bool(linked) and not self.page.verb_between(c.cue.end, first, finite=False)

    def _here_state(self) -> str:
        text = self.page.source
        place = text.dateline.place if text and text.dateline else None
        if not place:
            return ""
        return self.words.state_of_city(place) or (text.side if text and text.side else "")

    def _share(self, g: Group) -> None:
        """An event told at another one shares its day and place, and the other way round."""
        for telling in g.tellings:
            inner = self.by_order.get(telling.within) if telling.within is not None else None
            if inner is None or inner is g or g.ordinal and inner.ordinal and g.ordinal != inner.ordinal:
                continue
            if inner.type == "visit":
                past = inner.status == "held" and inner.date and self.day and not near(inner.date, self.day)
                told = telling.shape == "phrase" or self._then(telling, inner)
                if past and g.date is None and told and inner.date and "/" not in inner.date:
                    g.date, g.place = inner.date, g.place or inner.place
                inner.date = inner.date or (month_of(g.date) if g.status == "held" else None)
                if g.place is None and g.type in _HERE and inner.place_state not in ("", self._here_state()):
                    g.place, g.place_state = inner.place, inner.place_state  # not where the dispatch is from
                continue
            spoken_of = g.type == "establishment" and telling.shape != "clause" and inner.tellings[0].order < telling.order
            if g.date is None and spoken_of:  # `at the talks he said that the raising of relations would ...`
                continue
            if g.date is None:
                g.date = _within(inner.date, telling.closing, telling.beside)
            elif inner.date is None and not telling.beside and g.status == inner.status and (
                    near(g.date, self.day) or telling.trigger.name != "signed-text"):
                inner.date = g.date
            if g.type in _HERE and inner.type in _HERE:
                g.place = g.place or inner.place
                inner.place = inner.place or g.place
            if not inner.people and not telling.beside:
                inner.people = list(g.people)
            if not g.people and inner.people and self._they(telling.clause.start, telling.cue.start):
                g.people = list(inner.people)

    def _journeyed(self, g: Group) -> None:
        """Who travels to a session is there, where the journey goes."""
        for telling in g.tellings:
            visit = self.by_order.get(telling.journey.order) if telling.purposed and telling.journey is not None else None
            if visit is not None:
                g.people = list(dict.fromkeys([*visit.people, *g.people]))
                g.place = g.place or visit.place
                if g.type == "meeting" and g.date is None and telling.journey is not None:
                    g.date = telling.journey.when

    def _they(self, start: int, end: int) -> bool:
        return bool(self.words.family("they").search(self.page.text, start, end))

    def _best(self, g: Group) -> Candidate:
        """The telling that says whether an event belongs to the occasion: of a founding the one told by a verb."""
        told = (t for t in g.tellings if t.shape == "clause" and not t.headline)
        return next(told, g.tellings[0]) if g.type == "establishment" else g.tellings[0]

    def _date(self, g: Group) -> str | None:
        best = self._best(g)
        if g.type == "visit":
            there = next((o.date for o in self._there(g) if o.date), None)
            base = there or (self.main.date if self.main and self.main.date else self.day)
            return month_of(base.split("/")[-1]) if base else None
        if self._during(g):
            return None
        if (day := self.page.day_above(best.sentence.block)) is not None:
            return day
        after = self.by_order.get(best.order + 1)  # `having met the minister, he signed on Monday`
        joined = best.shape == "clause" and after is not None and after.tellings[0].sentence is best.sentence
        if joined and after is not None and after.status == "held" and _DAY.fullmatch(after.date or ""):
            return after.date
        if g.type in ("establishment", "forum") and best.shape != "clause":
            return None
        if g.type == "establishment" and self.words.family("recalled").match(self.page.text, best.cue.start):
            return None
        if g.type == "establishment" and (charter := self.words.family("charters").match(self.page.text, best.cue.end + 1)):
            told = [o for o in self.groups if o.type == "signing" and o.tellings[0].sentence is best.sentence]
            return next((o.date for o in told if o.tellings[0].cue.start >= charter.end()), None)
        if g.type == "establishment" and (text := self._charter(best)) is not None:
            return text.date
        if best.beside and self.main and self.main.date and "/" in self.main.date:
            return None
        if (margins := self._in_margins(best)) is not None:
            return margins
        last = self._told_before(g)
        if last is not None and last.date and _DAY.fullmatch(last.date) and near(last.date, self.day):
            return last.date
        if self.main is not None and self.main is not g and self.main.date and self.main.type != "visit":
            return _within(self.main.date, any(t.closing for t in g.tellings) or g.type == "signing", False)
        return self.day

    def _charter(self, best: Candidate) -> Group | None:
        """The signing, told by the way, of the text that founded something (`The treaty, signed in 1998, created`)."""
        before = self._before(best)
        told = before is not None and before.trigger.name == _SIGNED_TEXT and before.cue.end <= best.cue.start
        return self.by_order[before.order] if told and before is not None else None

    def _in_margins(self, best: Candidate) -> str | None:
        """The day of what was told last before, of a meeting held `on the sidelines` without a word of what."""
        margins = [*self.words.family("beside").finditer(self.page.text, best.cue.start, best.sentence.end)]
        if not margins or _GOES_ON.match(self.page.text, margins[-1].end()):
            return None
        told = [g for g in self.groups if g.type in _GATHERINGS and g.tellings[0].sentence.start < best.sentence.start]
        last = max(told, key=lambda g: g.tellings[0].order, default=None)
        day = last.date if last is not None and last.status == "held" else None
        return day if day is not None and _DAY.fullmatch(day) and near(day, self.day) else None

    def _place(self, g: Group) -> str | None:
        if g.type not in _HERE:
            return None
        journey = self._journey(g)
        if journey is not None:
            return journey
        last = self._told_before(g)
        if last is not None and last.place and last.type in _HERE and not self._is_only_state(last):
            return last.place
        if self.main is not None and self.main.place and self.main.type != "visit" and not self._is_only_state(self.main):
            return self.main.place
        text = self.page.source
        if text and text.dateline and text.dateline.place:
            return text.dateline.place
        ours = ("", *self.page.findings.parties)  # who leaves for a third state was not there
        visit = next((v for v in self.groups if v.type == "visit" and self._current(v) and v.place_state in ours), None)
        if visit is None:
            return None
        city = next((t.place for t in visit.tellings if t.place and not self._is_state(t)), None)
        return city or self._city_of(visit.place_state, g.tellings[0].cue.start) or visit.place

    def _city_of(self, state: str, position: int) -> str | None:
        """The city of a state that the text has last said somebody is in."""
        told = (
            m for m in reversed(self.page.states.before(position))
            if m.value == state and m.kind in ("capital", "city") and self.page.is_located(m.start)
        )
        found = next(told, None) if state else None
        return content(self.page.doc)[found.start : found.end] if found else None

    def _journey(self, g: Group) -> str | None:
        """Where the traveller is, if the paper reports his journey from home and he meets his hosts there."""
        here = self._here_state()
        states = {self.page.state_of.get(p) for p in g.people}
        before = [v for v in self.groups if v.type == "visit" and v.tellings[0].order < g.tellings[0].order]
        for visit in before:
            if self._earlier(visit.tellings[0]):
                continue
            home = {self.page.state_of.get(p) for p in visit.people}
            if here and home == {here} and visit.place_state in states - {here} and set(visit.people) & set(g.people):
                return visit.place
        return None

    def _is_only_state(self, g: Group) -> bool:
        """Whether the place is a state's name, though the city that the text reports from lies in that state."""
        text = self.page.source
        city = text.dateline.place if text and text.dateline else None
        if (
            g.type not in _HERE
            or city is None
            or not g.place_state
            or not any(self._is_state(t) for t in g.tellings if t.place)
        ):
            return False
        return self.words.state_of_city(city) == g.place_state

    def _is_state(self, telling: Candidate) -> bool:
        return any(
            m.kind == "name" for m in self.page.states.items if content(self.page.doc)[m.start : m.end] == telling.place
        )

    def _chairs(self, g: Group) -> None:
        """The persons who chair a session, or are to, are often named in the sentences after it."""
        held = g.status == "held"
        if g.type not in ("session", "consultation") or held and not (g is self.main or self._current(g)):
            return
        chairs = self.words.chairs if held else self.words.family("to_chair")
        if held and not g.people and self._chaired_by_the_way(g):
            return
        sentences = list(self.page.doc.sents)
        end = g.tellings[0].sentence.end
        at = next((i for i, s in enumerate(sentences) if s.start_char >= end), len(sentences))
        for sentence in sentences[at : at + _CHAIR_REACH]:
            if self._recalls(sentence.start_char, g):
                continue
            other = self._next_told(sentence.start_char, sentence.end_char, g)
            limit = sentence.end_char if other is None else other
            if not chairs.search(self.page.text, sentence.start_char, limit):
                if other is not None and chairs.search(self.page.text, other, sentence.end_char):
                    break
                continue
            said = [m.end() for m in self.words.family("that").finditer(self.page.text, sentence.start_char, limit)]
            cue = chairs.search(self.page.text, sentence.start_char, limit)
            told = [at for at in said if cue is not None and at <= cue.start()]
            start = sentence.start_char if held or not told else told[-1]  # who announces it need not be there
            found = self.page.people(start, limit)
            g.people += [p.value for p in found if p.value not in g.people and not self._absent(start, p.start)]
            if other is not None:
                break

    def _chaired_by_the_way(self, g: Group) -> bool:
        """Whether the sentence that only speaks of a session says who led its sides (`At the session X led the team`)."""
        for t in g.tellings:
            linked = self.words.linker_before.search(self.page.text, t.sentence.start, t.cue.start)
            if t.shape != "clause" and linked and self.words.chairs.search(self.page.text, t.noun.end, t.sentence.end):
                found = self.page.people(t.noun.end, t.sentence.end, stand_ins=False)
                g.people = list(dict.fromkeys(p.value for p in found if not self._absent(t.noun.end, p.start)))
        return bool(g.people)

    def _acted(self, g: Group) -> None:
        """Two of two states who are told to do something at a session of which nobody is named were there."""
        if g.type not in ("session", "consultation") or g.status != "held" or g.people:
            return
        for t in g.tellings:
            linked = self.words.linker_before.search(self.page.text, t.sentence.start, t.noun.end)
            found = self.page.people(t.noun.end, t.sentence.end, stand_ins=False) if t.shape == "echo" and linked else []
            found = [p for p in found if not self.page.verb_between(t.noun.end, p.start)]
            if self._states([p.value for p in found]) > 1:
                g.people = [p.value for p in found]
                return

    def _recalls(self, start: int, g: Group) -> bool:
        """Whether a sentence names another session of the same body by its number: who chaired is told of that."""
        told = (o for o in self.groups if o is not g and o.type == g.type and o.ordinal not in (None, g.ordinal))
        return any(t.sentence.start == start for o in told for t in o.tellings)

    def _attendants(self, g: Group) -> None:
        """Who else was there, or travelled too, as the sentences after the event's own say."""
        telling = g.tellings[0]
        cues = {
            "visit": (self.words.accompanied,), "signing": (self.words.signers, self.words.attends)
        }.get(g.type, (self.words.attends,))
        planned = g.status != "held" and g.type != "visit"
        if planned or telling.shape == "echo" or g.type not in _ATTENDED:
            return
        if telling.trigger.name == "signed-text":
            return
        sentences, joined = self.sentences, False
        at = bisect_right(self.starts, telling.sentence.start)
        for start, end in sentences[at : at + _CHAIR_REACH]:
            match = next((m for cue in cues if (m := cue.search(self.page.text, start, end))), None)
            if self._told(start, end, g):
                return
            days = [d.value for d in self.page.dates(start, end) if d.role == "day" and d.value and _DAY.fullmatch(d.value)]
            if days and _DAY.fullmatch(day := g.date or self.day or "") and day not in days:
                return
            if match is None:
                if joined:
                    return
                continue
            first, joined = match.end() if g.type == "visit" else start, True
            known = set(g.people)
            found = [p.value for p in self.page.people(first, end, stand_ins=False) if not self._absent(start, p.start)]
            if g.type == "visit":
                found = [p for p in found if not g.place_state or self.page.state_of.get(p) != g.place_state]
            g.people += [p for p in found if p not in known]

    def _travels_on(self, g: Group) -> None:
        """A journey told without a word on whose it is, in the sentences after another's, is that traveller's next one."""
        before = [v for v in self.groups if v.type == "visit" and v.tellings[0].order < g.tellings[0].order]
        aside = bool(before) and before[-1].tellings[0].sentence is g.tellings[0].sentence
        if g.type != "visit" or g.people or not g.place_state or not before or not (g.tellings[0].article or aside):
            return
        last, at = before[-1], g.tellings[0].sentence.start
        near_by = bisect_right(self.starts, at) - bisect_right(self.starts, last.tellings[-1].sentence.start) <= _CHAIR_REACH
        if near_by and last.place_state != g.place_state:
            g.people = [p for p in last.people if self.page.state_of.get(p) != g.place_state]

    def _listed(self, g: Group) -> None:
        """Those of whom the event's clause gives only the number, and whom the sentences after it name (`They are A and B`)."""
        telling, text, source = g.tellings[0], self.page.text, self.page.source
        if telling.shape != "clause" or g.type not in _LISTING or source is None:
            return
        many = [m for m in self.words.family("people").finditer(text, telling.clause.start, telling.clause.end)
                if m.group().rstrip(" ")[-1:] in _PLURALS]
        if not many:
            return
        at = bisect_right(self.starts, telling.sentence.start)
        for start, end in self.sentences[at : at + _LIST_REACH]:
            spans = [(start, end)] if self.words.family("naming").match(text, start) else []
            if text[start:end].rstrip().endswith(":") and self.words.family("people").search(text, start, end):
                own = source.view.block_at(start) if source.view.blocks else -1
                spans = [(b.start, b.end) for b in source.view.blocks if b.lead == own and own >= 0]
            found = [p.value for span in spans for p in self.page.people(*span, stand_ins=False)]
            if found:
                g.people += [p for p in dict.fromkeys(found) if p not in g.people]
                return
            if self._told(start, end, g):
                return

    def _escort(self, g: Group) -> None:
        """Who is to travel with a visitor, as a later sentence says of him by name (`She will be accompanied by X`)."""
        telling = g.tellings[0]
        at = bisect_right(self.starts, telling.sentence.start)
        for start, end in self.sentences[at : at + _ESCORT_REACH] if g.type == "visit" and g.people else ():
            match = self.words.accompanied.search(self.page.text, start, end)
            lead = {p.value for p in self.page.people(start, match.start())} if match else set()
            if match and lead and lead <= set(g.people):
                found = [p.value for p in self.page.people(match.end(), end, stand_ins=False)]
                host = g.place_state
                g.people += [p for p in found if p not in g.people and not (host and self.page.state_of.get(p) == host)]
                return

    def _hosted(self, g: Group) -> None:
        """Talks named only by whom they were with were held by the one whom the paper's main event is of."""
        telling, main = g.tellings[0], self.main
        if g.type not in ("meeting", "call") or telling.shape != "phrase" or len(g.people) != 1 or main in (None, g):
            return
        lead = main.people[0] if main is not None and main.people else None
        state = self.page.state_of.get(lead or "")
        if lead and state and state != self.page.state_of.get(g.people[0]) and near(g.date, self.day) and (
                self.words.family("meeting").match(self.page.text, telling.cue.end + 1)):
            g.people.insert(0, lead)

    def _told(self, start: int, end: int, g: Group) -> bool:
        """Whether a sentence tells another event by a verb."""
        return self._next_told(start, end, g) is not None

    def _next_told(self, start: int, end: int, g: Group) -> int | None:
        """Where the clause of another event that a sentence tells by a verb begins."""
        first = bisect_left(self.clauses, (start, -1))
        last = bisect_left(self.clauses, (end, -1))
        told = ((self.by_order[order], order) for _, order in self.clauses[first:last])
        begun = (t.clause.start for group, order in told if group is not g for t in group.tellings if t.order == order)
        return next(begun, None)

    def _absent(self, start: int, end: int) -> bool:
        cues = [m.end() for m in self.words.family("absent").finditer(self.page.text, max(start, end - 90), end)]
        return bool(cues) and "," not in self.page.text[cues[-1] : end]

    def _pairs(self, g: Group) -> None:
        """`The two ministers` are those of them named last; `the two`, who spoke since the last event, else those it is of."""
        telling = g.tellings[0]
        named = len(g.people) > 1 and not (g.type == "signing" and self._they(telling.clause.start, telling.cue.start))
        named = named and not (g.type == "meeting" and any(  # `the leaders were joined for lunch by X and Y`
            offices and pattern.match(self.page.text, telling.clause.start) for pattern, offices in self.words.pairs))
        to_be = telling.verb is not None and self.words.light["unreal"].match(self.page.text, telling.verb.start)
        bodied = (g.type in ("session", "consultation") or g.type == "forum" and to_be) and (
            bool(telling.trigger.noun) or telling.trigger.name == _BODY_HELD)
        agreed = bodied and g.status == "planned" and bool(  # by those who need not attend it
            self.words.family("agreed").search(self.page.text, telling.sentence.start, telling.noun.start)
        )
        resumed = telling.again is not None and g.status == "planned"  # to what it says of them it need not bring them
        if self._is_theirs(g, telling) and (two := self._by_office(g, telling)):
            g.people = two
            return
        if self._is_theirs(g, telling) and self.main is not None and self.main is not g and self.main.people:
            g.people = list(self.main.people)
            return
        if self._is_theirs(g, telling) or self._is_new(g, telling):
            g.people = self._spoken(telling) or g.people or self._named_after(telling)
            g.date = g.date or self._day_before(telling)
            return
        if telling.shape == "echo" or named or agreed or resumed or telling.trigger.name == "signed-text":
            return
        if telling.verb is not None and not g.people and self.words.family("followed").match(self.page.text, telling.verb.start):
            told = [o for o in self.groups if any(t.sentence is telling.sentence and t.order < telling.order for t in o.tellings)]
            g.people = list(told[-1].people) if told else []
            return
        if self._is_between(g, telling):
            before = [o for o in self.groups if o.tellings[0].order < telling.order and o.status == "held"]
            g.people = list(before[-1].people) if before and self._states(before[-1].people) > 1 else g.people
            return
        for pattern, offices in self.words.pairs:
            found = pattern.search(self.page.text, telling.clause.start, telling.clause.end)
            if found is None or self._only_tell(g, telling, Span(*found.span())):
                continue
            if chosen := self._two(g, telling, offices) or ([] if g.people else self._named_after(telling)):
                g.people += [p for p in chosen if p not in g.people]
                return
        if not g.people and g.type in _HERE and telling.shape == "clause" and self._of_two(telling):
            g.people = self._named_after(telling)
        if not g.people and telling.shape == "clause" and telling.noun == telling.cue and (two := self._joined_to(telling)):
            g.people = two

    def _joined_to(self, telling: Candidate) -> list[str]:
        """Those of a pair who do also what a verb joined to theirs tells (`the two met and planted a tree`)."""
        before = self._before(telling) if self.words.family("coordinators").match(self.page.text, telling.clause.start) else None
        if before is None or before.shape != "clause" or before.noun != before.cue:
            return []
        pairs = self.words.family("pairs").search(self.page.text, before.clause.start, before.cue.start)
        return list(self.by_order[before.order].people) if pairs else []

    def _only_tell(self, g: Group, telling: Candidate, two: Span) -> bool:
        """Whether two only say that something is to be (`..., the ministers told reporters`), or speak of what was founded."""
        if g.type == "establishment" and two.end <= telling.cue.start:
            start, end, text = two.end, telling.cue.start, self.page.text
            led = [m.end() for name in ("relatives", "that") for m in self.words.family(name).finditer(text, start, end)]
            parted = bool(led) and "," not in text[max(led) : end]
            return self.page.verb_between(start, end) and (parted or bool(self.page.bodies.inside(start, end)))
        if g.type == "establishment" and telling.noun == telling.cue:  # `created a council of the two presidents`
            return not self.words.family("agents").search(self.page.text, telling.cue.end, two.start)
        comma = self.page.text.find(",", telling.cue.end, two.start)
        told = comma > 0 and (self.page.verb_between(comma, two.start) or self.page.is_finite(two.end + 1))
        return told and g.type in ("session", "consultation") and g.status == "planned"

    def _of_two(self, telling: Candidate) -> bool:
        """Whether those who met are only said to hold offices of two states (`the Latvian and Finnish premiers`)."""
        first, last = telling.clause.start, (telling.verb or telling.cue).start
        states = {m.value for m in self.page.states.inside(first, last) if m.kind in ("name", "adjective")}
        return len(states) == _TWO and self.words.family("people").search(self.page.text, first, last) is not None

    def _named_after(self, telling: Candidate) -> list[str]:
        """The two of two states whom a paper names only after it has said that `the ministers` met."""
        at = bisect_right(self.starts, telling.sentence.start)
        if self.page.persons.before(telling.sentence.start) or self.page.persons.inside(telling.sentence.start, telling.noun.end):
            return []
        end = self.sentences[min(at + 1, len(self.sentences) - 1)][1]
        named = list(dict.fromkeys(p.value for p in self.page.people(telling.noun.end, end, stand_ins=False)))
        return named if len(named) == _TWO and self._states(named) == _TWO else []

    def _by_office(self, g: Group, telling: Candidate) -> list[str]:
        """The two whom an office they share names (`the ministers held their talks`)."""
        told = (self._two(g, telling, offices) for pattern, offices in self.words.pairs
                if offices and pattern.search(self.page.text, telling.clause.start, telling.clause.end))
        return next((two for two in told if two), [])

    def _is_theirs(self, g: Group, telling: Candidate) -> bool:
        """Whether a noun with `their` tells a meeting and does not name who met."""
        if g.type not in ("meeting", "call") or self._states(g.people) > 1:
            return False
        return bool(self.words.family("their").search(self.page.text, telling.noun.start, telling.cue.start))

    def _day_before(self, telling: Candidate) -> str | None:
        """The one day told in the sentence before."""
        at = bisect_right(self.starts, telling.sentence.start) - 1
        before = [d for span in self.sentences[max(0, at - 1) : at] for d in self.page.dates(*span)]
        days = {d.value for d in before if d.role == "day" and d.value and _DAY.fullmatch(d.value) and near(d.value, self.day)}
        return days.pop() if len(days) == 1 else None

    def _is_new(self, g: Group, telling: Candidate) -> bool:
        """Whether `the meeting` is told of as known, though no meeting was told before: it is what the sentence before tells."""
        before = (o for o in self.groups if o is not g and o.tellings[0].order < telling.order)
        bare = g.type == "meeting" and g.status == "held" and telling.article and bool(telling.trigger.noun) and not g.people
        return bare and not any(o.type in ("meeting", "call", "session", "consultation") for o in before)

    def _spoken(self, telling: Candidate) -> list[str]:
        """The two of two states who are named in the sentence that speaks of `their talks`, else in the one before it."""
        at = bisect_right(self.starts, telling.sentence.start) - 1
        for start, end in reversed(self.sentences[max(0, at - 1) : at + 1]):
            people = [p.value for p in self.page.people(start, end) if not self._absent(start, p.start)]
            for first, second in pairwise(people):
                if self._states([first, second]) > 1:
                    return [first, second]
        return []

    def _is_between(self, g: Group, telling: Candidate) -> bool:
        """Whether a meeting, or a signing that came of it, is told without a word on who met (`then talks took place`)."""
        verb = telling.verb
        if g.type == "signing" and g.status == "held" and not g.people:
            span = verb or telling.cue
            return bool(self.words.family("yields").search(self.page.text, span.start, span.end))
        after = verb is not None and verb.start >= telling.noun.end
        if self.words.family("staff").search(self.page.text, telling.noun.start, telling.noun.end):
            return False
        return g.type == "meeting" and g.status == "held" and telling.shape == "clause" and after and not (
            g.people or g.body or telling.ordinal
        )

    def _two(self, g: Group, telling: Candidate, offices: Sequence[str]) -> list[str]:
        earlier = [
            o.people for o in self.groups if o is not g and o.tellings[0].order < telling.order and o.status == "held"
        ]
        outer = self.by_order.get(telling.within) if telling.within is not None else None
        if outer is not None and outer is not g and self._states(outer.people) > 1:
            earlier = [*earlier, outer.people]
            if not offices:
                return list(outer.people)[:2] if len(outer.people) == 2 else earlier[-1][:2]
        told = max((t.quote.end for g in self.groups for t in g.tellings if t.order < telling.order), default=0)
        named = self.page.persons.before(telling.clause.start)[::-1]
        seen = list(dict.fromkeys(p.value for p in named))
        since = list(dict.fromkeys(p.value for p in named if p.start >= told))
        last = [o.people for o in self.groups if o is not g and o.type in _TALKS and o.status == "held"
                and o.tellings[0].order < telling.order and o.tellings[0].sentence.block == telling.sentence.block][-1:]
        last += [self.main.people] if self.main is not None and self._current(self.main) else []
        for people in (*last, seen, *reversed(earlier)) if offices else (since, *reversed(earlier), seen):
            fitting = [p for p in people if self.page.holds(p, offices)]
            for i, first in enumerate(fitting):
                for second in fitting[i + 1 :]:
                    if self._states([first, second]) > 1:
                        return [first, second]
        return []

    def _states(self, people: Sequence[str]) -> int:
        return len({self.page.state_of.get(p) for p in people} - {None})


def _within(date: str | None, closing: bool, beside: bool) -> str | None:
    """The day of an act inside an event: its day, its last day at the close, unknown within several days."""
    if date is None or "/" not in date:
        return date
    return date.split("/")[-1] if closing and not beside else None
