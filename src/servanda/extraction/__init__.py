"""Text to mentions: who, when, what, and above all what was undertaken."""
