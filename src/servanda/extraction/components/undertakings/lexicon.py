"""The shape of `undertakings.yml`: cues with the frames they govern, and the word classes that bound an action.

Patterns are regular expressions over the lower-cased sentence (straight apostrophes). `{name}` in a pattern stands
for the macro of that name, a blank for any white space. A frame is written "MARKER KIND" or "KIND": the kinds are
`infinitive`, `gerund`, `clause`, `noun` (action noun), `thing` (any noun phrase), `self` (the action starts at the
cue), `subject` (the action is the grammatical subject of the cue) and `passive` (that subject and what follows it).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from pydantic import BaseModel, ConfigDict

from servanda.extraction.deferred import deferred
from servanda.extraction.together import Together
from servanda.languages import Language

SECTION = "undertakings"
_TREATY = 2  # words of a treaty that make a text one
_ASKED = 3_000  # words of which it is kept what they are
KINDS = frozenset({"infinitive", "gerund", "clause", "noun", "thing", "self", "subject", "passive"})
_MACRO = re.compile(r"\{([a-z_]+)\}")


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Examples(_Data):
    """Sentences an entry must find an undertaking in, and sentences it must not.

    A vertical bar in a sentence marks where the quote begins (one for each undertaking).
    """

    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()


class Cue(_Data):
    """One family of words by which somebody undertakes, asks or invites.

    frames: what the cue governs, tried in this order. addressee: a noun phrase may stand between cue and marker (a
    string: only behind that word). impersonal: its grammatical subject is nobody; passive: it is who is asked.
    needs: names of `groups`, one of which must stand before the cue in its clause (or, with `after`, behind its
    actions); unless: groups that must not stand there. negated: the cue holds its own negation. agent: its subject
    must be somebody (a state, a person, a body, `they`). free: its subject may be an occasion or a text (`the
    agreement aims to`). tight: a comma ends its actions. verbal: a verb that must not stand behind a determiner,
    where it is a noun. actor: the subject of the clause it governs must be somebody (hopes for the weather ask nobody).
    binding: in a treaty its subject must be somebody, or its action a passive (what travellers must do binds no state).
    common: what its subject proposes to do both do, once it is agreed.
    received: its subject is given what another undertakes (`obtained from Oslo the promise to`). expected: what one person
    does on a programme is only foretold by it (`the minister should arrive on Monday`). stance: it counts as that of a party in
    the talks, not as what others did or somebody did long ago (`Oslo refused to sell`). dated: what its subject names goes
    on with the time behind it (`the review is set for May`).
    """

    name: str
    act: str
    force: str | None = None
    match: tuple[str, ...]
    frames: tuple[str, ...]
    addressee: bool | str = False
    impersonal: bool = False
    passive: bool = False
    needs: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    negated: bool = False
    agent: bool = False
    free: bool = False
    tight: bool = False
    verbal: bool = False
    actor: bool = False
    binding: bool = False
    received: bool = False
    common: bool = False
    expected: bool = False
    stance: bool = False
    dated: bool = False
    examples: Examples = Examples()


class Forms(_Data):
    """Regular expressions over one lower-cased token: verb forms where the tagger fails, and classes of words.

    timeless: verb forms that may be a present whatever the tagger says; obliging: those that may be a treaty's present
    behind one of its parties. clause_verb: finite verbs that a clause governed
    by a cue may have; mandated: bare ones; subjunctive: what may be one although it is a noun too. ambiguous: infinitives
    that are nouns or adjectives too, and count as verbs only where the tagger says so; adjective: those that are
    adjectives too, and none behind another one.
    """

    infinitive: str = r"(?!)"
    not_infinitive: str = r"(?!)"
    ambiguous: str = r"(?!)"
    adjective: str = r"(?!)"
    gerund: str = r"(?!)"
    not_gerund: str = r"(?!)"
    future: str = r"(?!)"
    not_future: str = r"(?!)"
    conditional: str = r"(?!)"
    not_conditional: str = r"(?!)"
    present: str = r"(?!)"
    timeless: str = r"(?!)"
    obliging: str = r"(?!)"
    clause_verb: str = r".*"
    mandated: str = r"(?!)"
    action_noun: str = r"(?!)"
    not_action_noun: str = r"(?!)"
    participle: str = r"(?!)"
    subjunctive: str = r"(?!)"
    adverb: str = r"(?!)"


class Invitations(_Data):
    """Words of invitation: `verb` and `noun` start the quote; `visit` and `attend` are what one is invited to.

    giving: what must stand before the noun; unless: what makes of it an invitation of long ago.
    """

    verb: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()
    giving: tuple[str, ...] = ()
    visit: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    examples: Examples = Examples()


class Futures(_Data):
    """What makes a plain future or present an undertaking, and what keeps it from being one.

    auxiliaries: verbs that make a future with an infinitive; reported: those that do so in reported speech. reports:
    words that report somebody's speech; manners: how somebody speaks, before what is said. agents: nouns that can act.
    people: several persons (`the ministers`).
    anaphors: pronouns that can. occasions, texts: nouns whose future foretells or states; journeys: those whose aim
    binds nobody. assemblies: meetings that decide themselves (`the Meeting agreed to`). meetings: nouns of which `held` (what
    befalls a meeting) binds; undergone: what befalls anything, and is a passive in all but form; occurring: verbs of a clause by
    which what is to be done happens (`that work begin`); enjoying: those of who gets what is asked for (`that travellers enjoy`).
    vain_verbs: states, effects, permissions. agenda_verbs, agenda_phrases: what a programme tells, no undertaking of one person.
    outsiders: subjects whose word binds no state. beliefs: what turns a future into a prediction. conditions: what opens a
    condition or a reason.
    idle_gerunds: participles by which a subject of its own behind a comma does nothing (none listed: they are not looked at).
    treaty: words that show a text is one; treaty_parties: whose presents bind in it; treaty_facts: participles of
    a passive present that only tell what stands in it or what it founds (`is annexed to`); extents: what only tells
    how far a text applies, or what may be done.
    """

    auxiliaries: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    manners: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    anaphors: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    journeys: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    assemblies: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    occurring: tuple[str, ...] = ()
    enjoying: tuple[str, ...] = ()
    undergone: tuple[str, ...] = ()
    vain_verbs: tuple[str, ...] = ()
    vain_participles: tuple[str, ...] = ()
    vain_phrases: tuple[str, ...] = ()
    agenda_verbs: tuple[str, ...] = ()
    agenda_phrases: tuple[str, ...] = ()
    outsiders: tuple[str, ...] = ()
    programme: tuple[str, ...] = ()
    beliefs: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    idle_gerunds: tuple[str, ...] = ()
    treaty: tuple[str, ...] = ()
    treaty_parties: tuple[str, ...] = ()
    treaty_facts: tuple[str, ...] = ()
    extents: tuple[str, ...] = ()
    examples: Examples = Examples()


class Lexicon(_Data):
    """`undertakings.yml`, checked. Word lists are regular expressions over one token unless said otherwise.

    markers: words that open a complement, by the name frames call them. groups: phrases cues need or refuse.
    absolutes: what opens a participle with a subject of its own (`with both sides vowing`). preverbs: clitics,
    negations and adverbs between a marker and its verb. negations: what denies a cue, just before or in it; affirmed
    (phrases): negations that deny nothing (`not only`). hearsay (phrases): what makes a verb a mere rumour.
    denials (phrases): what denies all that its clause tells
    (`denied that`). negatives: determiners and conjunctions that make a subject deny (`neither`). indefinites: what
    opens the name of a thing that is not there yet. disjunctions: coordinators under which a negation goes on (`not
    to tax or to close`). pluperfect: auxiliaries that put a cue into the past of the past. coordinators (words) and
    connectors (phrases) join actions; joiners are words that may follow them. relatives open a clause inside an
    action; subject_relatives are those that are its subject. embedders (phrases): what governs infinitives or gerunds
    of its own inside an action. causes (phrases) tell why something is not to be; only (phrases): when it is to
    be in spite of the negation (`will not open until May`). adversatives (phrases) end an action.
    purposes (phrases) open what is left out at its end. resumptions (phrases) go on with a complement behind a relative
    inserted in it. seconds (phrases) open a participle or clause with an action of its own. asides (phrases): inserted words
    of saying; tellers (phrases): the verb of a clause behind a comma that tells who says it all (`, the envoy, Ms Roe, told
    reporters`).
    explore_verbs, explore_nouns, explore_phrases: the action is to examine. empty_nouns: nouns whose purpose
    verb (after `empty_purpose`) is the action. carriers: verbs that lend an action to the infinitive after them
    (`continue to`); strivers: those that lend it only to an infinitive right after them (`work to`); causatives:
    those that make others act (`help the ports to`). instrumental: prepositions by which a relative stands for a text
    that binds (`a letter by which Oslo agrees to`). purpose_markers: markers that, behind a comma, open a purpose.
    pronouns: subject pronouns, which open a clause. passive: auxiliaries of the passive. speech_verbs: verbs of
    saying and courtesy, which are no action to come. auxiliaries: those of the past. genitives: what joins a noun to
    its complement. announcers: words that announce a list. roundings (phrases): what makes a number inexact before
    it. questions (phrases): what shows that a sentence asks. recalls (phrases): what tells of the past. insertions
    (phrases): short words between a cue and its complement. verbal (phrases): what opens with a verb although a
    tagger may take it for a noun (`share data`);
    adjectival (phrases): with an adjective, though it may take that for a verb (`close ties`). courtesies
    (phrases): polite words and adverbs of several words before the verb that is meant (`kindly`, `in addition`).
    formalities (phrases): actions that only belong to the exchange of letters itself (`confirm receipt`). recorded (phrases):
    what a list of outcomes only records.
    reasons (phrases): what the clauses of a preamble begin with. meanwhile (phrases): relatives that only tell when
    (`the talks, during which both agreed to`). settings: prepositions of where or when something is said.
    accepted (phrases): what accepts the request told just before.
    assigning: frames of what somebody named before is to do, where no finite verb stands (`Oslo to send the list`). plans
    (phrases): what a paper is called whose bare points are what is to be done; plan_headings (phrases): a heading above such
    points. rumours (phrases): what opens a sentence that only tells what a newspaper says or others say.
    letters (phrases): what an exchange of letters is known by; granted (phrases): what accepts all that was
    asked for in the letters before.
    """

    macros: dict[str, str] = {}
    markers: dict[str, tuple[str, ...]] = {}
    groups: dict[str, tuple[str, ...]] = {}
    cues: tuple[Cue, ...] = ()
    forms: Forms = Forms()
    absolutes: tuple[str, ...] = ()
    preverbs: tuple[str, ...] = ()
    determiners: tuple[str, ...] = ()
    indefinites: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    affirmed: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    hearsay: tuple[str, ...] = ()
    negatives: tuple[str, ...] = ()
    disjunctions: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    connectors: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    subject_relatives: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    embedders: tuple[str, ...] = ()
    adversatives: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    resumptions: tuple[str, ...] = ()
    seconds: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    tellers: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()
    strivers: tuple[str, ...] = ()
    causatives: tuple[str, ...] = ()
    instrumental: tuple[str, ...] = ()
    purpose_markers: tuple[str, ...] = ()
    explore_verbs: tuple[str, ...] = ()
    explore_nouns: tuple[str, ...] = ()
    explore_phrases: tuple[str, ...] = ()
    empty_nouns: tuple[str, ...] = ()
    empty_purpose: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    pluperfect: tuple[str, ...] = ()
    speech_verbs: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    genitives: tuple[str, ...] = ()
    recalls: tuple[str, ...] = ()
    insertions: tuple[str, ...] = ()
    announcers: tuple[str, ...] = ()
    roundings: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    verbal: tuple[str, ...] = ()
    adjectival: tuple[str, ...] = ()
    courtesies: tuple[str, ...] = ()
    formalities: tuple[str, ...] = ()
    recorded: tuple[str, ...] = ()
    meanwhile: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    assigning: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    plan_headings: tuple[str, ...] = ()
    rumours: tuple[str, ...] = ()
    granted: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
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
    """A pattern with its macros written out (macros may use macros) and blanks made any white space (` ?` none or some)."""
    for _ in range(5):
        if not _MACRO.search(pattern):
            break
        pattern = _MACRO.sub(lambda m: macros[m.group(1)], pattern)
    return pattern.replace(" ?", r"\s*").replace(" ", r"\s+")


def phrases(patterns: tuple[str, ...], macros: dict[str, str]) -> re.Pattern[str]:
    """One expression that finds any of several patterns at word bounds."""
    if not patterns:
        return re.compile(r"(?!)")
    return deferred(r"(?<!\w)(?:" + "|".join(expand(p, macros) for p in patterns) + r")(?:(?<=')|(?!\w))")


def word(patterns: tuple[str, ...], macros: dict[str, str]) -> re.Pattern[str]:
    """One expression that fits a whole token."""
    if not patterns:
        return re.compile(r"(?!)")
    return deferred(r"(?:" + "|".join(expand(p, macros) for p in patterns) + r")\Z")


def frame(text: str, markers: dict[str, tuple[str, ...]]) -> Frame:
    """Read a frame as written in the data.

    Raises:
        KeyError: its marker is not declared. ValueError: its kind is unknown.
    """
    marker, _, kind = text.rpartition(" ")
    if kind not in KINDS:
        raise ValueError(f"unknown kind of complement {kind!r} in frame {text!r}")
    return Frame(marker, tuple(w.strip() for w in markers[marker]) if marker else (), kind)


_WORDS = (
    "absolutes", "preverbs", "determiners", "indefinites", "prepositions", "negations", "coordinators", "joiners", "relatives",
    "subject_relatives", "pronouns", "carriers", "strivers", "causatives", "instrumental",
    "explore_verbs", "explore_nouns", "empty_nouns",
    "passive", "settings",
    "pluperfect", "speech_verbs", "auxiliaries", "genitives", "announcers", "negatives", "disjunctions",
)
_PHRASES = (
    "embedders", "adversatives", "purposes", "resumptions", "seconds", "asides", "tellers", "explore_phrases",
    "empty_purpose", "recalls",
    "connectors", "insertions", "questions", "verbal", "adjectival", "courtesies", "formalities", "recorded",
    "meanwhile", "letters", "granted", "accepted", "roundings",
    "reasons", "causes", "only", "affirmed", "denials", "hearsay", "plans", "plan_headings", "rumours",
)
_FUTURE_WORDS = (
    "auxiliaries", "reported", "agents", "anaphors", "persons", "people", "occasions", "journeys", "texts", "assemblies",
    "meetings", "vain_verbs", "vain_participles", "agenda_verbs", "idle_gerunds",
)
_FUTURE_PHRASES = (
    "reports", "manners", "held", "occurring", "enjoying", "undergone", "vain_phrases", "programme", "beliefs", "conditions",
    "treaty", "treaty_parties", "treaty_facts", "extents", "agenda_phrases", "outsiders",
)


class Answers(dict[str | tuple[str, ...], bool]):
    """Whether a lower-cased word belongs to a class of the lexicon, or has a form, by the name of either: asked once."""

    __slots__ = ("_classes", "_word")

    def __init__(self, word: str, classes: Mapping[str, re.Pattern[str]]) -> None:
        super().__init__()
        self._word, self._classes = word, classes

    def __missing__(self, name: str | tuple[str, ...]) -> bool:
        told = any(self[n] for n in name) if isinstance(name, tuple) else self._classes[name].match(self._word) is not None
        self[name] = told
        return told


class Words:
    """A language's lexicon of undertakings, compiled once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        macros = lexicon.macros
        self.answers = lru_cache(maxsize=_ASKED)(self._answers)  # the same words are asked about over and over
        self.patterns = tuple(
            Pattern(cue, phrases(cue.match, macros), tuple(frame(f, lexicon.markers) for f in cue.frames))
            for cue in lexicon.cues
        )
        self.infinitives = tuple(dict.fromkeys(
            f for pattern in self.patterns for f in pattern.frames if f.kind == "infinitive" and f.words))
        self.assigning = tuple(frame(f, lexicon.markers) for f in lexicon.assigning)
        self.together = Together([pattern.expression for pattern in self.patterns])
        self._words = {n: word((getattr(lexicon.forms, n),), macros) for n in Forms.model_fields}
        self._words |= {name: word(getattr(lexicon, name), macros) for name in _WORDS}
        self._phrases = {name: phrases(getattr(lexicon, name), macros) for name in _PHRASES}
        futures, invitations = lexicon.futures, lexicon.invitations
        self._words |= {f"future_{n}": word(getattr(futures, n), macros) for n in _FUTURE_WORDS}
        self._phrases |= {f"future_{n}": phrases(getattr(futures, n), macros) for n in _FUTURE_PHRASES}
        for name in ("verb", "noun", "giving", "visit", "unless"):
            self._phrases["invite_" + name] = phrases(getattr(invitations, name), macros)
        groups: dict[str, tuple[str, ...]] = {"stressed": (), "texts_say": ()} | lexicon.groups
        self._phrases |= {f"group_{name}": phrases(patterns, macros) for name, patterns in groups.items()}

    def _answers(self, lowered: str) -> Answers:
        return Answers(lowered, self._words)

    def fits(self, name: str, lowered: str) -> bool:
        """Whether a lower-cased word belongs to a class of that name, or has a form of it."""
        return self.answers(lowered)[name]

    def phrase(self, name: str) -> re.Pattern[str]:
        """The phrases of that name, over a lower-cased sentence."""
        return self._phrases[name]

    def is_treaty(self, low: str) -> bool:
        """Whether a lower-cased text is a treaty."""
        return sum(1 for _ in self.phrase("future_treaty").finditer(low)) >= _TREATY


@cache
def words(language: Language) -> Words:
    """The compiled lexicon of a language."""
    return Words(language.section(SECTION, Lexicon))
