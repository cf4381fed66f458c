"""Events in sentences of our own, read without a parser: the reduced way must tell the plain ones."""

from __future__ import annotations

from naming import unparsed

from builders import text
from servanda import languages
from servanda.extraction.components import dates, events, mechanisms, states
from servanda.extraction.mentions import Entity, Event, Office, Span
from servanda.reading.text import Dateline

PEOPLE = {
    "Ana Vesi": ("FJ", "minister/foreign-affairs"),
    "Semi Tolu": ("TO", "minister/foreign-affairs"),
    "Luke Qio": ("FJ", "head-of-state"),
}


def find(
    words: str, tag: str, *, published: str | None = "2024-03-15", dateline: Dateline | None = None
) -> list[Event]:
    """The events of a text on Fiji and Tonga in which the people above are known."""
    language = languages.load(tag)
    doc = unparsed(words, tag, paper=text(words, language=tag, published=published, dateline=dateline))
    for n, (name, (state, office)) in enumerate(PEOPLE.items()):
        at = words.find(name)
        if at >= 0:
            spans = (Span(at, at + len(name)),)
            doc._.findings.entities.append(Entity(f"p{n}", "person", name, (name,), spans, state, (Office(office),)))
    dates.Finder(language)(doc)
    found: list[Event] = events.Finder(language)(doc)._.findings.events
    return found


def names(event: Event) -> list[str]:
    return [list(PEOPLE)[int(key[1:])] for key in event.participants]


def test_meeting_has_the_persons_day_and_city_of_its_clause() -> None:
    (event,) = find("Foreign Minister Ana Vesi of Fiji met her Tongan counterpart Semi Tolu in Suva on 12 March.", "en")
    assert (event.type, event.date, event.place, event.status) == ("meeting", "2024-03-12", "Suva", "held")
    assert names(event) == ["Ana Vesi", "Semi Tolu"]
    assert event.states == ("FJ", "TO")


def test_visit_goes_to_its_destination_in_its_month() -> None:
    (event,) = find("Le président Luke Qio a effectué le 3 mars une visite d'État aux Tonga.", "fr")
    assert (event.type, event.date, event.place, names(event)) == ("visit", "2024-03", "Tonga", ["Luke Qio"])


def test_visit_of_known_days_is_an_interval() -> None:
    (event,) = find("Luke Qio paid an official visit to Tonga from 3 to 5 March 2024.", "en")
    assert event.date == "2024-03-03/2024-03-05"


def test_session_has_its_ordinal() -> None:
    (event,) = find("La 4e session de la Commission mixte s'est tenue à Suva les 2 et 3 mars.", "fr")
    assert (event.type, event.ordinal, event.date) == ("session", 4, "2024-03-02/2024-03-03")


def test_earlier_session_told_by_its_ordinal_is_another() -> None:
    found = find(
        "La 4e session de la Commission mixte s'est tenue à Suva le 2 mars. La troisième s'était tenue à Nadi en 2021.",
        "fr",
    )
    assert [(e.ordinal, e.date) for e in found] == [(4, "2024-03-02"), (3, "2021")]


def test_those_who_meet_as_a_body_hold_its_session() -> None:
    words = "The ministers of Fiji and Tonga met in Suva on 12 March for the third session of the Joint Committee on Reefs."
    language = languages.load("en")
    doc = unparsed(words, "en", paper=text(words, language="en", published="2024-03-15"))
    for component in (states, dates, mechanisms, events):
        doc = component.Finder(language)(doc)
    (event,) = doc._.findings.events
    assert (event.type, event.ordinal, event.date, event.place) == ("session", 3, "2024-03-12", "Suva")


def test_future_is_planned() -> None:
    (event,) = find("Ana Vesi will meet Semi Tolu in Suva on 20 March 2024. Fiji and Tonga are neighbours.", "en")
    assert (event.status, event.date) == ("planned", "2024-03-20")


def test_headline_and_body_tell_one_event() -> None:
    words = (
        "Ana Vesi a reçu Semi Tolu mardi à Suva. Au cours de la rencontre, les deux ministres ont parlé du commerce."
    )
    assert [e.type for e in find(words, "fr")] == ["meeting"]


def test_undated_occasion_takes_the_day_and_place_of_the_dateline() -> None:
    (event,) = find("Ana Vesi s'est entretenue avec Semi Tolu.", "fr", dateline=Dateline("Suva", "2024-03-14"))
    assert (event.date, event.place) == ("2024-03-14", "Suva")


def test_two_ministers_are_those_named_before() -> None:
    found = find("Ana Vesi met Semi Tolu in Suva on 12 March. The two ministers signed a memorandum.", "en")
    assert [e.type for e in found] == ["meeting", "signing"]
    assert names(found[1]) == ["Ana Vesi", "Semi Tolu"] or names(found[1]) == ["Semi Tolu", "Ana Vesi"]


def test_wishes_habits_and_plurals_are_no_events() -> None:
    for words in (
        "Ana Vesi a proposé une rencontre à Semi Tolu.",
        "Les deux pays multiplieront les visites de haut niveau.",
        "La Commission mixte se réunit une fois par an aux Fidji.",
        "Ils appliquent les accords signés.",
    ):
        assert find(words, "fr") == []


def test_level_in_a_title_is_no_establishment() -> None:
    words = "Les deux pays appliquent la déclaration sur l'établissement d'un partenariat stratégique."
    assert [e.type for e in find(words, "fr")] == []


def test_raised_relations_are_an_establishment() -> None:
    (event,) = find("Fiji and Tonga elevated their ties to a strategic partnership on 1 March 2024.", "en")
    assert (event.type, event.date, event.place) == ("establishment", "2024-03-01", None)


def test_telephone_makes_a_call_without_place() -> None:
    (event,) = find("Ana Vesi a eu un entretien téléphonique avec Semi Tolu le 4 mars.", "fr")
    assert (event.type, event.place, event.date) == ("call", None, "2024-03-04")


def test_treaty_is_signed_where_and_when_it_was_done() -> None:
    (event,) = find(
        "Fait à Suva, le 5 mai 1998, en double exemplaire. Pour les Fidji : Ana Vesi. Pour les Tonga : Semi Tolu.", "fr"
    )
    assert (event.type, event.date, event.place) == ("signing", "1998-05-05", "Suva")
    assert names(event) == ["Ana Vesi", "Semi Tolu"]


def test_odd_input_raises_nothing() -> None:
    for words in ("", "   ", ";;;", "visite", "le 32 mai met met met", "(" * 200, "la visite de " * 300):
        find(words or " ", "fr")


def test_visit_told_in_passing_is_a_visit() -> None:
    for words, tag in (
        ("Dans le cadre d'une visite officielle aux Tonga, Ana Vesi a salué les projets.", "fr"),
        ("As part of an official visit to Tonga, Ana Vesi praised the projects.", "en"),
    ):
        (event,) = find(words, tag)
        assert (event.type, names(event)) == ("visit", ["Ana Vesi"])


def test_invitation_to_pay_a_visit_is_no_visit() -> None:
    assert find("Semi Tolu invited Ana Vesi to pay an official visit to Tonga.", "en") == []


def test_what_is_denied_is_no_event() -> None:
    assert find("Ana Vesi n'a rencontré Semi Tolu ni lundi ni mardi à Suva.", "fr") == []


def test_reported_future_is_planned() -> None:
    (event,) = find("La 5e session de la Commission mixte se tiendrait à Suva en juin.", "fr")
    assert (event.type, event.ordinal, event.status) == ("session", 5, "planned")


def test_talks_taken_up_are_the_talks_told_before() -> None:
    words = "Ana Vesi a reçu le 12 mars à Suva son homologue Semi Tolu. L'audience s'est déroulée en présence de Luke Qio."
    (event,) = find(words, "fr")
    assert names(event) == ["Ana Vesi", "Semi Tolu", "Luke Qio"]


def test_aside_inside_a_compound_tense() -> None:
    (event,) = find("Ana Vesi s'est, à cette occasion, entretenue avec Semi Tolu à Suva.", "fr")
    assert (event.type, event.place, names(event)) == ("meeting", "Suva", ["Ana Vesi", "Semi Tolu"])


def test_session_chaired_across_an_aside() -> None:
    (event,) = find(
        "Ana Vesi a coprésidé, mardi à Suva, avec le ministre tongien des Affaires étrangères et du Commerce, Semi Tolu,"
        " la 3e session de la Commission mixte.", "fr")
    assert (event.type, event.ordinal, names(event)) == ("session", 3, ["Ana Vesi", "Semi Tolu"])


def test_infinitive_after_before_tells_a_further_meeting_of_the_same_status() -> None:
    first, second = find("Semi Tolu sera reçu par Luke Qio, avant de s'entretenir avec Ana Vesi.", "fr")
    assert (first.status, second.status) == ("planned", "planned")
    assert names(second) == ["Semi Tolu", "Ana Vesi"] or names(second) == ["Ana Vesi", "Semi Tolu"]


def test_participle_leads_to_the_signing_that_ends_a_meeting() -> None:
    told = find("Ana Vesi et Semi Tolu ont tenu une séance de travail, sanctionnée par la signature d'un accord.", "fr")
    assert [e.type for e in told] == ["meeting", "signing"] and names(told[1]) == ["Ana Vesi", "Semi Tolu"]


def test_enlarged_talks_that_follow_a_meeting_are_another() -> None:
    told = find("Ana Vesi et Semi Tolu ont eu un tête-à-tête, suivi d'une séance de travail élargie.", "fr")
    assert [e.type for e in told] == ["meeting", "meeting"]


def test_talks_taken_up_are_not_those_of_a_session_long_ago() -> None:
    told = find(
        "Ana Vesi a reçu Semi Tolu à Suva. Ils ont salué la 2e session de la Commission mixte, tenue à Nadi en 2019. "
        "Au terme de leurs entretiens, les deux ministres ont signé un accord de coopération.", "fr")
    assert [(e.type, e.date) for e in told] == [("meeting", "2024-03-15"), ("session", "2019"), ("signing", "2024-03-15")]


def test_part_of_a_day_is_of_the_day_told_before_it() -> None:
    told = find("Ana Vesi a reçu Semi Tolu le 12 mars. Un forum d'affaires s'est tenu dans l'après-midi à Suva.", "fr")
    assert [e.date for e in told] == ["2024-03-12", "2024-03-12"]


def test_going_to_a_house_is_no_visit_and_a_question_no_event() -> None:
    assert not [e for e in find("Luke Qio s'est rendu au siège de la Banque de Suva.", "fr") if e.type == "visit"]
    assert find("Le président Luke Qio se rendra-t-il à Tonga ?", "fr") == []


def test_talks_held_apart_are_several_meetings() -> None:
    told = find("Luke Qio a reçu séparément Ana Vesi et le ministre tongien Semi Tolu.", "fr")
    assert [names(e) for e in told] == [["Luke Qio", "Ana Vesi"], ["Luke Qio", "Semi Tolu"]]


def test_what_is_announced_for_a_month_is_to_come() -> None:
    (event,) = find("Luke Qio a annoncé sa venue aux Tonga en septembre.", "fr")
    assert (event.type, event.status, event.place) == ("visit", "planned", "Tonga")


def test_the_visit_that_somebody_had_paid_is_his() -> None:
    told = find("Ana Vesi a salué la visite qu'avait faite aux Tonga le président Luke Qio du 20 au 22 janvier 2024.", "fr")
    assert [(e.type, e.date, names(e)) for e in told] == [("visit", "2024-01-20/2024-01-22", ["Luke Qio"])]


def test_visit_to_the_country_needs_no_name() -> None:
    visit = next(e for e in find("Ana Vesi a reçu Semi Tolu, en visite officielle dans le Royaume.", "fr") if e.type == "visit")
    assert "Semi Tolu" in names(visit)


def test_verb_that_has_its_object_does_not_hold_the_visit_after_it() -> None:
    words = "Ana Vesi held talks with Semi Tolu in Nuku'alofa on Tuesday, on the first day of her official visit to the Kingdom."
    meeting, visit = find(words, "en")
    assert (meeting.type, visit.type, names(visit)) == ("meeting", "visit", ["Ana Vesi"])


def test_dinner_in_honour_of_guests_is_a_ceremony() -> None:
    for words, tag in (
        ("Ana Vesi hosted a dinner in honour of the Tongan delegation on 12 March.", "en"),
        ("Ana Vesi a offert le 12 mars un dîner en l'honneur de la délégation tongienne.", "fr"),
        ("Ana Vesi hosted an official dinner in honour of Semi Tolu on 12 March.", "en"),
    ):
        (event,) = find(words, tag)
        assert event.type == "ceremony"
