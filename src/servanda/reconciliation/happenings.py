"""Events that are one: the same kind of thing, at the same time, between the same states, with the same people or body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import combinations

from servanda.claims import Claim
from servanda.reconciliation import content, dates
from servanda.reconciliation.comparison import Comparison, Context, Mark
from servanda.reconciliation.names import alike, skeleton

BY_BODY = frozenset({"session", "consultation"})
_BY_PEOPLE = frozenset({"meeting", "call"})
_HEADS = frozenset({"head-of-state", "head-of-government"})
_VISIT_DAYS = 7
_FEW = 4  # states of an event of which each pair counts
# What a paper that gives no day may be dated by the day it was told.
_DATED_LATE = frozenset({"meeting", "ceremony", "signing", "forum"})
_TOLD_BY_COMPANY = frozenset({"meeting", "signing"})
_NEXT_DAY = 1
_AHEAD_DAYS = 10  # within which what is announced without a day is held
_EXACT = len("2025-05-07")
_STORY_DAYS = 3  # by which tellings of one occasion may date its acts differently
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
        """Type and pair of states, with the year, the month, the story, the ordinal, (a signing) the text, or (a visit) the
        visitor; and with somebody who took part, where without common company nothing is one."""
        f = claim.fields
        when, story = _when(claim, context), context.stories.get(claim.document)
        within: list[Hashable] = [("story", story)] if story else []
        if number := _number(claim, context):
            within.append(("ordinal", number))
        if f["type"] == "visit":
            within += [("visitor", person) for person in sorted(_people(claim, context))]
        within += _days(when if when is not None else context.told(claim))
        within += [("text", context.fact(t)) for t in context.cited.get(claim.id, ()) if f["type"] == "signing"]
        origin = context.near_copies.get(claim.document, claim.document)
        if f["type"] in _BY_PEOPLE:
            within = [(w, person) for w in within for person in sorted(_people(claim, context))] + (within[:1] if story else [])
        return [(f["type"], origin), *((f["type"], pair, w) for pair in _pairs(f["states"]) for w in within)]

    def compare(self, first: Claim, second: Claim, context: Context) -> Comparison | None:
        """Same event, told twice."""
        a, b = first.fields, second.fields
        pair = min(2, len(a["states"]), len(b["states"]))
        if a["type"] != b["type"] or len(set(a["states"]) & set(b["states"])) < max(1, pair):
            return None
        if context.copies(first, second):
            like = content.likeness(context.bag(first, first.quote), context.bag(second, second.quote))
            if like >= _COPIED:
                return Comparison(like, ("near_copy",))
            return self._introduced(first, second, context) if a["type"] in _BY_PEOPLE else None
        numbers = _number(first, context), _number(second, context)
        if all(numbers) and numbers[0] != numbers[1]:
            return None
        if _put_off(first, second, context) or _put_off(second, first, context):
            return Comparison(0.8, ("same_body", f"same_ordinal: {numbers[0]}"))
        days = _when(first, context), _when(second, context)
        if _yet_to_come(first, second, days[1], context) or _yet_to_come(second, first, days[0], context):
            return None
        apart = dates.apart(*days)
        if apart and (apart > _VISIT_DAYS or apart > _tolerance(first, second, days, context)):
            return None
        dated = apart is not None and not (apart and a["type"] in _DATED_LATE | BY_BODY)
        return self._agree(first, second, dated, context)

    def mark(self, claim: Claim, context: Context) -> Mark | None:
        """The day and the number; of what was held, when it was told. A session of a number may be put off from its day."""
        f, number = claim.fields, _number(claim, context)
        days = _VISIT_DAYS if f["type"] == "visit" else _STORY_DAYS
        over = context.told(claim) if f["status"] == "held" else None
        when = None if f["type"] in BY_BODY and number and f["status"] == "planned" else _when(claim, context)
        return Mark(when, days, number, dates.moved(over, _STORY_DAYS))

    def _introduced(self, first: Claim, second: Claim, context: Context) -> Comparison | None:
        """Talks that one copy of a text tells in a sentence of its own (where and when), of the same two people or more."""
        people = _people(first, context)
        if len(people) < 2 or people != _people(second, context) or dates.apart(_when(first, context), _when(second, context)):
            return None
        return Comparison(0.6, ("near_copy", "same_people"), first.id, mutual=True)

    def _agree(self, first: Claim, second: Claim, dated: bool, context: Context) -> Comparison | None:
        kind = first.fields["type"]
        reasons = ["same_date"] if dated else []
        if context.one_story(first, second):
            reasons.append("same_story")
        people = _people(first, context) & _people(second, context)
        if people:
            reasons.append("same_people")
        apart = bool(dates.apart(_when(first, context), _when(second, context)))  # by no more than a telling may be late
        if not dated and (_told_then(first, second, context) or (apart and _told_late(first, second, context))):
            reasons.append("told_then")
        if kind in BY_BODY:
            return self._body(first, second, reasons, context)
        if kind == "visit":
            return self._visit(first, second, reasons, people, context)
        if kind in _BY_PEOPLE:
            return self._met(first, second, reasons, people, context)
        return self._words(first, second, reasons, context)

    def _body(self, first: Claim, second: Claim, reasons: list[str], context: Context) -> Comparison | None:
        bodies = {context.fact(c.fields["mechanism"]) for c in (first, second)} - {None}
        number = _number(first, context)
        same_number = number is not None and number == _number(second, context)
        placed = "same_date" in reasons and _one_place(first, second, context)
        if len(bodies) > 1 and not (same_number and ("same_story" in reasons or placed)):
            return None
        if same_number and (dates.apart(_when(first, context), _when(second, context)) is not None or reasons
                            or _one_body(first, second, context)):
            return Comparison(0.7 + 0.1 * len(reasons), (*reasons, f"same_ordinal: {number}"))
        near = "same_date" in reasons and not _coarse(first, second)
        if near or ("same_story" in reasons and first.fields["status"] == second.fields["status"]):
            return Comparison(0.7 + 0.1 * len(reasons), tuple(reasons))
        if len(bodies) == 1 and dates.apart(_when(first, context), _when(second, context)):  # within what is allowed
            return Comparison(0.7, (*reasons, "same_body"), None if _one_body(first, second, context) else first.id, mutual=True)
        return None

    def _visit(self, first: Claim, second: Claim, reasons: list[str], people: set[str], context: Context
               ) -> Comparison | None:
        named = [bool(travellers(c, context)) for c in (first, second)]
        if all(named) and not people:
            return None
        places = [c.fields["place"] for c in (first, second)]
        if all(places) and not _one_place(first, second, context):
            return None
        reasons += ["same_place"] if all(places) else []
        company = 0.1 * len(people) / max(1, len(_people(first, context) | _people(second, context)))
        if "same_date" in reasons and (people or (all(places) and not any(named))) or ("same_story" in reasons and people):
            return Comparison(0.55 + 0.1 * len(reasons) + company, tuple(reasons))
        unnamed = [c for c, known in zip((first, second), named, strict=True) if not known]
        if "same_date" in reasons and len(unnamed) == 1 and not dates.apart(_when(first, context), _when(second, context)):
            return Comparison(0.6, tuple(reasons), unnamed[0].id)
        undated = [c for c in (first, second) if _when(c, context) is None]
        if len(undated) != 1:
            return None
        recent = "told_then" in reasons
        if people and (all(places) or recent) or (recent and not travellers(undated[0], context)):
            return Comparison(0.5 + company, tuple(reasons), undated[0].id)
        return None

    def _met(self, first: Claim, second: Claim, reasons: list[str], people: set[str], context: Context
             ) -> Comparison | None:
        sizes = [len(c.fields["participants"]) for c in (first, second)]
        if 0 in sizes and "same_date" in reasons and "same_story" in reasons and first.fields["type"] == "meeting":
            return Comparison(0.5, tuple(reasons), (first if not sizes[0] else second).id)
        if len(people) < min(2, *sizes) or not max(sizes):
            return None
        if _audience_beside(first, second, context) or _audience_beside(second, first, context):
            return None
        if not people and not context.copies(first, second):
            return None
        if len(people) < min(2, max(sizes)) and "same_story" not in reasons:
            return None
        if "same_date" in reasons or "same_story" in reasons:
            return Comparison(0.6 + 0.1 * len(reasons) + 0.05 * min(len(people), 2), tuple(reasons))
        if "told_then" in reasons:
            return Comparison(0.6, tuple(reasons), first.id, mutual=True)
        return None

    def _words(self, first: Claim, second: Claim, reasons: list[str], context: Context) -> Comparison | None:
        like = max(self._alike(first, second, a.quote, b.quote, context) for a in first.citations for b in second.citations)
        near = "same_date" in reasons and not _coarse(first, second)
        texts = context.shared(first, second) if first.fields["type"] == "signing" else set()
        if texts and (near or "same_story" in reasons or dates.apart(_when(first, context), _when(second, context))):
            return Comparison(min(0.99, 0.7 + 0.2 * like), (*reasons, "same_text"))
        if texts and not dates.apart(_when(first, context), _when(second, context)) and _recalled(first, second, context):
            return Comparison(0.7, (*reasons, "same_text"), first.id, mutual=True)
        day = near and (first.fields["type"] != "ceremony" or not _loose(_when(first, context), _when(second, context)))
        least = _WORDS_ALIKE if day or "same_story" in reasons else 2 * _WORDS_ALIKE
        if first.fields["status"] != second.fields["status"]:
            least += 0.1
        if near and first.fields["type"] != "signing" and _one_place(first, second, context):
            reasons, least = [*reasons, "same_place"], least - 0.1
        if "told_then" in reasons and first.fields["type"] == "signing" and (texts or _same_company(first, second, context)):
            return Comparison(0.8 if texts else 0.55, (*reasons, *(["same_text"] if texts else [])), first.id, mutual=True)
        then = "told_then" in reasons and first.fields["type"] == "establishment"  # relations are raised to a level once
        if "same_date" not in reasons and "same_story" not in reasons and not then:
            return None
        if like >= least:
            return Comparison(min(0.99, 0.5 + 0.1 * len(reasons) + 0.4 * like), (*reasons, f"same_words: {like:.2f}"))
        if near and (_same_company(first, second, context) or _of_one_day(first, second, context)):
            return Comparison(0.55, tuple(reasons), first.id, mutual=True)
        return None

    def _alike(self, first: Claim, second: Claim, one: str, other: str, context: Context) -> float:
        bags = _undated(context.bag(first, one)), _undated(context.bag(second, other))
        if first.fields["type"] == "establishment" and content.weight(bags[0] & bags[1]) >= 1:
            return max(content.likeness(*bags), content.containment(*bags))
        return content.likeness(*bags)


class MainEvents:
    """What the papers of one story open with: the same talks, which one calls a session and another a meeting."""

    one_per_document = True

    def signature(self, claim: Claim, context: Context) -> Hashable | None:
        """Never: nothing is sure here."""
        return None

    def blocks(self, claim: Claim, context: Context) -> Iterable[Hashable]:
        """The story, of talks."""
        return [context.stories[claim.document]] if claim.fields["type"] in BY_BODY | _BY_PEOPLE else []

    def compare(self, first: Claim, second: Claim, context: Context) -> Comparison | None:
        """Talks of other types, of the same states, day and company, both held or both planned."""
        a, b = first.fields, second.fields
        if a["type"] == b["type"] or a["status"] != b["status"] or a["states"] != b["states"]:
            return None
        days, people = (_when(first, context), _when(second, context)), _people(first, context) & _people(second, context)
        late = any(day == context.told(c) for day, c in zip(days, (first, second), strict=True))
        if (dates.apart(*days) or 0) > late or len(people) < min(2, len(a["participants"]), len(b["participants"])) or not people:
            return None
        return Comparison(0.6, ("same_story", "same_people"), first.id, mutual=True)

    def mark(self, claim: Claim, context: Context) -> Mark | None:
        """The day and the number."""
        return Events().mark(claim, context)


def _pairs(states: Sequence[str]) -> list[tuple[str, ...]]:
    """The pairs among a few states; else all of them."""
    return list(combinations(sorted(states), 2)) if 2 <= len(states) <= _FEW else [tuple(sorted(states))]


def _days(date: str | None) -> list[Hashable]:
    """The years a date may lie in, and its month (also where no year is told)."""
    span, month = dates.bounds(date), dates.month(date)
    found: list[Hashable] = [("month", month)] if month is not None else []
    return found + ([("year", y) for y in range(span[0].year, min(span[1].year, span[0].year + 2) + 1)] if span else [])


def _undated(bag: frozenset[str]) -> frozenset[str]:
    return frozenset(c for c in bag if not c.isdigit())


def _people(claim: Claim, context: Context) -> set[str]:
    return {context.fact(p) or p for p in claim.fields["participants"]}


def _number(claim: Claim, context: Context) -> int | None:
    """The number of a session, told or (of the next one of a body that just met) known."""
    number: int | None = claim.fields["ordinal"]
    return number or context.following.get(claim.id)


def _put_off(planned: Claim, other: Claim, context: Context) -> bool:
    """Whether a numbered session of one body was planned for some day and told of another one later: it was put off."""
    if planned.fields["type"] not in BY_BODY or planned.fields["status"] != "planned" or not _one_body(planned, other, context):
        return False
    number, told = _number(planned, context), context.told(planned)
    return number is not None and number == _number(other, context) and told is not None and (
        dates.after(other.fields["date"], told) or dates.after(context.told(other), told))


def following(events: Iterable[Claim], fact: Callable[[str | None], str | None]) -> dict[str, int]:
    """The number of each session that is planned without one, where its paper tells which session of that body was just held.

    fact: of the claim of a body, the body.
    """
    told: dict[tuple[str, str, str | None], list[Claim]] = defaultdict(list)
    for event in events:
        if event.fields["type"] in BY_BODY and event.fields["mechanism"]:
            told[event.document, event.fields["type"], fact(event.fields["mechanism"])].append(event)
    found = {}
    for sessions in told.values():
        held = {e.fields["ordinal"] for e in sessions if e.fields["status"] == "held" and e.fields["ordinal"]}
        planned = [e for e in sessions if e.fields["status"] == "planned"]
        if held and len(planned) == 1 and not planned[0].fields["ordinal"]:
            found[planned[0].id] = max(held) + 1
    return found


def _one_body(first: Claim, second: Claim, context: Context) -> bool:
    """Whether both are of one body, known by name."""
    body = context.fact(first.fields["mechanism"])
    return body is not None and body == context.fact(second.fields["mechanism"])


def _chaired_alike(first: Claim, second: Claim, context: Context) -> bool:
    """Whether one of two sessions names no body, and the same people chaired both."""
    bodies = [c.fields["mechanism"] for c in (first, second)]
    return bodies.count(None) == 1 and _same_company(first, second, context)


def _one_place(first: Claim, second: Claim, context: Context) -> bool:
    """Whether both are told of one place."""
    one, other = (c.fields["place"] for c in (first, second))
    if not one or not other:
        return False
    return bool(context.bag(first, one) & context.bag(second, other)) or any(
        alike(a, b) for a in skeleton(one) for b in skeleton(other) if min(len(a), len(b)) > 1)


def travellers(claim: Claim, context: Context) -> set[str]:
    """Who is named as travelling in a visit's own right: whoever comes as a spouse tells nothing of whose visit it is."""
    return {p for p in claim.fields["participants"] if p not in context.claims or not any(
        o["office"] == "spouse" for o in context.claims[p].fields["offices"])}


def _of_one_day(first: Claim, second: Claim, context: Context) -> bool:
    """Whether both are signings of one day, told as held in papers of one occasion, and of no two places."""
    exact = all(len(c.fields["date"] or "") >= _EXACT for c in (first, second))
    held = first.fields["status"] == second.fields["status"] == "held"
    return first.fields["type"] == "signing" and exact and held and context.one_story(first, second) and (
        not (first.fields["place"] and second.fields["place"]) or _one_place(first, second, context))


def _audience_beside(audience: Claim, talks: Claim, context: Context) -> bool:
    """Whether a head of state or government received whom, in another place of that day, his minister met.

    They are two where the talks are told with the guest's own counterpart, who was not at the audience.
    """
    received, met = _people(audience, context), _people(talks, context)
    places = audience.fields["place"], talks.fields["place"]
    if not received < met or not all(places) or _one_place(audience, talks, context):
        return False
    there = {office for p in audience.fields["participants"] for office in _offices(p, context)}
    absent = {office for p in talks.fields["participants"] if (context.fact(p) or p) not in received
              for office in _offices(p, context)}
    hosts = {state for office, state in there if office in _HEADS}
    return any((office, host) in absent for office, state in there for host in hosts if state != host and office not in _HEADS)


def _offices(person: str, context: Context) -> set[tuple[str, str | None]]:
    """The offices of a person, each with its state."""
    claim = context.claims.get(person)
    return {(o["office"], o["state"] or claim.fields["state"]) for o in claim.fields["offices"]} if claim else set()


def _recalled(first: Claim, second: Claim, context: Context) -> bool:
    """Whether both were held, and one is told less exactly (by its year, or no date), after the day of the other: a
    text is signed once."""
    days = _when(first, context), _when(second, context)
    exact = [dates.exactness(day) for day in days]
    if exact[0] == exact[1] or {first.fields["status"], second.fields["status"]} != {"held"}:
        return False
    undated, day = (first, days[1]) if exact[0] < exact[1] else (second, days[0])
    return not dates.after(day, context.told(undated))


def _same_company(first: Claim, second: Claim, context: Context) -> bool:
    """Whether two or more people are named, and all of the shorter list are in the other."""
    people = _people(first, context), _people(second, context)
    return min(map(len, people)) > 1 and len(people[0] & people[1]) == min(map(len, people))


def _when(claim: Claim, context: Context) -> str | None:
    """The day of an event as far as it can be.

    What was held was not held after it was told; and where a paper of no year tells of its own days, the year is a guess.
    """
    value: str | None = claim.fields["date"]
    if value is None and claim.fields["status"] == "planned" and (visit := context.announced.get(claim.document)):
        return visit.fields["date"] if _of_visit(claim, visit) else None
    day, told = dates.bounds(value), context.told(claim)
    if claim.fields["status"] != "held" or day is None or told is None:
        return value
    known = dates.bounds(told)
    if known is not None:
        return None if day[0] > known[1] else value
    apart = dates.apart(value, told)
    guessed = apart is not None and apart <= _VISIT_DAYS and not any(str(day[0].year) in c.quote for c in claim.citations)
    return None if guessed else value


def _yet_to_come(held: Claim, other: Claim, day: str | None, context: Context) -> bool:
    """Whether one event was told as held before the day of the other: what is past is not what is to come.

    Of what was held too the day may be told late, by a few days.
    """
    late = _STORY_DAYS if other.fields["status"] == "held" else 0
    return held.fields["status"] == "held" and dates.after(day, dates.moved(context.told(held), late))


def announced(events: Iterable[Claim]) -> dict[str, Claim]:
    """The one visit with a date that a document announces, by document: what else it announces without a day is for its days."""
    found: dict[str, list[Claim]] = {}
    for event in events:
        if event.fields["type"] == "visit" and event.fields["status"] == "planned" and event.fields["date"]:
            found.setdefault(event.document, []).append(event)
    return {document: visits[0] for document, visits in found.items() if len(visits) == 1}


def _of_visit(event: Claim, visit: Claim) -> bool:
    people = set(event.fields["participants"]), set(visit.fields["participants"])
    return event.fields["states"] == visit.fields["states"] and (not all(people) or bool(people[0] & people[1]))


def _told_then(first: Claim, second: Claim, context: Context) -> bool:
    """Whether just one of two events has a day, and the other was told as held within days of it, or announced for them."""
    days = _when(first, context), _when(second, context)
    if (days[0] is None) == (days[1] is None):
        return False
    undated, dated, day = (first, second, days[1]) if days[0] is None else (second, first, days[0])
    told, span = dates.bounds(context.told(undated)), dates.bounds(day)
    if undated.fields["status"] == "held":
        apart = dates.apart(day, context.told(undated))
        return apart is not None and apart <= _VISIT_DAYS
    if told is None or span is None or dated.fields["status"] != "held" or len(day or "") < _EXACT:
        return False
    return 0 <= (span[0] - told[0]).days <= _AHEAD_DAYS


def _tolerance(first: Claim, second: Claim, days: tuple[str | None, str | None], context: Context) -> int:
    """Days by which two tellings of one event may differ: `_VISIT_DAYS` at most."""
    late = any(day == context.told(c) for day, c in zip(days, (first, second), strict=True))
    if first.fields["type"] == "visit" and _loose(*days):
        return _VISIT_DAYS
    if first.fields["type"] in BY_BODY and (_one_body(first, second, context) or _chaired_alike(first, second, context)):
        return _VISIT_DAYS if first.fields["ordinal"] and first.fields["ordinal"] == second.fields["ordinal"] else (
            _STORY_DAYS if late else 0)
    if first.fields["type"] == "signing" and (late or context.one_story(first, second)) and context.shared(first, second):
        return _STORY_DAYS
    if not context.one_story(first, second):
        return _NEXT_DAY if late and _told_late(first, second, context) else 0
    return _NEXT_DAY if late and first.fields["type"] in _DATED_LATE else 0


def _told_late(first: Claim, second: Claim, context: Context) -> bool:
    """Whether two talks or signings, one of them dated by the day it was told, are of the same people, two or more."""
    return first.fields["type"] in _TOLD_BY_COMPANY and _same_company(first, second, context)


def _loose(first: str | None, second: str | None) -> bool:
    return any(d is not None and (len(d) < 10 or "/" in d) for d in (first, second))


def _coarse(first: Claim, second: Claim) -> bool:
    """Whether a date shared is no more than a year."""
    return any(d is not None and len(d) < 7 for d in (first.fields["date"], second.fields["date"]))
