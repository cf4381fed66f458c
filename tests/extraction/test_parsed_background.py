"""What came before, told in the past historic as background pieces do, and what is near; French sentences of our own."""

from __future__ import annotations

import pytest

from dispatches import Row, read, rows

_LEAD = (
    "Retour sur les relations entre les Fidji et les Tonga. Le ministre fidjien des Affaires étrangères, Semi Qio, et son "
    "homologue tongienne, Ana Vesi, sont cités. Le président tongien s'appelle Luke Tolu.\n\n"
)
_DAY = "1984-05-03"
_BOTH = ["Ana Vesi", "Semi Qio"]


def told(words: str) -> list[Row]:
    """The events that a dispatch from Suva, of a Friday, tells of people it has named."""
    return rows(read(_LEAD + words + "\n", "fr"))


@pytest.mark.parametrize("words", [
    "Luke Tolu visita les Fidji en 1984.",
    "Luke Tolu séjourna aux Fidji en 1984.",
    "En 1984, vint aux Fidji le président tongien Luke Tolu.",
    "En 1984, Luke Tolu fit le voyage des Fidji.",
    "Luke Tolu conduisit en 1984 une délégation aux Fidji.",
])
def test_journeys_in_the_past_historic(words: str) -> None:
    assert told(words) == [("visit", "held", "1984", "Fidji", ["Luke Tolu"])]


@pytest.mark.parametrize("words", [
    "Ana Vesi fut reçue le 3 mai 1984 à Suva par Semi Qio.",
    "Le 3 mai 1984, Semi Qio discuta avec Ana Vesi à Suva.",
    "Semi Qio et Ana Vesi tinrent des pourparlers le 3 mai 1984 à Suva.",
])
def test_talks_in_the_past_historic(words: str) -> None:
    assert told(words) == [("meeting", "held", _DAY, "Suva", _BOTH)]


@pytest.mark.parametrize("words", [
    "La première session de la Commission mixte fidjo-tongienne se tint à Suva en 1984.",
    "La première session de la Commission mixte fidjo-tongienne fut tenue à Suva en 1984.",
    "La Commission mixte fidjo-tongienne siégea pour la première fois à Suva en 1984.",
    "Suva accueillit en 1984 la première session de la Commission mixte fidjo-tongienne.",
])
def test_sessions_in_the_past_historic(words: str) -> None:
    assert told(words) == [("session", "held", "1984", "Suva", [])]


@pytest.mark.parametrize("words", [
    "Les deux pays adoptèrent le 3 mai 1984 à Suva un programme de coopération.",
    "Les deux pays paraphèrent le 3 mai 1984 à Suva un accord de pêche.",
    "Le présent communiqué fut adopté à Suva le 3 mai 1984.",
])
def test_signings_in_the_past_historic(words: str) -> None:
    assert told(words) == [("signing", "held", _DAY, "Suva", [])]


@pytest.mark.parametrize("words", [
    "Le 3 mai 1984, à Suva, Luke Tolu le décora de l'ordre de la Couronne.",
    "Luke Tolu reçut l'ordre de la Couronne le 3 mai 1984 à Suva.",
    "Luke Tolu déposa une gerbe au monument aux morts le 3 mai 1984 à Suva.",
    "Luke Tolu posa la première pierre d'un lycée le 3 mai 1984 à Suva.",
])
def test_honours_in_the_past_historic(words: str) -> None:
    assert [row[:4] for row in told(words)] == [("ceremony", "held", _DAY, "Suva")]


@pytest.mark.parametrize("words", [
    "En 1984 furent établies les relations diplomatiques entre les Fidji et les Tonga.",
    "Les deux pays créèrent en 1984 une Commission mixte.",
    "Le dialogue reprit en 1984, lorsque fut créée la Commission mixte.",
    "Les deux pays se dotèrent d'une Commission mixte en 1984.",
    "Le fil s'est renoué en 1984, avec la création d'une Commission mixte.",
    "Les deux pays élevèrent leurs relations au rang de partenariat stratégique en 1984.",
    "En 1984, leurs relations passèrent au rang de partenariat stratégique.",
    "Il fallut attendre 1984 pour que les deux pays établissent des relations diplomatiques.",
    "Encore fallut-il attendre 1984 pour que soit créée une Commission mixte.",
])
def test_foundings_in_the_past_historic_and_waited_for(words: str) -> None:
    assert [row[:3] for row in told(words)] == [("establishment", "held", "1984")]


@pytest.mark.parametrize("words", [
    "Les Tonga ouvrirent une ambassade à Suva en 1984.",
    "L'ambassade des Tonga à Suva ouvrit en 1984.",
    "Encore fallut-il attendre 1984 pour que les Tonga ouvrent une ambassade à Suva.",
])
def test_embassies_in_the_past_historic(words: str) -> None:
    assert told(words) == [("establishment", "held", "1984", "Suva", [])]


def test_a_day_before_what_it_brought() -> None:
    words = "Le fil s'est renoué en mai 2004, avec la signature à Suva d'un accord-cadre de coopération."
    assert told(words) == [("signing", "held", "2004-05", "Suva", [])]


def test_two_journeys_told_by_one_verb_go_to_one_place() -> None:
    rows = [("visit", "held", "1984-09", "Tonga", ["Semi Qio"]), ("visit", "held", "1986-11", "Tonga", ["Semi Qio"])]
    assert told("Semi Qio se rendit par deux fois aux Tonga, en septembre 1984 et en novembre 1986.") == rows
    assert told("Semi Qio se rend deux fois par an aux Tonga.") == []


def test_what_opens_on_a_day_to_come_is_planned() -> None:
    session = "la 4e session de la Commission mixte fidjo-tongienne"
    for words in (f"À la veille de {session}, qui s'ouvre lundi à Nadi, retour sur un lien.", f"{session} débute lundi à Nadi."):
        assert told(words) == [("session", "planned", "2024-03-18", "Nadi", [])]


@pytest.mark.parametrize("words", [
    "Au téléphone, le 4 février, M. Qio a par ailleurs assuré Mme Vesi que son pays appuierait cette démarche.",
    "Joint au téléphone le 4 février par Semi Qio, Ana Vesi a promis une réponse.",
    "Semi Qio a félicité Ana Vesi par téléphone le 4 février.",
    "Lors d'un appel le 4 février, Semi Qio a félicité Ana Vesi.",
    "Semi Qio téléphona à Ana Vesi le 4 février 2024.",
])
def test_what_is_said_on_the_telephone_is_a_call(words: str) -> None:
    assert told(words) == [("call", "held", "2024-02-04", None, _BOTH)]


def test_an_interview_on_the_telephone_is_no_call() -> None:
    assert told("Joint au téléphone lundi, Semi Qio a dit qu'Ana Vesi viendrait.") == []
    assert told("Au téléphone, Semi Qio a dit à la presse que Ana Vesi avait raison.") == []


def test_who_is_to_be_in_a_place_or_to_come_there_visits_it() -> None:
    assert told("Semi Qio sera quant à lui à Nuku'alofa en avril.")[0][:4] == ("visit", "planned", "2024-04", "Nuku'alofa")
    assert told("Ana Vesi viendra aux Fidji en avril.") == [("visit", "planned", "2024-04", "Fidji", ["Ana Vesi"])]
    assert told("Une délégation conduite par Semi Qio visitera les Tonga en avril.")[0][3] == "Tonga"
    assert told("Semi Qio sera en avril à la hauteur de sa tâche.") == []


def test_a_commission_of_partnership_is_counted() -> None:
    words = "Semi Qio a invité Ana Vesi à participer à la 23e Commission de partenariat, qui se tiendra à Nadi en 2025."
    assert told(words) == [("session", "planned", "2025", "Nadi", [])]


def test_a_forum_to_come_that_somebody_agrees_to_attend_is_planned() -> None:
    words = "Semi Qio a accepté de participer au Forum stratégique de Nadi, les 1er et 2 septembre."
    assert told(words)[0][:3] == ("forum", "planned", "2024-09-01/2024-09-02")


@pytest.mark.parametrize("words", [
    "Un président tongien n'était plus venu aux Fidji depuis Luke Tolu, en avril 2022.",
    "Aucun président tongien ne s'était rendu aux Fidji depuis Luke Tolu, en avril 2022.",
    "Un président tongien n'avait plus fait le voyage des Fidji depuis Luke Tolu, en avril 2022.",
    "Aucun président tongien n'avait effectué de visite aux Fidji depuis celle de Luke Tolu en avril 2022.",
    "La précédente visite présidentielle tongienne aux Fidji, celle de Luke Tolu, remontait à avril 2022.",
    "La dernière visite aux Fidji d'un président tongien, celle de Luke Tolu, a eu lieu en avril 2022.",
])
def test_the_last_journey_before_is_that_of_him_who_made_it(words: str) -> None:
    assert told(words) == [("visit", "held", "2022-04", "Fidji", ["Luke Tolu"])]


def test_a_journey_not_made_is_none() -> None:
    assert told("Luke Tolu n'est pas venu aux Fidji en avril.") == []


def test_what_is_open_to_all_is_not_opened() -> None:
    words = "L'ambassade tiendra en avril à Nadi une séance d'information ouverte à tous."
    assert told(words) == [("forum", "planned", "2024-04", "Nadi", [])]


def test_what_a_phrase_for_founding_holds_is_not_what_is_founded() -> None:
    assert told("Une Commission mixte vit le jour en 1984.")[0][:3] == ("establishment", "held", "1984")


def test_a_summit_that_a_party_is_to_host_is_of_the_parties() -> None:
    found = told("Semi Qio l'a invité à prendre part au Sommet Fidji-Afrique, prévu à Suva en 2025.")
    assert [row[:4] for row in found] == [("meeting", "planned", "2025", "Suva")]
    assert told("Semi Qio a évoqué le Sommet des Amériques, prévu à Lima en 2025.") == []
