"""Values that people type, checked against the vocabulary: a corrected or added fact must be one the record can hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from servanda.publishing.values import Values
from servanda.publishing.words import Words, available
from servanda.reconciliation.corrections import Unsound, many, needed, sound
from servanda.reconciliation.typed import no_such_day, typed_date
from servanda_site.register.actions.refusals import Impossible
from servanda_site.register.models import Claim

FIELDS: Mapping[str, tuple[str, ...]] = {
    "entity": ("type", "name", "state", "offices"), "event": ("type", "date", "place", "states", "status", "ordinal"),
    "instrument": ("type", "title", "parties", "date", "status"), "mechanism": ("kind", "name", "states", "status"),
    "undertaking": ("by", "act", "force", "areas", "due", "target", "answer"),
}
STATES = ("states", "parties", "by", "state")
DATES = ("date", "due")


def checked(claim: Claim, value: Mapping[str, Any] | None) -> dict[str, Any]:
    """The fields of a correction that differ from what was read.

    Raises:
        Impossible: nothing differs, or a value cannot be; the message names field and value.
    """
    clean = fields(claim.kind, {k: v for k, v in (value or {}).items() if k not in claim.fields or v != claim.fields[k]})
    different = {k: v for k, v in clean.items() if v != claim.fields.get(k)}
    if not different:
        raise Impossible(_("nothing corrected"))
    return different


def fields(kind: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a fact's fields, checked; empty strings are no value.

    Raises:
        Impossible: a field the kind has not, or a value that cannot be.
    """
    out: dict[str, Any] = {}
    for name, given in value.items():
        if name not in FIELDS[kind]:
            raise Impossible(_("%(name)s: no field of this kind of fact") % {"name": field_name(name)})
        out[name] = _value(kind, name, given)
    return out


def field_name(name: str) -> str:
    """A field as people call it, in the language of the page."""
    return Values(_words()).field(name)


def _words() -> Words:
    tag = (get_language() or "en")[:2]
    return Words(tag if tag in available() else "en")


def _value(kind: str, name: str, given: Any) -> Any:
    """A value as the record holds it: by the core's own check, so that what is refused here is refused there, and the reverse."""
    if given in ("", None, []):
        if needed(name):
            raise Impossible(_("%(name)s: needed") % {"name": field_name(name)}, field=name)
        return [] if many(name) else None
    if name in DATES:
        return _date(name, str(given))
    told = sound(kind, name, given)
    if isinstance(told, Unsound):
        words = _words()
        raise Impossible(_("%(name)s: %(given)s cannot be. Expected: %(expected)s") % {
            "name": field_name(name), "given": words.typed(given), "expected": words.expected(told)}, field=name)
    return told


def _date(name: str, given: str) -> str:
    try:
        return date_told(given, due=name == "due")
    except Impossible as error:
        raise Impossible(_("%(name)s: %(why)s") % {"name": field_name(name), "why": error}, field=name) from None


def date_told(given: str, field: str = "", *, due: bool = False) -> str:
    """A date that somebody typed, as the record holds it (EDTF). due: `soon` will do, too.

    Raises:
        Impossible: it is none, or names a day that does not exist.
    """
    told = typed_date(given, due=due)
    if told is None:
        shown = {"given": " ".join(given.split())[:64]}
        raise Impossible(_("%(given)s is no date: there is no such day") % shown if no_such_day(given) else
                         _("%(given)s is no date; write 30/05/2025, 30 May 2025, 05/2025, 2025 or 5-7 May 2025") % shown,
                         field=field)
    return told
