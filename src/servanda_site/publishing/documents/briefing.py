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


def context(material: Material, about: Fact | None = None, prepared: Prepared | None = None) -> dict[str, Any]:
    """The sections.

    about: the visit, meeting or body of the record that the note is for. prepared: the file people keep of the session or visit
    that it is for, with its programme or agenda. Their people come first.
    """
    found = [_to_ask(material), _who(material, about, prepared), _agreed(material), _owed(material), _coming(material)]
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


def _who(material: Material, about: Fact | None, prepared: Prepared | None) -> Section:
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
    groups += [Group(say.words.state(code) if code else say("people_nowhere"), tuple(
        material.person(p) for p in rest if p.state == code)) for code in order]
    return material.section("who", *(g for g in groups if g.lines))


def _sent(person: Fact, sent: Sequence[Sent]) -> bool:
    """Whether somebody is named in a delegation."""
    names = (person.label, *(person.data.get("names") or ()))
    return any(named_alike(d.name, n) for d in sent for n in names)


def delegate(material: Material, sent: Sent) -> Line:
    """One of a delegation as a line."""
    return Line(material.say("side_list").join(p for p in (clean(sent.name), clean(sent.office)) if p),
                told=(material.say("head"),) if sent.head else ())


def _agreed(material: Material) -> Section:
    say = material.say
    agreed = material.texts_at(texts.CONCLUDED)[:_FEW]
    events = [f for f in material.dated("event") if f.status == "held"][:_FEW]
    return material.section("agreed", *_groups((say("agreed_texts"), [material.text(f) for f in agreed]),
                                               (say("agreed_events"), [material.event(f) for f in events])))


def _owed(material: Material) -> Section:
    owed = material.by_side([p for p in material.acts("pledge") if not p.closed], "owed")
    ours = _supports(material, ours=True)
    return material.section("owed", *(material.first(g, _LINES) for g in [*owed, *_groups((material.say("owed_support"), ours))]))


def _supports(material: Material, *, ours: bool) -> list[Line]:
    """The candidatures for which we (or the others) owe support; without a side that is ours, all of them are the others'."""
    own = material.partnership.ours
    return [material.tie(t) for t in material.ties if any(owes and (side == own) == ours for side, _stands, owes in t.supports)]


def _to_ask(material: Material) -> Section:
    """What is open with the others: what they owe, alone or with us; the overdue first."""
    say = material.say
    asked = [p for p in material.acts("pledge") if not p.closed and _theirs(material, p)]
    parts = [("ask_late", sorted((p for p in asked if p.late), key=lambda p: -p.late)),
             ("ask_soon", [p for p in asked if p.soon]), ("ask_open", [p for p in asked if not p.late and not p.soon]),
             ("ask_invitations", [p for p in material.acts("invitation") if p.unanswered])]
    groups = _groups(*((say(key), [material.promise(p, by=True) for p in rows]) for key, rows in parts))
    pending = [material.text(f) for f in material.texts_at(texts.PLANNED)]
    return material.section("to_ask", *(material.first(g, _LINES) for g in [*groups, *_groups(
        (say("ask_texts"), pending), (say("ask_support"), _supports(material, ours=False)))]))


def _theirs(material: Material, promise: Promise) -> bool:
    ours = material.partnership.ours
    return not ours or not promise.by or set(promise.by) != {ours}


def _coming(material: Material) -> Section:
    return material.section("coming", Group("", tuple(material.ahead())))


def _groups(*parts: tuple[str, Sequence[Any]]) -> list[Group]:
    return [Group(title, tuple(lines)) for title, lines in parts if lines]
