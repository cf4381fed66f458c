"""From promise to deed: what in later papers bears on an earlier undertaking. Suggestions; people confirm them."""

from servanda.followup.decided import decided, followed
from servanda.followup.evidence import suggest
from servanda.followup.index import Index
from servanda.followup.parts import Collection, Statement

__all__ = ["Collection", "Index", "Statement", "decided", "followed", "suggest"]
