"""Tells whether PowerPoint files can be written, without loading the library."""

import importlib.util


def can_write_pptx() -> bool:
    """Whether the extra `decks` is installed. Without it, a deck becomes a PDF only."""
    return importlib.util.find_spec("pptx") is not None
