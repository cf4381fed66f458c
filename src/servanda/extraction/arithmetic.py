"""Matrix products of the parser by the library that comes with numpy, in one thread.

The parser's own library takes twice as long (measured: docs/decisions/0007-speed.md). Left to itself, numpy's starts a thread
for each processor, which costs several times what it saves on matrices as small as a sentence's: papers are shared out among
processes instead. Where the number of its threads cannot be set, the parser keeps its own library.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy
from spacy.language import Language as SpacyLanguage
from thinc.api import NumpyOps

_FOLDERS = ("../numpy.libs", ".dylibs", ".libs")
_NAMES = ("scipy_openblas_{}_num_threads64_", "scipy_openblas_{}_num_threads", "openblas_{}_num_threads64_",
          "openblas_{}_num_threads")


class _Threads(NamedTuple):
    get: Callable[[], int]
    set: Callable[[int], None]


@cache
def _threads() -> _Threads | None:
    """How many threads numpy's library takes, to ask and to say; None where it is none that can be told."""
    home = Path(numpy.__file__).parent
    for path in sorted(found for folder in _FOLDERS for found in (home / folder).glob("*openblas*")):
        try:
            library = ctypes.CDLL(str(path))
        except OSError:
            continue
        for name in _NAMES:
            if hasattr(library, name.format("set")) and hasattr(library, name.format("get")):
                return _Threads(getattr(library, name.format("get")), getattr(library, name.format("set")))
    return None


def prefer(nlp: SpacyLanguage) -> None:
    """Let a pipeline's models take numpy's products, where `alone` can hold them to one thread."""
    if _threads() is None:
        return
    products = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for layer in model.walk() if model is not None and hasattr(model, "walk") else ():
            if type(layer.ops) is NumpyOps:
                layer.ops = products


@contextmanager
def alone() -> Iterator[None]:
    """Hold numpy's products to one thread, for as long as it lasts."""
    threads = _threads()
    if threads is None:
        yield
        return
    before = threads.get()
    threads.set(1)
    try:
        yield
    finally:
        threads.set(before)
