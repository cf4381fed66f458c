"""Plain statements of result: a figure reached, a thing done, a step made; put off, refused, given up."""

from __future__ import annotations

from servanda.followup.parts import Deed, Promise, Statement
from servanda.followup.relations.sense import EMPTY, Found, asked_on, object_of, percent
from servanda.followup.scale import Scale

_COVERED = 0.6  # share of the promise that is said
_ACTED = 0.4  # the same, where the action itself is said too
_TELLING = 0.9


def result(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """What a later paper plainly says has come about."""
    statement = deed.fact
    if not isinstance(statement, Statement) or promise.fact.act == "invitation":
        return None
    wanted, said = object_of(promise) - EMPTY, object_of(deed) - EMPTY
    covered, told = scale.share(said, wanted), scale.weight(wanted & said)
    acted = bool(promise.action & deed.words)
    if told < _TELLING or covered < (_ACTED if acted else _COVERED):
        return None
    why = (f"same_words: {percent(covered)}", f"told_on: {deed.said or deed.told.isoformat()}", *asked_on(promise))
    score = min(0.9, 0.3 + 0.5 * covered)
    if statement.how == "undone":
        return Found("contradicts", score, (*why, "put_off"))
    if statement.how in ("done", "grown") and acted:
        return Found("fulfils", score, (*why, "stated_done"))
    return Found("advances", score, (*why, "stated_progress"))
