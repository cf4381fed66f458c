"""Component `servanda_mechanisms`: standing joint bodies and regular channels (GUIDE section 5).

A body is seen by its head noun (`mechanisms.yml`), named by `titles`, kept only if something in the name says that it is
joint, and told once: other forms of the name and later short mentions are added to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import takewhile

from pydantic import BaseModel, ConfigDict
from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from servanda import languages, ontology
from servanda.extraction.components.signing import occasion
from servanda.extraction.components.titles import Places, Title, TitleReader, alternatives, within, words
from servanda.extraction.content import content, token_starts
from servanda.extraction.mentions import Mechanism, Span, StateMention, Why
from servanda.extraction.together import Together
from servanda.languages import Language
from servanda.languages.folding import fold
from servanda.reading.text import View

REACH = 60  # characters around a name in which its creation may be told
_OF_BUSINESS = "council"
_DASH = " - "
_SEATS = ("capital", "city")
_PAIRED = ("name", "adjective")  # what may stand before it
BESIDE = 25  # characters beside a name in which its sharers may be told


class Head(BaseModel):
    """A head noun of bodies: its kind, the word that later mentions repeat, and whether the name must say it is joint."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    body: str
    pattern: str
    joint: bool = False
    plural: bool = False
    cased: bool = False


class Lexicon(BaseModel):
    """`mechanisms.yml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    heads: tuple[Head, ...] = ()
    joint: tuple[str, ...] = ()
    surely: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    general: tuple[str, ...] = ()
    pro: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    creation: tuple[str, ...] = ()
    wished: tuple[str, ...] = ()
    existing: tuple[str, ...] = ()
    founded: tuple[str, ...] = ()
    founded_after: tuple[str, ...] = ()
    to_come: tuple[str, ...] = ()
    seated: tuple[str, ...] = ()
    examples: dict[str, tuple[str, ...]] = {}


@dataclass(slots=True)
class _Body:
    """One body while its mentions are being gathered; `titles[0]` is the longest form."""

    head: Head
    titles: list[Title]
    words: frozenset[str]
    states: tuple[str, ...]
    status: str
    short: list[Span] = field(default_factory=list)


def create(nlp: SpacyLanguage, name: str) -> Finder:
    """The component for the pipeline's language."""
    return Finder(languages.load(nlp.lang))


class Finder:
    """Fills `doc._.findings.mechanisms`."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.lexicon = language.section("mechanisms", Lexicon)
        self._bodies = frozenset(head.body for head in self.lexicon.heads)
        self.titles = TitleReader(language)
        self._heads = [
            (head, alternatives((head.pattern,), 0 if head.cased else re.IGNORECASE)) for head in self.lexicon.heads
        ]
        self._together = Together([pattern for _, pattern in self._heads])
        self._joint = alternatives(self.lexicon.joint)
        self._excluded = alternatives(self.lexicon.excluded)
        self._general = alternatives(self.lexicon.general)
        self._creation = re.compile(alternatives(self.lexicon.creation).pattern + r"(?:\W+\w+){0,4}\W*$", re.IGNORECASE)
        self._wished = re.compile(alternatives(self.lexicon.wished).pattern + r"\W*(?:\w+\W+){0,3}$", re.IGNORECASE)
        self._existing = alternatives(self.lexicon.existing)
        self._founded = re.compile(alternatives(self.lexicon.founded).pattern + r"(?:\W+\w+){0,4}\W*$", re.IGNORECASE)
        self._founded_after = alternatives(self.lexicon.founded_after)
        self._to_come = alternatives(self.lexicon.to_come)
        self._seated = alternatives(self.lexicon.seated)
        self._surely = alternatives(self.lexicon.surely)
        self._shared = alternatives(self.lexicon.shared)
        self._world = frozenset(
            fold(name) for o in ontology.load().organisations if o.state is None for name in o.forms(language.tag))

    def __call__(self, doc: Doc) -> Doc:
        """Find them in one document."""
        findings = doc._.findings
        bodies: list[_Body] = []
        for head, title in self.occurrences(doc):
            self._place(doc, head, title, bodies)
        self._take_up(doc, bodies)
        findings.mechanisms.extend(_finding(doc, f"m{i}", body) for i, body in enumerate(bodies, 1))
        return doc

    def occurrences(self, doc: Doc) -> list[tuple[Head, Title]]:
        """Every full name of a body in the story, in order; the most telling head wins where several match."""
        found: list[tuple[Head, Title]] = []
        taken = -1
        matches = [(m.start(), -m.end(), i, self._heads[i][0]) for i, m in self._together.finditer(content(doc))]
        begun = {m[0] for m in matches}
        others = frozenset(i for i, start in enumerate(token_starts(doc)) if start in begun)
        for start, end, _, head in sorted(matches, key=lambda m: (m[0], m[1], m[2])):
            if start < taken:
                continue
            title = self._title(doc, head, start, -end, others)
            if title is not None and found and found[-1][1].start == title.start and found[-1][1].end == title.end:
                continue  # the same words, seen by another of their nouns
            if title is not None:
                found.append((head, title))
                taken = -end
        return found

    def _title(self, doc: Doc, head: Head, start: int, end: int, others: frozenset[int]) -> Title | None:
        text = doc._.text
        if text is not None and not _is_story(text.view, start):
            return None
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return None
        title = _from_pair(doc, self.titles.read(doc, span.start, span.end, others=others), self.titles)
        title = self._without_seat(doc, title)
        name = title.text(doc)
        if self._is_world(doc, title):
            return None
        barred = self._excluded.finditer(content(doc), max(0, start - REACH), end + REACH)
        if self._general.match(content(doc), title.span(doc).start, end):
            return None
        if not self._surely.search(name) and any(m.start() < end and start < m.end() for m in barred):
            return None
        if not head.joint:
            return None if head.kind == _OF_BUSINESS and self._of_one_state(doc, title) else title
        if title.determiner == "none" and name.islower() and title.start > doc[title.start].sent.start and not head.plural:
            return None
        named = self._joint.search(name) is not None or len(_states_in(doc._.findings.states, title.span(doc))) > 1
        return title if named or self._is_shared(doc, title) or self._is_founded(doc, title) else None

    def _without_seat(self, doc: Doc, title: Title) -> Title:
        """A name without the capital or city behind it where the body met or meets (`Joint Commission on Ports | in Lima`)."""
        end = title.span(doc).end
        near = within(doc._.findings.states, end - REACH, end)
        last = next((m for m in near if m.kind in _SEATS and m.span.end == end), None)
        before = next((t.i for t in doc[title.head_end : title.end] if last and t.idx == last.span.start), 0) - 1
        placed = before > title.head_end and self._seated.fullmatch(doc[before].lower_)
        return replace(title, end=before) if placed else title

    def _is_world(self, doc: Doc, title: Title) -> bool:
        """Whether a name is that of an international organisation everybody knows."""
        span = title.span(doc)
        known = (e for e in doc._.findings.entities if e.type == "organisation" and any(fold(n) in self._world for n in e.names))
        return not _states_in(doc._.findings.states, span) and any(
            m.start < span.end and span.start < m.end for e in known for m in e.mentions)

    def _of_one_state(self, doc: Doc, title: Title) -> bool:
        """Whether a name in capitals gives one state only, whose own body it then is."""
        named = doc[title.head_start].text[0].isupper() and len(_states_in(doc._.findings.states, title.span(doc))) == 1
        return named and not self._is_shared(doc, title) and not self._joint.search(title.text(doc))

    def _is_shared(self, doc: Doc, title: Title) -> bool:
        """Whether the words in or beside the name give the body to both sides (`of the two ministries`)."""
        span, sentence = title.span(doc), doc[title.head_start].sent
        start = max(sentence.start_char, span.start - BESIDE)
        found = self._shared.finditer(content(doc), start, min(sentence.end_char, span.end + BESIDE))
        match = next((m for m in found if not m.start() < span.start < m.end()), None)  # `between the Reef Commission and`
        return match is not None and not set(content(doc)[span.end : match.start()]) & set(";:.")

    def _is_founded(self, doc: Doc, title: Title) -> bool:
        """Whether the clause creates the body: what the parties create is theirs, whatever its name."""
        start = max(doc[title.head_start].sent.start_char, title.span(doc).start - REACH)
        before = content(doc)[start : title.span(doc).start]
        created = self._founded.search(before) is not None or self._creation.search(before) is not None
        return title.determiner == "indefinite" and (created or self._comes(doc, title) or self._stands(doc, title))

    def _stands(self, doc: Doc, title: Title) -> bool:
        """Whether the clause founds the body right after its name (`a committee is hereby established`)."""
        end = title.span(doc).end
        after = content(doc)[end : min(doc[title.head_start].sent.end_char, end + REACH)]
        return self._founded_after.match(after.lstrip(" ,")) is not None

    def _comes(self, doc: Doc, title: Title) -> bool:
        """Whether the clause says after the name that the body is to be created."""
        end = title.span(doc).end
        after = content(doc)[end : min(doc[title.head_start].sent.end_char, end + REACH)]
        match = self._to_come.match(after.lstrip(" ,"))
        if match is None and (later := self._to_come.search(after)) is not None:
            match = later if not set(after[: later.start()]) & set(",;:.") else None
        return match is not None

    def _place(self, doc: Doc, head: Head, title: Title, bodies: list[_Body]) -> None:
        """Add a name to the body it is a form of, or open a new one."""
        inside = _states_in(doc._.findings.states, title.span(doc))
        named = _named(doc, title)
        status = self.status(doc, title)
        for body in bodies:
            apart = len(inside) > 1 and not {*inside} <= {*body.states}
            if not apart and self._same(head, title, named, status, body):
                body.titles.append(title)
                if title.end - title.start > body.titles[0].end - body.titles[0].start:
                    body.titles.insert(0, body.titles.pop())
                    body.words = named
                if len(inside) > 1:
                    body.states = inside
                if status == "planned" and title.determiner == "indefinite":
                    body.status = status
                return
        states = inside if len(inside) > 1 else tuple(sorted(doc._.findings.parties)) or inside
        bodies.append(_Body(head, [title], named, states, status))

    def _same(self, head: Head, title: Title, named: frozenset[str], status: str, body: _Body) -> bool:
        if head.kind != body.head.kind or any(t.start <= title.start and title.end <= t.end for t in body.titles):
            return False
        content = {w for w in named if w != head.body and not w.startswith(head.body)}
        known = {w for w in body.words if w != body.head.body and not w.startswith(body.head.body)}
        small, large = sorted((content, known), key=len)
        if status == "planned" and title.determiner == "indefinite" and body.status == "existing" and not small:
            return False
        same_word = head.body == body.head.body
        if same_word and small <= large:
            return True
        return bool(small) and len(small & large) >= (0.6 if same_word else 0.7) * len(small)

    def status(self, doc: Doc, title: Title) -> str:
        """`planned` where the clause creates the body or first names it, with an indefinite, as something to come."""
        span, sentence = title.span(doc), doc[title.head_start].sent
        before = content(doc)[max(sentence.start_char, span.start - REACH) : span.start]
        after = content(doc)[span.end : min(sentence.end_char, span.end + REACH)]
        if self._founded.search(before) is not None or self._stands(doc, title) or self._since_then(doc, title):
            return "existing"
        if self._comes(doc, title):
            return "planned"
        creates = self._creation.search(before) is not None
        exists = self._existing.search(before) is not None or self._existing.match(after.lstrip(" ,")) is not None
        if title.determiner == "indefinite":
            return "planned" if creates or not (exists or _acts(doc, title)) else "existing"
        wish = content(doc)[max(sentence.start_char, span.start - 2 * REACH) : span.start]
        if title.determiner == "none" and self._wished.search(wish) is not None:
            return "planned"
        return "planned" if creates and not exists else "existing"

    def _since_then(self, doc: Doc, title: Title) -> bool:
        """Whether a day that has passed follows the name at once (`they set up a committee in 1996`)."""
        end, today = title.span(doc).end, occasion(doc._.text, doc._.findings.dates)
        after = within(doc._.findings.dates, end, end + len(" , in "))
        return bool(today) and any(d.role == "day" and d.value and d.value < str(today)[: len(d.value)] for d in after)

    def _closing(self, doc: Doc, title: Title) -> list[str]:
        """The noun that ends a name in capitals, where bodies are called by it (`the Political Consultations Mechanism`)."""
        capital = list(takewhile(lambda t: t.text[:1].isupper(), doc[title.head_start : title.end]))
        return [t.lower_ for t in capital[-1:] if t.lower_ in self._bodies]

    def _take_up(self, doc: Doc, bodies: Sequence[_Body]) -> None:
        """Add later short mentions: the bare head noun with a definite, the acronym, `this body`."""
        if not bodies:
            return
        places: dict[str, list[tuple[int, int, int]]] = {}
        for n, body in enumerate(bodies):
            for title in body.titles:
                span = title.span(doc)
                for name in dict.fromkeys((body.head.body, *self._closing(doc, title))):
                    places.setdefault(name, []).append((span.start, span.end, n))
        every = Places(row for rows in places.values() for row in rows)
        of_body = {name: Places(rows) for name, rows in places.items()}
        bare = "|".join(re.escape(name) for name in sorted(places))
        articles = "|".join(re.escape(a) for a in self.lexicon.bare)
        short = re.compile(rf"(?<!\w)(?:(?:{articles})(?:\s|(?<=')))(?P<word>\w+\s)?(?P<head>{bare})(?!\w)", re.IGNORECASE)
        names = {t.lower_ for body in bodies for title in body.titles for t in doc[title.start : title.end]
                 if t.i <= title.head_start}
        found = [(m.span("head"), of_body[m["head"].lower()]) for m in short.finditer(content(doc)) if not _another(m, names)]
        found += [(m.span(), every) for m in alternatives(self.lexicon.pro).finditer(content(doc))]
        for place, owners in found:
            owner = owners.before(place[0])
            if owner is not None and not every.touches(*place):
                bodies[owner].short.append(Span(*place))
        for body in bodies:
            first = min(t.span(doc).start for t in body.titles)
            for acronym in _acronyms(doc, body):
                pattern = re.compile(rf"(?<!\w){re.escape(acronym)}(?!\w)")
                body.short.extend(Span(*m.span()) for m in pattern.finditer(content(doc), first))


def _from_pair(doc: Doc, title: Title, titles: TitleReader) -> Title:
    """A name from the first of two states on that a dash with blanks parts before it (`Fiji – Tonga Friendship Group`)."""
    start = title.span(doc).start
    gap = content(doc)[start - len(_DASH) : start]
    if gap.strip() not in ("-", "\u2013") or gap == gap.strip() or not within(doc._.findings.states, start, start + 1):
        return title
    before = [m for m in within(doc._.findings.states, max(0, start - REACH), start) if m.span.end == start - len(_DASH)]
    paired = before and before[-1].kind in _PAIRED and before[-1].code not in _states_in(doc._.findings.states, title.span(doc))
    first = doc.char_span(before[-1].span.start, before[-1].span.end) if paired else None
    return replace(title, start=titles.left(doc, first.start)) if first is not None else title


def _acronyms(doc: Doc, body: _Body) -> list[str]:
    found = [m[1] for t in body.titles for m in re.finditer(r"[(\[]([A-Z][A-Za-z&/-]{1,9})[)\]]", t.text(doc))
             if not within(doc._.findings.states, start := t.span(doc).start + m.start(1), start + len(m[1]))]
    return list(dict.fromkeys(a for a in found if sum(c.isupper() for c in a) >= 2))


def _acts(doc: Doc, title: Title) -> bool:
    """Whether the body is the agent of something done or being done."""
    following = (t for t in doc[title.end : min(title.end + 4, doc[title.head_start].sent.end)] if t.pos_ != "ADV")
    verb = next(following, None)
    return verb is not None and verb.pos_ in ("VERB", "AUX") and verb.morph.get("Tense") in (["Past"], ["Pres"], ["Imp"])


def _another(short: re.Match[str], names: Set[str]) -> bool:
    """Whether a short form is part of the name of another body (`the Security Council`), none of whose words are known."""
    word = (short["word"] or "").strip()
    return word[:1].isupper() and short["head"][:1].isupper() and word.lower() not in names


def _is_story(view: View, position: int) -> bool:
    return not view.blocks or view.blocks[view.block_at(position)].is_story


def _named(doc: Doc, title: Title) -> frozenset[str]:
    """The words of a name that carry meaning, but those that name states: between whom it is tells no two bodies apart."""
    span = title.span(doc)
    states = [m.span for m in within(doc._.findings.states, span.start, span.end)]
    named = {t.lower_ for t in doc[title.start : title.end] if any(s.start <= t.idx < s.end for s in states)}
    return words(doc, title) - named


def _states_in(mentions: Sequence[StateMention], span: Span) -> tuple[str, ...]:
    return tuple(sorted({m.code for m in within(mentions, span.start, span.end) if m.kind != "seat" and m.span.end <= span.end}))


def _finding(doc: Doc, key: str, body: _Body) -> Mechanism:
    title = body.titles[0].span(doc)
    full = [t.span(doc) for t in body.titles]
    mentions = sorted({*full, *body.short}, key=lambda s: s.start)
    forms = tuple(span for span in dict.fromkeys(full) if span != title)
    why = Why(rule="mechanism:name", cue=body.head.body, words=body.titles[0].text(doc))
    return Mechanism(key, body.head.kind, title, body.states, body.status, (title,), tuple(mentions), (why,), forms)
