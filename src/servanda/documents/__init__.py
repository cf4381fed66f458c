"""Custody of the papers: their bytes kept and hashed, what kind of paper they are, and what is wrong with them."""

from servanda.documents.bundle import Bundle, DamagedBundle, is_bundle
from servanda.documents.document import Document
from servanda.documents.limits import Limits
from servanda.documents.problems import PaperProblem, Problem
from servanda.documents.sources import STANDARD_INPUT, collect
from servanda.documents.store import ByteStore, DamagedBytes

__all__ = [
    "STANDARD_INPUT", "Bundle", "ByteStore", "DamagedBundle", "DamagedBytes", "Document", "Limits", "PaperProblem", "Problem",
    "collect", "is_bundle",
]
