"""The colors of a deck, as places in its theme: whoever changes a color
there changes it on all slides."""

from dataclasses import dataclass
from typing import Final

from bot.core.charts.drawing import Theme

ACCENTS: Final = 6
_MAPPED: Final = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_DARK: Final = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}


@dataclass(frozen=True, slots=True)
class Palette:
    """The colors of a theme by the names that slides use for them."""

    named: tuple[tuple[str, str], ...]
    dark: bool
    """Whether light letters stand on a dark ground."""

    def __getitem__(self, name: str) -> str:
        return dict(self.named)[name]

    @property
    def mapped(self) -> dict[str, str]:
        """Which of the theme's entries are ground and letters."""
        return _DARK if self.dark else _MAPPED

    def fill(self, color: str, opacity: float = 1.0) -> str:
        """A fill with this color, named if it is one of the theme's."""
        return f"<a:solidFill>{self.color(color, opacity)}</a:solidFill>"

    def color(self, color: str, opacity: float = 1.0) -> str:
        """This color, named if it is one of the theme's."""
        value = six(color)
        tag, name = "srgbClr", value
        for each, known in self.named:
            if known == value:
                tag, name = "schemeClr", each
                break
        if opacity >= 1:
            return f'<a:{tag} val="{name}"/>'
        alpha = round(100_000 * max(opacity, 0))
        return f'<a:{tag} val="{name}"><a:alpha val="{alpha}"/></a:{tag}>'


def palette(theme: Theme) -> Palette:
    """The theme's colors by name."""
    accents = [theme.colours[n % len(theme.colours)] for n in range(ACCENTS)]
    named = {
        "bg1": theme.paper,
        "tx1": theme.ink,
        "bg2": theme.line,
        "tx2": theme.soft,
        **{f"accent{n}": color for n, color in enumerate(accents, 1)},
    }
    dark = _light(theme.paper) < _light(theme.ink)
    return Palette(tuple((name, six(color)) for name, color in named.items()), dark)


def six(color: str) -> str:
    """A color as six hexadecimal digits; black if it is not a color."""
    digits = color.strip().removeprefix("#").upper()
    if len(digits) == 3:
        digits = "".join(2 * each for each in digits)
    fits = len(digits) >= 6 and all(each in "0123456789ABCDEF" for each in digits[:6])
    return digits[:6] if fits else "000000"


def _light(color: str) -> float:
    red, green, blue = bytes.fromhex(six(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
