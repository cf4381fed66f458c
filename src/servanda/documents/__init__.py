"""Custody of the papers: their bytes kept and hashed, what kind of paper they are, and what is wrong with them."""

from servanda.documents.bundle import Bundle, DamagedBundle, begins_bundle, is_bundle
from servanda.documents.document import Document
from servanda.documents.limits import Limits
from servanda.documents.problems import PaperProblem, Problem
from servanda.documents.shelf import Held, Laid, Shelf, packed, taken, unpacked
from servanda.documents.sources import STANDARD_INPUT, collect, opened
from servanda.documents.store import ByteStore, DamagedBytes

__all__ = [
    "STANDARD_INPUT", "Bundle", "ByteStore", "DamagedBundle", "DamagedBytes", "Document", "Held", "Laid", "Limits",
    "PaperProblem", "Problem", "Shelf", "begins_bundle", "collect", "is_bundle", "opened", "packed", "taken", "unpacked",
]
