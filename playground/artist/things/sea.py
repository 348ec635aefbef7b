"""Things of the shore and the sea."""

from playground.artist.colour import darker, lighter
from playground.artist.curves import oval, smooth, star
from playground.artist.kinds import Kind
from playground.artist.pen import Pen


def lighthouse(pen: Pen, hue: str) -> None:
    pen.blob(
        [(4, 196), (12, 176), (34, 168), (66, 166), (90, 178), (98, 196)],
        ("#8a8f99", "#565d6b"),
    )
    pen.blob([(20, 190), (28, 178), (48, 176), (54, 192)], "#9ea3ab")
    body = [(33, 176), (40, 58), (62, 58), (69, 176)]
    pen.poly(body, "#f6f1e6")
    for low, high in ((176, 150), (124, 100), (78, 58)):
        a, b = (7 * (176 - low) / 118, 7 * (176 - high) / 118)
        band = [(33 + a, low), (33 + b, high), (69 - b, high), (69 - a, low)]
        pen.poly(band, hue)
    pen.over([(54, 58), (62, 58), (69, 176), (54, 176)], "#10183026")
    pen.pill((46, 154, 56, 176), 5, "#3b4252")
    for y in (134, 110, 86):
        pen.window(48, y, 54, y + 9)
    pen.pill((34, 52, 68, 59), 2, "#39424f")
    for x in (36, 43, 51, 59, 66):
        pen.line([(x, 44), (x, 52)], 1.2, "#39424f")
    pen.line([(35, 44), (67, 44)], 1.4, "#39424f")
    pen.shine(oval(51, 43, 9, 10), "#cfe3e6", "#fff3b8")
    pen.box(42, 30, 44, 52, "#39424f")
    pen.box(58, 30, 60, 52, "#39424f")
    pen.poly([(38, 33), (51, 16), (64, 33)], hue)
    pen.line([(51, 17), (51, 8)], 1.6, darker(hue, 0.4))
    pen.dot(51, 8, 2.2, darker(hue, 0.4))


def sailboat(pen: Pen, hue: str) -> None:
    pen.line([(58, 8), (58, 92)], 2.4, "#5b4636")
    pen.poly(
        smooth([(62, 12), (84, 44), (104, 82), (62, 84)], closed=False),
        ("#fffaf0", "#e6dccb"),
    )
    pen.poly(
        smooth([(54, 16), (38, 46), (16, 82), (54, 84)], closed=False),
        (lighter(hue, 0.15), hue),
    )
    hull = smooth([(6, 91), (60, 94), (114, 90), (100, 110), (60, 113), (24, 111)])
    pen.poly(hull, (hue, darker(hue, 0.35)))
    pen.over([(0, 88), (120, 88), (120, 96), (0, 96)], "#fff8ea")
    pen.poly([(58, 8), (74, 12), (58, 16)], "#f2b544")


def boat(pen: Pen, hue: str) -> None:
    pen.box(88, 12, 91, 50, "#5b4636")
    pen.poly([(91, 14), (108, 19), (91, 25)], "#f2b544")
    pen.pill((46, 34, 82, 64), 4, ("#fffaf0", "#e3d8c6"))
    pen.pill((42, 30, 86, 37), 3, darker(hue, 0.2))
    pen.pill((55, 14, 67, 32), 2, hue)
    pen.box(55, 19, 67, 24, "#fff8ea")
    for x in (52, 63, 74):
        pen.window(x, 42, x + 6, 50)
    hull = [(6, 56), (140, 54), (124, 88), (112, 92), (32, 92), (20, 86)]
    pen.poly(hull, (hue, darker(hue, 0.4)))
    pen.over([(0, 54), (146, 54), (146, 61), (0, 61)], "#fff8ea")
    pen.over([(0, 84), (146, 84), (146, 96), (0, 96)], darker(hue, 0.65))
    for x in (40, 58, 76, 94):
        pen.dot(x, 72, 3.4, "#fff3dc")
        pen.dot(x, 72, 2.2, "#42576b")
    if pen.dark:
        pen.lights.dot(89, 12, 2.4, "#ffe9a6")


def ship(pen: Pen, hue: str) -> None:
    for x, top in ((78, 24), (104, 20)):
        pen.poly([(x, top), (x + 15, top), (x + 18, 58), (x - 1, 58)], hue)
        pen.box(x - 1, top + 7, x + 17, top + 13, "#fff8ea")
        pen.box(x, top, x + 15, top + 5, "#2c3444")
    pen.pill((56, 56, 150, 72), 3, "#fffaf0")
    pen.pill((44, 70, 164, 88), 3, ("#fffaf0", "#ded6c6"))
    for i in range(9):
        pen.window(64 + i * 9, 61, 69 + i * 9, 67)
    for i in range(12):
        pen.window(51 + i * 9, 76, 56 + i * 9, 82)
    hull = [(4, 80), (26, 87), (198, 86), (186, 112), (174, 118), (30, 118)]
    pen.poly(hull, ("#2f3b52", "#1c2436"))
    pen.over([(0, 108), (200, 108), (200, 120), (0, 120)], hue)
    for i in range(14):
        pen.dot(34 + i * 11, 98, 1.9, "#f4e4bd")
    pen.line([(172, 40), (172, 86)], 2, "#39424f")


def whale(pen: Pen, hue: str) -> None:
    spray = "#e9f7fb"
    for tip in (-18, -8, 8, 18):
        pen.bow([(56, 40), (56 + tip * 0.5, 18), (56 + tip * 1.4, 16)], 3, spray)
    tail = [(150, 62), (162, 44), (156, 22), (170, 30), (184, 18), (184, 40), (172, 78)]
    body = [(6, 72), (22, 48), (64, 38), (110, 48), (144, 70), (166, 64), (174, 80)]
    whole = (lighter(hue, 0.18), darker(hue, 0.2))
    pen.blob(tail, whole)
    pen.blob([*body, (150, 100), (96, 112), (34, 108), (10, 94)], whole)
    belly = [(8, 86), (40, 90), (80, 90), (114, 104), (80, 116), (30, 112), (6, 100)]
    pen.over(smooth(belly), "#e4eef2")
    for y in (96, 101, 106):
        pen.bow([(20, y), (50, y + 2), (82, y)], 1.1, darker("#e4eef2", 0.2))
    pen.blob([(72, 92), (92, 94), (104, 112), (92, 114), (76, 104)], darker(hue, 0.3))
    pen.dot(38, 76, 3.4, "#f7fbfc")
    pen.dot(37.4, 76, 2.4, "#16202c")
    pen.bow([(12, 88), (26, 86), (36, 84)], 1.6, darker(hue, 0.5))


def fish(pen: Pen, hue: str) -> None:
    fin = (darker(hue, 0.1), darker(hue, 0.3))
    pen.blob([(86, 40), (112, 14), (118, 20), (108, 40), (118, 62), (112, 66)], fin)
    pen.blob([(34, 20), (54, 2), (78, 8), (76, 24)], fin)
    pen.blob([(48, 62), (60, 78), (72, 74), (70, 58)], fin)
    body = smooth([(4, 42), (26, 20), (58, 14), (92, 38), (60, 66), (26, 62)])
    pen.poly(body, (lighter(hue, 0.25), hue))
    for x in (44, 66):
        stripe = [(x, 8), (x + 10, 8), (x + 6, 40), (x + 10, 72), (x, 72), (x - 4, 40)]
        pen.over(smooth(stripe), "#fff8eacc")
    pen.blob([(44, 40), (60, 44), (58, 54), (46, 50)], darker(hue, 0.25))
    pen.dot(22, 36, 6, "#fffaf0")
    pen.dot(21, 36, 3.4, "#1b2230")
    pen.dot(20, 34.6, 1.2, "#ffffff")


def octopus(pen: Pen, hue: str) -> None:
    for i, x in enumerate((18, 34, 50, 66, 82)):
        bend = -14 if i % 2 else 14
        end = x + (x - 50) * 0.35
        path = [(50 + (x - 50) * 0.6, 54), (x, 74), (end + bend * 0.4, 92), (end, 97)]
        pen.bow(path, 9, darker(hue, 0.12 if i % 2 else 0.0))
    pen.blob(
        [(50, 4), (80, 20), (82, 48), (70, 66), (30, 66), (18, 48), (20, 20)],
        (lighter(hue, 0.2), hue),
    )
    for x in (38, 62):
        pen.oval(x, 46, 7, 8, "#fffaf0")
        pen.dot(x + 1, 48, 4, "#1b2230")
    pen.bow([(44, 60), (50, 63), (56, 60)], 2, darker(hue, 0.5))
    for x, y in ((36, 18), (46, 12), (60, 16)):
        pen.dot(x, y, 3, lighter(hue, 0.4))


def starfish(pen: Pen, hue: str) -> None:
    pen.blob(star((50, 52), 48, 20, 5), (lighter(hue, 0.2), hue))
    for x, y in ((50, 22), (50, 36), (36, 50), (64, 50), (42, 66), (58, 66), (50, 52)):
        pen.dot(x, y, 2.6, lighter(hue, 0.5))


def island(pen: Pen, hue: str) -> None:
    pen.blob(
        [(2, 100), (30, 84), (80, 76), (140, 78), (182, 90), (198, 100)],
        ("#f3d9a0", "#d9b16d"),
    )
    pen.blob([(34, 88), (60, 70), (104, 64), (140, 72), (160, 86)], (hue, darker(hue)))
    trunk = [(96, 70), (94, 44), (104, 22)]
    pen.bow(trunk, 4.5, "#7d5a3c")
    for x, y in ((70, 26), (74, 12), (104, 4), (132, 14), (136, 30)):
        leaf = [(104, 22), ((104 + x) / 2, y + 0), (x, y + 8), ((104 + x) / 2, y + 8)]
        pen.blob(leaf, darker(hue, 0.15))
    pen.dot(101, 25, 3, "#6b4a2f")
    pen.dot(107, 26, 3, "#7d5a3c")


def islet(pen: Pen, hue: str) -> None:
    pen.blob([(2, 40), (24, 22), (70, 14), (130, 14), (178, 24), (198, 40)], "#8d7a66")
    pen.blob([(8, 32), (40, 16), (100, 8), (160, 16), (192, 32), (100, 36)], hue)


def anchor(pen: Pen, hue: str) -> None:
    pen.dot(40, 12, 10, hue)
    pen.dot(40, 12, 5, "#e9dfc8")
    pen.line([(40, 22), (40, 92)], 7, hue)
    pen.line([(20, 34), (60, 34)], 6, hue)
    pen.bow([(6, 62), (14, 84), (40, 94), (66, 84), (74, 62)], 7, hue)
    pen.poly([(0, 68), (6, 50), (18, 66)], hue)
    pen.poly([(80, 68), (74, 50), (62, 66)], hue)


ISLET = Kind("islet", islet, (200, 41), 0.05, "#6fa25f", "water", "sea")
"""The ground for a house or a cow at sea."""

KINDS = (
    Kind("lighthouse", lighthouse, (102, 198), 0.56, "#d9483b", "ground", "sea"),
    Kind("sailboat", sailboat, (120, 114), 0.24, "#d9483b", "water", "sea"),
    Kind("boat", boat, (146, 94), 0.16, "#c9473a", "water", "sea"),
    Kind("ship", ship, (202, 120), 0.24, "#d9483b", "water", "sea"),
    Kind("whale", whale, (190, 116), 0.27, "#3f6f94", "water", "sea"),
    Kind("fish", fish, (120, 80), 0.15, "#f08a3c", "under", "underwater"),
    Kind("octopus", octopus, (100, 100), 0.34, "#c9587a", "under", "underwater"),
    Kind("starfish", starfish, (100, 100), 0.12, "#f0784a", "table", "beach"),
    Kind("island", island, (200, 102), 0.28, "#5d9c59", "water", "sea"),
    Kind("anchor", anchor, (80, 98), 0.24, "#3d4c63", "table", "beach"),
)
