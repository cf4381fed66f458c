"""The action plan for programs: items, their versions, what was frozen, notices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from servanda_site.api.authentication import scope
from servanda_site.api.follow import slug as slug_of
from servanda_site.api.parts import (
    Cursor,
    Day,
    FactId,
    Flag,
    Given,
    Key,
    Level,
    Line,
    Long,
    Many,
    Number,
    Percent,
    Seen,
    Slug,
    Words,
    access_of,
    page,
    user_of,
)
from servanda_site.register.visibility import Access
from servanda_site.tracking import planning, reminding, visibility
from servanda_site.tracking.actions import plan
from servanda_site.tracking.models import Baseline, Item, Notice

router = Router(tags=["plan"])


class PlanStepIn(Given):
    """One step of an item."""

    text: Line
    due: Day | None = None
    done: Flag = False


class PlanStepOut(Schema):
    """One step of an item."""

    text: str
    due: date | None
    done: bool


class ItemOut(Schema):
    """An item of the plan. serves: the undertakings it serves, as far as you may see them. assigned: e-mail addresses."""

    id: int
    partnership: str
    version: int
    title: str
    serves: list[str]
    lead: str
    counterpart: str
    focal_ours: str
    focal_theirs: str
    steps: list[PlanStepOut]
    due: date | None
    due_said: str
    milestone: str
    progress: int
    difficulties: str
    next_step: str
    funding: str
    instrument: str | None
    assigned: list[str]
    marking: int
    changed: datetime
    removed: datetime | None


class ItemPage(Schema):
    """Some items; `next` continues."""

    items: list[ItemOut]
    next: str | None = None


class ItemFields(Given):
    """The fields given of an item; the others stay."""

    title: Line | None = None
    serves: list[FactId] | None = Field(None, max_length=200)
    lead: Line | None = None
    counterpart: Line | None = None
    focal_ours: Line | None = None
    focal_theirs: Line | None = None
    steps: list[PlanStepIn] | None = Field(None, max_length=100)
    due: Day | None = None
    due_said: Line | None = None
    milestone: Line | None = None
    progress: Percent | None = None
    difficulties: Long | None = None
    next_step: Long | None = None
    funding: Line | None = None
    instrument: FactId | None = None
    assigned: list[Line] | None = Field(None, max_length=50)
    marking: Level | None = None

    def values(self) -> dict[str, Any]:
        """What was given, as the plan takes it; `due` and `instrument` given as nothing are emptied."""
        given = {k: v for k, v in self.model_dump(exclude_unset=True, exclude={"expects"}).items()
                 if v is not None or k in ("due", "instrument")}
        if self.steps is not None:
            given["steps"] = [[s.text, s.due, s.done] for s in self.steps]
        return given


class ItemIn(ItemFields):
    """A change of an item. expects: the version you saw."""

    expects: Seen | None = None


class ManyIn(Given):
    """The same change of several items."""

    items: list[Key] = Field(max_length=200)
    lead: Line | None = None
    counterpart: Line | None = None
    due: Day | None = None
    progress: Percent | None = None
    milestone: Line | None = None
    next_step: Long | None = None
    funding: Line | None = None


class ExpectsIn(Given):
    """The version you saw."""

    expects: Seen | None = None


class BackIn(Given):
    """back: put it back instead."""

    back: Flag = False


class ChangedOut(Schema):
    """How many changed."""

    changed: int


class VersionOut(Schema):
    """An item as it stood after a change."""

    number: int
    who: str
    at: datetime
    data: dict[str, Any]


class BaselineOut(Schema):
    """A frozen plan."""

    id: int
    partnership: str
    title: str
    marking: int
    items: int
    by: str
    at: datetime


class BaselinePage(Schema):
    """Some frozen plans; `next` continues."""

    items: list[BaselineOut]
    next: str | None = None


class BaselineIn(Given):
    """What a frozen plan is called, and for which clearance it is."""

    title: Words
    marking: Level


class SinceOut(Schema):
    """What became of an item since the plan was frozen: added, removed, changed (fields: name, before, after)."""

    what: str
    title: str
    item: int | None
    fields: list[tuple[str, Any, Any]]


class ComparedOut(BaselineOut):
    """A frozen plan, and what changed since."""

    changes: list[SinceOut]


class NoticeOut(Schema):
    """What you are told: about an item of the plan, a session, or a fact (a text, a joint body)."""

    id: int
    kind: str
    partnership: str
    day: date
    item: int | None
    session: int | None
    fact: str | None
    at: datetime
    seen: datetime | None


class NoticePage(Schema):
    """Some notices; `next` continues."""

    items: list[NoticeOut]
    next: str | None = None


class SeenOut(Schema):
    """How many notices were not seen before."""

    seen: int


def _items(access: Access, rows: Sequence[Item]) -> Iterable[dict[str, Any]]:
    facts = access.facts_of({s.promise for i in rows for s in i.serves.all()} | {i.instrument for i in rows if i.instrument})
    for i in rows:
        data = planning.as_data(i)
        yield data | {
            "id": i.pk, "partnership": slug_of(i.partnership.states), "version": i.version, "due": i.due, "changed": i.changed,
            "removed": i.removed, "serves": [facts[key].fact for key in data["serves"] if key in facts],
            "instrument": facts[i.instrument].fact if i.instrument in facts else None,
            "steps": [{"text": text, "due": day or None, "done": done} for text, day, done in data["steps"]]}


def _item(access: Access, key: int) -> Item:
    row: Item = visibility.one(planning.whole(visibility.items(access, removed=True)), key)
    return row


def _told(access: Access, row: Item) -> dict[str, Any]:
    return next(iter(_items(access, [_item(access, row.pk)])))


@router.get("/partnerships/{slug}/plan", auth=scope("read"), response=ItemPage)
def plan_items(request: HttpRequest, slug: str = Slug, after: str | None = Cursor, limit: int = Many) -> Any:
    """The items of a partnership's plan."""
    access = access_of(request)
    found = planning.whole(visibility.items(access).filter(partnership=access.partnership(slug)))
    return page(found, after, limit, lambda rows: _items(access, rows))


@router.post("/partnerships/{slug}/plan", auth=scope("decide"), response={201: ItemOut})
def add_item(request: HttpRequest, given: ItemFields, slug: str = Slug) -> Any:
    """Add an item."""
    access = access_of(request)
    return 201, _told(access, plan.save(user_of(request), access.partnership(slug), given.values()))


@router.post("/partnerships/{slug}/plan/changes", auth=scope("decide"), response=ChangedOut)
def change_items(request: HttpRequest, given: ManyIn, slug: str = Slug) -> Any:
    """Change the same fields of several items."""
    access = access_of(request)
    partnership = access.partnership(slug)
    items = visibility.items(access).filter(partnership=partnership, pk__in=given.items)
    values = {k: v for k, v in given.model_dump(exclude_unset=True, exclude={"items"}).items() if v is not None or k == "due"}
    return {"changed": plan.bulk(user_of(request), partnership, items, values)}


@router.get("/plan/{key}", auth=scope("read"), response=ItemOut)
def plan_item(request: HttpRequest, key: int = Number) -> Any:
    """One item; one that was taken out, too."""
    access = access_of(request)
    return next(iter(_items(access, [_item(access, key)])))


@router.patch("/plan/{key}", auth=scope("decide"), response=ItemOut)
def change_item(request: HttpRequest, given: ItemIn, key: int = Number) -> Any:
    """Change the fields given of an item."""
    access = access_of(request)
    row = _item(access, key)
    return _told(access, plan.save(user_of(request), row.partnership, given.values(), item=row, expects=given.expects))


@router.post("/plan/{key}/remove", auth=scope("decide"), response=ItemOut)
def remove_item(request: HttpRequest, given: BackIn, key: int = Number) -> Any:
    """Take an item out of the plan, or put it back."""
    access = access_of(request)
    row = _item(access, key)
    plan.remove(user_of(request), row, back=given.back)
    return _told(access, row)


@router.post("/plan/{key}/undo", auth=scope("decide"), response=ItemOut)
def undo_item(request: HttpRequest, given: ExpectsIn, key: int = Number) -> Any:
    """Take the last change of an item back."""
    access = access_of(request)
    return _told(access, plan.revert(user_of(request), _item(access, key), expects=given.expects))


@router.get("/plan/{key}/versions", auth=scope("read"), response=list[VersionOut])
def item_versions(request: HttpRequest, key: int = Number) -> Any:
    """An item as it stood after each change, the oldest first."""
    access = access_of(request)
    row = _item(access, key)
    clearance = access.clearance(row.partnership)
    rows = [v for v in row.versions.select_related("who")[:500] if v.data.get("marking", 0) <= clearance]
    known = access.facts_of({k for v in rows for k in [*v.data.get("serves", []), v.data.get("instrument", "")] if k})
    return [{"number": v.number, "who": str(v.who), "at": v.at, "data": v.data | {
        "serves": [known[k].fact for k in v.data.get("serves", []) if k in known],
        "instrument": known[v.data["instrument"]].fact if v.data.get("instrument") in known else ""}}
        for v in rows]


def _baseline(b: Baseline) -> dict[str, Any]:
    return {"id": b.pk, "partnership": slug_of(b.partnership.states), "title": b.title, "marking": b.marking,
            "items": len(b.rows), "by": str(b.by), "at": b.at}


@router.get("/partnerships/{slug}/baselines", auth=scope("read"), response=BaselinePage)
def baselines(request: HttpRequest, slug: str = Slug, after: str | None = Cursor, limit: int = Many) -> Any:
    """The plans that were frozen."""
    access = access_of(request)
    found = visibility.baselines(access).filter(partnership=access.partnership(slug))
    return page(found, after, limit, lambda rows: map(_baseline, rows))


@router.post("/partnerships/{slug}/baselines", auth=scope("decide"), response={201: BaselineOut})
def freeze_plan(request: HttpRequest, given: BaselineIn, slug: str = Slug) -> Any:
    """Freeze the plan as it stands (heads of desk)."""
    return 201, _baseline(plan.freeze(user_of(request), access_of(request).partnership(slug), given.title, given.marking))


@router.get("/baselines/{key}", auth=scope("read"), response=ComparedOut)
def baseline(request: HttpRequest, key: int = Number) -> Any:
    """A frozen plan, and what changed since."""
    access = access_of(request)
    row = visibility.one(visibility.baselines(access), key)
    changes = planning.since(access, row)
    named = [(name, value) for c in changes for name, before, after in c.fields for value in (before, after) if value]
    known = access.facts_of({k for name, value in named if name == "serves" for k in value}
                            | {value for name, value in named if name == "instrument"})

    def told(name: str, value: Any) -> Any:
        if name == "instrument":
            return known[value].fact if value in known else ""
        return [known[k].fact for k in value or [] if k in known] if name == "serves" else value

    return {**_baseline(row), "changes": [
        {"what": c.what, "title": c.title, "item": c.item.pk if c.item else None,
         "fields": [(name, told(name, before), told(name, after)) for name, before, after in c.fields]}
        for c in changes]}


def _notice(n: Notice) -> dict[str, Any]:
    return {"id": n.pk, "kind": n.kind, "partnership": slug_of(n.partnership.states), "day": n.day, "item": n.item_id,
            "session": n.session_id, "fact": n.fact or None, "at": n.at, "seen": n.seen}


@router.get("/notices", auth=scope("read"), response=NoticePage)
def notices(request: HttpRequest, after: str | None = Cursor, limit: int = Many) -> Any:
    """What you are told."""
    return page(reminding.notices(access_of(request)), after, limit, lambda rows: map(_notice, rows))


@router.post("/notices/seen", auth=scope("decide"), response=SeenOut)
def notices_seen(request: HttpRequest) -> Any:
    """Say that you have seen them all."""
    return {"seen": reminding.seen(access_of(request))}
