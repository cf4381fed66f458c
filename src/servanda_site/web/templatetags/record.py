"""Codes of the record in words of the page's language: labels from the ontology, dates, states."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import get_language, pgettext

from servanda.publishing.words import Words, available
from servanda.reconciliation.record import REFUSAL
from servanda_site.register.models import Fact

register = template.Library()


def words() -> Words:
    """The record's words in the language of the page."""
    tag = (get_language() or "en")[:2]
    return _words(tag if tag in available() else "en")


_made: dict[str, Words] = {}


def _words(tag: str) -> Words:
    if tag not in _made:
        _made[tag] = Words(tag)
    return _made[tag]


@register.filter
def label(code: str | None, vocabulary: str) -> str:
    """The label of an ontology code: {{ fact.force|label:"forces" }}."""
    return words().label(vocabulary, code) if code else ""


@register.filter
def force(fact: Fact) -> str:
    """How firmly something is undertaken; a refusal is called so."""
    refused = any(why["rule"] == REFUSAL for why in fact.data.get("why") or [])
    return words()("refusal") if refused else label(fact.force, "forces")


@register.filter
def day(edtf: str | None) -> str:
    """An EDTF date in words; nothing where there is none."""
    return words().date(edtf) if edtf else ""


@register.filter
def state(code: str | None) -> str:
    """The short name of a state."""
    return words().state(code) if code else ""


@register.filter
def states(codes: Any) -> str:
    """Names of states, from a list or codes between spaces."""
    listed = codes.split() if isinstance(codes, str) else list(codes or [])
    return words().states(listed)


@register.filter
def office(code: str) -> str:
    """An office in words."""
    return words().office(code)


@register.filter
def why(reason: Any) -> str:
    """Why a fact was read so, in words: of a claim's [rule, cue, words] or of a fact's {rule, cue, words}."""
    if isinstance(reason, dict):
        return words().why(reason["rule"], reason.get("cue", ""), reason.get("words", ""))
    return words().why(*reason)


@register.filter
def reason(code: str) -> str:
    """Why two claims were joined, in words."""
    return words().reason(code)


@register.filter
def problem(value: dict[str, Any] | None) -> str:
    """A kept problem as its sentence in the language of the page."""
    from servanda_site.register.wording import sentence

    return sentence(value) if value else ""


@register.simple_tag
def colon() -> str:
    """What stands between a label and its value."""
    return pgettext("separator", ": ")


@register.simple_tag
def semicolon() -> str:
    """What stands between two sayings on one line."""
    return pgettext("separator", "; ")


@register.filter
def quoted(text: str) -> str:
    """Text within the quotation marks of the page's language."""
    return words()("quote", words=text)


@register.filter
def codes(spaced: str) -> list[str]:
    """Codes between spaces as a list."""
    return spaced.split()


@register.filter
def slug(partnership: Any) -> str:
    """A partnership as its address names it."""
    return partnership.states.replace(" ", "-")
