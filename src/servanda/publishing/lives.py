"""The life of a text in words: what happened to it, its terms, how it bears on others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from servanda.publishing.words import Words
from servanda.reconciliation import record as r

_TERM = "term"
_AGAIN = frozenset({"amended", "renewed", "negotiation"})  # what a text may come to several times
_YEAR = 12


def said(words: Words, step: r.StepOf, names: Mapping[str, str]) -> str:
    """One step. names: those of other texts, by id."""
    if step.kind == _TERM:
        return ", ".join(_terms(words, step))
    what = words.label("life", step.kind)
    other = names.get(step.other, "") if step.other else step.named
    if other:
        return words("life_other", what=what, other=" ".join(other.split()))
    if step.by:
        what = words("life_by", what=what, states=words.sides(step.by))
    if step.date:
        what = words("life_dated", what=what, date=words.date(step.date))
    return words("life_planned", what=what) if step.planned else what


def told(words: Words, text: r.Instrument, names: Mapping[str, str]) -> list[str]:
    """What is told of a text, each thing in words; not the day of signature that is its own."""
    return list(dict.fromkeys(said(words, s, names) for s in _beside(text.life, text.date)))


def _beside(life: Iterable[r.StepOf], date: str | None) -> Iterator[r.StepOf]:
    return (s for s in life if s.kind != "signed" or s.date != date)


def length(words: Words, months: int) -> str:
    """A span of time: in years, where it is whole years."""
    return words.count("months", months) if months % _YEAR else words.count("years", months // _YEAR)


def differs(text: r.Instrument) -> bool:
    """Whether papers give different days for one step that a text takes but once."""
    told: dict[tuple[str, tuple[str, ...]], int] = {}
    for s in text.life:
        if s.date and not s.planned and s.kind not in _AGAIN:
            told[s.kind, tuple(s.by)] = told.get((s.kind, tuple(s.by)), 0) + 1
    return any(n > 1 for n in told.values())


def _terms(words: Words, step: r.StepOf) -> Iterator[str]:
    if step.until:
        yield words("life_until", date=words.date(step.until))
    if step.months:
        yield words("life_length", months=length(words, step.months))
    if step.renewal is not None:
        key = "life_renewal_months" if step.renewal else "life_renewal"
        yield words(key, months=length(words, step.renewal))
    if step.notice:
        yield words("life_notice", months=length(words, step.notice))
