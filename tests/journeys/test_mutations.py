"""A fact found before a harmless mutation is found after it, with the same quote but for that mutation."""

from __future__ import annotations

import random
import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from servanda.claims.claim import fold
from servanda.reader import Reading, study

ROOT = Path(__file__).parents[2]
PAPERS = sorted([*(ROOT / "samples").rglob("*.txt"), *(ROOT / "evaluation" / "gold").rglob("*.txt")])
Mutation = Callable[[str, random.Random], bytes]


def _paragraphs(content: str, change: Callable[[str], str]) -> bytes:
    return "\n\n".join(change(p) if len(p) > 160 and "\n" not in p else p for p in content.split("\n\n")).encode()


def wrapped(content: str, rng: random.Random) -> bytes:
    width = rng.randint(40, 150)
    return _paragraphs(content, lambda p: textwrap.fill(p, width, break_on_hyphens=False, break_long_words=False))


def typographic(content: str, rng: random.Random) -> bytes:
    return re.sub(r"(?<=\w)'(?=\w)", "\u2019", content).encode()


def straight(content: str, rng: random.Random) -> bytes:
    return content.replace("\u2019", "'").encode()


def spaced(content: str, rng: random.Random) -> bytes:
    return re.sub(r" (?=[;:!?\u00bb%])|(?<=\u00ab) ", "\u00a0", content).encode()


def dos(content: str, rng: random.Random) -> bytes:
    return content.replace("\n", "\r\n").encode()


def marked(content: str, rng: random.Random) -> bytes:
    return b"\xef\xbb\xbf" + content.encode()


def utf16(content: str, rng: random.Random) -> bytes:
    return b"\xff\xfe" + content.encode("utf-16-le")


def western(content: str, rng: random.Random) -> bytes:
    return content.encode("cp1252")


def decomposed(content: str, rng: random.Random) -> bytes:
    return unicodedata.normalize("NFD", content).encode()


def shared(content: str, rng: random.Random) -> bytes:
    return (content.rstrip() + "\n\nFacebook Twitter WhatsApp\n").encode()


def teased(content: str, rng: random.Random) -> bytes:
    return (content.rstrip() + "\n\nLire aussi\n\nLa pluie retarde les vendanges dans tout le sud du pays\n").encode()


MUTATIONS: dict[str, Mutation] = {m.__name__: m for m in (
    wrapped, typographic, straight, spaced, dos, marked, utf16, western, decomposed, shared, teased)}


def facts(reading: Reading) -> Counter[tuple[str, str]]:
    return Counter((c.kind, fold(c.quote)) for c in reading.claims)


def lost(papers: list[tuple[Path, Mutation]], folder: Path, seed: int) -> list[tuple[str, str, str]]:
    """What the mutated papers no longer say, of all the papers said."""
    before: dict[Path, Counter[tuple[str, str]]] = {}
    gone = []
    for n, (paper, mutation) in enumerate(papers):
        content = paper.read_bytes().decode()
        if mutation is western and content.encode("cp1252", errors="ignore").decode("cp1252") != content:
            mutation = dos  # the paper has letters that this encoding lacks
        if paper not in before:
            before[paper] = facts(study([paper], apart=True))
        target = folder / f"{n}-{paper.name}"
        target.write_bytes(mutation(content, random.Random(seed + n)))
        after = study([target], apart=True)
        for claim in after.claims:
            for c in claim.citations:
                assert after.texts[0].content[c.start:c.end] == c.quote
        gone += [(mutation.__name__, paper.name, f"{kind}: {quote[:60]}") for kind, quote in (before[paper] - facts(after))]
    return gone


@pytest.mark.parametrize("name", sorted(MUTATIONS))
def test_facts_survive_a_harmless_mutation(name: str, tmp_path: Path) -> None:
    assert lost([(p, MUTATIONS[name]) for p in PAPERS[:4]], tmp_path, seed=1) == []


@pytest.mark.long
def test_facts_survive_a_thousand_mutations(tmp_path: Path) -> None:
    rng = random.Random(20261125)
    chosen = [(rng.choice(PAPERS), MUTATIONS[rng.choice(sorted(MUTATIONS))]) for _ in range(1000)]
    gone = lost(chosen, tmp_path, seed=7)
    by_mutation = Counter(m for m, _, _ in gone)
    print(f"1,000 mutated papers: {len(gone)} facts lost", dict(by_mutation))
    assert gone == []
