"""extract: the text of a document by the format its bytes are in."""

from __future__ import annotations

from servanda.documents import Document, Limits, PaperProblem, Problem, media
from servanda.reading.formats import plain
from servanda.reading.formats.extracted import Extracted


def extract(document: Document, limits: Limits) -> Extracted:
    """The text and metadata of a document. PaperProblem: it cannot be read, and why."""
    if document.media_type == media.EMPTY:
        raise PaperProblem(Problem("empty", document.path))
    return plain.read(document, limits)
