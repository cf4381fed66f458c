"""Claims of the parts of one paper, read in their own languages, as claims of one paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from servanda.claims.claim import Claim, fold

_SORTS = {"entity": "type", "event": "type", "instrument": "type", "mechanism": "kind"}  # undertakings are never the same
_KINDS = ("entity", "mechanism", "instrument", "event", "undertaking")  # in this order, and in that of the text
_REFERENCES = ("mechanism", "part_of", "speaker", "event", "instrument")


def joined(parts: Iterable[Sequence[Claim]]) -> list[Claim]:
    """All claims, those of later parts that name a person, body or place, or tell an event, of an earlier one put together."""
    first, *rest = parts
    found = list(first)
    for part in rest:
        names: dict[str, str] = {}
        told, before = [], range(len(found))
        for claim in part:
            at = next((n for n in before if _same(found[n], claim)), None)
            if at is None:
                told.append(claim)
            else:
                names[claim.id] = found[at].id
                found[at] = _together(found[at], claim)
        found += [replace(claim, fields=_renamed(claim.fields, names)) if names else claim for claim in told]
    return sorted(found, key=lambda c: (_KINDS.index(c.kind), c.citations[0].start)) if rest else found


def _same(one: Claim, other: Claim) -> bool:
    """Whether two claims are of one thing: a name in common, or an event of one kind on one day between the same states."""
    sort = _SORTS.get(one.kind)
    if one.kind != other.kind or sort is None or one.fields[sort] != other.fields[sort]:
        return False
    if one.id == other.id:
        return True
    if one.kind == "entity":
        return not {fold(n) for n in one.fields["names"]}.isdisjoint(fold(n) for n in other.fields["names"])
    alike = one.kind == "event" and one.fields["date"] is not None
    return alike and all(one.fields[key] == other.fields[key] for key in ("date", "states", "status", "ordinal"))


def _together(one: Claim, other: Claim) -> Claim:
    """A claim with the citations and names of another of the same thing."""
    fields = dict(one.fields)
    if one.kind == "entity":
        fields["names"] = list(dict.fromkeys([*one.fields["names"], *other.fields["names"]]))
        fields["state"] = one.fields["state"] or other.fields["state"]
        fields["offices"] = one.fields["offices"] or other.fields["offices"]
    return replace(one, fields=fields, citations=(*one.citations, *other.citations))


def _renamed(fields: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """What a claim says, other claims called by their new names."""
    changed = {key: names.get(fields[key], fields[key]) for key in _REFERENCES if fields.get(key)}
    if "participants" in fields:
        changed["participants"] = list(dict.fromkeys(names.get(p, p) for p in fields["participants"]))
    return {**fields, **changed}
