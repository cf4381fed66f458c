"""Review: what waits, one paper with its proposals, decisions, undo; what a head of desk confirms; what is seen no more."""

from __future__ import annotations

from textwrap import shorten
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from servanda_site.register import presence, reviewing
from servanda_site.register.actions import judge, mark
from servanda_site.register.actions.refusals import Conflict, Impossible
from servanda_site.register.judging import standing
from servanda_site.register.models import Claim, Judgement, Marking, Paper, Role
from servanda_site.register.validating import FIELDS
from servanda_site.web.forms.fields import Fields
from servanda_site.web.quotes import Quote, quote
from servanda_site.web.refused import said
from servanda_site.web.templatetags.claims import KINDS, decision_name, fields_told
from servanda_site.web.views.papers import number, paged, text_part
from servanda_site.web.views.undoing import can_undo, remember, take_last

_VERDICTS = ("confirm", "reject", "unsure")
_SAID = 80


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Papers with something to decide on, the oldest first."""
    access = officer(request)
    desks = access.desks(Role.OFFICER)
    chosen = next((p for p in desks if p.pk == number(request.GET.get("partnership"))), None)
    kind = request.GET.get("kind", "") if request.GET.get("kind") in KINDS else ""
    unsure = request.GET.get("open") == "1"
    found = reviewing.queue(access, partnership=chosen, kind=kind, unsure=unsure)
    waiting = reviewing.per_partnership(access)
    if not access.may(Role.OFFICER):
        found = found.filter(partnership__in=[chosen] if chosen else desks)
        waiting = {p.pk: waiting.get(p.pk, 0) for p in desks}
    count = waiting.get(chosen.pk, 0) if chosen else sum(waiting.values())
    page = paged(request, found, count=None if kind or unsure else count)
    waits = reviewing.counts(access, list(page.object_list))
    rows = [(p, sorted(waits.get(p.sha256, {}).items())) for p in page.object_list if unsure or waits.get(p.sha256)]
    kept = request.GET.copy()
    kept.pop("page", None)
    per_desk = [(p, waiting[p.pk]) for p in desks if waiting.get(p.pk) or p == chosen][:60]
    return render(request, "review/queue.html", {
        "page": page, "rows": rows, "kept": kept.urlencode(), "kind": kind, "kinds": KINDS.items(), "chosen": chosen,
        "per_desk": per_desk, "unsure": unsure, "undoable": can_undo(request), "heads": bool(access.desks(Role.HEAD)),
    })


@require_safe
def paper(request: HttpRequest, key: int) -> HttpResponse:
    """One paper: its words with the current ones marked, beside them the proposals."""
    access = officer(request)
    shown = access.paper(key)
    _needs(access, shown)
    rows = proposals(access, shown)
    left = [r for r in rows if r["asks"]]
    first = next((r["claim"] for r in left if r["claim"].pk == request.GET.get("claim")), left[0]["claim"] if left else None)
    claims = [r["claim"] for r in rows]
    at = first.citations[0][1] if first is not None and first.citations else None
    return render(request, "review/paper.html", {
        "paper": shown, "part": text_part(shown, claims, request, at), "rows": rows, "left": len(left), "current": first,
        "next": reviewing.next_paper(access, shown), "others": presence.here(request.user, shown.pk),  # type: ignore[arg-type]
        "undoable": can_undo(request, shown.pk), "quiet": sum(r["quiet"] for r in rows),
    })


def proposals(access: Any, shown: Paper, only: str | None = None) -> list[dict[str, Any]]:
    """The claims of a paper as the review shows them: what stands, whether it asks, and what of it the record already has."""
    claims = [c for c in reviewing.claims_of(access, shown) if only is None or c.pk == only]
    quiet = reviewing.silenced(access, shown, claims)
    facts = access.facts_of(c.pk for c in claims)
    standing_now = _standing([c.pk for c in claims])
    tellers = Claim.objects.in_bulk({c for f in facts.values() for c in f.data["claims"][:60]})
    papers = access.papers_of({c.document for c in tellers.values()})
    rows = []
    for claim in claims:
        fact = facts.get(claim.pk)
        others = {tellers[c].document for c in (fact.data["claims"] if fact else []) if c in tellers} - {claim.document}
        told = {document: papers[document] for document in sorted(others) if document in papers}
        made = standing_now.get(claim.pk)
        rows.append({
            "claim": claim, "quote": _quote(claim, shown), "fact": fact, "others": list(told.values()),
            "judgement": made, "quiet": claim.pk in quiet,
            "asks": claim.decision == "proposed" and claim.pk not in quiet, "expects": made.pk if made else claim.decision,
            "corrected": fields_told(claim.kind, made.value) if made and made.verdict == "correct" and made.value else [],
        })
    return rows


def _quote(claim: Claim, shown: Paper) -> Quote | None:
    """The words cited first, in their sentence: what stands around them may turn what they say."""
    if not claim.citations:
        return None
    text_sha, start, end, words = claim.citations[0]
    return quote(claim, shown, text_sha, start, end, words)


def _standing(claims: list[str]) -> dict[str, Judgement]:
    found: dict[str, Judgement] = {}
    for i in range(0, len(claims), 500):
        for row in standing().filter(claim__in=claims[i : i + 500], other="", field="").select_related("who"):
            found[row.claim] = row
    return found


@require_POST
def decide(request: HttpRequest, claim: str) -> HttpResponse:
    """Accept, reject or leave open one claim; what another person decided meanwhile is shown, not overwritten."""
    access = officer(request)
    read = access.claim(claim)
    shown = _paper_of(access, read)
    verdict = request.POST.get("verdict", "")
    if verdict not in _VERDICTS:
        raise Http404
    try:
        made = judge.judge(request.user, read, verdict, reason=_reason(request),  # type: ignore[arg-type]
                           expects=request.POST.get("expects") or None)
    except Conflict:
        return _conflict(request, access, shown, claim, verdict)
    except Impossible as error:
        messages.error(request, said(error))
        return _back(request, shown, claim)
    remember(request, made.group, shown.pk)
    return _card(request, access, shown, claim) if _partial(request) else _back(request, shown, claim)


def _conflict(request: HttpRequest, access: Any, shown: Paper, claim: str, verdict: str, value: Any = None) -> HttpResponse:
    row = proposals(access, shown, claim)[0]
    context = {"row": row, "paper": shown, "wanted": verdict, "conflict": True, "reason": _reason(request),
               "wanted_value": fields_told(row["claim"].kind, value) if value else []}
    template = "review/_card.html" if _partial(request) else "review/conflict.html"
    return render(request, template, context, status=409)


def _card(request: HttpRequest, access: Any, shown: Paper, claim: str) -> HttpResponse:
    """One proposal as it stands now, and the bar above it, for HTMX."""
    rows = proposals(access, shown)
    row = next((r for r in rows if r["claim"].pk == claim), None)
    if row is None:
        raise Http404
    return render(request, "review/_answer.html", {
        "row": row, "paper": shown, "left": sum(r["asks"] for r in rows), "undoable": can_undo(request, shown.pk),
        "next": reviewing.next_paper(access, shown),
    })


def correct(request: HttpRequest, claim: str) -> HttpResponse:
    """The form of a claim's fields; what is typed becomes a judgement, the claim stays as read."""
    access = officer(request)
    read = access.claim(claim)
    shown = _paper_of(access, read)
    row = proposals(access, shown, claim)
    if not row:
        raise Http404
    made = row[0]["judgement"]
    value = {**read.fields, **(made.value if made and made.verdict == "correct" and isinstance(made.value, dict) else {})}
    near = shown.partnership.codes if shown.partnership else []
    form = Fields(read.kind, request.POST if request.method == "POST" else None, value=value, near=near, auto_id=f"id_{claim}_%s")
    if request.method == "POST" and form.is_valid():
        given = {k: v for k, v in form.given().items() if k in FIELDS[read.kind]}
        try:
            done = judge.judge(request.user, read, "correct", value=given, reason=_reason(request),  # type: ignore[arg-type]
                               expects=request.POST.get("expects") or None)
        except Conflict:
            return _conflict(request, access, shown, claim, "correct", {k: v for k, v in given.items() if v != value.get(k)})
        except Impossible as error:
            form.add_error(error.field if error.field in form.fields else None, said(error))
        else:
            remember(request, done.group, shown.pk)
            return _card(request, access, shown, claim) if _partial(request) else _back(request, shown, claim)
    context = {"form": form, "row": row[0], "paper": shown, "reason": _reason(request)}
    template = "review/_correct.html" if _partial(request) else "review/correct.html"
    return render(request, template, context, status=422 if form.is_bound else 200)


@require_POST
def mark_claim(request: HttpRequest, claim: str) -> HttpResponse:
    """Raise one telling above its paper's marking, or put it back."""
    access = officer(request)
    read = access.claim(claim)
    shown = _paper_of(access, read)
    level = number(request.POST.get("marking"), max(Marking.values))
    try:
        mark.mark_claim(request.user, read, level if level and level > shown.marking else None,  # type: ignore[arg-type]
                        reason=_reason(request))
    except Impossible as error:
        messages.error(request, said(error))
    else:
        messages.success(request, _("Its marking is changed."))
    return redirect("paper", key=shown.pk)


@require_POST
def accept(request: HttpRequest, key: int) -> HttpResponse:
    """Accept all that is left of a paper."""
    access = officer(request)
    shown = access.paper(key)
    _needs(access, shown)
    group, count = judge.accept_paper(request.user, shown)  # type: ignore[arg-type]
    if count:
        remember(request, group, shown.pk)
    messages.success(request, ngettext("%(n)s proposal accepted.", "%(n)s proposals accepted.", count) % {"n": count})
    return redirect("review_paper", key=key)


@require_POST
def done(request: HttpRequest, key: int) -> HttpResponse:
    """Say that a paper has been gone through, though something is left undecided."""
    access = officer(request)
    shown = access.paper(key)
    judge.reviewed(request.user, shown)  # type: ignore[arg-type]
    following = reviewing.next_paper(access, shown)
    return redirect("review_paper", key=following.pk) if following else redirect("review")


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back the last decision of this session, or the last of it on the paper that the form names."""
    access = officer(request)
    group = take_last(request, number(request.POST.get("paper")) or None)
    if group is None:
        messages.info(request, _("There is nothing to undo."))
        return redirect("review")
    first = Judgement.objects.filter(group=group, who=request.user).first()
    try:
        count = judge.undo(request.user, group)  # type: ignore[arg-type]
    except (Conflict, Impossible):
        messages.error(request, _("Somebody decided again since; nothing was taken back."))
    else:
        what = f"{decision_name(first.verdict)}, {_words(access, first)}" if first is not None else ""
        told = ngettext("%(n)s decision taken back (%(what)s).", "%(n)s decisions taken back (%(what)s).", count)
        messages.success(request, told % {"n": count, "what": what})
        if first is not None and first.other:
            bring_up_of(access, first.claim)
    claim = Claim.objects.filter(pk=first.claim).first() if first and access.sees_claim(first.claim) else None
    return _back(request, _paper_of(access, claim), claim.pk) if claim else redirect("review")


def _words(access: Any, judgement: Judgement) -> str:
    """The words that a decision was on, as far as the person sees them."""
    claims = Claim.objects.in_bulk([c for c in (judgement.claim, judgement.other) if c and access.sees_claim(c)])
    return " / ".join(shorten(c.citations[0][3], _SAID, placeholder="\u2026") for c in claims.values() if c.citations)


def bring_up_of(access: Any, claim: str) -> None:
    """Make the record that a claim belongs to again, at once."""
    from servanda_site.register.projecting import bring_up

    if access.sees_claim(claim):
        shown = _paper_of(access, access.claim(claim))
        if shown.partnership is not None:
            bring_up(shown.partnership)


@require_safe
def others(request: HttpRequest, key: int) -> HttpResponse:
    """Who else is at this paper now."""
    shown = officer(request).paper(key)
    return render(request, "review/_others.html", {
        "paper": shown, "others": presence.here(request.user, shown.pk)})  # type: ignore[arg-type]


def confirmations(request: HttpRequest) -> HttpResponse:
    """Officers' decisions that wait for a head of desk; POST confirms those ticked."""
    access = request.access  # type: ignore[attr-defined]
    desks = access.desks(Role.HEAD)
    if not desks:
        raise PermissionDenied
    rows = reviewing.unconfirmed(access, desks)
    if request.method == "POST":
        chosen = rows.filter(pk__in=request.POST.getlist("judgement")[:200])
        count = judge.confirm(request.user, chosen)  # type: ignore[arg-type]
        messages.success(request, ngettext("%(n)s decision confirmed.", "%(n)s decisions confirmed.", count) % {"n": count})
        return redirect("confirmations")
    page = paged(request, rows)
    claims = Claim.objects.in_bulk({c for j in page.object_list for c in (j.claim, j.other) if c})
    papers = access.papers_of({c.document for c in claims.values()})
    shown = [{"judgement": j, "claim": claims.get(j.claim), "other": claims.get(j.other), "paper": papers.get(j.document),
              "value": fields_told(claims[j.claim].kind, j.value) if j.claim in claims and isinstance(j.value, dict) else []}
             for j in page.object_list]
    return render(request, "review/confirmations.html", {"page": page, "rows": shown})


@require_POST
def overturn(request: HttpRequest, judgement: str) -> HttpResponse:
    """A head of desk takes an officer's decision back."""
    access = request.access  # type: ignore[attr-defined]
    found = reviewing.unconfirmed(access, access.desks(Role.HEAD)).filter(pk=judgement).first()
    if found is None:
        raise Http404
    try:
        judge.overturn(request.user, found, reason=_reason(request))  # type: ignore[arg-type]
    except Conflict:
        messages.error(request, _("Somebody decided again since; nothing was taken back."))
    else:
        messages.success(request, ngettext("%(n)s decision taken back.", "%(n)s decisions taken back.", 1) % {"n": 1})
    return redirect("confirmations")


@require_safe
def lost(request: HttpRequest) -> HttpResponse:
    """Decided claims that the newest reading of their paper no longer sees, each with its likeliest successor."""
    access = officer(request)
    page = paged(request, reviewing.lost(access))
    rows = [{"claim": claim, "paper": paper, "successor": successor}
            for claim, paper, successor in reviewing.succeeded(access, list(page.object_list))]
    return render(request, "review/lost.html", {"page": page, "rows": rows})


def officer(request: HttpRequest) -> Any:
    """The person's rights, if they decide anything anywhere.

    Raises:
        PermissionDenied: they only read.
    """
    access = request.access  # type: ignore[attr-defined]
    if access.highest_role < Role.OFFICER:
        raise PermissionDenied
    return access


def _needs(access: Any, shown: Paper) -> None:
    if not access.may(Role.OFFICER, shown.partnership_id):
        raise PermissionDenied


def _paper_of(access: Any, claim: Claim) -> Paper:
    """The paper in which this person decides on a claim: where they are an officer, if there is one."""
    found = list(access.papers().filter(sha256=claim.document).order_by("marking", "pk"))
    best = next((p for p in found if access.may(Role.OFFICER, p.partnership_id)), found[0] if found else None)
    if best is None:
        raise Http404
    _needs(access, best)
    return best


def _partial(request: HttpRequest) -> bool:
    return bool(request.htmx)  # type: ignore[attr-defined]


def _back(request: HttpRequest, shown: Paper, claim: str) -> HttpResponse:
    """To the review of the paper, or to where the form says it was."""
    if request.POST.get("to") == "lost":
        return redirect("lost_claims")
    return redirect(f"{reverse('review_paper', args=[shown.pk])}#claim-{claim}")


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "").strip()[:2000]
