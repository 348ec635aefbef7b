"""The look of a paragraph, as a layout sets it and as a slide departs from it."""

from dataclasses import dataclass, replace

from bot.adapters.pptx.colors import Palette
from bot.adapters.pptx.fonts import SINGLE, is_plain
from bot.adapters.pptx.xml import emu
from bot.core.decks.laid import BULLET, Box, Paragraph
from bot.core.decks.sayings import from_right

_ALIGN = {"start": "l", "center": "ctr", "end": "r"}
_MIRRORED = {"start": "r", "center": "ctr", "end": "l"}


@dataclass(frozen=True, slots=True)
class Look:
    """How the words of a paragraph look. `lines` is the distance of its lines, `apart`
    what is above it, `mark` the color of its bullet."""

    size: float
    color: str
    bold: bool = False
    heading: bool = False
    bullet: bool = False
    align: str = "l"
    rtl: bool = False
    lines: str = ""
    apart: float = 0.0
    mark: str = ""

    @property
    def place(self) -> str:
        """How the paragraph stands in its box, as attributes of its element."""
        inset = emu(BULLET * self.size) if self.bullet else 0
        return (
            f'marL="{inset}" indent="{-inset}" algn="{self.align}" '
            f'rtl="{int(self.rtl)}"'
        )

    def around(self, palette: Palette) -> str:
        """Distances and bullet, which is no letter of the text."""
        spaces = (
            f"<a:lnSpc>{self.lines}</a:lnSpc><a:spcBef>{_exactly(self.apart)}"
            "</a:spcBef><a:spcAft><a:spcPts val='0'/></a:spcAft>"
        )
        if not self.bullet:
            return f"{spaces}<a:buNone/>"
        color = palette.color(self.mark or self.color)
        return (
            f"{spaces}<a:buClr>{color}</a:buClr>"
            '<a:buFont typeface="Arial"/><a:buChar char="•"/>'
        )

    @property
    def letters(self) -> tuple[str, str]:
        """Size and weight of its letters, as attributes of their element."""
        return f' sz="{hundredths(self.size)}"', f' b="{int(self.bold)}"'

    def words(self, palette: Palette) -> str:
        """Color and font of its letters."""
        return f"{palette.fill(self.color)}{font(heading=self.heading)}"


def look(paragraph: Paragraph, box: Box, *, first: bool) -> Look:
    """The look of a paragraph in a box, in which it is the first one or not."""
    sides = _MIRRORED if paragraph.rtl else _ALIGN
    return Look(
        size=paragraph.size,
        color=paragraph.color,
        bold=paragraph.bold,
        heading=paragraph.heading,
        bullet=paragraph.bullet,
        align=sides.get(paragraph.align, sides["start"]),
        rtl=paragraph.rtl,
        lines=_distance(paragraph, box.leading),
        apart=0.0 if first else box.spacing,
        mark=paragraph.mark,
    )


def lifted(box: Box) -> Box:
    """The box a little higher, if its lines are far apart: what is between lines is
    above each of them in these files, and half above and half below where the deck was
    measured."""
    if not box.paragraphs:
        return box
    above = max(0.0, box.leading - SINGLE) * box.paragraphs[0].size / 2
    return replace(box, y=box.y - above)


def font(*, heading: bool) -> str:
    """The theme's font for headings or for everything else, in all scripts."""
    kind = "mj" if heading else "mn"
    return (
        f'<a:latin typeface="+{kind}-lt"/><a:ea typeface="+{kind}-ea"/>'
        f'<a:cs typeface="+{kind}-cs"/>'
    )


def beginning(language: str) -> str:
    """At which side lines of the language begin, as attributes."""
    return 'algn="r" rtl="1"' if from_right(language) else 'algn="l" rtl="0"'


def hundredths(size: float) -> int:
    """A size of letters as these files have it; PowerPoint takes no other ones."""
    return min(max(round(100 * size), 100), 400_000)


def _distance(paragraph: Paragraph, leading: float) -> str:
    """The distance of lines that was measured.

    It grows with the letters if somebody makes them larger. Where another font stands
    in, whose lines are higher, it is exact, so that nothing leaves its box.
    """
    if not is_plain(paragraph.text):
        return _exactly(leading * paragraph.size)
    return f'<a:spcPct val="{round(100_000 * leading / SINGLE)}"/>'


def _exactly(points: float) -> str:
    return f'<a:spcPts val="{min(max(round(100 * points), 0), 158_400)}"/>'
