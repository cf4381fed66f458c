"""Document: the bytes of one paper, known by their SHA-256."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from servanda.documents.media import media_type


@dataclass(frozen=True, slots=True)
class Document:
    """A paper as it came. Its bytes never change.

    path: as shown to people (the file's path, "-" for standard input, "mail.eml/annex.pdf" for an attachment).
    media_type: what the bytes are, whatever the file's name claims. part_of: SHA-256 of the mail that carried it.
    depth: how many mails, one in the other, it came in.
    """

    path: str
    data: bytes = field(repr=False)
    sha256: str
    media_type: str
    part_of: str | None = None
    depth: int = 0

    @classmethod
    def of(cls, path: str, data: bytes, *, part_of: str | None = None, depth: int = 0) -> Document:
        """The document these bytes make, hashed and recognised."""
        return cls(path, data, hashlib.sha256(data).hexdigest(), media_type(data, path), part_of, depth)
