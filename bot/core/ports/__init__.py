"""What the core needs from outside: no port offers more than the core uses."""

from bot.core.ports.chat import Chat, Views
from bot.core.ports.decks import DeckMaker, DeckPictures
from bot.core.ports.engine import Engine, Load
from bot.core.ports.files import (
    Brought,
    Files,
    FormFiles,
    Imaging,
    PrivatePicture,
    Shelf,
    Showcase,
    TemporaryFiles,
    Typesetter,
)
from bot.core.ports.gallery import (
    Activity,
    Gallery,
    GalleryFilling,
    Memberships,
    Permalinks,
)
from bot.core.ports.journal import Legs, Turns
from bot.core.ports.links import Layers, PageLinks
from bot.core.ports.model import (
    Finder,
    Judge,
    Model,
    Overheard,
    Preferences,
    Sought,
)
from bot.core.ports.regions import Chosen, Difference, Regions
from bot.core.ports.strips import Compared, Strips
from bot.core.ports.taught import Describer, TaughtNames

__all__ = [
    "Activity",
    "Brought",
    "Chat",
    "Chosen",
    "Compared",
    "DeckMaker",
    "DeckPictures",
    "Describer",
    "Difference",
    "Engine",
    "Files",
    "Finder",
    "FormFiles",
    "Gallery",
    "GalleryFilling",
    "Imaging",
    "Judge",
    "Layers",
    "Legs",
    "Load",
    "Memberships",
    "Model",
    "Overheard",
    "PageLinks",
    "Permalinks",
    "Preferences",
    "PrivatePicture",
    "Regions",
    "Shelf",
    "Showcase",
    "Sought",
    "Strips",
    "TaughtNames",
    "TemporaryFiles",
    "Turns",
    "Typesetter",
    "Views",
]
