"""What each side's press told and left out: occasions one below the other, sides beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from servanda_site.register.models import Claim, Fact, FactClaim, Paper, Partnership, Projection
from servanda_site.register.visibility import Access

_PAGE = 10
_KINDS = ("event", "instrument", "undertaking")
_LEADING = ("visit", "session", "signing", "meeting", "consultation", "call", "ceremony", "forum", "establishment")
_SOURCES = 12  # papers listed of one side
_FACTS = 60  # facts shown of one occasion


@dataclass(frozen=True, slots=True)
class Occasion:
    """Papers that tell the same. when: EDTF day of the first of them."""

    key: str
    when: str
    papers: tuple[tuple[str, str], ...]  # hash and side

    @property
    def sides(self) -> set[str]:
        """Whose press tells it."""
        return {side for _, side in self.papers if side}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one side says of a fact: the words and the paper of each telling."""

    quotes: list[tuple[Paper, str, int]]


@dataclass(frozen=True, slots=True)
class Row:
    """A fact of an occasion. only: the one side that tells it where another tells of the occasion too."""

    fact: Fact
    cells: list[Cell]
    only: str
    elsewhere: list[str]


@dataclass(frozen=True, slots=True)
class Told:
    """An occasion as it is shown: its name and facts, and each side's papers."""

    occasion: Occasion
    event: Fact | None
    papers: list[list[Paper]]
    rows: list[Row]
    more: int


def tellings(request: HttpRequest, states: str) -> HttpResponse:
    """The page."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    projection = access.projection(partnership)
    assert projection is not None  # noqa: S101 - a partnership that may be seen has one
    found = occasions(projection)
    both = request.GET.get("told") == "both"
    page = Paginator([o for o in found if len(o.sides) > 1] if both else found, _PAGE).get_page(request.GET.get("page"))
    columns = _columns(partnership, page.object_list)
    return render(request, "partnership/tellings.html", {
        "partnership": partnership, "page": page, "columns": columns, "both": both, "all": len(found),
        "shared": sum(len(o.sides) > 1 for o in found), "told": _told(access, projection, list(page.object_list), columns),
    })


def occasions(projection: Projection) -> tuple[Occasion, ...]:
    """The occasions of a record, the latest first (kept in memory until the record changes)."""
    return _occasions(projection.pk, projection.made.isoformat())


@lru_cache(maxsize=16)
def _occasions(key: int, made: str) -> tuple[Occasion, ...]:
    documents = Projection.objects.values_list("documents", flat=True).filter(pk=key).first() or []
    grouped: dict[str, list[tuple[str, str, str]]] = {}
    for d in documents:
        grouped.setdefault(d["story"] or d["id"], []).append((d["published"] or "", d["sha256"], d["side"] or ""))
    found = [Occasion(name, min((w for w, _, _ in rows if w), default=""), tuple((sha, side) for _, sha, side in rows))
             for name, rows in grouped.items()]
    return tuple(sorted(found, key=lambda o: o.when, reverse=True))


def _columns(partnership: Partnership, shown: Sequence[Occasion]) -> list[str]:
    """The sides beside each other: ours first, then theirs, then who else tells ("" where that is not known)."""
    own = sorted(partnership.codes, key=lambda c: c != partnership.ours)
    others = sorted({side for o in shown for _, side in o.papers if side not in own}, key=lambda s: (not s, s))
    return own + others


def _told(access: Access, projection: Projection, shown: Sequence[Occasion], columns: list[str]) -> list[Told]:
    hashes = [sha for o in shown for sha, _ in o.papers]
    papers = access.papers_of(hashes)
    claims = {pk: (document, citations) for pk, document, citations in Claim.objects.filter(
        document__in=hashes, kind__in=_KINDS).values_list("pk", "document", "citations")}
    members = FactClaim.objects.filter(projection=projection, fact__kind__in=_KINDS, claim__in=Claim.objects.filter(
        document__in=hashes, kind__in=_KINDS).values("pk")).values_list("fact", "claim")
    by_document: dict[str, list[tuple[int, str]]] = {}
    for fact, claim in members:
        if claim in claims:
            by_document.setdefault(claims[claim][0], []).append((fact, claim))
    facts = {f.pk: f for f in Fact.objects.filter(pk__in={f for rows in by_document.values() for f, _ in rows}).defer("digest")}
    return [_occasion(o, columns, papers, by_document, facts, {c: v[1] for c, v in claims.items()}) for o in shown]


def _occasion(occasion: Occasion, columns: list[str], papers: Mapping[str, Paper],
              by_document: Mapping[str, list[tuple[int, str]]], facts: Mapping[int, Fact],
              citations: Mapping[str, list[list[object]]]) -> Told:
    quotes: dict[int, list[list[tuple[Paper, str, int]]]] = {}
    for sha, side in occasion.papers:
        for fact, claim in by_document.get(sha, ()):
            if fact in facts and sha in papers and citations[claim]:
                _text, start, _end, words = citations[claim][0]
                cells = quotes.setdefault(fact, [[] for _ in columns])
                cells[columns.index(side)].append((papers[sha], " ".join(str(words).split()), int(str(start))))
    rows = [_row(facts[f], cells, columns, occasion) for f, cells in quotes.items()]
    rows.sort(key=lambda r: (_KINDS.index(r.fact.kind), r.fact.order))
    events = [r.fact for r in rows if r.fact.kind == "event"]
    weight = Counter({f: sum(len(c) for c in quotes[f]) for f in quotes})
    events.sort(key=lambda e: (_LEADING.index(e.type) if e.type in _LEADING else 99, -weight[e.pk], e.order))
    listed = [[papers[sha] for sha, side in occasion.papers if side == column and sha in papers][:_SOURCES] for column in columns]
    return Told(occasion, events[0] if events else None, listed, rows[:_FACTS], max(0, len(rows) - _FACTS))


def _row(fact: Fact, cells: list[list[tuple[Paper, str, int]]], columns: list[str], occasion: Occasion) -> Row:
    tell = [column for column, cell in zip(columns, cells, strict=True) if cell]
    only = tell[0] if len(tell) == 1 and tell[0] and len(occasion.sides) > 1 else ""
    elsewhere = [side for side in fact.tellers.split() if side not in tell] if only else []
    return Row(fact, [Cell(cell[:3]) for cell in cells], only, elsewhere)
