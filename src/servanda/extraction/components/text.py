"""A bare `Doc` as its own text, all story: for pipelines that do not come through `reading`."""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from servanda import languages
from servanda.extraction.components.sentences import mark
from servanda.extraction.mentions import Findings
from servanda.reading.text import Block, Passage, Text, View


def create(nlp: SpacyLanguage, name: str) -> Callable[[Doc], Doc]:
    """The component for the pipeline's language."""

    def take(doc: Doc) -> Doc:
        prepare(doc, nlp.lang)
        return doc

    return take


def prepare(doc: Doc, tag: str) -> None:
    """Give a doc its text, and sentences where no component has marked them."""
    doc._.text, doc._.findings = bare(doc.text, tag), Findings()
    if not doc.has_annotation("SENT_START"):
        mark(doc, doc._.text.view, languages.load(tag))


def bare(content: str, language: str) -> Text:
    """A text that is all story, paragraphs parted by blank lines, without title, dateline or date."""
    bounds = [m.span() for m in re.finditer(r"\S(?:.*?\S)??(?=\s*\n\s*\n|\s*\Z)", content, re.DOTALL)]
    blocks = tuple(Block(start, end, "paragraph") for start, end in bounds)
    return Text(
        document="", path="", media_type="text/plain", content=content, language=language, title=None, agencies=(),
        side=None, published=None, dateline=None, passages=tuple(Passage(s, e, "paragraph") for s, e in bounds),
        view=View(content, range(len(content)), blocks),
    )
