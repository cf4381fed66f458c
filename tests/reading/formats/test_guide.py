"""The guide's pages on formats and limits say what the code does."""

import re
from dataclasses import fields
from pathlib import Path

from servanda.documents import Limits
from servanda.reading.formats.table import FORMATS

GUIDE = Path(__file__).parents[3] / "docs" / "guide"


def test_guide_states_every_limit_with_its_default() -> None:
    stated = dict(re.findall(r"^\| `--([\w-]+)` \| ([\d.]+) \|", (GUIDE / "limits.md").read_text(encoding="utf-8"), re.M))
    assert stated == {f.name.replace("_", "-"): str(f.default) for f in fields(Limits)}


def test_guide_names_every_format() -> None:
    page = (GUIDE / "formats.md").read_text(encoding="utf-8").lower()
    assert not [form.name for form in FORMATS.values() if form.name.lower() not in page]
