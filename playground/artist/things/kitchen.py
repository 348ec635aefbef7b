"""Things to eat and drink, and what is on tables."""

import math

from playground.artist.colour import darker, lighter
from playground.artist.curves import arc, oval, smooth, turned, wedge
from playground.artist.kinds import Kind
from playground.artist.pen import Pen


def cake(pen: Pen, hue: str) -> None:
    for i, x in enumerate((44, 60, 76)):
        pen.pill((x - 2.4, 18, x + 2.4, 42), 1.4, ("#d9483b", "#3d78b8", "#f2b544")[i])
        flame = smooth([(x, 4), (x + 3.4, 12), (x, 18), (x - 3.4, 12)])
        pen.shine(flame, ("#ffe48a", "#f2853a"), ("#fff3b8", "#ffab4a"))
    pen.oval(60, 104, 58, 7, "#e9e4dc")
    pen.pill((12, 66, 108, 104), 6, (lighter(hue, 0.1), darker(hue, 0.15)))
    pen.pill((26, 40, 94, 72), 6, ("#fff4e2", "#f0d9bc"))
    pen.over(_icing(26, 94, 42, 6, 5), "#e8819a")
    pen.over(_icing(12, 108, 68, 8, 7), "#fff8ea")
    for x in range(20, 106, 10):
        pen.dot(x, 96, 2.6, "#d9483b" if x % 20 else "#f2b544")


def _icing(
    x0: float, x1: float, y: float, drip: float, waves: int
) -> list[tuple[float, float]]:
    low = [
        (x0 + (x1 - x0) * i / 40, y + drip + drip * math.sin(math.tau * waves * i / 40))
        for i in range(41)
    ]
    return [(x0, y - 14), *low, (x1, y - 14)]


def cup(pen: Pen, hue: str) -> None:
    for x in (38, 52, 66):
        pen.bow([(x, 34), (x + 5, 24), (x - 3, 14), (x + 3, 4)], 2.8, "#fffaf0")
    pen.oval(54, 104, 50, 7, darker("#fffaf0", 0.1))
    pen.oval(54, 102, 50, 6, "#fffaf0")
    pen.line(arc((90, 66), (16, 16), 270, 450), 6.4, darker(hue, 0.1))
    pen.poly(
        smooth([(16, 42), (92, 42), (90, 76), (74, 102), (34, 102), (18, 76)]),
        (lighter(hue, 0.12), darker(hue, 0.22)),
    )
    pen.oval(54, 43, 38, 8, lighter(hue, 0.35))
    pen.oval(54, 44, 34, 6.4, "#5a3826")
    pen.blob([(46, 43), (54, 41), (62, 43), (54, 47)], "#c99a6b")
    pen.over(smooth([(24, 54), (30, 54), (32, 84), (26, 78)]), "#ffffff55")


def apple(pen: Pen, hue: str) -> None:
    pen.bow([(50, 26), (52, 12), (60, 4)], 4, "#6b4a35")
    pen.blob([(56, 14), (72, 4), (86, 8), (76, 20), (62, 20)], "#5d9c59")
    pen.poly(
        smooth(
            [
                (50, 26),
                (74, 20),
                (94, 40),
                (86, 78),
                (64, 98),
                (50, 94),
                (36, 98),
                (14, 78),
                (6, 40),
                (26, 20),
            ]
        ),
        (lighter(hue, 0.1), darker(hue, 0.22)),
    )
    pen.over(smooth([(20, 36), (32, 30), (28, 52), (20, 58)]), "#ffffff66")


def pizza(pen: Pen, _hue: str) -> None:
    pen.oval(60, 66, 58, 30, "#8d7f78")
    pen.oval(60, 61, 55, 28, ("#e6b066", "#c4833f"))
    pen.oval(60, 59, 48, 23, ("#f7cf6b", "#f0b64e"))
    for x, y in ((38, 52), (64, 46), (88, 56), (52, 70), (78, 70), (24, 62)):
        pen.oval(x, y, 8, 4.6, "#c9402f")
        pen.oval(x - 1, y - 1, 5, 2.4, "#dc5f47")
    for x, y in ((50, 58), (74, 58), (38, 66), (62, 76), (92, 66)):
        pen.blob([(x - 5, y), (x, y - 3), (x + 5, y), (x, y + 2)], "#5d9c59")
    for angle in (200, 320, 80):
        a = math.radians(angle)
        pen.line(
            [(60, 59), (60 + 53 * math.cos(a), 59 + 26 * math.sin(a))], 1, "#c4833f"
        )


def bottle(pen: Pen, hue: str) -> None:
    body = [
        (22, 148),
        (20, 70),
        (28, 50),
        (31, 16),
        (49, 16),
        (52, 50),
        (60, 70),
        (58, 148),
    ]
    pen.poly(smooth(body, closed=False), (lighter(hue, 0.15), darker(hue, 0.25)))
    pen.pill((29, 4, 51, 18), 3, "#c9a04a")
    pen.pill((21, 82, 59, 122), 2, "#fff4e2")
    pen.line([(28, 94), (52, 94)], 3, hue)
    pen.line([(32, 104), (48, 104)], 2, "#b9a98c")
    pen.over(smooth([(26, 70), (30, 66), (30, 140), (26, 140)]), "#ffffff55")


def candle(pen: Pen, hue: str) -> None:
    flame = smooth([(40, 6), (48, 24), (40, 36), (32, 24)])
    pen.shine(flame, ("#ffe48a", "#f2853a"), ("#fff6cc", "#ffab4a"))
    pen.line([(40, 32), (40, 44)], 1.8, "#3b3640")
    pen.pill((26, 42, 54, 124), 4, (lighter(hue, 0.3), hue))
    pen.blob(
        [(26, 46), (40, 42), (54, 46), (52, 62), (47, 52), (38, 56), (30, 70)],
        lighter(hue, 0.5),
    )
    pen.oval(40, 126, 34, 7, "#b98f4a")
    pen.oval(40, 124, 34, 6, "#d9b05f")


def lamp(pen: Pen, hue: str) -> None:
    shade = [(26, 60), (38, 12), (72, 12), (84, 60)]
    pen.box(52, 58, 58, 120, "#b98f4a")
    pen.poly(
        smooth([(30, 126), (36, 116), (74, 116), (80, 126)], closed=False), "#8a6a35"
    )
    pen.shine(shade, (lighter(hue, 0.3), hue), ("#fff0bc", lighter(hue, 0.2)))
    pen.line([(78, 60), (78, 78)], 1.2, "#8a6a35")
    pen.dot(78, 80, 2.4, "#b98f4a")


def table(pen: Pen, hue: str) -> None:
    for x in (20, 168):
        pen.poly([(x, 20), (x + 12, 20), (x + 9, 100), (x + 3, 100)], darker(hue, 0.3))
    pen.pill((4, 8, 196, 22), 4, (lighter(hue, 0.2), hue))
    pen.box(16, 22, 184, 32, darker(hue, 0.2))


def chair(pen: Pen, hue: str) -> None:
    for x in (18, 64):
        pen.box(x, 84, x + 7, 140, "#6b4a35")
    for x in (10, 76):
        pen.box(x, 84, x + 8, 146, "#8a6242")
    pen.pill((14, 4, 80, 84), 12, (lighter(hue, 0.1), darker(hue, 0.15)))
    pen.pill((6, 74, 88, 96), 9, (lighter(hue, 0.2), darker(hue, 0.1)))
    for y in (28, 48):
        pen.dot(47, y, 2.2, darker(hue, 0.4))


def watermelon(pen: Pen, hue: str) -> None:
    pen.poly(wedge((60, 20), (56, 56), 0, 180), "#4f8a4a")
    pen.poly(wedge((60, 20), (48, 48), 0, 180), hue)
    for x, y in ((40, 32), (60, 40), (80, 32), (50, 52), (70, 52)):
        pen.poly(oval(x, y, 2, 3), "#3b2d2a")


def bread(pen: Pen, hue: str) -> None:
    loaf = [(8, 66), (14, 34), (44, 16), (92, 14), (126, 34), (132, 66), (118, 82)]
    pen.poly(smooth([*loaf, (22, 82)]), (lighter(hue, 0.15), darker(hue, 0.28)))
    for i in range(4):
        x = 32 + i * 24
        cut = [(x, 30), (x + 10, 24), (x + 6, 46), (x - 8, 56)]
        pen.over(smooth(cut), lighter(hue, 0.5))
    pen.over(smooth([(22, 70), (70, 76), (118, 70), (114, 80), (26, 80)]), "#00000022")


def wheat(pen: Pen, hue: str) -> None:
    """Three ears on their stalks, the outer ones leaning."""
    for foot, top, lean in ((44, 14, -22), (76, 106, 22), (60, 60, 0)):
        pen.bow([(foot, 146), ((foot + top) / 2, 100), (top, 52)], 3, darker(hue, 0.3))
        for i in range(5):
            y = 52 - i * 9
            x = top + lean * i * 0.18
            for side in (-1, 1):
                grain = turned(oval(x + side * 6, y, 4.2, 8), (x, y), lean + side * 24)
                pen.blob(grain, lighter(hue, 0.08 * i))
        pen.blob(oval(top + lean * 0.9, 6, 4, 8), lighter(hue, 0.4))


KINDS = (
    Kind("cake", cake, (120, 112), 0.3, "#f0c39c", "table", "table"),
    Kind("bread", bread, (140, 92), 0.26, "#d79a54", "table", "table"),
    Kind("wheat", wheat, (120, 150), 0.34, "#e0b04a", "ground", "meadow"),
    Kind("cup", cup, (110, 112), 0.26, "#d9694a", "table", "table"),
    Kind("apple", apple, (100, 100), 0.18, "#d63c3c", "table", "table"),
    Kind("pizza", pizza, (120, 98), 0.24, "#f0b64e", "table", "table"),
    Kind("bottle", bottle, (80, 150), 0.36, "#4f8a5f", "table", "table"),
    Kind("candle", candle, (80, 134), 0.26, "#f0e0c0", "table", "table"),
    Kind("lamp", lamp, (110, 128), 0.32, "#f0c070", "table", "table"),
    Kind("table", table, (200, 102), 0.27, "#a9744a", "ground", "room"),
    Kind("chair", chair, (96, 146), 0.36, "#4f8a8a", "ground", "room"),
    Kind("watermelon", watermelon, (120, 78), 0.18, "#e8525a", "table", "table"),
)
