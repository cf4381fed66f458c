"""Where an event was: the city its clause tells, else the state; no building, and no city that only acts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from servanda.extraction.components.events.candidate import Candidate, distance
from servanda.extraction.components.events.lexicon import Words
from servanda.extraction.components.events.page import Found, Page
from servanda.extraction.components.events.types import COUNTED, GATHERED
from servanda.extraction.content import content
from servanda.extraction.mentions import Span, covered

_ARTICLE = 5
_LIVES = 30  # characters before a city in which it is said that an envoy lives there
_ONWARD = 110  # characters after a visit in which its destination may stand
_THERE = 40  # characters after a verb in which a word for where it was may stand
_CITIES = frozenset({"name", "capital", "city"})
_JOINED = 2  # characters between a city and the relative clause about it
_APART = 12  # characters between a city and the state after it
_BEFORE = 400  # characters before such a word in which the place is named
_POSTED = 60  # characters of an envoy's office and of where he is posted
_ENVOYS = ("ambassador",)
_DISTRICT = re.compile(r", [A-Z]\.[A-Z]\.")
PLACELESS = frozenset({"call", "establishment"})  # events that are nowhere
_RECEIVED = "received"
SEAT = "seat-opened"
SEATS = frozenset({SEAT, "service-opened"})  # the foundings that have a place: an embassy's, what serves people


class Where:
    """Reads the places of the tellings of one document."""

    def __init__(self, page: Page, words: Words) -> None:
        self.page, self.words = page, words

    def of(self, c: Candidate, inner: Sequence[Span]) -> tuple[str | None, str]:
        if c.type in PLACELESS and c.trigger.name not in SEATS:
            return None, ""
        if c.destination is not None:
            return self._words(c.destination), c.destination.value
        found = [
            row
            for row in self.page.places(c.clause.start, c.clause.end)
            if not covered(Span(row[0].start, row[0].end), inner) and not self._is_site(row[0]) and not self._is_post(c, row[0])
            and not self._is_topic(c, row) and not self._resides(row[0]) and not self._asks(row[0])
            and not self._of_another(c, row[0])
        ]
        if not found and self.words.family("ahead").search(self.page.text, c.clause.start, c.cue.start):
            found = [
                (i, i.value, True)
                for i in self.page.states.inside(c.clause.start, c.clause.end)
                if i.kind in ("capital", "city")
            ]
        if not found and c.status == "planned" and c.type != "visit":
            found = [(m, m.value, True) for m in self.page.states.inside(c.cue.end, c.clause.end)
                     if self._set_for(m) and not covered(Span(m.start, m.end), inner)]
        if c.type == "visit" and c.shape == "clause" and not c.trigger.noun:
            days = [d.span.end for d in self.page.dates(c.cue.end, c.cue.end + _ARTICLE)]
            start = max([c.cue.end, *days])
            near = [
                m
                for m in self.page.states.inside(start, start + _ARTICLE)
                if m.kind in ("name", "city", "capital") and not self._of_holder(m)
            ]
            found = [(m, m.value, m.kind != "name") for m in near[:1]] or found
        if not found and c.trigger.name in SEATS:
            found = self._of_city(c)
        if not found and self.words.family("ellipses").match(self.page.text, c.cue.start):
            named = self.page.states.inside(c.cue.end, c.cue.end + _ARTICLE)
            found = [(m, m.value, m.kind != "name") for m in named if m.kind in ("name", "city", "capital")][:1]
            goals = self.page.places(c.sentence.start, c.cue.start) if c.type == "visit" and not found else []
            found = goals if len(goals) == 1 else found  # `the second visit to Fiji, after that of X in 2019`
        leads = self.words.family("there").search(self.page.text, c.cue.start, c.cue.end)
        if c.type == "visit" and not found and leads is None:
            found = [
                r
                for r in self.page.places(c.cue.end, min(c.sentence.hard_right(c.cue.end), c.cue.end + _ONWARD))
                if not self._is_site(r[0]) and not self.words.family("relatives").search(self.page.text, c.cue.end, r[0].start)
            ]
        if c.type == "visit":
            after = [row for row in found if row[0].start >= c.cue.end] or found
            return (self._words(after[0][0]), after[0][1]) if after else (None, "")
        cities = [row for row in found if row[2]] or found
        if not cities:
            return self._host_city(c)
        best = min(cities, key=lambda row: (self._may_act(row[0], c), distance(Span(row[0].start, row[0].end), c.cue)))
        return self._words(best[0]), best[1]

    def _of_holder(self, place: Found) -> bool:
        """Whether a state stands before the office that somebody holds in it (`the visiting Malta president`)."""
        return place.kind == "name" and bool(self.words.family("people").match(self.page.text, place.end + 1))

    def _of_city(self, c: Candidate) -> list[tuple[Found, str, bool]]:
        """The city by which an embassy or a consulate is named (`the honorary consulate of Nadi`)."""
        cities = [m for m in self.page.states.inside(c.cue.start, c.clause.end) if m.kind in ("capital", "city")]
        by = self.words.family("by")
        named = [m for m in cities if by.fullmatch(self.page.text[max(0, m.start - _ARTICLE) : m.start].split(" ")[-2:][0])]
        return [(m, m.value, True) for m in named[:1]]

    def _set_for(self, place: Found) -> bool:
        """Whether a city stands right after the preposition of what is fixed (`the session is slated for Lima`)."""
        before = self.page.text[max(0, place.start - _ARTICLE) : place.start].split()
        return place.kind in ("capital", "city") and bool(before and self.words.family("purpose").fullmatch(before[-1]))

    def shares(self, earlier: Candidate, c: Candidate) -> bool:
        """Whether an event was where the one before it was: a further one of several that one noun tells (`the visits to Suva of
        X in May and of Y in June`), or one who is only said to have come after a visit (`X came in her turn in 2017`)."""
        if c.further and c.shape == earlier.shape == "phrase":
            return True
        told = c.type == earlier.type == "visit" and c.sentence.block == earlier.sentence.block
        return told and self.words.family("lands").fullmatch(self.page.text[c.cue.start : c.cue.end].strip()) is not None

    def there(self, c: Candidate, before: Candidate | None) -> tuple[str | None, str]:
        """The place named last before a clause that says that it was there, or that to which it was told before that one went."""
        end = max(c.cue.end, c.verb.end if c.verb else 0)
        if c.type == "visit" and (abroad := self._that_country(c, end)) is not None:
            return self._words(abroad), abroad.value
        near = self.words.family("there").search(self.page.text, max(c.sentence.start, c.clause.start - 3), c.clause.end)
        if near is None or near.start() > end + _THERE:
            return None, ""
        beside = self.page.states.inside(near.start() - _THERE, near.start())
        kinds = ("city", "capital", "name") if c.type == "visit" else ("city", "capital")
        if beside and beside[-1].kind in kinds and near.start() - beside[-1].end <= _JOINED:
            return self._words(beside[-1]), beside[-1].value
        told = [r for r in self.page.places(max(0, near.start() - _BEFORE), near.start()) if not self._is_site(r[0])]
        went = before if before is not None and before.type == "visit" and before.cue.end <= near.start() else None
        if went is not None and went.place and (not told or told[-1][0].start < went.cue.start):
            return went.place, went.place_state  # `visited Lima and signed a treaty there`: named without a preposition
        city = len(told) > 1 and told[-2][2] and not told[-1][2] and told[-1][0].start - told[-2][0].end <= _APART
        best = told[-2] if city else told[-1] if told else None
        return (self._words(best[0]), best[1]) if best else (None, "")

    def _that_country(self, c: Candidate, end: int) -> Found | None:
        """The state named last that is not the traveller's own, where he is said to go to `that country`."""
        match = self.words.family("that_country").search(self.page.text, end, min(c.sentence.end, end + _THERE))
        if match is None:
            return None
        traveller = [p.value for p in self.page.people(c.sentence.start, c.cue.start)][-1:]
        own = {self.page.state_of.get(p) for p in traveller}
        named = self.page.states.inside(max(0, match.start() - _BEFORE), match.start())
        return next((m for m in reversed(named) if m.kind == "name" and m.value not in own), None)

    def _is_post(self, c: Candidate, place: Found) -> bool:
        """Whether a state is only where somebody is posted (`the ambassador to`): talks are held in a place, not to one."""
        if c.type == "visit" or place.kind != "name":
            return False
        envoys = (o for o in self.page.entitled.inside(place.start - _POSTED, place.start) if self.page.holds(o.value, _ENVOYS))
        near = any(len(self.page.text[min(o.end, place.start) : place.start].split()) <= 1 for o in envoys)
        if near and not (c.trigger.name == _RECEIVED and self._at_home(c, place)):
            return True  # `the ambassador of Fiji in Peru`
        if c.trigger.name == _RECEIVED:
            return False
        before = self.page.text[max(0, place.start - _ARTICLE - _ARTICLE) : place.start].split()
        before = before[:-1] if before and self.words.family("definite").fullmatch(before[-1]) else before
        return bool(before) and bool(self.words.family("towards").fullmatch(before[-1]))

    def _at_home(self, c: Candidate, place: Found) -> bool:
        """Whether somebody named in a clause is of the state in which an envoy is posted, and so receives him at home."""
        named = self.page.people(c.clause.start, c.clause.end, stand_ins=False)
        return any(self.page.state_of.get(p.value) == place.value for p in named)

    def _resides(self, place: Found) -> bool:
        """Whether a place is only where an envoy lives (`the ambassador, resident in Lima`)."""
        near = self.words.family("residing").finditer(self.page.text, max(0, place.start - _LIVES), place.start)
        return any(place.start - m.end() <= 1 for m in near)

    def _asks(self, place: Found) -> bool:
        """Whether a capital is only who asks for something (`put off at Lima's request`)."""
        return self.words.family("behests").match(self.page.text, place.end + 1) is not None

    def _is_topic(self, c: Candidate, row: tuple[Found, str, bool]) -> bool:
        """Whether a state is only where what they meet about is (`to discuss the crisis in Fiji`)."""
        if c.type == "visit" or row[2] or row[0].start < c.cue.end:
            return False
        if c.type == "signing" and self._is_of_text(c, row[0]):
            return True
        return self.words.family("aims").search(self.page.text, c.cue.end, row[0].start) is not None

    def _is_of_text(self, c: Candidate, place: Found) -> bool:
        """Whether a state is only where what a text is about is (`signed an agreement for the teaching of Fijian in Peru`)."""
        text = self.page.text
        told = [m.end() for m in self.words.family("instruments").finditer(text, c.cue.end, place.start)]
        about = [m for name in ("about", "purpose") for end in told[:1]
                 for m in self.words.family(name).finditer(text, end, place.start)]
        return any(m.start() - told[0] <= 1 for m in about) and not self.page.dates(place.end, place.end + _ARTICLE)

    def _of_another(self, c: Candidate, place: Found) -> bool:
        """Whether a city only names what another verb speaks of (`note the Suva session and look at what they will sign`)."""
        end = max(c.cue.end, c.noun.end, c.verb.end if c.verb else 0)
        joined = "," in self.page.text[end : max(end, place.start)]
        if c.type in GATHERED and c.status == "planned" and c.noun == c.cue and joined:
            return self.page.verb_between(end, place.start, finite=False)  # `decided to convene it in May, to open an office in`
        named = place.end <= c.cue.start and not self.page.is_located(place.start, venues=False)
        return named and self.page.is_located(place.start) and self.page.verb_between(place.end, min(c.cue.start, c.noun.start))

    def _is_site(self, place: Found) -> bool:
        """Whether a place is a building or grounds: where something is held is the city, which is told elsewhere."""
        if self.words.family("grounds").search(self.page.text, place.start, place.end):
            return True
        source = self.page.source
        if place.kind in _CITIES or source is None or source.dateline is None or not source.dateline.place:
            return False
        before = self.page.text[max(0, place.start - 2 * _ARTICLE) : place.start].split()
        before = before[:-1] if before and self.words.family("definite").fullmatch(before[-1]) else before
        return bool(before) and bool(self.words.family("sited").fullmatch(before[-1])) and not self.words.state_of_city(
            self.page.text[place.start : place.end])

    def _may_act(self, place: Found, c: Candidate) -> bool:
        """Whether a city before the words of an event may be who acts (`the city of Lom signed in Sofia`), not where."""
        return place.end <= c.cue.start and not self.page.is_located(place.start, venues=False)

    def _host_city(self, c: Candidate) -> tuple[str | None, str]:
        """The city (of a body's session, or the state) that hosts, as subject (`Geneva hosted`) or agent (`hosted by Geneva`)."""
        kinds = ("capital", "city", "name") if c.type in COUNTED else ("capital", "city")
        hosts = [m for m in self.page.states.inside(c.clause.start, c.clause.end) if m.kind in kinds]
        for match in self.words.hosting.finditer(self.page.text, c.clause.start, c.clause.end):
            agent = self.words.family("agents").match(self.page.text, match.end() + 1)
            for host in hosts:
                subject = match.start() < c.noun.start and 0 <= match.start() - host.end <= _JOINED
                if subject or (agent and host.start == agent.end() + 1):
                    return self._words(host), host.value
        return None, ""

    def _words(self, found: Found) -> str:
        district = _DISTRICT.match(self.page.text, found.end)
        return content(self.page.doc)[found.start : district.end() if district else found.end]
