"""Four profiles of how long things take, scaled by quality and size."""

from dataclasses import dataclass
from math import sqrt

_QUALITY = {"low": 0.5, "medium": 1.0, "high": 2.2, "xhigh": 3.0, "max": 4.0}
_USUAL_PIXELS = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Profile:
    """Seconds for each kind of work; `keepalive` is the longest silence."""

    name: str
    think: float = 0.0
    search: float = 0.0
    previews: tuple[float, ...] = (0.0, 0.0, 0.0)
    final: float = 0.0
    word: float = 0.0
    keepalive: float | None = None

    def preview_at(self, index: int, scale: float) -> float:
        """Seconds from the start of drawing to this preview."""
        return self.previews[min(index, len(self.previews) - 1)] * scale


def scale_of(quality: str, size: tuple[int, int]) -> float:
    """How much longer than a medium square this picture takes."""
    return _QUALITY.get(quality, 1.0) * sqrt(size[0] * size[1] / _USUAL_PIXELS)


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("instant"),
        Profile("brisk", 0.1, 0.3, (0.3, 0.7, 1.1), 1.5, 0.005),
        Profile("typical", 0.6, 2.0, (5.0, 9.0, 13.0), 17.0, 0.02),
        Profile("slow", 2.0, 6.0, (12.0, 24.0, 36.0), 48.0, 0.06, keepalive=5.0),
    )
}
