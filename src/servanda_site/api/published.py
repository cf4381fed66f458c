"""Records frozen by heads of desk, and the documents people carry, for programs."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema
from pydantic import Field

from servanda.errors import ServandaError
from servanda_site.api import problems
from servanda_site.api.authentication import scope
from servanda_site.api.parts import Cursor, Day, Given, Level, Line, Many, Number, Slug, access_of, page, user_of
from servanda_site.publishing.clearance import UpTo
from servanda_site.publishing.making import KINDS, TYPES, Wanted, make
from servanda_site.publishing.phrases import tags
from servanda_site.register.actions.publish import opened
from servanda_site.register.actions.publish import publish as freeze
from servanda_site.register.models import Publication

router = Router(tags=["documents"])
Options = Query(...)
Kind = Path(..., pattern=f"^({'|'.join(KINDS)})$")


class PublicationOut(Schema):
    """A frozen record: how many claims and decisions it follows from."""

    id: int
    partnership: str
    title: str
    marking: int
    by: str
    at: datetime
    claims: int
    judgements: int


class PublicationPage(Schema):
    """Some frozen records; `next` continues."""

    items: list[PublicationOut]
    next: str | None = None


class PublicationIn(Given):
    """What it is called, and for which clearance the record is frozen."""

    title: Line = Field(min_length=1)
    marking: Level


class DocumentIn(Given):
    """What is wanted of a document. marking: it tells what somebody cleared for it sees. day: what is overdue is counted from it.
    sources: sentences have notes. about: a visit, meeting or body (briefing, session), or a file of one (`visit-7`, `session-3`).
    original: the side whose original a session file is. form: where there are several. full: of a briefing note, everything, not
    only what is needed in the room."""

    language: str = Field("en", pattern=f"^({'|'.join(tags())})$")
    marking: int = Field(0, ge=0, le=2)
    day: Day | None = None
    sources: bool = True
    about: str = Field("", max_length=40, pattern=r"^([a-z]+-[0-9a-f]+)?$")
    original: str = Field("", pattern=r"^([A-Z]{2,4})?$")
    year: int | None = Field(None, ge=1900, le=2200)
    form: str = Field("", pattern=f"^({'|'.join(TYPES)})?$")
    full: bool = False


def _publication(p: Publication) -> dict[str, Any]:
    return {"id": p.pk, "partnership": "-".join(p.partnership.codes), "title": p.title, "marking": p.marking, "by": str(p.by),
            "at": p.at, "claims": p.claims, "judgements": p.judgements}


@router.get("/publications", auth=scope("read"), response=PublicationPage)
def publications(request: HttpRequest, after: str | None = Cursor, limit: int = Many) -> Any:
    """The records that were frozen."""
    return page(access_of(request).publications(), after, limit, lambda rows: map(_publication, rows))


@router.post("/partnerships/{slug}/publications", auth=scope("decide"), response={201: PublicationOut})
def publish(request: HttpRequest, given: PublicationIn, slug: str = Slug) -> Any:
    """Freeze a record as somebody of a clearance sees it (heads of desk)."""
    return 201, _publication(freeze(user_of(request), access_of(request).partnership(slug), given.marking, given.title))


@router.get("/publications/{key}", auth=scope("read"))
def publication(request: HttpRequest, key: int = Number) -> HttpResponse:
    """A frozen record: `record`, the ids of its `claims`, its `judgements`."""
    found = access_of(request).publications().filter(pk=key).first()
    if found is None:
        raise Http404
    try:
        body = opened(found)
    except KeyError:
        raise Http404 from None
    return _kept(HttpResponse(json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass"),
                              content_type="application/json"))


@router.get("/partnerships/{slug}/documents/{kind}", auth=scope("read"))
def document(request: HttpRequest, slug: str = Slug, kind: str = Kind, given: DocumentIn = Options) -> HttpResponse:
    """A document made of the record: PDF, DOCX or XLSX."""
    access = access_of(request)
    access.partnership(slug)
    lower = UpTo(user_of(request), given.marking)
    try:
        made = make(lower, lower.partnership(slug), Wanted(kind, **given.model_dump()))
    except ServandaError as error:
        return problems.answer(422, str(error))
    response = _kept(HttpResponse(made.data, content_type=made.media_type))
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-cache"
    return response
