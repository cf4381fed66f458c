"""Papers that tell of ties, and ties made of them: for tests."""

from __future__ import annotations

import pytest
from desks import Desk, paper

from servanda_site.register import projecting
from servanda_site.register.models import Fact, Marking
from servanda_site.register.visibility import Access
from servanda_site.tracking import bearings
from servanda_site.tracking.actions import ties as actions
from servanda_site.tracking.models import Tie

TOLD = """Ties that grow

Baku, June 3, 2025, AZERTAC. Azerbaijan pledged to support Viet Nam's candidature for the Ocean Council. Viet Nam asked for \
votes for its seat in the Space Assembly. The sides signed a twinning charter between Hue and Ganja. The Hue Alumni Club was \
founded. They agreed to build a pipeline together.
"""
CANDIDATURE = "support Viet Nam's candidature for the Ocean Council"
ASKED = "votes for its seat in the Space Assembly"
CHARTER = "twinning charter between Hue and Ganja"
PIPELINE = "build a pipeline together"
SPECS = (
    ("entity", "Ocean Council", {"type": "organisation", "name": "Ocean Council"}),
    ("entity", "Hue", {"type": "place", "name": "Hue", "state": "VN"}),
    ("undertaking", CANDIDATURE, {"by": ["AZ"], "force": "commit", "areas": ["multilateral"]}),
    ("undertaking", ASKED, {"by": ["VN"], "act": "proposal", "force": None, "areas": ["multilateral"]}),
    ("instrument", CHARTER, {"title": CHARTER, "date": "2025-06-03"}),
    ("mechanism", "Hue Alumni Club", {"kind": "association", "name": "Hue Alumni Club"}),
    ("undertaking", PIPELINE, {"areas": ["energy"]}),
)
HIDDEN = "Azerbaijan would vote for the seat of Viet Nam in the Reef Board"
WHISPERED = f"A word in confidence\n\nBaku, June 4. {HIDDEN}.\n"


@pytest.fixture
def told(desk: Desk) -> Desk:
    """A desk whose papers tell of ties."""
    paper("ties.txt", TOLD, SPECS, partnership=desk.partnership, side="AZ", published="2025-06-03", by=desk.officer)
    paper("whispered.txt", WHISPERED, (("undertaking", HIDDEN, {"by": ["AZ"], "areas": ["multilateral"]}),),
          partnership=desk.partnership, marking=Marking.RESTRICTED, by=desk.head)
    projecting.bring_up(desk.partnership)
    bearings.bring_up(desk.partnership)
    return desk


def fact(desk: Desk, words: str) -> Fact:
    """The fact of some words, as the head of desk sees it."""
    return Access(desk.head).facts(desk.partnership).get(label__startswith=words)


def candidature(desk: Desk, candidate: str = "VN", **more: object) -> Tie:
    """A candidature."""
    return actions.save(desk.officer, desk.partnership, {
        "kind": "candidature", "title": f"{candidate} for the Ocean Council", "status": "standing", "forum": "Ocean Council",
        "candidate": candidate, **more})


def twin(desk: Desk, **more: object) -> Tie:
    """A twinning."""
    values = {"kind": "twinning", "title": "Hue and Ganja", "status": "agreed", **more}
    return actions.save(desk.officer, desk.partnership, values)
