"""Ids and timestamps: in Slack's shapes, the same in every run, never twice."""

import time
from collections import Counter
from dataclasses import dataclass, field

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass
class Ids:
    """Counts per kind, so that one kind's ids do not depend on another's."""

    counts: Counter[str] = field(default_factory=Counter)

    def new(self, prefix: str) -> str:
        """An id such as F000000001: what Slack's own patterns accept."""
        self.counts[prefix] += 1
        return prefix + base36(self.counts[prefix], 9)

    def number(self, kind: str) -> int:
        self.counts[kind] += 1
        return self.counts[kind]


def base36(number: int, width: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits.rjust(width, "0")


@dataclass
class Clock:
    """Slack's timestamps: strings that are unique and increase."""

    last: int = 0

    def ts(self) -> str:
        self.last = max(int(time.time() * 1_000_000), self.last + 100)
        return f"{self.last // 1_000_000}.{self.last % 1_000_000:06d}"
