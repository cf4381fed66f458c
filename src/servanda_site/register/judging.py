"""Judgements as the core understands them, and what follows from them for each claim."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from servanda.reconciliation import Judgement as CoreJudgement
from servanda.reconciliation.judgement import Target, checked
from servanda_site.register.models import Claim, Judgement

DECISIONS = {"confirm": "confirmed", "reject": "rejected", "correct": "corrected", "unsure": "unsure"}
_MANY = 5000


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


def in_force(claims: Collection[str], documents: Sequence[str]) -> list[CoreJudgement]:
    """The judgements in force on these claims and on near copies among these documents (the claims' own among them),
    oldest first. Corrected values that no record can hold (earlier versions kept some) are set aside: nothing follows from
    them, and `servanda check` lists them."""
    rows: list[Judgement] = []
    for part in (documents[i : i + _MANY] for i in range(0, len(documents), _MANY)):
        rows += standing().filter(document__in=part)
    ids = set(claims) if rows else set()
    made = (checked(core_judgement(row))[0] for row in sorted(rows, key=lambda j: j.order)
            if row.claim in ids or row.verdict == "reject")
    return [judgement for judgement in made if judgement is not None]


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
