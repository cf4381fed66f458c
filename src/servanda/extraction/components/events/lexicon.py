"""`events.yml`: the words that tell events, as a model, and compiled."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict

from servanda.extraction.calendar import Dates
from servanda.extraction.components.events.types import Type
from servanda.extraction.components.titles import alternatives, unaccented
from servanda.extraction.deferred import deferred
from servanda.extraction.together import Together
from servanda.languages import Language
from servanda.languages.folding import fold

Need = Literal[
    "person",
    "destination",
    "detail",
    "host",
    "body",
    "instrument",
    "instrument-before",
    "date",
    "founded",
    "named-body",
    "party",
    "named",
    "body-subject",
    "body-object",
    "body-beside",
    "dated",
    "dated-clause",
    "pair",
    "both",
    "at-once",
    "chronicle",
    "agreed",
]
_PART = re.compile(r"\{([a-z_]+)\}")
_ACCENTED = re.compile(r"(?<![\w\[\]\\^-])[\u00c0-\u024f](?=[a-z])")  # the letter that begins a word of a pattern
_DEEPEST = 6
_ROMAN = re.compile(r"(?<!\w)(X{0,2}(?:IX|IV|V?I{0,3}))(?= [A-Z][a-z])")
_DIGITS = {"X": 10, "V": 5, "I": 1}


class Trigger(BaseModel):
    """Words that tell one type of event: a noun for it, verbs for it done (`held`) and to come (`planned`).

    participle: what tells it by the way, with a day of its own (`the commission, founded in 1998,`). needs: what must stand
    around the words for them to tell an event (read by detection). examples: `match`, `no_match`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    type: Type
    noun: str = ""
    held: str = ""
    planned: str = ""
    participle: str = ""
    needs: tuple[Need, ...] = ()
    examples: dict[Literal["match", "no_match"], tuple[str, ...]] = {}


class Tenses(BaseModel):
    """Verbs that say of a noun that it took place, is to come, or is only thought of."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    held: str = ""
    planned: str = ""
    unreal: str = ""


class Pair(BaseModel):
    """Words for two persons named before, and the kinds of office they hold (beginnings of codes; none: any)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pattern: str
    offices: tuple[str, ...] = ()


class Lexicon(BaseModel):
    """`events.yml`. light: verbs before the noun ("held", "paid"); occurs: after it ("took place"); participles: right after.

    ellipses: pronouns that repeat the noun ("that of"); travels: visits at large, of which such a one singles out one;
    recalled_calls: what names the talks told right before a call. linkers: prepositions that put one event inside
    another. beside: those that only put it next to it. negations: what denies, refuses or misses the verb right behind it;
    denials: a verb so denied, or what says that nothing was settled, on which a noun may hang. passives: verbs
    whose subject is received. sequel: adverbs that tell a further act; followed: verbs that hold one; sooner: what begins an
    infinitive of what came after. arranged: those of
    upcoming that say that it is; questions: words of an indirect question. between: what leads to all who talked. attributed:
    what leads to who says it; aims: what they meet for; saying: verbs that lead to what is said without a word between.
    sites: houses one goes to without leaving the country. grounds: nouns of buildings and grounds. arrivals: words of a
    reception on arrival. agents: what leads to the doer of a participle. inverted: pronouns after a verb that asks. apart:
    words for one by one. attending: verbs that lead to what somebody goes to. hoped: what makes the conditional of a verb
    (`would`) a wish. dating: verbs that say in the present when something was.
    sited: what stands before a house, not a city. towards: what leads to where one goes. heralds: words
    that announce. restrictive: what makes a denial an exception ("only"). latter: pronouns for what was named last. that:
    what leads to what somebody says. naming: what begins a sentence that names texts signed. attends: who else was there;
    accompanied: who travelled too. pairs: words for the persons of a meeting. breaks: words that end a noun phrase. again:
    verbs that say that those who meet will meet again. marks: verbs by which a day or a year brings an event with it (`1998
    saw the founding of`). sat_for: what puts a body behind those who meet (`for the third meeting of`). here: words for where
    the reporter is; that_country: those for the state that is not the traveller's. recalled: what begins a founding told as
    known. accepting: how a letter accepts what another proposed. yields: verbs by which one event, as their subject, ends in
    another. there: words for the place named last. came: participles of an arrival. of_day: what joins a text to its day.
    sittings: nouns that any meeting and a body's have in common; preceding: what tells an earlier one. bygone: that talks lie
    back some time. identified: verbs that say which visit one told of is; openings: ceremonies that are part of a session;
    welcomes: words of welcome; landings: words of an arrival after which one is welcomed; tenures: what
    leads to an envoy's years at his post; dispatches: verbs by which one sends others on a journey; went_there:
    relative clauses that say who attended; exchanges: talks that are part of those told before; residing: where an envoy lives.
    entourage: those who travel with somebody. jubilees: what a day is to the founding it recalls. lengths: words for how many
    days a visit lasts, and starting: verbs by which it begins. discussed: verbs whose objects are topics.
    delegates: what says that somebody travels in another's delegation. day_of: what leads to the visit on whose first (or
    other, or last) day something was. that_occasion: what takes up the occasion told just before, on which something else
    took place. mandated: how a verb
    begins that only says what is to be, and mandates: that it was decided. drafts: what is not yet a text. rites: nouns
    for the ceremony of an act told before. pronouns: what takes up an event before a verb of happening (`resumes`). charters:
    what leads to the text by which a body was founded. staff: those who prepare what the named ones decide. moved: what leads
    to the day an event is put off to. crowns: verbs by which an act ends what was held. called_off: verbs that say that
    something does not take place, or not now. behests: what follows the apostrophe behind who asks. rounds: nouns for one of
    several talks; personal: for talks of persons, be they
    counted, not of a body; theirs: whose talks so are. hosts_ahead: verbs of hosting in the future. topical: verbs that lead
    to what talks were about. inaugurates: verbs by which an exhibition is opened as a ceremony. first: the first person
    before a verb; objects: pronouns behind theirs. void: what says that there was none. its_date: what leads from the day of
    an event to its noun. formerly: what leads to a day that no longer holds. plural: the article of talks in the
    plural. signers: who signed, told after it. bringing: what joins an act
    to the day on which it changed things. ongoing: verbs of happening in the present. whenever: what joins a day to the verb
    told after it. meeting: what leads to whom one meets. nationals: people at large, of whom rules speak. at_once: what tells
    that a thing to be founded is founded now.
    inverts: what says of the noun behind it that it is set for a day. in_force: what leads to the day on which a text begins
    to bind. identifying:
    words by which a pronoun says again what was told; likened: what leads to what something is only like or serves as.
    futures: auxiliaries of what is to come; reaching: what stands between the first and the last of several days; keeping:
    verbs of keeping an anniversary; honours: words of a welcome with honours; airports: words of arrivals that are a place;
    graves: nouns that lead to whose they are; receivers: pronouns of who is given something; honouring:
    words by which what is given is for somebody named before.
    standing: names of dialogues that have sessions of their own. launches: verbs by which consultations are only set up.
    taken_up: verbs with a pronoun for the event named before as their object (`convene it`). greets: verbs of one who
    opens talks as well as of one who receives. lapse: what leads to an event that lies some time
    before or after another.
    saluted: honours with which one is welcomed. lands: verbs of arriving that lead here, if no place is told. begins: verbs
    of starting, of talks that are only to be begun. elapsed: what leads from a
    number of years to a founding so long ago. terms: what leads to the signature by which a term is counted.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    parts: dict[str, str] = {}
    triggers: tuple[Trigger, ...] = ()
    light: Tenses = Tenses()
    occurs: Tenses = Tenses()
    participles: Tenses = Tenses()
    resumes: Tenses = Tenses()
    taken_up: Tenses = Tenses()
    identifying: Tenses = Tenses()
    inverts: str = ""
    ellipses: tuple[str, ...] = ()
    travels: tuple[str, ...] = ()
    recalled_calls: tuple[str, ...] = ()
    upcoming: tuple[str, ...] = ()
    arranged: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    attributed: tuple[str, ...] = ()
    aims: tuple[str, ...] = ()
    saying: tuple[str, ...] = ()
    scheduled: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    unreal: tuple[str, ...] = ()
    habitual: tuple[str, ...] = ()
    definite: tuple[str, ...] = ()
    anaphoric: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    linkers: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    chairs: str = ""
    to_chair: tuple[str, ...] = ()
    preparatory: tuple[str, ...] = ()
    attends: str = ""
    accompanied: str = ""
    virtual: tuple[str, ...] = ()
    calling: tuple[str, ...] = ()
    paying: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
    relatives: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    meeting: tuple[str, ...] = ()
    clitics: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()
    purpose: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    their: tuple[str, ...] = ()
    anniversary: tuple[str, ...] = ()
    sameday: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    sat_for: tuple[str, ...] = ()
    here: tuple[str, ...] = ()
    that_country: tuple[str, ...] = ()
    recalled: tuple[str, ...] = ()
    indefinite: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    ending: tuple[str, ...] = ()
    dating: tuple[str, ...] = ()
    hosting: str = ""
    venue: str = ""
    capital: str = ""
    examples: dict[str, dict[Literal["match", "no_match"], tuple[str, ...]]] = {}
    instruments: tuple[str, ...] = ()
    instruments_plural: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    locatives: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    possessives: tuple[str, ...] = ()
    city_locatives: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    they: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    signers: str = ""
    negations: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    passives: tuple[str, ...] = ()
    sequel: tuple[str, ...] = ()
    followed: tuple[str, ...] = ()
    sooner: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    arrivals: tuple[str, ...] = ()
    inverted: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    heralds: tuple[str, ...] = ()
    attending: tuple[str, ...] = ()
    hoped: tuple[str, ...] = ()
    sited: tuple[str, ...] = ()
    towards: tuple[str, ...] = ()
    restrictive: tuple[str, ...] = ()
    latter: tuple[str, ...] = ()
    that: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()
    accepting: tuple[str, ...] = ()
    yields: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    came: tuple[str, ...] = ()
    ongoing: tuple[str, ...] = ()
    bringing: tuple[str, ...] = ()
    whenever: tuple[str, ...] = ()
    of_day: tuple[str, ...] = ()
    sittings: tuple[str, ...] = ()
    preceding: tuple[str, ...] = ()
    bygone: tuple[str, ...] = ()
    identified: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    exchanges: tuple[str, ...] = ()
    residing: tuple[str, ...] = ()
    lands: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    welcomes: tuple[str, ...] = ()
    landings: tuple[str, ...] = ()
    tenures: tuple[str, ...] = ()
    dispatches: tuple[str, ...] = ()
    went_there: tuple[str, ...] = ()
    starting: tuple[str, ...] = ()
    lengths: dict[int, tuple[str, ...]] = {}
    discussed: tuple[str, ...] = ()
    that_occasion: tuple[str, ...] = ()
    delegates: tuple[str, ...] = ()
    day_of: tuple[str, ...] = ()
    mandated: tuple[str, ...] = ()
    mandates: tuple[str, ...] = ()
    entourage: tuple[str, ...] = ()
    jubilees: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    rites: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    charters: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    void: tuple[str, ...] = ()
    its_date: tuple[str, ...] = ()
    nationals: tuple[str, ...] = ()
    at_once: tuple[str, ...] = ()
    in_force: tuple[str, ...] = ()
    likened: tuple[str, ...] = ()
    honours: tuple[str, ...] = ()
    honouring: tuple[str, ...] = ()
    airports: tuple[str, ...] = ()
    saluted: tuple[str, ...] = ()
    graves: tuple[str, ...] = ()
    receivers: tuple[str, ...] = ()
    futures: tuple[str, ...] = ()
    reaching: tuple[str, ...] = ()
    keeping: tuple[str, ...] = ()
    greets: tuple[str, ...] = ()
    lapse: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()
    launches: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    called_off: tuple[str, ...] = ()
    behests: tuple[str, ...] = ()
    crowns: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    inaugurates: tuple[str, ...] = ()
    hosts_ahead: tuple[str, ...] = ()
    topical: tuple[str, ...] = ()
    elapsed: tuple[str, ...] = ()
    ordinals: dict[int, tuple[str, ...]] = {}
    ordinal_suffix: str = ""


def _roman(numeral: str) -> int:
    """The value of a Roman numeral."""
    digits = [_DIGITS[c] for c in numeral]
    return sum(-d if d < max(digits[i:]) else d for i, d in enumerate(digits))


class Words:
    """The lexicon of one language, compiled."""

    def __init__(self, language: Language) -> None:
        self.lexicon = lexicon = language.section("events", Lexicon)
        self._states = language.states
        self._numerals = language.section("dates", Dates).numerals
        self.subjects, self.joined = language.relation("subject"), language.relation("conjunct")
        self.passives = language.relation("passive_auxiliary")
        self.acted = language.relation("passive_subject")
        self.complements, self.purposes = language.relation("clausal"), language.relation("adverbial_clause")
        self.objects, self.modifiers = language.relation("object"), language.relation("modifier")
        self.triggers = [
            (trigger, form, self.compiled(pattern))
            for trigger in lexicon.triggers
            for form, pattern in (
                ("noun", trigger.noun), ("held", trigger.held), ("planned", trigger.planned), ("participle", trigger.participle)
            )
            if pattern
        ]
        self.visit = next((t for t in lexicon.triggers if t.name == "visit"), None)
        self.together = Together([pattern for _, _, pattern in self.triggers])
        self.light = self._tenses(lexicon.light)
        self.occurs = self._tenses(lexicon.occurs)
        self.participles = self._tenses(lexicon.participles)
        self.resumes = self._tenses(lexicon.resumes)
        self.taken_up = self._tenses(lexicon.taken_up)
        self.session = self.compiled(next((t.noun for t in lexicon.triggers if t.name == "session"), ""))
        self.consultations = [self.compiled(t.noun) for t in lexicon.triggers if t.type == "consultation" and t.noun]
        self.identifying = self._tenses(lexicon.identifying)
        self.inverts = self.compiled(lexicon.inverts)
        self.chairs = self.compiled(lexicon.chairs)
        self.length_of = {name: days for days, names in lexicon.lengths.items() for name in names}
        self.lengths = alternatives(tuple(self.length_of))
        self.attends = self.compiled(lexicon.attends)
        self.accompanied = self.compiled(lexicon.accompanied)
        self.signers = self.compiled(lexicon.signers)
        named = [name for name, field in Lexicon.model_fields.items() if field.annotation == tuple[str, ...]]
        self._lists = {name: alternatives(getattr(lexicon, name)) for name in named}
        self.venue = re.compile(rf"(?<!\w)(?:{lexicon.venue})$" if lexicon.venue else "(?!)", re.IGNORECASE)
        self.capital = self.compiled(lexicon.capital)
        self.hosting = self.compiled(lexicon.hosting)
        self.pairs = [(self.compiled(pair.pattern), pair.offices) for pair in lexicon.pairs]
        self._lists["pairs"] = alternatives(tuple(pair.pattern for pair in lexicon.pairs))
        self.linker_before = (
            re.compile(rf"(?:{self._lists['linkers'].pattern})(?:\W+\w+){{0,2}}\W*$", re.IGNORECASE)
            if lexicon.linkers
            else re.compile("(?!)")
        )
        self.linked = (
            re.compile(rf"(?:{self._lists['linkers'].pattern})\W*$", re.IGNORECASE) if lexicon.linkers else re.compile("(?!)")
        )
        self.clitic_before = (
            re.compile(rf"(?<!\w)(?:{'|'.join(lexicon.clitics)})\s?$", re.IGNORECASE)
            if lexicon.clitics
            else re.compile("(?!)")
        )
        articles = "|".join(sorted(lexicon.articles, key=len, reverse=True)) or r"(?!)"
        locatives = "|".join(sorted(lexicon.locatives, key=len, reverse=True)) or r"(?!)"
        self.city_choice = "|".join(lexicon.city_locatives) or r"(?!)"
        self.located = re.compile(
            rf"(?<!\w)(?:{locatives})(?:\s|(?<='))(?:(?:{articles})(?:\s|(?<=')))?$", re.IGNORECASE
        )

    @cached_property
    def _cities(self) -> dict[str, str]:
        return {fold(city): code for code, names in self._states.items() for city in (*names.cities, *names.capital)}

    def state_of_city(self, city: str) -> str:
        """The state a city lies in, as the language's list of states knows it (empty if it does not)."""
        return self._cities.get(fold(city), "")

    @cached_property
    def _numbers(self) -> list[tuple[re.Pattern[str], int]]:
        return [(re.compile(form, re.IGNORECASE), n) for n, forms in self._numerals.items() for form in forms]

    def number(self, word: str) -> int | None:
        """The number that a word or figures tell."""
        return int(word) if word.isdigit() else next((n for form, n in self._numbers if form.fullmatch(word)), None)

    def consulted(self, text: str, start: int, end: int) -> bool:
        """Whether political consultations are named in a span."""
        return any(pattern.search(text, start, end) for pattern in self.consultations)

    def owned(self, text: str, position: int) -> bool:
        """Whether a possessive ending stands at a position (`'s`)."""
        return any(text.startswith(ending, position) for ending in self.lexicon.possessives)

    def possessed(self, head: str) -> bool:
        """Whether the words before a noun name its owner."""
        return any(f"{ending} " in head for ending in self.lexicon.possessives)

    def family(self, name: str) -> re.Pattern[str]:
        """The words of a family as one pattern."""
        return self._lists[name]

    def compiled(self, pattern: str) -> re.Pattern[str]:
        """A pattern with its named fragments filled in, bounded by words (never matches if empty)."""
        if not pattern:
            return re.compile(r"(?!)")
        for _ in range(_DEEPEST):
            pattern = _PART.sub(lambda m: self.lexicon.parts[m[1]], pattern)
        pattern = _ACCENTED.sub(lambda m: unaccented(m[0]), pattern)  # capitals often lack their accents
        return deferred(rf"(?<![\w-])(?:{pattern})(?:(?<=[' ])|(?![\w]))", re.IGNORECASE)

    def _tenses(self, tenses: Tenses) -> dict[str, re.Pattern[str]]:
        return {name: self.compiled(getattr(tenses, name)) for name in ("held", "planned", "unreal")}

    @cached_property
    def _ordinal_forms(self) -> list[tuple[re.Pattern[str], int | None]]:
        forms: list[tuple[re.Pattern[str], int | None]] = [
            (alternatives(words), number) for number, words in sorted(self.lexicon.ordinals.items(), reverse=True)
        ]
        if self.lexicon.ordinal_suffix:
            forms.insert(0, (re.compile(rf"(?<![\w.,])(\d{{1,3}})(?:{self.lexicon.ordinal_suffix})(?!\w)", re.I), None))
        return forms

    def ordinal(self, text: str) -> int | None:
        """The last ordinal named in a text."""
        best: tuple[int, int] | None = None
        for match in _ROMAN.finditer(text):
            before = text[: match.start()].split()
            if match[1] and not (before and before[-1][:1].isupper()):  # no king's
                best = (match.end(), _roman(match[1]))
        for pattern, number in self._ordinal_forms:
            for match in pattern.finditer(text):
                value = number if number is not None else int(match[1])
                if best is None or match.end() > best[0]:
                    best = (match.end(), value)
        return best[1] if best else None

    def in_ordinal(self, text: str, position: int) -> bool:
        """Whether a position lies in an ordinal."""
        return any(
            m.start() <= position < m.end()
            for pattern, _ in self._ordinal_forms
            for m in pattern.finditer(text, max(0, position - 6), position + 20)
        )
