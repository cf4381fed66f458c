"""Who may see what: everything pages, search, exports, API and counts show goes through here.

A person sees, in each partnership, the projection made for the highest marking they are cleared for; papers up to that marking;
claims of those papers that are not marked higher themselves. What they may not see is answered like what does not exist.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property

from django.db.models import F, Q, QuerySet
from django.http import Http404

from servanda_site.accounts.models import User
from servanda_site.register.models import (
    Claim,
    Entry,
    Fact,
    FactClaim,
    LogEntry,
    Membership,
    Paper,
    Partnership,
    Projection,
    Publication,
    Role,
)

GONE = (Paper.State.SEALED, Paper.State.ERASED)


class Access:
    """What one person may see and do. Made once per request (`request.access`)."""

    def __init__(self, user: User) -> None:
        self.user = user

    @cached_property
    def _memberships(self) -> tuple[Membership | None, dict[int, Membership]]:
        found = list(Membership.objects.filter(user=self.user)) if self.user.is_authenticated and self.user.is_active else []
        everywhere = next((m for m in found if m.partnership_id is None), None)
        return everywhere, {m.partnership_id: m for m in found if m.partnership_id is not None}

    def _in(self, partnership: Partnership | int | None) -> list[Membership]:
        """The memberships that count in a partnership (an own one adds to the one for all)."""
        everywhere, own = self._memberships
        key = partnership.pk if isinstance(partnership, Partnership) else partnership
        return [m for m in (everywhere, own.get(key) if key else None) if m is not None]

    def role(self, partnership: Partnership | int | None = None) -> int:
        """The role in a partnership (0: none); without one, the role for papers of no partnership yet."""
        return max((m.role for m in self._in(partnership)), default=0)

    def clearance(self, partnership: Partnership | int | None = None) -> int:
        """The highest marking that may be seen in a partnership; -1: nothing at all."""
        return max((m.clearance for m in self._in(partnership)), default=-1)

    def may(self, role: int, partnership: Partnership | int | None = None) -> bool:
        """Whether the role is held in a partnership."""
        return self.role(partnership) >= role

    @cached_property
    def highest_role(self) -> int:
        """The highest role held anywhere."""
        everywhere, own = self._memberships
        return max([m.role for m in own.values()] + ([everywhere.role] if everywhere else []), default=0)

    @cached_property
    def is_administrator(self) -> bool:
        """Whether accounts and rights may be managed."""
        return bool(self.user.is_authenticated and self.user.is_active and self.user.is_administrator)

    @cached_property
    def partnerships(self) -> list[Partnership]:
        """The partnerships of which something may be seen (one with papers above the clearance only is not among them)."""
        return [p for p in Partnership.objects.exclude(states="") if p.pk in self._records]

    @property
    def _projections(self) -> Collection[Projection]:
        return self._records.values()

    @cached_property
    def _records(self) -> dict[int, Projection]:
        """By partnership, its record as this person sees it."""
        everywhere, own = self._memberships
        made = Projection.objects.defer("documents").select_related("partnership").order_by("partnership__states", "marking")
        if everywhere is None:
            made = made.filter(partnership__in=list(own))
        best: dict[int, Projection] = {}
        for projection in made:  # the highest marking that the clearance allows
            if projection.marking <= self.clearance(projection.partnership_id):
                best[projection.partnership_id] = projection
        return best

    def projection(self, partnership: Partnership) -> Projection | None:
        """The record of a partnership as this person sees it."""
        return self._records.get(partnership.pk)

    def partnership(self, states: str) -> Partnership:
        """The partnership of an address ("AZ-VN").

        Raises:
            Http404: there is none, or it may not be seen.
        """
        wanted = " ".join(sorted(states.upper().split("-")))
        for partnership in self.partnerships:
            if partnership.states == wanted:
                return partnership
        raise Http404

    def facts(self, partnership: Partnership | None = None) -> QuerySet[Fact]:
        """The facts that may be seen, in all partnerships or one."""
        ids = [p.pk for p in self._projections if partnership is None or p.partnership_id == partnership.pk]
        return Fact.objects.filter(projection__in=ids).select_related("projection__partnership").defer("projection__documents")

    def fact(self, identity: str) -> Fact:
        """The fact of an id; an id that was merged into another leads to that one.

        Raises:
            Http404: there is none, or it may not be seen.
        """
        ids = [p.pk for p in self._projections]
        member = FactClaim.objects.filter(projection__in=ids, claim=identity).select_related(
            "fact__projection__partnership").defer("fact__projection__documents").first()
        if member is None:
            raise Http404
        return member.fact

    def facts_of(self, claims: Iterable[str]) -> dict[str, Fact]:
        """The fact each of these claims belongs to, where it may be seen."""
        ids, keys = [p.pk for p in self._projections], list(claims)
        found: dict[str, Fact] = {}
        for i in range(0, len(keys), 500):
            rows = FactClaim.objects.filter(projection__in=ids, claim__in=keys[i : i + 500])
            rows = rows.select_related("fact__projection__partnership").defer("fact__projection__documents")
            found |= {m.claim: m.fact for m in rows}
        return found

    def papers(self, *, gone: bool = False) -> QuerySet[Paper]:
        """The papers that may be seen. gone: sealed and erased ones too (by administrators, and by the heads of their desks)."""
        allowed = self._papers_allowed()
        found = Paper.objects.filter(allowed).select_related("reading", "partnership", "by")
        if not gone:
            return found.exclude(state__in=GONE)
        return found if self.is_administrator else found.exclude(~self._headed(), state__in=GONE)

    def _headed(self) -> Q:
        """The papers of desks this person heads."""
        everywhere, own = self._memberships
        if everywhere is not None and everywhere.role >= Role.HEAD:
            return Q(pk__isnull=False)
        return Q(partnership__in=[k for k, m in own.items() if m.role >= Role.HEAD])

    def desks(self, role: int) -> list[Partnership]:
        """The partnerships known to this person in which they hold the role, also those of which nothing is read yet."""
        _, own = self._memberships
        known = {p.pk: p for p in self.partnerships}
        known |= {p.pk: p for p in Partnership.objects.filter(pk__in=[k for k in own if k not in known]).exclude(states="")}
        return sorted((p for p in known.values() if self.may(role, p)), key=lambda p: p.states)

    def _papers_allowed(self, prefix: str = "") -> Q:
        everywhere, own = self._memberships
        if not self.user.is_authenticated or (everywhere is None and not own):
            return Q(**{f"{prefix}pk__in": []})
        if everywhere is not None:
            allowed = Q(**{f"{prefix}marking__lte": everywhere.clearance})
        else:  # what waits to be read is its uploader's business
            allowed = Q(**{f"{prefix}partnership": None, f"{prefix}by": self.user, f"{prefix}marking__lte": self._top_clearance})
        for key, membership in own.items():
            allowed |= Q(**{f"{prefix}partnership": key, f"{prefix}marking__lte": membership.clearance})
        return allowed

    @cached_property
    def _top_clearance(self) -> int:
        everywhere, own = self._memberships
        return max([m.clearance for m in own.values()] + ([everywhere.clearance] if everywhere else []), default=-1)

    def paper(self, key: int, *, gone: bool = False) -> Paper:
        """One paper.

        Raises:
            Http404: there is none, or it may not be seen.
        """
        found = self.papers(gone=gone).filter(pk=key).first()
        if found is None:
            raise Http404
        return found

    def papers_of(self, documents: Iterable[str]) -> dict[str, Paper]:
        """The visible paper of each document hash (the lowest-marked, first come)."""
        found = self.papers().filter(sha256__in=set(documents)).order_by("-marking", "-pk")
        return {p.sha256: p for p in found}

    def claims(self, papers: Iterable[Paper] | None = None) -> QuerySet[Claim]:
        """The claims that may be seen: of papers seen, not marked higher themselves."""
        of = self.papers() if papers is None else papers
        seen: dict[str, int] = {}
        for sha, partnership in of.values_list("sha256", "partnership") if isinstance(of, QuerySet) else \
                [(p.sha256, p.partnership_id) for p in of]:
            seen[sha] = max(seen.get(sha, -1), self.clearance(partnership))
        levels: dict[int, list[str]] = {}
        for sha, clearance in seen.items():
            levels.setdefault(clearance, []).append(sha)
        allowed = Q(pk__in=[])
        for clearance, shas in levels.items():
            allowed |= Q(document__in=shas) & (Q(marking=None) | Q(marking__lte=clearance))
        return Claim.objects.filter(allowed)

    def claim(self, identity: str) -> Claim:
        """One claim.

        Raises:
            Http404: there is none, or it may not be seen.
        """
        claim = Claim.objects.filter(pk=identity).first()
        if claim is None:
            raise Http404
        papers = list(self.papers().filter(sha256=claim.document))
        if not papers or (claim.marking is not None and claim.marking > max(self.clearance(p.partnership_id) for p in papers)):
            raise Http404
        return claim

    def sees_claim(self, identity: str) -> bool:
        """Whether one claim may be seen."""
        try:
            self.claim(identity)
        except Http404:
            return False
        return True

    def entries(self, kind: str) -> QuerySet[Entry]:
        """What the search may find of one kind: names or passages of papers, or facts."""
        found = Entry.objects.filter(kind=kind)
        if kind in Entry.OF_PAPERS:
            return found.filter(self._papers_allowed("paper__") & ~Q(paper__state__in=GONE), paper__isnull=False)
        return found.filter(fact__projection__in=[p.pk for p in self._projections])

    def publications(self) -> QuerySet[Publication]:
        """The frozen records that may be seen, the newest first."""
        everywhere, own = self._memberships
        allowed = Q(pk__in=[]) if everywhere is None else Q(marking__lte=everywhere.clearance)
        for key, membership in own.items():
            allowed |= Q(partnership=key, marking__lte=membership.clearance)
        return Publication.objects.filter(allowed).select_related("partnership", "by").order_by("-pk")

    def log(self) -> QuerySet[LogEntry]:
        """The log entries that may be seen: all of them by administrators cleared for everything, else those of one's desk."""
        everywhere, own = self._memberships
        allowed = Q(pk__in=[])
        if self.is_administrator:
            allowed |= Q(partnership=None, marking=0)
        if everywhere is not None:
            allowed |= Q(partnership__isnull=False, marking__lte=everywhere.clearance)
            allowed |= Q(partnership=None, document__gt="", marking__lte=everywhere.clearance)
        for key, membership in own.items():
            allowed |= Q(partnership=key, marking__lte=membership.clearance)
        return LogEntry.objects.filter(allowed).order_by(F("number").desc())
