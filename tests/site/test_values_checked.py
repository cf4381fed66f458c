"""A corrected value is checked once, for the terminal and the register alike: what one refuses, the other refuses."""

from __future__ import annotations

import pytest
from django.utils import translation

from servanda.reconciliation.corrections import Unsound, sound
from servanda_site.register.actions.refusals import Impossible
from servanda_site.register.validating import fields

VALUES = [
    ("entity", "type", "person"), ("entity", "type", "spaceship"), ("entity", "name", "  Tô   Lâm "),
    ("entity", "name", "x" * 2001), ("entity", "name", ["Tô Lâm"]), ("entity", "state", "VN"),
    ("entity", "state", "QQ"), ("entity", "state", ["VN"]),
    ("entity", "offices", [{"office": "president", "state": ""}] * 2),
    ("entity", "offices", [{"office": "president", "since": 1}]),
    ("entity", "offices", [{"office": "minister/nothing"}]), ("event", "ordinal", "3"), ("event", "ordinal", "\u0663"),
    ("event", "ordinal", 3.5), ("event", "ordinal", 10_000), ("event", "status", "held"), ("event", "status", "existing"),
    ("event", "states", ["VN", "AZ", "VN"]), ("event", "states", "VN"), ("event", "states", [["VN"]]),
    ("undertaking", "areas", ["trade", "trade"]), ("undertaking", "areas", ["nothing"]), ("undertaking", "due", "soon"),
    ("undertaking", "target", 5), ("undertaking", "target", {"a": 1}), ("undertaking", "act", None),
    ("event", "date", "30/05/2025"), ("event", "date", "31/02/2025"), ("instrument", "title", ""),
]


@pytest.mark.parametrize(("kind", "name", "value"), VALUES)
def test_the_register_holds_what_the_core_holds(kind, name, value):
    told = sound(kind, name, value)
    if isinstance(told, Unsound):
        with pytest.raises(Impossible):
            fields(kind, {name: value})
    else:
        assert fields(kind, {name: value}) == {name: told}


def test_a_refusal_says_what_is_expected_in_the_language_of_the_page():
    with translation.override("en"), pytest.raises(Impossible, match="existing cannot be. Expected: one of these codes: held"):
        fields("event", {"status": "existing"})
    with translation.override("fr"), pytest.raises(Impossible, match="2000 caractères au plus"):
        fields("entity", {"name": "x" * 2001})
