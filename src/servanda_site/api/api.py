"""Everything readable, and every decision, over HTTP. The description is at /api/v1/openapi.json (OpenAPI 3.1)."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from ninja import File, Form, NinjaAPI, Path, Query, UploadedFile
from ninja.throttling import AuthRateThrottle

from servanda.publishing.linked import graph
from servanda.reconciliation import Record
from servanda_site import __version__
from servanda_site.api import problems
from servanda_site.api import schemas as s
from servanda_site.api.authentication import scope
from servanda_site.api.follow import router as follow
from servanda_site.api.meetings import router as meetings
from servanda_site.api.parts import Cursor, Identity, Many, Number, Slug
from servanda_site.api.planned import router as planned
from servanda_site.api.texts import router as lives
from servanda_site.api.tied import router as tied
from servanda_site.register import texts
from servanda_site.register.actions import judge as judging
from servanda_site.register.actions import merge as merging
from servanda_site.register.actions.take_in import take_in, too_large
from servanda_site.register.models import Claim, Fact, Judgement, Paper, Partnership, Role
from servanda_site.register.projecting import record_seen
from servanda_site.register.searching import SECTIONS, search
from servanda_site.register.store import store

Upload = File(...)


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
            "told_first": f.told_first, "told_last": f.told_last, "tellers": f.tellers.split(), "data": f.data}


def _paper(p: Paper) -> dict[str, Any]:
    r = p.reading
    return {"id": p.pk, "name": p.name, "title": p.title, "sha256": p.sha256, "size": p.size, "marking": p.marking,
            "partnership": "-".join(p.partnership.codes) if p.partnership and p.partnership.states else None, "state": p.state,
            "language": (r.language or None) if r else None, "agencies": r.agencies if r else [],
            "side": (r.side or None) if r else None, "published": (r.published or None) if r else None, "problem": p.problem,
            "at": p.at}


def _judgement(j: Judgement) -> dict[str, Any]:
    return {"id": j.pk, "at": j.at, "who": str(j.who), "claim": j.claim, "other": j.other, "verdict": j.verdict, "value": j.value,
            "reason": j.reason, "supersedes": j.supersedes, "group": j.group, "confirmed": j.confirmed_at is not None}


@_read("/partnerships", response=list[s.PartnershipOut])
def partnerships(request: HttpRequest) -> Any:
    """The partnerships you may see, each with how many facts of each kind."""
    counts: dict[int, dict[str, int]] = {}
    seen = request.access.facts()  # type: ignore[attr-defined]
    for row in seen.values("projection__partnership", "kind").annotate(n=Count("pk")).order_by():
        counts.setdefault(row["projection__partnership"], {})[row["kind"]] = row["n"]
    return [_partnership(p, counts.get(p.pk, {})) for p in request.access.partnerships]  # type: ignore[attr-defined]


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


@_read("/facts/{identity}/judgements", response=list[s.JudgementOut])
def decisions(request: HttpRequest, identity: str = Identity) -> Any:
    """Every decision on a fact's tellings, oldest first."""
    held = request.access.fact(identity).data["claims"]  # type: ignore[attr-defined]
    rows = Judgement.objects.filter(claim__in=held).select_related("who")
    sees = request.access.sees_claim  # type: ignore[attr-defined]
    return [_judgement(j) for j in rows if not j.other or j.other in held or sees(j.other)]


@api.post("/facts/{identity}/same", auth=scope("decide"), response=s.GroupOut)
def same(request: HttpRequest, pair: s.PairIn, identity: str = Identity) -> Any:
    """Say that two facts are one."""
    access = request.access  # type: ignore[attr-defined]
    return {"group": merging.merge(access.user, access.fact(identity), access.fact(pair.other), reason=pair.reason)}


@api.post("/facts/{identity}/part", auth=scope("decide"), response=s.GroupOut)
def part(request: HttpRequest, pair: s.PairIn, identity: str = Identity) -> Any:
    """Take one telling (a claim) out of a fact."""
    access = request.access  # type: ignore[attr-defined]
    return {"group": merging.part(access.user, access.fact(identity), pair.other, reason=pair.reason)}


@_read("/papers", response=s.PaperPage)
def papers(request: HttpRequest, partnership: str | None = Query(None, max_length=100), after: str | None = Cursor,
           limit: int = Many) -> Any:
    """Papers, in the order they came."""
    access = request.access  # type: ignore[attr-defined]
    found = access.papers()
    found = found.filter(partnership=access.partnership(partnership)) if partnership else found
    found = found.filter(pk__gt=int(after)) if after else found
    rows = list(found.order_by("pk")[: limit + 1])
    return {"items": [_paper(p) for p in rows[:limit]], "next": str(rows[limit - 1].pk) if len(rows) > limit else None}


@api.post("/papers", auth=scope("intake"), response={200: s.PaperOut | s.PackedOut, 201: s.PaperOut | s.PackedOut})
def add_paper(request: HttpRequest, file: UploadedFile = Upload, marking: int = Form(0, ge=0, le=2),
              partnership: str = Form("", max_length=100)) -> Any:
    """Bring in a paper, or the papers packed in a ZIP archive or a bundle; they are read in the background.

    200: you had it (or all of them) already. Of an archive the answer lists what was taken and, with the reason, what was not;
    where nothing was taken it is 422.
    """
    access = request.access  # type: ignore[attr-defined]
    if file.size is not None and file.size > settings.UPLOAD_LIMIT:
        return problems.answer(413, str(too_large(file.size)))
    chosen = access.partnership(partnership) if partnership else None
    taken = take_in(access.user, file.name or "", file.read(), marking=marking, partnership=chosen)
    if not taken.papers:
        return problems.answer(422, errors=[{"where": ["file", name], "what": why} for name, why in taken.refused])
    told = [_paper(brought.paper) for brought in taken.papers]
    status = 200 if all(brought.known for brought in taken.papers) else 201
    if not taken.packed:
        return status, told[0]
    return status, {"papers": told, "refused": [{"name": name, "why": why} for name, why in taken.refused]}


@_read("/papers/{key}", response=s.PaperOut)
def paper(request: HttpRequest, key: int = Number) -> Any:
    """One paper."""
    return _paper(request.access.paper(key))  # type: ignore[attr-defined]


@_read("/papers/{key}/text", response=s.TextOut)
def text(request: HttpRequest, key: int = Number) -> Any:
    """The text of a paper, as citations count it."""
    found = request.access.paper(key)  # type: ignore[attr-defined]
    if found.reading is None:
        raise Http404
    kept = texts.kept(found.reading.content, found.name)
    return {"sha256": kept.sha256, "content": kept.content, "passages": kept.passages}


@_read("/papers/{key}/original")
def original(request: HttpRequest, key: int = Number) -> HttpResponse:
    """The bytes as they came."""
    found = request.access.paper(key)  # type: ignore[attr-defined]
    response = HttpResponse(store().get(found.sha256), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{found.sha256}"'
    response["Cache-Control"] = "private, no-cache"
    return response


@_read("/papers/{key}/claims", response=list[s.ClaimOut])
def claims(request: HttpRequest, key: int = Number) -> Any:
    """What was read in a paper, with the decision in force on each."""
    found = request.access.paper(key)  # type: ignore[attr-defined]
    return [_claim(c) for c in request.access.claims([found])]  # type: ignore[attr-defined]


def _claim(c: Claim) -> dict[str, Any]:
    return {"id": c.pk, "kind": c.kind, "document": c.document, "decision": c.decision, "current": c.current, "fields": c.fields,
            "citations": c.citations, "why": c.why}


@_read("/claims/{identity}", response=s.ClaimOut)
def claim(request: HttpRequest, identity: str = Identity) -> Any:
    """One claim."""
    return _claim(request.access.claim(identity))  # type: ignore[attr-defined]


@api.post("/claims/{identity}/judgements", auth=scope("decide"), response={201: s.JudgementOut})
def judge(request: HttpRequest, given: s.JudgementIn, identity: str = Identity) -> Any:
    """Decide on a claim: accept, reject, correct, not sure."""
    access = request.access  # type: ignore[attr-defined]
    made = judging.judge(access.user, access.claim(identity), given.verdict, value=given.value, reason=given.reason,
                         expects=given.expects)
    return 201, _judgement(made)


@api.post("/judgements/{group}/undo", auth=scope("decide"), response=s.Undone)
def undo(request: HttpRequest, group: str = Path(..., pattern=r"^g-[0-9a-f]{16}$")) -> Any:
    """Take back decisions taken together."""
    return {"undone": judging.undo(request.access.user, group)}  # type: ignore[attr-defined]


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


for router in (follow, planned, meetings, lives, tied):
    api.add_router("", router)
