"""Component `servanda_entities`: persons with state and offices, organisations and places."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from servanda import languages
from servanda.extraction.components.entities import organisations, page
from servanda.extraction.components.entities.lexicon import lexicon
from servanda.extraction.components.entities.names import Names
from servanda.extraction.components.entities.page import Page
from servanda.extraction.components.entities.people import People, Person, States
from servanda.extraction.components.entities.sightings import Reader
from servanda.extraction.components.entities.titles import Titles
from servanda.extraction.mentions import Entity, Office, Span, Why
from servanda.languages import Language


@SpacyLanguage.factory("servanda_entities")
def create(nlp: SpacyLanguage, name: str) -> Finder:
    """The component for the pipeline's language."""
    return Finder(languages.load(nlp.lang))


class Finder:
    """Fills `doc._.findings.entities`."""

    def __init__(self, language: Language) -> None:
        self.lexicon = lexicon(language.tag)

    def __call__(self, doc: Doc) -> Doc:
        """Find them in one document."""
        read = page.read(doc)
        organisations.find(self.lexicon, read)
        persons = self._persons(doc, read)
        doc._.findings.entities = [*_persons(read, persons), *_bodies(read)]
        return doc

    def _persons(self, doc: Doc, read: Page) -> list[Person]:
        with_party = any(b.kind == "party" for b in read.bodies.values())
        titles = Titles(self.lexicon, read, with_party).find()
        titled = frozenset(i for t in titles for i in range(t.start, t.end))
        runs = Names(self.lexicon, read, titled).find()
        persons = People(self.lexicon, read, Reader(self.lexicon, read, titles, runs).read()).join()
        side = doc._.text.side if doc._.text is not None else None
        States(self.lexicon, read, doc._.findings.parties, side).settle(persons)
        return persons


def _persons(read: Page, persons: list[Person]) -> Iterator[Entity]:
    for n, person in enumerate(persons, 1):
        spans = tuple(read.span(s.run.start, s.run.end) for s in person.sightings)
        names = _names(read, spans)
        reasons = tuple(dict.fromkeys(
            Why(s.rule, read.text[slice(*_bounds(read, s.cue))] if s.cue else "", read.text[span.start:span.end])
            for s, span in zip(person.sightings, spans, strict=True) if s.rule
        ))
        offices = tuple(Office(code, person.state) for code in person.codes)
        yield Entity(f"p{n}", "person", max(names, key=len), names, spans, person.state, offices, reasons)


def _bodies(read: Page) -> Iterator[Entity]:
    grouped: dict[tuple[str, str], list[Span]] = {}
    states: dict[tuple[str, str], str | None] = {}
    for body in read.bodies.values():
        span = read.span(body.start, body.end)
        slot = (body.type, " ".join(w.folded for w in read.words[body.start:body.end]))
        grouped.setdefault(slot, []).append(span)
        states[slot] = states.get(slot) or body.state
    for n, (slot, spans) in enumerate(grouped.items(), 1):
        names = _names(read, tuple(spans))
        state = states[slot] if slot[0] == organisations.ORGANISATION else None
        yield Entity(f"{slot[0][0]}{n}", slot[0], max(names, key=len), names, tuple(spans), state)


def _bounds(read: Page, words: tuple[int, int]) -> tuple[int, int]:
    span = read.span(*words)
    return span.start, span.end


def _names(read: Page, spans: tuple[Span, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(read.text[s.start:s.end].split()) for s in spans))
