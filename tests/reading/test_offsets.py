"""Places kept as runs are the places they were made from."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from servanda.reading.text import Offsets

PLACES = st.lists(st.tuples(st.integers(0, 500), st.integers(1, 9))).map(
    lambda runs: [place for start, length in runs for place in range(start, start + length)])


@given(PLACES, st.slices(60))
def test_runs_are_the_places(places: list[int], part: slice) -> None:
    kept = Offsets(places)
    assert list(kept) == places == [kept[i] for i in range(len(kept))] and list(kept[part]) == places[part]
    assert not places or kept[-1] == places[-1]
    assert Offsets.of(kept.runs()) == kept == pickle.loads(pickle.dumps(kept))
    assert hash(Offsets.of(kept.runs())) == hash(kept)


@given(PLACES, PLACES)
def test_others_are_others(places: list[int], others: list[int]) -> None:
    assert (Offsets(places) == Offsets(others)) is (places == others)
