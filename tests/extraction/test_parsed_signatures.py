"""Names below the closing words of a paper sign it, though nothing says for whom."""

from __future__ import annotations

import pytest

from dispatches import page
from servanda.extraction import pipeline
from servanda.extraction.mentions import Findings

PAPERS = {
    "fr": ("PROCÈS-VERBAL DE LA DEUXIÈME SESSION DE LA COMMISSION MIXTE\n\nLa deuxième session de la commission mixte entre "
           "le Pérou et la Namibie s'est tenue à Lima les 3 et 4 mai 2025. Les deux parties ont convenu de relier leurs ports "
           "de pêche avant la fin de 2026.\n\nFait à Lima, le 4 mai 2025, en deux exemplaires.\n\n"),
    "en": ("AGREED MINUTES OF THE SECOND SESSION OF THE JOINT COMMISSION\n\nThe second session of the Joint Commission between "
           "Peru and Namibia was held in Lima on 3 and 4 May 2025. The two sides agreed to link their fishing ports before the "
           "end of 2026.\n\nDone in Lima on 4 May 2025.\n\n"),
}
OFFICES = {"fr": ("Ministre de la Pêche du Pérou", "Ministre du Commerce de la Namibie"),
           "en": ("Minister of Fisheries of Peru", "Minister of Trade of Namibia")}


def read(words: str) -> Findings:
    """What a paper says."""
    return pipeline.extract(page(words))


@pytest.mark.parametrize("language", PAPERS)
@pytest.mark.parametrize("layout", ["Rosa QUISPE{gap}Selma AMADHILA", "Rosa Quispe\n\nSelma Amadhila",
                                    "Rosa QUISPE{gap}Selma AMADHILA\n{first}{gap}{second}"])
def test_names_alone_below_the_closing_words_sign(language: str, layout: str) -> None:
    first, second = OFFICES[language]
    found = read(PAPERS[language] + layout.format(gap=" " * 20, first=first, second=second) + "\n")
    (signing,) = [e for e in found.events if e.type == "signing"]
    people = {e.key: e for e in found.entities if e.type == "person"}
    assert sorted(people[key].name.split()[0] for key in signing.participants) == ["Rosa", "Selma"]
    if "first" in layout:
        assert sorted(str(p.state) for p in people.values()) == ["NA", "PE"] and all(p.offices for p in people.values())


def test_an_agency_below_the_closing_words_signs_nothing() -> None:
    found = read(PAPERS["fr"] + "(Agence marocaine de presse)\n")
    assert not [e for e in found.entities if e.type == "person"]
