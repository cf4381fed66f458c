"""The record as people read it: terminal dossier, page, tables, differences."""
