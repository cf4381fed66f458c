"""The vocabulary of the record: states, agencies, organisations and closed lists, kept as data."""

from servanda.ontology.model import VERSION, Agency, Ontology, Organisation, Scheme, State, Term, TieRule, broader, concepts, load

__all__ = ["VERSION", "Agency", "Ontology", "Organisation", "Scheme", "State", "Term", "TieRule", "broader", "concepts", "load"]
