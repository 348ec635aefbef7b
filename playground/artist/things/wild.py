"""Animals of the wild."""

from playground.artist.colour import darker, lighter
from playground.artist.curves import oval, smooth, wedge
from playground.artist.kinds import Kind
from playground.artist.pen import Pen
from playground.artist.things.pets import INK, eyes


def otter(pen: Pen, hue: str) -> None:
    pale = lighter(hue, 0.5)
    pen.blob([(130, 60), (160, 46), (188, 38), (182, 54), (150, 70)], darker(hue, 0.2))
    pen.blob(
        [(30, 58), (64, 44), (112, 46), (146, 54), (138, 76), (96, 84), (44, 80)],
        (lighter(hue, 0.05), darker(hue, 0.2)),
    )
    pen.over(
        smooth([(50, 44), (90, 40), (124, 48), (116, 62), (84, 66), (54, 62)]), pale
    )
    for x in (138, 150):
        pen.oval(x, 50, 6, 9, darker(hue, 0.3))
    for x in (20, 50):
        pen.dot(x, 20, 6, darker(hue, 0.15))
    pen.oval(35, 42, 27, 26, hue)
    pen.oval(35, 52, 18, 14, pale)
    eyes(pen, 26, 45, 38, 3.8)
    pen.oval(35, 46, 5.5, 3.8, INK)
    pen.bow([(28, 53), (32, 55), (35, 51), (38, 55), (42, 53)], 1.4, darker(hue, 0.5))
    pen.blob([(62, 58), (78, 40), (90, 42), (80, 60)], darker(hue, 0.15))
    pen.blob([(72, 66), (92, 48), (102, 52), (90, 70)], darker(hue, 0.15))
    pen.blob([(78, 44), (88, 28), (104, 32), (104, 46), (90, 52)], "#f2d0a0")
    for x in (84, 91, 98):
        pen.line([(91, 50), (x, 33)], 0.9, "#c98f5a")


def fox(pen: Pen, hue: str) -> None:
    pen.blob(
        [(76, 112), (108, 112), (124, 86), (116, 58), (104, 74), (88, 88)],
        (hue, darker(hue, 0.15)),
    )
    pen.blob([(116, 58), (124, 78), (112, 82), (106, 72)], "#fffaf0")
    pen.blob(
        [(30, 116), (30, 88), (42, 62), (62, 62), (82, 92), (86, 116), (56, 120)],
        (hue, darker(hue, 0.2)),
    )
    pen.over(smooth([(42, 64), (62, 64), (60, 98), (50, 104), (42, 92)]), "#fffaf0")
    for x in (38, 58):
        pen.pill((x, 92, x + 12, 120), 5, hue)
        pen.pill((x, 108, x + 12, 120), 4, "#3b2d2a")
    for ear in ([(18, 34), (14, 0), (44, 20)], [(60, 20), (90, 0), (86, 34)]):
        pen.poly(ear, hue)
    pen.poly([(17, 14), (14, 0), (27, 8)], "#3b2d2a")
    pen.poly([(87, 14), (90, 0), (77, 8)], "#3b2d2a")
    pen.poly(
        smooth(
            [
                (52, 14),
                (84, 28),
                (94, 46),
                (68, 62),
                (52, 72),
                (36, 62),
                (10, 46),
                (20, 28),
            ]
        ),
        hue,
    )
    pen.over(smooth([(6, 44), (34, 44), (52, 56), (52, 76), (30, 64)]), "#fffaf0")
    pen.over(smooth([(98, 44), (70, 44), (52, 56), (52, 76), (74, 64)]), "#fffaf0")
    eyes(pen, 36, 68, 40, 4.2)
    pen.oval(52, 67, 5.5, 4.2, INK)


def owl(pen: Pen, hue: str) -> None:
    pen.box(4, 112, 96, 119, ("#7d5a3c", "#5f412b"))
    pen.blob(
        [(50, 8), (82, 18), (90, 60), (74, 108), (26, 108), (10, 60), (18, 18)],
        (hue, darker(hue, 0.25)),
    )
    pen.poly([(18, 22), (14, 2), (40, 14)], hue)
    pen.poly([(82, 22), (86, 2), (60, 14)], hue)
    pen.over(oval(50, 84, 24, 28), lighter(hue, 0.45))
    for y in (70, 82, 94):
        for x in (38, 50, 62):
            pen.poly(wedge((x, y), (6, 6), 0, 180)[1:], darker(hue, 0.1))
    pen.blob([(12, 50), (26, 62), (24, 100), (10, 84)], darker(hue, 0.35))
    pen.blob([(88, 50), (74, 62), (76, 100), (90, 84)], darker(hue, 0.35))
    for x in (33, 67):
        pen.dot(x, 40, 18, lighter(hue, 0.6))
        pen.dot(x, 40, 12, "#f5c63f")
        pen.dot(x, 40, 7, INK)
        pen.dot(x - 2.4, 37, 2.4, "#ffffff")
    pen.poly([(44, 46), (56, 46), (50, 60)], "#f0a03c")
    for x in (38, 56):
        pen.pill((x, 106, x + 7, 116), 3, "#f0a03c")


def elephant(pen: Pen, hue: str) -> None:
    for x in (58, 116):
        pen.pill((x, 84, x + 20, 136), 6, darker(hue, 0.25))
    for x in (42, 132):
        pen.pill((x, 82, x + 23, 140), 7, hue)
        for n in (5, 11, 17):
            pen.dot(x + n, 137, 2.6, "#fffaf0")
    pen.bow([(160, 64), (172, 76), (170, 96)], 3.4, darker(hue, 0.2))
    pen.blob(
        [(40, 66), (70, 34), (124, 32), (162, 58), (162, 98), (130, 110), (66, 110)],
        (lighter(hue, 0.1), darker(hue, 0.15)),
    )
    pen.bow([(30, 62), (14, 88), (16, 118), (4, 126)], 13, hue)
    pen.blob(
        [(52, 22), (74, 34), (74, 66), (52, 80), (26, 72), (22, 44)], lighter(hue, 0.05)
    )
    pen.blob([(58, 26), (92, 24), (98, 58), (82, 80), (62, 66)], darker(hue, 0.12))
    pen.blob([(64, 34), (86, 34), (90, 56), (78, 70), (66, 58)], "#e3a9a6")
    pen.poly(smooth([(32, 76), (26, 92), (14, 98), (22, 84)]), "#fffaf0")
    pen.dot(40, 48, 3.4, INK)
    pen.dot(39, 47, 1.1, "#ffffff")


def bear(pen: Pen, hue: str) -> None:
    pale = lighter(hue, 0.45)
    for x in (24, 76):
        pen.dot(x, 18, 13, hue)
        pen.dot(x, 18, 7, pale)
    for x, y in ((12, 86), (88, 86)):
        pen.oval(x, y, 11, 20, darker(hue, 0.12))
    pen.oval(50, 94, 36, 36, (hue, darker(hue, 0.2)))
    pen.oval(50, 98, 20, 24, pale)
    for x in (26, 74):
        pen.oval(x, 122, 15, 12, darker(hue, 0.08))
        pen.oval(x, 124, 8, 6, pale)
    pen.dot(50, 40, 33, (lighter(hue, 0.08), hue))
    pen.oval(50, 51, 15, 12, pale)
    eyes(pen, 36, 64, 37, 4.4)
    pen.oval(50, 46, 6, 4.4, INK)
    pen.bow([(44, 54), (50, 57), (56, 54)], 1.8, INK)


def penguin(pen: Pen, hue: str) -> None:
    for x, tilt in ((12, 6), (88, -6)):
        pen.blob([(x, 54), (x - tilt, 92), (x + tilt, 100), (x + tilt * 2, 60)], hue)
    for x in (36, 64):
        pen.oval(x, 134, 15, 5, "#f0a03c")
    pen.blob(
        [(50, 4), (76, 22), (86, 70), (78, 124), (22, 124), (14, 70), (24, 22)],
        (lighter(hue, 0.1), darker(hue, 0.2)),
    )
    pen.over(
        smooth(
            [(50, 46), (72, 58), (74, 100), (62, 126), (38, 126), (26, 100), (28, 58)]
        ),
        "#fffdf6",
    )
    pen.over(oval(38, 38, 12, 15), "#fffdf6")
    pen.over(oval(62, 38, 12, 15), "#fffdf6")
    eyes(pen, 40, 60, 36, 3.8)
    pen.poly([(42, 46), (58, 46), (50, 56)], "#f0a03c")
    for x in (32, 68):
        pen.oval(x, 47, 4, 2.6, "#f0b6b2")


def butterfly(pen: Pen, hue: str) -> None:
    for side in (-1, 1):
        upper = [
            (60, 46),
            (60 + side * 26, 6),
            (60 + side * 56, 10),
            (60 + side * 50, 44),
        ]
        lower = [
            (60, 50),
            (60 + side * 42, 50),
            (60 + side * 44, 82),
            (60 + side * 18, 84),
        ]
        pen.blob(lower, (darker(hue, 0.12), darker(hue, 0.3)))
        pen.blob(upper, (lighter(hue, 0.1), hue))
        pen.oval(60 + side * 38, 24, 9, 8, "#fff0c8")
        pen.oval(60 + side * 30, 68, 6, 6, "#fff0c8")
        pen.bow([(60, 30), (60 + side * 8, 14), (60 + side * 16, 8)], 1.4, "#2c2a32")
    pen.blob([(60, 28), (64, 46), (60, 80), (56, 46)], "#2c2a32")


KINDS = (
    Kind("otter", otter, (192, 88), 0.18, "#8a5f42", "water", "lake"),
    Kind("fox", fox, (128, 122), 0.28, "#e2763a", "ground", "forest"),
    Kind("owl", owl, (100, 120), 0.26, "#9a7350", "ground", "forest"),
    Kind("elephant", elephant, (178, 142), 0.42, "#94a0b3", "ground", "desert"),
    Kind("bear", bear, (102, 136), 0.34, "#a0714a", "ground", "forest"),
    Kind("penguin", penguin, (100, 140), 0.3, "#2f3b52", "ground", "snow"),
    Kind("butterfly", butterfly, (120, 90), 0.11, "#ee8f3c", "sky", "meadow"),
)
