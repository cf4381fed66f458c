"""Say that two facts are one, or that a telling belongs to another fact. Reversible: each is a judgement on pairs of claims."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from servanda_site.accounts.models import User
from servanda_site.register.actions.judge import append, new_group, where
from servanda_site.register.actions.refusals import Impossible
from servanda_site.register.journal import write
from servanda_site.register.judging import standing
from servanda_site.register.locks import serialised
from servanda_site.register.models import Claim, Fact, Judgement, Role
from servanda_site.register.projecting import bring_up, touch


def merge(user: User, first: Fact, second: Fact, *, reason: str = "") -> str:
    """Join two facts of one kind and partnership. Returns the group (for undo)."""
    if first.kind != second.kind or first.projection.partnership_id != second.projection.partnership_id:
        raise Impossible(_("two facts of one kind and one partnership can be joined"))
    if first.fact == second.fact:
        raise Impossible(_("one and the same"))
    if first.kind == "entity" and first.type != second.type:
        raise Impossible(_("a person and an organisation are two"))
    return _pairs(user, "same", [(first.data["claims"][0], second.data["claims"][0])], reason, first)


def keep_apart(user: User, first: Fact, second: Fact, *, reason: str = "") -> str:
    """Say that two facts are two: they are neither joined by themselves nor proposed again. Returns the group (for undo)."""
    if first.kind != second.kind or first.projection.partnership_id != second.projection.partnership_id:
        raise Impossible(_("two facts of one kind and one partnership can be kept apart"))
    if first.fact == second.fact:
        raise Impossible(_("one and the same"))
    return _pairs(user, "different", [(first.data["claims"][0], second.data["claims"][0])], reason, first)


def part(user: User, fact: Fact, claim: str, *, reason: str = "") -> str:
    """Take one telling out of a fact. Returns the group (for undo)."""
    others = [c for c in fact.data["claims"] if c != claim]
    if claim not in fact.data["claims"] or not others:
        raise Impossible(_("it has only this telling"))
    return _pairs(user, "different", [(claim, other) for other in others], reason, fact)


def _pairs(user: User, verdict: str, pairs: list[tuple[str, str]], reason: str, fact: Fact) -> str:
    group = new_group()
    with transaction.atomic():
        serialised("judgements")
        for one, other in pairs:
            claim = Claim.objects.get(pk=one)
            partnership, marking = where(user, claim, Role.OFFICER)
            where(user, Claim.objects.get(pk=other), Role.OFFICER)
            made = append(user, verdict, claim=claim, other=other, reason=reason, group=group, partnership=partnership,
                          supersedes=_standing(one, other))
            write(user, "merge" if verdict == "same" else "part", f"claim:{one}", after={"judgement": made.pk, "other": other},
                  why=reason, partnership=partnership, document=claim.document, marking=marking)
        touch(fact.projection.partnership)
        bring_up(fact.projection.partnership)
    return group


def _standing(one: str, other: str) -> str:
    rows: list[Judgement] = [*standing().filter(claim=one, other=other), *standing().filter(claim=other, other=one)]
    return max(rows, key=lambda j: j.order).pk if rows else ""
