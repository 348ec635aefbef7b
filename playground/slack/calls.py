"""The log of every call: bounded, without tokens and without file bodies."""

from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from playground.slack.values import Json

KEPT = 40_000


@dataclass
class Call:
    """One call of the app; `at` is when it arrived, `took` until it was answered.

    `status` 0 means that the connection was dropped instead of an answer.
    """

    method: str
    team: str
    args: Json
    size: int
    at: float
    took: float = 0.0
    status: int = 200
    error: str = ""
    retry_after: int = 0
    fault: bool = False
    """Whether it met a fault; if not, a 429 is the app's own fault."""

    def json(self) -> Json:
        return asdict(self)


@dataclass
class CallLog:
    ring: deque[Call] = field(default_factory=lambda: deque(maxlen=KEPT))

    def add(self, call: Call) -> None:
        self.ring.append(call)

    def of(self, method: str) -> list[Call]:
        return [call for call in self.ring if call.method == method]

    def clear(self) -> None:
        self.ring.clear()

    def __iter__(self) -> Iterator[Call]:
        return iter(list(self.ring))

    def __len__(self) -> int:
        return len(self.ring)
