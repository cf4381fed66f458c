"""Facts in words: what a row is called, when it is due, what its properties are named."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from servanda.publishing.values import Values
from servanda_site.register.models import Fact, Partnership
from servanda_site.register.places import place_label
from servanda_site.web.templatetags.record import label, words

register = template.Library()
SOON = timedelta(days=92)
TYPES = {"entity": "entity_types", "event": "event_types", "instrument": "instrument_types", "mechanism": "mechanism_kinds",
         "undertaking": "acts"}


@register.filter
def heading(fact: Fact) -> str:
    """What a fact is called: its name, title or words; an event by its type, number and place."""
    if fact.kind != "event":
        return fact.label[:1].upper() + fact.label[1:] if fact.kind in ("instrument", "mechanism") else fact.label
    place = place_label(fact.data.get("place") or "", words().tag)
    return ", ".join(part for part in (words().occasion(fact.type, fact.data.get("ordinal")), place) if part)


@register.filter
def type_label(fact: Fact) -> str:
    """The type of a fact in words."""
    return words().label(TYPES[fact.kind], fact.type)


@register.filter
def kind_label(kind: str) -> str:
    """What kind of fact it is."""
    return words()(f"kind_{kind}")


@register.filter
def field_label(name: str) -> str:
    """The name of a property."""
    return first_letter_up(Values(words()).field(name))


@register.filter
def on(moment: datetime | None) -> str:
    """The day of a moment, in words like the dates of facts."""
    return words().date(timezone.localtime(moment).date().isoformat()) if moment else ""


@register.filter
def by_label(fact: Fact, partnership: Partnership) -> str:
    """Who stands behind a fact of a partnership: both sides in a word, else the state's name."""
    codes, all_codes = fact.states.split(), partnership.codes
    if len(codes) > 1 and set(codes) == set(all_codes):
        return pgettext("sides", "both") if len(codes) == 2 else pgettext("sides", "all")
    return words().states(codes)


@register.filter
def review_label(review: str) -> str:
    """Whether people have looked at it."""
    return {"proposed": _("proposed by the reader"), "confirmed": _("confirmed"), "corrected": _("corrected"),
            "manual": _("entered by hand")}.get(review, review)


@register.filter
def due(fact: Fact) -> str:
    """`overdue`, `soon` (within three months) or nothing; what is answered or closed is not due any more."""
    standing = getattr(fact, "standing", None)
    if standing is not None and (standing.closed or standing.noted):
        return ""
    return due_state(fact.end, timezone.localdate()) if fact.kind == "undertaking" and not fact.status else ""


@register.filter
def past(event: Fact) -> bool:
    """Whether an event or text was planned for days that are over, and no paper tells that it came about."""
    announced = event.kind in ("event", "instrument") and event.status == "planned"
    return announced and event.end is not None and event.end < timezone.localdate()


@register.filter
def to_set_up(body: Fact, sessions: list[Fact] | None) -> bool:
    """Whether a joint body is only to be set up: one that has met is there."""
    return body.status == "planned" and not any(e.status == "held" for e in sessions or ())


@register.filter
def stands(fact: Fact) -> str:
    """Where an event, text or body stands, in words; what was announced for days that are over, and of which no paper tells that
    it came about, is told as that."""
    if past(fact):
        return _("announced, not known to have been held") if fact.kind == "event" else _(
            "announced, not known to have been concluded")
    return label(fact.status, "statuses")


def due_state(end: date | None, today: date) -> str:
    """Where a last day stands today."""
    if end is None:
        return ""
    return "overdue" if end < today else "soon" if end <= today + SOON else ""


@register.filter
def first_letter_up(text: str) -> str:
    """Text as it stands at the head of a line."""
    return text[:1].upper() + text[1:]


@register.filter
def at(mapping: dict[Any, Any], key: Any) -> Any:
    """What a mapping holds under a key."""
    return mapping.get(key)


@register.filter
def nth(items: list[Any], place: int) -> Any:
    """The item at a place."""
    return items[place]


@register.simple_tag(takes_context=True)
def with_query(context: dict[str, Any], **changes: Any) -> str:
    """The page's query with some values changed (empty: left out), as the part of an address after the question mark."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in ("", None):
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}"
