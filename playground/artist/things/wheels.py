"""Things that roll."""

import math

from playground.artist.colour import darker, lighter
from playground.artist.curves import smooth
from playground.artist.kinds import Kind
from playground.artist.pen import Pen


def _wheel(pen: Pen, x: float, y: float, r: float) -> None:
    pen.dot(x, y, r, "#272b38")
    pen.dot(x, y, r * 0.58, "#c8ccd4")
    pen.dot(x, y, r * 0.22, "#5b6170")


def _beam(pen: Pen, x: float, y: float) -> None:
    """Draw a lamp that throws a cone of light to the right by night."""
    pen.dot(x, y, 3.6, "#fff3c4")
    if pen.dark:
        pen.lights.dot(x, y, 4, "#fff3c4")


def car(pen: Pen, hue: str) -> None:
    cabin = [(38, 44), (58, 14), (74, 10), (110, 10), (126, 18), (144, 44)]
    pen.poly(smooth(cabin, closed=False), (lighter(hue, 0.1), hue))
    pen.poly([(52, 42), (66, 19), (88, 17), (88, 42)], ("#7ea3b8", "#c3dbe3"))
    pen.poly([(94, 42), (94, 17), (112, 18), (130, 42)], ("#7ea3b8", "#c3dbe3"))
    body = [
        (6, 64),
        (10, 48),
        (40, 42),
        (146, 42),
        (176, 50),
        (182, 68),
        (170, 76),
        (14, 76),
    ]
    pen.blob(body, (hue, darker(hue, 0.3)))
    pen.over([(0, 62), (190, 62), (190, 65), (0, 65)], lighter(hue, 0.3))
    pen.pill((96, 50, 110, 53), 1.5, darker(hue, 0.4))
    pen.pill((8, 52, 16, 60), 3, "#d8402f")
    _beam(pen, 174, 56)
    for x in (46, 142):
        pen.dot(x, 74, 19, darker(hue, 0.6))
        _wheel(pen, x, 74, 16)


def bus(pen: Pen, hue: str) -> None:
    pen.pill((4, 6, 196, 88), 10, (lighter(hue, 0.1), darker(hue, 0.2)))
    pen.over([(0, 56), (200, 56), (200, 62), (0, 62)], "#fff8ea")
    for i in range(5):
        pen.window(14 + i * 31, 20, 39 + i * 31, 46)
    pen.box(168, 18, 188, 80, "#c3dbe3")
    pen.line([(178, 18), (178, 80)], 1.6, darker(hue, 0.4))
    pen.pill((60, 8, 140, 16), 2, "#2c3444")
    _beam(pen, 192, 72)
    for x in (46, 146):
        pen.dot(x, 88, 18, darker(hue, 0.6))
        _wheel(pen, x, 88, 15)


def truck(pen: Pen, hue: str) -> None:
    pen.pill((4, 4, 124, 78), 4, ("#fffaf0", "#dfd8c8"))
    pen.over([(0, 34), (124, 34), (124, 50), (0, 50)], hue)
    pen.pill((120, 26, 178, 82), 9, (lighter(hue, 0.1), darker(hue, 0.2)))
    pen.poly([(142, 34), (164, 34), (174, 54), (142, 54)], ("#7ea3b8", "#c3dbe3"))
    pen.box(4, 76, 178, 84, "#39424f")
    _beam(pen, 174, 68)
    for x in (34, 64, 150):
        _wheel(pen, x, 86, 14)


def train(pen: Pen, hue: str) -> None:
    for x, y, r in ((36, 16, 13), (58, 10, 11), (18, 24, 10)):
        pen.dot(x, y, r, ("#fdfaf3", "#d6d3d0"))
    pen.box(0, 110, 240, 114, "#6b4a35")
    for x in (8, 122):
        shift = 0 if x == 122 else 4
        pen.pill(
            (x, 48, x + 104 - shift, 96), 5, (lighter(hue, 0.05), darker(hue, 0.25))
        )
        pen.over([(x, 78), (x + 104, 78), (x + 104, 82), (x, 82)], "#f2c14e")
    for i in range(4):
        pen.window(18 + i * 23, 56, 34 + i * 23, 72)
    pen.pill((126, 34, 162, 96), 4, (hue, darker(hue, 0.3)))
    pen.pill((120, 28, 168, 37), 3, "#2c3444")
    pen.window(132, 44, 156, 62)
    pen.pill((158, 56, 222, 92), 12, (lighter(hue, 0.1), darker(hue, 0.35)))
    pen.poly(
        [(196, 58), (198, 34), (192, 26), (216, 26), (210, 34), (212, 58)], "#2c3444"
    )
    pen.box(176, 56, 181, 92, "#f2c14e")
    pen.poly([(218, 92), (238, 110), (212, 110)], "#39424f")
    _beam(pen, 221, 68)
    for x, r in ((26, 9), (52, 9), (84, 9), (136, 13), (166, 13), (196, 13)):
        _wheel(pen, x, 110 - r, r)


def bicycle(pen: Pen, hue: str) -> None:
    for x in (32, 128):
        rim = [(x + 28 * math.cos(a / 8), 70 + 28 * math.sin(a / 8)) for a in range(52)]
        pen.line(rim, 3.4, "#2c303c")
        for i in range(9):
            a = math.tau * i / 9
            pen.line(
                [(x, 70), (x + 27 * math.cos(a), 70 + 27 * math.sin(a))], 0.7, "#9aa1ad"
            )
    for path in (
        [(32, 70), (60, 34), (110, 32), (74, 72), (32, 70)],
        [(74, 72), (56, 26)],
        [(128, 70), (106, 18)],
    ):
        pen.line(path, 4, hue)
    pen.pill((44, 20, 68, 27), 3, "#4a352b")
    pen.bow([(106, 18), (114, 12), (124, 16)], 3.6, "#4a352b")
    pen.dot(74, 72, 7, darker(hue, 0.4))
    pen.line([(66, 80), (82, 64)], 2.4, "#2c303c")


KINDS = (
    Kind("car", car, (188, 92), 0.17, "#d9483b", "ground", "city"),
    Kind("bus", bus, (200, 104), 0.24, "#e0a23c", "ground", "city"),
    Kind("truck", truck, (184, 100), 0.23, "#3d78b8", "ground", "city"),
    Kind("train", train, (240, 114), 0.23, "#b8433a", "ground", "meadow"),
    Kind("bicycle", bicycle, (160, 100), 0.22, "#3aa39a", "ground", "city"),
)
