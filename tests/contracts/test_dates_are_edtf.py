"""Every date of a record is EDTF, by the field's own parser (Library of Congress / ISO 8601-2)."""

from __future__ import annotations

from pathlib import Path

import pytest
from edtf import parse_edtf

from servanda.extraction.moments import valid
from servanda.reader import read
from servanda.reconciliation import Record

SAMPLES = Path(__file__).parents[2] / "samples" / "vietnam-azerbaijan"


@pytest.fixture(scope="module")
def record() -> Record:
    return read([SAMPLES])


def test_dates_of_the_samples_are_edtf(record: Record) -> None:
    dates = {f.date for kind in (record.events, record.instruments) for f in kind} | {u.due for u in record.undertakings}
    dates |= {d.published for d in record.documents} | {d.dateline.date for d in record.documents if d.dateline}
    told = dates - {None, "soon"}
    assert len(told) > 5
    for value in told:
        assert parse_edtf(value)


@pytest.mark.parametrize("value", ["2025", "2025-05", "2025-05-08", "2025-05-05/2025-05-07", "195X", "XXXX-05-08",
                                   "2024-22", "2025-33"])
def test_what_we_call_valid_the_parser_takes(value: str) -> None:
    assert valid(value)
    assert parse_edtf(value)


@pytest.mark.parametrize("value", ["2025-13", "8 May", "2025-05-32", "soon", ""])
def test_what_is_no_date_is_not_valid(value: str) -> None:
    assert not valid(value)
