"""What was read, and what people decide of it, for programs: decide, undo, confirm, join, part, add by hand, mark."""

from __future__ import annotations

from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from servanda_site.api import schemas as s
from servanda_site.api.authentication import scope
from servanda_site.api.papers import paper_told
from servanda_site.api.parts import Cursor, Given, Identity, Level, Many, Number, Place, Slug, Words, access_of, page, user_of
from servanda_site.register import reviewing, texts
from servanda_site.register.actions import add_fact, mark
from servanda_site.register.actions import judge as judging
from servanda_site.register.actions import merge as merging
from servanda_site.register.actions.refusals import NotAllowed, needs
from servanda_site.register.models import Claim, Judgement, Partnership, Role
from servanda_site.register.projecting import bring_up

router = Router(tags=["review"])
KindName = Literal[tuple(add_fact.NEEDED)]  # type: ignore[valid-type]
JudgementId = Path(..., pattern=r"^j-[0-9a-f]{16}$")


class AcceptedOut(Schema):
    """How many proposals were accepted; the group takes them back together."""

    group: str
    accepted: int


class JudgementPage(Schema):
    """Some decisions; `next` continues."""

    items: list[s.JudgementOut]
    next: str | None = None


class ConfirmIn(Given):
    """The decisions to be confirmed."""

    judgements: list[str] = Field(max_length=200)


class ConfirmedOut(Schema):
    """How many were confirmed."""

    confirmed: int


class OverturnIn(Given):
    """Why."""

    reason: Words = ""


class LostOut(Schema):
    """A claim people decided on that the newest reading of its paper no longer sees. successor: what likely takes its place."""

    claim: s.ClaimOut
    paper: int
    successor: str | None


class TellingMarkIn(Given):
    """A marking above the paper's (none: back to the paper's), and why."""

    marking: Level | None = None
    reason: Words = ""


class FactIn(Given):
    """A fact that words of a paper tell. value: the fields of its kind (docs/reference/record.md). quote: the words, exactly as
    they stand there; start, end: where (code points), if they stand there more than once."""

    kind: KindName
    value: dict[str, Any]
    quote: str = Field(min_length=1, max_length=4000)
    start: Place | None = None
    end: Place | None = None


class SourcedIn(Given):
    """A fact that rests on a source which is no paper of the register: its words and its source are kept as a note."""

    kind: KindName
    value: dict[str, Any]
    words: str = Field(min_length=1, max_length=4000, pattern="^[^\\x00]*$")
    source: str = Field(min_length=1, max_length=500, pattern="^[^\\x00]*$")
    marking: Level = 0


def _judgement(j: Judgement) -> dict[str, Any]:
    return {"id": j.pk, "at": j.at, "who": str(j.who), "claim": j.claim, "other": j.other, "verdict": j.verdict, "value": j.value,
            "reason": j.reason, "supersedes": j.supersedes, "group": j.group, "confirmed": j.confirmed_at is not None}


@router.get("/facts/{identity}/judgements", auth=scope("read"), response=list[s.JudgementOut])
def decisions(request: HttpRequest, identity: str = Identity) -> Any:
    """Every decision on a fact's tellings, oldest first."""
    held = request.access.fact(identity).data["claims"]  # type: ignore[attr-defined]
    rows = Judgement.objects.filter(claim__in=held).select_related("who")
    sees = request.access.sees_claim  # type: ignore[attr-defined]
    return [_judgement(j) for j in rows if not j.other or j.other in held or sees(j.other)]


@router.post("/facts/{identity}/same", auth=scope("decide"), response=s.GroupOut)
def same(request: HttpRequest, pair: s.PairIn, identity: str = Identity) -> Any:
    """Say that two facts are one."""
    access = request.access  # type: ignore[attr-defined]
    return {"group": merging.merge(access.user, access.fact(identity), access.fact(pair.other), reason=pair.reason)}


@router.post("/facts/{identity}/part", auth=scope("decide"), response=s.GroupOut)
def part(request: HttpRequest, pair: s.PairIn, identity: str = Identity) -> Any:
    """Take one telling (a claim) out of a fact."""
    access = request.access  # type: ignore[attr-defined]
    return {"group": merging.part(access.user, access.fact(identity), pair.other, reason=pair.reason)}


@router.get("/papers/{key}/claims", auth=scope("read"), response=list[s.ClaimOut])
def claims(request: HttpRequest, key: int = Number) -> Any:
    """What was read in a paper, with the decision in force on each."""
    found = request.access.paper(key)  # type: ignore[attr-defined]
    return [_claim(c) for c in request.access.claims([found])]  # type: ignore[attr-defined]


def _claim(c: Claim) -> dict[str, Any]:
    return {"id": c.pk, "kind": c.kind, "document": c.document, "decision": c.decision, "current": c.current, "fields": c.fields,
            "citations": c.citations, "why": c.why}


@router.get("/claims/{identity}", auth=scope("read"), response=s.ClaimOut)
def claim(request: HttpRequest, identity: str = Identity) -> Any:
    """One claim."""
    return _claim(request.access.claim(identity))  # type: ignore[attr-defined]


@router.post("/claims/{identity}/judgements", auth=scope("decide"), response={201: s.JudgementOut})
def judge(request: HttpRequest, given: s.JudgementIn, identity: str = Identity) -> Any:
    """Decide on a claim: accept, reject, correct, not sure."""
    access = request.access  # type: ignore[attr-defined]
    made = judging.judge(access.user, access.claim(identity), given.verdict, value=given.value, reason=given.reason,
                         expects=given.expects)
    return 201, _judgement(made)


@router.post("/judgements/{group}/undo", auth=scope("decide"), response=s.Undone)
def undo(request: HttpRequest, group: str = Path(..., pattern=r"^g-[0-9a-f]{16}$")) -> Any:
    """Take back decisions taken together."""
    return {"undone": judging.undo(request.access.user, group)}  # type: ignore[attr-defined]


# What waits, what was decided.

def _desks(request: HttpRequest, role: int) -> list[Partnership]:
    """The desks at which who asks has a role.

    Raises:
        NotAllowed: there is none.
    """
    access = access_of(request)
    if access.highest_role < role:
        raise NotAllowed
    return access.desks(role)


@router.get("/review", auth=scope("read"), response=s.PaperPage)
def review(request: HttpRequest, kind: KindName | None = None, unsure: bool = Query(False), after: str | None = Cursor,
           limit: int = Many) -> Any:
    """Papers with something for you to decide on (officers). unsure: with something left open, instead."""
    access, desks = access_of(request), _desks(request, Role.OFFICER)
    found = reviewing.queue(access, kind=kind or "", unsure=unsure)
    if not access.may(Role.OFFICER):
        found = found.filter(partnership__in=desks)
    return page(found, after, limit, lambda rows: map(paper_told, rows))


@router.post("/papers/{key}/accept", auth=scope("decide"), response=AcceptedOut)
def accept_paper(request: HttpRequest, key: int = Number) -> Any:
    """Accept all that is left to decide of a paper."""
    found = access_of(request).paper(key)
    needs(user_of(request), Role.OFFICER, found.partnership)
    group, count = judging.accept_paper(user_of(request), found)
    return {"group": group, "accepted": count}


@router.post("/papers/{key}/reviewed", auth=scope("decide"), response=s.PaperOut)
def paper_reviewed(request: HttpRequest, key: int = Number) -> Any:
    """Say that a paper has been gone through, though something is left undecided."""
    found = access_of(request).paper(key)
    judging.reviewed(user_of(request), found)
    return paper_told(found)


@router.get("/judgements/unconfirmed", auth=scope("read"), response=JudgementPage)
def unconfirmed(request: HttpRequest, after: str | None = Cursor, limit: int = Many) -> Any:
    """Officers' decisions that wait for a head of desk, the oldest first (heads of desk)."""
    found = reviewing.unconfirmed(access_of(request), _desks(request, Role.HEAD))
    rows = list((found.filter(order__gt=int(after)) if after else found)[: limit + 1])
    return {"items": [_judgement(j) for j in rows[:limit]], "next": str(rows[limit - 1].order) if len(rows) > limit else None}


@router.post("/judgements/confirm", auth=scope("decide"), response=ConfirmedOut)
def confirm(request: HttpRequest, given: ConfirmIn) -> Any:
    """Confirm officers' decisions (heads of desk); those that are not there to be confirmed are passed over."""
    rows = reviewing.unconfirmed(access_of(request), _desks(request, Role.HEAD)).filter(pk__in=given.judgements)
    return {"confirmed": judging.confirm(user_of(request), rows)}


@router.post("/judgements/{judgement}/overturn", auth=scope("decide"), response=s.Undone)
def overturn(request: HttpRequest, given: OverturnIn, judgement: str = JudgementId) -> Any:
    """Take an officer's decision back (heads of desk); it is kept, and what stood before stands again."""
    desks = access_of(request).desks(Role.HEAD)
    found = reviewing.unconfirmed(access_of(request), desks).filter(pk=judgement).first()
    if found is None:
        raise Http404
    judging.overturn(user_of(request), found, reason=given.reason)
    return {"undone": 1}


@router.get("/lost-claims", auth=scope("read"), response=list[LostOut])
def lost_claims(request: HttpRequest) -> Any:
    """Decided claims that the newest reading of their paper no longer sees, at most 200 (officers)."""
    _desks(request, Role.OFFICER)
    access = access_of(request)
    return [{"claim": _claim(claim), "paper": found.pk, "successor": successor.pk if successor else None}
            for claim, found, successor in reviewing.succeeded(access, reviewing.lost(access, 200))]


# Marked, and added by hand.

@router.post("/claims/{identity}/marking", auth=scope("decide"), response=s.ClaimOut)
def mark_claim(request: HttpRequest, given: TellingMarkIn, identity: str = Identity) -> Any:
    """Raise one telling above its paper's marking, or put it back (lower: heads of desk)."""
    access = access_of(request)
    mark.mark_claim(user_of(request), access.claim(identity), given.marking, reason=given.reason)
    return _claim(Claim.objects.get(pk=identity))


@router.post("/papers/{key}/facts", auth=scope("decide"), response={201: s.ClaimOut})
def add_fact_of(request: HttpRequest, given: FactIn, key: int = Number) -> Any:
    """Add a fact that words of a paper tell; it cites them."""
    found = access_of(request).paper(key)
    needs(user_of(request), Role.OFFICER, found.partnership)
    if found.reading is None:
        raise Http404
    start, end = add_fact.find(texts.kept(found.reading.content, found.name), given.quote, given.start, given.end)
    return 201, _claim(add_fact.add_from_paper(user_of(request), found, given.kind, given.value, start, end))


@router.post("/partnerships/{slug}/facts", auth=scope("decide"), response={201: s.ClaimOut})
def add_sourced_fact(request: HttpRequest, given: SourcedIn, slug: str = Slug) -> Any:
    """Add a fact that rests on a stated source: a call, a note, a meeting."""
    partnership = access_of(request).partnership(slug)
    made = add_fact.add_from_source(user_of(request), partnership, given.kind, given.value, given.words, given.source,
                                    given.marking)
    bring_up(partnership)
    return 201, _claim(made)
