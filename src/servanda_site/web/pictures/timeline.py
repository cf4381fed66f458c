"""A timeline: a lane for each type of event, time from left to right; what falls together is one mark with its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.dates import MONTHS_AP
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from servanda_site.web.pictures.svg import CHARACTER, drawing, element, link

WIDE, NARROW = 1200, 340
_LANE, _TOP, _EDGE, _MARK = 46, 26, 14, 21


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
    place = _scale(events, width)
    height = _TOP + _LANE * len(lanes) + 16
    parts: list[object] = [_axis(place, height, width)]
    if today.year in place.years:
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


@dataclass(frozen=True, slots=True)
class Scale:
    """Where days lie. Years with many events are wide, runs of years without any narrow. edges: x of each year's start."""

    first: int
    edges: Sequence[float]

    def __call__(self, day: date) -> float:
        n = day.year - self.first
        start, end = self.edges[n], self.edges[n + 1]
        return start + (end - start) * (day.timetuple().tm_yday - 1) / 366

    @property
    def years(self) -> range:
        """The years shown."""
        return range(self.first, self.first + len(self.edges) - 1)


def _scale(events: Sequence[Happening], width: int) -> Scale:
    first, last = min(e.start for e in events).year, max(e.end for e in events).year
    told = [0] * (last - first + 1)
    for event in events:
        told[_day(event).year - first] += 1
    weights, n = [0.0] * len(told), 0
    while n < len(told):
        run = next((i for i in range(n, len(told)) if told[i]), len(told)) - n
        if run:
            weights[n : n + run] = [min(0.35, (0.8 + 0.05 * run) / run)] * run
            n += run
        else:
            weights[n] = 1 + 0.8 * told[n] ** 0.5
            n += 1
    room, edges = width - 2 * _EDGE, [float(_EDGE)]
    for weight in weights:
        edges.append(edges[-1] + room * weight / sum(weights))
    return Scale(first, edges)


def _day(event: Happening) -> date:
    """The day in the middle of what is known of an event's time."""
    return event.start + (event.end - event.start) / 2


def _axis(scale: Scale, height: int, width: int) -> SafeString:
    """Years, as many as there is room for, and months where a year is wide."""
    marks: list[object] = []
    free = 0.0
    ends = {scale.years[0], scale.years[-1]}
    for n, year in enumerate(scale.years):
        x, after = scale.edges[n], scale.edges[n + 1]
        wide = after - x > 30 or year in ends
        if not (wide and x >= free and x < width - 30):
            continue
        marks.append(element("line", x1=x, x2=x, y1=4, y2=height - 4, class_="grid year"))
        marks.append(element("text", str(year), x=x + 3, y=13, class_="year"))
        free = x + 36
        for month in (4, 7, 10) if after - x > 150 else ():
            at = scale(date(year, month, 1))
            marks.append(element("line", x1=at, x2=at, y1=16, y2=height - 4, class_="grid"))
            marks.append(element("text", str(MONTHS_AP[month]), x=at + 3, y=13, class_="month"))
    return element("g", *marks, aria_hidden="true")


def _today(x: float, height: int, width: int) -> SafeString:
    word = _("today")
    left = x + 4 + len(word) * CHARACTER > width
    return element("g", element("line", x1=x, x2=x, y1=18, y2=height, class_="today"),
                   element("text", word, x=x - 4 if left else x + 4, y=height - 2, class_="today",
                           text_anchor="end" if left else None))


def _middle(event: Happening, place: Scale) -> float:
    return place(_day(event))


def _marks(events: Sequence[Happening], y: int, place: Scale, width: int) -> list[object]:
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


def _mark(group: Sequence[Happening], x: float, y: int, place: Scale, room: float, width: int) -> SafeString:
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
    free = max(x + 10, right + 6 if right - left > 12 else 0)
    if room > wide + 4 + free - x - 10:
        shape.append(element("text", one.when, x=free, y=y + 4, class_="when"))
    elif x + 10 + wide > width and x - wide - 12 > 0 and room > width - x - 13:
        shape.append(element("text", one.when, x=x, y=y + 20, text_anchor="end", class_="when"))
    return link(one.address, f"{one.when}: {one.label}", *shape)

