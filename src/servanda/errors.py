"""The errors Servanda raises: few, named, and each message says what, where and what to do."""

from __future__ import annotations


class ServandaError(Exception):
    """Anything Servanda refuses to go on with."""


class LanguageError(ServandaError):
    """A language that is not installed, or whose data does not fit its model."""


class UnreadablePaper(ServandaError):
    """A paper that could not be read; the other papers are read all the same."""


class BrokenClaim(ServandaError):
    """A claim whose citation is no exact span of its document: never let out."""
