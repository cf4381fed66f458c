"""What is tracked. Kept for ever: decisions on evidence, states, scores, the plan. Made again at will: open suggestions, days."""

from servanda_site.tracking.models.evidence import MadeOn, Suggestion
from servanda_site.tracking.models.notices import Notice
from servanda_site.tracking.models.plan import Baseline, Item, ItemVersion, Serves, SheetImport, Step
from servanda_site.tracking.models.scores import Score, Window
from servanda_site.tracking.models.states import State, StateChange, Track

__all__ = [
    "Baseline", "Item", "ItemVersion", "MadeOn", "Notice", "Score", "Serves", "SheetImport", "State", "StateChange", "Step",
    "Suggestion", "Track", "Window",
]
