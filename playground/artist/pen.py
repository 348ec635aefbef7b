"""A pen that draws smooth flat shapes in a thing's own units.

A thing is drawn in a box of its own (say 90 wide and 170 high, feet on the lower
edge) and knows nothing of the picture. The pen draws large, and the sheet is shrunk
afterwards: Pillow has no smooth edges of its own. What shines by itself goes onto
`lights`, which the time of day does not darken.
"""

import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw

from playground.artist.colour import rgb
from playground.artist.curves import Point, oval, rounded, smooth
from playground.artist.fonts import face
from playground.artist.washes import gradient

Fill = str | tuple[str, str]
"""`#rrggbb`, `#rrggbbaa` (a veil), or two colours from top to bottom."""


class Layer:
    """One transparent sheet that shapes are laid on."""

    def __init__(self, box: tuple[float, float], scale: float) -> None:
        size = (max(1, round(box[0] * scale)), max(1, round(box[1] * scale)))
        self.image = Image.new("RGBA", size)
        self.used = False
        self._draw = ImageDraw.Draw(self.image)
        self._scale = scale

    def poly(self, points: Sequence[Point], fill: Fill) -> None:
        """Lay a surface with straight edges."""
        self.used = True
        spots = [(x * self._scale, y * self._scale) for x, y in points]
        if isinstance(fill, str) and len(fill) == 7:
            self._draw.polygon(spots, fill)
        else:
            self._wash(spots, fill, atop=False)

    def over(self, points: Sequence[Point], fill: Fill) -> None:
        """Lay a surface only where something was laid before."""
        spots = [(x * self._scale, y * self._scale) for x, y in points]
        self._wash(spots, fill, atop=True)

    def blob(self, points: Sequence[Point], fill: Fill) -> None:
        """Lay a surface with a smooth edge through all points."""
        self.poly(smooth(points), fill)

    def oval(self, cx: float, cy: float, rx: float, ry: float, fill: Fill) -> None:
        self.poly(oval(cx, cy, rx, ry), fill)

    def dot(self, cx: float, cy: float, radius: float, fill: Fill) -> None:
        self.poly(oval(cx, cy, radius, radius), fill)

    def box(self, x0: float, y0: float, x1: float, y1: float, fill: Fill) -> None:
        self.poly([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], fill)

    def pill(self, box: Sequence[float], radius: float, fill: Fill) -> None:
        """Lay a box with round corners."""
        x0, y0, x1, y1 = box
        self.poly(rounded(x0, y0, x1, y1, radius), fill)

    def line(self, points: Sequence[Point], width: float, fill: str) -> None:
        """Draw a line with round ends."""
        self.used = True
        spots = [(x * self._scale, y * self._scale) for x, y in points]
        broad = width * self._scale
        self._draw.line(spots, fill, max(1, round(broad)), joint="curve")
        for x, y in (spots[0], spots[-1]):
            r = broad / 2
            self._draw.ellipse((x - r, y - r, x + r, y + r), fill)

    def bow(self, points: Sequence[Point], width: float, fill: str) -> None:
        """Draw a smooth line through all points."""
        self.line(smooth(points, closed=False), width, fill)

    def text(self, at: Point, said: str, size: float, fill: str) -> None:
        """Letter a short word around a point."""
        self.used = True
        font = face(max(4, round(size * self._scale)))
        spot = (at[0] * self._scale, at[1] * self._scale)
        self._draw.text(spot, said, fill, font, anchor="mm")

    def _wash(self, spots: Sequence[Point], fill: Fill, atop: bool) -> None:
        x0 = max(0, int(min(x for x, _ in spots)))
        y0 = max(0, int(min(y for _, y in spots)))
        x1 = min(self.image.width, int(max(x for x, _ in spots)) + 1)
        y1 = min(self.image.height, int(max(y for _, y in spots)) + 1)
        if x0 >= x1 or y0 >= y1:
            return
        mask = Image.new("L", (x1 - x0, y1 - y0))
        inside = [(x - x0, y - y0) for x, y in spots]
        ImageDraw.Draw(mask).polygon(inside, _opacity(fill))
        if atop:
            below = self.image.getchannel("A").crop((x0, y0, x1, y1))
            mask = ImageChops.multiply(mask, below)
        patch = _paint(mask.size, fill)
        patch.putalpha(mask)
        self.image.alpha_composite(patch, (x0, y0))


class Pen(Layer):
    """The pen of one thing: a layer, its lights, and what the thing may ask."""

    def __init__(
        self, box: tuple[float, float], scale: float, dark: bool, seed: int
    ) -> None:
        super().__init__(box, scale)
        self.width, self.height = box
        self.dark = dark
        self.rng = random.Random(seed)
        self.lights = Layer(box, scale)
        self.said = ""
        """The text on a sign."""

    def window(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a pane: glass by day, lamp light by night (most of the time)."""
        self.box(x0, y0, x1, y1, ("#5f86a3", "#a9c9d8"))
        if self.dark and self.rng.random() < 0.8:
            self.lights.box(x0, y0, x1, y1, ("#ffd57a", "#ffb14e"))

    def shine(self, points: Sequence[Point], day: Fill, night: Fill) -> None:
        """Draw something that glows at night and has a plain colour by day."""
        self.poly(points, day)
        if self.dark:
            self.lights.poly(points, night)


def _opacity(fill: Fill) -> int:
    return int(fill[7:9], 16) if isinstance(fill, str) and len(fill) == 9 else 255


def _paint(size: tuple[int, int], fill: Fill) -> Image.Image:
    if isinstance(fill, str):
        return Image.new("RGBA", size, rgb(fill))
    return gradient(size, fill).convert("RGBA")
