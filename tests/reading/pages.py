"""Pages of our own making for the tests of reading."""

from __future__ import annotations

from servanda.reading import read
from servanda.reading.text import Text

FIRST = (
    "Le ministre ivoirien des Affaires étrangères et son homologue ghanéenne ont présidé mercredi à Abidjan la 4 e session de la "
    "commission mixte, consacrée à l’énergie, aux transports et à la lutte contre l’orpaillage clandestin."
)
SECOND = (
    "Les deux parties sont convenues de relancer la liaison maritime entre Abidjan et Tema, d’ouvrir un poste-frontière commun "
    "avant la fin de l’année et de réunir les experts – douaniers et policiers – dès le mois prochain."
)
THIRD = "Le vice-président a reçu les chefs de délégation. La prochaine session se tiendra à Accra en 2026."
TITLE = "Abidjan et Accra relancent leur commission mixte"
STORY = (TITLE, FIRST, SECOND, THIRD)
PLAIN = "\n\n".join(STORY) + "\n"

ENGLISH = (
    "The foreign ministers of both countries met in Lusaka on Tuesday to prepare the next session of the joint commission.",
    "They agreed to open a border post before the end of the year and to resume the talks on a double taxation agreement.",
)


def page(content: str, path: str = "page.txt") -> Text:
    """A page read."""
    return read(content, document_sha="0" * 64, path=path, media_type="text/plain")


def roles(text: Text) -> list[tuple[str, str]]:
    """Each passage's role with its words."""
    return [(p.role, " ".join(text.content[p.start : p.end].split())) for p in text.passages]


def noise(text: Text) -> str:
    """What is no story, in order."""
    story = {i for start, end in text.body for i in range(start, end)}
    return " ".join("".join(c if i not in story else " " for i, c in enumerate(text.content)).split())


def story(text: Text) -> list[str]:
    """The blocks of the story, as the rules read them."""
    return [text.view.text[b.start : b.end] for b in text.view.blocks if b.is_story]

# Papers in which names, offices and titles stand so close that lines often break between two of their words.
NAMED = (
    "Port Louis, March 3, 2026 (MNA) - The Prime Minister of Mauritius, Navin Ramgoolam, and the President of Seychelles, "
    "Patrick Herminie, met in Port Louis on Tuesday, with Foreign Minister Dhananjay Ramful and Seychelles' Minister of "
    "Fisheries and the Blue Economy, Wallace Cosgrow, in attendance.\n\n"
    "Prime Minister Ramgoolam and President Herminie signed a Memorandum of Understanding on Maritime Search and Rescue and "
    "an Agreement on Air Services. Mr. Ramful said Mauritius would open a Consulate General in Victoria by the end of 2027.\n\n"
    "The Joint Commission on the Extended Continental Shelf will meet in Victoria in October 2026. Seychelles will send "
    "Chief Justice Rony Govinden and Ambassador Claude Morel to the Indian Ocean Commission.\n",
    "Lomé, 3 mars 2026 (ATOP) – Le Premier ministre du Togo, Faure Gnassingbé, et le Président de la République du Bénin, "
    "Romuald Wadagni, se sont entretenus mardi à Lomé en présence du ministre des Affaires étrangères, Robert Dussey, et de "
    "M. Olushegun Adjadi Bakari.\n\n"
    "M. Dussey et M. Adjadi Bakari ont signé un Mémorandum d’entente sur la Sécurité maritime. Le Bénin s’est engagé à "
    "ouvrir un Consulat général à Kara avant la fin de 2027. La Commission mixte se réunira à Cotonou en octobre 2026.\n",
    "Suva, February 10, 2026 (PTI) - The Prime Minister of India, Narendra Modi, and the Prime Minister of Fiji, Sitiveni "
    "Rabuka, met in Suva on 10 February 2026.\n",
)
