"""Invitations: what stands of each, and which later visits may have paid them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from servanda_site.register.models import Fact
from servanda_site.register.places import state_of
from servanda_site.register.visibility import Access
from servanda_site.tracking.models import InvitationChange, StateChange, Suggestion, Visit
from servanda_site.tracking.standing import Standing, attach, members
from servanda_site.tracking.visibility import allowed, sees, suggestions

State = InvitationChange.State
_MOST = 500


def changes(access: Access) -> QuerySet[InvitationChange]:
    """What was said of invitations that may be seen."""
    found = InvitationChange.objects.filter(allowed(access), undone=None).filter(sees(access, "promise"))
    return found.select_related("partnership", "who", "visit")


@dataclass(slots=True)
class Invitation:
    """One invitation. said: what people said of it, the oldest first. visits: planned or paid ones that follow from it."""

    fact: Fact
    said: list[InvitationChange] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    paid_by: Fact | None = None
    may_be: list[Fact] = field(default_factory=list)

    @property
    def now(self) -> InvitationChange | None:
        """What was said last."""
        return self.said[-1] if self.said else None

    @property
    def open(self) -> bool:
        """Whether it still stands: an answer alone does not end it, a visit paid does."""
        return self.closing is None and (self.now is None or not self.now.ends)

    @property
    def closing(self) -> StateChange | None:
        """What closes it as an undertaking, where it is assessed so."""
        standing: Standing = self.fact.standing  # type: ignore[attr-defined]
        return standing.assessed if standing.assessed is not None and standing.assessed.closed else None

    @property
    def answer(self) -> str:
        """What was answered: by what people said, else by what the papers tell."""
        told = next((c.state for c in reversed(self.said) if c.state in (State.ACCEPTED, State.DECLINED)), "")
        return told or self.fact.status

    @property
    def host(self) -> str:
        """Who invites, where it is one side."""
        return self.fact.states.strip() if len(self.fact.states.split()) == 1 else ""


def invitations(access: Access, facts: Sequence[Fact]) -> list[Invitation]:
    """What stands of some invitations. A constant number of queries."""
    attach(access, facts)
    found = {f.fact: Invitation(f) for f in facts}
    owner = {claim: f.fact for f in facts for claim in members(f)}
    if not found:
        return []
    for change in changes(access).filter(promise__in=list(owner)).order_by("pk")[:_MOST]:
        found[owner[change.promise]].said.append(change)
    for visit in Visit.objects.filter(allowed(access), promise__in=list(owner), removed=None).order_by("start")[:_MOST]:
        found[owner[visit.promise]].visits.append(visit)
    paid = {c.event: i for i in found.values() for c in i.said if c.event}
    hints = {}
    for s in suggestions(access).filter(promise__in=list(owner), relation="fulfils", plain=False).exclude(
            decision=Suggestion.Decision.REJECTED)[:_MOST]:
        hints.setdefault(s.deed, []).append(found[owner[s.promise]])  # type: ignore[var-annotated]
    deeds = access.facts_of([*paid, *hints])
    for key, invitation in paid.items():
        invitation.paid_by = deeds.get(key)
    for key, listed in hints.items():
        for invitation in listed:
            if key in deeds and deeds[key] not in invitation.may_be:
                invitation.may_be.append(deeds[key])
    return list(found.values())


def open_ones(access: Access, listed: Mapping[int, Sequence[Fact]]) -> dict[int, list[Invitation]]:
    """Those that still stand, of the invitations of several partnerships."""
    found = {i.fact.fact: i for i in invitations(access, [f for facts in listed.values() for f in facts])}
    return {key: [found[f.fact] for f in facts if found[f.fact].open] for key, facts in listed.items()}


def later_visits(access: Access, fact: Fact, limit: int = 40) -> list[Fact]:
    """Visits of the record that may have paid an invitation: to the side that invited, or to a place it names not."""
    made: date | None = getattr(getattr(fact, "standing", None), "made", None)
    found = access.facts(fact.projection.partnership).filter(kind="event", type="visit").exclude(status="planned")
    if made is not None:
        found = found.filter(end__gte=made)
    host = fact.states.strip()
    rows = list(found.order_by("-start")[: limit * 3])
    return [v for v in rows if not (place := state_of(v.data.get("place") or "")) or place == host or " " in host][:limit]
