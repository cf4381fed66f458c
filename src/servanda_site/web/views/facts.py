"""The page of one fact: what it says, who tells it in which words, what was decided about it, what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from servanda.publishing.values import Values, differing
from servanda.reconciliation import record as r
from servanda_site.register import dossiers
from servanda_site.register.models import Claim, Fact, FactClaim, Judgement, LogEntry, Paper, Role
from servanda_site.register.persons import elsewhere
from servanda_site.register.places import place_label
from servanda_site.register.visibility import Access
from servanda_site.web.followed import of_fact
from servanda_site.web.quotes import by_paper, source
from servanda_site.web.templatetags.facts import heading
from servanda_site.web.templatetags.record import why, words

_SHOWN: dict[str, tuple[str, ...]] = {
    "entity": ("type", "state", "names"), "event": ("type", "date", "place", "states", "status", "ordinal"),
    "instrument": ("type", "parties", "date", "status", "names"), "mechanism": ("kind", "states", "status", "names"),
    "undertaking": ("by", "act", "force", "areas", "due", "target", "answer"),
}
_NAMED = ("speaker", "event", "instrument", "mechanism", "part_of", "participants")
_UNTOLD = ("names", *_NAMED)  # what is no statement of a source in its own words
_SOURCES = 20  # papers on a page
_REASONS = 8
_HISTORY = 200


@dataclass(frozen=True, slots=True)
class Telling:
    """What papers of one side say of one property. papers: those that say so."""

    value: str
    papers: list[Paper]


def fact(request: HttpRequest, identity: str) -> HttpResponse:
    """One fact; the id of a fact that was merged leads to the one it is part of now."""
    access: Access = request.access  # type: ignore[attr-defined]
    found = access.fact(identity)
    if found.fact != identity:
        return redirect("fact", identity=found.fact)
    claims = dossiers.claims_of([found])[found.pk]
    papers = access.papers_of({c.document for c in claims})
    named = dossiers.named([found])
    values = Values(words())
    values.names |= {key: heading(other) for key, other in named.items()}
    page = Paginator(by_paper(claims, papers), _SOURCES).get_page(request.GET.get("page"))
    partnership = found.projection.partnership
    return render(request, "facts/fact.html", {
        "fact": found, "partnership": partnership, "page": page, "sources": [source(*told) for told in page.object_list],
        "properties": _properties(found, values), "named": _named(found, named), "tellings": _tellings(found, papers, values),
        "merged": _merged(found, claims, papers), "tenures": dossiers.tenures(claims, papers) if found.type == "person" else [],
        "elsewhere": elsewhere(access, found) if found.type == "person" else [],
        "history": _history(access, found, claims, values), "groups": _related(found),
        "reasons": list(dict.fromkeys(why(reason) for reason in found.data.get("why", [])))[:_REASONS],
        "may_judge": access.may(Role.OFFICER, partnership), "by_hand": [c for c in claims if c.by_id is not None],
        **of_fact(access, found, named, claims, papers),
    })


def _properties(found: Fact, values: Values) -> list[tuple[str, str]]:
    """The properties that are told, each in words."""
    told = [(name, found.data.get(name)) for name in _SHOWN[found.kind]]
    return [(name, place_label(value, values.words.tag) if name == "place" else values(found.kind, name, value))
            for name, value in told
            if value not in (None, [], "") and not (name == "names" and len(value) < 2)]


def _named(found: Fact, named: dict[str, Fact]) -> list[tuple[str, list[Fact]]]:
    """The facts this one names, by the part they have in it."""
    rows = []
    for role in _NAMED:
        given = found.data.get(role) or []
        others = [named[o] for o in ([given] if isinstance(given, str) else given) if o in named]
        if others:
            rows.append((role, others))
    return rows


def _tellings(found: Fact, papers: dict[str, Paper], values: Values) -> dict[str, Any]:
    """Where sources differ: a row for each property, a column for each side, its values with the papers that give them."""
    by_id = {f"d-{sha[:12]}": paper for sha, paper in papers.items()}
    told = [r.Telling(t["property"], t["value"], r.Place(**t["citation"])) for t in found.data.get("tellings", [])]
    against = set(differing(r.Fact(id=found.fact, tellings=told)))
    rows: dict[str, dict[str, list[Telling]]] = {}
    sides: set[str] = set()
    for telling in told:
        paper = by_id.get(telling.citation.document)
        if paper is None or telling.property in _UNTOLD:
            continue
        side = paper.side
        sides.add(side)
        listed = rows.setdefault(telling.property, {}).setdefault(side, [])
        said = values(found.kind, telling.property, telling.value)
        same = next((t for t in listed if t.value == said), None)
        if same is None:
            listed.append(Telling(said, [paper]))
        elif paper not in same.papers and len(same.papers) < _SOURCES:
            same.papers.append(paper)
    order = sorted(sides, key=lambda s: (not s, s))
    shown = [(name, name in against, [cells.get(s, []) for s in order]) for name, cells in rows.items()
             if len({t.value for listed in cells.values() for t in listed}) > 1]
    return {"sides": order, "rows": sorted(shown, key=lambda row: not row[1])}


def _merged(found: Fact, claims: list[Claim], papers: dict[str, Paper]) -> list[dict[str, Any]]:
    """What was joined into this fact, in its words, and why."""
    by_id = {c.pk: c for c in claims}
    rows = []
    for merge in dossiers.merges(found)[:50]:
        claim = by_id.get(merge.other)
        if claim is not None and claim.citations:
            rows.append({"claim": claim, "paper": papers.get(claim.document), "quote": " ".join(claim.citations[0][3].split()),
                         "percent": round(100 * merge.score), "reasons": merge.reasons})
    return rows


def _related(found: Fact) -> list[tuple[str, list[Fact]]]:
    """The facts that name this one, by kind."""
    groups: dict[str, list[Fact]] = {}
    roles = {"entity": ("participants", "speaker"), "event": ("event", "part_of"), "mechanism": ("mechanism",),
             "instrument": ("instrument",)}.get(found.kind, ())
    for other in dossiers.naming(found, roles) if roles else ():
        groups.setdefault(other.kind, []).append(other)
    return list(groups.items())


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of a fact's history. what: verdict or action. changes: (property, before, after)."""

    at: Any
    who: str
    what: str
    reason: str
    quote: str
    changes: list[tuple[str, str, str]]
    confirmed: str = ""
    confirmed_at: Any = None


def _history(access: Access, found: Fact, claims: list[Claim], values: Values) -> list[Decision]:
    """Every decision on what the fact is made of, the newest first; what only restricted papers tell stays out."""
    members = FactClaim.objects.filter(fact=found.pk).values("claim")
    rows = list(Judgement.objects.filter(Q(claim__in=members) | Q(other__in=members)).select_related("who", "confirmed_by")
                .order_by("-order")[:_HISTORY])
    pairs = {c for row in rows if row.other for c in (row.claim, row.other)}
    seen = {c.pk: c for c in Claim.objects.filter(pk__in=FactClaim.objects.filter(
        projection=found.projection_id, claim__in=pairs).values("claim"))}
    known = {c.pk: c for c in claims} | seen
    told = [_decision(row, known, found.kind, values) for row in rows if not row.other or {row.claim, row.other} <= set(seen)]
    logged = access.log().filter(target__in=[f"claim:{c.pk}" for c in claims], action__in=("add", "mark"))[:_HISTORY]
    told += [_logged(entry) for entry in logged]
    return sorted(told, key=lambda d: d.at, reverse=True)


def _decision(row: Judgement, known: dict[str, Claim], kind: str, values: Values) -> Decision:
    claim = known.get(row.claim)
    before = claim.fields if claim else {}
    changed = row.value if row.verdict == "correct" and isinstance(row.value, dict) else {}
    changes = [(name, values(kind, name, before.get(name)), values(kind, name, value)) for name, value in changed.items()]
    other = known.get(row.other)
    quoted = _cited(other) if other is not None else row.quote
    what = row.verdict + ("-pair" if row.other and row.verdict == "withdraw" else "")
    return Decision(row.at, str(row.who), what, row.reason, " ".join(quoted.split()), changes,
                    str(row.confirmed_by) if row.confirmed_by else "", row.confirmed_at)


def _logged(entry: LogEntry) -> Decision:
    payload = entry.payload or {}
    return Decision(entry.at, entry.who_name, entry.action, payload.get("why") or "", "", [])


def _cited(claim: Claim) -> str:
    return claim.citations[0][3] if claim.citations else ""


