"""Component `servanda_dates`: the date expressions of a paper."""

from __future__ import annotations

from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from servanda import languages
from servanda.extraction.calendar import Calendar, Dates, mentions, reference_of
from servanda.languages import Language
from servanda.reading.text import Text


@SpacyLanguage.factory("servanda_dates")
def create(nlp: SpacyLanguage, name: str) -> Finder:
    """The component for the pipeline's language."""
    return Finder(languages.load(nlp.lang))


class Finder:
    """Fills `doc._.findings.dates`."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.calendar = Calendar(language.section("dates", Dates))

    def __call__(self, doc: Doc) -> Doc:
        """Find the dates of one document."""
        text: Text = doc._.text
        reference = reference_of(text)
        found = mentions(text.view.text, self.calendar, reference)
        known = reference_of(text, found)
        doc._.findings.dates = found if known == reference else mentions(text.view.text, self.calendar, known)
        return doc
