"""Which language a paper is in."""

from __future__ import annotations

import pytest
from pages import page

from servanda.reading import language, tongues

FRENCH = "Les deux ministres sont convenus d’ouvrir un poste commun et de réunir les experts avant la fin de l’année."
ENGLISH = "The two ministers agreed to open a common post and to call the experts together before the end of the year."


@pytest.mark.parametrize(("words", "tag"), [
    ("Министры договорились открыть общий пост на границе.", "ru"),
    ("اتفق الوزيران على فتح مركز مشترك على الحدود قبل نهاية السنة.", "ar"),
    ("两国部长同意在边境设立联合检查站。", "zh"),
    (ENGLISH, "en"), (FRENCH, "fr"), ("2025", None),
])
def test_a_script_that_no_installed_language_has_is_given_to_none_of_them(words: str, tag: str | None) -> None:
    assert language.tell(words) == tag


@pytest.mark.parametrize(("words", "tag"), [
    ("Der Außenminister hat am Montag in Berlin seinen Amtskollegen empfangen und mit ihm über Energie gesprochen.", "de"),
    ("Menteri Luar Negeri bertemu dengan rekannya di Jakarta pada hari Senin dan sepakat meningkatkan kerja sama.", "id"),
    ("Il ministro degli Affari esteri ha ricevuto lunedì a Roma il suo omologo e vuole rafforzare la cooperazione.", "it"),
    ("De minister heeft maandag in Den Haag zijn ambtgenoot ontvangen; beiden willen de samenwerking versterken.", "nl"),
    ("Dışişleri Bakanı pazartesi günü Ankara'da mevkidaşını kabul etti; iki taraf enerji alanında iş birliğini görüştü.", "tr"),
    ("外交部长星期一在北京会见突尼斯外长。双方同意加强能源和贸易领域的合作，并于明年举行联合委员会会议。", "zh"),
    ("JAKARTA, 4 May 2026 - Foreign Minister Sugiono met Mohamed Ali Nafti.", "en"),
])
def test_a_short_paper_in_a_language_that_is_not_there_is_given_to_none_that_is(words: str, tag: str) -> None:
    assert language.tell(words) == tag


def test_another_language_beside_the_papers_own_is_told() -> None:
    assert language.beside("en", [ENGLISH, FRENCH]) == "fr"
    assert language.beside("en", [ENGLISH, ENGLISH, ENGLISH, ENGLISH, "Vive l’amitié entre les deux peuples !"]) is None


HALVES = (
    "Le ministre camerounais, Lejeune Mbella, a reçu jeudi à Yaoundé son homologue namibien, Peya Mushelenga, venu pour un jour.",
    "Le Cameroun s’engage à ouvrir une ambassade à Windhoek avant la fin de l’année et à former vingt diplomates namibiens.",
    "Namibia will send a team of experts to Douala in May to study the running of the port, the minister said on the same day.",
    "He invited Minister Mbella to visit Namibia in the second half of the year, and thanked him for the welcome in Yaoundé.",
)
TWINS = (
    "Le premier ministre Mark Tremblay s’est entretenu avec le président du Kenya, William Ruto, de la mission en Haïti.",
    "Le Canada versera 25 millions de dollars à la mission, et les deux dirigeants sont convenus de se revoir à Nairobi en 2026.",
    "Prime Minister Mark Tremblay spoke today with the President of Kenya, William Ruto, about the mission in Haiti.",
    "Canada will provide $25 million to the mission, and the two leaders agreed to meet again in Nairobi in 2026.",
)


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (0, 2, 1, 3), (2, 3, 0, 1)])
def test_a_paper_half_in_another_language_is_parted(order: tuple[int, ...]) -> None:
    text = page("\n\n".join(HALVES[n] for n in order) + "\n")
    parts = {part.language: part for part in tongues.parted(text)}
    assert set(parts) == {"fr", "en"}
    for tag, halves in (("fr", HALVES[:2]), ("en", HALVES[2:])):
        view = parts[tag].view
        assert [view.text[b.start : b.end] for b in view.blocks] == [h.replace("’", "'") for h in halves]
        cited = [text.content[slice(*view.source(b.start, b.end))] for b in view.blocks]
        assert cited == list(halves)


def test_a_part_that_says_the_same_in_another_language_is_left_out() -> None:
    for order in ((0, 1, 2, 3), (0, 2, 1, 3)):
        parts = tongues.parted(page("\n\n".join(TWINS[n] for n in order) + "\n"))
        assert len(parts) == 1 and len(parts[0].view.blocks) == 2


def test_a_paper_in_one_language_stays_whole() -> None:
    text = page("\n\n".join(HALVES[:2]) + "\n\n“Thank you!”\n")
    assert tongues.parted(text) == (text,)
