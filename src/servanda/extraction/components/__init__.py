"""One spaCy component per file; `pipeline.COMPONENTS` gives their order."""
