"""A deck with every layout, laid by hand, and what helps to look into its file."""

import io
from collections.abc import Iterable
from typing import Any, Final

from lxml import etree  # type: ignore[import-untyped] # not typed there
from PIL import Image
from pptx import Presentation

from bot.core.charts.chart import Chart, Kind, Series
from bot.core.charts.drawing import LIGHT
from bot.core.decks.laid import HEIGHT, WIDTH, Box, LaidDeck, LaidSlide, Paragraph, Role
from bot.core.decks.outline import DeckTable

BLUE: Final = "#0072b2"
MARKUP: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
SPACES: Final = {
    "a": MARKUP,
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
TABLE: Final = DeckTable(
    ("Country", "2024", "2025"),
    (("Germany", "15.1", "17.0"), ("Spain", "8.2", "9"), ("=1+1", "0", "0")),
)
YEARS: Final = ("2022", "2023", "2024", "2025")


def photo(color: str, width: int = 768, height: int = 512) -> bytes:
    """A JPEG in one color, with some noise in it."""
    noise = Image.effect_noise((width // 8, height // 8), 60).resize((width, height))
    flat = Image.new("RGB", (width, height), color)
    out = io.BytesIO()
    Image.blend(flat, noise.convert("RGB"), 0.3).save(out, "JPEG", quality=85)
    return out.getvalue()


def words(
    text: str, size: float = 18, color: str = LIGHT.ink, **more: Any
) -> Paragraph:
    return Paragraph(text, (text,), size, color, **more)


def title(text: str, size: float = 32, **more: Any) -> Box:
    paragraph = words(text, size, bold=True, heading=True, **more)
    return Box(60, 44, 840, 60, Role.TITLE, (paragraph,))


def body(*paragraphs: Paragraph, x: float = 60, width: float = 840) -> Box:
    return Box(x, 140, width, 320, Role.BODY, paragraphs, spacing=8)


def points(*texts: str) -> Iterable[Paragraph]:
    return (words(text, 20, bullet=True, mark=BLUE) for text in texts)


def chart(kind: Kind, *rows: tuple[float | None, ...], **more: Any) -> Chart:
    labels = more.pop("labels", YEARS)
    names = ("North", "South", "=1+1")
    series = tuple(Series(name, row) for name, row in zip(names, rows, strict=False))
    return Chart("How much", kind, labels, series, **more)


CHARTS: Final = (
    chart(Kind.BAR, (1.5, 2.0, 3.25, None), (-1.0, 2.0, 1200.0, 4.0), unit="%"),
    chart(
        Kind.BAR, (1.5e6, 2.0), labels=("A label that is long", "=SUM(A1)"), unit="$"
    ),
    chart(Kind.LINE, (1.0, None, 3.0, 4.0), (2.0, 2.5, 2.0, 1.0), x_label="Year"),
    chart(Kind.AREA, (1.0, 2.0, 3.0, 4.0), unit="GW"),
    chart(Kind.SCATTER, (1.0, 2.0, None, 4.0), y_label="Cost", x_label="Year"),
    chart(Kind.PIE, (1.0, 2.0, 3.0, 4.0)),
    chart(Kind.TABLE, (1.0, 2.0, 3.0, None), x_label="Year"),
)


def foot(number: int) -> tuple[Box, Box]:
    """The sources and the number of a slide."""
    named = (("IEA", "https://iea.example/a?b=1&c=2"), ("evil", "javascript:alert(1)"))
    sources = words("Sources: IEA · evil", 10, LIGHT.soft, links=named)
    return (
        Box(60, 500, 640, 14, Role.SOURCES, (sources,)),
        Box(840, 500, 60, 14, Role.NUMBER, (words(str(number), 10, align="end"),)),
    )


def laid(*slides: tuple[str, tuple[Box, ...]], **more: Any) -> LaidDeck:
    """A deck of slides: layouts with boxes."""
    each = tuple(
        LaidSlide(n, layout, f"Slide {n}", LIGHT.paper, boxes, "Say this.\nThen that.")
        for n, (layout, boxes) in enumerate(slides, 1)
    )
    fonts = {"heading_font": "Cambria", "body_font": "Arial"}
    return LaidDeck(**{"title": "Sun & <wind>", "language": "en", **fonts, **more},
                    slides=each)  # fmt: skip


def whole_deck() -> LaidDeck:
    """Every layout, and every kind of chart."""
    left = Box(0, 0, 440, HEIGHT, Role.BODY, picture="red", alt="A red field")
    right = Box(520, 100, 380, 380, Role.BODY, picture="blue", alt="Water", radius=16)
    scrim = Box(0, 360, WIDTH, 180, Role.ORNAMENT, fill="#000000", opacity=0.55)
    full = Box(0, 0, WIDTH, HEIGHT, Role.BODY, picture="red", alt="All red")
    table = Box(60, 140, 840, 160, Role.BODY, table=TABLE, size=16, color=LIGHT.ink,
                columns=(400, 220, 220), rows=(40, 40, 40, 40),
                aligns=("start", "end", "end"))  # fmt: skip
    half = {"x": 500.0, "width": 400.0}
    under = Box(60, 320, 840, 60, Role.SUBTITLE, (words("What it costs", 22),))
    said = Box(60, 340, 840, 40, Role.CAPTION, (words("Franz Alt", align="center"),))
    strip = Box(0, 0, 20, HEIGHT, Role.ORNAMENT, fill=BLUE)
    return laid(
        ("title", (strip, title("Solar power in 2026", 54), under)),
        ("section", (title("Prices", 48),)),
        ("points", (title("Reasons"), body(*points("Cheap", "Clean")), *foot(3))),
        ("picture_left", (left, title("A field"), body(*points("One"), **half))),
        ("picture_right", (right, title("Water"), body(*points("Two"), width=400.0))),
        ("full_picture", (full, scrim, title("Everywhere", color="#ffffff"))),
        ("table", (title("By country"), table, *foot(7))),
        *(
            ("chart", (title(f"{each.kind} {n}"), box_of(each), *foot(n)))
            for n, each in enumerate(CHARTS, 8)
        ),
        ("quote", (body(words("The sun does not send a bill.", 36)), said)),
        (
            "comparison",
            (title("Sides"), body(*points("a")), body(*points("b"), **half)),
        ),
        ("numbers", (title("Numbers"), body(words("42 %", 60), words("cheaper")))),
        ("timeline", (title("Then"), body(words("1954", 22), words("Bell Labs")))),
        ("closing", (title("Thank you", 54),)),
    )


def box_of(each: Chart) -> Box:
    return Box(60, 120, 840, 360, Role.BODY, chart=each, size=12)


PICTURES: Final = {"red": photo("#aa2211"), "blue": photo("#1144aa", 512, 768)}


def opened(data: bytes) -> Any:
    """The file, as another program reads it."""
    return Presentation(io.BytesIO(data))


def marked_up(part: Any) -> Any:
    """A part's XML, whatever python-pptx has made of it."""
    return etree.fromstring(part.blob)


def found(part: Any, path: str) -> list[Any]:
    """What a path leads to in a part."""
    return list(marked_up(part).xpath(path, namespaces=SPACES))
