"""From promise to deed: what in later papers bears on an earlier undertaking. Suggestions; people confirm them."""

from servanda.followup.evidence import Evidence, suggest

__all__ = ["Evidence", "suggest"]
