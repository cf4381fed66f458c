"""What an undertaking says beyond its words: who, in which fields, when, how much, through which body (GUIDE 6 and 7)."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from servanda.extraction.components.undertakings.candidate import Candidate
from servanda.extraction.mentions import Span, Undertaking, Why


def complete(doc: Doc, candidates: Sequence[Candidate]) -> list[Undertaking]:
    """The undertakings of one document, their attributes filled in, in the order given."""
    return [_undertaking(doc, f"u{i}", candidate) for i, candidate in enumerate(candidates, 1)]


def _undertaking(doc: Doc, key: str, candidate: Candidate) -> Undertaking:
    span = Span(candidate.action.start_char, candidate.action.end_char)
    why = Why(rule=f"undertaking:{candidate.rule}", cue=candidate.cue_name, words=candidate.cue.text)
    return Undertaking(
        key=key, by=doc._.findings.parties, act=candidate.act, force=candidate.force, citations=(span,), why=(why,)
    )
