"""Tally: hits, misses and extras of one kind of fact, and how often its attributes are right."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error. sort: `missed`, `extra` or `wrong`; words: what it is about."""

    paper: str
    sort: str
    words: str

    def __str__(self) -> str:
        return f"{self.sort:6} {self.paper}: {self.words}"


@dataclass(slots=True)
class Tally:
    """Counts of one kind."""

    hits: int = 0
    missed: int = 0
    extra: int = 0
    attributes: dict[str, tuple[float, int]] = field(default_factory=lambda: defaultdict(lambda: (0.0, 0)))
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def gold(self) -> int:
        """How many there are."""
        return self.hits + self.missed

    @property
    def precision(self) -> float:
        """Share of what was found that is right (1 where nothing was found)."""
        found = self.hits + self.extra
        return self.hits / found if found else 1.0

    @property
    def recall(self) -> float:
        """Share of what there is that was found (1 where there is nothing)."""
        return self.hits / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def mark(self, name: str, value: float) -> None:
        """Add one judgement, from 0 to 1, of an attribute."""
        total, count = self.attributes[name]
        self.attributes[name] = (total + value, count + 1)

    def share(self, name: str) -> float:
        """How often an attribute is right (1 where it never was asked)."""
        total, count = self.attributes.get(name, (0.0, 0))
        return total / count if count else 1.0

    def figures(self) -> dict[str, float]:
        """Everything as numbers by name."""
        rows: dict[str, float] = {"gold": self.gold, "precision": self.precision, "recall": self.recall, "f1": self.f1}
        return rows | {name: self.share(name) for name in sorted(self.attributes)}
