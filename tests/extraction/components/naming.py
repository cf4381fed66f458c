"""Documents for the tests of names, bodies and instruments: tokenised and split, without a parser."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from builders import text
from servanda import languages
from servanda.extraction import pipeline
from servanda.extraction.components import sentences, states
from servanda.extraction.mentions import Findings
from servanda.reading.text import Text


def unparsed(words: str, tag: str, *, paper: Text | None = None, parties: tuple[str, ...] = ("FJ", "TO")) -> Doc:
    """Words as a `Doc` with states found, as the components see it in a language without a parser."""
    pipeline.register()
    doc = spacy.blank(tag).make_doc(words)
    doc._.text, doc._.findings = paper or text(words, language=tag), Findings()
    sentences.mark(doc, doc._.text.view, languages.load(tag))
    doc._.findings.states = states.gazetteer(tag).find(words)
    doc._.findings.parties = parties
    return doc
