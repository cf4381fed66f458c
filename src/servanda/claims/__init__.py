"""Claims: what one document says, each with exact citations and an identity that outlasts the run."""

from servanda.claims.build import build
from servanda.claims.claim import Citation, Claim
from servanda.claims.joined import joined
from servanda.extraction.mentions import Why

__all__ = ["Citation", "Claim", "Why", "build", "joined"]
