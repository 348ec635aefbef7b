"""One painting under way: the sheet's size, its light, its dice."""

import random
from dataclasses import dataclass

from playground.artist.grounds import Ground, ground_of
from playground.artist.light import Light, lamp_lit, light_of
from playground.artist.scene import Scene


@dataclass(frozen=True, slots=True)
class View:
    """Everything that each part of a painting needs to know."""

    scene: Scene
    width: int
    height: int
    light: Light
    ground: Ground

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @property
    def unit(self) -> int:
        """Return the shorter side: what sizes of things are parts of."""
        return min(self.width, self.height)

    @property
    def horizon(self) -> float:
        return self.ground.horizon * self.height

    @property
    def orb(self) -> tuple[float, float]:
        """Return where the light comes from."""
        return self.scene.orb_x * self.width, self.light.orb_y * self.horizon

    def dice(self, part: str) -> random.Random:
        """Return dice for one part: other parts do not change its throws."""
        return random.Random(f"{self.scene.seed}/{self.scene.background}/{part}")


def view_of(scene: Scene, size: tuple[int, int]) -> View:
    """Return the view of a scene in a size of pixels."""
    light, ground = light_of(scene.time, scene.weather), ground_of(scene.background)
    if not ground.open_air and not ground.floats:
        light = lamp_lit(light, 0.15 if scene.background == "photo" else 0.72)
    return View(scene, size[0], size[1], light, ground)
