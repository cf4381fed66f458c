"""How a deed bears on a promise: one module per construction of diplomacy, each finding with its reasons.

Words are compared as concepts (`reconciliation.content`), so the rules hold for every language that has them.
"""

from servanda.followup.relations.judging import TELLING, Found, Relation, beside, judge

__all__ = ["TELLING", "Found", "Relation", "beside", "judge"]
