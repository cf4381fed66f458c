"""The errors Servanda raises: few, named, and each message says what, where and what to do."""

from __future__ import annotations


class ServandaError(Exception):
    """Anything Servanda refuses to go on with."""


class LanguageError(ServandaError):
    """A language that is not installed, or whose data does not fit its model."""


class UnreadablePaper(ServandaError):
    """A paper that could not be read; the other papers are read all the same.

    path: the paper as shown; place: where in it (a page, a part) or None; reason: what is wrong; remedy: what to do.
    """

    def __init__(self, path: str, place: str | None = None, reason: str = "", remedy: str = "") -> None:
        super().__init__(path, place, reason, remedy)
        self.path, self.place, self.reason, self.remedy = path, place, reason, remedy

    def __str__(self) -> str:
        """One line: the file (and place), what is wrong, what to do."""
        return self.line(": ", "; ")

    def line(self, colon: str, semicolon: str) -> str:
        """The same with the separators of a language."""
        where = f"{self.path} ({self.place})" if self.place else self.path
        wrong = semicolon.join(part for part in (self.reason, self.remedy) if part)
        return f"{where}{colon}{wrong}" if wrong else where


class BrokenClaim(ServandaError):
    """A claim whose citation is no exact span of its document: never let out."""
