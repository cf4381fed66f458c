"""Detection: the future actions of one document, each with its cue, act and force (GUIDE section 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Span

from servanda.extraction.components.undertakings import assigned, invitations, repeats
from servanda.extraction.components.undertakings.candidate import Candidate
from servanda.extraction.components.undertakings.clause import Sentence
from servanda.extraction.components.undertakings.cues import Hit, Hits, explores
from servanda.extraction.components.undertakings.futures import Future, Futures
from servanda.extraction.components.undertakings.invitations import Invitation
from servanda.extraction.components.undertakings.lexicon import SECTION, Frame, Words, words
from servanda.extraction.components.undertakings.openings import SUBJECT
from servanda.extraction.components.undertakings.page import Page, page
from servanda.extraction.components.undertakings.scope import Action, Scope
from servanda.extraction.components.undertakings.subject import Agents, Named, Subjects
from servanda.languages import Language

SILENT = frozenset({"headline", "heading"})
_Head = list[Hit] | Future | Invitation
_LETTER = re.compile(r"(?:[a-z]|[ivx]{1,4})\.")  # that counts an item, its stop taken into the token
_OPENS = 5  # tokens at the head of a sentence in which the noun it is about stands
_ASKED = 10  # tokens behind a cue in which what others are asked to do stands
_ANNOUNCED = 12  # tokens behind a cue in which the words stand that announce a list
_POINT = 3  # tokens of the shortest point of a plan
CARRY = 2  # blocks over which an elliptic sentence may take up a cue


@dataclass(frozen=True, slots=True)
class Lead:
    """Words whose complement may still follow in a list or an elliptic sentence.

    clause: it is a clause; verbs: it is an infinitive.
    """

    cue: Span
    name: str
    act: str
    force: str | None
    frames: tuple[Frame, ...]
    subject: Span | None
    block: int
    clause: bool = False
    verbs: bool = False


@dataclass(frozen=True, slots=True)
class _Ruling:
    """A cue whose clause ends before token `end`: what is joined to the clause is its matter too."""

    lead: Lead
    end: int


@dataclass(slots=True)
class _State:
    """What detection remembers from sentence to sentence."""

    named: Named
    page: Page
    journey: bool = False  # the sentence before is about one
    party: bool = False  # it opens with a party to the treaty
    told: int | None = None  # the block whose last sentence told what somebody said
    leads: dict[int, Lead] = field(default_factory=dict)
    introduced: dict[int, Span] = field(default_factory=dict)  # who stands alone before a list, by block
    unfinished: dict[int, Candidate] = field(default_factory=dict)  # what only the items of its list complete
    completed: list[Candidate] = field(default_factory=list)
    last: Lead | None = None


class Detector:
    """Finds the undertakings of documents in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.words: Words = words(language)

    def detect(self, doc: Doc) -> list[Candidate]:
        """The candidates of one document, in reading order."""
        if not self.language.has(SECTION):
            return []
        state = _State(Named(doc._.findings), page(doc, self.words, self.language))
        found: list[Candidate] = []
        for start, end, block, role, lead in _sentences(doc):
            sentence = Sentence(doc, start, end, self.words, state.page.treaty)
            found = self._accepted(found, sentence, block)
            if state.page.letters and self._grants(sentence.low):
                found = [replace(c, act="pledge", force=c.force or "agree") if c.act == "proposal" else c for c in found]
            reader = _Reader(sentence, self.language, state, block, lead)
            silent = role in SILENT or block in state.page.asked
            found.extend(self._accepted(reader.read(silent=silent), sentence, block))
        return repeats.fullest([c for c in found if not any(c is done for done in state.completed)], self.words)

    def _accepted(self, found: list[Candidate], sentence: Sentence, block: int) -> list[Candidate]:
        """The candidates, what was asked for last being agreed where the sentence says so (`Oslo acceded to this request`)."""
        if not found or found[-1].act != "proposal" or found[-1].block != block:
            return found
        last = found[-1]
        match = self.words.phrase("accepted").search(sentence.low)
        told = sentence.start if match is None else sentence.token(match.start())
        if match is None or told < last.action.end or last.start != sentence.start and last.end < sentence.start:
            return found
        return [replace(c, act="pledge", force="agree", received=True) if c.act == "proposal" and c.start == last.start else c
                for c in found]

    def _grants(self, low: str) -> bool:
        """Whether a lower-cased sentence accepts what was asked for (not only says what follows if it is accepted)."""
        match = self.words.phrase("granted").search(low)
        return match is not None and self.words.phrase("future_conditions").search(low, 0, match.start()) is None


class _Reader:
    """Reads one sentence."""

    def __init__(self, sentence: Sentence, language: Language, state: _State, block: int, lead: int | None) -> None:
        self.sentence, self.state, self.block, self.lead = sentence, state, block, lead
        self.subjects = Subjects(sentence, language, state.introduced.get(lead) if lead is not None else None)
        self.agents = Agents(sentence, state.named)
        self.hits = Hits(sentence, self.subjects, self.agents)
        self.futures = Futures(
            sentence, self.subjects, self.agents, state.page.treaty, state.journey, state.told == block, state.party,
            state.page.agency)
        state.told = block if self.futures.reports or state.told == block and self.futures.hypothetical else None
        opening = sentence.doc[sentence.start : min(sentence.start + _OPENS, sentence.end)]
        state.journey = self.agents.occasion(opening, "future_journeys")
        state.party = state.page.treaty and (
            self.words.phrase("future_treaty_parties").search(opening.text.lower()) is not None
            or state.party and sentence.morph(sentence.start, "PronType=Prs", "Person=3"))
        self.ruling: _Ruling | None = None

    def read(self, silent: bool) -> list[Candidate]:
        """The candidates of the sentence (none of a silent one, whose cues may still lead a list)."""
        hits = self.hits.find()
        invited = invitations.find(self.sentence)
        verbs = [v for v in invited if not v.noun]
        hits = [h for g in hits if (h := [hit for hit in g if not self._binding(hit)])]
        hits = [g for g in hits if not any(v.start < h.end and h.start < v.end for v in verbs for h in g)]
        taken: list[Hit | Invitation] = [*invited, *(h for g in hits for h in g if self.sentence.low.endswith(":"))]
        futures = self.futures.find(frozenset(i for v in taken for i in range(v.start, v.end)))
        begun = [*(h.start for g in hits for h in g), *(f.start for f in futures if f.rule != "absolute")]
        first = min(begun, default=self.sentence.end)
        futures = [f for f in futures if f.rule != "absolute" or f.start > first]
        starts = [*(min(h.start for h in g) for g in hits), *(f.start for f in futures), *(v.start for v in verbs)]
        asserting = frozenset(i for g in hits if (i := self.hits.asserted(g[0])) is not None)
        scope = Scope(self.sentence, frozenset(starts), asserting)
        self._opened_future()
        self._introduced()
        silent = silent or self._reason()
        question = self.words.phrase("questions").search(self.sentence.low) is not None
        found = [] if silent or question else list(self._assigned(scope)) or list(self._taken_up(scope))
        heads: list[_Head] = sorted([*hits, *invited, *futures], key=_place)
        covered = max((c.action.end for c in found), default=-1)
        for head in heads:
            if _place(head) < covered:
                continue
            told = list(self._candidates(head, scope))
            announced = [c for c in told if self._announces(c.action)]
            made = [c for c in told if c not in announced and not self._formal(c.action)]
            silent = silent or self.state.page.treaty and bool(announced)  # the preamble, whose reasons bind nobody
            covered = max([covered, *(c.action.end for c in made)])
            self._left_unfinished(made)
            found = [] if silent or question else [*found, *made]
        return found

    def _left_unfinished(self, made: list[Candidate]) -> None:
        """Remember an action whose objects are the items of a list (`The parties shall encourage and promote:`)."""
        s = self.sentence
        last = made[-1] if made else None
        if last is None or not s.low.rstrip().endswith(":") or last.action.end < s.end - 2 or not self._leads():
            return
        words = [i for i in range(last.action.start, last.action.end) if not (s.coordinator(i) or s.adverb(i) or s.clitic(i))]
        verbs = all(s.pos(i) in {"VERB", "AUX", "PART"} or s.fits(i, "prepositions") for i in words)
        if verbs and self.block not in self.state.leads:
            frames = (Frame("", (), "noun"), Frame("", (), "thing"))
            self.state.leads[self.block] = Lead(
                last.cue, last.cue_name, last.act, last.force, frames, last.subject, self.block)
            self.state.unfinished[self.block] = last

    def _binding(self, hit: Hit) -> bool:
        """Whether what would elsewhere ask others binds the parties to a treaty (`the Parties encourage exchanges`)."""
        s = self.sentence
        if not self.state.page.treaty or hit.pattern.cue.act != "proposal" or not hit.pattern.cue.verbal:
            return False
        subject = self.hits.subject(hit)
        present = s.morph(hit.start, "VerbForm=Fin", "Tense=Pres") and s.doc[hit.start].morph.get("Mood") in ([], ["Ind"])
        party = s.words.phrase("future_treaty_parties")
        if any(s.infinitive(i) for i in range(hit.end, min(hit.end + _ASKED, s.end))):
            return False  # `requests you to hasten the works`
        return present and subject is not None and party.search(s.text(subject.start, subject.end)) is not None

    def _reason(self) -> bool:
        """Whether the sentence is one of the reasons a treaty gives before its articles."""
        s = self.sentence
        low = s.low.rstrip()
        return self.state.page.treaty and low[-1:] in (";", ",") and s.at(s.start, "reasons") > s.start

    def _announces(self, action: Span | Action) -> bool:
        """Whether an action only announces the list, or the articles of a treaty, behind it."""
        s = self.sentence
        announcing = next((i for i in range(action.start, action.end) if s.fits(i, "announcers")), action.end)
        if action.end < s.end - 2 or announcing == action.end or any(
                s.fits(i, "subject_relatives") for i in range(action.start, announcing)):
            return False  # `to test boats that meet the following rules:` is an action of its own
        return s.low.rstrip().endswith(":") and self._leads() or self.state.page.treaty and not s.finite(action.start)

    def _formal(self, action: Span) -> bool:
        """Whether an action only belongs to the exchange of letters (`confirm receipt`)."""
        return self.sentence.at(action.start, "formalities") > action.start

    def _leads(self) -> bool:
        """Whether a list hangs on the block of the sentence (taken for granted where nothing tells)."""
        text = self.sentence.doc._.text
        blocks = text.view.blocks if text is not None else ()
        item = next((block for block in blocks[self.block + 1 :] if block.role == "item"), None)
        return len(blocks) <= self.block + 1 or item is not None and item.lead == self.block

    @property
    def words(self) -> Words:
        """The lexicon."""
        return self.sentence.words

    def _candidates(self, head: _Head, scope: Scope) -> Iterator[Candidate]:
        if isinstance(head, list):
            yield from next((made for hit in head if (made := list(self._cued(hit, scope)))), [])
        elif isinstance(head, Future):
            ruling = self.ruling if self.ruling is not None and self._ruled(head, self.ruling.end) else None
            subject = head.subject
            for action in self.futures.actions(head, scope):
                if ruling is not None:
                    if subject is not None and ruling.end <= subject.start < subject.end == action.start:
                        action = replace(action, start=subject.start)  # as that of the clause it is joined to
                    lead, self.ruling = ruling.lead, _Ruling(ruling.lead, action.end)
                    yield self._candidate(action, lead.cue, lead.act, lead.force, lead.subject, None, "cue", lead.name,
                                          doer=head.subject)
                    continue
                cue = self.sentence.doc[head.finite : head.finite + 1]
                yield self._candidate(action, cue, "pledge", "commit", head.subject, None, head.rule, head.rule)
        else:
            action = invitations.action(head, scope)
            subject = self.subjects.of(head.start, head.start)
            cue = self.sentence.doc[head.start : head.end]
            addressee = self.sentence.doc[head.end : head.visit] if head.visit > head.end else None
            yield self._candidate(action, cue, "invitation", None, subject, addressee, "invitation", "invitation")

    def _ruled(self, future: Future, end: int) -> bool:
        """Whether a future is joined to a clause under a cue (`agreed that Oslo will pay and Rome will build`)."""
        s, subject = self.sentence, future.subject
        own = subject is not None and end <= subject.start < future.start
        start = subject.start if own and subject is not None else future.start
        between = range(end, start)
        joined = any(s.fits(i, "coordinators") or s.comma(i) for i in between)
        again = any(s.fits(i, "relatives") for i in between)
        apart = own and not again and any(s.comma(i) for i in between)  # `agreed that they will meet, and Oslo will pay`
        return joined and not apart and all(s.coordinator(i) or s.fits(i, "relatives") or s.fits(i, "joiners") for i in between)

    def _cued(self, hit: Hit, scope: Scope) -> Iterator[Candidate]:
        cue = hit.pattern.cue
        opens = hit.start == self._content() and self.sentence.gerund(hit.start)  # `Seeking to ease X, both sides agreed`
        actions = scope.complements(hit.after, hit.pattern.frames, cue.addressee, cue.tight or opens)
        actions = self._announced(hit, scope) or [a for a in actions if not self._is_aside(hit, a)]
        subject = self.hits.subject(hit)
        kinds = {f.kind for f in hit.pattern.frames}
        if subject is not None and "subject" in kinds:
            whole = self.subjects.phrase(hit.start) or subject  # where the parse takes but the end of a name for the subject
            told = (self._subject_action(s, new="thing" in kinds) for s in (subject, whole))
            actions, subject = next((found for found in told if found), []), None
            if cue.dated:
                actions = [replace(a, end=scope.predicate(a.start, hit.end - 1)[0].end) for a in actions]
        if "passive" in kinds:
            actions = self._passive_action(hit, scope)
        opened = self.sentence.low.rstrip().endswith(":")
        span = self.sentence.doc[hit.start : hit.end]
        clause = any(f.kind == "clause" and self._ends_with(f.words) for f in hit.pattern.frames)
        verbs = any(f.kind == "infinitive" and self._ends_with(f.words) for f in hit.pattern.frames)
        hanging = opened and bool(actions) and self._hangs(actions[-1])
        actions = actions[:-1] if hanging else actions
        lead = Lead(span, cue.name, cue.act, cue.force, hit.pattern.frames, subject, self.block, clause, verbs or hanging)
        self.state.last = lead
        if not actions or hanging or opened and any(self._announces(a) for a in actions):
            self.state.leads[self.block] = lead
        between = self.sentence.doc[hit.after : self._marker(actions[0].start, hit)] if actions else None
        addressee = between if between is not None and len(between) and cue.addressee else None
        if cue.passive:
            subject, addressee = None, subject
        nobody = False  # whether nobody acts in the clause that the action goes on
        for action in self._shortened(hit, self._before_predicate(hit, actions)):
            idle = self.sentence.fits(action.verb, "future_vain_verbs") or self.sentence.fits(action.verb, "passive")
            vain = action.kind == "clause" and idle
            verb = self._predicate(action)
            vain = vain and not (scope.openings.is_passive(action.verb) or self._held(verb) or self._enjoys(action))
            vain = vain or action.kind == "clause" and self.sentence.at(verb, "future_extents") > verb
            vain = vain or cue.binding and self.state.page.treaty and not self._binds(subject, action)
            nobody = cue.actor and (not self._somebody_acts(action, scope) or nobody and action.kind != "clause")
            if vain or nobody or self.sentence.fits(action.verb, "speech_verbs"):
                continue
            if cue.expected and self.futures.foretold(verb, action.verb, subject) or self._only_named(action):
                continue
            doer = self._doer(action, scope)
            if action.kind == "clause":
                self.ruling = _Ruling(lead, action.end)
            yield self._candidate(action, span, cue.act, cue.force, subject, addressee, "cue", cue.name, doer=doer,
                                  received=cue.received, stance=cue.stance, wished=cue.actor,
                                  common=cue.common and addressee is None and doer is None)

    def _announced(self, hit: Hit, scope: Scope) -> list[Action]:
        """The members of a list inside the sentence that the words behind a cue only announce (`agreed on the following: a)`)."""
        s = self.sentence
        colon = next((i for i in range(hit.end, min(hit.end + _ANNOUNCED, s.end - 1)) if s.stop(i) or s.lower(i) == ";"), s.end)
        if colon == s.end or s.lower(colon) != ":" or not any(s.fits(i, "announcers") for i in range(hit.end, colon)):
            return []
        frames = tuple(f for f in hit.pattern.frames if f.kind not in {"self", "subject", "passive"})
        frames += self.words.infinitives
        start = s.after_number(colon + 1)
        return scope.clause(start) if scope.openings.is_clause(start) else scope.inherited(start, frames, bare=True)

    def _only_named(self, action: Action) -> bool:
        """Whether a noun phrase only names a state (`is interested in Oslo`): nothing is done by that."""
        s = self.sentence
        words = [i for i in range(action.start, action.end) if not s.fits(i, "determiners")]
        return action.kind == "thing" and bool(words) and self.agents.state(s.doc[words[0] : action.end]) and len(words) == 1

    def _before_predicate(self, hit: Hit, actions: list[Action]) -> list[Action]:
        """The actions, the last without the verb whose subject the cue is (`a request that Oslo pay was turned down`)."""
        s = self.sentence
        verb = self.subjects.governed(hit.start, hit.end) if actions and not any(
            f.kind in {"self", "subject", "passive"} for f in hit.pattern.frames) else None
        if verb is None or not actions[-1].verb < verb < actions[-1].end:
            return actions
        return [*actions[:-1], replace(actions[-1], end=s.verb_begins(verb))]

    def _shortened(self, hit: Hit, actions: list[Action]) -> list[Action]:
        """The actions, the last without the words behind it by which the cue counts (`its wish to sell was confirmed`)."""
        s = self.sentence
        if not hit.pattern.cue.after or not actions or self.hits.asserted(hit) is not None:
            return actions
        *before, last = actions
        start, end = s.position(last.start), s.position(last.end)
        found = [m for n in hit.pattern.cue.after for m in s.words.phrase(f"group_{n}").finditer(s.low, start, end)]
        cut = min((s.token(m.start()) for m in found), default=last.end)
        return [*before, replace(last, end=cut)] if cut > last.verb else actions

    def _binds(self, subject: Span | None, action: Action) -> bool:
        """Whether what must be done is a duty of somebody, or to be done by whoever it is."""
        s = self.sentence
        participle = s.after_preverbs(action.verb + 1)
        passive = s.fits(action.verb, "passive") and s.participle(participle)
        return self.agents.acts(subject) or passive and not s.fits(participle, "future_vain_participles")

    def _held(self, i: int) -> bool:
        """Whether what looks vain at token `i` binds after all (`will remain in contact`)."""
        return max(self.sentence.at(i, "future_held"), self.sentence.at(i, "future_undergone")) > i

    def _somebody_acts(self, action: Action, scope: Scope) -> bool:
        """Whether the subject of a clause can act, or something is done to it, or it is what is to be done."""
        s = self.sentence
        if action.kind != "clause" or self.agents.acts(self.subjects.of(action.verb, self._predicate(action))):
            return True
        if self._enjoys(action) or scope.openings.happens(action.start, action.verb):
            return True
        return any(s.fits(i, "passive") for i in range(action.start, action.verb + 1))

    def _enjoys(self, action: Action) -> bool:
        """Whether a clause is about somebody who is to get what is asked for (`that travellers enjoy`)."""
        return self.sentence.at(action.verb, "future_enjoying") > action.verb

    def _doer(self, action: Action, scope: Scope) -> Span | None:
        """Who acts in the clause that a cue governs, where it is told in the active."""
        s = self.sentence
        if action.doer is not None:
            return s.doc[slice(*action.doer)]
        if action.kind != "clause":
            return None
        told = self._predicate(action)
        finite = next((i for i in range(told, action.verb + 1) if s.finite(i)), action.verb)
        if scope.openings.is_passive(finite) or s.at(told, "future_held") > told:
            return None
        return self.subjects.of(action.verb, told)

    def _predicate(self, action: Action) -> int:
        """Where the verb of an action begins, with its auxiliary and clitics: behind the subject of a clause."""
        s = self.sentence
        if action.kind != "clause":
            return action.start
        i = next((j for j in range(action.verb, action.start - 1, -1) if s.finite(j)), action.verb)
        while i > action.start and s.clitic(i - 1):
            i -= 1
        return i

    def _subject_action(self, subject: Span, *, new: bool) -> list[Action]:
        """The action that a subject names (`regular contacts are needed`), or (new) the new thing (`new flights`)."""
        s = self.sentence
        if s.morph(subject.start, "PronType=Dem") or s.pos(subject.start) == "PART":
            return []  # `these reforms are needed`: told before
        words = range(subject.start, subject.end)
        verb = next((i for i in words if s.action_noun(i) or s.fits(i, "explore_nouns")), None)
        if verb is None and new and s.fits(subject.start, "indefinites") and not s.fits(subject.end - 1, "empty_nouns"):
            verb = subject.root.i
        return [] if verb is None else [Action(subject.start, subject.end, verb, "noun")]

    def _passive_action(self, hit: Hit, scope: Scope) -> list[Action]:
        """The action of a passive that is its own cue (`fees should be waived`), from the subject just before it."""
        subject = self.subjects.of(hit.end - 1, hit.start)
        if subject is not None and subject.end < hit.start and self.subjects.whole(subject, hit.start):
            subject = self.sentence.doc[subject.start : hit.start]
        start = self._joined_before(subject.start) if subject is not None and subject.end == hit.start else hit.start
        return scope.predicate(start, hit.end - 1)

    def _joined_before(self, i: int) -> int:
        """Where the subject of a clause begins whose last part begins at token `i` (`that quotas and fees should be cut`)."""
        s = self.sentence
        if not s.fits(i - 1, "coordinators"):
            return i
        for j in range(i - 2, max(s.start, i - SUBJECT), -1):
            if s.fits(j, "relatives"):
                return j + 1 if s.pos(j) == "SCONJ" else i
            if s.stop(j) or s.comma(j) or s.predicate(j):
                break
        return i

    def _is_aside(self, hit: Hit, action: Action) -> bool:
        """Whether the noun phrase is the speaker of an inserted clause (`, promised the minister,`)."""
        if action.kind != "thing":
            return False
        s = self.sentence
        i = s.verb_begins(hit.start)
        speaker = self.agents.acts(s.doc[action.start : action.end])
        return speaker and (i == s.start or s.comma(i - 1) or s.doc[i - 1].is_quote)

    def _marker(self, start: int, hit: Hit) -> int:
        """Where the marker before an action begins."""
        i = start
        markers = {w.strip() for f in hit.pattern.frames for w in f.words}
        while i > hit.after and self.sentence.lower(i - 1) in markers:
            i -= 1
        return i

    def _ends_with(self, markers: tuple[str, ...]) -> bool:
        """Whether the sentence breaks off, before a colon, behind one of these words."""
        return any(self.sentence.low.rstrip(" :").endswith(" " + m) for m in markers if self.sentence.low.endswith(":"))

    def _hangs(self, action: Action) -> bool:
        """Whether a clause breaks off before the infinitives of a list (`agreed that the fund will serve to:`)."""
        breaks = action.kind == "clause" and action.end >= self.sentence.end - 1 and self._leads()
        return breaks and any(self._ends_with(f.words) for f in self.words.infinitives)

    def _opened_future(self) -> None:
        """Remember a future auxiliary that a list completes (`Kenya will:`)."""
        s = self.sentence
        i = s.end - 1
        while i > s.start and (s.stop(i) or s.doc[i].is_space):
            i -= 1
        if i < s.end - 1 and s.fits(i, "future_auxiliaries"):
            subject = self.subjects.of(i, i)
            if self.agents.acts(subject):
                frames = (Frame("", (), "infinitive"),)
                cue = s.doc[i : i + 1]
                self.state.leads[self.block] = Lead(cue, "future", "pledge", "commit", frames, subject, self.block, verbs=True)

    def _introduced(self) -> None:
        """Remember who stands alone before a list whose items say what he does (`The Maltese side:`)."""
        s = self.sentence
        end = next((i for i in range(s.end - 1, s.start, -1) if not s.doc[i].is_space), s.start)
        if s.lower(end) == ":" and self._leads():
            subject = self.subjects.introducing(end)
            if subject is not None and self.agents.acts(subject):
                self.state.introduced[self.block] = subject

    def _taken_up(self, scope: Scope) -> Iterator[Candidate]:
        """The actions of a list item under its lead-in, or of a sentence that only goes on with a complement."""
        lead = self.state.leads.get(self.lead) if self.lead is not None else None
        listed = lead is not None
        lead = lead or self.state.last
        start = self._content()
        if lead is None or start >= self.sentence.end or not listed and self.block - lead.block > CARRY:
            return
        if listed and lead.clause:
            actions = scope.clause(start)
        elif not (self._opens_item(start, scope) if listed else start not in scope.heads and not scope.openings.is_clause(start)):
            return
        else:
            frames = tuple(f for f in lead.frames if listed or (f.kind == "infinitive" and f.words))
            actions = scope.inherited(start, frames, bare=listed, verbs=listed and lead.verbs)
        for action in actions:
            if lead.subject is None and self.sentence.at(action.start, "recorded") > action.start:
                continue
            rule = "list" if listed else "ellipsis"
            if listed and (opened := self.state.unfinished.pop(lead.block, None)) is not None:
                self.state.completed.append(opened)
            doer = self._doer(action, scope)
            yield self._candidate(
                action, lead.cue, lead.act, lead.force, lead.subject, None, rule, lead.name, lead=True, doer=doer)

    def _assigned(self, scope: Scope) -> Iterator[Candidate]:
        """What somebody is to do by a sentence without a finite verb, or by a point of a plan."""
        s, start = self.sentence, self._content()
        lead = self.state.leads.get(self.lead) if self.lead is not None else None
        act, force = (lead.act, lead.force) if lead is not None else ("pledge", "commit")
        given = [(part.subject, action) for part in assigned.find(scope, self.agents, start) for action in part.actions]
        for subject, action in given:
            if not self.futures.foretold(action.start, action.verb, subject):
                cue = s.doc[action.start - 1 : action.start]
                yield self._candidate(action, cue, act, force, subject, None, "assigned", "assigned")
        if given or lead is not None or self.block not in self.state.page.planned or s.end - start < _POINT:
            return
        for action in scope.inherited(start, (), bare=True):
            yield self._candidate(action, s.doc[start : start + 1], "pledge", "commit", None, None, "plan", "plan")

    def _opens_item(self, start: int, scope: Scope) -> bool:
        """Whether a list item begins with what its lead governs, though it may be a cue elsewhere (`- encourage contacts`)."""
        return start not in scope.heads or self.sentence.infinitive(start)

    def _content(self) -> int:
        """The first token of the sentence that is no bullet or number."""
        s = self.sentence
        i = s.start
        while i < s.end and not s.lower(i)[:1].isalpha() or i + 1 < s.end and (
            len(s.lower(i)) == 1 and s.lower(i + 1) in ")." or _LETTER.fullmatch(s.lower(i)) is not None
        ):
            i += 1
        return i

    def _candidate(self, action: Action, cue: Span, act: str, force: str | None, subject: Span | None,
                   addressee: Span | None, rule: str, name: str, lead: bool = False, doer: Span | None = None,
                   received: bool = False, common: bool = False, stance: bool = False,
                   wished: bool = False) -> Candidate:
        s = self.sentence
        if act == "pledge" and explores(s, action):
            force = "explore"
        return Candidate(
            action=s.doc[action.start : action.end], cue=cue, act=act, force=force, subject=subject, addressee=addressee,
            start=s.start, end=s.end, block=self.block, rule=rule, cue_name=name, lead=lead, doer=doer, received=received,
            common=common, stance=stance, wished=wished)


def _place(head: _Head) -> int:
    if isinstance(head, list):
        return min(hit.start for hit in head)
    return head.finite if isinstance(head, Future) else head.start


def _sentences(doc: Doc) -> Iterator[tuple[int, int, int, str, int | None]]:
    """The sentences of the story: token bounds, block, its role and the block that leads it."""
    view = doc._.text.view if doc._.text is not None else None
    for found in doc.sents:
        sent = _trimmed(found)
        if view is None or not view.blocks:
            yield sent.start, sent.end, 0, "paragraph", None
            continue
        index = view.block_at(sent.start_char)
        block = view.blocks[index]
        if block.is_story and not sent[0].is_space:
            lead = block.lead if sent.start_char == block.start else None
            yield sent.start, sent.end, index, block.role, lead


def _trimmed(sent: Span) -> Span:
    """A sentence without the white space behind it."""
    end = sent.end
    while end - 1 > sent.start and sent.doc[end - 1].is_space:
        end -= 1
    return sent.doc[sent.start : end]
