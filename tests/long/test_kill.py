"""Killed at any moment: nothing that was acknowledged is lost, nothing half written is taken for whole, the next run succeeds."""

from __future__ import annotations

import json
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from servanda.cli.main import main
from servanda.documents import Bundle, is_bundle
from servanda.publishing.words import Words
from servanda.reconciliation import judgement

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
PAPERS = ROOT / "samples" / "spanish"  # read by lexicon alone: the command starts fast, so that more kills fit in
SECONDS = 100.0  # for each of the two commands
ENDED = (0, 1)  # all papers read, or all but some
PROMPT = Words("en")("judge_prompt").encode()
BULK = 30_000_000  # random bytes in files that are no papers (they are kept): a bundle takes its time to pack them
_QUESTION = re.compile(rb"^\[\d+/(\d+)\]", re.M)


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "servanda.cli", *map(str, arguments)]


def killed(arguments: list[str], seconds: float, draft: Path | None) -> bool:
    """Run a command and kill it after a time (counted from when its draft is there, if one is named); whether it still ran."""
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        while draft is not None and not draft.exists() and process.poll() is None:
            time.sleep(0.002)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            return True
    assert process.returncode in ENDED
    return False


def _bulk(folder: Path) -> list[Path]:
    chance = random.Random(3)
    for number in range(3):
        (folder / f"{number}.txt").write_bytes(chance.randbytes(BULK // 3))
    return [*sorted(PAPERS.glob("*.txt")), folder]


def test_killed_reading_leaves_the_old_bundle_or_the_new_one(tmp_path: Path) -> None:
    folder = tmp_path / "bulk"
    folder.mkdir()
    given, target = _bulk(folder), tmp_path / "july.servanda"
    draft = target.with_name(target.name + ".part")
    run = command("read", *given, "--quiet", "--jobs", "1", "-o", target)
    began = time.monotonic()
    assert subprocess.run(run, stderr=subprocess.DEVNULL).returncode in ENDED
    usual = time.monotonic() - began
    whole = {target.read_bytes()}
    assert main(["read", str(PAPERS), "--quiet", "-o", str(target)]) == 0
    whole.add(older := target.read_bytes())
    chance, end, stopped, amid = random.Random(9), time.monotonic() + SECONDS, 0, 0
    while time.monotonic() < end:
        amidst = chance.random() < 0.6
        moment = chance.uniform(0.0, 1.2) if amidst else usual * chance.uniform(0.2, 1.1)
        stopped += killed(run, moment, draft if amidst else None)
        amid += draft.exists()
        assert is_bundle(target)
        with Bundle(target) as bundle:
            bundle.verify()
        assert target.read_bytes() in whole
        target.write_bytes(older)
        draft.unlink(missing_ok=True)
    assert subprocess.run(run, stderr=subprocess.DEVNULL).returncode in ENDED
    assert target.read_bytes() in whole - {older} and not list(tmp_path.glob("*.part"))
    print(f"reading killed {stopped} times ({usual:.1f} s a run), {amid} of them while writing")
    assert stopped and amid


def _judged(run: list[str], answers: int, pause: float) -> tuple[int, int]:
    """Answer some questions of `servanda judge`, kill it a moment after the last answer.

    Returns how many decisions it acknowledged (by asking the next question) and how many questions it had at first.
    """
    shown, prompts = b"", 0
    with subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0) as process:
        assert process.stdin is not None and process.stdout is not None
        while piece := process.stdout.read(4096):
            shown += piece
            if shown.count(PROMPT) > prompts:
                prompts += 1
                process.stdin.write(b"a\n")
                if prompts > answers:
                    break
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
    return max(0, prompts - 1), int(_QUESTION.findall(shown)[0]) if prompts else 0


def test_killed_judging_loses_no_decision_it_had_acknowledged(tmp_path: Path) -> None:
    path, chance = tmp_path / "desk.jsonl", random.Random(4)
    run = command("judge", *sorted(PAPERS.glob("*.txt")), "--judgements", path, "--lang", "en", "--who", "desk")
    end, runs, acknowledged, done, whole = time.monotonic() + SECONDS, 0, 0, 0, 0
    while time.monotonic() < end:
        told, asked = _judged(run, chance.randrange(9), chance.choice([0.0, 0.001, 0.003, 0.01]) * chance.random())
        runs, acknowledged, whole = runs + 1, acknowledged + told, whole or asked
        made = judgement.load(path)  # raises where a line is half written
        assert len({j.target for j in made}) == len(made)
        assert done + told <= len(made) <= done + told + 1
        assert asked in (0, whole - done), "what is decided is not asked again, all else is"
        done = len(made)
    print(f"judging killed {runs} times, {acknowledged} acknowledged decisions, none lost")
    assert acknowledged
    subprocess.run(run, input=b"a\n" * whole, stdout=subprocess.DEVNULL, check=True)
    assert len(judgement.load(path)) == whole
    assert main(["read", str(PAPERS), "--judgements", str(path), "--quiet"]) == 0


def test_half_a_bundle_and_half_a_decision_are_never_taken_for_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target, path = tmp_path / "july.servanda", tmp_path / "desk.jsonl"
    assert main(["read", str(PAPERS), "--quiet", "-o", str(target)]) == 0
    whole = target.read_bytes()
    for length in random.Random(2).sample(range(len(whole)), 200):
        target.write_bytes(whole[:length])
        assert main(["diff", str(target), str(target)]) == 2
        assert "july.servanda" in capsys.readouterr().err
    made = {"id": "j-1", "at": "2024-06-04T10:00:00Z", "who": "desk", "target": {"claim": "c-1"}, "verdict": "confirm"}
    line = json.dumps(made) + "\n"
    for length in range(1, len(line) - 1):
        path.write_text(line + line[:length], encoding="utf-8")
        assert main(["read", str(PAPERS / "01-lima-cancilleres.txt"), "--judgements", str(path), "--quiet"]) == 2
        assert "line 2" in capsys.readouterr().err
