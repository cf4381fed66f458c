"""Papers for programs: what came in, how it stands, who may see it; where new ones are looked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import File, Form, Query, Router, Schema, UploadedFile
from pydantic import BeforeValidator, Field

from servanda_site.api import problems
from servanda_site.api import schemas as s
from servanda_site.api.authentication import scope
from servanda_site.api.parts import (
    Code,
    Cursor,
    Given,
    Level,
    Line,
    Many,
    Number,
    SlugName,
    Words,
    access_of,
    page,
    user_of,
    whole,
)
from servanda_site.register import texts
from servanda_site.register.actions import bring_in, follow, mark, seal
from servanda_site.register.actions.take_in import take_in, too_large
from servanda_site.register.models import Feed, Paper, Partnership, Watch
from servanda_site.register.store import store
from servanda_site.register.visibility import GONE, Access

router = Router(tags=["papers"])
Upload = File(...)
Hours = Annotated[int, Field(ge=0, le=24 * 31), BeforeValidator(whole)]


class ReasonIn(Given):
    """Why; it must be said."""

    reason: Words = Field(min_length=1)


class MarkingIn(Given):
    """A marking, and why."""

    marking: Level
    reason: Words = ""


class PaperSideIn(Given):
    """Whose side a paper tells (empty: nobody's), and why."""

    side: Code | Literal[""]
    reason: Words = ""


class PaperSideOut(Schema):
    """What somebody said of a paper's side. undone: when it was taken back."""

    side: str
    who: str
    at: datetime
    why: str
    undone: datetime | None


class PlaceIn(Given):
    """A partnership, and why."""

    partnership: SlugName
    reason: Words = ""


class FollowedOut(Schema):
    """Where new papers are looked for. every_hours 0: only when somebody asks. looked: when last; problem: what went
    wrong then."""

    id: int
    address: str
    partnership: str | None
    marking: int
    every_hours: int
    by: str
    looked: datetime | None
    problem: str


class FollowIn(Given):
    """Where new papers are to be looked for. partnership: where they belong; none: each tells."""

    address: Line = Field(min_length=1, max_length=1000)
    partnership: SlugName | None = None
    marking: Level = 0
    every_hours: Hours = 0


def paper_told(p: Paper) -> dict[str, Any]:
    """A paper as the API tells it."""
    r = p.reading
    return {"id": p.pk, "name": p.name, "title": p.title, "sha256": p.sha256, "size": p.size, "marking": p.marking,
            "partnership": "-".join(p.partnership.codes) if p.partnership and p.partnership.states else None, "state": p.state,
            "language": (r.language or None) if r else None, "agencies": r.agencies if r else [],
            "side": p.side or None, "published": (r.published or None) if r else None, "problem": p.problem,
            "at": p.at}


@router.get("/papers", auth=scope("read"), response=s.PaperPage)
def papers(request: HttpRequest, partnership: str | None = Query(None, max_length=100), sealed: bool = Query(False),
           after: str | None = Cursor, limit: int = Many) -> Any:
    """Papers, in the order they came. sealed: those out of sight, and the tombstones of those erased (heads of desk,
    administrators)."""
    access = access_of(request)
    found = access.papers(gone=True).filter(state__in=GONE) if sealed else access.papers()
    found = found.filter(partnership=access.partnership(partnership)) if partnership else found
    return page(found, after, limit, lambda rows: map(paper_told, rows))


@router.post("/papers", auth=scope("intake"), response={200: s.PaperOut | s.PackedOut, 201: s.PaperOut | s.PackedOut})
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
    told = [paper_told(brought.paper) for brought in taken.papers]
    status = 200 if all(brought.known for brought in taken.papers) else 201
    if not taken.packed:
        return status, told[0]
    return status, {"papers": told, "refused": [{"name": name, "why": why} for name, why in taken.refused]}


@router.get("/papers/{key}", auth=scope("read"), response=s.PaperOut)
def paper(request: HttpRequest, key: int = Number) -> Any:
    """One paper."""
    return paper_told(request.access.paper(key))  # type: ignore[attr-defined]


@router.get("/papers/{key}/text", auth=scope("read"), response=s.TextOut)
def text(request: HttpRequest, key: int = Number) -> Any:
    """The text of a paper, as citations count it."""
    found = request.access.paper(key)  # type: ignore[attr-defined]
    if found.reading is None:
        raise Http404
    kept = texts.kept(found.reading.content, found.name)
    return {"sha256": kept.sha256, "content": kept.content, "passages": kept.passages}


@router.get("/papers/{key}/original", auth=scope("read"))
def original(request: HttpRequest, key: int = Number) -> HttpResponse:
    """The bytes as they came."""
    found = request.access.paper(key)  # type: ignore[attr-defined]
    response = HttpResponse(store().get(found.sha256), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{found.sha256}"'
    response["Cache-Control"] = "private, no-cache"
    return response


# What may be done with a paper.

@router.post("/papers/{key}/cancel", auth=scope("intake"), response=s.PaperOut)
def cancel_paper(request: HttpRequest, key: int = Number) -> Any:
    """Stop reading a paper; its bytes are kept."""
    return _done(request, key, lambda p: bring_in.cancel(user_of(request), p))


@router.post("/papers/{key}/read-again", auth=scope("intake"), response=s.PaperOut)
def read_paper_again(request: HttpRequest, key: int = Number) -> Any:
    """Read a paper again: one that failed or was cancelled, or one whose reader has grown better."""
    return _done(request, key, lambda p: bring_in.read_again(user_of(request), p))


@router.post("/papers/{key}/marking", auth=scope("decide"), response=s.PaperOut)
def mark_paper(request: HttpRequest, given: MarkingIn, key: int = Number) -> Any:
    """Put a paper under another marking (lower: heads of desk)."""
    return _done(request, key, lambda p: mark.mark_paper(user_of(request), p, given.marking, reason=given.reason))


@router.post("/papers/{key}/partnership", auth=scope("decide"), response=s.PaperOut)
def move_paper(request: HttpRequest, given: PlaceIn, key: int = Number) -> Any:
    """Say to which partnership a paper belongs."""
    to = access_of(request).partnership(given.partnership)
    return _done(request, key, lambda p: mark.move_paper(user_of(request), p, to, reason=given.reason))


@router.get("/papers/{key}/sides", auth=scope("read"), response=list[PaperSideOut])
def paper_sides(request: HttpRequest, key: int = Number) -> Any:
    """What people said of whose side a paper tells, the newest first."""
    rows = access_of(request).paper(key).sides.select_related("who")
    return [{"side": row.side, "who": str(row.who), "at": row.at, "why": row.why, "undone": row.undone} for row in rows]


@router.post("/papers/{key}/side", auth=scope("decide"), response=s.PaperOut)
def say_paper_side(request: HttpRequest, given: PaperSideIn, key: int = Number) -> Any:
    """Say whose side a paper tells, whatever was read."""
    return _done(request, key, lambda p: mark.say_side(user_of(request), p, given.side, reason=given.reason))


@router.post("/papers/{key}/side/undo", auth=scope("decide"), response=s.PaperOut)
def undo_paper_side(request: HttpRequest, key: int = Number) -> Any:
    """Take back what was said last of a paper's side (somebody else's: heads of desk)."""
    return _done(request, key, lambda p: mark.undo_side(user_of(request), p))


@router.post("/papers/{key}/seal", auth=scope("decide"), response=s.PaperOut)
def seal_paper(request: HttpRequest, given: ReasonIn, key: int = Number) -> Any:
    """Take a paper, and what follows from it, out of sight (heads of desk, administrators)."""
    return _done(request, key, lambda p: seal.seal(user_of(request), p, reason=given.reason))


@router.post("/papers/{key}/unseal", auth=scope("decide"), response=s.PaperOut)
def unseal_paper(request: HttpRequest, given: ReasonIn, key: int = Number) -> Any:
    """Bring a sealed paper back (heads of desk, administrators)."""
    return _done(request, key, lambda p: seal.unseal(user_of(request), p, reason=given.reason))


@router.post("/papers/{key}/erasure-request", auth=scope("decide"), response=s.PaperOut)
def ask_erasure(request: HttpRequest, given: ReasonIn, key: int = Number) -> Any:
    """Ask that a sealed paper be erased (administrators); another administrator must agree."""
    return _done(request, key, lambda p: seal.ask_to_erase(user_of(request), p, reason=given.reason))


@router.post("/papers/{key}/erasure", auth=scope("decide"), response=s.PaperOut)
def erase_paper(request: HttpRequest, given: ReasonIn, key: int = Number) -> Any:
    """Agree that a paper be erased for good (a second administrator); its hash and the log's entries stay."""
    return _done(request, key, lambda p: seal.erase(user_of(request), p, reason=given.reason))


def _done(request: HttpRequest, key: int, do: Callable[[Paper], None]) -> Any:
    """Do something with a paper; the paper as it stands then."""
    do(access_of(request).paper(key, gone=True))
    return paper_told(Access(user_of(request)).paper(key, gone=True))


# Where new papers are looked for.

@router.get("/feeds", auth=scope("intake"), response=list[FollowedOut])
def feeds(request: HttpRequest) -> Any:
    """The feeds that are followed."""
    return [_followed(f) for f in follow.followed(access_of(request), Feed)]


@router.post("/feeds", auth=scope("intake"), response={201: FollowedOut})
def follow_feed(request: HttpRequest, given: FollowIn) -> Any:
    """Follow a feed. Nothing is fetched before somebody asks or its hour comes."""
    feed = Feed(url=given.address, partnership=_place(request, given), marking=given.marking, every_hours=given.every_hours)
    return 201, _followed(follow.add_feed(user_of(request), feed))


@router.get("/watched-folders", auth=scope("intake"), response=list[FollowedOut])
def watched_folders(request: HttpRequest) -> Any:
    """The folders of the server that are watched."""
    return [_followed(w) for w in follow.followed(access_of(request), Watch)]


@router.post("/watched-folders", auth=scope("intake"), response={201: FollowedOut})
def watch_folder(request: HttpRequest, given: FollowIn) -> Any:
    """Watch a folder of the server, one of those its operator allows."""
    watch = Watch(folder=given.address, partnership=_place(request, given), marking=given.marking, every_hours=given.every_hours)
    return 201, _followed(follow.add_watch(user_of(request), watch))


@router.post("/feeds/{key}/fetch", auth=scope("intake"), response={202: FollowedOut})
def fetch_feed(request: HttpRequest, key: int = Number) -> Any:
    """Have a feed fetched now, in the background."""
    return _looked(request, Feed, key)


@router.post("/watched-folders/{key}/look", auth=scope("intake"), response={202: FollowedOut})
def look_through_folder(request: HttpRequest, key: int = Number) -> Any:
    """Have a folder looked through now, in the background."""
    return _looked(request, Watch, key)


@router.delete("/feeds/{key}", auth=scope("intake"), response=FollowedOut)
def leave_feed(request: HttpRequest, key: int = Number) -> Any:
    """Follow a feed no longer; what came from it stays."""
    return _left(request, Feed, key)


@router.delete("/watched-folders/{key}", auth=scope("intake"), response=FollowedOut)
def leave_folder(request: HttpRequest, key: int = Number) -> Any:
    """Watch a folder no longer; what came from it stays."""
    return _left(request, Watch, key)


def _place(request: HttpRequest, given: FollowIn) -> Partnership | None:
    return access_of(request).partnership(given.partnership) if given.partnership else None


def _one(request: HttpRequest, kind: type[Feed] | type[Watch], key: int) -> Feed | Watch:
    found = next((f for f in follow.followed(access_of(request), kind) if f.pk == key), None)
    if found is None:
        raise Http404
    return found


def _looked(request: HttpRequest, kind: type[Feed] | type[Watch], key: int) -> Any:
    found = _one(request, kind, key)
    follow.fetch(user_of(request), found)
    return 202, _followed(found)


def _left(request: HttpRequest, kind: type[Feed] | type[Watch], key: int) -> dict[str, Any]:
    found = _one(request, kind, key)
    told = _followed(found)
    follow.leave(user_of(request), found)
    return told


def _followed(f: Feed | Watch) -> dict[str, Any]:
    address, looked = (f.url, f.fetched) if isinstance(f, Feed) else (f.folder, f.looked)
    return {"id": f.pk, "address": address, "partnership": "-".join(f.partnership.codes) if f.partnership else None,
            "marking": f.marking, "every_hours": f.every_hours, "by": str(f.by), "looked": looked, "problem": f.problem}
