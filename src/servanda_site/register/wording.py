"""What is wrong with a paper, and what to do, in the language of the page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language, pgettext

from servanda.documents import Problem


def sentence(value: dict[str, Any]) -> str:
    """A kept problem (`register.intake.told`) as its sentence."""
    found = Problem(value["code"], "", value.get("params") or {}, value.get("place"))
    language = (get_language() or "en")[:2]
    told = pgettext("separator", "; ").join((found.reason(language), found.remedy(language, options=False)))
    return pgettext("separator", ": ").join((value["place"], told)) if value.get("place") else told
