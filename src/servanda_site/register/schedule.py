"""Feeds and watched folders: what is new there is brought in, when somebody asks or when their hour has come."""

from __future__ import annotations

import html
import logging
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from servanda.documents import Problem, collect
from servanda.documents.media import HTML, media_type
from servanda_site.register import tasks
from servanda_site.register.actions.bring_in import bring_in, shown_name
from servanda_site.register.actions.follow import allowed
from servanda_site.register.actions.refusals import Impossible, NotAllowed
from servanda_site.register.actions.take_in import take_in
from servanda_site.register.fetching import FEED_BYTES, Item, NotFetched, fetch, items
from servanda_site.register.intake import limits, told
from servanda_site.register.models import Feed, Watch
from servanda_site.register.packed import is_packed
from servanda_site.register.wording import sentence

_log = logging.getLogger("servanda.schedule")
_AT_ONCE = 50  # entries of a feed taken in one go
_SEEN = 2000
_FILES = 1000


def run_due() -> int:
    """Wake what is due: feeds to fetch, folders to look through. How many."""
    now, count = timezone.now(), 0
    for feed in Feed.objects.filter(every_hours__gt=0):
        if _due(feed.fetched, feed.every_hours) and Feed.objects.filter(fetched=feed.fetched, pk=feed.pk).update(fetched=now):
            tasks.fetch_feed.enqueue(feed.pk)
            count += 1
    for watch in Watch.objects.filter(every_hours__gt=0):
        if _due(watch.looked, watch.every_hours) and Watch.objects.filter(looked=watch.looked, pk=watch.pk).update(looked=now):
            tasks.look_through.enqueue(watch.pk)
            count += 1
    return count


def _due(last: object, hours: int) -> bool:
    now = timezone.now()
    return last is None or last <= now - timedelta(hours=hours) or last > now + timedelta(hours=1)  # type: ignore[operator]


def fetch_feed(key: int) -> int:
    """Fetch a feed and bring its new entries in. How many came."""
    feed = Feed.objects.select_related("partnership", "by").filter(pk=key).first()
    if feed is None:
        return 0
    with translation.override(feed.by.language or settings.LANGUAGE_CODE):  # what goes wrong is told to who follows it
        return _fetch_feed(feed)


def _fetch_feed(feed: Feed) -> int:
    try:
        found = items(fetch(feed.url, limit=FEED_BYTES).data)
        taken, trouble = _take(feed, [i for i in found if i.key not in set(feed.seen)][:_AT_ONCE])
    except NotFetched as error:
        taken, trouble = {}, str(error)
    except NotAllowed:
        taken, trouble = {}, _("whoever follows it may bring nothing in there any more")
    Feed.objects.filter(pk=feed.pk).update(fetched=timezone.now(), problem=trouble[:2000],
                                       seen=[*(k for k in feed.seen if k not in taken), *taken][-_SEEN:])
    return sum(taken.values())


def _take(feed: Feed, fresh: Iterable[Item]) -> tuple[dict[str, int], str]:
    """Bring entries in: the page each leads to, or the papers packed in what it leads to, else its own words. How many papers
    came of each that was taken, and what failed."""
    taken: dict[str, int] = {}
    trouble = ""
    for item in fresh:
        try:
            name, data, source = _page(item)
            if is_packed(shown_name(name), data, limits()):
                found = take_in(feed.by, name, data, marking=feed.marking, partnership=feed.partnership, source=source, anew=True)
                trouble = f"{found.refused[0][0]}: {found.refused[0][1]}" if found.refused else trouble
                if found.papers:
                    taken[item.key] = sum(not brought.known for brought in found.papers)
                continue
            brought = bring_in(feed.by, name, data, marking=feed.marking, partnership=feed.partnership, source=source)
            taken[item.key] = int(not brought.known)
        except (NotFetched, Impossible) as error:
            trouble = f"{item.title or item.link}: {error}"
    return taken, trouble


def _page(item: Item) -> tuple[str, bytes, str]:
    name = item.title or item.link.rstrip("/").rpartition("/")[2] or "entry"
    if item.link:
        try:
            got = fetch(item.link)
            suffix = ".html" if media_type(got.data, "") == HTML else Path(got.url.partition("?")[0]).suffix[:8]
            return name if name.endswith(suffix) else name + suffix, got.data, got.url
        except NotFetched:
            if not item.content.strip():
                raise
    if not item.content.strip():
        raise NotFetched(_("it has neither a page nor words of its own"))
    page = f"<!doctype html><html><head><meta charset=utf-8><title>{html.escape(item.title)}</title></head><body><article>" \
           f"<h1>{html.escape(item.title)}</h1>{item.content}</article></body></html>"
    return f"{name}.html", page.encode("utf-8", "replace"), item.link or item.key


def look_through(key: int) -> int:
    """Bring in what is new in a watched folder. How many papers came."""
    watch = Watch.objects.select_related("partnership", "by").filter(pk=key).first()
    if watch is None:
        return 0
    with translation.override(watch.by.language or settings.LANGUAGE_CODE):
        return _look_through(watch)


def _look_through(watch: Watch) -> int:
    folder = allowed(watch.folder)
    if folder is None:
        _looked(watch.pk, _("this folder is not there, or not among those the server's operator lets be watched"))
        return 0
    trouble: list[Problem] = []
    count = 0
    try:
        for number, document in enumerate(collect([folder], limits(), trouble.append)):
            if number >= _FILES:
                break
            if not Path(document.path).resolve().is_relative_to(folder):  # a link that leads out of it
                continue
            brought = bring_in(watch.by, document.path, document.data, marking=watch.marking, partnership=watch.partnership,
                               source=str(Path(document.path).relative_to(folder)))
            count += not brought.known
    except NotAllowed:
        _looked(watch.pk, _("whoever watches it may bring nothing in there any more"))
        return count
    wrong = [p for p in trouble if p.code != "empty-folder"]
    _looked(watch.pk, pgettext("separator", ": ").join((wrong[0].path, sentence(told(wrong[0])))) if wrong else "")
    return count


def _looked(key: int, problem: str) -> None:
    Watch.objects.filter(pk=key).update(looked=timezone.now(), problem=problem[:2000])

