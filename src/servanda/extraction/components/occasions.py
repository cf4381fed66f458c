"""Component `servanda_occasions`: what was said where, and which event is part of which.

An undertaking gets the event or the text that its sentence, the lead-in of its list or its paragraph names as where it was
undertaken; an event gets the visit or the session of the same paper that it belongs to. Nothing is found anew here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import BaseModel, ConfigDict
from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from servanda import languages
from servanda.extraction.components.events.types import TALKS
from servanda.extraction.components.references.interviews import is_interview
from servanda.extraction.components.references.lexicon import words as reference_words
from servanda.extraction.components.titles import alternatives, within
from servanda.extraction.content import content
from servanda.extraction.gazetteer import gazetteer
from servanda.extraction.mentions import Event, Findings, Instrument, Span, Undertaking
from servanda.languages import Language

_GATHERINGS = TALKS | {"forum"}
_CONTAINED = {"visit": frozenset({"meeting", "signing", "ceremony", "forum", "session", "consultation"}),
              "session": frozenset({"signing"}), "forum": frozenset({"signing"})}
_NARROWEST = ("session", "forum", "visit")
_OPENING = 2  # paragraphs of a paper that tell its occasion
_LEAD = 40  # characters before a name in which the words that lead to it stand
_AFTER = 60  # characters after a text's name in which it is said to bind
_ITSELF = "instrument:done"  # the rule that names the paper itself (and texts told as signed)
_LONGEST = 1500  # characters of a sentence that are looked at before an undertaking
_DAYS = re.compile(r"\d{4}-\d\d(?:-\d\d)?")


class Lexicon(BaseModel):
    """`occasions.yml`.

    events: words before an event that make it the occasion of what follows. texts: words before a text that make it the
    place of what follows. determiners: what may stand between. binds: words after a text by which it lays something down.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    events: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    determiners: tuple[str, ...] = ()
    binds: tuple[str, ...] = ()
    examples: dict[Literal["events", "texts", "binds"], dict[Literal["match", "no_match"], tuple[str, ...]]] = {}


class Words:
    """The lexicon of a language, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        between = f"(?:(?:{'|'.join(lexicon.determiners) or '(?!)'})\\s?(?:[^\\W\\d_]+\\s)?)?"
        self._events = self._ending(lexicon.events, between)
        self._texts = self._ending(lexicon.texts, between)
        self._binds = alternatives(lexicon.binds)

    @staticmethod
    def _ending(patterns: Sequence[str], between: str) -> re.Pattern[str]:
        joined = "|".join(f"(?:{p})" for p in patterns) or "(?!)"
        return re.compile(rf"(?<!\w)(?:{joined})\s?{between}$", re.IGNORECASE)

    def leads_to(self, kind: str, before: str) -> bool:
        """Whether words that end just before an event (`events`) or a text (`texts`) make it the occasion."""
        pattern = self._events if kind == "events" else self._texts
        return pattern.search(before[-_LEAD:].replace("\u2019", "'")) is not None

    def binds(self, after: str) -> bool:
        """Whether the words after a text say that it lays something down."""
        return self._binds.search(after[:_AFTER].replace("\u2019", "'")) is not None


@dataclass(frozen=True, slots=True)
class _Place:
    """A stretch of the text in which the occasion of an undertaking may be named, up to where the undertaking begins."""

    start: int
    end: int
    sentence: bool


class Finder:
    """Fills `event`, `instrument` and `part_of` of one document's findings."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.words, self.asking = Words(language.section("occasions", Lexicon)), reference_words(language)

    def __call__(self, doc: Doc) -> Doc:
        """Fill them in."""
        findings: Findings = doc._.findings
        findings.events[:] = [replace(e, part_of=e.part_of or self._whole(e, findings.events)) for e in findings.events]
        if findings.undertakings and (findings.events or findings.instruments):
            paper = _paper(doc)
            findings.undertakings[:] = [self._filled(doc, u, paper) for u in findings.undertakings]
        return doc

    def _filled(self, doc: Doc, u: Undertaking, paper: str | None) -> Undertaking:
        places = _places(doc, u)
        event = u.event or next((k for p in places if (k := self._event(doc, u, p, paper is None))), None)
        if event is None and paper is None:
            event = self._reported(doc, u)
        text = u.instrument or next((k for p in places if (k := self._text(doc, u, p))), None) or paper
        return replace(u, event=event, instrument=text)

    def _reported(self, doc: Doc, u: Undertaking) -> str | None:
        """The talks a paper opens with, if they are the only ones of its days, and whoever speaks was there."""
        view, today = doc._.text.view if doc._.text is not None else None, _today(doc)
        talks = [e for e in doc._.findings.events if e.type in TALKS and e.status == "held" and _of_these_days(e.date, today)]
        if view is None or len(talks) != 1 or _other_days(doc, u, today) or is_interview(doc, self.asking):
            return None
        story = [b for b in view.blocks if b.is_story and b.role not in ("headline", "heading")][:_OPENING]
        told = any(b.start <= c.start < b.end for b in story for c in talks[0].citations)
        there = not u.speaker or not talks[0].participants or u.speaker in talks[0].participants
        return talks[0].key if told and there and talks[0].citations[0].start < u.citations[0].start else None

    def _event(self, doc: Doc, u: Undertaking, place: _Place, told_of: bool) -> str | None:
        """The event told last in a place, if it is one where something is undertaken.

        told_of: whether the paper tells of others' undertakings (it is no instrument itself).
        """
        told, today = content(doc), _today(doc)
        found = [(c, e) for e in doc._.findings.events if e.status == "held" for c in e.citations
                 if place.start <= c.start < place.end and not _overlap(c, u.citations)]
        named = [(c, e) for c, e in found if self._led(told, c, place)]
        if named:
            return max(named, key=lambda row: row[0].start)[1].key
        types = _GATHERINGS if place.sentence else TALKS
        talks = [(c, e) for c, e in found if told_of and e.type in types and _of_these_days(e.date, today)]
        if not place.sentence and (len({e.key for _, e in talks}) != 1 or _other_days(doc, u, today)):
            return None
        return max(talks, key=lambda row: row[0].start)[1].key if talks else None

    def _led(self, told: str, cited: Span, place: _Place) -> bool:
        """Whether the words before an event, or those its telling begins with, make it the occasion (in one sentence)."""
        head = told[cited.start : cited.start + _LEAD]
        first = head.find(" ", head.find(" ") + 1)
        return place.sentence and (self.words.leads_to("events", told[max(place.start, cited.start - _LEAD) : cited.start])
                                   or any(self.words.leads_to("events", head[:i]) for i in range(2, first + 1)))

    def _text(self, doc: Doc, u: Undertaking, place: _Place) -> str | None:
        """The text named in a sentence as laying down what follows."""
        if not place.sentence:
            return None
        told = content(doc)
        found: list[tuple[int, Instrument]] = []
        for i in doc._.findings.instruments:
            for span in (i.title, *i.forms, *i.mentions):
                if place.start <= span.start and span.end <= place.end and not _overlap(span, u.citations) and (
                        self.words.leads_to("texts", told[max(place.start, span.start - _LEAD) : span.start])
                        or self.words.binds(told[span.end : place.end])):
                    found.append((span.start, i))
        return max(found, key=lambda row: row[0])[1].key if found and found[-1][1].status == "concluded" else None

    def _whole(self, event: Event, events: Iterable[Event]) -> str | None:
        """The event that another is part of: the narrowest of the same days and place that has one of its people."""
        fitting = [e for e in events if e is not event and event.type in _CONTAINED.get(e.type, ()) and self._inside(event, e)]
        fitting.sort(key=lambda e: _NARROWEST.index(e.type))
        best = [e for e in fitting if e.type == fitting[0].type]
        return best[0].key if len(best) == 1 else None

    def _inside(self, part: Event, whole: Event) -> bool:
        if part.status != whole.status or not set(part.states) & set(whole.states) or not _within(part.date, whole.date):
            return False
        codes = [self._codes(e.place) for e in (part, whole) if e.place]
        if len(codes) == 2 and all(codes) and not codes[0] & codes[1]:
            return False
        if part.participants and whole.participants:
            return bool(set(part.participants) & set(whole.participants))
        return whole.type != "visit" and part.type == "signing"

    def _codes(self, place: str | None) -> set[str]:
        return {m.code for m in gazetteer(self.language.tag).find(place or "")}


def _paper(doc: Doc) -> str | None:
    """The key of the paper itself, where it is an instrument: found first, by its own title."""
    first: Instrument | None = next(iter(doc._.findings.instruments), None)
    if first is None or not first.why or first.why[0].rule != _ITSELF:
        return None
    if first.name is not None:
        return first.key
    view = doc._.text.view if doc._.text is not None else None
    headline = next((b for b in view.blocks if b.role == "headline"), None) if view is not None else None
    if headline is None or first.title.end != headline.end:
        return None
    before = content(doc)[headline.start : first.title.start].rstrip()
    return first.key if not before or before.endswith(":") else None


def _places(doc: Doc, u: Undertaking) -> list[_Place]:
    """Where the occasion of an undertaking may be named: its sentence, the lead-in of its list, its paragraph before it."""
    cited = u.citations[0]
    span = doc.char_span(cited.start, cited.end, alignment_mode="expand")
    if span is None or not len(span):
        return []
    start = max(span[0].sent.start_char, cited.start - _LONGEST)
    places = [_Place(start, cited.start, sentence=True)]
    view = doc._.text.view if doc._.text is not None else None
    if view is None or not view.blocks:
        return places
    block = view.blocks[view.block_at(cited.start)]
    if block.lead is not None:
        lead = view.blocks[block.lead]
        places.append(_Place(max(lead.start, lead.end - _LONGEST), lead.end, sentence=True))
    elif block.start < start:
        places.append(_Place(max(block.start, start - _LONGEST), start, sentence=False))
    return places


def _today(doc: Doc) -> str | None:
    text = doc._.text
    if text is None:
        return None
    return text.told


def _overlap(span: Span, others: Iterable[Span]) -> bool:
    return any(span.start < o.end and o.start < span.end for o in others)


def _of_these_days(date: str | None, today: str | None) -> bool:
    """Whether a date may be of the days of the paper (its month, or the one before)."""
    if date is None or today is None or not _DAYS.match(today):
        return True
    if not _DAYS.match(date):
        return False
    months = int(today[:4]) * 12 + int(today[5:7]) - int(date[:4]) * 12 - int(date[5:7])
    return 0 <= months <= 1


def _other_days(doc: Doc, u: Undertaking, today: str | None) -> bool:
    """Whether the sentence of an undertaking names a day gone by before those of the paper."""
    start = _places(doc, u)[0].start
    return any(d.role in ("day", "range") and d.value and not _of_these_days(d.value, today) and (today or "") > d.value
               for d in within(doc._.findings.dates, start, u.citations[0].start))


def _within(part: str | None, whole: str | None) -> bool:
    """Whether a day or month lies in another, or in an interval."""
    if part is None or whole is None:
        return False
    low, _, high = whole.partition("/")
    size = min(len(part.split("/")[0]), len(low))
    return size >= len("2025-05") and low[:size] <= part[:size] <= (high or low)[:size]


def create(nlp: SpacyLanguage, name: str) -> Callable[[Doc], Doc]:
    """The component for a pipeline's language."""
    return Finder(languages.load(nlp.lang))
