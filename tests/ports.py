"""A port for tests that must know one before anything listens there.

It lies below those that the system gives to whoever asks for any, so that no other
process takes it between the look and the use.
"""

import random
import socket
from pathlib import Path
from typing import Final

HOST: Final = "127.0.0.1"
_LOWEST: Final = 10_240
_USUAL: Final = 32_768
"""Where Linux begins with the ports that it gives away by itself."""
_RANGE: Final = Path("/proc/sys/net/ipv4/ip_local_port_range")
_given: set[int] = set()


def free_port() -> int:
    """One that nothing listens at, and that this process was not given before."""
    while (port := random.randrange(_LOWEST, given_away_from())) in _given:
        pass
    _given.add(port)
    try:
        with socket.create_server((HOST, port)):
            return port
    except OSError:
        return free_port()


def given_away_from() -> int:
    """The lowest port that the system gives to whoever asks for any."""
    first = int(_RANGE.read_text().split()[0]) if _RANGE.exists() else _USUAL
    return max(first, _LOWEST + 1_000)
