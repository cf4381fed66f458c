"""What readouts of ministries and presidencies tell: whom somebody received, one after another, and when."""

from __future__ import annotations

from dispatches import Row, read, rows

TALKS = "La ministre fidjienne des Affaires étrangères, Ana Vesi, a reçu jeudi à Suva son homologue tongien, Semi Tolu. "


def told(words: str, before: str = TALKS) -> list[Row]:
    """The events that the words behind an opening tell: type, status, date, place and persons."""
    return rows(read(before + words, "fr"), after=len(before))


def test_whoever_has_just_arrived_is_received_on_that_day() -> None:
    words = "Arrivé à Nadi dans la matinée du lundi 11 mars 2024, pour une visite de deux jours aux Fidji, le ministre tongien " \
        "de la Pêche, Ilo Fa, a été reçu, deux heures plus tard, par la présidente, Mere Rua."
    assert [(day, who) for _, _, day, _, who in told(words)][-1] == ("2024-03-11", ["Ilo Fa", "Mere Rua"])


def test_a_participle_set_off_from_its_agent_tells_a_meeting() -> None:
    words = "Reçu, mardi 12 mars 2024 au palais par la présidente fidjienne Mere Rua, le chef de la diplomatie tongienne " \
        "s'est réjoui."
    assert told(words) == [("meeting", "held", "2024-03-12", "Suva", ["Mere Rua", "Semi Tolu"])]


def test_whom_somebody_travels_to_discuss_with_is_met() -> None:
    words = "Semi Tolu se rendra au Pérou les 20 et 21 mars pour discuter de pêche avec son homologue, Raul Ortiz."
    assert told(words) == [
        ("visit", "planned", "2024-03-20/2024-03-21", "Pérou", ["Semi Tolu"]),
        ("meeting", "planned", "2024-03-20/2024-03-21", "Pérou", ["Raul Ortiz", "Semi Tolu"])]


def test_those_received_one_by_one_are_parted_behind_their_offices() -> None:
    words = "Elle a reçu tour à tour M. Ilo Fa, Envoyé spécial du Président de Nauru, et M. Tom Rua, Ambassadeur des Fidji " \
        "au Pérou."
    assert told(words) == [
        ("meeting", "held", "2024-03-14", "Suva", ["Ana Vesi", "Ilo Fa"]),
        ("meeting", "held", "2024-03-14", "Suva", ["Ana Vesi", "Tom Rua"])]


def test_he_who_has_sent_an_envoy_was_not_there() -> None:
    words = "Ana Vesi a reçu mardi à Suva Ilo Fa, l'émissaire du président samoan Tavita Leo."
    assert told(words) == [("meeting", "held", "2024-03-12", "Suva", ["Ana Vesi", "Ilo Fa"])]


def test_talks_that_are_to_be_about_something_are_to_come() -> None:
    words = "Les discussions entre Semi Tolu et le ministre péruvien, Raul Ortiz, devraient porter sur la pêche."
    assert [(status, who) for _, status, _, _, who in told(words)] == [("planned", ["Raul Ortiz", "Semi Tolu"])]


def test_a_mission_leads_to_each_of_its_goals() -> None:
    words = "Semi Tolu entame jeudi une mission qui le mènera au Pérou et au Japon jusqu'au 18 mars 2024."
    assert [(kind, place) for kind, _, _, place, _ in told(words)] == [("visit", "Pérou"), ("visit", "Japon")]


def test_a_delegation_is_not_of_the_state_that_has_invited_it() -> None:
    words = "À l'invitation de M. Ilo Fa, président de l'Assemblée des Tonga, une délégation du groupe d'amitié Fidji-Tonga " \
        "conduite par M. Tom Rua, député de Nadi, s'est rendue aux Tonga du 4 au 6 mars 2024."
    assert told(words) == [("visit", "held", "2024-03-04/2024-03-06", "Tonga", ["Tom Rua"])]


def test_a_session_for_a_year_is_held_on_its_day() -> None:
    words = "La deuxième session annuelle du Dialogue politique structuré entre les Fidji et les Tonga pour 2023 a eu " \
        "lieu mardi à Nadi."
    assert told(words) == [("consultation", "held", "2024-03-12", "Nadi", [])]


def test_who_is_welcomed_off_a_plane_is_at_a_ceremony() -> None:
    words = "Jeudi, à sa descente d'avion, Semi Tolu a été accueilli par le ministre fidjien de la Pêche, Ilo Fa."
    assert told(words) == [("ceremony", "held", "2024-03-14", "Suva", ["Ilo Fa", "Semi Tolu"])]


def test_all_of_three_who_travel_together_are_visitors() -> None:
    words = "Le président péruvien Raul Ortiz, le chancelier allemand Karl Holm et le ministre tongien Semi Tolu " \
        "se rendront samedi à Apia."
    assert [(kind, who) for kind, _, _, _, who in told(words)] == [("visit", ["Karl Holm", "Raul Ortiz", "Semi Tolu"])]


def test_to_be_somewhere_for_a_stay_is_a_visit() -> None:
    words = "Semi Tolu est à Apia dans le cadre du sommet prévu samedi. Raul Ortiz, quant à lui, est dans la capitale " \
        "samoane depuis mardi 12 mars."
    assert [(kind, who) for kind, _, _, _, who in told(words)] == [("visit", ["Semi Tolu"]), ("visit", ["Raul Ortiz"])]


def test_a_tour_leads_to_one_goal_after_another() -> None:
    words = "Ana Vesi a regagné Suva au terme d'une tournée qui l'a conduite successivement en Belgique, au Pérou et en Italie."
    assert [place for _, _, _, place, _ in told(words)] == ["Belgique", "Pérou", "Italie"]
