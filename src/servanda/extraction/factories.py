"""The components as spaCy factories, announced by the package's entry point: any pipeline knows them by their names.

spaCy imports this whenever it makes a pipeline, so a component's own module is loaded only when the component is made.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from servanda.errors import ServandaError
from servanda.extraction import stored  # noqa: F401 (how what a doc carries is written)

PREFIX = "servanda_"
# In this order; each is made by the module of the same name in `components`, and rests on what those named behind it found.
NEEDS: dict[str, tuple[str, ...]] = {
    "states": (),
    "dates": (),
    "entities": ("states",),
    "references": ("states", "entities"),
    "mechanisms": ("states", "dates", "entities"),
    "instruments": ("states", "dates", "entities"),
    "lives": ("states", "dates", "references", "instruments"),
    "events": ("states", "dates", "entities", "references", "mechanisms", "instruments"),
    "undertakings": ("states", "dates", "entities", "mechanisms", "instruments"),
    "occasions": ("dates", "instruments", "events", "undertakings"),
}
COMPONENTS = tuple(NEEDS)
REFINED = {"lives": "instruments", "occasions": "undertakings"}  # what a component completes that finds nothing of its own
_TEXT = "text"  # first of all, in a pipeline that does not come through `reading`
# The names for `nlp.add_pipe`.
PIPES = tuple(PREFIX + name for name in (_TEXT, *COMPONENTS))
Component = Callable[[Doc], Doc]


class Missing(ServandaError):
    """A pipeline lacks a component that another rests on."""


class Step:
    """A component as it stands in a pipeline: it gives a doc its text where none has, and asks for those it rests on."""

    def __init__(self, name: str, nlp: SpacyLanguage, find: Component) -> None:
        self.component, self.tag, self.find = name, nlp.lang, find

    def __call__(self, doc: Doc) -> Doc:
        """Find in one document.

        Raises:
            Missing: a component it rests on has not looked at the document.
        """
        if doc._.findings is None:
            import_module("servanda.extraction.components.text").prepare(doc, self.tag)
        done = doc._.findings.done
        if missing := [PREFIX + name for name in NEEDS[self.component] if name not in done]:
            raise Missing(f"{PREFIX}{self.component}: the pipeline lacks {', '.join(missing)} before it; "
                          f"add with nlp.add_pipe({missing[0]!r}, before={PREFIX + self.component!r})")
        doc = self.find(doc)
        done.append(self.component)
        return doc


def register() -> None:
    """Let a `Doc` hold its text and what is found; that this module is imported makes the factories known."""
    for extension in ("findings", "text"):
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, default=None)
    for name in COMPONENTS:
        if name not in REFINED and not Doc.has_extension(PREFIX + name):
            Doc.set_extension(PREFIX + name, getter=partial(_found, name))


def _found(name: str, doc: Doc) -> list[Any]:
    return getattr(doc._.findings, name) if doc._.findings is not None else []


def make(component: str, nlp: SpacyLanguage) -> Component:
    """A component for a pipeline's language."""
    register()
    made: Component = import_module(f"servanda.extraction.components.{component}").create(nlp, PREFIX + component)
    return made if component == _TEXT else Step(component, nlp, made)


def _factory(component: str) -> Callable[[SpacyLanguage, str], Any]:
    def create(nlp: SpacyLanguage, name: str) -> Component:
        return make(component, nlp)

    return create


def _attribute(component: str) -> str:
    return f"doc._.{PREFIX}{REFINED.get(component, component)}"


SpacyLanguage.factory(PREFIX + _TEXT, assigns=["doc._.text", "doc._.findings"], func=_factory(_TEXT))
for _component, _needs in NEEDS.items():
    SpacyLanguage.factory(PREFIX + _component, assigns=[_attribute(_component)], requires=[_attribute(n) for n in _needs],
                          func=_factory(_component))
