"""What a clause enumerates: the parts of which each may have a follow-up of its own."""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel, ConfigDict

from servanda import languages
from servanda.followup.amounts import lowered

SECTION = "enumerations"
_MOST = 8


class Enumerations(BaseModel):
    """`enumerations.yml`: what joins the parts of an enumeration (regular expressions over lower-case words)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    joins: tuple[str, ...] = ()


def parts(text: str, tag: str | None) -> tuple[str, ...]:
    """The parts that some words enumerate, the first few; nothing where they are but one."""
    pattern = _joins(tag)
    if pattern is None:
        return ()
    found, start = [], 0
    for match in pattern.finditer(lowered(text)):
        found.append(text[start : match.start()])
        start = match.end()
    found.append(text[start:])
    return tuple(found[:_MOST]) if len(found) > 1 else ()


@cache
def _joins(tag: str | None) -> re.Pattern[str] | None:
    if tag not in languages.installed() or not languages.load(tag).has(SECTION):
        return None
    joins = languages.load(tag).section(SECTION, Enumerations).joins
    return re.compile("|".join(joins).replace(" ", r"\s+")) if joins else None
