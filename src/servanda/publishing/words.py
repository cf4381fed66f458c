"""The words of the interface, by language: data in `locale/`, labels of codes from the ontology."""

from __future__ import annotations

import locale as system_locale
import os
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from servanda import languages, ontology
from servanda.errors import ServandaError

DEFAULT = "en"


class Words:
    """The interface's words in one language.

    Args:
        tag: an interface language (`available()` lists them).
    """

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self._words = _catalogue(tag)

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key, its fields filled in; the key itself where the catalogue lacks it."""
        return self._words.get(key, key).format(**values)

    def count(self, key: str, number: int) -> str:
        """The text of a key for a number: `key.one` for one (and, where a language says so, nought), else `key.other`."""
        alone = number == 1 or (number == 0 and self._words.get("nought_is_singular") == "yes")
        return self(f"{key}.{'one' if alone else 'other'}", number=number)

    def reason(self, reason: str) -> str:
        """Why two claims were joined, in words (`code` or `code: details`)."""
        code, _, details = reason.partition(": ")
        return self(f"reason_{code}") + (f" ({details})" if details else "")

    def label(self, vocabulary: str, code: str | None) -> str:
        """The label of an ontology code."""
        return ontology.load().label(vocabulary, code, self.tag) if code else ""

    def state(self, code: str) -> str:
        """The short name of a state."""
        names = languages.load(self.tag).states.get(code)
        return names.names[0] if names else code

    def states(self, codes: list[str] | tuple[str, ...]) -> str:
        """Short names of states, in the language's alphabetical order."""
        return " \u2013 ".join(sorted(self.state(c) for c in codes))

    def office(self, code: str, state: str | None = None) -> str:
        """An office with its portfolio and state in words."""
        head, _, portfolio = code.partition("/")
        words = self.label("offices", code)
        if words == code and portfolio:
            words = f"{self.label('offices', head)} ({self.label('portfolios', portfolio)})"
        return words


@cache
def _catalogue(tag: str) -> dict[str, str]:
    path = files("servanda.publishing") / "locale" / f"{tag}.yml"
    return {k: str(v) for k, v in yaml.safe_load(path.read_text(encoding="utf-8")).items()}


@lru_cache(maxsize=1)
def available() -> tuple[str, ...]:
    """The interface languages, sorted."""
    folder = files("servanda.publishing") / "locale"
    return tuple(sorted(f.name.removesuffix(".yml") for f in folder.iterdir() if f.name.endswith(".yml")))


def interface(tag: str | None = None) -> Words:
    """The interface in the language asked for, else in that of the system's locale.

    Raises:
        ServandaError: there is no such interface language.
    """
    chosen = tag or preferred()
    if chosen not in available():
        raise ServandaError(f"no interface language {chosen!r}; there are {', '.join(available())}")
    return Words(chosen)


def preferred() -> str:
    """The interface language of the system's locale, English failing that."""
    for value in (os.environ.get(n, "") for n in ("LC_ALL", "LC_MESSAGES", "LANG")):
        if value[:2].lower() in available():
            return value[:2].lower()
    try:
        value = system_locale.getlocale()[0] or ""
    except ValueError:
        value = ""
    return value[:2].lower() if value[:2].lower() in available() else DEFAULT
