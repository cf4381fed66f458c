"""Take in a file as it was given: one paper, or the papers packed in an archive or a bundle, each by itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from servanda.documents import Problem
from servanda.documents.bundle import SUFFIX
from servanda.documents.names import is_paper_name
from servanda_site.accounts.models import User
from servanda_site.register import packed
from servanda_site.register.actions.bring_in import Brought, bring_in, shown_name
from servanda_site.register.actions.refusals import Impossible
from servanda_site.register.intake import limits, told
from servanda_site.register.models import Marking, Partnership
from servanda_site.register.wording import sentence


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a file. packed: it was an archive or a bundle. refused: what of it could not be taken, and why."""

    papers: list[Brought] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    packed: bool = False


def take_in(user: User, name: str, data: bytes, *, marking: int = Marking.PUBLIC, partnership: Partnership | None = None,
            source: str = "", anew: bool = False) -> Taken:
    """Bring in what a file holds.

    Args:
        name: the file's, whose suffix may say that it is no paper. source: where it came from; else, of a paper that was
            packed, its place in the archive. anew: what a bundle says of its papers is not taken over, for nobody answers for it.
        The others are those of `bring_in`.

    Raises:
        NotAllowed: the person is no officer there, or not cleared for the marking.
        Impossible: it is too large, empty, or data and code by its name; the message says what to do.
    """
    shown = shown_name(name)
    _refuse(shown, data)
    if not packed.is_packed(shown, data, limits()):
        return Taken([bring_in(user, name, data, marking=marking, partnership=partnership, source=source)])
    wrong: list[Problem] = []
    papers = [bring_in(user, one.document.path, one.document.data, marking=marking, partnership=partnership,
                       source=source or one.document.path, offered=None if anew else one.offered)
              for one in packed.papers(shown, data, limits(), wrong.append)]
    return Taken(papers, [(problem.path, sentence(told(problem))) for problem in wrong], packed=True)


def too_large(size: int) -> Impossible:
    """Why a file of this size is not taken."""
    return _impossible("too-large", size=f"{size / 1_000_000:.1f}", limit=str(limits().file_bytes // 1_000_000))


def _refuse(name: str, data: bytes) -> None:
    if len(data) > limits().file_bytes:
        raise too_large(len(data))
    if not data:
        raise _impossible("empty")
    if not is_paper_name(name) and not name.endswith(SUFFIX):
        raise _impossible("not-a-paper", suffix=name[name.rfind("."):] if "." in name else name)


def _impossible(code: str, **params: str) -> Impossible:
    return Impossible(sentence({"code": code, "params": params}))
