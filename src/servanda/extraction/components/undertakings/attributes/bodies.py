"""`mechanism`: the joint body charged with the action, convened by it, or named as its channel."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from servanda.extraction.components.undertakings.attributes.scene import Body, Scene
from servanda.extraction.components.undertakings.candidate import Candidate

_RELATIVE_GAP = 8
_FRONT = 40
_NAME = 200  # characters of a body's name that may stand before the noun its clause goes on about
_CHAIN = 4  # sentences a body may go on as a mere pronoun
_STOP = ";"
_HYPHENED = re.compile(r"\w+-\Z")


def body(scene: Scene, candidate: Candidate) -> Body | None:
    """The body the clause names: in the action, as subject, between cue and action; else the one it takes up."""
    start, end = candidate.action.start_char, candidate.action.end_char
    if (asked := _asked(scene, candidate)) is not None:
        return asked
    inside, agent = next(iter(scene.bodies_in(start, end)), None), _agent(scene, candidate)
    if inside is not None and not (agent is not None and scene.words.recipients.search(scene.low, start, inside.span.start)):
        return inside
    if agent is not None:
        return agent
    entrusted = _entrusted(scene, candidate)
    if entrusted is not None:
        return entrusted
    charged = scene.bodies_in(candidate.cue.end_char, min(start, candidate.cue.end_char + _RELATIVE_GAP))
    if charged:
        return charged[0]
    found = _before(scene, candidate) or _after(scene, end) or acted_on(scene, candidate)
    return found or _taken_up(scene, candidate)


def _asked(scene: Scene, candidate: Candidate) -> Body | None:
    """The body that is charged with the action or asked for it, whoever charges it."""
    asked = candidate.addressee
    return next(iter(scene.bodies_in(asked.start_char, asked.end_char)), None) if asked is not None else None


def acted_on(scene: Scene, candidate: Candidate) -> Body | None:
    """The body that a pronoun stands for as what is charged or convened (`agreed to reconvene it`, `which he will chair`)."""
    start, cue = candidate.action.start_char, candidate.cue.start_char
    first = scene.sentence(start)
    last = scene.last_body(cue)
    if last is None or first - scene.sentence(last.span.start) > 1:
        return None
    lead = scene.low[last.span.end : candidate.subject.start_char if candidate.subject is not None else cue]
    if scene.words.led_by.fullmatch(lead) and scene.words.convenes.match(scene.low, start):
        return last
    charged = scene.words.charged.search(scene.low, max(last.span.end, cue - _RELATIVE_GAP), start)
    convened = scene.words.convened.match(scene.low, start)
    return last if charged or convened else None


def _entrusted(scene: Scene, candidate: Candidate) -> Body | None:
    """The body last named in the sentence before, which a pronoun between cue and action entrusts with it."""
    start = candidate.action.start_char
    here = scene.sentence(start)
    words = scene.low[scene.sentences[here][0] : start].strip()
    match = scene.words.entrusted.search(words)
    last = scene.last_body(scene.sentences[here][0])
    if match is None or match.end() < len(words) - _RELATIVE_GAP or last is None:
        return None
    return last if scene.sentence(last.span.start) == here - 1 else None


def _agent(scene: Scene, candidate: Candidate) -> Body | None:
    """The body that acts: named by the subject, or what the subject's pronoun stands for."""
    if candidate.doer is not None:
        begins = candidate.doer.start_char
        doing = [b for b in scene.bodies_in(begins - _NAME, candidate.doer.end_char) if b.span.end > begins]
        if doing:
            return doing[0]  # `agreed that the committee will meet`
        if (taken := going_on(scene, replace(candidate, subject=candidate.doer))) is not None:
            return taken  # `agreed that a committee be set up and that it will meet`
    if candidate.subject is None:
        return None
    first = candidate.subject.start_char
    named = [b for b in scene.bodies_in(first - _NAME, candidate.subject.end_char) if b.span.end > first]
    if named and (_speaks(scene, candidate) or any(a.kind == "person" for a in scene.actors_in(first, named[0].span.start))):
        return None  # `Ms Roe, who chairs the committee,`
    return named[0] if named else going_on(scene, candidate) or _related(scene, candidate)


def _speaks(scene: Scene, candidate: Candidate) -> bool:
    """Whether a subject only speaks for the parties and is not charged itself (`the commission urged exporters to register`)."""
    subject = candidate.subject
    return (candidate.act == "proposal" and subject is not None and candidate.cue.end_char <= candidate.action.start_char
            and subject.root.dep_ not in scene.language.relation("passive_subject"))


def _after(scene: Scene, end: int) -> Body | None:
    """A body that follows the cited words as their channel."""
    last = scene.sentences[scene.sentence(end - 1)][1]
    following = next(iter(scene.bodies_in(end, min(last, end + _FRONT))), None)
    if following is None:
        return None
    gap = scene.low[end:following.span.start].strip(" ,")
    return following if scene.words.channels.fullmatch(gap) else None


def going_on(scene: Scene, candidate: Candidate) -> Body | None:
    """The body of a sentence before that a pronoun as subject stands for."""
    if candidate.subject is None:
        return None
    last = scene.last_body(candidate.subject.start_char)
    if last is None:
        return None
    begins, ends = scene.sentences[scene.sentence(last.span.start)]
    subject = candidate.subject
    whole = _HYPHENED.search(scene.low, max(0, subject.start_char - _FRONT), subject.start_char)
    first = whole.start() if whole is not None else subject.start_char  # the parse may part a pronoun at its hyphen
    if scene.words.nearest.fullmatch(scene.low, first, subject.end_char) and scene.sentence(last.span.start) == scene.sentence(
            subject.start_char) - 1 and ends - last.span.end <= _FRONT:
        return last
    before = scene.bodies_in(begins, last.span.end)  # of several, the one the sentence opens with or first names
    fresh = next((b for b in before if b.span == scene.named(b).title), None)
    acting = next((b for b in reversed(before) if scene.is_subject(b.span)), None)
    for body in (before[0], acting, fresh, last):
        if body is not None and _goes_on(scene, candidate, body, alone=body in (acting, fresh)):
            return body
    return None


def _before(scene: Scene, candidate: Candidate) -> Body | None:
    """A body named in the clause before the cue as a channel, or as what a relative pronoun takes up."""
    position = candidate.subject.start_char if candidate.subject is not None else candidate.cue.start_char
    related = _related(scene, candidate)
    if related is not None:
        return related
    first = scene.sentences[scene.sentence(position)][0]
    opening = next(iter(scene.bodies_in(first, first + _FRONT)), None)
    if opening is not None and scene.words.channels.match(scene.low[first:opening.span.start].strip()):
        return opening
    return None


def _related(scene: Scene, candidate: Candidate) -> Body | None:
    """The body that a relative pronoun takes up in the same sentence."""
    position = candidate.subject.start_char if candidate.subject is not None else candidate.cue.start_char
    last = scene.last_body(position)
    if last is None or scene.sentence(last.span.start) != scene.sentence(candidate.action.start_char):
        return None
    gap = scene.low[last.span.end:position]
    subject = scene.low[last.span.end:candidate.action.start_char].strip(" ,")
    if candidate.subject is not None:
        subject = candidate.subject.text.lower()
    apart = gap.strip(" ,")
    near = len(apart) <= _RELATIVE_GAP or len(apart) <= _FRONT and gap.rstrip().endswith(",") and not set(apart) & set(",;:(")
    return last if near and (scene.words.relatives.match(subject) or scene.words.of_which.fullmatch(apart)) else None


def _goes_on(scene: Scene, candidate: Candidate, last: Body, *, alone: bool = False) -> bool:
    """Whether a pronoun as subject takes up the body of the clause before, or one that pronouns have stood for since.

    alone: the body is first named there or acts there; it may stand anywhere in its sentence where no one else is meant.
    """
    subject = candidate.subject
    if subject is None or not scene.words.relatives.fullmatch(scene.low, subject.start_char, subject.end_char):
        return False
    before, here = scene.sentence(last.span.start), scene.sentence(subject.start_char)
    if before == here:
        aside = scene.low[last.span.end:subject.start_char].rpartition(_STOP)[2]
        first = subject.start_char - len(aside)
        told = not aside.strip() or aside.rstrip().endswith(",") and not any(
            a.subject for a in scene.actors_in(first, subject.start_char))
        if scene.low[last.span.end:first].endswith(_STOP):
            return told  # `; made up of officials, it will`
        return len(subject) == 1 and not any(
            len(a.states) == 1 and a.kind != "pronoun" for a in scene.actors_in(scene.sentences[here][0], subject.start_char))
    above = scene.actors_in(scene.sentences[here][0], subject.start_char) if len(subject) == 1 else ()
    if any(a.subject and len(a.states) == 1 for a in above):
        return False  # `the Finnish side said it would`
    if not alone and last.span.start - scene.sentences[before][0] > _FRONT or here - before > _CHAIN:
        return False
    if any(scene.words.relatives.match(scene.low, scene.sentences[k][0]) is None for k in range(before + 1, here)):
        return False
    opens = scene.words.relatives.match(scene.low, scene.sentences[before][0])
    if opens is not None and opens[0].strip() == scene.low[subject.start_char:subject.end_char].strip():
        return False  # it goes on for whom it stood for before the body was named
    rivals = [a for a in scene.actors_in(scene.sentences[before][0], subject.start_char) if a.kind != "pronoun"]
    if alone and len({a.states for a in rivals if a.subject and len(a.states) == 1}) == 1:
        return False  # several are no antecedent of a singular
    return not any(a.kind == "person" for a in rivals)


def _taken_up(scene: Scene, candidate: Candidate) -> Body | None:
    """The committee the text speaks of most, where the action names a session or its work without its name.

    A round is one of consultations, where the text tells of any before.
    """
    start, end = candidate.action.start_char, candidate.action.end_char
    subject = candidate.subject.start_char if candidate.subject is not None else start
    first = min(subject, start)
    last = scene.last_body(first)
    beside = last is not None and scene.sentence(last.span.start) == scene.sentence(first) - 1
    if beside and scene.words.its.match(scene.low, first):
        return last  # `its first meeting will be held in May`
    if not (scene.words.sessions.search(scene.low, first, end) or scene.words.its.search(scene.low, first, end)):
        return None
    consulting = scene.words.consulting.search(scene.low, first, end) is not None
    consultations = [b for b in scene.bodies if b.kind == "consultation" and b.span.start < start] if consulting else []
    if consultations:
        return consultations[-1]
    committees = [b for b in scene.bodies if b.kind == "committee" and b.span.start < start]
    if not committees:
        return None
    counts = Counter(b.key for b in committees)
    main = max(counts.values())
    return next(b for b in committees if counts[b.key] == main)
