"""Component `servanda_undertakings`: who undertakes, agrees, offers, asks or invites future action (GUIDE section 6).

Detection finds the actions with their cues (`detection`); `attributes` says who, when, how much and through which body.
"""

from __future__ import annotations

from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from servanda import languages
from servanda.extraction.components.undertakings import attributes
from servanda.extraction.components.undertakings.detection import Detector
from servanda.languages import Language


def create(nlp: SpacyLanguage, name: str) -> Finder:
    """The component for the pipeline's language."""
    return Finder(languages.load(nlp.lang))


class Finder:
    """Fills `doc._.findings.undertakings`."""

    def __init__(self, language: Language) -> None:
        self.detector = Detector(language)

    def __call__(self, doc: Doc) -> Doc:
        """Find them in one document."""
        doc._.findings.undertakings.extend(attributes.complete(doc, self.detector.detect(doc)))
        return doc
