"""Values of the record in words: codes by their labels, dates spelt, references by names."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from servanda import languages
from servanda.publishing.words import Words, alphabetical
from servanda.reading.lines import unwrapped
from servanda.reconciliation import dates
from servanda.reconciliation import record as r

# The facts of a record by their fields, each with the name of one of them.
KINDS = {"documents": "document", "entities": "entity", "events": "event", "instruments": "instrument", "mechanisms": "mechanism",
         "undertakings": "undertaking", "evidence": "evidence"}
_VOCABULARY = {"kind": "mechanism_kinds", "act": "acts", "force": "forces", "areas": "areas", "status": "statuses",
               "answer": "answers"}
_TYPES = {"entity": "entity_types", "event": "event_types", "instrument": "instrument_types"}
DATES = frozenset({"date", "due", "published"})
_PLANNED = "planned"
_STATES = frozenset({"state", "states", "parties", "by", "side"})
REFERENCES = frozenset({"participants", "mechanism", "part_of", "speaker", "event", "instrument", "near_copy_of", "promise",
                        "deed"})
_TELLERS = 3  # papers that an occasion is named by
# Of these, other words are no other statement: sources name, list and cut in their own ways and languages.
_WORDING = frozenset({"text", "title", "name", "names", "offices", "areas", "target", "story"}) | REFERENCES


class Values:
    """Words for the values of a record's facts.

    Args:
        words: the interface language.
        record: where references lead; None leaves them as ids.
    """

    def __init__(self, words: Words, record: r.Record | None = None) -> None:
        self.words = words
        self.names: dict[str, str] = {}
        if record is not None:
            self.names |= {d.id: d.title or words.paper(d.path) for d in record.documents}
            self.names |= self._stories(record)
            self.names |= {e.id: e.name for e in record.entities} | {m.id: m.name for m in record.mechanisms}
            self.names |= {i.id: i.title for i in record.instruments}
            self.names |= {e.id: self._event(e) for e in record.events}
            self.names |= {u.id: unwrapped(u.text) for u in record.undertakings}

    def __call__(self, kind: str, name: str, value: Any) -> str:
        """One property's value of a fact of this kind (`entity`, `event`, ...), on one line."""
        if value in (None, [], ""):
            return self.words("not_said")
        if isinstance(value, list):
            return self.words("between").join(self(kind, name, v) for v in value)
        if name in DATES:
            return self.words.date(value)
        if name in _STATES:
            return self.words.state(value)
        if name == "language":
            return self.words.language(value)
        if name == "relation":
            return self.words(f"bears_{value}")
        if name == "why":
            return self.words.reason(str(value))
        if name == "read":
            return self.words(f"read_{value}")
        if name == "review":
            return self.words(f"{'bears' if kind == 'evidence' else 'review'}_{value}")
        if name == "offices":
            return self.office(value if isinstance(value, r.OfficeOf) else r.OfficeOf(**value))
        if name in REFERENCES or name == "story":
            return self.names.get(str(value), str(value))
        vocabulary = _TYPES.get(kind) if name == "type" else _VOCABULARY.get(name)
        if vocabulary:
            return self.words.label(vocabulary, value)
        if isinstance(value, dict):
            return ", ".join(str(v) for v in value.values() if v)
        return unwrapped(str(value))

    def field(self, name: str) -> str:
        """The name of a property."""
        key = f"field_{name}"
        return self.words(key) if key in self.words else name

    def force(self, u: r.Undertaking) -> str:
        """How firmly something is undertaken; a refusal is called so, whatever its force."""
        return self.words("refusal") if u.refused else self.words.label("forces", u.force)

    def office(self, office: r.OfficeOf) -> str:
        """An office as a phrase."""
        return self.words.office(office.office)

    def _stories(self, record: r.Record) -> dict[str, str]:
        """Occasions by the papers that tell them: an occasion has no name of its own."""
        told: dict[str, list[str]] = {}
        for d in record.documents:
            if d.story:
                told.setdefault(d.story, []).append(self.names[d.id])
        return {story: self.words("between").join([*names[:_TELLERS], *(["\u2026"] if len(names) > _TELLERS else [])])
                for story, names in told.items()}

    def _event(self, event: r.Event) -> str:
        told = [self.words.label("event_types", event.type), self.words.date(event.date) if event.date else "", event.place or ""]
        return ", ".join(t for t in told if t)


def differing(fact: r.Fact) -> list[str]:
    """The properties on which the sources of a fact contradict each other: silence and wording are no contradiction."""
    told: dict[str, list[Any]] = {}
    for telling in fact.tellings:
        if telling.property not in _WORDING and telling.value not in (None, [], ""):
            told.setdefault(telling.property, []).append(telling.value)
    return [name for name, values in told.items() if not all(_agree(name, values[0], v) for v in values[1:])]


def _agree(name: str, one: Any, two: Any) -> bool:
    if name in DATES:
        return dates.may_be_one(str(one), str(two))
    if name == "status":
        return one == two or _PLANNED in (one, two)  # what was announced and then came about
    if name == "answer":
        return True  # what was welcomed and then accepted
    if name == "place":
        return _one_place(str(one), str(two))
    return bool(one == two)


def _one_place(one: str, two: str) -> bool:
    """Whether two names may be of one place: the same, a state and its capital in whatever language, or a state and a town of
    which is not known where it lies."""
    states, capitals = _states(), _capitals()
    names = [alphabetical(name) for name in (one, two)]
    places = [states.get(name) or capitals.get(name) for name in names]
    if None in places:
        return names[0] == names[1] or any(name in states for name in names)
    return places[0] == places[1]


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    return {alphabetical(name): code for tag in languages.installed()
            for code, names in languages.load(tag).states.items() for name in names.names}


@lru_cache(maxsize=1)
def _capitals() -> dict[str, str]:
    return {alphabetical(capital): code for tag in languages.installed()
            for code, names in languages.load(tag).states.items() for capital in names.capital}
