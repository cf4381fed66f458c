"""The furniture of a page told line by line: credits, share bars, keywords, notices, bylines, links, menus."""

from __future__ import annotations

import re
from dataclasses import dataclass

from servanda.reading import agencies, pagedates, places
from servanda.reading.cues import TAKER, cues
from servanda.reading.text import Role

UNFINISHED_END = re.compile(r"[,;:]\s*$")
SENTENCE_END = re.compile(r"[.!?\u2026][\"')\]\u00bb*\s]*$")
_LINK = re.compile(r"(?:>>+|>|\u00bb|\u2192|\u279c|\u27a4|\u25ba|\u25b6)\s*\S")
_URL = re.compile(r"(?:https?://|www\.)\S+$")
_MARKUP = re.compile(r"<[^<>]{1,500}>\s*$")
_EMBED = re.compile(r"(?:pic\.twitter\.com|//t\.co)/\w|\(@\w+\)")
_CRUMB = r"[^|>\u00bb\u203a]"
_CRUMBS = re.compile(rf"{_CRUMB}{{1,40}}(?:\s[|>\u00bb\u203a]\s{_CRUMB}{{1,60}})+\s[|>\u00bb\u203a]\s{_CRUMB}{{1,200}}$")
_STEP = r"[^|>\u00bb\u203a/]"
_TRAIL = re.compile(rf"(?:>\s)?{_STEP}{{1,40}}(?:\s[|>\u00bb\u203a/]\s{_STEP}{{1,60}})+(?:\s[|>\u00bb\u203a/]\s.+)?$")
_RUBRICS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?(?: / [^\W\d_]+(?: [^\W\d_]+)?){2,}")
_WORD = re.compile(r"\w+")
_SIGN = 2  # letters of a button that shows but the sign of a network
# files, and buttons for the size of letters
_SCREEN = re.compile(r"[\w-]+\.(?:jpe?g|png|gif|webp)$|(?:A\s?[+-]?\s+){2,}A\s?[+-]?$|[a-z]+_[a-z_]+$", re.I)
_TABLE = re.compile(r"\|.*\|$")
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:\d{1,3}(?:\s?/\s?\d{1,3})?|(?:[^\W\d_]{1,4}\W{1,2})?\d{1,3}\s*(?:/|[^\W\d_]{2,3})\s*\d{1,3})[\W_]*$"
)
_FIRST_POINT = re.compile(r"(?<!\w)\(?a\)\s")  # of a list inside a sentence
LIST_MARK = re.compile(r"[-\u2013\u2014\u2022*]\s+")
_SEPARATED = re.compile(r"\s*[|\u2013\u2022\u00b7/,;:(-]\s*")
_LAST_PLACE = re.compile(r"(?:,|\s[^\W\d_]{1,3})\s(?P<place>[^\W\d_a-z\u00df-\u00ff][\w'-]*(?:[ -][^\W\d_a-z][\w'-]*){0,3})\s*$")
_BAR = re.compile(r"\s[|\u2022\u00b7]\s?|[|\u2022\u00b7]\s")
_STEPS = re.compile(r"\s[|\u2022\u00b7/]\s")
_SEPARATED_END = re.compile(r"[|\u2013\u2022\u00b7/,;:-]\s*$")
_TIMED = re.compile(r"\s*[^\W\d_]{0,3}\s*\d{1,2}\s?[:hH]")
_DASHED = re.compile(r"\s+[\u2013\u2014|/-]\s+|,\s+")
# An outlet and the city it appears in.
_NAMES = r"(?:[^\W\d_a-z][\w.'-]*|\w{1,3})"
_OUTLET = re.compile(rf"(?P<who>[^\W\d_a-z][\w.'-]*(?:\s{_NAMES}){{0,4}})\s\((?P<place>[^()]{{3,30}})\)$")
_MAIL = re.compile(r"(?:[^\s@]+\s+){0,3}[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Brackets at the end of a caption, and the name of who took the picture in them.
_TAKEN = re.compile(r"[(\[](?P<who>[^()\[\]/,]{2,30}[/,][^()\[\]]{2,40})[)\]](?P<behind>[\s.|]*|\s+[^()\[\]]{2,20})$")
# An outlet and its picture, both in capitals, before a caption or behind it.
_CAPITALS = re.compile(
    r"(?:^|(?<=[.!?]\s))(?P<who>[A-Z]{3,}(?:\s[A-Z]{3,}){0,3})\s(?P<picture>[A-Z]{4,})(?:\s*[.|]?\s*$|(?P<caption>:\s\S))")
_SHORT = 160
_SOURCED = 120
_FEW = 5
_LINE = 300
_SLASHED = re.compile(r"\s+/\s+")
_ISSUER = 22  # words of the longest name of an authority in a credit
_COUNTED = re.compile(r"(?:\s+[^\W\d_]+){1,2}\s+\d{1,4}")  # a rubric and how many comments there are
_BEHIND = re.compile(r"[.!?]\s+(?P<who>[^.!?]{2,40})$")
_INITIAL = re.compile(r"\s[A-Z]\.$")
CREDIT = 60
_RUBRIC = 2  # words of a rubric behind an outlet's name
_WORDY = 8  # words of the longest piece of a line that says when a page was published
_DATED = 120
BARRED = 200
BRACKETS = re.compile(r"(?<=[.!?\u2026\"\u00bb])\s*\((?P<who>[^()]{2,50})\)[/.]*(?:\s*\((?:www\.|https?:)[^()\s]*\))?$")


@dataclass(frozen=True, slots=True)
class Told:
    """What a line is: its role, the agencies it credits, the date of publication and the place it gives.

    cut: the role holds from this offset on only (0: the whole line);
    before: the role of the words before it. changed: the date is that of a later change.
    """

    role: Role
    agencies: tuple[str, ...] = ()
    date: pagedates.PageDate | None = None
    place: str | None = None
    cut: int = 0
    before: Role | None = None
    changed: bool = False


def tell(text: str, *, head: bool = False, first: bool = False, near: bool = False) -> Told | None:
    """What a line is, if it is no story by its own words.

    head: the story's first paragraph is still to come. near: no second one has come. first: nothing stands above it but the
    crawler's date.
    """
    if not _WORD.search(text):
        return None if _TABLE.match(text) else Told("note")
    if _PAGE_NUMBER.match(text):
        return Told("note")
    if _MARKUP.match(text) or _URL.match(text) or _SCREEN.match(text) or (len(text) <= _LINE and _EMBED.search(text)):
        return Told("menu")
    if len(text) > _LINE:
        return _long(text)
    bare = LIST_MARK.sub("", text, count=1)
    for reader in (_link, _teaser, _credit, _caption, _share, _tags, _copyright, _byline, _page_word, _source):
        told = reader(bare if reader in (_teaser,) else text)
        if told is not None:
            return told
    if head and "(" in text[1:] and cues().position.search(text, 1) and not _FIRST_POINT.search(text):  # `(c)` counts a point
        return Told("caption")
    if cues().ending.match(text) or (len(text) <= 200 and not head and cues().contact.match(text)):
        return Told("note")
    date = pagedates.read(text) if (head or near) and not pagedates.rest(text) else None
    if date is not None and len(text) <= _SHORT and (head or (date.year and date.day)):
        return Told("note", date=date)
    if near and pagedates.has_time(text) and not pagedates.rest(text):
        return Told("note")
    if head and cues().greeting.match(text):
        return Told("note")
    if head and (named := _named(text)):
        return Told("note", named)
    if head and not first and (_is_numbered(text) or (agencies.is_nobody(text) and _is_nobody(text))):
        return Told("note")
    if head and (feed := _feed(text)) is not None:
        return Told("note", date=feed)
    if head and not first and (match := _OUTLET.match(text)) and places.is_city(match["place"]):
        return Told("note", (match["who"],), place=match["place"])
    if head and not first and (seated := _seated(text)) is not None:
        return seated
    if head and len(text) <= _SHORT and _MAIL.fullmatch(text):
        return Told("note")
    told = (_dated(text, first=first) or (None if first else _author(text))) if head and not LIST_MARK.match(text) else None
    if told is not None:
        return told
    rubrics = head and not first and _RUBRICS.fullmatch(text)
    return Told("menu") if rubrics or _CRUMBS.match(text) or _bar(text) else None


def is_release(text: str) -> bool:
    """Whether some words are but what an authority calls a paper it issues, with its number or without."""
    return bool(cues().release.fullmatch(text) or _is_numbered(text))


def _is_numbered(text: str) -> bool:
    return cues().numbered.fullmatch(text) is not None and pagedates.read(text) is None


def _is_nobody(text: str) -> bool:
    """Whether a line is but the words for an author without a name (`Staff Reporter`)."""
    return len(text.split()) > 1 and bool(cues().nobody.fullmatch(text))


def _named(text: str) -> tuple[str, ...]:
    """The agency a line is the name of, alone or before the state it writes for ("X - Benin") or its name in full."""
    name, *states = _DASHED.split(text.rstrip(" .")) if len(text) <= _SHORT else [text]
    few = all(len(rest.split()) <= _RUBRIC for rest in states)
    if few and agencies.is_masthead(name) and not agencies.known(name) and pagedates.read(text) is None:
        return agencies.split(name)
    alone = not text.isupper() if not states else all(places.is_state(s) or agencies.is_full_name(s) for s in states)
    told = (name, *(s for s in states if agencies.is_full_name(s)))
    return tuple(n for each in told for n in agencies.split(each)) if alone and agencies.known(name) else ()


def _feed(text: str) -> pagedates.PageDate | None:
    """The day of a line that is but a state in capitals and a day, as feeds have it ("FIJI, May 7 -")."""
    date = pagedates.read(text) if len(text) <= _SHORT else None
    if date is None or text[date.end :].strip(" -\u2013\u2014,."):
        return None
    region = text[: date.start].strip(" ,")
    return date if region.isupper() and places.is_state(region) else None


def _seated(text: str) -> Told | None:
    """A line that is an agency and the city it writes from, in either order ("ABC Suva", "Suva | ABC")."""
    words = [w for w in text.split() if _WORD.search(w)] if len(text) <= _SHORT and not SENTENCE_END.search(text) else []
    for cut in range(1, min(len(words), _FEW + 1)):
        for name, place in ((words[:cut], words[cut:]), (words[cut:], words[:cut])):
            agency, city = " ".join(name), " ".join(place).strip(",:")
            if agencies.known(agency) and places.is_city(city) and not text.isupper():
                return Told("note", agencies.split(agency), place=city)
            agency = agency.rstrip(",")
            if name == words[:cut] and name[-1].endswith(",") and cues().authority.match(agency) and places.is_city(city):
                return Told("note", (agency,), place=city)
    return None


def _bar(text: str) -> bool:
    """Whether a line is a bar of links, told by one of them."""
    parts = _STEPS.split(text) if len(text) <= _SHORT and _BAR.search(text) else []
    timed = any(pagedates.has_time(p) and not pagedates.rest(p) for p in parts)
    linked = any(cues().promo.match(p) or _share(p) or _page_word(p) for p in parts)
    return len(parts) > 1 and (linked or (timed and pagedates.read(text) is None))


def is_trail(text: str) -> bool:
    """Whether a line of a menu is the way to the page ("Home > News > ...")."""
    steps = _BAR.split(text)
    shared = len(steps) > 1 and any(cues().promo.match(s) or _share(s) for s in steps)
    return bool(_TRAIL.match(text)) and not shared and not any(date.day for date in pagedates.each(text))


def _long(text: str) -> Told | None:
    match = cues().trailing_credit.search(text, len(text) - _SHORT)
    if match and agencies.credited(match["who"]):
        return Told("credit", agencies.credited(match["who"]), cut=match.start())
    return None


def issuers(who: str) -> tuple[str, ...]:
    """The authorities that issue a paper, by their names ("Press service of the Ministry of Energy")."""
    return tuple(name for name in _SLASHED.split(who.strip(" ()[].")) if _is_authority(name))


def _is_authority(name: str) -> bool:
    """Whether a name of several words is an authority's, or its press service's."""
    several = 2 < len(name.split()) <= _ISSUER and not SENTENCE_END.search(name)
    return several and bool(cues().issuer.match(name))


def _link(text: str) -> Told | None:
    return Told("teaser") if _LINK.match(text) else None


def _teaser(text: str) -> Told | None:
    if cues().teaser.match(text):
        return Told("teaser")
    if len(text) <= _SHORT and cues().promo.match(text.lstrip("([*_ ")):
        return Told("teaser")
    match = cues().inline_teaser.match(text)
    if match and match["rest"] and (match["mark"] or (match["rest"][0].isupper() and not SENTENCE_END.search(text))):
        return Told("teaser")
    return None


def _credit(text: str) -> Told | None:
    taken, _, picture = text.strip("()[]").rpartition(" ")
    if agencies.known(taken) and cues().credit.fullmatch(picture):
        return Told("credit", agencies.split(taken))
    match = cues().credit.match(text)
    if match is None or len(text) > _SHORT:
        return None
    who = match["who"] or match["name"]
    if who is None:
        return Told("credit")
    if match["name"] and not (agencies.is_credit(who) or any(agencies.known(name) for name in agencies.split(who))):
        return None
    if len(who.split()) > 8 or (_BEHIND.search(who) and _last_credit(who)):
        start = match.start("who") if match["who"] else 0
        return Told("caption", agencies.credited(_last_credit(who)), cut=start, before="credit" if start else None)
    return Told("credit", agencies.credited(who.split("\u00a9")[-1]))


def _last_credit(text: str) -> str:
    """Whom a caption credits at its end, behind a mark or a sentence."""
    match = cues().trailing_credit.search(text)
    behind = _BEHIND.search(text)
    named = behind is not None and all(agencies.known(name) for name in agencies.split(behind["who"]))
    return match["who"] if match else behind["who"] if behind is not None and named else ""


def credit_at_end(text: str) -> int:
    """Where the credit that ends a caption begins (the length of the words, if there is none)."""
    match = cues().trailing_credit.search(text)
    return match.start() if match and match.start() else len(text)


def _pictured(text: str) -> Told | None:
    """A caption that ends with an agency and who took the picture in brackets ("(ABC/Ana Vesi)", "[Photo/ABC]")."""
    behind = cues().taken_by.search(text)
    if behind is not None and any(agencies.known(name) for name in agencies.split(behind["who"])):
        return Told("credit", agencies.split(behind["who"]), cut=behind.start(), before="caption" if behind.start() else None)
    if (capitals := _CAPITALS.search(text)) is not None and cues().credit.fullmatch(capitals["picture"]):
        name = capitals["who"] if agencies.known(capitals["who"]) else f"{capitals['who']} {capitals['picture']}"
        if capitals["caption"]:
            return Told("caption", (name,))
        return Told("credit", (name,), cut=capitals.start(), before="caption" if capitals.start() else None)
    match = _TAKEN.search(text)
    names = [name.strip() for name in re.split("[/,]", match["who"])] if match else []
    if match is None or not any(agencies.known(name) for name in names):
        return None
    if (words := match["behind"].strip(" .|")) and not cues().credit.fullmatch(words):
        return None
    others = [name for name in names if not agencies.known(name)]
    if not others or not all(cues().credit.fullmatch(name) or TAKER.fullmatch(name) for name in others):
        return None
    return Told("credit", agencies.credited(match["who"]), cut=match.start(), before="caption" if match.start() else None)


def is_pictured(text: str) -> bool:
    """Whether a line is a sentence with an agency in brackets behind it, as captions have it ("... in Suva. (ABC)")."""
    match = BRACKETS.search(text)
    return match is not None and len(text) <= _LINE and any(agencies.known(name) for name in agencies.split(match["who"]))


def _caption(text: str) -> Told | None:
    if (pictured := _pictured(text)) is not None:
        return pictured
    match = cues().trailing_credit.search(text)
    if match and (agencies.credited(match["who"]) or len(match["who"].split()) <= 6):
        return Told("credit", agencies.credited(match["who"]), cut=match.start(), before="caption" if match.start() else None)
    return Told("caption") if cues().caption.match(text) else None


def _share(text: str) -> Told | None:
    text = text.strip("[]").replace("] [", " ").replace("][", " ")
    match = cues().share.match(text)
    rest = cues().share_target.sub("", match["rest"]) if match else ""
    if match and len(text) <= _SHORT and all(len(sign) <= _SIGN for sign in _WORD.findall(rest)):
        return Told("share")
    found = cues().share_target.findall(text)
    if len(found) >= 2 and (cues().share_bar.match(text) or not _WORD.search(cues().share_target.sub("", text))):
        return Told("share")
    return None


def _tags(text: str) -> Told | None:
    match = cues().tags.match(text)
    return Told("menu") if match and not SENTENCE_END.search(match["rest"] or "") else None


def _copyright(text: str) -> Told | None:
    match = cues().copyright.search(text)
    if (match is None or (match.start() > 0 and len(text) > _SHORT)) and not cues().notice.search(text):
        return None
    return Told("note", credited_in(text))


def credited_in(text: str) -> tuple[str, ...]:
    """The agencies that a line of furniture names, each by its first name; buttons are none."""
    names = [name for name in agencies.inside(text) if not cues().share_target.fullmatch(name)]
    return tuple(name for n, name in enumerate(names) if agencies.known(name) not in map(agencies.known, names[:n]))


def _byline(text: str) -> Told | None:
    match = cues().byline.match(text) or _published_release(text) or _published_behind(text)
    if match is None or len(text) > _SHORT:
        return None
    date, changed = _first_date(text)
    plain = match["mark"] or _BAR.search(text) or pagedates.has_time(text) or (date and not pagedates.rest(match["rest"]))
    named = len(text) <= CREDIT and agencies.inside(match["rest"])
    if SENTENCE_END.search(text) and not plain and not named and not _INITIAL.search(text):
        return None
    rest = text[match.start("rest"):date.start if date and date.start > match.start("rest") else len(text)]
    rest = pagedates.without_day_words(rest) if date else rest
    place = None if date else _reported_from(text)
    return Told("note", agencies.publisher(rest) or agencies.inside(text), date, place=place, changed=changed)


def _published_release(text: str) -> re.Match[str] | None:
    """What follows the kind of paper, or the agency, in a publisher's line ("Press release - published on ...")."""
    kind, *others = _DASHED.split(text)
    if not others:
        kind, *others = text.split(",", 1)
    told = others and (cues().release.fullmatch(kind) or agencies.known(kind))
    return cues().byline.match(text, len(text) - len(text[len(kind) :].lstrip(" \u2013\u2014|/-,"))) if told else None


def _published_behind(text: str) -> re.Match[str] | None:
    """What follows the author's name, behind a bar, in a publisher's line ("By X / Published on ...")."""
    bar = next((m for m in _STEPS.finditer(text) if cues().byline.match(text, m.end())), None)
    named = bar is not None and cues().source.match(text[: bar.start()]) and pagedates.read(text, bar.end())
    return cues().byline.match(text, bar.end()) if bar is not None and named else None


def _first_date(text: str) -> tuple[pagedates.PageDate | None, bool]:
    """The date a line says something was published on, else the first one, and whether that is of a later change."""
    dates = list(pagedates.each(text))
    for date in dates:
        if not cues().update.search(pagedates.without_day_words(pagedates.without(text[: date.start])).rstrip(" ,")):
            return date, False
    return (dates[0], True) if dates else (None, False)


def _dated(text: str, *, first: bool) -> Told | None:
    """A line above the story that gives a date beside an author, an outlet or a rubric."""
    date, changed = _first_date(text)
    pieces = _BAR.split(text)
    longest = max(len(pagedates.rest(piece).split()) for piece in pieces)
    if date is None or not date.year or SENTENCE_END.search(text) or longest > _WORDY or len(text) > (
            BARRED if len(pieces) > 1 else _DATED):
        return None
    before, after = text[:date.start], text[date.end:]
    if before.count("(") > before.count(")") and len(before.split()) > _FEW:
        return None  # a headline that gives in brackets when it was
    words = pagedates.rest(before).split()
    by = cues().source.match(pagedates.without_time(after))
    marked = by or _SEPARATED.match(after) or _TIMED.match(after) or cues().byline.match(after.lstrip())
    parted = not after or bool(marked) or _reported_from(after) is not None
    parted = parted and bool(by or len(pagedates.rest(after).split()) <= _FEW)  # else the headline itself goes on
    leads = parted and (not words or (not first and (len(words) == 1 and len(words[0]) <= 12 or _is_person(words))))
    closes = not pagedates.rest(after) and bool(_SEPARATED_END.search(pagedates.without_day_words(before, marks=False)))
    released = not after and bool(cues().release.fullmatch(pagedates.without_day_words(before).strip(" ,")))
    behind = after.strip(" ,|-\u2013\u2014")
    credited = agencies.credited(by["who"]) if by else agencies.split(behind) if agencies.known(behind) else ()
    leads = leads or bool(not words and (credited or _COUNTED.fullmatch(after)))
    closes = closes or not after and len(words) <= _RUBRIC and pagedates.has_time(before)
    barred = len(pieces) > 1 and (not first or _is_masthead(pieces) or (len(words) == 1 and pagedates.has_time(after)))
    rubric = len(words) == 1 and not cues().paper.match(before)
    if not (leads or (closes and (not first or rubric)) or barred or released):
        return None
    before = pagedates.without_day_words(before)
    city, *kinds = _DASHED.split(before.strip(" ,"))
    placed = city if kinds and places.is_city(city) and all(cues().release.fullmatch(k) for k in kinds) else None
    place = placed or _reported_from(after) or _reported_from(f" {before}") or _reported_from(f", {before}")
    if len(pieces) > 1:
        place = place or next((p for piece in pieces if (p := places.seat(piece) or _reported_from(piece))), None)
    return Told("note", credited or agencies.publisher(before) or agencies.inside(text), date, place=place, changed=changed)


def _is_masthead(pieces: list[str]) -> bool:
    """Whether the pieces of a page's first line, parted by bars, are an outlet's name, or rubrics, and a day."""
    told = [rest for piece in pieces if (rest := pagedates.rest(piece))]
    return any(agencies.credited(name) for name in pieces) or all(len(rest.split()) == 1 for rest in told)


def _is_person(words: list[str]) -> bool:
    """Whether some words before a date are a writer's name, the surname in capitals."""
    return 2 <= len(words) <= 4 and all(w[0].isupper() for w in words) and words[-1].isupper() and not words[0].isupper()


def _author(text: str) -> Told | None:
    """A line above the story that names who wrote it ("Par X", "By X in Y")."""
    match = cues().source.match(text)
    if match is None or len(text) > 80 or SENTENCE_END.search(text):
        return None
    words = match["who"].split()
    if words[0][0].isupper() and len(words) <= 8:
        if not (told := agencies.credited(match["who"])) and cues().mission.search(match["who"]):
            return Told("note", (match["who"],))
        return Told("note", told or agencies.inside(match["who"]), place=_reported_from(text))
    return None


def is_author_line(text: str) -> bool:
    """Whether a line is a name and an agency it writes for ("X - Belga")."""
    *names, agency = _DASHED.split(text)
    words = " ".join(names).split()
    named = bool(words) and len(words) <= 4 and all(w[0].isupper() for w in words)
    return named and bool(agencies.known(agency)) and not any(agencies.known(n) or places.is_city(n) for n in names)


def _reported_from(text: str) -> str | None:
    """The city that ends an author's line."""
    match = _LAST_PLACE.search(text)
    return match["place"] if match and places.is_city(match["place"]) else None


def _page_word(text: str) -> Told | None:
    match = cues().page_word.match(text.strip("()[]"))
    if match is None or len(text) > 80 or SENTENCE_END.search(text):
        return None
    titled = match["mark"] == ":" and len(match["rest"].split()) > _FEW
    return None if titled else Told("menu")


def _source(text: str) -> Told | None:
    match = cues().source.match(text.lstrip("(["))
    if match is None or not match["mark"]:
        return None
    issued = issuers(match["who"]) if len(text) <= BARRED else ()
    if len(text) > _SOURCED and not issued:
        return None
    named = agencies.credited(match["who"]) or issued or agencies.inside(match["who"])
    return Told("signature", named, _source_date(match["who"]))


def _source_date(who: str) -> pagedates.PageDate | None:
    """The day on which the source named brought the text."""
    date = pagedates.read(who)
    return date if date is not None and date.year and date.day else None
