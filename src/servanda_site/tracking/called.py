"""How tracked things call the facts they are of: by an id that whoever may see the thing can see.

A fact is called by the first of its claims. Where the paper of that claim is out of sight for somebody (its marking was raised),
the same fact is called by another of its claims in what they see; a suggestion, a state or a session of it must be, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models

from servanda_site.register.models import FactClaim, Partnership, Projection
from servanda_site.tracking.models import (
    AgendaItem,
    BodyMember,
    BodyRules,
    InvitationChange,
    Item,
    LifeStep,
    Score,
    Serves,
    Session,
    SetAside,
    StateChange,
    StepAside,
    Suggestion,
    Support,
    TextRelation,
    TextTerms,
    Tie,
    TiePartner,
    TieSource,
    Visit,
)

_AT_ONCE = 500
# what names facts, in which columns, and through which row its partnership and marking are known
_NAMING: tuple[tuple[type[models.Model], tuple[str, ...], str], ...] = (
    (Suggestion, ("promise", "deed"), ""), (StateChange, ("promise", "fact"), ""), (InvitationChange, ("promise", "event"), ""),
    (Score, ("promise",), "window__"), (Session, ("body", "event"), ""), (AgendaItem, ("fact",), "session__"),
    (BodyRules, ("body", "parent"), ""), (BodyMember, ("body", "person"), ""), (Visit, ("promise", "event"), ""),
    (LifeStep, ("instrument",), ""), (StepAside, ("instrument",), ""), (TextRelation, ("one", "other"), ""),
    (TextTerms, ("instrument",), ""),
    (Item, ("lead_fact", "counterpart_fact", "instrument"), ""), (Serves, ("promise",), "item__"), (Tie, ("forum_fact",), ""),
    (TiePartner, ("fact",), "tie__"), (TieSource, ("fact",), "tie__"), (Support, ("fact",), ""), (SetAside, ("fact",), ""),
)


def call_anew(partnership: Partnership) -> int:
    """Call facts by an id that is in sight wherever the thing that names them is. How many names were changed."""
    made = list(Projection.objects.filter(partnership=partnership).order_by("marking").only("pk", "marking"))
    count = 0
    for n, low in enumerate(made[:-1]):
        names = {hidden: seen for high in made[:n:-1] for hidden, seen in _hidden(high, low)}
        for model, columns, through in _NAMING if names else ():
            of_here = {f"{through}partnership": partnership, f"{through}marking__gte": low.marking,
                       f"{through}marking__lt": made[n + 1].marking}
            for column in columns:
                count += _change(model, column, of_here, names)
    return count


def _hidden(high: Projection, low: Projection) -> Iterator[tuple[str, str]]:
    """The claims only the higher clearance sees of facts that the lower sees, too, each with what the lower calls the fact."""
    seen = FactClaim.objects.filter(projection=low)
    found: dict[int, list[str]] = {}
    rows = FactClaim.objects.filter(projection=high)
    for claim, fact in rows.exclude(claim__in=seen.values("claim")).order_by("claim").values_list("claim", "fact"):
        found.setdefault(fact, []).append(claim)
    for part in _parts(list(found)):
        joined = rows.filter(fact__in=part, claim__in=seen.values("claim")).values_list("fact", "claim")
        others = {claim: fact for fact, claim in joined}
        called: dict[int, str] = {}
        held = seen.filter(claim__in=list(others)).order_by("fact__order").values_list("claim", "fact__fact")
        for claim, name in held:
            called.setdefault(others[claim], name)
        for fact, name in called.items():
            yield from ((claim, name) for claim in found[fact])


def _change(model: type[models.Model], column: str, of_here: dict[str, Any], names: dict[str, str]) -> int:
    count = 0
    taken = next((c.fields for c in model._meta.constraints if isinstance(c, models.UniqueConstraint) and column in c.fields), ())
    for part in _parts(list(names)):
        for row in model._default_manager.filter(**of_here, **{f"{column}__in": part}):
            setattr(row, column, names[getattr(row, column)])
            if taken and model._default_manager.filter(**{name: getattr(row, name) for name in taken}).exists():
                continue  # the same is named twice: the other is in sight
            row.save(update_fields=[column])
            count += 1
    return count


def _parts(keys: list[Any]) -> Iterable[list[Any]]:
    return (keys[i : i + _AT_ONCE] for i in range(0, len(keys), _AT_ONCE))
