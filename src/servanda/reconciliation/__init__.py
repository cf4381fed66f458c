"""Claims and judgements to the record: same story, same person, same event, same promise."""

from servanda.reconciliation.judgement import Judgement
from servanda.reconciliation.record import Record
from servanda.reconciliation.resolve import resolve

__all__ = ["Judgement", "Record", "resolve"]
