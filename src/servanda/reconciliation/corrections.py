"""What a correction may hold: a value that the record has no place for is refused, and what is expected is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from servanda import ontology
from servanda.reconciliation.record import StepOf
from servanda.reconciliation.typed import is_edtf, typed_date

Expected = Literal["field", "fields", "date", "due", "state", "states", "code", "codes", "number", "offices", "steps",
                   "text", "texts", "shorter"]
LONGEST = 2_000  # characters of what is typed as words

# kind of claim -> field -> the vocabulary of the ontology its value is from
CODES: Mapping[str, Mapping[str, str]] = {
    "entity": {"type": "entity_types"}, "event": {"type": "event_types"}, "instrument": {"type": "instrument_types"},
    "mechanism": {"kind": "mechanism_kinds"},
    "undertaking": {"act": "acts", "force": "forces", "areas": "areas", "answer": "answers"},
}
STATUSES: Mapping[str, tuple[str, ...]] = {
    "event": ("held", "planned"), "instrument": ("concluded", "planned"), "mechanism": ("existing", "planned"),
}
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "entity": ("type", "name", "names", "state", "offices"),
    "event": ("type", "date", "place", "participants", "states", "status", "ordinal", "mechanism", "part_of"),
    "instrument": ("type", "title", "names", "parties", "date", "status", "life"),
    "mechanism": ("kind", "name", "names", "states", "status"),
    "undertaking": ("by", "act", "force", "text", "areas", "due", "target", "mechanism", "answer", "speaker", "event",
                    "instrument"),
}
_MANY = frozenset({"names", "offices", "participants", "states", "parties", "by", "areas", "life"})
_STATES = frozenset({"state", "states", "parties", "by"})
_DATES = frozenset({"date", "due"})
_NEEDED = frozenset({"type", "kind", "act", "status", "name", "title", "text"})
_KINDS = {(kind[:2] if kind[0] == "e" else kind[0]): kind for kind in _FIELDS}  # by how the ids of claims begin
_LAST_ORDINAL = 9_999
_STEPS = TypeAdapter(list[StepOf])


@dataclass(frozen=True, slots=True)
class Unsound:
    """A value that cannot be. name: the field; value: what was given; expected: what it should be; known: of which codes."""

    name: str
    value: Any
    expected: Expected
    known: tuple[str, ...] = ()


def kind_of(claim: str) -> str | None:
    """The kind that a claim's id tells; None where it tells none."""
    return _KINDS.get(claim.partition("-")[0])


def sound(kind: str | None, name: str, value: Any) -> Any:
    """A corrected value as the record holds it, or why it cannot be one (`Unsound`).

    Args:
        kind: of the claim; None where it is not known, and any kind's value will do.
    """
    kinds = [k for k in ([kind] if kind else _FIELDS) if name in _FIELDS.get(k, ())]
    if not kinds:
        return Unsound(name, value, "field", _FIELDS.get(kind or "", ()))
    told = [_sound(k, name, value) for k in kinds]
    return next((t for t in told if not isinstance(t, Unsound)), told[0])


def needed(name: str) -> bool:
    """Whether a fact cannot be without this field."""
    return name in _NEEDED


def many(name: str) -> bool:
    """Whether a field holds a list."""
    return name in _MANY


def listed(kind: str, name: str) -> bool:
    """Whether a field holds a list of codes, which may be typed with commas between them."""
    return name in _MANY and (name in _STATES or name in CODES.get(kind, {}))


def _sound(kind: str, name: str, value: Any) -> Any:
    if name not in _MANY:
        return _one(kind, name, value)
    given = [] if value is None else value if isinstance(value, list) else [value]
    if name == "offices":
        if not all(map(_office, given)):
            return Unsound(name, value, "offices", ontology.load().codes("offices"))
        held = [{"office": o["office"], "state": o.get("state") or None} for o in given]
        return [o for n, o in enumerate(held) if o not in held[:n]]
    if name == "life":
        return given if _steps(given) else Unsound(name, value, "steps", ontology.load().codes("life"))
    checked = [_one(kind, name, v) for v in given]
    if any(v is None or isinstance(v, Unsound) for v in checked):
        return next((Unsound(name, value, v.expected, v.known) for v in checked if isinstance(v, Unsound)),
                    Unsound(name, value, "texts"))
    once = list(dict.fromkeys(checked))
    return sorted(once) if name in _STATES else once


def _one(kind: str, name: str, value: Any) -> Any:
    """One value, not a list of them."""
    known = _known(kind, name)
    if value is None and name not in _NEEDED:
        return None
    if name in _DATES:
        told = typed_date(str(value), due=name == "due") if type(value) in (int, str) else None
        return told if told is not None else Unsound(name, value, "due" if name == "due" else "date")
    if name == "ordinal":
        number = int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value
        fits = type(number) is int and 0 < number <= _LAST_ORDINAL
        return number if fits else Unsound(name, value, "number")
    if name in _STATES:
        fits = isinstance(value, str) and value in ontology.load().states
        return value if fits else Unsound(name, value, "states" if name in _MANY else "state")
    if known:
        fits = isinstance(value, str) and value in known
        return value if fits else Unsound(name, value, "codes" if name in _MANY else "code", known)
    told = " ".join(str(value).split()) if type(value) in (int, float, str) else ""
    if len(told) > LONGEST:
        return Unsound(name, value, "shorter")
    return told or Unsound(name, value, "texts" if name in _MANY else "text")


def _known(kind: str, name: str) -> tuple[str, ...]:
    if name == "status":
        return STATUSES[kind]
    vocabulary = CODES[kind].get(name)
    return ontology.load().codes(vocabulary) if vocabulary else ()


def _steps(given: list[Any]) -> bool:
    """Whether they are steps of a life as the record has them."""
    known = ontology.load()
    try:
        steps = _STEPS.validate_python(given)
    except ValidationError:
        return False
    return all(s.kind in known.codes("life") and {*s.by} <= {*known.states} and len(s.citations) == 1
               and all(d is None or is_edtf(d) for d in (s.date, s.until)) for s in steps)


def _office(given: Any) -> bool:
    """Whether it is an office as the record has them: a code of the vocabulary, perhaps with a portfolio, and a state or none."""
    if not isinstance(given, dict) or not set(given) <= {"office", "state"} or not isinstance(given.get("office"), str):
        return False
    known, state = ontology.load(), given.get("state")
    offices, (head, _slash, portfolio) = known.codes("offices"), given["office"].partition("/")
    held = given["office"] in offices or head in offices and portfolio in known.codes("portfolios")
    return held and (state in (None, "") or isinstance(state, str) and state in known.states)
