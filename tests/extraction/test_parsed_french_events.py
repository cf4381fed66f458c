"""Occasions that French dispatches and communiqués tell in passing: who was there, when, and which of them are one."""

from __future__ import annotations

from builders import text
from dispatches import Row, read, rows
from servanda.extraction import pipeline
from servanda.reading.text import Dateline

TALKS = "La ministre fidjienne des Affaires étrangères, Ana Vesi, a reçu jeudi à Suva son homologue tongien, Semi Tolu. "


def told(words: str, before: str = TALKS) -> list[Row]:
    """The events that the words behind an opening tell: type, status, date, place and persons."""
    return rows(read(before + words, "fr"), after=len(before))


def test_tale_goes_on_from_the_day_and_the_persons_told_before() -> None:
    words = "Arrivé mercredi soir à Suva, M. Tolu a été reçu par le maire, Tom Rua. Le même soir, son hôte a offert un dîner."
    assert told(words)[-1] == ("ceremony", "held", "2024-03-13", "Suva", ["Ana Vesi"])
    words = "Mercredi, Semi Tolu a été reçu par le Premier ministre, Tom Rua. Ce dernier a décoré jeudi l'ambassadeur, Ilo Fa."
    assert told(words)[-1] == ("ceremony", "held", "2024-03-14", "Suva", ["Ilo Fa", "Tom Rua"])
    words = "Mercredi, Semi Tolu s'est entretenu avec Tom Rua. À cette occasion, cinq accords ont été signés."
    assert told(words)[-1] == ("signing", "held", "2024-03-13", "Suva", [])


def test_minister_of_another_portfolio_is_somebody_else() -> None:
    assert told("Semi Tolu a été reçu mercredi par le ministre fidjien de la Pêche.") == [
        ("meeting", "held", "2024-03-13", "Suva", ["Semi Tolu"])]
    assert told("Semi Tolu a été reçu mercredi par la ministre.") == [
        ("meeting", "held", "2024-03-13", "Suva", ["Ana Vesi", "Semi Tolu"])]


def test_items_of_a_programme_are_planned_each_on_its_day() -> None:
    words = "Au programme figurent un dîner officiel et la tenue, dimanche à Nadi, d'un forum économique."
    assert told(words)[-1] == ("forum", "planned", "2024-03-17", "Nadi", [])


def test_what_follows_an_event_dates_and_places_something_else() -> None:
    words = "M. Tolu se rendra samedi à Nadi, où il prendra part à un forum, avant de s'envoler dimanche pour Apia."
    assert told(words)[-1] == ("forum", "planned", "2024-03-16", "Nadi", ["Semi Tolu"])


def test_experts_who_prepare_a_session_hold_a_meeting_of_their_own() -> None:
    words = "La rencontre d'Ana Vesi et de Semi Tolu avait été précédée d'une réunion des experts, les 11 et 12 mars."
    assert told(words)[-1] == (
        "meeting", "held", "2024-03-11/2024-03-12", "Suva", [])
    words = "Les experts ont entamé mardi à Nadi les travaux préparatoires de la 8e Commission mixte, présidés par Tom Rua."
    assert told(words) == [("meeting", "held", "2024-03-12", "Nadi", ["Tom Rua"])]


def test_closing_ceremony_of_another_day_ends_the_session() -> None:
    words = "Les ministres ont ouvert mercredi la 8e session de la Commission mixte. La cérémonie de clôture a eu lieu jeudi."
    assert told(words) == [("session", "held", "2024-03-13/2024-03-14", "Suva", ["Ana Vesi", "Semi Tolu"])]


def test_what_a_forum_gathers_is_not_held_by_the_verb_before_it() -> None:
    words = "Ana Vesi effectuera une visite aux Tonga en octobre, et un forum réunira à Neiafu, le 20 novembre, cent entreprises."
    assert told(words)[1] == ("forum", "planned", "2024-11-20", "Neiafu", [])


def test_founding_by_a_treaty_is_of_the_day_of_its_signature() -> None:
    words = "Le traité d'amitié entre les deux pays, signé le 29 juillet 2008, a donné naissance à une commission mixte."
    assert ("establishment", "held", "2008-07-29", None, []) in told(words)


def test_pair_does_what_the_verb_joined_to_theirs_tells() -> None:
    words = "Les deux ministres s'étaient auparavant recueillis devant le Mémorial et avaient planté un arbre dans le parc."
    assert [row[4] for row in told(words)] == [["Ana Vesi", "Semi Tolu"]] * 2


def test_relative_pronoun_and_speaker_are_who_met() -> None:
    words = "Il a rappelé la visite aux Fidji, en avril dernier, du ministre tongien de la Défense, Luke Fifita, "
    assert told(words + "qui y avait rencontré le président Josefa Naulu.")[-1][4] == ["Josefa Naulu", "Luke Fifita"]
    words = "« Nous avons été reçus par le Premier ministre et nous avons eu avec notre sœur Ana Vesi des discussions franches »"
    assert [row[4] for row in told(words + ", a confié M. Tolu.")] == [["Ana Vesi", "Semi Tolu"], ["Semi Tolu"]]


def test_sender_of_a_message_was_not_there() -> None:
    words = "M. Tolu a transmis les vœux du roi Tupou Lavaka. Il a été reçu par le président, Josefa Naulu, à qui il a remis un "
    assert told(words + "message du souverain tongien.")[0][4] == ["Josefa Naulu", "Semi Tolu"]


def test_sessions_of_a_committee_that_a_pronoun_stands_for_are_told_in_a_row() -> None:
    words = (
        "Ils ont salué le comité de suivi, lequel a vu le jour en janvier 2022. Il s'est réuni depuis à trois reprises : en mai "
        "2022 à Suva, en juin 2023 à Neiafu et le 30 novembre 2023 de nouveau à Suva."
    )
    assert [row[:4] for row in told(words) if row[0] != "establishment"] == [
        ("session", "held", "2022-05", "Suva"), ("session", "held", "2023-06", "Neiafu"),
        ("session", "held", "2023-11-30", "Suva")]


def test_visits_of_which_the_number_and_the_days_are_told() -> None:
    words = "Le roi Tupou Lavaka s'est rendu deux fois aux Fidji : en septembre 2021, puis en février 2023."
    assert [row[:3] for row in told(words)] == [("visit", "held", "2021-09"), ("visit", "held", "2023-02")]
    words = "M. Tolu a rappelé la visite officielle que, les 25 et 26 mai 2022, il a effectuée à Suva."
    assert told(words) == [("visit", "held", "2022-05-25/2022-05-26", "Suva", ["Semi Tolu"])]
    words = "On se souvient de la visite qu'effectua à Neiafu, le 17 mai 2021, le président fidjien Josefa Naulu."
    assert told(words) == [("visit", "held", "2021-05", "Neiafu", ["Josefa Naulu"])]


def test_what_was_decided_last_in_a_list_is_planned_where_it_is_to_be() -> None:
    words = (
        "Il a été décidé de réunir la commission mixte les 22 et 23 mai, de rouvrir le consulat des Fidji à Neiafu et "
        "d'organiser à Nadi, en juin, une exposition de nattes."
    )
    assert [row[:4] for row in told(words)] == [
        ("session", "planned", "2024-05-22/2024-05-23", None), ("forum", "planned", "2024-06", "Nadi")]


def test_meeting_on_the_margins_has_the_day_told_behind_them() -> None:
    words = "Une première rencontre entre les deux ministres s'était tenue en marge du sommet océanien, à Nadi, le 5 mars."
    assert told(words)[0][:4] == ("meeting", "held", "2024-03-05", "Nadi")


def test_body_in_a_relative_clause_sits_and_talks_ensue() -> None:
    assert told("La visite a été préparée par le comité de suivi, qui avait siégé mercredi à Nadi.")[0][:4] == (
        "session", "held", "2024-03-13", "Nadi")
    assert told("Se sont ensuivis, le même jour, des pourparlers entre les deux délégations.")[0][:2] == ("meeting", "held")
    assert told("M. Tolu s'est aussi vu offrir un déjeuner officiel par Ana Vesi.")[0][:2] == ("ceremony", "held")


def test_who_is_on_a_visit_is_the_one_named_right_before() -> None:
    words = ("Le ministre fidjien de l'Énergie, Tom Rua, a eu jeudi à Suva des entretiens avec le ministre tongien de l'Énergie, "
             "Sione Havea, en visite de travail de deux jours dans le pays depuis la veille.")
    assert ("visit", "held", ["Sione Havea"]) in [(row[0], row[1], row[4]) for row in told(words)]


def test_day_of_an_arrival_is_not_that_of_the_reception() -> None:
    host, guest = "la présidente fidjienne Ana Vesi", "le ministre tongien Sione Havea"
    for words in (f"L{guest[1:]}, arrivé la veille pour une visite de trois jours, a été reçu par {host}.",
                  f"L{host[1:]} a reçu {guest}, arrivé jeudi pour une visite de trois jours."):
        paper = text(words, language="fr", published="2024-03-15", dateline=Dateline("Suva", "2024-03-15"))
        assert [e.date for e in pipeline.extract(paper).events if e.type == "meeting"] == ["2024-03-15"]
