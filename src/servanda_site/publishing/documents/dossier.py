"""The dossier of a partnership: everything the record holds, in order."""

from __future__ import annotations

from typing import Any

from servanda.publishing.partnerships import founds, resting
from servanda_site.publishing import texts as standing
from servanda_site.publishing.lines import Group, Line, Section, clean
from servanda_site.publishing.material import Material
from servanda_site.register.models import Fact

_HELD = "held"


def context(material: Material) -> dict[str, Any]:
    """The sections, and the papers it rests on."""
    return {"sections": [_foundations(material), _owed(material), _asked(material), _invitations(material), texts(material),
                         bodies(material), *_ties(material), _events(material), *_people(material)],
            "papers": papers(material)}


def _foundations(material: Material) -> Section:
    steps = [f for f in material.dated("event") if founds(f.type, f.status, (why["rule"] for why in f.data.get("why") or ()))]
    found = resting(material.texts_at(standing.CONCLUDED), [f.date for f in steps])
    lines = [*(material.event(f) for f in steps), *(material.text(f) for f in found)]
    return material.section("foundations", Group("", tuple(lines)))


def _owed(material: Material) -> Section:
    return material.section("owed", *material.by_side(material.acts("pledge"), "owed"))


def _asked(material: Material) -> Section:
    return material.section("asked", *material.by_side(material.acts("proposal"), "asked"))


def _invitations(material: Material) -> Section:
    return material.section("invitations", Group("", tuple(material.promise(p, by=True) for p in material.acts("invitation"))))


def texts(material: Material) -> Section:
    """The texts: those that hold, those to be concluded, those that hold no more."""
    places = (standing.CONCLUDED, standing.PLANNED, standing.OVER)
    return material.section("texts", *(Group(material.say(f"texts_{place}"), tuple(material.text(f) for f in rows))
                                       for place in places if (rows := material.texts_at(place))))


def bodies(material: Material) -> Section:
    """The joint bodies, each with its sessions."""
    found = []
    for body in material.facts.get("mechanism", []):
        told = (material.say.words.label("mechanism_kinds", body.type),
                *([material.say("body_planned")] if body.status == "planned" else []))
        name = material.name_of(body.fact)
        lines = [Line(name[:1].upper() + name[1:], told=told, note=material.note(body), mark=material.mark(body))]
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
    groups = [("events_planned", material.ahead()), ("events_over", material.over()),
              ("events_held", [material.event(f) for f in held])]
    return material.section("events", *(Group(material.say(key), tuple(lines)) for key, lines in groups if lines))


def _people(material: Material) -> list[Section]:
    """Who acts, by state; who did before or is only recalled, with the date of the paper that last tells of them."""
    say = material.say
    now = [p for p in material.persons if p.acts]
    groups = [Group(_state(material, code), tuple(material.person(p) for p in now if p.state == code))
              for code in [*material.sides(), *dict.fromkeys(p.state for p in now if p.state not in material.partnership.codes)]]
    groups.append(Group(say("people_earlier"), tuple(material.person(p, dated=True) for p in material.persons if not p.acts)))
    bodies = [Group(_state(material, code), tuple(_organisation(material, f) for f in rows))
              for code, rows in material.organisations()]
    return [material.section("people", *(g for g in groups if g.lines)), material.section("organisations", *bodies)]


def _state(material: Material, code: str) -> str:
    return material.say.words.state(code) if code else material.say("people_nowhere")


def _organisation(material: Material, fact: Fact) -> Line:
    say = material.say
    others = [clean(n) for n in fact.data.get("names") or [] if n != fact.data.get("name")][:3]
    told = (say("also", names=say("side_list").join(others)),) if others else ()
    return Line(clean(fact.label), told=told, note=material.note(fact), mark=material.mark(fact))


def papers(material: Material) -> list[str]:
    """The papers the record rests on, by date."""
    found = sorted(material.papers.told.values(), key=lambda d: (d["published"] or "9", d["path"], d["id"]))
    return [material.papers.name(d["id"]) for d in found]
