"""What is tracked, in words: reasons of evidence, states, ages, levels."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from servanda_site.register.models import Fact, Marking
from servanda_site.tracking.legal import Rule
from servanda_site.tracking.models import InvitationChange, Item, StateChange, Suggestion
from servanda_site.tracking.sheets import COLUMNS, step_line
from servanda_site.web.templatetags.facts import due_state
from servanda_site.web.templatetags.gathered import place_name
from servanda_site.web.templatetags.record import semicolon, words

register = template.Library()
DIMENSIONS = {"obligation": gettext_lazy("Obligation"), "precision": gettext_lazy("Precision"),
              "delegation": gettext_lazy("Delegation")}
LEVELS = {"high": pgettext_lazy("level", "high"), "moderate": pgettext_lazy("level", "moderate"),
          "low": pgettext_lazy("level", "low"), "none": pgettext_lazy("level", "none")}
_CONDITIONS = {"text": gettext_lazy("written in"), "force": gettext_lazy("force"), "target": gettext_lazy("target"),
               "due": gettext_lazy("due date"), "body": gettext_lazy("joint body")}
_VALUES = {"any": gettext_lazy("any"), "none": pgettext_lazy("level", "none"), "day": gettext_lazy("a day"),
           "month": gettext_lazy("a month"), "year": gettext_lazy("a year"), "soon": gettext_lazy("soon")}
_VOCABULARY = {"text": "instrument_types", "force": "forces", "body": "mechanism_kinds"}
_PLACE = "held_in"  # the reason that tells where
_MONTH = 30.44
AGING = timedelta(days=365)


@register.filter
def because(suggestion: Suggestion) -> str:
    """Why a deed is thought to bear on a promise, as one phrase: "same body, third session, held on 17 July 2025"."""
    told = []
    for code in suggestion.reasons:
        kind, _colon, details = str(code).partition(": ")
        try:
            told.append(words().reason(f"{kind}: {place_name(details)}" if kind == _PLACE else code))
        except (KeyError, ValueError):  # of another version of the rules
            told.append(details)
    return ", ".join(t for t in told if t)


@register.filter
def percent(score: float) -> int:
    """A score as a percentage."""
    return round(100 * score)


@register.filter
def age(fact: Fact) -> str:
    """How long ago an undertaking was first told of, in words; nothing where no paper has a date."""
    standing = getattr(fact, "standing", None)
    return span(standing.age) if standing is not None and standing.age is not None else ""


def span(days: int) -> str:
    """A number of days in words: days, months or years."""
    if days < 60:
        return ngettext("%(n)s day", "%(n)s days", max(days, 0)) % {"n": max(days, 0)}
    months = int(days / _MONTH)
    if months < 24:
        return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}
    return ngettext("%(n)s year", "%(n)s years", months // 12) % {"n": months // 12}


@register.filter
def late(fact: Fact) -> str:
    """How long an undertaking is overdue, in words."""
    return span((timezone.localdate() - fact.end).days) if fact.end else ""


@register.filter
def aging(fact: Fact) -> bool:
    """Whether an undated undertaking was told of more than a year ago and nothing closed it."""
    standing = getattr(fact, "standing", None)
    if standing is None or fact.end is not None or fact.status or standing.closed or standing.noted or standing.made is None:
        return False
    return bool(standing.made < timezone.localdate() - AGING)


@register.filter
def state_tag(change: StateChange | None) -> str:
    """The class of a state's tag."""
    if change is None or change.groundless:
        return ""
    return {"done": "good", "lapsed": "bad", "under-way": "late"}.get(change.state, "")


@register.filter
def noted_tag(change: InvitationChange) -> str:
    """The class of the tag of what was noted of an invitation."""
    return "good" if change.state == InvitationChange.State.PAID else "bad" if change.ends else ""


@register.filter
def declarer(change: StateChange) -> str:
    """Who says so: a state, or the desk from sources."""
    return words().state(change.party) if change.party else _("assessed from sources")


@register.filter
def dimension(code: str) -> str:
    """A dimension of legalization."""
    return str(DIMENSIONS.get(code, code))


@register.filter
def level(code: str) -> str:
    """A level of it."""
    return str(LEVELS.get(code, code))


@register.filter
def conditions(rule: Rule) -> str:
    """What a rule asks for, in words."""
    told = [_("%(what)s: %(values)s") % {"what": _CONDITIONS[name], "values": " / ".join(_value(name, v) for v in accepted)}
            for name, accepted in rule.conditions]
    return semicolon().join(told) or _("no other rule fits")


def _value(name: str, code: str) -> str:
    if code in _VALUES:
        return str(_VALUES[code])
    return words().label(_VOCABULARY[name], code) if name in _VOCABULARY else code


@register.filter
def signed(value: int | None) -> str:
    """A compliance score with its sign."""
    return "" if value is None else "0" if value == 0 else f"{value:+d}".replace("-", "\u2212")


@register.filter
def ticked(rows: list[tuple[Any, bool]]) -> int:
    """How many of some rows are ticked."""
    return sum(held for _row, held in rows)


@register.filter
def day_of(day: date | None) -> str:
    """A day in words, like the dates of facts."""
    return words().date(day.isoformat()) if day else ""


@register.filter
def get(mapping: dict[Any, Any], key: Any) -> Any:
    """What a mapping holds under a key."""
    return mapping.get(key)


@register.filter
def plan_field(name: str) -> str:
    """The name of a field of the plan."""
    return str(COLUMNS.get(name) or {"marking": _("Who may see it")}.get(name, name))


@register.filter
def field_text(value: Any, name: str, names: dict[str, str] | None = None) -> str:
    """The value of a field of the plan in words. names: what ids stand for; those that stand for nothing are left out."""
    if value in (None, "", []):
        return "–"
    if name == "due":
        return words().date(str(value))
    if name == "steps":
        return semicolon().join(step_line(*step) for step in value)
    if name == "marking":
        return str(Marking(value).label)
    if name == "serves":
        return semicolon().join(names[key] for key in value if key in names) or "–" if names else "–"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


@register.filter
def item_due(item: Item) -> str:
    """`overdue`, `soon` or nothing; what is finished is not due any more."""
    return due_state(item.due, timezone.localdate()) if item.progress < 100 and item.removed is None else ""
