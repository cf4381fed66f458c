"""Everything readable, and every decision, over HTTP. The description is at /api/v1/openapi.json (OpenAPI 3.1)."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Query
from ninja.throttling import AuthRateThrottle

from servanda.publishing.linked import graph
from servanda.reconciliation import Record
from servanda_site import __version__
from servanda_site.api import problems
from servanda_site.api import schemas as s
from servanda_site.api.authentication import scope
from servanda_site.api.bodies import router as bodies
from servanda_site.api.delegations import router as delegations
from servanda_site.api.follow import router as follow
from servanda_site.api.histories import router as histories
from servanda_site.api.invitations import router as invitations
from servanda_site.api.inviting import router as inviting
from servanda_site.api.judging import router as judging
from servanda_site.api.papers import router as papers
from servanda_site.api.parts import Cursor, Identity, Many, Slug
from servanda_site.api.planned import router as planned
from servanda_site.api.published import router as published
from servanda_site.api.sessions import router as sessions
from servanda_site.api.telling import router as telling
from servanda_site.api.texts import router as lives
from servanda_site.api.tied import router as tied
from servanda_site.api.visits import router as visits
from servanda_site.api.workbooks import router as workbooks
from servanda_site.register import dossiers
from servanda_site.register.actions import members
from servanda_site.register.models import Fact, Partnership, Role
from servanda_site.register.projecting import record_seen
from servanda_site.register.searching import SECTIONS, search


class Api(NinjaAPI):
    """The API: answers may be kept by their asker alone, and only after asking again (ETag)."""

    def create_response(self, request: HttpRequest, data: Any, **more: Any) -> HttpResponse:
        """An answer with its caching rule."""
        response = super().create_response(request, data, **more)
        response["Cache-Control"] = "private, no-cache"
        response["Vary"] = "Authorization, Cookie"
        return response

    def get_openapi_schema(self, **more: Any) -> Any:
        """The description, with the problems any operation may answer."""
        described = super().get_openapi_schema(**more)
        described["components"].setdefault("schemas", {})["Problem"] = problems.SCHEMA
        body = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for operations in described["paths"].values():
            for operation in operations.values():
                for status, title in problems.TITLES.items():
                    operation["responses"].setdefault(status, {"description": title, "content": body})
        return described


api = Api(
    title="Servanda", version=__version__, urls_namespace="api", throttle=[AuthRateThrottle("600/m")],
    description="The register of a bilateral partnership: papers, what they say with its sources, and what people decided. "
                "Ids are stable: an id that was merged into another answers with that one.",
    docs_url=None,
)
problems.register(api)


def _read(path: str, **more: Any) -> Any:
    return api.get(path, auth=scope("read"), **more)


def _partnership(p: Partnership, facts: dict[str, int]) -> dict[str, Any]:
    return {"id": "-".join(p.codes), "states": p.codes, "ours": p.ours or None, "facts": facts}


def _fact(f: Fact) -> dict[str, Any]:
    return {"id": f.fact, "kind": f.kind, "partnership": "-".join(f.projection.partnership.codes), "review": f.review,
            "told_first": f.told_first, "told_last": f.told_last, "tellers": f.tellers.split(), "data": dossiers.shown(f)}


@_read("/partnerships", response=list[s.PartnershipOut])
def partnerships(request: HttpRequest) -> Any:
    """The partnerships you may see, each with how many facts of each kind."""
    access = request.access  # type: ignore[attr-defined]
    counts = dossiers.of_kinds(access, access.partnerships)
    return [_partnership(p, counts.get(p.pk, {})) for p in access.partnerships]


@_read("/partnerships/{slug}/record")
def record(request: HttpRequest, slug: str = Slug) -> HttpResponse:
    """The whole record of a partnership as you may see it: the JSON of docs/reference/record.md."""
    return _plain(_record(request, slug).to_json(), "application/json")


@_read("/partnerships/{slug}/record.jsonld")
def linked(request: HttpRequest, slug: str = Slug) -> HttpResponse:
    """The same as JSON-LD."""
    return _plain(json.dumps(graph(_record(request, slug)), ensure_ascii=False), "application/ld+json")


def _record(request: HttpRequest, slug: str) -> Record:
    access = request.access  # type: ignore[attr-defined]
    return record_seen(access, access.partnership(slug))


def _plain(body: str, media: str) -> HttpResponse:
    response = HttpResponse(body, content_type=f"{media}; charset=utf-8")
    response["Cache-Control"] = "private, no-cache"
    return response


@_read("/facts", response=s.FactPage)
def facts(request: HttpRequest, partnership: str | None = Query(None, max_length=100),
          kind: str | None = Query(None, max_length=16), type: str | None = Query(None, max_length=40),
          by: str | None = Query(None, max_length=8), area: str | None = Query(None, max_length=40),
          force: str | None = Query(None, max_length=24),
          after: str | None = Cursor, limit: int = Many) -> Any:
    """Facts, in the order of their partnerships' records. `by`: a state; `area`: a field of cooperation."""
    access = request.access  # type: ignore[attr-defined]
    found = access.facts(access.partnership(partnership) if partnership else None)
    wanted = {"kind": kind, "type": type, "force": force}
    found = found.filter(**{k: v for k, v in wanted.items() if v})
    found = found.filter(states__contains=f" {by} ") if by else found
    found = found.filter(areas__contains=f" {area} ") if area else found
    found = found.filter(pk__gt=int(after)) if after else found
    rows = list(found.order_by("pk")[: limit + 1])
    return {"items": [_fact(f) for f in rows[:limit]], "next": str(rows[limit - 1].pk) if len(rows) > limit else None}


@_read("/facts/{identity}", response=s.FactOut)
def fact(request: HttpRequest, identity: str = Identity) -> Any:
    """One fact; an id that was merged into another answers with that one."""
    return _fact(request.access.fact(identity))  # type: ignore[attr-defined]


@_read("/search", response=list[s.HitOut])
def find(request: HttpRequest, q: str = Query(..., max_length=300), kind: str | None = Query(None, max_length=16),
         limit: int = Query(10, ge=1, le=50)) -> Any:
    """Papers and facts with all these words, in any form; "quoted words" together."""
    results = search(request.access, q, kinds=(kind,) if kind else SECTIONS, each=limit)  # type: ignore[attr-defined]
    return [
        {"kind": hit.entry.kind, "fact": hit.entry.fact.fact if hit.entry.fact else None, "paper": hit.entry.paper_id,
         "start": hit.entry.start, "end": hit.entry.end, "pieces": [{"words": w, "hit": h} for w, h in hit.pieces]}
        for section in results.sections for hit in section.hits
    ]


@_read("/log", response=s.LogPage)
def log(request: HttpRequest, after: str | None = Cursor, limit: int = Many) -> Any:
    """The log as you may see it, the newest first (heads of desk and administrators)."""
    access = request.access  # type: ignore[attr-defined]
    if not access.is_administrator and access.highest_role < Role.HEAD:
        raise Http404
    found = access.log()
    rows = list((found.filter(number__lt=int(after)) if after else found)[: limit + 1])
    items = [{"number": e.number, "at": e.at, "who": e.who_name, "action": e.action, "target": e.target, "payload": e.payload,
              "hash": e.hash, "previous": e.previous} for e in rows[:limit]]
    return {"items": items, "next": str(rows[limit - 1].number) if len(rows) > limit else None}


@api.put("/partnerships/{slug}/our-side", auth=scope("decide"), response=s.PartnershipOut)
def set_our_side(request: HttpRequest, given: s.OurSideIn, slug: str = Slug) -> Any:
    """Say which of the states is ours (administrators)."""
    found = request.access.partnership(slug)  # type: ignore[attr-defined]
    members.our_side(request.user, found, given.state)  # type: ignore[arg-type]
    return next(p for p in partnerships(request) if p["id"] == slug)


for router in (papers, judging, published, follow, planned, workbooks, bodies, sessions, visits, histories, delegations,
               invitations, inviting, lives, tied, telling):
    api.add_router("", router)
