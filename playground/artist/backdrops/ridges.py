"""Edges of hills, mountains and waves, from left to right. Pure."""

import math
import random
from itertools import pairwise

from playground.artist.curves import Point


def rolling(dice: random.Random, width: int, y: float, swing: float) -> list[Point]:
    """Return a soft edge that swings about `y`."""
    waves = [
        (dice.uniform(0.4, 1.1), dice.uniform(0, 7), 0.62),
        (dice.uniform(1.3, 2.3), dice.uniform(0, 7), 0.28),
        (dice.uniform(3.0, 4.6), dice.uniform(0, 7), 0.1),
    ]
    steps = 96
    return [
        (
            width * i / steps,
            y
            + swing
            * sum(a * math.sin(f * math.tau * i / steps + p) for f, p, a in waves),
        )
        for i in range(steps + 1)
    ]


def jagged(dice: random.Random, width: int, y: float, swing: float) -> list[Point]:
    """Return a mountain range whose peaks rise `swing` above `y`."""
    heights = [dice.uniform(0.1, 0.5), *_peaks(dice), dice.uniform(0.1, 0.6)]
    rough = 0.16
    for _ in range(5):
        nested = [
            (a, (a + b) / 2 + dice.uniform(-rough, rough)) for a, b in pairwise(heights)
        ]
        heights = [h for pair in nested for h in pair] + [heights[-1]]
        rough *= 0.52
    last = len(heights) - 1
    return [(width * i / last, y - swing * max(0, h)) for i, h in enumerate(heights)]


def _peaks(dice: random.Random) -> list[float]:
    count = dice.randint(5, 7)
    return [
        dice.uniform(0.65, 1.0) if i % 2 else dice.uniform(0.15, 0.45)
        for i in range(count)
    ]
