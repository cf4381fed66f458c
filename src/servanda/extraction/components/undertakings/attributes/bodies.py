"""`mechanism`: the joint body charged with the action, convened by it, or named as its channel."""

from __future__ import annotations

from servanda.extraction.components.undertakings.attributes.scene import Body, Scene
from servanda.extraction.components.undertakings.candidate import Candidate

_RELATIVE_GAP = 8


def body(scene: Scene, candidate: Candidate) -> Body | None:
    """The body the clause names: in the action, as subject, between cue and action; else the one it takes up."""
    start, end = candidate.action.start_char, candidate.action.end_char
    inside = scene.bodies_in(start, end)
    if inside:
        return inside[0]
    if candidate.subject is not None:
        named = scene.bodies_in(candidate.subject.start_char, candidate.subject.end_char)
        if named:
            return named[0]
    between = scene.bodies_in(candidate.cue.start_char, start)
    if between:
        return between[-1]
    return _before(scene, candidate) or _taken_up(scene, candidate)


def _before(scene: Scene, candidate: Candidate) -> Body | None:
    """A body named in the clause before the cue as a channel, or as what a relative pronoun takes up."""
    position = candidate.subject.start_char if candidate.subject is not None else candidate.cue.start_char
    last = scene.last_body(position)
    if last is None or scene.sentence(last.span.start) != scene.sentence(candidate.action.start_char):
        return None
    gap = scene.low[last.span.end:position]
    subject = candidate.subject.text.lower() if candidate.subject is not None else scene.low[last.span.end:candidate.action.start_char].strip(" ,")
    if len(gap.strip(" ,")) <= _RELATIVE_GAP and scene.words.relatives.match(subject):
        return last
    first = scene.sentences[scene.sentence(position)][0]
    fronted = last.span.start - first <= 30 and not set(scene.low[last.span.end:position]) & set(".;:")
    return last if fronted and len(gap) <= 12 else None


def _taken_up(scene: Scene, candidate: Candidate) -> Body | None:
    """The committee whose session or work the action names without its name."""
    start, end = candidate.action.start_char, candidate.action.end_char
    subject = candidate.subject.start_char if candidate.subject is not None else start
    first = min(subject, start)
    if not (scene.words.sessions.search(scene.low, first, end) or scene.words.its.search(scene.low, start, end)):
        return None
    committees = [b for b in scene.bodies if b.kind == "committee"]
    before = [b for b in committees if b.span.start < start]
    return before[-1] if before else None
