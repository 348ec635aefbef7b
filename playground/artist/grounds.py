"""The backgrounds as places: where their horizon is and where things may stand.

All numbers are parts of the picture's height. Painting and layout both read these,
so that nothing stands where no ground is painted.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ground:
    """One kind of place."""

    horizon: float
    far: float
    near: float
    """Feet stand between `far` and `near`."""
    water: tuple[float, float] | None = None
    """Keels float between these lines."""
    open_air: bool = True
    floats: bool = False
    """Nothing stands here: space, the deep, the open sky."""


GROUNDS = {
    "sea": Ground(0.58, 0.64, 0.84, water=(0.645, 0.93)),
    "beach": Ground(0.46, 0.73, 0.93, water=(0.5, 0.585)),
    "lake": Ground(0.5, 0.82, 0.94, water=(0.57, 0.74)),
    "meadow": Ground(0.6, 0.7, 0.93),
    "forest": Ground(0.62, 0.76, 0.94),
    "desert": Ground(0.58, 0.7, 0.93),
    "mountains": Ground(0.62, 0.74, 0.93),
    "snow": Ground(0.6, 0.7, 0.93),
    "city": Ground(0.72, 0.83, 0.95),
    "room": Ground(0.68, 0.76, 0.94, open_air=False),
    "table": Ground(0.66, 0.76, 0.92, open_air=False),
    "court": Ground(0.7, 0.8, 0.95, open_air=False),
    "stage": Ground(0.7, 0.76, 0.93, open_air=False),
    "plain": Ground(0.7, 0.7, 0.9, open_air=False),
    "abstract": Ground(0.7, 0.7, 0.9, open_air=False),
    "photo": Ground(0.55, 0.7, 0.95, open_air=False),
    "space": Ground(0.95, 0.35, 0.85, open_air=False, floats=True),
    "underwater": Ground(0.86, 0.86, 0.95, open_air=False, floats=True),
    "sky": Ground(0.92, 0.9, 0.97),
}


def ground_of(background: str) -> Ground:
    """Return the place's lines; a background from elsewhere counts as a meadow."""
    return GROUNDS.get(background, GROUNDS["meadow"])
