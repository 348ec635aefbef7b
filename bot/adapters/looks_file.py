"""Reads the looks of the photo booth from their file, or from an owner's own."""

import tomllib
from pathlib import Path
from typing import Final

from bot.core.turn.looks import Looks, WrongLooks, read_looks

OURS: Final = Path(__file__).with_name("looks.toml")
MOST_BYTES: Final = 200_000


def looks_in(file: Path | None = None) -> Looks:
    """The looks in this file, or ours. Raises WrongLooks, which says what is wrong."""
    try:
        with (file or OURS).open("rb") as opened:
            text = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise WrongLooks(f"it cannot be read ({error.strerror})") from error
    if len(text) > MOST_BYTES:
        raise WrongLooks("it is too long")
    try:
        return read_looks(tomllib.loads(text.decode()))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise WrongLooks("it is not written in TOML") from error
