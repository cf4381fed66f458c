"""What terse papers leave to somebody without a finite verb: `Oslo to send the list by May`, `Malta: to confirm the dates`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span

from servanda.extraction.components.undertakings.lexicon import Frame
from servanda.extraction.components.undertakings.openings import SUBJECT
from servanda.extraction.components.undertakings.scope import Action, Scope
from servanda.extraction.components.undertakings.subject import Agents

_BARE = Frame("", (), "infinitive")


@dataclass(frozen=True, slots=True)
class Assigned:
    """Who is to act, and the actions."""

    subject: Span
    actions: list[Action]


def find(scope: Scope, agents: Agents, first: int) -> Iterator[Assigned]:
    """What is assigned in a sentence that has content from token `first` on: in each of its parts between semicolons."""
    s = scope.sentence
    if scope.openings.is_clause(first):
        return
    closing = [*(i for i in range(first, s.end) if s.lower(i) == ";"), s.end]
    for begin, stop in zip((first, *closing), closing, strict=False):
        start = s.after_coordinators(begin)
        end = _subject(scope, start)
        subject = s.doc[start:end]
        if not len(subject) or not (s.fits(end - 1, "future_agents") or agents.named(end - 1)) or not agents.acts(subject):
            continue
        if actions := [a for a in _actions(scope, end) if a.start < stop]:
            yield Assigned(subject, actions)


def _subject(scope: Scope, start: int) -> int:
    """Where the words end that stand before a colon or an infinitive's marker."""
    s = scope.sentence
    for i in range(start, min(start + SUBJECT, s.end)):
        if s.lower(i) == ":" or any(s.starts_with(i, f.words) > i for f in s.words.assigning):
            return i
        if s.comma(i) or s.stop(i) or i in scope.heads or s.fits(i, "relatives"):
            break
    return start


def _actions(scope: Scope, i: int) -> list[Action]:
    s = scope.sentence
    colon = s.lower(i) == ":"
    frames = (*s.words.assigning, _BARE) if colon else s.words.assigning
    opening = scope.openings.first(i + 1 if colon else i, frames)
    return scope.gather(opening, frames) if opening is not None else []
