"""`mechanism`: the joint body charged with the action, convened by it, or named as its channel."""

from __future__ import annotations

from collections import Counter

from servanda.extraction.components.undertakings.attributes.scene import Body, Scene
from servanda.extraction.components.undertakings.candidate import Candidate

_RELATIVE_GAP = 8
_FRONT = 40
_NAME = 200  # characters of a body's name that may stand before the noun its clause goes on about
_CHAIN = 4  # sentences a body may go on as a mere pronoun
_STOP = ";"


def body(scene: Scene, candidate: Candidate) -> Body | None:
    """The body the clause names: in the action, as subject, between cue and action; else the one it takes up."""
    start, end = candidate.action.start_char, candidate.action.end_char
    inside = scene.bodies_in(start, end)
    if inside:
        return inside[0]
    if candidate.subject is not None:
        first = candidate.subject.start_char
        named = [b for b in scene.bodies_in(first - _NAME, candidate.subject.end_char) if b.span.end > first]
        if named:
            return named[0]
    if candidate.addressee is not None:
        asked = scene.bodies_in(candidate.addressee.start_char, candidate.addressee.end_char)
        if asked:
            return asked[0]
    charged = scene.bodies_in(candidate.cue.end_char, min(start, candidate.cue.end_char + _RELATIVE_GAP))
    if charged:
        return charged[0]
    return _before(scene, candidate) or _after(scene, end) or _taken_up(scene, candidate)


def _after(scene: Scene, end: int) -> Body | None:
    """A body that follows the cited words as their channel."""
    last = scene.sentences[scene.sentence(end - 1)][1]
    following = next(iter(scene.bodies_in(end, min(last, end + _FRONT))), None)
    if following is None:
        return None
    gap = scene.low[end:following.span.start].strip(" ,")
    return following if scene.words.channels.fullmatch(gap) else None


def _before(scene: Scene, candidate: Candidate) -> Body | None:
    """A body named in the clause before the cue as a channel, or as what a relative pronoun takes up."""
    position = candidate.subject.start_char if candidate.subject is not None else candidate.cue.start_char
    if (last := going_on(scene, candidate)) is not None:
        return last
    last = scene.last_body(position)
    if last is None or scene.sentence(last.span.start) != scene.sentence(candidate.action.start_char):
        return None
    gap = scene.low[last.span.end:position]
    subject = scene.low[last.span.end:candidate.action.start_char].strip(" ,")
    if candidate.subject is not None:
        subject = candidate.subject.text.lower()
    if len(gap.strip(" ,")) <= _RELATIVE_GAP and scene.words.relatives.match(subject):
        return last
    first = scene.sentences[scene.sentence(position)][0]
    opening = next(iter(scene.bodies_in(first, first + _FRONT)), None)
    if opening is not None and scene.words.channels.match(scene.low[first:opening.span.start].strip()):
        return opening
    return None


def going_on(scene: Scene, candidate: Candidate) -> Body | None:
    """The body of the clause before, where a pronoun as subject takes it up, or pronouns have stood for it since."""
    subject = candidate.subject
    if subject is None or not scene.words.relatives.fullmatch(scene.low, subject.start_char, subject.end_char):
        return None
    last = scene.last_body(subject.start_char)
    if last is None:
        return None
    before, here = scene.sentence(last.span.start), scene.sentence(subject.start_char)
    if before == here:
        return last if scene.low[last.span.end:subject.start_char].rstrip().endswith(_STOP) else None
    if last.span.start - scene.sentences[before][0] > _FRONT or here - before > _CHAIN:
        return None
    if any(scene.words.relatives.match(scene.low, scene.sentences[k][0]) is None for k in range(before + 1, here)):
        return None
    people = any(a.kind == "person" for a in scene.actors_in(scene.sentences[before][0], subject.start_char))
    return None if people else last


def _taken_up(scene: Scene, candidate: Candidate) -> Body | None:
    """The committee the text speaks of most, where the action names a session or its work without its name."""
    start, end = candidate.action.start_char, candidate.action.end_char
    subject = candidate.subject.start_char if candidate.subject is not None else start
    first = min(subject, start)
    if not (scene.words.sessions.search(scene.low, first, end) or scene.words.its.search(scene.low, start, end)):
        return None
    committees = [b for b in scene.bodies if b.kind == "committee" and b.span.start < start]
    if not committees:
        return None
    counts = Counter(b.key for b in committees)
    main = max(counts.values())
    return next(b for b in committees if counts[b.key] == main)
