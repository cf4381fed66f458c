"""Events that are only spoken of, offices told by their portfolio, and texts whose signing is to come."""

from __future__ import annotations

import pytest

import dispatches
from builders import text
from dispatches import Row, rows
from servanda.extraction import pipeline
from servanda.extraction.mentions import Findings
from servanda.reading.text import Dateline

FRENCH = ("Le ministre fidjien des Affaires étrangères, Semi Qio, s'est entretenu vendredi à Suva avec son homologue tongienne, "
          "Mele Fonua. ")
ENGLISH = ("Fijian Foreign Minister Semi Qio held talks in Suva on Friday with his counterpart from Tonga, Mele Fonua. ")


def read(words: str, language: str) -> Findings:
    """What a dispatch from Suva of 15 March 2024, a Friday, says."""
    return dispatches.read((FRENCH if language == "fr" else ENGLISH) + words, language)


def told(words: str, language: str) -> list[Row]:
    """The events after the lead's."""
    return rows(read(words, language))[1:]


@pytest.mark.parametrize(("language", "words", "row"), [
    ("fr", "Mme Fonua a souligné l'importance de la réunion des experts de la pêche qui s'est déroulée en janvier à Nadi.",
     ("meeting", "held", "2024-01", "Nadi", [])),
    ("fr", "Le ministre a salué le forum d'affaires qui s'était tenu en février à Nadi.",
     ("forum", "held", "2024-02", "Nadi", [])),
    ("fr", "Les deux ministres ont salué les résultats de la première session de la Commission mixte, réunie à Nadi le 12 mars "
     "2023.", ("session", "held", "2023-03-12", "Nadi", [])),
    ("en", "Ms Fonua praised the experts' meeting that took place in Nadi in January.",
     ("meeting", "held", "2024-01", "Nadi", [])),
])
def test_who_only_speaks_of_an_event_was_not_at_it(
        language: str, words: str, row: Row) -> None:
    assert told(words, language) == [row]


@pytest.mark.parametrize("words", [
    "La dernière session de la Commission mixte remonte au mois de janvier.",
    "La dernière session de la Commission mixte date de janvier.",
])
def test_a_present_tense_that_dates_back_tells_what_was(words: str) -> None:
    assert [row[:3] for row in told(words, "fr")] == [("session", "held", "2024-01")]


def test_every_war_is_no_habit() -> None:
    words = "M. Qio a déposé une gerbe au monument aux victimes de toutes les guerres, à Suva."
    assert [row[0] for row in told(words, "fr")] == ["ceremony"]
    assert told("M. Qio dépose une gerbe au monument tous les ans.", "fr") == []


def test_those_of_a_pair_go_on_before_doing_something() -> None:
    words = "Les deux ministres ont signé un accord, avant de présider une séance de travail élargie aux délégations."
    assert [row[4] for row in told(words, "fr")] == [["Mele Fonua", "Semi Qio"]] * 2


@pytest.mark.parametrize(("language", "words", "status"), [
    ("fr", "La visite sera marquée par la signature d'un accord sur les douanes.", "planned"),
    ("fr", "Les entretiens auront lieu lundi, suivis de la signature d'un accord sur les douanes.", "planned"),
    ("fr", "La visite a été marquée par la signature d'un accord sur les douanes.", "concluded"),
    ("en", "The visit will be marked by the signing of an agreement on customs.", "planned"),
    ("en", "The talks will take place on Monday, followed by the signing of an agreement on customs.", "planned"),
    ("en", "The talks were followed by the signing of an agreement on customs.", "concluded"),
])
def test_a_signing_in_a_clause_of_the_future_is_to_come(language: str, words: str, status: str) -> None:
    assert [i.status for i in read(words, language).instruments] == [status]


@pytest.mark.parametrize("words", [
    "Elles se sont réjouies de la visite à Nadi de la ministre tongienne de la Culture en novembre 2023.",
    "Elles se sont réjouies de la visite à Nadi du ministre tongien de l'Agriculture en novembre 2023.",
])
def test_a_minister_of_something_else_is_somebody_else(words: str) -> None:
    assert [(row[0], row[4]) for row in told(words, "fr")] == [("visit", [])]


def test_the_adjective_of_a_continent_makes_the_union_no_party() -> None:
    lead = ("Le ministre suisse Urs Frei a reçu ce lundi à Berne la ministre norvégienne Kari Lie. Au centre des entretiens "
            "figurait la politique européenne. M. Frei a parlé de l'intégration européenne.")
    found = pipeline.extract(text(lead, language="fr", published="2024-03-18", dateline=Dateline("Berne", "2024-03-18")))
    assert found.parties == ("CH", "NO")


@pytest.mark.parametrize(("language", "words"), [
    ("fr", "Les deux ministres sont convenus de réunir la Commission mixte à Nadi en septembre."),
    ("en", "The two ministers agreed to convene the Joint Commission in Nadi in September."),
])
def test_who_agrees_that_a_body_meets_need_not_sit_in_it(language: str, words: str) -> None:
    assert told(words, language) == [("session", "planned", "2024-09", "Nadi", [])]


def test_an_occasion_to_come_dates_nothing_that_was() -> None:
    words = ("Ils ont décidé de réunir la Commission mixte à Nadi avant la fin de l'année 2024. À cette occasion, un mémorandum "
             "sur la pêche a été signé.")
    paper = text(FRENCH + words, language="fr", dateline=Dateline("Suva", "XXXX-03-15"))
    assert [e.date for e in pipeline.extract(paper).events if e.type == "signing"] == ["XXXX-03-15"]


@pytest.mark.parametrize(("language", "words", "count"), [
    ("fr", "Les Fidji et les Tonga sont voisins. M. Qio a souhaité que l'Union européenne rouvre son marché.", 0),
    ("en", "Fiji and Tonga are neighbours. Mr Qio hoped that the European Union would reopen its market.", 0),
    ("en", "Fiji and Tonga are neighbours. Mr Qio hoped that Tonga would reopen its market.", 1),
])
def test_what_is_wished_of_a_third_party_is_no_proposal(language: str, words: str, count: int) -> None:
    assert len(read(words, language).undertakings) == count


@pytest.mark.parametrize(("language", "words"), [
    ("fr", "Une délégation conduite par le ministre tongien de l'Agriculture, Luke Tolu, prendra part, fin juin à Nadi, au Salon "
     "international de l'agriculture."),
    ("en", "A delegation led by Agriculture Minister Luke Tolu of Tonga will take part in the International Agriculture Fair in "
     "Nadi in late June."),
])
def test_who_is_to_take_part_in_a_fair(language: str, words: str) -> None:
    assert told(words, language) == [("forum", "planned", "2024-06", "Nadi", ["Luke Tolu"])]


@pytest.mark.parametrize(("language", "words", "day"), [
    ("fr", "Fidèle au traité d'amitié signé à Apia le 4 mars 2009, le ministre samoan des Affaires étrangères, M. Tuala Fonoti, "
           "a effectué une visite de travail aux Fidji. À l'issue des entretiens de ce 12 février 2022 avec le ministre fidjien "
           "des Affaires étrangères, M. Semi Qio, il a signé un accord de pêche.", "2022-02-12"),
    ("en", "In keeping with the friendship treaty signed in Apia on 4 March 2009, the Foreign Minister of Samoa, Mr Tuala "
           "Fonoti, paid a working visit to Fiji. At the end of the talks of 12 February 2022 with the Foreign Minister of Fiji, "
           "Mr Semi Qio, he signed a fisheries accord.", "2022-02-12"),
])
def test_a_paper_without_a_day_is_not_of_the_day_of_a_text_it_names(language: str, words: str, day: str) -> None:
    """A paper that tells no day of its own speaks of the day of its acts, not of that of a treaty of old."""
    events = pipeline.extract(text(words, language=language)).events
    assert [(e.type, e.date) for e in events if e.type == "visit"] == [("visit", day[:7])]
    assert [e.date for e in events if e.type == "signing"] == ["2009-03-04", day]


@pytest.mark.parametrize(("language", "words"), [
    ("fr", "Le Premier ministre fidjien, Semi Qio, a reçu vendredi la ministre tongienne Mele Fonua, porteuse d'un message du "
           "roi Tupou VI au président de la République, Wiliame Katonivere."),
    ("en", "The Prime Minister of Fiji, Semi Qio, received on Friday Minister Mele Fonua of Tonga, bearer of a message from "
           "King Tupou VI to the President, Wiliame Katonivere."),
])
def test_whom_a_message_is_carried_to_is_not_met(language: str, words: str) -> None:
    """Neither he who sends a message nor he whom it is for meets its bearer."""
    meetings = [r for r in rows(dispatches.read(words, language)) if r[0] == "meeting"]
    assert [r[4] for r in meetings] == [["Mele Fonua", "Semi Qio"]]


@pytest.mark.parametrize(("words", "row"), [
    ("They agreed to hold the next round of consultations in Nadi on mutually convenient dates.",
     ("consultation", "planned", None, "Nadi", [])),
    ("The 9th Fiji-Tonga Ministerial Forum was held in Nadi on 4 March 2024.", ("session", "held", "2024-03-04", "Nadi", [])),
    ("The fourth session of the Fiji-Tonga Joint Commission Meeting (JCM) was held in Nadi on 4 March 2024.",
     ("session", "held", "2024-03-04", "Nadi", [])),
    ("They will prepare for the second conference of the joint fisheries committee in 2025.",
     ("session", "planned", "2025", None, [])),
    ("Fiji officially established bilateral ties with Tonga in 1971.", ("establishment", "held", "1971", None, [])),
])
def test_sittings_of_bodies_by_their_many_names(words: str, row: Row) -> None:
    assert told(words, "en") == [row]


def test_a_body_is_to_sit_again_under_its_short_name() -> None:
    words = "They held the fourth session of the Joint Commission (JC) in Suva. They agreed to hold the next JC in Nadi."
    assert ("session", "planned", None, "Nadi", []) in told(words, "en")


def test_all_that_was_signed_over_years_is_no_signing() -> None:
    assert told("The two countries have signed nearly forty agreements over the past three decades.", "en") == []
