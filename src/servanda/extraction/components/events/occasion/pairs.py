"""The two whom an event is of, where its clause says only `the two ministers`, `the two`, `their`, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

from servanda.extraction.components.events.candidate import Candidate
from servanda.extraction.components.events.merging import Group, near
from servanda.extraction.components.events.occasion.story import HERE, Story
from servanda.extraction.components.events.types import COUNTED, SITS, TALKED, TALKS
from servanda.extraction.mentions import Span
from servanda.extraction.moments import DAY

_BODY_HELD = "body-held"  # the trigger of a body's sitting
_TWO = 2


class Pairs:
    """Finds the pairs that the clauses of one document speak of without a name."""

    def __init__(self, story: Story) -> None:
        self.story, self.page, self.words = story, story.page, story.words

    def complete(self, g: Group) -> None:
        """`The two ministers` are those of them named last; `the two`, who spoke since the last event, else those it is of."""
        telling = g.tellings[0]
        if self._is_theirs(g, telling) and (two := self._by_office(g, telling)):
            g.people = two
            return
        if self._is_theirs(g, telling) and self.story.main is not None and self.story.main is not g and self.story.main.people:
            g.people = list(self.story.main.people)
            return
        if self._is_theirs(g, telling) or self._is_new(g, telling):
            g.people = self._spoken(telling) or g.people or self._named_after(telling)
            g.date = g.date or self._day_before(telling)
            return
        if self._is_full(g, telling):
            return
        if telling.verb is not None and not g.people and self.words.family("followed").match(self.page.text, telling.verb.start):
            told = [o for o in self.story.groups
                    if any(t.sentence is telling.sentence and t.order < telling.order for t in o.tellings)]
            g.people = list(told[-1].people) if told else []
            return
        if self._is_between(g, telling):
            before = [o for o in self.story.groups if o.tellings[0].order < telling.order and o.status == "held"]
            g.people = list(before[-1].people) if before and self.story.states(before[-1].people) > 1 else g.people
            return
        for pattern, offices in self.words.pairs:
            found = pattern.search(self.page.text, telling.clause.start, telling.clause.end)
            if found is None or self._only_tell(g, telling, Span(*found.span())):
                continue
            if chosen := self._two(g, telling, offices) or ([] if g.people else self._named_after(telling)):
                g.people += [p for p in chosen if p not in g.people]
                return
        if not g.people and g.type in HERE and telling.shape == "clause" and self._of_two(telling):
            g.people = self._named_after(telling)
        if not g.people and telling.shape == "clause" and (two := self._joined_to(telling)):
            g.people = two

    def _is_full(self, g: Group, telling: Candidate) -> bool:
        """Whether nobody is left open: who was there is told, or need not have been."""
        signed = g.type == "signing" and not self.words.attends.search(self.page.text, telling.clause.start, telling.cue.start)
        named = len(g.people) > 1 and not (signed and self.story.they(telling.clause.start, telling.cue.start))
        named = named and not (g.type == "meeting" and any(  # `the leaders were joined for lunch by X and Y`
            offices and pattern.match(self.page.text, telling.clause.start) for pattern, offices in self.words.pairs))
        to_be = telling.verb is not None and self.words.light["unreal"].match(self.page.text, telling.verb.start)
        bodied = (g.type in COUNTED or g.type == "forum" and to_be) and (
            bool(telling.trigger.noun) or telling.trigger.name == _BODY_HELD)
        agreed = g.status == "planned" and any(  # by those who need not attend it
            self.words.family("agreed").search(self.page.text, start, end) for start, end in (
                (telling.sentence.start, telling.noun.start if bodied else 0),
                (telling.cue.start, telling.cue.end if g.type == "session" else 0)))
        resumed = telling.again is not None and g.status == "planned"  # to what it says of them it need not bring them
        return telling.shape == "echo" or named or agreed or resumed or telling.trigger.name == "signed-text"

    def _joined_to(self, telling: Candidate) -> list[str]:
        """Those of a pair who do also what a verb joined to theirs tells (`the two met and planted a tree`, `the two met before
        chairing a session`)."""
        text, verb = self.page.text, telling.verb or telling.cue
        joined = telling.noun == telling.cue and self.words.family("coordinators").match(text, telling.clause.start)
        before = self.story.before(telling) if joined or self.words.family("sooner").match(text, verb.start) else None
        if before is None or before.shape != "clause" or joined and before.noun != before.cue:
            return []
        pairs = self.words.family("pairs").search(self.page.text, before.clause.start, before.cue.start)
        return list(self.story.by_order[before.order].people) if pairs else []

    def _only_tell(self, g: Group, telling: Candidate, two: Span) -> bool:
        """Whether two only say that something is to be (`..., the ministers told reporters`), or speak of what was founded."""
        if g.type == "establishment" and two.end <= telling.cue.start:
            start, end, text = two.end, telling.cue.start, self.page.text
            led = [m.end() for name in ("relatives", "that") for m in self.words.family(name).finditer(text, start, end)]
            parted = bool(led) and "," not in text[max(led) : end]
            return self.page.verb_between(start, end) and (parted or bool(self.page.bodies.inside(start, end)))
        if g.type == "establishment" and telling.noun == telling.cue:  # `created a council of the two presidents`
            return not self.words.family("agents").search(self.page.text, telling.cue.end, two.start)
        comma = self.page.text.find(",", telling.cue.end, two.start)
        told = comma > 0 and (self.page.verb_between(comma, two.start) or self.page.is_finite(two.end + 1))
        return told and g.type in COUNTED and g.status == "planned"

    def _of_two(self, telling: Candidate) -> bool:
        """Whether those who met are only said to hold offices of two states (`the Latvian and Finnish premiers`)."""
        first, last = telling.clause.start, (telling.verb or telling.cue).start
        states = {m.value for m in self.page.states.inside(first, last) if m.kind in ("name", "adjective")}
        return len(states) == _TWO and self.words.family("people").search(self.page.text, first, last) is not None

    def _named_after(self, telling: Candidate) -> list[str]:
        """The two of two states whom a paper names only after it has said that `the ministers` met."""
        at = self.story.at(telling.sentence.start)
        if self.page.persons.before(telling.sentence.start) or self.page.persons.inside(telling.sentence.start, telling.noun.end):
            return []
        end = self.story.sentences[min(at + 1, len(self.story.sentences) - 1)][1]
        named = list(dict.fromkeys(p.value for p in self.page.people(telling.noun.end, end, stand_ins=False)))
        return named if len(named) == _TWO and self.story.states(named) == _TWO else []

    def _by_office(self, g: Group, telling: Candidate) -> list[str]:
        """The two whom an office they share names (`the ministers held their talks`)."""
        told = (self._two(g, telling, offices) for pattern, offices in self.words.pairs
                if offices and pattern.search(self.page.text, telling.clause.start, telling.clause.end))
        return next((two for two in told if two), [])

    def _is_theirs(self, g: Group, telling: Candidate) -> bool:
        """Whether a noun with `their` tells a meeting and does not name who met."""
        if g.type not in TALKED or self.story.states(g.people) > 1:
            return False
        return bool(self.words.family("their").search(self.page.text, telling.noun.start, telling.cue.start))

    def _day_before(self, telling: Candidate) -> str | None:
        """The one day told in the sentence before."""
        at = self.story.at(telling.sentence.start) - 1
        before = [d for span in self.story.sentences[max(0, at - 1) : at] for d in self.page.dates(*span)]
        told = {d.value for d in before if d.role == "day" and d.value and DAY.fullmatch(d.value)}
        days = {day for day in told if near(day, self.story.day)}
        return days.pop() if len(days) == 1 else None

    def _is_new(self, g: Group, telling: Candidate) -> bool:
        """Whether `the meeting` is told of as known, though no meeting was told before: it is what the sentence before tells."""
        before = (o for o in self.story.groups if o is not g and o.tellings[0].order < telling.order)
        bare = g.type == "meeting" and g.status == "held" and telling.article and bool(telling.trigger.noun) and not g.people
        return bare and not any(o.type in TALKS for o in before)

    def _spoken(self, telling: Candidate) -> list[str]:
        """The two of two states who are named in the sentence that speaks of `their talks`, else in the one before it."""
        at = self.story.at(telling.sentence.start) - 1
        for start, end in reversed(self.story.sentences[max(0, at - 1) : at + 1]):
            people = [p.value for p in self.page.people(start, end) if not self.story.absent(start, p.start)]
            for first, second in pairwise(people):
                if self.story.states([first, second]) > 1:
                    return [first, second]
        return []

    def _is_between(self, g: Group, telling: Candidate) -> bool:
        """Whether a meeting, or a signing that came of it, is told without a word on who met (`then talks took place`)."""
        verb = telling.verb
        if g.type == "signing" and g.status == "held" and not g.people:
            span = verb or telling.cue
            return bool(self.words.family("yields").search(self.page.text, span.start, span.end))
        after = verb is not None and verb.start >= telling.noun.end
        if self.page.is_of_staff(telling.noun):
            return False
        return g.type == "meeting" and g.status == "held" and telling.shape == "clause" and after and not (
            g.people or g.body or telling.ordinal
        )

    def _two(self, g: Group, telling: Candidate, offices: Sequence[str]) -> list[str]:
        earlier = [
            o.people for o in self.story.groups if o is not g and o.tellings[0].order < telling.order and o.status == "held"
        ]
        outer = self.story.by_order.get(telling.within) if telling.within is not None else None
        if outer is not None and outer is not g and self.story.states(outer.people) > 1:
            earlier = [*earlier, outer.people]
            if not offices:
                return list(outer.people)[:2] if len(outer.people) == 2 else earlier[-1][:2]
        told = max((t.quote.end for g in self.story.groups for t in g.tellings if t.order < telling.order), default=0)
        named = self.page.persons.before(telling.clause.start)[::-1]
        seen = list(dict.fromkeys(p.value for p in named))
        since = list(dict.fromkeys(p.value for p in named if p.start >= told))
        last = [o.people for o in self.story.groups if o is not g and o.type in SITS and o.status == "held"
                and o.tellings[0].order < telling.order and o.tellings[0].sentence.block == telling.sentence.block][-1:]
        last += [self.story.main.people] if self.story.main is not None and self.story.is_current(self.story.main) else []
        for people in (*last, seen, *reversed(earlier)) if offices else (since, *reversed(earlier), seen):
            fitting = [p for p in people if self.page.holds(p, offices)]
            pairs = [list(pair) for pair in combinations(fitting, _TWO) if self.story.states(pair) > 1]
            if pairs:
                return next((pair for pair in pairs if self._peers(pair, offices)), pairs[0])
        return []

    def _peers(self, pair: Sequence[str], offices: Sequence[str]) -> bool:
        """Whether two hold the same one of some offices."""
        return any(all(self.page.holds(p, [office]) for p in pair) for office in offices)
