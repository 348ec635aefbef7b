"""Painting on a page: who may do so, which pictures they see, what they send. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from bot.core.errors import AskError
from bot.core.turn.asks import FROM_SCRATCH, Ask, Attached
from bot.core.turn.changes import can_be_changed
from bot.core.turn.options import Button, read_options
from bot.core.turn.pictures import kind_of, size_of
from bot.core.turn.sizes import Margins
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import KeptPicture, Turn

LASTS: Final = 3600.0
"""Seconds that a link lasts."""
KNOWN: Final = 24 * LASTS
"""Seconds that it is known for, although it opens nothing any more."""
MOST_VERSIONS: Final = 30
_MOST_WORDS: Final = 120


@dataclass(frozen=True, slots=True)
class PostedPicture:
    """A picture that a person has posted: a file in Slack, and the thread in which a
    change of it is asked for."""

    thread: ThreadKey
    file: Attached


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to the page, made for one person and one turn's picture, or for one that
    was `posted`.

    The link itself is not kept, only its `digest`. It belongs to the browser that
    opened it first: `browser` is the digest of what that browser was given. `made` is
    in seconds since the epoch.
    """

    digest: str
    turn: int
    user: str
    made: float
    browser: str = ""
    posted: PostedPicture | None = None

    def lasts(self, now: float) -> float:
        """How many seconds are left."""
        return self.made + LASTS - now


@dataclass(frozen=True, slots=True)
class Version:
    """One picture of a thread, as the page offers it. `before` is the version that it
    was made from, if that is offered, too."""

    turn: int
    words: str
    picture: KeptPicture
    before: int | None = None


class PaintedEnd(StrEnum):
    """What is to happen with what was painted."""

    CHANGE = "change"
    NOTES = "notes"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Cover:
    """What lies over a picture of this size: a region with its margins, or `notes`."""

    width: int
    height: int
    margins: Margins = (0, 0, 0, 0)
    notes: bool = False


@dataclass(frozen=True, slots=True)
class Painted:
    """What a person sends: on which version, in which words, and what was painted.

    `older` is the turn that a part is brought back from. Nobody has looked at the bytes
    yet.
    """

    end: PaintedEnd
    turn: int
    words: str = ""
    older: int = 0
    margins: Margins = (0, 0, 0, 0)
    region: bytes = field(default=b"", repr=False)
    notes: bytes = field(default=b"", repr=False)

    @property
    def button(self) -> Button:
        """What that is in Slack."""
        match self.end:
            case PaintedEnd.NOTES:
                return Button.MARKED
            case PaintedEnd.BACK:
                return Button.RESTORED
        return Button.AROUND if any(self.margins) else Button.CHANGED


def picture_of(turn: Turn | None) -> KeptPicture | None:
    """The picture of a turn, if it can be painted on."""
    if turn is None or turn.answer is None or not can_be_changed(turn.answer):
        return None
    return turn.answer.own_pictures[0]


def posted_version(posted: PostedPicture, data: bytes) -> Version:
    """The only version of a picture that a person has posted, read as `data`."""
    width, height = size_of(data)
    picture = KeptPicture("", kind_of(data), width, height, len(data))
    return Version(FROM_SCRATCH, _shortened(posted.file.name), picture)


def versions(turns: Iterable[Turn]) -> tuple[Version, ...]:
    """The newest pictures of these turns, in the order of asking."""
    each = {turn.id: turn for turn in turns}
    found = [turn for _, turn in sorted(each.items()) if picture_of(turn)]
    return tuple(_version(turn, each) for turn in found[-MOST_VERSIONS:])


def _version(turn: Turn, all_of_them: dict[int, Turn]) -> Version:
    picture = picture_of(turn)
    assert picture is not None  # noqa: S101 -- only such turns come here
    words = _shortened(_said(turn.ask))
    return Version(turn.id, words, picture, _before(turn, all_of_them))


def _shortened(words: str) -> str:
    return words if len(words) <= _MOST_WORDS else f"{words[: _MOST_WORDS - 1]}…"


def _said(ask: Ask) -> str:
    """What people know it by: their own words without flags, or those of a button. What
    a button tells the model besides is nothing to read."""
    try:
        words, _ = read_options(ask.words)
    except AskError:
        words = ask.words
    return " ".join((words or ask.words).split())


def _before(turn: Turn, all_of_them: dict[int, Turn]) -> int | None:
    """The nearest turn before it that has a picture."""
    seen = turn
    while (parent := all_of_them.get(seen.parent or 0)) is not None:
        if picture_of(parent):
            return parent.id
        seen = parent
    return None


def named(found: Sequence[Version], turn: int) -> Version | None:
    """The version of this turn."""
    return next((each for each in found if each.turn == turn), None)
