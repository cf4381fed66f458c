"""The vocabulary of the record: states, agencies, organisations and closed lists, kept as data."""

from servanda.ontology.model import (
    VERSION,
    Act,
    Agency,
    Ontology,
    Organisation,
    Scheme,
    State,
    Term,
    TieRule,
    above,
    acts,
    broader,
    concepts,
    load,
)

__all__ = ["VERSION", "Act", "Agency", "Ontology", "Organisation", "Scheme", "State", "Term", "TieRule", "above", "acts",
           "broader", "concepts", "load"]
