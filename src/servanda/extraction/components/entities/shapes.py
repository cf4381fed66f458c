"""Shapes of `offices.yml`, `names.yml` and `organisations.yml`: the words the reader knows people and bodies by."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict


class Entry(BaseModel):
    """An entry of a lexicon: no key but its own, and none changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Example(Entry):
    """A sentence and what must be found in it (nothing else of the kinds it lists): persons as name to state and offices,
    organisations as name to state.
    """

    text: str
    persons: dict[str, tuple[str, ...]] | None = None
    organisations: dict[str, str] | None = None


class Head(Entry):
    """A noun that names an office.

    office: the code it has by itself (`role`: none, but a person follows). of: the code it has with a complement of a
    given kind (`unknown`: any other). portfolio: the code a portfolio is added to; deputy: the same after a word for a
    deputy. by_state: the codes alone and with a portfolio in one state. bare: the code without any complement.
    party: the code without complement in a paper that names a party. state: the only one that has such an officer.
    """

    office: str
    forms: tuple[str, ...]
    plural: tuple[str, ...] = ()
    of: dict[str, str] = {}
    portfolio: str | None = None
    deputy: str | None = None
    by_state: dict[str, tuple[str, str]] = {}
    bare: str | None = None
    party: str | None = None
    state: str | None = None


class Peculiar(Entry):
    """Offices that not every state has, by the words for them: the states that do, or those that do not.

    Where only one of the states a paper is about can have it, it is that one's.
    """

    forms: tuple[str, ...]
    states: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()

    def possible(self, states: Iterable[str]) -> frozenset[str]:
        """Those of some states that can have such an officer."""
        return frozenset(s for s in states if s not in self.without and (not self.states or s in self.states))


class Offices(Entry):
    """`offices.yml`.

    peculiar: offices that not every state has.
    links: words that carry an office's complement on; pauses: those of them that may follow a comma; posted: words
    between an envoy's own state and the one he is posted to; both: words that join two offices of one holder;
    passes: words by which something goes from one to his counterpart;
    roles: words before an office in which somebody named elsewhere acts (`in his capacity as`);
    charged: words that say only what an officer of the state has charge of; possessives: those before an office that make
    it that of the body named last; ours: those that make it that of whoever speaks.
    deputies: words before an office that make it the deputy's; former: prefixes and words for a former holder.
    met: verbs between somebody and whom he met, of the other party.
    travelled: words between somebody and the state or city, not his own, that he goes to; journeys: words before somebody
    whose journey it is, towards: those after him before where it leads.
    invited: words before somebody who invites whoever travels to his country.
    sides: words right before the state for which somebody acts (`côté fidjien`); siding: those that do so where one of
    side_nouns stands behind the state (`on the Fijian side`); visitors: those for who came to the country; heading: those
    between somebody and the state whose delegation he leads.
    chairing: phrases before those who chair something together.
    led: phrases between a delegation, side or person and those who speak for it or go with him; agents: what is left of
    them where a second delegation takes up the verb of the first (`and the Irish one by`).
    himself: words that take up who went abroad, at the head of the next sentence ("He was accompanied by").
    pronouns: words that take up an office, where another state follows (`that of Fiji`).
    consorts: nouns that are a spouse's beside a holder of the offices they list; alongside: words right before them by which
    the holder need not stand near. quantifiers: words before an office in the plural of those named before it (`both`).
    portfolio_first: portfolio, state and body may stand before the noun ("energy minister").
    """

    heads: tuple[Head, ...] = ()
    peculiar: tuple[Peculiar, ...] = ()
    complements: dict[str, tuple[str, ...]] = {}
    portfolios: dict[str, tuple[str, ...]] = {}
    links: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    posted: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    charged: tuple[str, ...] = ()
    possessives: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    deputies: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()
    led: tuple[str, ...] = ()
    chairing: tuple[str, ...] = ()
    agents: frozenset[str] = frozenset()
    sides: tuple[str, ...] = ()
    siding: tuple[str, ...] = ()
    side_nouns: frozenset[str] = frozenset()
    visitors: frozenset[str] = frozenset()
    heading: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    travelled: tuple[str, ...] = ()
    journeys: tuple[str, ...] = ()
    towards: tuple[str, ...] = ()
    invited: tuple[str, ...] = ()
    counterpart: tuple[str, ...] = ()
    himself: tuple[str, ...] = ()
    pronouns: tuple[str, ...] = ()
    counterparts: tuple[str, ...] = ()
    spouse: tuple[str, ...] = ()
    spouses: tuple[str, ...] = ()
    consorts: dict[str, tuple[str, ...]] = {}
    alongside: tuple[str, ...] = ()
    quantifiers: tuple[str, ...] = ()
    portfolio_first: bool = False
    examples: tuple[Example, ...] = ()


class Names(Entry):
    """`names.yml`.

    honorifics stand before a name and are no part of it (plural ones before several; honorific_names: those that may be
    given names themselves). peers: ranks after which a name goes on, behind one of the peer_links, with the place of the
    title ("Lord Hill of Alton"). particles: small words inside names. suffixes: what may follow one; letters: what may too,
    for an honour or a seat, and is no part of it. openers: capitalised words that begin a sentence, not a name. common: words
    that end a name even with a capital; common_endings: how other such words end. followers: nouns after a name that make it
    no person's ("the X administration").
    venues: nouns that make the name after them a venue or an institution, not a person. located: prepositions of place.
    place_nouns, place_links, venue_links: nouns for places and what may stand between them and the name;
    shared_places: plurals behind the names of several; plural_places: those before them, no part of the first.
    joiners: words between the names of a list. receiving, who: verbs of receiving, and
    pronouns of whom more is said. shortened: given names
    written short, with a stop. origins, given: the language's own additions to the ontology's personal names.
    """

    honorifics: tuple[str, ...] = ()
    honorific_names: tuple[str, ...] = ()
    peers: tuple[str, ...] = ()
    peer_links: tuple[str, ...] = ()
    plural_honorifics: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    letters: frozenset[str] = frozenset()
    openers: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    common_endings: str = ""
    venues: tuple[str, ...] = ()
    venue_links: tuple[str, ...] = ()
    located: tuple[str, ...] = ()
    place_nouns: tuple[str, ...] = ()
    place_links: tuple[str, ...] = ()
    shared_places: tuple[str, ...] = ()
    plural_places: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    receiving: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    shortened: tuple[str, ...] = ()
    followers: tuple[str, ...] = ()
    origins: dict[str, tuple[str, ...]] = {}
    given: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()


class OrganisationHead(Entry):
    """A noun that begins the name of an organisation.

    capital: it must be written with a capital. alone: it is a name by itself. portfolio: the name goes on as an
    office's does. tail: the rest of the name may stand before it. lower: words without a capital may belong to it.
    eponym: a person's name may belong to it. own: states do not share such a body. stated: it
    is a name only with a state. organ: international organisations have
    such an organ. last: the name ends with it. numbered: a number may begin the name ("7th Brigade"). venue: behind a word
    for being or going somewhere it is but a place. state: the only one that has such a body; states: the few that do, of which
    it is the only one of the paper.
    """

    kind: str
    forms: tuple[str, ...]
    capital: bool = False
    alone: bool = False
    portfolio: bool = False
    tail: bool = False
    lower: bool = False
    eponym: bool = False
    own: bool = False
    stated: bool = False
    organ: bool = False
    last: bool = False
    numbered: bool = False
    venue: bool = False
    state: str | None = None
    states: frozenset[str] = frozenset()


class Known(Entry):
    """An organisation of one state that papers name without more ado."""

    names: tuple[str, ...]
    state: str | None = None
    kind: str = "company"


class Abroad(Entry):
    """Nouns of one or more languages that begin the names of bodies, and the states where these are spoken."""

    states: tuple[str, ...]
    forms: tuple[str, ...]


class Organisations(Entry):
    """`organisations.yml`.

    links: words inside a name. stops: words before a body that say that any such body is meant. unnamed: words that make
    it a joint body; shared: those that do so where states may share such a body. abroad: words after a state's people in a
    ministry's name. definite: articles before initials that are a body's name. sited: prepositions (and articles) that make
    a seat of government a mere place. ranks: words of rank before a name. worldly: words that make a body no state's.
    directed: links of direction, inside a name only after the words of `directing` or before a portfolio. themes: words for
    what bodies are for, besides those of the portfolios, and their endings (with a hyphen before). announcers: common nouns
    before a company's name; describers: common nouns that say in an apposition what a body is; belonging: those for what
    belongs to a body or who acts for it; based: words between a city and the body seated there. things: words that make a
    capitalised name no body's; abbreviations: initials of things. foreign: small words in names of other languages.
    contracted: prepositions with an article in them. fronted: words that with a state's name behind them make an agency's
    name. partnered: prepositions before a partner. abroad_heads: nouns that begin names in languages not read here,
    with the states where they are spoken.
    texts: nouns for texts, treating: prepositions before the parties to one; linking: nouns that join places;
    founding: nouns for treaties that are no sign of the body they are named after.
    sites: nouns for places that are bodies where an office stands before them. hyphened: prefixes that a hyphen parts from
    their word. ordinals: endings of an ordinal in figures.
    """

    heads: tuple[OrganisationHead, ...] = ()
    known: tuple[Known, ...] = ()
    links: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    sited: tuple[str, ...] = ()
    hyphened: tuple[str, ...] = ()
    abroad: tuple[str, ...] = ()
    definite: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    worldly: tuple[str, ...] = ()
    directed: tuple[str, ...] = ()
    directing: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    announcers: tuple[str, ...] = ()
    describers: tuple[str, ...] = ()
    belonging: tuple[str, ...] = ()
    based: tuple[str, ...] = ()
    fronted: tuple[str, ...] = ()
    partnered: tuple[str, ...] = ()
    abroad_heads: tuple[Abroad, ...] = ()
    sites: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    treating: tuple[str, ...] = ()
    linking: tuple[str, ...] = ()
    founding: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    abbreviations: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()
    contracted: frozenset[str] = frozenset()
    examples: tuple[Example, ...] = ()
