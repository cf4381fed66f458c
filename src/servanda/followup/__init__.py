"""From promise to deed: what in later papers bears on an earlier undertaking. Suggestions; people confirm them."""

from servanda.followup.collection import Collection
from servanda.followup.decided import decided, followed
from servanda.followup.evidence import of_papers, suggest
from servanda.followup.index import Index
from servanda.followup.parts import Statement

__all__ = ["Collection", "Index", "Statement", "decided", "followed", "of_papers", "suggest"]
