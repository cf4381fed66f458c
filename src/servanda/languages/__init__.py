"""Languages as data: one folder per language, found by listing, checked as it is loaded."""

from servanda.languages.load import Language, StateNames, called, installed, load

__all__ = ["Language", "StateNames", "called", "installed", "load"]
