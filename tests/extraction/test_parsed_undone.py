"""What did not come about, was put off or only talked about is not told as done."""

from __future__ import annotations

import pytest

from dispatches import page
from servanda.extraction import pipeline
from servanda.extraction.mentions import Findings

OPENINGS = {
    "en": "TALLINN, 7 May 2025 (BNS) - Estonian Foreign Minister Mart Kask met his Namibian counterpart, Selma Amadhila.\n\n",
    "fr": "Tallinn, 7 mai 2025 (BNS) - Le ministre estonien des Affaires étrangères, Mart Kask, a rencontré son homologue "
    "namibienne, Selma Amadhila.\n\n",
}


def read(language: str, words: str) -> Findings:
    """What a dispatch says that begins with a meeting."""
    return pipeline.extract(page(OPENINGS[language] + words))


@pytest.mark.parametrize(("language", "words"), [
    ("en", "The two sides failed to sign the double taxation treaty."),
    ("en", "They signed neither the fisheries agreement nor the protocol on ports."),
    ("en", "Neither the treaty nor the memorandum on ports was signed."),
    ("en", "The two delegations did not reach an agreement on diamonds."),
    ("en", "They parted without signing the memorandum on ports."),
    ("en", "Talks on the fisheries agreement collapsed."),
    ("en", "There was no mention of a defence agreement."),
    ("en", "Neither side raised the double taxation treaty."),
    ("fr", "Les deux ministres n'ont signé ni le traité fiscal ni le protocole sur les ports."),
    ("fr", "Ni l'accord de pêche ni le mémorandum sur les ports n'ont été signés."),
    ("fr", "Les délégations ne sont pas parvenues à un accord sur les diamants."),
    ("fr", "Ils se sont quittés sans conclure la convention fiscale."),
    ("fr", "L'accord sur les ports n'a finalement pas pu être signé."),
    ("fr", "Il n'a pas été question d'un accord de défense."),
    ("fr", "Ils n'ont abordé ni la convention fiscale ni l'accord aérien."),
])
def test_a_text_that_was_not_signed_is_none(language: str, words: str) -> None:
    found = read(language, words)
    assert not found.instruments
    assert not [e for e in found.events if e.type == "signing"]


@pytest.mark.parametrize(("language", "words"), [
    ("en", "The signing of the fisheries agreement was postponed indefinitely."),
    ("en", "The signature of the double taxation treaty, due on Friday, was called off."),
    ("en", "The signing of the memorandum on ports did not take place."),
    ("en", "The signing of the agreement on ports is expected in June."),
    ("fr", "La signature de l'accord sur les ports devrait intervenir en juin."),
    ("en", "The agreement on ports has not yet been signed."),
    ("fr", "La signature de l'accord de pêche a été reportée sine die."),
    ("fr", "La signature du traité fiscal, prévue vendredi, a été remise à plus tard."),
    ("fr", "La signature du mémorandum sur les ports n'a pas eu lieu."),
])
def test_a_text_whose_signing_is_put_off_is_still_to_be_signed(language: str, words: str) -> None:
    found = read(language, words)
    assert [i.status for i in found.instruments] == ["planned"]
    assert not [e for e in found.events if e.type == "signing" and e.status == "held"]


@pytest.mark.parametrize(("language", "words"), [
    ("en", "They signed an agreement on ports but not the protocol on water."),
    ("fr", "Ils ont signé un accord sur les ports, mais pas le protocole sur l'eau."),
])
def test_of_two_texts_that_which_was_signed(language: str, words: str) -> None:
    assert [(i.type, i.status) for i in read(language, words).instruments] == [("agreement", "concluded")]


@pytest.mark.parametrize(("language", "words"), [
    ("en", "The two sides did not agree on the opening of an embassy in Windhoek."),
    ("en", "No date was set for the opening of a consulate in Tartu."),
    ("en", "The ministers discussed the opening of an embassy in Windhoek."),
    ("en", "The opening of a consulate in Tartu was not discussed."),
    ("fr", "Aucune date n'a été fixée pour l'ouverture d'une ambassade à Windhoek."),
    ("fr", "Les ministres ont évoqué l'ouverture d'un consulat à Tartu."),
    ("fr", "Il n'a pas été question de l'ouverture d'un consulat à Tartu."),
])
def test_an_opening_that_is_denied_or_only_talked_about_is_none(language: str, words: str) -> None:
    assert not [e for e in read(language, words).events if e.type == "establishment"]


COLUMNS_FR = """PROCÈS-VERBAL DE LA DEUXIÈME SESSION
DE LA COMMISSION MIXTE ENTRE MALTE ET LE TOGO

La deuxième session de la commission mixte s'est tenue à La Valette le 5 décembre 2025.

Fait à La Valette, le 5 décembre 2025, en deux exemplaires.

Pour la République de Malte          Pour la République togolaise

Claudine BORG                        Kossi AMEGAN
Ministre des Affaires étrangères     Ministre de la Santé
"""
COLUMNS_EN = """AGREED MINUTES OF THE THIRD SESSION OF THE JOINT COMMISSION BETWEEN FIJI AND LATVIA

The third session of the Joint Commission was held in Suva on 4 March 2026.

Done at Suva on 4 March 2026 in two originals.

For the Government of Fiji\tFor the Government of Latvia

Mere TUILOMA\tJanis KALVE
Minister for Health\tMinister for Foreign Affairs
"""


@pytest.mark.parametrize(("words", "people", "day"), [
    (COLUMNS_FR, {"Claudine BORG": ("MT", "minister/foreign-affairs"), "Kossi AMEGAN": ("TG", "minister/health")}, "2025-12-05"),
    (COLUMNS_EN, {"Mere TUILOMA": ("FJ", "minister/health"), "Janis KALVE": ("LV", "minister/foreign-affairs")}, "2026-03-04"),
])
def test_signatures_in_columns(words: str, people: dict[str, tuple[str, str]], day: str) -> None:
    found = pipeline.extract(page(words))
    told = {p.name: (p.state, p.offices[0].office) for p in found.entities if p.type == "person"}
    assert told == people
    assert [(i.type, i.status, i.date) for i in found.instruments] == [("minutes", "concluded", day)]


@pytest.mark.parametrize(("language", "words", "by"), [
    ("en", "Namibia refuses to lower its port dues.", [("NA",)]),
    ("en", "Estonia refused to open an embassy in Windhoek.", [("EE",)]),
    ("en", "Estonia and Namibia trade little. Myanmar refused to free the fishermen.", []),
    ("en", "In 1996 Estonia refused to open an embassy in Windhoek.", []),
    ("en", "Namibia has reportedly promised to buy Estonian ferries.", []),
    ("en", "Estonia is said to have agreed to train the pilots.", []),
    ("en", "According to the press, Estonia would have offered two ferries.", []),
    ("fr", "La Namibie a refusé d'ouvrir une ambassade à Tallinn.", [("NA",)]),
    ("fr", "L'Estonie et la Namibie commercent peu. Le Laos a refusé de libérer les pêcheurs.", []),
    ("fr", "La Namibie se serait engagée à acheter des navettes estoniennes.", []),
    ("fr", "Selon un quotidien, l'Estonie aurait promis de former les pilotes.", []),
    ("fr", "Il a été convenu que l'Estonie formerait vingt pilotes par an.", [("EE",)]),
])
def test_refusals_of_others_and_rumours_are_no_pledges(language: str, words: str, by: list[tuple[str, ...]]) -> None:
    assert [u.by for u in read(language, words).undertakings] == by


@pytest.mark.parametrize(("language", "words", "answer"), [
    ("en", "Kask invited his counterpart to visit Tallinn. She thanked him for the invitation but gave no answer.", None),
    ("en", "Kask invited his counterpart to visit Tallinn. She has not yet replied to the invitation.", None),
    ("en", "Kask invited his counterpart to visit Tallinn. She thanked him warmly for the invitation.", "welcomed"),
    ("fr", "M. Kask a invité son homologue à se rendre à Tartu. « Nous y serons », a répondu Mme Amadhila.", "accepted"),
    ("fr", "M. Kask a invité son homologue à se rendre à Tartu. Elle l'a remercié de l'invitation sans y répondre.", None),
])
def test_whether_an_invitation_is_answered(language: str, words: str, answer: str | None) -> None:
    assert [(u.act, u.answer) for u in read(language, words).undertakings] == [("invitation", answer)]


def test_the_place_a_paper_is_told_from_gives_its_state() -> None:
    words = ("WELLINGTON, 4 May 2026 - Foreign Minister Hana Tawhiri and Tuvalu's Prime Minister, Sione Taupo, met in Funafuti "
             "on Monday.\n\nThe two sides agreed to train twenty nurses a year.\n\nTuvalu will open a consulate in Wellington.")
    found = pipeline.extract(page(words))
    assert found.parties == ("NZ", "TV")
    assert [u.by for u in found.undertakings] == [("NZ", "TV"), ("TV",)]


@pytest.mark.parametrize("name", ["Do Hung Viet", "Le'ota Sina"])
def test_names_with_a_state_or_an_apostrophe_in_them(name: str) -> None:
    found = read("en", f"Namibian Deputy Foreign Minister {name} also took part.")
    assert name in {e.name for e in found.entities}


@pytest.mark.parametrize(("language", "words", "refused"), [
    ("en", "Namibia refused to open an embassy in Tallinn.", True),
    ("en", "Namibia ruled out raising its port dues.", True),
    ("en", "Namibia decided to open an embassy in Tallinn.", False),
    ("fr", "La Namibie a refusé d'ouvrir une ambassade à Tallinn.", True),
    ("fr", "La Namibie a en revanche refusé d'ouvrir une ambassade à Tallinn, fermée en 2010.", True),
    ("fr", "La Namibie a décidé d'ouvrir une ambassade à Tallinn.", False),
])
def test_what_a_side_refuses_is_known_as_a_refusal(language: str, words: str, refused: bool) -> None:
    (undertaking,) = read(language, words).undertakings
    assert undertaking.force == "commit"
    assert [why.rule == "undertaking:refusal" for why in undertaking.why] == [refused]
