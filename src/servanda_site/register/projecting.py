"""Claims and judgements to the rows that pages show: `resolve`, block by block (one partnership, one clearance).

A projection follows from kept tables alone; making it again from nothing gives the same rows (`servanda rebuild`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from servanda.claims import Citation as CoreCitation
from servanda.claims import Claim as CoreClaim
from servanda.claims import Reason
from servanda.reconciliation import Record, resolve
from servanda.reconciliation import record as r
from servanda.reconciliation.dates import bounds
from servanda.reconciliation.resolve import Source
from servanda_site.register import indexing, texts
from servanda_site.register.journal import canonical
from servanda_site.register.judging import in_force
from servanda_site.register.locks import serialised
from servanda_site.register.models import Claim, Fact, FactClaim, FactLink, Paper, Partnership, Projection

KINDS = {"entities": "entity", "events": "event", "instruments": "instrument", "mechanisms": "mechanism",
         "undertakings": "undertaking"}


@dataclass(frozen=True, slots=True)
class Block:
    """What one projection is made from."""

    partnership: Partnership
    marking: int
    papers: Sequence[Paper]
    claims: Sequence[Claim]


def record_of(partnership: Partnership, marking: int) -> Record:
    """The record of a partnership for a clearance, from kept tables alone."""
    return _record(block(partnership, marking))


def block(partnership: Partnership, marking: int) -> Block:
    """The papers and claims somebody of a clearance may see in a partnership. A document brought in twice counts once."""
    found = Paper.objects.filter(partnership=partnership, state=Paper.State.READ, marking__lte=marking).select_related("reading")
    papers: dict[str, Paper] = {}
    for paper in found.order_by("pk"):
        papers.setdefault(paper.sha256, paper)
    place = {sha: n for n, sha in enumerate(papers)}
    claims = [c for c in Claim.objects.filter(document__in=list(papers)) if _counts(c, marking)]
    claims.sort(key=lambda c: (place[c.document], c.by_id is not None, c.order, c.pk))
    return Block(partnership, marking, list(papers.values()), claims)


def _counts(claim: Claim, marking: int) -> bool:
    """Seen at this clearance, and still read (or decided on by a person)."""
    seen = claim.marking is None or claim.marking <= marking
    return seen and (claim.current or claim.decision in ("confirmed", "corrected"))


def core_claim(claim: Claim) -> CoreClaim:
    """The core's claim of a kept one."""
    return CoreClaim(claim.pk, claim.key, claim.kind, claim.document, claim.fields,
                     tuple(CoreCitation(*c) for c in claim.citations), tuple(Reason(*w) for w in claim.why))


def _record(block: Block) -> Record:
    sources = [Source(texts.kept(p.reading.content, p.name), p.reading.way) for p in block.papers if p.reading]
    ids = {c.pk for c in block.claims}
    return resolve(sources, [core_claim(c) for c in block.claims], in_force(ids, {p.sha256 for p in block.papers}))


def touch(partnership: Partnership | None) -> None:
    """Say that a partnership's record must be made again."""
    if partnership is not None:
        Partnership.objects.filter(pk=partnership.pk).update(stale=True)


def bring_up(partnership: Partnership) -> None:
    """Make a partnership's projections again, writing only what changed."""
    with transaction.atomic():
        serialised(f"projection {partnership.pk}")
        wanted = _markings(partnership)
        Projection.objects.filter(partnership=partnership).exclude(marking__in=wanted).delete()
        for marking in wanted:
            projection, _ = Projection.objects.get_or_create(partnership=partnership, marking=marking)
            _write(projection, block(partnership, marking))
        Partnership.objects.filter(pk=partnership.pk).update(stale=False, generation=partnership.generation + 1)
    partnership.refresh_from_db()


def bring_up_all(*, everything: bool = False) -> int:
    """Make every stale projection again (everything: all of them, from nothing). How many partnerships."""
    found = Partnership.objects.all() if everything else Partnership.objects.filter(stale=True)
    count = 0
    for partnership in list(found):
        if everything:
            Projection.objects.filter(partnership=partnership).delete()
        bring_up(partnership)
        count += 1
    return count


def _markings(partnership: Partnership) -> list[int]:
    """The markings at which what is seen differs."""
    read = Paper.objects.filter(partnership=partnership, state=Paper.State.READ)
    lowest: dict[str, int] = {}
    for sha, marking in read.values_list("sha256", "marking"):
        lowest[sha] = min(marking, lowest.get(sha, marking))
    raised = Claim.objects.filter(document__in=list(lowest), marking__isnull=False).values_list("marking", flat=True)
    return sorted({*lowest.values(), *(m for m in raised if m is not None)})


def _write(projection: Projection, block: Block) -> None:
    record = _record(block)
    arrived = {c.pk: c.at for c in block.claims}
    sides = {p.sha256: p.reading.side for p in block.papers if p.reading}
    documents = {d.id: sides.get(d.sha256, "") for d in record.documents}
    wanted = [_row(projection, kind, fact, order, arrived, documents) for order, (kind, fact) in enumerate(_facts(record))]
    held = {f.fact: f for f in Fact.objects.filter(projection=projection).only("pk", "fact", "digest", "order")}
    keep = {w.fact for w in wanted}
    gone = [f.pk for f in held.values() if f.fact not in keep]
    changed = [w for w in wanted if w.fact in held and held[w.fact].digest != w.digest]
    moved = [held[w.fact] for w in wanted if w.fact in held and held[w.fact].digest == w.digest and held[w.fact].order != w.order]
    by_id = {w.fact: w for w in wanted}
    for row in moved:
        row.order = by_id[row.fact].order
    for row in changed:
        row.pk = held[row.fact].pk
    for part in _parts(gone):
        Fact.objects.filter(pk__in=part).delete()
    Fact.objects.bulk_update(moved, ["order"], batch_size=500)
    fields = [f.name for f in Fact._meta.concrete_fields if not f.primary_key and f.name not in ("projection", "fact")]
    Fact.objects.bulk_update(changed, fields, batch_size=100)
    Fact.objects.bulk_create(fresh := [w for w in wanted if w.fact not in held], batch_size=500)
    _index(projection, [*changed, *fresh])
    now = [d.model_dump(mode="json") for d in record.documents]
    if projection.documents != now or gone or changed or fresh:
        projection.documents, projection.made = now, timezone.now()
        projection.save(update_fields=["documents", "made"])


def _index(projection: Projection, rows: Sequence[Fact]) -> None:
    """Members, links and search entries of the facts that are new or changed."""
    for part in _parts([row.pk for row in rows]):
        FactClaim.objects.filter(fact__in=part).delete()
    members = [FactClaim(fact=row, projection=projection, claim=c) for row in rows for c in row.data["claims"]]
    for part in _parts([m.claim for m in members]):  # a claim that moved from an unchanged fact leaves nothing behind
        FactClaim.objects.filter(projection=projection, claim__in=part).delete()
    FactClaim.objects.bulk_create(members, batch_size=500)
    for part in _parts([row.pk for row in rows]):
        FactLink.objects.filter(fact__in=part).delete()
    FactLink.objects.bulk_create((FactLink(fact=row, projection=projection, other=other, role=role)
                                  for row in rows for role, other in named(row.data)), batch_size=500)
    indexing.facts(rows)


def named(data: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """The facts a fact names, each with the part it has in it."""
    for role in FactLink.ROLES:
        others = data.get(role) or []
        for other in dict.fromkeys([others] if isinstance(others, str) else others):
            yield role, other


def _parts(keys: Sequence[Any], size: int = 500) -> Iterable[Sequence[Any]]:
    return (keys[i : i + size] for i in range(0, len(keys), size))


def _facts(record: Record) -> Iterable[tuple[str, r.Fact]]:
    for name, kind in KINDS.items():
        for fact in getattr(record, name):
            yield kind, fact


def _row(projection: Projection, kind: str, fact: Any, order: int, arrived: dict[str, datetime],
         sides: dict[str, str]) -> Fact:
    """A fact as a row; it depends on nothing but what is kept."""
    data = fact.model_dump(mode="json")
    places = data.get("citations") or data.get("mentions") or []
    papers = {p["document"] for p in places}
    when = data.get("due") if kind == "undertaking" else data.get("date")
    start, end = days(when)
    times = [arrived[c] for c in data["claims"]]
    row = Fact(
        projection=projection, fact=fact.id, kind=kind, order=order, data=data, review=data["review"], told=len(papers),
        type=data.get("type") or data.get("kind") or data.get("act") or "", date=when or "", start=start, end=end,
        label=" ".join(str(data.get("name") or data.get("title") or data.get("text") or places[0]["quote"]).split()),
        states=spaced(data.get("states") or data.get("parties") or data.get("by") or [data.get("state")]),
        areas=spaced(data.get("areas") or []), force=data.get("force") or "",
        status=data.get("status") or data.get("answer") or "", mechanism=data.get("mechanism") or "",
        tellers=spaced(sorted({sides.get(p, "") for p in papers})), told_first=min(times), told_last=max(times),
    )
    row.digest = hashlib.sha256(canonical([
        data, row.told_first.isoformat(), row.told_last.isoformat(), row.tellers, row.told,
    ]).encode("utf-8", "surrogatepass")).hexdigest()
    return row


def spaced(codes: Iterable[str | None]) -> str:
    """Codes between spaces, so that one of them can be looked for whole (" AZ VN ")."""
    found = [c for c in codes if c]
    return f" {' '.join(found)} " if found else ""


def days(edtf: str | None) -> tuple[date | None, date | None]:
    """First and last day of an EDTF date, where it has them."""
    plain = (edtf or "").rstrip("?~%").removeprefix("../").removesuffix("/..")
    return bounds(plain) or (None, None)
