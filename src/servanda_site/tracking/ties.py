"""Ties, read: which may be seen, what the record tells that is not gathered yet, how the ledger of candidatures stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from servanda.followup.ties import only_where
from servanda_site.register.models import Fact, FactClaim, Paper, Partnership
from servanda_site.register.visibility import Access
from servanda_site.tracking import visibility
from servanda_site.tracking.models import Bearing, Item, MadeOn, SetAside, Suggestion, Support, Tie, TieSource
from servanda_site.tracking.models.evidence import Relation
from servanda_site.tracking.standing import members
from servanda_site.tracking.visibility import allowed, projections, sees

GROUPS: Mapping[str, tuple[str, ...]] = {  # the pages, and the kinds of ties each shows
    "ties": ("twinning", "party", "parliamentary", "friendship", "alumni"), "candidatures": ("candidature",),
    "forums": ("position",), "projects": ("project",), "information": ("information",),
}
GROUP_OF = {kind: group for group, kinds in GROUPS.items() for kind in kinds}
_S = Tie.Status
_COMMON = (_S.PROPOSED, _S.AGREED, _S.ACTIVE, _S.DORMANT, _S.ENDED)
_RACE = (_S.STANDING, _S.ELECTED, _S.DEFEATED, _S.WITHDRAWN)
TEXTS = ("title", "status", "forum", "candidate", "post", "date", "note")
FIELDS = ("kind", *TEXTS, "exchange", "partners", "sources", "items", "marking")
STEPS = (Support.Step.ASKED, Support.Step.PROMISED, Support.Step.GIVEN, Support.Step.REFUSED)
MOST_FORUMS = 300
_NAMES = 4000  # of the record's people and bodies, looked for in a fact's words
_SHORTEST = 3
_BESIDE = 12
_TERM = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-/\u2010-\u2015]\s*((?:19|20)\d\d)(?!\d)")


def statuses(kind: str) -> tuple[Tie.Status, ...]:
    """Where a tie of a kind may stand."""
    return _RACE if kind == "candidature" else _COMMON


def ties(access: Access, *, removed: bool = False) -> QuerySet[Tie]:
    """Ties that may be seen; one that gathers facts goes with the last of them that may be seen."""
    sources = TieSource.objects.filter(tie=OuterRef("pk"))
    seen = sources.filter(Exists(FactClaim.objects.filter(projection__in=projections(access), claim=OuterRef("fact"))))
    found = Tie.objects.filter(allowed(access)).filter(~Exists(sources) | Exists(seen)).select_related("partnership", "by")
    return found if removed else found.filter(removed=None)


def forums(access: Access, partnership: Partnership, kinds: Iterable[str] = GROUP_OF) -> list[str]:
    """The international bodies that ties of some kinds name, at most `MOST_FORUMS`."""
    found = ties(access).filter(partnership=partnership, kind__in=kinds).exclude(forum="").order_by("forum")
    return list(found.values_list("forum", flat=True).distinct()[:MOST_FORUMS])


def whole(found: QuerySet[Tie], access: Access) -> QuerySet[Tie]:
    """Ties with their partners, sources and what the plan holds of them, as far as that may be seen."""
    items = Prefetch("items", visibility.items(access).prefetch_related("steps", "assigned"), to_attr="planned")
    return found.prefetch_related("partners", "sources", items)


def supports(access: Access, *, undone: bool = False) -> QuerySet[Support]:
    """Entries of ledgers that may be seen."""
    found = Support.objects.filter(allowed(access)).filter(Q(fact="") | Q(sees(access, "fact")))
    found = found.filter(tie__in=ties(access, removed=True).values("pk")).select_related("tie", "partnership", "who", "paper")
    return found if undone else found.filter(undone=None)


def asides(access: Access) -> QuerySet[SetAside]:
    """What was set aside and still is, of facts that may be seen."""
    found = SetAside.objects.filter(allowed(access), undone=None).filter(sees(access, "fact"))
    return found.select_related("partnership", "who")


def as_data(tie: Tie) -> dict[str, Any]:
    """A tie as plain values: what is kept of each version and compared."""
    return {
        "kind": tie.kind, **{name: getattr(tie, name) for name in TEXTS}, "exchange": tie.exchange_id,
        "partners": [[p.state, p.name] for p in tie.partners.all()], "sources": sorted(s.fact for s in tie.sources.all()),
        "items": sorted(tie.items.values_list("pk", flat=True)), "marking": tie.marking,
    }


def proposed(access: Access, partnership: Partnership, kinds: Iterable[str]) -> QuerySet[Fact]:
    """Facts that bear on some kinds of ties, and that nobody gathered or set aside yet."""
    kinds, projection = list(kinds), access.projection(partnership)
    bearing = Bearing.objects.filter(partnership=partnership, marking=projection.marking if projection else -1, kind__in=kinds)
    gathered = TieSource.objects.filter(tie__in=ties(access).filter(partnership=partnership, kind__in=kinds).values("pk"))
    entered = supports(access).filter(partnership=partnership, tie__kind__in=kinds, tie__removed=None).order_by()
    aside = asides(access).filter(partnership=partnership, kind__in=kinds).order_by()
    own = FactClaim.objects.filter(fact=OuterRef("pk"))
    found = access.facts(partnership).filter(fact__in=bearing.values("fact")).defer("digest", "projection__documents")
    return found.exclude(Exists(own.filter(claim__in=gathered.order_by().values("fact")))).exclude(
        Exists(own.filter(claim__in=entered.exclude(fact="").values("fact")))).exclude(
        Exists(own.filter(claim__in=aside.values("fact")))).order_by("-told_first", "order")


def kinds_of(partnership: Partnership, facts: Sequence[Fact], kinds: Iterable[str]) -> dict[str, list[str]]:
    """On which of some kinds of ties each of some facts bears."""
    found: dict[str, list[str]] = {}
    markings = {f.projection.marking for f in facts}
    rows = Bearing.objects.filter(partnership=partnership, marking__in=markings, kind__in=list(kinds),
                                  fact__in=[f.fact for f in facts])
    for fact, kind in rows.order_by("pk").values_list("fact", "kind"):
        found.setdefault(fact, []).append(kind)
    return found


def of_fact(access: Access, fact: Fact) -> list[Tie]:
    """The ties that gather a fact, or whose ledger it is entered in."""
    ids = members(fact)
    entered = supports(access).filter(fact__in=ids).order_by().values("tie")
    return list(ties(access).filter(Q(sources__fact__in=ids) | Q(pk__in=entered)).distinct())


@dataclass(frozen=True, slots=True)
class Prefilled:
    """What a fact tells of a tie to be made of it. step, side: what it tells of support, and whose; day: when (EDTF).

    later: of a promise of support, evidence that the support was given.
    """

    values: dict[str, Any]
    step: str = ""
    side: str = ""
    day: str = ""
    later: Given | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """That support was given, as later papers tell: by a fact, or by words of a paper; when (EDTF)."""

    day: str
    words: str
    fact: Fact | None = None
    paper: Paper | None = None


def beside(access: Access, fact: Fact, kind: str) -> list[tuple[Fact, bool]]:
    """Other facts that are proposed for the same kind of tie, and whether they are told in the very words of this one."""
    found = proposed(access, fact.projection.partnership, [kind]).exclude(pk=fact.pk)
    places = [(c["document"], c["start"], c["end"]) for c in fact.data.get("citations") or ()]
    told = [(other, any(c["document"] == document and c["start"] < end and start < c["end"]
                        for c in other.data.get("citations") or () for document, start, end in places))
            for other in found[:_BESIDE]]
    return sorted(told, key=lambda row: not row[1])


def prefilled(access: Access, fact: Fact, kind: str, more: Sequence[Fact] = ()) -> Prefilled:
    """What is known of a tie before anybody typed anything. more: facts told in the same words."""
    partnership = fact.projection.partnership
    words = " ".join(f.label for f in (fact, *more))
    named = _named(access, partnership, words)
    values: dict[str, Any] = {"kind": kind, "title": fact.label[:300]}
    forums = [name for name, state, type_ in named if not state and type_ == "organisation"]
    told = [fact, *more]
    if kind in ("candidature", "position"):
        values["forum"] = max(forums, key=len, default="")
    if kind != "candidature":
        held_in = {_plain(f.data.get("place") or "") for f in told if f.kind == "event"}
        partners = [[state, name] for name, state, type_ in named if (state or (type_ == "place" and kind == "twinning"))
                    and not (type_ == "place" and _plain(name) in held_in and only_where(name, words))]  # where, not who
        values |= {"status": max((_stands(f) for f in told), key=_COMMON.index), "date": _since(access, told),
                   "partners": _sided(partnership, partners)}
        return Prefilled(values)
    values["post"] = next((" \u2013 ".join(m.groups()) for f in told if (m := _TERM.search(f"{f.date} {f.label}"))), "")
    by = fact.states.split()
    others = [c for c in partnership.codes if c not in by]
    values["status"] = _S.STANDING
    if len(by) != 1 or len(others) != 1:
        return Prefilled(values)
    asks = fact.type != "pledge"  # who proposes asks for it; who pledges promises it
    values["candidate"] = by[0] if asks else others[0]
    return Prefilled(values, Support.Step.ASKED if asks else Support.Step.PROMISED, others[0] if asks else by[0],
                     _first_told(fact), None if asks else _given(access, fact))


def kept_as(access: Access, partnership: Partnership, bears: Mapping[str, Sequence[str]], facts: Sequence[Fact],
            ) -> dict[str, Tie]:
    """The tie that is kept already of which some proposed facts tell once more: the same candidature, the same twinned places.

    bears: on which kinds of ties each bears. A fact that fits more than one tie, or none, is left out.
    """
    kinds = {kind for listed in bears.values() for kind in listed} & {"candidature", "twinning"}
    kept = list(ties(access).filter(partnership=partnership, kind__in=kinds).prefetch_related("partners")) if kinds else []
    bodies = access.facts_of({t.forum_fact for t in kept if t.forum_fact})
    forums = {t.pk: [t.forum, *(bodies[t.forum_fact].data.get("names") or () if t.forum_fact in bodies else ())] for t in kept}
    found = {f.fact: [t for t in kept if t.kind in bears.get(f.fact, ()) and _tells_of(f, t, forums[t.pk])] for f in facts}
    return {fact: listed[0] for fact, listed in found.items() if len(listed) == 1}


def _tells_of(fact: Fact, tie: Tie, forums: Iterable[str]) -> bool:
    """Whether a fact tells of a tie: names its body, for its candidate and no other term; or all its places."""
    words = f" {_plain(fact.label)} "
    if tie.kind == "twinning":
        names = [p.name for p in tie.partners.all()]
        return len(names) > 1 and all(f" {_plain(name)} " in words for name in names)
    by, terms = fact.states.split(), [_years(told) for told in (f"{fact.date} {fact.label}", tie.post)]
    others = [c for c in tie.partnership.codes if c not in by]
    candidate = by if fact.type != "pledge" else others
    if (len(by) == 1 and tie.candidate not in candidate) or (all(terms) and terms[0] != terms[1]):
        return False
    return any(f" {_plain(name)} " in words for name in forums if name)


def _years(words: str) -> tuple[str, ...]:
    found = _TERM.search(words)
    return found.groups() if found else ()


def _given(access: Access, promise: Fact) -> Given | None:
    """What tells that promised support was given: confirmed evidence first; nothing that was rejected."""
    rows = visibility.suggestions(access).filter(promise__in=members(promise), relation=Relation.FULFILS).exclude(
        decision=Suggestion.Decision.REJECTED)
    row = min(rows, key=lambda s: (s.decision != Suggestion.Decision.CONFIRMED, -s.score, s.pk), default=None)
    if row is None:
        return None
    deed = None if row.plain else access.facts_of([row.deed]).get(row.deed)
    paper = access.papers_of([row.document]).get(row.document) if row.plain and row.document else None
    day = deed.date if deed is not None else paper.reading.published if paper is not None and paper.reading else ""
    words = " ".join(str(row.citations[0]["quote"]).split()) if row.citations else deed.label if deed is not None else ""
    return Given(day or "", words, deed, paper) if deed is not None or paper is not None else None


def _sided(partnership: Partnership, partners: list[list[str]]) -> list[list[str]]:
    """Partners with their states: of two, one of whom is known to be of one side, the other is of the other."""
    known = [state for state, _name in partners]
    if len(partners) == 2 and len(partnership.codes) == 2 and "" in known and set(known) - {""} <= set(partnership.codes):
        other = next((c for c in partnership.codes if c not in known), "")
        return [[state or (other if any(known) else ""), name] for state, name in partners]
    return partners


def _since(access: Access, told: Sequence[Fact]) -> str:
    """Since when it is so: the day of the text, or of the occasion; of what both agreed, the day of that."""
    for kind in ("instrument", "event"):
        found = next((f.date for f in told if f.kind == kind and f.date and f.status != "planned"), "")
        if found:
            return found
    for fact in told:
        if fact.kind == "undertaking" and _stands(fact) == _S.AGREED:
            key = fact.data.get("event") or ""
            occasion = access.facts_of([key]).get(key) if key else None
            return (occasion.date if occasion else "") or _first_told(fact)
    return ""


def _first_told(fact: Fact) -> str:
    """When an undertaking was first told of."""
    found = MadeOn.objects.filter(partnership=fact.projection.partnership_id, marking=fact.projection.marking, promise=fact.fact)
    return next(iter(found.values_list("said", flat=True)), "")


def _stands(fact: Fact) -> Tie.Status:
    """Where a tie stands by a fact: agreed where it was signed, or both sides firmly undertook it."""
    if fact.kind == "mechanism":
        return _S.PROPOSED if fact.status == "planned" else _S.ACTIVE
    if fact.kind == "event":
        return _S.PROPOSED if fact.status != "held" else _S.AGREED if fact.type == "signing" else _S.ACTIVE
    if fact.kind == "undertaking":
        both = set(fact.projection.partnership.codes) <= set(fact.states.split())
        return _S.AGREED if fact.type == "pledge" and both and fact.force in ("agree", "commit") else _S.PROPOSED
    return _S.AGREED if fact.kind == "instrument" and fact.status == "concluded" else _S.PROPOSED


def _named(access: Access, partnership: Partnership, words: str) -> list[tuple[str, str, str]]:
    """The places and organisations of the record that some words name: name, state, type."""
    plain = _plain(words)
    rows = access.facts(partnership).filter(kind="entity", type__in=("organisation", "place")).order_by("-told", "order")
    found = []
    for label, states, type_, data in rows.values_list("label", "states", "type", "data")[:_NAMES]:
        names = {label, *(data.get("names") or ())}
        if any(len(name) >= _SHORTEST and f" {_plain(name)} " in f" {plain} " for name in names):
            found.append((label, states.strip(), type_))
    return found


def _plain(words: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in words.casefold()).split())


@dataclass(slots=True)
class Ledger:
    """A candidature with what was entered of the support for it, as far as it may be seen.

    exchanged: the candidatures (of other sides) in return for which it is supported.
    """

    tie: Tie
    entries: list[Support] = field(default_factory=list)
    exchanged: list[Ledger] = field(default_factory=list)

    @property
    def sides(self) -> list[str]:
        """Who may support it: every side but the candidate."""
        return [c for c in self.tie.partnership.codes if c != self.tie.candidate]

    def steps(self, side: str) -> set[str]:
        """What was entered of a side."""
        return {e.step for e in self.entries if e.side == side}

    def stands(self, side: str) -> str:
        """Where the support of a side stands: given, refused (after whatever was promised), promised, asked for, nothing."""
        told = [e for e in self.entries if e.side == side]
        if any(e.step == Support.Step.GIVEN for e in told):
            return Support.Step.GIVEN
        answers = [e for e in told if e.step != Support.Step.ASKED]
        if answers:
            return max(answers, key=lambda e: (e.start or timezone.localdate(e.at), e.pk)).step
        return Support.Step.ASKED if told else ""

    def in_return(self, side: str) -> list[Ledger]:
        """The side's own candidatures that the candidate promised or gave its support to, in exchange for this one."""
        return [other for other in self.exchanged if other.tie.candidate == side and other.stands(self.tie.candidate) in (
            Support.Step.PROMISED, Support.Step.GIVEN)]

    def owes(self, side: str) -> bool:
        """Whether a side owes its support: promised it or had its own in exchange, and neither gave nor refused it."""
        if not self.tie.open or side not in self.sides or self.stands(side) in (Support.Step.GIVEN, Support.Step.REFUSED):
            return False
        return self.stands(side) == Support.Step.PROMISED or bool(self.in_return(side))

    @property
    def owing(self) -> list[str]:
        """The sides that owe their support."""
        return [side for side in self.sides if self.owes(side)]

    @property
    def untold(self) -> list[str]:
        """Of a candidature that was decided: the sides that promised, and of which nobody said whether they gave."""
        if self.tie.status not in (_S.ELECTED, _S.DEFEATED):
            return []
        return [side for side in self.sides if self.stands(side) == Support.Step.PROMISED]

    @property
    def rows(self) -> list[tuple[str, str, bool, list[Ledger]]]:
        """Of each side: its code, where its support stands, whether it owes it, what it had in exchange."""
        return [(side, self.stands(side), self.owes(side), self.in_return(side)) for side in self.sides]

    @property
    def overdue(self) -> bool:
        """Whether it should be decided by now."""
        return self.tie.open and self.tie.end is not None and self.tie.end < timezone.localdate()


def ledgers(access: Access, found: Sequence[Tie]) -> list[Ledger]:
    """The ledgers of some candidatures of one partnership. Constantly many queries."""
    if not found:
        return []
    keys = {t.pk for t in found}
    linked = ties(access).filter(kind="candidature", partnership=found[0].partnership_id).filter(
        Q(exchange__in=keys) | Q(pk__in={t.exchange_id for t in found if t.exchange_id}))
    held = {t.pk: Ledger(t) for t in [*linked, *found]}
    for entry in supports(access).filter(tie__in=list(held)):
        held[entry.tie_id].entries.append(entry)
    for one in held.values():
        other = held.get(one.tie.exchange_id or 0)
        if other is not None and other.tie.pk != one.tie.pk:
            for here, there in ((one, other), (other, one)):
                if there not in here.exchanged:
                    here.exchanged.append(there)
    return [held[t.pk] for t in found]


@dataclass(slots=True)
class Total:
    """How many candidatures: support asked of a side, promised, given, refused and owed by it."""

    asked: int = 0
    promised: int = 0
    given: int = 0
    refused: int = 0
    owed: int = 0

    def add(self, ledger: Ledger, side: str) -> None:
        """Count one candidature for a side."""
        steps, stands = ledger.steps(side), ledger.stands(side)
        self.asked += Support.Step.ASKED in steps
        self.promised += Support.Step.PROMISED in steps
        self.given += stands == Support.Step.GIVEN
        self.refused += stands == Support.Step.REFUSED
        self.owed += ledger.owes(side)


@dataclass(slots=True)
class Body:
    """The candidatures for one international body: how many, how many won, and what each side did."""

    name: str
    fact: str = ""
    count: int = 0
    elected: int = 0
    decided: int = 0
    sides: dict[str, Total] = field(default_factory=dict)


def totals(partnership: Partnership, found: Iterable[Ledger]) -> tuple[dict[str, Total], list[Body]]:
    """What each side was asked for, promised, gave and owes: in all, and by international body."""
    sides = {code: Total() for code in partnership.codes}
    bodies: dict[str, Body] = {}
    for ledger in found:
        key = ledger.tie.forum_fact or ledger.tie.forum.casefold()
        body = bodies.setdefault(key, Body(ledger.tie.forum, ledger.tie.forum_fact, sides={c: Total() for c in sides}))
        body.count += 1
        body.decided += ledger.tie.status in (_S.ELECTED, _S.DEFEATED)
        body.elected += ledger.tie.status == _S.ELECTED
        for side in ledger.sides:
            sides[side].add(ledger, side)
            body.sides[side].add(ledger, side)
    return sides, sorted(bodies.values(), key=lambda b: (-b.count, b.name))


def next_step(items: Iterable[Item]) -> tuple[str, date | None, Item] | None:
    """What the plan has to do next of a tie: of the open steps and items the one due first, undated ones last."""
    waiting: list[tuple[date, str, date | None, Item]] = []
    for item in items:
        if item.progress >= 100:
            continue
        steps = [s for s in item.steps.all() if not s.done]
        waiting += [(s.due or item.due or date.max, s.text, s.due or item.due, item) for s in steps]
        if not steps:
            waiting.append((item.due or date.max, item.title, item.due, item))
    first = min(waiting, key=lambda w: w[0], default=None)
    return (first[1], first[2], first[3]) if first else None
