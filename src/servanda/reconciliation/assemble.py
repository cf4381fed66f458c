"""Clusters of claims to the facts of the record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from servanda.claims import Citation, Claim
from servanda.documents import Laid
from servanda.reconciliation import dates
from servanda.reconciliation import record as r
from servanda.reconciliation.claimed import Claimed
from servanda.reconciliation.clusters import Clusters, Joined
from servanda.reconciliation.lives import lived
from servanda.reconciliation.settled import settled
from servanda.reconciliation.source import Source
from servanda.reconciliation.telling import best_first, supplied

# Fields that unite over the tellings of one fact; of the others the fullest telling's value stands.
_UNITED = {"entity": ("names", "offices"), "instrument": ("names", "parties"), "mechanism": ("names", "states"),
           "event": ("participants", "states"), "undertaking": ("areas",)}
_REFERENCES = {"event": ("participants", "mechanism", "part_of"), "undertaking": ("mechanism", "speaker", "event", "instrument")}
# Whose value stands where tellings differ: a person's correction, then what a person confirmed, then the first told.
_PRECEDENCE = {"corrected": 0, "confirmed": 1}
BY_HAND = "by hand"  # the rule named by a claim that a person entered
_FACT: dict[str, type[Any]] = {"entity": r.Entity, "event": r.Event, "instrument": r.Instrument, "mechanism": r.Mechanism,
                               "undertaking": r.Undertaking}

_KINDS = {fact: kind for kind, fact in _FACT.items()}


class _Owners(Mapping[str, str]):
    """To each claim the fact it belongs to: kept of those that share one; any other is its own."""

    def __init__(self, claims: Claimed, clusters: Clusters) -> None:
        self._claims = claims
        self._shared = {member: group[0] for group in clusters.groups if len(group) > 1 for member in group}

    def __getitem__(self, claim: str) -> str:
        if claim in self._claims:
            return self._shared.get(claim, claim)
        raise KeyError(claim)

    def __contains__(self, claim: object) -> bool:
        return claim in self._claims

    def __iter__(self) -> Iterator[str]:
        return iter(self._claims)

    def __len__(self) -> int:
        return len(self._claims)


@dataclass(slots=True)
class Arrangement:
    """Claims in clusters, with the judgements in force: everything a record follows from, before its facts are written out.

    One fact can be made without the others, and `signature` tells whether it would be the same as before.
    """

    sources: Sequence[Source]
    claims: Claimed
    clusters: Clusters
    reviews: Mapping[str, str]
    corrections: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    fact_of: Mapping[str, str] = field(init=False)
    joined: dict[str, list[Joined]] = field(init=False)
    documents: dict[str, str] = field(init=False)
    told: dict[str, str | None] = field(init=False)
    spoken: dict[str, str | None] = field(init=False)

    def __post_init__(self) -> None:
        self.fact_of = _Owners(self.claims, self.clusters)
        self.joined = {}
        for join in self.clusters.joined:
            self.joined.setdefault(self.fact_of[join.claim], []).append(join)
        self.documents = {s.document: f"d-{s.document[:12]}" for s in self.sources}
        self.told = {s.document: s.told for s in self.sources}
        self.spoken = {s.document: s.language for s in self.sources}

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The claims of each fact, in the order of the record."""
        return self.clusters.groups

    def signature(self, group: Sequence[str], *more: str) -> str:
        """A digest of everything one fact follows from: two equal ones stand for two equal facts.

        more: what else counts for whoever keeps the fact.
        """
        parts = [*more]
        for member in group:
            claim, review = self.claims[member], self.reviews.get(member, "")
            parts += (member, review, repr(sorted(claim.fields.items()))) if review == "corrected" else (member, review)
            parts += [self.fact_of.get(named, "") for named in _named(claim)]
            parts += [repr(life)] if (life := claim.fields.get("life")) else []
        parts += [f"{j.claim} {j.other} {j.score:.3f} {j.reasons}" for j in self.joined.get(group[0], ())]
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def fact(self, group: Sequence[str]) -> r.Fact:
        """One fact, written out."""
        members = [self.claims[m] for m in group]
        fact = self._fact(members, self.joined.get(group[0], []))
        judged = any(m in self.reviews for m in group)
        if not judged and isinstance(fact, r.Event) and fact.status == "held" and self._to_come(fact.date, members):
            return fact.model_copy(update={"status": "planned"})
        return fact

    def _fact(self, members: Sequence[Claim], joined: Sequence[Joined]) -> r.Fact:
        first, reviews, documents = members[0], self.reviews, self.documents
        told = {m.id: _translated(m, self.fact_of) for m in members}
        for m in members if len(members) > 1 else ():
            if m.id not in reviews and supplied(m, members, self.told, self.spoken[m.document]):
                told[m.id]["date"] = None
        ordered = sorted(members, key=lambda m: _PRECEDENCE.get(reviews.get(m.id, ""), 2))
        judged = [reviews[m.id] for m in members if m.id in reviews]
        fields = _merged(first, [told[m.id] for m in ordered], self.fact_of, judged=bool(judged))
        best = best_first(members, fields.get("date"), self.told)
        places = [_place(c, documents[m.document]) for m in best for c in m.citations]
        fields["mentions" if first.kind == "entity" else "citations"] = places
        if first.kind == "instrument":
            fields["life"] = lived(members, self.fact_of, documents)
        made: r.Fact = _FACT[first.kind](
            id=first.id, claims=[m.id for m in members], review=_review(members, judged),
            why=list(dict.fromkeys(w for m in members for w in m.why)),
            tellings=_tellings(members, [told[m.id] for m in members], documents, self.corrections),
            merged=[r.Merge(other=j.claim, score=round(j.score, 3), reasons=list(j.reasons)) for j in joined],
            **fields,
        )
        return made

    def _to_come(self, day: str | None, members: Sequence[Claim]) -> bool:
        """Whether a day lies after every paper that tells of it."""
        return all(dates.after(day, self.told[m.document]) for m in members)

    def described(self) -> Sequence[r.DocumentOf]:
        """The documents, written out."""
        return Laid(_document(s, self.documents, self.clusters) for s in self.sources).plain()

    def record(self, run: r.Run | None = None) -> r.Record:
        """The whole record: references between claims become references between facts."""
        facts: dict[str, Laid[Any]] = {kind: Laid() for kind in _FACT}
        for group in self.groups:
            fact = self.fact(group)
            facts[_KINDS[type(fact)]].append(fact)
        told = {kind: listed.plain() for kind, listed in facts.items()}
        return r.Record.model_construct(
            run=run, documents=self.described(), entities=told["entity"], events=told["event"],
            instruments=told["instrument"], mechanisms=told["mechanism"], undertakings=told["undertaking"],
        )


def _named(claim: Claim) -> list[str]:
    """The claims that a claim refers to."""
    told = [*map(claim.fields.get, _REFERENCES.get(claim.kind, ()))]
    told += [step["other"] for step in claim.fields.get("life", ())]
    return [named for value in told if value for named in ([value] if isinstance(value, str) else value)] if any(told) else []


def _document(source: Source, ids: Mapping[str, str], clusters: Clusters) -> r.DocumentOf:
    text = source.text
    dateline = r.DatelineOf(place=text.dateline.place, date=text.dateline.date) if text.dateline else None
    copied = clusters.near_copies.get(text.document)
    return r.DocumentOf(
        id=ids[text.document], path=text.path, sha256=text.document, text_sha256=text.sha256,
        media_type=text.media_type, language=text.language, title=text.title, agencies=list(text.agencies),
        side=text.side, published=text.published, dateline=dateline, body=list(text.body),
        story=clusters.stories.get(text.document), near_copy_of=ids.get(copied) if copied else None,
        read=source.read, warnings=list(text.warnings),  # type: ignore[arg-type]
    )


def _review(members: Sequence[Claim], judged: Sequence[str]) -> r.Review:
    if judged:
        return "corrected" if "corrected" in judged else judged[-1]  # type: ignore[return-value]
    return "manual" if any(w.rule == BY_HAND for m in members for w in m.why) else "proposed"


def _place(citation: Citation, document: str) -> r.Place:
    return r.Place(document=document, start=citation.start, end=citation.end,
                   quote=citation.quote)


def _translated(claim: Claim, fact_of: Mapping[str, str]) -> dict[str, Any]:
    """The claim's fields with references to claims turned into references to facts (those rejected fall away)."""
    fields = dict(claim.fields)
    for name in _REFERENCES.get(claim.kind, ()):
        if name in fields:
            value = fields[name]
            if isinstance(value, list):
                fields[name] = list(dict.fromkeys(fact_of[v] for v in value if v in fact_of))
            else:
                fields[name] = fact_of.get(value) if value else None
    return fields


def _merged(first: Claim, told: Sequence[dict[str, Any]], fact_of: Mapping[str, str], *, judged: bool) -> dict[str, Any]:
    """What the tellings of one fact say together, those first that count the most."""
    merged = dict(told[0]) if judged or len(told) == 1 else {**told[0], **settled(first.kind, told)}
    for name in merged:
        if name in _UNITED[first.kind]:
            merged[name] = _union(f[name] for f in told)
        elif merged[name] is None:
            merged[name] = next((f[name] for f in told if f[name] is not None), None)
    if len(told) > 1 and first.kind == "entity":  # an office told with a state that was misread
        own = [o["office"] for o in merged["offices"] if o["state"] == merged["state"]]
        merged["offices"] = [o for o in merged["offices"] if o["state"] == merged["state"] or o["office"] not in own]
    if merged.get("part_of") == fact_of[first.id]:  # the whole and its part were joined
        merged["part_of"] = None
    return merged


def _union(values: Any) -> list[Any]:
    """The values of several lists, each once (an office, which is a mapping, by what it holds)."""
    out: dict[Any, Any] = {}
    for value in values:
        for v in value:
            out.setdefault(tuple(v.items()) if isinstance(v, dict) else v, v)
    return list(out.values())


def _tellings(members: Sequence[Claim], fields: Sequence[Mapping[str, Any]], documents: Mapping[str, str],
              corrections: Mapping[str, Mapping[str, Any]]) -> list[r.Telling]:
    """What each source said, of the properties on which they differ; what a person put in its place is not said by a source."""
    out = []
    for name in fields[0]:
        told = [(m, f[name]) for m, f in zip(members, fields, strict=True) if name not in corrections.get(m.id, ())]
        if name != "life" and any(value != told[0][1] for _, value in told[1:]):
            out += [r.Telling(property=name, value=value, citation=_place(m.citations[0], documents[m.document]))
                    for m, value in told]
    return out
