"""Finds the texts of the settings, and the files that they name."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from dotenv import dotenv_values

from bot.setting_entries import SettingsError

_SQLITE: Final = "sqlite:///"


def present(texts: Mapping[str, str | None]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}


def in_file(path: Path | None) -> Mapping[str, str | None]:
    if path is None or not path.exists():
        return {}
    try:
        return dotenv_values(path, interpolate=False)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The file {path} cannot be read: {error}.") from error


def database_file(url: str) -> Path | None:
    """The file that a database's address names, if it is one."""
    path = url.removeprefix(_SQLITE)
    return None if path == url else Path(path)


def beside(database_url: str) -> Path:
    """The folder of pictures, if it is not set."""
    file = database_file(database_url)
    return (file.parent if file else Path()) / "darkroom-pictures"
