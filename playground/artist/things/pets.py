"""Animals that live with people, and near them."""

from playground.artist.colour import darker, lighter
from playground.artist.curves import oval, smooth
from playground.artist.kinds import Kind
from playground.artist.pen import Pen

INK = "#1b2230"


def eyes(pen: Pen, left: float, right: float, y: float, r: float) -> None:
    """Draw two friendly eyes."""
    for x in (left, right):
        pen.dot(x, y, r, INK)
        pen.dot(x - r * 0.3, y - r * 0.35, r * 0.34, "#ffffff")


def cat(pen: Pen, hue: str) -> None:
    dark = darker(hue, 0.22)
    pen.bow([(78, 110), (102, 104), (104, 80), (94, 68)], 9, dark)
    pen.blob(
        [(30, 116), (26, 92), (38, 66), (62, 66), (80, 92), (80, 116), (54, 120)],
        (hue, dark),
    )
    pen.over(smooth([(44, 76), (60, 76), (62, 104), (46, 106)]), lighter(hue, 0.4))
    for x in (34, 60):
        pen.pill((x, 92, x + 13, 120), 6, hue)
    for ear in ([(20, 40), (18, 4), (44, 22)], [(60, 22), (84, 4), (84, 40)]):
        pen.poly(ear, hue)
    pen.poly([(24, 30), (23, 13), (36, 23)], "#eda6a0")
    pen.poly([(68, 23), (79, 13), (79, 30)], "#eda6a0")
    pen.blob(
        [(52, 16), (80, 26), (86, 48), (70, 68), (34, 68), (18, 48), (24, 26)], hue
    )
    for x in (42, 52, 62):
        pen.over([(x - 2, 14), (x + 2, 14), (x, 30)], dark)
    pen.oval(52, 58, 15, 10, lighter(hue, 0.5))
    eyes(pen, 38, 66, 46, 5)
    pen.poly([(48, 53), (56, 53), (52, 58)], "#d9707a")
    pen.bow([(44, 60), (48, 63), (52, 59), (56, 63), (60, 60)], 1.5, darker(hue, 0.5))
    for y in (54, 59):
        pen.line([(30, y), (12, y - 3 + (y - 54))], 0.9, "#fffaf0")
        pen.line([(74, y), (92, y - 3 + (y - 54))], 0.9, "#fffaf0")


def dog(pen: Pen, hue: str) -> None:
    dark = darker(hue, 0.28)
    pen.bow([(82, 104), (98, 92), (102, 74)], 8, hue)
    pen.blob(
        [(30, 118), (28, 90), (40, 64), (64, 64), (82, 92), (82, 118), (56, 122)],
        (hue, darker(hue, 0.15)),
    )
    pen.over(smooth([(44, 70), (62, 70), (64, 104), (46, 106)]), lighter(hue, 0.55))
    for x in (36, 60):
        pen.pill((x, 92, x + 14, 122), 6, hue)
        pen.pill((x - 2, 114, x + 15, 122), 4, lighter(hue, 0.4))
    pen.blob(
        [(52, 12), (78, 20), (84, 46), (70, 68), (36, 68), (22, 46), (28, 20)], hue
    )
    pen.blob([(28, 18), (12, 24), (6, 52), (16, 62), (28, 44)], dark)
    pen.blob([(76, 18), (92, 24), (98, 52), (90, 62), (78, 44)], dark)
    pen.over(oval(66, 34, 12, 13), dark)
    pen.oval(53, 56, 17, 12, lighter(hue, 0.55))
    eyes(pen, 41, 65, 40, 4.6)
    pen.oval(53, 50, 6.5, 4.6, INK)
    pen.blob([(48, 62), (58, 62), (56, 72), (53, 74), (50, 72)], "#e8738a")
    pen.bow([(43, 58), (48, 62), (53, 57), (58, 62), (63, 58)], 1.6, INK)
    pen.pill((34, 68, 72, 74), 3, "#d9483b")
    pen.dot(53, 76, 3.6, "#f2c14e")


def rabbit(pen: Pen, hue: str) -> None:
    for ear in (
        [(32, 44), (22, 18), (30, 0), (42, 18), (44, 42)],
        [(48, 42), (52, 18), (64, 2), (70, 20), (58, 46)],
    ):
        pen.blob(ear, hue)
    pen.blob([(34, 40), (28, 20), (31, 8), (37, 20), (39, 40)], "#f0b6b2")
    pen.blob([(52, 40), (56, 20), (62, 10), (65, 22), (56, 42)], "#f0b6b2")
    pen.dot(80, 104, 11, lighter(hue, 0.5))
    pen.blob(
        [(26, 120), (24, 98), (36, 78), (60, 78), (78, 98), (78, 120), (52, 124)],
        (hue, darker(hue, 0.18)),
    )
    pen.over(oval(46, 106, 15, 17), lighter(hue, 0.5))
    pen.oval(46, 60, 27, 24, hue)
    eyes(pen, 35, 58, 57, 4.4)
    pen.poly([(43, 66), (50, 66), (46.5, 70)], "#d9707a")
    pen.bow([(40, 74), (46.5, 71), (53, 74)], 1.4, darker(hue, 0.5))
    for x in (28, 54):
        pen.oval(x + 4, 120, 12, 5, lighter(hue, 0.3))


def horse(pen: Pen, hue: str) -> None:
    mane = darker(hue, 0.5)
    pen.blob([(30, 66), (10, 76), (6, 112), (16, 104), (34, 84)], mane)
    for x, y in ((44, 88), (106, 86)):
        pen.poly([(x, y), (x + 12, y), (x + 10, 146), (x + 2, 146)], darker(hue, 0.28))
    for x, y in ((32, 84), (116, 84)):
        pen.poly([(x, y), (x + 16, y), (x + 11, 148), (x + 3, 148)], hue)
        pen.box(x + 2, 143, x + 12, 150, "#2c2a32")
    pen.blob(
        [
            (26, 74),
            (50, 60),
            (96, 62),
            (124, 60),
            (136, 84),
            (112, 102),
            (52, 102),
            (28, 96),
        ],
        (hue, darker(hue, 0.18)),
    )
    pen.blob([(104, 72), (126, 26), (142, 18), (152, 34), (144, 60), (132, 88)], hue)
    pen.blob(
        [(128, 22), (140, 12), (156, 24), (176, 48), (170, 58), (156, 54), (138, 44)],
        hue,
    )
    pen.blob([(166, 44), (177, 48), (172, 60), (160, 54)], lighter(hue, 0.4))
    pen.blob([(138, 10), (124, 20), (112, 44), (102, 70), (116, 62), (130, 34)], mane)
    pen.poly([(134, 16), (136, 2), (146, 14)], hue)
    pen.dot(150, 32, 2.6, INK)
    pen.dot(170, 50, 1.3, INK)


def cow(pen: Pen, hue: str) -> None:
    for x in (40, 110):
        pen.box(x, 84, x + 11, 118, darker(hue, 0.25))
    for x in (30, 122):
        pen.box(x, 82, x + 13, 122, hue)
        pen.box(x, 115, x + 13, 122, "#2c2a32")
    pen.bow([(24, 50), (12, 64), (14, 86)], 3, darker(hue, 0.25))
    pen.pill((20, 38, 140, 94), 22, (hue, darker(hue, 0.12)))
    for x, y, rx, ry in ((46, 50, 18, 14), (92, 76, 17, 15), (112, 46, 13, 9)):
        pen.over(oval(x, y, rx, ry), "#3b3640")
    pen.oval(106, 96, 12, 6, "#eda6a0")
    for ear in ([(128, 30), (114, 24), (122, 38)], [(166, 30), (180, 24), (172, 38)]):
        pen.blob(ear, "#3b3640")
    pen.poly([(134, 22), (130, 8), (142, 18)], "#e9dcc0")
    pen.poly([(160, 22), (164, 8), (152, 18)], "#e9dcc0")
    pen.blob(
        [(147, 16), (166, 26), (164, 52), (158, 66), (136, 66), (130, 52), (128, 26)],
        hue,
    )
    pen.oval(147, 62, 17, 11, "#eda6a0")
    eyes(pen, 139, 156, 38, 3.6)
    pen.dot(141, 62, 2, "#9c5a5a")
    pen.dot(153, 62, 2, "#9c5a5a")


def sheep(pen: Pen, hue: str) -> None:
    for x in (36, 50, 84, 98):
        pen.box(x, 74, x + 7, 104, "#3b3640")
    wool = (
        (30, 52),
        (44, 36),
        (66, 30),
        (88, 36),
        (102, 54),
        (92, 72),
        (66, 76),
        (40, 72),
    )
    for x, y in wool:
        pen.dot(x, y, 19, (hue, darker(hue, 0.1)))
    pen.oval(68, 54, 36, 22, hue)
    pen.blob([(104, 30), (122, 34), (124, 54), (114, 66), (102, 56)], "#3b3640")
    pen.oval(99, 38, 9, 4, "#3b3640")
    pen.dot(108, 28, 9, hue)
    pen.dot(115, 44, 2.4, "#fffaf0")
    pen.dot(115.4, 44, 1.3, INK)


def duck(pen: Pen, hue: str) -> None:
    pen.blob(
        [(10, 56), (6, 40), (30, 52), (62, 50), (84, 52), (92, 70), (74, 88), (30, 88)],
        (lighter(hue, 0.15), darker(hue, 0.12)),
    )
    pen.blob([(30, 62), (58, 58), (66, 70), (48, 80), (30, 74)], darker(hue, 0.15))
    pen.dot(78, 34, 22, (lighter(hue, 0.2), hue))
    pen.blob([(96, 32), (114, 36), (112, 44), (96, 45)], "#f0803c")
    pen.dot(84, 28, 3.6, INK)
    pen.dot(83, 27, 1.2, "#ffffff")


KINDS = (
    Kind("cat", cat, (108, 122), 0.28, "#e09a55", "ground", "room"),
    Kind("dog", dog, (106, 124), 0.3, "#b98550", "ground", "meadow"),
    Kind("rabbit", rabbit, (94, 126), 0.24, "#c9bba8", "ground", "meadow"),
    Kind("horse", horse, (182, 150), 0.36, "#9a6a45", "ground", "meadow"),
    Kind("cow", cow, (182, 122), 0.31, "#fbf7ee", "ground", "meadow"),
    Kind("sheep", sheep, (128, 106), 0.24, "#fbf7ee", "ground", "meadow"),
    Kind("duck", duck, (116, 92), 0.15, "#f7c84a", "water", "lake"),
)
