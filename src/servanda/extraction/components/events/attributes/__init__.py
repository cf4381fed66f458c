"""What a telling says of its event: date, place, persons, ordinal, body; what it says of its type."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from servanda.extraction.components.events import elapsed
from servanda.extraction.components.events.attributes.when import When
from servanda.extraction.components.events.attributes.where import PLACELESS, SEATS, Where
from servanda.extraction.components.events.candidate import Candidate, covered, distance, inside
from servanda.extraction.components.events.lexicon import Words
from servanda.extraction.components.events.page import Found, Page
from servanda.extraction.mentions import Span

_SIGNATURES = 1000  # characters after the closing words of a treaty in which its signatures stand
_ARTICLE = 5
_BODY_REACH = 70
_PRONOUN = 16  # characters before a verb in which the pronoun that is its subject begins
_CLITIC = 2  # characters of the short words between a relative pronoun and its verb
_FIRST = 10  # characters of a pronoun, and what stands between it and its verb
_OPENS = 24  # characters at the head of a sentence within which an opening participle stands
_REACH = 130  # characters after such a clause in which its subject is named
_BEFORE = 400  # characters before such a word in which the place is named
_ABSENT_REACH = 90
_OWNS = re.compile(r"(?<=\w)'s? ")
_VERB = 4  # characters behind a comma in which the verb of an aside begins
_COMMA = re.compile(r", (?=\w)")
_APPOSED = re.compile(r", ?(?:\w+[' ]?)?")
_APPOSES = frozenset({"ADJ", "VERB", "NOUN", "PROPN"})  # what an aside about a subject begins with
_TALKS = frozenset({"meeting", "session"})
_COUNTED = frozenset({"session", "consultation"})
_PAIR = 2
_SERIES = 120  # characters before a sentence in which the consultations may be named whose rounds it tells of
_HELD = 40  # characters before a body in which the office somebody has in it stands
_RECEPTION = "reception"  # the trigger of an audience, which no body holds
_ACTED = frozenset({"forum", "ceremony", "establishment"})
_TALKED = frozenset({"meeting", "call"})
_NUMBERED = frozenset({"summit", "round"})  # meetings that are counted, though no body holds them
_NUMBER = 14  # characters before a body in which stands which of its meetings it is
_RECEIVER = 6  # characters around a verb in which the pronoun of who is given something stands
_WITH = 45  # characters after a meeting's noun in which it is said with whom it is
_BODIED = frozenset({"meeting", "session", "consultation"})


class Reader:
    """Fills the attributes of the tellings of one document."""

    def __init__(self, page: Page, words: Words, today: str | None = None) -> None:
        self.page, self.words, self.today = page, words, today
        self.when, self.where = When(page, words, today), Where(page, words)
        self.cues: list[int] = []

    def fill(self, made: Sequence[Candidate]) -> None:
        """Fill each from its own clause, less what belongs to phrases inside it."""
        before: Candidate | None = None
        self.cues = [c.cue.start for c in made]
        for earlier, candidate in zip([None, *made], made, strict=False):
            candidate.hangs = self._hung(earlier, candidate) if earlier is not None else None
            first = min((candidate.verb or candidate.cue).start, candidate.noun.start, candidate.cue.start)
            lapsed = self.page.lapsed(candidate.sentence.start, first)
            if before is not None and (before.sentence is not candidate.sentence or lapsed):
                before = None
            inner = [
                c.quote
                for c in made
                if c is not candidate
                and c.sentence is candidate.sentence
                and c.shape != "clause"
                and inside(c.quote, candidate.clause)
            ]
            outside = [*inner, *self._asides(candidate), *self._topics(candidate)]
            candidate.place, candidate.place_state = self.where.of(candidate, outside)
            if candidate.place is None and (candidate.type not in PLACELESS or candidate.trigger.name in SEATS):
                candidate.place, candidate.place_state = self.where.there(candidate, earlier)
            if candidate.place is None and earlier is not None and self._lands(earlier, candidate):
                candidate.place, candidate.place_state = earlier.place, earlier.place_state
            candidate.people = self._people(candidate, [*inner, *self._sayings(candidate)], before)
            ago = candidate.type == "establishment" and elapsed.told(self.page, candidate.sentence.start, first)
            if not lapsed or ago or self.page.dated(candidate.clause):
                candidate.date = self.when.of(candidate, outside, before)
            if candidate.date is None and earlier is not None and (
                    then := self._then(earlier, candidate) or self._of_that_visit(candidate, made)):
                candidate.date = candidate.when = then
            if candidate.again is None:
                self._body(candidate)
            alone = candidate.again is None and candidate.body is None and not candidate.bodied
            if candidate.trigger.type == "session" and alone:
                candidate.type = self._series(candidate, made)
            candidate.virtual = self._virtual(candidate)
            self._retype(candidate)
            self._of_the_series(candidate, made)
            self._joins(candidate, made)
            if candidate.type == "meeting" and self._chaired(candidate, made):
                candidate.type = "session"
            if candidate.type == "meeting" and self._sits(candidate):
                told = [c for c in made if c.order < candidate.order and c.type in ("session", "consultation")]
                if told:
                    candidate.type, candidate.body = told[-1].type, told[-1].body
            if candidate.further and candidate.type == "visit" and before is not None and candidate.place is None:
                candidate.place, candidate.place_state = before.place, before.place_state
            if candidate.further and before is not None and before.type in ("session", "consultation"):
                candidate.type, candidate.body = before.type, candidate.body or before.body
            if candidate.type == "meeting" and self._again(candidate):
                talks = [c.type for c in made if c.order < candidate.order and c.type in _BODIED]
                candidate.type = talks[-1] if talks else "meeting"
            if candidate.shape == "clause":
                before = candidate

    def _lands(self, earlier: Candidate, c: Candidate) -> bool:
        """Whether somebody is only said to have come, after a visit told in the same paragraph (`X came in her turn in 2017`)."""
        told = c.type == earlier.type == "visit" and c.sentence.block == earlier.sentence.block
        return told and self.words.family("lands").fullmatch(self.page.text[c.cue.start : c.cue.end].strip()) is not None

    def _hung(self, earlier: Candidate, c: Candidate) -> Candidate | None:
        """The telling of another time to which a signing hangs by a participle (`the visit of 2019, crowned by the signing`)."""
        if c.type != "signing" or earlier.sentence is not c.sentence or earlier.shape != "phrase":
            return None
        gap = self.page.text[earlier.quote.end : (c.verb or c.cue).start]
        return earlier if gap.strip() in ("", ",") and earlier.when is not None else None

    def _then(self, earlier: Candidate, c: Candidate) -> str | None:
        """When the bygone event was on whose occasion another took place (`A pact was signed in Suva on that occasion`)."""
        told = self.words.family("that_occasion").search(self.page.text, c.clause.start, c.clause.end)
        day = earlier.when or ""
        if told is None or "/" in day or not day[:4].isdigit() or self.today is None or c.status != "held":
            return None
        return day if day < self.today[: len(day)] and day[:7] != self.today[:7] else None

    def _of_that_visit(self, c: Candidate, made: Sequence[Candidate]) -> str | None:
        """When the visit was on which something was signed, as its own sentence says (`the visit of May and a pact signed
        during it`, `the visit of May, when a pact was signed`)."""
        told = [o for o in made if o.sentence is c.sentence and o.type == "visit" and o.shape == "phrase" and o.order < c.order]
        if c.type != "signing" or not told:
            return None
        echo = next((o for o in made if o.order == c.within and o.type == "visit" and o.shape == "echo"), None)
        end = told[-1].noun.end
        when = self.words.family("whenever").match(self.page.text, end + len(", ")) and not self.page.people(end, c.cue.start)
        if not when and (echo is None or self.page.verb_between(end, echo.noun.start)):
            return None
        day = told[-1].when
        return day if day and "/" not in day else None

    def _asides(self, c: Candidate) -> list[Span]:
        """Relative clauses between commas before the verb, and words on who says it: they are of another time and place."""
        if c.shape != "clause":
            return []
        text, out = self.page.text, self._sayings(c)
        for match in self.words.family("formerly").finditer(text, c.clause.start, c.clause.end):
            comma = text.find(",", match.end(), c.clause.end)
            out.append(Span(match.start(), comma if comma > 0 else match.end()))
        for match in self.words.family("attributed").finditer(text, c.clause.start, c.clause.end):
            comma = text.find(",", match.end(), c.clause.end)
            out.append(Span(match.start(), comma if comma > 0 else c.clause.end))
        if c.noun == c.cue:
            out += self._apposed(c)
        if c.trigger.noun:
            return [*out, *self._between(c), *self._of_whom(c)]
        out += self._trailing(c)
        for match in self.words.family("relatives").finditer(text, c.clause.start + 1, c.cue.start):
            comma = text.rfind(",", match.end(), c.cue.start)
            if comma > 0 and text.endswith(", ", 0, match.start()) and not text[comma + 1 : c.cue.start].strip():
                out.append(Span(match.start(), comma))
        return out

    def _of_whom(self, c: Candidate) -> Iterator[Span]:
        """What a relative clause says of somebody named behind an event's verb (`was chaired by X, who had come on Monday`)."""
        text, end = self.page.text, max(c.cue.end, c.noun.end, c.verb.end if c.verb else 0)
        for match in self.words.family("relatives").finditer(text, end, c.clause.end):
            named = self.page.persons.inside(end, match.start())
            if named and text[named[-1].end : match.start()] == ", " and self.page.verb_between(match.end(), c.clause.end):
                yield Span(match.start(), c.clause.end)
                return

    def _between(self, c: Candidate) -> list[Span]:
        """The relative clause between commas that parts an event's noun from its verb."""
        text, end = self.page.text, c.verb.start if c.verb is not None else 0
        opened = next((m for m in self.words.family("relatives").finditer(text, c.cue.end, max(end, c.cue.end))
                       if text.endswith(", ", 0, m.start())), None)
        comma = text.rfind(",", opened.end(), end) if opened else -1
        return [Span(opened.start(), comma)] if opened and comma > 0 and not text[comma + 1 : end].strip() else []

    def _apposed(self, c: Candidate) -> Iterator[Span]:
        """What is said of the subject between commas right before the verb (`, closed in 1990,`)."""
        text = self.page.text
        for token in self.page.doc.char_span(c.clause.start, c.cue.start, alignment_mode="contract") or ():
            comma = text.rfind(",", token.idx, c.cue.start)
            begins = token.pos_ in _APPOSES and text.endswith(", ", 0, token.idx)
            begins = begins and not self.page.dates(token.idx, token.idx + 1)
            if begins and comma > 0 and not text[comma + 1 : c.cue.start].strip():
                yield Span(token.idx, comma)

    def _topics(self, c: Candidate) -> list[Span]:
        """What talks are said to have been about: the places named there are not where they were held."""
        if not c.trigger.noun or c.shape != "clause":
            return []
        match = self.words.family("topical").search(self.page.text, c.cue.end, c.clause.end)
        if match is None:
            return []
        before = c.verb is not None and c.verb.start > match.end()  # `a forum devoted to tea is set for May`
        return [Span(match.end(), c.verb.start if before and c.verb is not None else c.clause.end)]

    def _trailing(self, c: Candidate) -> list[Span]:
        """The relative clause after a verb's own words: what it dates and places is something else."""
        text, end = self.page.text, max(c.cue.end, c.verb.end if c.verb else 0)
        sooner = self.words.family("sooner").search(text, end, c.clause.end)
        out = [Span(sooner.start(), c.clause.end)] if sooner else []
        if c.type == "call" and (wished := self.words.family("unreal").search(text, end, c.clause.end)):
            out.append(Span(wished.end(), c.clause.end))  # `wrote to X, proposing that they meet in May`
        for match in self.words.family("relatives").finditer(text, end, c.clause.end):
            if text.endswith(", ", 0, match.start()) and self.page.verb_between(match.end(), c.clause.end):
                return [*out, Span(match.start(), c.clause.end)]
        return out

    def _virtual(self, c: Candidate) -> bool:
        """Whether people met from afar, as the event's own clause says."""
        start = c.clause.start if c.shape == "clause" else c.noun.start
        own = max(c.cue.end, c.noun.end, c.verb.end if c.verb else 0)
        found = self.words.family("virtual").finditer(self.page.text, start, c.clause.end)
        return any(m.start() <= own or not self.page.verb_between(own, m.start()) for m in found)

    def _sits(self, c: Candidate) -> bool:
        """Whether a meeting is only called the last or the next one, as those of the body told of before are."""
        text = self.page.text
        if c.shape == "echo" or not c.trigger.noun or not self.words.family("sittings").search(text, c.cue.start, c.cue.end):
            return False
        named = any(self.words.family(name).search(text, c.noun.start, c.cue.end) for name in ("upcoming", "preceding"))
        after = text[c.cue.end : c.cue.end + _ARTICLE].lstrip()
        return named and not self.words.family("by").match(after) and not self.page.people(c.noun.start, c.noun.end)

    def _chaired(self, c: Candidate, made: Sequence[Candidate]) -> bool:
        """Whether `the meeting` that somebody chaired is the session told just before."""
        earlier = [o for o in made if o.order < c.order and o.type != "visit"][-1:]
        bare = c.article and (c.noun.end <= c.cue.end + 1 or self.words.owned(self.page.text, c.cue.end))
        return (
            bool(earlier)
            and earlier[0].type == "session"
            and bare
            and c.status == earlier[0].status
            and bool(self.words.family("sittings").match(self.page.text, c.cue.start))
            and c.verb is not None
            and bool(self.words.chairs.search(self.page.text, min(c.verb.start, c.cue.start), max(c.verb.end, c.cue.start)))
        )

    def _sayings(self, c: Candidate, first: int | None = None, last: int | None = None) -> list[Span]:
        """The asides of a clause (or of more words) that begin with a finite verb (`, said the minister,`)."""
        text, out = self.page.text, []
        begin, stop = first if first is not None else c.clause.start, last if last is not None else c.clause.end
        commas = [m.start() for m in _COMMA.finditer(text, begin, stop)]
        for start, end in pairwise([*commas, stop]):
            told = self.words.participles["held"].match(text, start + 2)  # `, chaired by X and Y,`
            acts = bisect_left(self.cues, start + 2) < bisect_left(self.cues, start + _VERB)  # `X, the minister, received Y, ...`
            said = self.page.is_finite(start + 2) and not told and not acts
            if said and not any(s and start <= s.start < end for s in (c.cue, c.verb)):
                out.append(Span(start, end))
        return out

    def _beside_verb(self, c: Candidate, aside: Span) -> bool:
        """Whether a finite verb stands outside an aside: else that is the sentence's (`X, the minister, met Y, on a visit`)."""
        parts = (c.sentence.start, aside.start), (aside.end, c.sentence.end)
        return any(self.page.verb_between(*part) for part in parts)

    def _series(self, candidate: Candidate, made: Sequence[Candidate]) -> str:
        """Of what a further session is one: of the talks told last, else of a forum."""
        told = [c.type for c in made if c.order < candidate.order]
        talks = [kind for kind in told if kind in ("session", "consultation")]
        first = max(candidate.sentence.start - _SERIES, 0) if candidate.sentence.start else 0
        if not talks and self.words.consulted(self.page.text, first, candidate.cue.start):
            return "consultation"
        talks = talks or [kind for kind in told if kind == "forum"]
        counted = candidate.trigger.name == "ordinal" or self.words.family("rounds").search(
            self.page.text, candidate.cue.start, candidate.cue.end
        )
        if self._of_which(candidate):
            return "session"
        if (body := self._spoken_of(candidate, made) or self._owner_body(candidate)) is not None:
            candidate.body = body.value
            return "consultation" if self.page.body_of[body.value].kind == "consultation" else "session"
        if not talks and counted and told and told[-1] == "meeting":
            return "meeting"
        start, cue = candidate.sentence.start, candidate.cue.start
        if counted and any(c.trigger.type != "session" for c in made) and self.words.family("personal").search(
            self.page.text, start, cue
        ):
            return "meeting"  # `to resume negotiations and hold the next round`
        return talks[-1] if talks else candidate.type

    def _people(self, c: Candidate, inner: Sequence[Span], before: Candidate | None) -> list[str]:
        found = [p for p in self.page.people(c.clause.start, c.clause.end) if not covered(Span(p.start, p.end), inner)]
        found = [p for p in found if not self._only_inside(p, c.clause, inner)]
        found = [p for p in found if c.type not in _ACTED | _COUNTED or not self._only_says(p, c)]
        own = self.words.family("own").search(self.page.text, c.noun.start, c.cue.start)
        if own and c.type in _TALKS and self.page.inside_ordinal(c.cue.start - 2):  # a body's: people do not count their talks
            named = {p.value for p in self.page.persons.inside(c.clause.start, c.clause.end)}
            found = [p for p in found if p.value in named]
        found = [p for p in found if not self._absent(c, p) and not self._reports(c, p)]
        if c.verb is None and c.trigger.noun and self._of_staff(c):
            found = [p for p in found if p.start >= c.noun.start]  # `the ministers' session was preceded by a meeting of experts`
        verb = c.verb or c.cue
        if self.words.family("that").match(self.page.text, c.noun.end + 1) and self.page.people(c.noun.end, verb.start):
            found = [p for p in found if p.start > c.noun.end]  # `she recalled the talks that X and Y had held`
        if self.words.family("yields").search(self.page.text, verb.start, verb.end):
            signed = c.noun.end > verb.start
            found = self.page.persons.inside(verb.end, c.clause.end) if signed else [p for p in found if p.start < verb.start]
        if c.status == "planned" and self._arranged(c) and c.trigger.noun and not self._goes_there(c):
            found = [p for p in found if p.start >= (c.clause if c.purposed else c.noun).start]
        if c.shape != "clause" and not (self._abroad(c, found) if c.type == "visit" else found):
            found = self._owner(c)
        elif c.shape == "phrase" and c.type in ("meeting", "call") and len(found) == 1:
            found = [*(p for p in self._owner(c) if p.value != found[0].value), *found]
        if c.type in _TALKED and c.trigger.noun and (two := self._each_other(c, found)):
            found = two
        elif c.type in _TALKED and c.trigger.noun and self.words.family("between").match(self.page.text, c.cue.end + 1):
            within = [p for p in found if c.cue.end <= p.start < c.noun.end]
            states = {self.page.state_of.get(p.value) for p in within}
            found = within if len(within) == len(states) == _PAIR and None not in states else found
        if c.type == "visit" and c.trigger.noun and (owned := self._theirs(c)) is not None:
            found = owned
        if c.type == "visit":
            guests = list(dict.fromkeys(p.value for p in (*self._visitors(c, found), *self._companions(c))))
            guests = guests or self._who(c) or self._named_later(c)
            c.subject = c.subject or guests
            return guests
        if c.trigger.name == "signed-text" or (c.type == "establishment" and not self._acts(c)):
            return list(dict.fromkeys(p.value for p in found if p.start >= c.cue.end))
        if c.type == "signing" and c.shape == "clause":
            found += self._signers(c)
        elif c.type == "signing":
            found = self._co_signers(c, found)
        if c.type not in ("signing", "visit") and found and c.trigger.noun and c.shape == "clause":
            found += self._listed(c)
        if (which := self._which(c)) is not None:
            with_him = [p for p in found if p.start < which.start and _side_by_side(self.page.text, p, which)]
            found = [*with_him, which, *(p for p in found if p.start > which.start and p.value != which.value)]
        first = c.cue.start if c.verb is None else min(c.verb.start, c.cue.start)  # `had with X talks`: X is no subject
        subject = [p.value for p in found if p.start < first] or self._named_later(c) or self._who(c)
        people = list(dict.fromkeys([*subject, *(p.value for p in found)]))
        followed = c.verb is not None and self.words.family("followed").match(self.page.text, c.verb.start)
        if followed and not people and before is not None:
            return list(before.people)
        people = [*c.others, *(self._who(c) if subject and c.type in _TALKED else ()), *people]  # `X, whom Y is to meet`
        if c.shape == "clause":
            if not subject and before is None and c.clause.start > c.sentence.start and self._goes_on(c):
                people = [*(p.value for p in self.page.people(c.sentence.hard_left(c.cue.start), c.cue.start)[:1]), *people]
            happens = c.trigger.noun != "" and c.verb is not None and c.verb.start >= c.noun.end  # `and a forum will gather`
            at_head = c.noun.start <= c.clause.start + 1
            led = self.words.family("relatives").match(self.page.text, c.clause.start) if at_head else None
            whose = led is not None and c.type in _COUNTED and c.status == "planned"  # `a council, whose session will be`
            if not subject and before is not None and c.clause.start > c.sentence.start and not (happens or whose):
                shared = self.words.family("they").search(self.page.text, c.clause.start, c.clause.end)
                subject = before.people if shared else before.subject
                people = [*subject, *people]
            c.subject = list(dict.fromkeys(subject))
            acts = c.verb or c.cue  # a noun's own article is no pronoun
            clitic = acts.start < c.noun.end and not (c.trigger.noun and acts is c.cue) and self.words.clitic_before.search(
                self.page.text, max(0, acts.start - 8), acts.start
            )
            after = c.cue.end + self.page.text.startswith(" ", c.cue.end)
            given = self.words.family("receivers").search(self.page.text, max(0, acts.start - _RECEIVER), acts.start + _RECEIVER)
            given = given or self.words.family("honouring").search(self.page.text, c.cue.start, c.clause.end)
            if given and c.type == "ceremony" and len(people) == 1:
                people += self._taken_up(c, people)
            if clitic or self.words.family("objects").match(self.page.text, after):
                people += self._taken_up(c, people)
        return list(dict.fromkeys(people))

    def _only_inside(self, person: Found, clause: Span, inner: Sequence[Span]) -> bool:
        """Whether a person whose office stands before a phrase is named in that phrase only (`Minister | X's visit to`)."""
        named = [p for p in self.page.persons.inside(clause.start, clause.end) if p.value == person.value]
        return bool(named) and all(covered(Span(p.start, p.end), inner) for p in named)

    def _only_says(self, person: Found, c: Candidate) -> bool:
        """Whether somebody is named behind the event only as who says it (`..., the ambassador, X, said`)."""
        rows = (self.page.persons, self.page.stand_ins)
        named = [p for row in rows for p in row.inside(c.clause.start, c.sentence.end) if p.value == person.value]
        if len(named) != 1 or person.start < c.cue.end or "," not in self.page.text[c.cue.end : named[0].start]:
            return False
        after = named[0].end + (2 if self.page.text.startswith(", ", named[0].end) else 1)
        return self.words.family("saying").match(self.page.text, after) is not None

    def _who(self, c: Candidate) -> list[str]:
        """Whom a relative pronoun at the head of a clause stands for: the person named right before it."""
        pronoun = self.words.family("relatives").match(self.page.text, c.clause.start) if c.shape == "clause" else None
        found = self.page.antecedent(c.clause.start) if pronoun is not None else None
        return [found.value] if found is not None and found.start >= c.sentence.start else []

    def _which(self, c: Candidate) -> Found | None:
        """The person named right before the relative pronoun that is the subject of a verb (`X, who met`), and where."""
        text, verb = self.page.text, c.verb or c.cue
        if c.shape != "clause":
            return None
        near = self.words.family("relatives").finditer(text, max(c.clause.start, verb.start - _FIRST), verb.start)
        heads = [m.start() for m in near if len(text[m.end() : verb.start].strip()) <= _CLITIC]
        found = self.page.antecedent(heads[-1]) if heads else None
        return found if found is not None and found.start >= c.sentence.start else None

    def _goes_on(self, c: Candidate) -> bool:
        """Whether a conjunction joins a verb of meeting to one before it that tells no event (`saw the plant and met X`)."""
        joined = self.page.text[max(0, c.cue.start - 4) : c.cue.start].strip()
        return c.type == "meeting" and c.noun == c.cue and bool(self.words.family("coordinators").fullmatch(joined))

    def _named_later(self, c: Candidate) -> list[str]:
        """The subject of an opening participle or infinitive, named right after it; the speaker who says `I` or `we`."""
        text, verb = self.page.text, c.verb or c.cue
        if c.shape != "clause":
            return []
        near = max(c.sentence.start, verb.start - _FIRST)
        if c.type not in _COUNTED and self.words.family("first").search(text, near, c.clause.end):
            before = [s for s in self.page.doc.sents if s.end_char <= c.sentence.start][-1:]
            spans = [(c.sentence.start, c.sentence.end), *((s.start_char, s.end_char) for s in before)]
            said = (p for span in spans for s in self._sayings(c, *span) for p in self.page.people(s.start, s.end))
            return [p.value for p in said][:1]
        opens = verb.start - c.sentence.hard_left(verb.start) <= _OPENS
        if not opens or self.page.verb_between(verb.start, verb.end) or c.trigger.noun:
            return []
        end = min(c.sentence.hard_right(c.clause.end), c.clause.end + _REACH)
        return [p.value for p in self.followers(c.clause.end, end, "")]

    def _acts(self, c: Candidate) -> bool:
        """Whether the subject of a verb of founding are persons, who do it."""
        told = c.verb or c.cue
        span = self.page.doc.char_span(told.start, told.end, alignment_mode="expand")
        verbs = [t.head if t.dep_ in self.words.joined else t for t in span or () if t.pos_ == "VERB"]
        subjects = [child for verb in verbs for child in verb.children if child.dep_ in self.words.subjects]
        spans = [(s.left_edge.idx, s.right_edge.idx + len(s.right_edge)) for s in subjects]
        pairs = self.words.family("pairs")
        return any(self.page.people(*span) or pairs.search(self.page.text, *span) for span in spans)

    def _reports(self, c: Candidate, person: Found) -> bool:
        """Whether somebody only says that an event took place (`he recalled that`), and is named for nothing else."""
        if c.shape != "clause" or person.start >= c.cue.start:
            return False
        start = min(c.noun.start, c.cue.start, c.verb.start if c.verb else c.cue.start)
        told = list(self.words.family("that").finditer(self.page.text, person.end, start))
        if not told:
            told = [m for m in self.words.family("saying").finditer(self.page.text, person.end, start)
                    if self.page.people(m.end(), start) and {p.value for p in self.page.people(person.end, m.start())}
                    <= {person.value}][:1]
            if not told or self.page.verb_between(person.end, told[0].start()):
                return False
        elif not self.page.verb_between(person.end, told[0].start()):
            return False
        rows = (self.page.persons, self.page.stand_ins)
        return not any(p.value == person.value for row in rows for p in row.inside(told[0].end(), c.clause.end))

    def _each_other(self, c: Candidate, found: Sequence[Found]) -> list[Found]:
        """The two of two states, named before it in the sentence, whose talks they are (`X told Y at their meeting`)."""
        if not self.words.family("their").search(self.page.text, c.noun.start, c.cue.start):
            return []
        if len({self.page.state_of.get(p.value) for p in found} - {None}) > 1:
            return []
        named = self.page.people(c.sentence.start, c.noun.start, stand_ins=False)
        states = [self.page.state_of.get(p.value) for p in named]
        return named if len(named) == 2 and None not in states and states[0] != states[1] else []

    def _theirs(self, c: Candidate) -> list[Found] | None:
        """The persons whose visit a possessive says it is (`the delegation's visit`); None where there is no possessive."""
        ends = [c.noun.start + m.start() for m in _OWNS.finditer(self.page.text[c.noun.start : c.cue.start])]
        if not ends or self.words.family("own").search(self.page.text, c.noun.start, c.cue.start):
            return None
        if self.page.dates(c.noun.start, ends[0]):
            return None  # `last week's visit`
        return self.page.people(c.noun.start, c.noun.end)

    def _owner(self, c: Candidate) -> list[Found]:
        """Whose event `his visit` is: the person named last before it in the sentence."""
        purpose = self.page.text[max(0, c.noun.start - 6) : c.noun.start].strip()
        if not self.words.family("own").search(self.page.text, c.noun.start, c.cue.start) and not (
            c.type == "visit" and self.words.family("purpose").fullmatch(purpose)
        ):
            return []
        before = self.page.people(c.sentence.start, c.noun.start)
        if c.type == "visit":
            before = self._abroad(c, before) or before
        named = before[-1:] or self.page.people(c.noun.end, c.sentence.end)[:1]
        return named or (self._guest(c) if c.type == "visit" else [])

    def _abroad(self, c: Candidate, people: Sequence[Found]) -> list[Found]:
        """Those who are not at home where a visit leads, or in the city told last before it in its sentence."""
        found = [m for m in self.page.states.inside(c.sentence.start, c.noun.start) if m.kind in ("capital", "city")
                 and self.page.is_located(m.start)]
        home = c.place_state or (found[-1].value if found else "")
        if not home and self.words.family("here").search(self.page.text, c.cue.end, c.noun.end + 1):
            home = self.words.state_of_city(self._reported_from() or "")
        return [p for p in people if not home or self.page.state_of.get(p.value) != home]

    def _guest(self, c: Candidate) -> list[Found]:
        """The visitor spoken of last in the sentences before: somebody of another state than the one before him."""
        earlier = self.page.persons.before(c.sentence.start)[-6:]
        home = self.words.state_of_city(self._reported_from() or "")
        return [p for p in earlier if home and (state := self.page.state_of.get(p.value)) and state != home][-1:]

    def _reported_from(self) -> str | None:
        source = self.page.source
        return source.dateline.place if source and source.dateline else None

    def _taken_up(self, c: Candidate, people: Sequence[str]) -> list[str]:
        """Whom an object pronoun stands for: the person named last of another state."""
        states = {self.page.state_of.get(p) for p in people}
        earlier = [p.value for p in self.page.persons.before(c.cue.start) if p.value not in people]
        return [p for p in reversed(earlier) if self.page.state_of.get(p) not in states][:1]

    def _co_signers(self, c: Candidate, found: list[Found]) -> list[Found]:
        """Those by whom a text is signed, with the ones joined to them behind the noun phrase (`the signing by X and Y`)."""
        if not found or not self.words.family("agents").search(self.page.text, c.cue.end, found[0].start):
            return found
        for person in self.page.people(found[-1].end, c.sentence.end):
            if self.page.verb_between(found[-1].end, person.start):
                break
            found = [*found, person]
        return found

    def _signers(self, c: Candidate) -> list[Found]:
        """Those who sign in the parts of the sentence, or the list, that the verb is left out of."""
        if c.trigger.name == "done":
            return self.page.people(c.clause.end, c.clause.end + _SIGNATURES)
        found = self.page.people(c.clause.end, c.sentence.end) if c.last else []
        source = self.page.source
        listed = c.trigger.name != "adopted" and self.page.text[c.sentence.end - 1] == ":"  # else the text itself follows
        if source is not None and listed:
            for block in source.view.blocks:
                if block.lead == c.sentence.block:
                    found += self.page.people(block.start, block.end)
        return found

    def _arranged(self, c: Candidate) -> bool:
        """Whether those who announce what is to come need not attend it: it is a body's, or a forum they only agree to hold."""
        agreed = c.type == "forum" and c.verb is not None and self.words.light["unreal"].match(self.page.text, c.verb.start)
        return c.type in _COUNTED or bool(agreed)

    def _goes_there(self, c: Candidate) -> bool:
        """Whether somebody is said to attend what is to come, not only to announce or arrange it."""
        verb, text = c.verb, self.page.text
        if verb is None or verb.start > c.cue.start:
            return False
        attends = self.words.family("attending").search(text, verb.start, verb.end) is not None
        return attends or self.words.family("meeting").match(text, c.cue.end + 1) is not None  # `will hold consultations with`

    def _listed(self, c: Candidate) -> list[Found]:
        """Those named behind the semicolons with which a list of who was there goes on."""
        found: list[Found] = []
        end = c.sentence.hard_right(c.clause.end)
        while end < c.sentence.end and self.page.text[end] == ";":
            after = c.sentence.hard_right(end + 1)
            if self.page.verb_between(end + 1, after) or not self.page.persons.inside(end + 1, after):
                break
            found += self.page.people(end + 1, after, stand_ins=False)
            end = after
        return found

    def _absent(self, c: Candidate, person: Found) -> bool:
        start = max(c.sentence.start, person.start - _ABSENT_REACH)
        article = self.words.family("by").match(self.page.text, person.start)  # `a message | du chef de l'État`
        limit = article.end() if article else person.start
        graves = [m.end() for m in self.words.family("graves").finditer(self.page.text, start, limit)]
        parts = (self.words.family(name) for name in ("agents", "breaks"))
        if graves and not any(part.search(self.page.text, graves[-1], person.start) for part in parts):
            return "," not in self.page.text[graves[-1] : person.start]  # `at the tomb of X by Y`
        found = self.words.family("absent").finditer(self.page.text, start, limit)
        cues = [m.end() for m in found if not c.cue.start <= m.start() < c.cue.end]
        if not cues:
            return False
        between = self.page.text[cues[-1] : person.start]
        return not self.words.family("breaks").search(between) and between.count(",") < 1

    def _visitors(self, c: Candidate, found: Sequence[Found]) -> list[Found]:
        """Of the persons around a visit those who travel: not the hosts, and for a verb those before it."""
        guests = [p for p in found if not c.place_state or self.page.state_of.get(p.value) != c.place_state]
        before = [p for p in guests if p.start < c.cue.start]
        joined = self.words.accompanied.search(self.page.text, c.clause.start, c.cue.start)
        before = [p for p in before if joined is None or p.start < joined.start()] or before
        if c.shape == "clause" and c.trigger.noun == "":
            if not before:
                sayings = [s for s in self._sayings(c, c.sentence.start, c.sentence.end) if self._beside_verb(c, s)]
                before = [
                    p
                    for p in self.page.people(c.sentence.start, c.sentence.end)
                    if (not c.place_state or self.page.state_of.get(p.value) != c.place_state)
                    and not covered(Span(p.start, p.end), sayings)
                    and not self._absent(c, p)
                ]
                after = [p for p in before if p.start > c.cue.end]
                c.subject = [p.value for p in after[:1] or before[-1:]]
                return after[:1] or before[-1:]
            c.subject = [p.value for p in before]
            return (
                before[-2:]
                if len(before) > 1 and _side_by_side(self.page.text, before[-2], before[-1])
                else before[-1:]
            )
        return guests

    def _companions(self, c: Candidate) -> list[Found]:
        """Those who are said to travel with the visitor, in the visit's own sentence."""
        match = self.words.accompanied.search(self.page.text, c.sentence.start, c.sentence.end) if c.shape == "clause" else None
        return self.followers(match.end(), c.sentence.end, c.place_state) if match else []

    def followers(self, start: int, end: int, host: str) -> list[Found]:
        """The persons named one after another from a position on, up to the next verb; the host's own are none."""
        out: list[Found] = []
        for person in self.page.people(start, end, stand_ins=False):
            if self.page.verb_between(out[-1].end if out else start, person.start):
                break
            if not host or self.page.state_of.get(person.value) != host:
                out.append(person)
        return out

    def _body(self, c: Candidate) -> None:
        found = self.page.bodies.inside(c.noun.start, max(c.noun.end, c.cue.end)) or self._whose(c)
        if c.type == "meeting" and c.trigger.noun:
            found = [b for b in found if not self._met_with(b)]
        verb = c.verb.start if c.verb else c.noun.start
        if not found and c.type in _BODIED:
            before = self.page.bodies.inside(max(c.sentence.start, verb - 3 * _BODY_REACH), verb)
            found = [
                b
                for b in before
                if self._parted(b.end, verb)
                or (0 <= verb - b.end <= _BODY_REACH and self._is_subject(c, b.start, b.end, verb))
            ][-1:] or self._sat_for(c)
        if not found and c.shape == "clause" and c.type == "meeting" and not c.trigger.noun:
            found = self._stood_for(c) or self._who_sat(c)
        if not found and c.type == "call":
            found = self._sits_afar(c)
        if not found and "founded" in c.trigger.needs:
            near = self.page.bodies.inside(c.clause.start, c.clause.end + _ARTICLE)
            known = self.words.family("definite")
            found = sorted(near, key=lambda b: (
                known.search(self.page.text, b.start - _ARTICLE, b.start) is not None, distance(Span(b.start, b.end), c.cue)
            ))[:1]
        if not found and c.trigger.name == "body-held":
            found = self.page.bodies.before(c.cue.start)[-1:]
        if not found and c.trigger.name == "body-led":
            found = self.page.bodies.inside(c.cue.end, min(c.cue.end + _BODY_REACH, c.sentence.end))[:1]
        if found:
            c.body = found[0].value
        elif c.type in _TALKS and c.shape == "clause":
            start = max(c.sentence.start, verb - _BODY_REACH)
            c.bodied = self._of_body_before(c) or any(
                self._is_subject(c, m.start(), m.end(), verb)
                for m in self.words.family("bodies").finditer(self.page.text, start, verb)
            )
        if c.type in _BODIED:
            first = min([c.noun.start, *(b.start - _NUMBER for b in self._whose(c))])
            c.ordinal = self.words.ordinal(self.page.text[max(first, c.sentence.start) : c.cue.end])
            if c.ordinal is None and not c.trigger.noun and (c.body or c.bodied):
                end = next((b.start for b in self._sat_for(c)), c.cue.end + 30)
                end = next((d.span.start for d in self.page.dates(c.cue.end, end)), end)  # `in the first quarter` counts nothing
                c.ordinal = self.words.ordinal(self.page.text[c.cue.end : min(c.sentence.end, end)])

    def _met_with(self, body: Found) -> bool:
        """Whether a body, or those who sit in it, are only whom somebody meets (`talks with the chairs of the council`)."""
        before = self.page.text[max(0, body.start - _WITH) : body.start]
        leads = [m.end() for m in self.words.family("meeting").finditer(before)]
        known, by = self.words.family("definite"), self.words.family("by")
        words = [w for w in before[leads[-1] :].split() if not known.fullmatch(w)] if leads else []
        return bool(leads) and (not words or len(words) <= _PAIR and by.fullmatch(words[-1]) is not None)

    def _sits_afar(self, c: Candidate) -> list[Found]:
        """The body of which those who speak from afar hold a sitting (`held a virtual meeting on 3 May of the Commission`)."""
        held = c.verb is not None or not c.trigger.noun
        found = self.page.bodies.inside(c.cue.end, c.clause.end)[:1] if c.shape == "clause" and held else []
        return [b for b in found if self.page.only_words(c.cue.end, b.start)]

    def _of_body_before(self, c: Candidate) -> bool:
        """Whether a meeting is said to be of the body named just before (`the commission, whose last meeting`)."""
        text, start = self.page.text, max(c.sentence.start, c.noun.start - _BODY_REACH)
        head = list(self.words.family("relatives").finditer(text, start, c.noun.start + 1))
        whose = bool(head) and not text[head[-1].end() : c.noun.start].strip()
        return whose and bool(self.words.family("bodies").search(text, start, head[-1].start()))

    def _stood_for(self, c: Candidate) -> list[Found]:
        """The body named last, if the pronoun for it is who meets (`it last met in May`)."""
        pronoun = self.words.family("latter").match(self.page.text, c.clause.start)
        stands = pronoun is not None and pronoun.end() <= c.cue.start and c.cue.start - c.clause.start <= _PRONOUN
        told = [b for b in self.page.bodies.before(c.cue.start)[-1:] if stands and c.cue.start - b.end <= _BEFORE]
        if told and not self.page.persons.inside(c.clause.start, c.clause.end):
            c.people, c.subject = [], []
        return told

    def _who_sat(self, c: Candidate) -> list[Found]:
        """The body that is the subject of an opening participle (`Meeting in Suva on Friday, the Commission decided`)."""
        comma = self.page.text.find(", ", c.cue.end, c.sentence.end)
        opens = c.cue.start - c.sentence.hard_left(c.cue.start) <= _FIRST
        found = self.page.bodies.inside(comma, comma + _BODY_REACH)[:1] if opens and comma > 0 else []
        led = [b for b in found if not self.page.verb_between(c.cue.start, b.start) and self.page.only_words(comma, b.start)]
        placed = self.words.located.search(self.page.text, comma, led[0].start) if led else None
        return [b for b in led if placed is None and not self.page.people(c.cue.end, b.start)]

    def _whose(self, c: Candidate) -> list[Found]:
        """The body named right before a noun (`the 2nd Fiji-Tonga Joint Commission meeting`)."""
        if not c.trigger.noun or c.type not in _BODIED:
            return []
        near = self.page.bodies.inside(max(c.sentence.start, c.cue.start - _BODY_REACH), c.cue.start)
        return [b for b in near[-1:] if b.start < c.noun.start and not self.page.text[b.end : c.cue.start].strip()]

    def _sat_for(self, c: Candidate) -> list[Found]:
        """The body as which those who meet are said to sit (`met for the third meeting of the Committee`)."""
        if c.shape != "clause" or c.trigger.noun or c.type != "meeting":
            return []
        found = self.page.bodies.inside(c.cue.end, c.sentence.end)
        return [b for b in found if any(
            m.end() == b.start for m in self.words.family("sat_for").finditer(self.page.text, c.cue.end, b.start)
        )][:1]

    def _is_subject(self, c: Candidate, start: int, end: int, verb: int) -> bool:
        """Whether a body named before a verb is who meets, not where somebody met."""
        head = self.page.text[max(c.sentence.start, start - 16) : start]
        between = self.page.text[end:verb].rstrip(", ")
        relative = self.words.family("relatives").match(between, 2) if between.startswith(", ") else None
        if c.trigger.noun and end < c.noun.start and self.words.family("breaks").search(self.page.text, end, c.noun.start):
            return False  # `they revived the commission after a meeting of experts ended`
        first = max(c.sentence.start, start - _HELD)
        offices = [m.end() for m in self.words.family("people").finditer(self.page.text, first, start)]
        if offices and self.words.family("by").fullmatch(self.page.text[offices[-1] : start].strip()):
            return False  # `the chair of the commission met`
        aside = any(end <= s.start and s.end <= verb for s in self._sayings(c, c.sentence.start, c.sentence.end))
        return (
            (aside or "," not in (between[2:] if relative else between) and not self.page.people(end, verb))
            and not self.words.located.search(head)
            and not self._named_before(max(c.sentence.start, start - 60), start)
        )

    def _parted(self, end: int, verb: int) -> bool:
        """Whether only a relative clause or a participle between commas stands between a body and its verb."""
        between = self.page.text[end:verb].rstrip()
        if not between.startswith(", ") or not between.endswith(","):
            return False
        aside = not self.page.people(end, verb) and not self.page.verb_between(end, verb)
        return aside or bool(self.words.family("relatives").match(between, 2))

    def _named_before(self, start: int, end: int) -> bool:
        """Whether somebody is named before a body, otherwise than in an aside that a comma ends."""
        found = self.page.people(start, end, stand_ins=False)
        return bool(found) and _APPOSED.fullmatch(self._gap_after(found[-1], end)) is None

    def _gap_after(self, person: Found, end: int) -> str:
        ends = [p.end for p in self.page.persons.inside(person.start, end) if p.value == person.value]
        return self.page.text[max(ends, default=person.end) : end]

    def _retype(self, c: Candidate) -> None:
        if self._of_staff(c):
            c.body, c.bodied = None, False
        if c.trigger.name == _RECEPTION:
            c.body, c.bodied = None, False
        body, standing = self.page.body_of.get(c.body or ""), self._is_standing(c)
        bodied_call = c.type == "call" and bool(self.page.bodies.inside(c.noun.start, c.noun.end) or self._sits_afar(c))
        if (c.type in _TALKS or bodied_call) and body is not None and c.shape != "echo":
            c.type = "consultation" if body.kind == "consultation" and not standing else "session"
        elif c.type == "consultation" and standing or c.type == "meeting" and (c.bodied or self._numbered(c)):
            c.type = "session"
        elif c.type == "meeting" and c.virtual and not self._on_the_spot(c):
            c.type, c.place, c.place_state = "call", None, ""
        elif c.type == "call" and not c.trigger.noun and not c.virtual and self._in_person(c):
            c.type = "meeting"
        elif c.type == "forum" and c.verb and self.words.family("inaugurates").search(self.page.text, c.verb.start, c.verb.end):
            c.type = "ceremony"

    def _on_the_spot(self, c: Candidate) -> bool:
        """Whether those who conversed are said to have been in a city, and nothing but the noun for it could be from afar."""
        found = self.words.family("virtual").finditer(self.page.text, c.clause.start, c.clause.end)
        return c.place is not None and all(c.cue.start <= m.start() < c.cue.end for m in found)

    def _of_the_series(self, c: Candidate, made: Sequence[Candidate]) -> None:
        """A meeting with a lower number and no body is one of those of the body whose later meeting was told before it."""
        told = [o for o in made if o.order < c.order and o.type in _COUNTED and o.body and o.ordinal]
        alone = c.type == "session" and c.trigger.type == "meeting" and c.body is None and c.ordinal is not None
        if alone and told and (told[-1].ordinal or 0) > (c.ordinal or 0):
            c.type, c.body = told[-1].type, told[-1].body

    def _is_standing(self, c: Candidate) -> bool:
        """Whether a dialogue with a name of its own is what sits (`the fourth session of the Fiji-Peru Strategic Dialogue`)."""
        bodies = self.page.bodies.inside(c.noun.start, c.noun.end + 1)
        end = max([c.noun.end, *(b.end for b in bodies)])
        first = max(c.sentence.start, c.noun.start - _NUMBER)
        session = self.words.session.search(self.page.text, first, end)
        return session is not None and self.words.family("standing").search(self.page.text, session.end(), end) is not None

    def _spoken_of(self, c: Candidate, made: Sequence[Candidate]) -> Found | None:
        """The body named, after all that was told, in the sentence before one that speaks of `the last one`."""
        if c.trigger.name != "ordinal":
            return None
        told = max((o.cue.end for o in made if o.order < c.order and o.sentence is not c.sentence), default=0)
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
        head = list(relatives.finditer(text, max(c.sentence.start, c.noun.start - _NUMBER), c.cue.start))
        led = led or bool(head) and not self.page.verb_between(head[-1].end(), c.cue.start)
        return led and self.words.family("bodies").search(text, c.sentence.start, c.noun.start) is not None

    def _in_person(self, c: Candidate) -> bool:
        """Whether people spoke on the margins of something, so that they met."""
        return self.words.family("beside").search(self.page.text, c.cue.end, c.clause.end) is not None

    def _of_staff(self, c: Candidate) -> bool:
        """Whether it is a meeting of those who prepare a session, which they do not hold."""
        return c.type == "meeting" and self.words.family("staff").search(self.page.text, c.noun.start, c.noun.end) is not None

    def _prepares(self, c: Candidate) -> bool:
        """Whether a meeting is called the one that prepares another (`the preparatory meeting of the 9th session`)."""
        return self.words.family("preparatory").search(self.page.text, c.noun.start, c.cue.end) is not None

    def _joins(self, c: Candidate, made: Sequence[Candidate]) -> None:
        """A meeting told as part of a call is that call; one of nobody named as part of a session, that session."""
        around = (o for o in made if o.sentence is c.sentence and o.noun.start > c.cue.end and o.clause.start == c.clause.start)
        alone = c.type != "meeting" or self._of_staff(c)
        outer = None if alone else next((o for o in made if o.order == c.within), next(around, None))
        if outer is None or outer.sentence is not c.sentence or c.beside or outer.status != c.status:
            return
        self._body(outer)
        self._retype(outer)
        if outer.type == "call" or (outer.type in ("session", "consultation") and not c.people):
            c.type, c.body, c.ordinal = outer.type, outer.body, outer.ordinal

    def _again(self, c: Candidate) -> bool:
        """Whether those who have met are only said to meet again."""
        return c.status == "planned" and bool(self.words.family("again").search(self.page.text, c.cue.start, c.clause.end))

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
        return counted and not self.page.persons.inside(c.cue.end, c.cue.end + _WITH)  # somebody's first meeting with another


def _side_by_side(text: str, first: Found, second: Found) -> bool:
    return second.start - first.end <= 60 and "," not in text[first.end : second.start].strip(",")
