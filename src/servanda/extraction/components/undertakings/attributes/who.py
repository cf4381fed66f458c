"""`by`: the states whose undertaking it is.

The subject of the cue says who undertakes. A cue that tells its subject what to do ("should", "are encouraged to") is
the proposal of whoever speaks: the source the sentence names, else the speaker the paragraph goes on reporting, else
all parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span as TokenSpan

from servanda.extraction.components.references.actors import Actor
from servanda.extraction.components.titles import GENITIVE
from servanda.extraction.components.undertakings.attributes.answers import answered_before
from servanda.extraction.components.undertakings.attributes.bodies import going_on
from servanda.extraction.components.undertakings.attributes.scene import Scene
from servanda.extraction.components.undertakings.candidate import Candidate
from servanda.extraction.mentions import Span

_SPEECH_REACH = 45
_NEAR, _TITLE = 25, 160  # characters from a verb of saying to a speaker, to the name of one behind a title
_AGENT_REACH = 60
_CLIMB = 8
_LONGEST = 250  # characters of a body's name
_NAME = 60  # characters of an actor's words
_BODY = 30  # characters from a preposition to the adjective of a body's state
_MEMORY = 3000  # characters back to the last speaker
_PASSIVE_GAP = 30
_MARKER = 2  # words before an action in which what joins it to another stands
_ARTICLE = 8  # characters before a state in which a preposition of place may stand
_PLACES = ("name", "capital", "city")
_PARTED = re.compile(r"[\d.,;:!?()\n]")
_TOGETHER = "agree"  # what nobody does alone
_TOLD = ("future", "reported")
_TREATY = "treaty"
_NAMING = ("person", "side", "state", "organisation")
_QUOTED = frozenset('"\u00bb\u201d')  # what ends quoted words
_MARKS = {"\u00ab": "\u00bb", "\u201c": "\u201d", '"': '"', "\u00bb": "", "\u201d": ""}  # what opens a quotation: what closes it
_QUOTED_SENTENCES = 5
_CHAIN = 5  # sentences in which a side may go on as a mere pronoun
_BOTH = ("joint", "pronoun")
_LINKED, _LISTED = "linked", "listed"
_BLANK = re.compile(r"\s")
_STEM_END = re.compile(r"^\w+")
_SINGLE = ("person", "office", "side", "pronoun", "state", "organisation")


def by(scene: Scene, candidate: Candidate) -> tuple[tuple[str, ...], str | None]:
    """The states, sorted, and the key of the person or body that speaks, where it is known."""
    actor = _speaking(scene, candidate)
    if actor is not None and actor.states:
        actor = _met(scene, candidate, _together(scene, candidate, actor))
    if (talks := _of_the_last_talks(scene, candidate, actor)) is not None:
        return talks, None
    if actor is not None and actor.states:
        return tuple(sorted(set(actor.states))), actor.entity
    alone = scene.alone if candidate.force != _TOGETHER else ()
    return tuple(sorted(_across(scene, candidate) or alone or scene.parties)), None


def _of_the_last_talks(scene: Scene, candidate: Candidate, actor: Actor | None) -> tuple[str, ...] | None:
    """Whose "they" and "the two ministers" are in a paper of several talks: theirs who have just been said to have met."""
    start = candidate.subject.start_char if candidate.subject is not None else candidate.cue.start_char
    named = scene.states_in(start, candidate.cue.start_char) or any(
        a.kind in _NAMING for a in scene.actors_in(start, candidate.cue.end_char))
    if named or scene.joint_voice or actor is not None and (actor.kind not in _BOTH or set(actor.states) != set(scene.parties)):
        return None
    told = scene.last_talks(start)
    return told if told is not None and set(told) != set(scene.parties) else None


def _together(scene: Scene, candidate: Candidate, actor: Actor) -> Actor:
    """An actor with those joined to it, where a plural verb has them all for its subject (`Oslo and Rome have agreed`)."""
    if actor.kind not in _NAMING:
        return actor
    first, last = scene.sentences[scene.sentence(actor.span.start)]
    end = candidate.cue.end_char if candidate.cue.end_char >= actor.span.end else last
    around = [a for a in scene.actors_in(first, end) if a.kind in (*_NAMING, "office") and a.states]
    places = [i for i, a in enumerate(around) if a.span.start < actor.span.end and actor.span.start < a.span.end]
    if not places:
        return actor
    left, right = places[0], places[-1]
    linked = any(_joins(scene, around[i], around[i + 1]) == _LINKED for i in range(left, right))
    while right + 1 < len(around) and (gap := _joins(scene, around[right], around[right + 1])):
        right, linked = right + 1, linked or gap == _LINKED
    while left > 0 and (gap := _joins(scene, around[left - 1], around[left])):
        left, linked = left - 1, linked or gap == _LINKED
    plural = scene.plural(around[right].span.end, end)
    if not linked or plural is False or plural is None and not all(a.subject for a in around[left : right + 1]):
        return actor
    while left < places[0] and _only_told(scene, around[left].span.start):
        left += 1
    return _union(around[left : right + 1], around[left].span.start, around[right].span.end)


def _met(scene: Scene, candidate: Candidate, actor: Actor) -> Actor:
    """An actor with the one it met, where a participle says that they agreed (`saw her Tongan counterpart, agreeing to`)."""
    cue = candidate.cue
    if candidate.force != _TOGETHER or actor.kind != "person" or "Part" not in cue.root.morph.get("VerbForm"):
        return actor
    between = scene.actors_in(actor.span.end, cue.start_char) if scene.low.endswith(", ", 0, cue.start_char) else []
    met = [a for a in between if a.kind == "person" and not a.subject and a.states and a.states != actor.states]
    return _union([actor, met[0]], actor.span.start, met[0].span.end) if len(actor.states) == 1 and met else actor


def _joins(scene: Scene, one: Actor, other: Actor) -> str:
    """How two actors follow each other: joined by a word, listed behind a comma or in apposition, or (empty) not at all."""
    gap = scene.low[one.span.end : scene.begin(other)]
    if other.kind == "person" and one.kind in ("side", "office") and one.states == other.states and not gap.strip():
        return _LISTED  # `her Tongan counterpart Ana Vesi`
    word = scene.words.joined.match(gap.strip(" ,"))
    rest = gap.strip(" ,")[word.end() :] if word is not None else gap.strip(" ,")
    if word is not None and other.kind == "person" and gap.endswith(", ") and "," not in rest and not scene.verbal(
            one.span.end, other.span.start):
        return _LINKED  # `and her Tongan counterpart, Ana Vesi`
    if len(rest.split()) > 1 or len(rest) > _ARTICLE or not word and gap.strip(" ")[:1] != ",":
        return ""
    return _LINKED if word is not None else _LISTED


def _only_told(scene: Scene, start: int) -> bool:
    """Whether the words right before an actor make it a source or a place."""
    first = max(0, start - 2 * _ARTICLE)
    sources = (m.end() for m in scene.references.sources.finditer(scene.low, first, start))
    return _placed(scene, start) or any(len(scene.low[end:start].strip()) <= len("l'") + 1 for end in sources)


def _across(scene: Scene, candidate: Candidate) -> tuple[str, ...]:
    """Whose a named body is of which no state is said, by whom it acts towards: in a treaty it reports to the other party."""
    subject = candidate.subject
    if candidate.act != "pledge" or subject is None or len(scene.parties) != 2 or subject.root.pos_ != "PROPN":
        return ()
    told = scene.actors_in(candidate.action.start_char, candidate.action.end_char)
    towards = {a.states for a in told if len(a.states) == 1 and a.kind in ("side", "office", "organisation")}
    return tuple(p for p in scene.parties if (p,) not in towards) if len(towards) == 1 else ()


def _speaking(scene: Scene, candidate: Candidate) -> Actor | None:
    told = _is_told(scene, candidate)
    if candidate.act == "proposal" and told and candidate.addressee is not None and scene.bodies_in(
            candidate.addressee.start_char, candidate.addressee.end_char):
        return None  # what is asked of a joint body without a word on who asks, all ask
    if candidate.act == "proposal" and (asking := _asking(scene, candidate)) is not None:
        return asking
    if candidate.act == "proposal" and told:
        return voice(scene, candidate)
    if candidate.subject is not None and (candidate.rule == _TREATY or _undergoes(scene, candidate)) and _common(
            scene, candidate.subject):
        return None
    agent = _host(scene, candidate) if candidate.act == "invitation" else _agent(scene, candidate)
    if agent is not None:
        return agent
    if candidate.received:
        return None if candidate.common else _giver(scene, candidate)
    doer = _doer(scene, candidate)
    if _impersonal(scene, candidate):
        return doer
    if candidate.act == "pledge" and candidate.subject is None and (charged := _charged(scene, candidate)) is not None:
        return charged
    if candidate.act == "pledge" and scene.words.shared.search(scene.low, candidate.cue.start_char, candidate.cue.end_char):
        subject = _subject(scene, candidate, candidate.subject) if candidate.subject is not None else None
        return subject if subject is not None and len(subject.states) > 1 else None
    if doer is not None:
        return doer
    position = candidate.cue.start_char
    begun = candidate.subject.start_char if candidate.subject is not None else position
    if scene.words.mine.match(scene.low, position) or scene.words.mine.match(scene.low, begun):
        spoken = attributed(scene, scene.sentence(position)) or _quoting(scene, position)
        if spoken is not None and spoken.states:
            return spoken
    owner = _owner(scene, candidate) if candidate.act == "pledge" else None
    if owner is not None:
        return owner
    if candidate.subject is not None and not _adverbial(scene, candidate.subject):
        found = _subject(scene, candidate, candidate.subject)
        if _undergoes(scene, candidate):
            return _teller(scene, candidate) or _other(scene, candidate, found)
        if candidate.rule in _TOLD and found is None:
            return _teller(scene, candidate)
        return found or (voice(scene, candidate) if told else _reporting(scene, candidate))
    return _without_subject(scene, candidate)


def _impersonal(scene: Scene, candidate: Candidate) -> bool:
    """Whether a pledge is told in a form that speaks for all, whoever tells it (`she said that it was agreed to`)."""
    cue, subject = candidate.cue, candidate.subject
    if candidate.act != "pledge" or candidate.force != _TOGETHER or subject is None:
        return False
    first = max(subject.end_char, scene.sentences[scene.sentence(cue.start_char)][0])
    return any(m.start() <= cue.start_char < m.end() for m in scene.words.impersonal.finditer(scene.low, first, cue.end_char))


def _charged(scene: Scene, candidate: Candidate) -> Actor | None:
    """The one side to which an agentless cue leaves the action (`it falls to Oslo to`)."""
    asked = candidate.addressee
    named = scene.actors_in(asked.start_char, asked.end_char) if asked is not None else []
    return named[0] if len(named) == 1 and named[0].kind in ("state", "side") and len(named[0].states) == 1 else None


def _giver(scene: Scene, candidate: Candidate) -> Actor | None:
    """Who undertakes what the subject of the cue is given: the one other side the clause names, else the other party."""
    receiver = _subject(scene, candidate, candidate.subject) if candidate.subject is not None else None
    taken = receiver.states if receiver is not None else ()
    named = scene.actors_in(candidate.cue.start_char, candidate.action.start_char)
    giver = next((a for a in named if len(a.states) == 1 and a.states != taken), None)
    others = tuple(p for p in scene.parties if p not in taken)
    return giver or (Actor(Span(candidate.cue.start_char, candidate.cue.end_char), "state", others) if len(others) == 1 else None)


def _is_told(scene: Scene, candidate: Candidate) -> bool:
    """Whether the cue tells its subject what to do."""
    start = candidate.subject.end_char if candidate.subject is not None else candidate.cue.start_char
    start = min(start, candidate.cue.start_char)
    end = max(candidate.cue.end_char, min(candidate.action.start_char, start + _SPEECH_REACH))
    if not scene.block(start)[0] <= start < end:
        start = candidate.cue.start_char
    return scene.words.obliged.search(scene.low, start, max(end, candidate.cue.end_char)) is not None


def _doer(scene: Scene, candidate: Candidate) -> Actor | None:
    """The one side that is to act by what both agreed or one announced (`agreed that Oslo will pay`)."""
    if candidate.act != "pledge" or candidate.doer is None:
        return None
    start, end = candidate.doer.start_char, candidate.doer.end_char
    whole = next((a for a in scene.actors_in(start - _NAME, start) if a.span.end > start), None)
    named = [a for a in scene.actors_in(start if whole is None else whole.span.start, end) if a.kind in _NAMING and a.states]
    named = [a for a in named if not scene.references.own.fullmatch(scene.low, a.span.start, a.span.end)]
    if not named or any(b.span.end > start for b in scene.bodies_in(start - _LONGEST, end)):
        return None
    states = {s for a in named for s in a.states}
    return named[0] if len(states) == 1 and states <= set(scene.parties) else None


def _adverbial(scene: Scene, subject: TokenSpan) -> bool:
    """Whether what was taken for a subject is a verb or only says where."""
    return subject.root.pos_ in ("VERB", "AUX") or scene.references.located.match(scene.low, subject.start_char) is not None


def _common(scene: Scene, subject: TokenSpan) -> bool:
    """Whether what is done to the subject both do, whoever tells it: hold a meeting, draw up or sign a text."""
    start, end = subject.start_char, subject.end_char
    return scene.words.sessions.match(scene.low, start) is not None or any(
        i.title.start < end and start < i.title.end and i.status == "planned" for i in scene.findings.instruments)


def _undergoes(scene: Scene, candidate: Candidate) -> bool:
    """Whether the subject of a future only has done or given to it what another will do."""
    at = candidate.cue.start_char
    if "Prog" in candidate.action.root.morph.get("Aspect"):
        return False  # `will be sending`
    return bool(scene.words.passives.match(scene.low, at) or scene.words.beneficiaries.match(scene.low, at))


def _teller(scene: Scene, candidate: Candidate) -> Actor | None:
    """The one side that tells what will be done, unless a meeting is told of, which both hold."""
    subject = candidate.subject
    if subject is None or scene.words.sessions.search(scene.low, subject.start_char - 1, subject.end_char):
        return None
    teller = attributed(scene, scene.sentence(candidate.cue.start_char))
    if teller is None or len(teller.states) != 1:
        return None
    return None if subject.start_char <= teller.span.start < subject.end_char else teller


def _reporting(scene: Scene, candidate: Candidate) -> Actor | None:
    """The one side that tells what somebody of its own will do (`the Omani side said that the institute intends to`)."""
    subject = candidate.subject
    if subject is None or candidate.rule != "cue" or candidate.act != "pledge" or candidate.force == _TOGETHER:
        return None
    first = scene.sentences[scene.sentence(subject.start_char)][0]
    teller = attributed(scene, scene.sentence(subject.start_char))
    told = teller is not None and len(teller.states) == 1 and first <= teller.span.start < subject.start_char
    return teller if told and not scene.bodies_in(subject.start_char - 1, subject.end_char) else None


def _other(scene: Scene, candidate: Candidate, receiver: Actor | None) -> Actor | None:
    """Who gives what one of two parties will receive by their joint text: the other."""
    if not (scene.joint_voice and scene.words.beneficiaries.match(scene.low, candidate.cue.start_char)):
        return None
    others = tuple(p for p in scene.parties if receiver is not None and p not in receiver.states)
    return Actor(Span(candidate.cue.start_char, candidate.cue.end_char), "state", others) if len(others) == 1 else None


def _host(scene: Scene, candidate: Candidate) -> Actor | None:
    """Who invites, where the invitation is told from the guest's side (`invited by`, `accepted an invitation from`)."""
    home = _destination(scene, candidate)
    if home is not None:
        return home
    start, end = candidate.action.start_char, candidate.action.end_char
    for match in scene.words.hosts.finditer(scene.low, start, end):
        near = next((a for a in scene.actors_in(match.end(), match.end() + _AGENT_REACH) if a.states), None)
        if near is not None and len(near.states) == 1:
            return near
    opens = start == scene.sentences[scene.sentence(start)][0]  # `Invited to the ceremonies, the king said`
    invited = opens or scene.words.invited.match(scene.low, start) is not None
    if answered_before(scene, candidate) is None and not invited:
        return None
    owner = next((a for a in reversed(scene.actors_in(max(0, start - 25), start)) if len(a.states) == 1), None)
    if owner is not None and not owner.subject and not invited:
        return owner
    last = scene.sentences[scene.sentence(start)][1]
    opening = owner or next((a for a in scene.actors_in(end, last) if len(a.states) == 1), None)
    guest = _subject(scene, candidate, candidate.subject) if candidate.subject is not None else opening
    others = tuple(p for p in scene.parties if guest is not None and p not in guest.states)
    return Actor(Span(start, end), "state", others) if len(others) == 1 else None


def _destination(scene: Scene, candidate: Candidate) -> Actor | None:
    """The host, by the place one is invited to: it is nearly always his own country."""
    start, end = candidate.action.start_char, candidate.action.end_char
    guests = {s for a in scene.actors_in(start, end) if a.kind in ("person", "office") for s in a.states}
    places = [m for m in scene.states_in(start, end) if m.kind in _PLACES]
    if not places or places[-1].code not in scene.parties or places[-1].code in guests:
        return None
    host = (places[-1].code,)
    first = scene.sentences[scene.sentence(start)][0]
    speaker = next((a for a in scene.actors_in(first, start) if a.states == host and a.entity), None)
    return Actor(places[-1].span, "state", host, speaker.entity if speaker else None)


def _owner(scene: Scene, candidate: Candidate) -> Actor | None:
    """Whose commitment or will it is, where the cue's noun says so (`both countries' commitment to`)."""
    start = candidate.cue.start_char
    of_state = next((m for m in scene.states_in(start, candidate.cue.end_char) if m.kind == "adjective"), None)
    if of_state is not None and of_state.span.start == start:
        return Actor(of_state.span, "state", (of_state.code,))  # `Norwegian plans to build`
    if scene.words.owned.match(scene.low, start):
        first = scene.sentences[scene.sentence(start)][0]
        named = [a for a in scene.actors_in(first, start) if a.states and scene.words.genitive.match(scene.low, a.span.end)]
        if named:
            return named[-1]
    for actor in reversed(scene.actors_in(max(0, start - _AGENT_REACH), candidate.action.start_char)):
        if not actor.states or actor.kind == "pronoun" or actor.span.start < scene.sentences[scene.sentence(start)][0]:
            continue
        before, after = scene.low[:actor.span.start], scene.low[actor.span.end:candidate.action.start_char]
        owned = scene.words.owners_after.match(after)
        if owned is not None and (owned["bare"] and actor.kind not in ("state", "side") or any(
                scene.words.joined.fullmatch(word) for word in after.split()[-_MARKER:])):
            owned = None  # `pledged to back Peru's plan and to open a school`
        if owned is None and actor.span.start > start:
            owned = scene.words.owners_before.search(before[-60:])
        if owned and len(after) <= _SPEECH_REACH:
            return actor
    told = scene.states_in(start, candidate.cue.end_char)
    heads = (m.end() for m in _BLANK.finditer(scene.low, start, told[0].span.start)) if told else ()
    begins = next((end for end in heads if scene.words.owners_before.search(scene.low[start:end])), None)
    return _of_its_state(scene, begins) if begins is not None else None


def _asking(scene: Scene, candidate: Candidate) -> Actor | None:
    """Who asks, where the cue is a noun with a name in or before it (`a request by Oslo that`, `Oslo's request to`)."""
    start, end = candidate.cue.start_char, candidate.cue.end_char
    if candidate.subject is not None or candidate.cue.root.pos_ != "NOUN":
        return None
    told = [a for a in scene.actors_in(start, end) if len(a.states) == 1 and a.kind != "pronoun"]
    first = max(scene.sentences[scene.sentence(start)][0], start - _BODY)
    owners = reversed(scene.actors_in(first, start))
    before = [a for a in owners if len(a.states) == 1 and scene.words.genitive.match(scene.low, a.span.end)]
    return next(iter(told or before), None)


def _agent(scene: Scene, candidate: Candidate) -> Actor | None:
    """Who acts in a passive (`by the ministry`, right after the cue or at the action's end), or gives what is received."""
    receives = scene.words.beneficiaries.match(scene.low, candidate.cue.start_char) is not None
    if candidate.rule in _TOLD and not _undergoes(scene, candidate):
        return None  # `will stand by Oslo`
    agents = scene.words.hosts if receives else scene.words.agents
    for match in agents.finditer(scene.low, candidate.cue.end_char, candidate.cue.end_char + _AGENT_REACH):
        gap = scene.low[candidate.cue.end_char:match.start()]
        if len(gap) > _PASSIVE_GAP and not receives and not _undergone(scene, candidate, match.start()) or set(gap) & set(",;:."):
            break
        near = next((a for a in scene.actors_in(match.end(), match.end() + 12) if a.states), None)
        if near is not None and near.kind == "office" and candidate.rule == _TREATY:
            return None  # `by the receiving Party`: whichever it is
        if near is not None and not _PARTED.search(scene.low, match.end(), near.span.start):
            return near
        if not receives and (one := _of_its_state(scene, match.end())) is not None:
            return one
    return None


def _undergone(scene: Scene, candidate: Candidate, end: int) -> bool:
    """Whether only a passive's own verb stands between the cue and a position (`will be | given to Tongan students | by`)."""
    between = scene.doc.char_span(candidate.cue.end_char, end, alignment_mode="contract") or ()
    return _undergoes(scene, candidate) and sum(t.pos_ == "VERB" for t in between) <= 1 and not any(
        scene.words.relatives.fullmatch(scene.low, t.idx, t.idx + len(t)) for t in between)


def _of_its_state(scene: Scene, start: int) -> Actor | None:
    """Who acts that is named only by a word and the adjective of one party (`by the Omani coast guard`)."""
    stop = _PARTED.search(scene.low, start, start + _NAME)
    told = scene.states_in(start, min(start + _BODY, stop.start() if stop is not None else start + _BODY))
    codes = {m.code for m in told if m.kind == "adjective" and m.code in scene.parties}
    if len(codes) != 1 or len(codes) != len({m.code for m in told}):
        return None
    return Actor(Span(start, told[0].span.end), "state", tuple(codes))


def _subject(scene: Scene, candidate: Candidate, subject: TokenSpan) -> Actor | None:
    """Whom the subject names, without its relative clauses; failing that, who stands between it and the cue."""
    start, end = subject.start_char, subject.end_char
    if (body := going_on(scene, candidate)) is not None:
        return Actor(body.span, "joint", body.states or scene.parties)
    if scene.references.first.fullmatch(scene.low, start, end):
        if candidate.force == _TOGETHER:
            return Actor(Span(start, end), "joint", scene.parties)  # `we have agreed`, whoever says it
        spoken = None if scene.joint_voice else attributed(scene, scene.sentence(start))
        spoken = spoken or _quoting(scene, start)
        if spoken is not None:
            return spoken
    if candidate.rule == _TREATY and scene.references.one.fullmatch(scene.low, start, end):
        return _side_before(scene, start)
    undergone = candidate.cue.end_char <= candidate.action.start_char and scene.words.passives.match(
        scene.low, candidate.action.start_char)
    if undergone and scene.references.one.fullmatch(scene.low, start, end):
        return None  # the pronoun is what is done, not who does it
    if scene.words.two_sides.search(scene.low, scene.sentences[scene.sentence(start)][0], max(end, candidate.cue.start_char)):
        return Actor(Span(start, end), "joint", scene.parties)
    whole = next((a for a in scene.actors_in(start - _NAME, start) if a.span.end > start), None)
    if whole is not None:  # a name or phrase of which the parse took but the end
        start = whole.span.start
    if scene.words.relatives.fullmatch(scene.low, start, end):
        taken = scene.last_body(start)
        rival = next((a for a in reversed(scene.actors_in(start - _MEMORY, start)) if a.states), None)
        if taken is not None and scene.sentence(taken.span.start) == scene.sentence(start) and (
            rival is None or rival.span.end <= taken.span.end
        ):
            return Actor(taken.span, "joint", taken.states or scene.parties)
        above = [a for a in scene.actors_in(scene.sentences[scene.sentence(start)][0], start) if a.subject and a.states]
        elsewhere = taken is None or len(subject) == 1 and scene.sentence(taken.span.start) != scene.sentence(start)
        if above and elsewhere and not scene.actors_in(start, end):
            return above[-1]  # `Oslo said that it would`
    relative = scene.words.relatives.search(scene.low, start + 1, end)
    found = standing_for(scene, start, relative.start() if relative else end)
    if found is None and candidate.cue.start_char - end < _SPEECH_REACH:
        found = standing_for(scene, end, candidate.cue.start_char)
    if found is None and scene.references.neuter.fullmatch(scene.low, start, end) and not scene.words.impersonal.match(
            scene.low, start):
        return _side_before(scene, start)
    return found


def _side_before(scene: Scene, start: int) -> Actor | None:
    """The state or side that a neuter pronoun goes on about: the subject of its sentence or of the last that has one."""
    here = scene.sentence(start)
    for index in range(here, max(-1, here - _CHAIN), -1):
        first, last = scene.sentences[index]
        subjects = [a for a in scene.actors_in(first, min(last, start)) if a.subject and a.states]
        groups = [a for a in subjects if a.kind in ("side", "state", "organisation")]
        if subjects:
            alone = len({a.states for a in groups}) == 1 or index < here and groups and subjects[0] == groups[0]
            return groups[0] if alone else None
    return None


def standing_for(scene: Scene, start: int, end: int) -> Actor | None:
    """Whom a noun phrase stands for, as one actor; None where it names nobody."""
    found = scene.actors_in(start, end)
    joint = next((a for a in found if a.kind == "joint"), None)
    if joint is not None:
        return joint
    told = start if scene.low.startswith(",", end) else None  # `a mission will go to Fiji, which will`
    found = [a for a in found if a.kind != "state" or a.span.start == told or not _placed(scene, a.span.start)]
    people = {a.entity: a.states for a in found if a.kind == "person"}
    if len(people) > 1 and () in people.values():
        return Actor(Span(start, end), "joint", scene.parties)
    for kinds in (("person",), ("side", "office", "state", "organisation"), ("pronoun",)):
        chosen = [a for a in found if a.kind in kinds and a.states]
        if kinds == ("person",) and chosen:
            chosen += [a for a in found if a.kind in ("pronoun", "office") and a.states and _coupled(scene, a, chosen[0])]
        if chosen:
            return _union([*_joined_before(scene, chosen[0]), *chosen, *_joined(scene, chosen[-1])], start, end)
    bodies = [b for b in scene.bodies_in(start - _LONGEST, end) if start < b.span.end]
    if bodies:
        return Actor(bodies[0].span, "joint", bodies[0].states or scene.parties)
    named = sorted({m.code for m in scene.states_in(start, end) if m.span.start == told or not _placed(scene, m.span.start)})
    apposed = (a for a in scene.actors_in(end, end + _ARTICLE) if a.kind == "person" and a.states)
    person = next((a for a in apposed if not scene.low[end:a.span.start].strip(" ,")), None)
    if person is not None and set(person.states) == set(named):
        return person  # `her Tongan counterpart, Ana Vesi,`
    return Actor(Span(start, end), "state", tuple(named)) if named else None


def _coupled(scene: Scene, other: Actor, person: Actor) -> bool:
    """Whether a pronoun or an office is joined to a person's name (`he and Mr Roe`)."""
    first, second = sorted((other.span, person.span), key=lambda span: span.start)
    return scene.words.joined.match(scene.low[first.end:second.start].strip()) is not None


def _placed(scene: Scene, start: int) -> bool:
    """Whether the words right before a state or capital say only where (`its embassy in Oslo`)."""
    found = scene.references.located.finditer(scene.low, max(0, start - _ARTICLE), start)
    return any(not scene.low[m.end():start].strip() for m in found)


def _joined(scene: Scene, last: Actor) -> Iterator[Actor]:
    """The states whose adjectives are joined to a side's own (`the German, French and Belgian authorities`)."""
    at = last.span.end
    for mention in scene.states_in(at, at + _SPEECH_REACH) if last.kind == "side" else ():
        gap = scene.low[at:mention.span.start].strip(" ,-")
        if mention.kind != "adjective" or gap and not scene.words.joined.fullmatch(gap):
            return
        yield Actor(mention.span, "side", (mention.code,))
        at = mention.span.end


def _joined_before(scene: Scene, first: Actor) -> Iterator[Actor]:
    """The states whose adjectives stand before a side's own (`German, French and | Belgian authorities`)."""
    at = first.span.start
    for mention in reversed(scene.states_in(at - _SPEECH_REACH, at) if first.kind == "side" else ()):
        gap = scene.low[mention.span.end:at].strip(" ,-")
        if mention.kind != "adjective" or gap and not scene.words.joined.fullmatch(gap):
            return
        yield Actor(mention.span, "side", (mention.code,))
        at = mention.span.start


def _union(chosen: list[Actor], start: int, end: int) -> Actor:
    states = tuple(sorted({s for a in chosen for s in a.states}))
    first = chosen[0]
    entity = first.entity if len({a.entity for a in chosen if a.entity}) == 1 else None
    return Actor(Span(start, end), first.kind, states, entity)


def _without_subject(scene: Scene, candidate: Candidate) -> Actor | None:
    """Agentless forms speak for all; else the nearest subject before the cue in its sentence, else who is speaking."""
    position = candidate.cue.start_char
    start, end = scene.sentences[scene.sentence(position)]
    if scene.words.impersonal.search(scene.low, start, max(candidate.cue.end_char, candidate.action.start_char)):
        return None
    own = standing_for(scene, position, candidate.cue.end_char)
    if own is not None and len(own.states) > 1:
        return own  # a cue that holds its subject (`neither Oslo nor Rome intends`)
    if (teller := _telling(scene, start, end)) is not None:
        return teller
    before = [a for a in scene.actors_in(start, candidate.cue.end_char) if a.subject and a.states]
    governing = _governing(scene, candidate, before)
    if governing is not None:
        return governing
    if candidate.act == "pledge":
        spoken = attributed(scene, scene.sentence(position))
        return spoken
    return voice(scene, candidate)


def _telling(scene: Scene, start: int, end: int) -> Actor | None:
    """Whoever an inserted clause says is speaking (`it is time to act, he said`)."""
    for match in scene.references.inverted.finditer(scene.low, start, end):
        inside = next((a for a in scene.actors_in(match.start(), match.end()) if len(a.states) == 1), None)
        if inside is not None:
            return inside
    return None


def _governing(scene: Scene, candidate: Candidate, subjects: list[Actor]) -> Actor | None:
    """The subject of the nearest verb above the cue; where nothing was parsed, the nearest subject before it."""
    if not subjects:
        return None
    heads = scene.language.relation("subject") | scene.language.relation("passive_subject")
    token = candidate.cue.root
    for _ in range(_CLIMB):
        for child in token.children:
            if child.dep_ in heads:
                found = [a for a in subjects if a.span.start <= child.idx < a.span.end]
                if found:
                    return found[0]
        if token.head.i == token.i:
            break
        token = token.head
    return subjects[-1]


def voice(scene: Scene, candidate: Candidate) -> Actor | None:
    """Who is speaking where the cue stands: a source its sentence names, or the speaker the paragraph goes on with."""
    position = candidate.cue.start_char
    index = scene.sentence(position)
    low_bound = scene.block(position)[0]
    spoken = attributed(scene, index, position) or _quoting(scene, position)
    first = True
    while spoken is None and index > 0 and (scene.sentences[index - 1][0] >= low_bound or first):
        first = first and scene.sentences[index - 1][0] >= low_bound
        index -= 1
        spoken = attributed(scene, index)
    return spoken if spoken is None or len(spoken.states) == 1 else None


def _quoting(scene: Scene, position: int) -> Actor | None:
    """Whose words a quotation of several sentences is: named behind or within it, else where it opens."""
    start, end = scene.block(position)
    opening = next((i for i in range(position - 1, start - 1, -1) if scene.low[i] in _MARKS), -1)
    mark = scene.low[opening] if opening >= 0 else ""
    closes = _MARKS.get(mark, "")
    if not closes or closes == mark and scene.low.count(mark, start, position) % 2 == 0:
        return None
    closing = scene.low.find(closes, position, end)
    first, here = scene.sentence(opening), scene.sentence(position)
    last = scene.sentence(closing) if closing >= 0 else here
    for index in (*range(here + 1, min(last, here + _QUOTED_SENTENCES) + 1), *range(here - 1, first - 1, -1)):
        if (spoken := attributed(scene, index)) is not None:
            return spoken
    return None


def attributed(scene: Scene, sentence: int, before: int | None = None) -> Actor | None:
    """The single or joint source whose words a sentence reports, if it names one: the first, or the last before a position."""
    start, end = scene.sentences[sentence]
    first = scene.references.first
    told = [a for a in scene.actors_in(start, end) if a.states]
    found = [a for a in told if not first.fullmatch(scene.low, a.span.start, a.span.end)]
    if scene.joint_voice and (ours := next((a for a in told if a.subject and a not in found), None)) is not None:
        return replace(ours, kind="joint", states=scene.parties)
    for match in scene.references.sources.finditer(scene.low, start, end):
        after = next((a for a in found if match.end() <= a.span.start <= match.end() + 6), None)
        if after is not None and len(after.states) == 1:
            return after
    if (teller := _telling(scene, start, end)) is not None:
        return teller
    if scene.references.inverted.search(scene.low, start, end):
        return next((a for a in reversed(scene.actors_in(start - _MEMORY, start)) if a.subject and len(a.states) == 1), None)
    speaking = (a for a in found if a.kind in (*_SINGLE, "joint") and _speaks(scene, a, start, end))
    opening = next(speaking, None)
    if opening is None or before is None or opening.span.start > before:
        return opening
    return next((a for a in reversed([*speaking]) if a.subject and a.span.start < before), opening)


def _speaks(scene: Scene, actor: Actor, start: int, end: int) -> bool:
    """Whether a verb of saying follows a subject, or stands right before it (`said the minister`)."""
    said = scene.references.speech.search(scene.low, actor.span.end, min(end, actor.span.end + _SPEECH_REACH))
    quoted = said is not None and bool(set(scene.low[actor.span.end : said.start()]) & _QUOTED)
    if said and scene.low[actor.span.end : said.start()].strip() in GENITIVE:
        return False  # a request that somebody's is: the noun
    if said and not actor.subject and any(a.subject for a in scene.actors_in(actor.span.end, said.start())):
        return False  # `thanked Mr Roe, and they affirmed`
    if said and not quoted and (actor.subject or said.start() - actor.span.end <= 6):
        return scene.words.obliged.search(scene.low, actor.span.end, said.end() + 4) is None
    reach = _TITLE if actor.kind == "person" else _NEAR
    before = list(scene.references.speech.finditer(scene.low, max(start, actor.span.start - reach), actor.span.start))
    if not before:
        return False
    last = before[-1]
    gap = _STEM_END.sub("", scene.low[last.end():actor.span.start]).strip()
    return (len(gap) <= 4 or _titled(scene, actor, last.end())) and "," in scene.low[max(start, last.start() - 4):last.start()]


def _titled(scene: Scene, actor: Actor, start: int) -> bool:
    """Whether but a title stands between a position and somebody's name (`said | the Tongan Minister of Ports, Mr Roe`)."""
    titles = (t for e in scene.findings.entities if e.key == actor.entity for t in e.titles)
    return any(start <= t.start and t.end <= actor.span.start and t.start - start <= _ARTICLE + len("l'")
               and actor.span.start - t.end <= _ARTICLE for t in titles)
