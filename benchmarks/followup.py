"""`python -m benchmarks.followup [SIZE ...]`: evidence for one new paper among many undertakings, and how its time grows.

A register grows by partnerships as well as by papers: with n undertakings it has the square root of n partnerships here.
"""

from __future__ import annotations

import math
import random
import sys
import time
from collections.abc import Iterator

from servanda.followup import Collection, Index, of_papers
from servanda.reconciliation import record as r

SIZES = (3_000, 30_000, 300_000)
PER_PAPER = 30
ROUNDS = 5
VERBS = ("strengthen cooperation in", "sign an agreement on", "convene the joint commission for", "train specialists in", "increase exports of",
         "exchange delegations on", "set up a working group on", "open talks on", "carry out the programme for", "share data on")
OBJECTS = ("rice", "fisheries", "rail freight", "solar energy", "air services", "vaccines", "customs", "tourism", "scholarships", "museums",
           "cotton", "oil", "gas", "ports", "satellites", "water", "forests", "extradition", "investment", "statistics")


def paper(number: int, pair: tuple[str, str], rng: random.Random) -> tuple[r.DocumentOf, list[r.Undertaking], list[r.Event]]:
    """One paper with its undertakings, and one session held."""
    name = f"d-{number}"
    day = f"{2000 + rng.randrange(25)}-{1 + rng.randrange(12):02}-{1 + rng.randrange(28):02}"
    document = r.DocumentOf(id=name, path=name, sha256=name, text_sha256=name, media_type="text/plain", language="en", title=None,
                            agencies=[], side=None, published=day, dateline=None, body=[])
    promises = []
    for n in range(PER_PAPER):
        said = f"{rng.choice(VERBS)} {rng.choice(OBJECTS)} and {rng.choice(OBJECTS)} by lot {rng.randrange(500)}"
        promises.append(r.Undertaking(
            id=f"u-{number}-{n}", by=list(pair), act="pledge", force="agree", text=said, areas=["trade"], due=None, target=None,
            mechanism=f"m-{pair}" if "commission" in said else None, answer=None, speaker=None, event=None, instrument=None,
            citations=[r.Place(document=name, start=n, end=n + 1, quote=said)]))
    held = r.Event(id=f"e-{number}", type="session", date=day, place=None, participants=[], states=list(pair), status="held",
                   ordinal=None, mechanism=f"m-{pair}", part_of=None,
                   citations=[r.Place(document=name, start=0, end=1, quote="The joint commission met.")])
    return document, promises, [held]


def papers(size: int, rng: random.Random) -> Iterator[r.Record]:
    """Records of one partnership each, together of so many undertakings."""
    pairs = max(1, math.isqrt(size))
    each = max(1, size // PER_PAPER // pairs)
    for p in range(pairs):
        pair = (f"P{p}", f"Q{p}")
        made = [paper(p * each + n, pair, rng) for n in range(each)]
        yield r.Record(documents=[d for d, _, _ in made], undertakings=[u for _, us, _ in made for u in us],
                       events=[e for _, _, es in made for e in es])


def measure(size: int) -> float:
    """Seconds for one new paper, the slowest of several rounds."""
    rng, index = random.Random(size), Index()
    for record in papers(size, rng):
        collection = Collection(record)
        index.add(collection.promises(), collection.deeds())
    slowest = 0.0
    for n in range(ROUNDS):
        document, promises, events = paper(-1 - n, ("P0", "Q0"), rng)
        start = time.process_time()
        collection = Collection(r.Record(documents=[document], undertakings=promises, events=events))
        index.add(collection.promises(), collection.deeds())
        of_papers(index, [document.id])
        slowest = max(slowest, time.process_time() - start)
    return slowest


def main() -> None:
    """Print the times and the exponent between the smallest and the largest size."""
    sizes = [int(a) for a in sys.argv[1:]] or list(SIZES)
    times = [measure(size) for size in sizes]
    for size, seconds in zip(sizes, times, strict=True):
        print(f"{size:>9,} undertakings: {seconds:.3f} s for one new paper of {PER_PAPER}")
    if len(sizes) > 1:
        print(f"exponent {math.log(times[-1] / times[0]) / math.log(sizes[-1] / sizes[0]):.2f}")


if __name__ == "__main__":
    main()
