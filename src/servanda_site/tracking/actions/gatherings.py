"""What is kept alike of sessions and visits: days, place, delegations, who is asked by calendar invitation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda_site.accounts.models import User
from servanda_site.register.actions.refusals import Impossible, needs
from servanda_site.register.journal import write
from servanda_site.register.models import Partnership, Role
from servanda_site.tracking.actions.levels import sound_day
from servanda_site.tracking.models import Delegate, Gathering, Invitee, Session, Visit

FIELDS = ("status", "start", "end", "starts", "ends", "zone", "place", "host", "link")
_EMPTY: Mapping[str, Any] = {"zone": "", "place": "", "host": "", "link": "", "status": Gathering.Status.PLANNED}
MOST_PEOPLE = 200


def fill(row: Gathering, given: Mapping[str, Any]) -> None:
    """Set what is given of days, place and status.

    Raises:
        Impossible: what cannot be (ends before it begins, no such zone, held on a day to come).
    """
    for name in FIELDS:
        if name in given:
            setattr(row, name, given[name] if given[name] is not None else _EMPTY.get(name))
    _sound_days(row)
    if row.status not in Gathering.Status.values:
        raise Impossible(_("no such state of things"), "status")
    if row.host:
        sound_side(row.partnership, row.host, "host")
    if row.zone:
        try:
            ZoneInfo(row.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise Impossible(_("no such time zone"), "zone") from error


def _sound_days(row: Gathering) -> None:
    sound_day(row.start, "start")
    sound_day(row.end, "end")
    if row.end and not row.start:
        raise Impossible(_("a last day needs a first"), "start")
    if row.start and row.end and row.end < row.start:
        raise Impossible(_("the last day is before the first"), "end")
    if row.starts and not row.start:
        raise Impossible(_("a time of day needs a day"), "start")
    if row.ends and not row.starts:
        raise Impossible(_("say when it begins, too"), "starts")
    if row.starts and row.ends and (row.end or row.start) == row.start and row.ends <= row.starts:
        raise Impossible(_("it ends before it begins"), "ends")
    if row.status == Gathering.Status.HELD and (row.start is None or row.start > timezone.localdate()):
        raise Impossible(_("what was held has a day, not one still to come"), "start")
    if row.starts and row.zone and row.start:  # an hour the clocks leap over
        there = datetime.combine(row.start, row.starts, ZoneInfo(row.zone)) if _known(row.zone) else None
        if there is not None and there.astimezone(ZoneInfo("UTC")).astimezone(ZoneInfo(row.zone)).time() != row.starts:
            raise Impossible(_("the clocks leap over this time of day there"), "starts")


def _known(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def told(row: Gathering) -> dict[str, Any]:
    """Days, place and status as the log keeps them."""
    return {name: value.isoformat() if hasattr(value := getattr(row, name), "isoformat") else value for name in FIELDS}


def matters(before: Mapping[str, Any], row: Gathering) -> bool:
    """Whether calendars must be told of a change: of days, place, link, or whether it takes place."""
    now = told(row)
    off = (Gathering.Status.CANCELLED, Gathering.Status.POSTPONED)
    moved = any(before[n] != now[n] for n in FIELDS if n not in ("status", "host"))
    return moved or (before["status"] in off) != (row.status in off)


def ask_again(before: Mapping[str, Any], row: Session | Visit) -> None:
    """Forget the answers where other days or hours were set, or it takes place again: who is asked has to answer anew."""
    now = told(row)
    off = (Gathering.Status.CANCELLED, Gathering.Status.POSTPONED)
    moved = any(before[n] != now[n] for n in ("start", "end", "starts", "ends", "zone"))
    if moved or (before["status"] in off and row.status not in off):
        row.invitees.exclude(answer=Invitee.Answer.NONE).update(answer=Invitee.Answer.NONE, answered=None)


def raise_version(row: Gathering, *, calendar: bool = True) -> None:
    """Note a change; where calendars must be told of it, by a higher sequence."""
    row.version, row.changed = row.version + 1, timezone.now()
    if calendar:
        row.sequence += 1


def sound_side(partnership: Partnership, state: str, field: str = "state") -> None:
    """Refuse a state that is none of the partnership's."""
    if state not in partnership.codes:
        raise Impossible(_("%(state)s is none of its states") % {"state": state}, field)


def sound_name(name: str) -> str:
    """A name without needless spaces; refused where nothing is left."""
    found = " ".join(name.split())[:300]
    if not found:
        raise Impossible(_("a name is needed"), "name")
    return found


@transaction.atomic
def add_delegate(user: User, row: Session | Visit, *, state: str, name: str, office: str = "", head: bool = False,
                 order: int | None = None) -> Delegate:
    """Add somebody to a side's delegation (order: their place in it, else the last); a new head takes the place of the old."""
    needs(user, Role.OFFICER, row.partnership)
    sound_side(row.partnership, state)
    held = row.delegates.filter(state=state)
    if held.count() >= MOST_PEOPLE:
        raise Impossible(_("too many people"))
    former = held.filter(head=True).first() if head else None
    if head:
        held.update(head=False)
    made = Delegate.objects.create(**_of(row), state=state, name=sound_name(name), office=" ".join(office.split())[:300],
                                   head=head, order=held.count() + 1 if order is None else order)
    write(user, "add delegate", _target(row), before={"headed by": former.name} if former else None, after=_delegate(made),
          partnership=row.partnership, marking=row.marking)
    return made


def _delegate(row: Delegate) -> dict[str, Any]:
    """Somebody of a delegation as the log keeps them."""
    return {"name": row.name, "state": row.state, "office": row.office, "head": row.head, "order": row.order}


@transaction.atomic
def remove_delegate(user: User, row: Session | Visit, key: int, *, head: str = "") -> None:
    """Take somebody out of a delegation. head: who of their side heads it in their place."""
    needs(user, Role.OFFICER, row.partnership)
    found = row.delegates.filter(pk=key).first()
    if found is None:
        return
    chief = row.delegates.filter(state=found.state, name=head).exclude(pk=key).first() if head and found.head else None
    write(user, "remove delegate", _target(row), before=_delegate(found), after={"headed by": chief.name} if chief else None,
          partnership=row.partnership, marking=row.marking)
    found.delete()
    if chief is not None:
        Delegate.objects.filter(pk=chief.pk).update(head=True)


@transaction.atomic
def ask(user: User, row: Session | Visit, *, name: str, email: str) -> Invitee:
    """Put somebody on the list of those who get the calendar invitation."""
    needs(user, Role.OFFICER, row.partnership)
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Impossible(_("this is no e-mail address"), "email") from error
    if row.invitees.filter(email=email).exists():
        raise Impossible(_("they are asked already"), "email")
    if row.invitees.count() >= MOST_PEOPLE:
        raise Impossible(_("too many people"))
    made = Invitee.objects.create(**_of(row), name=sound_name(name or email), email=email)
    write(user, "ask to come", _target(row), after={"name": made.name, "email": email}, partnership=row.partnership,
          marking=row.marking)
    return made


@transaction.atomic
def unask(user: User, row: Session | Visit, key: int) -> Invitee:
    """Take somebody off the list of those who get the calendar invitation; who it was.

    Raises:
        NotAllowed; Impossible: they are not on it (any more).
    """
    needs(user, Role.OFFICER, row.partnership)
    found = row.invitees.filter(pk=key).first()
    if found is None:
        raise Impossible(_("they are not on the list any more"))
    write(user, "ask no longer", _target(row), before={"name": found.name, "email": found.email, "answer": found.answer},
          partnership=row.partnership, marking=row.marking)
    Invitee.objects.filter(pk=key).delete()
    return found


@transaction.atomic
def answer(user: User, row: Session | Visit, email: str, partstat: str, sequence: int) -> Invitee:
    """Note what somebody answered to a calendar invitation.

    Raises:
        NotAllowed; Impossible: they were not asked, or answer to an invitation that was changed since or never sent.
    """
    needs(user, Role.OFFICER, row.partnership)
    found = row.invitees.filter(email=email.strip().lower()).first()
    if found is None:
        raise Impossible(_("this reply is from %(who)s, who was not asked: nothing was noted") % {"who": email})
    if partstat not in Invitee.Answer.values:
        raise Impossible(_("this reply says neither yes nor no: nothing was noted"))
    if sequence < row.sequence:
        raise Impossible(_("%(who)s answered an invitation that was changed since: send it again") % {"who": found.name})
    if sequence > (found.told if found.told >= 0 else row.sequence):
        raise Impossible(_("%(who)s answered an invitation newer than any that was sent: nothing was noted")
                         % {"who": found.name})
    before = found.answer
    found.answer, found.answered = partstat, timezone.now()
    found.save(update_fields=["answer", "answered"])
    write(user, "answer to invitation", _target(row), before={"email": found.email, "answer": before},
          after={"email": found.email, "answer": partstat}, partnership=row.partnership, marking=row.marking)
    return found


@transaction.atomic
def sent(user: User, row: Session | Visit, people: list[Invitee]) -> None:
    """Note to whom the invitation as it stands was sent."""
    needs(user, Role.OFFICER, row.partnership)
    Invitee.objects.filter(pk__in=[p.pk for p in people]).update(told=row.sequence)
    write(user, "send invitation", _target(row), after={"to": [p.email for p in people], "sequence": row.sequence},
          partnership=row.partnership, marking=row.marking)


def _of(row: Session | Visit) -> dict[str, Any]:
    return {"session": row} if isinstance(row, Session) else {"visit": cast(Visit, row)}


def _target(row: Session | Visit) -> str:
    """What the log calls it."""
    return f"{'session' if isinstance(row, Session) else 'visit'}:{row.pk}"
