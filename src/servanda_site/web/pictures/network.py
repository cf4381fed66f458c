"""Who met whom and through which joint body: our people, the bodies, their people in three columns; on a telephone one column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from servanda_site.web.pictures.svg import drawing, element, link, short

WIDE, NARROW = 1200, 340
MOST = 60  # nodes drawn; those with the fewest ties are left to the table
_STEP, _TOP = 27, 34
_LEFT, _RIGHT, _BOX, _BOX_WIDE = 330.0, 870.0, 440.0, 320.0


@dataclass(frozen=True, slots=True)
class Node:
    """A person or a body. column: 0 for the first side's people, 1 for bodies, 2 for everybody else's people."""

    key: str
    label: str
    column: int
    address: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Two that met, or a person who sat in a body. told: on which occasions."""

    one: str
    other: str
    count: int
    told: str


def network(nodes: Sequence[Node], ties: Sequence[Tie], heads: Sequence[str], *, title: str,
            width: int = WIDE) -> SafeString | str:
    """The picture of the nodes most tied; nothing without ties."""
    shown, drawn = _most(nodes, ties)
    if not drawn:
        return ""
    if width >= WIDE:
        return _columns(shown, drawn, heads, title)
    return _arcs(shown, drawn, heads, title)


def _most(nodes: Sequence[Node], ties: Sequence[Tie]) -> tuple[list[Node], list[Tie]]:
    weight: dict[str, int] = {}
    for tie in ties:
        for key in (tie.one, tie.other):
            weight[key] = weight.get(key, 0) + tie.count
    kept = sorted((n for n in nodes if n.key in weight), key=lambda n: (-weight[n.key], n.label))[:MOST]
    keys = {n.key for n in kept}
    held = [t for t in ties if t.one in keys and t.other in keys]
    tied = {k for t in held for k in (t.one, t.other)}
    return [n for n in kept if n.key in tied], held


def _columns(nodes: Sequence[Node], ties: Sequence[Tie], heads: Sequence[str], title: str) -> SafeString:
    columns = _ordered(nodes, ties)
    most = max(len(c) for c in columns)
    height = _TOP + _STEP * most + 8
    at: dict[str, float] = {}
    for column in columns:
        free = (most - len(column)) * _STEP / 2
        at |= {node.key: _TOP + free + _STEP * (n + 0.5) for n, node in enumerate(column)}
    side = {n.key: n.column for n in nodes}
    parts: list[object] = [_across(t, side, at) for t in ties]
    for x, head, anchor in zip((_LEFT, 600.0, _RIGHT), heads, ("end", "middle", "start"), strict=True):
        parts.append(element("text", head, x=x, y=16, text_anchor=anchor, class_="head"))
    parts += [_node(n, at[n.key]) for n in nodes]
    return drawing(WIDE, height, parts, title=title, class_="network wide")


def _ordered(nodes: Sequence[Node], ties: Sequence[Tie]) -> list[list[Node]]:
    """The columns, each ordered so that who is tied stands near (by the mean place of those they are tied to)."""
    columns = [[n for n in nodes if n.column == c] for c in range(3)]
    near: dict[str, list[str]] = {}
    for tie in ties:
        near.setdefault(tie.one, []).append(tie.other)
        near.setdefault(tie.other, []).append(tie.one)
    for _turn in range(6):
        place = {n.key: (i + 0.5) / len(c) for c in columns for i, n in enumerate(c)}
        for column in columns:
            column.sort(key=lambda n: (sum(place[o] for o in near[n.key]) / len(near[n.key]), n.label))
            place |= {n.key: (i + 0.5) / len(column) for i, n in enumerate(column)}
    return columns


def _across(tie: Tie, side: dict[str, int], at: dict[str, float]) -> SafeString:
    one, other = sorted((tie.one, tie.other), key=lambda k: side[k])
    start = _LEFT + 8 if side[one] == 0 else _BOX + _BOX_WIDE if side[one] == 1 else _RIGHT - 8
    end = _RIGHT - 8 if side[other] == 2 else _BOX if side[other] == 1 else _LEFT + 8
    y1, y2 = at[one], at[other]
    if side[one] == side[other]:  # two of one side: a bow beside their column
        out = (1 if side[one] == 0 else -1) * min(90.0, 20 + abs(y2 - y1) / 3)
        path = f"M{start:.1f} {y1:.1f}C{start + out:.1f} {y1:.1f} {start + out:.1f} {y2:.1f} {end:.1f} {y2:.1f}"
    else:
        middle = (start + end) / 2
        path = f"M{start:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {end:.1f} {y2:.1f}"
    return element("path", element("title", tie.told), d=path, class_="tie", fill="none", stroke_width=_width(tie))


def _node(node: Node, y: float) -> SafeString:
    if node.column == 1:
        words = element("text", short(node.label, _BOX_WIDE - 20), x=600, y=y + 4, text_anchor="middle")
        box = element("rect", x=_BOX, y=y - 11, width=_BOX_WIDE, height=22, rx=2, class_="body")
        return link(node.address, node.label, box, words)
    left = node.column == 0
    x = _LEFT if left else _RIGHT
    return link(node.address, node.label, element("circle", cx=x + (8 if left else -8), cy=y, r=4.5, class_="person"),
                element("text", short(node.label, 310), x=x - 4 if left else x + 4, y=y + 4, text_anchor="end" if left else None))


def _arcs(nodes: Sequence[Node], ties: Sequence[Tie], heads: Sequence[str], title: str) -> SafeString:
    """One column, the ties as bows to its left."""
    x, y = 96.0, 0.0
    parts: list[object] = []
    at: dict[str, float] = {}
    for number, column in enumerate(_ordered(nodes, ties)):
        if column:
            y += 24
            parts.append(element("text", heads[number], x=x, y=y, class_="head"))
            y += 4
        for node in column:
            y += _STEP
            at[node.key] = y - 8
            mark = element("rect", x=x - 5, y=y - 13, width=10, height=10, class_="body") if number == 1 else \
                element("circle", cx=x, cy=y - 8, r=4.5, class_="person")
            words = element("text", short(node.label, NARROW - x - 14), x=x + 10, y=y - 4)
            parts.append(link(node.address, node.label, mark, words))
    bows = []
    for tie in ties:
        y1, y2 = sorted((at[tie.one], at[tie.other]))
        out = min(92.0, 14 + (y2 - y1) / 3)
        bows.append(element("path", element("title", tie.told), class_="tie", fill="none", stroke_width=_width(tie),
                            d=f"M{x - 5:.1f} {y1:.1f}C{x - out:.1f} {y1:.1f} {x - out:.1f} {y2:.1f} {x - 5:.1f} {y2:.1f}"))
    return drawing(NARROW, y + 10, [*bows, *parts], title=title, class_="network narrow")


def _width(tie: Tie) -> float:
    return min(5.0, 0.9 + 0.6 * tie.count)
