"""Shape of `attributes.yml`: what undertakings say beyond their words."""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel, ConfigDict

from servanda.extraction.components.references.lexicon import pattern
from servanda.languages import Language

SECTION = "attributes"
_NEVER = r"(?!)"


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Answers(_Data):
    """How an invitation is answered: `about` must stand in a later sentence for it to speak of the invitation."""

    accepted: tuple[str, ...] = ()
    welcomed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


class Amounts(_Data):
    """What a quantified aim is made of: `number` with `scale` and one of `units`; `counted`: a number of things.

    resumed: what, right before an amount, goes on behind an insertion that may name another. given: what, there, tells one
    that is given already, settled: the same right after it. lowest, highest: what stands before an amount from which, and
    between it and that to which something rises. raising: verbs of raising and lowering; raised: the bare number (`sum`)
    behind them that is reached; uncounted: numbers and things of which a number is no aim.
    """

    number: str = _NEVER
    codes: str = "(?!)"
    before: str = ""
    scale: str = _NEVER
    units: str = _NEVER
    counted: str = _NEVER
    fractions: str = _NEVER
    multiples: str = _NEVER
    named: str = _NEVER
    limits: str = _NEVER
    resumed: str = _NEVER
    given: str = _NEVER
    settled: str = _NEVER
    lowest: str = _NEVER
    highest: str = _NEVER
    raising: str = _NEVER
    raised: str = "(?P<sum>(?!))"
    uncounted: str = _NEVER


class Lexicon(_Data):
    """`attributes.yml`.

    obliged: cues whose subject is told what to do. agents: prepositions of who acts in a passive; hosts: of who invites.
    invited: auxiliaries of the passive by which a guest is its subject.
    owners_before, owners_after: what stands before or after the one whose will or commitment it is (`bare`: with no
    genitive, so that only a state's name fits). owned: possessives of one who was named with a `genitive` just before.
    mine: possessives of the one who speaks.
    impersonal: forms that speak for all. shared: a will that is all parties'.
    soon: words that hurry. undated: what, before a date, makes it another thing's; entitled: the same, unless a word of
    `on` ties the date to what is done; names: the same, behind it; belonging: the same where the date is to come; spans:
    what makes a span of years a term; past: words that open a date from which something goes on; granted: what stands between
    a term that someone is given and the action it is given for; occasions: the words for a meeting with which an action
    ends, told_of: those by which a clause goes on about it; attended: a pronoun for a meeting told before, with the verb for
    taking part in it; inserted: a clause between an action and its date; aims: what
    stands between it and the date by which its purpose is to be reached; terms: words that open a span from now, requests: those
    for what is each answered within such a term; aside: the same for deadlines; unanchored: what follows a deadline counted from
    something to come. channels: what
    makes a body the channel of what follows. sessions, its: a meeting or a part of the body last named; consulting: one of
    consultations. relatives: pronouns
    that take up a body. two_sides: what, before a verb, tells that both sides are its subject (`on the one hand ... on the
    other`). joined: what joins the adjectives of several sides. recipients: what, before a body, makes it the one that is
    reported to, or a mark of time. passives: auxiliaries whose subject is not the one who acts; beneficiaries: verbs whose
    subject is given something. of_which: relatives by which a part of a body is its own (`whose first
    session`). nearest: pronouns that take up what was last named; entrusted: words by which a pronoun
    entrusts the body last named with what follows; charged: a pronoun with the verb by which it is charged; convened: one
    with the verb by which a body is convened; led_by, convenes: a relative for a body, and the verbs of which it is the
    object.
    """

    obliged: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    invited: str = _NEVER
    owners_before: str = _NEVER
    owners_after: str = "(?P<bare>(?!))"
    owned: tuple[str, ...] = ()
    mine: tuple[str, ...] = ()
    genitive: str = _NEVER
    impersonal: tuple[str, ...] = ()
    shared: str = _NEVER
    answers: Answers = Answers()
    soon: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()
    entitled: tuple[str, ...] = ()
    names: str = _NEVER
    on: tuple[str, ...] = ()
    belonging: tuple[str, ...] = ()
    spans: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    granted: str = _NEVER
    occasions: tuple[str, ...] = ()
    told_of: tuple[str, ...] = ()
    attended: tuple[str, ...] = ()
    inserted: str = _NEVER
    aims: str = _NEVER
    terms: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    amounts: Amounts = Amounts()
    aside: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    unanchored: str = _NEVER
    sessions: str = _NEVER
    consulting: str = _NEVER
    its: str = _NEVER
    relatives: tuple[str, ...] = ()
    of_which: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    entrusted: tuple[str, ...] = ()
    charged: tuple[str, ...] = ()
    convened: tuple[str, ...] = ()
    convenes: tuple[str, ...] = ()
    led_by: str = _NEVER
    two_sides: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    recipients: str = _NEVER
    passives: str = _NEVER
    beneficiaries: str = _NEVER


class Words:
    """A language's lexicon of attributes, compiled once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.obliged = pattern(lexicon.obliged, {})
        self.agents = pattern(lexicon.agents, {})
        self.hosts = pattern(lexicon.hosts, {})
        self.invited = re.compile(lexicon.invited.replace(" ", r"\s"))
        self.owners_before = re.compile(rf"(?<!\w)(?:{lexicon.owners_before})\Z".replace(" ", r"\s"))
        self.owners_after = re.compile(lexicon.owners_after.replace(" ", r"\s"))
        self.owned = pattern(lexicon.owned, {})
        self.mine = pattern(lexicon.mine, {})
        self.genitive = re.compile(lexicon.genitive)
        self.impersonal = pattern(lexicon.impersonal, {})
        self.shared = _anywhere((lexicon.shared,))
        self.accepted = _anywhere(lexicon.answers.accepted)
        self.welcomed = _anywhere(lexicon.answers.welcomed)
        self.refused = _anywhere(lexicon.answers.refused)
        self.about = _anywhere(lexicon.answers.about)
        self.soon = _anywhere(lexicon.soon)
        self.undated = _anywhere(lexicon.undated)
        self.entitled = _anywhere(lexicon.entitled)
        self.belonging = _anywhere(lexicon.belonging)
        self.names = re.compile(lexicon.names.replace(" ", r"\s"))
        self.on = pattern(lexicon.on, {})
        self.spans = pattern(lexicon.spans, {})
        self.past = pattern(lexicon.past, {})
        self.granted = re.compile(rf"(?:{lexicon.granted})".replace(" ", r"\s"))
        occasions = "|".join(lexicon.occasions) or _NEVER
        self.occasions = re.compile(rf"(?<!\w)(?:{occasions})(?: [^,;:.()]{{0,60}})?\Z".replace(" ", r"\s"))
        self.told_of = re.compile(("|".join(lexicon.told_of) or _NEVER).replace(" ", r"\s"))
        self.attended = _anywhere(lexicon.attended)
        self.inserted = re.compile(lexicon.inserted.replace(" ", r"\s"))
        self.aims = re.compile(lexicon.aims.replace(" ", r"\s"))
        self.terms = pattern(lexicon.terms, {})
        self.requests = _anywhere(lexicon.requests)
        self.aside = _anywhere(lexicon.aside)
        self.unanchored = _anywhere((lexicon.unanchored,))
        self.channels = pattern(lexicon.channels, {})
        self.amount = _amount(lexicon.amounts)
        self.resumed = re.compile(rf"(?:{lexicon.amounts.resumed})\Z".replace(" ", r"\s"))
        self.given = re.compile(rf"(?:{lexicon.amounts.given})\Z".replace(" ", r"\s"))
        self.settled = re.compile(rf"(?:{lexicon.amounts.settled})".replace(" ", r"\s"))
        self.lowest = re.compile(rf"(?<!\w)(?:{lexicon.amounts.lowest})\Z".replace(" ", r"\s"))
        self.highest = re.compile(lexicon.amounts.highest.replace(" ", r"\s"))
        self.raising = _anywhere((lexicon.amounts.raising,))
        self.raised = re.compile(_raised(lexicon.amounts).replace(" ", r"\s"))
        self.uncounted = re.compile(lexicon.amounts.uncounted)
        self.limits = re.compile(rf"\s(?:{lexicon.amounts.limits})(?!\w)".replace(" ", r"\s"))
        self.sessions = _anywhere((lexicon.sessions,))
        self.consulting = _anywhere((lexicon.consulting,))
        self.its = _anywhere((lexicon.its,))
        self.relatives = pattern(lexicon.relatives, {})
        self.of_which = pattern(lexicon.of_which, {})
        self.nearest = pattern(lexicon.nearest, {})
        self.entrusted = _anywhere(lexicon.entrusted)
        self.charged = _anywhere(lexicon.charged)
        self.convened = _anywhere(lexicon.convened)
        self.convenes = _anywhere(lexicon.convenes)
        self.led_by = re.compile(lexicon.led_by.replace(" ", r"\s"))
        self.two_sides = pattern(lexicon.two_sides, {})
        self.joined = pattern(lexicon.joined, {})
        self.passives = re.compile(rf"(?:{lexicon.passives})(?!\w)".replace(" ", r"\s"))
        self.beneficiaries = re.compile(rf"(?:{lexicon.beneficiaries})(?!\w)".replace(" ", r"\s"))
        self.recipients = re.compile(rf"(?<![\w-])(?:{lexicon.recipients}) ?\Z".replace(" ", r"\s"))


def _anywhere(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for patterns that set their own right bound."""
    if not patterns:
        return re.compile(_NEVER)
    return re.compile(r"(?<![\w-])(?:" + "|".join(f"(?:{p})" for p in patterns).replace(" ", r"\s") + r")(?!\w)")


# Signs of currencies that stand before a sum.
SIGNS = "$\u20ac\u00a3\u00a5\u20b9\u20a9\u20ab"


def _raised(a: Amounts) -> str:
    """The pattern of a bare number reached, with the language's numbers in it."""
    return a.raised.replace("{number}", a.number)


def _amount(a: Amounts) -> re.Pattern[str]:
    measured = f"{a.number}(?:{a.scale})?(?:(?:\\s+|-)?(?:de |d')?{a.units})"
    sum_of = f"(?:[{SIGNS}]|(?<![\\w-]){a.codes} ?(?=\\d))\\s?{a.number}(?:{a.scale})?"
    forms = f"{a.before}(?:{measured}|{sum_of}|(?P<counted>{a.counted}))(?:\\s+{a.limits})?"
    forms += f"|{a.fractions}|{a.multiples}|(?P<named>{a.named})"
    loose = forms.replace(" ", r"\s")
    return re.compile(rf"(?<![\w.,/-])(?:{loose})(?!\w)")


@cache
def words(language: Language) -> Words:
    """The compiled lexicon of a language."""
    return Words(language.section(SECTION, Lexicon))
