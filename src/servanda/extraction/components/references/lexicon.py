"""Shape of `references.yml`: the words that stand for the parties, a side, or somebody named before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from operator import itemgetter

from pydantic import BaseModel, ConfigDict
from spacy.tokens import Doc

from servanda.extraction.content import content, once
from servanda.extraction.together import Together
from servanda.languages import Language

SECTION = "references"
_MACRO = re.compile(r"\{([a-z_]+)\}")
_STRAIGHT = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u00a0": " ", "\u202f": " "})


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Office(_Data):
    """Words for the holder of an office.

    office: its code (or the first part of it), `delegate` for somebody sent, `titled` for whoever the text has called by the
    same noun, empty for any person; of several, parted by `|`, the first that somebody in the text holds.
    """

    office: str
    forms: str


class Sides(_Data):
    """Nouns that with the name or adjective of a state make a side; what may stand between noun and state.

    individuals: those of them that are one person. holders: offices that behind a state's adjective need no article
    (`Tongan foreign minister said`). posts: those of them that stand in another state; located: what says
    only where (`embassy in Oslo`).
    """

    nouns: str = r"(?!)"
    individuals: str = r"(?!)"
    holders: str = r"(?!)"
    posts: str = r"(?!)"
    located: str = r"(?!)"
    before: str = ""
    after: str = ""


class Pronouns(_Data):
    """Personal pronouns: of one person or state, of several, the first person; relatives that are a subject.

    neuter: of a state or a side, never of a person, and of nothing just as often. mine: possessives of the first person.
    """

    one: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    mine: tuple[str, ...] = ()
    neuter: tuple[str, ...] = ()
    relative: tuple[str, ...] = ()


class Speech(_Data):
    """Verbs of saying (stems), inverted insertions ("he added"), and prepositions that name a source."""

    verbs: str = r"(?!)"
    inverted: str = r"(?!)"
    sources: str = r"(?!)"


class Examples(_Data):
    """Sentences with the joint reference they hold, and sentences that hold none."""

    match: dict[str, str] = {}
    no_match: tuple[str, ...] = ()


class Lexicon(_Data):
    """`references.yml`. joint: what stands for all parties. joint_texts: titles of texts all parties speak in.

    interviews: ends of blocks that are questions. counterparts: the other side's person; opposites: those of them
    that are whichever party is not the one of a treaty's condition. peers: those of them that are first of all
    whoever holds the same office. latter: what stands for whoever was named last. couples: words for a
    head of state and the spouse. own: the speaker's own state.
    guests, hosts: who came and who receives, where a paper is told from the host's country. delegations: one before the
    words that name its leader; delegation: the same told again. feminine, masculine: pronouns, and titles of whom they may
    stand for. impersonal: pronouns that stand for nothing. speakers: words behind which the states that speak are listed.
    topics: words of a title behind which stands what the paper is about. authors: words of a title behind which stand those
    who make a joint text. accounts: words of the title of one side's account of its own talks. officials: words for whoever acts
    for a state beside whose name they stand; official_links: what stands between such a word and the name behind it.
    authored: what stands before whoever speaks in a text of his own (`Remarks by`). further: what begins a further clause of
    what somebody has said (`said that Oslo was ready, and that he`).
    """

    macros: dict[str, str] = {}
    joint: tuple[str, ...] = ()
    joint_texts: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()
    official_links: str = ""
    authored: tuple[str, ...] = ()
    interviews: tuple[str, ...] = ()
    sides: Sides = Sides()
    offices: tuple[Office, ...] = ()
    office_articles: str = r"(?!)"
    counterparts: tuple[str, ...] = ()
    opposites: tuple[str, ...] = ()
    peers: tuple[str, ...] = ()
    latter: tuple[str, ...] = ()
    couples: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    delegations: tuple[str, ...] = ()
    delegation: tuple[str, ...] = ()
    feminine: tuple[str, ...] = ()
    masculine: tuple[str, ...] = ()
    pronouns: Pronouns = Pronouns()
    impersonal: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    speech: Speech = Speech()
    examples: Examples = Examples()


def plain_text(doc: Doc) -> str:
    """The same of a whole text, made once."""
    return once(doc, "plain", lambda: plain(content(doc)))


def plain(text: str) -> str:
    """The text lower-cased with straight apostrophes and blanks, every character at its place."""
    text = text.translate(_STRAIGHT)
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def pattern(parts: tuple[str, ...], macros: dict[str, str]) -> re.Pattern[str]:
    """One expression that finds any of several patterns at word bounds; it never matches where there is none."""
    if not parts:
        return re.compile(r"(?!)")
    written = sorted((_MACRO.sub(lambda m: macros[m[1]], part) for part in parts), key=len, reverse=True)
    joined = "|".join(f"(?:{part})" for part in written).replace(" ", r"\s+").replace(r"\s+?", r"\s?")
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])")


class Words:
    """A language's lexicon of references, compiled once."""

    def __init__(self, lexicon: Lexicon) -> None:
        macros = lexicon.macros
        self.lexicon = lexicon
        self.joint_texts = pattern(lexicon.joint_texts, macros)
        self.speakers = pattern(lexicon.speakers, macros)
        self.topics = pattern(lexicon.topics, macros)
        self.authors = pattern(lexicon.authors, macros)
        self.accounts = pattern(lexicon.accounts, macros)
        self.official = pattern(lexicon.officials, macros)
        self.official_link = re.compile(rf"{lexicon.official_links}$".replace(" ", r"\s+"))
        self.authored = pattern(lexicon.authored, macros)
        self.question = re.compile("|".join(lexicon.interviews) or r"(?!)")
        self.peer = pattern(lexicon.peers, macros)
        self.further = pattern(lexicon.further, macros)
        self.couples = pattern(lexicon.couples, macros)
        self.delegations = pattern(lexicon.delegations, macros)
        self.delegation = pattern(lexicon.delegation, macros)
        self.genders = (pattern(lexicon.feminine, macros), pattern(lexicon.masculine, macros))
        self.holder = re.compile(rf" {lexicon.sides.holders}(?![\w'\u2019])")
        self.individual = re.compile(rf"{lexicon.sides.individuals}(?!\w)")
        self.post = re.compile(rf"{lexicon.sides.posts}(?!\w)")
        self.located = re.compile(rf"(?<!\w){lexicon.sides.located}(?!\w)")
        self.side = re.compile(rf"(?<![\w-]){lexicon.sides.nouns}(?!\w)")
        article = rf"(?<!\w){lexicon.office_articles}(?:\s|(?<='))"
        self.offices = tuple(
            (office.office, re.compile((article + r"(?:\w+\s)?" + office.forms + r"(?![\w-])").replace(" ", r"\s+")))
            for office in lexicon.offices
        )
        pronouns = lexicon.pronouns
        self.own, self.one, self.first, self.neuter = (
            pattern(parts, macros) for parts in (lexicon.own, pronouns.one, pronouns.first, pronouns.neuter))
        others = {"impersonal": lexicon.impersonal, "joint": lexicon.joint, "counterpart": lexicon.counterparts,
                  "latter": lexicon.latter,
                  "guest": lexicon.guests, "host": lexicon.hosts, "many": lexicon.pronouns.many,
                  "relative": lexicon.pronouns.relative}
        self.ours, self.opposite = pattern(pronouns.mine, macros), pattern(lexicon.opposites, macros)
        self._standing = (
            *((form, "", pattern(parts, macros)) for form, parts in others.items()),
            ("own", "", self.own), ("one", "", self.one), ("first", "", self.first),
            *(("office", office, expression) for office, expression in self.offices),
        )
        self._together = Together([expression for *_, expression in self._standing])
        self.speech = re.compile(rf"(?<!\w){lexicon.speech.verbs}".replace(" ", r"\s+"))
        self.inverted = pattern((lexicon.speech.inverted,), macros)
        self.sources = pattern((lexicon.speech.sources,), macros)

    def standing(self, low: str) -> Iterator[tuple[str, str, re.Match[str]]]:
        """The words of a text that stand for somebody: form, office (of an office), where; one form after the other."""
        for number, match in sorted(self._together.finditer(low), key=itemgetter(0)):
            form, office, _ = self._standing[number]
            yield form, office, match

    def gender(self, text: str) -> int | None:
        """Which of the two genders the words of a text tell, if only one."""
        told = [i for i, known in enumerate(self.genders) if known.search(text)]
        return told[0] if len(told) == 1 else None


@cache
def words(language: Language) -> Words:
    """The compiled lexicon of a language."""
    return Words(language.section(SECTION, Lexicon))
