"""The dossier of a partnership: what a desk officer reads, in order, in words; how it looks is left to terminal and page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

from servanda import languages, ontology
from servanda.extraction.calendar import Calendar, Dates
from servanda.publishing import lives
from servanda.publishing.dates import SOON, order
from servanda.publishing.partnerships import Partnership, partnerships, resting
from servanda.publishing.values import Values, differing
from servanda.publishing.words import Words, alphabetical
from servanda.reading.lines import unwrapped
from servanda.reconciliation import record as r
from servanda.reconciliation.dates import bounds

_DAY = len("2025-05-15")  # of an EDTF date that is one day
_OTHER, _OFFICE = "other", "office"  # an office, a portfolio that has no code; what the rules begin with that read an office
_DEED = 160  # characters shown of a clause that tells a deed
# The verb before what something rises from and to, which the clause shown says already.
_VERB_BEFORE = re.compile(r"\w+ (?=\w+ \d[\d .,]* \w+ \d)")
_NAMED = frozenset({"instrument:name", "instrument:use"})  # how a text is known of which nothing says that it was signed


@dataclass(frozen=True, slots=True)
class Bearing:
    """A deed that bears on an undertaking, in words. text: what it is and how it bears; reasons: why it is thought to."""

    evidence: r.Evidence
    text: str
    reasons: str

    @property
    def places(self) -> list[r.Place]:
        """Where it is cited."""
        return list(self.evidence.citations)


@dataclass(frozen=True, slots=True)
class Line:
    """One fact as it is shown.

    lead: what it is read by: its date, or its force. text: what it says. told: what is known of it, each as (what it is, words).
    quote: the clause that tells it, where `text` is not the clause itself.
    """

    fact: Any
    kind: str
    text: str
    told: tuple[tuple[str, str], ...] = ()
    lead: str = ""
    quote: str = ""
    differs: tuple[str, ...] = ()
    bearings: tuple[Bearing, ...] = ()

    @property
    def places(self) -> list[r.Place]:
        """Where it is cited."""
        return list(self.fact.mentions if self.kind == "entity" else self.fact.citations)


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading of their own ("" where they need none)."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the dossier. key: its name in the interface's catalogue, by which looks are chosen."""

    key: str
    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """One partnership in words. Without states: the papers on no pair of states."""

    states: tuple[str, ...]
    title: str
    summary: tuple[str, ...]
    founding: tuple[Line, ...]
    sections: tuple[Section, ...]
    documents: tuple[r.DocumentOf, ...]

    @property
    def empty(self) -> str:
        """What stands where there is nothing to show (a name in the catalogue): whether the papers could be read at all."""
        return "nothing_read" if all(d.read == "kept" for d in self.documents) else "nothing"


@dataclass(slots=True)
class Teller:
    """Turns a record into dossiers in one interface language. day: for which; what was announced for days before it is past."""

    record: r.Record
    words: Words
    day: date = field(default_factory=date.today)
    values: Values = field(init=False)
    people: dict[str, r.Entity] = field(init=False)
    mechanisms: dict[str, r.Mechanism] = field(init=False)
    evidence: dict[str, list[r.Evidence]] = field(init=False)

    def __post_init__(self) -> None:
        self.values = Values(self.words, self.record)
        self.people = {e.id: e for e in self.record.entities if e.type == "person"}
        self.mechanisms = {m.id: m for m in self.record.mechanisms}
        self.evidence = {}
        for e in self.record.evidence:
            self.evidence.setdefault(e.promise, []).append(e)

    def dossiers(self) -> list[Dossier]:
        """One dossier per partnership, the most told first."""
        return [self._dossier(p) for p in partnerships(self.record)]

    def _dossier(self, p: Partnership) -> Dossier:
        w = self.words
        instruments = sorted(p.instruments, key=lambda i: order(i.date))
        made = [i for i in instruments if i.status != "planned"]
        sections = [
            self._section("level", [self._group("", self._event, sorted(p.founding, key=lambda e: order(e.date)))]),
            self._section("agenda", [self._agenda(p)]),
            *self._owed(p),
            self._section("proposals", self._by_side(p, _acts(p, "proposal"), "asked_by", "asked_both")),
            self._section("refusals", self._by_side(p, _refused(p), "refused_by", "refused_both")),
            self._section("invitations", [
                self._group(w("open"), self._undertaking, [u for u in _acts(p, "invitation") if not u.answer]),
                self._group(w("answered"), self._undertaking, [u for u in _acts(p, "invitation") if u.answer])]),
            self._section("signed", [
                self._group(w("concluded"), self._instrument, [i for i in made if not invoked(i)]),
                self._group(w("to_conclude"), self._instrument,
                            [i for i in instruments if i.status == "planned" and not self._past(i)]),
                self._group(w("announced_texts"), self._instrument,
                            [i for i in instruments if i.status == "planned" and self._past(i)]),
                self._group(w("invoked"), self._instrument, filter(invoked, made))]),
            self._section("met", [
                self._group(w(key), self._event, [e for e in p.meetings if self._stands(e, p) == key])
                for key in ("held", "announced", "ahead")]),
            self._section("bodies", [self._group("", lambda m: self._mechanism(m, p), p.mechanisms)]),
            self._section("people", self._by_state(p.people)),
            self._section("organisations", self._by_state(p.organisations)),
        ]
        title = w("title", states=w.states(p.states)) if p.states else w("no_pair")
        founding = tuple(self._instrument(i) for i in resting(p.instruments, (e.date for e in p.founding)))
        return Dossier(p.states, title, self._summary(p), founding,
                       tuple(s for s in sections if s.groups), tuple(p.documents))

    def _summary(self, p: Partnership) -> tuple[str, ...]:
        w = self.words
        told = [w.count("documents", len(p.documents))]
        if days := sorted(d.published for d in p.documents if d.published and d.published[0].isdigit()):
            told.append(w("period", date=w.date(days[0] if days[-1].startswith(days[0]) else f"{days[0]}/{days[-1]}")))
        if sides := sorted({w.state(d.side) for d in p.documents if d.side}, key=alphabetical):
            told.append(w("told_by", sides=", ".join(sides)))
        return (*told, *self._counts(p))

    def _counts(self, p: Partnership) -> Iterable[str]:
        """How much is listed under each kind of act, in the order of the sections; what there is none of is left out."""
        numbers = {"undertakings": len(_owed(p)), "requests": len(_acts(p, "proposal")), "refused": len(_refused(p)),
                   "invited": len(_acts(p, "invitation"))}
        told = [self.words.count(key, number) for key, number in numbers.items() if number]
        return told or [self.words.count("undertakings", 0)]

    def _section(self, key: str, groups: Iterable[Group], title: str | None = None) -> Section:
        return Section(key, title or self.words(key), tuple(g for g in groups if g.lines))

    def _group(self, title: str, line: Callable[[Any], Line], facts: Iterable[Any]) -> Group:
        return Group(title, tuple(line(f) for f in facts))

    def _owed(self, p: Partnership) -> list[Section]:
        pledges = _owed(p)
        sections = []
        for by in sorted({tuple(u.by) for u in pledges}, key=lambda s: (not s, -len(s), self.words.states(s))):
            shared = self._sides(by, p, "owed_both", "owed_all", "owed_unknown")
            title = shared or self.words("owed_by", state=self.words.sides(by))
            groups = self._by_area([u for u in pledges if tuple(u.by) == by])
            sections.append(self._section("owed", groups, title))
        return sections

    def _by_side(self, p: Partnership, undertakings: list[r.Undertaking], one: str, both: str) -> Iterable[Group]:
        """Undertakings under the sides they are of. one, both: names in the catalogue of what stands above them."""
        for by in sorted({tuple(u.by) for u in undertakings}, key=lambda s: (not s, -len(s), self.words.states(s))):
            title = self._sides(by, p, both, "owed", "asked_unknown") if len(by) < 3 else None
            facts = sorted((u for u in undertakings if tuple(u.by) == by), key=_rank)
            yield self._group(title or self.words(one, state=self.words.sides(by)), self._undertaking, facts)

    def _past(self, fact: r.Event | r.Instrument) -> bool:
        """Whether all the days it may be of are over."""
        span = bounds(fact.date.rstrip("?~%")) if fact.date else None
        return span is not None and span[1] < self.day

    def _stands(self, e: r.Event, p: Partnership) -> str:
        """Whether an event was held, was only announced for days that are over, or is ahead."""
        if e.status != "planned":
            return "held"
        if not self._past(e):
            return "ahead"
        met = any(o.status != "planned" and (o.mechanism, o.ordinal) == (e.mechanism, e.ordinal) for o in p.events)
        return "held" if e.mechanism and e.ordinal and met else "announced"

    def _sides(self, by: tuple[str, ...], p: Partnership, both: str, every: str, none: str) -> str | None:
        if not by:
            return self.words(none)
        whole = set(by) == set(p.states) and len(by) > 1
        return self.words(both if len(by) == 2 else every) if whole else None

    def _by_area(self, undertakings: list[r.Undertaking]) -> list[Group]:
        areas = [*ontology.load().codes("areas"), None]
        first = {u.id: u.areas[0] if u.areas and u.areas[0] in areas else None for u in undertakings}
        return [self._group(self.words.label("areas", a) or self.words("other_area"), self._undertaking,
                            sorted((u for u in undertakings if first[u.id] == a), key=_rank)) for a in areas]

    def _by_state(self, entities: Iterable[r.Entity]) -> list[Group]:
        listed = sorted(entities, key=lambda e: alphabetical(e.name))
        states = sorted({e.state or "" for e in listed}, key=lambda s: (not s, alphabetical(self.words.state(s))))
        return [self._group(self.words.state(s) if s else self.words("side_unknown"), self._entity,
                            [e for e in listed if (e.state or "") == s]) for s in states]

    def _agenda(self, p: Partnership) -> Group:
        dated = [u for u in p.undertakings if u.due and u.act != "invitation" and not u.refused]
        dated.sort(key=lambda u: order(u.due))
        lines = [Line(u, "undertaking", unwrapped(u.text), (("by", self.words.states(u.by)),), self._when(u))
                 for u in dated]
        return Group("", tuple(lines))

    def _line(self, fact: Any, kind: str, text: str, told: Iterable[tuple[str, str]], lead: str = "", quote: str = "") -> Line:
        review = [("review", self.words(f"review_{fact.review}"))] if fact.review != "proposed" else []
        differs = tuple(self.values.field(name) for name in differing(fact))
        return Line(fact, kind, unwrapped(text), tuple((k, t) for k, t in [*told, *review] if t), lead, unwrapped(quote), differs)

    def _undertaking(self, u: r.Undertaking) -> Line:
        w = self.words
        body = self.mechanisms[u.mechanism].name if u.mechanism in self.mechanisms else ""
        shown = unwrapped(u.text)
        told = [("by", w("by", state=w.sides(u.by)) if u.act == "invitation" and u.by else ""),
                ("answer", w.label("answers", u.answer).lower() if u.answer else ""),
                ("due", w.date(SOON) if u.due == SOON else w("due", date=self._when(u)) if u.due else ""),
                ("target", w("target", target=_VERB_BEFORE.sub("", unwrapped(u.target))) if u.target else ""),
                ("body", w("charged", body=unwrapped(body)) if body and unwrapped(body) not in shown else "")]
        areas = u.areas[1:] if u.act == "pledge" else u.areas if u.act == "proposal" else []
        told += [("area", w.label("areas", a)) for a in areas]
        line = self._line(u, "undertaking", shown, told, self.values.force(u))
        return replace(line, bearings=tuple(self._bearing(e) for e in self.evidence.get(u.id, [])))

    def _when(self, u: r.Undertaking) -> str:
        """When it is due, as its words tell it; a month or year before which it is to be done is itself too late."""
        spans = (c.span_of(u.text, u.due) for c in _calendars()) if u.due and u.due != SOON else ()
        told = self.words.date(next(filter(None, spans), u.due))
        strict = u.due != SOON and any(c.falls_before(u.text, u.due or "") for c in _calendars())
        return self.words("due_before_day" if len(u.due or "") == _DAY else "due_before", date=told) if strict else told

    def _bearing(self, e: r.Evidence) -> Bearing:
        w = self.words
        quote = unwrapped(e.citations[0].quote or "") if e.citations else ""
        deed = self.values.names.get(e.deed, "") if e.deed else ""
        shown = deed if deed and deed != quote else w("quote", words=_cut(quote))
        text = w("bearing", relation=w(f"bears_{e.relation}"), review=w(f"bears_{e.review}"), deed=shown)
        return Bearing(e, text, ", ".join(w.reason(x) for x in e.why))

    def _event(self, e: r.Event) -> Line:
        w = self.words
        head = ", ".join(t for t in (w.occasion(e.type, e.ordinal), e.place or "") if t)
        who = ", ".join(self.people[p].name for p in e.participants if p in self.people)
        return self._line(e, "event", head, [("who", who)], w.date(e.date), e.citations[0].quote or "" if e.citations else "")

    def _instrument(self, i: r.Instrument) -> Line:
        told = [("type", self.words.label("instrument_types", i.type))]
        told += [("life", words) for words in lives.told(self.words, i, self.values.names)]
        line = self._line(i, "instrument", _capital(i.title), told, self.words.date(i.date) if i.date else "")
        return replace(line, differs=(*line.differs, self.words("field_life"))) if lives.differs(i) else line

    def _mechanism(self, m: r.Mechanism, p: Partnership) -> Line:
        w = self.words
        told = [("type", w.label("mechanism_kinds", m.kind)), ("status", w("to_set_up") if m.status == "planned" else "")]
        for e in sorted((e for e in p.events if e.mechanism == m.id), key=lambda e: order(e.date)):
            session = w.occasion(e.type, e.ordinal)
            session = session[:1].lower() + session[1:]
            if (stands := self._stands(e, p)) != "held":
                session = w("session_ahead" if stands == "ahead" else "session_past", session=session)
            details = (session, w.date(e.date) if e.date else "", e.place or "")
            told.append(("session", ", ".join(d for d in details if d)))
        return self._line(m, "mechanism", _capital(m.name), told)

    def _entity(self, e: r.Entity) -> Line:
        offices = list(dict.fromkeys(self.values.office(o) for o in _telling(e.offices)))
        if [o.office for o in e.offices] == [_OTHER]:  # the paper's words tell more than that it is some office
            offices = [unwrapped(w.cue) for w in e.why if w.cue and w.rule.startswith(_OFFICE)][:1] or offices
        others = [n for n in map(unwrapped, e.names) if n != unwrapped(e.name)]
        told = [("office", ", ".join(offices)), ("also", self.words("also", names=", ".join(others)) if others else "")]
        return self._line(e, "entity", e.name, told)


def invoked(i: r.Instrument) -> bool:
    """Whether a text is only named or used, with no word of its signing and no day: a treaty of many states, or an older text."""
    return not i.date and bool(i.why) and all(w.rule in _NAMED for w in i.why)


def _telling(offices: Sequence[r.OfficeOf]) -> list[r.OfficeOf]:
    """Offices without those that say less than another: a minister, where it is told of what; some other office."""
    exact = {head for o in offices for head, _, of in [o.office.partition("/")] if of not in ("", _OTHER)}
    rest = [o for o in offices if o.office.partition("/")[2] not in ("", _OTHER) or o.office.partition("/")[0] not in exact]
    return [o for o in rest if o.office != _OTHER] or rest


def _acts(p: Partnership, act: str) -> list[r.Undertaking]:
    return [u for u in p.undertakings if u.act == act]


def _owed(p: Partnership) -> list[r.Undertaking]:
    """What is to be done: the pledges without the refusals."""
    return [u for u in _acts(p, "pledge") if not u.refused]


def _refused(p: Partnership) -> list[r.Undertaking]:
    return [u for u in p.undertakings if u.refused]


@cache
def _calendars() -> tuple[Calendar, ...]:
    """Those of the languages that are read."""
    read = (languages.load(tag) for tag in sorted(languages.installed()))
    return tuple(Calendar(language.section("dates", Dates)) for language in read if language.profile.reads)


def _rank(u: r.Undertaking) -> tuple[int, tuple[int, str]]:
    forces = ontology.load().codes("forces")
    return (forces.index(u.force) if u.force in forces else len(forces), order(u.due))


def _cut(text: str) -> str:
    return text if len(text) <= _DEED else text[:_DEED].rsplit(" ", 1)[0] + "\u2026"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
