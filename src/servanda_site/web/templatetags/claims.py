"""Claims and facts on the pages of papers and review: kinds and decisions in words, fields in words, addresses."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from servanda.publishing.values import REFERENCES, Values
from servanda_site.register.models import Claim, Fact
from servanda_site.web.templatetags.record import words

register = template.Library()
KINDS = {
    "entity": _("Person, organisation or place"), "event": _("Event"), "instrument": _("Instrument"),
    "mechanism": _("Joint body"), "undertaking": _("Undertaking"),
}
DECISIONS = {
    "proposed": _("proposed"), "confirmed": pgettext_lazy("decision", "accepted"), "corrected": _("corrected"),
    "rejected": _("rejected"), "unsure": _("not sure"), "manual": _("added by hand"),
    "confirm": pgettext_lazy("decision", "accepted"),
    "reject": _("rejected"), "correct": _("corrected"), "same": _("joined"), "different": _("parted"),
    "withdraw": _("taken back"),
}
_UNSAID = (None, [], "")
_BRIEF = ("type", "kind", "by", "act", "force", "date", "due", "place", "state", "status")


@register.filter
def kind_name(kind: str) -> str:
    """A kind of fact in words."""
    return str(KINDS.get(kind, kind))


@register.filter
def decision_name(decision: str) -> str:
    """A decision in words."""
    return str(DECISIONS.get(decision, decision))


@register.filter
def summary(claim: Claim) -> str:
    """The fields of a claim that tell most, on one line."""
    values = Values(words())
    told = [values(claim.kind, name, claim.fields[name]) for name in _BRIEF if claim.fields.get(name) not in _UNSAID]
    return " · ".join(told)


@register.filter
def told(claim: Any) -> list[tuple[str, str]]:
    """The fields of a claim that say something, as (name, value) in words; what refers to other facts is left out."""
    return fields_told(claim.kind, claim.fields)


def fields_told(kind: str, fields: Any) -> list[tuple[str, str]]:
    """Fields and their values in words."""
    values = Values(words())
    return [(values.field(name), values(kind, name, value)) for name, value in fields.items()
            if value not in _UNSAID and name not in REFERENCES and name not in ("text", "names")]


@register.simple_tag
def fact_url(fact: Fact) -> str:
    """Where a fact's page is."""
    try:
        return reverse("fact", args=[fact.fact])
    except NoReverseMatch:
        return f"/fact/{fact.fact}/"


@register.filter
def nth(items: list[Any], place: int) -> Any:
    """The item at a place."""
    return items[place]
