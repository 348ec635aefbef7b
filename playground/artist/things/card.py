"""The form of what the artist cannot draw: its name on a small framed picture."""

import math

from playground.artist.colour import darker, lighter, mix
from playground.artist.kinds import Kind
from playground.artist.pen import Pen


def card_for(pen: Pen, label: str, hue: str) -> None:
    """Draw an easel with a print: rings and hills of its own, and the word below."""
    for x in (20, 100):
        pen.line([(x, 150), (60 + (x - 60) * 0.35, 6)], 4, "#7d5a3c")
    pen.line([(14, 118), (106, 118)], 4, "#6b4a2f")
    pen.pill((6, 10, 114, 118), 3, "#3a3140")
    pen.pill((9, 13, 111, 115), 2, "#fffaf0")
    pen.box(15, 19, 105, 88, (lighter(hue, 0.45), lighter(hue, 0.7)))
    pen.dot(60 + pen.rng.uniform(-18, 18), 46, 17, mix(hue, "#ffd76b", 0.65))
    for i in range(3):
        low = 62 + i * 9
        phase = pen.rng.uniform(0, 6)
        edge = [
            (15 + n * 9, low + 6 * math.sin(n * (0.5 + i * 0.2) + phase))
            for n in range(11)
        ]
        pen.poly([(15, 88), *edge, (105, 88)], darker(hue, 0.1 + i * 0.2))
    word = label[:18] or "?"
    pen.text((60, 101), word, min(17, 128 / max(4, len(word))), "#2c2a3a")


def card(pen: Pen, hue: str) -> None:
    card_for(pen, "?", hue)


CARD = Kind("card", card, (120, 152), 0.44, "#5f7fb0", "ground", "stage")
