"""One spaCy component per file; `factories.COMPONENTS` gives their order."""
