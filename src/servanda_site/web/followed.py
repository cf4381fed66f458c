"""What the page of a fact shows of follow-up: evidence, states, what it comes to, the items of the plan that serve it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from servanda_site.register.models import Claim, Fact, Paper, Role
from servanda_site.register.visibility import Access
from servanda_site.tracking import legal, standing, ties, visibility
from servanda_site.tracking.models import State, StateChange, Suggestion
from servanda_site.tracking.said import due_said

_MOST = 60
_HISTORY = 100
_QUOTED = 5
PROPOSED = {"fulfils": State.DONE, "advances": State.UNDER_WAY}  # what confirmed evidence proposes


@dataclass(frozen=True, slots=True)
class Row:
    """A suggestion with the facts it joins (deed: None for a plain statement) and the words it rests on, of papers seen."""

    suggestion: Suggestion
    promise: Fact | None
    deed: Fact | None
    quotes: list[tuple[Paper, str]]
    may_decide: bool


def rows(access: Access, found: Sequence[Suggestion]) -> list[Row]:
    """Suggestions as pages show them; a constant number of queries."""
    facts = access.facts_of({s.promise for s in found} | {s.deed for s in found if not s.plain})
    cited = {s.pk: _cited(s, facts.get(s.deed)) for s in found}
    prefixes = {c["document"] for listed in cited.values() for c in listed}
    papers = _papers(access, facts, prefixes, found)
    made = []
    for s in found:
        quotes = [(papers[c["document"]], " ".join(c["quote"].split())) for c in cited[s.pk] if c["document"] in papers]
        made.append(Row(s, facts.get(s.promise), facts.get(s.deed), quotes[:3], access.may(Role.OFFICER, s.partnership_id)))
    return made


def _cited(suggestion: Suggestion, deed: Fact | None) -> list[dict[str, Any]]:
    """The words it rests on: of a deed that a person named, those that tell of the deed now."""
    if suggestion.named and not suggestion.plain and not suggestion.citations:
        return deed.data["citations"][:_QUOTED] if deed else []
    return suggestion.citations


def _papers(access: Access, facts: Mapping[str, Fact], prefixes: set[str], found: Sequence[Suggestion]) -> dict[str, Paper]:
    """The papers that may be seen, by the id documents have in the record."""
    if not prefixes:
        return {}
    members = {c for f in facts.values() for c in f.data["claims"][:20]}
    shas = set(Claim.objects.filter(pk__in=members).values_list("document", flat=True)) | {s.document for s in found}
    return {f"d-{sha[:12]}": paper for sha, paper in access.papers_of(shas - {""}).items() if f"d-{sha[:12]}" in prefixes}


def of_fact(access: Access, fact: Fact, named: Mapping[str, Fact], claims: Iterable[Claim], papers: Mapping[str, Paper],
            ) -> dict[str, Any]:
    """The context of a fact's page."""
    ids = standing.members(fact)
    both = rows(access, list(visibility.suggestions(access).filter(Q(promise__in=ids) | Q(deed__in=ids, plain=False))
                             .order_by("-score", "pk")[:_MOST]))
    known = set(ids)
    found = [r for r in both if r.suggestion.promise in known]
    bears = [r for r in both if r.suggestion.promise not in known and r.suggestion.decision != "rejected"]
    gathered = ties.of_fact(access, fact) if fact.kind != "entity" else []
    if fact.kind != "undertaking":
        return {"bears_on": bears, "ties": gathered}
    changes = list(visibility.changes(access).filter(promise__in=ids).select_related("suggestion", "paper", "undone_by")
                   .order_by("-pk")[:_HISTORY])
    waiting = sum(r.suggestion.decision == "proposed" for r in found)
    mechanism, instrument = (named.get(fact.data.get(n) or "") for n in ("mechanism", "instrument"))
    return {
        "bears_on": bears, "ties": gathered, "standing": standing.of_one(access, fact, changes, waiting),
        "open": [r for r in found if r.suggestion.decision == "proposed"],
        "confirmed": [r for r in found if r.suggestion.decision == "confirmed"],
        "rejected": [r for r in found if r.suggestion.decision == "rejected"],
        "changes": _changes(access, changes), "proposal": _proposal(fact, found),
        "legal": legal.legal(fact, instrument, mechanism),
        "items": list(visibility.items(access).filter(serves__promise__in=ids).distinct()[:_MOST]),
        "due_said": due_said(fact.date, claims, papers),
    }


def _changes(access: Access, changes: Sequence[StateChange]) -> list[dict[str, Any]]:
    """Changes with what they rest on, as far as it may be seen."""
    facts = access.facts_of({c.fact for c in changes if c.fact} | {c.suggestion.deed for c in changes if c.suggestion})
    seen = visibility.suggestions(access).filter(pk__in={c.suggestion_id for c in changes if c.suggestion_id})
    said = {row.suggestion.pk: row.quotes for row in rows(access, list(seen))} if changes else {}
    papers = set(access.papers().filter(pk__in={c.paper_id for c in changes if c.paper_id}).values_list("pk", flat=True))
    return [{"change": c, "fact": facts.get(c.fact or (c.suggestion.deed if c.suggestion else "")),
             "paper": c.paper if c.paper_id in papers else None, "quotes": said.get(c.suggestion_id or 0, []),
             "may_undo": c.current and c.undone is None and access.may(
                 Role.OFFICER if c.who_id == access.user.pk else Role.HEAD, c.partnership_id)} for c in changes]


def _proposal(fact: Fact, found: Sequence[Row]) -> dict[str, Any] | None:
    """The state that confirmed evidence proposes, unless it stands already."""
    now = fact.standing.assessed  # type: ignore[attr-defined]
    for relation, state in PROPOSED.items():
        for row in found:
            if row.suggestion.decision != "confirmed" or row.suggestion.relation != relation:
                continue
            if now is None or not (now.closed or now.state == state):
                return {"row": row, "state": state}
    return None
