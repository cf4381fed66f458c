"""What waits for a decision: papers with proposals, the proposals of a paper, what a newer reading no longer sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from rapidfuzz import fuzz

from servanda_site.register.judging import standing
from servanda_site.register.models import Claim, Judgement, Paper, Partnership, Projection
from servanda_site.register.visibility import Access

JUDGED = ("confirmed", "corrected", "unsure")
_LIKE = 55.0


def waiting() -> Q:
    """Claims a reading found and nobody decided on."""
    return Q(current=True, decision="proposed")


def queue(access: Access, *, partnership: Partnership | None = None, kind: str = "", unsure: bool = False) -> QuerySet[Paper]:
    """The papers with something to decide on, the oldest first.

    Args:
        kind: only those with proposals of this kind. unsure: those with something left open ("not sure") instead.
    """
    wanted = Q(current=True, decision="unsure") if unsure else waiting()
    claims = Claim.objects.filter(wanted, document=OuterRef("sha256"))
    if kind:
        claims = claims.filter(kind=kind)
    papers = access.papers().filter(state=Paper.State.READ).order_by("at", "pk")
    if partnership is not None:
        papers = papers.filter(partnership=partnership)
    if not unsure:
        papers = papers.filter(reviewed=None)
    return papers.filter(Exists(claims))


def per_partnership(access: Access) -> dict[int | None, int]:
    """How many papers wait in each partnership (None: in none yet)."""
    return dict(queue(access).order_by().values_list("partnership").annotate(many=Count("*")))


def counts(access: Access, papers: Sequence[Paper]) -> dict[str, dict[str, int]]:
    """By document, how many proposals of each kind wait; what was rejected in a copy is not asked again and not counted."""
    rows = list(access.claims(papers).filter(waiting()).values_list("document", "kind", "key"))
    known = _rejected({key for _, _, key in rows})
    doubtful = {document for document, _, key in rows if key in known}
    copied = families(access, [p for p in papers if p.sha256 in doubtful])
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for document, kind, key in rows:
        if key not in known or not known[key] & copied[document]:
            found[document][kind] = found[document].get(kind, 0) + 1
    return found


def claims_of(access: Access, paper: Paper) -> list[Claim]:
    """What is read in a paper, in its order: what the newest reading sees and what people added."""
    found = access.claims([paper]).filter(Q(current=True) | Q(by__isnull=False)).order_by("order", "pk")
    return [c for c in found if c.by_id is None] + [c for c in found if c.by_id is not None]


def silenced(access: Access, paper: Paper, claims: Iterable[Claim]) -> set[str]:
    """The claims not to be asked about: the same was rejected in this paper, or in one that copies it or is copied by it."""
    proposed = [c for c in claims if c.decision == "proposed"]
    if not proposed:
        return set()
    known = _rejected({c.key for c in proposed})
    family = families(access, [paper])[paper.sha256] if known else set()
    return {c.pk for c in proposed if known.get(c.key, set()) & family}


def _rejected(keys: set[str]) -> dict[str, set[str]]:
    """By key, the documents in which a claim of the key was rejected."""
    found: dict[str, set[str]] = defaultdict(set)
    listed = sorted(keys)
    for i in range(0, len(listed), 500):
        rows = Claim.objects.filter(key__in=listed[i : i + 500], decision="rejected").values_list("key", "document")
        for key, document in rows:
            found[key].add(document)
    return dict(found)


def families(access: Access, papers: Sequence[Paper]) -> dict[str, set[str]]:
    """By document, those that are near copies of it, itself among them: in one query, however many the papers."""
    found = {p.sha256: {p.sha256} for p in papers}
    seen = [(p.sha256, access.projection(p.partnership)) for p in papers if p.partnership is not None]
    held = dict(Projection.objects.filter(pk__in={r.pk for _, r in seen if r is not None}).values_list("pk", "documents"))
    origins = {key: _origins(documents) for key, documents in held.items()}
    for sha, projection in seen:
        told = origins.get(projection.pk, {}) if projection is not None else {}
        found[sha] |= {other for other, origin in told.items() if origin == told.get(sha, sha)}
    return found


def _origins(documents: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """By document, the one it copies; itself where it copies none."""
    shas = {d["id"]: d["sha256"] for d in documents}
    return {d["sha256"]: shas.get(d["near_copy_of"] or "", d["sha256"]) for d in documents}


def lost(access: Access, most: int = 2000) -> list[Claim]:
    """Claims that people decided on and the newest reading of their paper no longer sees."""
    wanted = Q(current=False, by=None, decision__in=JUDGED)
    documents = set(Claim.objects.filter(wanted).order_by().values_list("document", flat=True)[:most])
    papers = list(access.papers().filter(sha256__in=documents))
    return list(access.claims(papers).filter(wanted).order_by("document", "order")[:most]) if papers else []


def succeeded(access: Access, claims: Sequence[Claim]) -> list[tuple[Claim, Paper, Claim | None]]:
    """Claims no longer seen, each with its paper (where that may be seen) and what likely takes its place."""
    papers = access.papers_of({c.document for c in claims})
    newer: dict[str, list[Claim]] = defaultdict(list)
    for claim in access.claims(list(papers.values())).filter(current=True):
        newer[claim.document].append(claim)
    return [(c, papers[c.document], successor(c, newer[c.document])) for c in claims if c.document in papers]


def successor(claim: Claim, others: Iterable[Claim]) -> Claim | None:
    """The claim of the newest reading that most likely takes the place of one no longer seen."""
    mine = claim.citations[0] if claim.citations else None
    best, score = None, _LIKE
    for other in others:
        if other.kind != claim.kind or not other.citations or mine is None:
            continue
        theirs = other.citations[0]
        found = fuzz.token_set_ratio(str(mine[3])[:500], str(theirs[3])[:500])
        same = sum(other.fields.get(k) == v for k, v in claim.fields.items()) / max(1, len(claim.fields))
        found = 0.7 * found + 30 * same - min(10.0, abs(mine[1] - theirs[1]) / 200)
        if found > score:
            best, score = other, found
    return best


def unconfirmed(access: Access, desks: Sequence[Partnership]) -> QuerySet[Judgement]:
    """Officers' decisions on papers of these desks that no head of desk has confirmed, the oldest first."""
    papers = access.papers().filter(partnership__in=desks, sha256=OuterRef("document"))
    rows = standing().filter(confirmed_at=None).exclude(verdict="unsure").filter(Exists(papers)).select_related("who")
    top = max((access.clearance(d) for d in desks), default=-1)
    hidden = Claim.objects.filter(pk=OuterRef("claim"), marking__gt=top)
    return rows.exclude(Exists(hidden)).order_by("order")


def next_paper(access: Access, paper: Paper) -> Paper | None:
    """The paper to go through after this one, in the same partnership."""
    rest = queue(access, partnership=paper.partnership).exclude(pk=paper.pk)
    return rest.filter(Q(at__gt=paper.at) | Q(at=paper.at, pk__gt=paper.pk)).first() or rest.first()
