"""Partnerships: what founds them, and what only happens in them."""

from __future__ import annotations

import pytest

from servanda.extraction.mentions import Why
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
