"""What a text reports: its day, its main event, and which events belong to it, not to the past that it recalls."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from servanda.extraction.components.events.candidate import Candidate
from servanda.extraction.components.events.lexicon import Words
from servanda.extraction.components.events.merging import Group, near
from servanda.extraction.components.events.page import Page
from servanda.extraction.components.events.types import COUNTED
from servanda.extraction.moments import DAY
from servanda.extraction.spoken import reference_of

HERE = frozenset({"session", "meeting", "consultation", "signing", "ceremony", "forum"})  # events that have a city
_LEADING = ("session", "meeting", "consultation", "call", "signing", "visit")
_LEAD = 600  # characters at the head of a text in which it says when its occasion was


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
    days = [d for d in page.findings.dates if d.role == "day" and d.value and DAY.fullmatch(d.value)]
    days = [d for d in days if not page.of_text(d)] or days
    year = str(reference_of(text, page.findings.dates).year)
    lead = next((d.value for d in days if d.span.start < _LEAD and d.value and d.value.startswith(year)), None)
    return lead or next((d.value for d in days if d.relative), None) or _held_until(page)


def _held_until(page: Page) -> str | None:
    """The last day of the interval that a paper without a day of its own names at its head."""
    spans = (d.value for d in page.findings.dates if d.role == "range" and d.value and d.span.start < _LEAD)
    return next((last for value in spans if DAY.fullmatch(last := value.split("/")[-1])), None)


def _known(date: str) -> str | None:
    return None if date.startswith("XXXX") else date


class Story:
    """The events of one document as its parts ask for them: their order, their sentences, and which are current."""

    def __init__(self, page: Page, words: Words, groups: Sequence[Group]) -> None:
        self.page, self.words, self.groups = page, words, groups
        self.day = today(page)
        self.by_order = {t.order: g for g in groups for t in g.tellings}
        self.main: Group | None = None
        self.main = next((g for g in groups if g.type in _LEADING and self._leads(g)), None)
        if self.main is None or self.main.type == "visit":
            told = [g for g in groups if g.type in _LEADING[:-1] and self._leads(g)]
            ours = (g for g in told if g.date is not None and g.date == self.day)
            self.main = next(ours, next(iter(told), self.main))
        self.clauses = sorted((t.cue.start, t.order) for g in groups for t in g.tellings if t.shape == "clause")
        self.sentences = [(s.start_char, s.end_char) for s in page.doc.sents]
        self.starts = [start for start, _ in self.sentences]

    @property
    def here(self) -> str:
        """The state that the text reports from, empty where it does not say."""
        city, text = self.page.reported_from, self.page.source
        return (self.words.state_of_city(city) or (text.side if text and text.side else "")) if city else ""

    def at(self, position: int) -> int:
        """How many sentences begin up to a position: the index of the one after it."""
        return bisect_right(self.starts, position)

    def following(self, c: Candidate, reach: int) -> list[tuple[int, int]]:
        """Where the sentences after a telling's own begin and end."""
        at = self.at(c.sentence.start)
        return self.sentences[at : at + reach]

    def _leads(self, g: Group) -> bool:
        """Whether an event may be the occasion: current, told by a verb, not told as earlier."""
        best = g.tellings[0]
        return self.is_current(g) and any(t.shape != "phrase" for t in g.tellings) and not self.earlier(best)

    def earlier(self, c: Candidate) -> bool:
        """Whether a clause is told as of a time before what the text reports."""
        text = self.page.text
        verb = c.verb or c.cue
        joined = self.words.family("coordinators").fullmatch(text[max(0, verb.start - 4) : verb.start].strip(" ,"))
        before = self.before(c) if joined else None
        if before is not None and self.earlier(before):  # `had opened the office and signed`
            return True
        if c.shape == "clause" and not c.date and self.words.family("since").match(text, c.clause.start):
            return True  # `since taking office he has met`
        return bool(self.words.family("earlier").match(text, verb.start)) and not bool(
            self.words.family("sameday").search(text, c.sentence.start, c.clause.end)
        )

    def _goes_on_then(self, c: Candidate) -> bool:
        """Whether a conjunction joins a clause without a day to one of days long gone (`came from 3 to 5 May 2019 and met X`)."""
        before = self.before(c) if self.words.family("coordinators").match(self.page.text, c.clause.start) else None
        then = before is not None and before.shape == "clause" and before.date
        return bool(then) and not c.date and not near(then or None, self.day)

    def before(self, c: Candidate) -> Candidate | None:
        """The telling before a clause in its sentence."""
        group = self.by_order.get(c.order - 1)
        return next((t for t in group.tellings if t.sentence is c.sentence and t.order < c.order), None) if group else None

    def is_current(self, g: Group) -> bool:
        """Whether an event belongs to what the text reports, not to the past it recalls."""
        if g.status != "held":
            return False
        best = self.best(g)
        if g.date is not None:
            return near(g.date, self.day)
        if best.hangs is not None and best.hangs.date is not None and not near(best.hangs.date, self.day):
            return False
        if best.shape == "clause" and self._goes_on_then(best):
            return False
        if best.shape == "clause" and g.type != "ceremony" and self.earlier(best):
            return False
        if self._outnumbered(g) or self.page.lapsed(best.sentence.start, best.begins):
            return False
        if g.type != "visit" and all(t.shape == "phrase" for t in g.tellings) and self.page.bygone(best.noun):
            return False
        if g.type == "visit":
            return self._current_visit(g)
        if g.type == "meeting" and best.shape == "phrase" and self.main not in (None, g) and self._of_others(g):
            return False
        return best.shape in ("clause", "echo") or g.type in ("meeting", "session", "signing", "call", "consultation")

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
        """Whether a journey is one the text reports, by its traveller and by what he does."""
        if not g.people and g.place_state in ("", *self.page.findings.parties):
            return True
        if any(near(o.date, self.day) for o in self.there(g)):
            return True
        here = self.here
        if here and g.place_state and g.place_state != here:
            return False
        acts = (o for o in self.groups if o is not g and o.type != "visit" and (
            o.tellings[0].shape != "phrase" or (o.date is not None and near(o.date, self.day))))
        active = {p for o in acts for p in o.people}
        return any(t.shape == "clause" for t in g.tellings) or bool(active & set(g.people)) or len(g.tellings) > 1

    def is_here(self, g: Group) -> bool:
        """Whether an event may take the occasion's place: current, or planned about the same days."""
        afar = g.type in COUNTED and any(t.virtual for t in g.tellings)
        return not afar and self.is_current(g) or (
            g.status == "planned"
            and g.type not in ("forum", "session")
            and near(g.date, self.day)
            and not self._abroad(g)
        )

    def _abroad(self, g: Group) -> bool:
        """Whether one of its people is to travel to another state than the one the text reports from."""
        here = self.here
        trips = [v for v in self.groups if v.type == "visit" and v.place_state not in ("", here)
                 and (near(v.date, self.day) or self.day is None and v.status == "planned")]
        states = {self.page.state_of.get(p) for p in g.people}
        ahead = [v for v in trips if v.status == "planned" and here not in states]
        hosted = any(v.place_state in states or not states for v in ahead)
        return bool(here) and (hosted or any(set(v.people) & set(g.people) for v in trips))

    def there(self, visit: Group) -> list[Group]:
        """What is told of a visitor in the state he goes to."""
        return [o for o in self.groups if o.type in HERE and o.status == "held" and visit.place_state
                and visit.place_state in (o.place_state, self.words.state_of_city(o.place or ""))
                and set(o.people) & set(visit.people)]

    def told_before(self, g: Group) -> Group | None:
        """The last act before a clause that goes on from it in the same paragraph."""
        best = g.tellings[0]
        if best.shape != "clause" or g.type in ("establishment", "forum"):
            return None
        told = [o for o in self.groups if o.status == "held" and o.tellings[0].sentence.block == best.sentence.block
                and o.tellings[0].order < best.order and o.type != "visit" and o.tellings[0].shape == "clause"]
        if not told or set(told[-1].people) & set(g.people):
            return told[-1] if told else None
        return None if g.people or not self._on_that_occasion(best) else told[-1]

    def _on_that_occasion(self, c: Candidate) -> bool:
        """Whether a clause says it was on the occasion told before."""
        return self.words.family("that_occasion").search(self.page.text, c.clause.start, c.clause.end) is not None

    def best(self, g: Group) -> Candidate:
        """The telling that says whether an event belongs to the occasion: of a founding the one told by a verb."""
        told = (t for t in g.tellings if t.shape == "clause" and not t.headline)
        return next(told, g.tellings[0]) if g.type == "establishment" else g.tellings[0]

    def tells(self, start: int, end: int, g: Group) -> bool:
        """Whether a sentence tells another event by a verb."""
        return self.next_told(start, end, g) is not None

    def next_told(self, start: int, end: int, g: Group) -> int | None:
        """Where the clause of another event that a sentence tells by a verb begins."""
        first = bisect_left(self.clauses, (start, -1))
        last = bisect_left(self.clauses, (end, -1))
        told = ((self.by_order[order], order) for _, order in self.clauses[first:last])
        begun = (t.clause.start for group, order in told if group is not g for t in group.tellings if t.order == order)
        return next(begun, None)

    def states(self, people: Sequence[str]) -> int:
        """Of how many states some persons are."""
        return len({self.page.state_of.get(p) for p in people} - {None})

    def they(self, start: int, end: int) -> bool:
        """Whether a pronoun for several stands in a span."""
        return bool(self.words.family("they").search(self.page.text, start, end))

    def absent(self, start: int, end: int) -> bool:
        """Whether whoever is named at the end of a span is only spoken of, or is said not to be there."""
        cues = [m.end() for m in self.words.family("absent").finditer(self.page.text, max(start, end - 90), end)]
        return bool(cues) and "," not in self.page.text[cues[-1] : end]
