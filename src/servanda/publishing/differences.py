"""What a later record adds, drops or changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from servanda.publishing.values import Values
from servanda.publishing.words import Words
from servanda.reconciliation import record as r

KINDS = {"documents": "document", "entities": "entity", "events": "event", "instruments": "instrument", "mechanisms": "mechanism",
         "undertakings": "undertaking", "evidence": "evidence"}
SIGNS = {"added": "+", "removed": "-", "changed": "~"}
# What a fact is shown by, and what is not worth calling a change.
_SHOWN = ("text", "title", "name", "path", "citations")
_IGNORED = frozenset({"why", "merged", "claims", "id"})
# A paper is its bytes, wherever it lies: its hash tells it, not its place.
_PLACES = {"documents": frozenset({"path"})}
# Told in numbers only: where the words stand is for the page, not for a line of text.
_COUNTED = frozenset({"citations", "mentions"})
_UNSAID = frozenset({"tellings", "body", "text_sha256", "sha256"})


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
            ignored = _IGNORED | _PLACES.get(kind, frozenset())
            fields = {k: (same.get(k), v) for k, v in fact.items() if k not in ignored and same.get(k) != v}
            if fields:
                out.append(Difference(kind, "changed", fact["id"], _words(fact), fields))
        out += [Difference(kind, "removed", f["id"], _words(f), {}) for f in old.values() if f["id"] not in seen]
    return out


def lines(found: Sequence[Difference], before: r.Record, after: r.Record, words: Words) -> Iterable[str]:
    """The differences as lines to read, grouped by kind: what was added, changed (and how), dropped."""
    earlier, later = Values(words, before), Values(words, after)
    heads_before, heads_now = _heads(before, earlier), _heads(after, later)
    for kind, singular in KINDS.items():
        of_kind = [d for d in found if d.kind == kind]
        if not of_kind:
            continue
        counts = [words.count(change, n) for change in SIGNS if (n := sum(d.change == change for d in of_kind))]
        yield words("pair", name=words(f"kinds_{kind}"), value=", ".join(counts))
        for change, sign in SIGNS.items():
            for d in (d for d in of_kind if d.change == change):
                head = (heads_before if change == "removed" else heads_now).get(d.id, "")
                told = words.paper(d.words) if kind == "documents" else d.words
                yield f"  {sign} {words('pair', name=head, value=told) if head else told}"
                for name, (old, new) in d.fields.items():
                    yield from _change(singular, name, old, new, earlier, later)
        yield ""


def _change(kind: str, name: str, old: Any, new: Any, earlier: Values, later: Values) -> Iterable[str]:
    if name in _UNSAID:
        return
    if name in _COUNTED:
        if len(old or []) != len(new or []):
            yield _pair(later, name, f"{len(old or [])} \u2192 {len(new or [])}")
    elif isinstance(old, list) and isinstance(new, list):
        gone, come = [v for v in old if v not in new], [v for v in new if v not in old]
        told = [f"- {earlier(kind, name, v)}" for v in gone] + [f"+ {later(kind, name, v)}" for v in come]
        if told:
            yield _pair(later, name, ", ".join(told))
    else:
        told_before, told_now = earlier(kind, name, old), later(kind, name, new)
        if told_before != told_now:
            yield _pair(later, name, f"{told_before} \u2192 {told_now}")


def _pair(values: Values, name: str, value: str) -> str:
    return "      " + values.words("pair", name=values.field(name), value=value)


def _heads(record: r.Record, values: Values) -> dict[str, str]:
    """What stands before a fact's own words: who owes, when and what it was."""
    w = values.words
    heads = {u.id: ", ".join(t for t in (w.states(u.by), w.label("forces", u.force) or w.label("acts", u.act)) if t)
             for u in record.undertakings}
    heads |= {e.id: values.names[e.id] for e in record.events}
    heads |= {i.id: w.date(i.date) for i in record.instruments if i.date}
    heads |= {f"{e.promise} {e.deed or e.statement}":
              w("pair", name=values.names.get(e.promise, e.promise), value=w(f"bears_{e.relation}")) for e in record.evidence}
    return heads | {e.id: w.label("entity_types", e.type) for e in record.entities}


def _facts(record: r.Record, kind: str) -> dict[str, dict[str, Any]]:
    listed = record.model_dump(mode="json")[kind]
    return {f.get("id") or _pair_of(f): {"id": _pair_of(f), **f} for f in listed}


def _pair_of(evidence: dict[str, Any]) -> str:
    """What tells one piece of evidence from another: its promise and its deed."""
    return f"{evidence.get('promise')} {evidence.get('deed') or evidence.get('statement')}"


def _words(fact: dict[str, Any]) -> str:
    for field in _SHOWN:
        value = fact.get(field)
        if value:
            shown = value[0].get("quote") or "" if isinstance(value, list) else str(value)
            return " ".join(shown.split())
    return ""
