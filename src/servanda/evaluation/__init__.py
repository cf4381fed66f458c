"""How well papers are read: a record held against a gold folder (docs/guide/accuracy.md)."""

from servanda.evaluation.floors import Floor, below, load_floors
from servanda.evaluation.gold import GoldPaper, load
from servanda.evaluation.score import KINDS, score
from servanda.evaluation.tally import Tally

__all__ = ["KINDS", "Floor", "GoldPaper", "Tally", "below", "load", "load_floors", "score"]
