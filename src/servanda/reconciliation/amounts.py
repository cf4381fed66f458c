"""Amounts compared: whether a figure that was told reaches the one that was aimed at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pydantic import BaseModel, ConfigDict

from servanda import languages
from servanda.languages.folding import fold

SECTION = "amounts"
_NUMBER = r"(?P<number>\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)"
_GROUPED = re.compile(r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+")
_MARKS = re.compile(r"[ .,\u00a0\u202f]")
Amount = tuple[float, str]
_UNIT = re.compile(r"\s*([^\W\d_]+|%)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_STEM = 5
_JOINED = 8  # words of the longest number that hyphens join
_SEVERAL = 3
LARGE = 100_000  # sums from which amounts are money or goods by weight, whatever the word behind them
_YEARS = range(1900, 2100)


class Amounts(BaseModel):
    """`amounts.yml`: words of magnitude (lower case), with what each multiplies by; one with none is "a" or "one" of them.

    numbers: small numbers in words, which count before a magnitude. aimed: what comes before an amount that is only aimed at
    (regular expressions). shares: what a number word stands in that is no number.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    magnitudes: dict[str, float] = {}
    numbers: dict[str, float] = {}
    one: tuple[str, ...] = ()
    aimed: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()


def lowered(text: str) -> str:
    """A text in lower case, as long as it was: a letter that would become two keeps its form."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def reached(aim: Sequence[Amount], told: Sequence[Amount]) -> bool:
    """Whether one of the figures told is as large as what was aimed at, in the same unit (of large sums, in any)."""
    return any(t >= a and (a >= LARGE or unit == of) for a, of in aim for t, unit in told)


def amounts(text: str, tag: str | None) -> tuple[Amount, ...]:
    """The amounts some words tell, each with the beginning of the word behind it; a number that may be a year is none.

    Args:
        text: words of a paper.
        tag: their language.
    """
    if tag not in languages.installed():
        return ()
    pattern, magnitudes, numbers = _table(tag)
    found = []
    for match in pattern.finditer(lowered(text)):
        factor = magnitudes.get(match["magnitude"] or "", 1.0) * magnitudes.get(match["more"] or "", 1.0)
        word = match["bare"] or match["word"] or ""
        number = _number(match["number"]) if match["number"] else magnitudes.get(word) or numbers.get(word, 1.0)
        if match["word"] in numbers and factor == 1:
            continue
        if factor > 1 or not (number.is_integer() and int(number) in _YEARS):
            unit = _UNIT.match(text, match.end())
            found.append((number * factor, fold(unit[1])[:_STEM] if unit else ""))
    return tuple(found)


def reported(text: str, tag: str | None) -> tuple[Amount, ...]:
    """The amounts some words tell of what there is, without those that they only tell as aimed at."""
    pattern = _aimed(tag)
    return amounts(pattern.sub(" ", text) if pattern else text, tag)


def counted(text: str, tag: str | None) -> frozenset[int]:
    """The small numbers some words tell in words, from three on (two are the two sides), and a hundred."""
    if tag not in languages.installed():
        return frozenset()
    words, low = _counting(tag), lowered(text)
    for share in languages.load(tag).section(SECTION, Amounts).shares:
        low = low.replace(share, " ")
    pattern, magnitudes, numbers = _table(tag)
    hundreds = [m for m in pattern.finditer(low) if m["word"] and m["magnitude"]]
    told = {int(numbers.get(m["word"], 1) * magnitudes[m["magnitude"]] * magnitudes.get(m["more"] or "", 1)) for m in hundreds}
    for m in hundreds:
        low = low.replace(m[0], " " * len(m[0]))
    return frozenset({int(n) for w in _WORD.findall(low) if (n := _worth(w, words)) >= _SEVERAL} | told)


def _worth(word: str, words: dict[str, float]) -> float:
    """What a number in words is worth, of several joined by hyphens together; 0: it is none."""
    if word in words or "-" not in word:
        return words.get(word, 0)
    parts = word.split("-", _JOINED)
    if len(parts) > _JOINED:
        return 0
    for length in range(len(parts) - 1, 0, -1):
        first, rest = words.get("-".join(parts[:length]), 0), _worth("-".join(parts[length:]), words)
        if first and rest:
            return first + rest
    return 0


def _number(written: str) -> float:
    return float(_MARKS.sub("", written) if _GROUPED.fullmatch(written) else written.replace(",", "."))


@cache
def _table(tag: str) -> tuple[re.Pattern[str], dict[str, float], dict[str, float]]:
    section = languages.load(tag).section(SECTION, Amounts)
    words = "|".join(re.escape(w) for w in sorted(section.magnitudes, key=len, reverse=True)) or r"(?!)"
    small = "|".join(re.escape(w) for w in (*section.one, *section.numbers)) or r"(?!)"
    pattern = (rf"(?<![\w.,])(?:{_NUMBER}|(?P<word>{small})(?=[ -])|(?P<bare>{words})(?=[\s-]+(?:{words})(?!\w)))"
               rf"(?:[\s-]+(?P<magnitude>{words})(?!\w)(?:[\s-]+(?P<more>{words})(?!\w))?)?")
    return re.compile(pattern), section.magnitudes, section.numbers


@cache
def _counting(tag: str) -> dict[str, float]:
    section = languages.load(tag).section(SECTION, Amounts)
    return {**dict.fromkeys(section.one, 1.0), **section.numbers}


@cache
def _aimed(tag: str | None) -> re.Pattern[str] | None:
    aimed = languages.load(tag).section(SECTION, Amounts).aimed if tag in languages.installed() else ()
    if not aimed or tag is None:
        return None
    magnitudes = "|".join(map(re.escape, _table(tag)[1]))
    return re.compile(rf"(?i)(?<!\w)(?:{'|'.join(aimed)})[^,;\d]{{0,30}}?\d[\d.,\s]*(?:(?:{magnitudes})(?!\w))?")
