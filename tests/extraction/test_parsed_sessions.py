"""Papers of joint bodies: which session, when, what was only announced; in French and English sentences of our own."""

from __future__ import annotations

import pytest

from dispatches import read, rows


def told(words: str, language: str = "fr") -> list[tuple[str, str, str | None, str | None]]:
    """The events: type, status, date and place."""
    return [row[:4] for row in rows(read(words, language))]


def quoted(words: str, language: str = "fr") -> list[tuple[str | None, str]]:
    """The undertakings: force and words."""
    return [(u.force, words[u.citations[0].start : u.citations[0].end]) for u in read(words, language).undertakings]


def test_a_session_arranged_by_a_deadline_is_planned() -> None:
    words = (
        "Les présidents des Fidji et des Tonga ont chargé leurs ministres de veiller à la tenue à Nadi de la 5e session de la "
        "Commission mixte d'ici à fin 2025."
    )
    assert ("session", "planned", "2025", "Nadi") in told(words)


def test_the_session_of_a_high_level_meeting_keeps_its_number() -> None:
    words = "La 4e session de la Réunion de haut niveau entre les Fidji et les Tonga a clos ses travaux jeudi à Suva."
    assert [(e.type, e.ordinal) for e in read(words, "fr").events] == [("session", 4)]


@pytest.mark.parametrize(("length", "days"), [
    ("de 72 heures", "2024-03-13/2024-03-15"), ("de quarante-huit heures", "2024-03-13/2024-03-14"), ("de 24h", "2024-03-13")])
def test_how_many_hours_a_visit_lasts(length: str, days: str) -> None:
    words = f"La présidente tongienne Ana Vesi est arrivée mercredi aux Fidji pour une visite officielle {length}."
    assert ("visit", "held", days, "Fidji") in told(words)


def test_a_visit_in_whose_course_others_meet() -> None:
    words = (
        "Le ministre fidjien Semi Qio a reçu vendredi le ministre tongien Luke Tolu. Cette entrevue s'inscrit dans le cadre "
        "d'une visite de travail de trois jours aux Fidji."
    )
    assert [row[0] for row in told(words)] == ["meeting", "visit"]


def test_what_is_concluded_is_no_text_where_talks_end() -> None:
    assert not told("La conclusion des travaux satisfait les Fidji et les Tonga.")


def test_relations_are_not_raised_by_an_aim() -> None:
    assert not told("Le but est la promotion des liens entre Suva et Nadi en vue de les porter au rang de partenariat renforcé.")


def test_an_initiative_by_which_people_meet_is_no_plan() -> None:
    words = (
        "À l'initiative conjointe des Fidji et des Tonga, une réunion s'est tenue jeudi à Suva. Un communiqué officiel conjoint "
        "a été lu."
    )
    assert [i.type for i in read(words, "fr").instruments] == ["declaration"]


def test_a_text_in_which_both_sides_undertake() -> None:
    words = (
        "La session a été close par une déclaration conjointe, dans laquelle les Fidji et les Tonga expriment leur engagement à "
        "protéger les récifs et réaffirment leur volonté de les repeupler."
    )
    assert quoted(words) == [("commit", "protéger les récifs"), ("intend", "les repeupler")]
    english = "Fiji and Tonga issued a communiqué, in which both sides pledged to protect the reefs."
    assert quoted(english, "en") == [("commit", "protect the reefs")]


def test_what_a_body_is_for_is_not_promised_besides_it() -> None:
    words = (
        "Le protocole entre les Fidji et les Tonga prévoit la création d'un comité de suivi et d'évaluation des décisions de la "
        "Commission mixte."
    )
    assert [q for _, q in quoted(words)] == [
        "la création d'un comité de suivi et d'évaluation des décisions de la Commission mixte"]


def test_the_days_on_which_something_was_agreed_are_no_deadline() -> None:
    words = (
        "Les Fidji et les Tonga sont convenus de rouvrir leur ligne aérienne, à l'occasion de la visite du ministre les 14 et "
        "15 mars 2024."
    )
    assert [u.due for u in read(words, "fr").undertakings] == [None]


def test_what_comes_of_an_action_names_no_field() -> None:
    words = (
        "Les Fidji et les Tonga entendent renforcer leurs relations dans tous les domaines, répondant aux attentes de leurs "
        "peuples et contribuant à la paix."
    )
    assert [u.areas for u in read(words, "fr").undertakings] == [("framework",)]
    english = "Fiji and Tonga intend to strengthen ties in all fields, contributing to peace and food security."
    assert [u.areas for u in read(english, "en").undertakings] == [("framework",)]


def test_several_meetings_that_prepare_another() -> None:
    words = (
        "La sixième Conférence au sommet des Fidji et des Tonga s'est tenue à Suva le 15 mars 2024. Elle a été précédée d'une "
        "réunion des experts, tenue les 12, 13 et 14 mars 2024, et d'un Conseil conjoint de Gouvernements, le 14 mars 2024."
    )
    assert [row[2] for row in told(words)] == ["2024-03-15", "2024-03-12/2024-03-14", "2024-03-14"]


def test_the_first_of_a_month_counts_no_session() -> None:
    words = "Le 1er mars 2024, s'est tenue à Nadi la septième session de la Commission mixte entre les Fidji et les Tonga."
    assert [(e.type, e.ordinal, e.place) for e in read(words, "fr").events] == [("session", 7, "Nadi")]


def test_a_meeting_held_where_a_session_sat_is_that_session() -> None:
    words = (
        "La 3e réunion de la Commission mixte entre les Fidji et les Tonga s'est tenue jeudi à Suva. Au cours de la rencontre "
        "tenue à Suva, les Fidji ont rappelé leur position."
    )
    assert [row[0] for row in told(words)] == ["session"]


def test_a_journey_does_not_take_the_day_of_what_is_prepared_besides() -> None:
    words = (
        "Les Fidji rappellent la visite, en février dernier, de la présidente tongienne Ana Vesi à Suva outre la préparation du "
        "2e haut conseil mixte, prévu au premier semestre de 2025 à Nadi."
    )
    assert ("visit", "held", "2024-02", "Suva") in told(words)


def test_years_in_brackets_are_no_deadline() -> None:
    words = "Les Fidji et les Tonga ont convenu de fêter ensemble les 30 ans de leurs relations (1994-2024)."
    assert [u.due for u in read(words, "fr").undertakings] == [None]


def test_excellencies_are_no_part_of_a_name() -> None:
    words = (
        "La 4e session de la Commission mixte s'est tenue jeudi à Suva sous la coprésidence de Leurs Excellences Messieurs Semi "
        "Qio, ministre des Fidji, et Luke Tolu, ministre des Tonga."
    )
    assert [sorted(row[4]) for row in rows(read(words, "fr"))] == [["Luke Tolu", "Semi Qio"]]


@pytest.mark.parametrize(("language", "words"), [
    ("fr", "Deuxième réunion du Comité mixte entre les Fidji et les Tonga (12 et 13 mars 2024). Le riz y a été évoqué."),
    ("en", "Second meeting of the joint committee of Fiji and Tonga (12 and 13 March 2024). Rice was discussed there.")])
def test_a_line_that_only_names_a_numbered_session_and_its_days(language: str, words: str) -> None:
    assert ("session", 2, "2024-03-12/2024-03-13") in [(e.type, e.ordinal, e.date) for e in read(words, language).events]


def test_between_whom_talks_were_behind_their_day() -> None:
    words = (
        "Cette décision suit la rencontre qui a eu lieu, à Nadi en janvier dernier, entre M. Semi Qio et son homologue tongien, "
        "Luke Tolu."
    )
    assert ("meeting", "held", "2024-01", "Nadi", ["Luke Tolu", "Semi Qio"]) in rows(read(words, "fr"))


def test_where_the_next_session_is_fixed_is_not_where_the_minutes_were_adopted() -> None:
    words = (
        "Les Fidji et les Tonga ont adopté le procès-verbal de la 3e session de la Commission mixte et fixé la prochaine session "
        "à Nadi en 2025."
    )
    assert [row[0] for row in told(words) if row[3] == "Nadi"] == ["session"]


def test_an_agreement_is_not_named_by_the_session_held_under_it() -> None:
    words = (
        "Dans le cadre de l'Accord de partenariat de Suva, la troisième session du dialogue politique entre les Fidji et les "
        "Tonga s'est tenue jeudi à Nadi."
    )
    found = read(words, "fr")
    assert [words[i.title.start : i.title.end] for i in found.instruments] == ["Accord de partenariat de Suva"]
    assert [(e.type, e.ordinal) for e in found.events] == [("consultation", 3)]


def test_a_session_that_is_wound_up() -> None:
    words = "La neuvième session de la Commission mixte entre les Fidji et les Tonga a été bouclée jeudi à Nadi."
    assert told(words) == [("session", "held", "2024-03-14", "Nadi")]


def test_a_brother_and_friend_is_called_by_his_own_name() -> None:
    words = "La présidente Ana Vesi a salué son Frère et Ami le Colonel Luke Tolu, ministre tongien de la Défense."
    assert {e.name for e in read(words, "fr").entities if e.type == "person"} == {"Ana Vesi", "Luke Tolu"}
