"""When an event was: the day its clause tells, else the day told before it; what other days in the clause are of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from servanda.extraction.components.events import elapsed
from servanda.extraction.components.events.attributes.where import PLACELESS
from servanda.extraction.components.events.candidate import Candidate, distance, inside
from servanda.extraction.components.events.lexicon import Words
from servanda.extraction.components.events.page import JUBILEE, Page
from servanda.extraction.mentions import DateMention, Span, covered
from servanda.extraction.moments import DAY, DAYS

_YEAR = 4  # characters of a year
_ARTICLE = 5
_FRONT = 80  # characters at the head of a sentence where an adverbial dates all its clauses
_UNTIL = 10  # characters of the words for "until"
_DATED = re.compile(r"\d{4}(?:-\d\d){0,2}")
_YEARS = re.compile(r"\d{4}/\d{4}")
_LENGTH = 20  # characters before a visit in which its length may be told
_LASTS = 80  # the same after it
_OF_ARRIVAL = 4  # characters between the word of an arrival and its day
_SINCE = 60  # characters between the word for since when and the day it is said of (`since being elected in May`)
_KEPT = 20  # characters between a founding and the day on which its anniversary is kept
_LASTING = frozenset({"visit", "forum", "session", "consultation"})
_SIGNED_TEXT = "signed-text"
_NOT_SINCE = "not-since"
_ON_VISIT = "on-visit"
_LINK = 4  # characters between the name of a text and its day
_NAME = 30  # characters of the word before a year
_DATED_TEXT = 20  # characters of a noun for a text
_FORCE = 70  # characters before a date in which an entry into force may be told
_OF_TEXT = 120  # characters between the name of a text and the day that is part of it


class When:
    """Reads the dates of the tellings of one document. today: the day of the text, if it is known."""

    def __init__(self, page: Page, words: Words, today: str | None) -> None:
        self.page, self.words, self.today = page, words, today

    def of(self, c: Candidate, inner: Sequence[Span], before: Candidate | None) -> str | None:
        if c.type == "establishment" and (founded := self._jubilee(c) or self._elapsed(c)) is not None:
            return founded
        dates = [d for d in self.page.dates(c.clause.start, c.clause.end) if not covered(d.span, inner)]
        dates = [d for d in dates if c.status == "planned" or not self._start(c, d) or self._goes_on(c, d)]
        dates = [d for d in dates if not self._of_text(c, d) and not self._of_force(c, d)]
        dates = [d for d in dates if not (self._names_text(c, d) or self._of_name(d))] or dates
        dates = [d for d in dates if not self._of_next(c, d)] or dates
        if c.type != "signing":
            dates = [d for d in dates if d.span.end > c.cue.start or not self.page.of_text(d)]
        if moved := self.words.family("moved").search(self.page.text, c.clause.start, c.clause.end):
            dates = list(self.page.dates(moved.end() - _ARTICLE, c.clause.end))
        ahead = [d for d in dates if d.role == "due" and d.value and self.today and later(d.value, self.today)]
        ahead = [d for d in ahead if c.type != "visit" or not self._until(d)]
        if ahead and not self.page.dated(c.clause) and not self._done(c):
            c.status = "planned"  # `it holds its first meeting no later than 30 June`
        if c.trigger.name == _ON_VISIT and self.today and dates and all(later(d.value or "", self.today) for d in dates):
            c.status = "planned"  # `is on a visit from 18 to 20 May`, told before it
        first = min((c.verb or c.cue).start, c.noun.start, c.cue.start)
        if self.page.lapsed(c.sentence.start, first):
            dates = [d for d in dates if d.span.start > first]  # `in 2014, four years after his visit`
        goes = before is not None and before.sentence is c.sentence and before.type == c.type == "visit" and c.status == "held"
        if goes and before is not None and before.status == "planned" and c.trigger.noun and c.shape == "clause":
            c.status = "planned"  # `arrives on Sunday for a visit`
        if self._yet_to_be(c, dates):
            c.status = "planned"  # `begins a tour on Sunday`, told on Friday
        value = self._between(c, dates) or self._days(c, dates) or self._nearest(c, dates)
        if value is None and c.hangs is not None:
            c.when = None
            day = (c.hangs.when or "").split("/")
            return day[0] if len(day) == 1 and DAY.fullmatch(day[0]) else None
        if value is None and c.shape == "clause" and not self._of_text_told(before, c):
            if before is None:
                front = [
                    d
                    for d in self.page.dates(c.sentence.start, c.sentence.start + _FRONT)
                    if not covered(d.span, inner) and (c.status == "planned" or not self._start(c, d)) and not self._of_text(c, d)
                ]
                value = self._nearest(c, [d for d in front if d.span.end <= c.cue.start])
            elif before.when and "/" not in before.when and before.status == c.status and not (
                    self._parted(before, c) or self._in_aside(before) or self._itemised(before, c)) and (
                    not self._came(before) or self._joined(before, c) or self._of_then(before)):
                value = before.when
                then = self._joined(before, c) or self._of_then(before)
                if before.type == "visit" and c.place is None and c.type not in PLACELESS and then:
                    c.place, c.place_state = before.place, before.place_state
            if (
                value is None
                and before is not None
                and before.type != "visit"
                and not self._parted(before, c)
                and (before.when or not before.date)
                and c.place is None
                and c.type not in PLACELESS
            ):
                c.place, c.place_state = before.place, before.place_state
        value = value or self._same_day(c)
        aside = any(_value(d, c.status) == value and self._bracketed(d, c) for d in dates)
        left = c.type == "visit" and c.shape == "clause" and c.verb is None and self.words.family("closing").search(
            self.page.text, max(c.sentence.start, c.noun.start - _LENGTH), c.noun.start)  # `came home on Monday after a visit`
        c.when = None if aside or left else value
        if (
            c.status == "held"
            and value
            and self.today
            and (c.shape != "clause" or (c.trigger.noun and not self.page.verb_between(c.cue.start, c.cue.end)))
            and later(value, self.today)
        ):
            if c.shape == "clause" and c.verb is not None and c.verb.start >= c.noun.end:
                return None  # `the session adopted a plan for 2030`
            c.status = "planned"
        return (self._lasting(c, value) or month_of(value)) if c.type == "visit" else value

    def borrowed(self, earlier: Candidate, c: Candidate, made: Sequence[Candidate]) -> str | None:
        """The day of an event without one of its own that took place on the occasion of one told before it."""
        return self._then(earlier, c) or self._of_that_visit(c, made)

    def hung(self, earlier: Candidate, c: Candidate) -> Candidate | None:
        """The telling of another time to which a signing hangs by a participle (`the visit of 2019, crowned by the signing`)."""
        if c.type != "signing" or earlier.sentence is not c.sentence or earlier.shape != "phrase":
            return None
        gap = self.page.text[earlier.quote.end : (c.verb or c.cue).start]
        return earlier if gap.strip() in ("", ",") and earlier.when is not None else None

    def _then(self, earlier: Candidate, c: Candidate) -> str | None:
        """When the bygone event was on whose occasion another took place (`A pact was signed in Suva on that occasion`)."""
        told = self.words.family("that_occasion").search(self.page.text, c.clause.start, c.clause.end)
        day = earlier.when or ""
        past = c.status == earlier.status == "held" and (self.today or "")[:4].isdigit()
        if told is None or "/" in day or not day[:4].isdigit() or self.today is None or not past:
            return None
        return day if day < self.today[: len(day)] and day[:7] != self.today[:7] else None

    def _of_that_visit(self, c: Candidate, made: Sequence[Candidate]) -> str | None:
        """When the visit was on which something was signed, as its own sentence says (`the visit of May and a pact signed
        during it`, `the visit of May, when a pact was signed`)."""
        told = [o for o in made if o.sentence is c.sentence and o.type == "visit" and o.shape == "phrase" and o.order < c.order]
        if c.type != "signing" or not told:
            return None
        echo = next((o for o in made if o.order == c.within and o.type == "visit" and o.shape == "echo"), None)
        end = told[-1].noun.end
        when = self.words.family("whenever").match(self.page.text, end + len(", ")) and not self.page.people(end, c.cue.start)
        if not when and (echo is None or self.page.verb_between(end, echo.noun.start)):
            return None
        day = told[-1].when
        return day if day and "/" not in day else None

    def _same_day(self, c: Candidate) -> str | None:
        """The one day named before a clause in its sentence, if it says that it was on that (`Having come on Monday for a
        visit, she was received a few hours later`)."""
        if c.status != "held" or not self.words.family("sameday").search(self.page.text, c.clause.start, c.clause.end):
            return None
        days = {d.value for d in self.page.dates(c.sentence.start, c.clause.start) if d.role == "day" and d.value}
        return days.pop() if len(days) == 1 else None

    def _done(self, c: Candidate) -> bool:
        """Whether the own verb of an event is in the past (`agreed to build a port by 2029 and signed an accord`)."""
        verb = c.verb or c.cue
        words = self.page.doc.char_span(verb.start, verb.end, alignment_mode="contract") if c.shape == "clause" else None
        past = [t for t in words or () if t.pos_ in ("VERB", "AUX") and "Past" in t.morph.get("Tense")]
        return any(not any(k.dep_ in self.words.passives and "Pres" in k.morph.get("Tense") for k in t.children) for t in past)

    def _lasting(self, c: Candidate, day: str | None) -> str | None:
        """The days of a visit of which one end and the length are told (`arrived on Monday for a three-day visit`)."""
        text, start, end = self.page.text, max(c.sentence.start, c.cue.start - _LENGTH), c.sentence.hard_right(c.cue.end)
        end = min(end, c.cue.end + _LASTS)
        told = self.words.lengths.search(text, start, end)
        if told is None:
            return None
        more = self.words.length_of[told.group().casefold()] - 1
        opened = next(self.words.family("starting").finditer(text, c.clause.start, end), None)
        if day is None and opened is not None:
            days = (_value(d, c.status) for d in self.page.dates(opened.end(), end) if d.role == "day")
            day = next((d for d in days if d), None)
        if day is None or not DAY.fullmatch(day):
            return None
        if more == 0:
            return day
        if self.words.family("ending").search(text, c.clause.start, max(c.cue.start + 1, told.start())):
            return f"{date.fromisoformat(day) - timedelta(days=more)}/{day}"
        return f"{day}/{date.fromisoformat(day) + timedelta(days=more)}" if opened is not None else None

    def _jubilee(self, c: Candidate) -> str | None:
        """The day of a founding of which a day or a year is said to be an anniversary (`12 May 2023 marks the 60th of`)."""
        first = max(c.sentence.start, c.noun.start - JUBILEE)
        years, text = self.page.jubilee(c.noun.start, first), self.page.text
        told = self.words.family("anniversary").search(text, first, c.noun.start)
        if years is None or told is None:
            return None
        for match in self.words.family("jubilees").finditer(text, c.sentence.start, told.start()):
            days = self.page.dates(c.sentence.start, match.start())
            day = next((d for d in days if 0 <= match.start() - d.span.end <= 2), None)
            value = (day.planned_value or day.value) if day is not None else None
            if value and _DATED.fullmatch(value):
                return f"{int(value[:4]) - years}{value[4:]}"
        named = (d.value or "" for d in self.page.dates(c.sentence.start, told.start()))
        before = [v for v in named if len(v) == _YEAR and v.isdigit()]
        kept = self.words.family("keeping").search(text, c.sentence.start, told.start())
        if before and self.today is not None and (kept or before[-1] >= self.today[:_YEAR]):
            return str(int(before[-1]) - years)  # `this year we mark the 30th anniversary of`
        year = self.today[:_YEAR] if self.today is not None else ""
        if year.isdigit() and not self.page.dates(c.sentence.start, c.sentence.end) and c.shape != "clause":
            return str(int(year) - years)  # `on the 60th anniversary of their ties`, kept these days
        return self._kept(c, years)

    def _elapsed(self, c: Candidate) -> str | None:
        """The year of a founding that is said to lie some years back, unless its own is told."""
        first = min(c.noun.start, c.cue.start)
        own = self.page.dated(Span(c.cue.end, min(c.clause.end, c.cue.end + _DATED_TEXT)))
        founded = None if own else elapsed.year(self.page, c.sentence.start, first, self.today)
        c.status = "held" if founded is not None else c.status
        return founded

    def _kept(self, c: Candidate, years: int) -> str | None:
        """The year of a founding whose anniversary is kept this year or in one to come (`the 60th of their ties next year`)."""
        days = self.page.dates(c.cue.end, min(c.clause.end, c.cue.end + _KEPT))[:1]
        value = (days[0].planned_value or days[0].value) if days else None
        if value is None or self.today is None or not _DATED.match(value) or value[:4] < self.today[:4]:
            return None
        c.status = "held"
        return str(int(value[:4]) - years)

    def _of_text(self, c: Candidate, date: DateMention) -> bool:
        """Whether a date only tells which text is meant (`the protocol to the convention of 3 May`, `the 2013 Ports Treaty`)."""
        text, at = self.page.text, date.span.start
        if len(date.value or "") == _YEAR and self.page.texts.inside(date.span.end, date.span.end + 2):
            return True
        if c.type != "signing" or c.trigger.name in (_SIGNED_TEXT, "done"):
            return False
        linked = self.words.family("of_day").match(text, at) or self.words.family("of_day").search(text, max(0, at - 4), at)
        start = max(c.cue.end, at - _OF_TEXT)
        return bool(linked) and (
            bool(self.page.texts.inside(start, at)) or bool(self.words.family("instruments").search(text, start, at))
        )

    def _names_text(self, c: Candidate, date: DateMention) -> bool:
        """Whether a date before a verb of signing is that of another text (`a protocol to the accord of 1998 was signed in`)."""
        text, at = self.page.text, date.span.start
        if c.type != "signing" or date.span.end > c.cue.start:
            return False
        links = [self.words.family(name) for name in ("of_day", "by")]
        near = [m for link in links for m in link.finditer(text, max(0, at - _LINK), at) if not text[m.end() : at].strip()]
        linked = at if any(link.match(text, at) for link in links) else near[0].start() if near else None
        named = self.words.family("instruments")
        return linked is not None and any(linked - m.end() <= 1 for m in named.finditer(text, linked - _DATED_TEXT, linked))

    def _of_name(self, date: DateMention) -> bool:
        """Whether a year is the end of a name (`the opening of the Lima Games 2024`)."""
        before = self.page.text[max(0, date.span.start - _NAME) : date.span.start].split(" ")
        return len(date.value or "") == _YEAR and len(before) > 1 and not before[-1] and before[-2][:1].isupper()

    def _of_force(self, c: Candidate, date: DateMention) -> bool:
        """Whether a date behind the event is that on which a text begins to bind (`exchanged, for its entry into force on`)."""
        start = max(c.cue.end, date.span.start - _FORCE)
        found = list(self.words.family("in_force").finditer(self.page.text, start, date.span.start))
        return bool(found) and "," not in self.page.text[found[-1].end() : date.span.start]

    def _of_text_told(self, before: Candidate | None, c: Candidate) -> bool:
        """Whether what was told before is only when and where a text was signed (`under the treaty signed in Lima in 2013`)."""
        if before is None or before.type != "signing":
            return False
        month = len("2025-05")
        return before.trigger.name == _SIGNED_TEXT or bool(
            before.when and self.today and before.when[:month] < self.today[:month] and not self._joined(before, c))

    def _joined(self, before: Candidate, c: Candidate) -> bool:
        """Whether a conjunction joins a verb to one before it that has the same subject (`came on Monday and was received`)."""
        opens = self.words.family("coordinators").match(self.page.text, c.clause.start)
        relative = self.words.family("relatives").match(self.page.text, before.clause.start)
        return opens is not None and relative is None and not self.page.people(c.clause.start, c.cue.start)

    def _in_aside(self, c: Candidate) -> bool:
        """Whether a telling is only what a relative clause says of somebody by the way (`X, who arrived on Monday, met`)."""
        return c.type == "visit" and any(self.page.relatives(c.clause.start + 1, c.cue.start))

    def _itemised(self, before: Candidate, c: Candidate) -> bool:
        """Whether both are items of one programme, the day being said of the first (`talks on Monday, the signing of a pact`)."""
        items = c.verb is None and before.verb is None and c.noun.start == c.clause.start and bool(c.trigger.noun)
        return items and not self.page.dates(before.sentence.start, before.noun.start)

    def _came(self, c: Candidate) -> bool:
        """Whether a telling is only of somebody's arrival, said by a participle, or of what he came for (`arrived on Monday for
        a visit`)."""
        text, came = self.page.text, self.words.family("came")
        arrived = (m.start() for m in came.finditer(text, c.clause.start, c.cue.start))
        return c.type == "visit" and (bool(came.match(text, c.cue.start)) or any(
            at == c.clause.start or text.endswith(", ", 0, at) for at in arrived))

    def _of_then(self, visit: Candidate) -> bool:
        """Whether a journey is of another time than the text (`on a visit to Suva two years ago, she met X`)."""
        day = (visit.when or "")[: len("2025")]
        return visit.type == "visit" and bool(day and self.today) and day < (self.today or "")[: len("2025")]

    def _parted(self, before: Candidate, c: Candidate) -> bool:
        """Whether what was told before is a relative clause that a comma closes (`the text, initialled in May, was signed`)."""
        text, end = self.page.text, before.clause.end
        led = any(self.page.relatives(before.clause.start, before.cue.start))
        return led and text.startswith(",", end) and text[end : c.cue.start].strip(" ,") == ""

    def _bracketed(self, date: DateMention, c: Candidate) -> bool:
        """Whether a date stands in brackets: it is of what they follow and of nothing else."""
        before = self.page.text[c.sentence.start : date.span.start]
        return before.rfind("(") > before.rfind(")")

    def _start(self, c: Candidate, date: DateMention) -> bool:
        """Whether a date says since when something has lasted (what was founded then, was founded on it)."""
        text = self.page.text
        if c.noun.start <= date.span.start < c.cue.start:  # `since her October visit`: that is when she came
            return False
        since = self.words.family("since")
        if since.match(text, date.span.start) or since.search(text, max(0, date.span.start - 7), date.span.start):
            return True
        if c.type != "visit" and any(
                text.endswith(", ", 0, m.start()) and date.span.start - m.end() <= _OF_ARRIVAL
                for m in self.words.family("came").finditer(text, c.cue.end, date.span.start)):
            return True  # `received X, arrived on Monday for a visit`
        if c.trigger.name == _NOT_SINCE:  # `none had come since that of X in May`: its day is what is told
            return False
        begun = [m.end() for m in since.finditer(text, max(0, date.span.start - _SINCE), date.span.start)]
        gap = text[begun[-1] : date.span.start] if begun and c.cue.end <= begun[-1] else ", ,"
        gap = gap.removesuffix(", ")  # `since his appointment, in May`
        return not set(gap) & set(",;.:") and not self.page.verb_between(begun[-1], date.span.start)

    def _until(self, day: DateMention) -> bool:
        """Whether a date says till when something lasts."""
        text, at = self.page.text, day.span.start
        ending = self.words.family("ending")
        return bool(ending.match(text, at) or ending.search(text, max(0, at - _UNTIL), at))

    def _of_next(self, c: Candidate, date: DateMention) -> bool:
        """Whether a date behind the event opens the next clause (`will meet X tomorrow, and on Friday he will leave`)."""
        first = max(c.cue.end, c.verb.end if c.verb else 0)
        word = self.page.text[max(first, date.span.start - _UNTIL) : date.span.start].split()[-1:] if c.shape == "clause" else []
        joined = bool(word) and self.words.family("coordinators").fullmatch(word[0]) is not None
        after = self.page.stop(date.span.end, c.sentence.end)
        named = self.page.people(date.span.end, after)[:1]
        return joined and first <= date.span.start and bool(named) and self.page.verb_between(named[0].end, after)

    def _goes_on(self, c: Candidate, date: DateMention) -> bool:
        """Whether what has lasted since a day of these days is told by its own verb (`has been sitting since Monday`)."""
        if c.type == "establishment" and date.span.start >= c.cue.start:
            return True  # `have had diplomatic relations since 1972`
        own = c.shape == "clause" and c.type in ("visit", "session", "forum", "consultation")
        return own and bool(date.relative and date.value and self.today and date.value[:7] == self.today[:7])

    def _between(self, c: Candidate, dates: Sequence[DateMention]) -> str | None:
        """The interval of what opened on one day and closed on another."""
        if lasting := self._till(c, dates):
            return lasting
        days = sorted({v for d in dates if d.role == "day" and (v := _value(d, c.status)) and DAY.fullmatch(v)})
        text, clause = self.page.text, c.clause
        if len(days) != 2 or c.type == "signing":
            return None
        opened = all(self.words.family(name).search(text, clause.start, clause.end) for name in ("opening", "ending"))
        return f"{days[0]}/{days[1]}" if opened or self._adjoining(dates) else None

    def _till(self, c: Candidate, dates: Sequence[DateMention]) -> str | None:
        """The days of what opened on one, where its sentence says till when it lasts (`opened on Monday and runs until`)."""
        if c.shape != "clause" or c.type not in _LASTING:
            return None
        first = [d for d in dates if d.role == "day" and d.value and DAY.fullmatch(d.value) and not self._until(d)]
        last = [d for d in self.page.dates(c.clause.start, c.sentence.end) if self._until(d)]
        begun = _value(first[0], c.status) if len(first) == 1 else None
        after = ((d.value if begun and (d.value or "") > begun else d.planned_value or d.value) for d in last)
        ends = [v for v in after if v and DAY.fullmatch(v)]
        begun = begun if len(ends) == 1 else None
        return f"{begun}/{ends[0]}" if begun and begun < ends[0] and begun[:4] == ends[0][:4] else None

    def _days(self, c: Candidate, dates: Sequence[DateMention]) -> str | None:
        """All the days of a journey, where its first is told too (`left on Monday for a visit from 3 to 5 May`)."""
        spans = [v for d in dates if c.type == "visit" and d.role == "range" and (v := _value(d, c.status)) and "/" in v]
        days = [v for d in dates if d.role == "day" and (v := _value(d, c.status)) and DAY.fullmatch(v)]
        found = (s for s in spans if DAY.match(s) and all(s[:7] == v[:7] for v in days))
        return next(found, None) if len(spans) == 1 and days else None

    def _yet_to_be(self, c: Candidate, dates: Sequence[DateMention]) -> bool:
        """Whether a verb in the present tells what is to be on a day of the week that is not the day of the text."""
        verb = c.verb or c.cue
        word = self.page.token(verb.start)
        ends = any(self.words.family(name).match(self.page.text, verb.start) for name in ("ending", "dating"))
        if c.status != "held" or c.shape != "clause" or c.headline or not self.today or word is None or ends:
            return False
        now = "Pres" in word.morph.get("Tense") and word.pos_ == "VERB" and self.page.is_finite(verb.start)
        days = [d for d in dates if d.role == "day" and d.value]
        came, text = self.words.family("came"), self.page.text
        first = c.sentence.hard_left(verb.start)
        if any("," not in text[m.end() : d.span.start] for m in came.finditer(text, first, verb.start) for d in days
               if m.end() <= d.span.start < verb.start):
            return False  # `Having arrived on Monday, he pays a visit`
        ahead = (d.relative and d.value != self.today and (d.planned_value or d.value or "") > self.today for d in days)
        return now and bool(days) and all(ahead) and not any(self._start(c, d) for d in days)

    def _adjoining(self, dates: Sequence[DateMention]) -> bool:
        """Whether two days are named side by side (`Monday and Tuesday`)."""
        spans = [d.span for d in dates if d.role == "day" and d.value and DAY.fullmatch(d.value)]
        if len(spans) != 2:
            return False
        gap = self.page.text[spans[0].end : spans[1].start].strip()
        return any(self.words.family(name).fullmatch(gap) for name in ("coordinators", "reaching"))

    def _nearest(self, c: Candidate, dates: Sequence[DateMention]) -> str | None:
        roles = ("day", "range", "due") if c.status == "planned" else ("day", "range")
        known = [(d, v) for d in dates if d.role in roles and (v := _value(d, c.status)) and not _YEARS.fullmatch(v)]
        if c.status == "held" and self.today and c.shape == "clause" and not c.trigger.noun:
            full = not self.page.is_dated  # the day of such a text is only guessed: days told in full are as good
            known = [(d, v) for d, v in known if not later(v, self.today) or full and not d.relative and DAY.fullmatch(v)]
        if c.status == "planned" and self.today:
            known = [row for row in known if not later(self.today, row[1].split("/")[-1])]
        if not known:
            return None
        own = [row for row in known if c.trigger.noun and inside(row[0].span, c.noun) and row[0].span.start >= c.cue.end]
        own = own or [row for row in known if c.type == "establishment" and 0 <= row[0].span.start - c.cue.end <= _ARTICLE]
        behind = [row for row in known if c.verb is not None and row[0].span.start >= c.verb.end and DAY.fullmatch(row[1])]
        if behind:  # `the session for 2021 was held on 5 January`
            known = [row for row in known if len(row[1]) > _YEAR or row[0].span.start >= c.noun.end]
            own = [row for row in own if row in known]
        best, value = min(own or known, key=lambda row: (distance(row[0].span, c.cue), row[0].span.start))
        beside = (v for d, v in known if abs(d.span.start - best.span.end) <= len(", ") and v.startswith(value))
        return next(beside, value)  # `today, Thursday 8 May 2025`


def month_of(value: str | None) -> str | None:
    """The date of a visit of which one day, or only the week, is known: its month."""
    if value and DAYS.fullmatch(value):
        first, last = (date.fromisoformat(day) for day in value.split("/"))
        value = value[: len("2025-05-05")] if first.weekday() == 0 and (last - first).days == 6 else value
    return value[:7] if value and DAY.fullmatch(value.replace("XXXX", "2000", 1)) else value


def later(value: str, today: str) -> bool:
    """Whether a date lies wholly after the day of the text."""
    first = value.split("/")[0]
    size = min(len(first), len(today))
    return first[:4].isdigit() and first[:size] > today[:size]


def _value(date: DateMention, status: str) -> str | None:
    return (date.planned_value or date.value) if status == "planned" else date.value
