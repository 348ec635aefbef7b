"""Slack's limits, in a window of any length: in half a minute, half the calls."""

from dataclasses import dataclass

from playground.slack.limits import Limits


@dataclass
class ScaledLimits(Limits):
    """The playground's limits; a shorter run of the bench has a shorter minute."""

    def _count(self, key: tuple[str, str], most: int, window: float, now: float) -> int:
        return super()._count(key, max(1, round(most * window / 60)), window, now)
