"""Facts made ready for the pictures, and the pictures with their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from servanda import ontology
from servanda_site.register.models import Fact, Partnership
from servanda_site.web.pictures import timeline as lines
from servanda_site.web.pictures.bars import NARROW, WIDE, Bar, bars
from servanda_site.web.pictures.network import MOST, Node, Tie, network
from servanda_site.web.pictures.worldmap import Point, Way, worldmap
from servanda_site.web.templatetags.facts import heading
from servanda_site.web.templatetags.record import colon, semicolon, words
from servanda_site.web.travels import Visit, meetings, visits


@dataclass(frozen=True, slots=True)
class Table:
    """A picture's content as a table."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[object]]


def timeline(events: Iterable[Fact], today: date) -> SafeString | str:
    """The timeline of events, drawn twice: for a wide page and for a telephone; which one shows is the style sheet's choice."""
    told = words()
    rows = [lines.Happening(told.label("event_types", e.type), e.start, e.end or e.start, e.status == "planned",
                            f"{heading(e)}: {e.label[:120]}", told.date(e.date), reverse("fact", args=[e.fact]))
            for e in events if e.start]
    if not rows:
        return ""
    both = [lines.timeline(rows, today, width=width) for width in (lines.WIDE, lines.NARROW)]
    key = _("Filled: held. Hollow: planned. A number: several at about the same time. A bar: known to the month or year only. "
            "Years with many events are drawn wider.")
    return format_html('<figure class="drawn">{}{}<figcaption>{}</figcaption></figure>', *both, key)


def fields(partnership: Partnership, counted: Mapping[str, Mapping[str, int]]) -> tuple[SafeString | str, Table]:
    """Undertakings by field and force: the bars (wide and narrow) and the same as a table."""
    told, forces = words(), [*ontology.load().codes("forces"), ""]
    names = {f: told.label("forces", f) if f else _("none stated") for f in forces}
    address = reverse("undertakings", args=[partnership.states.replace(" ", "-")])
    rows = []
    for area, numbers in counted.items():
        label = told.label("areas", area) if area else _("no field")
        parts = [(f"force-{f or 'none'}", names[f], numbers.get(f, 0)) for f in forces]
        rows.append(Bar(label, f"{address}?act=pledge&field={area or 'none'}", parts))
    rows.sort(key=lambda r: (-r.total, r.label))
    used = [n for n, f in enumerate(forces) if any(r.parts[n][2] for r in rows)]
    table = Table(_("Undertakings by field and force"), [_("Field"), *(names[forces[n]] for n in used), _("All")],
                  [[r.label, *(r.parts[n][2] for n in used), r.total] for r in rows])
    if not rows:
        return "", table
    swatch = ('<span><svg width="14" height="14" aria-hidden="true" class="key"><rect width="14" height="14" '
              'class="force-{}"/></svg> {}</span>')
    key = format_html_join("", swatch, ((forces[n] or "none", names[forces[n]]) for n in used))
    both = [bars(rows, title=table.title, width=width) for width in (WIDE, NARROW)]
    return format_html('<figure class="drawn">{}{}<figcaption class="keys">{}</figcaption></figure>', *both, key), table


def visited(partnership: Partnership, events: Sequence[Fact], named: Mapping[str, Fact]) -> tuple[SafeString | str, Table]:
    """The map of visits (wide and narrow), and the visits as a table, the latest first."""
    told, found = words(), visits(events, named, partnership)
    ways: dict[tuple[str, str], list[Visit]] = {}
    for visit in found:
        if visit.origin and visit.goal:
            ways.setdefault((visit.origin, visit.goal), []).append(visit)
    lines = [Way(origin, goal, len(made), ngettext(
        "%(from)s to %(to)s: %(n)s visit", "%(from)s to %(to)s: %(n)s visits", len(made)) % {
            "from": told.state(origin), "to": told.state(goal), "n": len(made)}, "#visits")
        for (origin, goal), made in ways.items()]
    table = Table(_("Visits"), [_("Date"), _("Who"), _("From"), _("To"), _("Place told")], [
        [told.date(v.event.date), ", ".join(named[p].label for p in v.event.data.get("participants") or [] if p in named) or "–",
         told.state(v.origin) if v.origin else "–", told.state(v.goal) if v.goal else "–",
         " ".join((v.event.data.get("place") or "–").split())] for v in found])
    codes = dict.fromkeys([*partnership.codes, *(c for way in ways for c in way)])
    points = [Point(code, told.state(code)) for code in codes]
    title = _("Visits between the states")
    if not lines:
        return "", table
    both = [worldmap(points, lines, title=title, width=width) for width in (WIDE, NARROW)]
    key = _("A number on a line: visits that way. Points: capitals. No borders are drawn.")
    return format_html('<figure class="drawn">{}{}<figcaption>{}</figcaption></figure>', *both, key), table


def acquainted(partnership: Partnership, events: Sequence[Fact], named: Mapping[str, Fact]) -> tuple[SafeString | str, Table]:
    """The network of bodies and people (wide and narrow), and its ties as a table, the strongest first."""
    told, found = words(), sorted(meetings(events, named), key=lambda m: (-len(m.events), named[m.one].label))
    first = partnership.ours or partnership.codes[0]
    keys = dict.fromkeys(k for m in found for k in (m.one, m.other))
    nodes = [Node(k, heading(named[k]), 1 if named[k].kind == "mechanism" else 0 if named[k].states.strip() == first else 2,
                  reverse("fact", args=[k])) for k in keys]
    rows, ties = [], []
    for m in found:
        occasions = semicolon().join(f"{heading(e)}, {told.date(e.date)}" for e in m.events[:5])
        one, other = heading(named[m.one]), heading(named[m.other])
        rows.append([one, other, len(m.events), occasions])
        ties.append(Tie(m.one, m.other, len(m.events), f"{one} – {other}{colon()}{occasions}"))
    table = Table(_("Who met whom, and who sat in which body"), [_("Who"), _("With"), _("How often"), _("Occasions")], rows)
    if not ties:
        return "", table
    others = [c for c in partnership.codes if c != first]
    others_only = {named[n.key].states.strip() for n in nodes if n.column == 2} <= set(others)
    theirs = told.states(others) if len(others) == 1 else ""
    heads = [told.state(first), _("Joint bodies"), theirs if theirs and others_only else
             _("%(state)s and others") % {"state": theirs} if theirs else _("Others")]
    both = [network(nodes, ties, heads, title=table.title, width=width) for width in (WIDE, NARROW)]
    key = _("A line: they met, or sat in that body; the wider, the oftener.")
    left = len(nodes) - MOST
    if left > 0:
        key += " " + ngettext("%(n)s more is in the table alone.", "%(n)s more are in the table alone.", left) % {"n": left}
    return format_html('<figure class="drawn">{}{}<figcaption>{}</figcaption></figure>', *both, key), table
