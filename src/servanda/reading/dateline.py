"""Datelines: "Bakou, 7 mai, AZERTAC", "BAKU, May 7 (AZERTAC) -", "Hanoi (VNA) -", alone on a line or opening a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from servanda.reading import agencies, pagedates, places
from servanda.reading.pagedates import PageDate
from servanda.reading.structure import any_of, everywhere

_GAP = re.compile(r"[\s,;/|.]*")
_MAY_OPEN = re.compile(r"[(\[/]|[^\W\d_a-z].{0,140}[(\[/,.:\u2013\u2014-]|[^\W\d_a-z]{3}[^a-z]{0,30}$|\W{0,3}\d")
_DASH_GAP = re.compile(r"[\s,;/|.]*[-\u2013\u2014:][\s,;/|]*")
_STOP = re.compile(r"\s*/?(?:[.,]?\s*[-\u2013\u2014=]+(?=\s|[^\W\d])\s*(?:[-\u2013\u2014]\s*)*|[:.|](?=\s)|(?<=[A-Z])/(?=\s))\s*")
_SHORT = re.compile(r"(\d{1,2})/(\d{1,2})(?=\s*\()")
_BRACKETED = re.compile(r"([(\[/])\s*([^()\[\]/]{2,60}(?:/[^()\[\]/]{2,30})*)\s*([)\]/])")
_BARE = re.compile(r"[A-Z][A-Z0-9]{1,9}(?:\.[A-Z]{2,3})?(?:\s?/\s?[A-Z][A-Z0-9]{1,9})*(?![\w'])")
_NAME = re.compile(r"[^\W\d_][^\W\d_]*(?:['.-][^\W\d_]+)*\.?")
# A place in capitals and the story glued to it by its dash.
_CAPITALS = re.compile(r"[^\W\d_a-z]{4,}(?=-[^\W\d_a-z](?:[^\W\d_A-Z]|')[^-]*$)")
_PLACE_WORDS = 4
_SMALL = 3
_LONGEST = 140
_STORY = 60
_LONGEST_NAME = 80
_QUOTES = ("\u00ab", "\u201c", '"')
_CLOSING = {"(": ")", "[": "]", "/": "/"}


@dataclass(frozen=True, slots=True)
class Opening:
    """A dateline at the head of some words: how far it reaches and what it says (letter: it is a letter's, not a story's)."""

    end: int
    place: str | None = None
    date: PageDate | None = None
    agencies: tuple[str, ...] = ()
    letter: bool = False


@dataclass(slots=True)
class _Found:
    place: str | None = None
    places: int = 0
    date: PageDate | None = None
    agencies: list[str] = field(default_factory=list)
    bracketed: bool = False
    parted: bool = False
    kinds: list[str] = field(default_factory=list)
    end: int = 0


def opening(text: str) -> Opening | None:
    """The dateline some words begin with, or None; it may stand in brackets, with its day where the story follows on its line."""
    if text[:1] in _QUOTES and (inner := _opening(text[1:].lstrip())) is not None and inner.agencies:
        return replace(inner, end=inner.end + len(text) - len(text[1:].lstrip()))
    if not _MAY_OPEN.match(text):
        return None
    close = text.find(")", 0, _LONGEST)
    if text.startswith("(") and close > 0 and "(" not in text[1:close]:
        inner = _opening(text[1:close])
        alone = not text[close + 1 :].strip()
        if inner is not None and inner.end == close - 1 and inner.place is not None and (alone or inner.date is not None):
            return replace(inner, end=_after_space(text, close + 1))
        if alone:
            return None
    return _opening(text)


def _opening(text: str) -> Opening | None:
    found, leap = _components(text, len(text))
    end = found.end
    if leap is not None and not _is_closed(text, end) and _told_before(text, leap):
        found, end = _components(text, leap)[0], leap  # `(ABC) - Suva hosts`: the story begins behind the dash
    if not found.kinds:
        return None
    stop = _STOP.match(text, end)
    alone = not text[end:].strip(" .,;:-\u2013\u2014")
    if not _accepted(text, found, end, stop, alone):
        return None
    until = len(text) if alone else stop.end() if stop else _after_space(text, end)
    return Opening(until, found.place, found.date, tuple(found.agencies))


def _is_closed(text: str, end: int) -> bool:
    """Whether a mark, or nothing at all, comes after the last component."""
    return _STOP.match(text, end) is not None or text[:end].rstrip()[-1:] in _CLOSING.values() or not text[end:].strip(" .,;:")


def _told_before(text: str, leap: int) -> bool:
    """Whether what stands before a dash is a dateline's already."""
    before = _components(text, leap)[0]
    return bool(before.agencies) and _STOP.match(text, leap) is not None


def _components(text: str, limit: int) -> tuple[_Found, int | None]:
    """The components some words begin with, up to a limit, and where the last dash stands that was leapt over."""
    found, leap = _Found(), None
    at, end = 0, 0
    while at < min(limit, _LONGEST):
        after = _component(text, at, found)
        if after is None:
            break
        end = after
        gap = _GAP.match(text, end)
        at = gap.end() if gap else end
        if _component(text, at, _Found(place=found.place, kinds=list(found.kinds))) is None:
            dash = _DASH_GAP.match(text, end)
            if dash and not (found.agencies and found.place) and _ahead(text, dash.end(), found):
                at, leap = dash.end(), end
    found.end = end
    return found, leap


def _component(text: str, at: int, found: _Found) -> int | None:
    """Where the place, date or agency that begins here ends; notes it."""
    for reader in (_date, _bracketed, _agency, _place):
        end = reader(text, at, found)
        if end is not None:
            return end
    return None


def _date(text: str, at: int, found: _Found) -> int | None:
    if found.date is not None:
        return None
    start = pagedates.skip_day_words(text, at)
    date = pagedates.read(text, start, anywhere=False) or (_short(text, start) if found.place else None)
    if date is None:
        return None
    found.date = date
    found.parted = text[:at].rstrip()[-1:] in (",", "-", "\u2013", "\u2014", "(")
    found.kinds.append("date")
    return pagedates.time_end(text, pagedates.twin_end(text, date)) if date.year else date.end


def _short(text: str, at: int) -> PageDate | None:
    """A day and a month in figures before an agency's brackets ("21/03 (BELGA)")."""
    match = _SHORT.match(text, at)
    if match is None or not (0 < int(match[1]) <= 31 and 0 < int(match[2]) <= 12):
        return None
    return PageDate(*match.span(), year=None, month=int(match[2]), day=int(match[1]))


def _bracketed(text: str, at: int, found: _Found) -> int | None:
    match = _BRACKETED.match(text, at)
    if match is None or _CLOSING[match[1]] != match[3]:
        return None
    inside = match[2].strip()
    bare = pagedates.without(inside).strip(" ,-\u2013\u2014") if (date := pagedates.read(inside)) else ""
    if pagedates.is_date_line(inside):
        found.date = found.date or date
        found.kinds.append("date")
    elif bare and agencies.is_credit(bare):
        found.date = found.date or date
        found.agencies += agencies.split(bare)
        found.bracketed = True
        found.kinds.append("agency")
    elif found.place and not agencies.known(inside) and (
            places.is_state(inside) or _credited_after(text, match.end(), found) or _is_province(text, match, found)):
        found.kinds.append("region")
    elif agencies.known(inside) or agencies.is_credit(inside) or (inside[0].isupper() and len(inside.split()) <= 4):
        if match[1] == "/" and not (agencies.is_credit(inside) or agencies.known(inside.split()[0])):
            return None
        found.agencies += () if agencies.is_nobody(inside) else agencies.split(inside)
        found.bracketed = True
        found.kinds.append("agency")
    else:
        return None
    return match.end()


def _is_province(text: str, match: re.Match[str], found: _Found) -> bool:
    """Whether brackets that end a line hold but the province of the city before them ("Ottawa (Ontario)")."""
    alone = not text[match.end() :].strip(" .")
    return alone and places.is_city(found.place or "") and not agencies.is_credit(match[2].strip())


def _credited_after(text: str, at: int, found: _Found) -> bool:
    """Whether the agency comes only after the brackets ("Ottawa (Ontario) - ...")."""
    dash = _DASH_GAP.match(text, at)
    return bool(dash and found.date and _ahead(text, dash.end(), found))


def _leading(text: str, at: int) -> str | None:
    """The agency of several words whose name begins here, small words and all."""
    name = next(iter(agencies.inside(text[at:at + _LONGEST_NAME])), "")
    return name if " " in name and text.startswith(name, at) else None


def _agency(text: str, at: int, found: _Found) -> int | None:
    if found.kinds and (name := _leading(text, at)):
        found.agencies.append(name)
        found.kinds.append("agency")
        return at + len(name)
    match = _BARE.match(text, at)
    if match and (found.kinds or agencies.is_credit(match[0])) and (
            agencies.known(match[0]) or _is_listed(agencies.split(match[0])) or (found.date and found.place)):
        if places.is_city(match[0]) and (not found.place or places.is_state(found.place)):
            return None
        found.agencies += agencies.split(match[0])
        found.kinds.append("agency")
        return match.end()
    words = list(_words(text, at, _PLACE_WORDS))
    for count in range(len(words), 0, -1):
        end = words[count - 1].end()
        name = text[at:end]
        if agencies.known(name) and not (places.is_city(name) and not found.place):
            found.agencies.append(name)
            found.kinds.append("agency")
            return end
    if found.place and text[:at].rstrip().endswith("/") and agencies.is_credit(text[at:]):
        found.agencies += agencies.split(text[at:])
        found.kinds.append("agency")
        return len(text)
    return None


def _is_listed(names: tuple[str, ...]) -> bool:
    """Whether acronyms are those of agencies: all known, or side by side with one that is ("ABC/VNA")."""
    known = [bool(agencies.known(name)) for name in names]
    return all(known) or (len(names) > 1 and any(known) and not any(places.is_city(name) for name in names))


def _place(text: str, at: int, found: _Found) -> int | None:
    national = found.place is not None and found.kinds[-1] == "date" and places.is_state(found.place)
    if found.places >= 2 or (found.places and found.kinds[-1] != "place" and not national):
        return None
    if found.places and text[:at].rstrip()[-1:].isalnum():
        return None  # a second place stands behind a mark
    words = list(_words(text, at, _PLACE_WORDS))
    if not words or len(words[0][0]) < 2:
        return None
    end = words[-1].end()
    for count in range(len(words), 0, -1):
        if places.is_city(text[at:words[count - 1].end()]):
            end = words[count - 1].end()
            break
    else:
        if national or found.bracketed or _furniture().match(text, at):
            return None
        if places.is_state(text[at:end].rstrip(".")) and not found.place and not _told_from_home(text, end) and not (
                text[at:end].isupper() and _before_city(text, end)):
            return None
    if found.place is None or (places.is_city(text[at:end]) and not places.is_city(found.place)):
        found.place = text[at:end].rstrip(".") if "." not in text[at:end - 1] else text[at:end]
    found.places += 1
    found.kinds.append("place")
    return end


def _told_from_home(text: str, at: int) -> bool:
    """Whether an agency in brackets comes next, behind a date or not, so that a state's name is its capital's ("KUWAIT")."""
    gap = _GAP.match(text, at)
    start = gap.end() if gap else at
    date = pagedates.read(text, pagedates.skip_day_words(text, start), anywhere=False)
    gap = _GAP.match(text, date.end if date else start)
    match = _BRACKETED.match(text, gap.end() if gap else start)
    return bool(match and agencies.known(match[2]))


def _before_city(text: str, at: int) -> bool:
    """Whether a day and a city come next, so that a state's name is the region of a feed ("FIJI, May 7 - SUVA -")."""
    date = pagedates.read(text, pagedates.skip_day_words(text, _after_gap(text, at)), anywhere=False)
    dash = _DASH_GAP.match(text, date.end) if date else None
    return dash is not None and _ahead(text, dash.end(), _Found())


def _after_gap(text: str, at: int) -> int:
    gap = _GAP.match(text, at)
    return gap.end() if gap else at


def _words(text: str, at: int, most: int) -> list[re.Match[str]]:
    """Capitalised words one space apart from here on."""
    found: list[re.Match[str]] = []
    while len(found) < most:
        match = _NAME.match(text, at)
        if match is None or not (match[0][0].isupper() or (found and len(match[0]) <= _SMALL and _goes_on(text, match.end()))):
            break
        if match[0].endswith(".") and len(match[0]) > 3 and "." not in match[0][:-1]:
            match = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]+)*").match(text, at) or match
        if not found and (capitals := _CAPITALS.match(text, at)):
            return [capitals]
        found.append(match)
        if not text.startswith(" ", match.end()) or match[0].endswith("."):
            break
        at = match.end() + 1
    return found


def _goes_on(text: str, at: int) -> bool:
    return text.startswith(" ", at) and text[at + 1:at + 2].isupper()


def _ahead(text: str, at: int, found: _Found) -> bool:
    """Whether an agency, a date or, after the date, a city comes next ("Bakou - AZERTAC -")."""
    match = _BARE.match(text, at)
    if match and agencies.is_credit(match[0]) and all(agencies.known(n) for n in agencies.split(match[0])):
        return True
    words = _words(text, at, _PLACE_WORDS)
    names = [text[at:word.end()] for word in words]
    placed = found.place is not None and not places.is_state(found.place)
    if _leading(text, at) or (not placed and any(places.is_city(n) for n in names)):
        return True
    return pagedates.read(text, pagedates.skip_day_words(text, at), anywhere=False) is not None


def _accepted(text: str, found: _Found, end: int, stop: re.Match[str] | None, alone: bool) -> bool:
    named = found.place is not None and places.is_city(found.place)
    if "|" in text[: stop.end() if stop else end] and not named:
        return False  # a rubric between bars
    upper = found.place is not None and found.place.isupper()
    rest = len(text) - (stop.end() if stop else end)
    if found.kinds[0] == "date" and found.place and not (named or upper or stop or (alone and not found.agencies)):
        return False  # `On 7 May, State Secretary Lund, G7 envoy, met`
    if not found.place:
        # an agency without a place: bracketed or known, before a dash (known in brackets: before anything)
        dashed = stop is not None and any(d in stop[0] for d in "-\u2013\u2014")
        told = stop is not None or found.bracketed and all(agencies.known(name) for name in found.agencies)
        return bool(found.agencies) and not alone and (dashed if found.date else told) and rest >= _STORY
    if alone and found.kinds == ["place", "region"]:
        return named
    if alone:
        return bool(found.date and (found.agencies or named or upper)) or (bool(found.agencies) and named) or (
            named and upper and len(text) < 30)
    if stop and ":" in stop[0] and not (found.agencies or (found.date and (named or upper or found.parted))):
        return named and upper and found.places == 1 and not found.date and rest >= _STORY
    if stop and "." in stop[0] and not any(d in stop[0] for d in "-\u2013\u2014"):
        return bool(found.date or found.agencies) and (named or upper) and rest >= _STORY
    if stop:
        return bool(found.date or found.agencies or ((named or upper) and rest >= _STORY))
    complete = bool(found.agencies and (found.date or (upper and named)))
    return (complete or bool(found.bracketed and (named or upper))) and rest >= _STORY


def _after_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


@lru_cache(maxsize=1)
def _furniture() -> re.Pattern[str]:
    """Words of page furniture, which no place begins with."""
    cues = everywhere()
    words = (*cues.bylines, *cues.page_words, *cues.sources, *cues.credits, *cues.captions, *cues.teasers, *cues.share,
             *cues.tags, *cues.weekdays, *cues.copyright, *cues.crawl_keys, *cues.missions)
    return re.compile(rf"{any_of(words)}(?!\w)", re.I)
