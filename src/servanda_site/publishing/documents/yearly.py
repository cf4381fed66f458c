"""The yearly state of implementation, and the scorecard: figures and charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from servanda_site.publishing import charts, texts, tracked
from servanda_site.publishing.lines import Group, Line, Section, short
from servanda_site.publishing.material import CLOSED, Material, Promise
from servanda_site.register.models import Fact

_STATES = ("late", "open", "not-begun", "under-way", *CLOSED)
_FEW = 3
_MOST = 10  # of the longest overdue
_AREAS = 6
_LONGEST = 140  # characters of a sentence or note on the one page
_ALL_AREAS = 30


def context(material: Material, year: int) -> dict[str, Any]:
    """The figures, charts and lists of one year. What one list tells, the next ones count."""
    say = material.say
    events = [f for f in material.dated("event", last_first=False) if f.status == "held" and _in(f.date, year)]
    held = material.texts_at(texts.CONCLUDED, texts.OVER, last_first=False)
    signed = [f for f in held if _in(material.stands_at(f).date, year)]
    due = [p for p in _pledges(material) if not p.term and _in(p.fact.date, year)]
    made = [p for p in material.promises if _in(p.made, year)]
    pledged = [p for p in made if p.fact.type == "pledge"]
    lists, told = [], set()
    for title, found in ((say("worst"), _worst(material)[:_MOST]), (say("of_year_due", year=year), due),
                         (say("of_year_made", year=year), pledged),
                         (say("of_year_asked", year=year), [p for p in made if p.fact.type != "pledge"])):
        rows = [p for p in found if p.fact.fact not in told]
        rest = len(found) - len(rows)
        lists.append(_section(title, say("nothing"), [*(material.promise(p, by=True) for p in rows),
                                                      *([Line(say.count("told_above", rest))] if rest else [])]))
        told |= {p.fact.fact for p in rows}
    return {
        "year": year, **figures(material), "year_title": say("figures_year", year=year),
        "year_figures": [(say(f"fig_year_{key}"), len(rows)) for key, rows in (
            ("due", due), ("made", pledged), ("texts", signed), ("events", events))],
        "charts": _drawn(by_state(material), by_area(material, _ALL_AREAS), by_side(material), _due(material),
                         (say("chart_months", year=year), charts.columns(_months(material, events)))),
        "compliance": tracked.compliance(material.access, material.partnership, say),
        "sections": [*_scores(material), *lists,
                     _section(say("of_year_texts", year=year), say("nothing"), [material.text(f) for f in signed]),
                     _section(say("of_year_events", year=year), say("nothing"), [material.event(f) for f in events])],
    }


def _scores(material: Material) -> list[Section]:
    """The scores of the newest window, with their remarks and what they rest on."""
    title, given = tracked.scores(material.access, material.partnership)
    promises = {p.fact.fact: p for p in material.promises}
    lines = [material.scored(promises[s.promise], s) for s in given if s.promise in promises]
    return [_section(material.say("compliance_scores", title=title), "", lines)] if lines else []


def scorecard(material: Material) -> dict[str, Any]:
    """What one page holds."""
    say = material.say
    coming = sorted((p for p in _pledges(material) if p.soon and not p.closed), key=lambda p: p.fact.end or date.max)
    return {**figures(material), "charts": _drawn(by_state(material, charts.NARROW), by_side(material, charts.NARROW),
                                                          by_area(material, _AREAS, charts.NARROW)),
            "compliance": tracked.compliance(material.access, material.partnership, say),
            "sections": [_section(say("worst"), say("nothing"), [_short(material, p) for p in _worst(material)[:_FEW]]),
                         _section(say("next"), say("nothing"), [_short(material, p) for p in coming[:_FEW]])]}


def _short(material: Material, promise: Promise) -> Line:
    """An undertaking in two lines: what, by whom, by when."""
    line = material.promise(promise, by=True)
    told = (*line.told[:2], *material.hint(promise))
    return replace(line, text=short(line.text, _LONGEST), told=told, note=short(line.note, _LONGEST))


def figures(material: Material) -> dict[str, Any]:
    """The numbers that open both, of the whole record, and what they count. Charts count the same."""
    found, say = _pledges(material), material.say
    count = {
        "all": len(found), "open": sum(not p.closed for p in found), "late": sum(p.late > 0 for p in found),
        "soon": sum(p.soon and not p.closed for p in found), "done": sum(p.state == "done" for p in found),
        "closed": sum(p.closed and p.state != "done" for p in found),
        "undated": sum(p.fact.end is None and not p.closed for p in found),
        "asked": len(material.acts("proposal")), "texts": len(material.texts_at(texts.CONCLUDED)),
        "events": sum(f.status == "held" for f in material.facts.get("event", [])),
        "bodies": len(material.facts.get("mechanism", [])),
        "invitations": sum(p.unanswered for p in material.acts("invitation")),
    }
    return {"figures": [(say(f"fig_{key}"), n) for key, n in count.items()], "figures_about": say("figures_about"),
            "figures_title": say("figures_of", date=material.day_of(material.day.isoformat()))}


def by_state(material: Material, width: float = charts.WIDTH) -> tuple[str, charts.Markup]:
    """How many undertakings are in each state; those nobody assessed are open or overdue."""
    counted = Counter(p.shown for p in _pledges(material))
    rows = [(material.say(f"state_{s}"), counted[s]) for s in _STATES if counted[s]]
    return material.say("chart_state"), charts.bars(rows, loud=[material.say("state_late")], width=width)


def by_area(material: Material, most: int, width: float = charts.WIDTH) -> tuple[str, charts.Markup]:
    """How many each field has."""
    counted = Counter(a for p in _pledges(material) for a in p.fact.data.get("areas") or [])
    rows = [(material.say.words.label("areas", a), n) for a, n in sorted(counted.items(), key=lambda i: (-i[1], i[0]))[:most]]
    return material.say("chart_area"), charts.bars(rows, width=width)


def by_side(material: Material, width: float = charts.WIDTH) -> tuple[str, charts.Markup]:
    """How many each side owes."""
    counted = Counter(format(material.who(p.by), "With") for p in _pledges(material) if not p.closed)
    return material.say("chart_side"), charts.bars(sorted(counted.items(), key=lambda i: (-i[1], i[0])), width=width)


def _due(material: Material) -> tuple[str, charts.Markup]:
    counted = Counter(p.fact.end.year if p.fact.end and not p.term else 0 for p in _pledges(material) if not p.closed)
    rows = [(str(y) if y else material.say("no_date"), n) for y, n in sorted(counted.items(), key=lambda i: (not i[0], i[0]))]
    return material.say("chart_due"), charts.columns(rows)


def _months(material: Material, events: Iterable[Fact]) -> list[tuple[str, int]]:
    counted = Counter(f.start.month for f in events if f.start is not None and len(f.date) > len("2026"))
    return [(name, counted[m]) for m, name in enumerate(material.say.months, 1)]


def _pledges(material: Material) -> list[Promise]:
    return material.acts("pledge")


def _worst(material: Material) -> list[Promise]:
    return sorted((p for p in _pledges(material) if p.late), key=lambda p: -p.late)


def _drawn(*made: tuple[str, charts.Markup]) -> list[tuple[str, charts.Markup]]:
    return [(title, drawing) for title, drawing in made if drawing]


def _in(edtf: str | None, year: int) -> bool:
    return (edtf or "").startswith(str(year))


def _section(title: str, empty: str, lines: list[Any]) -> Section:
    return Section("", title, (Group("", tuple(lines)),), empty)
