"""Component `servanda_lives`: what papers tell to have become of texts, with dates, sides, terms and relations.

Cues are data (`lives.yml`); a sentence that names an instrument, or the one after it that speaks of it by a pronoun, is looked
through for them. `naming` tells which text a cue speaks of, `steps` reads dates and sides beside it.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from servanda import languages
from servanda.extraction.components.lives.lexicon import Words
from servanda.extraction.components.lives.naming import passages
from servanda.extraction.components.lives.steps import Reader
from servanda.extraction.mentions import Findings, Instrument, Step
from servanda.languages import Language

_OWN = ("signed", "initialled")  # the steps whose day is the text's own


def create(nlp: SpacyLanguage, name: str) -> Finder:
    """The component for the pipeline's language."""
    return Finder(languages.load(nlp.lang))


class Finder:
    """Fills `life` of one document's instruments."""

    def __init__(self, language: Language) -> None:
        self.words, self.language = Words(language), language

    def __call__(self, doc: Doc) -> Doc:
        """Find what is told of each text."""
        findings: Findings = doc._.findings
        if findings.instruments and self.words.lexicon.steps:
            reader = Reader(doc, self.words, self.language)
            for passage in passages(doc, reader.naming.subjects):
                reader.read(passage)
            lives = reader.lives()
            findings.instruments[:] = [_lived(i, lives.get(i.key, ())) for i in findings.instruments]
        return doc


def _lived(text: Instrument, life: tuple[Step, ...]) -> Instrument:
    """The instrument with its life; the day of its ratification, entry into force ... is not that of its signature."""
    done = [s for s in life if s.date and not s.planned]
    own = [s.date for kind in _OWN for s in done if s.kind == kind]
    if text.date is None or text.date in own or text.date not in {s.date for s in done}:
        return replace(text, life=life)
    return replace(text, life=life, date=next(iter(own), None))
