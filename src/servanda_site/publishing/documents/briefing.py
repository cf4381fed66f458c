"""The note for a meeting or a visit: who they are, what was agreed, what each side owes, what to ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from servanda_site.publishing.documents.dossier import people
from servanda_site.publishing.material import Group, Material, Promise, Section
from servanda_site.register.models import Fact

_FEW = 10


def context(material: Material, about: Fact | None = None) -> dict[str, Any]:
    """The sections. about: the visit, meeting or body the note is for; its people come first."""
    heading = _told(material, about) if about else ""
    return {"about": heading, "sections": [_to_ask(material), _who(material, about), _agreed(material), _owed(material),
                                           _coming(material)]}


def _told(material: Material, about: Fact) -> str:
    line = material.event(about) if about.kind == "event" else None
    return material.say("about", name=", ".join(p for p in (line.text, line.lead, material.say.several(line.told)) if p) if line
                        else material.name_of(about.fact))


def _who(material: Material, about: Fact | None) -> Section:
    wanted = set(about.data.get("participants") or []) if about else set()
    groups = people(material)
    present = [f for _code, rows in material.people() for f in rows if f.fact in wanted]
    if present:
        groups = [Group("", tuple(material.person(f) for f in present)), *groups]
    return material.section("who", *groups)


def _agreed(material: Material) -> Section:
    say = material.say
    texts = [f for f in material.dated("instrument") if f.status != "planned"][:_FEW]
    events = [f for f in material.dated("event") if f.status == "held"][:_FEW]
    return material.section("agreed", *_groups((say("agreed_texts"), [material.text(f) for f in texts]),
                                               (say("agreed_events"), [material.event(f) for f in events])))


def _owed(material: Material) -> Section:
    return material.section("owed", *material.by_side([p for p in material.acts("pledge") if not p.closed], "owed"))


def _to_ask(material: Material) -> Section:
    """What is open with the others: what they owe, alone or with us; the overdue first."""
    say = material.say
    asked = [p for p in material.acts("pledge") if not p.closed and _theirs(material, p)]
    parts = [("ask_late", sorted((p for p in asked if p.late), key=lambda p: -p.late)),
             ("ask_soon", [p for p in asked if p.soon]), ("ask_open", [p for p in asked if not p.late and not p.soon]),
             ("ask_invitations", [p for p in material.acts("invitation") if not p.fact.status and not p.closed])]
    groups = _groups(*((say(key), [material.promise(p, by=True) for p in rows]) for key, rows in parts))
    texts = [material.text(f) for f in material.dated("instrument") if f.status == "planned"]
    return material.section("to_ask", *groups, *_groups((say("ask_texts"), texts)))


def _theirs(material: Material, promise: Promise) -> bool:
    ours = material.partnership.ours
    return not ours or not promise.by or set(promise.by) != {ours}


def _coming(material: Material) -> Section:
    ahead = [material.event(f) for f in material.dated("event", last_first=False) if f.status != "held"]
    return material.section("coming", Group("", tuple(ahead)))


def _groups(*parts: tuple[str, Sequence[Any]]) -> list[Group]:
    return [Group(title, tuple(lines)) for title, lines in parts if lines]
