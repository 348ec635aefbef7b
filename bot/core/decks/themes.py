"""The themes of decks: colors, fonts, spacing, and the words for their pictures.

Every color of words can be read on what it stands on; a test computes it. The fonts are
ones that office programs have, and that free fonts of the same widths stand in for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.core.charts.drawing import Theme

SANS: Final = "Arial"
SERIF: Final = "Cambria"


class Ornament(StrEnum):
    """What a theme adorns its slides with."""

    RULE = "rule"
    """A short line below the title."""
    EDGE = "edge"
    """A strip along the left edge."""
    BLOCK = "block"
    """A square above the title."""
    BAND = "band"
    """A strip along the top."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class DeckTheme:
    """The look of a deck.

    `paper` is what `ink`, `soft` and `accent` are read on; `panel`, a card on it, takes
    the same. The cover is for the first and the last slide and for sections, with
    colors of its own. `colors` are for charts. `style` says to the model how pictures
    look. Lengths are in points.
    """

    name: str
    about: str
    style: str
    paper: str
    panel: str
    ink: str
    soft: str
    line: str
    accent: str
    cover: str
    cover_ink: str
    cover_soft: str
    cover_accent: str
    colors: tuple[str, ...]
    heading_font: str = SANS
    body_font: str = SANS
    heading_bold: bool = True
    ornament: Ornament = Ornament.RULE
    radius: float = 0.0
    margin: float = 60.0

    @property
    def chart_colors(self) -> Theme:
        """What charts and tables are drawn in."""
        return Theme(self.paper, self.ink, self.soft, self.line, self.colors)


PAPER: Final = DeckTheme(
    name="paper",
    about="warm white, serif titles, one red: quiet and well-read",
    style="editorial photograph on matte paper, soft daylight, muted natural colors, "
    "plenty of calm empty space",
    paper="#fbf9f4",
    panel="#f1ece1",
    ink="#23201b",
    soft="#655e52",
    line="#ded6c6",
    accent="#a3322a",
    cover="#fbf9f4",
    cover_ink="#23201b",
    cover_soft="#655e52",
    cover_accent="#a3322a",
    colors=("#a3322a", "#2f5d73", "#a8741a", "#5c7a4a", "#7d5a86", "#7a6a58"),
    heading_font=SERIF,
    heading_bold=False,
)
STUDIO: Final = DeckTheme(
    name="studio",
    about="black on white with a signal red, square and bold, like Swiss posters",
    style="high-contrast studio photograph, seamless white background, hard light, "
    "graphic composition with a single red element",
    paper="#ffffff",
    panel="#f2f2f2",
    ink="#111111",
    soft="#5c5c5c",
    line="#dcdcdc",
    accent="#d1130c",
    cover="#d1130c",
    cover_ink="#ffffff",
    cover_soft="#ffeceb",
    cover_accent="#ffffff",
    colors=("#d1130c", "#111111", "#767676", "#e06c00", "#1f5fbf", "#8c8c00"),
    ornament=Ornament.BLOCK,
    margin=56.0,
)
HARBOUR: Final = DeckTheme(
    name="harbour",
    about="navy and sea green on cool white: sober, for reports",
    style="clear documentary photograph, cool morning light, blues and greens of the "
    "sea, crisp detail",
    paper="#f8fafb",
    panel="#e8eff3",
    ink="#13293a",
    soft="#4d6474",
    line="#cfdbe2",
    accent="#0b6b7f",
    cover="#12304a",
    cover_ink="#ffffff",
    cover_soft="#c3d7e3",
    cover_accent="#5fd0d6",
    colors=("#0b6b7f", "#e0662f", "#12304a", "#8a6fb0", "#4c9a5a", "#b38600"),
    ornament=Ornament.BAND,
    radius=6.0,
)
MEADOW: Final = DeckTheme(
    name="meadow",
    about="leaf green and cream, serif titles: nature, food, learning",
    style="hand-painted botanical illustration in gouache, fresh greens and cream, "
    "gentle texture",
    paper="#f7f8ef",
    panel="#e8eed9",
    ink="#1f2b1c",
    soft="#54624d",
    line="#d3dcc1",
    accent="#35702f",
    cover="#24492a",
    cover_ink="#f9faf0",
    cover_soft="#d0e0c4",
    cover_accent="#c9de7a",
    colors=("#35702f", "#c2641b", "#6b4f9a", "#a68a12", "#2a7d86", "#8a5a3c"),
    heading_font=SERIF,
    ornament=Ornament.EDGE,
    radius=12.0,
)
CLAY: Final = DeckTheme(
    name="clay",
    about="sand, terracotta and dark brown: warm, for craft and places",
    style="warm photograph at golden hour, terracotta, sand and raw materials, "
    "tactile surfaces, long soft shadows",
    paper="#f7efe5",
    panel="#ecdecd",
    ink="#33211a",
    soft="#6d5345",
    line="#dcc8b3",
    accent="#a2431d",
    cover="#7d3217",
    cover_ink="#fff6ec",
    cover_soft="#f6d9c3",
    cover_accent="#ffc38f",
    colors=("#a2431d", "#34656d", "#8c6a10", "#6a7b3c", "#8a4a6b", "#55463d"),
    ornament=Ornament.RULE,
    radius=4.0,
)
SHERBET: Final = DeckTheme(
    name="sherbet",
    about="violet, pink and mint on white, round corners: light-hearted",
    style="playful soft 3D illustration, rounded shapes, pastel violet, pink and mint, "
    "bright even light",
    paper="#fdfbff",
    panel="#f1eafd",
    ink="#291a45",
    soft="#62557a",
    line="#e0d5f3",
    accent="#6f2bd0",
    cover="#efe4ff",
    cover_ink="#2c1657",
    cover_soft="#5a4583",
    cover_accent="#b3197a",
    colors=("#6f2bd0", "#d6247f", "#0b8a75", "#c46a00", "#2b6fdb", "#8a7a99"),
    ornament=Ornament.BLOCK,
    radius=18.0,
)
NIGHT: Final = DeckTheme(
    name="night",
    about="deep blue with ice-blue light: technology, talks in dark rooms",
    style="cinematic night scene, deep blue shadows, glowing cyan and amber lights, "
    "volumetric haze",
    paper="#0e1626",
    panel="#1a2538",
    ink="#f1f5fb",
    soft="#a9b6c9",
    line="#2f3d55",
    accent="#6fc3ff",
    cover="#0a101c",
    cover_ink="#ffffff",
    cover_soft="#b4c3d8",
    cover_accent="#6fc3ff",
    colors=("#6fc3ff", "#ffb454", "#6fdc9c", "#ff8fa3", "#b79cff", "#9fb0c6"),
    ornament=Ornament.EDGE,
    radius=8.0,
)
DUSK: Final = DeckTheme(
    name="dusk",
    about="plum with peach light and serif titles: stories, culture, evenings",
    style="painterly evening scene, plum shadows and peach light, soft grain, "
    "romantic and calm",
    paper="#241a2e",
    panel="#33263f",
    ink="#fbf2ee",
    soft="#cbb7c4",
    line="#4d3d59",
    accent="#ffb28c",
    cover="#ffb28c",
    cover_ink="#2b1731",
    cover_soft="#52304a",
    cover_accent="#7a1f45",
    colors=("#ffb28c", "#8ec5e8", "#e989b6", "#b9d48b", "#e8cf7a", "#b9a4d8"),
    heading_font=SERIF,
    heading_bold=False,
)
THEMES: Final[Mapping[str, DeckTheme]] = {
    each.name: each
    for each in (PAPER, STUDIO, HARBOUR, MEADOW, CLAY, SHERBET, NIGHT, DUSK)
}
"""Ours, by their names."""
