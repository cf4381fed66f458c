"""Papers whose kind makes out what their sentences undertake: plans, minutes with tasks, interviews, agencies, hearsay."""

from __future__ import annotations

import pytest

from dispatches import page
from servanda.extraction import pipeline

PLAN = """Joint Action Plan of Fiji and Norway for 2025-2027

Adopted in Suva on 4 February 2025

The two governments have drawn up the present plan.

I. Fisheries

- Hold a seminar on eels once a year.
- Exchange of charts of the Lau shelf.
- Norway to lend a survey ship by June 2026.
- Weather.
"""
STEPS = """Talks in Suva

Suva, 4 February 2025

Fiji and Norway held talks on fisheries on Tuesday.

The quotas

- Exchange of charts of the Lau shelf.

Next steps

- Exchange of tide tables with the ports.
- Norway: to lend a survey ship; Fiji: to name a pilot.
"""
INTERVIEW = """Fiji's fisheries minister talks to the Suva Post

Suva, 4 February 2025

The fisheries minister of Fiji, Mr Tomasi Vula, was in Norway last week.

Q: Norway has promised two ships. Will you take them?

A: We will take them in June. The cabinet has decided to dredge the harbour.

Q: Some say Norway wanted Fiji to sell its fleet.

A: That was never said.

Q: And what comes next?

A: The quay will be rebuilt before May.
"""
HEARSAY = """Talks in Suva

Suva, 4 February 2025

Fiji and Norway held talks on fisheries on Tuesday.

According to the daily Suva Post, Norway had committed to buying ten ferries, but Fiji promised to pay in cash.
"""
AGENCY = """Norway's premier to arrive in Suva

SUVA, Feb. 4, 2025 (AFP) - The prime ministers of Fiji and Norway are to meet in Suva on Friday.

The two leaders will sit down for talks and will lay a wreath at the harbour. The premiers said they will meet again in Oslo.
"""
PLAN_FR = """Plan d'action conjoint du Togo et de la Norvège pour 2025-2027

Adopté à Lomé le 4 février 2025

Les deux gouvernements ont arrêté le présent plan.

I. Pêche

- Organiser chaque année un séminaire sur l'anguille.
- Échange de cartes du plateau.
- Norvège : prêter un navire avant juin 2026.
"""
HEARSAY_FR = """Entretiens de Lomé

Lomé, le 4 février 2025

Le Togo et la Norvège ont tenu mardi des entretiens sur la pêche.

Selon le quotidien Le Phare, la Norvège s'était engagée à acheter dix navires. La Norvège a promis de draguer le port.
"""


def told(text: str) -> list[tuple[tuple[str, ...], str | None, str]]:
    """The undertakings of a paper: whose, with what force, and the words."""
    paper = page(text)
    found = pipeline.extract(paper)
    return [(u.by, u.force, paper.view.text[u.citations[0].start : u.citations[0].end]) for u in found.undertakings]


BOTH = ("FJ", "NO")


@pytest.mark.parametrize(("text", "found"), [
    (PLAN, [(BOTH, "commit", "Hold a seminar on eels once a year"), (BOTH, "commit", "Exchange of charts of the Lau shelf"),
            (("NO",), "commit", "lend a survey ship by June 2026")]),
    (STEPS, [(BOTH, "commit", "Exchange of tide tables with the ports"), (("NO",), "commit", "lend a survey ship"),
             (("FJ",), "commit", "name a pilot")]),
    (INTERVIEW, [(("FJ",), "commit", "will take them in June"), (("FJ",), "commit", "dredge the harbour"),
                 (("FJ",), "commit", "The quay will be rebuilt before May")]),
    (HEARSAY, [(("FJ",), "commit", "pay in cash")]),
    (AGENCY, [(BOTH, "commit", "will meet again in Oslo")]),
    (PLAN_FR, [(("NO", "TG"), "commit", "Organiser chaque année un séminaire sur l'anguille"),
               (("NO", "TG"), "commit", "Échange de cartes du plateau"),
               (("NO",), "commit", "prêter un navire avant juin 2026")]),
    (HEARSAY_FR, [(("NO",), "commit", "draguer le port")]),
], ids=["plan", "steps", "interview", "hearsay", "agency", "plan-fr", "hearsay-fr"])
def test_the_kind_of_paper_tells_what_its_sentences_undertake(
        text: str, found: list[tuple[tuple[str, ...], str | None, str]]) -> None:
    """Each paper, and the undertakings it holds."""
    assert told(text) == found
