"""Which language a paper is in."""

from __future__ import annotations

import pytest

from servanda.reading import language

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


def test_another_language_beside_the_papers_own_is_told() -> None:
    assert language.beside("en", [ENGLISH, FRENCH]) == "fr"
    assert language.beside("en", [ENGLISH, ENGLISH, ENGLISH, ENGLISH, "Vive l’amitié entre les deux peuples !"]) is None
