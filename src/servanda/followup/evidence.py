"""Which later deeds bear on which promises, and how: `fulfils`, `advances`, `repeats`, `contradicts`.

Only deeds dated after the promise, between the same states. What is compared: the body and the ordinal of its sessions, who
visits whom, the texts promised and concluded, and what the words speak of (in any two languages). In doubt, nothing is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from servanda.followup import relations
from servanda.followup.parts import Collection, Deed, Promise
from servanda.reconciliation import content
from servanda.reconciliation import record as r

_MOST = 8  # deeds suggested for one promise, the likeliest


@dataclass(frozen=True, slots=True)
class Evidence:
    """A deed that may bear on a promise. why: reasons as `code` or `code: details` (words of the interface)."""

    promise: str
    deed: str
    relation: relations.Relation
    score: float
    why: tuple[str, ...]
    citations: tuple[r.Place, ...]

    def as_record(self) -> dict[str, object]:
        """As the record's JSON has it."""
        return {"promise": self.promise, "deed": self.deed, "relation": self.relation, "score": round(self.score, 3),
                "why": list(self.why), "citations": [c.model_dump() for c in self.citations]}


def suggest(record: r.Record, *, promises: Iterable[str] | None = None) -> list[Evidence]:
    """What in the record bears on its undertakings.

    Args:
        record: of a whole collection.
        promises: ids of the undertakings to look at; None: all.
    """
    collection = Collection(record)
    wanted = None if promises is None else set(promises)
    index = _Index(collection.deeds())
    found: list[Evidence] = []
    for promise in collection.promises():
        if wanted is None or promise.fact.id in wanted:
            found += _of(promise, index.near(promise))
    return found


def _of(promise: Promise, deeds: Iterable[Deed]) -> list[Evidence]:
    made = []
    for deed in deeds:
        if deed.done > promise.made and deed.id != promise.fact.id and not deed.stories & promise.stories:
            judged = relations.judge(promise, deed)
            if judged is not None:
                relation, score, why = judged
                made.append(Evidence(promise.fact.id, deed.id, relation, score, why, tuple(deed.fact.citations)))
    made.sort(key=lambda e: (-e.score, e.deed))
    return made[:_MOST]


class _Index:
    """Deeds by pair of states and by what tells them apart, so that a promise meets only those that may bear on it."""

    def __init__(self, deeds: Iterable[Deed]) -> None:
        self.by_body: dict[str, list[Deed]] = defaultdict(list)
        self.by_word: dict[tuple[frozenset[str], str], list[Deed]] = defaultdict(list)
        for deed in deeds:
            body = getattr(deed.fact, "mechanism", None)
            if body:
                self.by_body[body].append(deed)
            for word in deed.words:
                if content.weight((word,)) >= 1 or word in relations.TELLING:
                    self.by_word[deed.pair, word].append(deed)

    def near(self, promise: Promise) -> Iterator[Deed]:
        """The deeds that share the body or a word that says something."""
        seen: set[str] = set()
        for deed in self._all(promise):
            if deed.id not in seen and deed.pair == promise.pair:
                seen.add(deed.id)
                yield deed

    def _all(self, promise: Promise) -> Iterator[Deed]:
        if promise.fact.mechanism:
            yield from self.by_body[promise.fact.mechanism]
        for word in sorted(promise.words):
            found: Sequence[Deed] = self.by_word.get((promise.pair, word), ())
            yield from found
