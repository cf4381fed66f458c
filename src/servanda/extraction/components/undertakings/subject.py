"""Who acts in a clause: the grammatical subject of a verb, and whether it can act at all."""

from __future__ import annotations

from spacy.tokens import Span, Token

from servanda.extraction.components.undertakings.clause import Sentence
from servanda.extraction.mentions import Findings
from servanda.languages import Language

FAR = 120  # tokens back to a clause whose subject a verb may share
_CLIMB = 4
_COUNTER = 3  # letters of what counts a member of a list
_ASIDE = 24  # tokens of a participle's phrase between commas
_WITHIN = frozenset({"ADJ", "PART", "PUNCT", "NUM"})  # between the nouns of one name
_DASHES = frozenset({"\u2013", "\u2014"})
_OPENING = frozenset({",", ";", ":", "(", "\u2013", "\u2014"})


class Subjects:
    """Finds subjects in one sentence: by the parse where it has one to offer, else the noun phrase before the verb.

    shared: who introduces the list in which the sentence is an item (`The Maltese side:`), for verbs that open it.
    """

    def __init__(self, sentence: Sentence, language: Language, shared: Span | None = None) -> None:
        self.sentence, self._shared = sentence, shared
        self._subjects = language.relation("subject") | language.relation("passive_subject")
        self._climbs = language.relation("conjunct") | language.relation("clausal") | language.relation("auxiliary")
        self._climbs |= language.relation("adverbial_clause") | language.relation("object")
        self._relatives, self._clausal = language.relation("relative"), language.relation("clausal")
        self._inner = self._clausal | language.relation("modifier")
        self._parsed = sentence.tagged and sentence.doc.has_annotation("DEP") and bool(self._subjects)

    def of(self, verb: int, limit: int | None = None) -> Span | None:
        """The subject of the verb at token `verb`, standing before token `limit`."""
        limit = verb if limit is None else limit
        if self._shared is not None and self._opening(limit):
            return self._shared
        colon = self._listing(limit)
        if colon is not None and (introduced := self.introducing(colon)) is not None:
            return introduced
        found = self._before(limit)
        if found is not None and self.sentence.fits(found.start, "pronouns"):
            return found
        parsed = self._parsed_subject(verb, limit)
        return found if parsed is None or found is not None and self._fronted(parsed.start - 1) else parsed

    def _opening(self, limit: int) -> bool:
        """Whether nothing stands before token `limit` that could be a subject."""
        s = self.sentence
        return all(s.before_verb(i) or s.fits(i, "coordinators") or s.doc[i].is_punct for i in range(s.start, limit))

    def _listing(self, limit: int) -> int | None:
        """The colon before the list of which token `limit` opens a numbered member (`Malta: (a) will pay; (b) asked`)."""
        s = self.sentence
        end = s.verb_begins(limit)
        if end - 2 <= s.start or s.lower(end - 1) != ")" or len(s.lower(end - 2)) > _COUNTER or not s.lower(end - 2).isalnum():
            return None
        return next((i for i in range(end - 3, s.start, -1) if s.lower(i) == ":"), None)

    def introducing(self, end: int) -> Span | None:
        """The noun phrase that stands alone, or with an auxiliary, before the colon at token `end`."""
        s = self.sentence
        before = self._behind_subject(end, commas=True)
        found = self._before(before)
        told = range(s.start, before if found is None else found.end)
        return None if any(s.finite(i) for i in told) else found

    def main(self, limit: int) -> Span | None:
        """The subject of the first finite verb before a token (whose participles it governs), if there is one."""
        s = self.sentence
        first = max(s.start, limit - FAR)
        return next((found for i in range(first, limit) if s.finite(i) and (found := self.of(i)) is not None), None)

    def governed(self, start: int, end: int) -> int | None:
        """The verb behind tokens `start` to `end` whose subject is a noun among them."""
        noun = self.sentence.doc[start:end].root
        subject = self._parsed and noun.dep_ in self._subjects and noun.pos_ == "NOUN" and noun.head.i >= end
        return noun.head.i if subject else None

    def phrase(self, limit: int) -> Span | None:
        """The noun phrase that ends just before a token, whatever the parse says."""
        return self._before(limit)

    def whole(self, subject: Span, verb: int, *, closed: bool = False) -> bool:
        """Whether what belongs to a subject goes on up to its verb, or (closed) up to the comma before it."""
        s = self.sentence
        head = s.doc[subject.start].head if subject.end - subject.start == 1 else subject.root
        return s.tagged and subject.end < verb and (closed or head.right_edge.i + 1 == verb) and not any(
            s.finite(i) or s.fits(i, "relatives") and s.pos(i) != "DET" for i in range(subject.end, verb))

    def opened(self, start: int) -> Span | None:
        """The subject of the clause that a participle opens (`Recalling its promise to ..., the minister said`)."""
        s = self.sentence
        comma = next((i for i in range(start, min(start + FAR, s.end)) if s.comma(i)), s.end)
        verb = next((i for i in range(comma + 1, s.end) if s.finite(i)), None)
        return self.of(verb) if verb is not None else None

    def _parsed_subject(self, verb: int, limit: int) -> Span | None:
        if not self._parsed:
            return None
        token: Token = self.sentence.doc[verb]
        first = next((i for i in range(verb - 1, self.sentence.start, -1) if self.sentence.lower(i) == ";"), self.sentence.start)
        for _ in range(_CLIMB):
            for child in reversed([] if self._above(token, verb) else list(token.children)):
                if child.dep_ in self._subjects and first <= child.i < limit:
                    is_relative = self.sentence.fits(child.i, "relatives")
                    return self._antecedent(child.i) if is_relative else self._joined(child, first, limit)
            if token.head.i == token.i or token.dep_ not in self._climbs:
                return None
            token = token.head
        return None

    def _joined(self, child: Token, first: int, limit: int) -> Span:
        """A subject, with the one before it where the parse gives a verb two (`the line between Oslo and | Rome will open`)."""
        found = self._phrase(child, limit)
        if not self.sentence.fits(child.left_edge.i - 1, "coordinators"):
            return found
        before = [c for c in child.head.children if c.dep_ in self._subjects and first <= c.i < child.left_edge.i]
        edge = before[-1].left_edge.i if before else found.start
        return self.sentence.doc[edge : found.end] if edge >= self.sentence.start else found

    def _above(self, clause: Token, verb: int) -> bool:
        """Whether a verb of the past goes on above a clause of another tense (`asked that Oslo pay and called`)."""
        s = self.sentence
        if clause.i == verb or clause.dep_ not in self._inner:
            return False
        modal = any(s.fits(child.i, ("future_auxiliaries", "future_reported")) for child in clause.children)
        if modal and "Pres" in clause.head.morph.get("Tense") and self._told_now(verb):
            return True  # `hopes that Oslo will pay, and is considering`
        if not s.morph(verb, "Tense=Past"):
            return False
        return "Past" not in clause.morph.get("Tense") and not any(
            "Past" in child.morph.get("Tense") for child in clause.children if s.fits(child.i, "auxiliaries"))

    def _told_now(self, verb: int) -> bool:
        """Whether a verb, or the auxiliary that is its finite form, is a present."""
        s = self.sentence
        forms = [verb, *(child.i for child in s.doc[verb].children if child.i < verb)]
        return any(s.morph(i, "VerbForm=Fin", "Tense=Pres") for i in forms if s.pos(i) in {"VERB", "AUX"})

    def _antecedent(self, relative: int) -> Span | None:
        """The noun phrase a relative pronoun goes on about (only behind a comma: others just tell which one)."""
        s = self.sentence
        if relative - 1 <= s.start or not s.comma(relative - 1):
            return None
        opened = self._described(relative - 1)
        if self._towards(relative - 2):
            return s.doc[relative - 2 : relative - 1]
        if self._parsed and opened is None:
            for token in s.doc[relative].ancestors:
                if token.dep_ in self._relatives and s.start <= token.head.i < relative:
                    head = token.head
                    if not s.fits(head.i, "future_agents") and (
                            s.fits(head.i, "future_texts") or s.fits(head.i, "future_occasions")):
                        return None  # `the talks, opened by the ministers, which will last`
                    if not (s.fits(head.i, "future_agents") or s.pos(head.i) == "PROPN"):
                        break
                    return s.doc[max(s.start, head.left_edge.i) : head.i + 1]
        found = self._before(relative - 1 if opened is None else opened)
        if found is None or opened is not None and s.fits(found.end - 1, "future_texts"):
            return None
        able = [i for i in range(found.start, found.end) if s.fits(i, "future_agents") and (
            not s.form(i, "ambiguous") or i == found.root.i and s.noun(i))]
        if s.tagged and s.pos(found.end - 1) == "PROPN" and (not able or s.fits(able[-1] + 1, "prepositions")):
            able = [found.end - 1]
        return s.doc[able[-1] : found.end] if able else None

    def _towards(self, name: int) -> bool:
        """Whether token `name` is that of a state towards which something goes (`a mission will go to Fiji, which will`)."""
        s = self.sentence
        token = s.doc[name]
        states = {m.span.start for m in s.doc._.findings.states if m.kind == "name"}
        return token.idx in states and s.fits(name - 1, "prepositions") and not s.fits(name - 1, "genitives")

    def _described(self, comma: int) -> int | None:
        """The comma that opens a participle's phrase which another closes (`the talks, launched by Oslo in May, which`)."""
        s = self.sentence
        for i in range(comma - 1, max(s.start, comma - _ASIDE), -1):
            if s.finite(i) or s.lower(i) == ";":
                return None
            if s.comma(i) and s.participle(i + 1) and s.morph(i + 1, "VerbForm=Part"):
                return i
        return None

    def _phrase(self, child: Token, limit: int) -> Span:
        end = min(child.right_edge.i + 1, limit)
        s = self.sentence
        for i in range(child.i + 1, end):
            if s.lower(i) in _OPENING and not s.doc[child.i].n_rights > 1 or s.fits(i, "relatives"):
                end = i
                break
        return self.sentence.doc[max(child.left_edge.i, s.start) : max(end, child.i + 1)]

    def _before(self, limit: int) -> Span | None:
        """The noun phrase that ends just before a token."""
        s = self.sentence
        end = self._behind_subject(limit)
        if end > s.start and s.comma(end - 1):
            end = self._past_aside(end - 1)
        if end > s.start and s.fits(end - 1, "relatives"):
            return self._antecedent(end - 1)
        if end > s.start and s.coordinator(end - 1):
            return self._earlier(end - 1)
        start = end
        while start > s.start and not self._opens(start - 1):
            start -= 1
        while start < end - 1 and (s.fits(start, "coordinators") or s.fits(start, "joiners") or s.doc[start].is_punct):
            start += 1
        if self._fronted(start) and (shared := self._earlier(start - 1, limit)) is not None:
            return shared
        return s.doc[start:end] if start < end else None

    def _fronted(self, i: int) -> bool:
        """Whether token `i` opens a phrase between a conjunction and its verb (`Oslo has cut fees and with this pact agreed`)."""
        s = self.sentence
        return s.tagged and s.fits(i, "prepositions") and not s.fits(i, "relatives") and s.fits(i - 1, "coordinators")

    def _behind_subject(self, end: int, commas: bool = False) -> int:
        """Where a subject ends of which nothing but the verb's own words and quotation marks part token `end` (or commas)."""
        s = self.sentence
        while end > s.start and (s.before_verb(end - 1) or s.doc[end - 1].is_quote or commas and s.comma(end - 1)):
            end -= 1  # `Oslo, he said, "will pay" the fee`
        return end

    def _earlier(self, limit: int, verb: int | None = None) -> Span | None:
        """The subject of a clause before, for a verb that shares it: the nearest in the same tense, else the nearest."""
        s, found = self.sentence, []
        verb = limit + 1 if verb is None else verb
        for i in range(limit - 1, max(s.start, limit - FAR), -1):
            if s.finite(i) and not s.coordinator(i - 1) and (subject := self._before(i)) is not None:
                if not s.tagged or self._same_tense(i, verb):
                    return subject
                found.append(subject)
        return found[0] if found else None

    def _same_tense(self, first: int, second: int) -> bool:
        s = self.sentence
        if s.participle(second) and not s.finite(second):
            return s.fits(first, "auxiliaries")
        tenses = [s.doc[i].morph.get("Tense") for i in (first, min(second, s.end - 1))]
        return tenses[0] == tenses[1]

    def _past_aside(self, comma: int) -> int:
        s = self.sentence
        for i in range(comma - 1, max(s.start, comma - 12), -1):
            if s.comma(i):
                return i
        return comma

    def _opens(self, i: int) -> bool:
        s = self.sentence
        return s.lower(i) in _OPENING or s.predicate(i) or s.fits(i, "relatives")


class Named:
    """The spans of a document that name somebody, for quick look-up."""

    def __init__(self, findings: Findings) -> None:
        spans = [m.span for m in findings.states if m.kind != "adjective"]
        spans += [m for e in findings.entities if e.type != "place" for m in e.mentions]
        spans += [m for body in findings.mechanisms for m in (body.title, *body.mentions)]
        self._named = {position for span in spans for position in range(span.start, span.end)}
        self.states = {m.span.start for m in findings.states if m.kind == "name"}
        self.places = {m.start for e in findings.entities if e.type == "place" for m in e.mentions}
        self.people = {m.start for e in findings.entities if e.type == "person" for m in e.mentions}

    def __contains__(self, position: object) -> bool:
        return position in self._named


class Agents:
    """Tells whether a subject is somebody: states, persons, bodies, their pronouns and the nouns that stand for them."""

    def __init__(self, sentence: Sentence, named: Named) -> None:
        self.sentence, self._named = sentence, named

    def acts(self, subject: Span | None) -> bool:
        """Whether the head of the subject can undertake something."""
        return subject is not None and self.head(subject) is not None

    def head(self, subject: Span) -> int | None:
        """The token by which the subject is somebody: the first that can act, unless a thing comes before it."""
        s = self.sentence
        if subject.end <= s.start:
            return subject.start  # who introduces a list: found to act in its own sentence
        for i in range(subject.start, subject.end):
            if i > subject.start and (s.lower(i) in _DASHES or s.gerund(i) and s.noun(i - 1)):
                return None  # `the route linking Oslo to Rome`: none of those named behind it acts
            if s.fits(i, "future_anaphors") and subject.end - subject.start <= 3:
                return i
            if s.fits(i, "future_texts") or s.fits(i, "future_occasions") and not s.fits(i, "future_agents"):
                if self._of_people(i, subject.end):
                    continue
                return None
            if s.fits(i, "future_agents") or self._is_name(i):
                return None if self._in_a_thing(i, subject.end) else i
            if i > subject.start and s.fits(i, "prepositions") and not s.fits(i - 1, "future_anaphors"):
                return None  # `each of the parties` is somebody
        return None

    def _of_people(self, i: int, end: int) -> bool:
        """Whether the occasion or text at token `i` only tells which people are meant (`summit leaders`)."""
        s = self.sentence
        return s.tagged and i + 1 < end and s.noun(i) and s.noun(i + 1) and any(
            s.fits(i + 1, kind) for kind in ("future_people", "future_agents"))

    def _in_a_thing(self, i: int, end: int) -> bool:
        """Whether the name at token `i` only stands in that of a text or an occasion (`the Oslo Ferry Agreement will help`)."""
        s, last = self.sentence, i
        if not s.tagged:
            return False
        for j in range(i + 1, end):
            if s.noun(j):
                last = j
            elif s.pos(j) not in _WITHIN:
                break
        thing = s.fits(last, "future_texts") or s.fits(last, "future_occasions")
        return last > i and thing and not s.fits(last, "future_agents")

    def assembly(self, subject: Span) -> bool:
        """Whether the subject is nothing but a meeting, which decides as those who sit in it."""
        s = self.sentence
        return subject.end - subject.start <= 2 and subject.start >= s.start and s.fits(subject.end - 1, "future_assemblies")

    def occasion(self, subject: Span, kind: str = "future_occasions") -> bool:
        """Whether the subject is a thing whose future only foretells (or one of the words of another class)."""
        s = self.sentence
        for i in range(subject.start, subject.end):
            if s.fits(i, kind) and not self._of_people(i, subject.end):
                return True
            if s.fits(i, "future_agents") or s.fits(i, "prepositions"):
                return False
        return False

    def outsider(self, subject: Span | None) -> bool:
        """Whether the subject is one whose word binds no state, or a pronoun in a sentence that such a one opens."""
        s = self.sentence
        if subject is None or subject.end <= s.start:
            return False
        outsiders = s.words.phrase("future_outsiders")
        if outsiders.match(s.low, s.position(subject.start)) is not None:
            return True
        anaphor = s.fits(subject.start, "future_anaphors") and subject.end - subject.start <= 1
        return anaphor and outsiders.match(s.low) is not None

    def told_by_outsider(self, position: int) -> bool:
        """Whether the sentence only reports, up to a position, what one says whose word binds no state."""
        s = self.sentence
        teller = s.words.phrase("future_outsiders").match(s.low)
        return teller is not None and s.words.phrase("future_reports").search(s.low, teller.end(), position) is not None

    def state(self, subject: Span) -> bool:
        """Whether the subject is a state called by its name."""
        head = self.head(subject)
        return head is not None and self.sentence.doc[head].idx in self._named.states

    def person(self, subject: Span) -> bool:
        """Whether the subject is one person."""
        s = self.sentence
        words = range(subject.start, subject.end)
        return any(s.fits(i, "future_persons") or s.doc[i].idx in self._named.people for i in words)

    def people(self, subject: Span) -> bool:
        """Whether the subject is several persons."""
        head = self.head(subject)
        return head is not None and any(self.sentence.fits(i, "future_people") for i in {head, subject.root.i})

    def named(self, i: int) -> bool:
        """Whether token `i` is part of the name of somebody the document speaks of."""
        return self.sentence.doc[i].idx in self._named

    def _is_name(self, i: int) -> bool:
        token = self.sentence.doc[i]
        if self.named(i):
            return True
        if token.idx in self._named.places and self.sentence.fits(i - 1, "prepositions"):
            return False  # where something is held
        acronym = token.text.isupper() and len(token.text) > 1 and token.text.isalpha()
        if not self.sentence.tagged:
            return acronym or token.text[:1].isupper() and i > self.sentence.start
        return acronym or token.text[:1].isupper() and token.pos_ == "PROPN" and len(token.text) > 1
