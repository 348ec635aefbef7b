"""The gallery: the pictures of a workspace, as one person may see them."""

from dataclasses import dataclass, field

from bot.core.turn.slots import Spot
from bot.core.turn.thread import ThreadKey


@dataclass(frozen=True, slots=True)
class GalleryPicture:
    """A finished picture with what is needed to find it and to go on with it.

    `message` is the ts of the message that shows it, `made` when it was finished, in
    seconds since the epoch. `number` is its place among the pictures of its turn.
    """

    turn: int
    number: int
    thread: ThreadKey
    message: str
    user: str
    words: str
    sha256: str
    format: str
    spot: Spot
    made: float


@dataclass(frozen=True, slots=True)
class GallerySearch:
    """What somebody looks for, and what he may see: his own pictures in direct messages
    with the bot, and those of `channels`.

    `viewer` is who looks. With `words`, only pictures that were asked for, drawn or
    spoken of with all of them; with `mine`, only the viewer's own; with `channel`,
    `name` (the id of a character or a style) and `since` (seconds since the epoch),
    only those of there, with it, and after it. `before` is the turn and number of the
    last picture on the page before.
    """

    team: str
    viewer: str
    channels: frozenset[str]
    words: str = ""
    mine: bool = False
    channel: str = ""
    name: int = 0
    since: float = 0.0
    before: tuple[int, int] | None = None
    most: int = 8


@dataclass(frozen=True, slots=True)
class GalleryPage:
    """The pictures of one page, the newest first, and whether there are more."""

    pictures: tuple[GalleryPicture, ...] = field(default=())
    more: bool = False
