"""Reads `mcp.toml`, in which the owner describes servers."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.core.servers.configured import ConfiguredServer
from bot.core.servers.reading import Surroundings, WrongServers, read_servers

NAME: Final = "mcp.toml"
MOST_BYTES: Final = 200_000


@dataclass(frozen=True, slots=True)
class ServersFile:
    """The servers, and the file that describes them; None if there is none."""

    path: Path | None = None
    servers: tuple[ConfiguredServer, ...] = ()


def servers_in(path: Path, around: Surroundings) -> ServersFile:
    """The servers of this file. Raises WrongServers."""
    try:
        with path.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise WrongServers(f"it cannot be read ({error.strerror})") from error
    if len(data) > MOST_BYTES:
        raise WrongServers("it is too long")
    try:
        text = data.decode()
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        # The error's own words may repeat a part of the file.
        found = re.search(r"at line (\d+)", str(error))
        where = f"line {found[1]}" if found else "its last line"
        raise WrongServers(f"{where} is not written in TOML") from None
    except (UnicodeDecodeError, RecursionError) as error:
        raise WrongServers("it is not written in TOML") from error
    return ServersFile(path, read_servers(values, text, around))
