"""Words for a head of state and his or her spouse together (`the royal couple`): they stand for two persons."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from servanda.extraction.components.references.lexicon import Words, plain_text
from servanda.extraction.mentions import Entity, Findings, Reference, Span

_HEAD = "head-of-state"
_SPOUSE = "spouse"


def couples(doc: Doc, words: Words) -> Iterator[Reference]:
    """Two references for each such word, if the text has named both before it."""
    findings: Findings = doc._.findings
    people = [e for e in findings.entities if e.type == "person" and e.mentions]
    for match in words.couples.finditer(plain_text(doc)):
        for entity in _two(people, match.start()):
            yield Reference(Span(*match.span()), (entity.state,) if entity.state else (), entity.key)


def _two(people: list[Entity], position: int) -> list[Entity]:
    """The head of state named last before a position, and the spouse of the same state."""
    named = [e for e in people if e.mentions[0].start < position]
    spouses = {e.state: e for e in named if any(o.office == _SPOUSE for o in e.offices)}
    heads = [e for e in named if any(o.office == _HEAD for o in e.offices) and e.state in spouses]
    head = max(heads, key=lambda e: max(m.start for m in e.mentions if m.start < position), default=None)
    return [head, spouses[head.state]] if head is not None else []
