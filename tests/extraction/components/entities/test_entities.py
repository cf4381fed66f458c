"""Persons, organisations and places: every example of every language's lexicons, read without a parser."""

from __future__ import annotations

from functools import cache

import pytest
import spacy
from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from servanda import languages
from servanda.extraction import pipeline
from servanda.extraction.components import entities, sentences, states
from servanda.extraction.components.entities.people import same
from servanda.extraction.components.entities.shapes import Example, Names, Offices, Organisations
from servanda.extraction.mentions import Entity, Findings
from servanda.reading.text import Block, Text, View

SECTIONS = (("offices", Offices), ("names", Names), ("organisations", Organisations))


@cache
def _tokenizer(tag: str) -> SpacyLanguage:
    pipeline.register()
    return spacy.blank(tag)


def _doc(tag: str, words: str, side: str | None = None) -> Doc:
    """A doc with a block for each line; lines from the first mark of a signature on are signatures and addresses."""
    blocks, at = [], 0
    for line in words.split("\n"):
        signed = "(s.)" in line or line.startswith("Pour le Gouvernement") or any(b.role == "signature" for b in blocks)
        blocks.append(Block(at, at + len(line), "signature" if signed else "paragraph"))
        at += len(line) + 1
    view = View(words, tuple(range(len(words) + 1)), tuple(blocks))
    doc = _tokenizer(tag).make_doc(words)
    doc._.text = Text("d", "d.txt", "text/plain", words, tag, None, (), side, None, None, (), view)
    doc._.findings = Findings()
    sentences.mark(doc, view, languages.load(tag))
    return doc


def find(tag: str, words: str, side: str | None = None) -> list[Entity]:
    """What the component finds in some words, without a parser."""
    language = languages.load(tag)
    doc = entities.Finder(language)(states.Finder(language)(_doc(tag, words, side)))
    found: list[Entity] = doc._.findings.entities
    return found


def persons(tag: str, words: str, side: str | None = None) -> dict[str, tuple[str, ...]]:
    """The persons found: name to state and offices."""
    return {
        e.name: (e.state or "", *(o.office for o in e.offices)) for e in find(tag, words, side) if e.type == "person"
    }


EXAMPLES = [
    pytest.param(tag, example, id=f"{tag}/{name}: {example.text[:60]}")
    for tag in languages.installed() for name, model in SECTIONS
    for example in languages.load(tag).section(name, model).examples
]


@pytest.mark.parametrize(("tag", "example"), EXAMPLES)
def test_example_gives_what_it_says_and_nothing_else(tag: str, example: Example) -> None:
    if example.persons is not None:
        found = {name: (state, *sorted(offices)) for name, (state, *offices) in persons(tag, example.text).items()}
        assert found == {name: (said[0], *sorted(said[1:])) for name, said in example.persons.items()}
    if example.organisations is not None:
        bodies = {e.name: e.state or "" for e in find(tag, example.text) if e.type == "organisation"}
        assert bodies == example.organisations


def test_later_short_forms_are_mentions_of_the_same_person() -> None:
    words = "Prime Minister Mia Mottley of Barbados spoke first. Mottley thanked the hosts. Ms. Mottley then left."
    (person,) = [e for e in find("en", words) if e.type == "person"]
    assert person.names == ("Mia Mottley", "Mottley")
    assert [words[m.start:m.end] for m in person.mentions] == ["Mia Mottley", "Mottley", "Mottley"]


def test_a_vowel_behind_an_apostrophe_is_of_the_name() -> None:
    words = "Prime Minister Hassan Baka'a Al-Noor of Iraq spoke first. Minister Lund's Office agreed."
    assert "Hassan Baka'a Al-Noor" in persons("en", words)


@pytest.mark.parametrize(("words", "found"), [
    ("Ana Cruz, President of the Republic of Fiji, and President Wafula Otieno of Kenya met in Suva.", {
        "Ana Cruz": ("FJ", "head-of-state"), "Wafula Otieno": ("KE", "head-of-state")}),
    ("Ana Cruz, President of Fiji, and Prime Minister Ole Lund met in Norway.", {
        "Ana Cruz": ("FJ", "head-of-state"), "Ole Lund": ("NO", "head-of-government")}),
    ("The Prime Minister and Minister of Finance of Fiji, Ana Cruz, spoke.", {
        "Ana Cruz": ("FJ", "head-of-government", "minister/finance")}),
])
def test_offices_joined_behind_a_name_are_of_two_where_a_name_follows(words: str, found: dict[str, tuple[str, ...]]) -> None:
    assert persons("en", words, side="NO") == found


def test_side_of_the_paper_is_the_state_of_a_bare_office() -> None:
    assert persons("fr", "Le ministre de la Justice, Awa Traoré, a ouvert la séance.", side="ML") == {
        "Awa Traoré": ("ML", "minister/justice")
    }


def test_office_stated_without_a_name_goes_to_the_one_it_can_be_of() -> None:
    words = "Le ministre Jan Novotny est arrivé. Le ministre tchèque des Transports a visité le port de Gênes."
    assert persons("fr", words)["Jan Novotny"][1:] == ("minister/transport",)


def test_every_person_says_what_it_rests_on() -> None:
    (person,) = find("fr", "Le président William Ruto a parlé.")
    assert person.why[0].rule == "office before"
    assert person.why[0].cue == "président"


@pytest.mark.parametrize(("first", "second", "alike"), [
    (("tran", "thanh", "man"), ("thanh", "man"), True),
    (("a", "cherifov"), ("abid", "cherifov"), True),
    (("cherifov",), ("abid", "cherifov"), True),
    (("ilham", "aliyev"), ("heydar", "aliyev"), False),
])
def test_names_are_one_only_if_the_shorter_is_inside_the_longer(
    first: tuple[str, ...], second: tuple[str, ...], alike: bool
) -> None:
    assert same(first, second) is alike


def test_letter_is_signed_by_one_party_and_addressed_to_the_other() -> None:
    words = (
        "Le Gouvernement de la Norvège accepte ce que le Gouvernement du Maroc propose.\n(s.) J. M. NYGAARD.\n"
        "Son Excellence Monsieur H. N. Alami, Ambassadeur du Maroc, Oslo."
    )
    assert persons("fr", words) == {"J. M. NYGAARD": ("NO",), "H. N. Alami": ("MA", "ambassador")}


@pytest.mark.parametrize(("foot", "signers"), [
    ("Pour la délégation suisse :(s.) HALTER Pour la délégation tunisienne :(s.) M. B. AYARI",
     {"HALTER": ("CH", "other"), "M. B. AYARI": ("TN", "other")}),
    ("Le Ministre des Affaires étrangères de la Tunisie a.i.,(s.) C. D. AYARI.",
     {"C. D. AYARI": ("TN", "minister/foreign-affairs")}),
    ("(s.) J. DE GROOT Chargé d'Affaires a.i. de la Suisse", {"J. DE GROOT": ("CH", "other")}),
])
def test_office_and_state_of_a_signature_stand_beside_it(foot: str, signers: dict[str, tuple[str, ...]]) -> None:
    assert persons("fr", f"La Suisse et la Tunisie se consultent.\n{foot}") == signers


def test_name_may_stand_below_the_line_that_says_whom_it_signs_for() -> None:
    words = (
        "La Suisse et la Tunisie se consultent.\nPour le Gouvernement tunisien :\nHabib AYARI\nMinistre de l'Intérieur\n"
        "Pour le Gouvernement suisse :\nReto HALTER"
    )
    assert persons("fr", words) == {"Habib AYARI": ("TN", "minister/interior"), "Reto HALTER": ("CH", "other")}


@pytest.mark.parametrize(("words", "told"), [
    ("Fiji and Norway met. Prime Minister Yusuf Hamin will make a visit to Oslo in May.", ("FJ", "head-of-government")),
    ("Fiji and Norway met. The Fijian Ambassador to Norway, Mere Yassin, attended.", ("FJ", "ambassador")),
    ("Fiji and Norway met. The Norwegian Special Envoy for Fiji, Mere Yassin, attended.", ("NO", "other")),
    ("Deputy Prime Minister of Fiji \u2013 Minister of Finance Mere Yassin spoke.",
     ("FJ", "deputy-head-of-government", "minister/finance")),
    ("Fiji's Cabinet Secretary for the Ministry of Health, Mere Yassin, spoke.", ("FJ", "minister/health")),
    ("Trade Minister Mere Yassin from Fiji spoke.", ("FJ", "minister/industry-trade")),
])
def test_own_state_and_office_of_who_is_sent_goes_or_holds_two(words: str, told: tuple[str, ...]) -> None:
    assert list(persons("en", words).values()) == [told]


def test_those_who_go_with_somebody_are_of_his_state() -> None:
    words = (
        "The President of Fiji was accompanied by Adm. Semi Qio, Secretary of Defence; Mere Tolu, Fijian Ambassador to Norway; "
        "and Ana Vesi, Legal Counselor."
    )
    assert {state for state, *_ in persons("en", words).values()} == {"FJ"}


def test_ending_of_a_surname_names_no_state_that_the_paper_does_not() -> None:
    assert persons("en", "Fiji and Tonga met. Prime Minister Yusuf Hamin spoke.")["Yusuf Hamin"][0] != "RU"


def test_surname_may_come_first_or_last_where_papers_write_both() -> None:
    words = "Ministers of Fiji and Japan met. Minister Hayashi Kenta spoke; then Minister Kenta Hayashi left for Suva."
    assert {state for state, *_ in persons("en", words).values()} == {"JP"}


@pytest.mark.parametrize("words", [
    "Fiji's Justice Minister K Naidu spoke.", "The minister met his Fijian counterpart, K Naidu.",
    "Fiji's ministers met Sh. K Naidu.",
])
def test_initial_may_stand_bare_behind_a_title(words: str) -> None:
    assert list(persons("en", words)) == ["K Naidu"]


def test_state_after_a_conjunction_is_of_the_next_name() -> None:
    words = "Prime Minister Mere Tolu and Norway counterpart Ole Lund met in Suva. Fiji thanked Norway."
    assert persons("en", words)["Ole Lund"][0] == "NO" and persons("en", words)["Mere Tolu"][0] != "NO"


def test_name_of_a_dialogue_or_accord_is_no_person() -> None:
    assert persons("en", "They met at the Shangri-La Dialogue and praised the Ana Cruz Accord.") == {}


def test_surname_may_be_that_of_a_state() -> None:
    assert "Ana Mali" in persons("en", "Fiji and Norway met. The Fijian Minister of Finance Ana Mali, who spoke first, agreed.")


def test_meals_and_calls_are_no_persons() -> None:
    assert persons("en", "The Official Lunch hosted by Minister Ana Cruz of Tonga followed the Telephone Talk.") == {
        "Ana Cruz": ("TO", "minister/other")
    }


def test_initials_written_together_belong_to_the_name() -> None:
    assert persons("fr", "M. J.D. Sow, ambassadeur du Mali, a écrit.") == {"J.D. Sow": ("ML", "ambassador")}


def test_odd_input_gives_nothing() -> None:
    for words in ("", " ", "...", "M.", "Mr. (", "président de", "A. B. C.", "123 456", "the Prime Minister of"):
        assert [e for e in find("en", words) if e.type == "person"] == []
        assert [e for e in find("fr", words) if e.type == "person"] == []


def test_title_between_two_names_belongs_to_the_first_where_the_second_has_its_own() -> None:
    words = "At the invitation of the Hon. Mark Lee, Prime Minister of Fiji, H.E. Ana Cruz, President of Tonga, paid a visit."
    assert persons("en", words) == {"Mark Lee": ("FJ", "head-of-government"), "Ana Cruz": ("TO", "head-of-state")}


def test_office_whose_body_has_its_other_name_in_brackets() -> None:
    words = "Le président du Sénat (Chambre haute du Parlement tongien), Sione Havea, est à Suva. Les Fidji saluent les Tonga."
    assert persons("fr", words) == {"Sione Havea": ("TO", "speaker")}


def test_a_first_name_alone_is_of_whom_nobody_else_is_called_so() -> None:
    words = "Tongan Minister Rosmira Tolu came to Suva. Rosmira said Fiji was open."
    (tolu,) = [e for e in find("en", words) if e.type == "person"]
    assert set(tolu.names) == {"Rosmira Tolu", "Rosmira"}


def test_a_leader_without_a_state_is_of_the_side_that_tells() -> None:
    words = "Le président de la République, Amadou Touré, est venu à Suva. La Côte d'Ivoire remercie les Fidji."
    assert persons("fr", words, "CI")["Amadou Touré"] == ("CI", "head-of-state")


def test_two_surnames_with_a_dash_are_two_people() -> None:
    words = "After the Vesi-Tolu talks Fiji thanked Tonga. Prime Minister Ana Vesi of Fiji met President Luke Tolu of Tonga."
    assert persons("en", words) == {"Ana Vesi": ("FJ", "head-of-government"), "Luke Tolu": ("TO", "head-of-state")}


@pytest.mark.parametrize("headline", [
    "President Tolu Opens New Port in Suva", "President Luke Tolu Returns Home Concluding Working Visit to Fiji",
])
def test_verb_of_a_headline_is_no_part_of_a_name(headline: str) -> None:
    words = headline + "\nThe President of Tonga, Luke Tolu, opened a port in Suva, Fiji."
    assert persons("en", words) == {"Luke Tolu": ("TO", "head-of-state")}


def test_head_of_state_is_no_ministers_counterpart() -> None:
    words = ("La ministre tongienne des Affaires étrangères, Mele Fonua, a transmis à la présidente Ana Vesi les vœux de son "
             "homologue Luke Tolu. Le président Luke Tolu se rendra à Suva. Les Fidji remercient les Tonga.")
    assert persons("fr", words)["Luke Tolu"][1:] == ("head-of-state",)


def test_whose_counterpart_is_of_one_party_is_of_the_other() -> None:
    words = "Le ministre de la Santé, Paul Faye, s'est entretenu à Dakar avec son homologue malien, Issa Traoré. Le Sénégal suit."
    assert persons("fr", words) == {"Paul Faye": ("SN", "minister/health"), "Issa Traoré": ("ML", "minister/health")}


@pytest.mark.parametrize(("words", "told"), [
    ("La ministre du Commerce, Ana Vesi, a dit que le président fidjien Semi Qio et son homologue tongien Luke Tolu viendraient.",
     {"Luke Tolu": ("TO", "head-of-state")}),
    ("Le ministre fidjien du Commerce, Semi Qio, a remis au roi tongien Luke Tolu un mot de son homologue fidjien Ben Rao.",
     {"Ben Rao": ("FJ", "head-of-state")}),
    ("Paul Faye, conseiller diplomatique du président tongien Luke Tolu, a été reçu aux Fidji.", {"Paul Faye": ("TO", "other")}),
])
def test_whose_counterpart_or_officer_somebody_is(words: str, told: dict[str, tuple[str, ...]]) -> None:
    found = persons("fr", words)
    assert {name: found[name] for name in told} == told


def test_office_of_a_province_with_a_compound_name() -> None:
    words = "Le Gabon a remercié le Togo. Le gouverneur du Moyen-Woro, Pascal Ondo, et le ministre togolais du Plan étaient là."
    assert persons("fr", words)["Pascal Ondo"][1:] == ("regional-head",)


def test_second_delegation_takes_up_the_verb_of_the_first() -> None:
    words = (
        "La délégation chilienne était conduite par M. Luis Rojas, ministre du Plan, et la délégation estonienne "
        "par Mme Riina Tamm, ministre des Transports. La partie chilienne avait à sa tête la ministre de la Pêche, Mme Ana Soto."
    )
    found = {name: said[0] for name, said in persons("fr", words).items()}
    assert found == {"Luis Rojas": "CL", "Riina Tamm": "EE", "Ana Soto": "CL"}


def test_adviser_is_of_the_state_of_whom_he_serves() -> None:
    words = "Le Chili a reçu l’Estonie. Jaan Kask, conseiller du Premier ministre estonien, a parlé à Santiago du Chili."
    assert persons("fr", words)["Jaan Kask"] == ("EE", "other")


def test_office_before_an_honourable_name() -> None:
    words = "Le Canada remercie le Chili. La ministre canadienne des Transports, l’honorable Lucie Ferrand, était là."
    assert persons("fr", words)["Lucie Ferrand"] == ("CA", "minister/transport")


def test_number_of_a_heading_is_no_initial() -> None:
    words = "Le Chili et l’Estonie ont signé.\nI. Relations politiques\nI. Aliev, ministre chilien du Plan, a signé hier matin."
    assert list(persons("fr", words)) == ["I. Aliev"]


def test_initials_and_short_forms_beside_offices() -> None:
    words = ("Foreign Minister A.B. Kalo of Fiji and National Assembly (NA) Speaker Ana Vesi of Tonga met "
             "President Kh. Dorj of Mongolia.")
    assert persons("en", words) == {
        "A.B. Kalo": ("FJ", "minister/foreign-affairs"), "Ana Vesi": ("TO", "speaker"), "Kh. Dorj": ("MN", "head-of-state"),
    }


def test_foreign_secretaries_are_ministers_in_some_states_only() -> None:
    words = "Indian Foreign Secretary Ravi Sen met Foreign Secretary Jane Coates of the United Kingdom."
    assert persons("en", words) == {
        "Ravi Sen": ("IN", "deputy-minister/foreign-affairs"), "Jane Coates": ("GB", "minister/foreign-affairs"),
    }


def test_a_government_in_apposition_tells_whose_an_office_is() -> None:
    words = "It was chaired by Secretary Ana Vesi, Royal Government of Tonga, and Secretary Jone Kalo, Government of Fiji."
    assert {name: told[0] for name, told in persons("en", words).items()} == {"Ana Vesi": "TO", "Jone Kalo": "FJ"}


def test_agencies_and_several_places_are_no_persons() -> None:
    assert persons("en", "He received ambassadors of Fiji and Tonga, Kazinform cites the palace.") == {}
    found = find("en", "She thanked the leaders of Tavua and Lami provinces of Fiji and her Lami counterpart.")
    assert [e.name for e in found if e.type != "place"] == []


def test_names_with_two_states_and_names_spelt_behind() -> None:
    words = ("The Fijian-Tongan Science and Technology University, the Tongan Industry and Business Association (TIBA) and the "
             "Centre for Strategic Research opened; the Foreign Office Consultations (FOC) of India and Nepal and the "
             "India-Nepal-Bhutan (INB) corridor came next.")
    assert [set(e.names) for e in find("en", words) if e.type == "organisation"] == [
        {"Fijian-Tongan Science and Technology University"}, {"Tongan Industry and Business Association", "TIBA"},
        {"Centre for Strategic Research"},
    ]


def test_surnames_that_are_words_too() -> None:
    words = ("Foreign Minister Park Joon of South Korea met Prime Minister Theresa May of the United Kingdom and President "
             "Xi Sung of China. Besides, the ministers walked in the National Park. Park and Xi left.")
    found = {e.name: e.names for e in find("en", words) if e.type == "person"}
    assert found == {"Park Joon": ("Park Joon", "Park"), "Theresa May": ("Theresa May",), "Xi Sung": ("Xi Sung", "Xi")}


def test_a_joint_body_is_no_organisation_by_its_initials_either() -> None:
    words = ("The Permanent Joint Commission on Reefs (PJCR) of Fiji and Tonga met. The PJCR of Fiji and the Intergovernmental "
             "Commission on Combating Theft meet next.")
    assert [e.name for e in find("en", words) if e.type == "organisation"] == []


def test_initials_without_stops_and_behind_a_state() -> None:
    words = ("He met Prime Minister of Tonga A.B. Vesi Tolu and Foreign Minister J K Kalo Qio of Fiji, and his counterpart "
             "Jordan Rai Vesi, as he wrote on X. Tolu left.")
    found = [e.name for e in find("en", words) if e.type == "person"]
    assert found == ["A.B. Vesi Tolu", "J K Kalo Qio", "Jordan Rai Vesi"]


def test_an_office_of_somebody_is_no_body() -> None:
    words = "It was noted by the Press Service of the Office of Fijian President Ana Vesi."
    assert [e.name for e in find("en", words) if e.type == "organisation"] == []


def test_the_side_of_a_story_taken_over_is_nobody_s() -> None:
    words = "Fiji and Tonga held talks in Suva. The Minister of Justice, Ana Vesi, spoke."
    assert persons("en", words, side="ML")["Ana Vesi"][0] != "ML"


@pytest.mark.parametrize(("tag", "words"), [
    ("en", "Ali Saidi and Omar Nasri, Advisors to the Sultan of Oman, Esteban Rojas, Speaker of the House of Peru, were there."),
    ("fr", "Ali Saidi et Omar Nasri, conseillers du sultan d'Oman, Esteban Rojas, président du Sénat du Pérou, étaient là."),
])
def test_title_in_the_plural_between_commas_is_of_those_before_it(tag: str, words: str) -> None:
    found = persons(tag, words)
    assert [offices[1:] for offices in found.values()] == [("other",), ("other",), ("speaker",)]


def test_verb_of_a_headline_in_capitals_is_nobody_and_the_office_before_it_is_not_that_of_the_name_before() -> None:
    found = persons("en", "Vega, Oman President Discuss Trade\nPeru's President Luis Vega met Sultan Haitham Said of Oman.")
    assert found == {"Luis Vega": ("PE", "head-of-state"), "Haitham Said": ("OM", "head-of-state")}


def test_family_name_that_stands_first_is_no_park() -> None:
    found = find("en", "The Minister of Foreign Affairs of the Republic of Korea (ROK), Park Jin, left Suva.")
    assert [e.type for e in found if "Park" in e.name] == ["person"]


@pytest.mark.parametrize(("words", "name", "office"), [
    ("The Vice-Minister of Trade of Fiji, Ambassador Mere Yassin, spoke.", "Mere Yassin", "deputy-minister/industry-trade"),
    ("Ambassador Mere Yassin of Fiji spoke.", "Mere Yassin", "ambassador"),
    ("Deputy President Mere Yassin of Fiji spoke.", "Mere Yassin", "deputy-head-of-state"),
    ("Fijian Public Works Minister Mere Yassin spoke.", "Mere Yassin", "minister/construction"),
    ("The Fijian Minister for Infrastructure and Transport, Mere Yassin, spoke.", "Mere Yassin", "minister/transport"),
])
def test_an_ambassador_who_is_a_minister_is_one_by_rank(words: str, name: str, office: str) -> None:
    assert persons("en", words)[name] == ("FJ", office)


def test_honorific_of_several_and_a_verb_of_receiving_tell_who_is_a_person() -> None:
    assert {*persons("fr", "Ont signé MM. Kofi Sarpong, Luc Armand et Osvald Brenner.")} == {
        "Kofi Sarpong", "Luc Armand", "Osvald Brenner"}
    assert {*persons("fr", "Elle a reçu Zsolt Barany, qui prend congé.")} == {"Zsolt Barany"}
