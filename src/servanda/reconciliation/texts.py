"""Instruments and mechanisms that are one, told under several titles."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence

from servanda.claims import Claim
from servanda.languages.folding import fold
from servanda.reconciliation import content, dates
from servanda.reconciliation.comparison import Comparison, Context, Mark

_SAME_OBJECT = 0.6
_SHARED_OBJECT = 0.3  # enough of one kind on one day, where nothing likelier is told
_CUT = 0.1  # what words beside a title count less than its own
_REST = 120
_STOP = re.compile(r"[,;:.!?()\[\]]|\n\s*\n")
_WORD = re.compile(r"[^\W\d_]+")
_TYPE_WORDS = frozenset({"declaration", "agreement", "memorandum", "treaty", "minutes", "action-plan", "programme", "roadmap",
                         "contract", "govern", "action", "result", "text", "sign", "adopt", "exchange", "letter"})
# What a body is, and what a text that a body's session ends with is named after.
_BODY_WORDS = frozenset({"commission", "consultation", "group", "council", "working", "session", "convene", "below"})
_ALIKE_TYPES = frozenset(frozenset(pair) for pair in (
    ("agreement", "treaty"), ("agreement", "memorandum"), ("agreement", "protocol"), ("agreement", "contract"),
    ("memorandum", "protocol"), ("memorandum", "other"), ("minutes", "protocol"), ("minutes", "other"),
    ("declaration", "other"), ("plan", "other")))
_MONTH = len("2025-05")
_STORY_DAYS = 3  # by which tellings of one occasion may date its texts differently
_EMBASSY = "embassy"
_HIGH, _BELOW, _GENERAL = "high", "below", "economy"  # concepts of a body's name: its rank, the field that stands for all
_NAMED, _BARE = 0.9, 0.69  # a name that leaves out the object: the other says all its words, or not
_OCCASION = "visit"
_KIND = frozenset({"joint", "bilateral"})  # concepts that tell a kind of text rather than one
_LONG = 180  # days after which a text told without a day may be another of the same name
_NEXT_DAY = 1  # by which a declaration may be dated otherwise than its adoption was told
_OF_THE_DAY = frozenset({"minutes", "declaration"})


class Instruments:
    """Instruments are compared within their parties."""

    one_per_document = True

    def signature(self, claim: Claim, context: Context) -> Hashable | None:
        """Type, parties, date and title to the letter."""
        f = claim.fields
        return (f["type"], tuple(f["parties"]), f["date"], fold(f["title"])) if len(f["title"].split()) > 4 else None

    def blocks(self, claim: Claim, context: Context) -> Iterable[Hashable]:
        """Parties with each word that says what the text is about, with its name; the day it was signed (the month, of what a
        day may have one of); the story."""
        f = claim.fields
        parties = tuple(f["parties"])
        blocks: list[Hashable] = [(parties, word) for word in sorted(_further(claim, context))]
        blocks += [(parties, name)] if (name := _name(claim, context)) else []
        blocks += [(parties, f["date"])] if f["date"] else []
        blocks += [(parties, f["date"][:_MONTH])] if f["date"] and f["type"] in _OF_THE_DAY else []
        story = context.stories.get(claim.document)
        return [*blocks, (story, "text")] if story else blocks

    def compare(self, first: Claim, second: Claim, context: Context) -> Comparison | None:
        """Same text, of the same type and date, on the same object."""
        a, b = first.fields, second.fields
        types = frozenset({a["type"], b["type"]})
        story = context.one_story(first, second)
        days = _signed_on(first, second, context, story=story)
        apart = dates.apart(*days)
        if (len(types) > 1 and types not in _ALIKE_TYPES) or not _same_parties(a["parties"], b["parties"], story):
            return None
        late = any(c.fields["date"] and c.fields["date"] == context.told(c) for c in (first, second))
        near = _STORY_DAYS if story or late else _NEXT_DAY if types == {"declaration"} else 0
        if apart is not None and apart > near:
            return None
        one, other = about(first, context), about(second, context)
        exact = apart == 0 and all(len(d or "") == 10 for d in days)
        signed = bool(context.shared(first, second))
        same = one == other or ((exact or signed) and bool(types & _OF_THE_DAY))
        month = types == {"declaration"} and apart == 0 and all(len(d or "") >= _MONTH for d in days)
        if not apart and (not one or not other) and same and (exact or story or signed or month):
            poorer = first if len(one) <= len(other) else second
            reasons = ("same_type", *(["same_date"] if exact else ["same_story"] if story else []), *(
                ["same_signing"] if signed else []))
            return Comparison(0.8, reasons, poorer.id)
        if not apart and not one and not other and _name(first, context) and _name(first, context) == _name(second, context):
            return Comparison(0.85, ("same_parties", "same_name"), _of_another_time(first, second, context))
        if apart and types <= _OF_THE_DAY and (not one or not other) and (story or apart <= _NEXT_DAY):
            return Comparison(0.7, ("same_type", *(["same_story"] if story else [])), first.id, mutual=True)
        if story and ((exact and (not one or not other)) or types == {"minutes"}):
            return Comparison(0.6, ("same_type", "same_story"), first.id, mutual=True)
        if exact and signed and types & _OF_THE_DAY:
            return Comparison(0.7, ("same_date", "same_signing"), first.id, mutual=True)
        like = _likeness(first, second, one, other, context)
        if exact and len(types) == 1 and _SHARED_OBJECT <= like < _SAME_OBJECT and (story or content.weight(one & other) >= 1):
            reasons = (*(["same_story"] if story else []), "same_date", f"same_words: {like:.2f}")  # one of its field that day
            return Comparison(0.5, reasons, first.id, mutual=True)
        if like < _SAME_OBJECT or (not exact and not story and not _speaks(first, second, one & other, context)):
            return None
        evenly = 0.5 * like + 0.5 * content.likeness(one, other)  # a title that says less is like many
        score = 0.45 + 0.3 * evenly + 0.1 * (apart == 0) + 0.1 * (len(types) == 1) + 0.1 * story
        reasons = ("same_parties", f"same_words: {like:.2f}", *(["same_date"] if exact else []))
        return Comparison(min(score, 0.99), reasons, _of_another_time(first, second, context))

    def mark(self, claim: Claim, context: Context) -> Mark | None:
        """The day it was concluded, else the day by which it was."""
        if claim.fields["status"] == "planned":
            return None
        if claim.fields["date"]:
            return Mark(claim.fields["date"], _STORY_DAYS)
        told = context.told(claim) if claim.fields["status"] == "concluded" else None
        return Mark(over=told) if told else None


def _signed_on(first: Claim, second: Claim, context: Context, *, story: bool) -> tuple[str | None, str | None]:
    """The days of two texts, without the day announced on another occasion: a signing may be put off (but not brought about
    before it was announced)."""
    days = first.fields["date"], second.fields["date"]
    if story:
        return days
    for announced, other, day in ((first, second, days[1]), (second, first, days[0])):
        told = context.told(announced)
        later = day is None or other.fields["status"] == "planned" or told is None or not dates.after(told, day)
        if announced.fields["status"] == "planned" and later:
            return (None, days[1]) if announced is first else (days[0], None)
    return days


def _same_parties(one: Sequence[str], other: Sequence[str], story: bool) -> bool:
    """Whether two texts are between the same states; where one occasion's papers name them, one may leave some out."""
    return one == other or (story and bool(one and other) and (set(one) <= set(other) or set(other) <= set(one)))


class Mechanisms:
    """Mechanisms are compared within their states and kind."""

    one_per_document = True

    def signature(self, claim: Claim, context: Context) -> Hashable | None:
        """Kind, states and name to the letter."""
        f = claim.fields
        return f["kind"], tuple(f["states"]), fold(f["name"])

    def blocks(self, claim: Claim, context: Context) -> Iterable[Hashable]:
        """Kind and states: a pair of states has few bodies of a kind."""
        return [(claim.fields["kind"], tuple(claim.fields["states"]))]

    def compare(self, first: Claim, second: Claim, context: Context) -> Comparison | None:
        """Same body: its object is the same, or one telling leaves it out and there is no other body of the kind."""
        a, b = first.fields, second.fields
        if a["kind"] != b["kind"] or a["states"] != b["states"]:
            return None
        if (_BELOW in named_as(first, context)) != (_BELOW in named_as(second, context)):
            return None  # a sub-committee is not the body it reports to
        one, other = _object(first, a["name"], context), _object(second, b["name"], context)
        if not one and not other:
            said = named_as(first, context), named_as(second, context)
            if said[0] == said[1]:
                return Comparison(0.9, ("same_states", "same_name"))
            return Comparison(0.75, ("same_kind", "same_states")) if said[0] < said[1] or said[1] < said[0] else None
        if not one or not other:
            if _of_other_rank(first, second, one | other, context):
                return None
            bare, full = (second, first) if one else (first, second)
            score = _NAMED if named_as(bare, context) <= named_as(full, context) else _BARE
            return Comparison(score, ("same_kind", "same_states"), bare.id)
        like = content.containment(one, other)
        if like < _SAME_OBJECT:
            return None
        return Comparison(0.6 + 0.39 * like, ("same_states", f"same_words: {like:.2f}"))

    def mark(self, claim: Claim, context: Context) -> Mark | None:
        """Nothing."""
        return None


def named_as(body: Claim, context: Context) -> frozenset[str]:
    """All that a body's name says but for its states; a High Commission that two states share is no embassy."""
    said = context.bag(body, body.fields["name"]) - {*body.fields["states"]}
    return (said - {_EMBASSY}) | {_HIGH, "commission"} if _EMBASSY in said else said


def _of_other_rank(first: Claim, second: Claim, said: frozenset[str], context: Context) -> bool:
    """Whether just one of two names is of a high body, and the object the other names is a single field."""
    high = [_HIGH in named_as(c, context) for c in (first, second)]
    return high[0] != high[1] and _GENERAL not in said


def about(claim: Claim, context: Context) -> frozenset[str]:
    """What the title of an instrument says of its object (what follows it, where it says nothing); empty: its kind alone.

    A declaration named after a visit says nothing of what it declares.
    """
    said = _object(claim, claim.fields["title"], context) or _further(claim, context)
    return frozenset() if claim.fields["type"] == "declaration" and _OCCASION in said else said


def _name(claim: Claim, context: Context) -> frozenset[str]:
    """What a title says in words that say little each (enhanced partnership); empty where it is no more than one."""
    said = context.bag(claim, claim.fields["title"]) - {*claim.fields["parties"]} - _TYPE_WORDS - _KIND
    return said if len(said) > 1 and _OCCASION not in said else frozenset()


def _of_another_time(first: Claim, second: Claim, context: Context) -> str | None:
    """Of two claims the one without a day, if it was told long before or after the day of the other."""
    for undated, dated in ((first, second), (second, first)):
        apart = dates.apart(context.told(undated), dated.fields["date"])
        if (undated.fields["date"] is None or undated.fields["status"] == "planned") and apart is not None and apart > _LONG:
            return undated.id
    return None


def _speaks(first: Claim, second: Claim, shared: frozenset[str], context: Context) -> bool:
    """Whether what two titles share says something."""
    return content.weight(shared) >= 1 or content.weight(_further(first, context) & _further(second, context)) >= 2


def _likeness(first: Claim, second: Claim, one: frozenset[str], other: frozenset[str], context: Context) -> float:
    """How far two titles are about one object, as they stand or as their sentences go on."""
    like = content.containment(one, other) if one and other else 0.0
    further = _further(first, context), _further(second, context)
    if content.weight(further[0] & further[1]) >= 2:
        like = max(like, content.containment(*further) - _CUT)
    return like


def _further(claim: Claim, context: Context) -> frozenset[str]:
    """What a title says of the object, and what its sentence goes on to say where the title breaks off."""
    title, said = claim.fields["title"], context.content(claim.document)
    rest = said[claim.citations[0].end : claim.citations[0].end + _REST]
    rest = rest[: m.start()] if (m := _STOP.search(rest)) else rest
    word = _WORD.search(rest)
    if word is None or not content.says_nothing(word.group(), context.language(claim)):
        return _object(claim, title, context)
    return _object(claim, f"{title} {rest}", context)


def _object(claim: Claim, title: str, context: Context) -> frozenset[str]:
    """What a title says of the object: neither what kind of thing it is nor between whom."""
    states = frozenset(claim.fields.get("parties") or claim.fields.get("states") or ())
    bag = context.bag(claim, title) - states - _TYPE_WORDS
    if claim.kind == "mechanism":
        bag -= {_EMBASSY}
    if claim.kind == "mechanism" or claim.fields["type"] in _OF_THE_DAY:
        bag -= _BODY_WORDS
    return frozenset(c for c in bag if not (len(c) == 2 and c.isupper()) and content.weight((c,)) >= 1)
