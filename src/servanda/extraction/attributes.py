"""The parser's attribute rules (tag to part of speech and features), asked once for each kind of token.

A matcher that looks at every token of every sentence costs a fifth of parsing, and nearly all of its rules look at one token
alone. So each different token (tag, part of speech, label, and its word where a rule names it) is put to the rules once, and
the answer kept. The few rules that look at several tokens run as they are.
"""

from __future__ import annotations

from typing import Any

import numpy
from spacy.attrs import DEP, IS_SPACE, LOWER, MORPH, ORTH, POS, TAG
from spacy.language import Language as SpacyLanguage
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

SETS = (POS, TAG, MORPH, DEP)
_UNREAD = frozenset({"LEMMA"})  # no rule of ours asks for lemmas


class Attributes:
    """The attribute rules of one parser."""

    def __init__(self, nlp: SpacyLanguage, ruler: AttributeRuler) -> None:
        self._vocab = nlp.vocab
        self._single, self._joint = AttributeRuler(nlp.vocab), AttributeRuler(nlp.vocab)
        self._words: set[int] = set()
        self._every_word = False
        for rule in ruler.patterns:
            if not set(rule["attrs"]) <= _UNREAD:
                self._add(rule)
        self._known: dict[tuple[int, ...], tuple[int, ...]] = {}

    def _add(self, rule: Any) -> None:
        several = any(len(pattern) > 1 for pattern in rule["patterns"])
        (self._joint if several else self._single).add(**rule)
        if not several:
            for pattern in rule["patterns"]:
                self._notice(pattern[0])

    def _notice(self, asked: dict[str, Any]) -> None:
        """Remember which words the rules tell apart (all of them, where a rule asks more than a list can say)."""
        for name, value in asked.items():
            listed: list[Any] = value["IN"] if isinstance(value, dict) and set(value) == {"IN"} else [value]
            if name == "LOWER" and all(isinstance(word, str) for word in listed):
                self._words.update(self._vocab.strings.add(word) for word in listed)
            elif name not in ("TAG", "POS", "DEP", "IS_SPACE"):
                self._every_word = True

    def fill(self, doc: Doc, table: Any) -> None:
        """Put what the rules say into a table of the attributes `SETS`, a row for each token (rows without any stay)."""
        asked = doc.to_array([ORTH if self._every_word else LOWER, IS_SPACE]).tolist()
        for i, (row, (word, space)) in enumerate(zip(table.tolist(), asked, strict=True)):
            if not any(row):
                continue
            key = (*row, word if self._every_word or word in self._words else 0, space)
            told = self._known.get(key)
            if told is None:
                told = self._known[key] = self._ask(doc[i].text, row)
            table[i] = told

    def join(self, doc: Doc) -> None:
        """Run the rules that look at several tokens, over a doc that has its attributes."""
        if self._joint.attrs:
            self._joint(doc)

    def _ask(self, word: str, row: list[int]) -> tuple[int, ...]:
        alone = Doc(self._vocab, words=[word])
        alone.from_array(list(SETS), numpy.array([row], dtype="uint64"))
        return tuple(int(value) for value in self._single(alone).to_array(list(SETS))[0])
