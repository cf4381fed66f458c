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
