"""The five ways of hanging a picture, and what people see of each."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.adapters.hanging import AddressWay, ChannelWay, FileWay, PostWay, TextWay
from bot.adapters.hanging.address import PREVIEWS_KEPT
from bot.adapters.hanging.choice import choose_ways
from bot.adapters.picture_routes import PictureRoutes
from bot.adapters.shelf import DiskShelf
from bot.adapters.signing import Signer
from bot.adapters.slack_chat import SlackChat
from bot.adapters.slack_files import SlackFiles
from bot.adapters.slack_identity import InstalledClient
from bot.adapters.web import Web
from bot.core.caller import STEP
from bot.core.errors import ChatLate, HangError
from bot.core.messages.blocks import image
from bot.core.messages.message import Message
from bot.core.showing.hanging import Frame, Manner, Way
from bot.core.turn.slots import Spot
from bot.core.turn.thread import ThreadKey
from playground.slack import SlackEmulator
from tests.adapters.imaging_here import ImagingHere as Imaging
from tests.adapters.slack_side import opened, picture, thread_of

PNG = picture(size=(1600, 900))
SIGNER = Signer(b"k" * 32)


@pytest.fixture
def chat(client: InstalledClient) -> SlackChat:
    return SlackChat(client)


@pytest.fixture
def files(client: InstalledClient, http: ClientSession) -> SlackFiles:
    return SlackFiles(client, http, waits=(0.01, 0.01))


@pytest.fixture
async def thread(slack: SlackEmulator) -> ThreadKey:
    return thread_of(slack, await slack.person("ann").says("#general", "a fox?"))


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[AddressWay]:
    """The way `url`, with the bot's own web server behind it."""
    way = AddressWay("", DiskShelf(tmp_path), Imaging(), SIGNER)
    web = Web()
    web.serve(*PictureRoutes(way).routes())
    async with web.listening("127.0.0.1", 0) as url:
        way._base = url  # the port is known only now
        yield way


def frame(thread: ThreadKey, *, lasting: bool = True, data: bytes = PNG) -> Frame:
    return Frame(thread, "fox.png", "a fox", data, lasting=lasting)


def showing(spot: Spot) -> Message:
    return Message("x", (image("a fox", "p", file_id=spot.file_id, url=spot.url),))


async def in_an_edit(chat: SlackChat, thread: ThreadKey, spot: Spot) -> str:
    ts = await chat.post(thread, Message("working"))
    await chat.edit(thread, ts, showing(spot))
    return ts


async def test_a_file_hangs_in_an_edited_message(
    slack: SlackEmulator, chat: SlackChat, files: SlackFiles, thread: ThreadKey
) -> None:
    slack.settings.file_processing_seconds = 0.005
    way = FileWay(files, Imaging())
    spot = await way.hang(frame(thread))
    assert not await way.seen(spot, thread, STEP)
    await in_an_edit(chat, thread, spot)
    assert slack.team().files[spot.file_id].data == PNG
    assert [seen.ok for seen in slack.messages("#general")[-1].seen_by("ben")] == [True]
    assert await way.seen(spot, thread, STEP)


async def test_a_file_that_an_edit_does_not_share_is_noticed(
    slack: SlackEmulator, chat: SlackChat, files: SlackFiles, thread: ThreadKey
) -> None:
    """The call is answered with ok, and nobody sees the picture."""
    slack.settings.update_registers_share = False
    way = FileWay(files, Imaging())
    spot = await way.hang(frame(thread))
    await in_an_edit(chat, thread, spot)
    assert not await way.seen(spot, thread, STEP)


async def test_a_posted_picture_is_everybodys_whatever_edits_do(
    slack: SlackEmulator, chat: SlackChat, files: SlackFiles, thread: ThreadKey
) -> None:
    slack.settings.update_registers_share = False
    way = PostWay(files, Imaging())
    spot = await way.hang(frame(thread))
    await chat.post(thread, showing(spot))
    [seen] = slack.messages("#general")[-1].seen_by("ben")
    assert seen.ok
    assert await way.seen(spot, thread, STEP)


async def test_a_picture_in_the_holding_channel_is_everybodys(
    slack: SlackEmulator, chat: SlackChat, files: SlackFiles, thread: ThreadKey
) -> None:
    slack.settings.update_registers_share = False
    pending_writes = slack.team().channel("#design").id
    way = ChannelWay(files, Imaging(), pending_writes)
    spot = await way.hang(frame(thread))
    assert await way.seen(spot, thread, STEP)
    await in_an_edit(chat, thread, spot)
    [seen] = slack.messages("#general")[-1].seen_by("ben")
    assert seen.ok


async def test_a_file_beside_the_message_stands_in_the_thread(
    slack: SlackEmulator, files: SlackFiles, thread: ThreadKey
) -> None:
    spot = await TextWay(files).hang(frame(thread))
    await slack.until(lambda: len(slack.messages("#general", thread.ts)) == 2)
    assert slack.messages("#general", thread.ts)[-1].file_ids == (spot.file_id,)


async def test_an_address_of_ours_hangs_in_an_edited_message(
    slack: SlackEmulator, chat: SlackChat, address: AddressWay, thread: ThreadKey
) -> None:
    spot = await address.hang(frame(thread))
    await in_an_edit(chat, thread, spot)
    [seen] = slack.messages("#general")[-1].seen_by("ben")
    assert (seen.ok, seen.url) == (True, spot.url)


async def test_an_address_gives_the_very_bytes_and_lets_them_be_kept(
    address: AddressWay, http: ClientSession, thread: ThreadKey
) -> None:
    spot = await address.hang(frame(thread))
    async with http.get(spot.url) as response:
        assert await response.read() == PNG
        assert response.content_type == "image/png"
        assert "immutable" in response.headers["Cache-Control"]


async def test_an_address_that_we_did_not_make_gives_nothing(
    address: AddressWay, http: ClientSession, thread: ThreadKey
) -> None:
    spot = await address.hang(frame(thread))
    sha256 = spot.url.rpartition("/")[2].partition(".")[0]
    base = spot.url.rpartition("/")[0]
    for path in (sha256, f"{sha256}.a.b", f"{spot.url[:-1]}!", "..%2F..%2Fetc"):
        async with http.get(f"{base}/{path.rpartition('/')[2]}") as response:
            assert response.status == 404


async def test_every_frame_has_an_address_of_its_own(
    address: AddressWay, thread: ThreadKey
) -> None:
    """Slack would show its copy of the one before."""
    first, second = await address.hang(frame(thread)), await address.hang(frame(thread))
    assert first.url != second.url


async def test_previews_behind_addresses_are_bounded(
    address: AddressWay, thread: ThreadKey
) -> None:
    small = frame(thread, lasting=False, data=picture())
    spots = [await address.hang(small) for _ in range(PREVIEWS_KEPT + 1)]
    oldest, newest = (address.named(spots[at].url.rpartition("/")[2]) for at in (0, -1))
    assert await address.find(str(oldest)) is None
    assert await address.find(str(newest)) is not None


async def test_a_preview_that_became_too_late_does_not_go_up(
    slack: SlackEmulator, files: SlackFiles, thread: ThreadKey
) -> None:
    late = replace(frame(thread, lasting=False), late=lambda: True)
    with pytest.raises(ChatLate):
        await FileWay(files, Imaging()).hang(late)
    assert not slack.calls.of("files.getUploadURLExternal")


@pytest.mark.parametrize("name", ["file", "post", "channel"])
async def test_a_preview_goes_up_small(
    slack: SlackEmulator, files: SlackFiles, thread: ThreadKey, name: str
) -> None:
    pending_writes = slack.team().channel("#design").id
    ways = choose_ways("auto", files, Imaging(), None, pending_writes)
    [way] = [each for each in ways if each.name == name]
    spot = await way.hang(frame(thread, lasting=False))
    stored = slack.team().files[spot.file_id].data
    assert stored is not None
    assert (opened(stored).format, max(opened(stored).size)) == ("JPEG", 768)


async def test_a_file_that_is_never_processed_is_not_left_lying_about(
    slack: SlackEmulator, files: SlackFiles, thread: ThreadKey
) -> None:
    slack.settings.file_processing_seconds = 60
    with pytest.raises(HangError):
        await FileWay(files, Imaging()).hang(frame(thread))
    assert [call.error for call in slack.calls.of("files.delete")] == [""]


@pytest.mark.parametrize("data", [picture("WEBP"), b"words"])
async def test_what_slack_cannot_show_is_not_sent_up(
    slack: SlackEmulator, files: SlackFiles, thread: ThreadKey, data: bytes
) -> None:
    with pytest.raises(HangError):
        await FileWay(files, Imaging()).hang(frame(thread, data=data))
    assert not slack.calls.of("upload")


async def test_a_picture_that_is_taken_down_is_gone(
    slack: SlackEmulator, files: SlackFiles, thread: ThreadKey
) -> None:
    way = FileWay(files, Imaging())
    spot = await way.hang(frame(thread))
    await way.take_down(spot, thread, STEP)
    await way.take_down(spot, thread, STEP)
    assert await files.info(spot.file_id) == {}


@pytest.mark.parametrize(
    ("wanted", "public", "pending_writes", "names"),
    [
        ("auto", False, "", "file post text"),
        ("auto", True, "C1", "url channel file post text"),
        ("channel", True, "C1", "channel file post text"),
        ("post", True, "C1", "post text"),
        ("text", False, "", "text"),
        ("url", False, "", "file post text"),
    ],
)
def test_the_ways_go_down_from_the_wanted_one(
    files: SlackFiles,
    address: AddressWay,
    wanted: str,
    public: bool,
    pending_writes: str,
    names: str,
) -> None:
    ways = choose_ways(
        wanted, files, Imaging(), address if public else None, pending_writes
    )
    assert " ".join(way.name for way in ways) == names


def test_only_the_way_post_makes_a_new_message(files: SlackFiles) -> None:
    ways: list[Way] = choose_ways("auto", files, Imaging(), None, "C1")
    manners = {way.name: way.manner for way in ways}
    assert manners == {
        "channel": Manner.IN_PLACE,
        "file": Manner.IN_PLACE,
        "post": Manner.AFRESH,
        "text": Manner.BESIDE,
    }


def test_bytes_are_in_no_repr() -> None:
    shown = repr(replace(frame(ThreadKey("T", "C", "1")), data=b"secret"))
    assert "secret" not in shown
