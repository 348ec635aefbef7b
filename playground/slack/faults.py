"""Scripted failures, which the next calls of a method get instead of an answer.

Or by chance: `at_random` is asked at every call.
"""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Fault:
    """Meets `times` calls of a method, after letting `after` of them pass.

    `method` is a Web API method, `upload`, `download`, `response_url` or `*`.
    With `lose_answer` the call is carried out and its answer never arrives.
    Only a `delay`: the call is answered late and as always.
    """

    method: str
    times: int = 1
    after: int = 0
    status: int = 200
    error: str = ""
    delay: float = 0.0
    drop: bool = False
    lose_answer: bool = False
    html: bool = False
    retry_after: int = 0

    @property
    def only_late(self) -> bool:
        return not (self.replaces or self.drop or self.lose_answer)

    @property
    def replaces(self) -> bool:
        """Whether another answer replaces the true one."""
        return bool(self.error or self.html or self.retry_after or self.status != 200)


@dataclass
class Faults:
    armed: list[Fault] = field(default_factory=list)
    at_random: Callable[[str], Fault | None] | None = None
    """What a call of this method meets that no armed fault met."""

    def add(self, fault: Fault) -> None:
        self.armed.append(fault)

    def clear(self) -> None:
        self.armed.clear()
        self.at_random = None

    def take(self, method: str) -> Fault | None:
        """The fault that meets this call; a used-up one is forgotten."""
        for fault in list(self.armed):
            if fault.method not in {method, "*"}:
                continue
            if fault.after > 0:
                fault.after -= 1
                continue
            fault.times -= 1
            if fault.times <= 0:
                self.armed.remove(fault)
            return fault
        return self.at_random(method) if self.at_random else None
