"""What sentences say a person does, and with whom: whose side he is on, whom he meets, leads, invites, where he travels."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from servanda.extraction.components.entities.lexicon import Lexicon
from servanda.extraction.components.entities.names import Run
from servanda.extraction.components.entities.page import Page
from servanda.extraction.components.entities.people import Person

_APART = 40  # words before somebody among which another's name makes it unsure who travels
_SIDE = 80  # words of a list of those on one side
_HEADING = 6  # words between somebody and the delegation he leads
_MEETING = 14  # words between a verb of meeting and the office of whom it names
_SENTENCES = 4  # sentences back in which somebody named first is still the subject
_DASHES = ("-", "\u2010", "\u2011", "\u2013")
_APPOSITION = 5  # words of an apposition in which a nationality may stand


class Doings:
    """Reads from the sentences of one page of which state its persons are.

    Args:
        at: who is named at a word.
    """

    def __init__(
        self, lexicon: Lexicon, page: Page, parties: Sequence[str], at: Mapping[int, Person], home: str | None = None
    ) -> None:
        self.lexicon, self.page, self.parties, self.at, self.home = lexicon, page, parties, at, home
        self.adjectives = {j for j, (_, m) in page.states.items() if m.kind == "adjective"}

    def sided(self, person: Person) -> str | None:
        """The state on whose side, or in whose name, the person is said to act in the sentence, or whose delegation he leads."""
        page, run = self.page, person.sightings[0].run
        goes_on = run.end < len(page.words) and page.sentence[run.end] == page.sentence[run.begin]
        behind = self.lexicon.siding.at(page.text, page.words, run.end) if goes_on else None
        if behind is not None and (code := self._side(run.end + behind.length)):
            return code  # `X on the Fijian side and Y on the Tongan side`
        for k in range(run.begin - 1, max(run.begin - _SIDE, -1), -1):
            if page.sentence[k] != page.sentence[run.begin]:
                break
            state = page.states.get(k)
            if state and state[1].kind in ("adjective", "name") and self.lexicon.sides.before(page.text, page.words, k):
                return state[1].code
            if self.lexicon.siding.before(page.text, page.words, k) and (code := self._side(k)):
                return code
        return self._heads(person, run)

    def _heads(self, person: Person, run: Run) -> str | None:
        """The state whose delegation somebody is said to lead, right after the name or the office behind it."""
        page, cue = self.page, person.sightings[0].cue
        after = max(run.end, cue[1]) if cue is not None else run.end
        for k in range(run.end, min(after + _HEADING, len(page.words))):
            if page.sentence[k] != page.sentence[run.begin] or k in self.at:
                break
            match = self.lexicon.heading.at(page.text, page.words, k)
            state = page.states.get(k + match.length) if match else None
            if match is None or state is None or state[1].kind != "adjective":
                continue
            if not self.lexicon.offices.portfolio_first or self._side(k + match.length):
                return state[1].code
        return None

    def _side(self, k: int) -> str | None:
        """The state at a word, if a noun for a side stands behind it."""
        state = self.page.states.get(k)
        after = state[0] if state is not None and state[1].kind in ("adjective", "name") else len(self.page.words)
        return state[1].code if state and after < len(self.page.words) and (
            self.page.words[after].folded in self.lexicon.side_nouns) else None

    def serving(self, person: Person) -> str | None:
        """The state whose government, parliament or ministry stands in an apposition right after the name."""
        page = self.page
        for run in (s.run for s in person.sightings):
            if page.gap(run.end).strip() != "," or not page.follows(run.end):
                continue
            k, body = run.end, None
            while k < min(len(page.words), run.end + _APPOSITION) and (k == run.end or page.together(k)) and k not in self.at:
                if body is not None and k in page.states and page.states[k][1].kind == "name":
                    return page.states[k][1].code
                linked = page.words[k].folded in self.lexicon.links
                body = body or self.lexicon.complements.at(page.text, page.words, k)
                if not (page.words[k].capital or linked):
                    break
                k += 1
        return None

    def led(self, person: Person) -> str | None:
        """The state of a delegation led by, or of somebody accompanied by, the person."""
        return next((state for s in person.sightings if (state := self._led_at(s.run, person))), None)

    def _led_at(self, run: Run, person: Person) -> str | None:
        page = self.page
        j = run.begin
        while j > 0 and page.sentence[j - 1] == page.sentence[run.begin]:
            if self.lexicon.led.at(page.text, page.words, j):
                break
            state = page.states.get(j)
            after = {w.folded for w in page.words[state[0] : state[0] + 2]} if state is not None else set()
            if state is not None and state[1].kind == "adjective" and after & self.lexicon.agents:
                return state[1].code
            j -= 1
        else:
            return None
        if guest := self._guest(j):
            return guest
        for k in range(j - 1, -1, -1):
            if page.sentence[k] != page.sentence[run.begin]:
                return self._his(k, person) if page.words[k + 1].folded in self.lexicon.himself else None
            leader = self.at.get(k)
            if leader is not None and leader is not person and leader.state:
                return leader.state
            if k in page.states and page.states[k][1].kind in ("adjective", "name") and not (self._gone_to(k) or self._paired(k)):
                return page.states[k][1].code
        return None

    def _guest(self, last: int) -> str | None:
        """The party that is not that of whoever has invited somebody, as the sentence says before a word."""
        page = self.page
        first = bisect_left(page.sentence, page.sentence[last])
        asked = next((k for k in range(first, last) if self.lexicon.invited.at(page.text, page.words, k)), last)
        host = next((self.at[k] for k in range(asked, last) if k in self.at), None)
        return self._other(host) if host is not None else None

    def _other(self, person: Person) -> str | None:
        """The other party."""
        left = [c for c in self.parties if c != person.state]
        return left[0] if person.state in self.parties and len(left) == 1 else None

    def _paired(self, k: int) -> bool:
        """Whether a state is but one of the two that a body is of (`the Fiji-Peru friendship group`)."""
        page, (end, _) = self.page, self.page.states[k]
        after = page.gap(end).strip() if end < len(page.words) else ""
        return any(gap in _DASHES for gap in (page.gap(k).strip(), after) if gap)

    def _his(self, last: int, person: Person) -> str | None:
        """The state of whoever went abroad by the sentence that ends with a word, else of whom the text has been speaking."""
        if went := self._went(last):
            return went
        doer = self.doer(last, person)
        return doer.state if isinstance(doer, Person) else doer

    def _went(self, last: int) -> str | None:
        """The state of whoever the sentence that ends with a word says went abroad."""
        page = self.page
        first = bisect_left(page.sentence, page.sentence[last])
        goes = next((j for j in range(first, last + 1) if self.lexicon.travelled.at(page.text, page.words, j)), first)
        return next((p.state for k in range(goes - 1, first - 1, -1) if (p := self.at.get(k)) is not None and p.state), None)

    def _gone_to(self, k: int) -> bool:
        """Whether a state's name is but where somebody is or goes (`on a visit to Fiji at the head of a delegation`)."""
        return self.page.together(k) and self.page.words[k - 1].folded in self.lexicon.posted

    def met(self, person: Person) -> str | None:
        """The other party, of somebody whom a person of one party is said to have met."""
        page, sighting = self.page, person.sightings[0]
        start = sighting.cue[0] if sighting.cue and sighting.cue[0] < sighting.run.begin else sighting.run.begin
        if len(self.parties) != 2 or not person.held:
            return None
        for j in range(start - 1, max(start - _MEETING, -1), -1):
            if page.sentence[j] != page.sentence[start]:
                return None
            if (match := self.lexicon.met.at(page.text, page.words, j)) is not None and j + match.length <= start:
                if self._of_visitor(j) and self.home in self.parties:
                    return self.home  # `the visitor called on X`
                visitor = self.doer(j, person) or self._traveller(person)
                own = visitor.state if isinstance(visitor, Person) else visitor
                cities = (page.states[k][1] for k in range(j + match.length, start) if k in page.states)
                if host := next((m.code for m in cities if m.kind in ("city", "capital") and m.code in self.parties), None):
                    return host  # `was received in Suva by X`
                left = [c for c in self.parties if own is not None and c != own]
                return left[0] if len(left) == 1 else None
        return None

    def _of_visitor(self, position: int) -> bool:
        """Whether a noun for who came to the country stands before a verb, and nobody is named."""
        page, k = self.page, position - 1
        while k >= 0 and page.sentence[k] == page.sentence[position] and k not in self.at:
            if page.words[k].folded in self.lexicon.visitors:
                return True
            k -= 1
        return False

    def _traveller(self, met: Person) -> Person | None:
        """Who is said to go to the other party: the last one named before the verb in its sentence."""
        page = self.page
        for j in range(len(page.words)):
            match = self.lexicon.travelled.at(page.text, page.words, j)
            k = j + match.length if match else j
            k += match is not None and k < len(page.words) and page.words[k].folded in self.lexicon.articles
            if match is None or k not in page.states or page.states[k][1].code not in self.parties:
                continue
            before = (p for i in range(j - 1, max(j - _APART, -1), -1)
                      if page.sentence[i] == page.sentence[j] and (p := self.at.get(i)) is not None and p is not met)
            if (who := next(before, None)) is not None and who.state not in (None, page.states[k][1].code):
                return who
        return None

    def travelled(self, person: Person) -> str | None:
        """The other party, of somebody who, alone in a sentence, is said to go to one of the two."""
        visited = self.visited(person) if len(self.parties) == 2 else None
        left = [c for c in self.parties if c != visited]
        return left[0] if visited is not None and len(left) == 1 else None

    def visited(self, person: Person) -> str | None:
        """The state to which somebody in an office, alone in a sentence, is said to go: it is not his."""
        page = self.page
        for sighting in person.sightings if person.held else ():
            start, end = sighting.run.begin, sighting.run.end
            titled = sighting.cue[0] if sighting.cue and sighting.cue[0] < start else start
            journey = self.lexicon.journeys.before(page.text, page.words, titled) is not None
            for j in range(end, min(end + _MEETING, len(page.words))):
                if page.sentence[j] != page.sentence[start] or j in self.at or j in self.adjectives:
                    break
                match = self.lexicon.travelled.at(page.text, page.words, j)
                match = self.lexicon.towards.at(page.text, page.words, j) if match is None and journey and j == end else match
                if match is None or not (place := page.states.get(j + match.length)):
                    continue
                if any(page.sentence[k] == page.sentence[start] for k in range(max(start - _APART, 0), start) if k in self.at):
                    break
                return place[1].code
        return None

    def invited(self, person: Person) -> str | None:
        """The state to which somebody travels at the person's invitation."""
        page = self.page
        for sighting in person.sightings:
            start = sighting.cue[0] if sighting.cue and sighting.cue[0] < sighting.run.begin else sighting.run.begin
            if not self.lexicon.invited.before(page.text, page.words, start):
                continue
            first = last = start
            while first > 0 and page.sentence[first - 1] == page.sentence[start]:
                first -= 1
            while last < len(page.words) and page.sentence[last] == page.sentence[start]:
                last += 1
            for j in range(first, last):
                if match := self.lexicon.travelled.at(page.text, page.words, j):
                    k = j + match.length
                    k += k < last and page.words[k].folded in self.lexicon.articles
                    if k in page.states:
                        return page.states[k][1].code
        return None

    def doer(self, position: int, met: Person) -> Person | str | None:
        """Who acts in a clause: the person (or the state of an unnamed one) before the first verb of its sentence, else of
        one of those before it."""
        page, end = self.page, position
        for _ in range(_SENTENCES):
            start = end
            while start > 0 and page.sentence[start - 1] == page.sentence[end]:
                start -= 1
            verb = next((j for j in range(start, end) if j in page.finite), end)
            first = next((p for j in range(start, verb) if (p := self.at.get(j)) is not None and p is not met), None)
            if first is not None:
                return first
            nations = {self.page.states[j][1].code for j in range(start, verb) if j in self.adjectives}
            if len(nations) == 1:
                return nations.pop()
            if start == 0:
                return None
            end = start - 1
        return None

    def context(self, person: Person) -> str | None:
        """The state that is named right before or after the person in the same sentence."""
        run = person.sightings[0].run
        for j in range(run.start - 1, max(-1, run.start - 8), -1):
            if self.page.sentence[j] != self.page.sentence[run.start]:
                break
            if j in self.page.states and self.page.states[j][1].kind in ("adjective", "name") and not person.held:
                return self.page.states[j][1].code
        return self._apposition(person)

    def _apposition(self, person: Person) -> str | None:
        """The nationality said of the person in an apposition right after the name."""
        page, run = self.page, person.sightings[0].run
        if run.end >= len(page.words) or page.gap(run.end).strip() != ",":
            return None
        for j in range(run.end, min(len(page.words), run.end + _APPOSITION)):
            if page.sentence[j] != page.sentence[run.end - 1] or (j > run.end and not page.together(j)) or j in page.finite:
                break
            if j in page.states and page.states[j][1].kind == "adjective":
                return page.states[j][1].code
        return None
