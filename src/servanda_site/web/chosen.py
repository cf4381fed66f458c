"""What a person chose to see of the undertakings: filters and order, from the address and into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.http import QueryDict
from django.utils.translation import gettext as _

from servanda import ontology
from servanda.publishing.words import alphabetical
from servanda_site.register.dossiers import sides
from servanda_site.register.models import Fact, Partnership
from servanda_site.register.visibility import Access
from servanda_site.tracking import standing
from servanda_site.tracking.models import State, Track
from servanda_site.web.owed import title
from servanda_site.web.templatetags.facts import SOON, review_label
from servanda_site.web.templatetags.record import words
from servanda_site.web.templatetags.tracking import AGING

NONE = "none"  # in an address: what has no value
REVIEWS = ("proposed", "confirmed", "corrected", "manual")
SORTS = ("order", "due", "by", "act", "field", "told", "new")


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: its name in the address, its label, its options (value, words), what is chosen."""

    name: str
    label: str
    options: list[tuple[str, str]]
    value: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """Filters in force (those with a value the register knows) and the order."""

    values: Mapping[str, str]
    sort: str
    descending: bool

    @property
    def query(self) -> str:
        """As the part of an address after the question mark, always spelt alike."""
        asked = QueryDict(mutable=True)
        asked.update(dict(sorted(self.values.items())))
        if (self.sort, self.descending) != ("due", False):
            asked["sort"] = ("-" if self.descending else "") + self.sort
        return asked.urlencode()


def read(asked: QueryDict, filters: list[Filter]) -> Chosen:
    """What an address asks for."""
    values = {f.name: f.value for f in filters if f.value}
    sort = asked.get("sort", "due")
    name = sort.removeprefix("-")
    return Chosen(values, name if name in SORTS else "due", sort.startswith("-") and name in SORTS)


def filters(partnership: Partnership, asked: QueryDict, bodies: list[tuple[str, str]]) -> list[Filter]:
    """Every filter with its options in words; a value that is none of them is not chosen."""
    told, onto = words(), ontology.load()

    def coded(vocabulary: str) -> list[tuple[str, str]]:
        return [(code, told.label(vocabulary, code)) for code in onto.codes(vocabulary)]

    states = [(code, told.state(code)) for code in partnership.codes]
    made: list[tuple[str, str, list[tuple[str, str]]]] = [
        ("field", _("Field"), sorted(coded("areas"), key=lambda o: alphabetical(o[1])) + [(NONE, _("no field"))]),
        ("by", _("By whom"), [(s.key, title(partnership, s)) for s in sides(partnership)] + [(NONE, _("no side named"))]),
        ("act", _("Act"), coded("acts")),
        ("force", _("Force"), [*coded("forces"), (NONE, _("none stated"))]),
        ("due", _("Due"), [("overdue", _("overdue")), ("soon", _("within three months")), ("dated", _("dated")),
                           ("undated", _("undated")), ("aging", _("undated for over a year"))]),
        ("state", _("State, as assessed"), [*State.choices, (NONE, _("not assessed"))]),
        ("declared", _("State, as declared"), [*State.choices, (NONE, _("nothing declared"))]),
        ("body", _("Through"), bodies),
        ("source", _("Told by"), [*states, (NONE, _("no side known"))]),
        ("review", _("Review"), [(code, review_label(code)) for code in REVIEWS]),
    ]
    return [Filter(name, label, options, _known(asked.get(name, ""), options)) for name, label, options in made]


def _known(value: str, options: list[tuple[str, str]]) -> str:
    return value if any(value == code for code, _words in options) else ""


def narrow(found: QuerySet[Fact], partnership: Partnership, chosen: Chosen, today: date, access: Access) -> QuerySet[Fact]:
    """The undertakings that were chosen, in the order chosen."""
    wanted = Q()
    for name, value in chosen.values.items():
        wanted &= _tracked(access, partnership, name, value, today) or _filter(partnership, name, value, today)
    return _ordered(found.filter(wanted), chosen)


def _tracked(access: Access, partnership: Partnership, name: str, value: str, today: date) -> Q | None:
    """What asks for follow-up; None: it does not."""
    if name in ("state", "declared"):
        track = Track.ASSESSED if name == "state" else Track.DECLARED
        return standing.in_state(access, partnership, track, value)
    over = standing.closed(access, partnership) | standing.answered(access, partnership)
    if name == "due" and value in ("overdue", "soon"):
        return _filter(partnership, name, value, today) & ~over
    if name == "due" and value == "aging":
        old = standing.older(access, partnership, today - AGING)
        return Q(end__isnull=True, status="") & old & ~over
    return None


def _filter(partnership: Partnership, name: str, value: str, today: date) -> Q:
    if name == "due":
        return {"overdue": Q(end__lt=today, status=""), "soon": Q(end__gte=today, end__lte=today + SOON, status=""),
                "dated": Q(end__isnull=False), "undated": Q(end__isnull=True)}[value]
    if name == "by":
        stored = {s.key: s.stored for s in sides(partnership)} | {NONE: ""}
        return Q(states=stored[value])
    if name in ("field", "source"):
        column = {"field": "areas", "source": "tellers"}[name]
        return Q(**{column: ""}) if value == NONE else Q(**{f"{column}__contains": f" {value} "})
    column = {"act": "type", "body": "mechanism"}.get(name, name)
    return Q(**{column: "" if value == NONE else value})


def _ordered(found: QuerySet[Fact], chosen: Chosen) -> QuerySet[Fact]:
    down = chosen.descending
    if chosen.sort == "act":
        forces = ontology.load().codes("forces")
        rank = Case(*(When(force=f, then=Value(n)) for n, f in enumerate(forces)), default=Value(len(forces)),
                    output_field=IntegerField())
        return found.order_by("-type" if down else "type", rank.desc() if down else rank.asc(), "order")
    column = {"due": "end", "by": "states", "field": "areas", "told": "told", "new": "told_last", "order": "order"}[chosen.sort]
    key = F(column).desc(nulls_last=True) if down else F(column).asc(nulls_last=True)
    return found.order_by(key, "order")


def told(filters: list[Filter]) -> list[tuple[str, str]]:
    """The filters in force, in words."""
    return [(f.label, dict(f.options)[f.value]) for f in filters if f.value]


def columns(chosen: Chosen) -> list[dict[str, Any]]:
    """The heads of the table: what each sorts by, and how it is sorted now."""
    heads = [("order", _("Undertaking")), ("by", _("By whom")), ("act", _("Act and force")), ("field", _("Field")),
             ("due", _("Due")), ("told", _("Told by"))]
    return [{"sort": name, "label": label, "now": chosen.sort == name, "down": chosen.descending,
             "next": f"-{name}" if chosen.sort == name and not chosen.descending else name} for name, label in heads]
