"""Component `servanda_entities` (to be written)."""

from __future__ import annotations

from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from servanda import languages
from servanda.languages import Language


@SpacyLanguage.factory("servanda_entities")
def create(nlp: SpacyLanguage, name: str) -> Finder:
    """The component for the pipeline's language."""
    return Finder(languages.load(nlp.lang))


class Finder:
    """Fills `doc._.findings.entities`."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, doc: Doc) -> Doc:
        """Find them in one document."""
        return doc
