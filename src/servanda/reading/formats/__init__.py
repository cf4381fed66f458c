"""One reader per format: the bytes of a document to its text."""

from servanda.reading.formats.extracted import Extracted, Page
from servanda.reading.formats.extraction import extract

__all__ = ["Extracted", "Page", "extract"]
