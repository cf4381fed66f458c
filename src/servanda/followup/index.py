"""Promises and deeds by pair of states, body and telling words, so that each meets only those it may have to do with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from servanda.followup import relations
from servanda.followup.parts import Deed, Promise
from servanda.followup.scale import Scale

_Key = tuple[frozenset[str], str]
_LEAST = 0.3  # weight from which a shared word makes two facts meet


class Index:
    """Promises and deeds that can be added to as papers come in, and asked for what is near."""

    def __init__(self, promises: Iterable[Promise] = (), deeds: Iterable[Deed] = ()) -> None:
        self.promises: list[Promise] = []
        self._deeds: list[Deed] = []
        self._scales: dict[frozenset[str], Scale] = defaultdict(Scale)
        self._promised: dict[_Key, list[int]] = defaultdict(list)  # by their numbers in the two lists
        self._done: dict[_Key, list[int]] = defaultdict(list)
        self._by_paper: dict[str, tuple[list[Promise], list[Deed]]] = defaultdict(lambda: ([], []))
        self.add(promises, deeds)

    def add(self, promises: Iterable[Promise], deeds: Iterable[Deed]) -> None:
        """Take in the promises and deeds of further papers."""
        for promise in promises:
            for word in {*promise.words, *_body(promise), *relations.beside(promise)}:
                self._promised[promise.pair, word].append(len(self.promises))
            self.promises.append(promise)
            self._scales[promise.pair].add(promise.words)
            for document in {c.document for c in promise.fact.citations}:
                self._by_paper[document][0].append(promise)
        for deed in deeds:
            for word in {*deed.words, *_body(deed), *relations.beside(deed)}:
                self._done[deed.pair, word].append(len(self._deeds))
            self._deeds.append(deed)
            for document in {c.document for c in deed.citations}:
                self._by_paper[document][1].append(deed)

    def scale(self, pair: frozenset[str]) -> Scale:
        """How much words tell between these states."""
        return self._scales[pair]

    def deeds_near(self, promise: Promise) -> Iterator[Deed]:
        """The deeds of the pair, told after it, that share the body or a word that tells something."""
        near = set[int]().union(*(self._done.get((promise.pair, key), ()) for key in self._keys(promise)))
        made, deeds = promise.made, self._deeds
        return (deed for number in sorted(near) if (deed := deeds[number]).told > made)

    def promises_near(self, deed: Deed) -> Iterator[Promise]:
        """The promises of the pair that share the body or a word that tells something."""
        near = set[int]().union(*(self._promised.get((deed.pair, key), ()) for key in self._keys(deed)))
        return map(self.promises.__getitem__, sorted(near))

    def touched(self, papers: Iterable[str]) -> list[Promise]:
        """The promises that some papers make, or that may be borne on by what these papers tell."""
        found: dict[str, Promise] = {}
        for document in papers:
            promises, deeds = self._by_paper.get(document, ((), ()))
            found |= {p.id: p for p in promises}
            for deed in deeds:
                scale = self.scale(deed.pair)
                found |= {p.id: p for p in self.promises_near(deed)
                          if p.id not in found and p.made < deed.told and relations.judge(p, deed, scale) is not None}
        return sorted(found.values(), key=lambda p: (p.made, p.id))

    def _keys(self, part: Promise | Deed) -> set[str]:
        scale = self.scale(part.pair)
        telling = (w for w in part.words if w in relations.TELLING or scale.of(w) >= _LEAST)
        return {*_body(part), *telling, *relations.beside(part)}


def _body(part: Promise | Deed) -> tuple[str, ...]:
    return (part.body,) if part.body else ()
