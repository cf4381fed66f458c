"""A refusal as a sentence."""

from __future__ import annotations

from servanda.errors import ServandaError
from servanda_site.web.templatetags.facts import first_letter_up


def said(error: ServandaError) -> str:
    """Why an action was not done, as a sentence of its own: the actions word it as a part of one."""
    told = first_letter_up(str(error))
    return told if told.endswith((".", "!", "?")) else f"{told}."
