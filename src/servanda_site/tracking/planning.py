"""The action plan as data: what an item says, and what differs between two of its states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from servanda_site.register.models import Fact, FactClaim, Partnership
from servanda_site.register.visibility import Access
from servanda_site.tracking import standing, visibility
from servanda_site.tracking.models import Baseline, Item, Serves
from servanda_site.tracking.said import due_of

TEXTS = ("title", "lead", "counterpart", "focal_ours", "focal_theirs", "due_said", "milestone", "difficulties", "next_step",
         "funding", "instrument")
FIELDS = ("title", "serves", "lead", "counterpart", "focal_ours", "focal_theirs", "steps", "due", "due_said", "milestone",
          "progress", "difficulties", "next_step", "funding", "instrument", "assigned", "marking")


def whole(items: QuerySet[Item]) -> QuerySet[Item]:
    """Items with everything `as_data` looks at."""
    return items.prefetch_related("serves", "steps", "assigned")


def as_data(item: Item) -> dict[str, Any]:
    """An item as plain values: what is kept of each version, frozen, written to workbooks and compared."""
    return {
        **{name: getattr(item, name) for name in TEXTS}, "due": item.due.isoformat() if item.due else "",
        "progress": item.progress, "marking": item.marking, "serves": sorted(s.promise for s in item.serves.all()),
        "steps": [[s.text, s.due.isoformat() if s.due else "", s.done] for s in item.steps.all()],
        "assigned": sorted(u.email for u in item.assigned.all()),
    }


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The fields in which two states of an item differ."""
    return [name for name in FIELDS if before.get(name) != after.get(name)]


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of one item since a baseline. what: added, removed, changed; fields: (name, before, after)."""

    what: str
    title: str
    item: Item | None
    fields: list[tuple[str, Any, Any]]


def since(access: Access, baseline: Baseline) -> list[Changed]:
    """What changed in a plan since it was frozen, as far as this person sees it."""
    everything = {str(i.pk): i for i in whole(visibility.items(access, removed=True).filter(partnership=baseline.partnership_id))}
    hidden = {str(key) for key in Item.objects.filter(pk__in=[int(k) for k in baseline.rows]).values_list("pk", flat=True)
              if str(key) not in everything}
    found = []
    for key, item in everything.items():
        before = baseline.rows.get(key)
        if item.removed is not None:
            if before is not None:
                found.append(Changed("removed", before["title"], None, []))
        elif before is None:
            if item.marking <= baseline.marking:
                found.append(Changed("added", item.title, item, []))
        else:
            after = as_data(item)
            names = differences(before, after)
            if names:
                found.append(Changed("changed", item.title, item, [(n, before.get(n), after.get(n)) for n in names]))
    gone = [k for k in baseline.rows if k not in everything and k not in hidden]
    return [*found, *(Changed("removed", baseline.rows[k]["title"], None, []) for k in gone)]


def unplanned(access: Access, partnership: Partnership) -> QuerySet[Fact]:
    """Undertakings that no item serves yet and that are not closed as assessed; those due first come first."""
    projection = access.projection(partnership)
    found = Serves.objects.filter(item__in=visibility.items(access).filter(partnership=partnership))
    taken = FactClaim.objects.filter(projection=projection.pk if projection else 0, claim__in=found.values("promise"))
    facts = access.facts(partnership).filter(~standing.closed(access, partnership), kind="undertaking").exclude(type="invitation")
    return facts.exclude(pk__in=taken.values("fact")).order_by(F("end").asc(nulls_last=True), "order")


def of_undertaking(access: Access, fact: Fact) -> dict[str, Any]:
    """What an item says that is made of an undertaking, before anybody typed anything."""
    return {"title": fact.label[:300], "due": fact.end.isoformat() if fact.end else "",
            "due_said": "; ".join(due_of(access, fact))[:120]}


def served(access: Access, items: Iterable[Item]) -> dict[int, list[Fact]]:
    """The undertakings each item serves, as far as they may be seen."""
    listed = list(items)
    facts = access.facts_of({s.promise for i in listed for s in i.serves.all()})
    return {i.pk: [facts[s.promise] for s in i.serves.all() if s.promise in facts] for i in listed}


def known_names(access: Access, partnership: Partnership, most: int = 300) -> list[tuple[str, str]]:
    """People and organisations of the record, by name: (id, name)."""
    found = access.facts(partnership).filter(kind="entity", type__in=("person", "organisation")).order_by("-told", "order")
    return list(found.values_list("fact", "label")[:most])
