"""Compliance over a window of time, as the research groups of the G7 and the G20 compute it.

Each side gets, for each undertaking it owes, -1 (not complied), 0 (in part, or under way) or +1 (complied). What nobody scored is
"not assessed" and counts in no mean. A mean m of scores is told as a percentage: (m + 1) / 2 * 100.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from servanda_site.register.models import Fact, FactClaim, Partnership
from servanda_site.register.visibility import Access
from servanda_site.tracking import visibility
from servanda_site.tracking.models import MadeOn, Score, Suggestion, Window
from servanda_site.tracking.standing import members

VALUES = (-1, 0, 1)
_OFFERED = 12  # pieces of evidence of one undertaking


@dataclass(frozen=True, slots=True)
class Share:
    """What a side's scores come to (side "all": every side's). percent: None where nothing is assessed."""

    side: str
    assessed: int
    owed: int
    percent: float | None

    @property
    def left(self) -> int:
        """How many are not assessed."""
        return max(0, self.owed - self.assessed)


def percentage(scores: Iterable[int]) -> float | None:
    """Scores as a percentage; None of none."""
    listed = list(scores)
    return (sum(listed) / len(listed) + 1) / 2 * 100 if listed else None


def sides_of(fact: Fact, partnership: Partnership) -> list[str]:
    """The sides that owe an undertaking: those it names, else all of the partnership."""
    return [c for c in fact.states.split() if c in partnership.codes] or partnership.codes


def in_scope(access: Access, window: Window) -> QuerySet[Fact]:
    """The pledges a window assesses: those first told of by its end (those of unknown age too)."""
    projection = access.projection(window.partnership)
    later = MadeOn.objects.filter(partnership=window.partnership_id, marking=projection.marking if projection else -1,
                                  day__gt=window.end)
    found = access.facts(window.partnership).filter(kind="undertaking", type="pledge")
    return found.exclude(fact__in=later.values("promise")).order_by("order")


def scores(access: Access, window: Window) -> dict[tuple[int, str], Score]:
    """The scores in force of a window, by fact (as it is now) and side; of several the last that may be seen."""
    projection = access.projection(window.partnership)
    rows = list(visibility.scores(access, window).order_by("pk"))
    owner = {}
    if projection is not None:
        given = visibility.scores(access, window).values("promise")
        owner = dict(FactClaim.objects.filter(projection=projection, claim__in=given).values_list("claim", "fact"))
    last = {(owner[s.promise], s.side): s for s in rows if s.promise in owner}
    return {key: s for key, s in last.items() if s.value is not None}


def earlier(access: Access, window: Window, facts: Iterable[Fact], given: dict[tuple[int, str], Score],
            ) -> dict[tuple[int, str], list[Score]]:
    """The scores of some undertakings that others followed, the newest first, by fact (as it is now) and side.

    given: those in force.
    """
    owner = {claim: fact.pk for fact in facts for claim in members(fact)}
    clearance = access.clearance(window.partnership_id)
    rows = Score.objects.filter(window=window, marking__lte=clearance, promise__in=list(owner)).exclude(
        pk__in=[s.pk for s in given.values()]).exclude(current=True, value=None)
    found: dict[tuple[int, str], list[Score]] = {}
    for row in rows.select_related("who").order_by("-pk"):
        found.setdefault((owner[row.promise], row.side), []).append(row)
    return found


def grounds(access: Access, found: Iterable[Score]) -> dict[int, list[Suggestion]]:
    """The evidence each of some scores rests on, by the score's key, as far as it may be seen."""
    keys = [s.pk for s in found]
    links = list(Score.evidence.through.objects.filter(score__in=keys).order_by("pk").values_list("score_id", "suggestion_id"))
    seen = {s.pk: s for s in visibility.suggestions(access).filter(pk__in={key for _score, key in links})} if links else {}
    rests: dict[int, list[Suggestion]] = {}
    for score, key in links:
        if key in seen:
            rests.setdefault(score, []).append(seen[key])
    return rests


def offered(access: Access, facts: Iterable[Fact]) -> dict[int, list[Suggestion]]:
    """What the scores of some undertakings could rest on, by the undertaking's key: confirmed evidence first."""
    owner = {claim: fact.pk for fact in facts for claim in members(fact)}
    rows = visibility.suggestions(access).filter(promise__in=list(owner)).exclude(decision=Suggestion.Decision.REJECTED)
    found: dict[int, list[Suggestion]] = {}
    for row in sorted(rows, key=lambda s: (s.decision != Suggestion.Decision.CONFIRMED, -s.score, s.pk)):
        held = found.setdefault(owner[row.promise], [])
        if len(held) < _OFFERED:
            held.append(row)
    return found


def shares(access: Access, window: Window, given: dict[tuple[int, str], Score]) -> list[Share]:
    """What each side's scores come to, then all sides' together."""
    partnership = window.partnership
    scope = in_scope(access, window)
    owed = dict.fromkeys(partnership.codes, 0)
    for states, n in scope.order_by().values_list("states").annotate(n=Count("*")):
        for code in [c for c in states.split() if c in owed] or partnership.codes:
            owed[code] += n
    inside = set(scope.filter(Q(pk__in={key for key, _side in given})).values_list("pk", flat=True))
    by_side = {code: [s.value for (key, side), s in given.items() if side == code and key in inside and s.value is not None]
               for code in partnership.codes}
    found = [Share(code, len(listed), owed[code], percentage(listed)) for code, listed in by_side.items()]
    everything = [value for listed in by_side.values() for value in listed]
    return [*found, Share("all", len(everything), sum(owed.values()), percentage(everything))]
