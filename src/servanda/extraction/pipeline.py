"""The extraction pipeline: one spaCy pipeline per language, Servanda's components after the parser.

Only sentences that can carry a fact are parsed (parsing is nine tenths of the cost); the rest are only tokenised. A language
without a parser goes the lexicon-only way: the same components, no dependency labels (`doc.has_annotation("DEP")` is False).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy
import spacy
from spacy.attrs import DEP, HEAD
from spacy.language import Language as SpacyLanguage
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from servanda import languages
from servanda.extraction import arithmetic, relevance
from servanda.extraction.attributes import SETS, Attributes
from servanda.extraction.components import sentences
from servanda.extraction.components.text import bare
from servanda.extraction.content import token_spaces, token_words
from servanda.extraction.factories import COMPONENTS, PIPES, make, register
from servanda.extraction.mentions import Findings
from servanda.reading.text import Text

__all__ = ["BATCH", "PIPES", "Pipeline", "bare", "extract", "pipeline", "register", "spans"]
BATCH = 64  # sentences given to the parser at once (measured: 16 cost a sixth more, 256 gained nothing)
_ANNOTATIONS = (*SETS, HEAD)
_UNUSED = ("ner", "senter", "entity_ruler", "lemmatizer", "trainable_lemmatizer")
_KEPT = 40_000  # words a process learns and keeps (some 20 MB); beyond, each paper's new words are forgotten with it


class Pipeline:
    """A language's pipeline, loaded once per process."""

    def __init__(self, tag: str) -> None:
        self.language = languages.load(tag)
        parser = self.language.parser
        self.nlp: SpacyLanguage = spacy.load(parser, exclude=list(_UNUSED)) if parser else _blank(tag)
        self.nlp.max_length = sys.maxsize  # it is given no more than some sentences at once; a paper's length has its own limit
        arithmetic.prefer(self.nlp)
        self.parsed = parser is not None
        self._room = len(self.nlp.vocab) + _KEPT
        rulers = [pipe for _, pipe in self.nlp.pipeline if isinstance(pipe, AttributeRuler)]
        self._attributes = [Attributes(self.nlp, ruler) for ruler in rulers]
        self.components = [make(name, self.nlp) for name in COMPONENTS]

    @contextmanager
    def memory(self) -> Iterator[None]:
        """Forget what the parser's vocabulary learns inside, once it is large: long runs stay as small as short ones."""
        if len(self.nlp.vocab) < self._room:
            yield  # words known are words not taken apart again
        else:
            with self.nlp.memory_zone():
                yield

    def read(self, texts: Iterable[Text]) -> Iterator[Doc]:
        """Each text as a `Doc` over its view, with `doc._.findings` filled."""
        for text in texts:
            yield self.find(self.prepare(text))

    def prepare(self, text: Text) -> Doc:
        """The text as a tokenised, sentence-split and (where useful) parsed `Doc`."""
        doc = self.nlp.make_doc(text.view.text)
        doc._.text, doc._.findings = text, Findings()
        sentences.mark(doc, text.view, self.language)
        return self._parse(doc) if self.parsed else doc

    def find(self, doc: Doc) -> Doc:
        """Run Servanda's components over a prepared `Doc`."""
        for component in self.components:
            doc = component(doc)
        return doc

    def _parse(self, doc: Doc) -> Doc:
        bounds = [(s.start, s.end) for s in doc.sents]
        wanted = [b for b in bounds if sentences.can_carry_facts(doc, *b, self.language)]
        words, spaces = token_words(doc), token_spaces(doc)
        parsers = [process for _, process in self.nlp.pipeline if not isinstance(process, AttributeRuler)]
        table: Any = numpy.zeros((len(doc), len(_ANNOTATIONS)), dtype="uint64")
        for start, end in bounds:  # unparsed sentences: every token hangs on the first, so that sentences stay whole
            table[start:end, -1] = (start - numpy.arange(start, end)).astype("int64").astype("uint64")
            table[start:end, _ANNOTATIONS.index(DEP)] = doc.vocab.strings["dep"]  # heads of tokens without a label do not count
        with arithmetic.alone():
            for batch in (wanted[n : n + BATCH] for n in range(0, len(wanted), BATCH)):  # what was parsed is let go of at once
                pieces = [_piece(doc, words[start:end], spaces[start:end]) for start, end in batch]
                for process in parsers:
                    pieces = list(process.pipe(pieces, batch_size=BATCH))
                for (start, end), piece in zip(batch, pieces, strict=True):
                    table[start:end] = piece.to_array(_ANNOTATIONS)
        for attributes in self._attributes:
            attributes.fill(doc, table[:, : len(SETS)])
        doc.from_array(list(_ANNOTATIONS), table)
        for attributes in self._attributes:
            attributes.join(doc)
        return doc


def _piece(doc: Doc, words: list[str], spaces: list[bool]) -> Doc:
    """One sentence as a `Doc` of its own that the parser may not split."""
    return Doc(doc.vocab, words=words, spaces=spaces, sent_starts=[True] + [False] * (len(words) - 1))


def _blank(tag: str) -> SpacyLanguage:
    try:
        return spacy.blank(tag)
    except ImportError:
        return spacy.blank("xx")


@cache
def pipeline(tag: str) -> Pipeline:
    """The pipeline of a language, loaded on first use and shared by the process."""
    return Pipeline(tag)


def forget() -> None:
    """Let go of the pipelines, whose parsers weigh more than the record of thousands of papers; each is loaded again when next
    asked."""
    pipeline.cache_clear()


def extract(text: Text) -> Findings:
    """What one text says (empty where its language cannot be read, or where it tells nothing between states).

    Raises:
        LanguageError: the language's folder is broken.
    """
    if text.language is None or text.language not in languages.installed():
        return Findings()
    if not languages.load(text.language).profile.reads or not relevance.may_carry_facts(text):
        return Findings()
    loaded = pipeline(text.language)
    with loaded.memory():
        doc = next(loaded.read([text]))
        findings: Findings = doc._.findings
    return findings


def spans(doc: Doc, key: str = "sc") -> Doc:
    """Put the findings of a doc into `doc.spans[key]`, labelled by kind, where `displacy` shows them."""
    found = doc._.findings
    told = [(s, e.type) for e in found.entities for s in e.mentions]
    told += [(m.title, "mechanism") for m in found.mechanisms] + [(i.title, "instrument") for i in found.instruments]
    told += [(c, "event/" + e.type) for e in found.events for c in e.citations]
    told += [(c, u.act) for u in found.undertakings for c in u.citations]
    made = [doc.char_span(s.start, s.end, label=label, alignment_mode="expand") for s, label in told]
    doc.spans[key] = [span for span in made if span is not None]
    return doc
