"""Tellings to events: which tell the same one, and what the occasion of the text adds to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from servanda.extraction.components.events.attributes.where import SEAT
from servanda.extraction.components.events.candidate import BESIDE, Candidate
from servanda.extraction.components.events.page import Found, Page
from servanda.extraction.components.events.types import COUNTED, GATHERED, SOLEMN, TALKED, TALKS
from servanda.extraction.moments import DAY

_PAIR = 2
_LATEST = 500  # events told last among which a telling finds its own
_NEXT = 2  # tellings behind a first one within which it may be told again with names
_CLOSING = 600  # characters before the closing words in which they are announced
_PAST = frozenset({"signed-text"})
_ON_VISIT = "on-visit"
_DONE = "done"  # the trigger of closing words
_SUMMIT = "summit"  # the trigger of what many attend, beside which two meet
_GREETED = "at-airport"  # the trigger of who is welcomed or seen off
_RECEIVED = "received"  # the trigger of who receives whom
_SEAT = 12  # characters between an embassy and whose it is
_RELATIONS = "relations-opened"  # what happens but once, however often it is told
_CLASSES = {"adopted": "adoption", "adoption": "adoption"}


@dataclass(slots=True)
class Group:
    """One event: its tellings (the best first), and its attributes."""

    type: str
    tellings: list[Candidate]
    status: str
    date: str | None = None
    place: str | None = None
    place_state: str = ""
    people: list[str] = field(default_factory=list)
    ordinal: int | None = None
    body: str | None = None

    @classmethod
    def of(cls, c: Candidate) -> Group:
        """The event of a single telling."""
        return cls(c.type, [c], c.status, c.date, c.place, c.place_state, list(c.people), c.ordinal, c.body)

    def add(self, c: Candidate) -> None:
        """Take in another telling; its attributes fill what is open."""
        self.tellings.append(c)
        if c.shape == "echo" and not c.people:
            return
        self.date = finer(self.date, c.date)
        if c.place and (
            self.place is None or (c.trigger.noun and not self.tellings[0].trigger.noun and c.type == "visit")
        ):
            self.place, self.place_state = c.place, c.place_state
        self.people += [p for p in c.people if p not in self.people]
        self.ordinal = self.ordinal if self.ordinal is not None else c.ordinal
        self.body = self.body or c.body

    @property
    def told_from(self) -> int:
        """The order of its first telling, a headline's aside: that comes before all that the text tells."""
        return min((t.order for t in self.tellings if not t.headline), default=self.tellings[0].order)

    @property
    def kind(self) -> str:
        """What tells signings and foundings of one text apart."""
        name = self.tellings[0].trigger.name
        return _CLASSES.get(name, "signature" if self.type == "signing" else name)


def finer(first: str | None, second: str | None) -> str | None:
    """The more telling of two dates that agree."""
    if first is None or second is None:
        return first or second
    if "/" in first or "/" in second:
        return first if "/" in first else second
    return max(first, second, key=len)


def agree(first: str | None, second: str | None) -> bool:
    """Whether two dates may be one: equal, one inside the other, or one unknown."""
    if first is None or second is None or first.startswith(second) or second.startswith(first):
        return True
    for span, day in ((first, second), (second, first)):
        if "/" in span and "/" not in day:
            low, high = span.split("/")
            return low[: len(day)] <= day <= high or low <= day <= high
    return False


class Merger:
    """Groups the tellings of one document."""

    def __init__(self, page: Page, today: str | None) -> None:
        self.page, self.today = page, today

    def groups(self, made: Sequence[Candidate]) -> list[Group]:
        """The events told, in reading order; headlines and echoes only add to what the body tells."""
        found: list[Group] = []
        self._rites(made)
        self._called(made)
        for c in sorted(made, key=lambda c: (c.headline, c.order)):
            if self._spoken_at(made, c):
                c.shape = "echo"
            if c.shape == "echo" or self._homeward(c):
                continue
            if self._underway(found, c):
                c.status = "held"
            if (ahead := self._foretold(found, c)) is not None:
                ahead.tellings.append(c)
                continue
            if c.again is not None:
                self._resume(found, c, made)
                continue
            if (talks := self._talks_of(found, c)) is not None:
                talks.tellings.append(c)
                talks.people += [p for p in c.people if p not in talks.people]
                continue
            same = [g for g in (found if c.headline else found[-_LATEST:]) if self.same(g, c)]
            if same:
                if c.type == "visit" and c.status == "planned" and self._arranged(same[-1], c):
                    same[-1].status = "planned"
                if self._spoken_of(same[-1], c) and c.status != same[-1].status:
                    begun = c.type == "visit" and self.today is not None and (c.date or "")[: len(self.today)] <= self.today
                    same[-1].status = "held" if begun else "planned"
                (same[0] if c.headline else same[-1]).add(c)
            elif c.type == "meeting" and self._of_sitting([g for g in found if g.type in COUNTED and g.status == c.status], c):
                c.shape = "echo"
            elif not (c.headline and c.shape != "clause"):
                found.append(Group.of(c))
        for c in made:
            if c.shape == "echo" and not c.headline:
                self._echo(found, c)
        self._close(found)
        return sorted(found, key=lambda g: min(t.order for t in g.tellings))

    def _underway(self, found: Sequence[Group], c: Candidate) -> bool:
        """Whether a visit by the way of which something is to come is the one already told as begun."""
        by_the_way = c.type == "visit" and c.status == "planned" and c.trigger.noun != "" and not (c.date or c.place)
        return by_the_way and any(g.type == "visit" and g.status == "held" and near(g.date, self.today) and (
            not c.people or set(g.people) & set(c.people)) for g in found)

    def _homeward(self, c: Candidate) -> bool:
        """Whether a journey only leads home those who make it (`The president left for Suva in the evening`)."""
        if c.type != "visit" or c.trigger.noun or c.people or not c.place_state:
            return False
        own = self.page.people(c.clause.start, c.cue.start)
        return bool(own) and all(self.page.state_of.get(p.value) == c.place_state for p in own)

    def _foretold(self, found: Sequence[Group], c: Candidate) -> Group | None:
        """The visit already told as to come that one only spoken of is (`It is his first visit to Lima`)."""
        text, verb = self.page.text, c.verb or c.cue
        told = c.type == "visit" and c.trigger.noun and not c.date
        if not told or self.page.bygone(c.noun) or self.page.words.family("earlier").match(text, verb.start):
            return None
        certain = c.shape == "clause" and c.status == "held"
        if certain and not self.page.words.family("identified").fullmatch(text[verb.start : verb.end].strip()):
            return None
        ahead = [g for g in reversed(found) if g.type == "visit" and g.status == "planned"]
        if c.status == "planned":
            return ahead[0] if ahead and c.article and not (c.place_state or c.people) else None
        ahead = [g for g in ahead if c.place_state and g.place_state == c.place_state]
        return next((g for g in ahead if not c.people or set(g.people) & set(c.people)), None)

    def _spoken_at(self, made: Sequence[Candidate], c: Candidate) -> bool:
        """Whether a clause only tells again, naming nobody, the talks at which it says it was (`at the meeting, we talked`)."""
        outer = next((o for o in made if o.order == c.within), None) if c.type in TALKS and c.shape == "clause" else None
        named = self.page.persons.inside(c.clause.start, c.clause.end)
        return outer is not None and outer.shape == "echo" and outer.type == c.type and self._points(outer) and not (
            named or c.date or c.place or c.trigger.noun)

    def _talks_of(self, found: Sequence[Group], c: Candidate) -> Group | None:
        """The talks told before of which a clause only says who else came, what was exchanged, or which ones they are."""
        text, verb, words = self.page.text, c.verb, self.page.words
        told = c.type in TALKS and c.status == "held" and c.shape == "clause" and c.trigger.noun and not c.headline
        if not told or verb is None or self.page.dated(c.clause) and not words.family("identified").match(text, verb.start):
            return None
        before = [g for g in found if g.type in TALKS and g.status == "held" and near(g.date, self.today)]
        bare = c.noun.end <= c.cue.end + 1 and c.place is None
        joined = c.article and bare and words.attends.search(text, verb.start, verb.end)
        exchanged = len(c.people) < _PAIR and c.place is None and words.family("exchanges").search(text, c.cue.start, c.cue.end)
        counted = words.family("personal").search(text, c.cue.start, c.cue.end)
        identified = counted and words.family("identified").fullmatch(text[verb.start : verb.end].strip()) and not (
            self.page.people(c.clause.start, c.clause.end))
        return before[-1] if before and (joined or exchanged or identified) else None

    def _of_sitting(self, sittings: Sequence[Group], c: Candidate) -> bool:
        """Whether talks are those of a session told elsewhere: taken up, a headline's without a name, or `the meeting held in
        Suva` where it sat."""
        if not sittings or self._takes_up(c) or c.headline and not c.people:
            return bool(sittings)
        staff = self.page.words.family("staff").search(self.page.text, c.noun.start, c.noun.end)
        if c.shape != "phrase" or not c.article or c.place is None or c.people or c.body or c.ordinal or staff:
            return False
        return any(g.place is not None and self._placed_alike(g, c) and c.date in (None, g.date) and g.told_from < c.order
                   for g in sittings)

    def _resume(self, found: list[Group], c: Candidate, made: Sequence[Candidate]) -> None:
        """Add what a pronoun tells of the event named before; on another day it is an event of its own."""
        taken = next((g for g in found if any(t.order == c.again for t in g.tellings)), None)
        alike = (g for g in reversed(found) if g.type == c.type and g.status == c.status and c.date and g.date == c.date)
        taken = taken or next(alike, None)
        known = taken is not None and (taken.date is not None or taken.status == "planned" or near(c.date, self.today))
        moved = self.page.words.family("moved").search(self.page.text, c.clause.start, c.clause.end)
        if taken is not None and moved and taken.status == c.status == "planned":
            taken.date, taken.place = c.date, c.place or taken.place
            taken.tellings.append(c)
        elif taken is not None and known and taken.status == c.status and agree(taken.date, c.date):
            taken.add(c)
        elif c.date is not None and (taken is None or taken.status != c.status or not agree(taken.date, c.date) or not known):
            named = next((o for o in made if o.order == c.again and o.type == c.type), None) if taken is None else None
            c.ordinal = named.ordinal if named is not None else c.ordinal
            c.body = taken.body if taken is not None else named.body if named is not None else c.body
            found.append(Group.of(c))

    def _rites(self, made: Sequence[Candidate]) -> None:
        """A ceremony without a word on what it is for is that of the act told just before it, or in its own sentence."""
        for before, c in zip(made, made[1:], strict=False):
            bare = self.page.words.family("rites").fullmatch(self.page.text[c.cue.start : c.cue.end].strip().casefold())
            linked = self.page.words.linker_before.search(self.page.text, c.sentence.start, c.cue.start)
            same = c.article or (before.sentence is c.sentence and linked)
            if c.type == "ceremony" and same and bare and before.type in SOLEMN and before.status == c.status == "held":
                c.type, c.shape = before.type, "echo"
            if c.trigger.name == _RECEIVED and before.sentence is c.sentence and self._welcomes(before, c):
                c.type, c.shape = before.type, "echo"  # `a ceremony took place, where X was welcomed by Y`
        for c in made:
            if c.type == "ceremony" and self.page.words.family("openings").search(self.page.text, c.cue.start, c.cue.end):
                self._opened(made, c)

    def _welcomes(self, before: Candidate, c: Candidate) -> bool:
        """Whether somebody is said to be welcomed at a ceremony of welcome."""
        words, text = self.page.words.family("welcomes"), self.page.text
        told = before.type == "ceremony" and before.status == c.status and words.search(text, before.cue.start, before.cue.end)
        return bool(told) and words.search(text, c.cue.start, c.cue.end) is not None

    def _opened(self, made: Sequence[Candidate], c: Candidate) -> None:
        """The ceremony by which a session or a forum is opened or closed is part of it."""
        told = [o for o in made if o.type in GATHERED and o.status == c.status and not (o.headline and o.shape != "clause")]
        before = [o for o in told if o.order < c.order]
        inner = [o for o in told if c.noun.start <= o.cue.start < c.noun.end]
        if not told:
            return
        chosen = (inner or before[-1:] or told)[0]
        c.type, c.ordinal, c.body = chosen.type, chosen.ordinal, chosen.body
        if chosen.date and c.date and not agree(chosen.date, c.date):
            days = sorted({*chosen.date.split("/"), *c.date.split("/")})
            chosen.date = c.date = f"{days[0]}/{days[-1]}"  # from the day it was opened on to that of its close
        c.shape = "echo" if c.type == "forum" or c.shape == "phrase" else c.shape

    def _called(self, made: Sequence[Candidate]) -> None:
        """Headline and body tell of one call, if only one of them says that it was one, and the talks have no place."""
        held = [c for c in made if c.type in TALKED and c.status == "held" and near(c.date, self.today)]
        told = [c for c in held if not c.headline and c.shape == "clause"]
        heads = [c for c in held if c.headline and c.type == "call"]
        if heads and told and all(c.type == "meeting" for c in told) and told[0].place is None and told[0].people:
            told[0].type = "call"
        if told and all(c.type == "call" for c in told):
            for head in (c for c in held if c.headline and c.type == "meeting" and {*c.people} <= {*told[0].people}):
                head.type, head.place, head.place_state = "call", None, ""

    def _close(self, found: list[Group]) -> None:
        """A treaty's own words on its signature belong to the place and day at its end."""
        done = next((g for g in found if any(t.trigger.name == _DONE for t in g.tellings)), None)
        for group in list(found):
            first = group.tellings[0].clause
            paired = self.page.words.family("pairs").search(self.page.text, first.start, first.end)
            undated = group.type == "signing" and not (group.date or group.people or paired)
            if done is not None and group is not done and undated and self._closes(done, group):
                done.tellings += group.tellings
                found.remove(group)

    def _closes(self, done: Group, group: Group) -> bool:
        """Whether a signing is told right before the closing words."""
        return done.tellings[0].cue.start - group.tellings[0].cue.start <= _CLOSING

    def _echo(self, found: list[Group], c: Candidate) -> None:
        """Add an echo to the event told last before it, else to the first after it; alone it is one if it points."""
        if c.status == "held" and (ahead := self._foretold(found, c)) is not None:
            ahead.tellings.append(c)
            return
        if self._underway(found, c):
            c.status = "held"
        if (named := self._named_with(found, c)) is not None:
            named.tellings.append(c)
            return
        fitting = [g for g in found if self._echoes(g, c)]
        if self._points(c):
            before = [g for g in fitting if g.told_from < c.order]
            later = [g for g in fitting if c.type == "visit" and g.status == c.status and near(g.date, self.today)]
            fitting = before or later  # `this visit`, spoken of before it is told
        if c.type in COUNTED:
            fitting = [g for g in fitting if g.type == c.type] or fitting
        if not self._points(c):
            fitting = [g for g in fitting if g.status == c.status and (
                g.date is None or near(g.date, self.today) or c.status == "planned")] or (
                fitting if self.today is None else []
            )
        before = [g for g in fitting if g.told_from < c.order]
        if fitting:
            chosen = before[-1] if before else fitting[0]
            if all(t.shape == "echo" for t in chosen.tellings):
                self._present(c)
                chosen.people += [p for p in c.people if p not in chosen.people]
            if chosen.type == "visit" and chosen.place_state:  # its hosts do not travel
                c.people = [p for p in c.people if self.page.state_of.get(p) != chosen.place_state]
            chosen.add(c)
        elif c.type == "meeting" and self._points(c) and (rite := self._last_rite(found, c)) is not None:
            rite.tellings.append(c)
        elif c.definite and c.type in ("visit", "meeting"):
            self._present(c)
            found.append(Group.of(c))

    def _named_with(self, found: Sequence[Group], c: Candidate) -> Group | None:
        """The visit named before in one phrase with `the visit` (`the visit of May and the pact signed during the visit`)."""
        told = ((g, t) for g in found for t in g.tellings if c.type == g.type == "visit" and t.sentence is c.sentence)
        near_by = ((g, t) for g, t in told if t.shape == "phrase" and t.order < c.order)
        return next((g for g, t in near_by if not self.page.verb_between(t.noun.end, c.noun.start)), None)

    def _last_rite(self, found: Sequence[Group], c: Candidate) -> Group | None:
        """The ceremony or forum told last before an echo, if nothing else was told after it."""
        before = [g for g in found if g.told_from < c.order]
        last = max(before, key=lambda g: max(t.order for t in g.tellings if t.order < c.order), default=None)
        return last if last is not None and last.type in ("ceremony", "forum") and last.status == c.status else None

    def _points(self, c: Candidate) -> bool:
        """Whether an echo points at what was told last (`at that session`), be it of the past."""
        return bool(self.page.words.family("anaphoric").search(self.page.text, c.noun.start, c.cue.start))

    def _present(self, c: Candidate) -> None:
        """Who speaks at a meeting that is told only by the way was there."""
        if c.type != "visit" and not c.people:
            c.people = [p.value for p in self.page.people(c.sentence.start, c.sentence.end)]

    def _echoes(self, g: Group, c: Candidate) -> bool:
        if g.type != "visit" and all(t.shape == "phrase" and self.page.bygone(t.noun) for t in g.tellings):
            return False
        if c.type in COUNTED and c.ordinal is not None and g.type not in COUNTED:
            return False  # `the 11th session` is no audience
        if c.type in TALKS and g.type in TALKS:
            return (c.body is None or g.body == c.body) and (None in (c.ordinal, g.ordinal) or c.ordinal == g.ordinal)
        return g.type == c.type

    def same(self, g: Group, c: Candidate) -> bool:
        """Whether a telling is of an event already known."""
        if g.type != c.type or (g.status != c.status and not (c.headline or self._arranged(g, c) or self._spoken_of(g, c))):
            return False
        if g.ordinal is not None and c.ordinal is not None and g.ordinal != c.ordinal:
            return False
        named = g.ordinal is None and g.body is not None and g.body == c.body and g.status == c.status
        if c.headline and c.ordinal is not None and (c.ordinal == g.ordinal or named) and agree(g.date, c.date):
            return True
        if not agree(g.date, c.date) or not self._placed_alike(g, c) or not self._dated_alike(g, c):
            return False
        return getattr(self, f"_same_{c.type}", self._same_other)(g, c)

    def _arranged(self, g: Group, c: Candidate) -> bool:
        """Whether a journey that somebody is said to be on is that which he is told to set out on (`he is visiting Lima`)."""
        text, there = self.page.text, self.page.words.family("there")
        if c.type == "visit" and c.status == "planned" and g.status == "held" and g.date is None and c.place_state:
            leads = there.match(text, c.cue.start) is not None and g.tellings[-1].sentence is c.sentence
            return leads and c.place_state == g.place_state  # `before leaving for Suva, where he is expected on Friday`
        told = c.trigger.name == _ON_VISIT and c.date is None and g.status == "planned" and bool(c.place_state)
        return told and c.place_state == g.place_state and bool(set(g.people) & set(c.people))

    def _spoken_of(self, g: Group, c: Candidate) -> bool:
        """Whether one telling only speaks of what the other says is to come: the same session, the same days of a journey."""
        if c.type == "visit":
            days = None not in (c.date, g.date) and "/" in f"{c.date}{g.date}" and agree(g.date, c.date)
            return days and c.place_state == g.place_state and bool(set(g.people) & set(c.people))
        alike = c.type in COUNTED and c.ordinal is not None and c.ordinal == g.ordinal and c.body == g.body
        first = g.tellings[0]
        return alike and (c.date is None and c.shape == "phrase" and c.status == "held" or (
            g.date is None and first.shape == "phrase" and g.status == "held"))

    def _placed_alike(self, g: Group, c: Candidate) -> bool:
        if g.place is None or c.place is None or g.place.casefold() == c.place.casefold():
            return True
        return bool(g.place_state) and g.place_state == c.place_state

    def _dated_alike(self, g: Group, c: Candidate) -> bool:
        """One dated and one undated telling are of one event only if the date is that of the occasion."""
        if c.headline and c.date is None and c.type == "visit":
            return True
        founded = c.type == "establishment" and g.kind == Group.of(c).kind == _RELATIONS
        if founded or (g.date is None) == (c.date is None) or self._resumes(g, c) or (c.type == "meeting" and self._takes_up(c)):
            return True
        date = g.date or c.date
        if self.today is None or date is None:
            return bool(set(g.people) & set(c.people))
        if g.status == "planned":
            return (
                g.type == "session"
                and (g.ordinal is None or g.ordinal == c.ordinal)
                or bool(set(g.people) & set(c.people))
            )
        return near(date, self.today)

    def _resumes(self, g: Group, c: Candidate) -> bool:
        """Whether a telling only takes up the session told before (`the session`, with nothing that makes it another)."""
        return (
            c.type in COUNTED
            and c.article
            and c.body in (None, g.body)
            and not (c.date or c.place)
            and c.ordinal is None
            and c.status == "held"
        )

    def _same_visit(self, g: Group, c: Candidate) -> bool:
        if g.people and c.people:
            return bool(set(g.people) & set(c.people)) and (
                g.place is not None or c.place is not None or g.date == c.date
            )
        return True

    def _same_meeting(self, g: Group, c: Candidate) -> bool:
        if self._takes_up(c):
            return True
        if not c.people and any(not all(self.page.holds(p, offices) for p in g.people) for offices in self._offices(c)):
            return False
        staff = self.page.words.family("staff")
        if len({staff.search(self.page.text, t.noun.start, t.noun.end) is None for t in (g.tellings[0], c)}) > 1:
            return False  # the experts' meeting, and that of those they work for
        if c.shape == "phrase" and (self._beside(c) or (self.page.bygone(c.noun) and near(g.date, self.today))):
            return False
        if c.verb is not None and self.page.words.family("followed").match(self.page.text, c.verb.start):
            return False
        if g.people and c.people:
            if c.shape == "clause" and (c.trigger.name == _SUMMIT) != (g.tellings[0].trigger.name == _SUMMIT):
                return set(g.people) == set(c.people)
            if len(c.people) == 1 and c.shape == "clause" and not c.headline and self._others_met(c):
                return False
            first = g.tellings[0]
            if len(g.people) == 1 and first.shape == "clause" and not first.headline and self._others_met(first):
                return set(g.people) == set(c.people)
            if self._follows(c) and set(g.people) != set(c.people):
                return False
            return set(g.people) <= set(c.people) or set(c.people) <= set(g.people)
        if c.article and not c.people:
            return c.shape != "clause" or g.tellings[-1].sentence is not c.sentence
        return c.headline or c.shape != "clause" or all(t.shape != "clause" for t in g.tellings) or self._leads(g, c)

    def _leads(self, g: Group, c: Candidate) -> bool:
        """Whether a paper's first telling only says of which two states those were who met, and the next who it was."""
        first = g.tellings[0]
        if g.people or first.order or first.shape != "clause" or c.order > _NEXT:
            return False
        states = {self.page.state_of.get(p) for p in c.people} - {None}
        start, end = first.clause.start, first.clause.end
        named = {m.value for m in self.page.states.inside(start, end) if m.kind in ("name", "adjective")}
        office = self.page.words.family("people").search(self.page.text, start, end)
        return len(states) > 1 and states == named and office is not None

    def _offices(self, c: Candidate) -> list[Sequence[str]]:
        """The offices of those by whom it is told (`the ministers held their meeting`)."""
        found = (o for pattern, o in self.page.words.pairs if o and pattern.search(self.page.text, c.clause.start, c.cue.start))
        return list(found)

    def _beside(self, c: Candidate) -> bool:
        """Whether it is that on the margins of which something else was held."""
        before = self.page.words.family("beside").finditer(self.page.text, c.sentence.start, c.noun.start)
        return any(c.noun.start - m.end() <= BESIDE for m in before)

    def _takes_up(self, c: Candidate) -> bool:
        """Whether a telling is about talks told before: `the talks`, with a verb after it that says how they went."""
        return (
            (c.article or bool(self.page.words.family("plural").search(self.page.text, c.noun.start, c.cue.start)))
            and c.shape == "clause"
            and c.verb is not None
            and c.verb.start >= c.noun.end
            and c.ordinal is None
            and not (c.date or c.place or c.body)
            and not self.page.people(c.noun.start, c.noun.end)
        )

    def _follows(self, c: Candidate) -> bool:
        """Whether a verb tells a further meeting of somebody (`he then met`, `he also had a meeting`)."""
        return (
            c.shape == "clause"
            and not c.article
            and bool(self.page.words.family("sequel").search(self.page.text, c.clause.start, c.cue.end + 1))
        )

    def _others_met(self, c: Candidate) -> bool:
        """Whether somebody without a name is met."""
        end = min(c.clause.end, c.cue.end + 60)
        words = self.page.words
        leads = words.family("meeting").search(self.page.text, c.cue.end, end)
        after = leads.end() + 1 if leads else c.cue.end + 1
        articles = any(words.family(name).match(self.page.text, after) for name in ("definite", "plural"))
        if (leads or c.trigger.name == "met") and articles:
            return not self.page.people(c.cue.end, end)
        return bool(self.page.words.family("people").search(self.page.text, c.cue.end, end)) and not self.page.people(
            c.cue.end, end
        )

    _same_call = _same_meeting

    def _same_session(self, g: Group, c: Candidate) -> bool:
        if g.body and c.body and g.body != c.body:
            return False
        return g.ordinal is not None or c.ordinal is None or g.date is not None

    _same_consultation = _same_session

    def _same_signing(self, g: Group, c: Candidate) -> bool:
        other = Group.of(c)
        if g.kind != other.kind or self._on_another_day(g, c) or self._of_other_texts(g, c):
            return False
        return g.date == c.date or c.headline or near(g.date or c.date, self.today)

    def _of_other_texts(self, g: Group, c: Candidate) -> bool:
        """Whether one of two signings is that of the paper itself, by its closing words, the other of texts told of in it."""
        done = [t.trigger.name == _DONE for t in (g.tellings[0], c)]
        if done[0] == done[1]:
            return False
        told = c if done[0] else g.tellings[0]
        titles = self.page.texts.inside(told.sentence.start, told.sentence.end)
        many = self.page.words.family("instruments_plural").search(self.page.text, told.clause.start, told.clause.end)
        return bool(titles or many) and not any(self._own(item) for item in titles)

    def _own(self, text: Found) -> bool:
        """Whether a text is the paper itself, or the record of the session that it reports on."""
        title = next(i.title for i in self.page.findings.instruments if i.key == text.value)
        source = self.page.source
        head = next((b for b in source.view.blocks if b.role == "headline"), None) if source else None
        named = head is not None and head.start <= title.start < head.end
        return named or self.page.words.session.search(self.page.text, text.start, text.end) is not None

    def _on_another_day(self, g: Group, c: Candidate) -> bool:
        """Whether one of two signings is told, without a date, as of today, the other by a participle as of another day."""
        date = g.date or c.date
        told = (c, g.tellings[0])
        plain = all(t.shape == "clause" and not t.headline for t in told) and len({t.trigger.name for t in told} & _PAST) == 1
        plain = plain and len({t.trigger.name for t in told}) > 1
        days = DAY.fullmatch(date or "") and DAY.fullmatch(self.today or "")
        earlier = [self.page.words.family("earlier").match(self.page.text, t.cue.start) is not None for t in told]
        if days and date != self.today and (g.date is None) != (c.date is None) and earlier[0] != earlier[1]:
            return True  # `had signed an accord the day before`
        return bool(plain and (g.date is None) != (c.date is None) and days and date != self.today)

    def _same_establishment(self, g: Group, c: Candidate) -> bool:
        other = Group.of(c)
        seats = [self._owners(t) for t in (g.tellings[0], c) if t.trigger.name == SEAT]
        if len(seats) > 1 and all(seats) and seats[0].isdisjoint(seats[1]):
            return False  # one state's embassy, and another's
        return g.kind == other.kind and (g.kind != "founded" or g.body == c.body)

    def _owners(self, c: Candidate) -> set[str]:
        """Of which states an embassy that is opened is said to be."""
        named = self.page.states.inside(c.cue.end, c.cue.end + _SEAT)
        return {m.value for m in named if m.kind == "name" and not self.page.is_located(m.start)}

    def _done_by(self, c: Candidate) -> str | None:
        """Who does what a relative clause tells (`X, who presented his credentials`)."""
        relative = self.page.words.family("relatives").match(self.page.text, c.clause.start)
        doer = self.page.antecedent(c.clause.start) if relative is not None else None
        return doer.value if doer is not None else None

    def _same_other(self, g: Group, c: Candidate) -> bool:
        doers = {self._done_by(g.tellings[-1]), self._done_by(c)}
        if None not in doers and len(doers) > 1:
            return False  # one envoy's credentials, and another's
        if c.type == "ceremony" and self._greetings(g, c) and (g.date == c.date or near(g.date or c.date, self.today)):
            return not g.people or not c.people or bool(set(g.people) & set(c.people))
        words = self.page.text[c.cue.start : c.cue.end].casefold().split()
        known = {
            w for t in g.tellings for w in self.page.text[t.cue.start : t.cue.end].casefold().split() if len(w) > 3
        }
        if c.headline:
            return True
        resumed = c.article and not (c.date or c.place) and known.issuperset(w for w in words if len(w) > 3)
        return bool(known & set(words)) and (not g.people or not c.people or resumed or bool(set(g.people) & set(c.people)))

    def _greetings(self, g: Group, c: Candidate) -> bool:
        """Whether both are parts of one welcome: the honours, the guard, the anthem (not one at the airport, one on a day)."""
        landed = (g.tellings[0].trigger.name == _GREETED) != (c.trigger.name == _GREETED)
        if landed and (g.date is None) != (c.date is None):
            return False
        cues = [t.cue for t in (g.tellings[0], c)]
        return all(self.page.words.family("honours").search(self.page.text, cue.start, cue.end) for cue in cues)


def near(date: str | None, today: str | None) -> bool:
    """Whether a date lies about the day of the text (in its month, or the month that ended just before it)."""
    if date is None or today is None:
        return date is None
    last = date.split("/")[-1]
    if len(last) < 7 or len(today) < 7:
        return last[:4] == today[:4] and len(today) < 7
    months = [int(d[:4]) * 12 + int(d[5:7]) if d[:4].isdigit() else 0 for d in (last, today)]
    if months[0] == months[1]:
        return True
    return (
        DAY.fullmatch(last) is not None
        and DAY.fullmatch(today) is not None
        and (months[1] - months[0] == 1 and int(today[8:]) + 31 - int(last[8:]) <= 12)
    )
