"""The functions that paint each background."""

from collections.abc import Callable

from PIL import Image

from playground.artist.backdrops import depths, indoors, lands, towns, waters
from playground.artist.view import View

BACKDROPS: dict[str, Callable[[View], Image.Image]] = {
    "sea": waters.sea,
    "beach": waters.beach,
    "lake": lands.lake,
    "meadow": lands.meadow,
    "forest": lands.forest,
    "desert": lands.desert,
    "mountains": lands.mountains,
    "snow": lands.snow,
    "city": towns.city,
    "court": towns.court,
    "room": indoors.room,
    "table": indoors.table,
    "stage": indoors.stage,
    "plain": indoors.plain,
    "abstract": indoors.abstract,
    "sky": depths.open_sky,
    "space": depths.space,
    "underwater": depths.underwater,
    "photo": depths.photo,
}


def backdrop(view: View) -> Image.Image:
    """Return a sheet with the scene's background."""
    return BACKDROPS.get(view.scene.background, lands.meadow)(view)
