"""Instruments called by a title in quotation marks, whatever its words (`a document entitled "Shores"`, `signed "Shores"`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from servanda.extraction.components.papers import Head
from servanda.extraction.components.titles import Title, alternatives
from servanda.extraction.content import content

_TITLE = r"\s?[\"\u201c\u00ab]\s?(?P<title>(?=[^\W\d_])[^\"\u201d\u00bb\n]{3,140}?)\s?[\"\u201d\u00bb]"
_OTHER = Head(type="other", body="text", pattern="", need="nothing")


class Quoted:
    """Finds titles in quotation marks by the words before them, in one language."""

    def __init__(self, leads: tuple[str, ...], heads: Sequence[tuple[Head, re.Pattern[str]]]) -> None:
        self._leads = re.compile(alternatives(leads).pattern + _TITLE, re.IGNORECASE) if leads else None
        self._heads = heads

    def find(self, doc: Doc) -> Iterator[tuple[Head, Title]]:
        """Each title with the noun it holds, its own if it holds none."""
        for match in self._leads.finditer(content(doc)) if self._leads is not None else ():
            begin, stop = match.span("title")
            span = doc.char_span(begin, stop, alignment_mode="contract")
            if span is not None and span.text[0].isupper():
                head, start, end = self._head(doc, begin, stop)
                noun = doc.char_span(start, end, alignment_mode="expand") or span
                yield head, Title(span.start, noun.start, noun.end, span.end, "definite")

    def _head(self, doc: Doc, begin: int, stop: int) -> tuple[Head, int, int]:
        """The first noun of instruments in a title, and where it stands; the whole title where there is none."""
        found = ((m.start(), n, head, m.end()) for n, (head, pattern) in enumerate(self._heads)
                 for m in pattern.finditer(content(doc), begin, stop))
        start, _, head, end = min(found, key=lambda row: row[:2], default=(begin, 0, _OTHER, stop))
        return head, start, end
