"""What each side's press told and left out: occasions one below the other, sides beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from servanda_site.register.models import Claim, Fact, FactClaim, Paper, Partnership, Projection
from servanda_site.register.visibility import Access
from servanda_site.web.quotes import place

_PAGE = 10
_KINDS = ("event", "instrument", "undertaking")
_LEADING = ("visit", "session", "signing", "meeting", "consultation", "call", "ceremony", "forum", "establishment")
_SOURCES = 12  # papers listed of one side
_FACTS = 60  # facts shown of one occasion
_QUOTES = 2  # tellings of one side shown of one fact


@dataclass(frozen=True, slots=True)
class Occasion:
    """Papers that tell the same. when: EDTF day of the first of them. papers: hash and side of each."""

    key: str
    when: str
    papers: tuple[tuple[str, str], ...]

    @property
    def sides(self) -> list[str]:
        """Whose press tells it."""
        return sorted({side for _, side in self.papers if side})


@dataclass(frozen=True, slots=True)
class Quote:
    """How one paper tells a fact. address: what leads from the paper's address to the words."""

    paper: Paper
    words: str
    place: str


@dataclass(slots=True)
class Cell:
    """What one side ("" unknown) says of a fact; more: tellings not shown."""

    side: str
    quotes: list[Quote] = field(default_factory=list)
    more: int = 0

    def add(self, quote: Quote) -> None:
        """Another telling; the same words in another paper are no other telling."""
        if any(q.words == quote.words for q in self.quotes):
            return
        if len(self.quotes) < _QUOTES:
            self.quotes.append(quote)
        else:
            self.more += 1


@dataclass(frozen=True, slots=True)
class Row:
    """A fact of an occasion. only: the one side that tells it where another tells of the occasion too."""

    fact: Fact
    cells: list[Cell]
    only: str
    elsewhere: list[str]


@dataclass(frozen=True, slots=True)
class Told:
    """An occasion as it is shown: the event it is named by, each side's papers, its facts. more: facts not shown."""

    occasion: Occasion
    event: Fact | None
    columns: list[str]
    papers: list[tuple[str, list[Paper]]]
    rows: list[Row]
    more: int

    @property
    def one_sided(self) -> str:
        """The one side whose press tells of the occasion at all."""
        sides = self.occasion.sides
        return sides[0] if len(sides) == 1 else ""

    @property
    def first(self) -> Paper | None:
        """The paper by whose headline occasions of one visit are told apart."""
        return next((paper for _, papers in self.papers for paper in papers), None)

    @property
    def alone(self) -> int:
        """How many facts one side alone tells."""
        return sum(bool(row.only) for row in self.rows)


def tellings(request: HttpRequest, states: str) -> HttpResponse:
    """The page."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    projection = access.projection(partnership)
    if projection is None:
        raise Http404
    found = occasions(projection)
    both = request.GET.get("told") == "both"
    page = Paginator([o for o in found if len(o.sides) > 1] if both else found, _PAGE).get_page(request.GET.get("page"))
    return render(request, "partnership/tellings.html", {
        "partnership": partnership, "page": page, "both": both, "all": len(found), "shared": sum(len(o.sides) > 1 for o in found),
        "told": _told(access, partnership, projection, list(page.object_list)),
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


def _columns(partnership: Partnership, occasion: Occasion) -> list[str]:
    """The sides beside each other: ours first, then theirs, then who else tells ("" where that is not known)."""
    own = sorted(partnership.codes, key=lambda c: c != partnership.ours)
    return own + sorted({side for _, side in occasion.papers if side not in own}, key=lambda s: (not s, s))


def _told(access: Access, partnership: Partnership, projection: Projection, shown: Sequence[Occasion]) -> list[Told]:
    hashes = [sha for o in shown for sha, _ in o.papers]
    papers = access.papers_of(hashes)
    cited = Claim.objects.filter(document__in=hashes, kind__in=_KINDS)
    claims = {c.pk: c for c in cited.only("pk", "document", "citations")}
    members = FactClaim.objects.filter(projection=projection, claim__in=cited.values("pk")).values_list("fact", "claim")
    by_document: dict[str, list[tuple[int, Claim]]] = {}
    for fact, claim in members:
        if claim in claims and claims[claim].citations:
            by_document.setdefault(claims[claim].document, []).append((fact, claims[claim]))
    facts = {f.pk: f for f in Fact.objects.filter(pk__in={f for rows in by_document.values() for f, _ in rows}).defer("digest")}
    return [_occasion(o, _columns(partnership, o), papers, by_document, facts) for o in shown]


def _occasion(occasion: Occasion, columns: list[str], papers: Mapping[str, Paper],
              by_document: Mapping[str, list[tuple[int, Claim]]], facts: Mapping[int, Fact]) -> Told:
    cells: dict[int, list[Cell]] = {}
    weight: Counter[int] = Counter()
    for sha, side in occasion.papers:
        for fact, claim in by_document.get(sha, ()):
            if fact in facts and sha in papers:
                _text, start, _end, words = claim.citations[0]
                held = cells.setdefault(fact, [Cell(column) for column in columns])
                held[columns.index(side)].add(Quote(papers[sha], " ".join(words.split()), place(start, claim.pk)))
                weight[fact] += 1
    rows = [_row(facts[f], held, occasion) for f, held in cells.items()]
    rows.sort(key=lambda r: (_KINDS.index(r.fact.kind), r.fact.order))
    events = [r.fact for r in rows if r.fact.kind == "event"]
    events.sort(key=lambda e: (_LEADING.index(e.type) if e.type in _LEADING else 99, -weight[e.pk], e.order))
    listed = [(column, [papers[sha] for sha, side in occasion.papers if side == column and sha in papers][:_SOURCES])
              for column in columns]
    return Told(occasion, events[0] if events else None, columns, listed, rows[:_FACTS], max(0, len(rows) - _FACTS))


def _row(fact: Fact, cells: list[Cell], occasion: Occasion) -> Row:
    tell = [cell.side for cell in cells if cell.quotes]
    only = tell[0] if len(tell) == 1 and tell[0] and len(occasion.sides) > 1 else ""
    elsewhere = [side for side in fact.tellers.split() if side not in tell] if only else []
    return Row(fact, cells, only, elsewhere)
