"""Every example of every language's `undertakings.yml`: where the quotes begin, and where there is none."""

from __future__ import annotations

from functools import cache

import pytest
import spacy
from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from servanda import languages
from servanda.extraction import pipeline
from servanda.extraction.components.undertakings.candidate import Candidate
from servanda.extraction.components.undertakings.detection import Detector
from servanda.extraction.components.undertakings.lexicon import SECTION, Examples, Lexicon
from servanda.extraction.mentions import Findings

TAGS = [tag for tag in languages.installed() if languages.load(tag).has(SECTION)]


def _entries(tag: str) -> list[tuple[str, Examples]]:
    lexicon = languages.load(tag).section(SECTION, Lexicon)
    entries = [(cue.name, cue.examples) for cue in lexicon.cues]
    return [*entries, ("invitation", lexicon.invitations.examples), ("future", lexicon.futures.examples)]


MATCHES = [pytest.param(t, n, w, id=f"{t} {n}: {w}") for t in TAGS for n, e in _entries(t) for w in e.match]
OTHERS = [pytest.param(t, n, w, id=f"{t} {n}: {w}") for t in TAGS for n, e in _entries(t) for w in e.no_match]


@cache
def _tools(tag: str) -> tuple[SpacyLanguage, Detector]:
    pipeline.register()
    language = languages.load(tag)
    parser = language.profile.parser
    return (spacy.load(parser, exclude=["ner"]) if parser else spacy.blank("xx")), Detector(language)


def _read(tag: str, words: str) -> list[Candidate]:
    nlp, detector = _tools(tag)
    doc: Doc = nlp.make_doc(words)
    for token in list(doc)[1:]:
        token.is_sent_start = False
    for _, component in nlp.pipeline:
        (doc,) = component.pipe([doc])
    doc._.findings = Findings()
    return detector.detect(doc)


@pytest.mark.parametrize(("tag", "name", "words"), MATCHES)
def test_quotes_begin_where_the_example_says(tag: str, name: str, words: str) -> None:
    pieces = words.split("|")
    starts = [sum(len(p) for p in pieces[:i]) for i in range(1, len(pieces))]
    assert [c.action.start_char for c in _read(tag, "".join(pieces))] == starts


@pytest.mark.parametrize(("tag", "name", "words"), OTHERS)
def test_entry_finds_nothing_in_its_counter_example(tag: str, name: str, words: str) -> None:
    assert [c.action.text for c in _read(tag, words) if name in (c.cue_name, c.rule)] == []


@pytest.mark.parametrize("tag", TAGS)
def test_cues_have_names_of_their_own_and_known_acts(tag: str) -> None:
    cues = languages.load(tag).section(SECTION, Lexicon).cues
    assert len({c.name for c in cues}) == len(cues)
    assert all((c.act, c.force is None) in {("pledge", False), ("proposal", True)} for c in cues)
