"""The history of sessions, visits and joint bodies for programs: what was changed, and the last change taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from servanda_site.api.authentication import scope
from servanda_site.api.bodies import body_of
from servanda_site.api.parts import Flag, Given, Identity, Key, Number, Seen, access_of, user_of
from servanda_site.api.sessions import session_of
from servanda_site.api.visits import visit_of
from servanda_site.register.models import Fact, Role
from servanda_site.register.visibility import Access
from servanda_site.tracking import history
from servanda_site.tracking.actions.taking_out import take_out
from servanda_site.tracking.actions.undo import undo

router = Router(tags=["meetings"])


class HistoryChangeOut(Schema):
    """A change, with what stood before and after as far as you may see it. number: of its entry in the log. undoable: the last
    change, where it can be taken back."""

    number: int
    action: str
    who: str
    at: datetime
    before: Any = None
    after: Any = None
    undoable: bool


class HistoryUndoIn(Given):
    """The number of the change you saw as the last."""

    change: Key


class TakenOutIn(Given):
    """Whether it is put back. expects: the version you saw."""

    back: Flag = False
    expects: Seen | None = None


class TakenOutOut(Schema):
    """When it was taken out; null: it stands."""

    id: int
    removed: datetime | None
    version: int


def _history(request: HttpRequest, row: history.Kept) -> list[dict[str, Any]]:
    access = access_of(request)
    partnership = row.projection.partnership if isinstance(row, Fact) else row.partnership
    officer = access.may(Role.OFFICER, partnership)
    seen = history.changes(access, row, officer=officer)
    last = history.undoable(access, row, seen) if officer else None
    told, _facts = history.told(access, row, seen)
    return [{"number": t.entry.number, "action": t.entry.action, "who": t.entry.who_name, "at": t.entry.at, "before": t.before,
             "after": t.after, "undoable": t.entry == last} for t in told]


def _undone(request: HttpRequest, row: history.Kept, number: int, again: Callable[[], history.Kept]) -> list[dict[str, Any]]:
    undo(user_of(request), row, number)
    return _history(request, again())


def _visit(access: Access, key: int) -> Any:
    return visit_of(access, key, removed=True)


def _session(access: Access, key: int) -> Any:
    return session_of(access, key, removed=True)


@router.get("/bodies/{identity}/history", auth=scope("read"), response=list[HistoryChangeOut])
def body_history(request: HttpRequest, identity: str = Identity) -> Any:
    """What was changed of a body's rules and list, the newest first."""
    return _history(request, body_of(access_of(request), identity))


@router.get("/sessions/{key}/history", auth=scope("read"), response=list[HistoryChangeOut])
def session_history(request: HttpRequest, key: int = Number) -> Any:
    """What was changed of a session, the newest first; also of one that was taken out."""
    return _history(request, _session(access_of(request), key))


@router.get("/visits/{key}/history", auth=scope("read"), response=list[HistoryChangeOut])
def visit_history(request: HttpRequest, key: int = Number) -> Any:
    """What was changed of a visit, the newest first; also of one that was taken out."""
    return _history(request, _visit(access_of(request), key))


@router.post("/bodies/{identity}/undo", auth=scope("decide"), response=list[HistoryChangeOut])
def undo_body(request: HttpRequest, given: HistoryUndoIn, identity: str = Identity) -> Any:
    """Take the last change of a body's rules or list back; its history then."""
    access = access_of(request)
    return _undone(request, body_of(access, identity), given.change, lambda: body_of(access, identity))


@router.post("/sessions/{key}/undo", auth=scope("decide"), response=list[HistoryChangeOut])
def undo_session(request: HttpRequest, given: HistoryUndoIn, key: int = Number) -> Any:
    """Take the last change of a session back (where it is its adding: take the session out); its history then."""
    access = access_of(request)
    return _undone(request, _session(access, key), given.change, lambda: _session(access, key))


@router.post("/visits/{key}/undo", auth=scope("decide"), response=list[HistoryChangeOut])
def undo_visit(request: HttpRequest, given: HistoryUndoIn, key: int = Number) -> Any:
    """Take the last change of a visit back (where it is its adding: take the visit out); its history then."""
    access = access_of(request)
    return _undone(request, _visit(access, key), given.change, lambda: _visit(access, key))


@router.post("/sessions/{key}/remove", auth=scope("decide"), response=TakenOutOut)
def remove_session(request: HttpRequest, given: TakenOutIn, key: int = Number) -> Any:
    """Take a session out that was added by mistake, or put it back. Nothing of it is lost."""
    return _taken_out(request, given, _session, key)


@router.post("/visits/{key}/remove", auth=scope("decide"), response=TakenOutOut)
def remove_visit(request: HttpRequest, given: TakenOutIn, key: int = Number) -> Any:
    """Take a visit out that was added by mistake, or put it back. Nothing of it is lost."""
    return _taken_out(request, given, _visit, key)


def _taken_out(request: HttpRequest, given: TakenOutIn, found: Callable[[Access, int], Any], key: int) -> dict[str, Any]:
    access = access_of(request)
    take_out(user_of(request), found(access, key), back=given.back, expects=given.expects)
    row = found(access, key)
    return {"id": row.pk, "removed": row.removed, "version": row.version}
