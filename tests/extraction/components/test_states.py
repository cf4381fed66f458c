"""Names of states, and the states a paper is between."""

from __future__ import annotations

from dataclasses import replace

import pytest

from servanda import languages
from servanda.extraction import pipeline
from servanda.extraction.components import parties
from servanda.extraction.components.references import lexicon as references
from servanda.extraction.gazetteer import codes, gazetteer


@pytest.mark.parametrize(("tag", "words", "found"), [
    ("fr", "les relations algéro-tunisiennes", ("DZ", "TN")),
    ("fr", "la République socialiste du Vietnam", ("VN",)),
    ("fr", "l'UE et la Suisse", ("CH", "EU")),
    ("fr", "Le Cap-Vert et Le Cap", ("CV", "ZA")),
    ("en", "U.S.-Jordan ties", ("JO", "US")),
    ("en", "give us a turkey", ()),
    ("en", "the Republic of Korea", ("KR",)),
    ("fr", "la Commission de l’océan Indien, le lac Tchad et le bassin du Congo", ()),
    ("fr", "le golfe de Guinée, la Guinée et la Chine", ("CN", "GN")),
    ("en", "ports of North America and Latin American banks", ()),
    ("fr", "les ports nord-américains et l'Amérique latine", ()),
    ("en", "islands of the Indian Ocean and the South China Sea", ()),
])
def test_states_are_found_in_all_their_names(tag: str, words: str, found: tuple[str, ...]) -> None:
    assert codes(gazetteer(tag).find(words)) == found


def test_abbreviation_is_cited_with_its_last_stop() -> None:
    (mention,) = gazetteer("en").find("the U.S. side")
    assert (mention.span.start, mention.span.end) == (4, 8)


def test_parties_are_the_two_named_most() -> None:
    words = "Le Kenya et le Togo ont signé un accord. Le Togo et le Kenya remercient la France."
    assert parties.between(words, None, gazetteer("fr").find(words)) == ("KE", "TG")


def test_the_only_other_state_is_a_party_however_seldom_it_is_named() -> None:
    words = "Kenya thanked her. " * 9 + "The minister told of the support of Malta."
    assert parties.between(words, None, gazetteer("en").find(words), gazetteer("en").find("A call with Kenya")) == ("KE", "MT")


def test_whose_agency_tells_it_is_a_party_where_but_the_other_is_named() -> None:
    words = "Une délégation de la ville de Mopti est arrivée au Togo."
    text = replace(pipeline.bare(words, "fr"), side="ML")
    named = [m for m in gazetteer("fr").find(words) if m.code == "TG"]
    assert parties.between(words, text, named) == ("ML", "TG")


@pytest.mark.parametrize(("side", "found"), [("FR", ("KE", "TG")), ("KE", ("KE", "TG")), (None, ("KE", "TG"))])
def test_whose_agency_tells_it_is_no_party_where_the_story_is_of_two_others(side: str | None, found: tuple[str, ...]) -> None:
    title, words = "Entretiens à Lomé", "Le ministre kényan a vu à Lomé son homologue. Le Kenya ouvrira un consulat."
    text = replace(pipeline.bare(words, "fr"), side=side)
    assert parties.between(words, text, gazetteer("fr").find(words), gazetteer("fr").find(title)) == found


def test_whoever_gives_an_account_of_his_own_talks_is_a_party_though_not_named() -> None:
    title, words = "Readout of the prime minister's call with Malta", "They spoke of Chile, of Chilean ports and of Malta."
    text = replace(pipeline.bare(words, "en"), side="NO")
    named = gazetteer("en").find(title)
    assert parties.between(words, text, gazetteer("en").find(words), named, account=True) == ("MT", "NO")


@pytest.mark.parametrize(("title", "found"), [
    ("Joint statement on boats for Kenya from Maltese President Borg and Chilean President Rojas", ("CL", "MT")),
    ("Joint statement of Malta and Chile", ()),
    ("Joint statement on boats from Malta", ()),
])
def test_parties_are_those_a_title_tells_to_make_a_text(title: str, found: tuple[str, ...]) -> None:
    words = references.words(languages.load("en")).authors
    assert parties.authors(title, gazetteer("en").find(title), words) == found


def test_two_of_a_title_are_the_parties_whatever_third_the_story_goes_on_about() -> None:
    title = "La ministre norvégienne achève sa visite en Uruguay"
    words = "La ministre norvégienne a quitté l'Uruguay. " + "L'accord entre l'Uruguay et le Brésil lie les deux au Brésil. " * 3
    assert parties.between(words, None, gazetteer("fr").find(words), gazetteer("fr").find(title)) == ("NO", "UY")


@pytest.mark.parametrize(("title", "found"), [
    ("Joint statement of Ghana, the Republic of Korea, and the United States on ports", ("GH", "KR", "US")),
    ("Malta-Chile-Kenya Framework on Ferries", ("CL", "KE", "MT")),
    ("Statement of Malta and Chile on the ferry to Kenya", ()),
])
def test_parties_are_those_a_title_lists(title: str, found: tuple[str, ...]) -> None:
    assert parties.listed(title, gazetteer("en").find(title)) == found


@pytest.mark.parametrize(("tag", "words", "found"), [
    ("en", "We, the governments of Malta, Chile, and Kenya, recognise the risk that Peru runs.", ("CL", "KE", "MT")),
    ("en", "Today we \u2014 President Ruiz of Chile, Prime Minister Otieno of Kenya, and Premier Vella of Malta \u2014 met.",
     ("CL", "KE", "MT")),
    ("en", "Malta, Chile and Kenya opened a line.", ("CL", "KE", "MT")),
    ("en", "As the leaders of three island nations, Malta, Samoa and Fiji, we met.", ("FJ", "MT", "WS")),
    ("en", "Malta spoke of Chile, Kenya and Peru.", ()),
    ("fr", "Nous, gouvernements de Malte, du Chili et du Kenya, prenons acte du risque que court le Pérou.", ("CL", "KE", "MT")),
    ("fr", "Réunis à Arica, les ministres des Affaires étrangères du Chili, du Kenya et de Malte ont salué l'Europe.",
     ("CL", "KE", "MT")),
    ("fr", "Les ministres ont parlé de Malte, du Chili et du Kenya.", ()),
])
def test_parties_are_those_that_speak(tag: str, words: str, found: tuple[str, ...]) -> None:
    text = pipeline.bare(words, tag)
    speakers = references.words(languages.load(tag)).speakers
    assert parties.opened(text, gazetteer(tag).find(words), speakers) == found


def test_a_long_run_of_capitals_is_no_trouble() -> None:
    words = "Malta " + "A.B. At Ed " * 30 + "welcomed Chile, Kenya and Peru."
    speakers = references.words(languages.load("en")).speakers
    assert parties.opened(pipeline.bare(words, "en"), gazetteer("en").find(words), speakers) == ()


@pytest.mark.parametrize(("title", "found"), [
    ("Readout of President Vesi's Call with Allies on Sudan and Yemen", {"SD", "YE"}),
    ("Readout of Minister Tolu's Call on the Situation in Sudan", {"SD"}),
    ("Statement of Kenya and Japan on Sudan", {"SD"}),
    ("Joint Declaration on Relations with Kenya", set()),
    ("Joint Statement on Cooperation between Kenya and Japan", set()),
])
def test_what_a_title_is_about_is_no_party(title: str, found: set[str]) -> None:
    words = references.words(languages.load("en")).topics
    assert parties.topics(title, gazetteer("en").find(title), words) == found


def test_who_meets_in_the_city_of_a_third_state_is_not_between_it() -> None:
    title, words = "Mora and Lund meet in Nairobi", "The ministers of Peru and Norway held talks in the city of Nairobi."
    assert parties.between(words, None, gazetteer("en").find(words), gazetteer("en").find(title)) == ("NO", "PE")


@pytest.mark.parametrize(("tag", "words", "found"), [
    ("en", "The Fijian minister met his counterpart from Peru, whose president was there. War in Syria and aid to Syria came up.",
     ("FJ", "PE")),
    ("fr", "Le ministre fidjien a vu le président du Pérou. La guerre en Syrie et l'aide à la Syrie furent évoquées.",
     ("FJ", "PE")),
])
def test_a_state_of_which_nobody_acts_is_only_spoken_of(tag: str, words: str, found: tuple[str, ...]) -> None:
    told, lexicon = gazetteer(tag).find(words), references.words(languages.load(tag))
    acting = parties.acting(words, told, lexicon.official, lexicon.official_link)
    assert acting == frozenset(found)
    assert parties.between(words, None, told, acting=acting) == found
