"""The history of a session, a visit or a joint body in words, and the page's button that takes the last change back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from difflib import SequenceMatcher
from typing import Any

from django.http import HttpRequest
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from servanda_site.register.models import Marking
from servanda_site.register.visibility import Access
from servanda_site.tracking import history
from servanda_site.tracking.actions.undo import undo
from servanda_site.tracking.models import BodyMember, BodyRules, Gathering, Invitee, Session, Visit
from servanda_site.web import gathering
from servanda_site.web.templatetags.facts import first_letter_up, heading
from servanda_site.web.templatetags.gathered import clock, place_name
from servanda_site.web.templatetags.record import state as state_name
from servanda_site.web.templatetags.record import words
from servanda_site.web.views.log import ACTIONS
from servanda_site.web.views.papers import number

_SHOWN = 30  # changes
_LINES = 8  # of one change


@dataclass(frozen=True, slots=True)
class Change:
    """One change. fields: of what, from what, to what, in words; more: how many further lines there are."""

    number: int
    said: str
    who: str
    at: datetime
    fields: Sequence[tuple[str, str, str]]
    more: int = 0


def of(access: Access, row: history.Kept, *, may: bool) -> dict[str, Any]:
    """What a page shows of the history: its changes, and which of them can be taken back."""
    seen = history.changes(access, row, officer=may)
    told, facts = history.told(access, row, seen[:_SHOWN])
    known = {key: heading(fact) for key, fact in facts.items()}
    last = history.undoable(access, row, seen) if may else None
    return {"changes": [_change(one, known) for one in told], "undo": last.number if last else None,
            "undo_said": str(ACTIONS.get(last.action, last.action)) if last else ""}


def take_back(request: HttpRequest, row: history.Kept) -> None:
    """Take the last change back, as a page's button asks."""
    partnership = row.partnership if isinstance(row, Session | Visit) else row.projection.partnership
    gathering.officer_of(request, partnership)
    user: Any = request.user
    gathering.done(request, lambda: undo(user, row, number(request.POST.get("change"))), _("The last change is taken back."))


def _change(told: history.Told, known: Mapping[str, str]) -> Change:
    """A change in words."""
    entry = told.entry
    lines = list(_fields(entry.action, told.before, told.after, known))
    return Change(entry.number, first_letter_up(str(ACTIONS.get(entry.action, entry.action))), entry.who_name, entry.at,
                  lines[:_LINES], max(0, len(lines) - _LINES))


def _fields(action: str, before: Any, after: Any, known: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    if action in history.TAKING_OUT or action in history.PUTTING_BACK:
        return
    if action == "arrange agenda":
        yield from _rows(before, after, lambda point: " ".join(filter(None, point[:2])))
    elif action == "write minutes":
        yield from _minutes(before, after)
    elif action in ("add delegate", "remove delegate", "add member", "remove member", "restore member", "add to programme",
                    "take off programme", "ask to come", "ask no longer"):
        one = _one(after if action in ("add delegate", "add member", "add to programme", "ask to come") else before)
        gone = action in ("remove delegate", "remove member", "take off programme", "ask no longer")
        yield ("", one, "") if gone else ("", "", one)
    elif action == "result of meeting":
        yield str((after or {}).get("title", "")), (before or {}).get("result", ""), (after or {}).get("result", "")
    elif action == "answer to invitation":
        yield str((after or {}).get("email", "")), _answer(before), _answer(after)
    elif action == "move programme":
        by = int((after or {}).get("by", 0))
        yield "", "", ngettext("%(n)s day", "%(n)s days", abs(by)) % {"n": f"{by:+d}".replace("-", "\u2212")}
    elif action == "agree minutes":
        yield "", "", words().date((after or {}).get("day") or "")
    elif action in ("change session", "change visit", "body rules"):
        yield from _values(before or {}, after or {}, known)


def _values(before: Mapping[str, Any], after: Mapping[str, Any], known: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """What differs of two states of a thing, field by field."""
    for name, told in _names().items():
        one, other = before.get(name), after.get(name)
        if (one or None) == (other or None) and not isinstance(one, bool):
            continue
        if one != other:
            yield told, _value(name, one, known), _value(name, other, known)


def _names() -> dict[str, str]:
    """The fields by the names people know, in the order of the pages."""
    models: dict[Any, tuple[str, ...]] = {
        Visit: ("title", "kind", "form", "forum"), Session: ("ordinal",),
        Gathering: ("status", "start", "end", "starts", "ends", "zone", "place", "host", "link"), BodyRules: (
            "every_months", "alternates", "note")}
    named = {name: str(model._meta.get_field(name).verbose_name) for model, names in models.items() for name in names}
    return named | {"guest": str(Visit._meta.get_field("guest").verbose_name), "outcome": _("What came of it"),
                    "promise": _("Follows from the invitation"), "parent": _("Reports to"), "marking": _("Who may see it")}


def _value(name: str, value: Any, known: Mapping[str, str]) -> str:
    """A value in words."""
    if name == "alternates":
        return str(pgettext("in turn", "yes") if value else pgettext("in turn", "no"))
    if value in (None, ""):
        return "–" if name != "marking" else str(Marking(0).label)
    labels: dict[str, Callable[[Any], Any]] = {
        "status": lambda v: Gathering.Status(v).label, "kind": lambda v: Visit.Kind(v).label,
        "form": lambda v: Visit.Form(v).label, "marking": lambda v: Marking(v).label, "start": words().date, "end": words().date,
        "starts": lambda v: clock(time.fromisoformat(v)), "ends": lambda v: clock(time.fromisoformat(v)), "host": state_name,
        "guest": state_name, "place": place_name, "promise": lambda v: known.get(v, "–"), "parent": lambda v: known.get(v, "–")}
    try:
        return str(labels[name](value)) if name in labels else str(value)
    except ValueError:  # a value of an earlier version
        return str(value)


def _one(told: Mapping[str, Any] | None) -> str:
    """Somebody or something of a list, as one phrase: name, office, side, part; a meeting with its day and hour."""
    told = told or {}
    side = state_name(told["state"]) if told.get("state") else ""
    part = str(BodyMember.Part(told["part"]).label) if told.get("part") in BodyMember.Part.values else ""
    head = _("Head of delegation") if told.get("head") else ""
    when = [words().date(told["day"])] if told.get("day") else []
    when += [time_format(time.fromisoformat(told["at"]), "TIME_FORMAT")] if told.get("at") else []
    return ", ".join(filter(None, [told.get("name") or told.get("title"), told.get("email"), told.get("office"), side, part, head,
                                   *when, told.get("people"), told.get("place")]))


def _answer(told: Mapping[str, Any] | None) -> str:
    value = (told or {}).get("answer")
    return str(Invitee.Answer(value).label) if value in Invitee.Answer.values else "–"


def _minutes(before: Any, after: Any) -> Iterator[tuple[str, str, str]]:
    """What differs of two states of the minutes: the languages, and paragraph by paragraph."""
    def paragraphs(told: Any) -> list[Any]:
        return list(told["paragraphs"] if isinstance(told, Mapping) else told or [])

    def line(paragraph: Sequence[Any]) -> str:
        return " / ".join(filter(None, [*map(str, paragraph[:2]), _("decision") if paragraph[2] else ""]))

    yield from _rows(paragraphs(before), paragraphs(after), line)


def _rows(before: Sequence[Any], after: Sequence[Any], line: Callable[[Any], str]) -> Iterator[tuple[str, str, str]]:
    """What differs of two lists, line by line."""
    old, new = [line(row) for row in before], [line(row) for row in after]
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        gone, come = old[a:b], new[c:d]
        for place in range(max(len(gone), len(come))):
            yield "", gone[place] if place < len(gone) else "", come[place] if place < len(come) else ""
