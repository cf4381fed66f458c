"""The components in anybody's pipeline, found through the package's entry point."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMED = "import spacy, sys; nlp = spacy.blank('en'); assert not [m for m in sys.modules if '.components' in m]; "
ADDED = "nlp.add_pipe('sentencizer'); [nlp.add_pipe('servanda_' + n) for n in ('text', 'states', 'dates')]; "
ASKED = "print(sorted(m.code for m in nlp('Oslo and Rabat: Norway met Morocco.')._.findings.states))"


def test_an_installed_package_makes_its_components_known(tmp_path: Path) -> None:
    points = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]["spacy_factories"]
    installed = tmp_path / "announced-1.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: announced\nVersion: 1.0\n", encoding="utf-8")
    told = "".join(f"{name} = {target}\n" for name, target in points.items())
    (installed / "entry_points.txt").write_text(f"[spacy_factories]\n{told}", encoding="utf-8")
    shown = subprocess.run([sys.executable, "-c", NAMED + ADDED + ASKED], capture_output=True, text=True, check=False,
                           env={"PYTHONPATH": f"{tmp_path}:{ROOT / 'src'}"})
    assert shown.returncode == 0, shown.stderr
    assert "'MA'" in shown.stdout and "'NO'" in shown.stdout
