"""The states a paper is between: whom it names in its title, first, together, and most often."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from servanda.extraction.components.references.lexicon import plain
from servanda.extraction.mentions import StateMention
from servanda.reading.text import Text

# Weights set on the development documents: any of them may be halved or doubled without changing a pair there.
_TITLE = 6.0
_OPENING = 2.0
_PAIRED = 2.0
_SIDE = 3.0
_BY_KIND = {"name": 1.0, "adjective": 1.0, "prefix": 2.0, "capital": 0.5, "seat": 0.5, "city": 0.25}
# The adjective of the union is a continent's as well.
_UNION, _BY_UNION = "EU", {**_BY_KIND, "adjective": 0.25}
_OPENING_LENGTH = 500
_PAIR_GAP = 8
_LIST_GAP = 12
_OFFICIAL = 28  # the same with the first words of an official name
_SPEAKERS = 700  # characters of a paragraph in which those who speak are named
_NAMES_ONLY = re.compile(r"(?:[\s,\u2013\u2014*'\u2019()-]|\b(?:[A-Z\u00c0-\u00de]\w*|\w{1,3})\b\.?)*+")
_FIRST = 4  # blocks that may head a paper
_SEVERAL = 2
_NAMED = frozenset({"name", "adjective", "prefix"})
_PAIRS = 3  # times that two states side by side count
# A second party must be named at least this often by comparison with the first (unless no third is named), a third by
# comparison with the second.
_SECOND = 0.1
_THIRD = 0.7
_SPOKEN_OF = 0.5  # the weight of a state of which nobody acts, where somebody does of two others
_BEFORE, _BEHIND = 30, 34  # characters around a state in which whoever acts for it is named
_STOPS = re.compile(r"[.;:,\n]")


def between(
    view: str, text: Text | None, mentions: Sequence[StateMention], title: Sequence[StateMention] = (), *, account: bool = False,
    acting: frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """The parties of a paper, sorted: usually two, more where they are named as much, fewer where there is no other.

    Where whoever tells it names one other state in the title, it is between these two, unless the story speaks more of another
    (as that of a third state's agency does). A title that names two is of these two, whatever third the story goes on about;
    of the three, where the third is the side that tells it and the story speaks of it no less than of one of the two.

    Args:
        view: the text the mentions lie in.
        text: the document's description (its side counts as a party), if known.
        mentions: the state mentions of the view, in order.
        title: the state mentions of the title, which may stand outside the view.
        account: whether it is one side's account of its own talks, which need not name that side.
        acting: the states for which somebody acts in the story; others are only spoken of, where there are two of these.
    """
    named = {mention.code for mention in title} - _ground(mentions, title)
    side = text.side if text is not None else None
    scores = _scores(view, mentions)
    if len(acting) >= _SEVERAL:
        scores.update({code: score * _SPOKEN_OF for code, score in scores.items() if code not in acting})
    if side is not None and (account or side in scores):
        scores[side] += _TITLE if account else _SIDE
    rival = max((score for code, score in scores.items() if code != side and code not in named), default=0.0)
    if side is not None and len(named - {side}) == 1 and (account or scores.get(side, 0.0) >= rival):
        return tuple(sorted({side, *named}))
    if len(named) == _SEVERAL and side in (None, *named) and all(scores.get(code, 0.0) >= _OPENING for code in named):
        return tuple(sorted(named))
    third = side is not None and side not in named and len(named) == _SEVERAL and scores.get(side, 0.0) > 0 and (
        scores[side] >= min(scores.get(code, 0.0) for code in named))
    for code in named:
        scores[code] += _TITLE
    if third and side is not None and set(named) >= set(sorted(scores, key=lambda code: (-scores[code], code))[:_SEVERAL]):
        return tuple(sorted({side, *named}))  # it deals with both of them
    ranked = sorted(scores, key=lambda code: (-scores[code], code))
    chosen = ranked[:1]
    if len(ranked) == 1 and side is not None:
        return tuple(sorted({side, *chosen}))  # whoever tells it names but the other
    if len(ranked) > 1 and (len(ranked) == _SEVERAL or scores[ranked[1]] >= _SECOND * scores[ranked[0]]):
        chosen = ranked[:2]
        chosen += [c for c in ranked[2:] if c in named and scores[c] >= _THIRD * scores[ranked[1]]]
    return tuple(sorted(chosen))


def acting(view: str, mentions: Sequence[StateMention], official: re.Pattern[str], link: re.Pattern[str]) -> frozenset[str]:
    """The states beside whose names one who acts for them is named (`the Fijian minister`, `Fiji's president`)."""
    low = plain(view)
    found: set[str] = set()
    for i, mention in enumerate(mentions):
        start, end = mention.span.start, mention.span.end
        first = max(start - _BEFORE, mentions[i - 1].span.end if i else 0)
        last = min(end + _BEHIND, mentions[i + 1].span.start if i + 1 < len(mentions) else len(low))
        before, behind = _STOPS.split(low[first:start])[-1], _STOPS.split(low[end:last])[0]
        if mention.kind in _NAMED and (official.search(behind) or _ends(before, official.finditer(before), link)):
            found.add(mention.code)
    return frozenset(found)


def _ends(words: str, found: Iterable[re.Match[str]], link: re.Pattern[str]) -> bool:
    """Whether nothing but a link follows one of some matches."""
    return any(link.match(words, m.end()) for m in found)


def _ground(mentions: Sequence[StateMention], title: Sequence[StateMention]) -> set[str]:
    """The states of which a title names but a city, where the paper opens with two others: they meet on neutral ground."""
    told = {m.code for m in mentions if m.kind in _NAMED and m.span.start < _OPENING_LENGTH}
    seats = {m.code for m in title} - {m.code for m in title if m.kind in _NAMED} - told
    return seats if len(told) >= _SEVERAL else set()


def topics(title: str, named: Sequence[StateMention], words: re.Pattern[str]) -> frozenset[str]:
    """The states that end a title, or a part of it, as what it is about (`Call with Allies on Sudan and Yemen`), and stand
    nowhere else in it."""
    low = plain(title)
    starts = {m.end() + 1 for m in words.finditer(low)}
    found: list[StateMention] = []
    about: list[StateMention] = []
    for mention in named:
        follows = bool(found) and _are_listed(title, found[-1], mention)
        if found and not follows and title.startswith(",", found[-1].span.end):
            about += found  # another topic follows
        found = [*(found if follows else ()), mention] if mention.kind == "name" and (
            follows or mention.span.start in starts) else []
    if found and not any(letter.isalnum() for letter in title[found[-1].span.end:]):
        about += found
    others = {m.code for m in named if m not in about}
    return frozenset(m.code for m in about if m.code not in others)


def authors(title: str, named: Sequence[StateMention], words: re.Pattern[str]) -> tuple[str, ...]:
    """The states that make a joint text, where its title tells them (`Statement on Kenya from A's president and B`), sorted."""
    match = words.search(plain(title))
    found = {m.code for m in named if match is not None and m.span.start >= match.end()}
    return tuple(sorted(found)) if len(found) >= _SEVERAL and any(m.code not in found for m in named) else ()


def listed(title: str, named: Sequence[StateMention]) -> tuple[str, ...]:
    """The parties of a paper whose title lists several side by side, sorted; none where it lists but two."""
    series: list[StateMention] = []
    for mention in named:
        if mention.kind not in _NAMED or (series and not _are_listed(title, series[-1], mention)):
            if len({m.code for m in series}) > _SEVERAL:
                break
            series = []
        if mention.kind in _NAMED:
            series.append(mention)
    found = {m.code for m in series}
    return tuple(sorted(found)) if len(found) > _SEVERAL else ()


def opened(text: Text | None, mentions: Sequence[StateMention], speakers: re.Pattern[str]) -> tuple[str, ...]:
    """The parties of a paper in which several states speak (`We, the governments of A, B and C`), sorted.

    They stand at the head of one of its first paragraphs, or behind words by which speakers name themselves.
    """
    for block in text.view.blocks[:_FIRST] if text is not None else ():
        if not block.is_story or block.role in ("headline", "heading"):
            continue
        words = text.view.text[block.start:min(block.end, block.start + _SPEAKERS)] if text is not None else ""
        low = plain(words)
        for start in (0, *(m.end() for m in speakers.finditer(low))):
            found = _enumerated(words, block.start, start, mentions)
            if len(found) > _SEVERAL:
                return tuple(sorted(found))
    return ()


def _enumerated(words: str, offset: int, start: int, mentions: Sequence[StateMention]) -> set[str]:
    """The states listed from a place on, with nothing but names, offices and the words of a list between them."""
    found: set[str] = set()
    at = start
    for mention in mentions:
        begin, end = mention.span.start - offset, mention.span.end - offset
        if begin < at or mention.kind not in _NAMED:
            continue
        if end > len(words) or not _NAMES_ONLY.fullmatch(words, at, begin):
            break
        found.add(mention.code)
        at = end
    return found


def headed(text: Text | None, mentions: Sequence[StateMention]) -> tuple[str, ...]:
    """The parties of a paper among several, where a heading at its beginning names them all."""
    for block in text.view.blocks[:_FIRST] if text is not None else ():
        if block.role in ("headline", "heading") and block.end - block.start <= _OPENING_LENGTH:
            found = {m.code for m in mentions if block.start <= m.span.start < block.end and m.kind in _NAMED}
            if len(found) > _SEVERAL:
                return tuple(sorted(found))
    return ()


def _scores(view: str, mentions: Sequence[StateMention]) -> dict[str, float]:
    scores: dict[str, float] = defaultdict(float)
    paired: Counter[frozenset[str]] = Counter()
    for i, mention in enumerate(mentions):
        weight = (_BY_UNION if mention.code == _UNION else _BY_KIND).get(mention.kind, 0.0)
        scores[mention.code] += weight * (_OPENING if mention.span.start < _OPENING_LENGTH else 1.0)
        pair = frozenset((mentions[i - 1].code, mention.code)) if i else frozenset()
        if i and paired[pair] < _PAIRS and _are_paired(view, mentions[i - 1], mention):
            paired[pair] += 1
            scores[mentions[i - 1].code] += _PAIRED
            scores[mention.code] += _PAIRED
    return scores


def _are_paired(view: str, first: StateMention, second: StateMention) -> bool:
    """Whether two states stand side by side (`A-B`, `A and B`)."""
    return first.code != second.code and _are_listed(view, first, second, _PAIR_GAP)


def _are_listed(view: str, first: StateMention, second: StateMention, reach: int = _LIST_GAP) -> bool:
    """Whether nothing but the words of a list stands between two states."""
    gap = view[first.span.end:second.span.start]
    named = len(gap) <= reach or reach == _LIST_GAP and len(gap) <= _OFFICIAL and _NAMES_ONLY.fullmatch(gap)
    return bool(named) and not set(gap) & set(".;:\n")
