"""Windows of assessment, and the scores people give in them."""

from __future__ import annotations

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
from servanda_site.tracking.actions.levels import lowest
from servanda_site.tracking.models import Score, Window
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
def score(user: User, window: Window, fact: Fact, side: str, value: int | None, *, reason: str = "") -> Score:
    """Give a side's score for an undertaking in a window; without a value it is "not assessed" again.

    Raises:
        NotAllowed; Impossible: no such score, or the side does not owe it.
    """
    access = Access(user)
    if not visibility.windows(access).filter(pk=window.pk).exists() or fact.projection.partnership_id != window.partnership_id:
        raise NotAllowed
    needs(user, Role.OFFICER, window.partnership)
    if value is not None and value not in compliance.VALUES:
        raise Impossible(_("a score is -1, 0 or +1"), "value")
    if value is not None and not reason.strip():
        raise Impossible(_("say why, or name the source"), "reason")
    if fact.kind != "undertaking" or side not in compliance.sides_of(fact, window.partnership):
        raise Impossible(_("this side does not owe it"), "side")
    serialised(f"scores {window.pk}")
    before = Score.objects.filter(window=window, promise__in=members(fact), side=side, current=True)
    level = max(lowest(fact), window.marking)
    was = [s.value for s in before if s.marking <= level]
    before.update(current=False)
    made = Score.objects.create(window=window, marking=level, promise=fact.fact, side=side, value=value, who=user,
                                reason=reason.strip()[:2000])
    write(user, "score", f"undertaking:{fact.fact}", before={"value": was[-1] if was else None},
          after={"window": window.pk, "side": side, "value": value}, why=made.reason,
          partnership=window.partnership, marking=level)
    return made
