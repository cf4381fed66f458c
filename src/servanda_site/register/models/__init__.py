"""What the register keeps. Kept for ever: papers, claims, judgements, the log. Derived, and rebuilt at will: projections."""

from servanda_site.register.models.claims import Claim, Run, Sighting
from servanda_site.register.models.journal import LogEntry
from servanda_site.register.models.judgements import Judgement
from servanda_site.register.models.papers import Feed, Marking, Offer, Paper, Reading, SideChange, Watch
from servanda_site.register.models.partnerships import Membership, Partnership, Role
from servanda_site.register.models.projections import Fact, FactClaim, FactLink, Projection, Publication
from servanda_site.register.models.saved_views import SavedView
from servanda_site.register.models.search import Entry

__all__ = [
    "Claim", "Entry", "Fact", "FactClaim", "FactLink", "Feed", "Judgement", "LogEntry", "Marking", "Membership", "Offer",
    "Paper", "Partnership", "Projection", "Publication", "Reading", "Role", "Run", "SavedView", "SideChange",
    "Sighting", "Watch",
]
