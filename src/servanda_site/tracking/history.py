"""What people changed of a session, a visit or a joint body, read from the log: who, when, from what to what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from servanda_site.register.models import Fact, LogEntry
from servanda_site.register.visibility import Access
from servanda_site.tracking import gathered
from servanda_site.tracking.models import Session, Visit
from servanda_site.tracking.standing import members

ASKED = ("ask to come", "ask no longer", "send invitation", "answer to invitation")  # the officers' business; nothing to undo
TAKING_OUT = ("add visit", "open session", "restore visit", "restore session")  # undone by taking the whole out
PUTTING_BACK = ("remove visit", "remove session")
_FACTS = ("promise", "parent")
_POINT = 3  # what the log keeps of a point of an agenda; of earlier points it kept less, and they are not shown
_LOOKED_AT = 200

Kept = Session | Visit | Fact


def targets(row: Kept) -> list[str]:
    """What the log calls a session, a visit, or a joint body of the record (by each claim it is made of)."""
    if isinstance(row, Fact):
        return [f"body:{claim}" for claim in members(row)]
    return [f"{'session' if isinstance(row, Session) else 'visit'}:{row.pk}"]


def changes(access: Access, row: Kept, *, officer: bool) -> list[LogEntry]:
    """The changes that may be seen, the newest first, without those that changed nothing. officer: who is asked, too."""
    found = access.log().filter(target__in=targets(row)).select_related("who")
    if not officer:
        found = found.exclude(action__in=ASKED)
    return [entry for entry in found[:_LOOKED_AT] if _changed(entry)]


def last_change(row: Kept) -> LogEntry | None:
    """The last change of what is kept, whoever may see it; None: there is none."""
    found = LogEntry.objects.filter(target__in=targets(row)).exclude(action__in=ASKED).order_by("-number")
    return next((entry for entry in found[:_LOOKED_AT] if _changed(entry)), None)


@dataclass(frozen=True, slots=True)
class Told:
    """A change with what stood before and after, as far as it may be seen."""

    entry: LogEntry
    before: Any
    after: Any


def told(access: Access, row: Kept, entries: Sequence[LogEntry]) -> tuple[list[Told], dict[str, Fact]]:
    """What some changes say, without what is hidden: points and facts that may not be seen, minutes whose paper is out of sight.
    With the facts they name."""
    known = access.facts_of({key for entry in entries for key in _named(entry)})
    hidden = isinstance(row, Session) and row.paper_id is not None and not gathered.minutes(access, row)
    return [_told(entry, known, bare=hidden and entry.action == "write minutes") for entry in entries], known


def _named(entry: LogEntry) -> Iterator[str]:
    """The facts an entry names."""
    for one in said(entry).values():
        if isinstance(one, Mapping):
            yield from (one[name] for name in _FACTS if one.get(name))
        elif entry.action == "arrange agenda":
            yield from (point[2] for point in one or () if len(point) == _POINT and point[2])


def _told(entry: LogEntry, known: Mapping[str, Fact], *, bare: bool) -> Told:
    both = said(entry)
    before, after = (None, None) if bare else (both["before"], both["after"])
    if entry.action == "arrange agenda":
        before, after = ([p for p in points or () if len(p) == _POINT and (not p[2] or p[2] in known)]
                         for points in (before, after))
    elif isinstance(before, Mapping) or isinstance(after, Mapping):
        hidden = {name for one in (before, after) if isinstance(one, Mapping) for name in _FACTS
                  if one.get(name) and one[name] not in known}
        before, after = ({k: v for k, v in one.items() if k not in hidden} if isinstance(one, Mapping) else one
                         for one in (before, after))
    return Told(entry, before, after)


def _changed(entry: LogEntry) -> bool:
    both = said(entry)
    return both["before"] is None or both["before"] != both["after"]


def said(entry: LogEntry) -> dict[str, Any]:
    """What an entry says stood before and after."""
    return {"before": None, "after": None} | (entry.payload or {})


def undoable(access: Access, row: Kept, seen: Sequence[LogEntry]) -> LogEntry | None:
    """The last change, where it can be taken back: of a kind that can be, told in full, and seen by who asks."""
    last = last_change(row)
    if last is None or last.number not in {entry.number for entry in seen}:
        return None
    if last.action in TAKING_OUT or last.action in PUTTING_BACK:
        return None if isinstance(row, Fact) else last
    before, after = said(last)["before"], said(last)["after"]
    needed = {"change visit": (before, "status"), "change session": (before, "status"), "add delegate": (after, "order"),
              "remove delegate": (before, "order"), "add to programme": (after, "point"), "take off programme": (before, "point"),
              "result of meeting": (before, "point"), "move programme": (after, "by"),
              "write minutes": (before, "paragraphs"), "body rules": (after, "note"),
              "add member": (after, "member"), "remove member": (before, "member"), "restore member": (before, "member")}
    if last.action == "arrange agenda":  # earlier versions kept less of a point
        return last if all(len(point) == 3 for point in [*before, *after]) else None
    if isinstance(row, Session) and row.agreed and last.action == "write minutes":
        return None
    kept, key = needed.get(last.action, (None, ""))
    return last if isinstance(kept, dict) and key in kept else None


def moved(row: Visit) -> int:
    """By how many days a visit was moved by the last change of its first day; 0: it was not."""
    for entry in LogEntry.objects.filter(target__in=targets(row), action="change visit").order_by("-number")[:_LOOKED_AT]:
        before, after = ((said(entry)[name] or {}).get("start") for name in ("before", "after"))
        if before and after and before != after:
            return (date.fromisoformat(after) - date.fromisoformat(before)).days
    return 0
