"""What documents are made of: the facts a person may see in a partnership, as lines in the document's language.

Everything is asked for at once: the number of queries does not grow with the record.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from servanda.publishing.dates import order
from servanda_site.publishing import tracked
from servanda_site.publishing.phrases import Phrases, rank
from servanda_site.register.models import Fact, Marking, Partnership, Projection
from servanda_site.register.places import place_label
from servanda_site.register.visibility import Access

SOON = timedelta(days=92)
CLOSED = ("done", "lapsed", "withdrawn", "superseded")
_PLACES = 3  # told in one note
_QUOTE = 400  # characters of a place


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a document.

    lead: what it is read by (a date, an office). text: what it says. told: what else is known of it, each a few words. note: its
    source, for a footnote; empty where sources are switched off. late: whether it is overdue.
    """

    text: str
    lead: str = ""
    told: tuple[str, ...] = ()
    note: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading ("" where they need none)."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document; `empty` is said where it has no lines."""

    key: str
    title: str
    groups: tuple[Group, ...]
    empty: str = ""

    @property
    def bare(self) -> bool:
        """Whether there is nothing in it."""
        return not any(g.lines for g in self.groups)


@dataclass(slots=True)
class Promise:
    """An undertaking with what stands of it on the day of the document."""

    fact: Fact
    state: str = ""
    declared: Mapping[str, str] = field(default_factory=dict)
    made: str = ""
    late: int = 0
    soon: bool = False
    answer: tracked.Answer | None = None

    @property
    def closed(self) -> bool:
        """Whether nothing is due any more, as assessed; of an invitation, whether it stands no more."""
        return self.state in CLOSED or self.answer is not None and not self.answer.open

    @property
    def unanswered(self) -> bool:
        """Whether it is an invitation that stands and that nobody answered."""
        return self.answer is not None and not self.answer.answer and not self.closed

    @property
    def shown(self) -> str:
        """Its state, as a code of the phrases: the assessed one, else whether it is overdue or open."""
        return "late" if self.late else self.state or "open"

    @property
    def by(self) -> list[str]:
        """Who undertakes."""
        return list(self.fact.data.get("by") or [])


class Material:
    """The record of a partnership as somebody sees it, for a document of one day and language.

    Args:
        access: whose document it is. partnership: of what. day: what is overdue or due soon is counted from it. say: the
            language. sources: whether lines have notes.
    """

    def __init__(self, access: Access, partnership: Partnership, day: date, say: Phrases, *, sources: bool = True) -> None:
        self.access, self.partnership, self.day, self.say, self.sources = access, partnership, day, say, sources

    @cached_property
    def documents(self) -> dict[str, dict[str, Any]]:
        """The papers of the record, by id."""
        seen = self.access.projection(self.partnership)
        found = Projection.objects.values_list("documents", flat=True).get(pk=seen.pk) if seen else []
        return {d["id"]: d for d in found}

    @cached_property
    def facts(self) -> dict[str, list[Fact]]:
        """The facts by kind, in the record's order."""
        found: dict[str, list[Fact]] = {}
        for fact in self.access.facts(self.partnership).defer("digest", "projection__documents").order_by("order"):
            found.setdefault(fact.kind, []).append(fact)
        return found

    @cached_property
    def by_id(self) -> dict[str, Fact]:
        """Every fact."""
        return {f.fact: f for facts in self.facts.values() for f in facts}

    @cached_property
    def promises(self) -> list[Promise]:
        """The undertakings: the overdue first, then by due date, then the undated."""
        rows = self.facts.get("undertaking", [])
        standing = tracked.standing(self.access, rows)
        found = [self._promise(fact, standing.get(fact.pk)) for fact in rows]
        answers = tracked.answers(self.access, [f for f in rows if f.type == "invitation"], self.say)
        for promise in found:
            promise.answer = answers.get(promise.fact.pk)
        return sorted(found, key=lambda p: (p.fact.end is None, p.fact.end or date.max, p.fact.order))

    def _promise(self, fact: Fact, stands: tracked.Stands | None) -> Promise:
        made = Promise(fact, stands.state if stands else "", stands.declared if stands else {}, self.first_told(fact))
        if fact.end is not None and not made.closed and fact.type != "invitation":
            made.late = max(0, (self.day - fact.end).days)
            made.soon = self.day <= fact.end <= self.day + SOON
        return made

    @cached_property
    def plan(self) -> list[tracked.Planned]:
        """The items of the action plan."""
        return tracked.plan(self.access, self.partnership)

    @cached_property
    def _lives(self) -> dict[int, list[str]]:
        """What happened to each text."""
        return tracked.lives(self.access, self.facts.get("instrument", []), self.say)

    def acts(self, act: str) -> list[Promise]:
        """The undertakings of one act (`pledge`, `proposal`, `invitation`)."""
        return [p for p in self.promises if p.fact.type == act]

    def first_told(self, fact: Fact) -> str:
        """The earliest date of the papers that tell a fact; empty where none has one."""
        days = [self.documents.get(c["document"], {}).get("published") or "" for c in _places(fact)]
        return min((d for d in days if d), key=order, default="")

    def sides(self) -> list[str]:
        """The states, ours first."""
        return sorted(self.partnership.codes, key=lambda c: c != self.partnership.ours)

    # lines

    def note(self, fact: Fact) -> str:
        """Where a fact is told, in words."""
        if not self.sources:
            return ""
        places = _places(fact)
        if fact.kind == "entity":
            places = places[:1]
        told = [self.say("note", where=self.paper(c["document"]), quote=self.say.words("quote", words=clean(c["quote"])[:_QUOTE]))
                for c in places[:_PLACES]]
        rest = len(places) - _PLACES
        return self.say.several([*told, self.say.count("note_more", rest)] if rest > 0 else told)

    def paper(self, identity: str) -> str:
        """A paper as notes name it: who published it, its title, its date."""
        d = self.documents.get(identity)
        if d is None:
            return ""
        words = self.say.words
        title = clean(d["title"] or "") or clean(d["path"])
        parts = (self.say("side_list").join(d["agencies"] or []), title, words.date(d["published"]) if d["published"] else "")
        return ", ".join(p for p in parts if p)

    def day_of(self, edtf: str | None) -> str:
        """A date in words; nothing where there is none."""
        return self.say.words.date(edtf) if edtf else ""

    def who(self, codes: Sequence[str]) -> str:
        """Who undertakes, in words."""
        if not codes:
            return self.say("no_side")
        if len(codes) > 1 and set(codes) == set(self.partnership.codes):
            return self.say("both") if len(codes) == 2 else self.say.sides(self.sides())
        return self.say.sides(codes)

    def says(self, promise: Promise) -> str:
        """Who says what is said: who undertakes it, or who asks or proposes, and that they do."""
        told, act = self.who(promise.by), promise.fact.type
        return told if act == "pledge" else f"{told} ({self.say.words.label('acts', act)})"

    def areas(self, fact: Fact) -> str:
        """The fields of an undertaking."""
        return self.say("side_list").join(self.say.words.label("areas", a) for a in fact.data.get("areas") or [])

    def name_of(self, identity: str | None) -> str:
        """The name of a fact another one names."""
        fact = self.by_id.get(identity or "")
        return clean(fact.label) if fact else ""

    def promise(self, promise: Promise, *, by: bool = False) -> Line:
        """An undertaking as a line. by: say who undertakes."""
        fact, say = promise.fact, self.say
        told = [say("by", who=self.who(promise.by)) if promise.by else say("no_side")] if by else []
        if promise.late:
            told.append(say.count("days_late", promise.late, date=self.day_of(fact.date)))
        elif fact.date:
            told.append(say("due", date=self.day_of(fact.date)))
        if fact.data.get("target"):
            told.append(say("target", target=clean(fact.data["target"])))
        body, text = self.name_of(fact.data.get("mechanism")), self.name_of(fact.data.get("instrument"))
        told += [say("through", body=body)] if body else []
        told += [say("in_text", text=text)] if text else []
        told += self.stands(promise)
        if promise.answer is not None:
            answer = promise.answer
            told += [say("answered", answer=answer.answer)] if answer.answer else [] if answer.became else [say("unanswered")]
            told += [answer.became] if answer.became else []
        elif promise.made and not fact.date:
            told.append(say("told_on", when=say.words.when(promise.made)))
        return Line(clean(fact.label), say.words.label("forces", fact.force), tuple(told), self.note(fact), bool(promise.late))

    def stands(self, promise: Promise) -> list[str]:
        """What is assessed, and what each side declares."""
        found = [self.say("state_told", state=self.say(f"state_{promise.state}"))] if promise.state else []
        return found + self.declared(promise)

    def declared(self, promise: Promise) -> list[str]:
        """What each side declares of an undertaking."""
        return [self.say("declared", state=self.say.words.state(party), what=self.say(f"state_{state}"))
                for party, state in sorted(promise.declared.items())]

    def event(self, fact: Fact) -> Line:
        """A visit, meeting or session as a line."""
        data, say = fact.data, self.say
        told = [place_label(clean(data["place"]), say.tag)] if data.get("place") else []
        people = [self.name_of(p) for p in data.get("participants") or []]
        told += [say("side_list").join(p for p in people if p)] if any(people) else []
        body = self.name_of(data.get("mechanism"))
        label = say.words.occasion(fact.type, data.get("ordinal"))
        return Line(say("colon", name=label, value=body) if body else label, self.day_of(fact.date), tuple(told), self.note(fact))

    def tie(self, tie: tracked.Tied) -> Line:
        """A tie as a line: a candidature with the support for it, any other with its partners and next step."""
        say = self.say
        race = tie.kind == "candidature"
        told = [say("candidate", state=say.words.state(tie.candidate))] if tie.candidate else []
        told += [say("at_body", body=clean(tie.forum))] if tie.forum else []
        told += [clean(tie.post)] if tie.post else []
        told += [say("side_list").join(say("partner", name=clean(n), state=say.words.state(s)) if s else clean(n)
                                       for s, n in tie.partners)] if tie.partners else []
        told += [say("state_told", state=say(f"tie_{tie.status}"))]
        for side, stands, owes in tie.supports:
            if stands or owes:
                how = [say(f"support_{stands}")] if stands else []
                told.append(say("support_of", state=say.words.state(side), how=say("side_list").join(
                    [*how, *([say("support_owed")] if owes else [])])))
        if tie.step:
            key = "tie_step_due" if tie.step_due else "tie_step"
            told.append(say(key, step=clean(tie.step), date=self.day_of(tie.step_due)))
        told += [clean(tie.note)] if tie.note and not race else []
        notes = [self.note(self.by_id[f]) for f in tie.facts if f in self.by_id]
        return Line(clean(tie.title), self.day_of(tie.date), tuple(told), self.say.several(notes))

    @cached_property
    def ties(self) -> list[tracked.Tied]:
        """What people keep of ties, candidatures, forums, projects and exchanges of information."""
        return tracked.ties(self.access, self.partnership)

    def prepared(self, row: tracked.Prepared) -> Line:
        """A session or visit that people prepare, as a line."""
        say, body = self.say, self.name_of(row.body)
        told = [place_label(clean(row.place), say.tag)] if row.place else []
        told += [say("on_margins", forum=clean(row.forum))] if row.forum else [say("online")] if row.form == "online" else []
        if row.status != "planned" or not row.date:
            told.append(say(f"status_{row.status}"))
        label = say.words.occasion(row.kind, row.ordinal)
        named = body or clean(row.title)
        return Line(say("colon", name=label, value=named) if named else label, self.day_of(row.date), tuple(told))

    def ahead(self) -> list[Line]:
        """What comes next: what the papers tell as planned, and what people prepare; each once."""
        kept = tracked.ahead(self.access, self.partnership, self.day)
        told = {p.event for p in kept}
        numbered = {(p.body, p.ordinal) for p in kept if p.body and p.ordinal}
        found = [(p.date, self.prepared(p)) for p in kept]
        found += [(f.date, self.event(f)) for f in self.dated("event", last_first=False)
                  if f.status != "held" and f.fact not in told and (f.mechanism, f.data.get("ordinal")) not in numbered
                  and (f.end is None or f.end >= self.day)]
        return [line for _date, line in sorted(found, key=lambda pair: order(pair[0]))]

    def text(self, fact: Fact) -> Line:
        """A text as a line."""
        told = (self.say.words.label("instrument_types", fact.type), *self._lives.get(fact.pk, ()))
        return Line(clean(fact.label), self.day_of(fact.date), told, self.note(fact))

    def person(self, fact: Fact) -> Line:
        """A person or organisation as a line, with offices."""
        offices = [self.say.words.office(o["office"]) for o in fact.data.get("offices") or []]
        others = [clean(n) for n in fact.data.get("names") or [] if n != fact.data.get("name")][:3]
        told = list(dict.fromkeys(offices)) + ([self.say("also", names=self.say("side_list").join(others))] if others else [])
        return Line(clean(fact.label), told=tuple(told), note=self.note(fact))

    def people(self, kind: str = "person") -> list[tuple[str, list[Fact]]]:
        """People by state (ours first, strangers last), in order of precedence."""
        found: dict[str, list[Fact]] = {code: [] for code in self.sides()}
        for fact in self.facts.get("entity", []):
            if fact.type == kind:
                found.setdefault(fact.data.get("state") or "", []).append(fact)
        return [(code, sorted(rows, key=lambda f: (rank(o["office"] for o in f.data.get("offices") or []), f.order)))
                for code, rows in found.items() if rows]

    def by_side(self, promises: Iterable[Promise], key: str) -> list[Group]:
        """Undertakings in groups, by who undertakes; `key` names the phrases of the headings."""
        found: dict[tuple[str, ...], list[Promise]] = {(code,): [] for code in self.sides()}
        for promise in promises:
            found.setdefault(tuple(promise.by), []).append(promise)
        return [Group(self._heading(codes, key), tuple(self.promise(p) for p in rows)) for codes, rows in found.items() if rows]

    def _heading(self, codes: tuple[str, ...], key: str) -> str:
        if not codes:
            return self.say(f"{key}_nobody")
        if len(codes) > 1 and set(codes) == set(self.partnership.codes) and len(codes) == 2:
            return self.say(f"{key}_all")
        return self.say(f"{key}_by", state=self.say.sides(codes))

    def dated(self, kind: str, *, last_first: bool = True) -> list[Fact]:
        """Facts of a kind by date; the undated at the end."""
        rows = self.facts.get(kind, [])
        known = sorted((f for f in rows if f.date), key=lambda f: (order(f.date), f.order), reverse=last_first)
        return known + [f for f in rows if not f.date]

    def first(self, group: Group, most: int) -> Group:
        """A group's first lines, and how many more there are."""
        rest = len(group.lines) - most
        return group if rest <= 0 else Group(group.title, (*group.lines[:most], Line(self.say.count("more_rows", rest))))

    def section(self, key: str, *groups: Group) -> Section:
        """A section under the phrase of its key."""
        return Section(key, self.say(key), tuple(groups), self.say("nothing"))

    @property
    def title(self) -> str:
        """The partnership's name."""
        return " \u2013 ".join(self.say.words.state(c) for c in self.sides())

    def marking(self, level: int) -> str:
        """A marking in words."""
        return self.say(f"marking_{Marking(level).value}")


def clean(text: object) -> str:
    """A text on one line, without characters that no document may hold."""
    told = "".join(c if c.isprintable() or c.isspace() or unicodedata.category(c) == "Cf" else " " for c in str(text))
    return " ".join(told.split())


def _places(fact: Fact) -> list[dict[str, Any]]:
    return list(fact.data.get("citations") or fact.data.get("mentions") or [])
