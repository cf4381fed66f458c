"""Plain statements of result: clauses of a text that say that something has come about, or has been put off.

Found by the words of result of a language (`languages/<tag>/results.yml`), in the story only, outside what is only wished or to
come. They are no facts of the record: they count where they bear on an earlier undertaking.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from operator import itemgetter

from pydantic import BaseModel, ConfigDict

from servanda import languages
from servanda.claims.claim import digest
from servanda.extraction.guard import Guarded
from servanda.followup import enumerations
from servanda.followup.parts import Statement
from servanda.reading.text import Text, View
from servanda.reconciliation import content
from servanda.reconciliation import record as r
from servanda.reconciliation.amounts import lowered

SECTION = "results"
_LONGEST = 600  # characters of a clause that is still one statement
_SHORTEST = 25
_TAKEN = 0.4  # share of a clause that undertakings cite, from which it states nothing itself
_HELD = 0.25  # the same of one that it holds whole: it tells that this was promised
_NEXT_WORD = 4  # characters of an undertaking in which what undoes it may begin
_SHORT = 9  # words of an undertaking that may say nothing of what
_CLAUSE = 5  # words of a clause that may be all that a pronoun behind it speaks of
_LEAST, _LEAD = 2, 12  # words before it that are a subject, and as many as may tell it
_SAYING = 9  # words before one that only refers to its thing which may but say who promised
_LABEL = 4  # words before a colon that only say what a line is about
_THING = 6  # words before an aside that name its thing
_MARKS = ",;:\u2019'\"\u201c\u201d\u00ab\u00bb"
_ENDLESS = 5_000  # characters of the longest sentence
_MOST = 400  # statements of one text


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Examples(_Data):
    """Sentences that state a result, by its kind, and some that state none."""

    done: tuple[str, ...] = ()
    grown: tuple[str, ...] = ()
    fallen: tuple[str, ...] = ()
    progress: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    none: tuple[str, ...] = ()


class Results(_Data):
    """`results.yml`: patterns (regular expressions over lower-case words) of what states a result.

    undone: put off, refused, given up. pending: not done yet. progress: a step made. fallen: a figure that is less than it was.
    grown: one that has changed or been reached. done: a thing done. not_yet: what makes of any of these a wish, a plan, a
    condition or a question. recalled: words of an earlier wish or plan told beside its deed, or of what a thing is for, which
    make none of it. dated: when it was, the year in a group. breaks: where a clause ends. aside: where something more is told
    of the thing just named. perfect: what tells by its tense alone that something was done, the verb in a group `verb`, but for
    verbs that begin as one of `spoken`: they tell what was said, felt or talked of. back: beginnings of a clause that speaks of
    a thing named before it.
    talked: what says that a thing was only talked of.
    """

    undone: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    progress: tuple[str, ...] = ()
    fallen: tuple[str, ...] = ()
    grown: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    not_yet: tuple[str, ...] = ()
    recalled: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    perfect: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    talked: tuple[str, ...] = ()
    examples: Examples = Examples()


_Cited = tuple[int, int, bool]  # from where to where facts cite a text, and whether it is an event that is compared itself
_KINDS = ("undone", "pending", "fallen", "progress", "grown", "done")
_ENDS = re.compile(r"(?<![\s.(][^\W\d_])[.!?\u2026][\"\u00bb\u201d)\u2019']*\s+(?=[^\W\d_a-z]|\d|[\"\u00ab\u201c(])")


_WORDS = re.compile(r"\S+")
_ASIDE = re.compile(r",[^,]*,")
_BY_THE_WAY = re.compile(r", [^,;:]{2,40},(?= )")  # a few words between commas, which may stand inside a verb


class Finder:
    """Finds the plain statements of one language."""

    def __init__(self, results: Results) -> None:
        self.kinds = [(kind, Guarded(_any(getattr(results, kind)))) for kind in _KINDS if getattr(results, kind)]
        self.perfect = [_any([pattern]) for pattern in results.perfect]
        self.spoken = results.spoken
        self.not_yet = _any(results.not_yet) if results.not_yet else None
        self.recalled = _any(results.recalled) if results.recalled else None
        self.dated = _any(results.dated) if results.dated else None
        self.breaks = re.compile("|".join(results.breaks)) if results.breaks else None
        self.talked = re.compile("|".join(results.talked)) if results.talked else None
        self.back = re.compile("|".join(results.back)) if results.back else None
        self.aside = re.compile("|".join(results.aside)) if results.aside else None

    def clauses(self, sentence: str) -> Iterator[tuple[int, int, str]]:
        """The clauses of a sentence that state a result: start, end, how."""
        start = 0
        breaks = [m.span() for m in self.breaks.finditer(lowered(sentence))] if self.breaks else []
        listed = sentence.find(":")
        if sentence.count(" ", 0, listed) < _LABEL:
            listed = -1
        breaks = [b for b in breaks if sentence[b[0]] != ";" or not 0 <= listed < b[0]]
        for at, after in [*breaks, (len(sentence), len(sentence))]:
            how = self.how(sentence[start:at])
            if how is not None and not self._by_the_way(sentence[start:at]):
                yield start, at, how
            start = after

    def _by_the_way(self, clause: str) -> bool:
        """Whether a clause tells its result only of a thing that it names, and says else that this was talked of."""
        match = self.aside.search(lowered(clause)) if self.aside else None
        if match is None or self.talked is None or self.talked.search(lowered(clause), 0, match.start()) is None:
            return False
        closed = clause.find(",", match.end())
        rest = clause[: match.start()] + (clause[closed:] if closed > 0 else "")
        return self.how(rest) is None

    def asides(self, sentence: str) -> Iterator[tuple[int, int, int, str]]:
        """What a sentence says by the way of a thing it names (`the bridge, which was opened in May`): thing, result, end."""
        low = lowered(sentence)
        for match in self.aside.finditer(low) if self.aside else ():
            stop = self.breaks.search(low, match.end()) if self.breaks else None
            end = stop.start() if stop else len(sentence)
            closed = low.find(",", match.end(), end) if low[match.start()] == "," else -1
            how = self.how(sentence[match.start() : closed]) if closed > 0 else None
            if how is not None:
                end = closed
            else:
                how = self.how(sentence[match.start() : end])
            if how in ("done", "grown", "fallen", "progress"):
                words = list(_WORDS.finditer(sentence, 0, match.start()))
                yield (words[-_THING].start() if len(words) >= _THING else 0), match.start(), end, how

    def leads(self, clause: str, sentence: str, before: str) -> tuple[str, ...]:
        """The words that may name what a clause speaks of: the last and first before it, or of the last sentence."""
        if self.back is None or self.back.match(lowered(clause)) is None:
            return ()
        words = (sentence if len(sentence.split()) >= _LEAST else before).split()
        return tuple(dict.fromkeys((" ".join(words[-_LEAD:]), " ".join(words[:_LEAD]))))

    def year(self, clause: str) -> int | None:
        """The latest year a clause says it was in (not one told between its commas, where it says a result without)."""
        bare = _ASIDE.sub(" ", clause)
        clause = bare if self.how(bare) is not None else clause
        years = [int(y) for m in self.dated.finditer(clause.lower()) for y in m.groups() if y] if self.dated else []
        return max(years, default=None)

    def how(self, clause: str) -> str | None:
        """How a clause states a result; None: not at all."""
        low = clause.lower()
        if not _SHORTEST <= len(clause) <= _LONGEST:
            return None
        found = self._told(low) or self._told(_BY_THE_WAY.sub("", low))
        return None if found not in (None, "undone", "pending") and self._to_come(low) else found

    def _told(self, low: str) -> str | None:
        """The kind of result that lower-case words tell."""
        found = next((kind for kind, p in self.kinds if next(p.finditer(low, low), None) is not None), None)
        return found or ("done" if self._came_about(low) else None)

    def undone(self, words: str, until: int) -> bool:
        """Whether some words tell, beginning before a place in them, that something was undone."""
        low = words.lower()
        found = (m for kind, p in self.kinds if kind == "undone" for m in p.finditer(low, low))
        return any(m.start() < until for m in found)

    def _to_come(self, low: str) -> bool:
        """Whether lower-case words tell a wish or plan, and not only recall one that was made before."""
        if self.not_yet is None or self.not_yet.search(low) is None:
            return False
        return self.recalled is None or self.not_yet.search(self.recalled.sub(" ", low)) is not None

    def _came_about(self, low: str) -> bool:
        """Whether lower-case words tell by their tense that something was done, and not only said."""
        return any(not m["verb"].startswith(self.spoken) for pattern in self.perfect for m in pattern.finditer(low))


def find(texts: Iterable[Text], promised: Iterable[r.Place] = (), events: Iterable[r.Place] = ()) -> list[Statement]:
    """The plain statements of some texts.

    Args:
        texts: as they were read.
        promised: places cited by undertakings, which state no result.
        events: places cited by events that are compared themselves.
    """
    cited: dict[str, list[_Cited]] = {}
    for places, whole in ((promised, False), (events, True)):
        for place in places:
            cited.setdefault(place.document, []).append((place.start, place.end, whole))
    found: list[Statement] = []
    for text in texts:
        document = f"d-{text.document[:12]}"
        finder = _finder(text.language)
        if finder is not None:
            found += islice(_of_text(text, document, finder, sorted(cited.get(document, ()))), _MOST)
    return found


def leads(texts: Iterable[Text], undertakings: Iterable[r.Undertaking]) -> dict[str, tuple[str, ...]]:
    """The words before short undertakings, by their ids: the subject of what will be done, or what it stands for.

    Those of its sentence; of the one before it too, where its own says next to nothing ("It will be delivered in May"), whose
    first words and last words may each be the thing.
    """
    told: dict[str, list[r.Undertaking]] = {}
    for u in undertakings:
        told.setdefault(u.citations[0].document, []).append(u)
    found: dict[str, tuple[str, ...]] = {}
    for text in texts:
        wanted = [(u.citations[0], u.id) for u in told.get(f"d-{text.document[:12]}", ()) if _is_short(u.text, text.language)]
        spans = [text.view.source(start, end) for start, end in _sentences(text.view)] if wanted else []
        for place, name in wanted:
            at = bisect_right(spans, place.start, key=itemgetter(0)) - 1
            if at >= 0 and place.start < spans[at][1]:
                before = text.content[spans[at][0] : place.start]
                words = before[_last_clause(before, text.language, _LEAST) :].split()
                refers = enumerations.refers(place.quote or "", text.language)
                unnamed = not words or content.says_nothing(words[-1].strip(_MARKS), text.language)  # no subject stands before it
                least = _SAYING if refers and unnamed else _LEAST
                words = words if len(words) >= least else before.split()
                if len(words) < least and at:
                    start, end = spans[at - 1][0], spans[at][0]
                    start += _last_clause(text.content[start:end], text.language, _CLAUSE)
                    words = text.content[start : place.start].split()
                found[name] = tuple(dict.fromkeys((" ".join(words[-_LEAD:]), " ".join(words[:_LEAD]))))
    return found


def _is_short(said: str, tag: str | None) -> bool:
    """Whether an undertaking may say nothing of what: in few words but for the occasion it is to be done on."""
    return len(enumerations.without_occasion(said, tag).split()) <= _SHORT


def _last_clause(sentence: str, tag: str | None, least: int) -> int:
    """Where the last clause of so many words begins, of which what is said behind it speaks."""
    finder = _finder(tag)
    breaks = [m.end() for m in finder.breaks.finditer(lowered(sentence))] if finder and finder.breaks else []
    return next((b for b in sorted(breaks, reverse=True) if len(sentence[b:].split(None, least)) >= least), 0)


def _of_text(text: Text, document: str, finder: Finder, taken: Sequence[_Cited]) -> Iterator[Statement]:
    view = text.view
    before = ""
    for (start, end), cited in _cited_within(view, taken):
        said = view.text[start:end]
        told: list[int] = []  # where results are told already
        for first, last, how in finder.clauses(said):
            first, last = _trimmed(view.text, start + first, start + last)
            if last <= first:
                continue
            begin, finish = view.source(first, last)
            facts = [c for c in cited if not c[2]] if how == "undone" else cited  # an event may be told as put off
            if not _taken(facts, begin, finish) or how == "undone" and _dropped(text, cited, begin, finish, finder):
                told += range(first, last) if how != "progress" else ()
                leads = finder.leads(view.text[first:last], view.text[start:first], before)
                yield _stated(text, document, finder, (first, last), how, leads)
        for first, aside, last, how in finder.asides(said):
            first, last = _trimmed(view.text, start + first, start + last)
            if first not in told and last - 1 not in told and not _within(cited, *view.source(start + aside, last)):
                yield _stated(text, document, finder, (first, last), how)
        before = said


def _cited_within(view: View, taken: Sequence[_Cited]) -> Iterator[tuple[tuple[int, int], list[_Cited]]]:
    """Each sentence, with those of the places that facts cite (given in order) which touch it."""
    starts, longest = [c[0] for c in taken], max((c[1] - c[0] for c in taken), default=0)
    for start, end in _sentences(view):
        first, last = view.source(start, end)
        near = taken[bisect_left(starts, first - longest) : bisect_left(starts, last)]
        yield (start, end), [c for c in near if c[1] > first]


def _stated(text: Text, document: str, finder: Finder, span: tuple[int, int], how: str, leads: tuple[str, ...] = ()) -> Statement:
    """The statement that stands at a span of the view."""
    begin, finish = text.view.source(*span)
    place = r.Place(document=document, start=begin, end=finish, quote=text.content[begin:finish])
    name = f"st-{digest(text.sha256, str(begin), str(finish))[:16]}"
    year = finder.year(text.view.text[slice(*span)]) if how in ("done", "progress") else None
    return Statement(name, how, place, year, leads)


def _within(cited: Sequence[_Cited], start: int, end: int) -> bool:
    """Whether an aside is told by an event that is compared, or an undertaking begins in it."""
    return any(2 * (min(last, end) - max(first, start)) > last - first if event else start <= first < end
               for first, last, event in cited)


def _sentences(view: View) -> Iterator[tuple[int, int]]:
    """Sentences of the story's paragraphs and list items, in the view; what runs on for longer than any does in pieces."""
    for block in view.blocks:
        if block.role in ("paragraph", "item"):
            start = block.start
            for end in (*(stop.end() for stop in _ENDS.finditer(view.text, block.start, block.end)), block.end):
                yield from ((at, min(at + _ENDLESS, end)) for at in range(start, end, _ENDLESS))
                start = end


def _taken(cited: Sequence[_Cited], start: int, end: int) -> bool:
    """Whether a clause is, for a good part, what facts cite, or holds the most of what an event that is compared cites."""
    shared = [(max(0, min(last, end) - max(first, start)), first, last, event) for first, last, event in cited]
    whole = any(not event and start <= first and last <= end and s > _HELD * (end - start) for s, first, last, event in shared)
    return (whole or sum(s for s, *_, event in shared if not event) > _TAKEN * (end - start)
            or any(s > _TAKEN * (end - start) or 2 * s > last - first and s > _HELD * (end - start)
                   for s, first, last, event in shared if event))


def _dropped(text: Text, cited: Sequence[_Cited], start: int, end: int, finder: Finder) -> bool:
    """Whether a clause says right before what was undertaken that it was dropped (`shelved plans for more flights`)."""
    plans = [first for first, _, event in cited if not event and start <= first < end]
    return bool(plans) and finder.undone(text.content[start:end], until=min(plans) - start + _NEXT_WORD)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in ",;:."):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:."):
        end -= 1
    return start, end


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(patterns) + r")(?!\w)")


@cache
def _finder(tag: str | None) -> Finder | None:
    if tag not in languages.installed() or not languages.load(tag).has(SECTION):
        return None
    return Finder(languages.load(tag).section(SECTION, Results))
