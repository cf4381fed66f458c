"""The components as spaCy factories, announced by the package's entry point: any pipeline knows them by their names.

spaCy imports this whenever it makes a pipeline, so a component's own module is loaded only when the component is made.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

PREFIX = "servanda_"
# In this order; each is made by the module of the same name in `components`.
COMPONENTS = (
    "states", "dates", "entities", "references", "mechanisms", "instruments", "lives", "events", "undertakings",
    "occasions",
)
_TEXT = "text"  # first of all, in a pipeline that does not come through `reading`
# The names for `nlp.add_pipe`.
PIPES = tuple(PREFIX + name for name in (_TEXT, *COMPONENTS))
Component = Callable[[Doc], Doc]


def register() -> None:
    """Let a `Doc` hold its text and what is found; that this module is imported makes the factories known."""
    for extension in ("findings", "text"):
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, default=None)


def make(component: str, nlp: SpacyLanguage) -> Component:
    """A component for a pipeline's language."""
    register()
    made: Component = import_module(f"servanda.extraction.components.{component}").create(nlp, PREFIX + component)
    return made


def _factory(component: str) -> Callable[[SpacyLanguage, str], Any]:
    def create(nlp: SpacyLanguage, name: str) -> Component:
        return make(component, nlp)

    return create


for _component in (_TEXT, *COMPONENTS):
    SpacyLanguage.factory(PREFIX + _component, func=_factory(_component))
