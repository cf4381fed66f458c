"""Dispatches from Suva of Friday 15 March 2024, read with the parser, for tests of the events they tell."""

from __future__ import annotations

from builders import text
from servanda.extraction import pipeline
from servanda.extraction.mentions import Findings
from servanda.reading.page import read as read_page
from servanda.reading.text import Dateline, Text

Row = tuple[str, str, str | None, str | None, list[str]]  # type, status, date, place and persons


def read(words: str, language: str) -> Findings:
    """What a dispatch of these words says."""
    return pipeline.extract(text(words, language=language, published="2024-03-15", dateline=Dateline("Suva", "2024-03-15")))


def page(words: str) -> Text:
    """A paper of these words, as a file of plain text holds it."""
    return read_page(words, document_sha="0", path="paper.txt", media_type="text/plain")


def rows(found: Findings, after: int = 0) -> list[Row]:
    """The events told from a place on, in their order."""
    names = {e.key: e.name for e in found.entities}
    return [(e.type, e.status, e.date, e.place, sorted(names[p] for p in e.participants)) for e in found.events
            if any(c.start >= after for c in e.citations)]
