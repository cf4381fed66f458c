"""Events that are one: the same kind of thing, at the same time, between the same states, with the same people or body."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from servanda.claims import Claim
from servanda.reconciliation import content, dates
from servanda.reconciliation.comparison import Comparison, Context

_BY_BODY = frozenset({"session", "consultation"})
_BY_PEOPLE = frozenset({"meeting", "call"})
_BY_WORDS = frozenset({"signing", "ceremony", "forum", "establishment"})
_VISIT_DAYS = 7
_WORDS_ALIKE = 0.34
_COPIED = 0.7  # likeness from which two events of one copied text are one


class Events:
    """Events are compared within their type and states."""

    one_per_document = True

    def signature(self, claim: Claim, context: Context) -> Hashable | None:
        """A numbered session on a known day is told the same by everybody."""
        f = claim.fields
        if f["type"] == "session" and f["ordinal"] and f["date"]:
            return f["type"], tuple(f["states"]), f["ordinal"], f["date"], f["status"]
        return None

    def blocks(self, claim: Claim, context: Context) -> Iterable[Hashable]:
        """Type and states, with the year, the story, the ordinal, or (a visit) the visitor."""
        f = claim.fields
        key = (f["type"], tuple(sorted(f["states"])))
        span = dates.bounds(f["date"])
        origin = context.near_copies.get(claim.document, claim.document)
        blocks: list[Hashable] = [(f["type"], origin), *((*key, s) for s in (context.stories.get(claim.document),) if s)]
        if span is None:
            span = dates.bounds(context.told(claim))
            if f["ordinal"]:
                blocks.append((*key, "ordinal", f["ordinal"]))
        if f["type"] == "visit":
            blocks += [(*key, "visitor", person) for person in _people(claim, context)]
        if span is not None:
            years = range(span[0].year, min(span[1].year, span[0].year + 2) + 1)
            blocks += [(*key, year) for year in years]
        return blocks

    def compare(self, first: Claim, second: Claim, context: Context) -> Comparison | None:
        """Same event, told twice."""
        a, b = first.fields, second.fields
        if a["type"] != b["type"] or not set(a["states"]) & set(b["states"]):
            return None
        if context.copies(first, second):
            like = content.likeness(context.bag(first, first.quote), context.bag(second, second.quote))
            return Comparison(like, ("near_copy",)) if like >= _COPIED else None
        if a["ordinal"] and b["ordinal"] and a["ordinal"] != b["ordinal"]:
            return None
        apart = dates.apart(a["date"], b["date"])
        if apart is not None and apart > (_VISIT_DAYS if a["type"] == "visit" and _loose(a["date"], b["date"]) else 0):
            return None
        return self._agree(first, second, apart is not None, context)

    def _agree(self, first: Claim, second: Claim, dated: bool, context: Context) -> Comparison | None:
        kind = first.fields["type"]
        reasons = ["same_date"] if dated else []
        if context.one_story(first, second):
            reasons.append("same_story")
        people = _people(first, context) & _people(second, context)
        if people:
            reasons.append("same_people")
        if kind in _BY_BODY:
            return self._body(first, second, reasons)
        if kind == "visit":
            return self._visit(first, second, reasons, people, context)
        if kind in _BY_PEOPLE:
            return self._met(first, second, reasons, people, context)
        return self._words(first, second, reasons, context)

    def _body(self, first: Claim, second: Claim, reasons: list[str]) -> Comparison | None:
        same_number = first.fields["ordinal"] is not None and first.fields["ordinal"] == second.fields["ordinal"]
        if same_number:
            reasons.append(f"same_ordinal: {first.fields['ordinal']}")
        if same_number or ("same_date" in reasons and not _coarse(first, second)) or "same_story" in reasons:
            return Comparison(0.7 + 0.1 * len(reasons), tuple(reasons))
        return None

    def _visit(self, first: Claim, second: Claim, reasons: list[str], people: set[str], context: Context
               ) -> Comparison | None:
        named = [bool(c.fields["participants"]) for c in (first, second)]
        if all(named) and not people:
            return None
        places = [context.bag(c, c.fields["place"]) if c.fields["place"] else frozenset() for c in (first, second)]
        if all(places) and not places[0] & places[1]:
            return None
        reasons += ["same_place"] if all(places) else []
        if "same_date" in reasons and (people or all(places)) or ("same_story" in reasons and people):
            return Comparison(0.6 + 0.1 * len(reasons), tuple(reasons))
        unnamed = [c for c, known in zip((first, second), named, strict=True) if not known]
        if "same_date" in reasons and len(unnamed) == 1:
            return Comparison(0.6, tuple(reasons), unnamed[0].id)
        undated = [c for c in (first, second) if c.fields["date"] is None]
        if len(undated) != 1:
            return None
        dated = second if undated[0] is first else first
        apart = dates.apart(dated.fields["date"], context.told(undated[0]))
        recent = apart is not None and apart <= _VISIT_DAYS
        if (people and all(places)) or (recent and not undated[0].fields["participants"]):
            return Comparison(0.6, (*reasons, "told_then") if recent else tuple(reasons), undated[0].id)
        return None

    def _met(self, first: Claim, second: Claim, reasons: list[str], people: set[str], context: Context
             ) -> Comparison | None:
        sizes = [len(c.fields["participants"]) for c in (first, second)]
        if len(people) < min(2, *sizes) or not max(sizes):
            return None
        if not people and not context.copies(first, second):
            return None
        if "same_date" in reasons or "same_story" in reasons:
            return Comparison(0.6 + 0.1 * len(reasons) + 0.05 * min(len(people), 2), tuple(reasons))
        return None

    def _words(self, first: Claim, second: Claim, reasons: list[str], context: Context) -> Comparison | None:
        bags = [_undated(context.bag(c, c.quote)) for c in (first, second)]
        like = content.likeness(*bags)
        if first.fields["type"] == "establishment" and content.weight(bags[0] & bags[1]) >= 1:
            like = max(like, content.containment(*bags))
        near = "same_date" in reasons and not _coarse(first, second)
        least = _WORDS_ALIKE if near or "same_story" in reasons else 2 * _WORDS_ALIKE
        if first.fields["status"] != second.fields["status"]:
            least += 0.1
        if like < least or ("same_date" not in reasons and "same_story" not in reasons):
            return None
        return Comparison(min(0.99, 0.5 + 0.1 * len(reasons) + 0.4 * like), (*reasons, f"same_words: {like:.2f}"))


def _undated(bag: frozenset[str]) -> frozenset[str]:
    return frozenset(c for c in bag if not c.isdigit())


def _people(claim: Claim, context: Context) -> set[str]:
    return {context.fact(p) or p for p in claim.fields["participants"]}


def _loose(first: str | None, second: str | None) -> bool:
    return any(d is not None and (len(d) < 10 or "/" in d) for d in (first, second))


def _coarse(first: Claim, second: Claim) -> bool:
    """Whether a date shared is no more than a year."""
    return any(d is not None and len(d) < 7 for d in (first.fields["date"], second.fields["date"]))
