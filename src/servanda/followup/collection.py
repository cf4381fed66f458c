"""A record as the follow-up looks at it: the promises and deeds of each pair of states, made of its facts."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

from servanda.followup import enumerations
from servanda.followup.home import homes, side_by_side, sites_in, spots_in, states_in, theme
from servanda.followup.parts import ACTIONS, KINDS, NUMBERS, PART_OF_YEAR, Deed, Kind, Promise, Statement, plain, singular
from servanda.reconciliation import content
from servanda.reconciliation import record as r
from servanda.reconciliation.amounts import LARGE, Amount, amounts, counted, reported
from servanda.reconciliation.dates import bounds

_PAIR = 2
_HEAD = 3  # words in which a clause names who acts
_TELLINGS = 4  # tellings of one fact that are compared one by one
_RECENT = 10  # days before its paper on which what it tells may have been agreed
_ACTION = 6  # words of an undertaking that may say what is to be done
_PLAIN = 14  # words of an undertaking that has one act, wherever it is said
_TITLES = frozenset({"agreement", "memorandum", "treaty", "declaration", "contract", "programme", "action-plan"})
_COUNTERPART = "counterpart"
_INVITING = frozenset({"invite", "visit", "delegation", "letter", "counterpart", "high", "joint", "receive", "accept", "official",
                       "filler", "pay", "state-visit", "country"})
_OF_STATE, _OF_STATE_OFFICE = "state-visit", "head-of-state"
_TIMES = {"double": 2, "triple": 3}
_HEADS = frozenset({"head-of-state", "head-of-government"})
_MEETINGS = frozenset({"session", "round"})
_DRAFTED, _CONCLUDED = frozenset({"draft", "initial"}), frozenset({"sign", "adopt"})
_STAGES = _DRAFTED | _CONCLUDED
_HELD, _CONSULTATION = "convene", "consultation"
_NOT_FAR = 250  # characters between a body and the session of it that is only counted
_EXCHANGED = frozenset({"exchange", "volume"})  # of a sum, trade
_FLOWS = {"trade": "trade", "investment": "invest", "tourism": "tour"}  # what a sum aimed at in a field is of
_SUMS = frozenset({"number", "elevate", "increase", "achieve", "year"})  # of an aim that names nothing, trade
_RISING = frozenset({"elevate", "expand", "increase"})  # acts that bring a figure to a larger one
_GROWING = frozenset({"expand", "increase"})  # acts whose object is often but a field
_BARE = ACTIONS | {"next", "early", "year", "month", "week", "spring", "summer", "autumn", "winter", "number",
                    PART_OF_YEAR, "nth-1", "nth-2", "sign", "adopt"}
_TEXT = frozenset({"document"})
_WORKS, _OF_WORKS = frozenset({"build", "toil"}), frozenset({"filler", "toil"})  # the building of something named before
_NO_ACTION = frozenset({"number", "filler"}) | _TITLES | KINDS
_UNTITLED = _TITLES | {"filler", "document", "roadmap", "protocol", "cooperation", "joint", "minutes"}
_OWN = frozenset({"declaration", "treaty", "agreement", "minutes", "plan", "other"})


class _Paper(NamedTuple):
    """What is asked of a document time and again. said: its day, as it shows it."""

    id: str
    language: str | None
    story: str
    said: str


class _Person(NamedTuple):
    state: str | None
    offices: tuple[r.OfficeOf, ...]


class _Facts:
    """Which facts of a record are of one pair of states, by their numbers. several: whether more than one paper tells them."""

    __slots__ = ("events", "instruments", "paper", "several", "statements", "undertakings")

    def __init__(self) -> None:
        self.events, self.instruments, self.undertakings, self.statements = (array("I") for _ in range(4))
        self.paper, self.several = "", False

    def add(self, listed: array[int], number: int, places: Sequence[r.Place]) -> None:
        """One fact, told in these places."""
        listed.append(number)
        self.paper = self.paper or places[0].document
        self.several = self.several or any(c.document != self.paper for c in places)


@dataclass(slots=True)
class Collection:
    """A record as the follow-up looks at it: when each document was told, of which pair it tells, in which language.

    statements: plain statements found in the texts of the record's documents. leads: words before short undertakings, by id.
    """

    record: r.Record
    statements: Sequence[Statement] = ()
    leads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    documents: dict[str, _Paper] = field(init=False)
    homes: Mapping[str, frozenset[str]] = field(init=False)
    told: dict[str, tuple[date, date] | None] = field(init=False)
    people: dict[str, _Person] = field(init=False)
    _dated: dict[str, str | None] = field(init=False)
    _objects: dict[str, frozenset[str]] = field(init=False)
    _kinds: dict[str, frozenset[str]] = field(init=False)
    _signings: dict[str, list[r.Place]] = field(init=False)
    _met: dict[str, set[str]] = field(init=False)
    _bodies: dict[str, list[tuple[int, str]]] = field(init=False)
    _mentions: dict[str, list[tuple[int, int, str]]] = field(init=False)
    _forums: dict[str, list[tuple[int, int, str]]] = field(init=False)
    _bags: dict[r.Place, frozenset[str]] = field(init=False)
    _names: dict[str, frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        record, self._bags = self.record, {}
        self.documents = {d.id: _Paper(d.id, d.language, d.story or d.id, (d.dateline.date if d.dateline else None) or d.published
                                       or "") for d in record.documents}
        self.homes = homes(record, [s.place for s in self.statements])
        self.told = {d.id: _day(d) for d in record.documents}
        for event in record.events:
            for c in event.citations if event.status == "held" else ():
                self._narrow(c.document, event.date)
        self.people, self._names, self._mentions = {}, {}, defaultdict(list)
        for person in (e for e in record.entities if e.type == "person"):
            self.people[person.id] = _Person(person.state, tuple(person.offices))
            self._names[person.id] = plain(w for name in person.names for w in content.bag(name, None))
            for m in person.mentions:
                self._mentions[m.document].append((m.start, m.end, person.id))
        self._forums = defaultdict(list)
        for forum in (e for e in record.entities if e.type == "organisation" and e.state is None):
            for m in forum.mentions:
                self._forums[m.document].append((m.start, m.end, forum.id))
        for listed in (*self._mentions.values(), *self._forums.values()):
            listed.sort()
        self._dated = {i.id: i.date for i in record.instruments if i.type in _OWN} | {e.id: e.date for e in record.events}
        self._objects, self._kinds, same = {}, {}, dict[frozenset[str], frozenset[str]]()
        for body in record.mechanisms:
            self._objects[body.id], self._kinds[body.id] = (
                same.setdefault(said, said) for said in (self._object(body), self._words(body.citations) & KINDS))
            self._bags.clear()
        self._signings, self._met, self._bodies = defaultdict(list), defaultdict(set), defaultdict(list)
        for e in record.events:
            for c in e.citations if e.status == "held" else ():
                if e.mechanism and e.type in ("session", "consultation"):
                    self._met[c.document].add(e.mechanism)
                if e.type == "signing":
                    self._signings[c.document].append(c)
        for s in self.statements:
            if s.how == "progress" and self._is_early(self._bag(s.place)):
                self._signings[s.place.document].append(s.place)
        for body in record.mechanisms:
            for c in body.citations:
                self._bodies[c.document].append((c.start, body.id))
        for u in record.undertakings:
            for c in u.citations if u.mechanism else ():
                self._bodies[c.document].append((c.start, u.mechanism or ""))
        for bodies in self._bodies.values():
            bodies.sort()
        self._bags.clear()

    def _narrow(self, document: str, when: str | None) -> None:
        """A paper known by its month alone was not told before the last occasion it tells of."""
        told, span = self.told.get(document), bounds(when)
        if told is not None and span is not None and told[0] < span[0] == span[1] <= told[1]:
            self.told[document] = span[0], told[1]

    def promises(self, among: frozenset[str] | None = None) -> Iterator[Promise]:
        """Every undertaking whose day and other side are known, oldest first (among: only those of these ids)."""
        return self._promises(u for u in self.record.undertakings if among is None or u.id in among)

    def deeds(self) -> Iterator[Deed]:
        """Everything done, told as done, or undertaken on a known day."""
        return self._deeds(self.record.events, self.record.instruments, self.record.undertakings, self.statements)

    def pairs(self) -> Iterator[tuple[Iterator[Promise], Iterator[Deed]]]:
        """Promises and deeds of one pair of states after the other, of pairs that several papers tell of.

        What is of two pairs never meets, nor what one paper tells: so that never more than one pair's are held.
        """
        record = self.record
        for facts in self._facts().values():
            if facts.several and facts.undertakings:
                yield (self._promises(map(record.undertakings.__getitem__, facts.undertakings)),
                       self._deeds(map(record.events.__getitem__, facts.events),
                                   map(record.instruments.__getitem__, facts.instruments),
                                   map(record.undertakings.__getitem__, facts.undertakings),
                                   map(self.statements.__getitem__, facts.statements)))
                self._bags.clear()

    def _facts(self) -> dict[frozenset[str], _Facts]:
        """The facts of each pair."""
        found: dict[frozenset[str], _Facts] = defaultdict(_Facts)
        for number, event in enumerate(self.record.events):
            if event.status == "held":
                facts = found[self._pair(event.citations, event.states)]
                facts.add(facts.events, number, event.citations)
        for number, text in enumerate(self.record.instruments):
            if text.status == "concluded":
                facts = found[self._pair(text.citations, text.parties)]
                facts.add(facts.instruments, number, text.citations)
        for number, u in enumerate(self.record.undertakings):
            facts = found[self._pair(u.citations, u.by)]
            facts.add(facts.undertakings, number, u.citations)
        for number, s in enumerate(self.statements):
            facts = found[self._pair((s.place,), ())]
            facts.add(facts.statements, number, (s.place,))
        return {pair: facts for pair, facts in found.items() if len(pair) > 1}

    def _promises(self, undertakings: Iterable[r.Undertaking]) -> Iterator[Promise]:
        found = [p for u in undertakings if (p := self._promise(u)) is not None and len(p.pair) > 1]
        yield from sorted(found, key=lambda p: (p.made, p.id))

    def _deeds(self, events: Iterable[r.Event], instruments: Iterable[r.Instrument], undertakings: Iterable[r.Undertaking],
               statements: Iterable[Statement]) -> Iterator[Deed]:
        for event in events:
            if event.status == "held":
                people = frozenset(i for i in event.participants if i in self.people)
                yield from self._deed(event, "event", event.date, event.states, event.citations, people, event.place)
        for text in instruments:
            if text.status == "concluded":
                yield from self._deed(text, "instrument", text.date, text.parties, text.citations, title=text.title)
        for u in undertakings:
            yield from self._deed(u, "undertaking", self._own_day(u), u.by, u.citations, self._named(u))
        for s in statements:
            told = self.told.get(s.place.document)
            if self._by_others(s):
                continue
            if told is not None and (s.year is None or s.year >= told[0].year):
                yield from self._deed(s, "statement", None, (), (s.place,), _inside(self._mentions, (s.place,)))
            elif told is not None:
                yield from self._deed(s, "statement", str(s.year), (), (s.place,), _inside(self._mentions, (s.place,)))

    def _by_others(self, s: Statement) -> bool:
        """Whether a statement begins with a state that is none of its paper's, or is of one of these with another."""
        language = self._language((s.place,))
        head = states_in(" ".join((s.place.quote or "").split()[:_HEAD]), language)
        home = self.homes.get(s.place.document, frozenset())
        others = any(len(pair & home) == 1 for pair in side_by_side(s.place.quote or "", language))
        return bool(home) and (bool(head) and not head & home or others)

    def _promise(self, u: r.Undertaking) -> Promise | None:
        days = [d for c in u.citations if (d := self.told.get(c.document)) is not None]
        own = bounds(self._own_day(u))
        if own is None and not days:
            return None
        made = own[1] if own is not None else max(d[1] for d in days) if len(days) == 1 else min(d[1] for d in days)
        language, pair = self._language(u.citations), self._pair(u.citations, u.by)
        own_words, lead, body, aim = self._words(u.citations), self._lead(u), self._body(u), self._aim(u)
        tellings = self._tellings(u.citations)
        if own_words & _CONCLUDED and (besides := self._besides(u.citations)) != own_words:  # signed at a session
            own_words, tellings, body = besides, (besides,), None
        flows = frozenset(_FLOWS[a] for a in u.areas if aim and a in _FLOWS)
        if aim and not flows and all(w in _SUMS or w.isdigit() for w in own_words):
            flows = frozenset({"trade"})
        sits = self._kinds.get(body or "", frozenset()) if own_words & _MEETINGS else frozenset[str]()
        called = self._called(u.citations) if lead else frozenset()
        extra = [flows | sits | plain(content.bag(words, language)) - called for words in ("", *lead)]
        quotes = [*((words, language) for words in lead), *((c.quote or "", self._language((c,))) for c in u.citations)]
        names = plain(n for quote, tag in quotes for n in content.named(quote, tag)) - self._called(u.citations)
        return Promise(u, made, pair, _with(own_words, *extra), self._stories(u.citations), self._named(u),
                       states_in(u.text, language) & pair, sites_in(u.text, language), _action(u.text, language),
                       self._own_day(u) or self._said(u.citations),
                       tuple(_with(t, more) for t in tellings for more in extra), theme(u.text, language),
                       aim, self._parts(u.citations), _numbers(own_words), body, names, bool(lead),
                       self._objects.get(body or "", frozenset()), self._kinds.get(body or "", frozenset()),
                       _inside(self._forums, u.citations), enumerations.denies(u.text, language, anywhere=False),
                       spots_in(u.text, language), self._written(u.citations), self._base(u, aim))

    def _lead(self, u: r.Undertaking) -> tuple[str, ...]:
        """The words before an undertaking that names no thing itself."""
        own = self._words(u.citations)
        own = (self._besides(u.citations) if own & _CONCLUDED else own) - self._pair(u.citations, u.by)
        works = _OF_WORKS if "begin" in own and own & _WORKS else frozenset[str]()
        works |= _TEXT | _TITLES if own & _CONCLUDED else frozenset()
        bare = all(w in _BARE or w.isdigit() or w in works for w in own) and not own & _GROWING
        return self.leads.get(u.id, ()) if bare or enumerations.refers(u.text, self._language(u.citations)) else ()

    def _body(self, u: r.Undertaking) -> str | None:
        """The body an undertaking is about: where it only speaks of a session, the one its papers tell has met.

        Where it only counts one ("and the fourth in Ankara"), the one named before it.
        """
        words = self._words(u.citations)
        counted = _HELD in words and bool(words & NUMBERS) and not self._its_own(u, words)  # the fourth, of what was named before
        consulting = _HELD in words and _CONSULTATION in words
        if u.mechanism is not None or not (words & _MEETINGS or counted or consulting):
            return u.mechanism
        if counted and (before := self._body_before(u.citations[0])) is not None:
            return before
        met = {m for c in u.citations for m in self._met.get(c.document, ())}
        return next(iter(met)) if len(met) == 1 else None

    def _its_own(self, u: r.Undertaking, words: frozenset[str]) -> bool:
        """Whether what is counted is of something named with it (`the first meeting of the harbour masters`)."""
        language = self._language(u.citations)
        named = plain(n for c in u.citations for n in content.named(c.quote or "", language))
        rest = words - self._pair(u.citations, u.by) - named - NUMBERS - _BARE - _MEETINGS - {_HELD}
        return any(content.weight((w,)) >= 1 and not w.isdigit() for w in rest)

    def _body_before(self, place: r.Place) -> str | None:
        """The body named last before some words, not far from them."""
        listed = self._bodies.get(place.document, [])
        at = bisect_left(listed, (place.start, ""))
        near = at > 0 and place.start - listed[at - 1][0] <= _NOT_FAR
        return listed[at - 1][1] if near else None

    def _aim(self, u: r.Undertaking) -> tuple[Amount, ...]:
        """The amounts an undertaking aims at: those of its target, else the large sums among its words."""
        language = self._language(u.citations)
        told = tuple(a for a in amounts(u.text, language) if a[0] >= LARGE)
        often = max((times for word, times in _TIMES.items() if word in self._words(u.citations)), default=1)
        if often > 1:  # so many times what is told of the flow as it is
            return tuple((often * n, unit) for n, unit in told) if len(told) == 1 else ()
        own = tuple(a for a in amounts(enumerations.itself(u.text, language), language) if a[0] >= LARGE)
        if len(own) == _PAIR and self._words(u.citations) & _RISING:
            own = (max(own),)  # to the larger from the smaller
        return amounts(u.target or "", language) or own or told

    def _base(self, u: r.Undertaking, aim: tuple[Amount, ...]) -> tuple[Amount, ...]:
        """The large amounts an undertaking tells beside those it aims at: what there is when it is made."""
        told = amounts(u.text, self._language(u.citations)) if aim else ()
        return tuple(a for a in told if a[0] >= LARGE and a[0] not in {n for n, _ in aim})

    def _figure(self, fact: r.Event | r.Instrument | r.Undertaking | Statement) -> tuple[Amount, ...]:
        """The amounts a statement tells, or a later undertaking aims at."""
        if isinstance(fact, Statement):
            told = amounts if fact.how in ("undone", "pending") else reported
            return told(fact.place.quote or "", self._language((fact.place,)))
        return self._aim(fact) if isinstance(fact, r.Undertaking) else ()

    def _own_day(self, u: r.Undertaking) -> str | None:
        """The day of the text or the occasion it was made in, where its paper tells of these days (not of an older text)."""
        when = self._dated.get(u.instrument or "") or self._dated.get(u.event or "")
        span = bounds(when)
        days = [d for c in u.citations if (d := self.told.get(c.document)) is not None]
        old = span is not None and any((d[0] - span[1]).days > _RECENT for d in days)
        return when if span is not None and not old else None

    def _deed(self, fact: r.Event | r.Instrument | r.Undertaking | Statement, kind: Kind, when: str | None,
              states: Iterable[str], places: Sequence[r.Place], people: frozenset[str] = frozenset(),
              place: str | None = None, title: str = "") -> Iterator[Deed]:
        days = [d for c in places if (d := self.told.get(c.document)) is not None]
        told = (min(d[0] for d in days), min(d[1] for d in days)) if days else None
        last = max((d[0] for d in days), default=None)
        span = bounds(when) or (None if kind == "event" else told)
        if span is None and told is not None and isinstance(fact, r.Event) and fact.type in ("session", "consultation"):
            span = told
        if span is None:
            return
        ranks = frozenset((o.office, o.state or self.people[p].state) for p in people for o in self.people[p].offices)
        heard = (last or span[0]) if kind in ("event", "instrument") else max(told[0], span[0]) if told else span[0]
        announced = self._announced(places, span[0]) if kind == "event" else frozenset[str]()
        every, places = places, [c for c in places if c.document not in announced]
        words = self._words(places) | (plain(content.bag(title, self._language(places))) if title else frozenset())
        if isinstance(fact, r.Instrument) and words <= _UNTITLED:
            words = words.union(*map(self._behind, places))
        before = self._lead(fact) if isinstance(fact, r.Undertaking) else fact.leads if isinstance(fact, Statement) else ()
        called = self._called(places) if before else frozenset()
        led = [plain(content.bag(lead, self._language(places))) - called for lead in ("", *before)]
        words = _with(words, *led)
        ordinal = frozenset({f"{content.ORDINAL}{fact.ordinal}"} if isinstance(fact, r.Event) and fact.ordinal else ())
        ordinal = ordinal or (_numbers(words) if words & _MEETINGS else frozenset())
        early = (self._is_early(words) if isinstance(fact, r.Event) and fact.type == "signing"
                 else isinstance(fact, r.Instrument) and self._only_drafted(places))
        pair, language = self._pair(places, states), self._language(places)
        where = states_in(place or "", language)
        told_of = fact.text if isinstance(fact, r.Undertaking) else fact.place.quote or "" if isinstance(fact, Statement) else ""
        if isinstance(fact, Statement):  # a city of a third state may as well be called like one of theirs
            where = theme(told_of, language, ("name",)) | sites_in(told_of, language) | states_in(told_of, language) & pair
        yield Deed(fact, kind, span[0], heard, pair, words, self._stories(places), people, tuple(every), ranks, where,
                   self._said(every), tuple(_with(t, more) for t in self._tellings(places) for more in led),
                   theme(places[0].quote or "" if places else "", self._language(places)),
                   self._figure(fact),
                   _action(fact.text, self._language(places)) if isinstance(fact, r.Undertaking) else frozenset(),
                   self._parts(places) if kind == "statement" else (),
                   ordinal if kind == "event" else _numbers(words),
                   self._objects.get(getattr(fact, "mechanism", None) or "", frozenset()), early,
                   self._body(fact) if isinstance(fact, r.Undertaking) else getattr(fact, "mechanism", None),
                   bool(before), self._drafted(places) if isinstance(fact, r.Event) and fact.type == "signing" else frozenset(),
                   span[1], announced, _inside(self._forums, places),
                   enumerations.denies(told_of, language, anywhere=kind == "statement"),
                   spots_in(told_of, language) if kind == "undertaking" else frozenset(), self._written(places))

    def _written(self, places: Sequence[r.Place]) -> frozenset[tuple[str, str]]:
        """The names in some places, those of people left out: as they are compared, and as they are written."""
        found = (content.written(self._without_people(c), self._language((c,))) for c in places)
        return frozenset((singular(kept), word) for named in found for kept, word in named)

    def _announced(self, places: Sequence[r.Place], first: date) -> frozenset[str]:
        """The papers that tell of an event only before its first day; none where all do."""
        days = {c.document: self.told.get(c.document) for c in places}
        before = frozenset(d for d, day in days.items() if day is not None and day[1] < first)
        return before if len(before) < len(days) else frozenset()

    def _object(self, body: r.Mechanism) -> frozenset[str]:
        """What a body is for, as its names tell it, between whatever states."""
        return frozenset(w for w in self._words(body.citations) - KINDS if content.weight((w,)) >= 1 and not w.isupper())

    @staticmethod
    def _is_early(words: frozenset[str]) -> bool:
        """Whether a text was drafted, handed over as a draft or initialled, not signed."""
        drafted = bool(words & _DRAFTED) or "project" in words and bool(words & _TITLES)
        return drafted and not words & _CONCLUDED

    def _only_drafted(self, places: Sequence[r.Place]) -> bool:
        """Whether every signing and every statement of a step that tells of a text tells of its draft."""
        told = [self._early_in(c, p.start) for p in places for c in self._signings.get(p.document, ())
                if c.start <= p.start and p.end <= c.end]
        return bool(told) and all(told)

    def _early_in(self, place: r.Place, at: int) -> bool:
        """Whether a place says of what it names from `at` on that it was drafted only: by the verb just before, else by all."""
        language = self._language((place,))
        for word in reversed((place.quote or "")[: at - place.start].split()):
            if said := content.bag(word, language) & _STAGES:
                return not said & _CONCLUDED
        return self._is_early(self._bag(place))

    def _behind(self, place: r.Place) -> frozenset[str]:
        """What a signing says right behind a text that it names by its kind alone."""
        language = self._language((place,))
        tails = [(c.quote or "")[place.end - c.start :] for c in self._signings.get(place.document, ())
                 if c.start <= place.start and place.end <= c.end]
        return frozenset().union(*(plain(content.bag((enumerations.parts(t, language) or (t,))[0], language)) for t in tails))

    def _drafted(self, places: Sequence[r.Place]) -> frozenset[str]:
        """What places say behind words of drafting, up to words of signing."""
        found: set[str] = set()
        for place in places if self._words(places) & _DRAFTED else ():
            language, only = self._language((place,)), False
            for word in (place.quote or "").split():
                said = content.bag(word, language)
                only = bool(said & _DRAFTED) if said & _STAGES else only
                found |= plain(said) if only else frozenset()
        return frozenset(found)

    def _said(self, places: Sequence[r.Place]) -> str:
        """The day of the first paper that tells something, as it shows it."""
        days = [(self.told[d.id], d) for p in places if (d := self.documents.get(p.document)) and self.told.get(d.id)]
        first = min(days, key=lambda t: t[0] or (date.max, date.max), default=(None, None))[1]
        return first.said if first else ""

    def _pair(self, places: Iterable[r.Place], states: Iterable[str]) -> frozenset[str]:
        """The states it is between: its own where they are two or more, else its paper's."""
        own = frozenset(states)
        if len(own) > 1:
            home = next((self.homes[p.document] for p in places if p.document in self.homes), frozenset())
            return home if len(own) > _PAIR == len(home) and home < own else own
        return next((self.homes[p.document] for p in places if own <= self.homes.get(p.document, frozenset())), own)

    def _language(self, places: Sequence[r.Place]) -> str | None:
        document = self.documents.get(places[0].document) if places else None
        return document.language if document else None

    def _words(self, places: Sequence[r.Place]) -> frozenset[str]:
        """What it speaks of, in every telling."""
        return self._bag(places[0]) if len(places) == 1 else frozenset().union(*map(self._bag, places))

    def _bag(self, place: r.Place) -> frozenset[str]:
        """What one telling speaks of, worked out once."""
        if (known := self._bags.get(place)) is None:
            known = self._bags[place] = self._bagged(place)
        return known

    def _bagged(self, place: r.Place) -> frozenset[str]:
        document, said = self.documents.get(place.document), self._without_people(place)
        language = document.language if document else None
        bag = content.bag(said, language)
        sums = bag & _EXCHANGED and "number" in bag and any(n >= LARGE for n, _ in amounts(said, language))
        return plain({*bag, *map(str, counted(said, language)), *(["trade"] if sums else [])})

    def _without_people(self, place: r.Place) -> str:
        """What one telling says, but for the names of people."""
        said, listed = place.quote or "", self._mentions.get(place.document, [])
        inside = slice(bisect_left(listed, (place.start, 0, "")), bisect_left(listed, (place.end, 0, "")))
        for start, end, _ in reversed(listed[inside]):
            said = f"{said[: start - place.start]} {said[end - place.start :]}" if end <= place.end else said
        return said

    def _besides(self, places: Sequence[r.Place]) -> frozenset[str]:
        """What it speaks of but for the other occasion on which it is to be done."""
        told = ((c, enumerations.without_occasion(c.quote or "", self._language((c,)))) for c in places)
        return frozenset().union(*(self._bag(c if said == c.quote else replace(c, quote=said)) for c, said in told))

    def _tellings(self, places: Sequence[r.Place]) -> tuple[frozenset[str], ...]:
        """What each telling speaks of, also without what is told of its thing besides; of many, the first few."""
        first = places[:_TELLINGS]
        return tuple(dict.fromkeys([*map(self._bag, first), *filter(None, map(self._core, first))]))

    def _core(self, place: r.Place) -> frozenset[str]:
        """What one telling speaks of up to where it says what its thing is for."""
        said = place.quote or ""
        own = enumerations.itself(said, self._language((place,)))
        return self._bag(replace(place, end=place.start + len(own), quote=own)) if own != said else frozenset()

    def _parts(self, places: Sequence[r.Place]) -> tuple[frozenset[str], ...]:
        """What the parts of its first telling speak of, where it enumerates."""
        if not places:
            return ()
        language = self._language(places)
        said = enumerations.itself(places[0].quote or "", language)
        return tuple(plain(content.bag(part, language)) for part in enumerations.parts(said, language))

    def _stories(self, places: Iterable[r.Place]) -> frozenset[str]:
        told = (self.documents[p.document] for p in places if p.document in self.documents)
        return frozenset(d.story for d in told)

    def _meant(self, u: r.Undertaking) -> set[str]:
        """Whom an invitation that names neither a person nor an office must mean, of the people of its papers.

        A counterpart has the office of somebody of the inviting state; else it is the only one of another
        state, or its only head.
        """
        words = self._words(u.citations)
        language = self._language(u.citations)
        named = plain(n for c in u.citations for n in content.named(c.quote or "", language))
        rest = words - self._pair(u.citations, u.by) - named - _BARE - _INVITING
        if _COUNTERPART not in words and any(not w.isdigit() for w in rest):
            return set()
        told = {p for c in u.citations for _, _, p in self._mentions.get(c.document, ())}
        guests = {p for p in told if self.people[p].state not in (None, *u.by)}
        if _COUNTERPART in words:
            speaker = u.speaker
            own = {p for p in told if self.people[p].state in u.by}
            hosts = {speaker} if speaker is not None and speaker in self.people else own
            offices = {o.office for p in hosts for o in self.people[p].offices}
        elif _OF_STATE in words:
            offices = {_OF_STATE_OFFICE}
        elif len(guests) == 1:
            return guests
        else:
            offices = set(_HEADS)
        for pool in (offices - _HEADS, offices):  # who speaks for a head of state may seem one
            found = {p for p in guests if any(o.office in pool for o in self.people[p].offices)}
            if len(found) == 1:
                return found
        return set()

    def _called(self, places: Sequence[r.Place]) -> frozenset[str]:
        """The words by which people are called whom some papers name."""
        people = {p for document in {c.document for c in places} for _, _, p in self._mentions.get(document, ())}
        return frozenset().union(*(self._names[p] for p in people)) if people else frozenset()

    def _named(self, u: r.Undertaking) -> frozenset[str]:
        """The people an undertaking names; of one that invites nobody by name or office, whoever is meant."""
        found = {*_inside(self._mentions, u.citations)}
        if u.act == "invitation":
            found = {p for p in found if self.people[p].state not in u.by} or self._meant(u)
        return frozenset(found)


def _inside(mentions: Mapping[str, list[tuple[int, int, str]]], places: Iterable[r.Place]) -> frozenset[str]:
    """Of what is mentioned in documents (begin, end, id), what some places name."""
    found: set[str] = set()
    for place in places:
        listed = mentions.get(place.document, [])
        inside = listed[bisect_left(listed, (place.start, 0, "")) : bisect_left(listed, (place.end, 0, ""))]
        found.update(named for _, end, named in inside if end <= place.end)
    return frozenset(found)


def _with(words: frozenset[str], *more: frozenset[str]) -> frozenset[str]:
    """Words with others: the same set, where there are none."""
    return words.union(*more) if any(more) else words


def _numbers(words: frozenset[str]) -> frozenset[str]:
    """The ordinals some words tell, those of a half or quarter of a year left out."""
    return frozenset() if PART_OF_YEAR in words else words & NUMBERS


def _action(text: str, language: str | None) -> frozenset[str]:
    """What an undertaking says is to be done: its first word, and the verbs of doing near it, else that of a short one."""
    every = text.split()
    said = every[:_ACTION]
    head = next((b for word in said if (b := content.bag(word, language))), frozenset())
    first = frozenset(c for c in head if not c.isupper() and c not in _NO_ACTION)
    near = content.bag(" ".join(said), language) & ACTIONS
    acts = near or len(every) <= _PLAIN and content.bag(text, language) & ACTIONS or frozenset()
    if acts and content.says_nothing(every[0], language):
        first &= ACTIONS  # behind an article, a thing
    return plain(first | acts)


def _day(document: r.DocumentOf) -> tuple[date, date] | None:
    """First and last day a paper may tell of as its own: its dateline's, else the day before it was published."""
    dated = bounds(document.dateline.date) if document.dateline else None
    if dated is not None:
        return dated
    published = bounds(document.published)
    return (published[0] - timedelta(days=1), published[1]) if published and published[0] > date.min else None
