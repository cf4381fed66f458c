"""Which text of a sentence some words speak of: by the parse where it tells, else by what stands nearest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from servanda.extraction.components.lives.lexicon import Cue, Words
from servanda.extraction.content import content, once
from servanda.extraction.mentions import Findings, Span
from servanda.languages import Language

_OPENING = 24  # characters of a sentence in which a pronoun is its subject
_PARTED = re.compile(r"[;:]")
_MARKS = re.compile(r"[,;:.()]")
_WORDS = 4  # words between a verb and the name of the text that it is done to


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a text in a sentence."""

    key: str
    span: Span


@dataclass(slots=True)
class Passage:
    """A sentence that speaks of texts. before: the text named last in the sentence before it."""

    sentence: Tokens
    names: list[Named] = field(default_factory=list)
    before: str | None = None

    @property
    def span(self) -> Span:
        """Its characters."""
        return Span(self.sentence.start_char, self.sentence.end_char)


def passages(doc: Doc, subjects: frozenset[str] = frozenset()) -> Iterator[Passage]:
    """The sentences that name texts, and those right after them; subjects: the labels of a verb's subject."""
    findings: Findings = doc._.findings
    names = sorted((Named(i.key, s) for i in findings.instruments for s in dict.fromkeys((i.title, *i.mentions))),
                   key=lambda n: (n.span.start, -n.span.end))
    at, last = 0, None
    for sentence in doc.sents if names else ():
        own: list[Named] = []
        while at < len(names) and names[at].span.start < sentence.end_char:
            if not own or names[at].span.start >= own[-1].span.end:
                own.append(names[at])
            at += 1
        if own or last is not None:
            yield Passage(sentence, own, last)
        last = _topic(sentence, own, subjects) if own else None


def _topic(sentence: Tokens, names: list[Named], subjects: frozenset[str]) -> str:
    """The text that the next sentence goes on with: the subject of this one, else what it names last."""
    acting = (n for t in sentence.root.children if t.dep_ in subjects for n in names if n.span.start <= t.idx < n.span.end)
    return next(acting, names[-1]).key


class Naming:
    """Tells in one document which text a cue speaks of."""

    def __init__(self, doc: Doc, words: Words, language: Language) -> None:
        self.doc, self.words = doc, words
        self.subjects = language.relation("subject") | language.relation("passive_subject")
        self._object = language.relation("object")
        self._relative = language.relation("relative")
        self._modifier = language.relation("modifier")
        self._conjunct = language.relation("conjunct")
        self._parsed = doc.has_annotation("DEP")

    def of(self, passage: Passage, cue: Cue) -> Named | str | None:
        """The text that a step, or a part of its terms, is told of: a name of this sentence, or the key of one before."""
        how = cue.row.how if cue.row else "text"
        inside = next((n for n in passage.names if n.span.start < cue.start < n.span.end), None)
        if inside is not None:
            return inside
        following = self._following(passage, cue)
        if how == "noun":
            return following or self._possessed(passage, cue)
        if how in ("side", "either") and following is not None:
            return following
        if how == "side":
            return self._done_to(passage, cue)
        return self._spoken_of(passage, cue)

    def _following(self, passage: Passage, cue: Cue) -> Named | None:
        """The text whose name comes right after: nothing between but small words and what describes it."""
        name = next((n for n in passage.names if n.span.start >= cue.end), None)
        if name is None:
            return None
        gap = plain(self.doc)[cue.end:name.span.start]
        between = self.doc.char_span(cue.end, name.span.start, alignment_mode="contract")
        verb = any(t.pos_ in ("VERB", "AUX", "PROPN") for t in between or ())
        return name if not verb and not _MARKS.search(gap) and len(gap.split()) <= _WORDS else None

    def _done_to(self, passage: Passage, cue: Cue) -> Named | None:
        """The text that is the object of a verb further off."""
        verb = self._verb(cue)
        objects = (t for t in verb.children if t.dep_ in self._object) if verb is not None else ()
        return next((n for t in objects if (n := _at(passage, t)) is not None and n.span.start >= cue.end), None)

    def _spoken_of(self, passage: Passage, cue: Cue) -> Named | str | None:
        """The text that is the subject, else the one named before."""
        subject, text = self._acting(cue), plain(self.doc)
        if subject is not None:
            named = _at(passage, subject) or self._of_draft(passage, subject)
            if named is not None:
                return named
            if subject.pos_ not in ("PRON", "DET", "SCONJ", "PROPN") and not self.words.pronoun.fullmatch(subject.text):
                if cue.row is not None and cue.row.how == "either":
                    return self._done_to(passage, cue)
                return None  # something else is spoken of
        near = [n for n in passage.names if n.span.end <= cue.start]
        if near:
            gap = text[near[-1].span.end:cue.start]
            return near[-1] if not _PARTED.search(gap) else None
        opening = text[passage.span.start:min(cue.start, passage.span.start + _OPENING)]
        if self.words.pronoun.search(opening):
            return passage.before
        # `ratified in 2016, the pact ...`
        ahead = cue.start - passage.span.start < _OPENING and cue.row is not None and not cue.coming
        return next((n for n in passage.names if ahead and "," in text[cue.end:n.span.start]), None)

    def _of_draft(self, passage: Passage, subject: Token) -> Named | None:
        """The text of which a word like `draft` is told."""
        if not self.words.drafts.fullmatch(subject.text):
            return None
        return next((n for n in passage.names if 0 < n.span.start - subject.idx < _OPENING), None)

    def _possessed(self, passage: Passage, cue: Cue) -> Named | str | None:
        """The text whose entry into force, signature ... a possessive tells (`its entry into force`)."""
        text = plain(self.doc)
        if not self.words.possessive.search(text[max(passage.span.start, cue.start - _OPENING):cue.start]):
            return None
        near = [n for n in passage.names if n.span.end <= cue.start] or passage.names  # `since its signature, the pact`
        return near[-1] if near else passage.before

    def _verb(self, cue: Cue) -> Token | None:
        """The word of a cue on which the others hang."""
        span = self.doc.char_span(cue.start, cue.end, alignment_mode="expand") if self._parsed else None
        return span.root if span is not None else None

    def _acting(self, cue: Cue) -> Token | None:
        """The subject of a cue's verb, or of that it is joined to; of a relative clause what it describes."""
        verb = self._verb(cue)
        for _ in range(3):
            if verb is None:
                return None
            found = next((t for t in verb.children if t.dep_ in self.subjects), None)
            if verb.dep_ in self._relative and (found is None or found.pos_ == "PRON"):
                return verb.head
            if found is not None:
                return found
            if verb.dep_ in self._modifier and verb.head.pos_ in ("NOUN", "PROPN"):
                return verb.head
            verb = verb.head if verb.dep_ in self._conjunct and verb.head.pos_ in ("VERB", "AUX") else None
        return None


def _at(passage: Passage, token: Token) -> Named | None:
    """The name of a text that a word is part of."""
    return next((n for n in passage.names if n.span.start <= token.idx < n.span.end), None)


def bearing(doc: Doc, passage: Passage, cue: Cue, near: int) -> tuple[Named, Named | None, Span] | None:
    """The text that bears on another, the other where it is named as one, and the words that name it.

    near: characters between a name and the words that tell how it bears.
    """
    text = plain(doc)
    inside = next((n for n in passage.names if n.span.start <= cue.start and cue.end < n.span.end), None)
    if inside is not None:
        return inside, None, Span(cue.end, inside.span.end)
    before = [n for n in passage.names if n.span.end <= cue.start]
    after = next((n for n in passage.names if n.span.start >= cue.end), None)
    if not before or after is None or after.span.start - cue.end > near:
        return None
    gap, reach = text[before[-1].span.end:cue.start], text[cue.end:after.span.start]
    if len(gap) > 3 * near or _PARTED.search(gap) or _MARKS.search(reach):
        return None
    return before[-1], after, after.span


def plain(doc: Doc) -> str:
    """The text with one kind of apostrophe, which the lexicon writes."""
    return once(doc, "plain", lambda: content(doc).replace("\u2019", "'"))
