"""Partnerships: what founds them, and what only happens in them."""

from __future__ import annotations

import pytest

from servanda.extraction.mentions import Why
from servanda.publishing.dossier import invoked
from servanda.publishing.partnerships import Partnership
from servanda.reconciliation import record as r


@pytest.mark.parametrize(("status", "rule", "founds"), [
    ("held", "event:relations-opened", True),
    ("planned", "event:raised", False),
    ("held", "event:seat-opened", False),
])
def test_only_a_held_step_of_the_relation_itself_founds_it(status: str, rule: str, founds: bool) -> None:
    event = r.Event.model_construct(type="establishment", status=status, date="2031", why=[Why(rule=rule)])
    partnership = Partnership(("FJ", "TO"), events=[event])
    assert (partnership.founding == [event], partnership.meetings == [event]) == (founds, not founds)


@pytest.mark.parametrize(("rule", "date", "apart"), [
    ("instrument:use", None, True), ("instrument:name", None, True),
    ("instrument:use", "2031", False), ("instrument:act", None, False),
])
def test_a_text_only_named_stands_apart_from_what_was_signed(rule: str, date: str | None, apart: bool) -> None:
    assert invoked(r.Instrument.model_construct(date=date, status="concluded", why=[Why(rule=rule)])) == apart
