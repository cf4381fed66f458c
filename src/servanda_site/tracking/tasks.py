"""Background work of tracking: look for evidence, sort facts by the ties they bear on. Every task may run twice."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from servanda_site.register.models import Partnership


@task()
def look_for_evidence(key: int, generation: int) -> int:
    """Look for evidence in a partnership's record; nothing where the record was made again since (that one's task does)."""
    from servanda_site.tracking import suggesting

    partnership = Partnership.objects.filter(pk=key).first()
    if partnership is None or partnership.generation != generation:
        return 0
    return suggesting.bring_up(partnership)


@task()
def sort_by_tie(key: int, generation: int) -> int:
    """Sort a partnership's facts by the ties they bear on; nothing where the record was made again since."""
    from servanda_site.tracking import bearings

    partnership = Partnership.objects.filter(pk=key).first()
    if partnership is None or partnership.generation != generation:
        return 0
    return bearings.bring_up(partnership)


def on_record_made(sender: Any, partnership: int, **more: Any) -> None:
    """Have evidence looked for, and facts sorted by tie."""
    generation = Partnership.objects.values_list("generation", flat=True).get(pk=partnership)
    sort_by_tie.enqueue(partnership, generation)
    look_for_evidence.enqueue(partnership, generation)
