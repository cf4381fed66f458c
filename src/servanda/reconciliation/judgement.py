"""Judgements: what people decided, append-only, as JSON lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from gettext import gettext as _
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from servanda.errors import ServandaError
from servanda.reconciliation.corrections import Unsound, kind_of, sound


class Target(BaseModel):
    """What is judged: a claim, a pair of claims, one field of a fact (`[fact id, field name]`), or whether a deed bears on a
    promise (`[undertaking, deed]`: ids of facts or of claims they hold; of a plain statement, its own)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    claim: str | None = None
    pair: tuple[str, str] | None = None
    field: tuple[str, str] | None = None
    evidence: tuple[str, str] | None = None


class Judgement(BaseModel):
    """One decision of one person. `at` is an ISO 8601 time. `key`: the judged claim's key, `document`: the hash of its
    document; together they bind the claim's near copies."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    at: str
    who: str
    target: Target
    verdict: Literal["confirm", "reject", "correct", "same", "different", "unsure"]
    value: Any = None
    reason: str | None = None
    supersedes: str | None = None
    key: str | None = None
    document: str | None = None
    quote: str | None = None


def load(path: Path, refused: Callable[[int, Unsound], None] | None = None) -> list[Judgement]:
    """Judgements of a JSON-lines file, in order (an absent file is no judgement yet).

    A corrected value that no record can hold is left out, and a correction that holds no other.

    Args:
        path: the file.
        refused: told of each value left out: the number of its line, and what is wrong with it.

    Raises:
        ServandaError: a line is no judgement; the message names file and line.
    """
    if not path.exists():
        return []
    made = []
    for number, judgement in _lines(path):
        kept, unsound = checked(judgement)
        if refused is not None:
            for wrong in unsound:
                refused(number, wrong)
        if kept is not None:
            made.append(kept)
    return made


def checked(judgement: Judgement) -> tuple[Judgement | None, list[Unsound]]:
    """A judgement without the corrected values that cannot be (None where nothing is left), and these."""
    target = judgement.target
    if judgement.verdict != "correct" or not (target.claim or target.field):
        return judgement, []
    if target.field:
        told = sound(kind_of(target.field[0]), target.field[1], judgement.value)
        return (None, [told]) if isinstance(told, Unsound) else (judgement.model_copy(update={"value": told}), [])
    if not isinstance(judgement.value, dict):
        return None, [Unsound("value", judgement.value, "fields")]
    values = {name: sound(kind_of(target.claim or ""), name, value) for name, value in judgement.value.items()}
    unsound = [v for v in values.values() if isinstance(v, Unsound)]
    kept = {name: v for name, v in values.items() if not isinstance(v, Unsound)}
    return (judgement.model_copy(update={"value": kept}) if kept else None), unsound


def _lines(path: Path) -> Iterator[tuple[int, Judgement]]:
    # only a line feed ends a line: quotes and reasons may hold the other signs that Unicode ends lines with
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if line.strip():
            try:
                yield number, Judgement.model_validate_json(line)
            except ValidationError as error:
                told = _("%(path)s, line %(line)s: no judgement (%(reason)s); mend the line or delete it, the others stand")
                where = ".".join(map(str, error.errors()[0]["loc"])) or _("not JSON")  # what of it is wrong
                raise ServandaError(told % {"path": path, "line": number, "reason": where}) from error


def append(path: Path, judgement: Judgement) -> None:
    """Add one decision to the file; it is on disk when this returns."""
    import os

    with path.open("a", encoding="utf-8") as out:
        out.write(judgement.model_dump_json(exclude_none=True) + "\n")
        out.flush()
        os.fsync(out.fileno())
