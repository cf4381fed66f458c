"""What the tellings of one fact say together: what took place is no longer planned, and the fullest telling stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from servanda.reconciliation import dates

# What has come about, as against what was only announced.
_DONE = {"event": "held", "instrument": "concluded", "mechanism": "existing"}
_ACCEPTED = "accepted"  # says more than that an invitation was welcomed
# The words from which a name is more than a surname, a title more than its kind.
_FULL = {"entity": ("name", 2), "instrument": ("title", 3), "mechanism": ("name", 3)}


def settled(kind: str, told: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The values that stand for status, date, place, name and state; of what was asked for and then agreed, the agreement; and
    of an invitation that was welcomed and then accepted, the yes.

    Args:
        kind: of the fact.
        told: the fields of its tellings, the first-registered first.
    """
    values: dict[str, Any] = {}
    if kind == "undertaking" and (agreed := [f for f in told if f["act"] == "pledge"]):
        values |= {field: agreed[0][field] for field in ("act", "force")} | {"by": _by(agreed)}
    if any(f.get("answer") == _ACCEPTED for f in told):
        values["answer"] = _ACCEPTED
    done = [f for f in told if f.get("status") == _DONE.get(kind)]
    if done and "status" in told[0]:
        values["status"] = done[0]["status"]
    if kind == "entity" and (states := Counter(f["state"] for f in told if f.get("state"))):
        values["state"] = states.most_common(1)[0][0]
    if "date" in told[0]:
        values["date"] = _date(done) or _date(told)
    if "place" in told[0]:
        values["place"] = next((f["place"] for f in [*done, *told] if f["place"]), None)
    if kind in _FULL:
        field, least = _FULL[kind]
        values[field] = next((f[field] for f in told if len(f[field].split()) >= least), told[0][field])
    return values


def _by(told: Sequence[Mapping[str, Any]]) -> list[str]:
    """Whose pledge it is by most tellings; of as many, by the first."""
    times = Counter(tuple(f["by"]) for f in told if f["by"])
    return list(times.most_common(1)[0][0]) if times else []


def _date(told: Sequence[Mapping[str, Any]]) -> str | None:
    """The most exact date; of several as exact the one told most, then the earliest: the day of a paper is often told for it.

    Days from one to another are as exact as a day.
    """
    listed = sorted(f["date"] for f in told if f["date"] is not None)
    times = Counter(listed)
    return max(listed, key=lambda d: (dates.exactness(d.split("/")[0]), times[d], dates.exactness(d)), default=None)
