"""Papers of our own in which only the course of the telling makes out who asks or promises what."""

from __future__ import annotations

import pytest

from dispatches import page
from servanda.extraction import pipeline

OPENINGS = {
    "en": "Talks in Suva\n\nSuva, 14 March 2024\n\nFiji's Foreign Minister, Mr Tomasi Vula, met his Norwegian colleague, Ms Kari "
          "Berg.",
    "fr": "Entretiens de Lomé\n\nLomé, le 14 mars 2024\n\nLe ministre togolais des Affaires étrangères, M. Kodjo Mensah, "
          "a reçu son homologue norvégienne, Mme Kari Berg.",
}


def told(language: str, words: str) -> list[tuple[str, tuple[str, ...], str]]:
    """The undertakings of a paper: act, whose, and the words."""
    text = f"{OPENINGS[language]}\n\n{words}\n"
    paper = page(text)
    found = pipeline.extract(paper)
    return [(u.act, u.by, paper.view.text[u.citations[0].start : u.citations[0].end]) for u in found.undertakings]


@pytest.mark.parametrize(("language", "words", "found"), [
    ("en", "Mr Vula thanked Norway for its help. It is time for Oslo to reopen the pier, he said.",
     [("proposal", ("FJ",), "reopen the pier")]),
    ("fr", "M. Mensah a déclaré que la Norvège était un partenaire sûr et qu'il souhaitait rouvrir la ligne.",
     [("pledge", ("TG",), "rouvrir la ligne")]),
    ("fr", "Mme Berg a déclaré que le Togo était un partenaire sûr et qu'elle souhaitait rouvrir la ligne.",
     [("pledge", ("NO",), "rouvrir la ligne")]),
    ("en", "Mr Vula said that Norway was a sure partner and that he wished to reopen the pier.",
     [("pledge", ("FJ",), "reopen the pier")]),
    ("fr", "La réunion a adopté la feuille de route Togo-Norvège qui souligne l'importance de rouvrir la ligne.",
     [("proposal", ("NO", "TG"), "rouvrir la ligne")]),
    ("en", "Mr Vula saw Ms Kari Berg on Monday, agreeing to reopen the pier.", [("pledge", ("FJ", "NO"), "reopen the pier")]),
    ("en", "Fiji and the US agreed to reopen the pier.", [("pledge", ("FJ", "US"), "reopen the pier")]),
    ("en", "Both sides will reopen the pier, while adding that Ms Berg thanked Fiji.",
     [("pledge", ("FJ", "NO"), "will reopen the pier")]),
    ("en", "Ms Berg will call on the president of Fiji and the two leaders will witness the signing of a pact.", []),
    ("en", "The meeting aims to strengthen ties with Fiji.", []),
    ("fr", "La réunion vise à renforcer les liens avec le Togo.", []),
    ("en", "Ms Berg hoped the visit would raise trust and end the doubts.", []),
    ("en", "Ms Berg voiced her belief that Fiji will reopen the pier.", []),
    ("fr", "M. Mensah a rencontré Mme Kari Berg à Lomé, convenant de rouvrir la ligne.",
     [("pledge", ("NO", "TG"), "rouvrir la ligne")]),
    ("en", "Norway vowed to finish the pier. It has opted to waive its fees.",
     [("pledge", ("NO",), "finish the pier"), ("pledge", ("NO",), "waive its fees")]),
    ("en", "Ms Berg asked that both countries share their charts and called for new buoys.",
     [("proposal", ("NO",), "both countries share their charts"), ("proposal", ("NO",), "new buoys")]),
    ("en", "Asked about the pier, Ms Berg was brief. Norway would finish it and would waive its fees.",
     [("pledge", ("NO",), "would finish it"), ("pledge", ("NO",), "would waive its fees")]),
    ("en", "Mr Vula asked Norway to clear the wrecks, to which Ms Berg readily agreed.",
     [("pledge", ("NO",), "clear the wrecks")]),
    ("en", "\"Our country is ready to lend two tugs,\" Ms Berg said.", [("pledge", ("NO",), "lend two tugs")]),
    ("en", "\"We will study Fiji's request for two tugs,\" Ms Berg said.",
     [("pledge", ("NO",), "will study Fiji's request for two tugs")]),
    ("en", "Ms Berg announced EUR 12 million for the pier.", [("pledge", ("NO",), "EUR 12 million for the pier")]),
    ("en", "They agreed to found a fund \u2013 Norway will pay in ten million dollars.",
     [("pledge", ("FJ", "NO"), "found a fund"), ("pledge", ("NO",), "will pay in ten million dollars")]),
    ("en", "Norway promised to raise, to thirty, the number of grants.",
     [("pledge", ("NO",), "raise, to thirty, the number of grants")]),
    ("fr", "La partie togolaise a sollicité l'envoi de pilotes. La partie norvégienne y a fait droit.",
     [("pledge", ("NO",), "l'envoi de pilotes")]),
    ("en", "Ms Berg asked that Suva clear the wrecks, while pledging to send divers.",
     [("proposal", ("NO",), "Suva clear the wrecks"), ("pledge", ("NO",), "send divers")]),
    ("en", "\"We will open the pier,\" Mr Vula said. \"The bay is full. We will clear the wrecks.\"",
     [("pledge", ("FJ",), "will open the pier"), ("pledge", ("FJ",), "will clear the wrecks")]),
    ("en", "Ms Berg was eager for Fiji to clear the wrecks, and she hoped for an early agreement on charts.",
     [("proposal", ("NO",), "clear the wrecks"), ("proposal", ("NO",), "an early agreement on charts")]),
    ("en", "Norway thanked its hosts, and its delegation spoke of plans to lend two tugs.",
     [("pledge", ("NO",), "lend two tugs")]),
    ("en", "They welcomed Norwegian plans to fund a school.", [("pledge", ("NO",), "fund a school")]),
    ("en", "The Embassy of Norway in Suva will receive applications until 3 May.",
     [("pledge", ("NO",), "will receive applications until 3 May")]),
    ("fr", "L'Ambassade de Norvège au Togo recevra jusqu'au 3 mai les dossiers des candidats.",
     [("pledge", ("NO",), "recevra jusqu'au 3 mai les dossiers des candidats")]),
    ("en", "Norway will be sending two divers.", [("pledge", ("NO",), "will be sending two divers")]),
    ("fr", "Mme Berg s'est félicitée de ces liens. Il serait bon, a-t-elle ajouté, que Lomé rouvre la ligne. Selon elle, il est "
           "grand temps de former des pilotes.",
     [("proposal", ("NO",), "Lomé rouvre la ligne"), ("proposal", ("NO",), "former des pilotes")]),
    ("fr", "Mme Berg a suggéré que Lomé publie ses tarifs, tout en appelant à rouvrir la ligne.",
     [("proposal", ("NO",), "Lomé publie ses tarifs"), ("proposal", ("NO",), "rouvrir la ligne")]),
    ("fr", "Mme Berg a plaidé pour la relance de la Commission mixte, la tenue dès que possible de la quatrième à Oslo et "
           "l'élargissement de la coopération à deux domaines, la pêche et le bois.",
     [("proposal", ("NO",), "la relance de la Commission mixte"),
      ("proposal", ("NO",), "la tenue dès que possible de la quatrième à Oslo"),
      ("proposal", ("NO",), "l'élargissement de la coopération à deux domaines, la pêche et le bois")]),
    ("fr", "Pour la ministre, les armateurs togolais doivent former des pilotes.",
     [("proposal", ("NO",), "former des pilotes")]),
    ("fr", "Le Togo s'est engagé à fournir du sable. Quant à la Norvège, elle a réaffirmé son engagement à former des pilotes.",
     [("pledge", ("TG",), "fournir du sable"), ("pledge", ("NO",), "former des pilotes")]),
])
def test_who_is_speaking(language: str, words: str, found: list[tuple[str, tuple[str, ...], str]]) -> None:
    assert told(language, words) == found


@pytest.mark.parametrize(("language", "words", "found"), [
    ("en", "Norway guaranteed priority berths for ferries.", ["priority berths for ferries"]),
    ("en", "Norway would welcome ferries running at night.", []),
    ("en", "Norway had every intention of honouring the plan.", ["honouring the plan"]),
    ("en", "Norway means to clear the wrecks, and gave its backing to Fiji's bid to host the summit.",
     ["clear the wrecks", "backing to Fiji's bid to host the summit"]),
    ("en", "Both sides will cut the time needed to clear fish at Suva, set up a joint fund, and examine a ferry line.",
     ["will cut the time needed to clear fish at Suva", "set up a joint fund", "examine a ferry line"]),
    ("en", "Norway called for the pact, on which experts have long worked, to be signed.",
     ["the pact, on which experts have long worked, to be signed"]),
    ("en", "The two sides aim to raise trade, which stood at USD 7 million in 2023, to USD 20 million.",
     ["raise trade, which stood at USD 7 million in 2023, to USD 20 million"]),
    ("en", "Norway would, however, like the pier to be reopened by Suva itself.", ["the pier to be reopened by Suva itself"]),
    ("en", "The two sides agreed that they will remain in close coordination, and to fence the reef.",
     ["they will remain in close coordination", "fence the reef"]),
    ("en", "They welcomed the steps taken in response to calls for humanitarian assistance.", []),
    ("en", "They reaffirmed that any future agreement must uphold the law of the sea.", []),
    ("en", "They welcomed the African Union's commitment to train mediators.", []),
    ("en", "The committee may invite experts to attend its meetings.", []),
    ("en", "Ms Berg is due to call on President Rabo and to tour the port.", []),
    ("en", "I cannot tell you that we will reopen the pier, she said.", []),
    ("en", "Norway will never forget that Suva sheltered its crews.", []),
    ("fr", "Le ministre, qui le décora de l'ordre du Lion, le remercia. Il honora ensuite la mémoire des marins.", []),
    ("fr", "Un protocole doit être signé mardi à Lomé.", []),
    ("fr", "Le quota togolais devrait rester inchangé.", []),
    ("fr", "« Je ne vous dirai pas que nous rouvrirons la ligne », a dit la ministre.", []),
    ("fr", "« La Norvège n'oubliera pas que Lomé a soigné ses marins », a dit la ministre.", []),
    ("fr", "« Nous allons d'abord regarder ce qu'il en coûterait », a dit la ministre.",
     ["allons d'abord regarder ce qu'il en coûterait"]),
    ("fr", "Mme Berg a invité M. Mensah à participer au Forum de Bergen, qui se tiendra à Bergen au printemps 2025.",
     ["invité M. Mensah à participer au Forum de Bergen, qui se tiendra à Bergen au printemps 2025"]),
    ("fr", "La ministre a évoqué la nécessité de former des pilotes.", ["former des pilotes"]),
    ("fr", "La ministre a fait part du désir d'Oslo d'ouvrir une école.", ["ouvrir une école"]),
    ("fr", "La ministre a souhaité que le Togo honore ses livraisons de gaz.", ["le Togo honore ses livraisons de gaz"]),
    ("fr", "Le bureau commercial d'Oslo n'ouvrira pas cette année faute de crédits.", []),
    ("fr", "La Norvège n'ouvrira qu'en mai, faute de bâtiment, son consulat à Kara.",
     ["n'ouvrira qu'en mai, faute de bâtiment, son consulat à Kara"]),
    ("fr", "Oslo et Lomé sont convenus de créer un fonds de pêche, à l'issue d'entretiens tenus du 3 au 5 mai.",
     ["créer un fonds de pêche"]),
    ("fr", "Le Togo s'engage à livrer du cacao, à partir de juin.", ["livrer du cacao, à partir de juin"]),
    ("fr", "Oslo financera une école à Lomé, dont le chantier devrait démarrer en mai.", ["financera une école à Lomé"]),
    ("en", "Norway, which offers ten grants annually to Togolese students, is prepared to raise that number to 20.",
     ["raise that number to 20"]),
    ("fr", "Lomé accueillera des pilotes, dont la formation sera prise en charge par Oslo, selon un communiqué du ministère.",
     ["accueillera des pilotes", "la formation sera prise en charge par Oslo"]),
    ("en", "Norway's trade office in Lomé will not open this year owing to budget cuts.", []),
    ("en", "Norway and Togo will not allow their ports to be used against each other.",
     ["will not allow their ports to be used against each other"]),
    ("en", "Norway and Togo agreed to set up a fishing fund, after two days of talks in Oslo on 3 May.",
     ["set up a fishing fund"]),
])
def test_what_is_undertaken(language: str, words: str, found: list[str]) -> None:
    assert [words for *_, words in told(language, words)] == found


@pytest.mark.parametrize(("language", "words", "by"), [
    ("en", "\"We will lend two tugs,\" said the Norwegian Foreign Minister, Kari Berg.", "NO"),
    ("en", "\"We will lend two tugs,\" said the Minister of Ports of Fiji, Sione Tolu.", "FJ"),
    ("en", "Ten grants will be given to Norwegian students by Fiji.", "FJ"),
    ("en", "Ten grants will be given to Fijian students by Norway.", "NO"),
    ("fr", "« Nous prêterons deux navires », a déclaré la ministre norvégienne des Affaires étrangères, Kari Berg.", "NO"),
    ("fr", "« Nous prêterons deux navires », a indiqué le ministre du Commerce du Togo, Komi Adjo.", "TG"),
    ("fr", "« Nous prêterons deux navires », a affirmé le président togolais, Komi Adjo.", "TG"),
    ("fr", "Dix bourses seront accordées aux étudiants norvégiens par le Togo.", "TG"),
    ("fr", "Dix bourses seront accordées aux étudiants togolais par la Norvège.", "NO"),
])
def test_a_title_or_a_receiver_before_who_acts_changes_nothing(language: str, words: str, by: str) -> None:
    assert [u[1] for u in told(language, words)] == [(by,)]


@pytest.mark.parametrize(("language", "words"), [
    ("fr", "Les deux pays ont accepté d'appliquer l'arrêt rendu le 18 juillet 2011 par la Cour."),
    ("en", "Both countries agreed to apply the ruling given on 18 July 2011 by the Court."),
])
def test_the_day_of_what_was_done_before_is_no_deadline(language: str, words: str) -> None:
    """In a paper that shows no day of its own, too."""
    text = f"{OPENINGS[language].replace(', 14 March 2024', '').replace(', le 14 mars 2024', '')}\n\n{words}\n"
    found = pipeline.extract(page(text))
    assert [u.due for u in found.undertakings] == [None]


@pytest.mark.parametrize(("language", "first", "then"), [
    ("en", "Mr Vula met his Tongan counterpart, Ana Vea, in Suva on Thursday. They agreed to open an air link.",
     "Mr Vula then held talks with his Bulgarian counterpart, Ivan Petrov. The two ministers agreed to reopen the pier."),
    ("fr", "M. Vula, ministre fidjien, a rencontré jeudi à Suva son homologue tongienne, Ana Vea. Ils sont convenus d'ouvrir une "
           "ligne.", "M. Vula s'est ensuite entretenu avec son homologue bulgare, Ivan Petrov. Les deux ministres sont "
     "convenus de rouvrir le port."),
])
def test_the_two_are_those_who_have_just_met(language: str, first: str, then: str) -> None:
    """In a paper of several talks, whoever its two parties are."""
    heads = {"en": "Talks in Suva\n\nSuva, 15 March 2024\n\nFiji's Foreign Minister, Mr Tomasi Vula, saw two guests.",
             "fr": "Entretiens de Suva\n\nSuva, le 15 mars 2024\n\nLe ministre fidjien, M. Tomasi Vula, a vu deux hôtes."}
    text = f"{heads[language]}\n\n{first}\n\n{then}\n"
    found = pipeline.extract(page(text))
    assert [u.by for u in found.undertakings] == [("FJ", "TO"), ("BG", "FJ")]
