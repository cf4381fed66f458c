"""The session file of a joint body: agenda, state of decisions, draft minutes, in the form of one side's original.

Each side's original names itself first (alternat), states by their official names, delegations in order of precedence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from servanda_site.publishing import texts as standing
from servanda_site.publishing import tracked
from servanda_site.publishing.documents.briefing import delegate
from servanda_site.publishing.lines import Group, Section
from servanda_site.publishing.material import Material, Promise
from servanda_site.publishing.people import Person
from servanda_site.register.models import Fact
from servanda_site.register.places import place_label
from servanda_site.tracking.gathered import is_decision

_MANY = 15  # of what does not go through the body; the matrix has it all
_POINTS = 8  # of a draft agenda that name a field
_FRAME = "framework"  # a field that names no matter
_LEVEL = 12  # members of a delegation proposed from the record
_SUMMIT = ("head-of-state", "party-leader", "head-of-government")
_MEETS = ("session", "consultation", "meeting", "forum")
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
    own = _of_its_sessions(material, body)
    decided = [p for p in _decided(material, sat) if p.fact.fact not in own]
    ahead = [p for p in material.promises if _open(p) and p not in decided and p.fact.fact not in own]
    through = [p for p in ahead if p.fact.type == "pledge" and _through(p, body)]
    rest = [p for p in ahead if p.fact.type == "pledge" and p not in through]
    asked = sorted((p for p in ahead if p.fact.type != "pledge"), key=lambda p: not _through(p, body))
    texts = material.texts_at(standing.PLANNED)
    agenda = _agenda(material, sat, _matters(through) or _matters(rest), decided, asked, texts)
    sections = (("open_undertakings", through, len(through)), ("open_others", rest, _MANY), ("agenda_asked", asked, _MANY))
    name = body.fact if body else ""
    return {
        "title": _title(material, body, sat), "codes": codes, "official": [say.official(c) for c in codes],
        "partnership": material.titled(codes),
        "original": say("original_of", state=say.sides([original], official=True)), "between": _between(material, codes),
        "last": _told(material, "last_session", sat.last), "next": _told(material, "next_session", sat.coming),
        "agenda": agenda, "decisions": [_decision(material, p) for p in decided], "no_decisions": say("decisions_none"),
        "sections": [*(_listed(material, name, *told) for told in sections),
                     Section("", say("agenda_texts"), (Group("", tuple(material.text(f) for f in texts)),), say("nothing"))],
        "delegations": Section("", say("delegations"), tuple(_delegation(material, sat, code) for code in codes), say("nothing")),
        "minutes": _minutes(material, body, sat, codes, agenda, decided), "kept": sat.paragraphs,
        "signatures": [say("signature_for", state=say.sides([c], official=True)) for c in codes],
        "body_unknown": "" if body else say("body_unknown"),
    }


def _listed(material: Material, body: str, key: str, promises: Sequence[Promise], most: int) -> Section:
    lines = Group("", tuple(material.promise(p, by=True, within=body) for p in promises))
    return Section("", material.say(key), (material.first(lines, most),), material.say("nothing"))


def _through(promise: Promise, body: Fact | None) -> bool:
    return body is not None and promise.fact.data.get("mechanism") == body.fact


def _of_its_sessions(material: Material, body: Fact | None) -> set[str]:
    """What is only that the body meets, or met: no point of a session. Ids of undertakings told in the words of its sessions."""
    if body is None:
        return set()
    met = [f for f in material.facts.get("event", ()) if f.mechanism == body.fact and f.type in _MEETS]
    return {p.fact.fact for p in material.promises if _through(p, body) and any(_is_to_meet(p.fact, f) for f in met)}


def _is_to_meet(promise: Fact, session: Fact) -> bool:
    """Whether an undertaking stands where a session is told, and has the words by which that is a session."""
    beside = any(c["document"] == t["document"] and c["start"] < t["end"] and t["start"] < c["end"]
                 for c in promise.data.get("citations") or () for t in session.data.get("citations") or ())
    said = promise.label.casefold()
    told = [w["words"].casefold() for w in session.data.get("why") or () if w.get("words")]
    return beside and any(words in said or said in words for words in told)


def _open(promise: Promise) -> bool:
    return not promise.closed and (promise.answer is None or promise.unanswered)


def _title(material: Material, body: Fact | None, sat: tracked.Sat) -> str:
    if body is None:
        return material.say("session")
    name = material.name_of(body.fact)
    name = name[:1].upper() + name[1:]
    if not sat.ordinal:
        return material.say("session_next", body=name)
    return material.say("session_of", body=name, ordinal=material.say.words.ordinal(str(sat.ordinal)))


def _between(material: Material, codes: Sequence[str]) -> str:
    first, rest = material.say.sides(codes[:1], official=True), material.say.sides(codes[1:], official=True)
    return material.say("between", first=first, second=rest)


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
    return [p for p in material.promises if p.fact.fact in wanted
            or (event and p.fact.data.get("event") == event and is_decision(p.fact))]


def _decision(material: Material, promise: Promise) -> dict[str, Any]:
    line, say = material.promise(promise), material.say
    return {"text": line.text, "by": material.says(promise), "due": material.due(promise), "note": line.note, "mark": line.mark,
            "state": say.several([say(f"state_{promise.shown}"), *material.hint(promise)]),
            "declared": say.several(material.declared(promise))}


def _matters(promises: Sequence[Promise]) -> list[str]:
    """The fields of what is open, as it is listed: the overdue first."""
    found = dict.fromkeys((p.fact.data.get("areas") or [_FRAME])[0] for p in promises)
    return [a for a in found if a != _FRAME][:_POINTS]


def _agenda(material: Material, sat: tracked.Sat, matters: Sequence[str], decided: Sequence[Promise],
            asked: Sequence[Promise], texts: Sequence[Fact]) -> list[Point]:
    """The agenda people drew up; without one, a draft from what is open, matter by matter."""
    if sat.agenda:
        return [Point(number or str(n), title) for n, (number, title) in enumerate(sat.agenda, 1)]
    say = material.say
    titles = [say("agenda_opening")]
    titles += [say("agenda_last")] if decided else []
    titles += [say("agenda_open", area=say.words.label("areas", a)) for a in matters]
    titles += [say("agenda_others")] if matters else []
    titles += [say("agenda_asked")] if asked else []
    titles += [say("agenda_texts")] if texts else []
    titles += [say("agenda_other"), say("agenda_next"), say("agenda_closing")]
    return [Point(str(n), title) for n, title in enumerate(titles, 1)]


def _delegation(material: Material, sat: tracked.Sat, code: str) -> Group:
    """Who people named; else the people of the record below the summit, in order of precedence."""
    say = material.say
    named = [delegate(material, d) for d in sat.delegates if d.state == code]
    if not named:
        known = [p for p in material.persons if p.acts and p.state == code and p.offices and not p.spouse
                 and not _of_the_summit(p)]
        named = [material.person(p) for p in known][:_LEVEL]
    return Group(say("delegation_of", state=say.sides([code], official=True)), tuple(named))


def _of_the_summit(person: Person) -> bool:
    """Whether somebody is of those who send delegations to a joint body and are not of them."""
    return any(office in _SUMMIT for office in person.offices)


def _minutes(material: Material, body: Fact | None, sat: tracked.Sat, codes: Sequence[str], agenda: Sequence[Point],
             decided: Sequence[Promise]) -> list[str]:
    """A draft of what the minutes say; blanks where nothing is known. Only what was decided before was examined."""
    say, blank = material.say, material.say("blank")
    named = {"body": _body_said(material, body) if body else blank, "first": say.sides(codes[:1], official=True),
             "second": say.sides(codes[1:], official=True)}
    place = _place(material, sat.coming) or blank
    date = material.day_of(sat.coming.date) if sat.coming and _DAYS.search(sat.coming.date or "") else blank
    opening = "minutes_opening" if sat.ordinal else "minutes_opening_plain"
    heads = [next((d.name for d in sat.delegates if d.state == c and d.head), blank) for c in codes]
    found = [say(opening, ordinal=say.words.ordinal(str(sat.ordinal or "")), place=place, date=date, **named),
             say("minutes_delegations", first=named["first"], second=named["second"], head_first=heads[0],
                 head_second=say("side_list").join(heads[1:]) or blank)]
    if decided:
        found += [say("minutes_reviewed"), *(say("minutes_found", text=material.promise(p).text, state=say(f"state_{p.shown}"))
                                             for p in decided)]
    for point in agenda[1:-1]:
        if point.title != say("agenda_last"):
            found += [say("minutes_went_through", title=point.title), blank]
    return [*found, say("minutes_done", place=place, date=date)]


def _body_said(material: Material, body: Fact) -> str:
    """The name of a body in a sentence: in quotation marks where it is in another language."""
    name, say = material.name_of(body.fact), material.say
    places = body.data.get("citations") or ()
    own = any(material.papers.language(c["document"]) == say.tag for c in places)
    return name if own or say("body_in_quotes") == "yes" else say.words("quote", words=name)
