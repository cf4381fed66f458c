"""What a telling says of its event: date, place, persons, ordinal, body; what it says of its type."""

from __future__ import annotations

import re
from collections.abc import Sequence

from servanda.extraction.components.events.detection import Candidate
from servanda.extraction.components.events.lexicon import Words
from servanda.extraction.components.events.page import Found, Page
from servanda.extraction.mentions import DateMention, Span

_FRONT = 80  # characters at the head of a sentence where an adverbial dates all its clauses
_BODY_REACH = 70
_ABSENT_REACH = 90
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PLACELESS = frozenset({"call", "establishment"})
_TALKS = frozenset({"meeting", "session"})


class Reader:
    """Fills the attributes of the tellings of one document."""

    def __init__(self, page: Page, words: Words) -> None:
        self.page, self.words = page, words

    def fill(self, made: Sequence[Candidate]) -> None:
        """Fill each from its own clause, less what belongs to phrases inside it."""
        for candidate in made:
            inner = [c.quote for c in made if c is not candidate and c.shape != "clause" and _inside(c.quote, candidate.clause)]
            candidate.place, candidate.place_state = self._place(candidate, inner)
            candidate.people = self._people(candidate, inner)
            candidate.date = self._date(candidate, inner)
            self._body(candidate)
            candidate.virtual = bool(self.words.list("virtual").search(
                self.page.text, candidate.clause.start if candidate.shape == "clause" else candidate.noun.start, candidate.clause.end
            ))
            self._retype(candidate)

    def _date(self, c: Candidate, inner: Sequence[Span]) -> str | None:
        dates = [d for d in self.page.dates(c.clause.start, c.clause.end) if not _covered(d.span, inner)]
        value = self._nearest(c, dates)
        if value is None and c.shape == "clause":
            front = [d for d in self.page.dates(c.sentence.start, c.sentence.start + _FRONT) if not _covered(d.span, inner)]
            value = self._nearest(c, [d for d in front if d.span.end <= c.cue.start])
        return month_of(value) if c.type == "visit" else value

    def _nearest(self, c: Candidate, dates: Sequence[DateMention]) -> str | None:
        roles = ("day", "range", "due") if c.status == "planned" else ("day", "range")
        known = [(d, v) for d in dates if d.role in roles and (v := _value(d, c.status))]
        if not known:
            return None
        return min(known, key=lambda row: (_distance(row[0].span, c.cue), row[0].span.start))[1]

    def _place(self, c: Candidate, inner: Sequence[Span]) -> tuple[str | None, str]:
        if c.type in _PLACELESS:
            return None, ""
        found = [row for row in self.page.places(c.clause.start, c.clause.end) if not _covered(Span(row[0].start, row[0].end), inner)]
        if c.type == "visit":
            after = [row for row in found if row[0].start >= c.cue.end] or found
            return (self._words(after[0][0]), after[0][1]) if after else (None, "")
        cities = [row for row in found if row[2]] or found
        if not cities:
            return None, ""
        best = min(cities, key=lambda row: _distance(Span(row[0].start, row[0].end), c.cue))
        return self._words(best[0]), best[1]

    def _words(self, found: Found) -> str:
        return self.page.doc.text[found.start:found.end]

    def _people(self, c: Candidate, inner: Sequence[Span]) -> list[str]:
        found = [p for p in self.page.people(c.clause.start, c.clause.end) if not _covered(Span(p.start, p.end), inner)]
        found = [p for p in found if not self._absent(c, p)]
        if c.shape == "clause" and not any(p.start < c.cue.start for p in found) and c.clause.start > c.sentence.start:
            found = self._subject(c) + found
        if c.type == "visit":
            found = self._visitors(c, found)
        return list(dict.fromkeys(p.value for p in found))

    def _subject(self, c: Candidate) -> list[Found]:
        """The persons before the first verb of the sentence, for a clause that shares its subject."""
        left = c.sentence.hard_left(c.cue.start)
        first = next((m.start() for _, form, pattern in self.words.triggers if form == "held"
                      for m in [pattern.search(self.page.text, left, c.cue.start)] if m), c.clause.start)
        found = self.page.people(left, max(left, first))
        if not found and left > c.sentence.start:
            found = self.page.people(c.sentence.start, left)[:1]
        return [p for p in found if not self._absent(c, p)]

    def _absent(self, c: Candidate, person: Found) -> bool:
        start = max(c.sentence.start, person.start - _ABSENT_REACH)
        cues = [m.end() for m in self.words.list("absent").finditer(self.page.text, start, person.start)]
        if not cues:
            return False
        between = self.page.text[cues[-1]:person.start]
        return not self.words.list("breaks").search(between) and between.count(",") < 1

    def _visitors(self, c: Candidate, found: Sequence[Found]) -> list[Found]:
        """Of the persons around a visit those who travel: not the hosts, and for a verb those before it."""
        guests = [p for p in found if not c.place_state or self.page.state_of.get(p.value) != c.place_state]
        before = [p for p in guests if p.start < c.cue.start]
        if c.shape == "clause" and c.trigger.noun == "":
            if not before:
                before = [p for p in self.page.people(c.sentence.start, c.sentence.end)
                          if not c.place_state or self.page.state_of.get(p.value) != c.place_state]
                after = [p for p in before if p.start > c.cue.end]
                return after[:1] or before[-1:]
            return before[-2:] if len(before) > 1 and _side_by_side(self.page.text, before[-2], before[-1]) else before[-1:]
        return guests

    def _body(self, c: Candidate) -> None:
        found = self.page.bodies.inside(c.noun.start, max(c.noun.end, c.cue.end))
        if not found:
            before = self.page.bodies.inside(max(c.sentence.start, c.noun.start - 2 * _BODY_REACH), c.noun.start)
            found = [b for b in before if c.noun.start - b.end <= _BODY_REACH and self._is_subject(c, b)][-1:]
        if found:
            c.body = found[0].value
        if c.noun.start < c.cue.start or c.type in ("session", "consultation") or c.body:
            own = self.page.text[c.noun.start:c.cue.end]
            c.ordinal = self.words.ordinal(own)
            if c.ordinal is None and c.trigger.noun == "":
                c.ordinal = self.words.ordinal(self.page.text[c.cue.end:min(c.clause.end, c.cue.end + 30)])

    def _is_subject(self, c: Candidate, body: Found) -> bool:
        """Whether a body named before the words is who meets, not where somebody met."""
        return not self.page.people(body.end, c.noun.start) and c.type in ("meeting", "session", "consultation")

    def _retype(self, c: Candidate) -> None:
        body = self.page.body_of.get(c.body or "")
        if c.type in _TALKS and body is not None and c.shape != "echo":
            c.type = "consultation" if body.kind == "consultation" else "session"
        elif c.type == "meeting" and c.ordinal is not None and c.trigger.noun and c.shape != "echo":
            c.type = "session"
        elif c.type == "meeting" and c.virtual:
            c.type, c.place, c.place_state = "call", None, ""


def month_of(value: str | None) -> str | None:
    """The date of a visit of which one day is known: its month."""
    return value[:7] if value and _DAY.fullmatch(value) else value


def _value(date: DateMention, status: str) -> str | None:
    return (date.planned_value or date.value) if status == "planned" else date.value


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and inner != outer


def _covered(span: Span, spans: Sequence[Span]) -> bool:
    return any(s.start <= span.start and span.end <= s.end for s in spans)


def _distance(span: Span, cue: Span) -> int:
    return max(span.start - cue.end, cue.start - span.end, 0)


def _side_by_side(text: str, first: Found, second: Found) -> bool:
    return second.start - first.end <= 60 and "," not in text[first.end:second.start].strip(",")


