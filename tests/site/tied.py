"""Papers that tell of ties, and ties made of them: for tests."""

from __future__ import annotations

from datetime import date

import pytest
from desks import Desk, paper

from servanda_site.register import projecting
from servanda_site.register.models import Fact, Marking
from servanda_site.register.visibility import Access
from servanda_site.tracking import bearings, suggesting
from servanda_site.tracking.actions import ties as actions
from servanda_site.tracking.models import Tie
from servanda_site.tracking.ties import GROUPS

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
    tell(desk)
    return desk


def tell(desk: Desk) -> None:
    """Give a desk papers that tell of ties."""
    paper("ties.txt", TOLD, SPECS, partnership=desk.partnership, side="AZ", published="2025-06-03", by=desk.officer)
    paper("whispered.txt", WHISPERED, (("undertaking", HIDDEN, {"by": ["AZ"], "areas": ["multilateral"]}),),
          partnership=desk.partnership, marking=Marking.RESTRICTED, by=desk.head)
    projecting.bring_up(desk.partnership)
    bearings.bring_up(desk.partnership)
    suggesting.bring_up(desk.partnership)


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


def lay(desk: Desk, name: str = "Hue and Ganja") -> dict[str, str]:
    """Ties of every kind that a desk keeps; the addresses of their pages."""
    one = fact(desk, CANDIDATURE)
    theirs = candidature(desk, "AZ", title="Azerbaijan for the Space Assembly", forum="Space Assembly", post="2027-2029",
                         status="elected", date="2025-10-01")
    ours = candidature(desk, sources=[one.fact], exchange=theirs.pk, date="2027-06", post="Executive Board, 2028-2030", note=name)
    actions.enter(desk.officer, ours, step="asked", side="AZ", words=f"A note verbale of May: {name}", date_told="2025-05")
    actions.enter(desk.officer, ours, step="promised", side="AZ", fact=one, date_told="2025-06-03")
    actions.enter(desk.officer, theirs, step="given", side="VN", words="The count of the votes")
    actions.put_into_plan(desk.officer, ours, title=f"Sound out the island states: {name}", due=date(2026, 3, 1), lead="Mission")
    made = [ours, twin(desk, title=name, partners=[["VN", "Hue"], ["AZ", "Ganja"], ["", name]], date="2025-06-03",
                       sources=[fact(desk, CHARTER).fact], note=name)]
    for kind, title in (("project", f"Pipeline to the coast: {name}"), ("position", "Law of the sea"), ("information", name)):
        made.append(actions.save(desk.head, desk.partnership, {
            "kind": kind, "title": title, "status": "active", "note": name,
            "forum": "Space Assembly" if kind == "position" else "", "partners": [["AZ", "Harbour watch"]]}))
    item = actions.put_into_plan(desk.officer, made[2], title="Survey the sea bed", due=date(2026, 12, 24), lead="Ministry")
    item.steps.create(order=1, text="Charter a vessel", due=date(2026, 10, 1))
    item.steps.create(order=2, text="Agree the route", done=True)
    actions.set_aside(desk.officer, fact(desk, "Hue Alumni"), "ties")
    slugged = f"/partnerships/{desk.partnership.states.replace(' ', '-')}/with"
    return {**{f"ties: {group}": f"{slugged}/{group}/" for group in GROUPS}, **{f"tie: {t.kind}": f"/tie/{t.pk}/" for t in made},
            "ties: nothing fits": f"{slugged}/ties/?words=zzz", "ties: narrowed": f"{slugged}/candidatures/?owes=AZ",
            "tie: taken up": f"{slugged}/candidatures/add/?fact={fact(desk, ASKED).fact}", "tie: edited": f"/tie/{ours.pk}/edit/",
            "tie: new": f"{slugged}/ties/add/"}
