"""Claims and judgements to the rows that pages show: `resolve`, block by block (one partnership, one clearance).

A projection follows from kept tables alone; making it again from nothing gives the same rows (`servanda rebuild`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from threading import Lock
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Aggregate, F, Q, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from servanda.claims import Citation as CoreCitation
from servanda.claims import Claim as CoreClaim
from servanda.claims import Why
from servanda.reading.text import Text
from servanda.reconciliation import Record
from servanda.reconciliation.assemble import Arrangement
from servanda.reconciliation.dates import bounds
from servanda.reconciliation.resolve import arrange
from servanda.reconciliation.source import Source
from servanda.reconciliation.typed import held_date
from servanda_site import __version__
from servanda_site.register import indexing, texts
from servanda_site.register.judging import in_force
from servanda_site.register.locks import serialised
from servanda_site.register.made import record_made
from servanda_site.register.models import Claim, Fact, FactClaim, FactLink, Paper, Partnership, Projection
from servanda_site.register.validating import DATES
from servanda_site.register.visibility import Access

_TEXT = TextField()
KINDS = {"entities": "entity", "events": "event", "instruments": "instrument", "mechanisms": "mechanism",
         "undertakings": "undertaking"}


class Read(NamedTuple):
    """What a projection takes of a paper. content: the hash its text is kept under (None: it has none); side: who tells it."""

    sha256: str
    name: str
    content: str | None
    way: str
    side: str


@dataclass(frozen=True, slots=True)
class Block:
    """What one projection is made from: papers and claims in the order they came."""

    papers: Sequence[Read]
    claims: Sequence[CoreClaim]

    @property
    def documents(self) -> list[str]:
        """The papers' hashes."""
        return [p.sha256 for p in self.papers]


def record_of(partnership: Partnership, marking: int) -> Record:
    """The record of a partnership for a clearance, from kept tables alone."""
    return _arranged(block(partnership, marking)).record()


def record_seen(access: Access, partnership: Partnership) -> Record:
    """The record of a partnership as a person sees it, from the rows kept for their clearance."""
    projection = access.projection(partnership)
    documents = Projection.objects.values_list("documents", flat=True).get(pk=projection.pk) if projection else []
    held: dict[str, list[Any]] = {name: [] for name in KINDS}
    names = {kind: name for name, kind in KINDS.items()}
    for kind, data in access.facts(partnership).order_by("order").values_list("kind", "data").iterator(chunk_size=1000):
        held[names[kind]].append(data)
    return Record.model_validate({"documents": documents, **held})


def block(partnership: Partnership, marking: int) -> Block:
    """The papers and claims somebody of a clearance may see in a partnership. A document brought in twice counts once."""
    read = Paper.objects.filter(partnership=partnership, state=Paper.State.READ, marking__lte=marking)
    found = read.order_by("pk").values_list("sha256", "name", "reading__content", "reading__way", "reading__side", "side_said")
    papers: dict[str, Read] = {}
    for row in found:
        papers.setdefault(row[0], Read(*row[:4], side=row[4] if row[5] is None else row[5]))
    counted = (Q(marking=None) | Q(marking__lte=marking)) & (Q(current=True) | Q(decision__in=("confirmed", "corrected")))
    # still read (or decided on by a person), and seen at this clearance
    rows = Claim.objects.filter(counted, document__in=read.values("sha256")).order_by().values_list("document").annotate(
        claims=_Listed(Concat(Cast("pk", _TEXT), Value("@", _TEXT), Cast("at", _TEXT))))
    listed = {sha: ",".join(sorted(claims.split(","))) for sha, claims in rows}  # a database lists them as it likes
    told = _CLAIMS.get(listed)
    return Block(list(papers.values()), [claim for sha in papers for claim in told.get(sha, ())])


class _Listed(Aggregate):
    """Texts in one, between commas."""

    function = "GROUP_CONCAT"
    output_field = _TEXT

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """The same on PostgreSQL."""
        return self.as_sql(compiler, connection, function="STRING_AGG", template="%(function)s(%(expressions)s, ',')", **more)


class _Claims:
    """The claims made use of last, as the core has them: a claim once kept never changes, and a record that one paper is added
    to is made of the same claims as before. Known by document, ids and times of keeping, so that no other database's are meant.
    """

    def __init__(self, most: int) -> None:
        self._most, self._count = most, 0
        self._held: dict[tuple[str, str], tuple[CoreClaim, ...]] = {}
        self._lock = Lock()

    def get(self, listed: Mapping[str, str]) -> dict[str, tuple[CoreClaim, ...]]:
        """The claims of each document that are listed ("id@time", between commas), in order."""
        with self._lock:
            found = {key[0]: self._held[key] for key in listed.items() if key in self._held}
        read = _read_claims({pk.partition("@")[0] for sha in listed if sha not in found for pk in listed[sha].split(",")})
        with self._lock:
            for sha in listed:  # the latest used come last
                held = self._held.pop((sha, listed[sha]), ())
                self._held[sha, listed[sha]] = found[sha] = found.get(sha) or tuple(read[sha])
                self._count += len(found[sha]) - len(held)
            while self._count > self._most and len(self._held) > len(listed):
                self._count -= len(self._held.pop(next(iter(self._held))))
        return found


def _read_claims(ids: Collection[str]) -> dict[str, list[CoreClaim]]:
    """The claims of these ids, by document: what was read before what was entered by hand, in the order of the text."""
    rows: list[tuple[Any, ...]] = []
    for part in _parts(sorted(ids), 5000):
        rows += Claim.objects.filter(pk__in=part).order_by().values_list(
            "document", "by", "order", "pk", "key", "kind", "fields", "citations", "why")
    found: dict[str, list[CoreClaim]] = defaultdict(list)
    for document, by, _, pk, key, kind, fields, citations, why in sorted(rows, key=lambda row: (row[1] is not None, *row[2:4])):
        if by is not None:
            fields = with_days_there_are(fields)
        found[document].append(CoreClaim(pk, key, kind, document, fields, tuple(CoreCitation(*c) for c in citations),
                                         tuple(Why(*w) for w in why)))
    return found


def with_days_there_are(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a fact added by hand, without dates of days that do not exist: earlier versions took them."""
    return {name: held_date(value) if name in DATES and isinstance(value, str) else value for name, value in fields.items()}


_CLAIMS = _Claims(40_000)


def _arranged(block: Block) -> Arrangement:
    sources = [Source(_told_by(texts.kept(p.content, p.name), p.side), p.way) for p in block.papers if p.content is not None]
    return arrange(sources, block.claims, in_force([c.id for c in block.claims], block.documents))


def _told_by(text: Text, side: str) -> Text:
    """A text with the side that somebody said it tells."""
    return text if (text.side or "") == (side or "") else replace(text, side=side or None)


def touch(partnership: Partnership | None) -> None:
    """Say that a partnership's record must be made again."""
    if partnership is not None:
        Partnership.objects.filter(pk=partnership.pk).update(stale=True)


def bring_up(partnership: Partnership) -> None:
    """Make a partnership's projections again, writing only what changed."""
    with transaction.atomic():
        # first, so that whoever changes something meanwhile waits here and leaves it stale again
        Partnership.objects.filter(pk=partnership.pk).update(stale=False, generation=F("generation") + 1)
        serialised(f"projection {partnership.pk}")
        wanted = _markings(partnership)
        Projection.objects.filter(partnership=partnership).exclude(marking__in=wanted).delete()
        for marking in wanted:
            projection, _ = Projection.objects.get_or_create(partnership=partnership, marking=marking)
            _write(projection, block(partnership, marking))
        transaction.on_commit(partial(record_made.send_robust, Projection, partnership=partnership.pk), robust=True)
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
    raised = Claim.objects.filter(document__in=read.values("sha256"), marking__isnull=False).values_list("marking", flat=True)
    return sorted({*lowest.values(), *(m for m in raised if m is not None)})


def _write(projection: Projection, block: Block) -> None:
    """Bring the rows of a projection to what its block says now: only facts that would differ are written out."""
    arranged = _arranged(block)
    place = {c.id: n for n, c in enumerate(block.claims)}
    tellers = {p.sha256: p.side for p in block.papers if p.content is not None}
    held = {fact: (pk, seal, order) for pk, fact, seal, order in
            Fact.objects.filter(projection=projection).values_list("pk", "fact", "digest", "order")}
    moved: list[Fact] = []
    written: list[tuple[int | None, str, int, Sequence[str]]] = []
    for group in arranged.groups:
        seal, order = _seal(arranged, group, tellers), place[group[0]]
        pk, before, was = held.pop(group[0], (None, "", -1))
        if before != seal:
            written.append((pk, seal, order, group))
        elif was != order:
            moved.append(Fact(pk=pk, order=order))
    arrived = _arrived([member for *_, group in written for member in group])
    changed, fresh = [], []
    for pk, seal, order, group in written:
        row = _row(projection, arranged, group, order, arrived, tellers)
        row.pk, row.digest = pk, seal
        (fresh if pk is None else changed).append(row)
    gone = [pk for pk, _, _ in held.values()]
    for part in _parts(gone):
        Fact.objects.filter(pk__in=part).delete()
    Fact.objects.bulk_update(moved, ["order"], batch_size=500)
    fields = [f.name for f in Fact._meta.concrete_fields if not f.primary_key and f.name not in ("projection", "fact")]
    Fact.objects.bulk_update(changed, fields, batch_size=100)
    Fact.objects.bulk_create(fresh, batch_size=500)
    _index(projection, [*changed, *fresh], {s.text.document: s.text.language for s in arranged.sources})
    now = [d.model_dump(mode="json") for d in arranged.described()]
    if projection.documents != now or gone or changed or fresh:
        projection.documents, projection.made = now, timezone.now()
        projection.save(update_fields=["documents", "made"])


def _seal(arranged: Arrangement, group: Sequence[str], tellers: Mapping[str, str]) -> str:
    """A digest of everything a row follows from."""
    sides = [tellers.get(arranged.claims[member].document, "") for member in group]
    return arranged.signature(group, __version__, *sides)


def _arrived(claims: Sequence[str]) -> dict[str, datetime]:
    """When each claim came."""
    rows = (Claim.objects.filter(pk__in=part).order_by().values_list("pk", "at") for part in _parts(claims, 5000))
    return {pk: at for part in rows for pk, at in part}


def _index(projection: Projection, rows: Sequence[Fact], languages: Mapping[str, str | None]) -> None:
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
    indexing.facts(rows, languages)


def named(data: dict[str, Any]) -> Iterable[tuple[str, str]]:
    """The facts a fact names, each with the part it has in it."""
    for role in FactLink.ROLES:
        others = data.get(role) or []
        for other in dict.fromkeys([others] if isinstance(others, str) else others):
            yield role, other


def _parts(keys: Sequence[Any], size: int = 500) -> Iterable[Sequence[Any]]:
    return (keys[i : i + size] for i in range(0, len(keys), size))


def _row(projection: Projection, arranged: Arrangement, group: Sequence[str], order: int, arrived: Mapping[str, datetime],
         tellers: Mapping[str, str]) -> Fact:
    """A fact as a row; it depends on nothing but what is kept."""
    kind = arranged.claims[group[0]].kind
    data = arranged.fact(group).model_dump(mode="json")
    places = data.get("citations") or data.get("mentions") or []
    documents = {arranged.claims[member].document for member in group}
    when = data.get("due") if kind == "undertaking" else data.get("date")
    start, end = days(when)
    times = [arrived[member] for member in group]
    return Fact(
        projection=projection, fact=group[0], kind=kind, order=order, data=data, review=data["review"], told=len(documents),
        type=data.get("type") or data.get("kind") or data.get("act") or "", date=when or "", start=start, end=end,
        label=" ".join(str(data.get("name") or data.get("title") or data.get("text") or places[0]["quote"]).split()),
        states=spaced(data.get("states") or data.get("parties") or data.get("by") or [data.get("state")]),
        areas=spaced(data.get("areas") or []), force=data.get("force") or "",
        status=data.get("status") or data.get("answer") or "", mechanism=data.get("mechanism") or "",
        tellers=spaced(sorted({tellers.get(d, "") for d in documents})), told_first=min(times), told_last=max(times),
    )


def spaced(codes: Iterable[str | None]) -> str:
    """Codes between spaces, so that one of them can be looked for whole (" AZ VN ")."""
    found = [c for c in codes if c]
    return f" {' '.join(found)} " if found else ""


def days(edtf: str | None) -> tuple[date | None, date | None]:
    """First and last day of an EDTF date, where it has them."""
    plain = (edtf or "").rstrip("?~%").removeprefix("../").removesuffix("/..")
    return bounds(plain) or (None, None)
