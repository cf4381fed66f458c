"""`answer`: whether an invitation was accepted, welcomed without a yes, or neither."""

from __future__ import annotations

from servanda.extraction.components.references.actors import Actor
from servanda.extraction.components.undertakings.attributes.scene import Scene
from servanda.extraction.components.undertakings.candidate import Candidate

_BEFORE = 60
_LATER = 2  # sentences after the invitation in which its answer may stand


def answer(scene: Scene, candidate: Candidate) -> str | None:
    """`accepted`, `welcomed` or None; only for invitations."""
    if candidate.act != "invitation":
        return None
    index = scene.sentence(candidate.action.start_char)
    found = _in(scene, candidate.action.start_char, scene.sentences[index][1]) or answered_before(scene, candidate)
    for later in range(index + 1, min(index + 1 + _LATER, len(scene.sentences))):
        if found is not None:
            break
        start, end = scene.sentences[later]
        if scene.words.about.search(scene.low, start, end):
            found = _in(scene, start, end)
    return None if found == "refused" else found


def answered_before(scene: Scene, candidate: Candidate) -> str | None:
    """The answer told before the invitation itself (`accepted an invitation to visit`), not what its giver says first."""
    start = candidate.action.start_char
    if _given(scene, candidate):
        return None
    return _in(scene, max(scene.sentences[scene.sentence(start)][0], start - _BEFORE), start)


def _given(scene: Scene, candidate: Candidate) -> bool:
    """Whether the word for inviting is the verb of the one who invites (`thanked her host and invited him`)."""
    cue = candidate.cue.root
    if cue.pos_ == "NOUN" and cue.dep_ in scene.language.relation("object"):  # `voiced thanks and extended an invitation`
        words, giving = scene.words, cue.head
        place = giving.idx, giving.idx + len(giving)
        return not any(p.match(scene.low, *place) for p in (words.accepted, words.welcomed))
    before = candidate.cue.doc[cue.i - 1] if cue.i else cue
    if cue.pos_ != "VERB" or "Past" not in cue.morph.get("Tense"):
        return False
    active = before.pos_ == "AUX" and any(t.dep_ in scene.language.relation("object") for t in cue.children)
    return active or "Fin" in cue.morph.get("VerbForm") and before.pos_ != "AUX"


def _in(scene: Scene, start: int, end: int) -> str | None:
    words = scene.words
    for name, pattern in (("refused", words.refused), ("accepted", words.accepted), ("welcomed", words.welcomed)):
        if pattern.search(scene.low, start, end):
            return name
    return None


def accepts(scene: Scene, candidate: Candidate) -> Actor | None:
    """The person by name who accepts an invitation after it is told, in its sentence or the one that answers it."""
    end = candidate.action.end_char
    index = scene.sentence(candidate.action.start_char)
    for later in range(index, min(index + 1 + _LATER, len(scene.sentences))):
        start, last = scene.sentences[later]
        start = max(start, end)
        match = scene.words.accepted.search(scene.low, start, last)
        if match is not None and (later == index or scene.words.about.search(scene.low, start, last)):
            named = [a for a in scene.actors_in(start, match.start()) if a.entity is not None and a.kind == "person"]
            return named[-1] if named else None
    return None
