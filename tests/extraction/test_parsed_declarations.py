"""French joint communiqués, minutes and treaties of our own: what they undertake, tell and name."""

from __future__ import annotations

import pytest

from servanda.extraction import pipeline
from servanda.extraction.mentions import Findings
from servanda.reading.page import read as read_page
from servanda.reading.text import Text

HEAD = "Communiqué conjoint du Chili et du Togo\n\n"


def read(words: str, head: str = HEAD) -> tuple[Text, Findings]:
    """A paper and what it says."""
    paper = read_page(f"{head}{words}\n", document_sha="0", path="paper.txt", media_type="text/plain")
    return paper, pipeline.extract(paper)


def undertaken(words: str) -> list[tuple[str, str]]:
    """The undertakings of a communiqué: force (or act) and words."""
    paper, found = read(words)
    return [(u.force or u.act, paper.view.text[u.citations[0].start : u.citations[0].end]) for u in found.undertakings]


@pytest.mark.parametrize(("words", "found"), [
    ("Ils ont réaffirmé leur volonté de tout mettre en œuvre pour rouvrir la ligne et leur détermination à tout faire pour "
     "former des pilotes.",
     [("intend", "tout mettre en œuvre pour rouvrir la ligne"), ("intend", "tout faire pour former des pilotes")]),
    ("Ils ont réitéré leur volonté de lui donner une suite.", [("intend", "lui donner une suite")]),
    ("Les parties ont réaffirmé leur engagement commun dans la lutte contre la pêche illicite et leur volonté en faveur de "
     "l'extension du port.",
     [("commit", "la lutte contre la pêche illicite"), ("intend", "l'extension du port")]),
    ("Les parties ont réaffirmé leur engagement dans la région.", []),
    ("Le Chili est d'accord avec la proposition du Togo, à savoir que la ligne soit rouverte.", []),
    ("Il convient d'ajouter que le port est plein. Il convient d'ajouter une clause.", [("proposal", "ajouter une clause")]),
    ("Le Togo transmet ses plans afin que le Chili soit en mesure de chiffrer les travaux.", []),
])
def test_undertakings_in_the_words_of_communiques(words: str, found: list[tuple[str, str]]) -> None:
    assert undertaken(words) == found


def test_the_number_of_an_article_is_no_aim() -> None:
    for words, aim in (("Le Togo propose que l'accord soit appliqué selon l'article 26, alinéa 2.", None),
                       ("Le Togo s'engage à former 120 pilotes.", "120 pilotes")):
        paper, found = read(words)
        [undertaking] = found.undertakings
        target = undertaking.target
        assert (target and paper.view.text[target.start : target.end]) == aim


@pytest.mark.parametrize("words", [
    "Le Président du Togo a invité le Premier ministre chilien à effectuer une visite officielle au Togo.",
    "Le Chili et le Togo ont marqué leur accord pour l'ouverture d'un consulat à Arica.",
    "L'ambassade du Chili a l'honneur d'accuser réception de la note du ministère en date du 3 mai 1952.",
    "Les ressortissants chiliens sont soumis pendant leur séjour au Togo aux lois de ce pays.",
])
def test_what_communiques_do_not_tell_as_an_event(words: str) -> None:
    assert read(words)[1].events == []


def test_an_exchange_of_letters_that_is_a_text_is_no_correspondence() -> None:
    _, found = read("L'échange de lettres du 6 mai 1946 entre le Chili et le Togo est abrogé.")
    assert {e.type for e in found.events} <= {"signing"}


def test_a_clause_begins_neither_inside_an_office_nor_with_the_day_of_a_text() -> None:
    paper, found = read("Selon la Déclaration d'amitié signée à Arica le 21 juin 2013, une délégation chilienne conduite par Mme "
                        "Rojas, ministre du Commerce et des Ports, a effectué une visite officielle au Togo.\n\nLomé, le 3 mai")
    visit = next(e for e in found.events if e.type == "visit")
    quote = paper.view.text[visit.citations[0].start : visit.citations[0].end]
    assert quote.startswith("une délégation chilienne") and visit.date != "2013-06"


@pytest.mark.parametrize(("words", "named", "office", "state"), [
    ("Déclaration conjointe du Président de la République, Kofi Badjo, et d'Ana Rojas, Présidente du Chili.", "Kofi Badjo",
     ["head-of-state"], "TG"),
    ("La réunion s'est tenue sous la présidence de M. Kofi de Souza, ministre de la Santé du Togo.", "Kofi de Souza",
     ["minister/health"], "TG"),
    ("M. Ali Saïd, Président de l'Union des Comores et Président en exercice de l'Union Africaine, est arrivé.", "Ali Saïd",
     ["head-of-state", "other"], "KM"),
    ("Le ministre RD-congolais de la Santé, Paul Kalala, est arrivé.", "Paul Kalala", ["minister/health"], "CD"),
])
def test_who_holds_what_in_communiques(words: str, named: str, office: list[str], state: str) -> None:
    _, found = read(words)
    person = next(e for e in found.entities if e.type == "person" and named in e.names)
    assert [n for n in person.names if n.startswith("de ")] == []
    assert ([o.office for o in person.offices], person.state) == (office, state)


def test_an_island_is_not_the_state_it_is_called_after() -> None:
    _, found = read("Les Chiliens pourront entrer au Togo et en Nouvelle-Guinée.")
    assert {s.code for s in found.states} == {"CL", "TG"}


@pytest.mark.parametrize(("words", "found"), [
    ("Ils ont suggéré la poursuite et l'achèvement des travaux de bornage et la relance du forum.",
     ["la poursuite et l'achèvement des travaux de bornage", "la relance du forum"]),
    ("Ils ont relevé qu'il est d'autant plus urgent de former des pilotes et de baliser les chenaux.",
     ["former des pilotes", "baliser les chenaux"]),
    ("Ils sont convenus d'un forum et sa mission sera : de chiffrer les travaux ; de lever des fonds.",
     ["chiffrer les travaux", "lever des fonds"]),
    ("Les ministres se sont réunis à Arica afin de poursuivre le dialogue dans le but de renforcer la pêche.", []),
    ("Les deux pays œuvrent à une approche qui tient compte des risques, centrée sur l'humain et favorable à l'innovation.", []),
    ("La ligne entre le Chili et le Togo sera rouverte, lit-on dans le communiqué, qui précise que le quai de Lomé sera agrandi.",
     ["La ligne entre le Chili et le Togo sera rouverte", "le quai de Lomé sera agrandi"]),
    ("Le Chili rouvrira le consulat de Lomé, indique le texte, soulignant que le Togo formera des pilotes.",
     ["rouvrira le consulat de Lomé", "formera des pilotes"]),
    ("Ils ont annoncé le renouvellement de la convention d'approvisionnement en gaz.",
     ["le renouvellement de la convention d'approvisionnement en gaz"]),
])
def test_where_undertakings_begin_and_end(words: str, found: list[str]) -> None:
    assert [quote for _, quote in undertaken(words)] == found


@pytest.mark.parametrize(("words", "title"), [
    ("Ils ont salué l'entrée en vigueur de l'Accord économique et commercial global (AECG) entre le Chili et le Togo.",
     "Accord économique et commercial global (AECG) entre le Chili et le Togo"),
    ("Depuis l'Accord de pêche entre le Chili et le Togo (APCT), les échanges et les prises ont crû.",
     "Accord de pêche entre le Chili et le Togo (APCT)"),
    ("Selon un mémorandum d'entente publié à l'issue des travaux, la ligne sera rouverte.", "mémorandum d'entente"),
])
def test_where_the_name_of_a_text_ends(words: str, title: str) -> None:
    paper, found = read(words)
    assert title in [paper.view.text[i.title.start : i.title.end] for i in found.instruments]


def test_who_speaks_in_a_declaration_of_many() -> None:
    _, found = read("Nous sommes convenus de créer un fonds.", "Déclaration conjointe des ministres de la Santé de la République "
                    "du Togo, de la République d'Égypte, de la République du Chili et du Royaume de Bahreïn\n\n")
    assert [u.by for u in found.undertakings] == [("BH", "CL", "EG", "TG")]


@pytest.mark.parametrize(("head", "words", "titles"), [
    ("COMMUNIQUE CONJOINT\n\n", "Le Chili et le Togo ont signé à Arica un PROTOCOLE DE COOPERATION.",
     ["COMMUNIQUE CONJOINT", "PROTOCOLE DE COOPERATION"]),
    ("DECLARATION CONJOINTE DU CHILI ET DU TOGO\n\n", "Ils sont convenus de créer un fonds.",
     ["DECLARATION CONJOINTE DU CHILI ET DU TOGO"]),
    ("Déclaration conjointe Chili-Togo\n\n", "Les parties ont publié une déclaration conjointe. Elles ont signé un protocole.",
     ["Déclaration conjointe Chili-Togo", "protocole"]),
    (HEAD, "Leurs ministres doivent trouver un accord de pêche d'ici fin mars.", ["Communiqué conjoint du Chili et du Togo",
                                                                                  "accord de pêche"]),
])
def test_texts_in_capitals_without_accents_and_the_paper_itself(head: str, words: str, titles: list[str]) -> None:
    paper, found = read(words, head)
    assert [i.name or paper.view.text[i.title.start : i.title.end] for i in found.instruments] == titles


def test_engagements_once_subscribed_to_are_no_signing() -> None:
    assert read("Ils protégeront ces droits selon la Charte et les engagements auxquels ils ont souscrit.")[1].events == []


def test_who_meets_in_a_joint_body_holds_its_session() -> None:
    _, found = read("La ministre chilienne Ana Rojas et son homologue togolais Kofi Badjo se sont réunis les 4 et 5 mai 2022 en "
                    "Commission mixte à Arica. Ils ont signé, à cette occasion, un communiqué de presse conjoint.")
    assert [e.type for e in found.events] == ["session", "signing"]
    assert found.events[0].date == "2022-05-04/2022-05-05"


def test_the_day_on_which_a_text_begins_to_bind_is_not_that_of_its_exchange() -> None:
    _, found = read("Arica, le 3 mai 2004. Les ministres se sont entretenus. Les instruments de ratification de la Convention "
                    "fiscale ont été échangés, permettant l'entrée en vigueur de celle-ci le 1er février 2005.")
    assert [e.date for e in found.events if e.type == "signing"] != ["2005-02-01"]


def test_a_session_convened_for_a_month_is_agreed_and_its_body_ends_before_it() -> None:
    paper, found = read("Ils ont convoqué la dixième session de la Commission mixte pour mai 2028 à Arica.")
    assert [(u.force, u.due) for u in found.undertakings] == [("agree", "2028-05")]
    assert [paper.view.text[m.title.start : m.title.end] for m in found.mechanisms] == ["Commission mixte"]


@pytest.mark.parametrize(("words", "found"), [
    ("Les deux pays sont convenus de rouvrir la ligne, a indiqué lundi la présidence togolaise.",
     [("agree", "rouvrir la ligne")]),
    ("Ils ont décidé de rouvrir la ligne et de former des pilotes, poursuit le communiqué.",
     [("commit", "rouvrir la ligne"), ("commit", "former des pilotes")]),
    ("Les ministres sont convenus que les experts se réuniront en mai et que le Chili financera les travaux.",
     [("agree", "les experts se réuniront en mai"), ("agree", "le Chili financera les travaux")]),
    ("Les deux pays élargiront et approfondiront leurs échanges de maîtres.",
     [("commit", "élargiront et approfondiront leurs échanges de maîtres")]),
    ("L'ambassadeur a transmis le souhait du premier ministre togolais, M. Kofi Adé de rouvrir la ligne et a informé "
     "M. Diaz de l'intention de son pays de former des pilotes.",
     [("intend", "rouvrir la ligne"), ("intend", "former des pilotes")]),
    ("Il a exprimé le souhait du premier ministre togolais, M. Kofi Adé de rouvrir la ligne.", [("intend", "rouvrir la ligne")]),
    ("Le Chili a annoncé aujourd'hui l'envoi de deux médecins au Togo.", [("commit", "l'envoi de deux médecins au Togo")]),
    ("Chaque pays s'engage pour l'application de sa loi à accorder un tarif unique aux marins.",
     [("commit", "accorder un tarif unique aux marins")]),
    ("En cas de litige et au cas où le Chili devrait céder le port, les ministres se consulteront.",
     [("commit", "se consulteront")]),
])
def test_what_is_told_of_them_or_hangs_on_them(words: str, found: list[tuple[str, str]]) -> None:
    assert undertaken(words) == found


def test_a_list_completes_the_verb_before_its_colon() -> None:
    words = ("Article 2\n\nLes Parties contractantes encouragent et favorisent :\n\na) l'échange de professeurs ;\n\n"
             "b) l'organisation d'expositions ;\n\nc) la participation d'artistes aux festivals.\n\n"
             "Article 3\n\nLes Parties contractantes encouragent la pêche côtière.")
    paper, found = read(words, head="Accord entre le Chili et le Togo\n\n")
    assert [(u.force, paper.view.text[u.citations[0].start : u.citations[0].end]) for u in found.undertakings] == [
        ("commit", "l'échange de professeurs"), ("commit", "l'organisation d'expositions"),
        ("commit", "la participation d'artistes aux festivals"), ("commit", "encouragent la pêche côtière")]


def test_a_body_that_is_charged_comes_before_the_one_that_charges_it() -> None:
    _, found = read("La Commission mixte a chargé la Sous-commission des ports de dresser un plan.")
    [undertaking] = found.undertakings
    named = next(m for m in found.mechanisms if m.key == undertaking.mechanism)
    assert named.title.start > found.mechanisms[0].title.start


@pytest.mark.parametrize(("words", "found"), [
    ("Ils ont tenu une réunion, au cours de laquelle les deux parties ont souligné leur engagement à renforcer le dialogue.",
     [("commit", "renforcer le dialogue")]),
    ("Ce protocole, signé en marge de la visite, prévoit la création d'une commission technique conjointe.",
     [("intend", "la création d'une commission technique conjointe")]),
    ("Le ministre togolais a souligné la volonté du ministère d'intensifier la pêche.", [("intend", "intensifier la pêche")]),
])
def test_what_is_promised_during_talks_and_provided_for_by_texts(words: str, found: list[tuple[str, str]]) -> None:
    assert undertaken(words) == found


@pytest.mark.parametrize(("words", "found"), [
    ("Ils se sont engagés à veiller à ce que leurs marins puissent entrer et quitter leurs ports sans taxe.",
     [("commit", "veiller à ce que leurs marins puissent entrer et quitter leurs ports sans taxe")]),
    ("Ils ont créé un comité mixte. Ce comité devra « veiller à la mise en œuvre du pacte ».",
     [("commit", "veiller à la mise en œuvre du pacte")]),
    ("Les deux ministres envisagent que le Togo accueille un sommet.", [("explore", "le Togo accueille un sommet")]),
])
def test_what_others_can_do_and_what_is_quoted(words: str, found: list[tuple[str, str]]) -> None:
    assert undertaken(words) == found


def test_what_is_asked_for_in_a_letter_and_granted_in_the_next_is_agreed() -> None:
    words = ("J'ai l'honneur de me référer à nos entretiens et de vous prier de bien vouloir dispenser les boursiers chiliens de "
             "la taxe.\n\n")
    granted = "J'ai l'honneur de vous faire savoir que mon Gouvernement accède à cette demande.\n\n"
    quote = "dispenser les boursiers chiliens de la taxe"
    assert undertaken(words) == [("proposal", quote)]
    assert undertaken(words + granted) == [("agree", quote)]


@pytest.mark.parametrize(("words", "by"), [
    ("Les autorités chiliennes et togolaises ont décidé d'ouvrir un port.", ("CL", "TG")),
    ("La ministre togolaise a indiqué qu'il a été convenu de former des pilotes.", ("CL", "TG")),
    ("La ministre togolaise a indiqué que le Togo formera des pilotes.", ("TG",)),
])
def test_sides_of_two_adjectives_and_forms_that_speak_for_all(words: str, by: tuple[str, ...]) -> None:
    _, found = read(words)
    assert [u.by for u in found.undertakings] == [by]


def test_where_and_when_it_was_said_parts_no_promise() -> None:
    words = "Ils ont convenu lors de la sixième session de la commission mixte tenue à Lomé de rouvrir la ligne."
    assert undertaken(words) == [("agree", "rouvrir la ligne")]


def test_a_title_ends_with_what_its_last_noun_is_for() -> None:
    words = "Les Fidji et les Tonga ont signé une convention relative à la reconnaissance mutuelle des permis de conduire."
    found = pipeline.extract(read_page(words, document_sha="0" * 64, path="paper.txt", media_type="text/plain"))
    titles = [words[i.title.start:i.title.end] for i in found.instruments]
    assert titles == ["convention relative à la reconnaissance mutuelle des permis de conduire"]
