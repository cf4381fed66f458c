"""One document, as resolution sees it."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.reading.text import Text


@dataclass(frozen=True, slots=True)
class Source:
    """What resolution needs to know of one document: its text, how it was read, and its place in the order given."""

    text: Text
    read: str = "parsed"
