"""How a language is typeset: what a language's `typography.yml` says."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pydantic import BaseModel, ConfigDict

from servanda import languages
from servanda.languages.load import Language


class Glue(BaseModel):
    """Words that stick together where an old line ended: what the left word ends in, what the right one begins with."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    left: str
    right: str
    examples: dict[str, tuple[str, ...]] = {}

    @property
    def pattern(self) -> re.Pattern[str]:
        """Matches with an empty group `gap` where the space is missing."""
        return re.compile(rf"(?:{self.left})(?P<gap>)(?={self.right})")


class Typography(BaseModel):
    """One language's habits of setting words.

    ordinal_suffixes: what follows a numeral in an ordinal ("e", "th"), which crawled pages set apart from it.
    kept_hyphens: parts of a compound whose hyphen stays when a line ends at it, as first or second part.
    unfinished: words that no line of its own ends with (articles, prepositions, conjunctions).
    openers: words that begin a sentence and are never the second part of a name.
    glued: words run together at old line ends.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    ordinal_suffixes: tuple[str, ...] = ()
    kept_hyphens_before: tuple[str, ...] = ()
    kept_hyphens_after: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    glued: tuple[Glue, ...] = ()


class Habits:
    """A language's typography, compiled."""

    def __init__(self, habits: Typography) -> None:
        suffixes = "|".join(map(re.escape, sorted(habits.ordinal_suffixes, key=len, reverse=True)))
        self.split_ordinal = re.compile(rf"(?<=\d)( )(?:{suffixes})(?= \w)") if suffixes else None
        openers = "|".join(map(re.escape, sorted(habits.openers, key=len, reverse=True)))
        self.glued_opener = re.compile(rf"(?<=[^\W\d_A-Z]{{3}})(?P<gap>)(?=(?:{openers})\b)") if openers else None
        self.glued = tuple(glue.pattern for glue in habits.glued)


@cache
def habits(tag: str) -> Habits:
    """The compiled typography of an installed language."""
    return Habits(languages.load(tag).section("typography", Typography))


@lru_cache(maxsize=1)
def everywhere() -> Typography:
    """The typography of all installed languages together, for use before a text's language is known."""
    sections = [typography(languages.load(tag)) for tag in languages.installed()]
    union = {name: tuple(sorted({v for s in sections for v in getattr(s, name)}))
             for name in ("kept_hyphens_before", "kept_hyphens_after", "unfinished")}
    return Typography(**union)


def typography(language: Language) -> Typography:
    """One language's typography, as its file says it."""
    return language.section("typography", Typography)
