"""The look of a picture that is to be made, as plain values."""

from dataclasses import dataclass
from typing import Literal

from playground.artist.encode import Format

Shape = Literal["png", "jpeg", "webp", "gif", "svg"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is to be made."""

    size: tuple[int, int]
    quality: str
    format: Shape
    transparent: bool
    compression: int = 100
    frames: int = 9
    pause: int = 200
    """Milliseconds that each frame of a loop is shown."""

    @property
    def still(self) -> Format:
        """The format of one frame, for what has more of them or none."""
        match self.format:
            case "gif" | "svg":
                return "png"
            case shape:
                return shape

    def echo(self) -> dict[str, str]:
        """The fields that describe it in previews and in the finished picture."""
        return {
            "background": "transparent" if self.transparent else "opaque",
            "output_format": self.format,
            "quality": self.quality,
            "size": "{}x{}".format(*self.size),
        }
