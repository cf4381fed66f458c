"""The dossier of a partnership: everything the record holds, in order."""

from __future__ import annotations

from typing import Any

from servanda_site.publishing.material import Group, Line, Material, Section
from servanda_site.register.models import Fact

_HELD = "held"


def context(material: Material) -> dict[str, Any]:
    """The sections, and the papers it rests on."""
    return {"sections": [_foundations(material), _owed(material), _asked(material), _invitations(material), texts(material),
                         bodies(material), *_ties(material), _events(material), *_people(material)],
            "papers": papers(material)}


def _foundations(material: Material) -> Section:
    steps = [f for f in material.dated("event") if f.type == "establishment" and f.status == _HELD]
    found = [f for f in material.dated("instrument") if f.type in ("declaration", "treaty") and f.status == "concluded"]
    lines = [*(material.event(f) for f in steps), *(material.text(f) for f in found[:5])]
    return material.section("foundations", Group("", tuple(lines)))


def _owed(material: Material) -> Section:
    return material.section("owed", *material.by_side(material.acts("pledge"), "owed"))


def _asked(material: Material) -> Section:
    return material.section("asked", *material.by_side(material.acts("proposal"), "asked"))


def _invitations(material: Material) -> Section:
    return material.section("invitations", Group("", tuple(material.promise(p, by=True) for p in material.acts("invitation"))))


def texts(material: Material) -> Section:
    """The texts, concluded and to be concluded."""
    rows = material.dated("instrument")
    return material.section("texts", *(
        Group(material.say(f"texts_{status}"), tuple(material.text(f) for f in rows if _status(f) == status))
        for status in ("concluded", "planned") if any(_status(f) == status for f in rows)))


def _status(fact: Fact) -> str:
    return "planned" if fact.status == "planned" else "concluded"


def bodies(material: Material) -> Section:
    """The joint bodies, each with its sessions."""
    found = []
    for body in material.facts.get("mechanism", []):
        told = (material.say.words.label("mechanism_kinds", body.type), material.say.words.label("statuses", body.status))
        lines = [Line(material.name_of(body.fact), told=told, note=material.note(body))]
        lines += [material.event(f) for f in material.dated("event") if f.mechanism == body.fact]
        found.append(Group("", tuple(lines)))
    return material.section("bodies", *found)


def _ties(material: Material) -> list[Section]:
    """Ties by kind, and candidatures with the support for them: those to be decided first. Left out where there are none."""
    kinds = dict.fromkeys(t.kind for t in material.ties)
    others = [Group(material.say.words.label("ties", kind), tuple(material.tie(t) for t in material.ties if t.kind == kind))
              for kind in kinds if kind != "candidature"]
    races = [t for t in material.ties if t.kind == "candidature"]
    parted = [Group(material.say(key), tuple(material.tie(t) for t in races if (t.status == "standing") == is_open))
              for key, is_open in (("candidatures_open", True), ("candidatures_over", False))]
    found = [("ties", others), ("candidatures", [g for g in parted if g.lines])]
    return [material.section(key, *groups) for key, groups in found if groups]


def _events(material: Material) -> Section:
    held = [f for f in material.dated("event") if f.status == _HELD]
    over = [f for f in material.dated("event") if f.status != _HELD and f.end is not None and f.end < material.day]
    groups = [("events_planned", material.ahead()), ("events_over", [material.event(f) for f in over]),
              ("events_held", [material.event(f) for f in held])]
    return material.section("events", *(Group(material.say(key), tuple(lines)) for key, lines in groups if lines))


def _people(material: Material) -> list[Section]:
    return [material.section(key, *people(material, kind)) for key, kind in (("people", "person"),
                                                                             ("organisations", "organisation"))]


def people(material: Material, kind: str = "person") -> list[Group]:
    """People by state, in order of precedence."""
    say = material.say
    return [Group(say.words.state(code) if code else say("people_nowhere"), tuple(material.person(f) for f in rows))
            for code, rows in material.people(kind)]


def papers(material: Material) -> list[str]:
    """The papers the record rests on, by date."""
    found = sorted(material.documents.values(), key=lambda d: (d["published"] or "9", d["path"], d["id"]))
    return [material.paper(d["id"]) for d in found]
