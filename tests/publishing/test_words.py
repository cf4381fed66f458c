"""The catalogues: the same keys in every language, all used, all there."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
import yaml

import servanda
from servanda.publishing import words as module
from servanda.publishing.tables import COLUMNS
from servanda.reconciliation.corrections import Expected

ROOT = Path(servanda.__file__).parent
CATALOGUES = {t: yaml.safe_load((ROOT / f"publishing/locale/{t}.yml").read_text(encoding="utf-8")) for t in module.available()}
SOURCES = "\n".join(p.read_text(encoding="utf-8") for folder in ("publishing", "cli", "reconciliation", "followup")
                    for p in (ROOT / folder).rglob("*") if p.suffix in (".py", ".html"))
# Keys made of a prefix and a code of the record.
FAMILIES = ("read_", "review_", "reason_", "kind_", "kinds_", "field_", "rule_", "bears_", "numbered_", "expects_",
            "sheet_")


def fields(text: object) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(str(text)) if name}


def test_every_language_has_the_same_keys_with_the_same_fields() -> None:
    english = CATALOGUES["en"]
    for tag, catalogue in CATALOGUES.items():
        assert set(catalogue) - {"nought_is_singular"} == set(english) - {"nought_is_singular"}, tag
        assert not [k for k in english if k in catalogue and k != "dates" and fields(catalogue[k]) != fields(english[k])], tag


def test_every_key_asked_for_is_there() -> None:
    asked = set(re.findall(r"""\b(?:words|w|self\.words)\(\s*["']([a-z_]+)["']\s*[,)]""", SOURCES))
    counted = set(re.findall(r"""\.count\(\s*["']([a-z_]+)["']""", SOURCES)) - {"\n"}
    assert asked and not {k for k in asked if k not in CATALOGUES["en"]}
    assert not {k for k in counted if f"{k}.other" not in CATALOGUES["en"]}


def test_no_key_is_idle() -> None:
    literals = set(re.findall(r"""["']([a-z_]+)(?::|["'])""", SOURCES))
    idle = [k for k in CATALOGUES["en"] if k.split(".")[0] not in literals and not k.startswith(FAMILIES)]
    assert not [k for k in idle if k not in ("dates", "nought_is_singular")]


def test_every_sheet_and_every_value_expected_has_words_and_no_other() -> None:
    keys = set(CATALOGUES["en"])
    assert {k for k in keys if k.startswith("sheet_")} == {f"sheet_{table}" for table in COLUMNS}
    assert {k for k in keys if k.startswith("expects_")} == {f"expects_{what}" for what in get_args(Expected)}


def test_every_reason_and_column_has_words() -> None:
    codes = "same_[a-z]+|one_letter|part_of_name|surname|acronym|near_copy|judged_same"
    reasons = set(re.findall(rf"""["']({codes})["':]""", SOURCES))
    columns = {c.removesuffix("_label") for table in COLUMNS.values() for c in table}
    assert not {k for k in reasons if f"reason_{k}" not in CATALOGUES["en"] and k not in CATALOGUES["en"]}
    assert not {c for c in columns if f"field_{c}" not in CATALOGUES["en"]}


def test_how_alike_two_wordings_are_is_told_in_hundredths():
    assert module.Words("en").reason("same_words: 0.87").endswith("(87 %)")
    assert module.Words("fr").reason("same_words: 0.87").endswith("(87\u00a0%)")
    assert module.Words("fr").reason("surname: Aliyev").endswith("(Aliyev)")


def test_ordinals_beyond_the_words_are_figures_with_their_ending():
    said = {tag: [module.Words(tag).ordinal(n) for n in ("3", "21", "22", "23", "30", "111", "", "x")] for tag in ("en", "fr")}
    assert said["en"] == ["third", "21st", "22nd", "23rd", "30th", "111th", "", "x"]
    assert said["fr"] == ["troisi\u00e8me", "21e", "22e", "23e", "30e", "111e", "", "x"]


@pytest.mark.parametrize(("tag", "kind", "number", "told"), [
    ("en", "session", 4, "Fourth session"), ("fr", "session", 1, "Première session"), ("fr", "session", 24, "24e session"),
    ("en", "consultation", 2, "Second round of consultations"), ("fr", "consultation", 2, "Deuxième session de consultations"),
    ("fr", "forum", 1, "Forum, première édition"), ("en", "forum", 21, "21st forum"),
    ("fr", "call", 1, "Échange à distance, n°\u00a01"),
    ("en", "visit", None, "Visit"), ("fr", "visit", 0, "Visite"),
])
def test_an_event_is_called_by_its_number_as_the_language_does(tag: str, kind: str, number: int | None, told: str) -> None:
    assert module.Words(tag).occasion(kind, number) == told


@pytest.mark.parametrize(("tag", "language", "told"), [
    ("en", "ru", "Russian"), ("fr", "ru", "russe"), ("fr", "de", "allemand"), ("en", "fr", "French"), ("en", "qqq", "qqq")])
def test_a_language_is_called_by_its_name_whether_it_can_be_read_or_not(tag: str, language: str, told: str) -> None:
    assert module.Words(tag).language(language) == told
