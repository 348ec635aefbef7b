"""Where the texts of settings come from: the environment, and a file."""

from collections.abc import Mapping
from pathlib import Path

from dotenv import dotenv_values

from bot.setting_entries import SettingsError


def present(texts: Mapping[str, str | None]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}


def in_file(path: Path | None) -> Mapping[str, str | None]:
    if path is None or not path.exists():
        return {}
    try:
        return dotenv_values(path, interpolate=False)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The file {path} cannot be read: {error}.") from error
