"""The text of a `Doc`, put together once (`Doc.text` joins all tokens anew each time it is asked)."""

from __future__ import annotations

from spacy.tokens import Doc

_KEY = "servanda_content"


def content(doc: Doc) -> str:
    """The same as `doc.text`."""
    made: str | None = doc.user_data.get(_KEY)
    if made is None:
        made = doc.user_data[_KEY] = doc.text
    return made
