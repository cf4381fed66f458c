"""Who took part in an event: whom its clause names, less those who only speak of it, and whom it leaves to be understood."""

from __future__ import annotations

import re
from collections.abc import Sequence

from servanda.extraction.components.events.attributes.asides import Asides
from servanda.extraction.components.events.candidate import Candidate
from servanda.extraction.components.events.lexicon import Words
from servanda.extraction.components.events.page import Found, Page
from servanda.extraction.components.events.types import COUNTED, MET, TALKED
from servanda.extraction.mentions import Span, covered

_SIGNATURES = 1000  # characters after the closing words of a treaty in which its signatures stand
_CLITIC = 2  # characters of the short words between a relative pronoun and its verb
_FIRST = 10  # characters of a pronoun, and what stands between it and its verb
_OPENS = 24  # characters at the head of a sentence within which an opening participle stands
_REACH = 130  # characters after such a clause in which its subject is named
_ABSENT_REACH = 130
_RECEIVER = 6  # characters around a verb in which the pronoun of who is given something stands
_OWNS = re.compile(r"(?<=\w)'s? ")
_ACTED = frozenset({"forum", "ceremony", "establishment"})
_PAIR = 2
_LISTED = 60  # characters between the office of somebody in a list and that of the next


class Who:
    """Reads the persons of the tellings of one document."""

    def __init__(self, page: Page, words: Words, asides: Asides) -> None:
        self.page, self.words, self.asides = page, words, asides

    def of(self, c: Candidate, inner: Sequence[Span], before: Candidate | None) -> list[str]:
        """The persons of a telling; fills its `subject`, which the clause after it may share.

        Args:
            c: the telling.
            inner: the parts of its clause that are of other events.
            before: the telling before it that its clause may go on from.
        """
        found = self._of_talks(c, self._of_noun(c, self._named(c, inner)))
        if c.type == "visit":
            return self._travellers(c, found)
        if c.trigger.name == "signed-text" or (c.type == "establishment" and not self._acts(c)):
            return list(dict.fromkeys(p.value for p in found if p.start >= c.cue.end))
        found = self._with_related(c, self._with_listed(c, found))
        first = c.cue.start if c.verb is None else min(c.verb.start, c.cue.start)  # `had with X talks`: X is no subject
        subject = [p.value for p in found if p.start < first] or self._named_later(c) or self._who(c)
        people = list(dict.fromkeys([*subject, *(p.value for p in found)]))
        followed = c.verb is not None and self.words.family("followed").match(self.page.text, c.verb.start)
        if followed and not people and before is not None:
            return list(before.people)
        people = [*c.others, *(self._who(c) if subject and c.type in TALKED else ()), *people]  # `X, whom Y is to meet`
        if c.shape == "clause":
            subject, people = self._with_shared(c, subject, people, before)
            c.subject = list(dict.fromkeys(subject))
            people = [*people, *self._objects(c, people)]
        return list(dict.fromkeys(people))

    def _named(self, c: Candidate, inner: Sequence[Span]) -> list[Found]:
        """Those named in a clause for what they do at its event, not for what they say or for another's sake."""
        found = [p for p in self.page.people(c.clause.start, c.clause.end) if not covered(Span(p.start, p.end), inner)]
        found = [p for p in found if not self._only_inside(p, c.clause, inner)]
        found = [p for p in found if c.type not in _ACTED | COUNTED or not self._only_says(p, c)]
        own = self.words.family("own").search(self.page.text, c.noun.start, c.cue.start)
        if own and c.type in MET and self.page.inside_ordinal(c.cue.start - 2):  # a body's: people do not count their talks
            named = {p.value for p in self.page.persons.inside(c.clause.start, c.clause.end)}
            found = [p for p in found if p.value in named]
        aside = self.asides.of_another(c)
        found = [p for p in found if not covered(Span(p.start, p.end), aside)]
        return [p for p in found if not self._absent(c, p) and not self._reports(c, p)]

    def _of_noun(self, c: Candidate, found: list[Found]) -> list[Found]:
        """Of those named in a clause those on the side of its noun or verb where the event's own persons stand."""
        if c.verb is None and c.trigger.noun and c.type == "meeting" and self.page.is_of_staff(c.noun):
            found = [p for p in found if p.start >= c.noun.start]  # `the ministers' session was preceded by a meeting of experts`
        verb = c.verb or c.cue
        if self.words.family("that").match(self.page.text, c.noun.end + 1) and self.page.people(c.noun.end, verb.start):
            found = [p for p in found if p.start > c.noun.end]  # `she recalled the talks that X and Y had held`
        if self.words.family("yields").search(self.page.text, verb.start, verb.end):
            signed = c.noun.end > verb.start
            found = self.page.persons.inside(verb.end, c.clause.end) if signed else [p for p in found if p.start < verb.start]
        if c.status == "planned" and self._arranged(c) and c.trigger.noun and not self._goes_there(c):
            found = [p for p in found if p.start >= (c.clause if c.purposed else c.noun).start]
        return found

    def _of_talks(self, c: Candidate, found: list[Found]) -> list[Found]:
        """Those named, or whoever a possessive or `between` says the event is of."""
        if c.shape != "clause" and not (self._abroad(c, found) if c.type == "visit" else found):
            found = self._owner(c)
        elif c.shape == "phrase" and c.type in TALKED and len(found) == 1:
            found = [*(p for p in self._owner(c) if p.value != found[0].value), *found]
        if c.type in TALKED and c.trigger.noun and (two := self._each_other(c, found)):
            return two
        if c.type in TALKED and c.trigger.noun and self.words.family("between").match(self.page.text, c.cue.end + 1):
            within = [p for p in found if c.cue.end <= p.start < c.noun.end]
            states = {self.page.state_of.get(p.value) for p in within}
            return within if len(within) == len(states) == _PAIR and None not in states else found
        owned = self._theirs(c) if c.type == "visit" and c.trigger.noun else None
        return found if owned is None else owned

    def _travellers(self, c: Candidate, found: Sequence[Found]) -> list[str]:
        """Those who travel, who are also the subject if nobody else is; who only sends them stays."""
        if self.words.family("dispatches").search(self.page.text, c.cue.start, c.cue.end):
            return [p.value for p in self._followers(c.cue.end, c.sentence.end, c.place_state)]
        guests = list(dict.fromkeys(p.value for p in (*self._visitors(c, found), *self._companions(c))))
        guests = guests or self._who(c) or self._named_later(c)
        c.subject = c.subject or guests
        return guests

    def _with_listed(self, c: Candidate, found: list[Found]) -> list[Found]:
        """Those found, and those who sign or are listed behind the clause."""
        if c.type == "signing" and c.shape == "clause":
            return [*found, *self._signers(c)]
        if c.type == "signing":
            return self._co_signers(c, found)
        if found and c.trigger.noun and c.shape == "clause":
            return [*found, *self._listed(c)]
        return found

    def _with_related(self, c: Candidate, found: list[Found]) -> list[Found]:
        """Those found, headed by whom the relative pronoun that is the verb's subject stands for."""
        if (which := self._which(c)) is None:
            return found
        with_him = [p for p in found if p.start < which.start and _side_by_side(self.page.text, p, which)]
        return [*with_him, which, *(p for p in found if p.start > which.start and p.value != which.value)]

    def _with_shared(
        self, c: Candidate, subject: list[str], people: list[str], before: Candidate | None
    ) -> tuple[list[str], list[str]]:
        """The subject and the persons of a clause, with the subject that it shares with what stands before it."""
        if subject or c.clause.start <= c.sentence.start:
            return subject, people
        if before is None:
            if self._goes_on(c):
                first = self.page.people(c.sentence.hard_left(c.cue.start), c.cue.start)[:1]
                people = [*(p.value for p in first), *people]
            return subject, people
        happens = c.trigger.noun != "" and c.verb is not None and c.verb.start >= c.noun.end  # `and a forum will gather`
        at_head = c.noun.start <= c.clause.start + 1
        led = self.words.family("relatives").match(self.page.text, c.clause.start) if at_head else None
        whose = led is not None and c.type in COUNTED and c.status == "planned"  # `a council, whose session will be`
        if happens or whose:
            return subject, people
        shared = self.words.family("they").search(self.page.text, c.clause.start, c.clause.end)
        subject = before.people if shared else before.subject
        return subject, [*subject, *people]

    def _objects(self, c: Candidate, people: list[str]) -> list[str]:
        """Whom the object pronouns of a clause stand for."""
        text, acts = self.page.text, c.verb or c.cue  # a noun's own article is no pronoun
        clitic = acts.start < c.noun.end and not (c.trigger.noun and acts is c.cue) and self.words.clitic_before.search(
            text, max(0, acts.start - 8), acts.start
        )
        after = c.cue.end + text.startswith(" ", c.cue.end)
        given = self.words.family("receivers").search(text, max(0, acts.start - _RECEIVER), acts.start + _RECEIVER)
        given = given or self.words.family("honouring").search(text, c.cue.start, c.clause.end)
        out = self._taken_up(c, people) if given and c.type == "ceremony" and len(people) == 1 else []
        if clitic or self.words.family("objects").match(text, after):
            out += self._taken_up(c, [*people, *out])
        return out

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
        if c.type not in COUNTED and self.words.family("first").search(text, near, c.clause.end):
            before = [s for s in self.page.doc.sents if s.end_char <= c.sentence.start][-1:]
            spans = [(c.sentence.start, c.sentence.end), *((s.start_char, s.end_char) for s in before)]
            said = (p for span in spans for s in self.asides.sayings(c, *span) for p in self.page.people(s.start, s.end))
            return [p.value for p in said][:1]
        opens = verb.start - c.sentence.hard_left(verb.start) <= _OPENS
        if not opens or self.page.verb_between(verb.start, verb.end) or c.trigger.noun:
            return []
        end = min(c.sentence.hard_right(c.clause.end), c.clause.end + _REACH)
        return [p.value for p in self._followers(c.clause.end, end, "")]

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
            home = self.words.state_of_city(self.page.reported_from or "")
        return [p for p in people if not home or self.page.state_of.get(p.value) != home]

    def _guest(self, c: Candidate) -> list[Found]:
        """The visitor spoken of last in the sentences before: somebody of another state than the one before him."""
        earlier = self.page.persons.before(c.sentence.start)[-6:]
        home = self.words.state_of_city(self.page.reported_from or "")
        return [p for p in earlier if home and (state := self.page.state_of.get(p.value)) and state != home][-1:]

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
        return c.type in COUNTED or bool(agreed)

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
                sayings = [s for s in self.asides.sayings(c, c.sentence.start, c.sentence.end) if self.asides.beside_verb(c, s)]
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
            return self._row(before)
        return guests

    def _row(self, found: Sequence[Found]) -> list[Found]:
        """The last of some persons, with the one joined to him and those whom commas part from that (`A, B and C`)."""
        row = list(found[-1:])
        if len(found) > 1 and _side_by_side(self.page.text, found[-2], found[-1]):
            row = list(found[-2:])
            for person in reversed(found[:-2]):
                gap = self.page.text[person.end : row[0].start]
                if gap.count(",") != 1 or len(gap) > _LISTED or self.page.verb_between(person.end, row[0].start):
                    break
                row.insert(0, person)
        return row

    def _companions(self, c: Candidate) -> list[Found]:
        """Those who are said to travel with the visitor, in the visit's own sentence."""
        match = self.words.accompanied.search(self.page.text, c.sentence.start, c.sentence.end) if c.shape == "clause" else None
        return self._followers(match.end(), c.sentence.end, c.place_state) if match else []

    def _followers(self, start: int, end: int, host: str) -> list[Found]:
        """The persons named one after another from a position on, up to the next verb; the host's own are none."""
        out: list[Found] = []
        for person in self.page.people(start, end, stand_ins=False):
            if self.page.verb_between(out[-1].end if out else start, person.start):
                break
            if not host or self.page.state_of.get(person.value) != host:
                out.append(person)
        return out


def _side_by_side(text: str, first: Found, second: Found) -> bool:
    return second.start - first.end <= 60 and "," not in text[first.end : second.start].strip(",")
