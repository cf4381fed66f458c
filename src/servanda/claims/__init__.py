"""Claims: what one document says, each with exact citations and an identity that outlasts the run."""

from servanda.claims.build import build
from servanda.claims.claim import Citation, Claim, Reason

__all__ = ["Citation", "Claim", "Reason", "build"]
