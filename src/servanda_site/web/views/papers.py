"""Papers: the list with what is being read, one paper beside its facts, the original, and what may be done with a paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from servanda.documents.media import GIF, JPEG, PNG, WEBP, media_type
from servanda_site.register import reviewing, texts
from servanda_site.register.actions import bring_in, mark, seal
from servanda_site.register.actions.refusals import Conflict, Impossible
from servanda_site.register.models import Claim, Marking, Paper, Partnership, Role
from servanda_site.register.store import store
from servanda_site.register.visibility import GONE
from servanda_site.web import marked
from servanda_site.web.forms.fields import states_by_name
from servanda_site.web.templatetags.record import states

EACH = 50
_SAID = 20  # changes of side that are shown
_MOVING = (Paper.State.WAITING, Paper.State.READING)


def paged(request: HttpRequest, rows: Any, each: int = EACH, *, count: int | None = None) -> Any:
    """The page of a long list that the request asks for. count: how long it is, where that is known."""
    pages = Paginator(rows, each)
    if count is not None:
        pages.count = count
    return pages.get_page(request.GET.get("page"))


def number(text: str | None, most: int = 9_223_372_036_854_775_807) -> int | None:
    """A whole number as typed; None where it is none."""
    return int(text) if text and text.isdecimal() and text.isascii() and len(text) < 20 and int(text) <= most else None


@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """The papers that may be seen, the newest first; only the list for HTMX (which asks again while something is read)."""
    access = request.access  # type: ignore[attr-defined]
    gone = access.is_administrator or access.highest_role >= Role.HEAD
    asked = {name: request.GET.get(name, "") for name in ("state", "partnership", "marking", "side", "name")}
    found = _filtered(access.papers(gone=gone and asked["state"] in GONE), asked)
    page = paged(request, found.order_by("-pk"))
    waits = reviewing.counts(access, [p for p in page.object_list if p.state == Paper.State.READ])
    rows = [(p, sum(waits.get(p.sha256, {}).values())) for p in page.object_list]
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "page": page, "rows": rows, "asked": asked, "kept": kept.urlencode(), "moving": _progress(access),
        "again": request.get_full_path(), "may_add": bool(access.desks(Role.OFFICER)) or access.may(Role.OFFICER),
        "states": [(v, n) for v, n in Paper.State.choices if gone or v not in GONE], "markings": Marking.choices,
        "desks": [(str(p.pk), states(p.states)) for p in access.partnerships],
        "sides": sorted({code for p in access.partnerships for code in p.codes}),
    }
    return render(request, "papers/_list.html" if request.htmx else "papers/list.html", context)  # type: ignore[attr-defined]


def _filtered(found: Any, asked: dict[str, str]) -> Any:
    if asked["state"] in Paper.State.values:
        found = found.filter(state=asked["state"])
    if (key := number(asked["partnership"])) is not None:
        found = found.filter(partnership=key)
    if asked["side"].isalpha():
        side = asked["side"][:8]
        found = found.filter(Q(side_said=side) | Q(side_said=None, reading__side=side))
    if (level := number(asked["marking"], 9)) is not None:
        found = found.filter(marking=level)
    if asked["name"].strip():
        name = asked["name"].strip()[:100]
        found = found.filter(Q(name__icontains=name) | Q(reading__title__icontains=name))
    return found


def _progress(access: Any) -> dict[str, int]:
    """How many papers wait and are being read."""
    counted = access.papers().filter(state__in=_MOVING).aggregate(
        waiting=Count("pk", filter=Q(state=Paper.State.WAITING)), reading=Count("pk", filter=Q(state=Paper.State.READING)))
    return {**counted, "all": sum(counted.values())}


@require_safe
def paper(request: HttpRequest, key: int) -> HttpResponse:
    """One paper: words left, facts right."""
    access = request.access  # type: ignore[attr-defined]
    shown = access.paper(key, gone=True)
    claims = reviewing.claims_of(access, shown) if shown.state not in GONE else []
    part = text_part(shown, claims, request)
    facts = access.facts_of(c.pk for c in claims)
    on_page = {c for passage in part.passages for piece in passage.pieces for c in piece.claims} if part else set()
    context = {
        "paper": shown, "part": part, "facts": [(c, facts.get(c.pk)) for c in claims if c.pk in on_page or not part],
        "elsewhere": sum(c.pk not in on_page for c in claims) if part else 0, "may": may(access, shown),
        "markings": [(m.value, m.label) for m in Marking if m.value <= access.clearance(shown.partnership_id)],
        "desks": [p for p in access.desks(Role.OFFICER) if p.pk != shown.partnership_id],
        "attachments": access.papers().filter(part_of=shown), "carrier": _carrier(access, shown),
        "publications": len(seal.publications_with(shown)) if shown.erase_asked_id else 0,
        "sides": _sides(shown), "said": list(shown.sides.select_related("who")[:_SAID]),
        "moving": shown.state in _MOVING, "waits": sum(c.decision == "proposed" for c in claims),
    }
    return render(request, "papers/paper.html", context)


def text_part(shown: Paper, claims: Iterable[Claim], request: HttpRequest, at: int | None = None) -> marked.Part | None:
    """The part of a paper's text that the request asks for (or the one that holds a place), marked."""
    if shown.reading is None or shown.state in GONE:
        return None
    text = texts.kept(shown.reading.content, shown.name)
    wanted = number(request.GET.get("part"), 100_000)
    return marked.part(text, shown.reading.text_sha256, claims, number=wanted or 1, at=at if wanted is None else None)


def may(access: Any, shown: Paper) -> dict[str, bool]:
    """What this person may do with a paper as it stands."""
    officer, head = (access.may(role, shown.partnership_id) for role in (Role.OFFICER, Role.HEAD))
    seals, state = head or access.is_administrator, shown.state
    return {
        "cancel": officer and state in _MOVING, "read_again": officer and state in ("failed", "cancelled", "read"),
        "mark": officer and state not in GONE, "move": officer and state not in GONE,
        "side": officer and state == "read", "seal": seals and state not in GONE,
        "unseal": seals and state == "sealed",
        "ask_erasure": access.is_administrator and state == "sealed" and shown.erase_asked_id is None,
        "erase": access.is_administrator and state == "sealed" and shown.erase_asked_id not in (None, access.user.pk),
        "review": officer and state == "read", "lower": head,
    }


def _sides(shown: Paper) -> list[tuple[str, str]]:
    """The states whose side a paper may tell: those of its partnership first, then all."""
    near = shown.partnership.codes if shown.partnership else []
    named = states_by_name()
    return [*((c, n) for c, n in named if c in near), *((c, n) for c, n in named if c not in near)]


def _carrier(access: Any, shown: Paper) -> Paper | None:
    return access.papers().filter(pk=shown.part_of_id).first() if shown.part_of_id else None


@require_safe
def original(request: HttpRequest, key: int) -> HttpResponse:
    """The bytes as they came: always a download, never shown by the browser."""
    shown = request.access.paper(key)  # type: ignore[attr-defined]
    try:
        data = store().get(shown.sha256)
    except KeyError:
        raise Http404 from None
    response = HttpResponse(data, content_type="application/octet-stream")
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._- ") else "_" for c in shown.name).strip() or "paper"
    exact = quote(shown.name.encode("utf-8", "replace"), safe="")
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


_PICTURES = (PNG, JPEG, GIF, WEBP)  # what a browser shows, and nothing that can hold a script


@require_safe
def page(request: HttpRequest, key: int, page: int) -> HttpResponse:
    """The picture of a page whose text was recognised on it."""
    shown = request.access.paper(key)  # type: ignore[attr-defined]
    held = next((sha for number_, _s, _e, sha in (shown.reading.pages if shown.reading else []) if number_ == page), None)
    try:
        data = store().get(held) if held else b""
    except KeyError:
        data = b""
    kind = media_type(data, "")
    if kind not in _PICTURES:
        raise Http404
    response = HttpResponse(data, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def act(request: HttpRequest, key: int, do: Callable[[Paper], None], done: str, *, to: str = "paper") -> HttpResponse:
    """Do something with a paper and say so; what was impossible is told beside it."""
    shown = request.access.paper(key, gone=True)  # type: ignore[attr-defined]
    try:
        do(shown)
    except (Impossible, Conflict) as error:
        messages.error(request, _("Nothing was changed: %(why)s.") % {"why": error})
        return redirect("paper", key=key)
    messages.success(request, done)
    seen = request.access.papers(gone=True).filter(pk=key).exists()  # type: ignore[attr-defined]
    return redirect(to, key=key) if seen else redirect("papers")


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "").strip()[:2000]


@require_POST
def cancel(request: HttpRequest, key: int) -> HttpResponse:
    """Stop reading a paper."""
    return act(request, key, lambda p: bring_in.cancel(_user(request), p), _("Not read any further; its bytes are kept."))


@require_POST
def read_again(request: HttpRequest, key: int) -> HttpResponse:
    """Read a paper again."""
    return act(request, key, lambda p: bring_in.read_again(_user(request), p), _("It waits to be read."))


@require_POST
def mark_paper(request: HttpRequest, key: int) -> HttpResponse:
    """Put a paper under another marking."""
    level = number(request.POST.get("marking"), 9)
    if level is None:
        raise Http404
    return act(request, key, lambda p: mark.mark_paper(_user(request), p, level, reason=_reason(request)),
               _("Its marking is changed."))


@require_POST
def say_side(request: HttpRequest, key: int) -> HttpResponse:
    """Say whose side a paper tells, or take the last that was said back."""
    if request.POST.get("undo"):
        return act(request, key, lambda p: mark.undo_side(_user(request), p), _("It is taken back."))
    return act(request, key, lambda p: mark.say_side(_user(request), p, request.POST.get("side", ""), reason=_reason(request)),
               _("Its side is changed."))


@require_POST
def move(request: HttpRequest, key: int) -> HttpResponse:
    """Say to which partnership a paper belongs."""
    to = _desk(request)
    return act(request, key, lambda p: mark.move_paper(_user(request), p, to, reason=_reason(request)), _("It is moved."))


@require_POST
def seal_paper(request: HttpRequest, key: int) -> HttpResponse:
    """Take a paper out of sight."""
    return act(request, key, lambda p: seal.seal(_user(request), p, reason=_needed(request)), _("It is out of sight."))


@require_POST
def unseal(request: HttpRequest, key: int) -> HttpResponse:
    """Bring a sealed paper back."""
    return act(request, key, lambda p: seal.unseal(_user(request), p, reason=_needed(request)), _("It is back."))


@require_POST
def ask_erasure(request: HttpRequest, key: int) -> HttpResponse:
    """Ask that a sealed paper be erased."""
    return act(request, key, lambda p: seal.ask_to_erase(_user(request), p, reason=_needed(request)),
               _("Another administrator must agree."))


@require_POST
def erase(request: HttpRequest, key: int) -> HttpResponse:
    """Agree that a paper be erased."""
    return act(request, key, lambda p: seal.erase(_user(request), p, reason=_needed(request)),
               _("It is erased; its hash and the log's entries stay."))


def _needed(request: HttpRequest) -> str:
    reason = _reason(request)
    if not reason:
        raise Impossible(_("say why"))
    return reason


def _desk(request: HttpRequest) -> Partnership:
    key = number(request.POST.get("partnership"))
    for partnership in request.access.desks(Role.OFFICER):  # type: ignore[attr-defined]
        if partnership.pk == key:
            return partnership
    raise Http404


def _user(request: HttpRequest) -> Any:
    return request.user
