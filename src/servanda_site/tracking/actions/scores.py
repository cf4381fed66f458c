"""Windows of assessment, and the scores people give in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from servanda_site.accounts.models import User
from servanda_site.register.actions.refusals import Impossible, NotAllowed, needs
from servanda_site.register.journal import write
from servanda_site.register.locks import serialised
from servanda_site.register.models import Fact, Partnership, Role
from servanda_site.register.visibility import Access
from servanda_site.tracking import compliance, visibility
from servanda_site.tracking.actions import evidence as decided
from servanda_site.tracking.actions.levels import lowest
from servanda_site.tracking.models import Score, Suggestion, Window
from servanda_site.tracking.standing import members


@transaction.atomic
def add_window(user: User, partnership: Partnership, title: str, start: date, end: date) -> Window:
    """Open a window of assessment.

    Raises:
        NotAllowed; Impossible: no title, or it ends before it begins.
    """
    needs(user, Role.OFFICER, partnership)
    title = " ".join(title.split())[:200]
    if not title:
        raise Impossible(_("a title is needed"), "title")
    if end < start:
        raise Impossible(_("it ends before it begins"), "end")
    made = Window.objects.create(partnership=partnership, title=title, start=start, end=end, by=user)
    write(user, "add window", f"window:{made.pk}", after={"title": title, "start": start.isoformat(), "end": end.isoformat()},
          partnership=partnership)
    return made


@transaction.atomic
def score(user: User, window: Window, fact: Fact, side: str, value: int | None, *, reason: str = "",
          evidence: Sequence[Suggestion] = ()) -> Score:
    """Give a side's score for an undertaking in a window; without a value it is "not assessed" again.

    Args:
        reason: the remark; needed where no evidence is named. evidence: what it rests on, of this undertaking; what nobody
            decided on is confirmed by it. The score is marked at least as what it rests on.

    Raises:
        NotAllowed; Impossible: no such score, the side does not owe it, or it cannot rest on this.
    """
    access = Access(user)
    if not visibility.windows(access).filter(pk=window.pk).exists() or fact.projection.partnership_id != window.partnership_id:
        raise NotAllowed
    needs(user, Role.OFFICER, window.partnership)
    if value is not None and value not in compliance.VALUES:
        raise Impossible(_("a score is -1, 0 or +1"), "value")
    rests = _evidence(user, access, fact, evidence) if value is not None else []
    if value is not None and not reason.strip() and not rests:
        raise Impossible(_("say why, or name the source"), "reason")
    if fact.kind != "undertaking" or side not in compliance.sides_of(fact, window.partnership):
        raise Impossible(_("this side does not owe it"), "side")
    serialised(f"scores {window.pk}")
    before = Score.objects.filter(window=window, promise__in=members(fact), side=side, current=True)
    level = max([lowest(fact), window.marking, *(s.marking for s in rests)])
    was = [s.value for s in before.order_by("pk") if s.marking <= level]
    before.filter(marking__gte=level).update(current=False)  # who is cleared for less goes on seeing theirs
    made = Score.objects.create(window=window, marking=level, promise=fact.fact, side=side, value=value, who=user,
                                reason=reason.strip()[:2000])
    made.evidence.set(rests)
    write(user, "score", f"undertaking:{fact.fact}", before={"value": was[-1] if was else None},
          after={"window": window.pk, "side": side, "value": value, "evidence": [s.pk for s in rests]}, why=made.reason,
          partnership=window.partnership, marking=level)
    return made


def _evidence(user: User, access: Access, fact: Fact, chosen: Sequence[Suggestion]) -> list[Suggestion]:
    """What a score may rest on: evidence of this undertaking that was not rejected; it stands as confirmed from now on."""
    keys = {s.pk for s in chosen}
    found = list(visibility.suggestions(access).filter(pk__in=keys, promise__in=members(fact)).order_by("pk"))
    if len(found) != len(keys) or any(s.decision == Suggestion.Decision.REJECTED for s in found):
        raise Impossible(_("this is no evidence of the undertaking, or it was rejected"), "evidence")
    for row in found:
        if row.decision == Suggestion.Decision.PROPOSED:
            decided.decide(user, row, "confirm")
    return found
