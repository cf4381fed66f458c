"""Facts made ready for the pictures, and the pictures with their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from servanda import ontology
from servanda_site.register.models import Fact, Partnership
from servanda_site.web.pictures import timeline as lines
from servanda_site.web.pictures.bars import NARROW, WIDE, Bar, bars
from servanda_site.web.templatetags.facts import heading
from servanda_site.web.templatetags.record import words


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
    key = _("Filled: held. Hollow: planned. A number: several at about the same time. A bar: known to the month or year only.")
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
