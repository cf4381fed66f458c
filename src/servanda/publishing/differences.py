"""What a later record adds, drops or changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from servanda.publishing.values import KINDS, Values
from servanda.publishing.words import Words
from servanda.reading.lines import unwrapped
from servanda.reconciliation import record as r

SIGNS = {"added": "+", "removed": "-", "changed": "~"}
# What a fact is shown by, and what is not worth calling a change (what each source said goes with its citations).
_SHOWN = ("text", "title", "name", "path", "citations")
_IGNORED = frozenset({"why", "merged", "claims", "id", "tellings"})
# A paper is its bytes, wherever it lies: its hash tells it, not its place.
_PLACES = {"documents": frozenset({"path"})}
# Told in numbers only: where the words stand is for the page, not for a line of text.
_COUNTED = frozenset({"citations", "mentions"})
_UNSAID = frozenset({"body", "text_sha256", "sha256"})  # told without their values


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. change: added, removed or changed; fields: name to (before, after)."""

    kind: str
    change: str
    id: str
    words: str
    fields: dict[str, tuple[Any, Any]]


class Identity:
    """What is one thing in two records, whatever it is called in either: facts by their claims, occasions by their papers.

    Facts that were joined, and the parts of one that was parted, are one thing: whoever names it names it still.
    """

    def __init__(self, before: r.Record, after: r.Record) -> None:
        kinds = KINDS.keys() - {"documents", "evidence"}
        held = [{f.id: {f.id, *f.claims} for kind in kinds for f in getattr(record, kind)} for record in (before, after)]
        thing: dict[str, str] = {}
        for claims in (claims for facts in held for claims in facts.values()):
            for one in claims:
                thing.setdefault(one, one)
            first, *others = sorted({_root(thing, one) for one in claims})
            thing.update(dict.fromkeys(others, first))
        self._earlier, self._later = ({id: _root(thing, id) for id in facts} for facts in held)
        self._earlier |= _occasions(before)
        self._later |= _occasions(after)

    def earlier(self, value: Any) -> Any:
        """A value of the earlier record, by which one of the later can be known as the same; the order of a list is none."""
        return _known(value, self._earlier)

    def later(self, value: Any) -> Any:
        """A value of the later record likewise."""
        return _known(value, self._later)


def _root(thing: Mapping[str, str], claim: str) -> str:
    while thing[claim] != claim:
        claim = thing[claim]
    return claim


def _occasions(record: r.Record) -> dict[str, str]:
    """Occasions by their papers: their names are those of the papers told first."""
    papers: dict[str, list[str]] = {}
    for d in record.documents:
        if d.story:
            papers.setdefault(d.story, []).append(d.id)
    return {story: " ".join(sorted(told)) for story, told in papers.items()}


def _known(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, dict):
        return {k: _known(v, names) for k, v in value.items()}
    if not isinstance(value, list | tuple):
        return value
    return [v for _, v in sorted({repr(v): v for v in (_known(v, names) for v in value)}.items())]


def differences(before: r.Record, after: r.Record) -> list[Difference]:
    """Every fact that is new, gone or other, kind by kind, in the later record's order.

    A fact is the same when its id is, or when it holds a claim of the other's: a merge keeps one id only.
    """
    out: list[Difference] = []
    identity = Identity(before, after)
    for kind in KINDS:
        earlier = _facts(before, kind)
        old = {_pair_of(identity.earlier(f)) if kind == "evidence" else f["id"]: f for f in earlier}
        by_claim = {c: f for f in old.values() for c in [f["id"], *f.get("claims", [])]}
        seen = set()
        for fact in _facts(after, kind):
            known = _pair_of(identity.later(fact)) if kind == "evidence" else fact["id"]
            same = old.get(known) or next((by_claim[c] for c in fact.get("claims", []) if c in by_claim), None)
            if same is None:
                out.append(Difference(kind, "added", fact["id"], _words(fact), {}))
                continue
            seen.add(same["id"])
            if fields := _changed(kind, same, fact, identity):
                out.append(Difference(kind, "changed", fact["id"], _words(fact), fields))
        out += [Difference(kind, "removed", f["id"], _words(f), {}) for f in earlier if f["id"] not in seen]
    return out


def _changed(kind: str, old: dict[str, Any], new: dict[str, Any], identity: Identity) -> dict[str, tuple[Any, Any]]:
    """The fields in which one fact is other than it was."""
    ignored = _IGNORED | _PLACES.get(kind, frozenset())
    same_sources = set(old.get("claims", ())) == set(new.get("claims", ())) and old.get("review") == new.get("review")
    return {name: (old.get(name), value) for name, value in new.items()
            if name not in ignored and identity.earlier(old.get(name)) != identity.later(value)
            and not (same_sources and _only_leads(name, old, new))}


def _only_leads(name: str, old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether both values of a field were told before and are told now: of the same sources another is put first."""
    return all(value in [*(t["value"] for t in fact.get("tellings", ()) if t["property"] == name), *fact.get("names", ())]
               for fact in (old, new) for value in (old.get(name), new.get(name)))


def lines(found: Sequence[Difference], before: r.Record, after: r.Record, words: Words) -> Iterable[str]:
    """The differences as lines to read, grouped by kind: what was added, changed (and how), dropped."""
    earlier, later = Values(words, before), Values(words, after)
    identity = Identity(before, after)
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
                    yield from _change(singular, name, old, new, earlier, later, identity)
        yield ""


def _change(kind: str, name: str, old: Any, new: Any, earlier: Values, later: Values, identity: Identity) -> Iterable[str]:
    """How one field changed; where its values say nothing to a reader, that it did."""
    told = ""
    if name in _COUNTED and len(old or []) != len(new or []):
        told = f"{len(old or [])} \u2192 {len(new or [])}"
    elif isinstance(old, list) and isinstance(new, list) and name not in _COUNTED | _UNSAID:
        before, now = identity.earlier(old), identity.later(new)
        gone = [earlier(kind, name, v) for v in old if identity.earlier(v) not in now]
        come = [later(kind, name, v) for v in new if identity.later(v) not in before]
        told = ", ".join([f"- {v}" for v in gone if v not in come] + [f"+ {v}" for v in come if v not in gone])
    elif name not in _COUNTED | _UNSAID:
        told_before, told_now = earlier(kind, name, old), later(kind, name, new)
        if told_before != told_now:
            told = f"{told_before} \u2192 {told_now}"
        elif isinstance(new, str):
            told = later.words("another_so_called", value=told_now)
    yield _pair(later, name, told) if told else f"      {later.field(name)}"


def _pair(values: Values, name: str, value: str) -> str:
    return "      " + values.words("pair", name=values.field(name), value=value)


def _heads(record: r.Record, values: Values) -> dict[str, str]:
    """What stands before a fact's own words: who owes, when and what it was."""
    w = values.words
    heads = {u.id: ", ".join(t for t in (w.states(u.by), values.force(u) or w.label("acts", u.act)) if t)
             for u in record.undertakings}
    heads |= {e.id: values.names[e.id] for e in record.events}
    heads |= {i.id: w.date(i.date) for i in record.instruments if i.date}
    heads |= {f"{e.promise} {e.deed or e.statement}":
              w("pair", name=values.names.get(e.promise, e.promise), value=w(f"bears_{e.relation}")) for e in record.evidence}
    return heads | {e.id: w.label("entity_types", e.type) for e in record.entities}


def _facts(record: r.Record, kind: str) -> list[dict[str, Any]]:
    listed = record.model_dump(mode="json")[kind]
    return [{**f, "id": f.get("id") or _pair_of(f)} for f in listed]


def _pair_of(evidence: dict[str, Any]) -> str:
    """What tells one piece of evidence from another: its promise and its deed."""
    return f"{evidence.get('promise')} {evidence.get('deed') or evidence.get('statement')}"


def _words(fact: dict[str, Any]) -> str:
    for field in _SHOWN:
        value = fact.get(field)
        if value:
            shown = value[0].get("quote") or "" if isinstance(value, list) else str(value)
            return unwrapped(shown)
    return ""
