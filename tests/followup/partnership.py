"""Papers of our own on one partnership, in two languages, and the record that claims on them give."""

from __future__ import annotations

from typing import Any

import builders
from servanda.claims import Claim
from servanda.followup import followed
from servanda.reading.text import Dateline, Text
from servanda.reconciliation import Judgement, Record, resolve
from servanda.reconciliation.source import Source

BOTH: dict[str, Any] = {"states": ["MA", "PE"]}
BY = ["MA", "PE"]
ASKED = builders.text(
    "Les deux ministres sont convenus d'organiser prochainement la deuxième session de la Commission mixte et de signer un "
    "accord sur les services aériens. Ils veulent porter les échanges commerciaux à 500 millions de dollars. Ana Ruiz a invité "
    "Omar Idrissi à effectuer une visite au Pérou. "
    "Le Maroc organisera à Lima, avant la fin de l'année, un festival du film marocain. "
    "Le Maroc propose de former des pêcheurs péruviens.",
    path="asked.txt", language="fr", dateline=Dateline("Rabat", "2023-03-14"))
DONE = builders.text(
    "The Joint Commission met in Lima. Omar Idrissi paid a visit to Peru. The two ministers signed an Agreement on Air Services. "
    "Trade between the two countries has reached 520 million dollars. The Moroccan film festival has been postponed to next "
    "autumn. The two sides will train Peruvian fishermen.",
    path="done.txt", language="en", dateline=Dateline("Lima", "2024-02-20"))
TEXTS = (ASKED, DONE)


def claims() -> dict[str, Claim]:
    """What the two papers say, by short names."""
    c: dict[str, Claim] = {}
    c["body"] = builders.claim(ASKED, "mechanism", "la Commission mixte", **BOTH)
    c["omar"] = builders.person(ASKED, "Omar Idrissi", "MA", "minister/foreign-affairs")
    c["session"] = builders.claim(ASKED, "undertaking", "organiser prochainement la deuxième session de la Commission mixte",
                                  by=BY, areas=["framework"], mechanism=c["body"].id)
    c["accord"] = builders.claim(ASKED, "undertaking", "signer un accord sur les services aériens", by=BY, areas=["transport"])
    c["trade"] = builders.claim(ASKED, "undertaking", "porter les échanges commerciaux à 500 millions de dollars", by=BY,
                                areas=["trade"], force="intend", target="500 millions de dollars")
    c["visit"] = builders.claim(ASKED, "undertaking", "invité Omar Idrissi à effectuer une visite au Pérou", by=["PE"],
                                act="invitation", force=None, areas=["diplomacy"])
    c["films"] = builders.claim(ASKED, "undertaking", "organisera à Lima, avant la fin de l'année, un festival du film marocain",
                                by=["MA"], areas=["culture"], force="commit", due="2023")
    c["train"] = builders.claim(ASKED, "undertaking", "former des pêcheurs péruviens", by=["MA"], act="proposal", force=None,
                                areas=["education"])
    c["body_again"] = builders.claim(DONE, "mechanism", "The Joint Commission", **BOTH)
    c["omar_again"] = builders.person(DONE, "Omar Idrissi", "MA", "minister/foreign-affairs")
    c["met"] = builders.claim(DONE, "event", "The Joint Commission met in Lima", type="session", date="2024-02-20", place="Lima",
                              ordinal=2, mechanism=c["body_again"].id, **BOTH)
    c["paid"] = builders.claim(DONE, "event", "Omar Idrissi paid a visit to Peru", type="visit", date="2024-02-20", place="Peru",
                               participants=[c["omar_again"].id], **BOTH)
    c["signed"] = builders.claim(DONE, "instrument", "Agreement on Air Services", type="agreement", date="2024-02-20", parties=BY)
    c["trained"] = builders.claim(DONE, "undertaking", "will train Peruvian fishermen", by=BY, force="commit",
                                  areas=["education"])
    return c


def record(told: dict[str, Claim], *judgements: Judgement, texts: tuple[Text, ...] = TEXTS) -> Record:
    """The record with its evidence."""
    return followed(resolve([Source(t) for t in texts], told.values()), texts, judgements)


def relations(made: Record, promise: Claim) -> dict[str, str]:
    """By deed (or statement), how it bears on a promise."""
    return {e.deed or e.statement or "": e.relation for e in made.evidence if e.promise == promise.id}
