"""Killed at random moments while papers come in, are read, judged and made into a record: nothing acknowledged is missing.

SERVANDA_KILLS says how often (50). What a paper says is given here, so that no parser is loaded for each of them; everything else
is as it is in use.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time

import pytest
from registers import MAKE_DESK, Register, register

pytestmark = pytest.mark.long
KILLS = int(os.environ.get("SERVANDA_KILLS", "50"))

# What is killed: it brings papers in, reads, judges, seals, rebuilds for ever, and says after each step what was acknowledged.
BUSY = """
import json, random, sys
import desks
from django.contrib.auth import get_user_model
from servanda import reader
from servanda_site.config.commands.rebuild import index_papers
from servanda_site.config.commands.worker import take_up
from servanda_site.register import intake, projecting, tasks
from servanda_site.register.actions import judge as j
from servanda_site.register.actions.bring_in import bring_in
from servanda_site.register.models import Claim, Paper, Partnership

rng = random.Random(int(sys.argv[1]))
def say(kind, value):
    print(json.dumps([kind, value]), flush=True)

ten = [("undertaking", "train ten engineers from Vietnam", {"by": ["AZ"], "areas": ["education"]})]
reader.claims_of = lambda text: desks.claims(text, ten)
officer = get_user_model().objects.get(email="officer@example.org")
ours = Partnership.objects.get(states="AZ VN")
take_up(); tasks.sweep()
n = 0
while True:
    n += 1
    name = f"{sys.argv[1]}-{n}.txt"
    text = f"Paper {name}. Azerbaijan will train ten engineers from Vietnam in {2027 + n % 20}."
    paper = bring_in(officer, name, text.encode(), partnership=ours).paper
    say("paper", [paper.pk, paper.sha256])
    state = intake.read_paper(paper.pk)
    say("read", [paper.pk, state])
    claim = rng.choice(list(Claim.objects.all()[:40]))
    if claim.document in set(Paper.objects.filter(partnership=ours, marking=0).values_list("sha256", flat=True)):
        made = j.judge(officer, claim, rng.choice(["confirm", "reject", "unsure"]))
        say("judgement", made.pk)
    projecting.bring_up_all(everything=rng.random() < .3)
    if rng.random() < .2:
        index_papers()
"""

# What must hold afterwards.
SOUND = """
import json, sys
from collections import Counter
from servanda_site.register.models import Claim, Judgement, LogEntry, Paper
from servanda_site.register.store import store
said = json.load(open(sys.argv[1]))
missing = []
for kind, value in said:
    if kind == "paper":
        paper = Paper.objects.filter(pk=value[0], sha256=value[1]).first()
        if paper is None or value[1] not in store():
            missing.append([kind, value])
    elif kind == "read" and Paper.objects.get(pk=value[0]).state != value[1]:
        missing.append([kind, value])
    elif kind == "judgement" and not Judgement.objects.filter(pk=value).exists():
        missing.append([kind, value])
doubled = [k for k, times in Counter(Paper.objects.values_list("sha256", "marking", "partnership")).items() if times > 1]
logged = Counter(LogEntry.objects.filter(action="bring in").values_list("target", flat=True))
doubled += [k for k, times in logged.items() if times > 1]
unlogged = [p for p in Paper.objects.values_list("pk", flat=True) if f"paper:{p}" not in logged]
print(json.dumps([missing, doubled, unlogged]))
"""


def _killed(found: Register, seed: int, seconds: float) -> list[list[object]]:
    """Let it be busy for a moment, kill it, and return what it had acknowledged."""
    code = f"import django; django.setup()\n{BUSY}"
    busy = subprocess.Popen([sys.executable, "-c", code, str(seed)], env=found.environment, stdout=subprocess.PIPE, text=True,
                            stderr=subprocess.PIPE)
    assert busy.stdout is not None and busy.stderr is not None
    told = [busy.stdout.readline() for _ in range(1 + seed % 7)]
    assert all(told), busy.stderr.read()
    time.sleep(seconds)
    busy.send_signal(signal.SIGKILL)
    rest, _ = busy.communicate()
    return [json.loads(line) for line in [*told, *rest.splitlines()] if line.endswith(("]", "]\n"))]


def test_nothing_acknowledged_is_lost(tmp_path):
    rng = random.Random(int(os.environ.get("SERVANDA_SEED", "1")))
    said: list[list[object]] = []
    with register(tmp_path) as found:
        found.run(MAKE_DESK)
        for number in range(KILLS):
            said += _killed(found, number, rng.uniform(0.0, 0.6))
            if number % 10 == 9 or number == KILLS - 1:
                (tmp_path / "said.json").write_text(json.dumps(said))
                done = found.python("-c", f"import django; django.setup()\n{SOUND}", tmp_path / "said.json")
                assert done.returncode == 0, done.stderr
                assert json.loads(done.stdout) == [[], [], []]
                checked = found.servanda("check")
                assert checked.returncode == 0, checked.stdout
    print(f"{KILLS} kills, {len(said)} things acknowledged, none missing")


def test_rebuild_killed_ends_like_one_that_was_not(tmp_path):
    with register(tmp_path) as found:
        found.run(MAKE_DESK)
        digests = ("from servanda_site.register.models import Fact\n"
                   "print(sorted(Fact.objects.values_list('fact', 'digest', 'projection__marking')))")
        before = found.run(digests)
        for seconds in (1.5, 2.0, 2.5, 3.0):
            rebuilding = found.start("rebuild")
            time.sleep(seconds)
            rebuilding.kill()
            rebuilding.wait()
        assert found.servanda("rebuild").returncode == 0
        assert found.run(digests) == before


def test_disk_full_is_told_and_loses_nothing(tmp_path):
    with register(tmp_path) as found:
        found.run(MAKE_DESK)
        large = tmp_path / "large.txt"
        large.write_text("Word " * 400_000)
        limit = 300_000

        def small() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        for words in (["load", large], ["backup", tmp_path / "big.zip"]):
            done = subprocess.run([sys.executable, "-m", "servanda.cli", *map(str, words)], env=found.environment, text=True,
                                  capture_output=True, preexec_fn=small, check=False)
            assert done.returncode in (1, 2) and "Traceback" not in done.stderr, (words, done.stderr)
        assert not (tmp_path / "big.zip").exists()
        checked = found.servanda("check")
        assert checked.returncode == 0, checked.stdout


def test_two_workers_read_a_paper_once(tmp_path):
    with register(tmp_path) as found:
        found.run(MAKE_DESK)
        found.run("from servanda_site.register.actions.bring_in import bring_in\n"
                  "from servanda_site.register import tasks\n"
                  "from servanda_site.register.models import Partnership\n"
                  "from servanda_site.accounts.models import User\n"
                  "ours, who = Partnership.objects.get(states='AZ VN'), User.objects.get(email='officer@example.org')\n"
                  "for n in range(6):\n"
                  "    paper = bring_in(who, f'{n}.txt', f'Paper {n} about nothing.'.encode(), partnership=ours).paper\n"
                  "    tasks.wake(paper); tasks.wake(paper)\n")
        workers = [found.start("worker", "--once") for _ in range(2)]
        assert [w.wait(300) for w in workers] == [0, 0]
        told = found.run("from collections import Counter\nfrom servanda_site.register.models import LogEntry\n"
                         "print(sorted(Counter(LogEntry.objects.filter(action='read').values_list('target')).values()))")
        assert told.strip() == "[1, 1, 1, 1, 1, 1]"


def test_clock_set_back_keeps_order(tmp_path):
    with register(tmp_path) as found:
        found.run(MAKE_DESK)
        found.run("from datetime import timedelta\nfrom unittest import mock\nfrom django.utils import timezone\n"
                  "from servanda_site.register.actions.judge import judge, undo\n"
                  "from servanda_site.register.models import Claim\nfrom servanda_site.accounts.models import User\n"
                  "who = User.objects.get(email='head@example.org')\n"
                  "claim = Claim.objects.filter(fields__due='2030').first()\n"
                  "judge(who, claim, 'confirm')\n"
                  "past = timezone.now() - timedelta(days=400)\n"
                  "with mock.patch('django.utils.timezone.now', lambda: past):\n"
                  "    last = judge(who, claim, 'reject')\n"
                  "claim.refresh_from_db(); assert claim.decision == 'rejected', claim.decision\n")
        whole, sound = found.verbs(["verify"], ["check"])
        assert whole[0] == 0 and sound[0] == 0, (whole, sound)
