"""Plain text: the decoded bytes, nothing changed."""

from __future__ import annotations

from servanda.documents import Document, Limits
from servanda.reading.formats.extracted import Extracted


def read(document: Document, limits: Limits) -> Extracted:
    """The decoded text, byte order mark left out."""
    return Extracted(document.data.decode("utf-8-sig", "replace"))
