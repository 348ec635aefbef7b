"""What every layout is given, and the boxes that it builds with. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.core.decks.breaking import Face
from bot.core.decks.colors import mixed
from bot.core.decks.fitting import Fitter
from bot.core.decks.laid import Box, Role
from bot.core.decks.lettering import Fitted, Lettering
from bot.core.decks.outline import Layout, Slide
from bot.core.decks.themes import DeckTheme

AWAITED: Final = "awaited"
LARGEST: Final = 26.0
SMALLEST: Final = 14.0
"""Between these are the words of points."""
ABOVE: Final = 0.34
"""How much of the room that is left is above what stands in one row."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a slide."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def within(self, aside: float, above: float | None = None) -> "Area":
        """The area with so much less at each of its sides."""
        over = aside if above is None else above
        return Area(
            self.x + aside,
            self.y + over,
            self.width - 2 * aside,
            self.height - 2 * over,
        )

    def below(self, y: float) -> "Area":
        """What of it is below."""
        return Area(self.x, y, self.width, self.bottom - y)

    def columns(self, count: int, gap: float) -> list["Area"]:
        """The area in columns of one width."""
        wide = (self.width - gap * (count - 1)) / count
        return [
            Area(self.x + n * (wide + gap), self.y, wide, self.height)
            for n in range(count)
        ]

    def rows(self, count: int, gap: float) -> list["Area"]:
        """The area in rows of one height."""
        high = (self.height - gap * (count - 1)) / count
        return [
            Area(self.x, self.y + n * (high + gap), self.width, high)
            for n in range(count)
        ]


@dataclass(frozen=True, slots=True)
class Scene:
    """The theme, what fits words, and what is known of the deck around the slide."""

    theme: DeckTheme
    fitter: Fitter
    subtitle: str = ""
    section: int = 0
    language: str = "en"
    further: bool = False
    """Whether the slide goes on from the one before, and should look like it."""

    def heading(
        self,
        largest: float,
        smallest: float,
        color: str = "",
        *,
        bold: bool | None = None,
    ) -> Lettering:
        """The look of a title."""
        thick = self.theme.heading_bold if bold is None else bold
        return Lettering(
            Face(self.theme.heading_font, thick),
            color or self.theme.ink,
            largest,
            smallest,
            leading=1.14,
            heading=True,
            balanced=True,
        )

    def body(
        self,
        largest: float = LARGEST,
        smallest: float = SMALLEST,
        color: str = "",
        *,
        bold: bool = False,
    ) -> Lettering:
        """The look of other words."""
        face = Face(self.theme.body_font, bold)
        return Lettering(face, color or self.theme.ink, largest, smallest, leading=1.3)

    def points(self, largest: float = LARGEST, smallest: float = SMALLEST) -> Lettering:
        """The look of points, with bullets."""
        return replace(
            self.body(largest, smallest),
            bullet=True,
            spacing=0.55,
            mark=self.theme.accent,
        )


@dataclass(frozen=True, slots=True)
class Arranged:
    """The boxes of a slide, its ground, and what is left for one more."""

    boxes: tuple[Box, ...]
    background: str
    rest: Slide | None = None
    cover: bool = False


def words(
    area: Area, fitted: Fitted, role: Role = Role.BODY, anchor: str = "top"
) -> Box:
    """A box of the words, as high as the area."""
    return Box(
        area.x,
        area.y,
        area.width,
        area.height,
        role,
        paragraphs=fitted.paragraphs,
        leading=fitted.leading,
        spacing=fitted.spacing,
        anchor=anchor,
    )


def snug(area: Area, fitted: Fitted, role: Role = Role.BODY) -> Box:
    """A box of the words at the top of the area, no larger than they need."""
    width = min(area.width, fitted.width or area.width)
    return words(replace(area, height=fitted.height, width=width), fitted, role)


def plain(area: Area, fill: str, radius: float = 0.0, opacity: float = 1.0) -> Box:
    """A plain area of a color."""
    return Box(
        area.x,
        area.y,
        area.width,
        area.height,
        Role.ORNAMENT,
        fill=fill,
        radius=radius,
        opacity=opacity,
    )


def picture(area: Area, slide: Slide, theme: DeckTheme, radius: float = 0.0) -> Box:
    """The picture of the slide, or where it will be."""
    return Box(
        area.x,
        area.y,
        area.width,
        area.height,
        Role.CAPTION,
        picture=slide.sha256 or AWAITED,
        alt=slide.picture,
        fill=mixed(theme.panel, theme.accent, 0.12),
        radius=radius,
    )


def has_picture(slide: Slide) -> bool:
    """Whether it has one, or one is still being drawn."""
    return bool(slide.sha256 or (slide.picture and not slide.why))


def continued(slide: Slide, points: Sequence[str]) -> Slide | None:
    """The slide for points that did not fit; None if all did."""
    return replace(slide, points=tuple(points)) if any(points) else None


def on_plain(slide: Slide, points: Sequence[str]) -> Slide | None:
    """The same on a slide without a picture, which has been shown."""
    plainly = replace(slide, layout=Layout.POINTS, picture="", sha256="")
    return continued(plainly, points)
