"""Persons, organisations and places that are one, told under several names."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import replace
from functools import lru_cache

from servanda import ontology
from servanda.claims import Claim
from servanda.languages.folding import fold
from servanda.reconciliation import content
from servanda.reconciliation.comparison import Comparison, Context, Mark, states_clash
from servanda.reconciliation.names import Difference, alike, difference, evened, initialled, lengthened, skeleton, vowels_apart

_LONG_NAME = 2  # words of a name beyond which one letter parts nobody of one state
_ONE_LETTER = 0.3  # weight of one vowel heard otherwise, the most where an office is told of one side only
_PAIR = 2
_LONG = 6  # letters of a name that nothing else sounds like
_TELLING = 2  # weight of what a body's name says from which it names one body of an occasion
_MINISTRY = frozenset({"minister"})  # concept: each side has one of each kind
_FOREIGN, _AFFAIRS = frozenset({"diplomatic"}), "affair"
_HIGH = frozenset({"head-of-state", "head-of-government", "speaker"})


class Entities:
    """Entities: a person by the sound of the name, state and office; a body by what its name says."""

    one_per_document = False

    def signature(self, claim: Claim, context: Context) -> Hashable | None:
        """Same kind, state and full name by sound (persons, who also hold the same offices) or by letters (others)."""
        kind, state = claim.fields["type"], claim.fields["state"]
        if kind == "person":
            full, offices = _fullest(claim), {(o["office"], o["state"]) for o in claim.fields["offices"]}
            return (kind, state, full, frozenset(offices)) if len(full) > 1 else None
        if kind == "place":
            return kind, fold(claim.fields["name"])
        return kind, state, _key(claim.fields["name"]) or fold(claim.fields["name"])

    def blocks(self, claim: Claim, context: Context) -> Iterable[Hashable]:
        """A person's full names, and each word of them beside the state (less than a full name counts only with it);
        every concept and every acronym of a body's."""
        kind = claim.fields["type"]
        if kind == "person":
            names = {tuple(sorted(skeleton(name))) for name in claim.fields["names"]}
            offices = {(o["office"], o["state"]) for o in claim.fields["offices"]}
            words = {(word, state) for name in names for word in name} if (state := claim.fields["state"]) else set()
            pair = context.pair(claim) if claim.fields["state"] in context.pair(claim) else ()
            held = [(kind, *o) for o in offices if o[1] and o[0] != "other"]
            held += [(kind, office, pair) for office, _ in offices if pair and _alone(office)]
            return [(kind, name) for name in names if len(name) > 1] + [(kind, *w) for w in words] + held
        if kind == "place":
            return [(kind, fold(n)) for n in claim.fields["names"]]
        blocks = [(kind, fold(n)) for n in claim.fields["names"]] + [(kind, _initials(n)) for n in claim.fields["names"]]
        bags = [context.bag(claim, n) for n in claim.fields["names"]]
        portfolios = {word for bag in bags for word in _portfolio(bag)} if (state := claim.fields["state"]) else set()
        return [b for b in blocks if len(b[1]) > 1] + [(kind, *sorted(b)) for b in bags] + [
            (kind, state, word) for word in sorted(portfolios)]

    def compare(self, first: Claim, second: Claim, context: Context) -> Comparison | None:
        """Same person, same body or same place."""
        if first.fields["type"] != second.fields["type"]:
            return None
        if first.fields["type"] == "person":
            return same_person(first, second, of_one_pair=_of_one_pair(first, second, context),
                               one_story=context.one_story(first, second))
        if first.fields["type"] == "place":
            shared = {fold(n) for n in first.fields["names"]} & {fold(n) for n in second.fields["names"]}
            return Comparison(1.0, ("same_name",)) if shared else None
        return _same_body(first, second, context)

    def mark(self, claim: Claim, context: Context) -> Mark | None:
        """Nothing."""
        return None


class Companions:
    """Persons and bodies of one story, of which less need agree: who is told of one occasion under nearly one name is one."""

    one_per_document = True

    def signature(self, claim: Claim, context: Context) -> Hashable | None:
        """Never: nothing is sure here."""
        return None

    def blocks(self, claim: Claim, context: Context) -> Iterable[Hashable]:
        """The story, with each word of a person's name by its sound, with each word that says something of a body."""
        kind, story = claim.fields["type"], context.stories.get(claim.document)
        names: list[str] = claim.fields["names"]
        words = {w for name in names for w in (skeleton(name) if kind == "person" else _said(claim, name, context))}
        return [(story, kind, word) for word in sorted(words)]

    def compare(self, first: Claim, second: Claim, context: Context) -> Comparison | None:
        """Persons of one full name, or of one state and names that differ by a letter; bodies, no ministries, of one name by its
        sound or of one meaning, whatever state was read."""
        if first.fields["type"] != second.fields["type"] or not context.one_story(first, second):
            return None
        if first.fields["type"] == "person":
            clash = states_clash(first.fields["state"], second.fields["state"])
            names = [evened(mine, theirs) for mine in _forms(first) for theirs in _forms(second)]
            apart = not _shared_offices(first, second) and all(_offices(c) for c in (first, second))
            near = any(len(a) > 1 and not initialled(a + b) and (found := difference(a, b)) is not None
                       and found.letters + (found.spelt if clash else 0) <= (not (clash or apart) or len(a) > _LONG_NAME)
                       for a, b in names)
            return Comparison(0.7, ("one_letter", "same_story"), first.id, mutual=True) if near else None
        alike = any((one == other and content.weight(one) >= _TELLING and not _MINISTRY & one)
                    or (skeleton(mine) == skeleton(theirs) and len(mine) >= _LONG and not _MINISTRY & one)
                    for mine in first.fields["names"] if (one := _said(first, mine, context))
                    for theirs in second.fields["names"] if (other := _said(second, theirs, context)))
        return Comparison(0.7, ("same_meaning", "same_story"), first.id, mutual=True) if alike else (
            _same_ministry(first, second, context))

    def mark(self, claim: Claim, context: Context) -> Mark | None:
        """Nothing."""
        return None


def _said(claim: Claim, name: str, context: Context) -> frozenset[str]:
    """What a body's name says but for its state."""
    return frozenset(c for c in context.bag(claim, name) if not (len(c) == 2 and c.isupper()))


def _fullest(claim: Claim) -> tuple[str, ...]:
    return max((tuple(sorted(skeleton(n))) for n in claim.fields["names"]), key=len, default=())


def same_person(first: Claim, second: Claim, *, of_one_pair: bool = False, one_story: bool = False) -> Comparison | None:
    """Whether two claims of persons tell one: names that agree by sound, and by state and office where they agree less.

    of_one_pair: whether both papers tell of one pair of states, of which these persons are said to be. one_story: whether they
    tell one occasion.
    """
    offices = _shared_offices(first, second)
    heard = not offices and all(_offices(c) for c in (first, second)) and not _written_alike(first, second)
    if states_clash(first.fields["state"], second.fields["state"]):
        return _of_misread_state(first, second, offices, of_one_pair=of_one_pair, one_story=one_story)
    sure = first.fields["state"] is not None and first.fields["state"] == second.fields["state"]
    best: Comparison | None = None
    for mine in _forms(first):
        for theirs in _forms(second):
            one, other = evened(mine, theirs)
            found = _names_agree(one, other, sure, offices, heard=heard)
            if found is not None and (best is None or found.score > best.score):
                poorer = first if len(one) <= len(other) else second
                if initialled(one) != initialled(other):
                    poorer = first if initialled(one) else second
                weak = min(len(one), len(other)) == 1 or initialled(one) != initialled(other)
                best = replace(found, poorer=poorer.id) if weak else found
    return best if best is not None or not (sure and of_one_pair) else _of_no_office(first, second)


def _of_no_office(first: Claim, second: Claim) -> Comparison | None:
    """Whether two of one state and pair of states are one under one full name in two spellings, of which one tells no office.

    Where neither does, nothing but the name joins them: then no word of it may be spelt otherwise but by its sound.
    """
    told = [_offices(c) for c in (first, second)]
    least = min((d.weight for d in _spelt(first, second)), default=None)
    if least is None or all(told) or least > (_ONE_LETTER if any(told) else 0):
        return None
    return Comparison(0.7, ("other_spelling", "same_state"), (first if not told[0] else second).id, mutual=not any(told))


def _spelt(first: Claim, second: Claim) -> list[Difference]:
    """How full names of two persons differ that differ in nothing but their spelling, if that."""
    return [found for one in _forms(first) for other in _forms(second) if min(len(one), len(other)) > 1
            and not initialled(one + other) and (found := difference(*evened(one, other))) is not None and not found.letters]


def _of_misread_state(first: Claim, second: Claim, offices: set[str], *, of_one_pair: bool, one_story: bool) -> Comparison | None:
    """Whether two of different states are one, the state of one misread.

    They are only where the papers tell of one pair of states, on one occasion or under a name written alike in three words, or
    written alike beside one of the highest offices: two states may each have a Mohamed Salah, and a minister of one field. On
    one occasion they hold one high office; or no other office is told of one than of the other.
    """
    apart = _spelt(first, second)
    same = any(not d.spelt for d in apart)
    written = _written_alike(first, second)
    sure = one_story or written >= _LONG_NAME + 1 or written and offices & _HIGH
    if not apart or not of_one_pair or not sure:
        return None
    held = tuple(f"same_office: {o}" for o in sorted(offices))
    if any(_alone(o) for o in offices):
        return Comparison(0.7 if same else 0.65, ("same_name" if same else "other_spelling", *held), first.id, mutual=True)
    if same and not all(_offices(c) for c in (first, second)):
        return Comparison(0.65, ("same_name",), first.id, mutual=True)
    return None


def _of_one_pair(first: Claim, second: Claim, context: Context) -> bool:
    """Whether the papers of two claims tell of one pair of states, those of which the two are said to be."""
    pair = context.pair(first)
    return len(pair) == _PAIR and pair == context.pair(second) and {first.fields["state"], second.fields["state"]} <= {*pair}


def _forms(claim: Claim) -> set[tuple[str, ...]]:
    """The names of a person by sound; a single word only where no fuller form is told."""
    forms = {skeleton(n) for n in claim.fields["names"]} - {()}
    full = {f for f in forms if len(f) > 1}
    return full or forms


def _offices(claim: Claim) -> set[str]:
    """The offices told of a person that say which."""
    return {o["office"] for o in claim.fields["offices"]} - {"other"}


def _shared_offices(first: Claim, second: Claim) -> set[str]:
    return _offices(first) & _offices(second)


def _written_alike(first: Claim, second: Claim) -> int:
    """Of how many words the longest full name is that both are told under in the same letters; 0 where there is none."""
    one, other = ({tuple(sorted(fold(n).replace("-", " ").split())) for n in c.fields["names"]} for c in (first, second))
    return max((len(name) for name in one & other if len(name) > 1), default=0)


def _alone(office: str) -> bool:
    """Whether a state has one holder of an office at a time."""
    return office in _HIGH or (office.startswith("minister/") and not office.endswith("/other"))


def _names_agree(
    one: tuple[str, ...], other: tuple[str, ...], sure: bool, offices: set[str], *, heard: bool
) -> Comparison | None:
    """Whether two names are one person's. sure: of one state. heard: of different offices, and no name is written alike."""
    held = tuple(f"same_office: {o}" for o in sorted(offices))
    if len(one) == len(other):
        found = difference(one, other)
        if found is None:
            alone = sure and any(_alone(o) for o in offices)
            if alone and lengthened(one, other):
                return Comparison(0.75, ("part_of_name", "same_state", *held))
            return Comparison(0.75, ("other_vowels", "same_state", *held)) if alone and vowels_apart(one, other) else None
        if heard:
            return None  # what only sounds alike may be another's who holds another office
        if not found.letters and not found.spelt and (len(one) > 1 or (sure and offices)):
            return Comparison(1.0 if len(one) > 1 else 0.8, ("same_name", *held))
        if found.letters + bool(found.spelt) != 1 or not sure:
            return None  # a misprint beside another spelling may be another name
        how = "other_spelling" if found.spelt else "part_of_name" if initialled(one) or initialled(other) else "one_letter"
        known = offices or (how != "part_of_name" and len(one) > _LONG_NAME)
        return Comparison(0.85, (how, "same_state", *held)) if known else None
    short, long = sorted((one, other), key=len)
    if not (sure and offices) or not all(any(alike(w, other) for other in long) for w in short):
        return None
    if len(short) > 1:
        return Comparison(0.8, ("part_of_name", "same_state", *held))
    surname = alike(short[0], long[-1]) or alike(short[0], long[0])
    return Comparison(0.75, ("surname", "same_state", *held)) if surname else None


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    table: dict[str, str] = {}
    for organisation in ontology.load().organisations:
        for names in organisation.names.values():
            table.update({fold(name): organisation.key for name in names})
    return table


def _key(name: str) -> str | None:
    """The ontology's key of an organisation known to it."""
    return _known().get(fold(name))


def _initials(name: str) -> str:
    return "".join(w[0] for w in fold(name).replace("'", " ").split() if len(w) > 2)


def _same_body(first: Claim, second: Claim, context: Context) -> Comparison | None:
    if states_clash(first.fields["state"], second.fields["state"]):
        return None
    keys = [{k for n in c.fields["names"] if (k := _key(n))} for c in (first, second)]
    if keys[0] & keys[1]:
        return Comparison(1.0, ("known_organisation",))
    if keys[0] and keys[1]:
        return None
    sure = first.fields["state"] == second.fields["state"]
    best: Comparison | None = None
    for one in first.fields["names"]:
        for other in second.fields["names"]:
            found = _titles_agree(one, other, sure, context.bag(first, one), context.bag(second, other))
            if found is not None and (best is None or found.score > best.score):
                best = found
    return best or _same_ministry(first, second, context)


def _same_ministry(first: Claim, second: Claim, context: Context) -> Comparison | None:
    """Whether two ministries of one state have one portfolio: of one story also where one name leaves a part of it out."""
    if first.fields["state"] is None or first.fields["state"] != second.fields["state"]:
        return None
    bags = [context.bag(c, c.fields["name"]) for c in (first, second)]
    one, other = map(_portfolio, bags)
    if not one or not other:
        return None
    if one == other:
        return Comparison(0.85, ("same_meaning", "same_state"))
    (less, _), (more, said) = sorted(((one, bags[0]), (other, bags[1])), key=lambda named: len(named[0]))
    foreign = less != _FOREIGN or _AFFAIRS in said  # foreign trade is no part of foreign affairs
    if not less < more or not foreign or not context.one_story(first, second):
        return None
    return Comparison(0.7, ("part_of_name", "same_story"), (first if less is one else second).id)


def _portfolio(bag: frozenset[str]) -> frozenset[str]:
    """What a ministry's name says of its field; empty for any other body."""
    return frozenset(c for c in bag if content.weight((c,)) >= 1) if bag >= _MINISTRY else frozenset()


def _titles_agree(one: str, other: str, sure: bool, bag: frozenset[str], other_bag: frozenset[str]) -> Comparison | None:
    if fold(one) == fold(other):
        return Comparison(1.0, ("same_name",))
    if not sure:
        return None
    for acronym, name in ((one, other), (other, one)):
        if acronym.isupper() and len(acronym) > 2 and fold(acronym) == _initials(name):
            return Comparison(0.85, ("acronym",))
    if bag == other_bag and content.weight(bag) >= 1:
        return Comparison(0.9, ("same_meaning",))
    return None
