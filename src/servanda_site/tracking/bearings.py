"""Which facts of a partnership's record bear on which kind of tie: made again whenever the record was."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from servanda.followup.ties import bears_on
from servanda_site.register.locks import serialised
from servanda_site.register.models import Fact, Partnership, Projection
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
    return len(wanted)


def _found(projection: Projection) -> Iterator[tuple[int, str, str]]:
    rows = Fact.objects.filter(projection=projection).exclude(kind="entity")
    for fact, kind, type_, areas, label, data in rows.values_list("fact", "kind", "type", "areas", "label", "data").iterator(
            chunk_size=_CHUNK):
        told = {label, *(data.get("names") or ()), *(str(t["value"]) for t in data.get("tellings") or ()
                                                    if t.get("property") in ("name", "title", "text"))}
        for tie in bears_on(kind, type_, areas.split(), sorted(told)):
            yield projection.marking, tie, fact
