"""The parser's matrix products: numpy's, in one thread, and no other model is touched."""

from __future__ import annotations

import pytest
from thinc.api import Linear, NumpyOps, get_current_ops

from servanda.extraction import arithmetic


class Pipe:
    def __init__(self) -> None:
        self.model = Linear(3, 2)


class Parser:
    def __init__(self) -> None:
        self.pipeline = [("first", Pipe()), ("second", object())]


def test_only_the_models_of_the_pipeline_take_the_products() -> None:
    parser, other = Parser(), Linear(3, 2)
    arithmetic.prefer(parser)  # type: ignore[arg-type]
    first = parser.pipeline[0][1]
    assert isinstance(first, Pipe)
    assert (first.model.ops is not other.ops) is (arithmetic._threads() is not None)
    assert other.ops is get_current_ops()


def test_threads_are_given_back() -> None:
    threads = arithmetic._threads()
    if threads is None:
        pytest.skip("this numpy comes with another library")
    before = threads.get()
    with pytest.raises(ValueError), arithmetic.alone():
        assert threads.get() == 1
        raise ValueError
    assert threads.get() == before


def test_without_that_library_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arithmetic, "_threads", lambda: None)
    parser = Parser()
    arithmetic.prefer(parser)  # type: ignore[arg-type]
    first = parser.pipeline[0][1]
    assert isinstance(first, Pipe)
    assert isinstance(first.model.ops, NumpyOps)
    assert first.model.ops is get_current_ops()
    with arithmetic.alone():
        pass
