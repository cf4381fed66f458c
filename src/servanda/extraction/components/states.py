"""Component `servanda_states`: every word that names a state, and the states the paper is between."""

from __future__ import annotations

from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from servanda import languages
from servanda.extraction.components import parties
from servanda.extraction.components.bearers import Bearers
from servanda.extraction.components.references.lexicon import words as reference_words
from servanda.extraction.content import content
from servanda.extraction.gazetteer import codes, gazetteer
from servanda.languages import Language
from servanda.reading import places

_PARTIES = 2
_OPENING = 600  # characters of a paper in which those whom it is between are named


def create(nlp: SpacyLanguage, name: str) -> Finder:
    """The component for the pipeline's language."""
    return Finder(languages.load(nlp.lang))


class Finder:
    """Fills `doc._.findings.states` and `.parties`."""

    def __init__(self, language: Language) -> None:
        self.gazetteer, self.bearers = gazetteer(language.tag), Bearers(language.tag)
        words = reference_words(language)
        self.speakers, self.topics = words.speakers, words.topics
        self.authors, self.accounts = words.authors, words.accounts
        self.official, self.link = words.official, words.official_link

    def __call__(self, doc: Doc) -> Doc:
        """Find them in one document."""
        findings = doc._.findings
        told = content(doc)
        home = _home(doc)
        found = self.gazetteer.find(told, home)
        findings.states = self.bearers.without(told, found, _head(doc))
        title = doc._.text.title if doc._.text is not None else None
        persons = {told[m.span.start:m.span.end] for m in {*found} - {*findings.states}}
        persons -= {told[m.span.start:m.span.end] for m in findings.states}
        named = [m for m in self.gazetteer.find(title or "") if (title or "")[m.span.start:m.span.end] not in persons]
        headed = parties.headed(doc._.text, findings.states) if title and len(codes(named)) < _PARTIES else ()
        headed = headed or parties.authors(title or "", named, self.authors) or parties.listed(title or "", named)
        headed = headed or parties.opened(doc._.text, findings.states, self.speakers)
        if not headed:
            about = parties.topics(title or "", named, self.topics)
            named = [m for m in named if m.code not in about]
            others = [m for m in findings.states if m.code not in about]
            first = {m.code for m in others if m.kind == "name" and m.span.start < _OPENING}
            about_all = len(first) < _PARTIES  # then it is as well between those it is about
            account = self.accounts.search((title or "").lower()) is not None
            told_of = findings.states if about_all else others
            acting = parties.acting(told, told_of, self.official, self.link)
            headed = parties.between(told, doc._.text, told_of, named, account=account, acting=acting)
            headed = headed if len(headed) != 1 or len(home) != 1 else tuple(sorted({*headed, *home}))
        findings.parties = headed
        return doc


def _home(doc: Doc) -> frozenset[str]:
    """The states that have a city by the name of the one the paper is told from."""
    dateline = doc._.text.dateline if doc._.text is not None else None
    return places.states_of(dateline.place) if dateline is not None and dateline.place else frozenset()


def _head(doc: Doc) -> int:
    """Where the headline ends."""
    blocks = doc._.text.view.blocks if doc._.text is not None else ()
    return max((b.end for b in blocks if b.role == "headline"), default=0)
