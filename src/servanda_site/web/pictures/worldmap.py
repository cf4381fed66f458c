"""A map of visits: the coasts of the part of the world they lie in, capitals as points, a line for each way.

No borders are drawn: the outline is of land alone.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from django.utils.safestring import SafeString, mark_safe

from servanda_site.web.pictures.svg import CHARACTER, drawing, element, link

WIDE, NARROW = 1200, 340
_PAD = 0.22  # of the distance between the places, left free around them
_LEAST = 120.0  # tenths of a degree that a map shows at least
_FULL = 3600


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map by its state, with its name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Way:
    """Visits from one state to another. told: the words of the line. address: where they are listed."""

    origin: str
    goal: str
    count: int
    told: str
    address: str


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the world shown: its left, top, width and height in tenths of a degree, and the picture's scale."""

    left: float
    top: float
    width: float
    height: float
    across: float  # units of the picture for a tenth of a degree of longitude
    down: float  # and of latitude (a degree of longitude is shorter away from the equator)

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """A place of the world on the picture."""
        x = longitude * 10
        while x < self.left:
            x += _FULL
        while x > self.left + _FULL:
            x -= _FULL
        return (x - self.left) * self.across, (-latitude * 10 - self.top) * self.down


def knows(code: str) -> bool:
    """Whether the map knows where a state's capital lies."""
    return code in _capitals()


def worldmap(points: Sequence[Point], ways: Sequence[Way], *, title: str, width: int = WIDE) -> SafeString | str:
    """The picture; nothing where no place is known."""
    known = [p for p in points if knows(p.code)]
    if not known:
        return ""
    window = _window([_capitals()[p.code] for p in known], width)
    at = {p.code: window.place(_capitals()[p.code][1], _capitals()[p.code][0]) for p in known}
    height = round(window.height * window.down)
    parts: list[object] = [element("rect", width=width, height=height, class_="sea"), _land(window)]
    drawn = [w for w in ways if w.origin in at and w.goal in at]
    most = max((w.count for w in drawn), default=1)
    parts += [_line(w, at[w.origin], at[w.goal], most) for w in drawn]
    for point in known:
        parts += _place(point, at[point.code], width, height, list(at.values()))
    size = "wide" if width >= WIDE else "narrow"
    return drawing(width, height, parts, title=title, class_=f"map {size}")


def _window(places: Sequence[tuple[float, float]], width: int) -> Window:
    """A window around the places, the short way round the world."""
    west, span = _narrowest([p[1] * 10 for p in places])
    north, south = -max(p[0] for p in places) * 10, -min(p[0] for p in places) * 10
    shape = 0.5 if width >= WIDE else 0.8  # height to width
    squeeze = max(0.35, math.cos(math.radians((north + south) / 20)))
    reach = max(span * squeeze, (south - north) / shape, _LEAST) * (1 + 2 * _PAD)
    reach = min(reach, _FULL * squeeze)
    across, height = reach / squeeze, reach * shape
    left = west + span / 2 - across / 2
    top = max(-850.0, min((north + south) / 2 - height / 2, 850 - height))
    return Window(left, top, across, height, width / across, width / reach)


def _narrowest(longitudes: Sequence[float]) -> tuple[float, float]:
    """Where the smallest arc that holds all longitudes begins, and how wide it is."""
    ordered = sorted(x % _FULL for x in longitudes)
    gaps = [((ordered[(i + 1) % len(ordered)] - x) % _FULL, i) for i, x in enumerate(ordered)]
    gap, before = max(gaps) if len(set(ordered)) > 1 else (_FULL, 0)
    return ordered[(before + 1) % len(ordered)], _FULL - gap


def _land(window: Window) -> SafeString:
    shapes = []
    for shift in (-2 * _FULL, -_FULL, 0, _FULL, 2 * _FULL):
        inside = [path for west, north, east, south, path in _outline()
                  if west + shift < window.left + window.width and east + shift > window.left
                  and north < window.top + window.height and south > window.top]
        if inside:
            moved = f"matrix({window.across:.4f} 0 0 {window.down:.4f} {(shift - window.left) * window.across:.2f} " \
                    f"{-window.top * window.down:.2f})"
            shapes.append(element("path", d=mark_safe("".join(inside)), transform=moved, class_="land",  # noqa: S308 - own data
                                  vector_effect="non-scaling-stroke"))
    return element("g", *shapes, aria_hidden="true")


def _line(way: Way, start: tuple[float, float], end: tuple[float, float], most: int) -> SafeString:
    """A bow from one place to the other, and an arrow's head at its end; back and forth lie beside each other."""
    (x1, y1), (x2, y2) = start, end
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    bend = min(80.0, 0.18 * length)
    cx, cy = (x1 + x2) / 2 + bend * (y2 - y1) / length, (y1 + y2) / 2 - bend * (x2 - x1) / length
    wide = 1.5 + 3.5 * way.count / most
    lead = math.hypot(x2 - cx, y2 - cy) or 1.0
    ux, uy = (x2 - cx) / lead, (y2 - cy) / lead
    tx, ty = x2 - 9 * ux, y2 - 9 * uy
    head = f"M{tx:.1f} {ty:.1f}L{tx - 11 * ux - 5.5 * uy:.1f} {ty - 11 * uy + 5.5 * ux:.1f}" \
           f"L{tx - 11 * ux + 5.5 * uy:.1f} {ty - 11 * uy - 5.5 * ux:.1f}Z"
    mx, my = (x1 + 2 * cx + x2) / 4, (y1 + 2 * cy + y2) / 4
    return link(way.address, way.told,
                element("path", d=f"M{x1:.1f} {y1:.1f}Q{cx:.1f} {cy:.1f} {tx:.1f} {ty:.1f}", class_="way", stroke_width=wide,
                        fill="none"),
                element("path", d=head, class_="head"), element("circle", cx=mx, cy=my, r=11, class_="badge"),
                element("text", str(way.count), x=mx, y=my + 4, text_anchor="middle", class_="count"))


def _place(point: Point, at: tuple[float, float], width: int, height: int, others: Sequence[tuple[float, float]]) -> list[object]:
    x, y = at
    wide = len(point.name) * CHARACTER * 1.1
    mean = sum(o[0] for o in others) / len(others)
    left = x < mean and x - wide - 12 > 0 or x + wide + 12 > width
    below = y < 20
    return [element("circle", cx=x, cy=y, r=5.5, class_="capital"),
            element("text", point.name, x=x - 10 if left else x + 10, y=y + (18 if below else -8 if height - y < 12 else 4),
                    text_anchor="end" if left else None, class_="place")]


@lru_cache(maxsize=1)
def _outline() -> tuple[tuple[int, int, int, int, str], ...]:
    value = json.loads((files("servanda_site.web") / "data" / "land.json").read_text(encoding="ascii"))
    return tuple((w, n, e, s, path) for w, n, e, s, path in value["land"])


@lru_cache(maxsize=1)
def _capitals() -> dict[str, tuple[float, float]]:
    value = json.loads((files("servanda_site.web") / "data" / "capitals.json").read_text(encoding="ascii"))
    return {code: (latitude, longitude) for code, (latitude, longitude) in value["places"].items()}
