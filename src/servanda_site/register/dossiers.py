"""What pages ask of the record, each with a constant number of queries whatever a partnership holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet
from django.utils import timezone
from pydantic import TypeAdapter

from servanda.reconciliation.record import Merge
from servanda_site.register.models import Claim, Fact, FactClaim, FactLink, Paper, Partnership
from servanda_site.register.visibility import Access

_MANY = 900
_PARTS = 200  # of one compound statement
_MERGES = TypeAdapter(list[Merge])


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


def merges(fact: Fact) -> list[Merge]:
    """What the machine joined into a fact, also where the row was written when files still called the other claim `other`."""
    return _MERGES.validate_python(fact.data.get("merged", []))


def shown(fact: Fact) -> dict[str, Any]:
    """A fact as the record prints it."""
    return {**fact.data, "merged": _MERGES.dump_python(merges(fact), mode="json")}


def leading(access: Access, partnerships: Sequence[Partnership], act: str = "pledge", limit: int = 5,
            ) -> dict[tuple[int, str], list[Fact]]:
    """Of each partnership and side, what falls due next, then what is overdue (the latest first), then what is undated."""
    today, picks, places = timezone.localdate(), [], []
    for partnership, projection in _projections(access, partnerships):
        for side in sides(partnership):
            owed = (("projection_id", "=", projection), ("kind", "=", "undertaking"), ("type", "=", act),
                    ("states", "=", side.stored))
            picks += [Pick((*owed, ("end", ">=", today)), "end", limit), Pick((*owed, ("end", "<", today)), "-end", limit),
                      Pick((*owed, ("end", "is", None)), "order", limit)]
            places += [(partnership.pk, side.key)] * 3
    found: dict[tuple[int, str], list[Fact]] = {}
    for place, rows in zip(places, pick(picks, "digest"), strict=True):  # with the reasons, by which a refusal is known
        found[place] = [*found.get(place, ()), *rows][:limit]
    return found


def newest(access: Access, partnerships: Sequence[Partnership], since: datetime | None, limit: int = 6,
           ) -> tuple[dict[int, list[Fact]], dict[int, int]]:
    """Of each partnership, the facts first or again told since a time (all, without one), and how many they are."""
    held = _projections(access, partnerships)
    after = (("told_last", ">", since),) if since is not None else ()
    picks = [Pick((("projection_id", "=", projection), *after, ("type", "<>", "place")), "-told_last", limit)
             for _partnership, projection in held]
    listed = {partnership.pk: rows for (partnership, _), rows in zip(held, pick(picks, "digest"), strict=True)}
    if since is None:
        return listed, {}
    counted = (Fact.objects.filter(projection__in=[key for _, key in held], told_last__gt=since).exclude(type="place").order_by()
               .values_list("projection").annotate(n=Count("*")))
    owner = {projection: partnership.pk for partnership, projection in held}
    return listed, {owner[projection]: n for projection, n in counted}


def invitations(access: Access, partnerships: Sequence[Partnership], limit: int = 40) -> dict[int, list[Fact]]:
    """The invitations of each partnership, those told of last first, with their data."""
    held = _projections(access, partnerships)
    picks = [Pick((("projection_id", "=", projection), ("kind", "=", "undertaking"), ("type", "=", "invitation")),
                  "-told_last", limit) for _partnership, projection in held]
    return {partnership.pk: rows for (partnership, _), rows in zip(held, pick(picks, "digest"), strict=True)}


@dataclass(frozen=True, slots=True)
class Pick:
    """The first few facts that meet conditions (column, operator, value), by a column ("-" before it: the last first)."""

    where: tuple[tuple[str, str, Any], ...]
    order: str
    limit: int


def pick(picks: Sequence[Pick], *without: str) -> list[list[Fact]]:
    """The facts of several picks, without some columns (their data, unless others are named), in two queries however many
    the picks are.

    Written as SQL: the database answers each part from an index, and putting a hundred parts together through the ORM takes
    longer than answering them.
    """
    found: list[list[int]] = [[] for _ in picks]
    with connection.cursor() as cursor:
        for first in range(0, len(picks), _PARTS):
            parts, values = [], []
            for n, one in enumerate(picks[first : first + _PARTS], first):
                sql, held = _select(one, n)
                parts.append(sql)
                values += held
            cursor.execute(" UNION ALL ".join(parts), values)
            for n, key in cursor.fetchall():
                found[n].append(key)
    rows = Fact.objects.defer(*(without or ("data", "digest"))).in_bulk([key for keys in found for key in keys])
    return [[rows[key] for key in keys if key in rows] for keys in found]


def _select(one: Pick, number: int) -> tuple[str, list[Any]]:
    """One part: nothing of it but values comes from outside."""
    quoted = connection.ops.quote_name
    conditions = [f"{quoted(c)} IS NULL" if operator == "is" else f"{quoted(c)} {operator} %s" for c, operator, _ in one.where]
    values = [connection.ops.adapt_datetimefield_value(v) if isinstance(v, datetime) else
              connection.ops.adapt_datefield_value(v) if isinstance(v, date) else v
              for _, operator, v in one.where if operator != "is"]
    down = " DESC" if one.order.startswith("-") else ""
    order = f"{quoted(one.order.removeprefix('-'))}{down}, {quoted('order')}"
    sql = (f"SELECT {number}, id FROM (SELECT id FROM {quoted(Fact._meta.db_table)} WHERE {' AND '.join(conditions)} "  # noqa: S608
           f"ORDER BY {order} LIMIT {one.limit:d}) AS part{number}")
    return sql, values


def _projections(access: Access, partnerships: Iterable[Partnership]) -> list[tuple[Partnership, int]]:
    """Each partnership with the key of its record as this person sees it."""
    seen = [(p, access.projection(p)) for p in partnerships]
    return [(partnership, projection.pk) for partnership, projection in seen if projection is not None]


def counts(access: Access, partnerships: Sequence[Partnership], **only: str) -> dict[tuple[int, str, str, str], int]:
    """How many facts there are (of one kind, of one type), by partnership, kind, type and states.

    Rows are counted, not keys: so the index alone tells.
    """
    held = {projection: partnership.pk for partnership, projection in _projections(access, partnerships)}
    of = {"projection": next(iter(held))} if len(held) == 1 else {"projection__in": list(held)}
    rows = (Fact.objects.filter(**of, **only).order_by().values("projection", "kind", "type", "states")
            .annotate(n=Count("*")))
    return {(held[r["projection"]], r["kind"], r["type"], r["states"]): r["n"] for r in rows}


def of_kinds(access: Access, partnerships: Sequence[Partnership]) -> dict[int, dict[str, int]]:
    """How many facts of each kind there are, by partnership."""
    held = {projection: partnership.pk for partnership, projection in _projections(access, partnerships)}
    found: dict[int, dict[str, int]] = {}
    rows = Fact.objects.filter(projection__in=list(held)).order_by().values_list("projection", "kind").annotate(n=Count("*"))
    for projection, kind, n in rows:
        found.setdefault(held[projection], {})[kind] = n
    return found


def by_area_and_force(access: Access, partnership: Partnership) -> dict[str, dict[str, int]]:
    """How many undertakings each field has, by force ("" where there is none); one in two fields counts in both."""
    rows = (access.facts(partnership).filter(kind="undertaking", type="pledge").order_by().values("areas", "force")
            .annotate(n=Count("*")))
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        for area in row["areas"].split() or [""]:
            held = found.setdefault(area, {})
            held[row["force"]] = held.get(row["force"], 0) + row["n"]
    return found


def naming(fact: Fact, roles: Iterable[str], limit: int = 50) -> QuerySet[Fact]:
    """The facts of the same record that name a fact in one of these parts: sessions of a body, events of a person."""
    links = FactLink.objects.filter(projection=fact.projection_id, other=fact.fact, role__in=list(roles)).values("fact")
    return Fact.objects.filter(pk__in=links).defer("digest").order_by("kind", "start", "order")[:limit]


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


def _parts(keys: Sequence[Any], size: int = _MANY) -> Iterable[Sequence[Any]]:
    return (keys[i : i + size] for i in range(0, len(keys), size))


def about(facts: QuerySet[Fact], kind: str) -> QuerySet[Fact]:
    """The facts of a kind as lists show them (without their record, which the list knows)."""
    return facts.select_related(None).filter(kind=kind).defer("digest")
