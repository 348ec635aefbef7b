"""Paints a scene: background, things, weather, lettering, style, grain, mark."""

from PIL import Image, ImageFilter

from playground.artist.backdrops.book import backdrop
from playground.artist.cache import Cache
from playground.artist.encode import Format, encode
from playground.artist.lettering import letter, poster
from playground.artist.mark import mark
from playground.artist.scene import Scene
from playground.artist.staging import stage, things_alone
from playground.artist.styles import styled
from playground.artist.view import View, view_of
from playground.artist.washes import grain
from playground.artist.weather import weather

_GRAIN = {"low": 0.0, "medium": 0.022, "high": 0.06}
_LONGEST = 4096

finished = Cache(160_000_000)


def paint(
    scene: Scene,
    size: tuple[int, int] = (1024, 1024),
    format: Format = "png",  # noqa: A002 -- the word of the API that this serves
    transparent: bool = False,
    quality: str = "high",
) -> bytes:
    """Return the picture as a file; the same scene gives the same bytes."""
    size = fit(size)
    clear = transparent and format != "jpeg"

    def make() -> tuple[bytes, ...]:
        return (encode(picture(scene, size, clear, quality), format, scene),)

    return finished.get((scene, size, format, clear, quality), make)[0]


def fit(size: tuple[int, int]) -> tuple[int, int]:
    """Return a size that can be painted: at least 32, at most 4096 on a side."""
    width, height = (max(32, min(_LONGEST, int(side))) for side in size)
    return width, height


def picture(
    scene: Scene, size: tuple[int, int], clear: bool, quality: str
) -> Image.Image:
    """Paint the scene onto a sheet."""
    view = view_of(scene, size)
    if clear:
        return mark(_cut_out(view))
    sheet = stage(backdrop(view), view)
    weather(sheet, view)
    sheet = styled(sheet, scene.style)
    if scene.lettering and scene.poster:
        sheet = poster(sheet, view)
    elif scene.lettering and not _on_a_sign(scene):
        sheet = letter(sheet, view)
    sheet = grain(sheet, _GRAIN.get(quality, _GRAIN["medium"]))
    return mark(sheet)


def _cut_out(view: View) -> Image.Image:
    """Return the things alone, on nothing."""
    sheet = things_alone(view)
    if view.scene.style:
        alpha = sheet.getchannel("A")
        sheet = styled(sheet.convert("RGB"), view.scene.style)
        sheet.putalpha(alpha)
    lettered = view.scene.lettering and not _on_a_sign(view.scene)
    sheet = letter(sheet, view) if lettered else sheet
    return _die_cut(sheet) if view.scene.style == "sticker" else sheet


def _die_cut(sheet: Image.Image) -> Image.Image:
    """Leave a white rim around everything that is there."""
    radius = max(2, min(sheet.size) // 60)
    soft = sheet.getchannel("A").filter(ImageFilter.GaussianBlur(radius))
    rim = soft.point([min(255, max(0, (v - 8) * 24)) for v in range(256)])
    under = Image.new("RGBA", sheet.size, "white")
    under.putalpha(rim)
    return Image.alpha_composite(under, sheet)


def _on_a_sign(scene: Scene) -> bool:
    return any(thing.kind == "sign" for thing in scene.things)
