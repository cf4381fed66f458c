"""Invitations to visit or attend: cited from the word for inviting to the end of the clause."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.extraction.components.undertakings.clause import Sentence
from servanda.extraction.components.undertakings.lexicon import Frame
from servanda.extraction.components.undertakings.openings import Opening
from servanda.extraction.components.undertakings.scope import Action, Scope

_REACH = 220  # characters between the word for inviting and what one is invited to
_BEFORE = 60
_NEAR = 14  # tokens between the word for inviting and a mere place


@dataclass(frozen=True, slots=True)
class Invitation:
    """Tokens `start` to `end` of the word for inviting; `visit` is the token at which the visit is named."""

    start: int
    end: int
    visit: int
    noun: bool


def find(sentence: Sentence) -> list[Invitation]:
    """The invitations of one sentence."""
    words, low = sentence.words, sentence.low
    found: list[Invitation] = []
    for noun, name in ((False, "invite_verb"), (True, "invite_noun")):
        for match in words.phrase(name).finditer(low):
            near = low[max(0, match.start() - 2 * _BEFORE) : match.end() + 2 * _BEFORE]
            if noun and not words.phrase("invite_giving").search(near):
                continue
            visit = words.phrase("invite_visit").search(low, match.end(), min(len(low), match.end() + _REACH))
            start, end = sentence.token(match.start()), sentence.token(match.end() - 1) + 1
            if visit is not None and ";" not in low[match.end() : visit.start()]:
                there = sentence.token(visit.start())
            elif noun or (place := _place(sentence, end)) is None:
                continue
            else:
                there = place
            if words.phrase("invite_unless").search(low, max(0, match.start() - _BEFORE), sentence.position(there + 1)):
                continue
            found.append(Invitation(start, end, there, noun))
    return found


def _place(sentence: Sentence, after: int) -> int | None:
    """Where the place is named to which somebody is invited (`invited the king to Oslo`), if it only is a place."""
    to = tuple(w.strip() for w in sentence.words.lexicon.markers.get("to", ()))
    for i in range(after, min(after + _NEAR, sentence.end)):
        if sentence.comma(i) or sentence.stop(i) or sentence.finite(i):
            return None
        place = sentence.starts_with(i, to)
        if place > i and sentence.pos(place) == "PROPN" and sentence.doc[place].text[:1].isupper():
            return i
    return None


def action(invitation: Invitation, scope: Scope) -> Action:
    """The words to cite."""
    return scope.gather(Opening(invitation.start, invitation.visit, "self", Frame("", (), "self")), (), whole=True)[0]
