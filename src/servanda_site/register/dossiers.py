"""What pages ask of the record, each with a constant number of queries whatever a partnership holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet, Value
from django.utils import timezone

from servanda_site.register.models import Claim, Fact, FactClaim, FactLink, Paper, Partnership
from servanda_site.register.visibility import Access

_MANY = 900


@dataclass(frozen=True, slots=True)
class Side:
    """Who may owe something in a partnership: one of its states, or all of them (`key` "all")."""

    key: str
    codes: tuple[str, ...]

    @property
    def stored(self) -> str:
        """As a fact's `states` hold it."""
        return f" {' '.join(self.codes)} "


def sides(partnership: Partnership) -> list[Side]:
    """Ours first, then the others, then all together."""
    codes = sorted(partnership.codes, key=lambda c: c != partnership.ours)
    return [*(Side(c, (c,)) for c in codes), Side("all", tuple(partnership.codes))]


def leading(access: Access, partnerships: Sequence[Partnership], act: str = "pledge", limit: int = 5,
            ) -> dict[tuple[int, str], list[Fact]]:
    """Of each partnership and side, what falls due next, then what is overdue (the latest first), then undated, in one query."""
    today, parts = timezone.localdate(), []
    for partnership in partnerships:
        for side in sides(partnership):
            owed = _light(access, partnership).filter(kind="undertaking", type=act, states=side.stored)
            for rank, part in enumerate((owed.filter(end__gte=today).order_by("end", "order"),
                                         owed.filter(end__lt=today).order_by("-end", "order"),
                                         owed.filter(end=None).order_by("order"))):
                parts.append(part.annotate(place=Value(f"{partnership.pk} {side.key} {rank}"))[:limit])
    found: dict[tuple[int, str], list[tuple[tuple[str, int, int], Fact]]] = {}
    for fact in _union(parts):
        pk, key, rank = fact.place.split(" ")
        day = fact.end.toordinal() if fact.end else 0
        found.setdefault((int(pk), key), []).append(((rank, -day if rank == "1" else day, fact.order), fact))
    return {at: [fact for _, fact in sorted(rows, key=lambda r: r[0])][:limit] for at, rows in found.items()}


def newest(access: Access, partnerships: Sequence[Partnership], since: datetime | None, limit: int = 6,
           ) -> tuple[dict[int, list[Fact]], dict[int, int]]:
    """Of each partnership, the facts first or again told since a time (all, without one), and how many they are."""
    parts = []
    for partnership in partnerships:
        found = _light(access, partnership).exclude(kind="entity", type="place")
        if since is not None:
            found = found.filter(told_last__gt=since)
        parts.append(found.annotate(place=Value(str(partnership.pk))).order_by("-told_last", "order")[:limit])
    listed: dict[int, list[Fact]] = {}
    for fact in _union(parts):
        listed.setdefault(int(fact.place), []).append(fact)
    for rows in listed.values():
        rows.sort(key=lambda f: (-f.told_last.timestamp(), f.order))
    if since is None:
        return listed, {}
    counted = (access.facts().filter(told_last__gt=since).exclude(kind="entity", type="place").order_by()
               .values("projection__partnership").annotate(n=Count("pk")))
    return listed, {row["projection__partnership"]: row["n"] for row in counted}


def open_invitations(access: Access, partnerships: Sequence[Partnership], limit: int = 5) -> dict[int, list[Fact]]:
    """The invitations nobody answered yet, of each partnership."""
    parts = [_light(access, p).filter(kind="undertaking", type="invitation", status="").annotate(place=Value(str(p.pk)))
             .order_by("-told_last", "order")[:limit] for p in partnerships]
    found: dict[int, list[Fact]] = {}
    for fact in sorted(_union(parts), key=lambda f: (-f.told_last.timestamp(), f.order)):
        found.setdefault(int(fact.place), []).append(fact)
    return found


def counts(access: Access, partnership: Partnership | None = None) -> dict[tuple[int, str, str, str], int]:
    """How many facts there are, by partnership, kind, type and states."""
    rows = (access.facts(partnership).order_by().values("projection__partnership", "kind", "type", "states")
            .annotate(n=Count("pk")))
    return {(r["projection__partnership"], r["kind"], r["type"], r["states"]): r["n"] for r in rows}


def by_area_and_force(access: Access, partnership: Partnership) -> dict[str, dict[str, int]]:
    """How many undertakings each field has, by force ("" where there is none); one in two fields counts in both."""
    rows = (access.facts(partnership).filter(kind="undertaking", type="pledge").order_by().values("areas", "force")
            .annotate(n=Count("pk")))
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        for area in row["areas"].split() or [""]:
            held = found.setdefault(area, {})
            held[row["force"]] = held.get(row["force"], 0) + row["n"]
    return found


def naming(fact: Fact, roles: Iterable[str], limit: int = 50) -> QuerySet[Fact]:
    """The facts of the same record that name a fact in one of these parts: sessions of a body, events of a person."""
    links = FactLink.objects.filter(projection=fact.projection_id, other=fact.fact, role__in=list(roles)).values("fact")
    return Fact.objects.filter(pk__in=links).order_by("kind", "start", "order")[:limit]


def named(facts: Iterable[Fact]) -> dict[str, Fact]:
    """The facts that some facts of one record name, by id."""
    listed = list(facts)
    if not listed:
        return {}
    links = FactLink.objects.filter(fact__in=[f.pk for f in listed]).values("other")
    found = Fact.objects.filter(projection=listed[0].projection_id, fact__in=links)
    return {f.fact: f for f in found.defer("digest")}


def claims_of(facts: Iterable[Fact], limit: int = 600) -> dict[int, list[Claim]]:
    """The claims each fact of one record is made of (what the record was made from is what its reader may see)."""
    keys = [f.pk for f in facts]
    members = list(FactClaim.objects.filter(fact__in=keys).order_by("-pk").values_list("claim", "fact")[:limit])
    claims = {c.pk: c for part in _parts([claim for claim, _ in members]) for c in Claim.objects.filter(pk__in=part)}
    found: dict[int, list[Claim]] = {key: [] for key in keys}
    for claim, fact in reversed(members):
        if claim in claims:
            found[fact].append(claims[claim])
    return found


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office a person is told in: since and until which day papers tell it."""

    office: str
    state: str | None
    first: str
    last: str


def tenures(claims: Iterable[Claim], papers: Mapping[str, Paper]) -> list[Tenure]:
    """The offices claims tell of somebody, and the first and last day of the papers that do."""
    told: dict[tuple[str, str | None], list[str]] = {}
    for claim in claims:
        paper = papers.get(claim.document)
        day = (paper.reading.published if paper and paper.reading else "") or ""
        for office in claim.fields.get("offices") or []:
            told.setdefault((office["office"], office.get("state")), []).append(day)
    found = []
    for (office, state), days in told.items():
        known = sorted(d for d in days if d)
        first, last = (known[0], known[-1]) if known else ("", "")
        found.append(Tenure(office, state, last if last.startswith(first) else first, last))
    return sorted(found, key=lambda t: (t.first or "9", t.office))


def _light(access: Access, partnership: Partnership) -> QuerySet[Fact]:
    return access.facts(partnership).select_related(None).defer("data", "digest")


def _light_rows(part: QuerySet[Fact]) -> QuerySet[Fact]:
    """The rows a limited query picks, as a query without a limit (SQLite unites no other)."""
    places = {name: value for name, value in part.query.annotations.items() if name == "place"}
    return Fact.objects.filter(pk__in=part.values("pk")).order_by().defer("data", "digest").annotate(**places)


def _union(parts: list[QuerySet[Fact]]) -> list[Any]:
    found: list[Any] = []
    whole = [_light_rows(part) for part in parts]
    for some in _parts(whole, 400):  # a compound statement has its limits
        first, *others = some
        found += list(first.union(*others, all=True) if others else first)
    return found


def _parts(keys: Sequence[Any], size: int = _MANY) -> Iterable[Sequence[Any]]:
    return (keys[i : i + size] for i in range(0, len(keys), size))


def about(partnership_facts: QuerySet[Fact], kind: str) -> QuerySet[Fact]:
    """The facts of a kind, without what is heavy and not shown in lists."""
    return partnership_facts.filter(kind=kind).defer("digest", "projection__documents")
