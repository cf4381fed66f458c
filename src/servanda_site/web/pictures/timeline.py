"""A timeline: a lane for each type of event, time from left to right; what falls together is one mark with its number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from servanda_site.web.pictures.svg import CHARACTER, drawing, element, link

WIDE, NARROW = 1000, 340
_LANE, _TOP, _EDGE, _MARK = 46, 26, 14, 15
_EVEN = (1, 2, 5, 10, 20, 25, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class Happening:
    """One event as the timeline needs it. label: for who points at it; when: its date in words."""

    lane: str
    start: date
    end: date
    planned: bool
    label: str
    when: str
    address: str


def timeline(events: Sequence[Happening], today: date, *, width: int = WIDE, title: str = "") -> SafeString | str:
    """The picture; nothing where no event has a date."""
    if not events:
        return ""
    lanes = list(dict.fromkeys(e.lane for e in sorted(events, key=lambda e: (e.start, e.lane))))
    first, last = min(e.start for e in events), max(e.end for e in events)
    first, last = _round(first, last)
    place = _scale(first, last, width)
    height = _TOP + _LANE * len(lanes) + 8
    parts: list[object] = [_axis(first, last, place, height, width)]
    if first <= today <= last:
        parts.append(_today(place(today), height, width))
    for n, lane in enumerate(lanes):
        y = _TOP + _LANE * n + 30
        own = sorted((e for e in events if e.lane == lane), key=lambda e: (_middle(e, place), e.label))
        parts.append(element("text", f"{lane} ({len(own)})", x=2, y=y - 13, class_="lane"))
        parts.append(element("line", x1=_EDGE, x2=width - _EDGE, y1=y, y2=y, class_="rule"))
        parts += _marks(own, y, place, width)
    told = title or _("Timeline")
    size = "wide" if width >= WIDE else "narrow"
    return drawing(width, height, parts, title=told, class_=f"timeline {size}")


def _round(first: date, last: date) -> tuple[date, date]:
    """Whole years, with a little room."""
    return date(first.year, 1, 1), date(last.year, 12, 31)


def _scale(first: date, last: date, width: int) -> Callable[[date], float]:
    days = max(1, (last - first).days)
    room = width - 2 * _EDGE - 12

    def place(day: date) -> float:
        return _EDGE + 6 + room * (day - first).days / days

    return place


def _axis(first: date, last: date, place: Callable[[date], float], height: int, width: int) -> SafeString:
    years = last.year - first.year + 1
    most = max(2, int((width - 2 * _EDGE) / 52))
    step = next((s for s in _EVEN if years / s <= most), 500)
    marks: list[object] = []
    for year in range(first.year, last.year + 1):
        if year % step and years > 1 and step > 1:
            continue
        x = place(date(year, 1, 1))
        if x > width - 40 and years > 1:
            continue
        marks.append(element("line", x1=x, x2=x, y1=18, y2=height - 4, class_="grid"))
        marks.append(element("text", str(year), x=x + 3, y=13, class_="year"))
    return element("g", *marks, aria_hidden="true")


def _today(x: float, height: int, width: int) -> SafeString:
    word = _("today")
    left = x + 4 + len(word) * CHARACTER > width
    return element("g", element("line", x1=x, x2=x, y1=18, y2=height - 4, class_="today"),
                   element("text", word, x=x - 4 if left else x + 4, y=height - 2, class_="today",
                           text_anchor="end" if left else None))


def _middle(event: Happening, place: Callable[[date], float]) -> float:
    return (place(event.start) + place(event.end)) / 2


def _marks(events: Sequence[Happening], y: int, place: Callable[[date], float], width: int) -> list[object]:
    """The events of a lane: those nearer to each other than a mark is wide share one."""
    groups: list[list[Happening]] = []
    for event in events:
        if groups and _middle(event, place) - _middle(groups[-1][0], place) < _MARK:
            groups[-1].append(event)
        else:
            groups.append([event])
    middles = [sum(_middle(e, place) for e in g) / len(g) for g in groups]
    drawn: list[object] = []
    for n, (group, x) in enumerate(zip(groups, middles, strict=True)):
        room = (middles[n + 1] if n + 1 < len(middles) else width) - x - 12
        drawn.append(_mark(group, x, y, place, room, width))
    return drawn


def _mark(group: Sequence[Happening], x: float, y: int, place: Callable[[date], float], room: float, width: int) -> SafeString:
    one = group[0]
    if len(group) > 1:
        count = str(len(group))
        planned = all(e.planned for e in group)
        titles = "\n".join(f"{e.when}: {e.label}" for e in group[:12])
        told = ngettext("%(n)s event", "%(n)s events", len(group)) % {"n": len(group)}
        return link(one.address, f"{told}\n{titles}",
                    element("circle", cx=x, cy=y, r=10, class_="many planned" if planned else "many"),
                    element("text", count, x=x, y=y + 4, text_anchor="middle", class_="number" + (" planned" if planned else "")))
    shape: list[object] = []
    left, right = place(one.start), place(one.end)
    if right - left > 12:  # known to the month or year only, or lasting: drawn as long as it may have been
        shape.append(element("line", x1=left, x2=right, y1=y, y2=y, class_="span"))
    shape.append(element("circle", cx=x, cy=y, r=6, class_="planned" if one.planned else "held"))
    wide = len(one.when) * CHARACTER
    if room > wide + 4:
        shape.append(element("text", one.when, x=x + 10, y=y + 4, class_="when"))
    elif x + 10 + wide > width and x - wide - 12 > 0 and room > width - x - 13:
        shape.append(element("text", one.when, x=x, y=y + 20, text_anchor="end", class_="when"))
    return link(one.address, f"{one.when}: {one.label}", *shape)

