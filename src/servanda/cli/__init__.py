"""The `servanda` command. Every verb is a module here; nothing heavy is imported before it is needed."""

from servanda.cli.main import main

__all__ = ["main"]
