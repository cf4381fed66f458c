"""The session file of a joint body: agenda, state of decisions, draft minutes, in the form of one side's original.

Each side's original names itself first (alternat), states by their official names, delegations in order of precedence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from servanda_site.publishing import tracked
from servanda_site.publishing.documents.briefing import delegate
from servanda_site.publishing.material import Group, Material, Promise, Section
from servanda_site.publishing.phrases import rank
from servanda_site.register.models import Fact
from servanda_site.register.places import place_label

_MANY = 60
_LEVEL = 12  # members of a delegation proposed from the record
_SUMMIT = ("head-of-state", "party-leader", "head-of-government")
_DAYS = re.compile(r"\d{4}-\d{2}-\d{2}$")


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the agenda. number: as it is written."""

    number: str
    title: str


def context(material: Material, body: Fact | None, original: str) -> dict[str, Any]:
    """The file. body: the joint body; None where the partnership knows none. original: whose original it is."""
    say = material.say
    codes = [original, *(c for c in material.sides() if c != original)]
    sat = tracked.sat(material.access, body, material.day) if body else tracked.Sat()
    through = [p for p in material.promises if body and p.fact.data.get("mechanism") == body.fact and _open(p)]
    decided = _decided(material, sat)
    rest = [p for p in material.acts("pledge") if _open(p) and p not in through and p not in decided]
    texts = [f for f in material.dated("instrument") if f.status == "planned"]
    agenda = _agenda(material, sat, through or rest, decided, texts)
    return {
        "title": _title(material, body, sat), "codes": codes, "official": [say.official(c) for c in codes],
        "original": say("original_of", state=say.official(original)), "between": _between(material, codes),
        "last": _told(material, "last_session", sat.last), "next": _told(material, "next_session", sat.coming),
        "agenda": agenda, "decisions": [_decision(material, p) for p in decided], "no_decisions": say("decisions_none"),
        "sections": [Section("", say("open_undertakings"), (Group("", tuple(material.promise(p, by=True) for p in through)),),
                             say("nothing")),
                     Section("", say("open_others"), (Group("", tuple(material.promise(p, by=True) for p in rest[:_MANY])),),
                             say("nothing")),
                     Section("", say("agenda_texts"), (Group("", tuple(material.text(f) for f in texts)),), say("nothing"))],
        "delegations": Section("", say("delegations"), tuple(_delegation(material, sat, code) for code in codes), say("nothing")),
        "minutes": _minutes(material, body, sat, codes, agenda), "kept": sat.paragraphs,
        "signatures": [say("signature_for", state=say.official(c)) for c in codes],
        "body_unknown": "" if body else say("body_unknown"),
    }


def _open(promise: Promise) -> bool:
    return not promise.closed and (promise.answer is None or promise.unanswered)


def _title(material: Material, body: Fact | None, sat: tracked.Sat) -> str:
    if body is None:
        return material.say("session")
    name = material.name_of(body.fact)
    if not sat.ordinal:
        return material.say("session_next", body=name)
    return material.say("session_of", body=name, ordinal=material.say.words.ordinal(str(sat.ordinal)))


def _between(material: Material, codes: Sequence[str]) -> str:
    names = [material.say.official(c) for c in codes]
    return material.say("between", first=names[0], second=material.say("side_list").join(names[1:]))


def _told(material: Material, key: str, met: tracked.Met | None) -> str:
    if met is None:
        return ""
    say = material.say
    number = say("ordinal", ordinal=say.words.ordinal(str(met.ordinal))) if met.ordinal else ""
    parts = (number, material.day_of(met.date), _place(material, met))
    told = say("side_list").join(p for p in parts if p)
    return say(key, told=told) if told else ""


def _place(material: Material, met: tracked.Met | None) -> str:
    return place_label(met.place, material.say.tag) if met and met.place else ""


def _decided(material: Material, sat: tracked.Sat) -> list[Promise]:
    """The undertakings of the last session, in the material's order."""
    wanted = set(sat.decided)
    event = sat.last.event if sat.last else ""
    return [p for p in material.promises if p.fact.fact in wanted or (event and p.fact.data.get("event") == event)]


def _decision(material: Material, promise: Promise) -> dict[str, Any]:
    line = material.promise(promise)
    return {"text": line.text, "by": material.says(promise), "due": material.day_of(promise.fact.date), "note": line.note,
            "state": material.say(f"state_{promise.shown}"), "declared": material.say.several(material.declared(promise))}


def _agenda(material: Material, sat: tracked.Sat, promises: Sequence[Promise], decided: Sequence[Promise],
            texts: Sequence[Fact]) -> list[Point]:
    """The agenda people drew up; without one, a draft from what is open, field by field."""
    if sat.agenda:
        return [Point(number or str(n), title) for n, (number, title) in enumerate(sat.agenda, 1)]
    say = material.say
    areas: dict[str, None] = {}
    for promise in promises:
        areas.setdefault((promise.fact.data.get("areas") or [""])[0])
    titles = [say("agenda_opening")]
    titles += [say("agenda_last")] if decided else []
    titles += [say("agenda_open", area=say.words.label("areas", a)) for a in areas if a]
    titles += [say("agenda_texts")] if texts else []
    titles += [say("agenda_other"), say("agenda_next"), say("agenda_closing")]
    return [Point(str(n), title) for n, title in enumerate(titles, 1)]


def _delegation(material: Material, sat: tracked.Sat, code: str) -> Group:
    """Who people named; else the people of the record below the summit, in order of precedence."""
    say = material.say
    named = [delegate(material, d) for d in sat.delegates if d.state == code]
    if not named:
        known = [f for state, rows in material.people() for f in rows if state == code]
        known = [f for f in known if f.data.get("offices") and not _of_the_summit(f)]
        known.sort(key=lambda f: rank(o["office"] for o in f.data["offices"]))
        named = [material.person(f) for f in known][:_LEVEL]
    return Group(say("delegation_of", state=say.official(code)), tuple(named))


def _of_the_summit(person: Fact) -> bool:
    """Whether somebody is of those who send delegations to a joint body and are not of them."""
    return any(o["office"] in _SUMMIT for o in person.data["offices"])


def _minutes(material: Material, body: Fact | None, sat: tracked.Sat, codes: Sequence[str], agenda: Sequence[Point]) -> list[str]:
    """A draft of what the minutes say; blanks where nothing is known."""
    say, blank = material.say, material.say("blank")
    named = {"body": material.name_of(body.fact) if body else blank, "first": say.official(codes[0]),
             "second": say("side_list").join(say.official(c) for c in codes[1:])}
    place = _place(material, sat.coming) or blank
    date = material.day_of(sat.coming.date) if sat.coming and _DAYS.search(sat.coming.date or "") else blank
    opening = "minutes_opening" if sat.ordinal else "minutes_opening_plain"
    heads = [next((d.name for d in sat.delegates if d.state == c and d.head), blank) for c in codes]
    found = [say(opening, ordinal=say.words.ordinal(str(sat.ordinal or "")), place=place, date=date, **named),
             say("minutes_delegations", first=named["first"], second=named["second"], head_first=heads[0],
                 head_second=say("side_list").join(heads[1:]) or blank),
             say("minutes_reviewed")]
    for point in agenda[1:-1]:
        found += [say("minutes_went_through", title=point.title), blank]
    return [*found, say("minutes_done", place=place, date=date)]
