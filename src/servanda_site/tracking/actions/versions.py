"""What is done alike with everything kept in versions: taken out and put back, and said again as it was before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from servanda_site.accounts.models import User
from servanda_site.register.actions.refusals import Conflict, Impossible
from servanda_site.register.journal import write
from servanda_site.tracking.models import Item, Session, Tie, Visit


def take_out(user: User, row: Item | Tie | Session | Visit, name: str, *, back: bool, told: Mapping[str, Any]) -> None:
    """Take a row out, or put it back. name: what the log calls it; told: what it says of it.

    Raises:
        Conflict: somebody did so meanwhile.
    """
    found = type(row).objects.filter(pk=row.pk, removed__isnull=not back)  # type: ignore[attr-defined]
    if not found.update(removed=None if back else timezone.now()):
        raise Conflict(_("changed meanwhile"), row)
    write(user, f"restore {name}" if back else f"remove {name}", f"{name}:{row.pk}", after=dict(told),
          partnership=row.partnership, marking=row.marking)


def said_before(row: Item | Tie) -> dict[str, Any]:
    """What a row said before its last change.

    Raises:
        Impossible: it was never changed.
    """
    before = row.versions.filter(number__lt=row.version).last()  # type: ignore[union-attr]
    if before is None:
        raise Impossible(_("nothing to undo"))
    return before.data  # type: ignore[no-any-return]
