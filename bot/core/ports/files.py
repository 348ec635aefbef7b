"""The ports for files: what people attach, and where pictures are stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.core.charts.drawing import Drawing
from bot.core.charts.poster import Panel
from bot.core.pieces import Pieces
from bot.core.ports.regions import Regions
from bot.core.ports.strips import Strips
from bot.core.turn.asks import Ask, Attached
from bot.core.turn.events import Picture
from bot.core.turn.request import InputImage, InputText
from bot.core.turn.sheet import Sheet
from bot.core.turn.sizes import Extent
from bot.core.turn.thread import ThreadKey


@dataclass(frozen=True, slots=True)
class Brought:
    """The pictures and texts of an ask, and which of its files were not used."""

    images: tuple[InputImage, ...] = ()
    unused: tuple[str, ...] = ()
    texts: tuple[InputText, ...] = ()


class Files(Protocol):
    """Files that people attach, and pictures of ours in other forms."""

    @property
    def regions(self) -> Regions:
        """What works on parts of pictures."""

    async def bring(self, ask: Ask) -> Brought:
        """Fetch, check and shrink the pictures of an ask; say which were not used."""

    async def small(self, data: bytes) -> InputImage | None:
        """A picture of ours, as the model is shown one of several; None if it cannot
        be read."""

    async def extended(
        self, data: bytes, around: Extent
    ) -> tuple[InputImage, bytes] | None:
        """A picture of ours with room around it, and a mask that is clear where it is
        new; None if it cannot be read."""

    async def still(self, data: bytes) -> InputImage | None:
        """A picture of ours, without motion; None if it cannot be read."""

    async def attached_to(self, thread: ThreadKey) -> Sequence[Attached]:
        """The files of the thread's root message."""


class Imaging(Protocol):
    """Makes pictures out of pictures. Raises HangError if the bytes are not a
    picture."""

    @property
    def strips(self) -> Strips:
        """What draws pictures of a thread's history together."""

    async def cell(self, data: bytes, cells: int, *, finished: bool = True) -> bytes:
        """The picture as small as a sheet of so many cells needs it."""

    async def sheet(self, sheet: Sheet) -> bytes:
        """The sheet as a JPEG: a quick one while it changes, then a large one."""

    async def showable(self, picture: Picture) -> bytes:
        """The picture in a format that Slack shows; it may also be not safe."""

    async def emoji(self, data: bytes) -> bytes:
        """A copy as small as Slack takes it as an emoji."""


class Typesetter(Protocol):
    """Draws exactly what it is given: the same data, the same bytes. Raises
    HangError."""

    async def chart(self, drawing: Drawing) -> bytes:
        """The chart as a PNG, twice as large as a message shows it."""

    async def poster(self, drawing: Drawing, backdrop: bytes, panel: Panel) -> bytes:
        """The chart on a panel in the middle of a picture, as a PNG."""


class Shelf(Pieces, Protocol):
    """Stores finished pictures by their hash."""

    async def keep(self, data: bytes) -> str:
        """Keep the bytes and return their sha256."""

    async def read(self, sha256: str) -> bytes | None:
        """The bytes, if they are still there."""

    async def drop(self, sha256: str) -> None:
        """Remove a picture that nothing needs any more."""


class Showcase(Pieces, Protocol):
    """Keeps previews that our own web server shows, for a while."""

    async def put(self, name: str, data: bytes) -> None:
        """Keep the bytes under this name for as long as somebody may look at them."""


@dataclass(frozen=True, slots=True)
class PrivatePicture:
    """A picture that a form shows to one person: a file of ours, and the message that
    lets that person see it, or an address."""

    file_id: str = ""
    channel: str = ""
    ts: str = ""
    url: str = ""


class FormFiles(Protocol):
    """Notes of our files in Slack that a form shows."""

    async def lent(self, team: str, picture: PrivatePicture, until: float) -> None:
        """Note a file that has to be deleted at this time at the latest, or the message
        that shows it."""

    async def returned(self, file_id: str) -> None:
        """Note that it is deleted."""

    async def of(self, team: str, file_id: str) -> PrivatePicture | None:
        """The picture with this file, as long as it is not deleted."""

    async def overdue(self, now: float) -> Sequence[tuple[str, PrivatePicture]]:
        """The workspaces and the pictures that are overdue."""


class TemporaryFiles(Protocol):
    """Notes of our files in Slack that are only shown for a while."""

    async def lent(self, turn: int, file_id: str) -> None:
        """Note a file that has to be deleted when nothing shows it any more."""

    async def returned(self, file_id: str) -> None:
        """Note that it is deleted."""

    async def outstanding(self, turn: int) -> Sequence[str]:
        """The files of the turn that are not deleted yet."""
