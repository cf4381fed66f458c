"""What is new in a partnership, and whole calendars as files, for programs."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from ninja import Query, Router, Schema

from servanda.publishing.words import Words, available
from servanda_site.api.authentication import scope
from servanda_site.api.follow import slug as slug_of
from servanda_site.api.parts import Slug, access_of
from servanda_site.publishing import ics, news
from servanda_site.register.models import Partnership
from servanda_site.register.visibility import Access
from servanda_site.tracking import calendars

router = Router(tags=["telling"])
Many = Query(news.NEWEST, ge=1, le=news.MOST)
# Of each kind of news: what of its row says where the thing stands now.
_STANDS = {"paper": "state", "evidence": "relation", "decided": "decision", "state": "state", "invitation": "state",
           "life": "stage", "session": "status", "visit": "status", "tie": "status", "support": "step"}


class NewsOut(Schema):
    """One thing that is new. of: paper, evidence (suggested), decided (evidence), state (of an undertaking), score, invitation,
    life (of a text), session, visit, item (of the plan), tie, support (of a candidature), publication. row: its number among
    its like; fact: the undertaking, text or body it is about; deed: of evidence; stands: where it stands now; who: who did
    it last."""

    of: str
    row: int
    at: datetime
    made: datetime
    partnership: str
    who: str | None
    title: str
    fact: str | None
    deed: str | None
    stands: str | None


def _news(one: news.News) -> dict[str, Any]:
    row = one.what
    title = one.fact.label if one.fact is not None else row.tie.title if one.of == "support" else row.title
    name = _STANDS.get(one.of)
    return {"of": one.of, "row": row.pk, "at": one.at, "made": one.made, "partnership": slug_of(one.partnership.states),
            "who": str(one.who) if one.who else None, "title": title, "fact": one.fact.fact if one.fact else None,
            "deed": one.deed.fact if one.deed else None, "stands": getattr(row, name) if name else None}


def _told_at(one: news.News) -> datetime:
    """When, as exactly as it is told: in milliseconds."""
    return one.at.replace(microsecond=one.at.microsecond // 1000 * 1000)


@router.get("/partnerships/{slug}/news", auth=scope("read"), response=list[NewsOut])
def partnership_news(request: HttpRequest, slug: str = Slug, since: datetime | None = None, limit: int = Many) -> Any:
    """What is new in a partnership, of the last three months, the newest first: what its feed tells. since: only what is
    newer."""
    access = access_of(request)
    found = news.newest(access, access.partnership(slug), limit)
    if since is not None:
        since = since if since.tzinfo else timezone.make_aware(since)
    return [_news(one) for one in found if since is None or _told_at(one) > since]


@router.get("/partnerships/{slug}/calendar.ics", auth=scope("read"))
def partnership_calendar_whole(request: HttpRequest, slug: str = Slug) -> HttpResponse:
    """The calendar of a partnership as a file (RFC 5545), from a year ago to two years ahead."""
    access = access_of(request)
    partnership = access.partnership(slug)
    return _file(request, access, [partnership], _words().states(partnership.codes))


@router.get("/calendar.ics", auth=scope("read"))
def calendar_whole(request: HttpRequest, mine: Literal["yes", "no"] = "no") -> HttpResponse:
    """Your calendar as a file (RFC 5545), of all partnerships, from a year ago to two years ahead. mine: only what asks for you
    or is assigned to you."""
    access = access_of(request)
    return _file(request, access, list(access.partnerships), "Servanda", mine=mine == "yes")


def _file(request: HttpRequest, access: Access, seen: list[Partnership], name: str, *, mine: bool = False) -> HttpResponse:
    found = calendars.entries(access, seen, *calendars.whole(timezone.localdate()), mine=mine)
    data = ics.published(found, name, request.build_absolute_uri("/"))
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-cache"
    return response


def _words() -> Words:
    tag = (get_language() or "en")[:2]
    return Words(tag if tag in available() else "en")
