"""`areas`: the fields of cooperation the action itself concerns (GUIDE section 7).

The action's own words decide; illustrations, means, purposes and the setting (`along the border`) count only where the rest
names no field. Where the action names none, or only those who act, sums or the like, its subject does, then a phrase at the
head of its sentence, then the section heading, then another action of the sentence; what opens the sentence as its topic
goes with one field of the action. A body's name says nothing of the field: to convene or improve one is the framework.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from servanda.extraction.components.references.lexicon import plain
from servanda.extraction.components.undertakings.attributes.bodies import acted_on, going_on
from servanda.extraction.components.undertakings.attributes.scene import Body, Scene, bare
from servanda.extraction.components.undertakings.attributes.terms import FRAMEWORK, WORD, Found, Hit, chosen, words
from servanda.extraction.components.undertakings.attributes.visits import Visits
from servanda.extraction.components.undertakings.candidate import Candidate
from servanda.extraction.components.undertakings.lexicon import words as undertaking_words

MONEY = ("finance",)
SERVING = frozenset({"finance", "trade", "security", "migration", "health"})  # fields that serve that of a treaty
MEANS = frozenset({"finance", "investment"})  # fields that tell by what something is done, where its purpose is told
AGENTS = frozenset({FRAMEWORK, "economy", "local"})  # fields that the words for those who act speak of, too
BY_KIND = {"consultation": ("diplomacy", FRAMEWORK)}  # ministries that consult each other are a standing channel, too
REPORTED_TO = AGENTS | {"politics", "diplomacy"}  # fields that the words for those who are told speak of
RANKS = frozenset({FRAMEWORK, "politics", "diplomacy"})  # what the words for heads and ministers say, whatever they do
WIDE = frozenset({FRAMEWORK, "economy", "people", "politics"})  # what a sentence may be about, whatever else is done
CHANNELS = frozenset({"diplomacy", "party", "parliament"})  # whose meetings are of their own field
CHANNEL = "diplomacy"
_TOPIC_SHARE = 0.6
_TOPIC_COUNT = 6
_VERB_REACH = 80
_REACH = 60
_WORD_REACH = 20
_HEADS = 12  # blocks in which the title of a treaty may stand, under that of the collection or of the letters
_FEW = 2
_LIST = 3  # members from which some words are a list
# The heading a paragraph begins with, on its own line.
_LABEL = re.compile(r"(?:[\divx]{1,4}[.)]\s*)?(?P<label>[^\W\d][^.:\n\u2013\u2014]{2,45})(?:[.:]|\s[\u2013\u2014])\s")
_CLAUSE = re.compile("[,;:.]")  # the end of a clause


class Fields:
    """Reads the fields of one document's undertakings in their order."""

    def __init__(self, scene: Scene, candidates: Sequence[Candidate] = ()) -> None:
        self.scene = scene
        self.starts = sorted(c.action.start_char for c in candidates)
        self.ends = [c.action.end_char for c in candidates]
        self.words = words(scene.language)
        self.text = scene.bare
        self.visits = Visits(scene, self.words, self._own, self._hits)
        self.topics: dict[int, tuple[str, ...]] = {}  # by paragraph, the fields of the action before
        self.beside: dict[int, tuple[str, ...]] = {}  # by sentence, the same
        self._read: dict[tuple[int, int], list[Hit]] = {}  # by stretch, since the same is looked at for several reasons

    @cached_property
    def _topic(self) -> tuple[str, ...]:
        """The one field a whole document is about, if it speaks mostly of one."""
        total = sum(self._counts.values())
        return tuple(a for a, n in self._counts.most_common(1) if n >= _TOPIC_COUNT and n >= _TOPIC_SHARE * total)

    def of(self, candidate: Candidate) -> tuple[str, ...]:
        """The fields of one undertaking, most specific first."""
        found = self._of(candidate)
        reports = self._reports(candidate.action.start_char, candidate.action.end_char)
        if found == (FRAMEWORK,) and CHANNEL in self._charged(candidate) and not reports:
            found = (FRAMEWORK, CHANNEL)  # `the foreign ministries shall exchange lists`: they keep it going
        self.topics[candidate.block] = self.beside[self.scene.sentence(candidate.action.start_char)] = found
        return found

    def _of(self, candidate: Candidate) -> tuple[str, ...]:
        start, end = candidate.action.start_char, candidate.action.end_char
        visit = self.visits.invited(candidate)
        if visit is not None:
            return visit
        if self._reports(start, end):
            return (FRAMEWORK,)
        special = self._body(candidate, start, end)
        if special is not None:
            return special
        own = self._own(start, end)
        journey = self.visits.journey(candidate) if own in ((), (FRAMEWORK,)) else None
        if journey is not None:
            return (journey,)
        session = self._session(start, end)
        if session is not None:
            return session
        if not own and self._gathers(candidate):
            return (FRAMEWORK,)
        above = self.topics.get(candidate.block, ())
        if all(h.weak or h.area == FRAMEWORK for h in self._hits(start, end)) and (
                self.words.taken_up.search(self.text, start, end) or self.words.going_on.match(self.text, start, end)):
            own = self._said(candidate) or above or self._told_before(candidate) or own  # `build another one`
        if self._subject_matter and (not own or all(h.weak for h in self._hits(start, end))):
            return own or (FRAMEWORK,) if self.words.procedures.match(self.text, start) else self._subject_matter
        if own == (CHANNEL,) and self.words.body_actions.match(self.text, start) and all(h.weak for h in self._hits(start, end)):
            return BY_KIND["consultation"]  # `hold regular consultations`, by no name
        return self._among(candidate, own)

    def _among(self, candidate: Candidate, own: tuple[str, ...]) -> tuple[str, ...]:
        """The fields an action names itself, among those of its sentence and its surroundings."""
        start, end = candidate.action.start_char, candidate.action.end_char
        topic, hits = self._opened(candidate), self._hits(start, end)
        if topic and all(h.weak for h in hits):
            return topic
        if own == MONEY:
            return tuple(dict.fromkeys((*topic, *own))) if topic else self._paid(candidate)
        if self._serves(own):
            own = (*own, *self._subject_matter)
        alone = len(own) == len(topic) == 1 and WIDE.isdisjoint((*own, *topic))
        if alone and not self.words.domains.search(self.text, start, end):
            own = tuple(dict.fromkeys((*own, *topic)))  # `on migration, both will open channels for nurses`
        if own == (FRAMEWORK,) and all(self.words.completing.fullmatch(self.text, h.start, h.end) for h in hits):
            return self._around(candidate) or own  # `complete their procedures of ratification`: of what, the others say
        if hits and all(h.faint for h in hits):
            around = self._around(candidate)
            return own if set(around) <= RANKS else tuple(a for a in around if a != FRAMEWORK)
        return own or self._around(candidate) or chosen(self._by_the_way(start, end)) or (FRAMEWORK,)

    def _session(self, start: int, end: int) -> tuple[str, ...] | None:
        """The field of a session of a body that is not named, unless it is only when something else is done."""
        if self.scene.bodies_in(start, end):
            return None
        found = self.scene.words.sessions.search(self.scene.low, start, end)
        if found is None:
            return None
        hits = self._hits(start, end)
        if any(not h.weak and h.start < found.start() and h.area not in CHANNELS | RANKS for h in hits):
            return None
        channels = tuple(dict.fromkeys(h.area for h in hits if h.area in CHANNELS))
        if not channels and self.scene.words.consulting.search(self.scene.low, start, end):  # `the fifth round`
            channels = (CHANNEL,) * any(b.kind == "consultation" and b.span.start < start for b in self.scene.bodies)
        return BY_KIND["consultation"] if channels == (CHANNEL,) else channels or (FRAMEWORK,)

    def _paid(self, candidate: Candidate) -> tuple[str, ...]:
        """What money is for: the surroundings say it where only a sum is named, or who pays."""
        start, end = candidate.action.start_char, candidate.action.end_char
        hits = self._hits(start, end)
        if any(not h.weak and self.words.paying.fullmatch(self.text, h.start, h.end) is None for h in hits):
            return MONEY
        around = tuple(a for a in self._around(candidate) if a != FRAMEWORK)
        if around and self.words.figures.match(self.text, start) is not None:
            return around
        return tuple(dict.fromkeys((*around, *MONEY))) if len(around) == 1 else MONEY

    def _serves(self, own: tuple[str, ...]) -> bool:
        """Whether what an action names only serves the one field of a treaty (`the customs let its trains pass first`)."""
        matter = set(self._subject_matter)
        return len(matter) == 1 and matter.isdisjoint(AGENTS) and bool(own) and set(own) <= SERVING - matter

    def _gathers(self, candidate: Candidate) -> bool:
        """Whether a body or a meeting that is named nowhere else as one meets (`a forum, which will sit twice a year`)."""
        start, subject = candidate.action.start_char, candidate.doer or candidate.subject
        if not self.words.gatherings.match(self.text, start):
            return False
        before = self.scene.low[:start].rstrip()[-_WORD_REACH:].rsplit(None, 1)[-1:]
        if before and self.scene.words.relatives.fullmatch(before[0]) is not None:
            return True
        return subject is not None and any(p.search(self.scene.low, subject.start_char, subject.end_char) is not None
                                           for p in (self.scene.words.sessions, self.scene.words.its))

    def _reports(self, start: int, end: int) -> bool:
        """Whether an action only reports, takes stock or follows up, and names no field of what (`report every year`)."""
        told = self.words.reporting.match(self.text, start, end)
        return told is not None and all(
            h.weak or h.area in REPORTED_TO for h in self._hits(start, end) if h.start >= told.end())

    def _charged(self, candidate: Candidate) -> set[str]:
        """The fields of those who are to act: the subject, or who is asked, charged or told to; none where a body meets."""
        if self.scene.bodies_in(candidate.action.start_char, candidate.action.end_char):
            return set()
        named = (candidate.subject, candidate.addressee)
        return {h.area for who in named if who is not None
                for h in self._hits(who.start_char, who.end_char) if not h.weak}

    @cached_property
    def _headline(self) -> tuple[str, ...]:
        """The one field that both the headline names and the paper speaks of most (`Joint statement on reciprocal trade`)."""
        text = self.scene.doc._.text
        title = bare(plain(text.title)) if text is not None and text.title else ""
        named = {h.area for h in Found(self.words, title).hits() if not h.weak and h.area != FRAMEWORK}
        return tuple(a for a, _ in self._counts.most_common(1) if a in named)

    @cached_property
    def _found(self) -> Found:
        return Found(self.words, self.text)

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(h.area for h in self._found.hits() if not h.weak and h.area != FRAMEWORK)

    def _opened(self, candidate: Candidate) -> tuple[str, ...]:
        """The fields of the phrase that says at the head of the sentence what it is about (`On fisheries, both sides`)."""
        first = self.scene.sentences[self.scene.sentence(candidate.action.start_char)][0]
        if self.words.topics.match(self.text, first) is None:
            return ()
        stop = _CLAUSE.search(self.text, first, candidate.action.start_char)
        return tuple(a for a in self._chosen(first, stop.start()) if a != FRAMEWORK) if stop is not None else ()

    @cached_property
    def _subject_matter(self) -> tuple[str, ...]:
        """The one or two fields that the title of a treaty names: what its articles are about."""
        view = self.scene.view
        if view is None or not undertaking_words(self.scene.language).is_treaty(self.scene.low):
            return ()
        heads = (b for b in view.blocks[:_HEADS] if b.role in ("headline", "heading"))
        for start, end in ((b.start, b.end) for b in heads):
            found = tuple(dict.fromkeys(h.area for h in self._hits(start, end) if not h.weak and h.area != FRAMEWORK))
            if 0 < len(found) <= _FEW:
                return self._topic if set(self._topic) & set(found) else found
        return ()

    def _own(self, start: int, end: int) -> tuple[str, ...]:
        """The fields the action's words name: before any illustration, means or purpose if there are any there."""
        end = self._before_effect(start, end)
        cut = self.words.cut.search(self.text, start + 1, end)
        stop = end if cut is None else cut.start()
        if stop < end and all(h.weak for h in self._hits(start, stop)) and any(
                not h.weak and h.area != FRAMEWORK for h in self._hits(stop, end)):
            return self._rest(start, stop, end)
        found = self._before_purpose(start, stop)
        if found == (FRAMEWORK,) and self.words.listings.match(self.text, stop, end):
            return tuple(a for a in self._rest(start, stop, end) if a != FRAMEWORK) or found
        return found if found or cut is None else self._rest(start, stop, end)

    def _before_effect(self, start: int, end: int) -> int:
        """Where an action ends of which it is said what comes of it, if it says before what it is about."""
        effect = self.words.effects.search(self.text, start + 1, end)
        if effect is None or not (
                self._hits(start, effect.start()) or self.words.whole.search(self.text, start, effect.start())):
            return end
        return effect.start()

    def _rest(self, start: int, stop: int, end: int) -> tuple[str, ...]:
        """The fields of the words behind a place, as the whole stretch has them (`on a date agreed through other channels`)."""
        return self._weighed([h for h in self._hits(start, end) if h.start >= stop], stop, end)

    def _before_purpose(self, start: int, end: int) -> tuple[str, ...]:
        """The fields of what is done; those of what it is done for, where it names none outright."""
        purpose = self.words.purpose.search(self.text, start + 1, end)
        if purpose is not None:
            hits = self._hits(start, purpose.start())
            named = {h.area for h in hits if not h.weak and h.area != FRAMEWORK}
            if named and not named <= MEANS:
                return self._chosen(start, purpose.start())
            served = [a for a in self._chosen(purpose.start(), end) if a != FRAMEWORK] if named else []
            if served and any(h.weak and h.area in MEANS for h in hits):  # `invest two million to vaccinate children`
                return tuple(dict.fromkeys((*served[:_FEW], *(MONEY if named == set(MONEY) else ()))))
            if named:
                return self._chosen(start, purpose.start())
        return self._chosen(start, end)

    def _chosen(self, start: int, end: int) -> tuple[str, ...]:
        return self._weighed(self._hits(start, end), start, end)

    def _weighed(self, hits: list[Hit], start: int, end: int) -> tuple[str, ...]:
        """The fields of some terms: only those after the agreements at large, the framework with them where it is strong."""
        dominant = self.words.dominant.search(self.text, start, end)
        if dominant is not None:
            hits = [h for h in hits if h.area == FRAMEWORK or h.start >= dominant.end()]
        found = chosen(hits, self.words.lexicon.wares)
        if FRAMEWORK not in found and found and self.words.strong.search(self.text, start, end):
            return (FRAMEWORK, *found)
        return found

    def _hits(self, start: int, end: int) -> list[Hit]:
        """The terms of a stretch, names of bodies and parties aside, and what is traded where the paper is of one field."""
        if (start, end) not in self._read:
            self._read[start, end] = self._terms(start, end)
        return self._read[start, end]

    def _terms(self, start: int, end: int) -> list[Hit]:
        hits = self._listed([h for h in self._found.hits(start, end) if not self._named_otherwise(h)])
        aside = self._by_the_way(start, end)
        hits = [h for h in hits if h not in aside]
        scenes = [m.span() for m in self.words.settings.finditer(self.text, start, end)]
        if scenes:
            hits = [h._replace(weak=True, dealt=False) if any(s < h.end <= e for s, e in scenes) else h for h in hits]
        if any(h.area in self._topic and not h.weak for h in hits):
            return [h for h in hits if h.area in self._topic or h.area not in self.words.lexicon.traded]
        return hits

    def _by_the_way(self, start: int, end: int) -> list[Hit]:
        """The terms of those to whom an action only hands something on, and of the meeting at which it is done."""
        places = [m.span() for m in self.words.occasions.finditer(self.text, start, end)]
        if self.words.sending.match(self.text, start, end):
            places += [m.span() for m in self.words.addressed.finditer(self.text, start, end)]
        if not places:
            return []
        return [h for h in self._found.hits(start, end) if any(first <= h.start < last for first, last in places)]

    def _listed(self, hits: list[Hit]) -> list[Hit]:
        """The same terms, those counted that stand in one list with others (`economy, connectivity, trade and energy`)."""
        if all(not h.weak for h in hits):
            return hits
        runs: list[list[list[Hit]]] = []  # lists of members, each of the terms that make it up
        end = -1
        for hit in hits:
            if runs and (hit.start <= end or self.text[end:hit.start].isspace()):
                runs[-1][-1].append(hit)
            elif runs and self.words.between.fullmatch(self.text, end, hit.start):
                runs[-1].append([hit])
            else:
                runs.append([[hit]])
            end = max(end, hit.end)
        found: list[Hit] = []
        for run in runs:
            terms = [h for member in run for h in member]
            strong = {h.area for h in terms if not h.weak}
            long = len(run) >= _LIST and len(strong) >= max(_FEW, sum(all(h.weak for h in member) for member in run))
            found += [h._replace(weak=h.weak and not (long and all(other.weak for other in member)))
                      for member in run for h in member]  # `combat terrorism, fraud and smuggling` is no combat
        return found

    def _named_otherwise(self, hit: Hit) -> bool:
        """Whether a term is part of a body's name, or the name of a party."""
        near = [m for m in self.scene.states_in(hit.start - _REACH, hit.end)
                if m.span.start <= hit.start and hit.end <= m.span.end]
        if any(m.code in self.scene.parties or m.span.end - m.span.start > hit.end - hit.start for m in near):
            return True
        return any(
            b.span.start <= hit.start and hit.end <= self._name_ends(b)
            for b in self.scene.bodies_in(max(0, hit.start - 200), hit.end)
        )

    def _name_ends(self, body: Body) -> int:
        """Where a body's name ends: before another action that was taken for a part of it."""
        following = bisect_left(self.starts, body.span.start + 1)
        return min([body.span.end, *self.starts[following:following + 1]])

    def _body(self, candidate: Candidate, start: int, end: int) -> tuple[str, ...] | None:
        """Convening or improving a joint body: its kind's field, whatever its name lists."""
        bodies = self.scene.bodies_in(start, end)
        if not bodies:
            return (FRAMEWORK,) if self.words.founded.match(self.text, start, end) else self._convened(candidate)
        first = bodies[0]
        if self.words.founded.match(self.text, start, min(end, first.span.end)):
            return BY_KIND.get(first.kind, (FRAMEWORK,))
        if first.span.end < end and (self._leads(start, first) or self._is_subject(candidate, first)):
            return self._convened(candidate, first)
        verb = WORD.match(self.text, start)  # `installer` is no field where a body is installed
        before = self._rest(start, verb.end() if verb is not None else start, first.span.start)
        acted = self.words.body_actions.search(self.text, start, min(first.span.start, start + _VERB_REACH))
        if not acted or [a for a in before if a not in AGENTS] or (
                before and self.words.cut.search(self.text, acted.end(), first.span.start) is not None):
            return None  # `hold a trade fair in the context of the commission`
        areas = BY_KIND.get(first.kind, (FRAMEWORK,))
        beside = self._chosen(first.span.end, end) if areas != (FRAMEWORK,) else ()
        return tuple(dict.fromkeys((*areas, *(a for a in beside if a != FRAMEWORK))))

    def _leads(self, start: int, body: Body) -> bool:
        """Whether a body stands at the head of an action, behind no more than its article."""
        before = self.scene.doc.char_span(start, body.span.start, alignment_mode="contract") if start < body.span.start else ()
        return all(t.pos_ in ("DET", "ADJ", "SPACE") for t in before or ())

    def _is_subject(self, candidate: Candidate, body: Body) -> bool:
        subject = candidate.subject
        return subject is not None and subject.start_char <= body.span.start < subject.end_char

    def _convened(self, candidate: Candidate, leading: Body | None = None) -> tuple[str, ...] | None:
        """A body as subject, of whose act no word names a field: that it meets, reports, decides (leading: its action)."""
        subject, end = candidate.subject or candidate.addressee, candidate.action.end_char
        begin = candidate.action.start_char if leading is None else leading.span.end
        meets = max((m.start() for m in self.words.gatherings.finditer(self.text, begin, end)), default=-1)
        if self._own(begin, end) and (meets < 0 or any(not h.weak and h.end > meets for h in self._hits(begin, end))):
            return None
        named = leading or (
            next(iter(self.scene.bodies_in(subject.start_char, subject.end_char)), None) if subject is not None else None
        ) or going_on(self.scene, candidate) or self._just_named(candidate) or acted_on(self.scene, candidate)
        if named is None:
            return None
        acts = candidate.action.start_char
        acts = named.span.end if acts <= named.span.start < end else acts
        meets = (self.words.body_actions.search(self.text, acts, min(acts + _VERB_REACH, end)) is not None
                 or self.scene.words.sessions.search(self.scene.low, candidate.action.start_char, end) is not None)
        told = () if meets else self._told_by_name(named)
        return told or BY_KIND.get(named.kind, (FRAMEWORK,))

    def _just_named(self, candidate: Candidate) -> Body | None:
        """The body whose name an action directly follows or opens with."""
        start = candidate.action.start_char
        last = self.scene.last_body(start + 1)
        return last if last is not None and (last.span.start == start or not self.text[last.span.end:start].strip()) else None

    def _told_by_name(self, body: Body) -> tuple[str, ...]:
        """The one or two fields that a body's own name speaks of: those of what it reports and decides."""
        title = self.scene.named(body).title
        found = tuple(dict.fromkeys(
            h.area for h in self._found.hits(title.start, title.end) if not h.weak and h.area != FRAMEWORK))
        return found if len(found) <= _FEW else ()

    def _around(self, candidate: Candidate) -> tuple[str, ...]:
        """What the clause leaves to its surroundings: subject, head of the sentence, heading, the action before, topic."""
        start = candidate.action.start_char
        index = self.scene.sentence(start)
        first, last = self.scene.sentences[index]
        ranks: tuple[str, ...] = ()
        for before in self._before(candidate, first):
            hits = self._hits(*before)
            found = self._weighed([h for h in hits if h.area not in RANKS], *before)
            if found and not all(h.weak and h.area in MONEY for h in hits if h.area in found):
                return found
            ranks = ranks or tuple(a for a in self._weighed(hits, *before) if a != FRAMEWORK)
        above = self.topics.get(candidate.block, ())
        if above and self.words.taken_up.search(self.text, first, candidate.action.end_char):
            return above
        told = () if self.words.ties.search(self.text, start, candidate.action.end_char) else self._told_before(candidate)
        found = self._tail(candidate, last) or told or (ranks if CHANNEL in ranks else ())
        found = found or self.beside.get(index, ()) or self._heading(candidate)
        if found or self.words.ties.search(self.text, start, candidate.action.end_char):
            return found or ranks
        return self._topic or self._going_on(candidate, above) or ranks

    def _said(self, candidate: Candidate) -> tuple[str, ...]:
        """What the sentence tells before its first action, of which no action before has told."""
        index = self.scene.sentence(candidate.action.start_char)
        first, cue = self.scene.sentences[index][0], min(candidate.action.start_char, candidate.cue.start_char)
        if index in self.beside or first >= cue:
            return ()
        return self._weighed([h for h in self._hits(first, cue) if not h.weak and h.area not in RANKS], first, cue)

    def _before(self, candidate: Candidate, first: int) -> Iterator[tuple[int, int]]:
        """What stands before an action in its sentence and may name its fields: the subject, the head, who is asked."""
        subject, asked = candidate.subject, candidate.addressee
        if subject is not None:
            yield subject.start_char, subject.end_char
        cue = min(candidate.action.start_char, candidate.cue.start_char)
        near = max((e for e in self.ends if first <= e <= cue), default=first)
        if first < near < cue:
            yield near, cue
        if first < cue:
            yield first, cue
        if asked is not None:
            yield asked.start_char, asked.end_char

    def _going_on(self, candidate: Candidate, above: tuple[str, ...]) -> tuple[str, ...]:
        """The fields of the paragraph's action before, or the headline's, for what names neither field, body nor procedure."""
        start, end = candidate.action.start_char, candidate.action.end_char
        if (self.words.procedures.match(self.text, start) or self.scene.bodies_in(start, end)
                or self.scene.words.sessions.search(self.scene.low, start, end)):
            return ()
        return (() if self.words.whole.search(self.text, start, end) else above) or self._headline

    def _told_before(self, candidate: Candidate) -> tuple[str, ...]:
        """The one or two fields of the sentence before, where it only tells how things are; none for what a body does."""
        position = candidate.action.start_char
        if self.scene.words.its.search(self.scene.low, position, candidate.action.end_char):
            return ()
        index = self.scene.sentence(position)
        start, end = self.scene.sentences[index - 1] if index else (0, 0)
        if start < self.scene.block(position)[0] or bisect_left(self.starts, start) < bisect_left(self.starts, end):
            return ()
        found = chosen([h for h in self._hits(start, end) if not h.weak])
        return found if found != (FRAMEWORK,) and len(found) <= _FEW else ()

    def _tail(self, candidate: Candidate, last: int) -> tuple[str, ...]:
        """The fields that the rest of the clause names, before any other action."""
        end = candidate.action.end_char
        following = bisect_left(self.starts, end)
        last = min([last, *self.starts[following:following + 1]])
        stop = _CLAUSE.search(self.text, end, last)
        tail = self._chosen(end, stop.start() if stop is not None else last)
        return tail if tail != (FRAMEWORK,) else ()

    def _heading(self, candidate: Candidate) -> tuple[str, ...]:
        view = self.scene.view
        if view is None or not 0 <= candidate.block < len(view.blocks):
            return ()
        block = view.blocks[candidate.block]
        label = _LABEL.match(self.text, block.start, block.end)
        if label is not None and label.end() <= candidate.action.start_char and (
                found := self._chosen(*label.span("label"))) and found != (FRAMEWORK,):
            return found
        for index in (block.lead, block.heading):
            if index is not None:
                found = self._chosen(view.blocks[index].start, view.blocks[index].end)
                if found and found != (FRAMEWORK,):
                    return found
        return ()
