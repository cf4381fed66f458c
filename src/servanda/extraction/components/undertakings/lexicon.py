"""The shape of `undertakings.yml`: cues with the frames they govern, and the word classes that bound an action.

Patterns are regular expressions over the lower-cased sentence (straight apostrophes). `{name}` in a pattern stands for the
macro of that name, a blank for any white space. A frame is written "MARKER KIND" or "KIND": the kinds are `infinitive`,
`gerund`, `clause`, `noun` (action noun), `thing` (any noun phrase) and `self` (the action starts at the cue).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from servanda.languages import Language

SECTION = "undertakings"
KINDS = frozenset({"infinitive", "gerund", "clause", "noun", "thing", "self"})
_MACRO = re.compile(r"\{([a-z_]+)\}")


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Examples(_Data):
    """Sentences an entry must find an undertaking in, and sentences it must not."""

    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()


class Cue(_Data):
    """One family of words by which somebody undertakes, asks or invites.

    frames: what the cue governs, tried in this order. addressee: a noun phrase may stand between cue and marker.
    report: the cue counts only where its clause's verb is a future or conditional (speech verbs).
    free: an abstract subject does not disqualify it (`the aim is to`). distant: its complement may follow a longer insertion.
    """

    name: str
    act: str
    force: str | None = None
    match: tuple[str, ...]
    frames: tuple[str, ...]
    addressee: bool = False
    report: bool = False
    free: bool = False
    person: bool = True
    examples: Examples = Examples()


class Forms(_Data):
    """Regular expressions over one lower-cased token: verb forms where no tagger helps, and classes of words."""

    infinitive: str = r"(?!)"
    not_infinitive: str = r"(?!)"
    gerund: str = r"(?!)"
    not_gerund: str = r"(?!)"
    future: str = r"(?!)"
    not_future: str = r"(?!)"
    conditional: str = r"(?!)"
    action_noun: str = r"(?!)"
    not_action_noun: str = r"(?!)"
    adverb: str = r"(?!)"


class Invitations(_Data):
    """Words of invitation: `verb` and `noun` start the quote; `visit` and `attend` are what one is invited to."""

    verb: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()
    visit: tuple[str, ...] = ()
    attend: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    examples: Examples = Examples()


class Futures(_Data):
    """What makes a plain future or present an undertaking, and what keeps it from being one.

    auxiliaries: verbs that make a future with an infinitive; conditional: those of reported speech. reports: verbs of
    saying. vain_verbs: states, effects and permissions. agenda: verbs of a programme, no undertaking of one person.
    occasions: nouns whose future is a prediction. performatives: presents that do what they say. obligations: presents
    that bind in a treaty, `treaty`: words that show a text is one. parties: subjects in whose voice futures bind.
    """

    auxiliaries: tuple[str, ...] = ()
    conditional: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    vain_verbs: tuple[str, ...] = ()
    vain_phrases: tuple[str, ...] = ()
    agenda_verbs: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    anaphors: tuple[str, ...] = ()
    performatives: tuple[str, ...] = ()
    performers: tuple[str, ...] = ()
    treaty: tuple[str, ...] = ()
    treaty_parties: tuple[str, ...] = ()
    programme: tuple[str, ...] = ()
    examples: Examples = Examples()


class Lexicon(_Data):
    """`undertakings.yml`, checked. Word lists are regular expressions over one token unless said otherwise.

    preverbs: clitics, negations and adverbs between a marker and its verb. coordinators join actions. relatives open a
    clause inside an action, adversatives one that ends it. purposes (over the sentence) open what is left out at the
    end of an action. seconds open a participle with an action of its own. explore_verbs, explore_nouns: the action is to
    examine. empty_nouns: nouns whose purpose verb is the action. asides: inserted words of saying.
    """

    macros: dict[str, str] = {}
    markers: dict[str, tuple[str, ...]] = {}
    cues: tuple[Cue, ...] = ()
    forms: Forms = Forms()
    preverbs: tuple[str, ...] = ()
    clitics: tuple[str, ...] = ()
    determiners: tuple[str, ...] = ()
    genitive: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    adversatives: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    trailing: tuple[str, ...] = ()
    seconds: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    explore_verbs: tuple[str, ...] = ()
    explore_nouns: tuple[str, ...] = ()
    explore_phrases: tuple[str, ...] = ()
    empty_nouns: tuple[str, ...] = ()
    empty_purpose: str = ""
    passive_auxiliary: str = r"(?!)"
    past_perfect: str = r"(?!)"
    question: tuple[str, ...] = ()
    invitations: Invitations = Invitations()
    futures: Futures = Futures()


@dataclass(frozen=True, slots=True)
class Frame:
    """A marker (its word forms; none for a bare complement) and the kind of complement it opens."""

    marker: str
    words: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A cue ready to use."""

    cue: Cue
    expression: re.Pattern[str]
    frames: tuple[Frame, ...]


def expand(pattern: str, macros: dict[str, str]) -> str:
    """A pattern with its macros written out (macros may use macros) and blanks made any white space."""
    for _ in range(5):
        if not _MACRO.search(pattern):
            break
        pattern = _MACRO.sub(lambda m: macros[m.group(1)], pattern)
    return re.sub(" ", r"\\s+", pattern)


def phrases(patterns: tuple[str, ...], macros: dict[str, str]) -> re.Pattern[str]:
    """One expression that finds any of several patterns at word bounds."""
    if not patterns:
        return re.compile(r"(?!)")
    return re.compile(r"(?<!\w)(?:" + "|".join(expand(p, macros) for p in patterns) + r")(?!\w)")


def word(patterns: tuple[str, ...], macros: dict[str, str]) -> re.Pattern[str]:
    """One expression that fits a whole token."""
    if not patterns:
        return re.compile(r"(?!)")
    return re.compile(r"(?:" + "|".join(expand(p, macros) for p in patterns) + r")\Z")


def frame(text: str, markers: dict[str, tuple[str, ...]]) -> Frame:
    """Read a frame as written in the data.

    Raises:
        KeyError: its marker is not declared. ValueError: its kind is unknown.
    """
    marker, _, kind = text.rpartition(" ")
    if kind not in KINDS:
        raise ValueError(f"unknown kind of complement {kind!r} in frame {text!r}")
    return Frame(marker, markers[marker] if marker else (), kind)


class Words:
    """A language's lexicon of undertakings, compiled once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        macros = lexicon.macros
        self.patterns = tuple(
            Pattern(cue, phrases(cue.match, macros), tuple(frame(f, lexicon.markers) for f in cue.frames))
            for cue in lexicon.cues
        )
        lists = (
            "preverbs", "clitics", "determiners", "genitive", "coordinators", "relatives", "adversatives",
            "explore_verbs", "explore_nouns", "empty_nouns", "conditions",
        )
        self._words = {name: word(getattr(lexicon, name), macros) for name in lists}
        longer = ("purposes", "trailing", "seconds", "asides", "explore_phrases", "question")
        self._phrases = {name: phrases(getattr(lexicon, name), macros) for name in longer}
        futures = lexicon.futures
        for name in ("auxiliaries", "conditional", "vain_verbs", "agenda_verbs", "occasions", "anaphors", "performatives"):
            self._words["future_" + name] = word(getattr(futures, name), macros)
        for name in ("reports", "vain_phrases", "performers", "treaty", "treaty_parties", "programme"):
            self._phrases["future_" + name] = phrases(getattr(futures, name), macros)
        for name in ("verb", "noun", "visit", "attend", "unless"):
            self._phrases["invite_" + name] = phrases(getattr(lexicon.invitations, name), macros)
        self.passive = word((lexicon.passive_auxiliary,), macros)
        self.empty_purpose = phrases((lexicon.empty_purpose,) if lexicon.empty_purpose else (), macros)

    def word(self, name: str) -> re.Pattern[str]:
        """The word class of that name, over one lower-cased token."""
        return self._words[name]

    def phrase(self, name: str) -> re.Pattern[str]:
        """The phrases of that name, over a lower-cased sentence."""
        return self._phrases[name]


@lru_cache(maxsize=None)
def words(language: Language) -> Words:
    """The compiled lexicon of a language."""
    return Words(language.section(SECTION, Lexicon))
