"""Decide on claims: accept, correct, reject, "not sure"; take a decision back; confirm what an officer proposed."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda_site.accounts.models import User
from servanda_site.register import reviewing, tasks
from servanda_site.register.actions.refusals import Conflict, Impossible, NotAllowed, needs
from servanda_site.register.journal import write
from servanda_site.register.judging import decide, standing
from servanda_site.register.locks import serialised
from servanda_site.register.models import Claim, Judgement, Paper, Partnership, Role
from servanda_site.register.projecting import touch
from servanda_site.register.validating import checked
from servanda_site.register.visibility import Access

VERDICTS = ("confirm", "reject", "correct", "unsure")


def judge(user: User, claim: Claim, verdict: str, *, value: dict[str, Any] | None = None, reason: str = "",
          expects: str | None = None, group: str | None = None, wakes: bool = True) -> Judgement:
    """Decide on one claim.

    Args:
        verdict: confirm, reject, correct (with `value`: the fields that differ), unsure.
        expects: what the person saw stand when they decided: the id of the judgement in force, or the decision where they
            know no more ("proposed"); if another stands by now, nothing is changed.
        group: decisions taken together are taken back together. wakes: have the record made again at once.

    Raises:
        NotAllowed, Conflict, Impossible (a corrected value that cannot be).
    """
    if verdict not in VERDICTS:
        raise Impossible(_("no verdict: %(verdict)s") % {"verdict": verdict})
    with transaction.atomic():
        serialised("judgements")
        claim = Claim.objects.select_for_update().get(pk=claim.pk)
        partnership, marking = where(user, claim, Role.OFFICER)
        if expects is not None and expects != (standing_on(claim) if expects.startswith("j-") else claim.decision):
            raise Conflict(_("decided meanwhile"), claim.decision)
        made = append(user, verdict, claim=claim, value=checked(claim, value) if verdict == "correct" else None, reason=reason,
                      group=group or new_group(), partnership=partnership, supersedes=standing_on(claim))
        _log(user, made, claim, partnership, marking)
        decide(claim)
        settle(user, claim.document)
        _changed(partnership, wakes=wakes)
    return made


def accept_paper(user: User, paper: Paper) -> tuple[str, int]:
    """Accept everything of a paper that waits for a decision. Returns the group (for undo) and how many."""
    access, group, count = Access(user), new_group(), 0
    with transaction.atomic():
        serialised("judgements")
        claims = list(access.claims([paper]).filter(current=True, decision="proposed"))
        quiet = reviewing.silenced(access, paper, claims)
        for claim in claims:
            if claim.pk not in quiet:
                judge(user, claim, "confirm", group=group, wakes=not count)
                count += 1
        reviewed(user, paper)
    return group, count


def reviewed(user: User, paper: Paper) -> None:
    """Say that a paper has been gone through."""
    needs(user, Role.OFFICER, paper.partnership)
    Paper.objects.filter(pk=paper.pk).update(reviewed=timezone.now(), reviewer=user)


def settle(user: User, document: str) -> None:
    """A paper of which nothing waits any more has been gone through; one of which something waits again has not."""
    papers = Paper.objects.filter(sha256=document, state=Paper.State.READ)
    if Claim.objects.filter(document=document, current=True, decision="proposed").exists():
        papers.exclude(reviewed=None).update(reviewed=None, reviewer=None)
    else:
        papers.filter(reviewed=None).update(reviewed=timezone.now(), reviewer=user)


def undo(user: User, group: str) -> int:
    """Take back decisions taken together: each is withdrawn (and kept), what stood before stands again. How many.

    Raises:
        NotAllowed: they are somebody else's and the person is no head of desk.
        Conflict: somebody decided again since. Impossible: there are none.
    """
    with transaction.atomic():
        serialised("judgements")
        rows = list(standing().filter(group=group))
        made = set(Judgement.objects.filter(group=group).values_list("pk", flat=True))
        later = Judgement.objects.filter(supersedes__in=made - {r.pk for r in rows}).exclude(verdict="withdraw")
        if later.exclude(who=user).exists() or (rows and later.exists()):
            raise Conflict(_("decided meanwhile"))
        if not rows:
            raise Impossible(_("nothing to undo"))
        _take_back(user, rows)
    return len(rows)


def overturn(user: User, judgement: Judgement, *, reason: str = "") -> None:
    """A head of desk takes an officer's decision back; it is kept, and what stood before stands again.

    Raises:
        NotAllowed; Conflict: it no longer stands.
    """
    with transaction.atomic():
        serialised("judgements")
        if not standing().filter(pk=judgement.pk).exists():
            raise Conflict(_("decided meanwhile"))
        _take_back(user, [judgement], role=Role.HEAD, reason=reason)


def _take_back(user: User, rows: Iterable[Judgement], *, role: int | None = None, reason: str = "") -> None:
    back = new_group()
    for row in reversed(list(rows)):
        claim = Claim.objects.filter(pk=row.claim).first()
        needed = role or (Role.OFFICER if row.who_id == user.pk else Role.HEAD)
        partnership, marking = where(user, claim, needed) if claim else (None, 0)
        before = Judgement.objects.filter(pk=row.supersedes).first() if row.supersedes else None
        if before is not None and before.verdict != "withdraw":  # say again what stood before
            made = append(user, before.verdict, claim=claim, other=before.other, field=before.field, value=before.value,
                          reason=before.reason, group=back, partnership=partnership, supersedes=row.pk)
        else:
            made = append(user, "withdraw", claim=claim, other=row.other, field=row.field, reason=reason, group=back,
                          partnership=partnership, supersedes=row.pk)
        if claim is not None:
            _log(user, made, claim, partnership, marking, action="undo")
            decide(claim)
            settle(user, claim.document)
        _changed(partnership)


def confirm(user: User, judgements: Iterable[Judgement]) -> int:
    """A head of desk confirms what officers proposed. How many."""
    count = 0
    with transaction.atomic():
        for row in judgements:
            claim = Claim.objects.filter(pk=row.claim).first()
            if claim is None or row.confirmed_at is not None:
                continue
            partnership, marking = where(user, claim, Role.HEAD)
            Judgement.objects.filter(pk=row.pk, confirmed_at=None).update(confirmed_by=user, confirmed_at=timezone.now())
            write(user, "confirm", f"judgement:{row.pk}", after={"claim": row.claim, "verdict": row.verdict},
                  partnership=partnership, document=claim.document, marking=marking)
            count += 1
    return count


def where(user: User, claim: Claim, role: int) -> tuple[Partnership | None, int]:
    """The partnership in which a person decides on a claim, and the marking of what is decided.

    Raises:
        NotAllowed: they may not see it, or have not the role where they see it.
    """
    access = Access(user)
    for paper in access.papers().filter(sha256=claim.document):
        marking = max(paper.marking, claim.marking or 0)
        if marking <= access.clearance(paper.partnership_id) and access.may(role, paper.partnership_id):
            return paper.partnership, marking
    raise NotAllowed


def append(user: User, verdict: str, *, claim: Claim | None, other: str = "", field: str = "", value: Any = None,
           reason: str = "", group: str, partnership: Partnership | None, supersedes: str = "") -> Judgement:
    """Add one judgement. A head of desk's is confirmed as it is made."""
    last = Judgement.objects.order_by("-order").first()
    head = Access(user).may(Role.HEAD, partnership)
    now = timezone.now()
    return Judgement.objects.create(
        id=f"j-{secrets.token_hex(8)}", order=last.order + 1 if last else 1, at=now, who=user, other=other, field=field,
        claim=claim.pk if claim else "", verdict=verdict, value=value, reason=reason, supersedes=supersedes,
        key=claim.key if claim else "",
        document=claim.document if claim else "", quote=claim.citations[0][3] if claim and claim.citations else "", group=group,
        confirmed_by=user if head else None, confirmed_at=now if head else None)


def new_group() -> str:
    """A name for decisions taken together."""
    return f"g-{secrets.token_hex(8)}"


def standing_on(claim: Claim) -> str:
    """The id of the judgement in force on a claim; empty where there is none."""
    last = standing().filter(claim=claim.pk, other="", field="").last()
    return last.pk if last else ""


def _log(user: User, made: Judgement, claim: Claim, partnership: Partnership | None, marking: int, action: str = "judge") -> None:
    write(user, action, f"claim:{claim.pk}", before={"decision": claim.decision},
          after={"judgement": made.pk, "verdict": made.verdict, "value": made.value, "other": made.other}, why=made.reason,
          partnership=partnership, document=claim.document, marking=marking)


def _changed(partnership: Partnership | None, *, wakes: bool = True) -> None:
    touch(partnership)
    if partnership is not None and wakes:
        tasks.wake_partnership(partnership)
