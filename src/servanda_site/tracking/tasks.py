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


def catch_up(partnership: Partnership | None = None) -> int:
    """Do here and now what of this waits for a worker, of all partnerships or one. How many were done."""
    from django_tasks_db.models import DBTaskResult

    count = 0
    for task_ in (sort_by_tie, look_for_evidence):
        for row in DBTaskResult.objects.ready().filter(task_path=task_.module_path):
            args = row.args_kwargs["args"]
            if partnership is None or args[0] == partnership.pk:
                task_.call(*args)
                count += DBTaskResult.objects.ready().filter(pk=row.pk).delete()[0]
    return count


def on_record_made(sender: Any, partnership: int, **more: Any) -> None:
    """Have evidence looked for, and facts sorted by tie."""
    generation = Partnership.objects.values_list("generation", flat=True).get(pk=partnership)
    sort_by_tie.enqueue(partnership, generation)
    look_for_evidence.enqueue(partnership, generation)
