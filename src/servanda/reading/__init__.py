"""Reading: from extracted text to `Text`, its story told from the furniture of the page."""

from servanda.reading.page import read

__all__ = ["read"]
