"""Steps of a text's life out of the sentences that tell them: the dates beside a cue, who did it, the terms, the bearings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from servanda.extraction.components.lives.lexicon import Cue, Row, Words
from servanda.extraction.components.lives.naming import Named, Naming, Passage, bearing, plain
from servanda.extraction.components.signing import occasion
from servanda.extraction.components.titles import within
from servanda.extraction.content import is_finite
from servanda.extraction.mentions import DateMention, Findings, Span, Step
from servanda.languages import Language

_SIDES = frozenset({"ratified", "denounced", "proposed"})  # what one side does for itself
_STATE = frozenset({"name", "adjective", "prefix", "capital"})
_AFTER, _BEFORE = 90, 60  # characters from a cue to its date
_ON = 24  # characters from `valid until` to its date
_YEAR = 4  # figures of a year: one may stand right before a name
_NEAR = 14  # characters between the name of a text and what tells how it bears on another
_LEAD = 90  # characters before a verb in which stands who does it
_SEAT = 40  # characters from a word like `by` to the state that did it
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")
_FALL = "expired"


@dataclass(frozen=True, slots=True)
class _Doer:
    """States that did something, as they stand in the text."""

    span: Span
    states: tuple[str, ...]


class Reader:
    """Gathers the steps of a document's texts."""

    def __init__(self, doc: Doc, words: Words, language: Language) -> None:
        self.doc, self.words, self.text = doc, words, plain(doc)
        self.naming = Naming(doc, words, language)
        self.findings: Findings = doc._.findings
        self.today = occasion(doc._.text, self.findings.dates)
        self.told: dict[str, list[Step]] = {}
        self._taken: set[Span] = set()  # the days of a sentence that belong to a step before

    def lives(self) -> dict[str, tuple[Step, ...]]:
        """By text, what was told of it: each thing once, its terms together."""
        return {key: tuple(_once(steps)) for key, steps in self.told.items()}

    def read(self, passage: Passage) -> None:
        """Take the steps that a sentence tells."""
        span = passage.span
        cues = self.words.cues(self.text, span.start, span.end)
        steps = [(c, c.row) for c in cues if c.row is not None]
        parts = [c for c in cues if c.part is not None]
        for cue in cues:
            if cue.bearing is not None and cue.said:
                self._bearing(passage, cue, cue.bearing.kind)
            elif cue.part is not None:
                self._term(passage, cue)
        self._taken = set()
        for n, (cue, row) in enumerate(steps):
            begin = steps[n - 1][0].end if n else span.start
            end = steps[n + 1][0].start if n + 1 < len(steps) else span.end
            lasting = any(p.start < cue.end and cue.start < p.end for p in parts)  # `remains in force for five years`
            self._step(passage, cue, row, Span(begin, end), lasting)

    def _add(self, key: str, step: Step) -> None:
        self.told.setdefault(key, []).append(step)

    def _step(self, passage: Passage, cue: Cue, row: Row, room: Span, lasting: bool) -> None:
        needs = row.needs
        if needs and not any(re.search(p, passage.sentence.text, re.IGNORECASE) for p in needs):
            return
        named = self.naming.of(passage, cue)
        after = max(cue.end, named.span.end) if isinstance(named, Named) and named.span.start >= cue.end else cue.end
        dates = self._dates(passage, cue, after, room)
        self._taken.update(d.span for d in dates)
        if named is None or not cue.said or not dates and lasting:
            return
        key = named if isinstance(named, str) else named.key
        doers = self._doers(passage, cue, after, room) if row.kind in _SIDES else []
        for date, by in self._paired(dates, doers):
            self._take(key, cue, row, passage.span, date, by)

    def _take(self, key: str, cue: Cue, row: Row, sentence: Span, date: DateMention | None, by: tuple[str, ...]) -> None:
        """Add a step, if what is told of it is enough."""
        value = (date.planned_value or date.value if cue.coming else date.value) if date is not None else None
        planned = cue.coming
        if value and self.today:
            if planned and _past(value, self.today):
                planned = False
            elif not planned and _ahead(value, self.today):  # `came into force the year after` is counted from another day
                planned, value = (True, value) if row.how == "noun" else (False, None)
        if value is None and (planned or not row.undated or row.how == "noun" and not row.needs):
            return
        if row.kind == _FALL and planned:
            self._add(key, Step("term", sentence, until=value))
            return
        self._add(key, Step(row.kind, sentence, value, by, planned))

    def _dates(self, passage: Passage, cue: Cue, after: int, room: Span) -> list[DateMention]:
        """The days told beside a cue: those after it, else one before it."""
        listed = [d for d in within(self.findings.dates, passage.span.start, passage.span.end) if self._counts(d, cue)]
        names = [n for n in passage.names if not (n.span.start < cue.start < n.span.end)]
        listed = [d for d in listed if not any(self._borne(n, d) for n in names)]
        behind = [d for d in listed if cue.start <= d.span.start < room.end and d.span.end > cue.end]
        noun = cue.row is not None and cue.row.how == "noun"
        found, at = [], after
        for d in behind:
            if d.span.start - at > _AFTER or self._verb(at, d.span.start, noun):
                break
            found.append(d)
            at = d.span.end
        if found:
            return found
        ahead = [d for d in listed if room.start <= d.span.start and d.span.end <= cue.start and d.span not in self._taken]
        reach = _NEAR if noun else _BEFORE
        near = [d for d in ahead if cue.start - d.span.end <= reach and ";" not in self.text[d.span.end:cue.start]]
        opening = [d for d in ahead if d.span.start - passage.span.start <= _NEAR]
        return near[-1:] or opening[:1]

    def _counts(self, date: DateMention, cue: Cue) -> bool:
        value = date.planned_value or date.value if cue.coming else date.value
        return value is not None and date.role in (("day", "range", "due") if cue.coming else ("day", "range"))

    def _borne(self, name: Named, date: DateMention) -> bool:
        """Whether a date is what a text is called by (`the agreement of 3 May`, `the 1998 treaty`)."""
        start, at = name.span, date.span.start
        if start.start <= at < start.end:
            return self.words.led.search(self.text, start.start, at) is None and self.words.at.match(self.text, at) is None
        if date.span.end < start.start and not self.text[date.span.end:start.start].strip() and len(date.value or "") == _YEAR:
            return True
        gap = self.text[start.end:at] if start.end <= at else None
        if gap is not None and not gap.strip():
            return self.words.dated.match(self.text, at) is not None
        return gap is not None and len(gap) <= _NEAR and self.words.dated.fullmatch(gap) is not None

    def _verb(self, start: int, end: int, noun: bool) -> bool:
        """Whether another verb is told in a stretch; behind a noun, such as only say that it began or took place do not count."""
        span = self.doc.char_span(start, end, alignment_mode="contract") if end > start else None
        verbs = [t for t in span or () if is_finite(t)]
        return any(not (noun and self.words.begins.fullmatch(t.text)) for t in verbs)

    def _doers(self, passage: Passage, cue: Cue, after: int, room: Span) -> list[_Doer]:
        """The states that did it: named by an agent after it, by a list that goes on, or as the subject before it."""
        told = sorted(self._states(passage), key=lambda s: s.span.start)
        names = [n.span for n in passage.names]
        told = [t for t in told if not any(n.start <= t.span.start < n.end for n in names)]
        found: list[_Doer] = []
        behind = [t for t in told if cue.end <= t.span.start < room.end]
        for t in behind:
            joined = t.span.start >= after and self._joins(found[-1].span.end if found else after, t.span.start)
            if joined or self._lead(cue.start, t.span.start):
                found.append(t)
        acting = [t for t in told if room.start <= t.span.start < cue.end and cue.start - t.span.end <= _LEAD]
        if acting and not any(self._lead(cue.start, t.span.start) for t in found):
            last = [acting[-1]]
            for t in reversed(acting[:-1]):
                if not self._joins(t.span.end, last[0].span.start):
                    break
                last.insert(0, t)
            between = self.text[last[-1].span.end:cue.start]
            if ";" not in between and not any(n.start >= last[-1].span.end and n.end <= cue.start for n in names):
                found = [*last, *found]
        return found

    def _lead(self, start: int, at: int) -> bool:
        """Whether a word like `by` leads to a state (`by the parliament of Fiji`), no day between."""
        led = self.words.agent.search(self.text, max(start, at - _SEAT), at)
        return led is not None and not within(self.findings.dates, led.start(), at)

    def _joins(self, start: int, end: int) -> bool:
        """Whether only a day and a word that joins stand between one who did it and the next."""
        gap = self.text[start:end]
        for d in reversed(within(self.findings.dates, start, end)):
            gap = gap[:d.span.start - start] + gap[d.span.end - start:]
        return self.words.joined.fullmatch(" ".join(gap.replace(" the ", " ").split()).removesuffix(" the")) is not None

    def _states(self, passage: Passage) -> Iterator[_Doer]:
        start, end = passage.span.start, passage.span.end
        for m in within(self.findings.states, start, end):
            if m.kind in _STATE:
                yield _Doer(m.span, (m.code,))
        for r in self.findings.references:
            if start <= r.span.start < end and r.states and r.entity is None:
                yield _Doer(r.span, r.states)

    def _paired(self, dates: Sequence[DateMention], doers: Sequence[_Doer]) -> list[tuple[DateMention | None, tuple[str, ...]]]:
        """Each day with those who did it on it, in the order they are told (`by Fiji on 3 May and by Tonga on 12 June`)."""
        if not doers:
            return [(dates[0] if dates else None, ())]
        if not dates:
            return [(None, _states(doers))]
        rows: list[tuple[DateMention | None, tuple[str, ...]]] = []
        if dates[0].span.start < doers[0].span.start:  # `on 3 May by Fiji and on 12 June by Tonga`
            for n, date in enumerate(dates):
                until = dates[n + 1].span.start if n + 1 < len(dates) else len(self.text)
                own = [d for d in doers if date.span.end <= d.span.start < until]
                rows += [(date, _states(own))] if own else []
            return rows
        for n, date in enumerate(dates):
            begin = dates[n - 1].span.end if n else 0
            own = [d for d in doers if begin <= d.span.start < date.span.start]
            rows += [(date, _states(own))] if own else []
        return rows or [(dates[0], _states(doers))]

    def _term(self, passage: Passage, cue: Cue) -> None:
        named = self.naming.of(passage, cue)
        key = named if isinstance(named, str) else named.key if named is not None else None
        if key is None and passage.names and cue.part != "until":
            key = passage.names[-1].key
        if key is None:
            key = passage.before if cue.part in ("renewal", "notice") else None
        if key is None:
            return
        if cue.part == "until":
            day = next((d for d in within(self.findings.dates, cue.start, min(cue.end + _ON, passage.span.end))
                        if d.span.end > cue.end and d.role in ("day", "due")), None)
            value = (day.planned_value or day.value) if day is not None else None
            if value and self.today and not _past(value, self.today):
                self._add(key, Step("term", passage.span, until=value))
        elif cue.part == "length" and cue.months:
            self._add(key, Step("term", passage.span, months=cue.months))
        elif cue.part == "renewal":
            self._add(key, Step("term", passage.span, renewal=cue.months))
        elif cue.part == "notice" and cue.months:
            self._add(key, Step("term", passage.span, notice=cue.months))

    def _bearing(self, passage: Passage, cue: Cue, kind: str) -> None:
        found = bearing(self.doc, passage, cue, _NEAR)
        if found is None:
            return
        one, other, words = found
        if other is not None and other.key == one.key:
            return
        if cue.passive:
            if other is not None:
                self._add(other.key, Step(kind, passage.span, other=one.key))
            return
        named = " ".join(self.text[words.start:words.end].split())
        self._add(one.key, Step(kind, passage.span, other=other.key if other else None,
                                named=None if other else named))


def _states(doers: Iterable[_Doer]) -> tuple[str, ...]:
    return tuple(sorted({code for d in doers for code in d.states}))


def _past(value: str, today: str) -> bool:
    """Whether a day, month or year is over on a day."""
    return bool(_DAY.fullmatch(value)) and value < today[:len(value)]


def _ahead(value: str, today: str) -> bool:
    return bool(_DAY.fullmatch(value)) and value[:len(today)] > today[:len(value)]


def _once(steps: Sequence[Step]) -> Iterator[Step]:
    """Each thing once, with the fullest day; all that is told of the terms as one."""
    term: Step | None = None
    kept: list[Step] = []
    for step in steps:
        if step.kind == "term":
            term = step if term is None else replace(term, **{
                name: value for name in ("until", "months", "renewal", "notice")
                if (value := getattr(step, name)) is not None and not getattr(term, name)})
            continue
        same = next((n for n, k in enumerate(kept) if _is_same(k, step)), None)
        if same is None:
            kept.append(step)
        elif len(step.date or "") > len(kept[same].date or "") or len(step.by) > len(kept[same].by):
            kept[same] = step
    yield from kept
    if term is not None:
        yield term


def _is_same(one: Step, other: Step) -> bool:
    """Whether two tellings are of one thing: told with the same day, or one without any."""
    if (one.kind, one.other, one.named, one.planned) != (other.kind, other.other, other.named, other.planned):
        return False
    if one.by != other.by and one.by and other.by:
        return False
    return not one.date or not other.date or one.date.startswith(other.date) or other.date.startswith(one.date)
