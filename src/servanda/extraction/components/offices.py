"""Shape of `offices.yml`: the words for offices and for what they are of."""

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
    party: the code without complement in a paper that names a party.
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
