"""Pictures of pages: recognised where that is installed; the picture itself is the source shown."""

from __future__ import annotations

from servanda.documents import Document, Limits, PaperProblem, Problem, media
from servanda.reading.formats import pdf, picture
from servanda.reading.formats.extracted import Extracted, Page, Pages
from servanda.reading.formats.pagelines import together
from servanda.reading.formats.recognition import Recogniser

# Pictures that every browser shows as they are.
_SHOWN = frozenset({media.PNG, media.JPEG, media.GIF, media.WEBP})
_PAGE_BREAK = "\f"


def read(document: Document, limits: Limits, slowly: Pages) -> Extracted:
    """The text on a picture. PaperProblem: it is too large, damaged, shows no text, or cannot be recognised here."""
    points = picture.points(document.data, document.media_type)
    if points is None or points <= 0:
        kind = document.media_type.partition("/")[2].upper()
        raise PaperProblem(Problem("damaged", document.path, {"kind": kind}))
    if points > limits.image_pixels:
        sizes = {"pixels": round(points / 1e6), "limit": round(limits.image_pixels / 1e6)}
        raise PaperProblem(Problem("too-many-pixels", document.path, sizes))
    count = picture.pages(document.data, document.media_type)
    if count > limits.ocr_pages:
        raise PaperProblem(Problem("scan-too-long", document.path, {"pages": count, "limit": limits.ocr_pages}))
    recogniser = Recogniser(document, limits, slowly)
    found = recogniser.text(document.data)
    if not found:
        raise PaperProblem(Problem("scan-blank", document.path))
    text, spans = together([page.strip() for page in found.split(_PAGE_BREAK)])
    images = [document.data] if document.media_type in _SHOWN else _redrawn(recogniser, document, limits)
    images += [None] * (len(spans) - len(images))
    pages = tuple(Page(n + 1, start, end, images[n]) for n, (start, end) in enumerate(spans))
    return Extracted(text, pages=pages, problems=(Problem("scan-read", document.path),))


def _redrawn(recogniser: Recogniser, document: Document, limits: Limits) -> list[bytes | None]:
    """The pages of a picture that browsers do not show, as PNG; none where time runs out: the text is there without."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        drawn = PdfDocument(recogniser.as_pdf(document.data))
        return [pdf.shown(drawn[number], limits) for number in range(len(drawn))]
    except (PaperProblem, PdfiumError):
        return []
