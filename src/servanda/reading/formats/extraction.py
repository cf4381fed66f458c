"""extract: the text of a document by the format its bytes are in."""

from __future__ import annotations

from importlib import import_module

from servanda.documents import Document, Limits, PaperProblem, Problem, media
from servanda.reading.formats import apart
from servanda.reading.formats.extracted import Extracted, Pages
from servanda.reading.formats.table import FORMATS


def extract(document: Document, limits: Limits, on_page: Pages | None = None) -> Extracted:
    """The text and metadata of a document; on_page: told of each of its pages that is recognised from a picture.

    PaperProblem: it cannot be read (and why), or not within the limits. A mail may have attachments and no text, or nothing
    but problems, where what it carries cannot be read.
    """
    form = FORMATS.get(document.media_type)
    if form is None:
        raise PaperProblem(_unread(document))
    if len(document.data) > limits.file_bytes:
        sizes = {"size": len(document.data) // 1_000_000, "limit": limits.file_bytes // 1_000_000}
        raise PaperProblem(Problem("too-large", document.path, sizes))
    if form.apart:
        extracted = apart.extract(document, limits, on_page)
    else:
        extracted = import_module(f"servanda.reading.formats.{form.module}").read(document, limits)
    if len(extracted.text) > limits.characters:
        raise PaperProblem(Problem("too-long", document.path, {"limit": limits.characters}))
    unread = any(p.severity == "error" for p in extracted.problems)
    if not extracted.text.strip() and not extracted.attachments and not unread:
        raise PaperProblem(Problem("no-text", document.path))
    return extracted


def _unread(document: Document) -> Problem:
    if document.media_type == media.EMPTY:
        return Problem("empty", document.path)
    if document.media_type == media.BINARY:
        return Problem("binary", document.path)
    return Problem("unsupported", document.path, {"kind": document.media_type})
