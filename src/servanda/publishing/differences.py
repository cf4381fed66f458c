"""What a later record adds, drops or changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from servanda.reconciliation import record as r

KINDS = ("documents", "entities", "events", "instruments", "mechanisms", "undertakings", "evidence")
# What a fact is shown by, and what is not worth calling a change.
_SHOWN = ("text", "title", "name", "path", "citations")
_IGNORED = frozenset({"why", "merged", "claims", "id"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. change: added, removed or changed; fields: name to (before, after)."""

    kind: str
    change: str
    id: str
    words: str
    fields: dict[str, tuple[Any, Any]]


def differences(before: r.Record, after: r.Record) -> list[Difference]:
    """Every fact that is new, gone or other, kind by kind, in the later record's order.

    A fact is the same when its id is, or when it holds a claim of the other's: a merge keeps one id only.
    """
    out: list[Difference] = []
    for kind in KINDS:
        old, new = _facts(before, kind), _facts(after, kind)
        by_claim = {c: f for f in old.values() for c in [f["id"], *f.get("claims", [])]}
        seen = set()
        for fact in new.values():
            same = next((by_claim[c] for c in [fact["id"], *fact.get("claims", [])] if c in by_claim), None)
            if same is None:
                out.append(Difference(kind, "added", fact["id"], _words(fact), {}))
                continue
            seen.add(same["id"])
            fields = {k: (same.get(k), v) for k, v in fact.items() if k not in _IGNORED and same.get(k) != v}
            if fields:
                out.append(Difference(kind, "changed", fact["id"], _words(fact), fields))
        out += [Difference(kind, "removed", f["id"], _words(f), {}) for f in old.values() if f["id"] not in seen]
    return out


def _facts(record: r.Record, kind: str) -> dict[str, dict[str, Any]]:
    listed = record.model_dump(mode="json")[kind]
    return {f.get("id") or f"{f.get('promise')}-{f.get('deed')}": {"id": "", **f} for f in listed}


def _words(fact: dict[str, Any]) -> str:
    for field in _SHOWN:
        value = fact.get(field)
        if value:
            shown = value[0].get("quote") or "" if isinstance(value, list) else str(value)
            return " ".join(shown.split())
    return fact["id"]
