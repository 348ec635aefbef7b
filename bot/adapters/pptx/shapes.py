"""Words, pictures and plain areas as shapes of a slide."""

from dataclasses import dataclass
from typing import Final

from bot.adapters.pptx.colors import Palette
from bot.adapters.pptx.looks import Look
from bot.adapters.pptx.places import Place
from bot.adapters.pptx.text import Setting, text_body
from bot.adapters.pptx.xml import frame, outline, quoted
from bot.core.decks.laid import Box

_DECORATIVE: Final = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative val="1" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/>'
    "</a:ext></a:extLst>"
)
"""Tells programs that read slides to others to pass over it."""
_NEAR: Final = 0.5
"""Points that nobody sees."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A box with its number on the slide, its placeholder, and where and how the layout
    has that placeholder."""

    box: Box
    number: int
    place: Place | None = None
    layout_box: Box | None = None
    look: Look | None = None

    @property
    def stays(self) -> bool:
        """Whether it stands where the layout has it."""
        there = self.layout_box
        if there is None:
            return False
        sides = zip(_sides(self.box), _sides(there), strict=True)
        return all(abs(here - other) <= _NEAR for here, other in sides)

    @property
    def mark(self) -> str:
        """What connects it with its placeholder."""
        return f"<p:nvPr>{self.place.mark}</p:nvPr>" if self.place else "<p:nvPr/>"

    def named(self, kind: str, about: str = "", inner: str = "") -> str:
        """Its name for people, and what it shows for those who cannot see it."""
        name = self.place.name if self.place else kind
        told = f' descr="{quoted(about)}"' if about else ""
        return (
            f'<p:cNvPr id="{self.number}" name="{quoted(name)} {self.number}"{told}'
            f"{f'>{inner}</p:cNvPr>' if inner else '/>'}"
        )


def words_shape(spot: Spot, setting: Setting) -> str:
    """Words that people can edit: in the layout's placeholder if there is one."""
    box = spot.box
    own = "" if spot.stays else f"{frame(box)}{outline(box)}"
    fill = setting.palette.fill(box.fill, box.opacity) if box.fill else ""
    lock = '<a:spLocks noGrp="1"/>' if spot.place else ""
    kind = "" if spot.place else ' txBox="1"'
    return (
        f"<p:sp><p:nvSpPr>{spot.named('Text')}<p:cNvSpPr{kind}>{lock}</p:cNvSpPr>"
        f"{spot.mark}</p:nvSpPr><p:spPr>{own}{fill}</p:spPr>"
        f"{text_body(box, setting, spot.look)}</p:sp>"
    )


def area_shape(spot: Spot, palette: Palette) -> str:
    """A plain area: it has nothing to tell."""
    box = spot.box
    color = box.fill or palette["bg2"]
    return (
        f"<p:sp><p:nvSpPr>{spot.named('Decoration', inner=_DECORATIVE)}<p:cNvSpPr/>"
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{frame(box)}{outline(box)}'
        f"{palette.fill(color, box.opacity)}<a:ln><a:noFill/></a:ln></p:spPr>"
        "</p:sp>"
    )


def picture_shape(spot: Spot, relation: str, size: tuple[int, int]) -> str:
    """A picture, cut to its box around its middle; all of it stays in the file."""
    box = spot.box
    alpha = f'<a:alphaModFix amt="{round(100_000 * box.opacity)}"/>'
    see_through = alpha if box.opacity < 1 else ""
    inner = "" if box.alt else _DECORATIVE
    return (
        f"<p:pic><p:nvPicPr>{spot.named('Picture', box.alt, inner)}"
        f'<p:cNvPicPr><a:picLocks noGrp="{int(spot.place is not None)}" '
        f'noChangeAspect="1"/></p:cNvPicPr>{spot.mark}</p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{relation}">{see_through}</a:blip>'
        f"{_cut(box, size)}<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
        f"<p:spPr>{frame(box)}{outline(box)}</p:spPr></p:pic>"
    )


def graphic_shape(spot: Spot, kind: str, about: str, data: str) -> str:
    """A frame around a table or a chart."""
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{spot.named(kind, about)}"
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f"{spot.mark}</p:nvGraphicFramePr>{frame(spot.box, 'p:xfrm')}"
        f"<a:graphic>{data}</a:graphic></p:graphicFrame>"
    )


def _cut(box: Box, size: tuple[int, int]) -> str:
    """What of a picture is beyond its box on each side, in thousandths of a percent."""
    shape = box.width / max(box.height, 0.01)
    width, height = size
    beyond = (1 - shape * height / width) / 2
    above = (1 - width / shape / height) / 2
    sides = {"l": beyond, "t": above, "r": beyond, "b": above}
    cut = {side: round(100_000 * part) for side, part in sides.items()}
    parts = "".join(f' {side}="{part}"' for side, part in cut.items() if part > 0)
    return f"<a:srcRect{parts}/>"


def _sides(box: Box) -> tuple[float, ...]:
    return box.x, box.y, box.width, box.height
