"""Documents of own sentences, for tests of who speaks and acts in them: unparsed, with people given by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import spacy
from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from builders import text
from servanda import languages
from servanda.extraction import pipeline
from servanda.extraction.calendar import Calendar, Dates, mentions
from servanda.extraction.components import sentences
from servanda.extraction.components.mechanisms import Finder as Mechanisms
from servanda.extraction.gazetteer import gazetteer
from servanda.extraction.mentions import Entity, Findings, Office, Span
from servanda.extraction.moments import Moment

TODAY = Moment(2025, 5, 7)


@cache
def _tokenizer(tag: str) -> SpacyLanguage:
    pipeline.register()
    return spacy.blank(tag)


def person(words: str, name: str, state: str, *offices: str) -> Entity:
    """A person, mentioned wherever the name stands."""
    spans = [i for i in range(len(words)) if words.startswith(name, i)]
    mentioned = tuple(Span(i, i + len(name)) for i in spans)
    return Entity(f"p-{name}", "person", name, (name,), mentioned, state, tuple(Office(o, state) for o in offices))


def read(
    words: str, tag: str, parties: tuple[str, ...], *people: tuple[str, ...], title: str | None = None, side: str | None = None
) -> Doc:
    """The words as a document between these parties, with states, dates, people and bodies found."""
    doc = _tokenizer(tag).make_doc(words)
    paper = replace(text(words, language=tag, published="2025-05-07"), title=title, side=side)
    doc._.text, doc._.findings = paper, Findings()
    language = languages.load(tag)
    sentences.mark(doc, paper.view, language)
    found: Findings = doc._.findings
    found.states, found.parties = gazetteer(tag).find(words), tuple(sorted(parties))
    found.entities = [person(words, *someone) for someone in people]
    found.dates = mentions(words, Calendar(language.section("dates", Dates)), TODAY)
    Mechanisms(language)(doc)
    return doc
