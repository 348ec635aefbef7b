"""Buildings and what stands in streets."""

import math
import textwrap

from playground.artist.colour import darker, lighter
from playground.artist.curves import arc, turned, wedge
from playground.artist.kinds import Kind
from playground.artist.pen import Pen


def house(pen: Pen, hue: str) -> None:
    pen.box(90, 22, 104, 54, ("#a9705a", "#8a5546"))
    pen.box(88, 20, 106, 26, "#7a4a3d")
    pen.box(16, 62, 124, 130, ("#fdf1dc", "#e8d5b5"))
    pen.over([(88, 62), (124, 62), (124, 130), (88, 130)], "#10183018")
    pen.poly([(4, 68), (36, 24), (104, 24), (136, 68)], (hue, darker(hue, 0.25)))
    for i in range(1, 4):
        y = 24 + i * 11
        pen.over([(0, y), (140, y), (140, y + 1.4), (0, y + 1.4)], darker(hue, 0.35))
    pen.pill((60, 88, 82, 132), 8, ("#7a5038", "#5a3826"))
    pen.dot(77, 112, 1.8, "#f2c14e")
    for x in (26, 94):
        pen.box(x - 2, 82, x + 22, 108, "#fffaf0")
        pen.window(x, 84, x + 9, 94)
        pen.window(x + 11, 84, x + 20, 94)
        pen.window(x, 96, x + 9, 106)
        pen.window(x + 11, 96, x + 20, 106)
        pen.box(x - 4, 108, x + 24, 114, "#8a5f3f")
        for n in range(5):
            pen.dot(x + n * 5, 108, 3.4, "#5d9c59" if n % 2 else "#e8638c")


def castle(pen: Pen, hue: str) -> None:
    stone, dim = lighter(hue, 0.1), darker(hue, 0.2)
    for x, top, w in ((62, 24, 34), (104, 24, 34)):
        pen.box(x, top + 26, x + w, 150, (hue, dim))
        pen.poly(
            [(x - 3, top + 26), (x + w / 2, top - 22), (x + w + 3, top + 26)],
            ("#5873a8", "#36487a"),
        )
    pen.box(40, 84, 160, 160, (stone, hue))
    for x in (14, 146):
        pen.box(x, 62, x + 40, 160, (stone, dim))
        for n in range(4):
            pen.box(x - 2 + n * 12, 52, x + 6 + n * 12, 64, stone)
        pen.box(x - 2, 62, x + 42, 67, dim)
        pen.window(x + 16, 80, x + 23, 94)
        pen.window(x + 16, 108, x + 23, 122)
    for n in range(6):
        pen.box(58 + n * 15, 76, 67 + n * 15, 86, stone)
    for x in (75, 117):
        pen.window(x, 58, x + 8, 70)
    pen.poly(
        [*wedge((100, 122), (20, 20), 180, 360)[1:], (120, 160), (80, 160)], "#4a352b"
    )
    for x in (86, 93, 100, 107, 114):
        pen.line([(x, 106), (x, 160)], 1, "#2c211c")
    for x, y in ((79, 2), (121, 2)):
        pen.line([(x, y + 2), (x, y + 14)], 1.2, "#4a352b")
        pen.poly([(x, y), (x + 15, y + 4), (x, y + 8)], "#d9483b")


def skyscraper(pen: Pen, hue: str) -> None:
    pen.line([(45, 2), (45, 26)], 1.6, "#4b566b")
    pen.box(32, 22, 58, 40, (lighter(hue, 0.15), hue))
    pen.box(20, 38, 70, 220, (lighter(hue, 0.2), darker(hue, 0.2)))
    pen.box(8, 70, 82, 220, (hue, darker(hue, 0.25)))
    pen.over([(52, 0), (90, 0), (90, 220), (52, 220)], "#10183026")
    for row in range(15):
        y = 76 + row * 9.2
        for col in range(6):
            x = 13 + col * 11.2
            pen.window(x, y, x + 6.6, y + 5.4)
    for row in range(3):
        for col in range(4):
            pen.window(25 + col * 11, 44 + row * 9, 31 + col * 11, 49.4 + row * 9)
    pen.box(34, 208, 56, 220, "#39424f")
    pen.window(37, 210, 53, 220)
    if pen.dark:
        pen.lights.dot(45, 3, 2, "#ff6a5a")


def church(pen: Pen, hue: str) -> None:
    pen.line([(40, 2), (40, 20)], 2, "#c9a04a")
    pen.line([(34, 9), (46, 9)], 2, "#c9a04a")
    pen.poly([(20, 66), (40, 16), (60, 66)], (hue, darker(hue, 0.3)))
    pen.box(22, 64, 58, 160, ("#fdf6e8", "#e5d8c0"))
    pen.poly([(50, 104), (62, 80), (134, 80), (146, 104)], (hue, darker(hue, 0.3)))
    pen.box(56, 104, 140, 160, ("#f6ead4", "#ddccae"))
    pen.dot(40, 84, 9, "#fffaf0")
    pen.line([(40, 84), (40, 78)], 1.4, "#39424f")
    pen.line([(40, 84), (44, 86)], 1.4, "#39424f")
    pen.pill((32, 130, 48, 164), 8, "#6b4a35")
    for x in (68, 92, 116):
        pen.window(x, 118, x + 10, 142)


def windmill(pen: Pen, hue: str) -> None:
    pen.poly([(34, 168), (44, 74), (76, 74), (86, 168)], ("#fdf1dc", "#dcc7a2"))
    pen.poly([(40, 76), (60, 48), (80, 76)], (hue, darker(hue, 0.25)))
    pen.pill((52, 136, 68, 170), 7, "#6b4a35")
    for x, y in ((50, 96), (64, 112)):
        pen.window(x, y, x + 8, y + 10)
    for i in range(4):
        arm = [(58.6, 66), (61.4, 66), (61.4, 4), (58.6, 4)]
        sail = [(61.4, 8), (76, 10), (74, 50), (61.4, 50)]
        pen.poly(turned(sail, (60, 66), i * 90 + 22), "#fffaf0")
        pen.poly(turned(arm, (60, 66), i * 90 + 22), "#6b4a35")
    pen.dot(60, 66, 4, "#4a352b")


def bridge(pen: Pen, hue: str) -> None:
    for tower in (66, 214):
        pen.box(tower - 7, 8, tower + 7, 110, (lighter(hue, 0.1), darker(hue, 0.25)))
        for low in (22, 40):
            pen.box(tower - 4, low, tower + 4, low + 10, darker(hue, 0.4))
    for left, right, rise in ((-10.0, 66.0, 1), (66.0, 214.0, 0), (214.0, 290.0, -1)):
        cable = [_hung(left, right, rise, i / 24) for i in range(25)]
        pen.line(cable, 2.6, hue)
        for x, y in cable[2:-2:2]:
            pen.line([(x, y), (x, 78)], 0.9, darker(hue, 0.15))
    pen.box(0, 76, 280, 85, (hue, darker(hue, 0.3)))
    if pen.dark:
        for lamp in range(10, 280, 20):
            pen.lights.dot(lamp, 75, 1.8, "#ffe3a0")


def _hung(left: float, right: float, rise: int, share: float) -> tuple[float, float]:
    """Return a point of a bridge's cable: up to a tower, down from it, or between."""
    x = left + (right - left) * share
    if rise:
        climb = share if rise > 0 else 1 - share
        return x, 72 - 58 * climb**1.4
    return x, 14 + 52 * (1 - (2 * share - 1) ** 2)


def tent(pen: Pen, hue: str) -> None:
    pen.poly([(6, 90), (62, 8), (138, 90)], (lighter(hue, 0.15), darker(hue, 0.2)))
    pen.poly([(62, 8), (138, 90), (98, 90)], darker(hue, 0.3))
    pen.shine([(34, 90), (62, 34), (78, 90)], "#4a3a34", ("#ffd98a", "#f2a04e"))
    pen.poly([(62, 34), (50, 58), (34, 90), (28, 90)], lighter(hue, 0.3))
    pen.line([(62, 8), (62, 3)], 2, "#5b4636")


def street_lamp(pen: Pen, hue: str) -> None:
    pen.poly([(20, 180), (24, 166), (36, 166), (40, 180)], darker(hue, 0.2))
    pen.box(28, 48, 32, 168, hue)
    pen.pill((25, 120, 35, 125), 2, darker(hue, 0.2))
    pen.shine(
        [(18, 22), (42, 22), (37, 48), (23, 48)], "#f3ecd2", ("#fff3c4", "#ffc965")
    )
    pen.poly([(14, 22), (30, 6), (46, 22)], darker(hue, 0.2))
    pen.line([(20, 24), (24, 47)], 1.5, hue)
    pen.line([(40, 24), (36, 47)], 1.5, hue)
    pen.dot(30, 6, 3, hue)


def sign(pen: Pen, hue: str) -> None:
    for x in (30, 90):
        pen.box(x - 3, 60, x + 3, 130, ("#8a6242", "#5f412b"))
    pen.pill((2, 6, 118, 74), 5, "#4a352b")
    dim = darker(hue, 0.55) if pen.dark else darker(hue, 0.1)
    pen.pill((6, 10, 114, 70), 4, (dim, darker(dim, 0.15)))
    if pen.said:
        _said(pen, hue)
        return
    for y, w in ((30, 38), (42, 28), (53, 33)):
        pen.pill((60 - w, y - 3, 60 + w, y + 2), 2.4, "#fffaf0c8")


def _said(pen: Pen, hue: str) -> None:
    """Letter a sign in up to three rows; by night its letters are lamps."""
    rows = textwrap.wrap(pen.said, max(8, math.isqrt(len(pen.said) * 5)))[:3]
    wide = max(len(row) for row in rows)
    size = min(30.0, 52 / len(rows), 168 / max(1, wide))
    ink = lighter(hue, 0.6) if pen.dark else "#fffaf0"
    top = pen.lights if pen.dark else pen
    for n, row in enumerate(rows):
        y = 40 + (n - (len(rows) - 1) / 2) * size * 1.1
        for nudge in (-0.25, 0.25):
            top.text((60 + nudge, y), row, size, ink)


def fountain(pen: Pen, hue: str) -> None:
    for tip in (-30, -16, 16, 30):
        path = arc((60 + tip / 2, 52), (abs(tip) / 2 + 2, 36), 180, 360)
        pen.line(path, 2.4, "#dff2f7")
    pen.box(55, 44, 65, 92, (lighter(hue), hue))
    pen.oval(60, 56, 26, 6, hue)
    pen.oval(60, 54, 22, 4, "#8fd0e0")
    pen.pill((8, 78, 112, 100), 8, (lighter(hue), darker(hue, 0.15)))
    pen.oval(60, 80, 50, 6, "#7cc3d6")


def hoop(pen: Pen, hue: str) -> None:
    pen.box(56, 60, 64, 200, ("#6d7686", "#454d5c"))
    pen.pill((8, 4, 112, 74), 4, ("#fffdf6", "#e4e4e0"))
    pen.pill((40, 30, 80, 60), 2, hue)
    pen.box(44, 34, 76, 57, "#f6f4ee")
    for i in range(7):
        x = 39 + i * 7
        pen.line([(x, 66), (60 + (x - 60) * 0.62, 94)], 1.2, "#e9e4d8")
    for y, rx in ((76, 18), (86, 15)):
        pen.line(arc((60, y), (rx, 3), 0, 180), 1.2, "#e9e4d8")
    pen.line(arc((60, 65), (22, 5), 0, 359), 3.2, "#e2662e")


KINDS = (
    Kind("house", house, (140, 132), 0.36, "#c9553f", "ground", "meadow"),
    Kind("castle", castle, (200, 160), 0.5, "#a9a6b0", "ground", "meadow"),
    Kind("skyscraper", skyscraper, (90, 220), 0.66, "#6f87a8", "ground", "city"),
    Kind("church", church, (150, 162), 0.46, "#5873a8", "ground", "meadow"),
    Kind("windmill", windmill, (124, 170), 0.46, "#c9553f", "ground", "meadow"),
    Kind("bridge", bridge, (280, 112), 0.3, "#c9553f", "water", "lake"),
    Kind("tent", tent, (144, 92), 0.24, "#e08a3c", "ground", "meadow"),
    Kind("street lamp", street_lamp, (60, 180), 0.42, "#39424f", "ground", "city"),
    Kind("sign", sign, (120, 130), 0.32, "#3d78b8", "ground", "meadow"),
    Kind("fountain", fountain, (120, 102), 0.24, "#a9a6b0", "ground", "city"),
    Kind("hoop", hoop, (120, 200), 0.56, "#d9483b", "ground", "court"),
)
