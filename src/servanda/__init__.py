"""Servanda reads diplomatic papers into a record in which every fact cites the sentence it came from.

>>> import servanda
>>> record = servanda.read(["communique.txt"])  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from servanda.reader import Reading, read
    from servanda.reconciliation.record import Record

__all__ = ["Reading", "Record", "__version__", "read"]


def __getattr__(name: str) -> Any:
    """Load the reader only when it is used: `servanda --help` must not wait for a parser."""
    if name in ("read", "Reading"):
        from servanda import reader

        return getattr(reader, name)
    if name == "Record":
        from servanda.reconciliation.record import Record

        return Record
    raise AttributeError(f"module 'servanda' has no attribute {name!r}")
