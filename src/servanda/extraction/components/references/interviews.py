"""An interview: questions, and the one who answers them, whose state `we` and `our president` are of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from servanda.extraction.components.references.lexicon import Words, plain
from servanda.extraction.content import content

_QUESTIONS = 2  # blocks that end in a question from which a paper is an interview
_ENVOY = "ambassador"


class Named(NamedTuple):
    """A person of the paper: where he is named first, his state and his offices, as far as they are known."""

    start: int
    state: str | None
    offices: Sequence[str]


def answering(doc: Doc, words: Words, people: Sequence[Named]) -> str | None:
    """The state of whoever is interviewed: of the person named at the paper's head, else of its only ambassador."""
    text, low = doc._.text, plain(content(doc))
    if text is None:
        return None
    blocks = text.view.blocks
    if sum(words.question.search(low[b.start : b.end]) is not None for b in blocks) < _QUESTIONS:
        return None
    parties = doc._.findings.parties
    known = sorted(p for p in people if p.state in parties)
    headed = [p.state for p in known if p.start < blocks[0].end and p.offices]
    envoys = {p.state for p in known if _ENVOY in p.offices}
    return headed[0] if headed else envoys.pop() if len(envoys) == 1 else None
