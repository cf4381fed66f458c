"""The words of the interface, by language: data in `locale/`, labels of codes from the ontology."""

from __future__ import annotations

import json
import locale as system_locale
import os
import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from gettext import gettext as _
from importlib.resources import files
from typing import Any

from servanda import datafile, languages, ontology
from servanda.documents import problems
from servanda.documents.sources import STANDARD_INPUT
from servanda.errors import ServandaError
from servanda.publishing.dates import DateWords, spell
from servanda.publishing.named import Articles, Named
from servanda.reconciliation.corrections import Unsound

_TRIGGERED = frozenset({"event", "undertaking", "mechanism"})  # their cues are names of ours, not words of the paper
_DAY = len("2025-05-08")
_SHARE = re.compile(r"[01]\.\d+")
_SHOWN = 120  # characters shown of what a fact rests on


class Words:
    """The interface's words in one language.

    Args:
        tag: an interface language (`available()` lists them).
    """

    def __init__(self, tag: str) -> None:
        self.tag = tag
        catalogue = _catalogue(tag)
        self._dates = DateWords.model_validate(catalogue["dates"])
        self.articles = Articles.model_validate(catalogue["articles"])
        self._words = {k: str(v) for k, v in catalogue.items() if k not in ("dates", "articles")}

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key, its fields filled in; the key itself where the catalogue lacks it."""
        return self._words.get(key, key).format(**values)

    def __contains__(self, key: str) -> bool:
        return key in self._words

    def count(self, key: str, number: int, **more: object) -> str:
        """The text of a key for a number: `key.one` for one (and, where a language says so, nought), else `key.other`."""
        alone = number == 1 or (number == 0 and self._words.get("nought_is_singular") == "yes")
        return self(f"{key}.{'one' if alone else 'other'}", number=number, **more)

    def reason(self, reason: str) -> str:
        """Why two claims were joined, or a deed bears on a promise, in words (`code` or `code: details`).

        Words with fields (`{when}`, `{ordinal}`, `{place}`) say the details in them; others have them behind.
        """
        code, _, details = reason.partition(": ")
        key = f"reason_{code}"
        if details and "{" in self._words.get(key, ""):
            return self(key, when=self.when(details), ordinal=self.ordinal(details), place=details)
        shown = self.label("areas", details) if code == "same_area" else self.share(details)
        shown = self.office(details) if code == "same_office" and details else shown
        return self(key) + (f" ({shown})" if shown else "")

    def share(self, details: str) -> str:
        """A share of one (`0.87`) in hundredths; other details as they are."""
        return self("percent", number=round(100 * float(details))) if _SHARE.fullmatch(details) else details

    def when(self, edtf: str) -> str:
        """A date as a phrase of time: `on` a day, `in` a month or year."""
        date = self.date(edtf)
        return date if "/" in edtf else self("on_day" if len(edtf) == _DAY else "in_month", date=date)

    def ordinal(self, number: str) -> str:
        """A number as an ordinal in words, the feminine where a language has one; in figures with its ending beyond them."""
        words = self("ordinals").split()
        if not (number.isascii() and number.isdigit()) or int(number) == 0:
            return number
        if int(number) <= len(words):
            return words[int(number) - 1]
        usual, *special = self("ordinal_endings").split()
        last = dict(pair.split(":") for pair in special) if number[-2:-1] != "1" else {}
        return number + last.get(number[-1], usual)

    def occasion(self, kind: str, number: int | None) -> str:
        """What an event is called: its type, by its number where it has one, in the manner of the language for that type."""
        what = self.label("event_types", kind)
        if not number:
            return what
        key = f"numbered_{kind}" if f"numbered_{kind}" in self else "numbered"
        told = self(key, ordinal=self.ordinal(str(number)), number=number, what=what[:1].lower() + what[1:])
        return told[:1].upper() + told[1:]

    def why(self, rule: str, cue: str, words: str) -> str:
        """Why a fact was read so: what kind of words it rests on, and these words as the paper has them.

        Args:
            rule: a rule's name (`office before`, `undertaking:future`); one without words of its own is told by its kind.
            cue: the cue: the paper's own words, or the name of a trigger. words: what the rule read.
        """
        kind, _, name = rule.partition(":")
        keys = (f"rule_{kind}_{name}", f"rule_{kind}", "rule_entity")
        told = next(self(k) for k in (k.replace(" ", "_").replace("-", "_") for k in keys) if k in self)
        said = " ".join((words if kind in _TRIGGERED else cue or words).split())
        return self("pair", name=told, value=self("quote", words=said[:_SHOWN])) if said else told

    def label(self, vocabulary: str, code: str | None) -> str:
        """The label of an ontology code."""
        return ontology.load().label(vocabulary, code, self.tag) if code else ""

    def expected(self, wrong: Unsound) -> str:
        """What a corrected value should be, in words, with the codes there are."""
        return self(f"expects_{wrong.expected}", known=", ".join(wrong.known))

    def typed(self, value: object) -> str:
        """A value as it is typed: words as they are, anything else as JSON; the beginning of a long one."""
        told = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        return " ".join(told.split())[:_SHOWN]

    def paper(self, path: str) -> str:
        """A paper by its path; one that came by standard input is called so."""
        first, slash, within = path.partition("/")
        return self("standard_input") + slash + within if first == STANDARD_INPUT else path

    def date(self, edtf: str | None) -> str:
        """A date in words (what is undated says so)."""
        return spell(edtf, self._dates)

    def state(self, code: str) -> str:
        """The short name of a state."""
        names = languages.load(self.tag).states.get(code)
        return names.names[0] if names else code

    def states(self, codes: Iterable[str]) -> str:
        """Short names of states, in the language's alphabetical order."""
        return " \u2013 ".join(sorted((self.state(c) for c in codes), key=alphabetical))

    def sides(self, codes: Iterable[str]) -> Named:
        """The same as a phrase needs them: `{sides:of}`."""
        return self.articles.listed([self.articles.named(self.state(c), c) for c in
                                     sorted(codes, key=lambda c: alphabetical(self.state(c)))])

    def language(self, tag: str | None) -> str:
        """The name of a language; its tag where it has no name here."""
        return self("unknown_language") if tag is None else languages.called(tag, self.tag)

    def office(self, code: str) -> str:
        """An office with its portfolio in words."""
        head, _, portfolio = code.partition("/")
        words = self.label("offices", code)
        if words == code and portfolio:
            words = self.label("offices", head)
            if portfolio != "other":
                words += f" ({self.label('portfolios', portfolio)})"
        return words


def alphabetical(name: str) -> str:
    """A key that sorts names as a dictionary does: case and accents do not count."""
    return "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))


@cache
def _catalogue(tag: str) -> dict[str, Any]:
    path = files("servanda.publishing") / "locale" / f"{tag}.yml"
    return dict(datafile.parse(path.read_text(encoding="utf-8")))


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
        told = _("no interface language %(tag)s; there are: %(known)s")
        raise ServandaError(told % {"tag": chosen, "known": ", ".join(available())})
    return Words(chosen)


def preferred() -> str:
    """The interface language of the system's locale, that of the problems' own words failing that."""
    for value in (os.environ.get(n, "") for n in ("LC_ALL", "LC_MESSAGES", "LANG")):
        if value[:2].lower() in available():
            return value[:2].lower()
    try:
        value = system_locale.getlocale()[0] or ""
    except ValueError:
        value = ""
    return value[:2].lower() if value[:2].lower() in available() else problems.default_language()
