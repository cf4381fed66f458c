"""PDF: the text of its pages; pages that are pictures are recognised where that is installed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from servanda.documents import Document, Limits, PaperProblem, Problem
from servanda.reading.formats import picture
from servanda.reading.formats.extracted import Extracted, Page, Pages
from servanda.reading.formats.markup import stated, title_within
from servanda.reading.formats.pagelines import lines_of, together, without_furniture
from servanda.reading.formats.recognition import Recogniser, packages

_PASSWORD = 4
_END = b"%%EOF"
_TAIL = 2048
# Fewer letters than this on a page that shows pictures are no text of it (a stamp, a page number).
_FEW = 20
_MANY_PATHS = 200
_DOTS, _SHOWN_DOTS = 300, 110
_POINTS = 72


def read(document: Document, limits: Limits, slowly: Pages) -> Extracted:
    """The text of a PDF, page by page, running heads and page numbers left out.

    PaperProblem: it is encrypted, damaged, has too many pages, or its pages are pictures that cannot be recognised.
    """
    pdf = _opened(document, limits)
    cut = _END not in document.data[-_TAIL:]
    lines = without_furniture([lines_of(page) for page in _pages(pdf)])
    texts = ["\n".join(line for line in page) for page in lines]
    scanned = [n for n, text in enumerate(texts) if len("".join(text.split())) < _FEW and _is_picture(pdf[n])]
    problems: list[Problem] = []
    images: dict[int, bytes] = {}
    if scanned:
        images, problems = _recognised(document, limits, slowly, pdf, scanned, texts)
    elif cut and not any(texts):
        raise PaperProblem(Problem("damaged", document.path, {"kind": "PDF"}))
    if cut:
        problems.append(Problem("cut-off", document.path, {"kind": "PDF"}))
    text, spans = together(texts)
    pages = tuple(Page(n + 1, start, end, images.get(n)) for n, (start, end) in enumerate(spans))
    return Extracted(text, _metadata(pdf, text), pages=pages, problems=tuple(problems))


def _opened(document: Document, limits: Limits) -> Any:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        pdf = PdfDocument(document.data)
        count = len(pdf)
    except PdfiumError as error:
        code = "encrypted" if getattr(error, "err_code", None) == _PASSWORD else "damaged"
        raise PaperProblem(Problem(code, document.path, {"kind": "PDF"})) from None
    if count > limits.pages:
        raise PaperProblem(Problem("too-many-pages", document.path, {"pages": count, "limit": limits.pages}))
    if not count:
        raise PaperProblem(Problem("damaged", document.path, {"kind": "PDF"}))
    return pdf


def _pages(pdf: Any) -> list[Any]:
    """The pages that can be loaded; a damaged one stands as None."""
    from pypdfium2 import PdfiumError

    pages: list[Any] = []
    for number in range(len(pdf)):
        try:
            pages.append(pdf[number].get_textpage())
        except PdfiumError:
            pages.append(None)
    return pages


def _is_picture(page: Any) -> bool:
    """Whether a page without text shows something all the same: a picture, or letters drawn as shapes."""
    import pypdfium2.raw as raw

    paths = 0
    for item in page.get_objects(max_depth=3):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            return True
        paths += item.type == raw.FPDF_PAGEOBJ_PATH
        if paths >= _MANY_PATHS:
            return True
    return False


def _recognised(document: Document, limits: Limits, slowly: Pages, pdf: Any, scanned: Sequence[int],
                texts: list[str]) -> tuple[dict[int, bytes], list[Problem]]:
    """Put the text of pictures into `texts`; the pages as pictures, to be shown beside it."""
    others = any(text for n, text in enumerate(texts) if n not in scanned)
    if len(scanned) > limits.ocr_pages:
        counts = {"pages": len(scanned), "limit": limits.ocr_pages}
        raise PaperProblem(Problem("scan-too-long", document.path, counts))
    try:
        recogniser = Recogniser(document, limits, slowly, len(scanned))
    except PaperProblem:
        if not others:
            raise
        return {}, [Problem("pages-unread", document.path, {"pages": len(scanned), "packages": packages()})]
    images = {}
    for number in scanned:
        texts[number] = recogniser.text(_drawn(pdf[number], _DOTS, limits, picture.pgm), _DOTS)
        images[number] = shown(pdf[number], limits)
    if not any(texts):
        raise PaperProblem(Problem("scan-blank", document.path))
    return images, [Problem("scan-read", document.path)]


def shown(page: Any, limits: Limits) -> bytes:
    """A page as a PNG to show."""
    return _drawn(page, _SHOWN_DOTS, limits, picture.png)


def _drawn(page: Any, dots: int, limits: Limits, form: Callable[[int, int, int, bytes], bytes]) -> bytes:
    """A page as a grey picture of so many dots per inch, or fewer where it would have too many points."""
    width, height = page.get_size()
    scale = dots / _POINTS
    points = max(1.0, width * height) * scale * scale
    if points > limits.image_pixels:
        scale *= (limits.image_pixels / points) ** 0.5
    bitmap = page.render(scale=scale, grayscale=True)
    return form(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


def _metadata(pdf: Any, text: str) -> dict[str, str]:
    found: dict[str, str] = pdf.get_metadata_dict(skip_empty=True)
    modified = found.get("ModDate", "")[2:10]
    day = f"{modified[:4]}-{modified[4:6]}-{modified[6:]}" if len(modified) == 8 and modified.isdigit() else ""
    return stated(title=title_within(found.get("Title", ""), text), author=found.get("Author", ""), modified=day)
