"""Who arrives, is welcomed, is in town, takes leave and departs, as dispatches tell it."""

from __future__ import annotations

import pytest

from dispatches import Row, read, rows

TALKS = "La ministre fidjienne des Affaires étrangères, Ana Vesi, a reçu jeudi à Suva son homologue tongien, Semi Tolu. "
ENGLISH = "Fijian Foreign Minister Ana Vesi met her Tongan counterpart, Semi Tolu, in Suva on Thursday. "


def told(words: str) -> list[Row]:
    """The events that words behind the opening of a French dispatch tell."""
    return rows(read(TALKS + words, "fr"), after=len(TALKS))


def told_in_english(words: str) -> list[Row]:
    """The same of an English one."""
    return rows(read(ENGLISH + words, "en"), after=len(ENGLISH))


def test_who_is_welcomed_after_an_arrival_is_at_a_ceremony() -> None:
    words = "Le roi des Tonga, Sione Havea, est arrivé mercredi à Suva. Il a été accueilli par le président fidjien, Tom Rua."
    assert [row[0] for row in told(words)] == ["visit", "ceremony"]
    assert [row[0] for row in told(words.replace("accueilli", "reçu"))] == ["visit", "meeting"]
    words = "Tongan King Sione Havea landed in Suva on Wednesday. He was welcomed by Fijian President Tom Rua."
    assert [row[0] for row in told_in_english(words)] == ["visit", "ceremony"]


@pytest.mark.parametrize("words", [
    "Le roi des Tonga, Sione Havea, est à Suva dans le cadre de la conférence des donateurs prévue le 20 mars.",
    "Le roi des Tonga, Sione Havea, est, quant à lui, dans la capitale fidjienne depuis mercredi.",
    "Le roi des Tonga, Sione Havea, a quitté Suva mercredi au terme d'une visite officielle.",
])
def test_somebody_in_town_is_on_a_visit(words: str) -> None:
    assert ("visit", "held", ["Sione Havea"]) in [(row[0], row[1], row[4]) for row in told(words)]


def test_who_leaves_at_the_end_of_a_visit_was_there() -> None:
    assert told_in_english("Tongan King Sione Havea left Suva on Wednesday after a two-day visit.")[0][:2] == ("visit", "held")
    assert told("Semi Tolu a quitté la salle après une visite au musée.") == []


def test_years_of_an_envoy_at_his_post_are_no_visit() -> None:
    words = "Au terme de son séjour à Fidji, l'ambassadeur tongien, Sione Havea, a pris congé mercredi du président, Tom Rua."
    assert [row[0] for row in told(words)] == ["meeting"]
    words = "L'ambassadeur tongien, Sione Havea, arrivé en fin de mission à Fidji, a été reçu mercredi par le président, Tom Rua."
    assert [row[0] for row in told(words)] == ["meeting"]


def test_press_is_nobody_one_meets() -> None:
    assert told("Après leur entretien, les deux ministres rencontreront la presse.") == []
