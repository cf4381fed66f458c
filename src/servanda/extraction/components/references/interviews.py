"""An interview: questions, and the one who answers them, whose state `we` and `our president` are of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from servanda.extraction.components.references.lexicon import Words, plain_text
from servanda.extraction.content import once

_QUESTIONS = 2  # blocks that end in a question from which a paper is an interview
_ENVOY = "ambassador"


class Named(NamedTuple):
    """A person of the paper: where he is named first, his state and his offices, as far as they are known."""

    start: int
    state: str | None
    offices: Sequence[str]


def questions(doc: Doc, words: Words) -> int:
    """How many blocks of a paper end in a question."""
    return once(doc, "questions", lambda: _questions(doc, words))


def _questions(doc: Doc, words: Words) -> int:
    low, blocks = plain_text(doc), doc._.text.view.blocks if doc._.text is not None else ()
    return sum(words.question.search(low, b.start, b.end) is not None for b in blocks)


def is_interview(doc: Doc, words: Words) -> bool:
    """Whether a paper is one: what is answered in it was not said where talks were held."""
    return questions(doc, words) >= _QUESTIONS


def answering(doc: Doc, words: Words, people: Sequence[Named]) -> str | None:
    """The state of whoever is interviewed: of the person named at the paper's head, else of its only ambassador."""
    if not is_interview(doc, words):
        return None
    parties, blocks = doc._.findings.parties, doc._.text.view.blocks
    known = sorted(p for p in people if p.state in parties)
    headed = [p.state for p in known if p.start < blocks[0].end and p.offices]
    envoys = {p.state for p in known if _ENVOY in p.offices}
    return headed[0] if headed else envoys.pop() if len(envoys) == 1 else None
