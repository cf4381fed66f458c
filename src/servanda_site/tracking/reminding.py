"""Reminders: what falls due, told in the site and by mail: items of the plan to those they are assigned to, texts and sessions to
the officers of the desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.utils import timezone

from servanda_site.accounts.models import User
from servanda_site.register.models import Fact, Membership, Role
from servanda_site.register.visibility import Access
from servanda_site.tracking import gathered, lives, visibility
from servanda_site.tracking.models import Gathering, Item, Notice

SOON = timedelta(days=14)
_BACK = timedelta(days=366)  # what is over for longer is told by the pages alone
_LOOKED = (("tracking-reminded", 600), ("tracking-reminded-desks", 3600))  # seconds between two looks
_LATE = {"ends": Notice.Kind.OVER}
_MOST = 500


def run_due() -> int:
    """Note what people are to be told, each thing once. How many notices are new. Nothing where it was looked for a while ago."""
    (items, often), (desks, seldom) = _LOOKED
    fresh: list[Notice] = []
    if cache.add(items, True, often):
        fresh += _of_items()
    if cache.add(desks, True, seldom):
        fresh += [n for user in _officers() for n in _of_desks(Access(user))]
    told = {(n.user_id, n.about, n.kind, n.day) for n in Notice.objects.filter(about__in={n.about for n in fresh}).only(
        "user", "about", "kind", "day")}
    new = [n for n in fresh if (n.user_id, n.about, n.kind, n.day) not in told]
    Notice.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _of_items() -> Iterator[Notice]:
    today = timezone.localdate()
    late = Item.objects.filter(removed=None, progress__lt=100, due__lte=today + SOON, assigned__is_active=True)
    for item in late.distinct().prefetch_related("assigned"):
        kind = Notice.Kind.OVERDUE if item.due < today else Notice.Kind.SOON  # type: ignore[operator]
        for person in item.assigned.all():
            if person.is_active:
                yield Notice.on(item, person, kind, item.due)  # type: ignore[arg-type]


def _officers() -> QuerySet[User]:
    held = Membership.objects.filter(role__gte=Role.OFFICER).values("user")
    return User.objects.filter(pk__in=held, is_active=True).order_by("pk")


def _of_desks(access: Access) -> Iterator[Notice]:
    """What an officer is told of the texts and sessions of their desks."""
    today = timezone.localdate()
    keys = {p.pk for p in access.partnerships if access.may(Role.OFFICER, p)}
    for told in lives.due_notices(access, today):
        if told.terms.partnership_id in keys and told.day >= today - _BACK:
            kind = _LATE.get(told.kind, told.kind) if told.day < today else told.kind
            yield _on_fact(access.user, told.text, kind, told.day, told.terms.marking)
    rows = gathered.sessions(access).filter(partnership__in=keys, status=Gathering.Status.PLANNED, start__gte=today - _BACK,
                                            start__lte=today + SOON)
    for row in rows[:_MOST]:
        last = row.end or row.start
        if row.start is not None and row.start >= today:
            yield Notice.on(row, access.user, Notice.Kind.MEETS, row.start)
        elif last is not None and last < today:
            yield Notice.on(row, access.user, Notice.Kind.HELD, last)
    for body, day, rule in gathered.due_by_rule(access, keys):
        if today - _BACK <= day < today:
            yield _on_fact(access.user, body, Notice.Kind.LATE, day, rule.marking)


def _on_fact(user: User, fact: Fact, kind: str, day: date, marking: int) -> Notice:
    return Notice(user=user, about=f"fact:{fact.fact}", fact=fact.fact, partnership=fact.projection.partnership, marking=marking,
                  kind=kind, day=day)


def notices(access: Access) -> QuerySet[Notice]:
    """What a person is told, of what may (still) be seen."""
    of_item, of_session = Q(item__in=visibility.items(access).values("pk")), Q(session__in=gathered.sessions(access).values("pk"))
    of_fact = Q(visibility.allowed(access), fact__gt="") & Q(visibility.sees(access, "fact"))
    found = Notice.objects.filter(of_item | of_session | of_fact, user=access.user.pk)
    return found.select_related("item__partnership", "session__partnership", "partnership")


def seen(access: Access) -> int:
    """Note that a person has seen all they are told. How many notices were not seen before."""
    return notices(access).filter(seen=None).order_by().update(seen=timezone.now())


def attach(access: Access, found: Iterable[Notice]) -> list[Notice]:
    """Notices with the fact each is about (`told_of`: a text, the body of a session); those of which nothing is left are not."""
    listed = list(found)
    about = {n.pk: n.fact or (n.session.body if n.session else "") for n in listed}
    facts = access.facts_of({key for key in about.values() if key})
    for notice in listed:
        notice.told_of = facts.get(about[notice.pk])  # type: ignore[attr-defined]
    return [n for n in listed if n.item is not None or n.told_of is not None]  # type: ignore[attr-defined]
