"""The note for a meeting or a visit: who they are, what was agreed, what each side owes, what to ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from servanda_site.publishing import texts
from servanda_site.publishing.lines import Group, Line, Section, clean
from servanda_site.publishing.material import Material, Promise
from servanda_site.publishing.people import named_alike
from servanda_site.publishing.tracked import Prepared, Sent
from servanda_site.register.models import Fact
from servanda_site.register.places import place_label

_FEW = 10
_LINES = 15  # of a group of undertakings; the matrix has them all
_NEEDED = {"ask_late": 8, "ask_soon": 6, "ask_open": 5}  # what is needed in the room of each; of other groups:
_OTHERS = 5
_PEOPLE, _OURS = 6, 3  # of a side, of our own


def context(material: Material, about: Fact | None = None, prepared: Prepared | None = None, *, full: bool = False,
            ) -> dict[str, Any]:
    """The sections.

    about: the visit, meeting or body of the record that the note is for. prepared: the file people keep of the session or visit
    that it is for, with its programme or agenda. Their people come first. full: everything; else what is needed in the room, and
    nothing twice.
    """
    shown: set[str] = set()
    found = [_to_ask(material, shown, full=full), _who(material, about, prepared, full=full), _agreed(material, full=full),
             _owed(material, set() if full else shown, full=full), _coming(material)]
    found = [s for s in found if s.key != "owed_besides" or not s.bare]  # all of it stands above
    return {"about": _told(material, about, prepared), "sections": [*_programme(material, prepared), *found]}


def _told(material: Material, about: Fact | None, prepared: Prepared | None) -> str:
    say = material.say
    if prepared is None and about is None:
        return ""
    if prepared is None and about is not None and about.kind != "event":
        return say("about", name=material.name_of(about.fact))
    line = material.prepared(prepared) if prepared else material.event(about)  # type: ignore[arg-type]
    return say("about", name=", ".join(p for p in (line.text, line.lead, say.several(line.told)) if p))


def _programme(material: Material, prepared: Prepared | None) -> list[Section]:
    """The programme of a visit, the agenda of a session, where people wrote one."""
    say = material.say
    if prepared is None:
        return []
    lines = [Line(clean(title), clean(number)) for number, title in prepared.agenda]
    for point in prepared.programme:
        clock = say("clock", hour=point.at.hour, minute=f"{point.at.minute:02}") if point.at else ""
        told = (clean(point.people), place_label(clean(point.place), say.tag) if point.place else "")
        lines.append(Line(clean(point.title), ", ".join(p for p in (material.day_of(point.day), clock) if p),
                          tuple(t for t in told if t)))
    key = "agenda_kept" if prepared.kind == "session" else "programme"
    return [material.section(key, Group("", tuple(lines)))] if lines else []


def _who(material: Material, about: Fact | None, prepared: Prepared | None, *, full: bool) -> Section:
    """Who is met, the other side first: those prepared for, then whoever acts in the partnership; nobody twice."""
    say = material.say
    event = material.by_id.get(prepared.event) if prepared else about
    persons = sorted(material.persons, key=lambda p: p.succeeded)  # whom somebody followed in an office comes behind
    wanted = set(event.data.get("participants") or []) if event and event.kind == "event" else set()
    sent = prepared.delegates if prepared else ()
    present = [p for p in persons if p.fact.fact in wanted and not _sent(p.fact, sent)]
    rest = [p for p in persons if p.acts and not p.spouse and p not in present and not _sent(p.fact, sent)]
    sides = material.others_first()
    groups = [Group(say("delegation_of", state=say.sides([code], official=True)), tuple(
        delegate(material, d) for d in sent if d.state == code)) for code in sides]
    order = [*sides, *dict.fromkeys(p.state for p in rest if p.state not in sides)]
    groups += [Group("", tuple(material.person(p) for code in order for p in present if p.state == code))]
    others = [Group(say.words.state(code) if code else say("people_nowhere"), tuple(
        material.person(p) for p in rest if p.state == code)) for code in order]
    ours = material.partnership.ours
    groups += others if full else [material.first(g, _OURS if code and code == ours else _PEOPLE, "more_people")
                                   for code, g in zip(order, others, strict=True)]
    return material.section("who", *(g for g in groups if g.lines))


def _sent(person: Fact, sent: Sequence[Sent]) -> bool:
    """Whether somebody is named in a delegation."""
    names = (person.label, *(person.data.get("names") or ()))
    return any(named_alike(d.name, n) for d in sent for n in names)


def delegate(material: Material, sent: Sent) -> Line:
    """One of a delegation as a line."""
    return Line(material.say("side_list").join(p for p in (clean(sent.name), clean(sent.office)) if p),
                told=(material.say("head"),) if sent.head else ())


def _agreed(material: Material, *, full: bool) -> Section:
    say, most = material.say, _FEW if full else _OTHERS
    agreed = material.texts_at(texts.CONCLUDED)[:most]
    events = [f for f in material.dated("event") if f.status == "held"][:most]
    return material.section("agreed", *_groups((say("agreed_texts"), [material.text(f) for f in agreed]),
                                               (say("agreed_events"), [material.event(f) for f in events])))


def _owed(material: Material, shown: set[str], *, full: bool) -> Section:
    """What each side owes. shown: what stands above already."""
    owed = material.by_side([p for p in material.acts("pledge") if not p.closed and p.fact.fact not in shown], "owed")
    groups = [*owed, *_groups((material.say("owed_support"), _supports(material, ours=True)))]
    key = "owed_besides" if shown else "owed"
    return material.section(key, *(material.first(g, _LINES if full else _OTHERS) for g in groups))


def _supports(material: Material, *, ours: bool) -> list[Line]:
    """The candidatures for which we (or the others) owe support; without a side that is ours, all of them are the others'."""
    own = material.partnership.ours
    return [material.tie(t) for t in material.ties if any(owes and (side == own) == ours for side, _stands, owes in t.supports)]


def _to_ask(material: Material, shown: set[str], *, full: bool) -> Section:
    """What is open with the others: what they owe, alone or with us; the overdue first. shown: is told what stands
    here, or is counted here."""
    say = material.say
    asked = [p for p in material.acts("pledge") if not p.closed and _theirs(material, p)]
    parts = [("ask_late", sorted((p for p in asked if p.late), key=lambda p: -p.late)),
             ("ask_soon", [p for p in asked if p.soon]), ("ask_open", [p for p in asked if not p.late and not p.soon]),
             ("ask_invitations", [p for p in material.acts("invitation") if p.unanswered])]
    most = {key: _LINES if full else _NEEDED.get(key, _OTHERS) for key, _rows in parts}
    if not full and not material.partnership.ours:  # what has no day is told once, by who owes it
        parts = [(key, [p for p in rows if p.fact.date] if key == "ask_open" else rows) for key, rows in parts]
    shown.update(p.fact.fact for _key, rows in parts for p in rows)
    groups = [material.first(g, most[key]) for key, rows in parts
              for g in _groups((say(key), [material.promise(p, by=True) for p in rows]))]
    pending = [material.text(f) for f in material.texts_at(texts.PLANNED)]
    return material.section("to_ask", *groups, *(material.first(g, _LINES if full else _OTHERS) for g in _groups(
        (say("ask_texts"), pending), (say("ask_support"), _supports(material, ours=False)))))


def _theirs(material: Material, promise: Promise) -> bool:
    ours = material.partnership.ours
    return not ours or not promise.by or set(promise.by) != {ours}


def _coming(material: Material) -> Section:
    return material.section("coming", Group("", tuple(material.ahead())))


def _groups(*parts: tuple[str, Sequence[Any]]) -> list[Group]:
    return [Group(title, tuple(lines)) for title, lines in parts if lines]
