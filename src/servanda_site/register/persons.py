"""One person in several partnerships: told, never joined, for each partnership's record stands by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from servanda.claims import Claim
from servanda.reconciliation.people import same_person
from servanda_site.register.models import Fact
from servanda_site.register.projecting import spaced
from servanda_site.register.visibility import Access

_MOST = 5000  # persons of other partnerships looked at


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A person of another partnership. reasons: why it is the same one, as merges give them."""

    fact: Fact
    reasons: tuple[str, ...]


def elsewhere(access: Access, found: Fact) -> list[Elsewhere]:
    """The same person in the other partnerships that may be seen: what the reader's own rules would join without a doubt.

    Two queries, however many there are; where a partnership knows several, the likeliest.
    """
    others = access.facts().filter(kind="entity", type="person").exclude(projection=found.projection_id)
    if state := found.data.get("state"):
        others = others.filter(states__in=(spaced([state]), ""))
    rows = others.order_by().values_list("pk", "projection_id", "data__names", "data__state", "data__offices")[:_MOST]
    here = _claim(found.fact, found.data["names"], found.data["state"], found.data["offices"])
    best: dict[int, tuple[float, int, tuple[str, ...]]] = {}
    for pk, projection, names, of, offices in rows:
        alike = same_person(here, _claim(str(pk), names, of, offices))
        if alike is not None and alike.poorer is None and alike.score > best.get(projection, (0.0,))[0]:
            best[projection] = alike.score, pk, alike.reasons
    reasons = {pk: why for _, pk, why in best.values()}
    facts = access.facts().filter(pk__in=list(reasons)).order_by("projection__partnership__states")
    return [Elsewhere(fact, reasons[fact.pk]) for fact in facts] if reasons else []


def _claim(identity: str, names: list[str], state: str | None, offices: list[Mapping[str, Any]]) -> Claim:
    fields = {"type": "person", "names": names, "state": state, "offices": offices}
    return Claim(identity, "", "entity", "", fields, ())
