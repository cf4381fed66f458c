"""`python -m benchmarks [--papers DIR] [--long]`: every figure is a ratio, taken in one run on one machine.

What one process does is measured in its processor time, so that whatever else the machine does moves the ratios little.
A long run ends with 1 where memory is over what is wanted; times are told, and fail nothing: they are those of the machine as well.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import spacy

from benchmarks import papers
from servanda import languages
from servanda.claims import Claim
from servanda.documents import Laid, Shelf
from servanda.extraction import pipeline
from servanda.followup import followed
from servanda.reader import Texts, claims_of, claims_of_all
from servanda.reading import language
from servanda.reading import read as read_text
from servanda.reading.text import Text
from servanda.reconciliation import resolve
from servanda.reconciliation.source import Source

ROUNDS = 3
MOST = 1000.0  # MB a reading of any size may hold
GROWN = 1.15  # times what a reading of the smallest size holds, at the largest


def text(content: str, path: str = "paper.txt") -> Text:
    return read_text(content, document_sha=hashlib.sha256((path + content).encode()).hexdigest(), path=path,
                     media_type="text/plain", metadata=None)


def timed(work: Callable[[], Any], clock: Callable[[], float] = time.process_time) -> float:
    start = clock()
    work()
    return clock() - start


def bare(parsers: dict[str, Any], texts: Sequence[tuple[str, str]]) -> None:
    """The full pipeline of the parser, names included, at its best batch size."""
    for tag, nlp in parsers.items():
        for _ in nlp.pipe((content for t, content in texts if t == tag), batch_size=16):
            pass


def ours(texts: Sequence[tuple[str, str]]) -> None:
    for n, (_, content) in enumerate(texts):
        claims_of(text(content, f"{n}.txt"))


def ratio(name: str, work: Callable[[], Any], baseline: Callable[[], Any], wanted: str) -> None:
    """The median of several rounds, the two taking turns so that a slow machine slows both."""
    found = []
    for _ in range(ROUNDS):
        base = timed(baseline)
        found.append(timed(work) / base)
    print(f"{name}: {median(found):.2f} (of {', '.join(f'{r:.2f}' for r in found)}; wanted {wanted})", flush=True)


def start_up() -> None:
    """The command's help, and loading a language beside loading its parser."""
    help_time, python = (
        median(timed(lambda command=command: subprocess.run(command, stdout=subprocess.DEVNULL, check=True), time.perf_counter)
               for _ in range(5))
        for command in ([sys.executable, "-m", "servanda.cli", "--help"], [sys.executable, "-c", "pass"])
    )
    print(f"servanda --help: {help_time:.2f} s (bare interpreter {python:.2f} s; wanted at most 0.30 s)")
    for tag in ("en", "fr"):
        parser = languages.load(tag).profile.parser
        model = f"import time, spacy; spacy.load({parser!r}, exclude=['ner']); print(time.process_time())"
        whole = f"import time; from servanda.extraction import pipeline; pipeline.pipeline({tag!r}); print(time.process_time())"
        seconds = [median(float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(3)) for code in (model, whole)]
        print(f"start-up [{tag}]: {seconds[1] - seconds[0]:+.2f} s over loading the parser ({seconds[0]:.2f} s; wanted at most +1)")


def processes() -> None:
    texts = [text(content, f"{n}.txt") for n, (_, content) in enumerate(papers.dispatches(600))]
    one, two = (timed(lambda jobs=jobs: list(claims_of_all(texts, jobs)), time.perf_counter) for jobs in (1, 2))
    print(f"two processes over one, 600 papers: {one / two:.2f} times (wanted at least 1.6)", flush=True)


def growth(sizes: Sequence[int]) -> list[str]:
    """Time and memory of whole readings, each in a process of its own; the exponent of time over number.

    Returns what is wrong of memory, a line each.
    """
    seconds, peaks = [], []
    for size in sizes:
        told = subprocess.check_output([sys.executable, "-m", "benchmarks", "--whole", str(size)])
        took, resolving, peak = json.loads(told)
        seconds.append(took)
        peaks.append(peak)
        print(f"{size} papers: {1000 * took / size:.1f} ms each, of it {1000 * resolving / size:.2f} ms reconciliation; "
              f"peak {peak:.0f} MB (wanted under {MOST:.0f}, flat)", flush=True)
    slope = math.log(seconds[-1] / seconds[0]) / math.log(sizes[-1] / sizes[0])
    print(f"exponent of time over number of papers: {slope:.3f} (wanted at most 1.1)")
    return overweight(sizes, peaks)


def overweight(sizes: Sequence[int], peaks: Sequence[float]) -> list[str]:
    """What is wrong of the memory that readings of some sizes held at most (MB), the smallest first."""
    wrong = [f"{size} papers: peak {peak:.0f} MB, wanted under {MOST:.0f}" for size, peak in zip(sizes, peaks, strict=True)
             if peak >= MOST]
    if peaks[-1] > GROWN * peaks[0]:
        wrong.append(f"{sizes[-1]} papers: peak {peaks[-1] / peaks[0]:.2f} of that for {sizes[0]}, wanted at most {GROWN}")
    return wrong


def whole(size: int) -> tuple[float, float, float]:
    """A reading as `servanda read --json` does it: the texts, what they say, the record, what bears on promises, the JSON.

    Loading the parsers takes no part in the time; reconciliation is all that follows what papers say.
    """
    shelf, claims = Shelf(), Laid[Claim]()
    start = time.process_time()
    sources = [Source(text(content, f"{n}.txt")).aside(shelf) for n, (_, content) in enumerate(papers.dispatches(size))]
    language.forget()
    loading = timed(lambda: [pipeline.pipeline(tag) for tag in ("en", "fr")])
    for told in Texts(sources):
        claims.extend(claims_of(told))
    read = time.process_time()
    pipeline.forget()
    record = followed(resolve(sources, claims), Texts(sources))
    with Path(os.devnull).open("w", encoding="utf-8") as out:
        out.writelines(record.json_parts())
    end = time.process_time()
    return end - start - loading, end - read, _peak()


def _peak() -> float:
    """The most memory this process has held, in MB (Linux; what `getrusage` says begins with the parent's)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM:")).split()[1]) / 1024


def main() -> int:
    arguments = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    arguments.add_argument("--papers", type=Path, default=Path("evaluation/gold"), help="folder of .txt papers")
    arguments.add_argument("--long", action="store_true", help="also 5,000 papers")
    arguments.add_argument("--whole", type=int, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.whole:
        print(json.dumps(whole(given.whole)))
        return 0
    contents = [p.read_bytes().decode("utf-8") for p in sorted(given.papers.rglob("*.txt"))]
    told = [(t.language or "", c) for c in contents if (t := text(c)).language in ("en", "fr")]
    parsers = {tag: spacy.load(languages.load(tag).profile.parser) for tag in ("en", "fr")}
    for tag in parsers:
        pipeline.pipeline(tag)
    start_up()
    print(f"{len(told)} papers of {given.papers}, one process, models loaded")
    ratio("reading them over the bare parser on them", lambda: ours(told), lambda: bare(parsers, told), "at most 1.0")
    mixed = told + list(papers.news(3 * len(told)))
    ratio("reading one part of them in three of other news", lambda: ours(mixed), lambda: bare(parsers, mixed), "at most 0.4")
    processes()
    wrong = growth((100, 1000, 5000) if given.long else (100, 1000))
    print("".join(f"memory: {line}\n" for line in wrong), end="")
    return int(given.long and bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
