"""What documents are made of: the facts a person may see in a partnership, as lines in the document's language.

Everything is asked for at once: the number of queries does not grow with the record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from servanda.publishing.dates import order
from servanda_site.publishing import texts, tracked
from servanda_site.publishing.lines import Group, Line, Note, Paper, Section, clean, short
from servanda_site.publishing.papers import Papers
from servanda_site.publishing.people import Person, named_alike, people
from servanda_site.publishing.phrases import Named, Phrases, invited
from servanda_site.register.models import Fact, Marking, Partnership
from servanda_site.register.places import place_label
from servanda_site.register.visibility import Access

SOON = timedelta(days=92)
CLOSED = ("done", "lapsed", "withdrawn", "superseded")
_PLACES = 3  # told in one note
_QUOTE = 400  # characters of a place
_WORDS = 160  # characters of the words an event is told by
_QUOTED = ("proposed", "confirmed")  # facts in the words of a paper; those that people wrote are not
_TELLING = ("ceremony", "establishment", "forum", "signing")  # events whose kind alone says nothing


@dataclass(slots=True)
class Promise:
    """An undertaking with what stands of it on the day of the document.

    deed: what a later paper tells of it, while nobody decided what that means. term: whether its date is the term of a seat that
    a candidature is for, and nothing is due then.
    """

    fact: Fact
    state: str = ""
    declared: Mapping[str, str] = field(default_factory=dict)
    made: str = ""
    late: int = 0
    soon: bool = False
    answer: tracked.Answer | None = None
    deed: tracked.Deed | None = None
    term: bool = False

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
            language. sources: whether lines have notes. terse: whether lines and notes say only what is needed in the room.
    """

    def __init__(self, access: Access, partnership: Partnership, day: date, say: Phrases, *, sources: bool = True,
                 terse: bool = False) -> None:
        self.access, self.partnership, self.day, self.say, self.sources = access, partnership, day, say, sources
        self.terse = terse

    @cached_property
    def papers(self) -> Papers:
        """The papers of the record."""
        seen = self.access.projection(self.partnership)
        return Papers(self.access, seen.pk if seen else None, self.say)

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
        deeds = tracked.deeds(self.access, rows)
        for promise in found:
            promise.answer = answers.get(promise.fact.pk)
            promise.deed = deeds.get(promise.fact.pk)
        return sorted(found, key=lambda p: (p.fact.end is None, p.fact.end or date.max, p.fact.order))

    def _promise(self, fact: Fact, stands: tracked.Stands | None) -> Promise:
        made = Promise(fact, stands.state if stands else "", stands.declared if stands else {}, self.first_told(fact))
        made.term = fact.fact in self._candidatures and "/" in fact.date
        if fact.end is not None and not made.closed and fact.type != "invitation" and not made.term:
            made.late = max(0, (self.day - fact.end).days)
            made.soon = self.day <= fact.end <= self.day + SOON
        return made

    @cached_property
    def plan(self) -> list[tracked.Planned]:
        """The items of the action plan."""
        return tracked.plan(self.access, self.partnership)

    @cached_property
    def _candidatures(self) -> set[str]:
        """What bears on a candidature: ids."""
        return tracked.candidatures(self.access, self.partnership)

    @cached_property
    def _lives(self) -> dict[int, texts.Standing]:
        """Where each text stands."""
        return texts.standing(self.access, self.facts.get("instrument", []), self.papers, self.day, self.say)

    def stands_at(self, fact: Fact) -> texts.Standing:
        """Where a text stands on the day of the document."""
        return texts.lives_of(self._lives, fact)

    def texts_at(self, *places: str, last_first: bool = True) -> list[Fact]:
        """The texts that stand at some places (`concluded`, `planned`, `over`), by the day they were signed."""
        stand = [(self.stands_at(f), f) for f in self.facts.get("instrument", [])]
        found = [(stands.date or stands.first, f) for stands, f in stand if stands.place in places]
        known = sorted((r for r in found if r[0]), key=lambda r: (order(r[0]), r[1].order), reverse=last_first)
        return [f for _day, f in (*known, *(r for r in found if not r[0]))]

    @cached_property
    def persons(self) -> list[Person]:
        """The people of the record, by precedence."""
        return people(self.facts, self.papers, self.day, self.say)

    def acts(self, act: str) -> list[Promise]:
        """The undertakings of one act (`pledge`, `proposal`, `invitation`)."""
        return [p for p in self.promises if p.fact.type == act]

    def first_told(self, fact: Fact) -> str:
        """The earliest date of the papers that tell a fact; empty where none has one."""
        days = [self.papers.day(c["document"]) for c in _places(fact)]
        return min((d for d in days if d), key=order, default="")

    def sides(self) -> list[str]:
        """The states, ours first."""
        return sorted(self.partnership.codes, key=lambda c: c != self.partnership.ours)

    # lines

    def note(self, fact: Fact, promise: Promise | None = None) -> str:
        """Where a fact is told, in words; and, of an undertaking, where a deed is told."""
        if not self.sources:
            return ""
        places = _places(fact)
        shown = self.terse or fact.kind == "undertaking"  # whose line quotes them already
        told = self._cited(places[:1] if fact.kind == "entity" else places, clean(fact.label) if shown else "")
        if promise is not None and promise.deed is not None and not promise.closed:
            deed = promise.deed.places
            telling = [self._paper(c["document"]) for c in deed[:1]] if self.terse else self._cited(deed)
            told.append(self.say("note_deed", told=self.say.several(telling)))
        return self._noted(told)

    def _noted(self, told: Sequence[str]) -> Note:
        return Note.of(told, self.say("note_again", number="{number}"), self.say("semicolon"))

    def _cited(self, places: Sequence[Mapping[str, Any]], shown: str = "") -> list[str]:
        """Papers with the words they are cited for. shown: words that stand above and need not be said again."""
        if self.terse:
            places = sorted(places, key=lambda c: clean(c["quote"]) != shown)  # a paper in these words, which need no quoting
        most = 1 if self.terse else _PLACES
        told = [self.say("note", where=self.papers.name(c["document"]),
                         quote=self.say.words("quote", words=short(clean(c["quote"]), _QUOTE)))
                if clean(c["quote"]) != shown else self._paper(c["document"]) for c in places[:most]]
        rest = len(places) - most
        return [*told, self.say.count("note_more", rest)] if rest > 0 else told

    def _paper(self, identity: str) -> str:
        """A paper as notes name it; in what is terse, told whole once."""
        return Paper.of(self.papers.name(identity), self.papers.briefly(identity)) if self.terse else self.papers.name(identity)

    def mark(self, fact: Fact) -> str:
        """The sign of a fact that nobody reviewed."""
        return self.say("unreviewed") if self.sources and fact.review == "proposed" else ""

    def quoted(self, fact: Fact, words: str = "") -> str:
        """The words of a fact: in quotation marks where they are a paper's."""
        told = clean(words or fact.label)
        return self.say.words("quote", words=told) if fact.review in _QUOTED else told

    def day_of(self, edtf: str | None) -> str:
        """A date in words; nothing where there is none."""
        return self.say.words.date(edtf) if edtf else ""

    def who(self, codes: Sequence[str]) -> Named:
        """Who undertakes, in words."""
        if not codes:
            return Named(self.say("no_side"), {})
        if len(codes) == 2 and set(codes) == set(self.partnership.codes):
            return self.say.both
        return self.say.sides([c for c in self.sides() if c in codes] + [c for c in codes if c not in self.partnership.codes])

    def says(self, promise: Promise) -> str:
        """Who says what is said: who undertakes it, or who asks or proposes, and that they do."""
        told, act = format(self.who(promise.by), "With"), promise.fact.type
        return told if act == "pledge" else f"{told} ({self.say(f'act_{act}')})"

    def areas(self, fact: Fact) -> str:
        """The fields of an undertaking."""
        return self.say("side_list").join(self.say.words.label("areas", a) for a in fact.data.get("areas") or [])

    def name_of(self, identity: str | None) -> str:
        """The name of a fact another one names: as papers in the document's language call it, where they do."""
        fact = self.by_id.get(identity or "")
        if fact is None:
            return ""
        if fact.kind != "mechanism" or fact.review not in _QUOTED:
            return clean(fact.label)
        told = [str(t["value"]) for t in fact.data.get("tellings") or () if t.get("property") == "name" and t.get("citation")
                and self.papers.language(t["citation"]["document"]) == self.say.tag]
        return clean(max(told, key=len, default=fact.label))

    def force(self, promise: Promise) -> str:
        """How firmly something is said, as a noun."""
        return self.say(f"force_{promise.fact.force}") if promise.fact.force else self.say(f"act_{promise.fact.type}")

    def promise(self, promise: Promise, *, by: bool = False, within: str = "") -> Line:
        """An undertaking as a line. by: say who undertakes. within: the id of a body that need not be named."""
        fact, say = promise.fact, self.say
        asks = fact.type == "invitation"
        told = [] if asks else [self.force(promise)]
        if promise.late:
            told.append(say.count("days_late", promise.late, date=self.day_of(fact.date)))
        elif fact.date:
            told.append(say("term" if promise.term else "due", date=self.day_of(fact.date)))
        if fact.data.get("target") and not (self.terse and clean(fact.data["target"]) in clean(fact.label)):
            told.append(say("target", target=clean(fact.data["target"])))
        through = fact.data.get("mechanism")
        body, text = self.name_of(through if through != within else None), self.name_of(fact.data.get("instrument"))
        told += [say("through", body=body)] if body else []
        told += [say("in_text", text=text)] if text and not self.terse else []
        told += self.stands(promise)
        told += self.hint(promise)
        if promise.answer is not None:
            answer = promise.answer
            told += [say("answered", answer=answer.answer)] if answer.answer else [] if answer.became else [say("unanswered")]
            told += [answer.became] if answer.became else []
        elif promise.made and not fact.date:
            told.append(say("told_on", when=say.words.when(promise.made)))
        lead = self._invites(promise) if asks else format(self.who(promise.by), "With") if by else ""
        return Line(self.quoted(fact, invited(clean(fact.label)) if asks else ""), lead, tuple(told), self.note(fact, promise),
                    bool(promise.late), self.mark(fact))

    def scored(self, promise: Promise, score: tracked.Scored) -> Line:
        """A score as a line: what was undertaken, the side's score, the remark; in the note what it rests on."""
        fact, say = promise.fact, self.say
        told = self._cited(score.places) if self.sources else []
        value = f"{score.value:+d}".replace("-", "\u2212") if score.value else "0"
        note = [self.note(fact)] + ([say("note_rests", told=say.several(told))] if told else [])
        return Line(self.quoted(fact), say("compliance_score", state=say.words.state(score.side), score=value),
                    tuple(filter(None, [clean(score.remark)])), say.several([n for n in note if n]), mark=self.mark(fact))

    def hint(self, promise: Promise) -> list[str]:
        """That a later paper tells of a deed, where nobody yet said what that makes of the undertaking."""
        deed = promise.deed
        if deed is None or promise.closed:
            return []
        told = f"deed_{deed.relation}{'_confirmed' if deed.confirmed else ''}"
        day = min((d for d in (self.papers.day(c["document"]) for c in deed.places) if d), key=order, default="")
        return [self.say(told, when=self.say.words.when(day))] if day else [self.say(f"{told}_undated")]

    def due(self, promise: Promise) -> str:
        """When something is due, in words; of a candidature, the term it is for."""
        day = self.day_of(promise.fact.date)
        return self.say("term", date=day) if promise.term else day

    def _invites(self, promise: Promise) -> str:
        """Who invites whom, as the beginning of a line."""
        guests = [c for c in self.sides() if c not in promise.by]
        if not promise.by or not guests:
            return self.say("invitation_alone")
        return self.say("invitation", host=self.say.sides(promise.by), guest=self.say.sides(guests))

    def stands(self, promise: Promise) -> list[str]:
        """What is assessed, and what each side declares."""
        found = [self.say("state_told", state=self.say(f"state_{promise.state}"))] if promise.state else []
        return found + self.declared(promise)

    def declared(self, promise: Promise) -> list[str]:
        """What each side declares of an undertaking."""
        return [self.say("declared", state=self.say.sides([party]), what=self.say(f"state_{state}"))
                for party, state in sorted(promise.declared.items())]

    def event(self, fact: Fact) -> Line:
        """A visit, meeting or session as a line: what was signed, opened or founded, who met, where."""
        data, say = fact.data, self.say
        people = [self.name_of(p) for p in data.get("participants") or []]
        body, signed = self.name_of(data.get("mechanism")), self._signed(fact)
        label, what = say.words.occasion(fact.type, data.get("ordinal")), say.several([body, *signed] if body else signed)
        if body and not data.get("ordinal") and body.casefold().startswith(label.casefold()):
            label, what = body[:1].upper() + body[1:], ""
        elif not what and (fact.type in _TELLING or not any(people)):
            words = next((clean(c["quote"]) for c in _places(fact)), "")
            what = self.quoted(fact, short(words, _WORDS)) if words else ""
        told = [place_label(clean(data["place"]), say.tag)] if data.get("place") else []
        told += [say("side_list").join(p for p in people if p)] if any(people) else []
        return Line(say("colon", name=label, value=what) if what else label, self.day_of(fact.date), tuple(told), self.note(fact),
                    mark=self.mark(fact))

    def _signed(self, event: Fact) -> list[str]:
        """The texts that were signed at a signing: those its words name."""
        if event.type != "signing":
            return []
        places = _places(event)
        return list(dict.fromkeys(self.quoted(f) for f in self.facts.get("instrument", ()) if any(
            c["document"] == p["document"] and p["start"] <= c["start"] and c["end"] <= p["end"]
            for c in _places(f) for p in places)))

    def tie(self, tie: tracked.Tied) -> Line:
        """A tie as a line: a candidature with the support for it, any other with its partners and next step."""
        say = self.say
        race = tie.kind == "candidature"
        title = self._race(tie) if race else clean(tie.title)
        whole = title != clean(tie.title)
        told = [say("candidate", state=say.words.state(tie.candidate))] if tie.candidate and not whole else []
        told += [say("at_body", body=clean(tie.forum))] if tie.forum and not whole else []
        told += [clean(tie.post)] if tie.post else []
        told += [say("side_list").join(say("partner", name=clean(n), state=say.words.state(s)) if s else clean(n)
                                       for s, n in tie.partners)] if tie.partners else []
        told += [say("state_told", state=say(f"tie_{tie.status}"))]
        for side, stands, owes in tie.supports:
            if stands or owes:
                how = [say(f"support_{stands}")] if stands else []
                told.append(say("support_of", state=say.sides([side]), how=say("side_list").join(
                    [*how, *([say("support_owed")] if owes else [])])))
        if tie.step:
            key = "tie_step_due" if tie.step_due else "tie_step"
            told.append(say(key, step=clean(tie.step), date=self.day_of(tie.step_due)))
        told += [clean(tie.note)] if tie.note and not race else []
        notes = [self.note(self.by_id[f]) for f in tie.facts if f in self.by_id]
        note = self._noted([p for n in notes for p in (n.pieces if isinstance(n, Note) else [n])])
        return Line(title, self.day_of(tie.date), tuple(told), note)

    def _race(self, tie: tracked.Tied) -> str:
        """What a candidature is called: in the document's language, where a page called it by candidate and body."""
        title, names = clean(tie.title), self.say.everywhere(tie.candidate)
        if tie.candidate and tie.forum and title in {f"{name} \u2013 {clean(tie.forum)}" for name in names}:
            return self.say("candidature", state=self.say.sides([tie.candidate]), body=clean(tie.forum))
        return title

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
        label, title = say.words.occasion(row.kind, row.ordinal), clean(row.title)
        named, promise = body or say.visit(title, row.guest, row.host), self.by_id.get(row.promise)
        if promise is not None and named != title and not body:
            label, named = named, ""
            told.append(say("invitation_words", words=self.quoted(promise, invited(clean(promise.label)))))
        return Line(say("colon", name=label, value=named) if named else label, self.day_of(row.date), tuple(told))

    def ahead(self) -> list[Line]:
        """What comes next: what the papers tell as planned, and what people prepare; each once."""
        return self._announced(tracked.ahead(self.access, self.partnership, self.day), over=False)

    def over(self) -> list[Line]:
        """What was announced or prepared for days that are over, and of which nothing tells that it was held; each once."""
        held = {(f.mechanism, f.data["ordinal"]) for f in self.facts.get("event", [])
                if f.status == "held" and f.mechanism and f.data.get("ordinal")}
        rows = tracked.over(self.access, self.partnership, self.day)
        kept = [p for p in rows if not (p.event in self.by_id and self.by_id[p.event].status == "held")
                and not (p.ordinal and (p.body, p.ordinal) in held)]
        return self._announced(kept, over=True, held=held)

    def _announced(self, kept: Sequence[tracked.Prepared], *, over: bool, held: Collection[tuple[str, int]] = ()) -> list[Line]:
        """What people prepare, and what the papers tell as planned besides, by its days.

        over: of days that are past. held: the sessions (body, number) that other papers tell were held.
        """
        told = {p.event for p in kept}
        numbered = {(p.body, p.ordinal) for p in kept if p.body and p.ordinal} | {*held}
        found = [(p.date, self.prepared(p)) for p in kept]
        found += [(f.date, self.event(f)) for f in self.dated("event", last_first=False)
                  if f.status != "held" and f.fact not in told and (f.mechanism, f.data.get("ordinal")) not in numbered
                  and (f.end is not None and f.end < self.day) == over]
        return [line for _date, line in sorted(found, key=lambda pair: order(pair[0]))]

    def text(self, fact: Fact) -> Line:
        """A text as a line, by the day it was signed; what else is told of it behind it."""
        stands = self.stands_at(fact)
        told = (self.say.words.label("instrument_types", fact.type), *stands.told)
        label = clean(fact.label)
        return Line(label[:1].upper() + label[1:], self.day_of(stands.date), told, self.note(fact), mark=self.mark(fact))

    def person(self, person: Person, *, dated: bool = False) -> Line:
        """Somebody as a line, with their office. dated: say when a paper last told of them."""
        say, fact = self.say, person.fact
        others = [clean(n) for n in fact.data.get("names") or [] if not named_alike(n, fact.label) and " " in n.strip()][:3]
        told = [say("also", names=say("side_list").join(others))] if others else []
        told += [say("told_on", when=say.words.when(person.last))] if (dated or person.succeeded) and person.last else []
        if person.beside:
            when = say.words.when(person.last) if person.last else say("no_date")
            told.append(say("told_beside", names=say("side_list").join(map(clean, person.beside)), when=when))
        name = clean(fact.label)
        return Line(say("side_list").join(p for p in (name, person.office) if p), told=tuple(told), note=self.note(fact),
                    mark=self.mark(fact))

    def organisations(self) -> list[tuple[str, list[Fact]]]:
        """Organisations by state (ours first, those of none last)."""
        found: dict[str, list[Fact]] = {code: [] for code in self.sides()}
        for fact in self.facts.get("entity", []):
            if fact.type == "organisation":
                found.setdefault(fact.data.get("state") or "", []).append(fact)
        return [(code, rows) for code, rows in found.items() if rows]

    def others_first(self) -> list[str]:
        """The states, the other side before our own."""
        return sorted(self.partnership.codes, key=lambda c: c == self.partnership.ours)

    def by_side(self, promises: Iterable[Promise], key: str) -> list[Group]:
        """Undertakings in groups, by who undertakes; `key` names the phrases of the headings."""
        found: dict[tuple[str, ...], list[Promise]] = {(code,): [] for code in self.sides()}
        for promise in promises:
            found.setdefault(tuple(promise.by), []).append(promise)
        return [Group(self._heading(codes, key), tuple(self.promise(p) for p in rows)) for codes, rows in found.items() if rows]

    def _heading(self, codes: tuple[str, ...], key: str) -> str:
        return self.say(f"{key}_by", state=self.who(codes)) if codes else self.say(f"{key}_nobody")

    def dated(self, kind: str, *, last_first: bool = True) -> list[Fact]:
        """Facts of a kind by date; the undated at the end."""
        rows = self.facts.get(kind, [])
        known = sorted((f for f in rows if f.date), key=lambda f: (order(f.date), f.order), reverse=last_first)
        return known + [f for f in rows if not f.date]

    def first(self, group: Group, most: int, more: str = "more_rows") -> Group:
        """A group's first lines, and how many more there are (more: in which words)."""
        rest = len(group.lines) - most
        return group if rest <= 0 else Group(group.title, (*group.lines[:most], Line(self.say.count(more, rest))))

    def section(self, key: str, *groups: Group) -> Section:
        """A section under the phrase of its key."""
        return Section(key, self.say(key), tuple(groups), self.say("nothing"))

    @property
    def title(self) -> str:
        """The partnership's name."""
        return self.titled(self.sides())

    def titled(self, codes: Sequence[str]) -> str:
        """The partnership's name with its sides in an order."""
        return " \u2013 ".join(self.say.words.state(c) for c in codes)

    def marking(self, level: int) -> str:
        """A marking in words."""
        return self.say(f"marking_{Marking(level).value}")


def _places(fact: Fact) -> list[dict[str, Any]]:
    return list(fact.data.get("citations") or fact.data.get("mentions") or [])
