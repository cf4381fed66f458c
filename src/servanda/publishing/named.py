"""Names as sentences need them: with their article, after "of", "to" and "in", several after each other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict


class Named(str):
    """A name that phrases put as their sentence needs it.

    `{state}` is the bare name, `{state:with}` the name with its article, `{state:of}` the name after "of" (in French "du
    Vietnam"); with a capital (`{state:With}`) the same at the beginning of a sentence.
    """

    __slots__ = ("forms",)
    forms: Mapping[str, str]

    def __new__(cls, name: str, forms: Mapping[str, str]) -> Named:
        made = super().__new__(cls, name)
        made.forms = forms
        return made

    def __format__(self, spec: str) -> str:
        if not spec:
            return str(self)
        told = self.forms.get(spec.lower(), str(self))
        return told[:1].upper() + told[1:] if spec[0].isupper() else told


class Articles(BaseModel):
    """`articles` of a catalogue: which article and preposition a name has, by a word of it, its state's code, its ending.

    forms: by article, the name after each preposition. elided: the article before the letters of `elided_before`. and, between:
    how several names are listed.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    and_: str
    between: str
    default: str
    by_word: dict[str, str]
    by_ending: dict[str, str]
    by_code: dict[str, str]
    elided_before: dict[str, str]
    elided: dict[str, str]
    forms: dict[str, dict[str, str]]

    def named(self, name: str, code: str = "") -> Named:
        """A name with its article. code: of the state whose name it is."""
        words = re.split("[ '\u2019-]", name)
        article = next((self.by_word[w] for w in words if w in self.by_word), self.by_code.get(code))
        article = article or next((a for ending, a in self.by_ending.items() if name.endswith(ending)), self.default)
        if name[:1] in self.elided_before.get(article, ""):
            article = self.elided[article]
        return Named(name, {form: pattern.format(name=name) for form, pattern in self.forms[article].items()})

    def listed(self, names: Sequence[Named]) -> Named:
        """Several names after each other."""
        if len(names) == 1:
            return names[0]
        return Named(self._joined(names), {form: self._joined([format(n, form) for n in names])
                                           for form in self.forms[self.default]})

    def _joined(self, names: Sequence[str]) -> str:
        if len(names) < 2:
            return "".join(names)
        return self.and_.format(first=self.between.join(names[:-1]), last=names[-1])
