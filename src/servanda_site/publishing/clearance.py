"""A person's access cut down to the marking a document is made for."""

from __future__ import annotations

from functools import cached_property

from servanda_site.accounts.models import User
from servanda_site.register.models import Membership, Role
from servanda_site.register.visibility import Access


class UpTo(Access):
    """What a person sees, but nothing marked above a level: what a document made for that level may hold."""

    def __init__(self, user: User, marking: int) -> None:
        super().__init__(user)
        self._top = marking

    @cached_property
    def _memberships(self) -> tuple[Membership | None, dict[int, Membership]]:
        everywhere, own = Access(self.user)._memberships
        return self._lowered(everywhere) if everywhere else None, {key: self._lowered(m) for key, m in own.items()}

    def _lowered(self, held: Membership) -> Membership:
        return Membership(user_id=held.user_id, partnership_id=held.partnership_id, role=held.role,
                          clearance=min(held.clearance, self._top))


class Command(UpTo):
    """Whoever runs the register's command: sees every partnership up to the marking given."""

    def __init__(self, marking: int) -> None:
        super().__init__(User(is_active=True), marking)

    @cached_property
    def _memberships(self) -> tuple[Membership | None, dict[int, Membership]]:
        return Membership(role=Role.READER, clearance=self._top), {}
