"""Follow a feed or a folder of the server: name it, have it fetched, leave it. What is found there is brought in, in the name of
whoever named it and under their rights of that hour."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from servanda_site.accounts.models import User
from servanda_site.register import tasks
from servanda_site.register.actions.refusals import Impossible, NotAllowed, needs
from servanda_site.register.journal import write
from servanda_site.register.models import Feed, Marking, Partnership, Role, Watch
from servanda_site.register.visibility import Access


@transaction.atomic
def add_feed(user: User, feed: Feed) -> Feed:
    """Follow a feed (not fetched yet).

    Raises:
        NotAllowed: no officer there, or not cleared for the marking. Impossible: no address of the web.
    """
    _may(user, feed.partnership, feed.marking)
    if not feed.url.lower().startswith(("http://", "https://")):
        raise Impossible(_("only http and https addresses are fetched"))
    feed.by = user
    feed.save()
    write(user, "follow", f"feed:{feed.pk}", after={"url": feed.url, "every": feed.every_hours}, partnership=feed.partnership,
          marking=feed.marking)
    return feed


@transaction.atomic
def add_watch(user: User, watch: Watch) -> Watch:
    """Watch a folder of the server, one of those its operator allows.

    Raises:
        NotAllowed; Impossible: no such folder, or not among those allowed.
    """
    _may(user, watch.partnership, watch.marking)
    folder = allowed(watch.folder)
    if folder is None:
        raise Impossible(_("this folder is not there, or not among those the server's operator lets be watched"))
    watch.folder, watch.by = str(folder), user
    watch.save()
    write(user, "watch", f"watch:{watch.pk}", after={"folder": watch.folder, "every": watch.every_hours},
          partnership=watch.partnership, marking=watch.marking)
    return watch


def allowed(folder: str) -> Path | None:
    """A folder as the system knows it, if it is there and lies in one that may be watched (SERVANDA_WATCH)."""
    if not folder.strip() or "\0" in folder:
        return None
    try:
        real = Path(folder).resolve()
        roots = [Path(root).resolve() for root in settings.WATCH]
        inside = any(real.is_relative_to(root) for root in roots)
        return real if inside and real.is_dir() else None
    except (OSError, RuntimeError, ValueError):
        return None


def followed(access: Access, kind: type[Feed] | type[Watch]) -> list[Any]:
    """The feeds or folders this person may know of: officers there, cleared for what comes."""
    rows = kind.objects.select_related("partnership", "by").order_by("pk")
    return [f for f in rows if access.may(Role.OFFICER, f.partnership_id) and f.marking <= access.clearance(f.partnership_id)]


@transaction.atomic
def fetch(user: User, followed: Feed | Watch) -> None:
    """Have a feed fetched, or a folder looked through, in the background."""
    needs(user, Role.OFFICER, followed.partnership)
    task, name = (tasks.fetch_feed, "feed") if isinstance(followed, Feed) else (tasks.look_through, "watch")
    write(user, "fetch", f"{name}:{followed.pk}", partnership=followed.partnership, marking=followed.marking)
    task.enqueue(followed.pk)


@transaction.atomic
def leave(user: User, followed: Feed | Watch) -> None:
    """Follow a feed or folder no longer; what came from it stays."""
    needs(user, Role.OFFICER, followed.partnership)
    name, told = ("feed", {"url": followed.url}) if isinstance(followed, Feed) else ("watch", {"folder": followed.folder})
    write(user, "leave", f"{name}:{followed.pk}", before=told, partnership=followed.partnership, marking=followed.marking)
    followed.delete()


def _may(user: User, partnership: Partnership | None, marking: int) -> None:
    needs(user, Role.OFFICER, partnership)
    if marking not in Marking.values or marking > Access(user).clearance(partnership):
        raise NotAllowed
