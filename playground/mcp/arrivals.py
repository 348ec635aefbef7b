"""The calls that arrived at the servers, for the page's drawer."""

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

MOST = 200


@dataclass(slots=True)
class Arrival:
    """One call of a tool. Until it has ended, it has not worked."""

    server: str
    tool: str
    arguments: dict[str, Any]
    at: float = field(default_factory=time.time)
    worked: bool = False
    trouble: str = ""


class Arrivals(deque[Arrival]):
    """The last calls, the oldest first."""

    def __init__(self) -> None:
        super().__init__(maxlen=MOST)

    @contextmanager
    def noting(
        self, server: str, tool: str, arguments: dict[str, Any]
    ) -> Iterator[None]:
        """Note a call, and whether it worked."""
        arrival = Arrival(server, tool, dict(arguments))
        self.append(arrival)
        try:
            yield
        except BaseException as error:
            arrival.trouble = str(error)
            raise
        arrival.worked = True
