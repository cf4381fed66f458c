"""Visits: one asked for or prepared was paid; delegations that were to be exchanged have come; ministries have met."""

from __future__ import annotations

from collections.abc import Iterable

from servanda.followup.parts import Deed, Promise
from servanda.followup.relations.sense import CONTACTS, VISITS, Found, asked_on, held_on, said
from servanda.followup.scale import Scale
from servanda.reconciliation import record as r
from servanda.reconciliation.dates import bounds

_FIELDS = {"foreign-affairs": "diplomacy", "defence": "defence", "public-security": "security", "interior": "security",
           "justice": "justice", "finance": "finance", "industry-trade": "trade", "energy": "energy", "education": "education",
           "culture": "culture", "agriculture": "agriculture", "transport": "transport", "health": "health",
           "science-technology": "science-technology", "environment": "environment", "labour": "labour", "tourism": "tourism"}
_HEADS = frozenset({"head-of-state", "deputy-head-of-state", "head-of-government", "deputy-head-of-government"})
_BY_OFFICE = {"party-leader": "party", "party-official": "party", "speaker": "parliament", "deputy-speaker": "parliament",
              "military-chief": "defence", "regional-head": "local", "ambassador": "diplomacy"}
_HIGH = _HEADS | {"minister", "party-leader", "speaker"}
_MINISTRY = "minister/"
_COMPANIES = "bus-council"
_MET = ("meeting", "consultation", "session")
_BOTH = 2
_RECEIVING = VISITS | {"mission", "host"}
_INVITING = frozenset({"invite", "letter", "high", "president"})
_OFFICE, _ITS = 1.6, 0.9  # weight of the words that tell an office, and the share of them that the visitor's has
# Fields in which contacts are promised apart from the rest.
_SPECIAL = frozenset({*_FIELDS.values(), *_BY_OFFICE.values()}) - {"trade", "energy"}


def visit(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """A visit, or a meeting of ministries, that was promised or asked for."""
    event = deed.fact
    if not isinstance(event, r.Event) or event.type not in ("visit", *_MET):
        return None
    if promise.fact.act == "invitation":
        return _invited(promise, deed, scale) if event.type == "visit" else _there(promise, deed)
    if event.type == "visit" and promise.people & deed.people and promise.words & _RECEIVING and _towards(promise.where, deed):
        return Found("fulfils", 0.8, ("visit_paid", *held_on(deed), *asked_on(promise)), first="visit")
    if event.type == "visit" and "visit" in promise.words and promise.where:
        return _prepared(promise, deed)
    if event.type == "session":
        return None
    once = bool(promise.fact.due and promise.names) and not promise.words & {"exchange", "contact", "high", "every", "regular"}
    if not promise.words & CONTACTS or promise.where or promise.led or once:
        return None
    return _exchanged(promise, deed, event)


def _invited(promise: Promise, deed: Deed, scale: Scale) -> Found | None:
    """Whoever was invited has come: the same person, or one of the office that was invited without a name."""
    if not _towards(frozenset(promise.fact.by) if len(promise.fact.by) == 1 else promise.where, deed):
        return None
    office = said(promise.words, promise) - VISITS - _INVITING
    named = scale.weight(office) >= _OFFICE and scale.share(deed.words, office) >= _ITS
    if not (promise.people & deed.people or not promise.people and named):
        return None
    return Found("fulfils", 0.9, ("visit_paid", *held_on(deed), *asked_on(promise)), first="visit")


def _there(promise: Promise, deed: Deed) -> Found | None:
    """Whoever was invited for a time is told then to have met people in the state that invited."""
    due, hosts = bounds(promise.fact.due), frozenset(promise.fact.by)
    then = due is not None and due[0] <= deed.done and deed.until <= due[1]
    if not then or len(hosts) != 1 or not hosts & deed.where or not promise.people & deed.people or "visit" not in promise.words:
        return None
    return Found("fulfils", 0.8, ("visit_paid", *held_on(deed), *asked_on(promise)), first="visit")


def _towards(hosts: frozenset[str], deed: Deed) -> bool:
    """Whether a visit may have gone to one of these states, by its place, else by where the visitors come from."""
    if deed.where & deed.pair:
        return not hosts or bool(deed.where & hosts)
    visitors = {state for _, state in deed.ranks if state}
    return not hosts or not visitors or bool(visitors - hosts)


def _prepared(promise: Promise, deed: Deed) -> Found | None:
    """The visit that was to be prepared or paid to a state."""
    if not promise.where & deed.where or {"exchange", "contact"} & promise.words:
        return None
    travellers = promise.people or _himself(promise)
    if travellers and deed.people and not travellers & deed.people:
        return None
    visitors = [(office, state) for office, state in deed.ranks if state not in deed.where]
    if "high" in promise.words and not _heads(visitors):
        return None
    return Found("fulfils", 0.8, ("visit_paid", *held_on(deed), *asked_on(promise)), first="visit")


def _himself(promise: Promise) -> frozenset[str]:
    """Who speaks of a journey of his own."""
    speaker = promise.fact.speaker
    return frozenset({speaker}) if speaker is not None and "visit" in promise.action else frozenset()


def _exchanged(promise: Promise, deed: Deed, event: r.Event) -> Found | None:
    """One visit, or one meeting of the ministries concerned, as a step of what is to go on."""
    fields = {*promise.fact.areas} & _SPECIAL or ({"diplomacy"} if "minister" in promise.words else set())
    if event.type != "visit":
        concerned = bool(fields & _fields(office for office, _ in deed.ranks))
        ministries = {state for office, state in deed.ranks if state and (_MINISTRY in office or fields & _fields((office,)))}
        wanted = promise.words & {"contact", "delegation"} and _COMPANIES not in promise.words
        if not concerned or len(ministries) < _BOTH or not wanted:
            return None
        return Found("advances", 0.55, ("same_ministries", *held_on(deed), *asked_on(promise)))
    if not promise.words & VISITS:
        return None
    visitors = [(office, state) for office, state in deed.ranks if not deed.where or state not in deed.where]
    wide = "politics" in promise.fact.areas and not fields - {"diplomacy"}
    lofty = "high" in promise.words and not any(office.split("/")[0] in _HIGH for office, _ in visitors)
    if wide and not lofty or fields & _fields(o for o, _ in visitors):
        return Found("advances", 0.6, ("visit_paid", *held_on(deed), *asked_on(promise)))
    return None


def _heads(ranks: Iterable[tuple[str, str | None]]) -> bool:
    return any(office in _HEADS or office == "party-leader" for office, _ in ranks)


def _fields(offices: Iterable[str]) -> frozenset[str]:
    """The fields of some offices."""
    found = set()
    for office in offices:
        head, _, portfolio = office.partition("/")
        field = _FIELDS.get(portfolio) or _BY_OFFICE.get(head)
        if field:
            found.add(field)
    return frozenset(found)
