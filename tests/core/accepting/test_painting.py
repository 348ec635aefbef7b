"""The page on which people paint: its links, and the asks that come from it."""

from dataclasses import dataclass, field, replace

import pytest

from bot.core.accepting.intake import MOST_WAITING
from bot.core.accepting.painting import NOT_TAKEN, SENT, OpenPage, Painting
from bot.core.errors import AskError, HangError, StoreAway
from bot.core.turn.painting import Cover, PageLink, Painted, PaintedEnd
from bot.core.turn.turns import Answer, KeptPicture, Outcome, Turn
from tests.fakes import MemoryPageLinks, ask
from tests.studio import DRAWN, Studio, studio

RED = Painted(PaintedEnd.CHANGE, 1, "a red bicycle", region=b"painted")


class AwayLinks(MemoryPageLinks):
    """Their store is away."""

    async def add(self, link: PageLink) -> None:
        raise StoreAway("gone")


class NoLinks(MemoryPageLinks):
    """Nobody may ask for any."""

    async def find(self, digest: str) -> PageLink | None:
        raise AssertionError("looked up")


class FakeLayers:
    """Takes everything that is not broken."""

    async def layer(self, data: bytes, cover: Cover, who: str = "") -> bytes:
        if data == b"broken":
            raise HangError("damaged")
        return data + str(cover.margins).encode()


@dataclass
class Desk:
    """A page over a thread with one picture."""

    studio: Studio = field(default_factory=lambda: studio(*[DRAWN] * 40))
    links: MemoryPageLinks = field(default_factory=MemoryPageLinks)
    now: float = 1000.0

    @property
    def painting(self) -> Painting:
        one = self.studio
        return Painting(
            *(self.links, one.turns, one.shelf, FakeLayers(), one.intake, one.files),
            "https://a.example/paint",
            b"key",
            lambda: self.now,
        )

    async def drew(self, **more: object) -> Turn:
        turn = await self.studio.accepted(ask(**more))  # type: ignore[arg-type] # a test names what it wants
        await self.studio.turns.begin(turn.id)
        kept = KeptPicture(await self.studio.shelf.keep(b"fox"), "png", 1024, 768, 3)
        answer = Answer(Outcome.DONE, pictures=(kept,))
        await self.studio.turns.answered(turn.id, answer)
        return await self.studio.again(turn)

    async def page(self) -> OpenPage:
        secret = (await self.painting.link(1, "U7")).partition("#")[2]
        page = await self.painting.opened(secret, "browser")
        assert page is not None
        return page


async def test_what_was_painted_becomes_an_ask_of_its_person() -> None:
    desk = Desk()
    first = await desk.drew()
    page = await desk.page()
    assert "being drawn now" in await desk.painting.send(page, RED)
    turn = await desk.studio.turns.get(2)
    assert turn is not None
    assert (turn.ask.user, turn.ask.onto, turn.ask.thread) == (
        *("U7", first.id),
        first.ask.thread,
    )
    await desk.studio.idle()


async def test_a_page_sends_once_even_if_it_was_opened_twice() -> None:
    """The journal decides, whatever the page believes."""
    desk = Desk()
    await desk.drew()
    page = await desk.page()
    await desk.painting.send(page, RED)
    assert await desk.painting.send(page, replace(RED, words="another")) == SENT
    assert await desk.studio.turns.get(3) is None
    await desk.studio.idle()


async def test_where_too_many_wait_it_can_be_sent_later() -> None:
    desk = Desk()
    await desk.drew()
    page = await desk.page()
    for number in range(MOST_WAITING):
        await desk.studio.accepted(ask(claim=f"T1/C1/w{number}"))
    with pytest.raises(AskError) as told:
        await desk.painting.send(page, RED)
    assert told.value.sentence == NOT_TAKEN
    await desk.studio.idle()


async def test_a_secret_that_was_never_ours_is_not_looked_up() -> None:
    desk = Desk(links=NoLinks())
    for secret in ("", "A" * 44, "ä" * 44, "A" * 43, "====", "x"):
        assert await desk.painting.opened(secret, "browser") is None


async def test_a_link_lasts_an_hour() -> None:
    desk = Desk()
    await desk.drew()
    secret = (await desk.painting.link(1, "U7")).partition("#")[2]
    desk.now += 3599
    assert await desk.painting.opened(secret, "browser")
    desk.now += 1
    assert await desk.painting.opened(secret, "browser") is None


async def test_while_nothing_can_be_stored_there_is_no_link() -> None:
    """The form opens without its button."""
    desk = Desk(links=AwayLinks())
    assert not await desk.painting.link(1, "U7")


async def test_what_cannot_be_read_is_told() -> None:
    desk = Desk()
    await desk.drew()
    page = await desk.page()
    with pytest.raises(AskError, match="did not arrive whole"):
        await desk.painting.send(page, replace(RED, region=b"broken"))
    assert await desk.studio.turns.get(2) is None
