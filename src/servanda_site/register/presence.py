"""Who else is at a paper right now: names kept for a minute, renewed by the page that is open."""

from __future__ import annotations

import time

from django.core.cache import cache

from servanda_site.accounts.models import User

_SECONDS = 45


def here(user: User, paper: int) -> list[str]:
    """Note that somebody is at a paper; the names of the others who are."""
    key, now = f"at-paper:{paper}", time.time()
    held = {k: v for k, v in (cache.get(key) or {}).items() if now - v[1] < _SECONDS}
    others = [name for who, (name, _) in held.items() if who != user.pk]
    cache.set(key, {**held, user.pk: (str(user), now)}, _SECONDS)
    return sorted(others)
