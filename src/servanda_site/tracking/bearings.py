"""Which facts of a partnership's record bear on which kind of tie, and what follows: made again whenever the record was."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Exists, OuterRef

from servanda.followup.ties import bears_on
from servanda_site.register.locks import serialised
from servanda_site.register.models import Fact, Partnership, Projection
from servanda_site.register.projecting import days
from servanda_site.tracking.models import Bearing

_CHUNK = 2000


def bring_up(partnership: Partnership) -> int:
    """Sort the facts of a partnership, as each clearance sees them; only what differs is written. How many bear on a tie."""
    wanted = {key for projection in Projection.objects.filter(partnership=partnership) for key in _found(projection)}
    with transaction.atomic():
        serialised(f"bearings {partnership.pk}")
        held = {(marking, kind, fact): pk for pk, marking, kind, fact in Bearing.objects.filter(
            partnership=partnership).values_list("pk", "marking", "kind", "fact")}
        gone = [pk for key, pk in held.items() if key not in wanted]
        for start in range(0, len(gone), 500):
            Bearing.objects.filter(pk__in=gone[start : start + 500]).delete()
        Bearing.objects.bulk_create((Bearing(partnership=partnership, marking=marking, kind=kind, fact=fact)
                                     for marking, kind, fact in sorted(wanted - set(held))), batch_size=500)
        _terms(partnership)
    return len(wanted)


def _terms(partnership: Partnership) -> None:
    """Take the days from pledges of support whose date is the term of a seat: by that, nothing is due.

    What is no candidature (any more) has the days of its date.
    """
    races = Bearing.objects.filter(partnership=partnership, kind="candidature", fact=OuterRef("fact"),
                                   marking=OuterRef("projection__marking"))
    spans = Fact.objects.filter(projection__partnership=partnership, kind="undertaking", date__contains="/")
    rows = spans.annotate(race=Exists(races)).values_list("pk", "date", "end", "race")
    changed = []
    for key, told, end, race in rows:
        start, last = (None, None) if race and not told.startswith("../") and not told.endswith("/..") else days(told)
        if last != end:
            changed.append(Fact(pk=key, start=start, end=last))
    Fact.objects.bulk_update(changed, ["start", "end"], batch_size=500)


def _found(projection: Projection) -> Iterator[tuple[int, str, str]]:
    rows = Fact.objects.filter(projection=projection).exclude(kind="entity")
    for fact, kind, type_, areas, label, data in rows.values_list("fact", "kind", "type", "areas", "label", "data").iterator(
            chunk_size=_CHUNK):
        told = {label, *(data.get("names") or ()), *(str(t["value"]) for t in data.get("tellings") or ()
                                                    if t.get("property") in ("name", "title", "text"))}
        for tie in bears_on(kind, type_, areas.split(), sorted(told)):
            yield projection.marking, tie, fact
