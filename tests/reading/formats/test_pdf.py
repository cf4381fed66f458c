"""PDF: lines to paragraphs, pages to one text; files that are broken, locked or pictures."""

import shutil
from pathlib import Path

import pytest
from makers import pdf, picture, read, refusal, tiff

from servanda.reader import study
from servanda.reading.formats import picture as pictures

TEXT = ["Les deux ministres se sont réunis à Sofia jeudi pour exa-", "miner la coopération entre leurs pays.",
        "Ils ont signé un accord."]
needs_recognition = pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed")


@pytest.fixture
def unrecognised(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without text recognition."""
    from servanda.reading.formats import apart

    monkeypatch.setenv("PATH", "/nonexistent")
    apart._opener.end()
    yield
    apart._opener.end()


def test_pdf_joins_lines_to_paragraphs_and_keeps_broken_words() -> None:
    lines = [(72, 700 - 14 * n, line) for n, line in enumerate(TEXT)] + [(72, 630, "Second paragraphe."), (72, 616, "Fin.")]
    assert read("a.pdf", pdf([lines])).text == "\n".join(TEXT) + "\n\nSecond paragraphe.\nFin."


def test_pdf_leaves_out_running_heads_and_page_numbers() -> None:
    pages = [[(72, 800, "Agence du Nord"), (72, 700, text), (300, 30, f"{n}/3")]
             for n, text in enumerate(["Ils ont parlé de la", "commission mixte.", "Fin."], 1)]
    extracted = read("a.pdf", pdf(pages))
    assert extracted.text == "Ils ont parlé de la\ncommission mixte.\n\nFin."
    assert [extracted.text[p.start:p.end] for p in extracted.pages] == ["Ils ont parlé de la", "commission mixte.", "Fin."]


def test_pdf_whose_pages_all_say_the_same_is_read() -> None:
    assert "They met in Sofia." in read("a.pdf", pdf([[(72, 700, "They met in Sofia.")]] * 3)).text


def test_pdf_that_is_locked_is_refused() -> None:
    assert refusal("a.pdf", pdf([[(72, 700, "x")]], encrypted=True)) == "encrypted"


def test_pdf_cut_off_anywhere_gives_a_problem() -> None:
    whole = pdf([[(72, 700, "They met at length in Sofia.")]] * 5)
    for share in (0.02, 0.3, 0.6, 0.9, 0.98):
        data = whole[:int(len(whole) * share)]
        code = refusal("a.pdf", data)
        assert code == "damaged" or (not code and [p.code for p in read("a.pdf", data).problems] == ["cut-off"])


def test_pdf_of_too_many_pages_is_refused() -> None:
    assert refusal("a.pdf", pdf([[(72, 700, "x")]] * 4), pages=3) == "too-many-pages"


def test_pdf_without_anything_is_refused() -> None:
    assert refusal("a.pdf", pdf([[]])) == "no-text"


@pytest.mark.usefixtures("unrecognised")
def test_scan_without_recognition_names_the_packages() -> None:
    from makers import PaperProblem

    with pytest.raises(PaperProblem, match="apt install tesseract-ocr tesseract-ocr-fra .*tesseract-ocr-aze"):
        read("a.pdf", pdf([[]], image=(100, 100, bytes(10_000))))


@needs_recognition
def test_scan_is_recognised_and_its_page_is_shown() -> None:
    extracted = read("a.pdf", pdf([[]], image=picture(TEXT)))
    assert "Les deux ministres se sont réunis" in extracted.text
    assert extracted.pages[0].image is not None and extracted.pages[0].image.startswith(b"\x89PNG")
    assert [p.code for p in extracted.problems] == ["scan-read"]


@needs_recognition
def test_each_page_in_hand_is_told(tmp_path: Path) -> None:
    scan = tmp_path / "a.pdf"
    scan.write_bytes(pdf([[]] * 2, image=picture(TEXT)))
    told: list[float] = []
    study([scan], progress=lambda done, steps, path: told.append(done / steps))
    assert told == [0, 0, 0.25, 1]


@needs_recognition
def test_pictures_are_recognised() -> None:
    width, height, grey = picture(TEXT)
    png = pictures.png(width, height, width, grey)
    extracted = read("a.png", png)
    assert "Ils ont signé un accord." in extracted.text
    assert extracted.pages[0].image == png


@needs_recognition
def test_tiff_is_recognised_page_by_page_and_redrawn() -> None:
    extracted = read("a.tif", tiff(*picture(TEXT), pages=2))
    assert extracted.text.count("Ils ont signé un accord.") == 2
    assert [bool(p.image and p.image.startswith(b"\x89PNG")) for p in extracted.pages] == [True, True]


@needs_recognition
def test_blank_scan_is_refused() -> None:
    assert refusal("a.pdf", pdf([[]], image=(100, 100, b"\xff" * 10_000))) == "scan-blank"


@needs_recognition
def test_scan_over_its_limits_is_refused() -> None:
    scan = pdf([[]] * 3, image=picture(TEXT))
    assert refusal("a.pdf", scan, ocr_pages=2) == "scan-too-long"
    assert refusal("a.pdf", scan, ocr_seconds=0.2) == "too-slow"


def test_picture_sizes_are_read_before_it_is_opened() -> None:
    png = pictures.png(4, 2, 4, bytes(8))
    assert pictures.points(png, "image/png") == 8
    assert pictures.points(b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x10\x00\x20", "image/jpeg") == 512
    assert pictures.points(tiff(4, 2, bytes(8)), "image/tiff") == 8
    huge = png[:16] + b"\0\1\0\0\0\1\0\0" + png[24:]
    assert refusal("a.png", huge) == "too-many-pixels"
    assert refusal("a.png", png[:18]) == "damaged"


def test_pdf_in_two_columns_parts_the_last_paragraph_of_one_from_the_first_of_the_other() -> None:
    left = ["The ministers met in Sofia on Monday", "and agreed to open a ferry line.", "They will meet again."]
    right = ["The line will cost 12 million euros", "and run twice a week."]
    lines = [(x, 700 - 14 * n, line) for x, column in ((72, left), (320, right)) for n, line in enumerate(column)]
    assert read("a.pdf", pdf([lines])).text == "\n".join(left) + "\n\n" + "\n".join(right)


@pytest.mark.parametrize("leading", [14, 16, 21, 28])
def test_pdf_lines_are_as_far_apart_whatever_their_letters_reach(leading: int) -> None:
    paragraphs = [["The two ministers met on Monday in Tunis and agreed", "on a plan for the ports of both. It will", "prepare",
                   "a programme of studies and exchanges for teachers."], ["They will meet again in Jakarta next year, said the",
                  "paper that was issued after their talks in Tunis."]]
    lines, y = [], 760
    for paragraph in paragraphs:
        lines += [(72, y - leading * n, line) for n, line in enumerate(paragraph)]
        y -= leading * len(paragraph) + 12
    assert read("a.pdf", pdf([lines])).text == "\n\n".join("\n".join(p) for p in paragraphs)
