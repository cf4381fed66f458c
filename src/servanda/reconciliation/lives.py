"""The life of an instrument out of what its tellings say: one thing told by several papers is one step, with all its sources.

Told with different days, it stays there once for each day: which is right is for people to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from servanda.claims import Claim
from servanda.reconciliation import dates
from servanda.reconciliation.record import Place, StepOf

_TERMS = ("until", "months", "renewal", "notice")
_WHAT = ("kind", "other", "named")
_LATE = "9999"  # where what has no day is listed


@dataclass(slots=True)
class _Told:
    """One step while its tellings are gathered."""

    values: dict[str, Any]
    places: list[Place] = field(default_factory=list)


def lived(members: Sequence[Claim], fact_of: Mapping[str, str], documents: Mapping[str, str]) -> list[StepOf]:
    """The steps of one instrument.

    Args:
        members: what each paper tells of it. fact_of: the fact each claim belongs to. documents: the ids of papers.
    """
    own, found = fact_of[members[0].id], list[_Told]()
    for claim in members:
        for step in claim.fields.get("life", ()):
            values = {**step, "other": fact_of.get(step["other"]) if step["other"] else None}
            if values["other"] == own or step["other"] and values["other"] is None:
                continue  # the two were joined, or the other was rejected
            (cited,) = step["citations"]
            place = Place(documents[claim.document], cited["start"], cited["end"], cited["quote"])
            known = next((t for t in found if same(t.values, values)), None)
            if known is None:
                found.append(_Told(values, [place]))
            else:
                known.values = _fuller(known.values, values)
                known.places += [place] if place not in known.places else []
    found.sort(key=lambda t: (t.values["date"] or _LATE, t.values["kind"], t.values["by"]))
    return [_step(t) for t in found]


def same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two tellings are of one thing: the same deed by the same states, on days that may be one."""
    if any(one[name] != other[name] for name in _WHAT):
        return False
    if one["by"] != other["by"] and (one["by"] and other["by"] or one["planned"] != other["planned"]):
        return False  # what one side is to do is not what an unnamed side has done
    if any(one[n] != other[n] for n in _TERMS if one[n] is not None and other[n] is not None):
        return False
    if not one["date"] or not other["date"]:
        return bool(one["planned"] == other["planned"])
    return dates.may_be_one(one["date"], other["date"])


def _fuller(one: dict[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """The two together: the more exact day, who did it, the terms that either tells; what is done is no longer planned."""
    more = {n: other[n] for n in _TERMS if one[n] is None}
    day = max((d for d in (one["date"], other["date"]) if d), key=dates.exactness, default=None)
    return {**one, **more, "date": day, "by": one["by"] or other["by"], "planned": one["planned"] and other["planned"]}


def _step(told: _Told) -> StepOf:
    v = told.values
    return StepOf(v["kind"], v["date"], v["by"], v["planned"], v["until"], v["months"], v["renewal"], v["notice"], v["other"],
                  v["named"], told.places)
