"""How a deed bears on a promise: one module per construction of diplomacy, each finding with its reasons.

Words are compared as concepts (`reconciliation.content`), so the rules hold for every language that has them.
"""

from servanda.followup.relations.judging import TELLING, Found, Relation, beside, judge
from servanda.followup.relations.sense import JOINED

__all__ = ["JOINED", "TELLING", "Found", "Relation", "beside", "judge"]
