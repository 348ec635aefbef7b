"""The gallery: the pictures of a workspace, as one person may see them."""

from dataclasses import dataclass, field

from bot.core.turn.slots import Spot
from bot.core.turn.thread import ThreadKey


@dataclass(frozen=True, slots=True)
class GalleryPicture:
    """A finished picture with what is needed to find it and to go on with it.

    `number` is its place in the answer's `pictures`, from 0. `message` is the ts of the
    message that shows it, or its `sheet`; `made` is when it was asked for, in seconds
    since the epoch. `spot` is where it can be seen in Slack, if it can; `place` is its
    number on the sheet if that is what hangs there, and 0 if the picture itself does.
    A picture of a set, and a chart, have a `title` of their own beside the `words` that
    were asked.
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
    title: str = ""
    revised_prompt: str = ""
    place: int = 0


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

    @property
    def audiences(self) -> frozenset[str]:
        """The audiences that the viewer belongs to, and that are looked at."""
        here = self.channels & {self.channel} if self.channel else self.channels
        seen = {_in(each) for each in here if not direct_message(each)}
        if not self.channel or direct_message(self.channel):
            seen.add(_alone(self.viewer))
        return frozenset(seen)


@dataclass(frozen=True, slots=True)
class GalleryPage:
    """The pictures of one page, the newest first, and whether there are more.

    `filling`: pictures from before the gallery existed are still being added to it, so
    some may be missing.
    """

    pictures: tuple[GalleryPicture, ...] = field(default=())
    more: bool = False
    filling: bool = False


def direct_message(channel: str) -> bool:
    """Whether the channel is one person's direct messages with the bot."""
    return channel.startswith("D")


def audience(channel: str, user: str) -> str:
    """Who sees a picture: whoever is in the channel, or the one person to whom the
    direct messages belong."""
    return _alone(user) if direct_message(channel) else _in(channel)


def _in(channel: str) -> str:
    return f"#{channel}"


def _alone(user: str) -> str:
    return f"@{user}"
