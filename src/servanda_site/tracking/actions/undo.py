"""Take the last change of a session, a visit or a joint body back: what stood before stands again, as a change of its own."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from servanda_site.accounts.models import User
from servanda_site.register.actions.refusals import Conflict, Impossible, needs
from servanda_site.register.models import Fact, LogEntry, Role
from servanda_site.register.visibility import Access
from servanda_site.tracking import gathered, history
from servanda_site.tracking.actions import gatherings, sessions, visits
from servanda_site.tracking.actions.taking_out import take_out
from servanda_site.tracking.models import Session, Visit


@transaction.atomic
def undo(user: User, row: history.Kept, number: int | None) -> LogEntry:
    """Take the last change back. number: of the entry of the log that the person saw as the last.

    Raises:
        NotAllowed; Conflict: something was changed since; Impossible: it, or what stood before, cannot be any more.
    """
    access = Access(user)
    needs(user, Role.OFFICER, row.projection.partnership if isinstance(row, Fact) else row.partnership)
    last = history.undoable(access, row, history.changes(access, row, officer=True))
    if last is None:
        raise Impossible(_("nothing to undo"))
    if last.number != number:
        raise Conflict(_("changed meanwhile"))
    before, after = history.said(last)["before"], history.said(last)["after"]
    if isinstance(row, Fact):
        _body(user, access, row, last.action, before, after)
    elif last.action in history.TAKING_OUT or last.action in history.PUTTING_BACK:
        take_out(user, row, back=last.action in history.PUTTING_BACK)
    elif last.action in ("add delegate", "remove delegate"):
        _delegation(user, row, last.action, before, after)
    elif isinstance(row, Visit):
        _visit(user, access, row, last.action, before, after)
    else:
        _session(user, access, row, last.action, before)
    return last


def _days(told: dict[str, Any]) -> dict[str, Any]:
    """What the log keeps of days and hours, as days and hours."""
    kinds: dict[str, type[date] | type[time]] = {
        "start": date, "end": date, "day": date, "starts": time, "ends": time, "at": time}
    return {name: kinds[name].fromisoformat(value) if name in kinds and value else value for name, value in told.items()}


def _body(user: User, access: Access, body: Fact, action: str, before: Any, after: Any) -> None:
    if action == "body rules":
        told = before or {"every_months": None, "alternates": False, "parent": "", "note": ""}
        parent = access.facts_of([told["parent"]]).get(told["parent"]) if told["parent"] else None
        if told["parent"] and parent is None:
            raise Impossible(_("the body it reported to is not in the record any more"))
        sessions.set_rules(user, body, every_months=told["every_months"], alternates=told["alternates"], parent=parent,
                           note=told["note"])
        return
    row = gathered.body_members(access, body, removed=True).filter(pk=(after or before)["member"]).first()
    if row is None:
        raise Impossible(_("nothing to undo"))
    sessions.remove_member(user, row, back=action == "remove member")


def _delegation(user: User, row: Session | Visit, action: str, before: Any, after: Any) -> None:
    if action == "remove delegate":
        gatherings.add_delegate(user, row, **before)
        return
    made = row.delegates.filter(state=after["state"], name=after["name"]).last()
    if made is None:
        raise Impossible(_("nothing to undo"))
    gatherings.remove_delegate(user, row, made.pk, head=(before or {}).get("headed by", ""))


def _visit(user: User, access: Access, row: Visit, action: str, before: Any, after: Any) -> None:
    if action == "change visit":
        promise = access.facts_of([before["promise"]]).get(before["promise"]) if before["promise"] else None
        if before["promise"] and promise is None:
            raise Impossible(_("the invitation it followed from is not in the record any more"))
        visits.change_visit(user, row, _days(before), promise=promise, marking=before["marking"])
    elif action == "take off programme":
        visits.add_point(user, row, **{k: v for k, v in _days(before).items() if k != "point"})
    elif action == "move programme":
        visits.move_programme(user, row, -after["by"])
    elif action == "add to programme":
        visits.point_result(user, row, after["point"], "", remove=True)
    else:
        visits.point_result(user, row, before["point"], before["result"])


def _session(user: User, access: Access, row: Session, action: str, before: Any) -> None:
    if action == "change session":
        sessions.change_session(user, row, _days(before))
    elif action == "write minutes":
        left, right = (before["left"], before["right"]) if before["left"] else (row.left, row.right)
        sessions.write_minutes(user, row, left, right, [(a, b, decides) for a, b, decides in before["paragraphs"]])
    else:
        known = access.facts_of({fact for _number, _title, fact in before if fact})
        if any(fact not in known for _number, _title, fact in before if fact):
            raise Impossible(_("a point was about something that is not in the record any more"))
        gone = [sessions.Point(a.pk, 0, "", "", removed=True) for a in row.agenda.all()]
        sessions.arrange(user, row, [*gone, *(sessions.Point(None, place, number, title, known.get(fact))
                                              for place, (number, title, fact) in enumerate(before, 1))])
