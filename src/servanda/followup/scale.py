"""How much words tell between two states: what they speak of all the time tells little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from math import log

from servanda import ontology
from servanda.reconciliation import content

_ROOM = 12  # facts taken for granted, so that a handful of papers does not make every word a common one
_RARE = 3  # facts that may speak of a thing before it counts as less than telling
_LEAST = 0.1


class _Weights(dict[str, float]):
    """Weights of concepts, each worked out when first asked for."""

    def __init__(self, weighed: Callable[[str], float]) -> None:
        super().__init__()
        self._weighed = weighed

    def __missing__(self, concept: str) -> float:
        weight = self[concept] = self._weighed(concept)
        return weight


class Scale:
    """Weights of concepts, from the facts of one pair of states."""

    def __init__(self) -> None:
        self._times: Counter[str] = Counter()
        self._facts = 0
        self._known = _Weights(self._weighed)
        self._whole: dict[frozenset[str], float] = {}  # of what promises and deeds say: each is compared many times

    def add(self, words: Iterable[str]) -> None:
        """Count what one fact speaks of."""
        self._times.update(words)
        self._facts += 1
        self._known.clear()
        self._whole.clear()

    def of(self, concept: str) -> float:
        """The weight of one concept, at most 1."""
        return self._known[concept]

    def _weighed(self, concept: str) -> float:
        total = self._facts + _ROOM
        rarity = log(total / max(_RARE, self._times[concept])) / log(total / _RARE)
        return content.weight((concept,)) * max(_LEAST, rarity) if not _is_state(concept) else max(_LEAST, rarity)

    def weight(self, words: Iterable[str]) -> float:
        """How much some concepts tell together; a broad one tells nothing beside a narrower one."""
        told = frozenset(words)
        return sum(map(self._known.__getitem__, told - ontology.above(told)))

    def reaches(self, words: Iterable[str], least: float) -> bool:
        """Whether some concepts tell at least so much together."""
        told = frozenset(words)
        return self.may_reach(told, least) and self.weight(told) >= least

    def may_reach(self, words: Iterable[str], least: float) -> bool:
        """Whether some concepts would tell so much, were none of them broader than another: quickly told, so asked first."""
        return sum(map(self._known.__getitem__, words)) >= least

    def _of_all(self, words: frozenset[str]) -> float:
        known = self._whole.get(words)
        if known is None:
            known = self._whole[words] = self.weight(words)
        return known

    def share(self, part: frozenset[str], whole: frozenset[str]) -> float:
        """The weighted share of `whole` that `part` says too."""
        all_of_it = self._of_all(whole)
        return min(1.0, self.weight(part & whole) / all_of_it) if all_of_it else 0.0

    def alike(self, first: frozenset[str], second: frozenset[str]) -> float:
        """How far two say the same: the mean of what they share of both and of the poorer."""
        one, other, both = self._of_all(first), self._of_all(second), self.weight(first & second)
        return min(1.0, 0.5 * (2 * both / (one + other) + both / min(one, other))) if one and other else 0.0


def _is_state(concept: str) -> bool:
    return len(concept) == 2 and concept.isupper()
