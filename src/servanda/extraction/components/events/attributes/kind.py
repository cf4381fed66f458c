"""What kind of event a telling is, beyond its trigger: of what body, from afar, one of the talks told before it."""

from __future__ import annotations

from collections.abc import Sequence

from servanda.extraction.components.events.attributes.body import NUMBER, WITH, Body
from servanda.extraction.components.events.candidate import Candidate
from servanda.extraction.components.events.lexicon import Words
from servanda.extraction.components.events.page import Found, Page
from servanda.extraction.components.events.types import COUNTED, MET, SITS

_ARTICLE = 5
_SERIES = 120  # characters before a sentence in which the consultations may be named whose rounds it tells of
_RECEPTION = "reception"  # the trigger of an audience, which no body holds
_NUMBERED = frozenset({"summit", "round"})  # meetings that are counted, though no body holds them


class Kind:
    """Settles the types of the tellings of one document, and the bodies that they share with those told before."""

    def __init__(self, page: Page, words: Words, body: Body, made: Sequence[Candidate]) -> None:
        self.page, self.words, self.body, self.made = page, words, body, made

    def settle(self, c: Candidate, before: Candidate | None) -> None:
        """Correct the type of a telling whose place, persons, date and body are read; `before` is the one it goes on from."""
        alone = c.again is None and c.body is None and not c.bodied
        if c.trigger.type == "session" and alone:
            c.type = self._series(c)
        c.virtual = self._virtual(c) or self._recalled(c)
        self._retype(c)
        self._of_the_series(c)
        self._joins(c)
        if c.type == "meeting" and (sat := self._chaired(c)) is not None:
            c.type, c.body = sat.type, c.body or sat.body
        if c.type == "meeting" and self._sits(c):
            told = [o for o in self.made if o.order < c.order and o.type in COUNTED]
            if told:
                c.type, c.body = told[-1].type, told[-1].body
        if c.further and before is not None:
            self._goes_on(c, before)
        if c.type == "meeting" and self._again(c):
            talks = [o.type for o in self.made if o.order < c.order and o.type in SITS]
            c.type = talks[-1] if talks else "meeting"

    def _goes_on(self, c: Candidate, before: Candidate) -> None:
        """A further one of several that one verb tells is where, and of what body, the one before it was."""
        if c.type == "visit" and c.place is None:
            c.place, c.place_state = before.place, before.place_state
        if before.type in COUNTED:
            c.type, c.body = before.type, c.body or before.body

    def _virtual(self, c: Candidate) -> bool:
        """Whether people met from afar, as the event's own clause says."""
        start = c.clause.start if c.shape == "clause" else c.noun.start
        own = max(c.cue.end, c.noun.end, c.verb.end if c.verb else 0)
        found = self.words.family("virtual").finditer(self.page.text, start, c.clause.end)
        return any(m.start() <= own or not self.page.verb_between(own, m.start()) for m in found)

    def _recalled(self, c: Candidate) -> bool:
        """Whether talks are called a call at the head of what follows (`During the call, they`)."""
        if c.type != "meeting" or not c.people or c.shape == "echo":
            return False
        text, start = self.page.text, self.page.past_blanks(c.sentence.end)
        return self.words.family("recalled_calls").match(text, start) is not None

    def _retype(self, c: Candidate) -> None:
        if c.type == "meeting" and self.page.is_of_staff(c.noun):
            c.body, c.bodied = None, False
        if c.trigger.name == _RECEPTION:
            c.body, c.bodied = None, False
        body, standing = self.page.body_of.get(c.body or ""), self._is_standing(c)
        bodied_call = c.type == "call" and bool(self.page.bodies.inside(c.noun.start, c.noun.end) or self.body.sits_afar(c))
        if (c.type in MET or bodied_call) and body is not None and c.shape != "echo":
            c.type = "consultation" if body.kind == "consultation" and not standing else "session"
        elif c.type == "consultation" and standing or c.type == "meeting" and (c.bodied or self._numbered(c)):
            c.type = "session"
        elif c.type == "meeting" and c.virtual and not self._on_the_spot(c):
            c.type, c.place, c.place_state = "call", None, ""
        elif c.type == "call" and not c.virtual and (self._paid(c) if c.trigger.noun else self._in_person(c)):
            c.type = "meeting"
        elif c.type == "forum" and c.verb and self.words.family("inaugurates").search(self.page.text, c.verb.start, c.verb.end):
            c.type = "ceremony"

    def _on_the_spot(self, c: Candidate) -> bool:
        """Whether those who conversed are said to have been in a city, and nothing but the noun for it could be from afar."""
        found = self.words.family("virtual").finditer(self.page.text, c.clause.start, c.clause.end)
        return c.place is not None and all(c.cue.start <= m.start() < c.cue.end for m in found)

    def _is_standing(self, c: Candidate) -> bool:
        """Whether a dialogue with a name of its own is what sits (`the fourth session of the Fiji-Peru Strategic Dialogue`)."""
        bodies = self.page.bodies.inside(c.noun.start, c.noun.end + 1)
        end = max([c.noun.end, *(b.end for b in bodies)])
        first = max(c.sentence.start, c.noun.start - NUMBER)
        session = self.words.session.search(self.page.text, first, end)
        return session is not None and self.words.family("standing").search(self.page.text, session.end(), end) is not None

    def _in_person(self, c: Candidate) -> bool:
        """Whether people spoke on the margins of something, so that they met."""
        return self.words.family("beside").search(self.page.text, c.cue.end, c.clause.end) is not None

    def _paid(self, c: Candidate) -> bool:
        """Whether the call is one that somebody pays, told before it, in a paper in which nobody telephones."""
        text, end = self.page.text, c.sentence.end
        bare = self.words.family("calling").fullmatch(text, c.cue.start, c.cue.end) is not None
        paying, afar = self.words.family("paying"), self.words.family("virtual")
        return bare and paying.search(text, 0, c.noun.start) is not None and afar.search(text, 0, end) is None

    def _numbered(self, c: Candidate) -> bool:
        """Whether a meeting's noun has an ordinal, as those of bodies have (summits and rounds of talks aside)."""
        text = self.page.text
        if c.trigger.type == "session" or c.further or self._prepares(c):
            return False
        if self.words.family("personal").match(text, c.cue.start):
            return False
        if self.words.family("theirs").search(text, c.noun.start, c.cue.start):
            return False
        counted = c.ordinal is not None and bool(c.trigger.noun) and c.shape != "echo" and c.trigger.name not in _NUMBERED
        return counted and not self.page.persons.inside(c.cue.end, c.cue.end + WITH)  # somebody's first meeting with another

    def _prepares(self, c: Candidate) -> bool:
        """Whether a meeting is called the one that prepares another (`the preparatory meeting of the 9th session`)."""
        return self.words.family("preparatory").search(self.page.text, c.noun.start, c.cue.end) is not None

    def _joins(self, c: Candidate) -> None:
        """A meeting told as part of a call is that call; one of nobody named as part of a session, that session."""
        around = (o for o in self.made if o.sentence is c.sentence and o.noun.start > c.cue.end
                  and o.clause.start == c.clause.start)
        alone = c.type != "meeting" or self.page.is_of_staff(c.noun)
        outer = None if alone else next((o for o in self.made if o.order == c.within), next(around, None))
        if outer is None or outer.sentence is not c.sentence or c.beside or outer.status != c.status:
            return
        self.body.fill(outer)
        self._retype(outer)
        if outer.type == "call" or (outer.type in COUNTED and not c.people):
            c.type, c.body, c.ordinal = outer.type, outer.body, outer.ordinal

    def _series(self, c: Candidate) -> str:
        """Of what a further session is one: of the talks told last, else of a forum."""
        text, cue = self.page.text, c.cue
        told = [o.type for o in self.made if o.order < c.order]
        talks = [kind for kind in told if kind in COUNTED]
        first = max(c.sentence.start - _SERIES, 0) if c.sentence.start else 0
        if not talks and self.words.consulted(text, first, cue.start):
            return "consultation"
        talks = talks or [kind for kind in told if kind == "forum"]
        counted = c.trigger.name == "ordinal" or self.words.family("rounds").search(text, cue.start, cue.end)
        if self._of_which(c):
            return "session"
        if (body := self._spoken_of(c) or self._owner_body(c)) is not None:
            c.body = body.value
            return "consultation" if self.page.body_of[body.value].kind == "consultation" else "session"
        if (last := self._one_before(c)) is not None:
            return last.type
        if not talks and counted and told and told[-1] == "meeting":
            return "meeting"
        others = counted and any(o.trigger.type != "session" for o in self.made)
        if others and self.words.family("personal").search(text, c.sentence.start, cue.start):
            return "meeting"  # `to resume negotiations and hold the next round`
        return talks[-1] if talks else c.type

    def _one_before(self, c: Candidate) -> Candidate | None:
        """The sitting with the number before its own, of those told before."""
        number = self.words.ordinal(self.page.text[c.noun.start : c.cue.end])
        told = (o for o in reversed(self.made) if o.order < c.order and o.type in COUNTED and o.ordinal)
        return next((o for o in told if number is not None and o.ordinal == number - 1), None)

    def _of_the_series(self, c: Candidate) -> None:
        """A meeting with a lower number and no body is one of those of the body whose later meeting was told before it."""
        alone = c.type == "session" and c.trigger.type == "meeting" and c.body is None and c.ordinal is not None
        told = [o for o in self.made if o.order < c.order and o.type in COUNTED and o.body and o.ordinal] if alone else []
        if told and (told[-1].ordinal or 0) > (c.ordinal or 0):
            c.type, c.body = told[-1].type, told[-1].body

    def _spoken_of(self, c: Candidate) -> Found | None:
        """The body named, after all that was told, in the sentence before one that speaks of `the last one`."""
        if c.trigger.name != "ordinal":
            return None
        told = max((o.cue.end for o in self.made if o.order < c.order and o.sentence is not c.sentence), default=0)
        first = max(told, c.sentence.start - _SERIES)
        bodies = self.page.bodies.inside(first, c.sentence.start)
        return bodies[-1] if bodies and bodies[-1].start >= told else None

    def _owner_body(self, c: Candidate) -> Found | None:
        """The body named before it in the sentence whose session a possessive says it is (`idle since its fourth session`)."""
        words = (self.words.family(name) for name in ("own", "their"))
        if not any(w.search(self.page.text, c.noun.start, c.cue.end) for w in words):
            return None
        before = self.page.bodies.inside(c.sentence.start, c.noun.start)
        return before[-1] if before and not self.page.people(before[-1].end, c.noun.start) else None

    def _of_which(self, c: Candidate) -> bool:
        """Whether a round is said to be of the dialogue named right before it (`a dialogue, the first round of which`)."""
        text, relatives = self.page.text, self.words.family("relatives")
        by = self.words.family("by").match(text, c.cue.end + 1)
        led = by is not None and relatives.match(text, by.end() + 1) is not None
        head = list(relatives.finditer(text, max(c.sentence.start, c.noun.start - NUMBER), c.cue.start))
        led = led or bool(head) and not self.page.verb_between(head[-1].end(), c.cue.start)
        return led and self.words.family("bodies").search(text, c.sentence.start, c.noun.start) is not None

    def _sits(self, c: Candidate) -> bool:
        """Whether a meeting is only called the last or the next one, as those of the body told of before are."""
        text = self.page.text
        if c.shape == "echo" or not c.trigger.noun or not self.words.family("sittings").search(text, c.cue.start, c.cue.end):
            return False
        named = any(self.words.family(name).search(text, c.noun.start, c.cue.end) for name in ("upcoming", "preceding"))
        after = text[c.cue.end : c.cue.end + _ARTICLE].lstrip()
        return named and not self.words.family("by").match(after) and not self.page.people(c.noun.start, c.noun.end)

    def _chaired(self, c: Candidate) -> Candidate | None:
        """The sitting told just before which `the meeting` is that somebody chaired, or led a delegation to."""
        earlier = [o for o in self.made if o.order < c.order and o.type != "visit"][-1:]
        rest = self.page.text[c.cue.end : c.noun.end].lstrip()
        bare = c.article and (not rest or self.words.family("coordinators").match(rest) is not None
                              or self.words.owned(self.page.text, c.cue.end))
        if not earlier or earlier[0].type not in COUNTED or not bare or c.status != earlier[0].status or c.verb is None:
            return None
        if not self.words.family("sittings").match(self.page.text, c.cue.start):
            return None
        led = self.words.chairs.search(self.page.text, min(c.verb.start, c.cue.start), max(c.verb.end, c.cue.start))
        return earlier[0] if led is not None else None

    def _again(self, c: Candidate) -> bool:
        """Whether those who have met are only said to meet again."""
        return c.status == "planned" and bool(self.words.family("again").search(self.page.text, c.cue.start, c.clause.end))
