"""Events whose telling only a parse makes out, in French sentences of our own."""

from __future__ import annotations

import pytest

import dispatches
from builders import text
from dispatches import Row, rows
from servanda.extraction import pipeline
from servanda.extraction.mentions import Findings
from servanda.reading.page import read as read_page
from servanda.reading.text import Dateline


def read(words: str) -> Findings:
    """What a dispatch from Suva says."""
    return dispatches.read(words, "fr")


def told(words: str) -> list[Row]:
    """The events: type, status, date, place and persons."""
    return rows(read(words))


def test_sessions_of_several_years_told_by_one_verb() -> None:
    words = (
        "La Commission mixte de coopération entre les Fidji et les Tonga, a déploré la ministre fidjienne Ana Vesi, ne s'est "
        "réunie qu'à trois reprises : en 1992 à Suva, en 1995 à Nadi et en 2008 à Lautoka."
    )
    assert [row[:4] for row in told(words)] == [
        ("session", "held", "1992", "Suva"), ("session", "held", "1995", "Nadi"), ("session", "held", "2008", "Lautoka"),
    ]


def test_a_guest_by_the_way_is_on_a_visit() -> None:
    for words in ("en visite de travail", "qui est en visite officielle de deux jours"):
        found = told(f"La ministre fidjienne Ana Vesi a reçu le président des Tonga, Semi Tolu, {words}.")
        assert [(row[0], row[4]) for row in found] == [("meeting", ["Ana Vesi", "Semi Tolu"]), ("visit", ["Semi Tolu"])]


def test_who_only_says_it_was_not_there() -> None:
    session = "la 3e session de la Commission mixte entre les Fidji et les Tonga"
    after = f"C'est à Nadi que {session} s'est tenue en 2019, a rappelé la ministre Ana Vesi."
    before = f"La ministre Ana Vesi a rappelé que {session} s'était tenue à Nadi en 2019."
    assert [row[4] for words in (after, before) for row in told(words)] == [[], []]


def test_a_body_is_taken_up_by_a_pronoun() -> None:
    words = (
        "Les Fidji et les Tonga ont créé une Commission mixte de coopération. Cette dernière doit siéger à Nadi en mai 2024, "
        "sous la présidence de la ministre fidjienne Ana Vesi."
    )
    assert ("session", "planned", "2024-05", "Nadi", ["Ana Vesi"]) in told(words)


def test_who_he_is_that_was_received_and_whom_he_met_then() -> None:
    words = (
        "Le ministre fidjien des Affaires étrangères, Semi Qio, a effectué une visite aux Tonga. Il a été reçu le 12 mars "
        "par le président Luke Tolu. Il s'est entretenu le même jour avec son homologue Mele Fonua, puis avec le ministre du "
        "Commerce, Sione Havea, avant de rencontrer la présidente du Parlement, Ana Vesi."
    )
    met = [row[4] for row in told(words) if row[0] == "meeting"]
    assert met == [["Luke Tolu", "Semi Qio"], ["Mele Fonua", "Semi Qio"], ["Semi Qio", "Sione Havea"], ["Ana Vesi", "Semi Qio"]]
    of = {e.name: (e.state, [o.office for o in e.offices]) for e in read(words).entities if e.type == "person"}
    assert of["Mele Fonua"] == ("TO", ["minister/foreign-affairs"]) and of["Sione Havea"][0] == "TO"


def test_journeys_of_several_people_told_by_one_verb() -> None:
    words = (
        "En mai 1998, le ministre tongien Semi Qio s'est rendu aux Fidji. Le Premier ministre tongien Luke Tolu s'y est rendu "
        "en juin 2004, la présidente tongienne Mele Fonua en avril 2012, et le roi tongien Sione Havea en juillet 2013. La "
        "reine tongienne Ana Havea y est venue en mai 2015."
    )
    assert [(date, place, who) for kind, _, date, place, who in told(words) if kind == "visit"] == [
        ("1998-05", "Fidji", ["Semi Qio"]), ("2004-06", "Fidji", ["Luke Tolu"]), ("2012-04", "Fidji", ["Mele Fonua"]),
        ("2013-07", "Fidji", ["Sione Havea"]), ("2015-05", "Fidji", ["Ana Havea"]),
    ]


def test_title_and_name_between_commas_are_the_subject_of_the_verb_behind_them() -> None:
    words = (
        "Au cours de la visite du roi des Tonga, Luke Tolu, le Premier ministre et ministre du Commerce des Fidji, Semi Qio, a "
        "eu le 12 mars à Suva une entrevue avec la ministre tongienne Mele Fonua."
    )
    assert ("meeting", "held", "2024-03-12", "Suva", ["Mele Fonua", "Semi Qio"]) in told(words)


def test_a_founding_only_promised_is_none() -> None:
    assert told("Les Fidji ouvriront une ambassade à Nuku'alofa avant la fin de l'année, a annoncé la ministre Ana Vesi.") == []
    words = "Les Fidji ouvriront leur ambassade aux Tonga le 3 mai 2024, a annoncé la ministre Ana Vesi."
    assert [row[:3] for row in told(words)] == [("establishment", "planned", "2024-05-03")]


def test_who_acts_for_somebody_goes_himself() -> None:
    for words in (
        "En déplacement à Suva en qualité de représentant du président Luke Tolu, la ministre tongienne Mele Fonua a été reçue, "
        "jeudi, par le président des Fidji, Semi Qio.",
        "La ministre tongienne des Ports, Mele Fonua, s'est rendue à Suva en sa qualité d'envoyée spéciale du président de la "
        "République, Luke Tolu, et a été reçue, jeudi, par le président des Fidji, Semi Qio.",
    ):
        people = {kind: who for kind, _, _, _, who in told(words)}
        assert people == {"visit": ["Mele Fonua"], "meeting": ["Mele Fonua", "Semi Qio"]}
        of = {e.name: [o.office for o in e.offices] for e in read(words).entities if e.type == "person"}
        assert of["Luke Tolu"] == ["head-of-state"]


def test_a_programme_tells_each_meeting_apart() -> None:
    words = (
        "Le ministre fidjien Semi Qio effectue une visite aux Tonga. Il aura une entrevue avec la présidente du Parlement "
        "et une séance de travail avec l'Association d'amitié Fidji-Tonga. Il s'entretiendra avec le président Luke Tolu. "
        "La visite se déroule dans un bon climat."
    )
    found = told(words)
    assert [row[4] for row in found if row[0] == "meeting"][-1] == ["Luke Tolu", "Semi Qio"]
    assert {row[0] for row in found} == {"meeting", "visit"} and [row[1] for row in found if row[0] == "visit"] == ["held"]


def test_whose_officer_speaks_is_of_the_body_the_sentence_is_about() -> None:
    words = "L'Office du rail des Fidji traitera avec l'Office du rail des Tonga, a annoncé son président, Semi Qio."
    assert [e.state for e in read(words).entities if e.name == "Semi Qio"] == ["FJ"]


@pytest.mark.parametrize(("words", "people", "bodies"), [
    ("Le recteur de l'Académie des Eaux et des Ponts de Nadi, Semi Qio, a reçu aux Fidji le président de la Commission des "
     "Affaires extérieures du Parlement des Tonga, Luke Tolu.", {"Semi Qio", "Luke Tolu"},
     {"Académie des Eaux et des Ponts de Nadi", "Commission des Affaires extérieures du Parlement des Tonga"}),
    ("Outre le Parti et l'État, l'Institut fidjien pour l'amitié avec les peuples (IFAP) a salué aux Tonga le 9e Congrès du "
     "Parti.", set(), {"Institut fidjien pour l'amitié avec les peuples"}),
    ("Retour de Luke Ben Tolu. Le président fidjien Luke Ben Tolu a vu aux Tonga le service conjoint de la SARL Kamo.",
     {"Luke Ben Tolu"}, set()),
    ("Elle fut suivie, aux Fidji, par le président de l'Association d'amitié Fidji-Tonga Paul Faye.", {"Paul Faye"}, set()),
])
def test_how_far_names_of_persons_and_bodies_reach(words: str, people: set[str], bodies: set[str]) -> None:
    found = read(words).entities
    assert {e.name for e in found if e.type == "person"} == people
    assert {e.name for e in found if e.type == "organisation"} == bodies


def test_offices_behind_brackets_capitals_and_long_portfolios() -> None:
    words = (
        "À l'invitation du président du Sénat tongien (chambre haute), Paul Faye, le président du Parlement fidjien, Sione Hea, "
        "est parti. La ministre fidjienne chargée de la relation avec les Fidjiens de la Diaspora, Ana Vesi, l'a salué, comme le "
        "chef du gouvernement de Suva, Semi Qio."
    )
    told = {e.name: (e.state, [o.office for o in e.offices]) for e in read(words).entities if e.type == "person"}
    assert told == {"Paul Faye": ("TO", ["speaker"]), "Sione Hea": ("FJ", ["speaker"]), "Ana Vesi": ("FJ", ["minister/other"]),
                    "Semi Qio": ("FJ", ["head-of-government"])}


@pytest.mark.parametrize(("words", "events"), [
    ("La présidente du Parlement fidjien, Ana Vesi, est partie le 12 mars de Suva pour des visites officielles aux Tonga et au "
     "Vanuatu.", [("visit", "Tonga", ["Ana Vesi"]), ("visit", "Vanuatu", ["Ana Vesi"])]),
    ("À l'invitation du roi des Tonga, Luke Tolu, la ministre fidjienne Ana Vesi a quitté mardi Suva pour effectuer une visite "
     "officielle dans ce pays.", [("visit", "Tonga", ["Ana Vesi"])]),
    ("La ministre fidjienne Ana Vesi a quitté Suva pour les Tonga où elle effectuera une visite officielle.",
     [("visit", "Tonga", ["Ana Vesi"])]),
    ("Semi Qio, premier ministre fidjien, a reçu hier Luke Tolu, premier ministre tongien, en visite officielle aux Fidji.",
     [("meeting", "Suva", ["Luke Tolu", "Semi Qio"]), ("visit", "Fidji", ["Luke Tolu"])]),
    ("Le ministre fidjien Semi Qio a proposé hier que les Tonga organisent en 2025 un sommet spécial avec les Fidji.", []),
    ("Visite – Le ministre fidjien Semi Qio a écrit aux Tonga. Lors de sa visite à l'université de Nadi, il a salué chacun.", []),
    ("En marge de sa visite à Apia, le ministre fidjien Semi Qio a rencontré le roi des Tonga, Ben Tolu.",
     [("visit", "Apia", ["Semi Qio"]), ("meeting", "Apia", ["Ben Tolu", "Semi Qio"])]),
    ("Outre une rencontre avec le roi tongien Ben Tolu, le ministre fidjien Semi Qio a prononcé un discours.",
     [("meeting", "Suva", ["Ben Tolu", "Semi Qio"])]),
    ("Une délégation fidjienne a effectué une visite aux Tonga. Lors de son séjour, elle a été reçue par le ministre tongien "
     "Luke Tolu.", [("visit", "Tonga", []), ("meeting", "Tonga", ["Luke Tolu"])]),
])
def test_who_goes_where(words: str, events: list[tuple[str, str, list[str]]]) -> None:
    assert [(kind, place, who) for kind, _, _, place, who in told(words)] == events


def test_offices_and_names_told_otherwise() -> None:
    words = (
        "La présidente du Parlement fidjien, Ana Vesi, son époux et une délégation se sont rendus aux Tonga. La présidente Ana "
        "Vesi rencontrera des élus dans le cadre de sa visite. La ministre tongienne Mele Fonua a applaudi. Mme Fonua Mele a "
        "salué ce geste. La suite comprend le chef "
        "du groupe de travail pour les relations entre les Fidji et les Tonga, Luke Rao, les élus et Ben Tolu."
    )
    found = read(words)
    offices = {e.name: [o.office for o in e.offices] for e in found.entities if e.type == "person"}
    assert offices["Ana Vesi"] == ["speaker"] and sum("Fonua" in name for name in offices) == 1
    assert [(e.type, e.status) for e in found.events if e.type == "visit"] == [("visit", "held")]
    assert [words[m.title.start : m.title.end] for m in found.mechanisms] == [
        "groupe de travail pour les relations entre les Fidji et les Tonga"]


def test_days_and_hours_between_a_verb_and_its_object() -> None:
    words = (
        "Le président fidjien Semi Qio s'est entretenu, hier et avant-hier, au téléphone avec son homologue tongien Luke Tolu. "
        "Il devrait s'envoler prochainement pour Nuku'alofa."
    )
    assert [row[:2] for row in told(words)] == [("call", "held"), ("visit", "planned")]


def test_texts_listed_under_a_signing_have_its_day() -> None:
    words = (
        "La ministre fidjienne Ana Vesi et le ministre tongien Semi Tolu ont procédé le 12 mars à la signature de deux textes. "
        "Il s'agit d'un accord sur la pêche et d'un mémorandum d'entente sur le tourisme.\n"
    )
    assert [(i.type, i.date) for i in read(words).instruments] == [("agreement", "2024-03-12"), ("memorandum", "2024-03-12")]


def test_a_session_agreed_for_a_deadline_and_a_signing_that_came_of_talks() -> None:
    words = (
        "Les ministres fidjienne et tongien, Ana Vesi et Semi Tolu, ont tenu une séance de travail le 12 mars à Suva. Elle a "
        "débouché sur la signature d'un accord sur la pêche. Ils ont convenu de tenir la première session de la Commission mixte "
        "à Nadi d'ici la fin de l'année."
    )
    found = told(words)
    assert [row[4] for row in found if row[0] == "signing"] == [["Ana Vesi", "Semi Tolu"]]
    assert ("session", "planned", "2024", "Nadi", []) in found


def test_an_embassy_is_opened_where_it_stands() -> None:
    assert ("establishment", "held", "2012", "Nadi", []) in told("Les Tonga ont ouvert leur ambassade à Nadi en 2012, aux Fidji.")


def test_whom_an_unnamed_minister_met_is_of_the_other_party() -> None:
    words = (
        "La ministre fidjienne Ana Vesi a ouvert la session. Le chef de la diplomatie tongienne a été reçu par le président. Il "
        "s'est entretenu avec le ministre des Transports, Semi Tolu."
    )
    of = {e.name: e.state for e in read(words).entities if e.type == "person"}
    assert of["Semi Tolu"] == "FJ"


def test_who_is_named_by_the_office_before_the_name_has_part_in_the_visit() -> None:
    words = (
        "Les deux pays n'avaient plus signé d'accord depuis mars 2022, à la faveur de la visite d'État aux Fidji du secrétaire "
        "général du Parti Lagi des Tonga (PLT), Luke Tolu."
    )
    assert [row[4] for row in told(words) if row[0] == "visit"] == [["Luke Tolu"]]


def test_those_who_meet_again_for_a_session_attend_it() -> None:
    words = (
        "Les ministres fidjienne et tongien, Ana Vesi et Semi Tolu, ont tenu une séance de travail le 12 mars à Suva. Ils se "
        "retrouveront à Nadi pour la 5e session de la Commission mixte."
    )
    assert ("session", "planned", None, "Nadi", ["Ana Vesi", "Semi Tolu"]) in told(words)


def test_a_body_that_meets_by_a_day_to_come_has_not_met() -> None:
    words = (
        "Les Fidji et les Tonga ont créé le 12 mars à Suva une Commission mixte de la pêche. Elle tient sa première réunion au "
        "plus tard le 30 juin 2024."
    )
    assert [row[1:4] for row in told(words) if row[0] == "session"] == [("planned", "2024-06-30", None)]


def test_of_two_heads_of_government_the_one_called_so_is_meant() -> None:
    words = (
        "The Prime Minister, Keith Starling, received the German Chancellor, Franz Merk, in London on 12 March. It was the "
        "Chancellor's first official visit to the United Kingdom since he took office."
    )
    found = pipeline.extract(text(words, language="en", published="2024-03-12"))
    names = {e.key: e.name for e in found.entities}
    assert [[names[p] for p in e.participants] for e in found.events if e.type == "visit"] == [["Franz Merk"]]


def test_a_date_in_brackets_is_of_what_it_follows_alone() -> None:
    words = (
        "Réunies le 12 mars à Suva, après avoir revu les conclusions de la deuxième réunion (Nadi, juillet 2018), les deux "
        "délégations ont adopté un programme de coopération entre les Fidji et les Tonga."
    )
    assert [row[2] for row in told(words) if row[0] == "signing"] != ["2018-07"]


def test_a_founding_spoken_of_at_talks_has_not_their_day() -> None:
    words = (
        "Les ministres fidjienne et tongien, Ana Vesi et Semi Tolu, se sont rencontrés le 12 mars à Suva. Lors de cette "
        "rencontre, le ministre tongien s'est dit sûr que l'élévation des relations au rang de partenariat stratégique ouvrirait "
        "des portes."
    )
    assert [row[2] for row in told(words) if row[0] == "establishment"] == [None]


def test_a_pronoun_goes_on_with_the_event_named_before_it() -> None:
    words = (
        "La ministre fidjienne Ana Vesi et le ministre tongien Semi Tolu ont annoncé un forum d'affaires. Il se tiendra à Nadi "
        "en juin 2024. Il est prévu d'y inviter cent entreprises."
    )
    assert [row[:4] for row in told(words) if row[0] == "forum"] == [("forum", "planned", "2024-06", "Nadi")]


def test_what_a_relative_clause_dates_is_not_the_signing() -> None:
    words = (
        "La ministre fidjienne Ana Vesi a signé avec le ministre tongien Semi Tolu un accord de réadmission, qui "
        "remplace celui du "
        "30 juin 2009. Ils ont aussi signé le protocole d'application de la convention de pêche du 25 février 2001."
    )
    assert {row[2] for row in told(words) if row[0] == "signing"} == {"2024-03-15"}
    assert "2009-06-30" not in [i.date for i in read(words).instruments]


def test_the_body_founded_by_an_accord_is_as_old_as_that() -> None:
    words = (
        "Réunis le 12 mars à Suva, les ministres des Fidji et des Tonga ont ouvert la session de la Commission mixte. "
        "La Commission "
        "mixte a été instituée par un accord signé à Nadi en décembre 2006."
    )
    assert [row[2] for row in told(words) if row[0] == "establishment"] == ["2006-12"]


def test_where_he_went_is_where_he_met_them() -> None:
    words = (
        "Le ministre fidjien des Affaires étrangères, Semi Qio, s'est rendu à Nuku'alofa aux Tonga en mai 2019 et y a "
        "rencontré le "
        "président Luke Tolu."
    )
    assert [row[3] for row in told(words) if row[0] == "meeting"] == ["Nuku'alofa"]


def test_several_hosts_who_met_one_guest_apart() -> None:
    words = (
        "Le Premier ministre fidjien Luke Qio et Ana Vesi, présidente du Parlement des Fidji, ont rencontré séparément "
        "le ministre "
        "tongien Semi Tolu."
    )
    assert [row[4] for row in told(words) if row[0] == "meeting"] == [["Luke Qio", "Semi Tolu"], ["Ana Vesi", "Semi Tolu"]]


def test_a_ceremony_without_a_word_more_is_that_of_the_signing() -> None:
    words = (
        "La ministre fidjienne Ana Vesi et le ministre tongien Semi Tolu ont signé le 12 mars un accord sur la pêche. "
        "La cérémonie "
        "s'est déroulée à l'hôtel Lagon."
    )
    assert [row[0] for row in told(words)] == ["signing"]


def test_a_journey_at_home_or_within_the_visited_state_is_no_visit() -> None:
    words = (
        "La visite aux Fidji du ministre tongien Semi Tolu a débuté le 12 mars à Suva. Il y a rencontré la ministre "
        "fidjienne Ana "
        "Vesi. Jeudi, Semi Tolu se rendra à Nadi."
    )
    assert [row[3] for row in told(words) if row[0] == "visit"] == ["Fidji"]


def test_a_visit_only_studied_is_none() -> None:
    words = "La ministre fidjienne Ana Vesi a indiqué qu'une visite aux Tonga du président Luke Qio est à l'étude."
    assert not [row for row in told(words) if row[0] == "visit"]


def test_the_next_meeting_after_a_session_is_the_next_session() -> None:
    words = (
        "La 3e session de la Commission mixte entre les Fidji et les Tonga s'est tenue le 12 mars à Suva. La prochaine "
        "réunion est "
        "programmée en 2026 à Nadi, et les experts feront un point d'étape par visioconférence."
    )
    assert [row[:4] for row in told(words)] == [("session", "held", "2024-03-12", "Suva"), ("session", "planned", "2026", "Nadi")]


def test_a_commission_counted_by_itself_is_its_session() -> None:
    words = (
        "Les Fidji et les Tonga se sont félicités de la quatrième grande commission mixte, tenue les 7 et 8 novembre "
        "2023 à Nadi."
    )
    (event,) = [e for e in read(words).events if e.type == "session"]
    assert (event.ordinal, event.date, event.place) == (4, "2023-11-07/2023-11-08", "Nadi")


def test_a_city_that_signs_is_not_where_it_is_signed() -> None:
    words = "La province de Namosi et la ville de Nuku'alofa ont signé lundi 4 mars à Nadi une convention de jumelage."
    assert [row[:4] for row in told(words)] == [("signing", "held", "2024-03-04", "Nadi")]


def test_an_event_put_off_is_on_the_day_it_was_put_off_to() -> None:
    words = (
        "La 6e session de la Commission mixte entre les Fidji et les Tonga, qui devait se tenir à Suva en avril, a été repoussée "
        "à la première semaine de novembre 2024."
    )
    assert [row[:3] for row in told(words) if row[0] == "session"] == [("session", "planned", "2024-11")]


def test_talks_one_came_for_and_the_rite_a_visit_began_with() -> None:
    words = (
        "Le ministre tongien Semi Tolu a effectué une visite aux Fidji le 12 mars. La visite a débuté par une cérémonie "
        "d'accueil, suivie d'un dépôt de gerbe. Semi Tolu s'est ensuite rendu au palais pour un entretien avec "
        "la ministre Ana Vesi."
    )
    assert [row[0] for row in told(words)] == ["visit", "ceremony", "ceremony", "meeting"]


def test_rounds_of_negotiations_are_meetings() -> None:
    words = (
        "Les Fidji et les Tonga ont entamé des négociations sur la pêche, dont le premier tour s'est tenu en juillet 2023 à Nadi."
    )
    assert ("meeting", "held", "2023-07", "Nadi", []) in told(words)


def test_a_half_year_dates_the_visit_and_not_what_is_joined_to_it() -> None:
    words = (
        "Le président fidjien Luke Qio se rendra aux Tonga au cours du second semestre, et les deux ministres signeront un "
        "accord."
    )
    assert ("visit", "planned", "2024-41", "Tonga", ["Luke Qio"]) in told(words)


def test_the_session_somebody_chaired_and_the_talks_counted_by_persons() -> None:
    words = (
        "La 3e session de la Commission mixte entre les Fidji et les Tonga s'est tenue le 12 mars à Suva. La ministre fidjienne "
        "Ana Vesi et son homologue tongien Semi Tolu ont dirigé la réunion. Leur quatrième rencontre aura lieu à "
        "Nadi en juin 2024."
    )
    found = [row for row in told(words) if row[0] in ("session", "meeting")]
    assert [(row[0], row[4]) for row in found][0] == ("session", ["Ana Vesi", "Semi Tolu"])
    assert [row[0] for row in found] == ["session", "meeting"]


def test_a_session_told_of_by_the_way_is_on_its_own_day() -> None:
    words = (
        "La ministre fidjienne Ana Vesi a reçu le ministre tongien Semi Tolu. Lors de la 14e session de la Commission mixte, qui "
        "s'est tenue à Nadi en mars 2017, les deux pays avaient adopté un plan d'action."
    )
    assert ("session", "2017-03") in [(row[0], row[2]) for row in told(words)]


def test_texts_that_are_to_be_signed_are_no_signing() -> None:
    words = "Parmi les documents que les Fidji et les Tonga s'apprêtent à signer figure un accord sur la pêche."
    assert not [row for row in told(words) if row[0] == "signing"]


def test_what_is_refused_or_missed_does_not_take_place() -> None:
    words = "La ministre fidjienne Ana Vesi a refusé de signer le protocole de pêche avec les Tonga. "
    found = read(
        words + "Les Fidji n'ont pas l'intention d'ouvrir une ambassade à Nuku'alofa. "
        "Les Fidji n'ont jamais signé la convention fiscale avec les Tonga."
    )
    assert [(e.type, e.status) for e in found.events] == []
    assert [words[i.title.start:i.title.end] for i in found.instruments if i.title.start < len(words)] == []


def test_a_numbered_session_follows_the_one_before_it() -> None:
    words = (
        "La 3e session de la Commission mixte entre les Fidji et les Tonga s'est tenue le 12 mars à Suva. Les ministres "
        "ont ensuite visité le port. La quatrième session aura lieu à Nadi en 2026."
    )
    held, coming = [e for e in read(words).events if e.type == "session"]
    assert (coming.ordinal, coming.date) == (4, "2026") and coming.mechanism == held.mechanism is not None


def test_the_two_are_those_who_spoke_since_the_last_event() -> None:
    words = (
        "Le Premier ministre fidjien Luke Qio a reçu mardi à Suva son homologue tongien, Semi Tolu. Les ministres Ana Vesi et "
        "Mele Fonua ont signé un accord sur la pêche. M. Tolu a loué cet accueil. Les Tonga, a répondu M. Qio, sont un pays ami. "
        "Les deux hommes, qui s'étaient entretenus en tête-à-tête la veille, se reverront."
    )
    assert ("meeting", "held", "2024-03-11", "Suva", ["Luke Qio", "Semi Tolu"]) in told(words)


def test_who_an_opening_participle_is_said_of() -> None:
    received = "Reçu mardi par la présidente Ana Vesi, le ministre tongien Semi Tolu lui a remis un message."
    having_met = "Après avoir rencontré le ministre tongien Semi Tolu, la ministre Ana Vesi a signé mardi un accord de pêche."
    assert told(received) == [("meeting", "held", "2024-03-12", "Suva", ["Ana Vesi", "Semi Tolu"])]
    assert told(having_met)[0] == ("meeting", "held", "2024-03-12", "Suva", ["Ana Vesi", "Semi Tolu"])


def test_who_says_i_was_there() -> None:
    words = "« J'ai reçu mardi mon homologue tongien, Semi Tolu », a déclaré la ministre fidjienne Ana Vesi."
    assert told(words) == [("meeting", "held", "2024-03-12", "Suva", ["Ana Vesi", "Semi Tolu"])]


def test_their_talks_are_of_the_two_who_speak_of_them() -> None:
    words = "Lors de leur entretien, mardi, la ministre fidjienne Ana Vesi et son homologue tongien Semi Tolu ont parlé de pêche."
    assert told(words) == [("meeting", "held", "2024-03-12", "Suva", ["Ana Vesi", "Semi Tolu"])]


def test_a_delegation_is_spoken_of_as_who_leads_it() -> None:
    words = (
        "Une délégation tongienne conduite par le ministre Semi Tolu séjourne aux Fidji. Elle a été reçue mardi par la "
        "présidente fidjienne Ana Vesi."
    )
    assert ("meeting", "held", "2024-03-12", "Suva", ["Ana Vesi", "Semi Tolu"]) in told(words)


def test_a_pronoun_stands_for_whom_its_gender_allows() -> None:
    words = (
        "Le ministre fidjien Luke Qio a accueilli mardi la ministre tongienne Ana Vesi. La veille, elle avait rencontré le "
        "ministre samoan Semi Tolu à Apia."
    )
    assert ("meeting", "held", "2024-03-11", "Apia", ["Ana Vesi", "Semi Tolu"]) in told(words)


def test_a_sentence_without_a_verb_tells_a_signing_on_its_day() -> None:
    words = "Signature, mardi à Suva, d'un accord de pêche entre les Fidji et les Tonga. Le port en profitera."
    assert told(words) == [("signing", "held", "2024-03-12", "Suva", [])]


def test_a_visit_is_of_the_time_of_what_the_visitor_does_there() -> None:
    words = "Pour sa première visite aux Tonga, la ministre fidjienne Ana Vesi a rencontré mardi à Nuku'alofa le roi Semi Tolu."
    assert ("visit", "held", "2024-03", "Tonga", ["Ana Vesi"]) in told(words)


def test_a_day_between_a_verb_and_what_it_does() -> None:
    words = "La ministre fidjienne Ana Vesi a procédé mardi, avec l'ambassadeur tongien Semi Tolu, au lancement du chantier."
    assert told(words) == [("ceremony", "held", "2024-03-12", "Suva", ["Ana Vesi", "Semi Tolu"])]


def test_who_signs_is_told_after_the_signing() -> None:
    words = (
        "Un accord de pêche a été conclu mardi à Suva. Les signataires étaient la ministre fidjienne Ana Vesi et l'ambassadeur "
        "tongien Semi Tolu."
    )
    assert told(words) == [("signing", "held", "2024-03-12", "Suva", ["Ana Vesi", "Semi Tolu"])]


def test_the_meeting_is_that_of_the_sentence_before() -> None:
    words = (
        "Le ministre tongien Semi Tolu a offert mardi un masque sculpté à la présidente fidjienne Ana Vesi. L'entrevue "
        "s'est déroulée en présence de la presse."
    )
    assert told(words) == [("meeting", "held", "2024-03-12", "Suva", ["Ana Vesi", "Semi Tolu"])]


def test_a_journey_that_has_ended_does_not_tell_the_day() -> None:
    words = "Du 5 au 8 mars, la ministre fidjienne Ana Vesi a séjourné aux Tonga. Elle s'y est entretenue avec le roi Semi Tolu."
    assert [row[:3] for row in told(words)] == [("visit", "held", "2024-03-05/2024-03-08"), ("meeting", "held", None)]


def test_a_day_that_no_longer_holds_is_not_that_of_the_session() -> None:
    words = (
        "La réunion de la Commission mixte entre les Fidji et les Tonga, initialement prévue en avril, aura lieu à Nadi en "
        "août 2024."
    )
    assert [row[:4] for row in told(words)] == [("session", "planned", "2024-08", "Nadi")]


def test_an_act_goes_on_from_the_one_before_it() -> None:
    words = (
        "La ministre fidjienne Ana Vesi a rencontré lundi à Suva le gouverneur Luke Qio. Le lendemain, elle a inauguré à Nadi un "
        "lycée, aux côtés du ministre tongien Semi Tolu. Les deux responsables ont aussi dévoilé une plaque au port."
    )
    assert [row[2:4] for row in told(words)] == [("2024-03-11", "Suva"), ("2024-03-12", "Nadi"), ("2024-03-12", "Nadi")]


def test_talks_that_ended_in_a_signing_are_those_told_before() -> None:
    words = (
        "La ministre fidjienne Ana Vesi a reçu mardi à Suva son homologue tongien, Semi Tolu. Le maire Luke Qio avait fait le "
        "déplacement. Les entretiens ont débouché sur la signature d'un accord de pêche."
    )
    met = [row for row in told(words) if row[0] == "meeting"]
    assert met == [("meeting", "held", "2024-03-12", "Suva", ["Ana Vesi", "Semi Tolu"])]


def test_what_stands_under_a_day_is_of_that_day() -> None:
    paper = read_page(
        "Agenda de la ministre\nSuva, le 15 mars 2024\n\n"
        "La ministre fidjienne Ana Vesi a consacré la semaine aux relations avec les Tonga et à leurs chantiers communs. Elle a "
        "présidé plusieurs réunions internes sur la pêche, le tourisme et les transports, avant de recevoir la presse.\n\n"
        "Mercredi 13 mars\nLa ministre Ana Vesi a reçu l'ambassadeur des Tonga, M. Semi Tolu.\n",
        document_sha="0", path="paper.txt", media_type="text/plain",
    )
    assert ("meeting", "2024-03-13") in [(e.type, e.date) for e in pipeline.extract(paper).events]


def test_an_apposition_does_not_take_the_visitor_away() -> None:
    words = "Le ministre tongien Semi Tolu s'est rendu à Suva en mars 2021, première visite d'un ministre tongien aux Fidji."
    assert [(row[2], row[4]) for row in told(words)] == [("2021-03", ["Semi Tolu"])]


def test_the_last_meeting_of_a_body_is_a_session() -> None:
    words = "Le comité de pêche des Fidji et des Tonga, dont la dernière réunion remonte à 2019, reprendra ses travaux."
    assert ("session", "held", "2019") in [row[:3] for row in told(words)]


def test_a_weekday_of_a_programme_falls_in_its_journey() -> None:
    words = (
        "Le roi tongien Semi Tolu effectuera une visite d'État aux Fidji les 26 et 27 mars. Mercredi, M. Tolu rencontrera la "
        "ministre fidjienne Ana Vesi."
    )
    assert ("meeting", "planned", "2024-03-27") in [row[:3] for row in told(words)]


def test_talks_under_the_headline_of_a_call_are_that_call() -> None:
    paper = read_page(
        "Entretien téléphonique entre le Président des Fidji et le Président des Tonga\nSuva, le 12 mars 2024\n\n"
        "Le Président des Fidji s’est entretenu ce jour avec M. Luke Qio, Président des Tonga.\n\n"
        "Ils sont convenus de rouvrir la ligne maritime entre Suva et Nadi avant la fin de l’année.\n",
        document_sha="0", path="paper.txt", media_type="text/plain",
    )
    assert [(e.type, e.status, e.date) for e in pipeline.extract(paper).events] == [("call", "held", "2024-03-12")]


def founded(words: str) -> list[tuple[str | None, str | None]]:
    """The foundings: date and place."""
    return sorted((row[2], row[3]) for row in told(words) if row[0] == "establishment")


def test_foundings_told_by_the_way_have_each_its_own_day() -> None:
    words = "Établies en 1975 et élevées au rang de partenariat global en 2013, les liens entre les Fidji et les Tonga durent."
    assert founded(words) == [("1975", None), ("2013", None)]
    assert founded("Fondée en 1974, la Commission mixte entre les Fidji et les Tonga a tenu douze sessions.") == [("1974", None)]
    assert founded(
        "Les Tonga, dont l'ambassade à Suva, inaugurée en mai 1993, a été rénovée, avaient rouvert en 2004 leur consulat à Nadi."
    ) == [("1993-05", "Suva"), ("2004", "Nadi")]
    words = "Les liens entre les Fidji et les Tonga, noués en 1980, ont été rompus puis rétablis en 1992."
    assert founded(words) == [("1980", None), ("1992", None)]


def test_foundings_by_a_noun_with_its_day() -> None:
    body = "d'un groupe de travail conjoint sur l'eau entre les Fidji et les Tonga"
    assert founded(f"Ils ont rappelé l'établissement en 2020 {body}.") == [("2020", None)]
    assert founded(f"L'année 2011 a vu la naissance {body}.") == [("2011", None)]
    assert founded(f"Ils ont proposé la création {body}.") == []
    assert founded("L'instauration d'un dialogue politique annuel entre Fidji et Tonga, en 2010, a aidé.") == [("2010", None)]


def test_a_chronicle_dates_what_follows_its_colon() -> None:
    paper = read_page(
        "Fidji et Tonga en dates\nSuva, le 15 mars 2024\n\nLa ministre fidjienne Ana Vesi a reçu vendredi son homologue des "
        "Tonga, Semi Tolu.\n\nLes deux pays ont retracé leur histoire :\n\n"
        "Voici les étapes.\n\n– 5 octobre 1962 : établissement des relations diplomatiques ;\n\n"
        "– 1977 : ouverture de l'ambassade des Tonga à Suva ;\n\n"
        "– 2012 : les relations sont élevées au rang de partenariat stratégique.\n",
        document_sha="0", path="paper.txt", media_type="text/plain",
    )
    found = [(e.date, e.place) for e in pipeline.extract(paper).events]
    assert found[1:] == [("1962-10-05", None), ("1977", "Suva"), ("2012", None)]


def test_an_accord_founds_several_bodies() -> None:
    words = (
        "Il est institué une Commission permanente mixte entre les Fidji et les Tonga. Il est créé au sein de la Commission un "
        "sous-comité des douanes. Les Parties établissent en outre un comité des gouverneurs."
    )
    assert len(founded(words)) == 3


def test_what_founds_nothing() -> None:
    assert founded("Les Fidji et les Tonga entretiennent des relations diplomatiques depuis 1975.") == []
    assert founded("Le partenariat stratégique entre les Fidji et les Tonga est solide.") == []
    assert founded("La Commission mixte entre les Fidji et les Tonga a lancé un appel en 2012.") == []
    assert founded("La dernière session de la Commission mixte entre les Fidji et les Tonga remonte à 2015.") == []


def test_a_body_one_takes_and_an_office_that_becomes_an_embassy_are_foundings() -> None:
    assert founded("Les Fidji et les Tonga se sont dotés en 2019 d'une Commission mixte de coopération.") == [("2019", None)]
    assert founded("Les Tonga, fermés au commerce en 1990, ont rouvert leur représentation à Nadi en 2018.") == [("2018", "Nadi")]
    words = "Le bureau commercial des Tonga à Suva a été transformé, en 2022, en ambassade de plein exercice."
    assert founded(words) == [("2022", "Suva")]
    assert founded("Les Tonga ont été le premier pays à ouvrir, en 2008, un consulat à Nadi.") == [("2008", "Nadi")]
    assert founded("Fidji et Tonga ont porté leurs liens, le 12 mars, au rang de partenariat global.") == [("2024-03-12", None)]
    assert founded("Les Tonga ont inauguré leur consulat honoraire de Nadi en mars 2022.") == [("2022-03", "Nadi")]


def test_a_text_told_by_its_day_was_signed_on_it() -> None:
    words = "Ce traité entre les Fidji et les Tonga remplace celui du 4 juillet 1994, signé à Nadi et entré en vigueur depuis."
    assert told(words) == [("signing", "held", "1994-07-04", "Nadi", [])]


def test_a_session_to_prepare_is_told_by_the_clause_on_when_it_will_be() -> None:
    words = (
        "Les ministres sont convenus d'accélérer la préparation de la première session de la Commission mixte entre les Fidji "
        "et les Tonga, qui se tiendra à Nadi au mois de novembre."
    )
    assert [row[:4] for row in told(words)] == [("session", "planned", "2024-11", "Nadi")]


def test_a_word_of_a_city_is_no_verb() -> None:
    words = "La ministre fidjienne Ana Vesi a ouvert mercredi à Dar es Salaam un forum d'affaires avec les Tonga."
    assert told(words) == [("forum", "held", "2024-03-13", "Dar es Salaam", ["Ana Vesi"])]


def signed(words: str) -> dict[str, tuple[str, str | None]]:
    """The texts: status and date, by name."""
    paper = text(words, language="fr", published="2024-03-15", dateline=Dateline("Suva", "2024-03-15"))
    return {paper.view.text[i.title.start : i.title.end]: (i.status, i.date) for i in pipeline.extract(paper).instruments}


def test_the_day_of_a_text_is_that_of_its_own_signing() -> None:
    words = "Fidji et les Tonga ont signé hier une convention sur les épaves, après l'accord de pêche conclu le 4 mai 2016."
    assert signed(words)["convention sur les épaves"] == ("concluded", "2024-03-14")
    words = "Fidji déplore que l'accord commercial de 1998 avec les Tonga ne soit guère appliqué et souhaite sa révision."
    assert signed(words)["accord commercial de 1998"] == ("concluded", "1998")
    words = ("Fidji et les Tonga sont liés par la convention fiscale du 16 avril 2007, dont le protocole modificatif sera signé "
             "en mai.")
    assert signed(words)["protocole modificatif"][0] == "planned"


def test_what_was_issued_at_the_end_of_the_talks_is_of_the_day() -> None:
    words = "La déclaration conjointe rendue publique à l'issue des entretiens entre Fidji et les Tonga fixe trois buts."
    assert [date for _status, date in signed(words).values()] == ["2024-03-15"]


def test_a_text_without_words_of_its_own_is_told_by_its_day() -> None:
    words = ("Fidji et les Tonga appliquent le mémorandum de mars 2016. Aucune date n'a été fixée pour le mémorandum sur "
             "la traite des personnes.")
    assert sorted(signed(words).values()) == [("concluded", "2016-03"), ("planned", None)]


def test_a_draft_handed_over_is_no_signing() -> None:
    words = "Le ministre des Tonga a remis à son homologue de Fidji le projet de protocole sur les mangues."
    assert [e for e in read(words).events if e.type == "signing"] == []


def test_who_is_received_on_his_arrival_is_met() -> None:
    words = "Le roi Luke Qio a reçu mardi le président tongien, Semi Tolu, arrivé en fin de matinée pour une visite de travail."
    assert told(words)[0] == ("meeting", "held", "2024-03-12", "Suva", ["Luke Qio", "Semi Tolu"])


def test_a_text_once_signed_abroad_does_not_place_the_talks_that_renewed_it() -> None:
    words = (
        "La ministre fidjienne Ana Vesi a eu des entretiens mardi avec le ministre tongien Semi Tolu. L'accord de coopération "
        "entre les Fidji et les Tonga, signé en 2008 à Tokyo, a été renouvelé à l'issue de la rencontre."
    )
    assert [row[:4] for row in told(words)][0] == ("meeting", "held", "2024-03-12", "Suva")


def test_bodies_and_ties_date_from_a_year() -> None:
    assert founded("La Commission mixte entre les Fidji et les Tonga, qui date de 1998, a tenu dix sessions.") == [("1998", None)]
    words = "La Commission mixte entre Fidji et Tonga s'élargit. Instituée par l'accord de 2022, elle siège à Nadi."
    assert founded(words) == [("2022", None)]
    assert founded("Les liens consulaires entre les Fidji et les Tonga remontent à 1852.") == [("1852", None)]
    assert founded("Les Tonga n'ont ouvert leur bureau de liaison à Nadi qu'au mois de janvier 2021.") == [("2021-01", "Nadi")]
    assert founded("Ils ont décidé la création d'une commission mixte, qui se réunira à Nadi en avril.") == []


def test_the_ministers_talks_are_theirs_and_not_those_told_before() -> None:
    words = (
        "La ministre fidjienne du Commerce, Ana Vesi, et son homologue tongien, Semi Tolu, ont lu un accord le 11 mars. M. Tolu "
        "a été reçu le 12 mars par le président Luke Qio. Les ministres ont tenu leur réunion de travail le 13 mars."
    )
    assert [row[2:] for row in told(words) if row[0] == "meeting"][-1] == ("2024-03-13", "Suva", ["Ana Vesi", "Semi Tolu"])


def test_who_goes_somewhere_for_a_forum_pays_a_visit() -> None:
    words = "La ministre fidjienne Ana Vesi se rendra à Tokyo en septembre pour le Forum entre les Fidji et les Tonga."
    assert ("visit", "planned", "2024-09", "Tokyo", ["Ana Vesi"]) in told(words)
    words = "Le ministre tongien Semi Tolu a visité l'usine et rencontré le président Luke Qio à Suva."
    assert told(words)[-1] == ("meeting", "held", "2024-03-15", "Suva", ["Luke Qio", "Semi Tolu"])


TREATY = (
    "Accord de pêche entre le Gouvernement des Fidji et le Gouvernement des Tonga\n\nArt. 1\nLes Parties contractantes "
    "protègent les récifs.\n\nArt. 2\nLes Tonga prennent à leur charge le balisage et fournissent les bouées.\n\nArt. 3\n"
    "Le présent Accord remplace l'Accord de cabotage signé à Suva le 4 juillet 1969.\n\nFait à Nadi, en deux exemplaires, "
    "le 9 mai 1984.\n"
)


def test_a_state_called_by_its_name_is_bound_by_the_present_of_a_treaty() -> None:
    paper = read_page(TREATY, document_sha="0", path="paper.txt", media_type="text/plain")
    found = pipeline.extract(paper)
    words = {paper.view.text[u.citations[0].start : u.citations[0].end]: u.by for u in found.undertakings}
    assert words["prennent à leur charge le balisage"] == ("TO",) and words["fournissent les bouées"] == ("TO",)
    days = {paper.view.text[i.title.start : i.title.end].split(" entre ")[0]: i.date for i in found.instruments}
    assert days == {"Accord de pêche": "1984-05-09", "Accord de cabotage": "1969-07-04"}


def test_a_visit_announced_and_then_only_spoken_of_is_one() -> None:
    words = (
        "Le président tongien Semi Tolu effectuera une visite à Nadi du 20 au 22 mars. Il s'agit de sa première visite "
        "à Nadi depuis son élection. La visite du président tongien à Nadi permettra de relancer la pêche."
    )
    assert told(words) == [("visit", "planned", "2024-03-20/2024-03-22", "Nadi", ["Semi Tolu"])]


def test_talks_with_others_who_are_not_named_are_further_ones() -> None:
    words = (
        "La ministre fidjienne Ana Vesi a rencontré mardi à Nadi son homologue tongien, Semi Tolu. Elle a également mené des "
        "entretiens avec les ministères du Commerce et des Ports."
    )
    assert [row[4] for row in told(words)] == [["Ana Vesi", "Semi Tolu"], ["Ana Vesi"]]


def test_the_ceremony_that_opens_a_session_is_part_of_it() -> None:
    words = (
        "La 5e session de la Commission mixte entre les Fidji et les Tonga s'est ouverte le 12 mars à Nadi. En marge de la "
        "cérémonie d'ouverture, la ministre fidjienne Ana Vesi a eu un entretien avec son homologue tongien Semi Tolu."
    )
    assert [(row[0], row[3], row[4]) for row in told(words)] == [
        ("session", "Nadi", []), ("meeting", "Nadi", ["Ana Vesi", "Semi Tolu"])
    ]
    words = (
        "La cérémonie d'accueil du président tongien Semi Tolu a eu lieu mercredi à Suva, où il a été accueilli par le président "
        "fidjien Luke Qio."
    )
    assert told(words) == [("ceremony", "held", "2024-03-13", "Suva", ["Luke Qio", "Semi Tolu"])]


def test_letters_of_credence_and_those_who_bring_them() -> None:
    words = (
        "Le président fidjien, M. Luke Qio, a reçu mardi 12 mars, au palais de Suva, les lettres de créance de deux nouveaux "
        "ambassadeurs. Il s'agit d'Ana Vesi, ambassadrice des Tonga, et de Semi Tolu, ambassadeur des Samoa. Les deux diplomates "
        "ont pris part à cette rencontre en tenue d'apparat."
    )
    assert told(words) == [("ceremony", "held", "2024-03-12", "Suva", ["Ana Vesi", "Luke Qio", "Semi Tolu"])]
    words = "L'ambassadrice des Tonga aux Fidji, Ana Vesi, sera bientôt reçue par le président fidjien Luke Qio."
    assert [row[:3] for row in told(words)] == [("meeting", "planned", None)]


def test_what_is_taken_up_by_a_noun_is_what_was_announced_before() -> None:
    words = (
        "La ministre Ana Vesi a annoncé, lors d'un point de presse, la tenue de la 8e session de la Commission mixte entre les "
        "Fidji et les Tonga. Cet événement aura lieu à Nadi du 20 au 22 mai 2024."
    )
    found = [(e.type, e.ordinal, e.date, e.place) for e in read(words).events]
    assert found == [("session", 8, "2024-05-20/2024-05-22", "Nadi")]


COMMISSION = "la 17e session de la Haute commission mixte entre les Fidji et les Tonga"


def test_a_session_to_come_that_is_spoken_of_again_is_one() -> None:
    words = f"{COMMISSION[0].upper()}{COMMISSION[1:]} est prévue en mai. Les textes y seront soumis à l'occasion de {COMMISSION}."
    assert [row[:3] for row in told(words)] == [("session", "planned", "2024-05")]
    words = f"Les experts ont préparé {COMMISSION} qui devra se tenir mercredi prochain à Nadi."
    assert [row[:4] for row in told(words)] == [("session", "planned", "2024-03-20", "Nadi")]


def test_what_a_session_recalled_by_a_pronoun_ended_in_is_of_its_day() -> None:
    words = (
        f"{COMMISSION[0].upper()}{COMMISSION[1:]} s'était tenue à Nadi en décembre dernier. Elle avait été sanctionnée par la "
        "signature de deux accords."
    )
    assert [row[:4] for row in told(words)] == [("session", "held", "2023-12", "Nadi"), ("signing", "held", "2023-12", "Nadi")]


def test_counterparts_of_other_states_are_others() -> None:
    words = (
        "La ministre fidjienne Ana Vesi a rencontré mardi à Nadi son homologue tongien, Semi Tolu. La ministre a également eu "
        "des entretiens avec ses homologues du Rwanda, du Togo et de la Namibie."
    )
    assert [row[4] for row in told(words)] == [["Ana Vesi", "Semi Tolu"], ["Ana Vesi"]]


def test_a_first_embassy_opened_is_founded_and_what_follows_is_another_act() -> None:
    words = "Le président tongien Semi Tolu a procédé mardi à l'inauguration de la toute première ambassade de son pays à Suva."
    assert [row[:4] for row in told(words)] == [("establishment", "held", "2024-03-12", "Suva")]
    words = "Les Fidji et les Tonga ont noué des relations diplomatiques en 1990 et signé l'Accord de pêche en 1995."
    assert [row[:3] for row in told(words)] == [("establishment", "held", "1990"), ("signing", "held", "1995")]


@pytest.mark.parametrize("words", [
    "Le président tongien Semi Tolu se verra remettre les clés de Suva par le maire fidjien Luke Qio.",
    "A sa descente, le président tongien Semi Tolu a été accueilli par le ministre fidjien Luke Qio.",
    "La ministre fidjienne Ana Vesi et son hôte tongien, Semi Tolu, ont posé dans le salon présidentiel de Suva.",
    "La coopération entre les Fidji et les Tonga, en décembre de l'année dernière, a été une occasion de commercer.",
])
def test_no_meeting_session_or_forum(words: str) -> None:
    assert [row[0] for row in told(words) if row[0] in ("meeting", "session", "forum")] == []


def test_the_days_of_a_journey_told_twice() -> None:
    words = (
        "Le président tongien Semi Tolu est en visite officielle à Nadi du 18 au 20 mars. Le programme de la prochaine visite à "
        "Nadi (du 18 au 20 mars) du président tongien Semi Tolu s'annonce chargé."
    )
    assert len([row for row in told(words) if row[0] == "visit"]) == 1


MET = "Le ministre tongien Semi Tolu s'est entretenu lundi à Nadi avec la ministre fidjienne Ana Vesi."


@pytest.mark.parametrize(("more", "people"), [
    ("Au cours de la rencontre, un échange de vues a eu lieu sur les ports. Un échange de vues a eu lieu sur la pêche.", []),
    ("Les ministres fidjiens Luke Qio et Paul Rey ont assisté à la réunion.", ["Luke Qio", "Paul Rey"]),
    ("« C'est notre première rencontre en tête à tête cette année », a-t-il dit.", []),
])
def test_what_is_only_said_of_talks_told_before(more: str, people: list[str]) -> None:
    assert told(f"{MET} {more}") == [
        ("meeting", "held", "2024-03-11", "Nadi", sorted(["Ana Vesi", "Semi Tolu", *people]))
    ]


def test_this_year_is_an_anniversary() -> None:
    words = "Les Fidji et les Tonga fêtent cette année le 25e anniversaire de l'établissement de leurs relations diplomatiques."
    assert founded(words) == [("1999", None)]
    words = "À ce jour, les Tonga ont établi des relations diplomatiques avec 85 des 193 pays membres, dont les Fidji."
    assert founded(words) == []


def test_where_an_envoy_lives_is_not_where_he_is_received() -> None:
    words = "La ministre fidjienne Ana Vesi a reçu mardi l'ambassadeur des Tonga, Semi Tolu, avec résidence à Wellington."
    assert [row[3] for row in told(words)] == ["Suva"]


def test_the_ceremony_of_letters_received_before() -> None:
    words = (
        "Le président fidjien, M. Luke Qio, a reçu mardi les lettres de créances d'ambassadeurs des Tonga et des Samoa. "
        "Lors de la cérémonie de remise de lettres de créances qui s'est déroulée au palais, il a salué chacun."
    )
    assert [row[0] for row in told(words)] == ["ceremony"]


def test_the_ceremony_that_opens_an_embassy_is_its_opening() -> None:
    words = (
        "Les deux pays coopèrent, a-t-on dit à l'issue de l'inauguration à Nadi d'un consulat général des Tonga. Le ministre "
        "fidjien Luke Qio et le ministre tongien, Semi Tolu, ont présidé mercredi à Nadi la cérémonie d'ouverture de ce consulat."
    )
    assert told(words) == [("establishment", "held", "2024-03-13", "Nadi", ["Luke Qio", "Semi Tolu"])]


def test_titles_with_commas_part_no_two_who_talked() -> None:
    words = (
        "Le texte a été publié à l'issue des entretiens tenus mardi à Nadi entre le ministre fidjien des Affaires étrangères, de "
        "la Coopération insulaire et de la Diaspora, Luke Qio, et le ministre tongien des Ports, Semi Tolu, entre voisins."
    )
    assert told(words) == [("meeting", "held", "2024-03-12", "Nadi", ["Luke Qio", "Semi Tolu"])]
    words = "En visite sur la Grande Île, le roi tongien Semi Tolu, a été reçu hier à Nadi par le président fidjien Luke Qio."
    assert told(words)[0][4] == ["Luke Qio", "Semi Tolu"]


def test_at_the_talks_we_talked() -> None:
    words = (
        "Le ministre fidjien Luke Qio et le ministre tongien, Semi Tolu, se sont rencontrés mercredi à Nadi. Au cours de cette "
        "rencontre, « nous nous sommes entretenus de divers sujets », a indiqué M. Qio."
    )
    assert [row[:3] for row in told(words)] == [("meeting", "held", "2024-03-13")]
    words = (
        "L'ambassadeur tongien, Semi Tolu, a rencontré mercredi le président fidjien, Luke Qio. Les deux personnalités ont eu un "
        "tête-à-tête au cours duquel l'ambassadeur a transmis un message."
    )
    assert "call" not in [row[0] for row in told(words)]


def test_whom_somebody_has_met_since_he_was_elected() -> None:
    words = (
        "Le président tongien, Semi Tolu, effectuera une visite à Nadi du 26 au 29 mai. Depuis son élection, Semi Tolu a eu "
        "l'occasion de rencontrer le ministre fidjien Luke Qio. La visite sera précédée d'un forum."
    )
    assert [row[:3] for row in told(words) if row[0] != "forum"] == [
        ("visit", "planned", "2024-05-26/2024-05-29"), ("meeting", "held", None)
    ]


GUEST = "Une délégation tongienne conduite par le Premier ministre Semi Tolu"


def test_who_sets_out_for_days_told_after_it_and_whom_he_will_see() -> None:
    words = (
        f"{GUEST} est partie ce matin pour une visite officielle en Nouvelle-Zélande, du 15 au 17 mars. Au cours de la visite, "
        "Semi Tolu aura un entretien avec le ministre néo-zélandais Luke Qio et fera des visites de courtoisie à la ministre "
        "néo-zélandaise Ana Vesi."
    )
    rows = told(words)
    assert [(row[0], row[1], row[2]) for row in rows if row[0] == "visit"] == [("visit", "held", "2024-03-15/2024-03-17")]
    assert [row[4] for row in rows if row[0] == "meeting"] == [["Luke Qio", "Semi Tolu"], ["Ana Vesi", "Semi Tolu"]]


def test_who_will_call_on_whom_and_what_they_will_witness() -> None:
    words = (
        "Le président tongien Semi Tolu rendra visite au roi fidjien Luke Qio. Les deux dirigeants superviseront la signature de "
        "la Déclaration commune sur la pêche. Il est allé déposer des fleurs au monument."
    )
    assert [row[:2] for row in told(words)] == [("meeting", "planned"), ("signing", "planned"), ("ceremony", "held")]


def test_who_is_received_at_the_airport_is_welcomed_and_not_met() -> None:
    words = (
        "La délégation tongienne a été reçue à l'aéroport de Nadi par le maire fidjien Paul Rey. Le président fidjien Luke Qio "
        "a reçu le ministre tongien Semi Tolu, venu chercher un soutien à la candidature de Mele Fonua."
    )
    assert [(row[0], row[4]) for row in told(words)] == [("ceremony", ["Paul Rey"]), ("meeting", ["Luke Qio", "Semi Tolu"])]


def test_the_stages_of_a_tour_told_by_relative_clauses() -> None:
    words = (
        "Le président fidjien Luke Qio se rendra lundi aux Tonga. Après les Samoa, où il passera deux jours, il gagnera "
        "Vanuatu."
    )
    assert [(row[1], row[3]) for row in told(words)] == [("planned", "Tonga"), ("planned", "Samoa"), ("planned", "Vanuatu")]


def test_a_second_journey_is_the_same_travellers() -> None:
    words = (
        "Le président fidjien Luke Qio a quitté Suva vendredi pour une visite officielle aux Tonga. Le voyage aux Samoa du 18 au "
        "20 mars aura lieu à l'invitation du roi."
    )
    assert [row[4] for row in told(words)] == [["Luke Qio"], ["Luke Qio"]]


def test_besides_talks_to_come() -> None:
    words = (
        "Le président fidjien Luke Qio recevra en mai son homologue tongien Semi Tolu. Outre leurs entretiens en tête-à-tête, "
        "les deux présidents auront une séance de travail élargie aux délégations."
    )
    assert {row[1] for row in told(words)} == {"planned"}
    words = "Lors de discussions en tête-à-tête mardi, Luke Qio, président des Fidji, et Semi Tolu, roi des Tonga, ont parlé."
    assert len(told(words)) == 1


def test_the_chair_of_a_commission_who_meets_somebody_holds_no_session() -> None:
    words = "La présidente de la Commission mixte entre les Fidji et les Tonga a rencontré mardi le ministre tongien Semi Tolu."
    assert [row[0] for row in told(words)] == ["meeting"]


def test_a_session_planned_by_a_verb_with_a_pronoun() -> None:
    words = (
        "La ministre fidjienne Ana Vesi s'est entretenue mardi à Suva avec le ministre tongien Semi Tolu de la commission mixte. "
        "Ils comptent la convoquer à Nadi en mai."
    )
    assert ("session", "planned", "2024-05", "Nadi") in [row[:4] for row in told(words)]


def test_what_people_have_arranged_to_come_for() -> None:
    words = (
        "Les Fidji et les Tonga se sont, enfin, donné rendez-vous à Nadi en mai pour la tenue de la 4e session de la "
        "Commission mixte."
    )
    assert [row[:4] for row in told(words)] == [("session", "planned", "2024-05", "Nadi")]


@pytest.mark.parametrize(("words", "rows"), [
    ("La visite de la ministre fidjienne Ana Vesi à Apia a été de nouveau reportée.", []),
    ("La visite de la ministre fidjienne Ana Vesi à Apia a dû être annulée.", []),
    ("La visite de la ministre fidjienne Ana Vesi à Apia a été remise à plus tard.", []),
    ("La ministre fidjienne Ana Vesi a reporté sa visite à Apia.", []),
    ("La ministre fidjienne Ana Vesi a reporté sa visite à Apia au 12 juin 2024.", [("visit", "planned", "2024-06")]),
    ("La visite de la ministre fidjienne Ana Vesi à Apia est reportée à juin 2024.", [("visit", "planned", "2024-06")]),
    ("La Commission mixte Fidji-Tonga, qui devait se réunir à Nadi en mai, a été reportée au 4 juin 2024.",
     [("session", "planned", "2024-06-04")]),
    ("La Commission mixte Fidji-Tonga devait se réunir à Nadi en mai, mais n'a toujours pas été convoquée.", []),
    ("La Commission mixte Fidji-Tonga s'est réunie le 3 mars à Nadi à la demande de Suva.",
     [("session", "held", "2024-03-03")]),
    ("Les Fidji et les Tonga sont convenus de poser un câble d'ici 2029 et ont signé un protocole sur la pêche.",
     [("signing", "held", "2024-03-15")]),
])
def test_what_is_put_off_or_promised_beside_an_act(words: str, rows: list[tuple[str, str, str]]) -> None:
    assert [row[:3] for row in told(words)] == rows


@pytest.mark.parametrize(("words", "rows"), [
    ("Signé à Apia le 3 mars 1998, l'accord sur les transports aériens entre les Fidji et le Samoa n'a pas été révisé.",
     [("signing", "held", "1998-03-03", "Apia")]),
    ("La Commission mixte entre les Fidji et les Tonga, réunie à Nadi en mai 2019, avait fixé ces objectifs.",
     [("session", "held", "2019-05", "Nadi")]),
    ("Réunie à Nadi en mai 2019, la Commission mixte entre les Fidji et les Tonga avait fixé ces objectifs.",
     [("session", "held", "2019-05", "Nadi")]),
    ("Les Fidji et les Tonga sont convenus de réunir en mai la Commission mixte.", [("session", "planned", "2024-05", None)]),
    ("Depuis sa création en 2012, la Commission mixte entre les Fidji et les Tonga s'est beaucoup développée.",
     [("establishment", "held", "2012", None)]),
    ("La Commission mixte entre les Fidji et les Tonga a été créée l'an dernier.", [("establishment", "held", "2023", None)]),
    ("Les deux chefs de délégation ont préparé la visite que la ministre fidjienne Ana Vesi effectuera à Apia en mai.",
     [("visit", "planned", "2024-05", "Apia")]),
    ("La ministre fidjienne Ana Vesi avait conduit à Apia, en mai 2019, une délégation parlementaire.",
     [("visit", "held", "2019-05", "Apia")]),
    ("La signature d'un accord sur la pêche entre les Fidji et les Tonga a couronné la rencontre.",
     [("signing", "held", "2024-03-15", "Suva")]),
    ("Mai 1998 : signature d'un accord sur la pêche entre les Fidji et les Tonga et ouverture d'une ambassade à Apia.",
     [("signing", "held", "1998-05", None), ("establishment", "held", "1998-05", "Apia")]),
])
def test_events_of_the_background(words: str, rows: list[tuple[str, str, str | None, str | None]]) -> None:
    assert [row[:4] for row in told(words)] == rows


@pytest.mark.parametrize(("words", "rows"), [
    ("La ministre fidjienne Ana Vesi a reçu lundi l'ambassadeur des Tonga, Semi Tolu, et, mardi, l'ambassadrice du Samoa, "
     "Mele Fonua.", [("meeting", "held", "2024-03-11", "Suva"), ("meeting", "held", "2024-03-12", "Suva")]),
    ("Les Fidji et les Tonga ont signé en janvier un accord sur les visas et, en février, une convention fiscale.",
     [("signing", "held", "2024-01", None), ("signing", "held", "2024-02", None)]),
    ("Un protocole modifiant l'accord de 1998 fut signé à Apia le 7 juin 2012 par la ministre fidjienne Ana Vesi.",
     [("signing", "held", "2012-06-07", "Apia")]),
    ("L'accord entre les Fidji et les Tonga, qui avait été paraphé à Apia en janvier, a été signé par la ministre Ana Vesi.",
     [("signing", "held", "2024-01", "Apia"), ("signing", "held", "2024-03-15", "Suva")]),
    ("À son arrivée à l'aéroport, le ministre tongien Semi Tolu a été accueilli par la ministre fidjienne Ana Vesi.",
     [("ceremony", "held", "2024-03-15", "Suva")]),
    ("Mai 1998 : la ministre fidjienne Ana Vesi se rend à Apia et signe un accord sur la pêche.",
     [("visit", "held", "1998-05", "Apia"), ("signing", "held", "1998-05", "Apia")]),
])
def test_days_and_acts_that_share_a_verb_or_a_sentence(words: str, rows: list[tuple[str, str, str | None, str | None]]) -> None:
    assert [row[:4] for row in told(words)] == rows


@pytest.mark.parametrize(("words", "rows"), [
    ("Ils n'ont pas fixé de date pour la visite du ministre tongien Semi Tolu à Suva.", []),
    ("La rencontre entre les Fidji et les Tonga a été sanctionnée par une déclaration finale.",
     [("signing", "held", "2024-03-15", "Suva")]),
    ("Les ministres sont convenus de tenir la vingt-quatrième Commission de partenariat à Apia au cours de l'année 2026.",
     [("session", "planned", "2026", "Apia")]),
    ("« Nous tiendrons la première session de la Commission mixte à Apia en mai », a déclaré la ministre fidjienne Ana Vesi.",
     [("session", "planned", "2024-05", "Apia")]),
    ("La ministre fidjienne Ana Vesi recevra le titre de docteur honoris causa à Apia le 2 mai.",
     [("ceremony", "planned", "2024-05-02", "Apia")]),
    ("Les Tonga ont ouvert un centre de visas à Nadi en janvier.", [("establishment", "held", "2024-01", "Nadi")]),
])
def test_what_is_to_be_or_closes_an_act(words: str, rows: list[tuple[str, str, str | None, str | None]]) -> None:
    assert [row[:4] for row in told(words) if row[0] != "meeting"] == rows


@pytest.mark.parametrize(
    "words",
    [
        "Trente ans après l'établissement des relations diplomatiques entre les Fidji et les Tonga, les échanges stagnent.",
        "Trente ans après que les Fidji et les Tonga ont noué des relations diplomatiques, les ministres ont dressé un bilan.",
    ],
)
def test_relations_so_many_years_old_have_their_year(words: str) -> None:
    assert [row[:3] for row in told(words) if row[0] == "establishment"] == [("establishment", "held", "1994")]


def test_an_anniversary_agreed_to_be_kept_is_a_ceremony_to_come() -> None:
    words = ("Les Fidji et les Tonga sont convenues d'échanger des enseignants et de célébrer ensemble, en mai 2025, le "
             "soixante-dixième anniversaire de la Société d'amitié.")
    assert ("ceremony", "planned", "2025-05") in [row[:3] for row in told(words)]
    assert not told(words.replace("sont convenues", "ont proposé").replace("convenues d'", "proposé d'"))


def test_a_visit_one_is_only_asked_to_pay_is_none() -> None:
    words = "La ministre Ana Vesi a remis une invitation de son président à se rendre en visite officielle à Nadi."
    assert not [row for row in told(words) if row[0] == "visit"]


SESSION = "La Commission mixte entre les Fidji et les Tonga n'a plus siégé depuis sa cinquième session, tenue à Suva en mai 2018."


@pytest.mark.parametrize(("words", "rows"), [
    ("La ministre fidjienne Ana Vesi avait visité Apia en mai 2020.", [("visit", "held", "2020-05", "Apia")]),
    ("La ministre fidjienne Ana Vesi, qui séjournait aux Tonga du 2 au 4 mars, s'est dite satisfaite.",
     [("visit", "held", "2024-03-02/2024-03-04", "Tonga")]),
    (f"{SESSION} Décision a été prise d'en convoquer la sixième à Neiafu en octobre 2024.",
     [("session", "held", "2018-05", "Suva"), ("session", "planned", "2024-10", "Neiafu")]),
    ("Un forum des Fidji et des Tonga consacré à la pêche et aux ports est programmé à Nadi le 20 octobre.",
     [("forum", "planned", "2024-10-20", "Nadi")]),
    ("Le 20 mai est programmée à Nadi la signature d'un accord sur les visas entre les Fidji et les Tonga.",
     [("signing", "planned", "2024-05-20", "Nadi")]),
    ("Etablies le 3 mai 1994, les relations diplomatiques entre les Fidji et les Tonga se portent bien.",
     [("establishment", "held", "1994-05-03", None)]),
    ("Ouverte à Apia en 2013, l'ambassade des Fidji emploie sept agents.", [("establishment", "held", "2013", "Apia")]),
    ("La ministre fidjienne Ana Vesi est attendue, mardi, chez le président tongien Semi Tolu.",
     [("meeting", "planned", "2024-03-19", "Suva")]),
])
def test_what_is_told_by_a_number_a_participle_or_a_verb_before_its_subject(
    words: str, rows: list[tuple[str, str, str | None, str | None]]
) -> None:
    assert [row[:4] for row in told(words)] == rows


def test_who_took_part_in_the_talks_told_before_was_there() -> None:
    words = (
        "La ministre fidjienne Ana Vesi s'est entretenue vendredi à Suva avec son homologue tongien, Luke Tolu. Ont pris part à "
        "l'entretien l'ambassadeur des Tonga aux Fidji, Semi Qio, et le ministre fidjien de la Santé, Sione Havea."
    )
    assert [row[4] for row in told(words)] == [["Ana Vesi", "Luke Tolu", "Semi Qio", "Sione Havea"]]


def test_where_one_went_is_where_one_signed() -> None:
    words = "La présidente fidjienne Ana Vesi visita Apia en juillet 2014 et y signa un accord de pêche. Lautoka s'y intéresse."
    assert [row[3] for row in told(words)] == ["Apia", "Apia"]
