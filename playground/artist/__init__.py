"""The artist: draws what was asked, edits what it drew, and nothing else.

Stands in for an image model where none can be reached: words become a `Scene` (plain
values), a scene becomes a picture, an edit becomes another scene. Pillow alone; the
same ask gives the same bytes.
"""

from playground.artist.developing import previews
from playground.artist.found import scene_from_picture
from playground.artist.imagining import imagine
from playground.artist.painting import paint
from playground.artist.revising import combine, revise
from playground.artist.scene import Scene, Thing

__all__ = [
    "Scene",
    "Thing",
    "combine",
    "imagine",
    "paint",
    "previews",
    "revise",
    "scene_from_picture",
]
