"""Bring a workbook of the plan back: keep what was read of it, then take its changes."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda_site.accounts.models import User
from servanda_site.register.actions.refusals import Conflict, Impossible, NotAllowed, needs
from servanda_site.register.journal import write
from servanda_site.register.models import Partnership, Role
from servanda_site.register.visibility import Access
from servanda_site.tracking import sheets
from servanda_site.tracking.actions import plan
from servanda_site.tracking.models import SheetImport


@transaction.atomic
def keep(user: User, partnership: Partnership, name: str, data: bytes) -> tuple[SheetImport, list[str]]:
    """Read a workbook and keep what it says; nothing is changed yet.

    Raises:
        NotAllowed; sheets.NotRead.
    """
    needs(user, Role.OFFICER, partnership)
    rows, said = sheets.read(data)
    SheetImport.objects.filter(by=user, partnership=partnership, applied=None).delete()
    return SheetImport.objects.create(partnership=partnership, by=user, name=name[:200], rows=rows), said


def compare(user: User, imported: SheetImport) -> list[sheets.RowChange]:
    """What the rows of a workbook would change now; what would be refused when it is taken is refused here, with the reason."""
    changes = sheets.compare(Access(user), imported)
    for change in changes:
        if not change.refused:
            change.refused += _refusals(user, imported.partnership, change)
    return changes


def _refusals(user: User, partnership: Partnership, change: sheets.RowChange) -> list[str]:
    try:
        plan.check(user, partnership, {d.name: d.sheet for d in change.differences}, change.item)
    except Impossible as error:
        return [str(error)]
    except NotAllowed:
        return [_("it is marked above what you may see")]
    return []


@transaction.atomic
def apply(user: User, imported: SheetImport, take: Collection[str], seen: str) -> tuple[int, list[tuple[int, str]]]:
    """Take a workbook's changes. How many items changed, and the rows that were refused with why.

    Args:
        take: conflicts in which the workbook is to win ("ROW:FIELD"); in the others what stands here stays.
        seen: `mark` of what the person looked at.

    Raises:
        NotAllowed; Conflict: the plan changed meanwhile; Impossible: it was taken already.
    """
    if imported.by_id != user.pk:
        raise NotAllowed
    needs(user, Role.OFFICER, imported.partnership)
    if imported.applied is not None:
        raise Impossible(_("it was taken already"))
    changes = compare(user, imported)
    if mark(changes) != seen:
        raise Conflict(_("changed meanwhile"))
    count, refused = 0, []
    for change in changes:
        if change.refused:
            continue
        values = {d.name: d.sheet for d in change.differences if not d.conflict or f"{change.row}:{d.name}" in take}
        if not values:
            continue
        try:
            with transaction.atomic():
                plan.save(user, imported.partnership, values, item=change.item)
            count += 1
        except Impossible as error:
            refused.append((change.row, str(error)))
        except NotAllowed:
            refused.append((change.row, _("it is marked above what you may see")))
    SheetImport.objects.filter(pk=imported.pk).update(applied=timezone.now())
    write(user, "apply sheet", f"import:{imported.pk}", after={"name": imported.name, "items": count, "refused": len(refused)},
          partnership=imported.partnership)
    return count, refused


def mark(changes: Collection[sheets.RowChange]) -> str:
    """What tells whether a comparison is still the one a person looked at: the versions of its items."""
    return ",".join(f"{c.item.pk}.{c.item.version}" for c in changes if c.item)
