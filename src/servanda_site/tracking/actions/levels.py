"""Under which marking something may be kept: never lower than what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from servanda_site.accounts.models import User
from servanda_site.register.actions.refusals import Impossible, NotAllowed
from servanda_site.register.models import Fact, Marking, Paper, Partnership
from servanda_site.register.visibility import Access

_FIRST_YEAR, _LAST_YEAR = 1900, 2200


def level(user: User, partnership: Partnership, about: Iterable[Fact], wanted: int | None = None, least: int = 0) -> int:
    """The marking of something about these facts; the lowest that can be, where none is wanted.

    Raises:
        Impossible: what it is about or rests on is marked higher, or it is about something of another partnership.
        NotAllowed: the person is not cleared for it.
    """
    about = list(about)
    for fact in about:
        of_here(partnership, fact, "fact")
    floor = max([least, *(lowest(f) for f in about)])
    if wanted is not None and wanted not in Marking.values:
        raise Impossible(_("no such marking"), "marking")
    if wanted is not None and wanted < floor:
        raise Impossible(_("what it is about or rests on is marked “%(marking)s”: it cannot be marked lower")
                         % {"marking": Marking(floor).label}, "marking")
    found = floor if wanted is None else wanted
    if found > Access(user).clearance(partnership):
        raise NotAllowed
    return found


def lowest(fact: Fact) -> int:
    """The lowest clearance at which a fact is seen."""
    projection = fact.projection
    found = Fact.objects.filter(projection__partnership=projection.partnership_id, members__claim=fact.fact)
    return min(found.values_list("projection__marking", flat=True), default=projection.marking)


def of_here(partnership: Partnership, what: Fact | Paper | None, field: str) -> None:
    """Refuse a fact or paper of another partnership.

    Raises:
        Impossible
    """
    if isinstance(what, Fact) and what.projection.partnership_id != partnership.pk:
        raise Impossible(_("it is a fact of another partnership"), field)
    if isinstance(what, Paper) and what.partnership_id != partnership.pk:
        raise Impossible(_("it is a paper of another partnership"), field)


def sound_day(day: date | None, field: str) -> None:
    """Refuse days no diplomat of today deals with: typing errors.

    Raises:
        Impossible
    """
    if day is not None and not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise Impossible(_("%(day)s cannot be meant") % {"day": day.isoformat()}, field)
