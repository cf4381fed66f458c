"""Component `servanda_references`: the words that stand for the parties, for a side, or for somebody named before."""

from __future__ import annotations

from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from servanda import languages
from servanda.extraction.components.references.actors import actors, references
from servanda.extraction.components.references.couples import couples
from servanda.extraction.components.references.lexicon import words
from servanda.languages import Language


def create(nlp: SpacyLanguage, name: str) -> Finder:
    """The component for the pipeline's language."""
    return Finder(languages.load(nlp.lang))


class Finder:
    """Fills `doc._.findings.references`."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.words = words(language)

    def __call__(self, doc: Doc) -> Doc:
        """Find them in one document."""
        found = [*references(actors(doc, self.words, self.language)), *couples(doc, self.words)]
        doc._.findings.references = sorted(found, key=lambda reference: reference.span.start)
        return doc
