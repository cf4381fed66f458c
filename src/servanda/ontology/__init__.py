"""The vocabulary of the record: states, agencies, organisations and closed lists, kept as data."""

from servanda.ontology.model import Agency, Ontology, Organisation, State, Term, load

__all__ = ["Agency", "Ontology", "Organisation", "State", "Term", "load"]
