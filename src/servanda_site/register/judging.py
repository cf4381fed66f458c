"""Judgements as the core understands them, and what follows from them for each claim."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from servanda.reconciliation import Judgement as CoreJudgement
from servanda.reconciliation.judgement import Target
from servanda_site.register.models import Claim, Judgement

DECISIONS = {"confirm": "confirmed", "reject": "rejected", "correct": "corrected", "unsure": "unsure"}
_MANY = 900


def core_judgement(row: Judgement) -> CoreJudgement:
    """The core's judgement of a kept one."""
    if row.other:
        target = Target(pair=(row.claim, row.other))
    elif row.field:
        target = Target(field=(row.claim, row.field))
    else:
        target = Target(claim=row.claim)
    return CoreJudgement(
        id=row.pk, at=row.at.isoformat(), who=str(row.who_id), target=target, verdict=row.verdict,  # type: ignore[arg-type]
        value=row.value, reason=row.reason or None, key=row.key or None, document=row.document or None, quote=row.quote or None,
    )


def in_force(claims: Iterable[str], documents: Iterable[str]) -> list[CoreJudgement]:
    """The judgements in force on these claims and on near copies among these documents, oldest first."""
    rows: dict[str, Judgement] = {}
    for part in _parts(list(claims)):
        for row in standing().filter(Q(claim__in=part) | Q(other__in=part)):
            rows[row.pk] = row
    for part in _parts(list(documents)):
        for row in standing().filter(document__in=part, verdict="reject"):
            rows[row.pk] = row
    return [core_judgement(row) for row in sorted(rows.values(), key=lambda j: j.order)]


def standing():  # type: ignore[no-untyped-def]
    """The judgements that no later one supersedes, withdrawals left out."""
    gone = Judgement.objects.exclude(supersedes="").values("supersedes")
    return Judgement.objects.exclude(pk__in=gone).exclude(verdict="withdraw").order_by("order")


def decide(claim: Claim) -> str:
    """Set a claim's decision to what its judgements say now, and return it."""
    last = standing().filter(claim=claim.pk, other="").order_by("order").last()
    decision = DECISIONS.get(last.verdict, "proposed") if last else "proposed"
    if last is None and claim.by_id is not None:
        decision = "manual"
    if decision != claim.decision:
        claim.decision = decision
        claim.save(update_fields=["decision"])
    return decision


def _parts(keys: list[str]) -> Iterable[list[str]]:
    return (keys[i : i + _MANY] for i in range(0, len(keys), _MANY))
