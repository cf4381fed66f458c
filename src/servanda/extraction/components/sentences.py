"""Sentence bounds over the view, and which sentences are worth parsing."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict
from spacy.tokens import Doc

from servanda.languages import Language
from servanda.reading.text import View


class Sentences(BaseModel):
    """`sentences.yml`: abbreviations whose full stop does not end a sentence (folded to lower case, with the stop)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    abbreviations: tuple[str, ...] = ()


_ENDS = frozenset(".!?\u2026")
_CLOSERS = frozenset("\"\u00bb\u201d)]'\u2019")


def mark(doc: Doc, view: View, language: Language) -> None:
    """Set `is_sent_start` on every token: at block starts, and after a final stop followed by a sentence-like start."""
    abbreviations = frozenset(language.section("sentences", Sentences).abbreviations)
    starts = {block.start for block in view.blocks}
    for i, token in enumerate(doc):
        token.is_sent_start = i == 0 or token.idx in starts or _after_stop(doc, i, abbreviations)


def _after_stop(doc: Doc, i: int, abbreviations: frozenset[str]) -> bool:
    token, before = doc[i], i - 1
    if token.text in _CLOSERS or token.is_space:
        return False
    while before > 0 and (doc[before].text in _CLOSERS or doc[before].is_space):
        before -= 1
    last = doc[before]
    if last.text[-1] not in _ENDS or not (doc[i - 1].whitespace_ or doc[i - 1].is_space):
        return False
    if last.text == "." and before > 0:
        word = doc[before - 1].text.lower() + "."
    else:
        word = last.text.lower()
    if word in abbreviations or (last.text.endswith(".") and len(word) == 2 and word[0].isalpha()):
        return False
    return not token.text[0].islower()


def can_carry_facts(doc: Doc, start: int, end: int, language: Language) -> bool:
    """Whether a sentence may hold a fact at all: a cheap pass over its tokens."""
    return end - start >= 3
