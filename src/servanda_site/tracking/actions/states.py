"""Change the state of an undertaking, on one of its two tracks; take a change back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from servanda_site.accounts.models import User
from servanda_site.register.actions.refusals import Conflict, Impossible, NotAllowed, needs
from servanda_site.register.journal import write
from servanda_site.register.locks import serialised
from servanda_site.register.models import Fact, Marking, Paper, Partnership, Role
from servanda_site.register.visibility import Access
from servanda_site.tracking import standing, visibility
from servanda_site.tracking.actions import evidence
from servanda_site.tracking.actions.levels import level, of_here
from servanda_site.tracking.models import State, StateChange, Suggestion, Track


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a change rests on: any of these."""

    suggestion: Suggestion | None = None
    fact: Fact | None = None
    paper: Paper | None = None
    words: str = ""

    @property
    def none(self) -> bool:
        """Whether it rests on nothing."""
        return not (self.suggestion or self.fact or self.paper or self.words.strip())


@transaction.atomic
def change(user: User, fact: Fact, *, track: str, state: str, day: date, party: str = "", grounds: Grounds, reason: str = "",
           marking: int | None = None, expects: int | None = None) -> StateChange:
    """Say what has become of an undertaking.

    Args:
        fact: the undertaking, as this person sees it. party: who declares; none for what is assessed.
        marking: who may see the change; never lower than what it is about and rests on, which it is without one.
        expects: the change the person saw stand (0: none).

    Raises:
        NotAllowed; Conflict: another change stands by now; Impossible: what was asked cannot be.
    """
    partnership = fact.projection.partnership
    needs(user, Role.OFFICER, partnership)
    serialised(f"states {partnership.pk}")
    _check(partnership, fact, track, state, day, party)
    _in_time(fact, day)
    of_here(partnership, grounds.paper, "paper")
    least = max(grounds.suggestion.marking if grounds.suggestion else 0, grounds.paper.marking if grounds.paper else 0)
    kept = level(user, partnership, [fact, *([grounds.fact] if grounds.fact else [])], marking, least=least)
    if grounds.none and not reason.strip():
        raise Impossible(_("say what it rests on (evidence, a fact, a paper or words), or give the reason"), "words")
    if grounds.suggestion is not None:
        _confirmed(user, grounds.suggestion)
    held = _of(fact, track, party)
    now = in_force(held, Access(user).clearance(partnership))
    if expects is not None and expects != (now.pk if now else 0):
        raise Conflict(_("decided meanwhile"), now)
    made = StateChange.objects.create(
        partnership=partnership, marking=kept, promise=fact.fact, track=track, party=party, state=state, day=day,
        suggestion=grounds.suggestion, fact=grounds.fact.fact if grounds.fact else "", paper=grounds.paper,
        words=grounds.words.strip()[:4000], reason=reason.strip()[:2000], who=user)
    _settle([*held, made])
    before = now.state if now and now.marking <= kept else None
    write(user, "state", f"undertaking:{fact.fact}", before={"state": before},
          after={"track": track, "party": party, "state": state, "day": day.isoformat(), "words": made.words}, why=made.reason,
          partnership=partnership, marking=kept)
    return made


@transaction.atomic
def undo(user: User, row: StateChange) -> None:
    """Take a change back; what stood before stands again. Somebody else's: heads of desk.

    Raises:
        NotAllowed; Conflict: it was followed by another, or taken back already.
    """
    serialised(f"states {row.partnership_id}")
    found = visibility.changes(Access(user)).filter(pk=row.pk).first()
    if found is None:
        raise NotAllowed
    needs(user, Role.OFFICER if found.who_id == user.pk else Role.HEAD, found.partnership)
    fact = Access(user).fact(found.promise)
    held = _of(fact, found.track, found.party)
    if found.undone or any(c.pk > found.pk and c.marking <= found.marking for c in held):
        raise Conflict(_("decided meanwhile"), in_force(held, Access(user).clearance(found.partnership)))
    StateChange.objects.filter(pk=found.pk).update(undone=timezone.now(), undone_by=user, current=False)
    _settle([c for c in held if c.pk != found.pk])
    write(user, "undo state", f"undertaking:{found.promise}", before={"track": found.track, "state": found.state},
          partnership=found.partnership, marking=found.marking)


def in_force(rows: Sequence[StateChange], clearance: int) -> StateChange | None:
    """The change that stands for somebody of a clearance."""
    return next((c for c in reversed(rows) if c.undone is None and c.marking <= clearance), None)


def _check(partnership: Partnership, fact: Fact, track: str, state: str, day: date, party: str) -> None:
    if fact.kind != "undertaking":
        raise Impossible(_("only undertakings have a state"))
    if track not in Track.values or state not in State.values:
        raise Impossible(_("there is no such state"), "state")
    if (track == Track.DECLARED) != bool(party) or (party and party not in partnership.codes):
        raise Impossible(_("say which party declares it"), "party")
    if day > timezone.localdate():
        raise Impossible(_("this day is still to come"), "day")
    if day.year < 1900:
        raise Impossible(_("this day is too long ago"), "day")


def _in_time(fact: Fact, day: date) -> None:
    """Refuse a day before the undertaking was first told of."""
    told = standing.first_told(fact)
    if told is not None and day < told:
        raise Impossible(_("the undertaking was first told of on %(day)s: no state of it can be older")
                         % {"day": date_format(told)}, "day")


def _confirmed(user: User, suggestion: Suggestion) -> None:
    """Whoever sets a state on evidence confirms it; on what was rejected none can rest."""
    if suggestion.decision == Suggestion.Decision.REJECTED:
        raise Impossible(_("this evidence was rejected: no state can rest on it"), "suggestion")
    if suggestion.decision == Suggestion.Decision.PROPOSED:
        evidence.decide(user, suggestion, "confirm")
        suggestion.refresh_from_db()


def _of(fact: Fact, track: str, party: str) -> list[StateChange]:
    """The changes of one track of an undertaking, the oldest first, whoever may see them."""
    found = StateChange.objects.filter(promise__in=[fact.fact, *fact.data["claims"]], track=track, party=party,
                                       partnership=fact.projection.partnership_id, undone=None)
    return list(found.order_by("pk"))


def _settle(rows: Sequence[StateChange]) -> None:
    """Mark what is in force: for each clearance, the last change it sees."""
    held = {c.pk for m in Marking.values if (c := in_force(rows, m)) is not None}
    for row in rows:
        if row.current != (row.pk in held):
            StateChange.objects.filter(pk=row.pk).update(current=row.pk in held)
            row.current = row.pk in held
