"""From papers to the record: the whole way in one call."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import overload

from servanda import __version__, languages, ontology
from servanda.claims import Claim, build, joined
from servanda.documents import Document, Laid, Limits, PaperProblem, Problem, Shelf, collect
from servanda.errors import LanguageError
from servanda.extraction import patience
from servanda.followup import followed
from servanda.reading import language, tongues
from servanda.reading import read as read_text
from servanda.reading.formats import Extracted, Page, recognition
from servanda.reading.formats import extract as extract_format
from servanda.reading.text import Text
from servanda.reconciliation import Judgement, Record, resolve
from servanda.reconciliation.record import Run
from servanda.reconciliation.source import Source

# Steps done, steps in all (a paper is opened, then read), the paper in hand; a page recognised is a part of a step.
Progress = Callable[[float, int, str], None]
Paths = str | Path | Iterable[str | Path]
_Attempt = tuple[list[Claim], Exception | None]  # what a text says, or why it says nothing
_WORTH_A_PROCESS = 60  # papers from which another process saves more than it costs
_CHUNK = 8
_AHEAD = 4  # chunks given to each process before their answers are taken
_MANY = 100  # papers from which what one step alone needs is let go of before the next: the record grows in its room
_UNDATED = "~"  # after every day
_TOLD = 200  # characters told of an error that is a fault of ours


@dataclass(slots=True)
class Reading:
    """Everything one reading gives: documents, texts, claims, the record, and what could not be read.

    pages: by document, the pages of papers that were recognised from pictures (a citation shows the page). Of many papers, texts,
    claims and facts are laid aside with the documents, and made anew whenever they are asked for.
    """

    documents: list[Document] = field(default_factory=list)
    pages: dict[str, tuple[Page, ...]] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    claims: Laid[Claim] = field(default_factory=Laid)
    problems: list[Problem] = field(default_factory=list)
    record: Record = field(default_factory=Record)

    @property
    def texts(self) -> Texts:
        """The texts, in the order of the documents."""
        return Texts(self.sources)


class Texts(Sequence[Text]):
    """The texts of some sources, each taken back from where it lies when it is asked for."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources

    @overload
    def __getitem__(self, at: int) -> Text: ...

    @overload
    def __getitem__(self, at: slice) -> Texts: ...

    def __getitem__(self, at: int | slice) -> Text | Texts:
        """One text, or several."""
        return Texts(self._sources[at]) if isinstance(at, slice) else self._sources[at].text

    def __iter__(self) -> Iterator[Text]:
        """Each text."""
        return (s.text for s in self._sources)

    def __len__(self) -> int:
        """How many."""
        return len(self._sources)


def read(paths: Paths, *, apart: bool = False, judgements: Sequence[Judgement] = (),
         limits: Limits | None = None, jobs: int | None = None, any_name: bool = False) -> Record:
    """Read papers into a record.

    Args:
        paths: one path, or several: files, folders or bundles ("-" is standard input).
        apart: each document by itself, nothing joined across documents.
        judgements: people's decisions, honoured.
        limits: what a paper may cost; the defaults are in docs/guide/limits.md.
        jobs: processes that look for facts; None takes as many as the number of papers is worth.
        any_name: also read text whose name says that it is data or code.

    Papers that cannot be read are left out; `study` also tells which and why.
    """
    return study(paths, apart=apart, judgements=judgements, limits=limits, jobs=jobs, any_name=any_name).record


def study(paths: Paths, *, apart: bool = False, judgements: Sequence[Judgement] = (),
          limits: Limits | None = None, jobs: int | None = None, progress: Progress | None = None,
          any_name: bool = False) -> Reading:
    """Like `read`, and keeps everything on the way: documents, texts, claims, problems."""
    bounds = limits or Limits()
    reading, shelf = Reading(), Shelf()
    given = [paths] if isinstance(paths, str | Path) else paths
    found = collect([str(p) for p in given], bounds, reading.problems.append, any_name=any_name)
    reading.documents = [document.aside(shelf) for document in found]
    tell = progress or (lambda *_: None)
    for number, document in enumerate(reading.documents):  # grows: a mail is followed by what it carries
        steps = 2 * len(reading.documents)
        tell(number, steps, document.path)
        pages = partial(_page, tell, number, steps, document.path)
        extracted = extracted_of(document.at_hand(), bounds, reading.problems.append, pages)
        if extracted is None:
            continue
        _take_in(reading, document, extracted, shelf)
        if extracted.text:
            text = text_from(document, extracted)
            reading.problems += [*_language_problems(text), *lacks(text, extracted)]
            reading.sources.append(Source(text, way(text)).aside(shelf))
    if not apart:
        reading.sources.sort(key=_chronological)
    if len(reading.sources) >= _MANY:
        language.forget()
    told = claims_of_all(reading.texts, jobs, reading.problems.append, bounds.facts_seconds)
    opened, steps = len(reading.documents), len(reading.documents) + len(reading.sources)
    for number, (source, claims) in enumerate(zip(reading.sources, told, strict=True), 1):
        tell(opened + number, steps, source.path)
        reading.claims.extend(claims)
    if len(reading.sources) >= _MANY:
        _forget_parsers()
    reading.record = resolve(reading.sources, reading.claims, judgements, apart=apart, run=run(reading.sources))
    if not apart:
        reading.record = followed(reading.record, reading.texts, judgements)
    return reading


def _page(tell: Progress, number: int, steps: int, path: str, done: int, pages: int) -> None:
    """Tell of a page in hand."""
    tell(number + done / max(pages, 1), steps, path)


def _chronological(source: Source) -> tuple[str, str, str]:
    """The order in which papers are joined, the same however they are given: that of their days, those without one last."""
    return source.told or _UNDATED, Path(source.path).name, source.document


def text_of(document: Document, limits: Limits, on_problem: Callable[[Problem], None]) -> Text | None:
    """The text of one document with its story marked, or None (with a problem told) where it cannot be had."""
    extracted = extracted_of(document, limits, on_problem)
    return text_from(document, extracted) if extracted is not None and extracted.text else None


def extracted_of(document: Document, limits: Limits, on_problem: Callable[[Problem], None],
                 on_page: Callable[[int, int], None] | None = None) -> Extracted | None:
    """What one document holds, or None (with a problem told) where it cannot be had.

    on_page: told how many of its pages are recognised from pictures, and how many are to be.
    """
    try:
        extracted = extract_format(document, limits, on_page)
    except PaperProblem as error:
        on_problem(error.problem)
        return None
    for problem in extracted.problems:
        on_problem(problem)
    return extracted


def _language_problems(text: Text) -> list[Problem]:
    """That a paper is in a language that cannot be read, or in two of which only the first is (the other says the same, or is
    not read)."""
    if way(text) == "kept":
        readable = " ".join(tag for tag in languages.installed() if languages.load(tag).profile.reads)
        if text.language is None:
            return [Problem("language-unknown", text.path, {"readable": readable})]
        return [Problem("language-unread", text.path, {"other": text.language, "readable": readable})]
    blocks = (text.view.text[b.start:b.end] for b in text.view.blocks if b.role in ("paragraph", "item"))
    other = language.beside(text.language, blocks)
    if other is None or text.language is None or len(tongues.parted(text)) > 1:
        return []
    return [Problem("two-languages", text.path, {"read": text.language, "other": other})]


def lacks(text: Text, extracted: Extracted) -> list[Problem]:
    """What is not installed here that this paper would be read better with: a parser, a pack of the recognition of text."""
    found = []
    parser = languages.load(text.language).lacking if way(text) != "kept" and text.language else None
    if parser is not None:
        found.append(Problem("parser-missing", text.path, {"read": text.language or "", "package": parser}))
    if any(p.code == "scan-read" for p in extracted.problems) and (missing := recognition.lacking(text.language)):
        found.append(Problem("scan-pack", text.path, {"packages": missing}))
    return found


def _take_in(reading: Reading, document: Document, extracted: Extracted, shelf: Shelf) -> None:
    """Add what a paper carries: other papers (each once), pictures of its pages."""
    known = {d.sha256 for d in reading.documents} if extracted.attachments else set()
    for carried in extracted.attachments:
        if carried.sha256 not in known:
            known.add(carried.sha256)
            reading.documents.append(carried.aside(shelf))
    if any(page.held for page in extracted.pages):
        reading.pages[document.sha256] = tuple(page.aside(shelf) for page in extracted.pages)


def text_from(document: Document, extracted: Extracted) -> Text:
    """The text of an opened document, its story marked."""
    return read_text(extracted.text, document_sha=document.sha256, path=document.path,
                     media_type=document.media_type, metadata=extracted.metadata)


def claims_of(text: Text) -> list[Claim]:
    """What one text says."""
    from servanda.extraction import pipeline  # the parser's library, which whoever only shows records never needs

    return joined(build(part, pipeline.extract(part)) for part in tongues.parted(text))


def _forget_parsers() -> None:
    """What found the facts goes before they are joined."""
    from servanda.extraction import pipeline

    pipeline.forget()


def claims_of_all(texts: Sequence[Text], jobs: int | None = None,
                  on_problem: Callable[[Problem], None] | None = None, seconds: float | None = None) -> Iterator[list[Claim]]:
    """What each text says, in order, by several processes where that is worth it (the models are loaded once, then shared).

    on_problem: told of a text on which the search broke down or took more than so many seconds of the processor, which then
    says nothing; without it the error is raised.
    """
    for text, (claims, fault) in zip(texts, _attempts(texts, jobs, seconds), strict=True):
        if fault is not None and on_problem is None:
            raise fault
        if fault is not None and on_problem is not None:
            on_problem(_told(fault, text.path, seconds))
        yield claims


def _told(fault: Exception, path: str, seconds: float | None) -> Problem:
    """Why a text says nothing."""
    if isinstance(fault, patience.Late):
        return Problem("facts-slow", path, {"limit": seconds or 0})
    return Problem("facts-failed", path, {"error": f"{type(fault).__name__}: {' '.join(str(fault).split())}"[:_TOLD]})


def _attempts(texts: Sequence[Text], jobs: int | None, seconds: float | None) -> Iterator[_Attempt]:
    wanted = min(os.cpu_count() or 1, len(texts) // _WORTH_A_PROCESS + 1) if jobs is None else jobs
    if wanted <= 1 or len(texts) < 2 or "fork" not in get_all_start_methods():
        yield from (_attempt(text, seconds) for text in texts)
        return
    from servanda.extraction import pipeline

    for tag in {t.language for t in texts if way(t) in ("parsed", "lexicon") and t.language}:
        pipeline.pipeline(tag)
    with ProcessPoolExecutor(wanted, mp_context=get_context("fork")) as pool:
        asked: deque[Future[list[_Attempt]]] = deque()
        for start in range(0, len(texts), _CHUNK):
            asked.append(pool.submit(_attempts_on, [*texts[start : start + _CHUNK]], seconds))
            if len(asked) == wanted * _AHEAD:  # what waits for a process, or for us, is held
                yield from asked.popleft().result()
        while asked:
            yield from asked.popleft().result()


def _attempts_on(texts: Sequence[Text], seconds: float | None) -> list[_Attempt]:
    return [_attempt(text, seconds) for text in texts]


def _attempt(text: Text, seconds: float | None) -> _Attempt:
    try:
        with patience.within(seconds):
            return claims_of(text), None
    except LanguageError:
        raise  # the installation is broken, not the paper
    except Exception as error:  # noqa: BLE001 - a fault of ours on one paper must not take the others with it
        return [], error


def way(text: Text) -> str:
    """Which way a text is read: with a parser, by lexicon alone, or only kept."""
    if text.language not in languages.installed():
        return "kept"
    known = languages.load(text.language)
    return "kept" if not known.profile.reads else "parsed" if known.parser else "lexicon"


def run(texts: Iterable[Text | Source]) -> Run:
    """The versions that read these texts."""
    tags = sorted({t.language for t in texts if t.language in languages.installed()})
    return Run(servanda=__version__, ontology=ontology.VERSION,
               languages={tag: languages.load(tag).parser or "lexicon" for tag in tags})
