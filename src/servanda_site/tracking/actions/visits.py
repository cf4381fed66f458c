"""Keep visits and consultations, their programmes, and what became of invitations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from servanda_site.accounts.models import User
from servanda_site.register.actions.refusals import Conflict, Impossible, NotAllowed, needs
from servanda_site.register.journal import write
from servanda_site.register.locks import serialised
from servanda_site.register.models import Fact, Partnership, Role
from servanda_site.register.visibility import Access
from servanda_site.tracking import invited
from servanda_site.tracking.actions import gatherings
from servanda_site.tracking.actions.levels import level, sound_day
from servanda_site.tracking.models import Gathering, InvitationChange, ProgrammeItem, Visit
from servanda_site.tracking.standing import first_told, members

_OWN = ("title", "kind", "form", "guest", "forum", "outcome")
MOST_POINTS = 200


@transaction.atomic
def add_visit(user: User, partnership: Partnership, given: Mapping[str, Any], *, promise: Fact | None = None,
              event: Fact | None = None, marking: int | None = None) -> Visit:
    """Put a visit or consultations in the calendar. promise: the invitation it follows from; event: what the record tells of it.

    Raises:
        NotAllowed; Impossible: what cannot be.
    """
    needs(user, Role.OFFICER, partnership)
    row = Visit(partnership=partnership, by=user, promise=_invitation(promise), event=event.fact if event else "",
                marking=level(user, partnership, [f for f in (promise, event) if f is not None], marking))
    _fill(row, given)
    row.save()
    write(user, "add visit", f"visit:{row.pk}", after=_told(row), partnership=partnership, marking=row.marking)
    return row


@transaction.atomic
def change_visit(user: User, row: Visit, given: Mapping[str, Any], *, promise: Fact | None = None, marking: int | None = None,
                 expects: int | None = None) -> Visit:
    """Change days, place, status or outcome of a visit.

    Raises:
        NotAllowed; Conflict: it is not what the person saw; Impossible.
    """
    row = _locked(user, row, expects)
    before = _told(row)
    about = list(Access(user).facts_of([row.event]).values()) + ([promise] if promise else [])
    row.marking = level(user, row.partnership, about, row.marking if marking is None else marking)
    row.promise = _invitation(promise)
    _fill(row, given)
    gatherings.raise_version(row, calendar=gatherings.matters(before, row) or before["title"] != row.title)
    row.save()
    gatherings.ask_again(before, row)
    write(user, "change visit", f"visit:{row.pk}", before=before, after=_told(row), partnership=row.partnership,
          marking=max(row.marking, before["marking"]))
    return row


def _invitation(promise: Fact | None) -> str:
    if promise is None:
        return ""
    if promise.kind != "undertaking" or promise.type != "invitation":
        raise Impossible(_("this is no invitation"), "promise")
    return promise.fact


def _fill(row: Visit, given: Mapping[str, Any]) -> None:
    for name in _OWN:
        if name in given:
            setattr(row, name, given[name].strip())
    if not row.title:
        raise Impossible(_("say what it is called"), "title")
    if row.kind not in Visit.Kind.values or row.form not in Visit.Form.values:
        raise Impossible(_("no such way to meet"), "form")
    if row.form == Visit.Form.MARGINS and not row.forum:
        raise Impossible(_("on the margins of which meeting?"), "forum")
    gatherings.fill(row, given)
    if row.guest:
        gatherings.sound_side(row.partnership, row.guest, "guest")
    if row.guest and row.guest == row.host:
        raise Impossible(_("a side is not its own guest"), "guest")


def _told(row: Visit) -> dict[str, Any]:
    return gatherings.told(row) | {name: getattr(row, name) for name in (*_OWN, "marking", "promise")}


def _locked(user: User, row: Visit, expects: int | None) -> Visit:
    needs(user, Role.OFFICER, row.partnership)
    found = Visit.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=row.pk)
    if expects is not None and expects != found.version:
        raise Conflict(_("changed meanwhile"), found)
    return found


@transaction.atomic
def add_point(user: User, row: Visit, *, title: str, day: date | None = None, at: time | None = None, people: str = "",
              place: str = "", result: str = "") -> ProgrammeItem:
    """Put a meeting on a visit's programme. result: what came of it."""
    row = _locked(user, row, None)
    sound_day(day, "day")
    if at and not day:
        raise Impossible(_("a time of day needs a day"), "day")
    if day and row.start and not row.start <= day <= (row.end or row.start):
        raise Impossible(_("this day is not one of the visit's"), "day")
    if not title.strip():
        raise Impossible(_("say what it is"), "title")
    if row.programme.count() >= MOST_POINTS:
        raise Impossible(_("too many points"))
    made = ProgrammeItem.objects.create(visit=row, title=" ".join(title.split())[:300], day=day, at=at,
                                        people=" ".join(people.split())[:500], place=" ".join(place.split())[:300],
                                        result=result.strip()[:4000])
    _note(user, row, "add to programme", calendar=True, after=_point(made))
    return made


def _point(row: ProgrammeItem) -> dict[str, Any]:
    """A point of a programme as the log keeps it."""
    return {"point": row.pk, "title": row.title, "day": row.day.isoformat() if row.day else None,
            "at": row.at.isoformat() if row.at else None, "people": row.people, "place": row.place, "result": row.result}


@transaction.atomic
def point_result(user: User, row: Visit, key: int, result: str, *, remove: bool = False) -> None:
    """Say what came of a meeting, or take it off the programme."""
    row = _locked(user, row, None)
    point = row.programme.filter(pk=key).first()
    if point is None:
        raise Impossible(_("it is not on the programme any more"))
    before = {"point": point.pk, "title": point.title, "result": point.result}
    if remove:
        before = _point(point)
        point.delete()
        _note(user, row, "take off programme", calendar=True, before=before)
        return
    point.result = result.strip()[:4000]
    point.save(update_fields=["result"])
    _note(user, row, "result of meeting", before=before, after=before | {"result": point.result})


@transaction.atomic
def move_programme(user: User, row: Visit, by: int, *, expects: int | None = None) -> int:
    """Move all meetings of a visit by some days, after the visit itself was moved. How many.

    Raises:
        NotAllowed; Conflict: it is not what the person saw; Impossible: one of them would stand outside the visit's days.
    """
    row = _locked(user, row, expects)
    points = list(row.programme.exclude(day=None))
    before = {str(p.pk): p.day.isoformat() for p in points}
    for point in points:
        try:
            point.day += timedelta(days=by)
        except OverflowError as error:
            raise Impossible(_("this day is not one of the visit's"), "day") from error
        if row.start is None or not row.start <= point.day <= (row.end or row.start):
            raise Impossible(_("this day is not one of the visit's"), "day")
    ProgrammeItem.objects.bulk_update(points, ["day"])
    if points and by:
        _note(user, row, "move programme", calendar=True, before={"days": before, "by": 0},
              after={"days": {str(p.pk): p.day.isoformat() for p in points}, "by": by})
    return len(points)


def _note(user: User, row: Visit, action: str, *, calendar: bool = False, **told: Any) -> None:
    gatherings.raise_version(row, calendar=calendar)
    row.save(update_fields=["version", "changed", "sequence"])
    write(user, action, f"visit:{row.pk}", partnership=row.partnership, marking=row.marking, **told)


@transaction.atomic
def settle(user: User, promise: Fact, state: str, day: date, *, visit: Visit | None = None, event: Fact | None = None,
           reason: str = "", expects: int | None = None) -> InvitationChange:
    """Say what became of an invitation: answered, paid (by a visit of ours or of the record), lapsed.

    Raises:
        NotAllowed; Conflict: another change stands by now; Impossible.
    """
    partnership = promise.projection.partnership
    needs(user, Role.OFFICER, partnership)
    _invitation(promise)
    serialised(f"invitations {partnership.pk}")
    if state not in InvitationChange.State.values:
        raise Impossible(_("no such state of things"), "state")
    sound_day(day, "day")
    if day > timezone.localdate():
        raise Impossible(_("this day is still to come"), "day")
    told = first_told(promise)
    if told is not None and day < told:
        raise Impossible(_("the invitation was first told of on %(day)s: nothing became of it before")
                         % {"day": date_format(told)}, "day")
    ended = visit.end or visit.start if visit else event.end if event else None
    if state == InvitationChange.State.PAID and told is not None and ended is not None and ended < told:
        raise Impossible(_("this visit was over before the invitation was first told of, on %(day)s")
                         % {"day": date_format(told)}, "visit")
    if state == InvitationChange.State.PAID and visit is None and event is None:
        raise Impossible(_("say by which visit it was paid"), "visit")
    if state == InvitationChange.State.PAID:
        _begun(visit, event)
    last = invited.changes(Access(user)).filter(promise__in=members(promise)).last()  # of what is hidden no refusal tells
    if expects is not None and expects != (last.pk if last else 0):
        raise Conflict(_("decided meanwhile"), last)
    least = visit.marking if visit else 0
    made = InvitationChange.objects.create(
        partnership=partnership, promise=promise.fact, state=state, day=day, visit=visit, event=event.fact if event else "",
        marking=level(user, partnership, [promise, *([event] if event else [])], least=least), reason=reason.strip()[:2000],
        who=user)
    write(user, "invitation", f"undertaking:{promise.fact}", before={"state": last.state if last else None},
          after={"state": state, "day": day.isoformat()}, why=made.reason, partnership=partnership, marking=made.marking)
    return made


def _begun(visit: Visit | None, event: Fact | None) -> None:
    """Refuse a visit that did not take place, or not yet."""
    if visit is not None and visit.status in (Gathering.Status.CANCELLED, Gathering.Status.POSTPONED):
        raise Impossible(_("this visit did not take place: it pays no invitation"), "visit")
    start = visit.start if visit else event.start if event else None
    if visit is not None and start is None:
        raise Impossible(_("this visit has no day yet: it pays no invitation"), "visit")
    if start is not None and start > timezone.localdate():
        raise Impossible(_("this visit is still to come, on %(day)s: it has paid nothing yet")
                         % {"day": date_format(start)}, "visit")


@transaction.atomic
def undo_settle(user: User, row: InvitationChange) -> None:
    """Take back what was said of an invitation; what stood before stands again. Somebody else's: heads of desk."""
    needs(user, Role.OFFICER if row.who_id == user.pk else Role.HEAD, row.partnership)
    if row.marking > Access(user).clearance(row.partnership):
        raise NotAllowed
    if not InvitationChange.objects.filter(pk=row.pk, undone=None).update(undone=timezone.now()):
        raise Conflict(_("decided meanwhile"))
    write(user, "undo invitation", f"undertaking:{row.promise}", before={"state": row.state}, partnership=row.partnership,
          marking=row.marking)
