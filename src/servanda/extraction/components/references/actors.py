"""Everything in a text that can act or speak, in order, each with the states it stands for.

An *actor* is a person, a state, a side ("the Kazakh side"), an office ("the minister"), a pronoun, or the parties
together. Pronouns and bare offices are resolved in reading order by a small model of the discourse: who was last the
subject of a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from servanda.extraction.components.references.interviews import Named, answering, questions
from servanda.extraction.components.references.lexicon import Words, plain, plain_text
from servanda.extraction.content import once, tells
from servanda.extraction.gazetteer import gazetteer
from servanda.extraction.mentions import Entity, Findings, Reference, Span, StateMention
from servanda.languages import Language

_GOVERNMENTS = frozenset({"name", "capital", "seat"})
_SIDE_REACH = 80
_SPOUSE = "spouse"
_ANY = "other"  # a portfolio of no code of its own
_TITLED = "titled"  # the office of whoever the text has called by it, and of nobody else
_DELEGATE = "delegate"  # the office of whoever is sent: anybody but those who send him
_SENT = frozenset({"minister", "deputy-minister", "delegate"})
_CHIEFS = frozenset({"head-of-state", "head-of-government", "spouse"})
_OFTEN = 2  # times somebody must have been a subject to be whom the text is about
_NEAR = 2  # sentences in which somebody named is still the person opposite
_NEVER = re.compile(r"(?!)")
_WORD = re.compile(r"[^\W\d_]+")
_PAIR_GAP = 6
_ARTICLE = 5  # characters of an article, or an honorific, before an office or a name
_LEADER = 160  # characters after a delegation in which its leader is named
_JOINED = 9  # characters between a counterpart and his state
_COMMA = 2  # characters between a name and the relative clause about it
_OPENING = 700
_OPENS = 18  # characters of the words that begin a further clause


@dataclass(frozen=True, slots=True)
class Actor:
    """Words that can act. kind: `person`, `organisation`, `state`, `side`, `office`, `joint`, `pronoun`, `relative`.

    subject: whether they are the subject of a clause (or, unparsed, begin a sentence). sentence: its index.
    """

    span: Span
    kind: str
    states: tuple[str, ...]
    entity: str | None = None
    subject: bool = False
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class _Raw:
    """An actor before it is resolved. form: what it was found as; office: code of an office; codes: that
    of the office as it is stated in full; gender: what its words tell; further: whether it begins a further clause of what
    somebody has said."""

    span: Span
    form: str
    states: tuple[str, ...] = ()
    entity: str | None = None
    office: str = ""
    codes: frozenset[str] = frozenset()
    noun: str = ""
    gender: int | None = None
    further: bool = False


@dataclass(slots=True)
class Discourse:
    """Whom the text has spoken of so far.

    first: whom the first person stands for; author: the one who speaks, if the text is his own.
    home: the party in whose country the paper is told. head: the first single subject of
    the last sentence that had one; here: the last single subject of the sentence being read; teller: its first one that can
    speak; opened: the last state that was
    the first subject of its sentence; latest: the last single actor of all; met: every named one; acted: how often each
    of them was a subject. titles: the words of the offices said of each person; genders: what these tell. led: the last
    delegation whose leader is named. told: whether the
    sentence is somebody's words, who goes on speaking whatever its subjects (`Oslo must act, he said`). unnamed: holders
    of offices whom the text does not name.
    """

    parties: tuple[str, ...]
    first: tuple[str, ...]
    home: tuple[str, ...] = ()
    author: str | None = None
    head: Actor | None = None
    here: Actor | None = None
    teller: Actor | None = None
    latest: Actor | None = None
    opened: Actor | None = None
    sentence: int = -1
    met: list[Actor] = field(default_factory=list)
    acted: Counter[str] = field(default_factory=Counter)
    titles: dict[str, str] = field(default_factory=dict)
    genders: dict[str | None, int | None] = field(default_factory=dict)
    led: Actor | None = None
    told: bool = False
    unnamed: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)

    def enter(self, sentence: int, *, told: bool) -> None:
        """Go on to a sentence."""
        if sentence != self.sentence:
            self.sentence, self.here, self.teller, self.told = sentence, None, None, told and self.head is not None

    def note(self, actor: Actor) -> None:
        """Remember a single actor the text has just named."""
        if len(actor.states) != 1 and actor.kind != "person":
            return
        if actor.subject:
            self.acted.update([actor.entity] if actor.entity else [])
            self.opened = actor if self.here is None and actor.kind == "state" else self.opened
            tells = not self.told or actor.kind in _TELLERS
            if tells and (self.here is None or self.head and self.head.entity is None and self.head.states == actor.states):
                self.head = actor  # whoever is named for the state that was the subject (`the ambassador of Chad, Mr Nour`)
            self.here = actor
            self.teller = self.teller or (actor if actor.kind != "state" else None)
        self.latest = actor
        if actor.entity is not None:
            self.met.append(actor)

    @property
    def speaker(self) -> Actor | None:
        """The likeliest antecedent of a pronoun."""
        return self.here or self.head or self.latest

    def of_gender(self, wanted: int | None, *, states: bool) -> Actor | None:
        """Whoever was named last of a gender, if the likeliest antecedent is a person of the other.

        states: they have genders, too (`La Chine ouvrira ses ports, a dit M. Xi. Elle`).
        """
        known = self.genders.get(self.speaker.entity) if self.speaker and self.speaker.kind != "side" else None
        if wanted is None or known is None or known == wanted:
            return None
        if states and self.opened is not None and self.sentence - self.opened.sentence == 1:
            return self.opened
        near = (a for a in reversed(self.met) if self.sentence - a.sentence <= _NEAR)
        return next((a for a in near if self.genders.get(a.entity) == wanted), None)

    def only_person(self, speaker: Actor | None) -> Actor | None:
        """Who is called by a pronoun of persons if the likeliest antecedent is none: the one named in these two sentences."""
        if speaker is not None and speaker.entity is not None:
            return speaker
        near = {a.entity: a for a in self.met if a.kind == "person" and self.sentence - a.sentence <= 1}
        return next(iter(near.values())) if len(near) == 1 else speaker

    def named_last(self, wanted: int | None) -> Actor | None:
        """Who was named last in this sentence or the one before, but for its subject and those of another gender."""
        subject = self.here.entity if self.here is not None else None
        near = (a for a in reversed(self.met) if self.sentence - a.sentence <= 1 and a.entity != subject)
        people = (a for a in near if a.entity in self.genders)
        return next((a for a in people if wanted is None or self.genders[a.entity] in (None, wanted)), None)

    def opposite(self, states: tuple[str, ...]) -> tuple[str, ...]:
        """The other party, as seen from one."""
        return tuple(p for p in self.parties if p not in states) if len(states) == 1 else self.parties


def actors(doc: Doc, words: Words, language: Language) -> list[Actor]:
    """Every actor of a document, resolved, in reading order."""
    return once(doc, "actors", lambda: _actors(doc, words, language))


def _actors(doc: Doc, words: Words, language: Language) -> list[Actor]:
    findings: Findings = doc._.findings
    low = plain_text(doc)
    starts = [s.start_char for s in doc.sents]
    subjects = language.relation("subject") | language.relation("passive_subject")
    discourse = Discourse(findings.parties, first_person(doc, low, words), home(doc, language), author(doc, low, words))
    titles = _Titles(findings.entities)
    discourse.titles = {e.key: " ".join(low[t.start : t.end] for t in e.titles) for e in findings.entities if e.titles}
    discourse.genders = {e.key: words.gender(_addressed(e, low)) for e in findings.entities if e.type == "person"}
    asides = [m.span() for m in words.inverted.finditer(low)]
    told = {bisect_right(starts, start) - 1 for start, _end in asides}
    found: list[Actor] = []
    for raw in titles.apart(_ordered([*_raw(doc, findings, low, words), *_tellers(asides, low, words)])):
        sentence = bisect_right(starts, raw.span.start) - 1
        discourse.enter(sentence, told=sentence in told)
        if raw.form == "delegation" and discourse.led is None:
            continue
        actor = _resolve(raw, discourse, findings.entities, words)
        side = discourse.here if raw.form == "many" and found and len(found[-1].states) == 1 else None
        if side is not None and side.kind in _GROUPS and len(low[side.span.end : raw.span.start].split()) <= _SAYING:
            actor = replace(actor, states=side.states)  # `the Fijian side said that they`
        spans = (raw.span, *titles.of(raw))
        subject = raw.form in ("led", "delegation") and raw.span.start - starts[sentence] <= _ARTICLE or any(
            _is_subject(doc, span, starts[sentence], subjects) or _is_source(low, span, starts[sentence], words) for span in spans
        )
        actor = replace(actor, sentence=sentence, subject=subject)
        found.append(actor)
        if raw.form != "first":
            discourse.note(actor)
        if raw.form == "led":
            discourse.led = actor
    return found


def _addressed(entity: Entity, low: str) -> str:
    """The titles of a person, with the articles and honorifics before them and the names."""
    named = [low[max(0, span.start - _ARTICLE) : span.start] for span in entity.mentions]
    return " ".join([*named, *(low[max(0, span.start - _ARTICLE) : span.end] for span in entity.titles)])


class _Titles:
    """The offices said of the names beside them, which are no actors of their own (`the minister, Ms Diallo`)."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self.owners = sorted((span.start, span.end, e.key) for e in entities for span in e.titles)
        self.starts = [start for start, _, _ in self.owners]

    def apart(self, found: Sequence[_Raw]) -> list[_Raw]:
        """What is found, without the words of such offices."""
        return [raw for raw in found if raw.form not in ("office", "counterpart") or self._around(raw.span) is None]

    def of(self, raw: _Raw) -> list[Span]:
        """The office before a name, if it is said of it."""
        at = bisect_right(self.starts, raw.span.start) - 1
        if raw.form != "person" or at < 0:
            return []
        start, end, owner = self.owners[at]
        return [Span(start, end)] if owner == raw.entity and raw.span.start - end <= _SIDE_REACH else []

    def _around(self, span: Span) -> str | None:
        at = bisect_right(self.starts, span.start + _ARTICLE) - 1
        return self.owners[at][2] if at >= 0 and span.end <= self.owners[at][1] + _ARTICLE else None


def references(found: Sequence[Actor]) -> list[Reference]:
    """The actors that are neither names of people nor of states."""
    return [Reference(a.span, a.states, a.entity) for a in found if a.kind in ("joint", "side", "office", "pronoun")]


def _raw(doc: Doc, findings: Findings, low: str, words: Words) -> Iterator[_Raw]:
    places = {m.span.start: i for i, m in enumerate(findings.states)}
    starts = list(places)
    for form, office, match in words.standing(low):
        span = Span(*match.span())
        if form == "first" and span.start in places:
            continue  # the U.S., not the pronoun
        if form == "joint":
            yield _joint(span, findings.states, places)
        elif form == "office":
            first, last = (bisect_left(starts, at) for at in match.span())
            inside = {m.code for m in findings.states[first:last]}
            follows = findings.states[last:last + 1]
            named = tuple(inside) if len(inside) == 1 else _adjoining(doc, follows, low, match.end(), words)
            said = match[0].split()
            noun = " ".join(said[1:]) if office == _TITLED else said[-1]
            codes = frozenset(c for at in range(*match.span()) for c in findings.offices.get(at, ()))
            yield _Raw(span, form, named, office=office, noun=noun, gender=words.gender(match[0]), codes=codes)
        else:
            at = places.get(span.end + 1) if form == "counterpart" else None
            state = findings.states[at] if at is not None and findings.states[at].kind == "adjective" else None
            follows = findings.states[bisect_left(starts, span.end):][:1] if form == "counterpart" and state is None else []
            named = (state.code,) if state else tuple(m.code for m in follows if _of(low[span.end:m.span.start], words))
            begun = form == "one" and words.further.search(low, max(0, span.start - _OPENS), span.end) is not None
            yield _Raw(span, form, named, noun=match[0], further=begun)
    yield from _delegations(findings, low, words)
    for entity in findings.entities:
        if entity.type in ("person", "organisation"):
            states = (entity.state,) if entity.state else ()
            yield from (_Raw(span, entity.type, states, entity.key) for span in entity.mentions)
    called = frozenset(m.start for e in findings.entities if e.type == "person" for m in e.mentions)
    yield from (raw for raw in _sides(findings.states, low, words) if raw.form != "holder" or raw.span.end + 1 not in called)
    for mention in findings.states:
        if mention.kind in _GOVERNMENTS:
            yield _Raw(mention.span, "state", (mention.code,))


def _tellers(asides: Sequence[tuple[int, int]], low: str, words: Words) -> Iterator[_Raw]:
    """The pronouns of inserted clauses of saying (`, he said,`)."""
    for start, end in asides:
        for word in _WORD.finditer(low, start, end):
            if words.one.match(word[0]):
                yield _Raw(Span(*word.span()), "teller", noun=word[0])


def _delegations(findings: Findings, low: str, words: Words) -> Iterator[_Raw]:
    """Delegations, each with its leader, and what stands for the last one; a state's adjective after it makes it a side."""
    adjectives = {m.span.start for m in findings.states if m.kind == "adjective"}
    yield from (
        _Raw(Span(*m.span()), "delegation") for m in words.delegation.finditer(low) if m.end() + 1 not in adjectives
    )
    people = [(span.start, e) for e in findings.entities if e.type == "person" for span in e.mentions]
    for match in words.delegations.finditer(low):
        after = [(at, e) for at, e in people if match.end() < at <= match.end() + _LEADER]
        if after:
            _, leader = min(after, key=lambda row: row[0])
            yield _Raw(Span(*match.span()), "led", (leader.state,) if leader.state else (), leader.key)


def _joint(span: Span, states: Sequence[StateMention], starts: dict[int, int]) -> _Raw:
    """The parties together, unless the adjective of one state alone follows (`the ministers`, French order)."""
    i = starts.get(span.end + 1)
    if i is None or states[i].kind != "adjective":
        return _Raw(span, "joint")
    after = states[i + 1] if i + 1 < len(states) else None
    if after is not None and after.span.start - states[i].span.end <= _PAIR_GAP and after.code != states[i].code:
        return _Raw(span, "joint")
    return _Raw(Span(span.start, states[i].span.end), "side", (states[i].code,))


def _sides(states: Sequence[StateMention], low: str, words: Words) -> Iterator[_Raw]:
    """Nouns of a side beside a state's name or adjective: `the Kazakh side`, `the government of Chad`."""
    sides = words.lexicon.sides
    before = re.compile(rf"({sides.nouns}){sides.after}\Z".replace(" ", r"\s+").replace(r"\s+?", r"\s?"))
    after = re.compile(rf"\s+{sides.before}({sides.nouns})(?!\w)".replace(" ", r"\s+")) if sides.before else _NEVER
    for i, mention in enumerate(states):
        if mention.kind == "prefix":
            continue
        low_bound = max(0, mention.span.start - _SIDE_REACH)
        match = None
        for candidate in words.side.finditer(low, low_bound, mention.span.start):
            if before.fullmatch(low[candidate.start():mention.span.start]) and not _elsewhere(candidate, mention, low, words):
                match = candidate
        if match is not None:
            form = "individual" if words.individual.match(match[0]) else "side"
            end = _whereabouts(match, mention, states[i + 1 : i + 2], low, words)
            yield _Raw(Span(match.start(), end), form, _adjectives(states[: i + 1], match.start()))
        elif mention.kind != "city" and (follow := after.match(low, mention.span.end)):
            form = "individual" if words.individual.match(follow[1]) else "side"
            yield _Raw(Span(mention.span.start, follow.end()), form, (mention.code,))
        elif mention.kind == "adjective" and (holder := words.holder.match(low, mention.span.end)):
            yield _Raw(Span(mention.span.start, holder.end()), "holder", (mention.code,))


def _adjectives(states: Sequence[StateMention], start: int) -> tuple[str, ...]:
    """Whose a side is whose noun begins at a position: of the last state, and of those whose adjectives are joined to its own."""
    codes = [states[-1].code]
    for mention in reversed(states[:-1]):
        if mention.span.start < start or not mention.kind == states[-1].kind == "adjective":
            break
        codes.append(mention.code)
    return tuple(sorted(set(codes)))


def _elsewhere(noun: re.Match[str], mention: StateMention, low: str, words: Words) -> bool:
    """Whether a state is only where a post is (`embassy in Oslo`)."""
    return bool(words.post.match(noun[0]) and words.located.search(low, noun.end(), mention.span.start))


def _whereabouts(
    noun: re.Match[str], mention: StateMention, following: Sequence[StateMention], low: str, words: Words
) -> int:
    """Where the words for a state's side end: behind the state a post of it is in (`embassy of Chad in Oslo`)."""
    end = mention.span.end
    if not following or not words.post.match(noun[0]):
        return end
    return following[0].span.end if words.located.fullmatch(low[end:following[0].span.start].strip()) else end


def _adjoining(doc: Doc, following: Sequence[StateMention], low: str, end: int, words: Words) -> tuple[str, ...]:
    """The next state named after an office, if no comma, possessive or verb ends the office's phrase before it."""
    for mention in following:
        gap = low[end:mention.span.start]
        closed = gap.startswith("'") or set(gap) & set(",;.:()")
        if len(gap) <= _SIDE_REACH and len(gap.split()) <= 6 and not closed and not words.speech.search(gap) and not tells(
                doc, end, mention.span.start):
            return (mention.code,)
    return ()


def _of(gap: str, words: Words) -> bool:
    """Whether no more than a preposition, and none of place, joins a counterpart to the state he is of."""
    return len(gap) <= _JOINED and len(gap.split()) in (1, 2) and gap[:1].isspace() and not words.located.match(gap.strip())


_GROUPS = ("side", "organisation")
_TELLERS = ("person", "office")
_NEUTER = ("state", "organisation")  # what a language with a neuter pronoun calls by it
_SAYING = 8  # words between a side and the pronoun it uses of itself
_RANK = {
    "impersonal": 0, "teller": 0, "person": 1, "joint": 2, "led": 2, "delegation": 3, "counterpart": 3, "own": 3, "guest": 3,
    "host": 3, "latter": 3, "office": 4, "side": 5,
    "individual": 5, "holder": 5, "organisation": 5,
}


def _ordered(found: list[_Raw]) -> list[_Raw]:
    """Without overlaps: people first, then the longest; in reading order."""
    kept: list[_Raw] = []
    for raw in sorted(found, key=lambda r: (r.span.start, _RANK.get(r.form, 6), -r.span.end)):
        if not kept or raw.span.start >= kept[-1].span.end:
            kept.append(raw)
    return [raw for raw in kept if raw.form != "impersonal"]


def _resolve(raw: _Raw, discourse: Discourse, entities: Sequence[Entity], words: Words) -> Actor:
    speaker = discourse.speaker
    current = speaker.states if speaker else ()
    if raw.form in ("person", "organisation", "state", "side"):
        return Actor(raw.span, raw.form, raw.states, raw.entity)
    if raw.form == "led":
        return Actor(raw.span, "side", raw.states, raw.entity)
    if raw.form == "delegation" and discourse.led is not None:
        return replace(discourse.led, span=raw.span)
    if raw.form in ("individual", "holder"):
        return replace(_named(raw, discourse, raw.states), kind="side")
    if raw.form in ("joint", "many"):
        return Actor(raw.span, "joint" if raw.form == "joint" else "pronoun", discourse.parties)
    if raw.form == "first":
        own = discourse.head.states if discourse.told and discourse.head else current
        return Actor(raw.span, "pronoun", discourse.first or own or discourse.parties, discourse.author)
    if raw.form == "own":
        return Actor(raw.span, "side", discourse.first if discourse.first and words.ours.match(raw.noun) else current)
    if raw.form == "relative":
        return _antecedent(raw, discourse)
    if raw.form in ("guest", "host") and discourse.home:
        return _named(raw, discourse, discourse.home) if raw.form == "host" else _visitor(raw, discourse)
    if discourse.here is None and len(discourse.first) > 1 and words.opposite.match(raw.noun):
        return Actor(raw.span, "joint", discourse.parties)  # `where one Party so requests, the other Party shall`
    if raw.form == "latter" and (last := discourse.named_last(words.gender(raw.noun))) is not None:
        return Actor(raw.span, "office", last.states, last.entity)
    if raw.form in ("counterpart", "guest", "host", "latter"):
        return _counterpart(raw, discourse, entities, words)
    if raw.form == "office":
        return _office(raw, discourse, entities)
    if raw.form == "teller" or words.lexicon.pronouns.neuter and speaker is not None and speaker.kind in _NEUTER:
        speaker = discourse.head or speaker
    gender = words.gender(raw.noun)
    if raw.further and (told := discourse.teller) is not None and discourse.genders.get(told.entity) in (None, gender):
        return Actor(raw.span, "pronoun", told.states, told.entity)
    if words.lexicon.pronouns.neuter and gender is not None and raw.form != "teller":
        speaker = discourse.only_person(speaker)
    speaker = discourse.of_gender(gender, states=not words.lexicon.pronouns.neuter) or speaker
    return Actor(raw.span, "pronoun", speaker.states if speaker else (), speaker.entity if speaker else None)


def _antecedent(raw: _Raw, discourse: Discourse) -> Actor:
    """Whom a relative pronoun goes on about: the one named right before its comma."""
    last = discourse.latest
    near = last is not None and last.sentence == discourse.sentence and raw.span.start - last.span.end <= _COMMA
    return Actor(raw.span, "relative", last.states, last.entity) if last is not None and near else Actor(raw.span, "relative", ())


def _counterpart(raw: _Raw, discourse: Discourse, entities: Sequence[Entity], words: Words) -> Actor:
    """Whoever is opposite the subject, else opposite whom the sentence has named last (`by the minister for his guest`)."""
    named = discourse.met[-1] if discourse.met and discourse.met[-1].sentence == discourse.sentence else None
    speaker = discourse.here or named or discourse.speaker
    own = speaker.states if speaker else ()
    if raw.states:
        return Actor(raw.span, "office", raw.states, _peer(raw.states, speaker, discourse, entities))
    other = discourse.opposite(own) if words.peer.match(raw.noun) else ()
    if len(other) == len(own) == 1 and (peer := _peer(other, speaker, discourse, entities, ranked=False)) is not None:
        return Actor(raw.span, "office", other, peer)
    last = next((a for a in reversed(discourse.met) if a.states != own), None)
    if last is not None and len(own) == 1 and discourse.sentence - last.sentence <= _NEAR:
        return Actor(raw.span, "office", last.states, last.entity)
    return _named(raw, discourse, discourse.opposite(own))


def _peer(
    states: tuple[str, ...], of: Actor | None, discourse: Discourse, entities: Sequence[Entity], *, ranked: bool = True
) -> str | None:
    """Whoever of some states was met last who holds the same office as somebody, else (if `ranked`) one of the same rank."""
    held = {e.key: {o.office for o in e.offices} for e in entities}
    own = held.get(of.entity or "", set()) if of is not None else set()
    ranks = {office.split("/")[0] for office in own}
    met = list(dict.fromkeys(a.entity for a in reversed(discourse.met) if a.states == states and a.entity))
    alike = [key for key in met if held[key] & own] or [
        key for key in met if ranked and {office.split("/")[0] for office in held[key]} & ranks]
    return alike[0] if alike else None


def _named(raw: _Raw, discourse: Discourse, states: tuple[str, ...]) -> Actor:
    """The last one met of some states, else those states."""
    known = next((a for a in reversed(discourse.met) if a.states == states), None)
    return Actor(raw.span, "office", states, known.entity if known else None)


def _visitor(raw: _Raw, discourse: Discourse) -> Actor:
    """Who came to the country the paper is told from: of those of the other party, who is a subject most often."""
    states = discourse.opposite(discourse.home)
    came = [a for a in discourse.met if a.states == states]
    lead = max(came, key=lambda a: discourse.acted[a.entity or ""], default=None)  # the first named of several
    return Actor(raw.span, "office", states, lead.entity if lead else None)


def _office(raw: _Raw, discourse: Discourse, entities: Sequence[Entity]) -> Actor:
    """The holder of an office: the last one met who holds it, else one the text names elsewhere, else its state."""
    people = [e for e in entities if e.type == "person" and (not raw.states or e.state in raw.states) and not _other(raw, e)]
    holding = ({e.key: e for e in people if _holds(e, office)} for office in raw.office.split("|"))
    holders = next((found for found in holding if found), {})
    if raw.office == _TITLED:
        holders = {e.key: e for e in people if raw.noun in discourse.titles.get(e.key, "")}
    if raw.gender is not None:
        holders = {key: e for key, e in holders.items() if discourse.genders.get(key) in (None, raw.gender)} or holders
    holders = {key: e for key, e in holders.items() if raw.noun in discourse.titles.get(key, "")} or holders
    met = {a.entity: a for a in discourse.met if a.entity in holders}
    acted = Counter({key: discourse.acted[key] for key in met if key}).most_common(2)
    rival = acted[1][1] if len(acted) > 1 else 0
    leads = acted and acted[0][1] > rival and (acted[0][1] >= _OFTEN or not rival)
    last = met[acted[0][0]] if leads else next((a for a in reversed(discourse.met) if a.entity in holders), None)
    if last is not None:
        return Actor(raw.span, "office", last.states, last.entity)
    if raw.states:
        entity = next(iter(holders), None) if raw.office else None
        if entity is None and raw.office in _SENT:
            entity = _only_one(raw, entities)
        if entity is None:
            discourse.unnamed.append((raw.office, raw.noun, raw.states))
        return Actor(raw.span, "office", raw.states, entity)
    known = {e.state for e in holders.values() if e.state}
    if raw.office and len(known) == 1:
        return Actor(raw.span, "office", (known.pop(),), next(iter(holders)) if len(holders) == 1 else None)
    unnamed = [row for row in discourse.unnamed if row[:2] == (raw.office, raw.noun)]
    if len({states for *_, states in unnamed}) == 1:
        return Actor(raw.span, "office", unnamed[0][2], None)
    speaker = discourse.speaker
    return Actor(raw.span, "office", speaker.states if speaker else (), None)


def _only_one(raw: _Raw, entities: Sequence[Entity]) -> str | None:
    """The one person of a state that the text names, its chiefs aside: whoever its minister is called."""
    named = [e for e in entities if e.type == "person" and e.state in raw.states and _holds(e, _DELEGATE) and e.offices]
    if len(named) != 1 or _other(raw, named[0]):
        return None
    known = {o.office for o in named[0].offices}
    elsewhere = _portfolios(raw.codes) and not _portfolios(known) and _ANY not in known  # a speaker is no minister
    return None if elsewhere else named[0].key


def _other(raw: _Raw, entity: Entity) -> bool:
    """Whether the portfolio a minister is told by (`the minister of culture`) is none of those somebody is known to hold."""
    stated, held = _portfolios(raw.codes), _portfolios(o.office for o in entity.offices)
    return bool(stated and held) and _ANY not in stated | held and not stated & held


def _portfolios(offices: Iterable[str]) -> set[str]:
    return {portfolio for _, _, portfolio in (office.partition("/") for office in offices) if portfolio}


def _holds(entity: Entity, office: str) -> bool:
    if office == _DELEGATE:
        return not any(o.office in _CHIEFS for o in entity.offices)
    if not office:  # `the leader`: whoever holds an office of his own
        return not entity.offices or any(o.office != _SPOUSE for o in entity.offices)
    return any(o.office.split("/")[0] == office for o in entity.offices)


def _is_subject(doc: Doc, span: Span, sentence: int, subjects: frozenset[str]) -> bool:
    """Whether the words are a subject; where nothing was parsed, whether they stand at the head of their sentence."""
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    if found is None:
        return False
    if not doc.has_annotation("DEP") or not found.root.dep_:
        return span.start - sentence < 25
    if found.root.dep_ == "ROOT" and found.start_char - sentence <= _ARTICLE and found.end < len(doc):
        return doc[found.end].pos_ == "AUX"  # where the parse breaks off behind it (`his host has, for his part, agreed`)
    return any(t.dep_ in subjects for t in (found.root, *_appositives(found.root)))


def _is_source(low: str, span: Span, sentence: int, words: Words) -> bool:
    """Whether the words are named at the head of a sentence as its source or topic (`According to`, `As for the minister,`)."""
    match = words.sources.match(low, sentence)
    return match is not None and 0 <= span.start - match.end() <= 6


def _appositives(token: object) -> Iterator[object]:
    head = getattr(token, "head", token)
    if head is not token and getattr(token, "dep_", "") in ("appos", "flat", "flat:name", "compound", "conj", "nmod"):
        yield head


def home(doc: Doc, language: Language) -> tuple[str, ...]:
    """The party in whose country the paper is told: of its dateline's place, else the side that tells it."""
    text, parties = doc._.text, doc._.findings.parties
    if text is None:
        return ()
    place = text.dateline.place if text.dateline else None
    found = [m.code for m in gazetteer(language.tag).find(place or "")]
    return tuple(code for code in (found or [text.side])[:1] if code in parties)


def author(doc: Doc, low: str, words: Words) -> str | None:
    """Whose own text it is: the one person named behind words for a speech at its head, and no question asked of him."""
    text, findings = doc._.text, doc._.findings
    head = text.view.blocks[0] if text is not None and text.view.blocks else None
    match = words.authored.search(low, head.start, head.end) if head is not None else None
    if head is None or match is None or words.joint_texts.search(low, head.start, head.end):
        return None
    named = {e.key for e in findings.entities if e.type == "person" for s in e.mentions if match.end() <= s.start < head.end}
    return named.pop() if len(named) == 1 else None


def first_person(doc: Doc, low: str, words: Words) -> tuple[str, ...]:
    """Whom `we` stands for: all parties in a joint text; elsewhere the side that speaks, if it is known."""
    findings: Findings = doc._.findings
    text = doc._.text
    title = plain(text.title) if text is not None and text.title else ""
    if words.joint_texts.search(title) or words.joint_texts.search(low[:_OPENING]):
        return findings.parties
    if text is not None and questions(doc, words):
        people = sorted(Named(e.mentions[0].start, e.state, [o.office for o in e.offices])
                        for e in findings.entities if e.mentions and e.state)
        asked = answering(doc, words, people) or (text.side if text.side in findings.parties else None)
        return (asked,) if asked else (people[0].state,) if people and people[0].state else ()
    return ()
