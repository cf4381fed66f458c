"""Values that people type, checked against the vocabulary: a corrected or added fact must be one the record can hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from servanda import ontology
from servanda.publishing.values import Values
from servanda.publishing.words import Words, available
from servanda.reconciliation.corrections import CODES, STATUSES
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
_LONGEST = 2000


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
        try:
            out[name] = _value(kind, name, given)
        except TypeError:  # no value of its kind at all, but a list of lists, say
            raise Impossible(_not_known(name, str(given)[:_LONGEST]), field=name) from None
    return out


def field_name(name: str) -> str:
    """A field as people call it, in the language of the page."""
    tag = (get_language() or "en")[:2]
    return Values(Words(tag if tag in available() else "en")).field(name)


def _not_known(name: str, given: Any) -> str:
    return _("%(name)s: %(given)s is not in the vocabulary") % {"name": field_name(name), "given": given}


def _value(kind: str, name: str, given: Any) -> Any:
    if given in ("", None):
        return [] if name in ("areas", "states", "parties", "by", "offices") else None
    if name in STATES:
        codes = [given] if isinstance(given, str) else list(given)
        known = ontology.load().states
        for code in codes:
            if code not in known:
                raise Impossible(_("%(name)s: %(code)s is no state") % {"name": field_name(name), "code": code}, field=name)
        return codes[0] if name == "state" else sorted(set(codes))
    if name in DATES:
        return _date(name, str(given))
    if name == "ordinal":
        if not str(given).isdecimal() or not 0 < int(given) < 10_000:
            raise Impossible(_("%(name)s: %(given)s is no number") % {"name": field_name(name), "given": given}, field=name)
        return int(given)
    if name == "offices":
        return _offices(given)
    if name == "status":
        if given not in STATUSES[kind]:
            raise Impossible(_not_known(name, given), field=name)
        return given
    vocabulary = CODES[kind].get(name)
    if vocabulary:
        return _coded(vocabulary, name, given)
    return " ".join(str(given).split())[:_LONGEST]


def _offices(given: Any) -> list[dict[str, str | None]]:
    """Offices as the record has them: a code of the vocabulary, perhaps with a portfolio, and a state or none."""
    known = ontology.load()
    held: list[dict[str, str | None]] = []
    for office in given if isinstance(given, list) else [given]:
        code, state = (office.get("office"), office.get("state")) if isinstance(office, dict) else (None, None)
        head, _slash, portfolio = str(code or "").partition("/")
        sound = head in known.codes("offices") and (not portfolio or portfolio in known.codes("portfolios"))
        if not sound or (state and state not in known.states):
            raise Impossible(_not_known("offices", code), "offices")
        if (one := {"office": str(code), "state": state or None}) not in held:
            held.append(one)
    return held


def _coded(vocabulary: str, name: str, given: Any) -> Any:
    known = ontology.load().codes(vocabulary)
    for code in given if isinstance(given, list) else [given]:
        if code not in known:
            raise Impossible(_not_known(name, code), field=name)
    return list(dict.fromkeys(given)) if isinstance(given, list) else given


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
