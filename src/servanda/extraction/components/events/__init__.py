"""Component `servanda_events`: what happened or is planned between the parties (GUIDE section 3).

Tellings are detected by the language's triggers, read for their attributes, merged where they tell one event, and completed
from the occasion the text reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from servanda import languages
from servanda.extraction.components.events.attributes import Reader
from servanda.extraction.components.events.candidate import Candidate
from servanda.extraction.components.events.detection import Detector
from servanda.extraction.components.events.lexicon import Words
from servanda.extraction.components.events.merging import Group, Merger
from servanda.extraction.components.events.occasion import Occasion, today
from servanda.extraction.components.events.page import Page
from servanda.extraction.components.events.phrase import Sentence
from servanda.extraction.components.events.texts import dated, exchanged
from servanda.extraction.components.events.types import COUNTED
from servanda.extraction.content import content
from servanda.extraction.mentions import Event, Why
from servanda.languages import Language

_LONGEST = 3000  # characters of the longest sentence read whole
_PAIR = 2
_SEVERAL = 4  # states one clause may tell of as those of its event
_PAIR_GAP = 9  # characters between two states named side by side
_PLACED = frozenset({"visit"})
_MONTH = len("2025-05")


def create(nlp: SpacyLanguage, name: str) -> Finder:
    """The component for the pipeline's language."""
    return Finder(languages.load(nlp.lang))


class Finder:
    """Fills `doc._.findings.events`."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.words = Words(language)

    def __call__(self, doc: Doc) -> Doc:
        """Find them in one document."""
        if not self.words.triggers:
            return doc
        page = Page(doc, self.words)
        candidates = Detector(page, self.words).candidates(list(self._sentences(page)))
        Reader(page, self.words, candidates, today(page)).fill()
        groups = Merger(page, today(page)).groups(candidates)
        occasion = Occasion(page, self.words, groups)
        occasion.complete()
        groups = [g for g in groups if occasion.is_journey(g) and not self._only_promised(page, g)]
        _follow_on(groups)
        doc._.findings.instruments = dated(page, groups, today(page))
        events = [_event(page, f"e{i}", g) for i, g in enumerate(groups, 1)]
        exchange = exchanged(page, events)
        doc._.findings.events = [*events, exchange] if exchange is not None else events
        return doc

    def _only_promised(self, page: Page, group: Group) -> bool:
        """Whether a founding to come has no day or month, or a signing no date at all and no occasion, and is not to be at once:
        it is only what somebody undertakes."""
        told = {"establishment": _MONTH, "signing": 1}.get(group.type, 0)
        arranged = group.type == "signing" and any(t.within is not None or t.trigger.noun for t in group.tellings)
        if group.status != "planned" or len(group.date or "") >= told or arranged:
            return False
        spans = [(t.sentence.start, t.sentence.end) for t in group.tellings]
        return not any(self.words.family("at_once").search(page.text, *span) for span in spans)

    def _sentences(self, page: Page) -> Iterator[tuple[Sentence, bool]]:
        """The sentences of the story, each with whether it is a headline or heading."""
        view = page.source.view if page.source else None
        for span in page.doc.sents:
            start, end = span.start_char, span.end_char
            if view and view.blocks:
                end = min(end, max(view.blocks[view.block_at(start)].end, start))
            while end > start and page.text[end - 1].isspace():
                end -= 1
            block = view.block_at(start) if view and view.blocks else -1
            if start >= end or (block >= 0 and view and not view.blocks[block].is_story):
                continue
            heading = block >= 0 and view is not None and view.blocks[block].role in ("headline", "heading")
            for left, right in _pieces(page.text, start, end):
                sentence = Sentence(page, self.words, left, right, block)
                yield sentence, heading and not sentence.dated  # a line of a chronicle is no heading


def _follow_on(groups: Sequence[Group]) -> None:
    """Give a numbered session that names no body the body whose session before it the paper tells of."""
    told = {(g.ordinal, g.body) for g in groups if g.type in COUNTED and g.ordinal and g.body}
    for group in groups:
        if group.type == "session" and group.ordinal and not group.body:
            bodies = {body for ordinal, body in told if ordinal == group.ordinal - 1}
            group.body = bodies.pop() if len(bodies) == 1 else None


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or what is none (tables, lists run together) in pieces cut at commas, so that its cost stays bounded."""
    while end - start > _LONGEST:
        comma = text.rfind(",", start + _LONGEST // 2, start + _LONGEST)
        cut = comma + 1 if comma > 0 else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def _event(page: Page, key: str, group: Group) -> Event:
    tellings = _ranked(group.tellings)
    told = [t for t in tellings if t.shape != "echo"]
    spans = tuple(dict.fromkeys(t.quote for t in told)) or tuple(dict.fromkeys(t.sentence_span for t in tellings))
    best = tellings[0]
    why = Why(f"event:{best.trigger.name}", best.trigger.name, content(page.doc)[best.cue.start : best.cue.end])
    return Event(
        key,
        group.type,
        group.date,
        group.place,
        tuple(group.people),
        _states(page, group),
        group.status,
        spans,
        ordinal=group.ordinal if group.type in COUNTED else None,
        mechanism=group.body,
        why=(why,),
    )


def _ranked(tellings: Sequence[Candidate]) -> list[Candidate]:
    """The telling to quote first: of the body before the headline, told by a verb, with most named in it."""
    return sorted(
        tellings,
        key=lambda t: (
            t.headline,
            t.shape == "echo",
            -len(t.people) - (t.date is not None) - (t.place is not None),
            t.order,
        ),
    )


def _states(page: Page, group: Group) -> tuple[str, ...]:
    """The states of its persons and, for a visit, of where it goes; else those of its body, else the parties."""
    parties = tuple(sorted(page.findings.parties))
    found = {s for p in group.people if (s := page.state_of.get(p))}
    if group.place_state and (group.type in _PLACED or len(found) == 1):
        found.add(group.place_state)
    if len(found) > 1:
        return tuple(sorted(found))
    if group.type == "visit" and group.place_state and not found - {group.place_state} and (sent := _sent(page, group)):
        return tuple(sorted({group.place_state, *sent}))
    if len(paired := _paired(page, group)) > 1 and found <= paired:
        return tuple(sorted(paired))
    side = page.source.side if page.source else None
    if len(parties) > _PAIR and len(found) == 1 and side in parties and side not in found:
        return tuple(sorted({*found, side}))
    if group.body and len(page.body_of[group.body].states) > 1:
        return tuple(sorted(page.body_of[group.body].states))
    if found and not found <= {*parties}:  # who receives the envoys of other states is none of theirs
        clause = group.tellings[0].clause
        named = {m.value for m in page.states.inside(clause.start, clause.end) if m.kind in ("name", "adjective")}
        if 1 < len(found | named) <= _SEVERAL:
            return tuple(sorted(found | named))
    return parties or tuple(sorted(found))


def _sent(page: Page, group: Group) -> set[str]:
    """The states whose delegation, of nobody named, is said to travel."""
    best = group.tellings[0]
    before = page.states.inside(best.clause.start, best.cue.start) if best.shape == "clause" else []
    named = {m.value for m in before if m.kind in ("name", "adjective")}
    return named if len(named) == 1 else set()


def _paired(page: Page, group: Group) -> set[str]:
    """The states named side by side as those who met (`the presidents of A and B met`, `the summit between A, B and C`)."""
    best = group.tellings[0]
    verb = best.verb or best.cue
    if best.shape == "phrase" and best.type == "meeting" and not group.people:
        first, last = best.cue.end, best.noun.end
    elif best.shape != "clause" or best.type == "visit" or verb.start > best.cue.start:
        return set()
    else:
        first, last = best.clause.start, verb.start
    named = [m for m in page.states.inside(first, last) if m.kind in ("name", "adjective")]
    out: set[str] = set()
    for one, other in zip(named, named[1:], strict=False):
        gap = page.text[one.end : other.start]
        if len(gap) <= _PAIR_GAP and not set(gap) & set(".;:()"):
            out |= {one.value, other.value}
    return out


__all__ = ["Finder", "create"]
