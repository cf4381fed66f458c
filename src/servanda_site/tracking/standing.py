"""What stands of undertakings, for pages that list them: states on both tracks, how old they are, what is suggested."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from servanda_site.register.models import Fact, FactClaim, Partnership
from servanda_site.register.visibility import Access
from servanda_site.tracking import visibility
from servanda_site.tracking.models import InvitationChange, MadeOn, State, StateChange, Suggestion, Track
from servanda_site.tracking.models.states import CLOSED, GROUNDLESS

NOT_ASSESSED = "none"


@dataclass(slots=True)
class Standing:
    """What stands of one undertaking. made: the day it was first told of. waiting: suggestions nobody decided on.

    noted: what people said last of an invitation.
    """

    assessed: StateChange | None = None
    declared: dict[str, StateChange] = field(default_factory=dict)
    made: date | None = None
    made_said: str = ""
    waiting: int = 0
    noted: InvitationChange | None = None

    @property
    def closed(self) -> bool:
        """Whether nothing is due any more, as far as it is assessed, or noted of an invitation."""
        return bool((self.assessed and self.assessed.closed) or (self.noted and self.noted.ends))

    @property
    def age(self) -> int | None:
        """How many days ago it was first told of."""
        return (timezone.localdate() - self.made).days if self.made else None


def attach(access: Access, facts: Iterable[Fact]) -> None:
    """Give each undertaking among some facts its `standing`. Four queries, however many there are; one more for invitations."""
    rows = [f for f in facts if f.kind == "undertaking"]
    for fact in rows:
        fact.standing = Standing()  # type: ignore[attr-defined]
    if not rows:
        return
    by_key = {f.pk: f for f in rows}
    seen = visibility.allowed(access)
    current = StateChange.objects.filter(seen, current=True)
    open_ones = visibility.suggestions(access).filter(decision=Suggestion.Decision.PROPOSED)
    wanted = Q(claim__in=current.values("promise")) | Q(claim__in=open_ones.values("promise"))
    owner: dict[str, Fact] = {}
    for claim, key in FactClaim.objects.filter(wanted, fact__in=list(by_key)).values_list("claim", "fact"):
        owner[claim] = by_key[key]
    if owner:
        _states(current, owner)
        for promise in open_ones.filter(promise__in=list(owner)).values_list("promise", flat=True):
            owner[promise].standing.waiting += 1  # type: ignore[attr-defined]
    _invitations(access, rows)
    _days(access, rows)


def of_one(access: Access, fact: Fact, changes: Iterable[StateChange], waiting: int) -> Standing:
    """What stands of one undertaking, from its changes (the newest first)."""
    found = Standing(waiting=waiting)
    for change in changes:
        if not change.current or change.undone:
            continue
        if change.track == Track.ASSESSED:
            found.assessed = found.assessed or change
        else:
            found.declared.setdefault(change.party, change)
    fact.standing = found  # type: ignore[attr-defined]
    _invitations(access, [fact])
    _days(access, [fact])
    return found


def _states(current: QuerySet[StateChange], owner: dict[str, Fact]) -> None:
    found = current.filter(promise__in=list(owner)).select_related("suggestion").order_by("pk")
    for change in found:  # the last of each track stands
        standing: Standing = owner[change.promise].standing  # type: ignore[attr-defined]
        if change.track == Track.ASSESSED:
            standing.assessed = change
        else:
            standing.declared[change.party] = change


def _invitations(access: Access, rows: Sequence[Fact]) -> None:
    owner = {claim: f for f in rows if f.type == "invitation" for claim in members(f)}
    if not owner:
        return
    for change in noted(access).filter(promise__in=list(owner)).select_related("who").order_by("pk"):  # the last one stands
        owner[change.promise].standing.noted = change  # type: ignore[attr-defined]


def noted(access: Access) -> QuerySet[InvitationChange]:
    """What was said of invitations and not taken back, as far as who asks is cleared."""
    return InvitationChange.objects.filter(visibility.allowed(access), undone=None)


def _days(access: Access, rows: Sequence[Fact]) -> None:
    marking = {p.pk: (p.partnership_id, p.marking) for p in (access.projection(x) for x in access.partnerships) if p is not None}
    days = {(partnership, level, promise): (day, said) for partnership, level, promise, day, said in MadeOn.objects.filter(
        promise__in=[f.fact for f in rows]).values_list("partnership", "marking", "promise", "day", "said")}
    for fact in rows:
        where = marking.get(fact.projection_id)
        if where is not None:
            standing: Standing = fact.standing  # type: ignore[attr-defined]
            standing.made, standing.made_said = days.get((*where, fact.fact), (None, ""))


def first_told(fact: Fact) -> date | None:
    """The day an undertaking was first told of, as who sees this row of it knows."""
    projection = fact.projection
    found = MadeOn.objects.filter(partnership=projection.partnership_id, marking=projection.marking, promise=fact.fact)
    return found.values_list("day", flat=True).first()


def in_state(access: Access, partnership: Partnership, track: str, state: str) -> Q:
    """Which facts of a partnership stand so on a track, as a condition on facts; `none`: nothing is said on it."""
    current = StateChange.objects.filter(visibility.allowed(access), partnership=partnership, track=track, current=True)
    if state != NOT_ASSESSED:
        current = current.filter(state=state)
    found = Q(pk__in=_owners(access, partnership, current))
    return ~found if state == NOT_ASSESSED else found


def closed(access: Access, partnership: Partnership) -> Q:
    """Which facts of a partnership are closed: as assessed, or as noted of invitations."""
    current = StateChange.objects.filter(visibility.allowed(access), partnership=partnership, track=Track.ASSESSED, current=True,
                                         state__in=[State(s) for s in CLOSED]).exclude(GROUNDLESS)
    said = noted(access).filter(partnership=partnership)
    ended = said.filter(~Exists(said.filter(promise=OuterRef("promise"), pk__gt=OuterRef("pk"))),
                        state__in=InvitationChange.ENDING)
    return Q(pk__in=_owners(access, partnership, current)) | Q(pk__in=_owners(access, partnership, ended))


def answered(access: Access, partnership: Partnership) -> Q:
    """Which invitations of a partnership people noted something of: nothing is due of them, as where papers tell the answer."""
    return Q(pk__in=_owners(access, partnership, noted(access).filter(partnership=partnership)))


def older(access: Access, partnership: Partnership, day: date) -> Q:
    """Which undertakings were told of before a day, as a condition on facts."""
    projection = access.projection(partnership)
    found = MadeOn.objects.filter(partnership=partnership, marking=projection.marking if projection else -1, day__lt=day)
    return Q(fact__in=found.values("promise"))


def _owners(access: Access, partnership: Partnership, changes: QuerySet[Any]) -> QuerySet[FactClaim]:
    projection = access.projection(partnership)
    found = FactClaim.objects.filter(projection=projection.pk if projection else 0, claim__in=changes.values("promise"))
    return found.values("fact")  # type: ignore[return-value]


def members(fact: Fact) -> list[str]:
    """Every id under which something may be kept of a fact."""
    return [fact.fact, *fact.data["claims"]]
