"""Who owes what, in the words of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from servanda_site.register.dossiers import Side, sides
from servanda_site.register.models import Fact, Partnership
from servanda_site.web.templatetags.record import words


@dataclass(frozen=True, slots=True)
class Owed:
    """What one side owes. query: the filter of the table of undertakings that shows all of it."""

    title: str
    side: Side
    facts: Sequence[Fact]
    count: int

    @property
    def rest(self) -> int:
        """How many are not listed."""
        return max(0, self.count - len(self.facts))


def title(partnership: Partnership, side: Side) -> str:
    """"We owe", "They owe", "Both owe"; the state's name where no side is ours or there are several others."""
    if side.key == "all":
        return _("Both owe") if len(side.codes) == 2 else _("All owe")
    if side.key == partnership.ours:
        return _("We owe")
    if partnership.ours and len(partnership.codes) == 2:
        return _("They owe")
    return _("%(state)s owes") % {"state": words().state(side.key)}


def owed(partnership: Partnership, leading: Mapping[tuple[int, str], Sequence[Fact]],
         counts: Mapping[tuple[int, str, str, str], int]) -> list[Owed]:
    """What each side owes, ours first."""
    return [Owed(title(partnership, side), side, leading.get((partnership.pk, side.key), ()),
                 counts.get((partnership.pk, "undertaking", "pledge", side.stored), 0)) for side in sides(partnership)]
