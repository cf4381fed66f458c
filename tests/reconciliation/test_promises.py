"""Promises told twice of one occasion, and those that only share their field or their body."""

from __future__ import annotations

from typing import Any

import pytest

from builders import claim, text
from servanda.reconciliation.comparison import Context
from servanda.reconciliation.promises import Undertakings
from servanda.reconciliation.source import Source


@pytest.mark.parametrize(("said", "again", "areas", "body", "one"), [
    ("raise investment in mines", "step up investment in mines", "investment", None, True),
    ("finish talks on an agreement to protect investors", "step up trade and mutual investment", "investment", None, False),
    ("convene the Joint Commission on Mines soon", "hold a session of the Joint Commission on Mines", "framework", "m", True),
    ("hold the third session of the Joint Commission on Mines", "hold the first session of the Joint Commission on Mines",
     "framework", "m", False),
    ("convene the Joint Commission on Mines soon", "make fuller use of the Joint Commission on Mines", "framework", "m", False),
    ("rebuild national road 13 to the mines", "rebuild national road 8 to the mines", "transport", None, False),
    ("give eight million for the mines", "finance the works with 8 million", "investment", None, True),
    ("carry out the pact of the Party of Work and the Party of Hills", "deepen ties of the Party of Work with that of Peace",
     "party", None, False),
    ("lend 1,500 tonnes of copper to the mines", "lend 1 500 tonnes of copper to mines in need", "industry", None, True),
])
def test_same_promise(said: str, again: str, areas: str, body: str | None, one: bool) -> None:
    papers = [text(f"They agreed to {words}.", path=f"{n}.txt") for n, words in enumerate((said, again))]
    bodies = [claim(p, "mechanism", "Joint Commission on Mines") for p in papers if body]
    fields: dict[str, Any] = {"areas": [areas]}
    told = [claim(p, "undertaking", words, **fields, mechanism=bodies[n].id if bodies else None)
            for n, (p, words) in enumerate(zip(papers, (said, again), strict=True))]
    context = Context({p.document: Source(p) for p in papers}, {c.id: c for c in (*bodies, *told)},
                      facts={b.id: "m" for b in bodies}, stories={p.document: "s" for p in papers})
    assert (Undertakings().compare(*told, context) is not None) == one


def test_a_promise_with_a_day_is_not_one_of_no_day_that_it_names_besides() -> None:
    said = ("found a council of harbour masters", "run a ferry from Ilo to Tacna by May 2024, and found a council of captains")
    papers = [text(f"They agreed to {words}.", path=f"{n}.txt") for n, words in enumerate(said)]
    told = [claim(p, "undertaking", words, areas=areas, due=due) for p, words, areas, due in zip(
        papers, said, (["framework"], ["transport"]), (None, "2024-05"), strict=True)]
    context = Context({p.document: Source(p) for p in papers}, {c.id: c for c in told}, facts={},
                      stories={p.document: "s" for p in papers})
    assert Undertakings().compare(*told, context) is None
