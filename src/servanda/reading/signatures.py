"""Who signs a story: the line behind it, or the end of its last paragraph."""

from __future__ import annotations

import re
from functools import lru_cache

from servanda.reading import agencies, pagedates, places
from servanda.reading.cues import cues
from servanda.reading.furniture import BARRED, BRACKETS, CREDIT, LIST_MARK, SENTENCE_END, Told, issuers
from servanda.reading.structure import any_of, everywhere

_INITIALS = re.compile(r"\(?(?:[\w.]{1,10}(?:[/-][\w.]{1,10})+|(?:[A-Z]\.[\s-]?){1,4})\)?$")
_PARTS = re.compile(r"[\s/|\u2013\u2014-]+")
_WRITERS = re.compile(r"(?:[A-Z]\.?){2,4}")
_WRITER = 3  # letters of a writer's initials
_FILED = re.compile(r"(?<!\w)\d{4,6}(?!\w)")  # the day and hour an agency filed a dispatch
_ACRONYM = 4
_ARTICLE = re.compile(r"[^\W\d_]{1,3}[\s']")
_BY = 6  # letters of a word that may lead to anybody
_GLUED = re.compile(r"(?<=[.!?\u2026\"\u00bb)])\s*[-\u2013\u2014(/\[]*\s*(?P<who>[A-Z][\w/.+ -]{1,40}?)\s*[)\]/.]*$")
_SITE = re.compile(r"(?<=[.!?\u2026\"\u00bb)])\s*[-\u2013\u2014(/\[]+\s*(?P<who>[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6})\s*[)\]/.]*$")


def signature(text: str, credited: bool = False) -> Told | None:
    """What a line at the end of the story signs, if it is a signature.

    credited: the page has named its agency, so that an acronym nobody knows is a writer's.
    """
    date = pagedates.read(text) if len(text) <= 80 else None
    bare = " ".join(_FILED.sub(" ", pagedates.without(text)).split()) if date else text
    if date is not None and date.year and (pagedates.is_date_line(text) or _dated_from(text)):
        return Told("signature", (), date, place=_dated_from(text))
    match = cues().source.match(bare[pagedates.skip_day_words(bare, 0) :])
    if agencies.is_credit(bare) and (agencies.known(bare) or not (match and agencies.is_credit(match["who"]))):
        return Told("signature", signing(bare, credited), date)
    if match and len(text) <= 80 and not SENTENCE_END.search(text) and agencies.credited(match["who"]):
        return Told("signature", agencies.credited(match["who"]), date)
    if match and len(match[0]) - len(match["who"]) > _BY and len(text) <= BARRED and (issued := issuers(_bare(match["who"]))):
        return Told("signature", issued, date)
    if match and date is not None and date.year and date.day and len(text) <= 80 and match["who"][0].isupper():
        return Told("signature", (), date)
    if _INITIALS.match(text):
        return Told("signature", agencies.inside(text))
    if initials := initialled(text):
        return Told("signature", initials)
    words = text.split()
    named = len(words) <= 5 and len(text) <= 50 and all(w[0].isupper() or len(w) <= 2 for w in words)
    named = named and not LIST_MARK.match(text)
    if named and (not SENTENCE_END.search(text) or len(words[-1]) <= 2) and not any(c.isdigit() for c in text):
        return Told("signature", agencies.inside(text))
    return None


def initialled(text: str) -> tuple[str, ...]:
    """The agencies of a line that is but them and the initials of who wrote for them ("ABC / K.B.A.")."""
    words = [word.strip("()[]") for word in _PARTS.split(text) if word.strip("()[]")] if len(text) <= CREDIT else []
    named = tuple(word for word in words if agencies.known(word))
    return named if 0 < len(named) < len(words) and all(w in named or _WRITERS.fullmatch(w) for w in words) else ()


def _bare(who: str) -> str:
    """A name without the article before it ("the Ministry", "l'ambassade")."""
    match = _ARTICLE.match(who)
    return who[match.end() :] if match and cues().authority.match(who[match.end() :]) else who


def _dated_from(text: str) -> str | None:
    """The city of a line that is but a city and a date ("Berne, 14 March 2023")."""
    date = pagedates.read(text)
    city = pagedates.without_day_words(text[: date.start]).strip(" ,") if date else ""
    return city if date is not None and not pagedates.rest(text[date.end :]) and places.is_city(city) else None


def signing(text: str, credited: bool = False) -> tuple[str, ...]:
    """The agencies that sign with these words; acronyms that nobody knows are the initials of writers.

    credited: another agency is named, so that this holds of a single one too.
    """
    names = tuple(n for n in agencies.split(text) if not cues().nobody.fullmatch(n))
    if any(agencies.known(n) for n in names):  # the others may be the initials of writers
        names = tuple(n for n in names if agencies.known(n) or not (n.isupper() and len(n) <= _WRITER))
    few = len(names) == 1 and not (credited and names[0].isupper() and len(names[0]) <= _ACRONYM)
    return names if few or any(agencies.known(n) for n in names) else ()


@lru_cache(maxsize=1)
def _reports() -> re.Pattern[str]:
    name = r"(?P<{}>[^\W\d_][\w.+-]*(?: [^\W\d_a-z][\w.+-]*){{0,3}})"
    forms = [form.partition("{agency}") for form in everywhere().reports]
    after = any_of(tail.strip() for lead, _, tail in forms if not lead.strip())
    before = any_of(lead.strip() for lead, _, tail in forms if not tail.strip())
    return re.compile(rf"(?:^|[,.;\u2013] ){name.format('one')} {after}(?!\w)"
                      rf"|(?<!\w)(?i:{before}) (?:[^\W\d_A-Z]{{1,4}}[' ])?{name.format('two')}")


def reported_by(text: str) -> tuple[str, ...]:
    """The agencies that a paragraph names as its own source ("..., Azernews reports")."""
    found: list[str] = []
    for match in _reports().finditer(text):
        name = (match["one"] or match["two"]).rstrip(".")
        if name[0].isupper() and agencies.known(name):
            found.append(name)
    return tuple(found)


@lru_cache(maxsize=1)
def _sourced() -> re.Pattern[str]:
    words = any_of(everywhere().sources)
    return re.compile(rf"(?<=[.!?\u2026\"\u00bb)])\s*[(\[]?\s*(?i:{words})\s*:\s*(?P<who>[^\W\d_][^.:;()|]{{1,40}}?)[\s|)\].]*$")


@lru_cache(maxsize=1)
def _closed() -> re.Pattern[str]:
    """The mark of the end, in brackets, and initials behind it."""
    return re.compile(rf"(?<=[.!?\u2026\"\u00bb])\s*\((?i:{any_of(everywhere().endings)})\)(?:\s[\w./]{{1,12}})?$")


def glued_signature(text: str) -> Told | None:
    """The agency that signs the end of a paragraph ("... interest. - VNS", "... interest. (ats / 7.7.2016)")."""
    start = max(0, len(text) - 70)
    if (end := _closed().search(text, start)) is not None:
        return Told("signature", agencies.inside(end[0]), cut=end.start())
    for pattern in (_sourced(), BRACKETS, _SITE, _GLUED):
        match = pattern.search(text, start)
        if match is None or match.start() <= 20:
            continue
        date = pagedates.read(match["who"])
        who = pagedates.without(match["who"]) if date else match["who"]
        named = pattern in (_sourced(), _SITE) or all(agencies.known(n) or n.isupper() for n in agencies.split(who))
        if (initials := initialled(who)) and pattern is not BRACKETS:
            return Told("signature", initials, date, cut=match.start())
        if agencies.is_credit(who) and named:
            return Told("signature", signing(who), date, cut=match.start())
    return None
