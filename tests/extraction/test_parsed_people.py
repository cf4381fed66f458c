"""Whose officer somebody is, where the paper does not say so beside the name, and for whom an interview speaks."""

from __future__ import annotations

import pytest

from dispatches import page
from servanda.extraction import pipeline
from servanda.extraction.mentions import Findings

INTERVIEW_EN = """Interview with Ambassador of Latvia Ilze Brante: "We want direct flights"

Ambassador, what are your plans in Kazakhstan?

We will open a trade office in Almaty in September. Our Minister of Transport, Juris Kalve, will come to Astana in May.

Does Latvia support the line?

My government is ready to send a team to Aktau. Our prime minister, Anda Liepa, thanked President Saken Omarov.
"""
INTERVIEW_FR = """« Notre porte est ouverte »

L'ambassadrice de Finlande au Togo, Riikka Salonen, s'est confiée à notre rédaction.

Lomé, 12 mars 2025 (ATOP)

Que comptez-vous faire, Madame l'ambassadrice ?

Nous ouvrirons un bureau à Kara en juin. Notre ministre de l'Énergie, Matti Korpela, se rendra à Lomé en mai.

Et pour la jeunesse ?

Mon gouvernement financera dix bourses. Le gouvernement togolais nous a demandé d'ouvrir un centre de langue.
"""


def read(words: str) -> Findings:
    """What a paper says."""
    return pipeline.extract(page(words))


@pytest.mark.parametrize(("words", "people"), [
    (INTERVIEW_EN, {"Ilze Brante": "LV", "Juris Kalve": "LV", "Anda Liepa": "LV", "Saken Omarov": "KZ"}),
    (INTERVIEW_FR, {"Riikka Salonen": "FI", "Matti Korpela": "FI"}),
    ("In Lima, Secretary of State Ann Doverly and Foreign Minister Pablo Quispe spoke of trade. Peru and the United States will "
     "open a port. Under Secretary of Energy Tom Reeve will visit Lima in May.",
     {"Ann Doverly": "US", "Pablo Quispe": "PE", "Tom Reeve": "US"}),
    ("President Lars Skage held talks with King Viggo. Iceland and Denmark agreed to work together.",
     {"Lars Skage": "IS", "Viggo": "DK"}),
    ("Le roi Viggo a reçu le président Lars Skage. L'Islande et le Danemark sont convenus de coopérer.",
     {"Lars Skage": "IS", "Viggo": "DK"}),
    ("M. Tahar Belkadi a été reçu par le président de la commission des Affaires étrangères de la Diète, Jan Sobik. "
     "L'Algérie et la Pologne sont convenues de coopérer.", {"Jan Sobik": "PL"}),
    ("La nouvelle ambassadrice du Pérou, Rosa Quispe, a présenté mardi ses lettres de créance au ministre des Affaires "
     "étrangères, Karl Brel. La Slovénie et le Pérou coopéreront.", {"Rosa Quispe": "PE", "Karl Brel": "SI"}),
    ("Suva, 3 May 2024\n\nFiji and Peru will cooperate. Ambassador Rosa Quispe opened the fair.", {"Rosa Quispe": "PE"}),
])
def test_state_that_is_not_told_beside_the_name(words: str, people: dict[str, str]) -> None:
    told = {e.name: e.state for e in read(words).entities if e.type == "person"}
    assert {name: told.get(name) for name in people} == people


@pytest.mark.parametrize("words", [
    "Le Président tchadien Omar Saleh a effectué une visite à Brazzaville, à la tête d'une délégation comprenant les Ministres "
    "chargés des Finances, M. Ahmat Youssouf, et de l'Agriculture, M. Hassan Djibrine. Le Congo et le Tchad coopéreront.",
    "President Omar Saleh of Chad paid a visit to Brazzaville at the head of a delegation comprising the Ministers of Finance, "
    "Mr Ahmat Youssouf, and of Agriculture, Mr Hassan Djibrine. Congo and Chad will cooperate.",
])
def test_ministers_listed_each_with_his_field(words: str) -> None:
    told = {e.name: (e.state, [o.office for o in e.offices]) for e in read(words).entities if e.type == "person"}
    assert told["Ahmat Youssouf"] == ("TD", ["minister/finance"])
    assert told["Hassan Djibrine"] == ("TD", ["minister/agriculture"])


@pytest.mark.parametrize(("words", "by"), [
    (INTERVIEW_EN, [("LV",), ("LV",)]),
    (INTERVIEW_FR, [("FI",), ("FI",), ("TG",)]),
])
def test_who_speaks_in_an_interview(words: str, by: list[tuple[str, ...]]) -> None:
    assert [u.by for u in read(words).undertakings] == by


@pytest.mark.parametrize(("words", "people"), [
    ("La Bolivie et le Ghana coopèrent. La ministre de la Santé, Rosa Quispe, se rendra à Accra en octobre.",
     {"Rosa Quispe": "BO"}),
    ("Bolivia and Ghana are friends. Health Minister Rosa Quispe is expected in Kumasi in October.", {"Rosa Quispe": "BO"}),
    ("Tonga and Fiji met. President Luke Tolu of Tonga opened the talks.", {"Luke Tolu": "TO"}),
])
def test_whoever_is_to_go_to_one_state_is_of_the_other(words: str, people: dict[str, str]) -> None:
    told = {e.name: e.state for e in read(words).entities if e.type == "person"}
    assert told == people


@pytest.mark.parametrize(("words", "people"), [
    ("At the invitation of the President of the Republic of Botswana, His Excellency Thabo Molefe, the Prime Minister of "
     "Malaysia, the Honourable Dato' Seri Azmi Hamid, paid an official visit to Botswana on 3 March 2024. He was accompanied by "
     "the Minister of Foreign Affairs, Dato' Karim Osman.", {"Thabo Molefe": "BW", "Azmi Hamid": "MY", "Karim Osman": "MY"}),
    ("President Thabo Molefe of Botswana welcomed the President of Ghana, Kofi Addo, who arrived in Gaborone for a state visit "
     "to Botswana. His delegation included the Minister of Trade, Yaw Darko.",
     {"Thabo Molefe": "BW", "Kofi Addo": "GH", "Yaw Darko": "GH"}),
    ("À l'invitation du Président du Botswana, S.E. M. Thabo Molefe, le Premier ministre de Thaïlande, M. Anan Srisai, a "
     "effectué une visite officielle au Botswana. Il était accompagné de la ministre du Commerce, Mme Malee Chaiyo.",
     {"Thabo Molefe": "BW", "Anan Srisai": "TH", "Malee Chaiyo": "TH"}),
])
def test_who_comes_along_is_of_the_travellers_state(words: str, people: dict[str, str]) -> None:
    assert {e.name: e.state for e in read(words).entities if e.type == "person"} == people


@pytest.mark.parametrize(("words", "events"), [
    ("L'Albanie et le Chili ont tenu à Tirana le deuxième round de leurs consultations politiques. Le 1er y avait eu lieu en mai "
     "2021.", [("consultation", 2), ("consultation", 1)]),
    ("Le rideau est tombé jeudi à Tunis sur les travaux de la 12è session de la Commission mixte entre la Tunisie et le "
     "Cameroun. La 11è avait eu lieu à Yaoundé en mai 2021.", [("session", 12), ("session", 11)]),
])
def test_sessions_and_those_before_them(words: str, events: list[tuple[str, int]]) -> None:
    assert [(e.type, e.ordinal) for e in read(words).events] == events


TREATY = """AGREEMENT BETWEEN FIJI AND PERU ON SEEDS

Article 1
In this Agreement, "supplies" means seed, tools and shelter, and "relief goods" means food, water and fuel.

Article 2
The competent authority shall be the Seed Office of Fiji. Where one Party so requests, the other Party shall send an expert
within ten days. Fiji shall inform the other Party of any disease.
"""


def test_whichever_party_is_not_asked_is_either_and_definitions_promise_nothing() -> None:
    assert [u.by for u in read(TREATY).undertakings] == [("FJ", "PE"), ("FJ",)]


@pytest.mark.parametrize(("words", "answer"), [
    ("Le président du Pérou, Juan Vera, a convié le président togolais à une visite d'État ; la réponse a été favorable.",
     "accepted"),
    ("Prime Minister Ana Cebal of Malta was invited by her Norwegian colleague, Lars Aas, to attend a forum in Bergen. She will "
     "go, sources said.", "accepted"),
])
def test_answers_to_invitations(words: str, answer: str) -> None:
    assert [u.answer for u in read(words).undertakings if u.act == "invitation"] == [answer]


def test_a_colleague_of_another_state_holds_the_same_office() -> None:
    found = read("Prime Minister Ana Cebal of Malta was invited by her Norwegian colleague, Lars Aas, to attend a forum.")
    told = {e.name: (e.state, [o.office for o in e.offices]) for e in found.entities if e.type == "person"}
    assert told["Lars Aas"] == ("NO", ["head-of-government"])


def test_regions_are_no_bodies() -> None:
    found = read("A gathering of Nordic and Baltic leaders took place in Tromso. Norway and Moldova will open a school.")
    assert not [e for e in found.entities if e.type == "organisation"]


@pytest.mark.parametrize(("words", "aim"), [
    ("Le Gabon portera à quarante le nombre des bourses accordées aux étudiants chiliens.", "quarante"),
    ("Le Gabon et le Chili ont convenu de porter à quatre par semaine les liaisons entre leurs capitales.", "quatre par semaine"),
    ("Norway will raise to forty the number of scholarships for Malta.", "forty"),
    ("Norway will send 40 officers to Malta.", "40 officers"),
    ("Norway will issue 40 permits a year to Malta.", "40 permits a year"),
    ("Norway and Malta will hold the 5th session in May.", None),
])
def test_how_many_is_aimed_at(words: str, aim: str | None) -> None:
    (promise,) = read(words).undertakings
    assert (words[promise.target.start : promise.target.end] if promise.target else None) == aim


@pytest.mark.parametrize(("words", "names"), [
    ("London, 3 May 2024\n\nThe Minister of State, Lord Hill of Alton, received the Foreign Minister of Peru, April Owen. The "
     "United Kingdom and Peru will cooperate.", {"Lord Hill of Alton", "April Owen"}),
    ("Suva, 3 May 2024\n\nFiji and Peru will cooperate. Mr. Pablo Quispe Vega R., the envoy, met Mrs. Rosa de los "
     "Reyes Luna in Lima.",
     {"Pablo Quispe Vega", "Rosa de los Reyes Luna"}),
    ("Suva, 3 May 2024\n\nFiji and Brunei will cooperate. His Majesty Sultan Haji Omar Bolkan met the co-chairs of the "
     "Brunei-Fiji Business Council.", {"Haji Omar Bolkan"}),
])
def test_names_with_more_than_two_words(words: str, names: set[str]) -> None:
    assert {e.name for e in read(words).entities if e.type == "person"} == names


@pytest.mark.parametrize(("words", "names"), [
    ("Lomé, 3 mai 2024\n\nLe Togo et la Suisse coopéreront. La Ville de Genève et la municipalité de Kara équiperont l'hôpital "
     "Sylvanus-Adom et le lycée de Tsévié.",
     {"Ville de Genève", "municipalité de Kara", "hôpital Sylvanus-Adom", "lycée de Tsévié"}),
    ("Nairobi, 3 May 2024\n\nKenya and Estonia will cooperate. The Foreign Relations Committee of the Senate heard the "
     "e-Mobility Agency of Estonia.", {"Foreign Relations Committee of the Senate", "e-Mobility Agency of Estonia"}),
])
def test_bodies_named_by_their_noun(words: str, names: set[str]) -> None:
    assert {e.name.replace("\u2019", "'") for e in read(words).entities if e.type == "organisation"} == names


@pytest.mark.parametrize(("words", "due"), [
    ("Fiji and Peru agreed to open the port before 31 April 2026.", "2026-04"),
    ("Fiji, 3 May 2024\n\nFiji will train 40 officers from Peru over five years.", "2029"),
    ("Suva, 3 mai 2024\n\nLes Fidji formeront quarante officiers du Pérou sur cinq ans.", "2029"),
    ("Suva, 3 May 2024\n\nFiji and Peru will deepen relations built over 30 years.", None),
    ("Suva, 3 May 2024\n\nFiji agreed to hasten the talks with Peru, with the aim of closing them by June 2025.", "2025-06"),
    ("Suva, 3 mai 2024\n\nLes Fidji formeront des officiers du Pérou sur la période 2024-2026.", "2026"),
    ("Suva, 3 mai 2024\n\nLes Fidji et le Pérou achèveront la digue à la fin de l'année prochaine.", "2025"),
    ("Suva, 3 mai 2024\n\nLes Fidji et le Pérou achèveront la digue au quatrième trimestre 2024.", "2024"),
])
def test_time_in_which_it_is_to_be_done(words: str, due: str | None) -> None:
    (promise,) = read(words).undertakings
    assert promise.due == due


@pytest.mark.parametrize(("words", "target"), [
    ("Les Fidji réduiront à deux le nombre des postes de contrôle du Pérou.", "deux"),
    ("Les Fidji enverront au Pérou deux spécialistes du corail.", "deux spécialistes"),
    ("Fiji will second two advisers to the ports of Peru.", "two advisers"),
    ("Fiji and Peru will hold a fair in which 150 firms will take part.", None),
    ("Les Fidji réserveront au Pérou le quart des emplois du chantier.", "le quart des emplois"),
    ("Les Fidji et le Pérou tiendront un forum auquel prendront part 150 entreprises.", None),
    ("Les Fidji et le Pérou feront passer de 300 à 500 millions de dollars leurs échanges.", "500 millions de dollars"),
])
def test_how_much_it_aims_at(words: str, target: str | None) -> None:
    (promise,) = read(words).undertakings
    assert (words[promise.target.start : promise.target.end] if promise.target else None) == target


def test_signed_agreement_to_do_something_is_a_text() -> None:
    words = "Fiji and Peru signed an agreement to share water data. They reached agreement to meet."
    assert [words[i.title.start : i.title.end] for i in read(words).instruments] == ["agreement to share water data"]


@pytest.mark.parametrize(("words", "names"), [
    ("Fiji and Peru agreed to launch a Shipping Dialogue before June.", ["Shipping Dialogue"]),
    ("Fiji and Peru will keep up an open dialogue.", []),
    ("Les Fidji et le Pérou instaureront un dialogue maritime.", ["dialogue maritime"]),
    ("Les Fidji et le Pérou mèneront un dialogue franc.", []),
])
def test_a_dialogue_that_is_founded_is_a_channel(words: str, names: list[str]) -> None:
    assert [words[m.title.start : m.title.end] for m in read(words).mechanisms] == names


def test_trafficking_is_no_treaty() -> None:
    assert not read("Le Togo et le Pérou lutteront contre la traite des êtres humains.").instruments


def test_a_year_to_come_in_a_texts_name_is_not_when_it_was_signed() -> None:
    found = read("Suva, 3 mai 2024\n\nLes Fidji et le Pérou ont signé le 2 mai un contrat sur la livraison d'engrais en 2026.")
    assert [i.date for i in found.instruments] == ["2024-05-02"]


@pytest.mark.parametrize("words", [
    "RIGA, May 8, 2025 - Estonian Foreign Minister Jaan Mets met Latvian Foreign Minister Ilze Brante on Thursday.\n\n"
    "He conveyed an invitation from President Karin Saar to her Latvian counterpart Juris Kalve to visit Tallinn.\n",
    "Riga, 8 mai 2025 - Le ministre estonien des Affaires étrangères, Jaan Mets, a rencontré jeudi son homologue lettone, "
    "Ilze Brante.\n\nIl a transmis l'invitation de la présidente Karin Saar à son homologue letton, Juris Kalve, à se rendre à "
    "Tallinn.\n",
])
def test_whom_something_is_passed_to_is_the_counterpart_of_who_sends_it(words: str) -> None:
    held = {e.name: [o.office for o in e.offices] for e in read(words).entities if e.type == "person"}
    assert held["Juris Kalve"] == held["Karin Saar"] == ["head-of-state"]


@pytest.mark.parametrize("words", [
    "RIGA, May 8, 2025 - The fourth session of the Joint Commission between Latvia and Fiji took place in Riga, co-chaired by "
    "State Secretary Zane Ozo and Minister Sefa Tolu.\n",
    "Riga, 8 mai 2025 - La quatrième session de la Commission mixte entre la Lettonie et les Fidji s'est tenue à Riga sous la "
    "coprésidence de la secrétaire d'État Zane Ozo et du ministre Sefa Tolu.\n",
])
def test_of_two_who_chair_together_one_is_of_each_side(words: str) -> None:
    assert {e.name: e.state for e in read(words).entities if e.type == "person"} == {"Zane Ozo": "LV", "Sefa Tolu": "FJ"}


@pytest.mark.parametrize(("words", "offices"), [
    ("SUVA, 15 March 2024 - Fiji and Tonga held talks on Friday.\n\nThe president of Fiji met Ana Taufa, Minister of Labour and "
     "Home Affairs, and Wala Tupou, Minister of Defence, Justice and Security of Tonga. Tania Moala, Minister for Foreign "
     "Affairs, Trade and Tourism, and Deputy Prime Minister and Minister of Finance Paula Latu attended.",
     {"Ana Taufa": ["minister/labour", "minister/interior"],
      "Wala Tupou": ["minister/defence", "minister/justice", "minister/public-security"],
      "Tania Moala": ["minister/foreign-affairs"], "Paula Latu": ["deputy-head-of-government", "minister/finance"]}),
    ("Suva, le 15 mars 2024 - Les Fidji et les Tonga ont tenu des entretiens vendredi.\n\nLe président a reçu Ana Taufa, "
     "ministre tongienne de l'Agriculture et de l'Environnement, et Wala Tupou, ministre fidjien des Affaires étrangères, du "
     "Commerce et du Tourisme.",
     {"Ana Taufa": ["minister/agriculture", "minister/environment"], "Wala Tupou": ["minister/foreign-affairs"]}),
    ("SUVA, 15 March 2024 - Fiji and Tonga held talks on Friday.\n\nThose present were:\n\nSemi Fale, Minister of Ports of "
     "Tonga\n\nAna Vea, Ambassador of Tonga to Fiji\n\nSione Tapa, Minister of Labour of Tonga\n\nThey met on Friday at noon.",
     {"Ana Vea": ["ambassador"], "Sione Tapa": ["minister/labour"]}),
])
def test_each_holds_the_portfolios_of_his_own_line(words: str, offices: dict[str, list[str]]) -> None:
    """A minister has every portfolio told of him; an office behind a name is not that of the name in the next line."""
    found = {e.name: [o.office for o in e.offices] for e in read(words).entities}
    assert {name: found.get(name) for name in offices} == offices
