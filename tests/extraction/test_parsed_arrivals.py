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


def test_who_sends_a_delegation_stays_at_home() -> None:
    words = "Le roi des Tonga, Sione Havea, a dépêché à Suva une délégation conduite par le ministre tongien de la Santé, Ilo Fa."
    assert told(words)[0] == ("visit", "held", "2024-03", "Suva", ["Ilo Fa"])
    words = "Tongan King Sione Havea sent a delegation led by Tongan Health Minister Ilo Fa to Suva."
    assert told_in_english(words)[0][4] == ["Ilo Fa"]


def test_ceremony_somebody_travels_to_attend_is_an_event() -> None:
    words = "Le roi des Tonga, Sione Havea, est arrivé à Suva pour assister à l'investiture du président fidjien, Tom Rua."
    assert [(row[0], row[4]) for row in told(words)][1] == ("ceremony", ["Sione Havea", "Tom Rua"])
    words = "Le roi des Tonga, Sione Havea, est arrivé mercredi à Suva pour participer au forum des armateurs."
    assert [row[0] for row in told(words)] == ["visit", "forum"]


def test_summit_of_others_counts_where_somebody_of_the_parties_attended() -> None:
    words = "L'entretien intervient deux jours après le sommet sur l'eau tenu le 12 mars 2024 à Apia"
    attended = f"{words}, auquel le président fidjien Tom Rua a pris part."
    assert told(attended)[-1] == ("meeting", "held", "2024-03-12", "Apia", ["Tom Rua"])
    assert told(f"{words}.") == []


def test_call_may_be_told_by_an_adverb_or_by_the_way() -> None:
    words = "Le président fidjien, Tom Rua, s'est entretenu téléphoniquement mercredi avec le roi des Tonga, Sione Havea."
    assert told(words)[0][:3] == ("call", "held", "2024-03-13")
    words = "Dans un entretien téléphonique, le président fidjien, Tom Rua, a félicité le roi des Tonga, Sione Havea."
    assert told(words)[0][0] == "call"


def test_relations_date_from_their_own_establishment() -> None:
    words = "Les deux ministres ont loué les relations qui lient les deux États depuis leur établissement le 5 mai 1972."
    assert ("establishment", "held", "1972-05-05") in [row[:3] for row in told(words)]
    assert told_in_english("Relations between the two countries have grown since their establishment in 1972.")[0][2] == "1972"


def test_aside_between_a_session_and_its_verb_does_not_part_them() -> None:
    words = "La dixième session de la Commission mixte, rappelle-t-on, s'est tenue en novembre 2022 à Nadi."
    assert told(words)[0][:4] == ("session", "held", "2022-11", "Nadi")


def test_body_sits_where_it_works_or_closes_its_doors() -> None:
    for words in ("La cinquième Commission mixte a refermé ses portes mercredi à Nadi.",
                  "Le comité de suivi de la Commission mixte s'est penché mercredi à Nadi sur les visas."):
        assert told(words)[0][:4] == ("session", "held", "2024-03-13", "Nadi")


def test_these_talks_are_those_told_before() -> None:
    assert told("Au cours de ces entretiens, l'accent a été mis sur la pêche.") == []


def test_each_envoy_presents_credentials_of_his_own() -> None:
    words = ("Le président fidjien, Tom Rua, a reçu mercredi Sione Havea, qui lui a remis ses lettres de créance. "
             "Le président fidjien a aussi reçu Losa Tupou, qui lui a remis ses lettres de créance.")
    told_of = [{*row[4]} for row in told(words) if row[0] == "ceremony"]
    assert told_of == [{"Tom Rua", "Sione Havea"}, {"Tom Rua", "Losa Tupou"}]


def test_participle_or_aside_tells_who_was_welcomed_and_by_whom() -> None:
    words = "Accueilli à l'aéroport de Nausori par le président fidjien, Tom Rua, Sione Havea a ensuite déjeuné avec Ana Vesi."
    assert told(words)[0][:2] == ("ceremony", "held")
    words = "Sione Havea a été reçu, lors de sa visite de travail à Suva, par le président fidjien, Tom Rua."
    assert ("meeting", ["Sione Havea", "Tom Rua"]) in [(row[0], row[4]) for row in told(words)]


def test_call_on_somebody_in_a_city_is_a_meeting() -> None:
    words = "Semi Tolu rendra également visite à Nadi à l'ancien président, Tom Rua."
    assert [row[:2] for row in told(words)] == [("meeting", "planned")]


def test_this_visit_may_be_told_after_it_is_spoken_of() -> None:
    words = "« Cette visite historique fera date », a dit Ana Vesi. Le roi des Tonga, Sione Havea, est arrivé mercredi à Suva."
    assert [(row[0], row[4]) for row in told(words)] == [("visit", ["Sione Havea"])]


@pytest.mark.parametrize("words", [
    "A son arrivée à Suva, le roi des Tonga, Sione Havea, a été accueilli chaleureusement par le président fidjien, Tom Rua.",
    "Dès son arrivée à Suva, le roi des Tonga, Sione Havea, a été accueilli par le président fidjien, Tom Rua.",
])
def test_who_is_welcomed_on_his_arrival_is_at_a_ceremony(words: str) -> None:
    assert ("ceremony", ["Sione Havea", "Tom Rua"]) in [(row[0], row[4]) for row in told(words)]


def test_pronoun_singles_out_one_of_visits_at_large() -> None:
    words = "Ils ont salué les échanges de visites, en particulier celle, en mai 2019, du roi des Tonga, Sione Havea, à Suva."
    assert [row[:5] for row in told(words)] == [("visit", "held", "2019-05", "Suva", ["Sione Havea"])]
    words = "They praised recent high-level visits, notably that of Tongan King Sione Havea to Suva in May 2019."
    assert told_in_english(words)[0][:4] == ("visit", "held", "2019-05", "Suva")
    assert told("Ils ont salué les échanges de visites et la volonté de celle qui dirige la commission.") == []


def test_talks_called_a_call_by_what_follows_are_one() -> None:
    words = "Tom Rua s'est entretenu mercredi avec Sione Havea. Au cours de l'entretien téléphonique, ils ont parlé de pêche."
    assert [row[0] for row in told(words)] == ["call"]
    assert told(words.replace(" téléphonique", ""))[0][0] == "meeting"
    words = "Tom Rua held talks with Sione Havea on Wednesday. During the phone conversation, they spoke of fish."
    assert [row[0] for row in told_in_english(words)] == ["call"]
    words = "Au cours de l'entretien téléphonique, les ministres ont parlé de pêche."
    text = "Tom Rua s'entretient avec Sione Havea\n\nTom Rua s'est entretenu mercredi avec Sione Havea.\n\n"
    assert [row[0] for row in told(f"\n\n{text}{words}")] == ["call"]


def test_signing_that_an_anniversary_is_of_needs_a_day() -> None:
    words = "Tom Rua a salué le 30e anniversaire de la signature du traité d'amitié."
    assert told(words) == []
    assert told_in_english("Tom Rua hailed the 30th anniversary of the signing of the Treaty of Friendship.") == []
    words = "Tom Rua a salué le 30e anniversaire de la signature, le 5 mai 1994 à Nadi, du traité d'amitié."
    assert told(words)[0][:4] == ("signing", "held", "1994-05-05", "Nadi")


def test_forum_held_in_the_imperfect_beside_talks() -> None:
    words = "En marge de l'entretien se tenait mercredi à Nadi le forum d'affaires fidji-tongien."
    assert ("forum", "held", "2024-03-13", "Nadi") in [row[:4] for row in told(words)]


@pytest.mark.parametrize(("language", "words"), [
    ("en", "The visits of President Semi Qio to Apia in May 2014 and of President Tuala Fonoti to Suva in October 2019 opened "
           "a new page."),
    ("en", "He recalled high-level visits, including those of President Semi Qio to Apia in May 2014 and of President Tuala "
           "Fonoti to Suva in October 2019."),
    ("fr", "Les visites du président Semi Qio à Apia en mai 2014 et du président Tuala Fonoti à Suva en octobre 2019 ont ouvert "
           "une page nouvelle."),
])
def test_visits_of_one_plural_are_told_each_with_its_traveller(language: str, words: str) -> None:
    told = [row for row in rows(read(words, language)) if row[0] == "visit"]
    assert told == [("visit", "held", "2014-05", "Apia", ["Semi Qio"]), ("visit", "held", "2019-10", "Suva", ["Tuala Fonoti"])]


def test_a_second_visit_of_one_plural_is_where_the_first_was() -> None:
    words = "He recalled the visits to Apia by President Semi Qio in May 2014 and by Minister Ana Vesi in June 2015."
    assert [row[3] for row in rows(read(words, "en")) if row[0] == "visit"] == ["Apia", "Apia"]
