"""`python -m benchmarks.followup_site [SIZE ...]`: evidence for one new paper in a register of many undertakings, and how it grows.

As in `benchmarks.followup`, a register of n undertakings has the square root of n partnerships; here they are rows of a database. One
partnership is made of papers, as a reading leaves them; the others are copies of its rows, which searches have to pass by.
"""

from __future__ import annotations

import math
import os
import random
import sys
import tempfile
import time

from benchmarks.documents import EACH, add_paper

SIZES = (3_000, 30_000, 300_000)
ROUNDS = 3
WANTED = 2.0  # seconds


def fill(size: int, chance: random.Random) -> int:
    """A partnership, and its copies; its key."""
    from servanda_site.register.models import Partnership
    from servanda_site.register.projecting import bring_up
    from servanda_site.tracking import suggesting

    partnerships = math.isqrt(size)
    one = Partnership.objects.create(states="AZ VN", ours="VN")
    for number in range(-(-partnerships // EACH)):
        add_paper(one, number, min(EACH, partnerships - number * EACH), chance)
    bring_up(one)
    suggesting.bring_up(one)
    for number in range(partnerships - 1):
        _copy(one, number)
    return int(one.pk)


def _copy(one, number: int) -> None:  # type: ignore[no-untyped-def]
    """The rows of a partnership once more, under other names."""
    from django.db import connection, transaction

    from servanda_site.register.models import Fact, FactClaim, Partnership, Projection
    from servanda_site.tracking.models import MadeOn, Suggestion

    with transaction.atomic(), connection.cursor() as cursor:
        other = Partnership.objects.create(states=f"{number:03} VN")
        made = Projection.objects.create(partnership=other, marking=0)
        old = Projection.objects.get(partnership=one).pk
        last = Fact.objects.order_by("-pk").values_list("pk", flat=True)[0]
        first = Fact.objects.filter(projection=old).order_by("pk").values_list("pk", flat=True)[0]
        shift = last - first + 1
        for model, changed, column, key in (
                (Fact, {"id": f"id + {shift}", "projection_id": made.pk, "fact": f"fact || '-{number}'"}, "projection_id", old),
                (FactClaim, {"projection_id": made.pk, "claim": f"claim || '-{number}'", "fact_id": f"fact_id + {shift}"},
                 "projection_id", old),
                (Suggestion, {"partnership_id": other.pk, "promise": f"promise || '-{number}'", "deed": f"deed || '-{number}'"},
                 "partnership_id", one.pk),
                (MadeOn, {"partnership_id": other.pk, "promise": f"promise || '-{number}'"}, "partnership_id", one.pk)):
            names = [f.column for f in model._meta.concrete_fields if f.column != "id" or "id" in changed]
            values = ", ".join(str(changed.get(n, f'"{n}"')) for n in names)
            written = ", ".join(f'"{n}"' for n in names)
            cursor.execute(f"INSERT INTO {model._meta.db_table} ({written}) "  # noqa: S608 - our own names and numbers
                           f"SELECT {values} FROM {model._meta.db_table} WHERE {column} = %s", [key])


def measure(size: int) -> tuple[float, float]:
    """Seconds until suggestions stand for one new paper, by the clock and of the processor: the slowest of several rounds."""
    from servanda_site.register.models import Fact, Partnership
    from servanda_site.register.projecting import bring_up
    from servanda_site.tracking import suggesting

    chance = random.Random(size)
    start = time.perf_counter()
    one = Partnership.objects.get(pk=fill(size, chance))
    held = Fact.objects.filter(kind="undertaking").count()
    sys.stdout.write(f"{held:>9,} undertakings in {Partnership.objects.count()} partnerships, made in {time.perf_counter() - start:.0f} s\n")
    clocks, processors = [], []
    for n in range(ROUNDS):
        add_paper(one, 40 + n, EACH, chance)
        bring_up(one)
        clock, processor = time.perf_counter(), time.process_time()
        suggesting.bring_up(one)
        clocks.append(time.perf_counter() - clock)
        processors.append(time.process_time() - processor)
    return max(clocks), max(processors)


def main() -> int:
    """Each size in a register (and a process) of its own, then the exponent; 1 if the largest took too long."""
    if len(sys.argv) == 3 and sys.argv[1] == "--one":
        from servanda_site.config.commands import migrate, set_up

        set_up()
        migrate()
        clock, processor = measure(int(sys.argv[2]))
        sys.stdout.write(f"{clock} {processor}\n")
        return 0
    import subprocess

    sizes, found = [int(a) for a in sys.argv[1:]] or list(SIZES), []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="servanda-bench-") as home:
            told = subprocess.run([sys.executable, "-m", "benchmarks.followup_site", "--one", str(size)], check=True, text=True,
                                  stdout=subprocess.PIPE,
                                  env={**os.environ, "SERVANDA_HOME": home, "SERVANDA_LOG_LEVEL": "ERROR"}).stdout.splitlines()
        clock, processor = map(float, told[-1].split())
        sys.stdout.write(f"{told[-2]}; one new paper of {EACH}: {clock:.2f} s ({processor:.2f} s of the processor)\n")
        sys.stdout.flush()
        found.append(processor)
    if len(sizes) > 1:
        sys.stdout.write(f"exponent {math.log(found[-1] / found[0]) / math.log(sizes[-1] / sizes[0]):.2f} (wanted under 1)\n")
    return 0 if found[-1] < WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
