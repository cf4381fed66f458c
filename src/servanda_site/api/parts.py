"""What operations have in common: how ids, days and words are written, who asks, paging."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, time
from typing import Annotated, Any, Literal, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Path, Query, Schema
from pydantic import BeforeValidator, ConfigDict, Field, StrictBool

from servanda_site.accounts.models import User
from servanda_site.register.visibility import Access

MOST = 200
Row = TypeVar("Row")
Identity = Path(..., pattern=r"^[a-z]{1,2}-[0-9a-f]{16}$")
_SLUG = r"^[A-Z]{2,4}(-[A-Z]{2,4})+$"
Slug = Path(..., pattern=_SLUG, max_length=100)
Cursor = Query(None, pattern=r"^[0-9]{1,17}$")
Many = Query(50, ge=1, le=MOST)
Number = Path(..., ge=1, le=2**62)

_DAY, _TIME = re.compile(r"\d{4}-\d{2}-\d{2}"), r"^([01][0-9]|2[0-3]):[0-5][0-9]$"


def _day(value: Any) -> Any:
    if isinstance(value, date) or value is None:
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("a day is written 2025-05-08")
    return value


def whole(value: Any) -> Any:
    """JSON knows one kind of number: 3.0 is a whole one; a word or a truth value is none."""
    if isinstance(value, bool | str):
        raise ValueError("a whole number is needed")
    return int(value) if isinstance(value, float) and value.is_integer() else value


Day = Annotated[date, BeforeValidator(_day)]
Time = Annotated[str, Field(pattern=_TIME)]
Words = Annotated[str, Field(pattern="^[^\\x00]*$", max_length=2000)]
Long = Annotated[str, Field(pattern="^[^\\x00]*$", max_length=8000)]
Line = Annotated[str, Field(pattern="^[^\\x00]*$", max_length=300)]
SlugName = Annotated[str, Field(pattern=_SLUG, max_length=100)]
FactId = Annotated[str, Field(pattern=r"^[a-z]{1,2}-[0-9a-f]{16}$")]
Code = Annotated[str, Field(pattern=r"^[A-Z]{2,4}$")]
Key = Annotated[int, Field(ge=1, le=2**62), BeforeValidator(whole)]
Count = Annotated[int, Field(ge=0, le=9999), BeforeValidator(whole)]
Place = Annotated[int, Field(ge=0, le=2**31), BeforeValidator(whole)]
Seen = Annotated[int, Field(ge=0, le=2**62), BeforeValidator(whole)]
Address = Annotated[str, Field(pattern="^(https?://[^\\s\\x00]{1,480})?$")]
Flag = StrictBool
Level = Annotated[Literal[0, 1, 2], BeforeValidator(whole)]
Mark = Annotated[Literal[-1, 0, 1], BeforeValidator(whole)]
Percent = Annotated[int, Field(ge=0, le=100), BeforeValidator(whole)]


class Given(Schema):
    """What a program sends: nothing but the fields told of it."""

    model_config = ConfigDict(extra="forbid")


def access_of(request: HttpRequest) -> Access:
    """What who asks may see and do."""
    return request.access  # type: ignore[attr-defined,no-any-return]


def user_of(request: HttpRequest) -> User:
    """Who asks."""
    return access_of(request).user


def at(told: str | None) -> time | None:
    """A time of day as it was sent."""
    return time.fromisoformat(told) if told else None


def clock(moment: time | None) -> str | None:
    """A time of day as it is told."""
    return moment.strftime("%H:%M") if moment else None


def page(found: QuerySet[Any], after: str | None, limit: int, told: Callable[[list[Any]], Iterable[Any]]) -> dict[str, Any]:
    """Some rows in the order they were made, and where the next ones begin."""
    rows = list((found.filter(pk__gt=int(after)) if after else found).order_by("pk")[: limit + 1])
    return {"items": list(told(rows[:limit])), "next": str(rows[limit - 1].pk) if len(rows) > limit else None}
