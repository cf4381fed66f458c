"""Component `servanda_states`: every word that names a state, and the states the paper is between."""

from __future__ import annotations

from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from servanda import languages
from servanda.extraction.components import parties
from servanda.extraction.components.references.lexicon import words as reference_words
from servanda.extraction.content import content
from servanda.extraction.gazetteer import codes, gazetteer
from servanda.languages import Language

_PARTIES = 2
_OPENING = 600  # characters of a paper in which those whom it is between are named


@SpacyLanguage.factory("servanda_states")
def create(nlp: SpacyLanguage, name: str) -> Finder:
    """The component for the pipeline's language."""
    return Finder(languages.load(nlp.lang))


class Finder:
    """Fills `doc._.findings.states` and `.parties`."""

    def __init__(self, language: Language) -> None:
        self.gazetteer = gazetteer(language.tag)
        words = reference_words(language)
        self.speakers, self.topics = words.speakers, words.topics
        self.authors, self.accounts = words.authors, words.accounts

    def __call__(self, doc: Doc) -> Doc:
        """Find them in one document."""
        findings = doc._.findings
        findings.states = self.gazetteer.find(content(doc))
        title = doc._.text.title if doc._.text is not None else None
        named = self.gazetteer.find(title or "")
        headed = parties.headed(doc._.text, findings.states) if title and len(codes(named)) < _PARTIES else ()
        headed = headed or parties.authors(title or "", named, self.authors) or parties.listed(title or "", named)
        headed = headed or parties.opened(doc._.text, findings.states, self.speakers)
        if not headed:
            about = parties.topics(title or "", named, self.topics)
            named = [m for m in named if m.code not in about]
            others = [m for m in findings.states if m.code not in about]
            first = {m.code for m in others if m.kind == "name" and m.span.start < _OPENING}
            told = others if len(first) >= _PARTIES else findings.states  # else it is as well between those it is about
            account = self.accounts.search((title or "").lower()) is not None
            headed = parties.between(content(doc), doc._.text, told, named, account=account)
        findings.parties = headed
        return doc
