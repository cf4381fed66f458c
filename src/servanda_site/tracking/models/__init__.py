"""What is tracked. Kept for ever: decisions, states, scores, the plan, ties. Made again at will: suggestions, days, bearings."""

from servanda_site.tracking.models.addresses import SecretAddress
from servanda_site.tracking.models.bodies import AgendaItem, BodyMember, BodyRules, Gathering, Paragraph, Session
from servanda_site.tracking.models.evidence import MadeOn, Suggestion
from servanda_site.tracking.models.instruments import LifeStep, StepAside, TextRelation, TextTerms
from servanda_site.tracking.models.notices import DigestOf, MailChoice, Notice
from servanda_site.tracking.models.plan import Baseline, Item, ItemVersion, Serves, SheetImport, Step
from servanda_site.tracking.models.scores import Score, Window
from servanda_site.tracking.models.states import State, StateChange, Track
from servanda_site.tracking.models.ties import Bearing, SetAside, Support, Tie, TiePartner, TieSource, TieVersion
from servanda_site.tracking.models.visits import Delegate, InvitationChange, Invitee, ProgrammeItem, Visit

__all__ = [
    "AgendaItem", "Baseline", "Bearing", "BodyMember", "BodyRules", "Delegate", "DigestOf", "Gathering", "InvitationChange",
    "Invitee", "Item", "ItemVersion", "LifeStep", "MadeOn", "MailChoice", "Notice", "Paragraph", "ProgrammeItem", "Score",
    "SecretAddress", "Serves", "Session", "SetAside", "SheetImport", "State", "StateChange", "Step", "StepAside", "Suggestion",
    "Support",
    "TextRelation", "TextTerms", "Tie", "TiePartner", "TieSource", "TieVersion", "Track", "Visit", "Window",
]
