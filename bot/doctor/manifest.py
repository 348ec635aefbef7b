"""Reads what the app's manifest asks Slack for."""

from pathlib import Path
from typing import Final

import yaml

_ROOT: Final = Path(__file__).parents[2]
_PLACES: Final = (_ROOT / "manifest.yml", _ROOT / "playground" / "manifest.yml")


def manifest_file() -> Path:
    """The manifest of a checkout, or the one that an installed package carries."""
    return next(place for place in _PLACES if place.exists())


def wanted_scopes() -> frozenset[str]:
    """The bot scopes that the manifest names."""
    manifest = yaml.safe_load(manifest_file().read_text("utf-8"))
    return frozenset(manifest["oauth_config"]["scopes"]["bot"])
