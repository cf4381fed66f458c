"""Change the action plan: add and change items (one or many), take them out, put them back, undo, freeze."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda_site.accounts.models import User
from servanda_site.register.actions.refusals import Conflict, Impossible, NotAllowed, needs
from servanda_site.register.journal import write
from servanda_site.register.locks import serialised
from servanda_site.register.models import Marking, Partnership, Role
from servanda_site.register.visibility import Access
from servanda_site.tracking import planning, visibility
from servanda_site.tracking.actions.levels import lowest
from servanda_site.tracking.actions.versions import said_before, take_out
from servanda_site.tracking.models import Baseline, Item, ItemVersion, Notice, Serves, Step

_STEPS = 100
_SERVES = 200
_ASSIGNED = 50
DRAFTED = 200  # items made at once
_BULK = ("lead", "counterpart", "due", "progress", "milestone", "next_step", "funding", "assigned", "marking")


@transaction.atomic
def save(user: User, partnership: Partnership, values: Mapping[str, Any], *, item: Item | None = None, expects: int | None = None,
         action: str = "") -> Item:
    """Add an item, or change the fields given of one.

    Args:
        values: by the names of `planning.FIELDS`, spelt as `planning.as_data` does.
        expects: the version the person saw.

    Raises:
        NotAllowed; Conflict: it was changed meanwhile; Impossible: a value that cannot be (`field` says which).
    """
    needs(user, Role.OFFICER, partnership)
    serialised(f"plan {partnership.pk}")
    access = Access(user)
    before: dict[str, Any] = {}
    if item is not None:
        item = planning.whole(visibility.items(access, removed=True)).filter(pk=item.pk, partnership=partnership).first()
        if item is None:
            raise NotAllowed
        before = planning.as_data(item)
        if expects is not None and expects != item.version:
            raise Conflict(_("changed meanwhile"), item)
    given = _checked(access, partnership, values, before)
    if item is not None and all(before[name] == value for name, value in given.items()):
        return item
    row = item or Item(partnership=partnership, by=user, version=0)
    for name in (*planning.TEXTS, "progress", "marking"):
        if name in given:
            setattr(row, name, given[name])
    if "due" in given:
        row.due = date.fromisoformat(given["due"]) if given["due"] else None
    _known(access, row)
    row.version += 1
    row.changed = timezone.now()
    row.save()
    _parts(user, row, given)
    fresh = planning.whole(Item.objects.filter(pk=row.pk)).get()
    after = planning.as_data(fresh)
    ItemVersion.objects.create(item=fresh, number=fresh.version, data=after, who=user)
    names = planning.differences(before, after)
    write(user, action or ("change item" if item else "add item"), f"item:{fresh.pk}", before={n: before.get(n) for n in names},
          after={n: after.get(n) for n in names}, partnership=partnership, marking=max(fresh.marking, before.get("marking", 0)))
    return fresh


def _checked(access: Access, partnership: Partnership, values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: values[name] for name in planning.FIELDS if name in values}
    for name in planning.TEXTS:
        if name in given:
            text = str(given[name] or "").replace("\0", "").strip()
            limit = Item._meta.get_field(name).max_length or 8000
            if len(text) > limit:
                raise Impossible(_("at most %(n)s characters") % {"n": limit}, name)
            given[name] = text if name in ("difficulties", "next_step") else " ".join(text.split())
    if not given.get("title", before.get("title", "")):
        raise Impossible(_("a title is needed"), "title")
    if "progress" in given and not (isinstance(given["progress"], int) and 0 <= given["progress"] <= 100):
        raise Impossible(_("progress is a number from 0 to 100"), "progress")
    if "due" in given:
        given["due"] = _day(given["due"], "due")
    if "steps" in given:
        given["steps"] = [[" ".join(str(text).split())[:500], _day(day, "steps"), bool(done)]
                          for text, day, done in given["steps"] if str(text).strip()]
        if len(given["steps"]) > _STEPS:
            raise Impossible(_("at most %(n)s steps") % {"n": _STEPS}, "steps")
    _check_links(access, partnership, given, before)
    return given


def _check_links(access: Access, partnership: Partnership, given: dict[str, Any], before: Mapping[str, Any]) -> None:
    """Undertakings served, the text linked, the marking, and whom it is assigned to."""
    least = 0
    if "serves" in given or "marking" in given:
        facts = access.facts_of({*given.get("serves", []), *before.get("serves", [])})
        hidden = [key for key in before.get("serves", []) if key not in facts]  # not theirs to see, nor to take away
        wanted = list(dict.fromkeys(given.get("serves", [key for key in before.get("serves", []) if key in facts])))[:_SERVES]
        for key in wanted:
            fact = facts.get(key)
            if key in hidden:
                continue
            if fact is None or fact.kind != "undertaking" or fact.projection.partnership_id != partnership.pk:
                raise Impossible(_("no undertaking of this partnership: %(id)s") % {"id": key[:60]}, "serves")
            least = max(least, lowest(fact))
        if "serves" in given:
            given["serves"] = sorted({facts[key].fact for key in wanted if key in facts} | set(hidden))
    had = before.get("instrument")
    if "instrument" in given and not given["instrument"] and had and had not in access.facts_of([had]):
        given["instrument"] = had  # not theirs to see, nor to take away
    elif given.get("instrument"):
        text = access.facts_of([given["instrument"]]).get(given["instrument"])
        if text is None or text.kind != "instrument" or text.projection.partnership_id != partnership.pk:
            raise Impossible(_("no text of this partnership: %(id)s") % {"id": given["instrument"][:60]}, "instrument")
        least = max(least, lowest(text))
    level = given.get("marking", max(before.get("marking", 0), least))
    if level not in Marking.values or level < least:
        raise Impossible(_("what it serves is marked “%(marking)s”: it cannot be marked lower")
                         % {"marking": Marking(least).label}, "marking")
    if level > access.clearance(partnership):
        raise NotAllowed
    given["marking"] = level
    if "assigned" in given:
        given["assigned"] = sorted(_people(partnership, given["assigned"], level, before))


def check(user: User, partnership: Partnership, values: Mapping[str, Any], item: Item | None = None) -> None:
    """Whether an item could be added, or changed so, now: what `save` would raise; nothing is changed."""
    needs(user, Role.OFFICER, partnership)
    _checked(Access(user), partnership, values, planning.as_data(item) if item else {})


def _people(partnership: Partnership, emails: Iterable[str], level: int, before: Mapping[str, Any]) -> set[str]:
    """Whom an item is assigned to. Who left, or may not see it any more, stays where they are assigned already."""
    wanted = {e.strip().lower() for e in emails if e.strip()}
    if len(wanted) > _ASSIGNED:
        raise Impossible(_("at most %(n)s people") % {"n": _ASSIGNED}, "assigned")
    held = set(before.get("assigned", ()))
    found = {u.email: u for u in User.objects.filter(email__in=wanted)}
    for email in sorted(wanted):
        person = found.get(email)
        if person is not None and email in held and (not person.is_active or level <= before["marking"]):
            continue
        if person is None or not person.is_active:
            raise Impossible(_("%(who)s has no account any more, or never had one") % {"who": email[:120]}, "assigned")
        if Access(person).clearance(partnership) < level:
            raise Impossible(_("%(who)s may not see this") % {"who": email[:120]}, "assigned")
    return wanted


def _day(value: Any, field: str) -> str:
    if not value:
        return ""
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise Impossible(_("no such day: %(day)s") % {"day": str(value)[:40]}, field) from None
    if not 1900 <= day.year <= 2200:
        raise Impossible(_("no such day: %(day)s") % {"day": str(value)[:40]}, field)
    return day.isoformat()


def _known(access: Access, row: Item) -> None:
    """Tie who leads and who is the counterpart to the record, where it has somebody of exactly this name."""
    names = {row.lead, row.counterpart} - {""}
    entities = access.facts(row.partnership).filter(kind="entity", label__in=names)
    found = dict(entities.values_list("label", "fact")) if names else {}
    row.lead_fact, row.counterpart_fact = found.get(row.lead, ""), found.get(row.counterpart, "")


def _parts(user: User, row: Item, given: Mapping[str, Any]) -> None:
    if "serves" in given:
        row.serves.exclude(promise__in=given["serves"]).delete()
        held = set(row.serves.values_list("promise", flat=True))
        Serves.objects.bulk_create(Serves(item=row, promise=key) for key in given["serves"] if key not in held)
    if "steps" in given:
        row.steps.all().delete()
        Step.objects.bulk_create(Step(item=row, order=n, text=text, due=date.fromisoformat(day) if day else None, done=done)
                                 for n, (text, day, done) in enumerate(given["steps"]))
    if "assigned" in given:
        held = set(row.assigned.values_list("pk", flat=True))
        people = list(User.objects.filter(email__in=given["assigned"]))
        row.assigned.set(people)
        for person in people:
            if person.pk not in held and person.pk != user.pk:
                fresh = Notice.on(row, person, Notice.Kind.ASSIGNED, timezone.localdate())
                Notice.objects.bulk_create([fresh], ignore_conflicts=True)


@transaction.atomic
def bulk(user: User, partnership: Partnership, items: Iterable[Item], values: Mapping[str, Any]) -> int:
    """Change the same fields of several items. How many changed."""
    needs(user, Role.OFFICER, partnership)
    if not values or set(values) - set(_BULK):
        raise Impossible(_("choose what is to be changed"))
    count = 0
    for item in items:
        count += save(user, partnership, values, item=item).version != item.version
    return count


@transaction.atomic
def draft(user: User, partnership: Partnership, undertakings: Iterable[str]) -> list[Item]:
    """Make an item of each of several undertakings; what an item serves by now is left out.

    Args:
        undertakings: ids of facts.

    Raises:
        NotAllowed; Impossible: none is chosen, or too many.
    """
    needs(user, Role.OFFICER, partnership)
    serialised(f"plan {partnership.pk}")
    access, wanted = Access(user), set(undertakings)
    if not wanted or len(wanted) > DRAFTED:
        raise Impossible(_("choose from one to %(n)s undertakings") % {"n": DRAFTED})
    facts = list(planning.unplanned(access, partnership).filter(fact__in=wanted))
    return [save(user, partnership, planning.of_undertaking(access, f) | {"serves": [f.fact]}) for f in facts]


@transaction.atomic
def remove_many(user: User, items: Iterable[Item]) -> int:
    """Take several items out of the plan, all or none. How many there were.

    Raises:
        NotAllowed; Conflict: somebody took one of them out meanwhile.
    """
    listed = list(items)
    for item in listed:
        remove(user, item)
    return len(listed)


@transaction.atomic
def remove(user: User, item: Item, *, back: bool = False) -> None:
    """Take an item out of the plan, or put it back.

    Raises:
        NotAllowed; Conflict: somebody did so meanwhile.
    """
    needs(user, Role.OFFICER, item.partnership)
    if not visibility.items(Access(user), removed=True).filter(pk=item.pk).exists():
        raise NotAllowed
    take_out(user, item, "item", back=back, told={"title": item.title})


@transaction.atomic
def revert(user: User, item: Item, *, expects: int | None = None) -> Item:
    """Take the last change of an item back: it says again what it said before.

    Raises:
        NotAllowed; Conflict; Impossible: it was never changed, or what it said cannot be said any more.
    """
    return save(user, item.partnership, said_before(item), item=item, expects=expects)


@transaction.atomic
def freeze(user: User, partnership: Partnership, title: str, marking: int) -> Baseline:
    """Freeze the plan as somebody of a clearance sees it."""
    needs(user, Role.HEAD, partnership)
    if marking > Access(user).clearance(partnership) or marking not in Marking.values:
        raise NotAllowed
    title = " ".join(title.split())[:200]
    if not title:
        raise Impossible(_("a title is needed"), "title")
    items = planning.whole(Item.objects.filter(partnership=partnership, removed=None, marking__lte=marking))
    made = Baseline.objects.create(partnership=partnership, marking=marking, title=title, by=user,
                                   rows={str(i.pk): planning.as_data(i) for i in items})
    write(user, "freeze plan", f"baseline:{made.pk}", after={"title": title, "items": len(made.rows)}, partnership=partnership,
          marking=marking)
    return made
