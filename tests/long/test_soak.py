"""Thousands of papers in one process: memory and the parser's store of strings stay as they were."""

from __future__ import annotations

import gc
import os
import random
import string
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from makers import docx, pdf

from servanda.documents import Document, Limits
from servanda.extraction import pipeline
from servanda.reader import claims_of, text_of
from servanda.reading import language
from servanda.reading.formats import apart
from servanda.reconciliation import resolve
from servanda.reconciliation.source import Source

pytestmark = pytest.mark.long

SECONDS = 150.0
WARM = 400  # papers after which caches are full
LEAST = 1_500
WORDS = 60_000  # more than a process keeps of the words it learns: from then on each paper's are forgotten with it
GROWTH = 30.0  # megabytes that may come and go with the garbage collector
TOGETHER = 25  # papers made into one record
FRENCH = (
    "{city}, {day} mai 2024 ({agency}) – Le ministre {adjective} des Affaires étrangères, {p}, a reçu son homologue cubain {q}. "
    "Les deux pays sont convenus d’ouvrir le port de {city} avant 2027 et de réunir la commission mixte. "
    "{p} a invité {q} à se rendre à {city}. Un mémorandum sur {thing} a été signé.")
ENGLISH = (
    "{city}, {day} May 2024 ({agency}) – The Minister of Foreign Affairs of Ghana, {p}, met his counterpart from Peru, {q}. "
    "The two sides agreed to open the port of {city} by 2027 and to convene the joint commission. "
    "{p} invited {q} to visit {city}. A memorandum of understanding on {thing} was signed.")


def invented(chance: random.Random) -> str:
    """A name nobody has met: what a vocabulary that never forgets would keep for ever."""
    return "".join(chance.choice(string.ascii_lowercase) for _ in range(chance.randrange(6, 12))).capitalize()


def papers(seed: int) -> Iterator[Document]:
    """Papers without end, all different, of several formats."""
    chance, number = random.Random(seed), 0
    while True:
        number += 1
        words = {key: invented(chance) for key in ("city", "agency", "thing")}
        words |= {key: f"{invented(chance)} {invented(chance)}" for key in ("p", "q")}
        words |= {"day": str(chance.randrange(1, 29)), "adjective": chance.choice(["sénégalais", "grec", "kényan"])}
        story = (FRENCH if number % 2 else ENGLISH).format(**words)
        if number % 20 == 0:
            yield Document.of(f"{number}.docx", docx(f"<w:p><w:r><w:t>{story}</w:t></w:r></w:p>"))
        elif number % 20 == 7:
            yield Document.of(f"{number}.html", f"<html><body><article><p>{story}</p></article></body></html>".encode())
        elif number % 20 == 13:
            lines = [(72, 700 - 20 * n, part) for n, part in enumerate(story.replace("\u2019", "'").split(". "))]
            yield Document.of(f"{number}.pdf", pdf([lines]))
        else:
            yield Document.of(f"{number}.txt", story.encode())


def megabytes(process: int | str = "self") -> float:
    """Resident memory of a process."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def fill(seed: int) -> None:
    """Teach each language's vocabulary more words than it will keep."""
    chance = random.Random(seed)
    for tag in ("en", "fr"):
        vocabulary = pipeline.pipeline(tag).nlp.vocab
        for _ in range(WORDS):
            vocabulary[invented(chance)]


def state() -> tuple[float, dict[str, int]]:
    """Memory now, and how many strings each language's vocabulary knows."""
    gc.collect()
    return megabytes(), {tag: len(pipeline.pipeline(tag).nlp.vocab.strings) for tag in ("en", "fr")}


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_memory_and_strings_stay_flat_over_thousands_of_papers() -> None:
    fill(2)
    language.tell(" ".join(invented(random.Random(3)) for _ in range(20)))  # the detector's tables come with the first doubt
    end, facts, kept, number = time.monotonic() + SECONDS, 0, [], 0
    before, strings = 0.0, dict[str, int]()
    seen = []
    for number, document in enumerate(papers(1), 1):
        text = text_of(document, Limits(), print)
        assert text is not None
        claims = claims_of(text)
        facts += len(claims)
        kept.append((Source(text), claims))
        if len(kept) == TOGETHER:
            resolve([source for source, _ in kept], [c for _, told in kept for c in told])
            kept.clear()
        if number == WARM:
            before, strings = state()
        if number % 500 == 0:
            seen.append(round(state()[0]))
        if number >= LEAST and time.monotonic() > end:
            break
    after, strings_after = state()
    opener = apart._opener.process
    print(f"{number} papers, {facts} facts: {before:.0f} MB after {WARM}, then {seen}, {after:.0f} MB at the end; "
          f"opener {megabytes(opener.pid) if opener else 0:.0f} MB; strings {strings} -> {strings_after}")
    assert facts > number
    assert strings_after == strings
    assert after - before < GROWTH
