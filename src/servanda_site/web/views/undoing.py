"""Decisions that a session can still take back: the newest of all, or of the paper it is at."""

from __future__ import annotations

from django.http import HttpRequest

_KEPT = 50


def remember(request: HttpRequest, group: str, paper: int | None = None) -> None:
    """Keep that decisions were taken together.

    paper: whose review they were taken in; None where two facts were joined or parted.
    """
    request.session["undo"] = [*_rows(request), [group, paper]][-_KEPT:]


def can_undo(request: HttpRequest, paper: int | None = None) -> bool:
    """Whether anything can be taken back (of one paper, or at all)."""
    return any(paper in (None, where) for _group, where in _rows(request))


def take_last(request: HttpRequest, paper: int | None = None) -> str | None:
    """The newest decisions (of one paper, or of all), which the session then no longer keeps; None where there are none."""
    rows = _rows(request)
    for number in range(len(rows) - 1, -1, -1):
        if paper in (None, rows[number][1]):
            request.session["undo"] = rows[:number] + rows[number + 1:]
            return rows[number][0]
    return None


def _rows(request: HttpRequest) -> list[tuple[str, int | None]]:
    return [row for row in request.session.get("undo", []) if not isinstance(row, str)]
