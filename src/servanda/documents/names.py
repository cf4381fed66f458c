"""What a file's name says of it: whether it may be a paper at all."""

from __future__ import annotations

from pathlib import Path

from servanda.documents.bundle import SUFFIX

# Files that lie beside papers and are none: data, code, style and fonts. Met in a folder they are passed over without
# a word; named on the command line they are refused, unless they are asked for whatever their names.
NOT_PAPERS = frozenset({
    ".json", ".jsonl", ".ndjson", ".geojson", ".jsonld", ".yml", ".yaml", ".toml", ".ini", ".cfg", ".conf", ".csv", ".tsv",
    ".parquet", ".db", ".sqlite", ".sql", ".py", ".pyi", ".pyc", ".ipynb", ".js", ".mjs", ".jsx", ".ts", ".tsx", ".css", ".scss",
    ".cc", ".cpp", ".hpp", ".cs", ".java", ".go", ".rs", ".rb", ".php", ".pl", ".sh", ".bash", ".bat", ".ps1",
    ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".ico", ".svg", ".log", ".lock", ".sha256", ".md5", ".sig", ".asc", ".tmp",
    ".bak", ".swp", ".part", ".ics", ".vcf", ".bib", ".diff", ".patch", SUFFIX,
})


def is_paper_name(name: str) -> bool:
    """Whether a file of this name may be a paper: not hidden, no data, code or style."""
    return not name.startswith((".", "~$")) and Path(name).suffix.lower() not in NOT_PAPERS
