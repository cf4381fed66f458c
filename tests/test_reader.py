"""The one call from papers to the record."""

from __future__ import annotations

from pathlib import Path

import pytest

import servanda
from servanda import reader
from servanda.extraction import pipeline
from servanda.reader import study


@pytest.mark.parametrize("take", [str, Path, lambda p: [p], lambda p: (str(p),)])
def test_one_path_or_several_are_read(take: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("u.txt", "x.txt"):
        (tmp_path / name).write_text(f"Paper {name} of a desk.")
    record = servanda.read(take(Path("u.txt")))  # type: ignore[operator]
    assert [d.path for d in record.documents] == ["u.txt"]


def test_a_paper_in_two_languages_is_told_to_be_read_in_part(tmp_path: Path) -> None:
    (tmp_path / "both.txt").write_text(
        "Les deux ministres sont convenus d’ouvrir un poste commun et de réunir les experts avant la fin de l’année.\n\n"
        "The two ministers agreed to open a common post and to call the experts together before the end of the year.\n")
    told = study(tmp_path, jobs=1)
    assert [(p.code, p.severity) for p in told.problems] == [("two-languages", "warning")]
    assert len(told.texts) == 1


def test_a_paper_in_a_language_that_cannot_be_read_is_kept_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Bộ trưởng Ngoại giao Việt Nam đã tiếp người đồng cấp Tunisia tại Hà Nội hôm thứ Hai.")
    (tmp_path / "b.txt").write_text("12 34")
    told = study(tmp_path, jobs=1)
    assert [(Path(p.path).name, p.code, p.severity) for p in told.problems] == [
        ("a.txt", "language-unread", "warning"), ("b.txt", "language-unknown", "warning")]
    assert "vietnamien" in told.problems[0].line("fr") and "French" in told.problems[0].line("en")
    assert [d.read for d in told.record.documents] == ["kept", "kept"]


def test_of_many_papers_the_parsers_go_before_the_record_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(
        "APIA, 4 May 2026 - Samoa and Fiji signed an agreement on ferries in Apia on Monday. The two sides agreed to open a line "
        "between Apia and Suva by June 2027.")
    few = study(tmp_path, jobs=1).record
    assert pipeline.pipeline.cache_info().currsize
    monkeypatch.setattr(reader, "_MANY", 1)
    many = study(tmp_path, jobs=1).record
    assert not pipeline.pipeline.cache_info().currsize
    assert few.undertakings
    assert many == few
