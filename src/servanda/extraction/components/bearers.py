"""Names of states and cities that are a person's name in a paper: `Mr. Montenegro`, `Luis Montenegro`, `Ms. Jordan`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from servanda.extraction.components.entities.lexicon import lexicon
from servanda.extraction.mentions import StateMention
from servanda.languages.folding import fold

_BORNE = frozenset({"name", "capital", "city", "seat"})
_BEFORE = re.compile(r"([^\W\d_][\w.'\u2019-]*) $")
_AFTER = re.compile(r" ([^\W\d_a-z][\w'\u2019-]+)")
_CAPITAL = re.compile(r"(?<= )[^\W\d_a-z]\w*")
_WORD = re.compile(r"\w+")
_REACH = 40  # characters before a name in which its honorific stands


class Bearers:
    """Tells in one language which mentions of states are persons' names."""

    def __init__(self, tag: str) -> None:
        words = lexicon(tag)
        self.given, self.located = words.given, words.located
        forms = sorted({form for form in words.names.honorifics if form[:1].isupper()}, key=len, reverse=True)
        self.titled = re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, forms))}) $") if forms else None
        self._titled_at = lru_cache(maxsize=1)(self._places)

    def without(self, text: str, mentions: Sequence[StateMention], title: int = 0) -> list[StateMention]:
        """The mentions that are none of persons; a surname once told to be one is one wherever nothing tells it to be a state.

        title: where the headline, in which names stand side by side, ends.
        """
        own = [m for m in mentions if m.kind in _BORNE and self._is_person(text, m, title)]
        if not own:
            return [*mentions]
        surnames = {text[m.span.start:m.span.end] for m in own if self._ends(text, m)}
        names = {*own, *self._borne(text, mentions, surnames, own)}
        return [m for m in mentions if m not in names]

    def _borne(self, text: str, mentions: Sequence[StateMention], surnames: Iterable[str],
               own: Sequence[StateMention]) -> list[StateMention]:
        """The bare mentions of surnames, unless the paper also speaks of the state or city of that name."""
        found: list[StateMention] = []
        for name in surnames:
            bare = [m for m in mentions if text[m.span.start:m.span.end] == name and m not in own]
            codes = {m.code for m in own if text[m.span.start:m.span.end] == name}
            other = [m for m in mentions if m.code in codes and m not in own and m not in bare]
            if not other and not any(self._is_sited(text, m) for m in bare):
                found += bare
        return found

    def _is_person(self, text: str, mention: StateMention, title: int) -> bool:
        before = text[max(0, mention.span.start - _REACH):mention.span.start]
        if self.titled is not None and self.titled.search(before):
            return True
        word = _BEFORE.search(before)
        if mention.span.start >= title and word is not None and word[1][0].isupper() and fold(word[1]) in self.given:
            return self._ends(text, mention) or not text[mention.span.start:mention.span.end].isupper()
        after = _AFTER.match(text, mention.span.end)
        ends = after is not None and _AFTER.match(text, after.end()) is None  # `Norway Ola Berg`: a state before a whole name
        return after is not None and ends and self._is_titled(text, after[1])

    def _is_titled(self, text: str, name: str) -> bool:
        """Whether an honorific stands before a name anywhere in a text."""
        whole = re.compile(rf"{re.escape(name)}\b")
        return any(whole.match(text, at) for at in self._titled_at(text).get(_WORD.findall(name)[0], ()))

    def _places(self, text: str) -> dict[str, list[int]]:
        """Where names stand behind an honorific, by the first word of each."""
        found: dict[str, list[int]] = {}
        titled = self.titled
        if titled is None:
            return found
        for word in _CAPITAL.finditer(text):
            if titled.search(text[max(0, word.start() - _REACH):word.start()]):
                found.setdefault(word[0], []).append(word.start())
        return found

    def _ends(self, text: str, mention: StateMention) -> bool:
        """Whether no more of a name follows."""
        return _AFTER.match(text, mention.span.end) is None

    def _is_sited(self, text: str, mention: StateMention) -> bool:
        word = _BEFORE.search(text[max(0, mention.span.start - _REACH):mention.span.start])
        return word is not None and fold(word[1]) in self.located
