"""One telling of several events: sessions in one year after another, talks held with one person apart from the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from servanda.extraction.components.events.candidate import Candidate, Hit
from servanda.extraction.components.events.lexicon import Words
from servanda.extraction.components.events.page import Found, Page
from servanda.extraction.components.events.phrase import trimmed
from servanda.extraction.components.events.types import TALKED
from servanda.extraction.mentions import DateMention, Span

_MARK = re.compile(r"[,;]")
_LED = re.compile(r"(?: ?\w{9,} ?)?(?: ?\w{1,4}){0,3} ")  # from a visit to where it leads
_LISTED = re.compile(r",? (?:\w{1,4} ){0,2}|, ")
_NEXT = 6  # characters of what goes on with a list
_GAP = 70  # characters between two dates of a series
_FAR = 160  # characters after a verb in which a series begins
_RECURRING = frozenset({"session", "consultation", "meeting", "visit", "establishment"})
_OBJECTS = frozenset({"meeting", "signing"})
_LED_IN = 3  # characters of a preposition before a day
_LED_AGAIN = 4  # blanks between the last day of a series and its place (`on 3 May, once again in Suva`)
_SEVERAL = 2
_GOALS = frozenset({"name", "capital", "city"})
_MONTH = len("2025-05")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


class Parts:
    """Parts the tellings of one document."""

    def __init__(self, page: Page, words: Words) -> None:
        self.page, self.words = page, words

    def of(self, made: Candidate, hits: Sequence[Hit]) -> list[Candidate]:
        """The events a telling is of: itself, or one for each date, person or destination it names in a row."""
        if made.type == "visit" and (goals := self._goals(made)):
            return [replace(made, destination=goal) for goal in goals]
        if made.type == "visit" and (journeys := self._journeys(made, hits)):
            return self._of_travellers(made, journeys)
        if made.type in _OBJECTS and (again := self._gapped(made)) is not None:
            return self._cut(made, again)
        if made.shape != "clause" or made.type not in _RECURRING:
            return [made]
        if made.status == "held" and (dates := self._series(made, hits)):
            return self._cut(made, [d.span for d in dates])
        if made.type in TALKED and (people := self._apart(made)):
            return self._cut(made, people)
        if made.type == "meeting" and (hosts := self._hosts_apart(made)):
            return self._of_each(made, hosts)
        return [made]

    def _gapped(self, made: Candidate) -> list[Span] | None:
        """Two acts of one verb, the second told by its day and object alone (`met X on Monday and, on Tuesday, Y`)."""
        if made.shape != "clause" or made.trigger.noun:
            return None
        days = [d.span for d in self.page.dates(made.cue.end, made.clause.end) if d.role == "day" and d.value]
        for first, second in zip(days, days[1:], strict=False):
            joins = list(self.words.family("coordinators").finditer(self.page.text, first.end, second.start))
            if not joins or self.page.verb_between(first.end, made.clause.end, finite=False):
                continue
            led = self.page.text[joins[-1].end() : second.start].strip(" ,")
            apart = self.page.text.startswith(",", second.end) and len(led) <= _LED_IN
            if apart and self._acts_on(made, joins[-1].start(), first) and self._acts_on(made, made.clause.end, second):
                return [Span(made.cue.start, joins[-1].start()), Span(joins[-1].start(), made.clause.end)]
        return None

    def _acts_on(self, made: Candidate, end: int, day: Span) -> bool:
        """Whether somebody to meet, or a text to sign, is named between a verb, or a second act's day, and a position."""
        start = made.cue.end if end < made.clause.end else day.end
        if made.type == "meeting":
            return bool(self.page.persons.inside(start, end))
        return bool(self.page.texts.inside(start, end) or self.words.family("instruments").search(self.page.text, start, end))

    def _goals(self, made: Candidate) -> list[Found]:
        """The states that a visit is said to lead to, one after another (`visited Fiji, Tonga and Samoa`)."""
        start = made.cue.end
        row: list[Found] = []
        at = [start]
        for state in self.page.states.inside(start, made.clause.end + 1):
            gap = self.page.text[at[-1] : state.start]
            if row and state.value == row[-1].value and gap == " (" and self.page.text.startswith(")", state.end):
                at[-1] = state.end + 1  # its short name
                continue
            if state.kind not in _GOALS or not (_LISTED if row else _LED).fullmatch(gap):
                break
            row.append(state)
            at.append(state.end)
        gaps = [self.page.text[end : end + _NEXT] for end in at[-2:] if len(row) > 1]
        joins = [self.words.family(name) for name in ("coordinators", "then")]
        joined = any(words.match(gap.lstrip(", ")) for words in joins for gap in gaps)
        return row if joined and len({s.value for s in row}) == len(row) else []

    def _journeys(self, made: Candidate, hits: Sequence[Hit]) -> list[Span]:
        """The days of journeys told by one verb, each further one behind who made it (`A went there in 2001, B in 2004`)."""
        if made.shape != "clause" or made.trigger.noun or made.status != "held":
            return []
        end = min([made.sentence.end, *(h.start for h in hits if h.start >= made.cue.end)])
        row: list[Span] = []
        for date in self.page.dates(made.cue.end, end):
            gap = (row[-1].end if row else made.cue.end, date.span.start)
            if date.role != "day" or not date.value or self.page.verb_between(*gap):
                break
            who = len(self.page.people(*gap, stand_ins=False))
            if who != bool(row) or gap[1] - gap[0] > _FAR or (row and not self._marked(*gap)):
                break
            row.append(date.span)
        return row if len(row) > 1 else []

    def _of_travellers(self, made: Candidate, days: Sequence[Span]) -> list[Candidate]:
        """A telling of several journeys as one of each, whose traveller stands before its day."""
        first, *rest = self._cut(replace(made, clause=Span(made.clause.start, days[-1].end)), days)
        return [first, *(replace(c, cue=day, noun=day) for c, day in zip(rest, days[1:], strict=True))]

    def _marked(self, start: int, end: int) -> bool:
        """Whether a mark or a conjunction stands between two items."""
        joins = self.words.family("coordinators")
        return bool(_MARK.search(self.page.text, start, end) or joins.search(self.page.text, start, end))

    def _series(self, made: Candidate, hits: Sequence[Hit]) -> list[DateMention]:
        """The dates of several years that follow a verb one after another, with nothing but places between them."""
        end = min([made.sentence.end, *(h.start for h in hits if h.start >= made.cue.end and h.form != "noun")])
        row: list[DateMention] = []
        for date in self.page.dates(made.cue.end, end):
            if date.role != "day" or not date.value or not _YEAR.match(date.value):
                continue
            if not row and date.span.start - made.cue.end > _FAR:
                break
            told = any(row and h.form == "noun" and row[-1].span.end <= h.start < date.span.start for h in hits)
            if told or row and not self._joined(row[-1].span.end, date.span.start):
                break
            row.append(date)
        years = {d.value[:4] for d in row if d.value}
        counted = bool(row) and ":" in self.page.text[made.cue.end : row[0].span.start]  # `three times: in May, on 3 June and`
        months = {d.value[:_MONTH] for d in row if d.value and (len(d.value) == _MONTH or counted and len(d.value) > _MONTH)}
        return row if len(row) > 1 and len(row) in (len(years), len(months)) else []

    def _joined(self, start: int, end: int) -> bool:
        """Whether two dates stand in a row."""
        page = self.page
        gap = page.text[start:end]
        if len(gap) > _GAP or page.verb_between(start, end) or page.persons.inside(start, end):
            return False
        span = page.doc.char_span(start, end, alignment_mode="contract")
        if any(t.pos_ == "VERB" and t.dep_ in self.words.joined for t in span or ()):
            return False  # `opened an embassy in 1990 and signed a treaty in 1995`
        if self.words.family("since").search(page.text, start, end):
            return False  # `arrived on Monday, for the first time since her election in November`
        return self._marked(start, end)

    def _apart(self, made: Candidate) -> list[Span]:
        """The persons met, where they are said to be met one by one."""
        if not self.words.family("apart").search(self.page.text, made.clause.start, made.clause.end):
            return self._with_each(made) or self._on_days(made)
        named = self.page.people(made.cue.end, made.clause.end, stand_ins=False)
        if len(named) < 2 or self._joint(made, named[0]):
            return []
        return self._whole(made, named)

    def _whole(self, made: Candidate, named: Sequence[Found]) -> list[Span]:
        """Where persons are named, with the offices told of them in front and behind."""
        told = self.page.persons.inside(made.cue.end, made.clause.end) + self.page.entitled.inside(made.cue.end, made.clause.end)
        ends: dict[str, int] = {}
        for item in told:
            ends[item.value] = max(item.end, ends.get(item.value, 0))
        return [Span(p.start, ends.get(p.value, p.end)) for p in named]

    def _with_each(self, made: Candidate) -> list[Span]:
        """The persons met, where the word for with whom is said again before each of them (`with the King and with X`)."""
        text, leads, joins = self.page.text, self.words.family("meeting"), self.words.family("coordinators")
        named = self.page.people(made.cue.end, made.clause.end, stand_ins=False)
        led = list(leads.finditer(text, made.cue.end, made.clause.end))
        own = [m for m in led[1:] if joins.search(text, max(0, m.start() - _NEXT), m.start())]
        if made.trigger.noun or len(named) < 2 or not own or len(led) != len(named) or self.page.verb_between(
            led[0].start(), led[-1].start()
        ):
            return []
        return self._whole(made, named)

    def _on_days(self, made: Candidate) -> list[Span]:
        """The persons met, each with the day of it right after the name (`met X on Tuesday and Y on Wednesday`)."""
        named = self.page.people(made.cue.end, made.clause.end, stand_ins=False)
        if len(named) < _SEVERAL or made.trigger.noun:
            return []
        ends = [p.start for p in named[1:]] + [made.clause.end]
        days = [self.page.dates(p.end, end) for p, end in zip(named, ends, strict=True)]
        own = [row[0].span for row in days if len(row) == 1 and row[0].role == "day"]
        told = len(own) == len(named) and len({self.page.text[d.start : d.end] for d in own}) == len(own)
        return own if told and not self.page.verb_between(named[0].end, own[-1].start) else []

    def _hosts_apart(self, made: Candidate) -> list[Found]:
        """The persons who are said to have met somebody one by one."""
        if not self.words.family("apart").search(self.page.text, made.cue.start, made.clause.end):
            return []
        before = self.page.people(made.clause.start, made.cue.start, stand_ins=False)
        after = self.page.people(made.cue.end, made.clause.end)
        return before if len(before) > 1 and len(after) == 1 and not made.trigger.noun else []

    def _of_each(self, made: Candidate, hosts: Sequence[Found]) -> list[Candidate]:
        """A telling of several hosts as one of each; the last one's clause has the verb, and the guest of all."""
        guest = [p.value for p in self.page.people(made.cue.end, made.clause.end)]
        cuts = [self._cut_before(a.end, b.start) for a, b in zip(hosts, hosts[1:], strict=False)]
        starts = [made.clause.start, *cuts]
        spans = [trimmed(self.page.text, a, b) for a, b in zip(starts, [*cuts, made.clause.end], strict=True)]
        return [
            replace(made, clause=s, quote=s, further=i > 0, others=guest if i < len(spans) - 1 else [])
            for i, s in enumerate(spans)
        ]

    def _joint(self, made: Candidate, first: Found) -> bool:
        """Whether a second verb parts the persons from the words for one by one."""
        return self.page.verb_between(made.cue.end, first.start)

    def _cut(self, made: Candidate, items: Sequence[Span]) -> list[Candidate]:
        """A telling cut before each further item, after the mark or conjunction that parts it from the one before."""
        text, end = self.page.text, max(made.clause.end, items[-1].end)
        cuts = [self._cut_before(a.end, b.start) for a, b in zip(items, items[1:], strict=False)]
        spans = [trimmed(text, a, b) for a, b in zip([made.clause.start, *cuts], [*cuts, end], strict=True)]
        after = self.page.places(items[-1].end, min(made.sentence.hard_right(end), items[-1].end + _GAP))
        gap = text[items[-1].end : after[0][0].start] if after else ","
        if "," not in gap and gap.count(" ") <= _LED_AGAIN:
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, after[0][0].end))
        first = replace(made, clause=spans[0], quote=spans[0])
        rest = [replace(made, clause=s, quote=s, cue=s, noun=s, verb=None, article=False, further=True) for s in spans[1:]]
        return [first, *rest]

    def _cut_before(self, start: int, end: int) -> int:
        mark = _MARK.search(self.page.text, start, end)
        if mark:
            return mark.start()
        joins = [m.start() for m in self.words.family("coordinators").finditer(self.page.text, start, end)]
        return joins[-1] if joins else end
