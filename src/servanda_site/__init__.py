"""Servanda's site: the register in which people keep a partnership's record. The reader proposes, people decide."""

from servanda import __version__

__all__ = ["__version__"]
