"""The page on which people paint, on a server of its own, and pictures to paint on."""

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from time import time

from PIL import Image, ImageDraw

from bot.adapters.imaging import Imaging
from bot.adapters.painting_routes import PATH, PaintingRoutes
from bot.adapters.web import Web
from bot.core.accepting.painting import Painting
from bot.core.ports import Brought
from bot.core.turn.asks import Ask, Attached
from bot.core.turn.painting import PostedPicture
from bot.core.turn.request import InputImage
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn
from tests.fakes import FakeFiles, MemoryPageLinks
from tests.memory_turns import MemoryTurns
from tests.studio import DRAWN, Studio, studio

THREAD = ThreadKey("T1", "C1", "1.1")
HUES = ("#b9603a", "#33648f", "#4b7a42", "#7d4a86")


def painting(width: int, height: int, hue: str = HUES[0]) -> bytes:
    """A landscape of a kind, of this size."""
    picture = Image.new("RGB", (width, height), "#e9d8bd")
    draw = ImageDraw.Draw(picture)
    for step in range(12):
        top = height * (4 + step) // 16
        shade = tuple(int(c * (1 - step / 20)) for c in _rgb(hue))
        draw.polygon(
            [
                (0, top + (step % 3) * height // 30),
                (width // 3, top - height // 20),
                (width * 2 // 3, top + height // 14),
                (width, top - (step % 2) * height // 18),
                (width, height),
                (0, height),
            ],
            fill=shade,
        )
    edge = min(width, height) // 6
    draw.ellipse((width // 2, edge // 2, width // 2 + edge, edge * 3 // 2), "#fff2b0")
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _rgb(hue: str) -> tuple[int, int, int]:
    return int(hue[1:3], 16), int(hue[3:5], 16), int(hue[5:7], 16)


class PostedFiles(FakeFiles):
    """A picture that somebody has posted, as Slack gives it to the bot."""

    async def still(self, data: bytes) -> InputImage | None:
        return InputImage(data, "image/png")


@dataclass
class Easel:
    """A thread with pictures, and the links to paint on them. `later` moves the
    clock."""

    studio: Studio
    painting: Painting
    url: str
    files: PostedFiles
    later: float = 0.0
    turns: list[Turn] = field(default_factory=list)

    async def drawn(
        self, words: str, size: tuple[int, int] = (1024, 768), channel: str = "C1"
    ) -> Turn:
        """One more picture in the thread."""
        data = painting(*size, HUES[len(self.turns) % len(HUES)])
        turns = self.studio.turns
        number = len(self.turns) + 1
        asked = Ask(
            f"T1/{channel}/{number}",
            replace(THREAD, channel=channel),
            "U1",
            words,
            ts=f"{number}.5",
        )
        turn = await turns.accept(asked)
        assert turn is not None
        turn = await turns.begin(turn.id)
        kept = KeptPicture(await self.studio.shelf.keep(data), "png", *size, len(data))
        await turns.answered(turn.id, Answer(Outcome.DONE, pictures=(kept,)))
        await turns.posted(turn.id, f"{number}.7")
        await turns.shown(turn.id, (kept,), settled=True)
        found = await turns.get(turn.id)
        assert found is not None
        self.turns.append(found)
        return found

    async def link(self, turn: Turn | None = None, user: str = "U1") -> str:
        """A link to the page, for the newest picture unless another is named."""
        return await self.painting.link((turn or self.turns[-1]).id, user)

    async def link_to_posted(self) -> str:
        """A link to the page, for a picture that somebody has posted."""
        posted = PostedPicture(THREAD, Attached("F1", "shore.jpg", "image/jpeg"))
        return await self.painting.link_to_posted(posted, "U1")

    def now(self) -> float:
        return time() + self.later


@asynccontextmanager
async def open_easel(port: int) -> AsyncIterator[Easel]:
    """The page at this port, until it is left."""
    made = studio(*[DRAWN] * 9)
    turns = made.turns
    assert isinstance(turns, MemoryTurns)
    url = f"http://127.0.0.1:{port}"
    address = f"{url}{PATH}"
    easel: Easel

    def clock() -> float:
        return easel.now()

    image = InputImage(painting(1000, 750), "image/png")
    files = PostedFiles(Brought((image,)))
    web = Web()
    async with Imaging() as imaging:
        links = MemoryPageLinks()
        page = Painting(
            *(links, turns, made.shelf, imaging, made.intake, files),
            address,
            b"key",
            clock,
        )
        easel = Easel(made, page, url, files)
        web.serve(*PaintingRoutes(page, imaging, url).routes())
        async with web.listening("127.0.0.1", port):
            yield easel
