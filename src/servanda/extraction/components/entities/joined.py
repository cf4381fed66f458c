"""Bodies told with their state or union and without it, or shorter ("the Parliament", "the Parliament of Fiji"): each is one."""

from __future__ import annotations

from collections.abc import Iterable

from servanda.extraction.components.entities.organisations import Organisations
from servanda.extraction.components.entities.page import INTERNATIONAL, Body

_MINISTRY = "ministry"
_TWO = 2

Told = tuple[str | None, list[Body]]  # the state of a body, and where it is told


def join(finder: Organisations, told: Iterable[Told]) -> list[Told]:
    """The bodies of a page whose states are settled, those that are one together, in the order in which they are first told."""
    found: list[Told] = []
    for state, bodies in told:
        same = next((b for s, b in found if s == state is not None and _same(finder, b, bodies)), None) or next(
            (b for _, b in found if _organ(finder, b, bodies)), None)
        if same is None:
            found.append((state, bodies))
        else:
            same += bodies
    return found


def _same(finder: Organisations, one: list[Body], other: list[Body]) -> bool:
    """Whether two names of one state's bodies differ in nothing but the state, or one ministry's is but the longer."""
    if one[0].kind != other[0].kind:
        return False
    ways = [finder.own_words(bodies[0]) for bodies in (one, other)]
    few, many = sorted((set(words) for words in ways), key=len)
    if few == many:
        return bool(few)
    themes = [next((w for w in words if w in finder.lexicon.themes), None) for words in ways]
    return one[0].kind == _MINISTRY and few < many and themes[0] == themes[1] is not None


def _organ(finder: Organisations, whole: list[Body], bare: list[Body]) -> bool:
    """Whether a body without a state of its own is an organ of the union with which it was named first."""
    if whole[0].kind != INTERNATIONAL or bare[0].kind == INTERNATIONAL or any(body.state for body in bare):
        return False
    few, many = (set(finder.own_words(bodies[0])) for bodies in (bare, whole))
    return len(few) >= _TWO and few < many
