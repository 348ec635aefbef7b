"""Pictures that people attach: the token goes to Slack alone, and the bytes are
checked."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace

import pytest
from aiohttp import ClientSession, web

from bot.adapters.attachments import (
    MOST_AT_ONCE,
    MOST_BYTES,
    MOST_DIRECT,
    MOST_EACH,
    MOST_FILES,
    MOST_SLOW,
    MOST_TOGETHER,
    SlackAttachments,
)
from bot.adapters.imaging import TooSlowError
from bot.adapters.slack_identity import InstalledClient
from bot.core.turn.asks import Ask, Attached, attached_from, directly
from bot.core.turn.request import InputImage
from playground.slack import Fault, SlackEmulator
from playground.slack.shapes import file_json
from tests.adapters.imaging_here import ImagingHere as Imaging
from tests.adapters.slack_side import client_of, picture, server, thread_of
from tests.fakes import ask, turns_of_the_loop
from tests.hostile.pictures import noisy_png

FOX = picture("JPEG")


@pytest.fixture
def files(client: InstalledClient, http: ClientSession) -> SlackAttachments:
    return SlackAttachments(client, http, Imaging())


async def sent(slack: SlackEmulator, *each: tuple[str, bytes]) -> Ask:
    """An ask with these files, as the event has them."""
    message = await slack.person("ann").says("#general", "look", files=list(each))
    stored = [slack.team().files[one] for one in message.file_ids]
    found = [attached_from(file_json(slack.world, one)) for one in stored]
    return replace(ask(attached=tuple(found)), thread=thread_of(slack, message))


@dataclass
class Elsewhere:
    """A server that is not Slack's, and the requests that it got."""

    url: str = ""
    asked: list[str | None] = field(default_factory=list)


@pytest.fixture
async def elsewhere() -> AsyncIterator[Elsewhere]:
    one = Elsewhere()

    async def take(request: web.Request) -> web.Response:
        one.asked.append(request.headers.get("Authorization"))
        return web.Response(body=FOX, content_type="image/jpeg")

    async with server("/{path:.*}", take) as base:
        one.url = f"{base}/fox.jpg"
        yield one


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
async def test_a_picture_reaches_the_model_as_it_was_attached(
    slack: SlackEmulator, files: SlackAttachments, kind: str
) -> None:
    data = picture(kind)
    brought = await files.bring(await sent(slack, (f"a.{kind.lower()}", data)))
    assert [image.data for image in brought.images] == [data]
    assert not brought.unused


async def test_several_pictures_keep_their_order(
    slack: SlackEmulator, files: SlackAttachments
) -> None:
    many = [(f"{n}.png", picture(size=(n, n))) for n in (30, 10, 20)]
    brought = await files.bring(await sent(slack, *many))
    assert [image.data for image in brought.images] == [data for _, data in many]


async def test_what_is_no_picture_is_named_and_the_rest_is_used(
    slack: SlackEmulator, files: SlackAttachments
) -> None:
    wanted = await sent(slack, ("a.png", FOX), ("all.zip", b"PK"))
    packed = replace(wanted.attached[1], mimetype="application/zip")
    wanted = replace(wanted, attached=(wanted.attached[0], packed))
    brought = await files.bring(wanted)
    assert len(brought.images) == 1
    assert brought.unused == ("all.zip (it is neither a picture nor a text)",)


async def test_texts_are_material(
    slack: SlackEmulator, files: SlackAttachments
) -> None:
    """For a picture that is drawn directly, they are of no use."""
    wanted = await sent(slack, ("a.png", FOX), ("notes.txt", "Größe: 12\n".encode()))
    brought = await files.bring(wanted)
    assert len(brought.images) == 1
    assert [(e.name, e.text) for e in brought.texts] == [("notes.txt", "Größe: 12")]
    alone = await files.bring(directly(wanted))
    assert alone.unused == ("notes.txt (it is not a picture)",)


@pytest.mark.parametrize("mimetype", ["", "application/octet-stream"])
async def test_a_text_that_slack_does_not_know_is_read_by_its_name(
    slack: SlackEmulator, files: SlackAttachments, mimetype: str
) -> None:
    """Its bytes decide all the same."""
    wanted = await sent(slack, ("a.TXT", b"roofs"), ("b.docx", FOX), ("c.bin", b"hm"))
    unknown = tuple(replace(each, mimetype=mimetype) for each in wanted.attached)
    brought = await files.bring(replace(wanted, attached=unknown))
    assert [each.text for each in brought.texts] == ["roofs"]
    assert len(brought.images) == 1
    assert [each[:5] for each in brought.unused] == ["c.bin"]


async def test_what_is_not_read_of_a_long_text_is_said(
    slack: SlackEmulator, files: SlackAttachments
) -> None:
    brought = await files.bring(await sent(slack, ("long.txt", b"word " * 20_000)))
    assert brought.unused == ("the rest of long.txt, after 40,000 characters",)
    assert len(brought.texts[0].text) == 40_000


async def test_a_name_and_a_type_count_for_nothing(
    files: SlackAttachments, slack: SlackEmulator
) -> None:
    wanted = await sent(slack, ("fox.png", b"<html>not a fox</html>"))
    liar = replace(wanted.attached[0], mimetype="image/png")
    brought = await files.bring(replace(wanted, attached=(liar,)))
    assert brought.unused == ("fox.png (it is not a picture that I can read)",)


async def test_more_files_than_can_be_used_are_named(
    slack: SlackEmulator, files: SlackAttachments
) -> None:
    many = [(f"{n}.png", picture(size=(n, n))) for n in range(1, MOST_FILES + 2)]
    brought = await files.bring(await sent(slack, *many))
    assert len(brought.images) == MOST_FILES
    assert brought.unused == ("9.png (more than 8 files at once)",)


async def test_a_direct_picture_may_be_drawn_from_more(
    slack: SlackEmulator, files: SlackAttachments
) -> None:
    many = [(f"{n}.png", picture(size=(n, n))) for n in range(1, MOST_DIRECT + 2)]
    brought = await files.bring(directly(await sent(slack, *many)))
    assert len(brought.images) == MOST_DIRECT
    assert brought.unused == ("17.png (more than 16 files at once)",)


async def test_a_page_to_log_in_is_no_picture(
    slack: SlackEmulator, files: SlackAttachments
) -> None:
    """Slack sends it, with 200, if the scope is missing."""
    wanted = await sent(slack, ("fox.jpg", FOX))
    slack.faults.add(Fault("download", html=True))
    brought = await files.bring(wanted)
    assert brought.unused == ("fox.jpg (it is not a picture that I can read)",)


@pytest.mark.parametrize("fault", [{"status": 500}, {"status": 404}, {"drop": True}])
async def test_a_download_that_fails_is_named(
    slack: SlackEmulator, files: SlackAttachments, fault: dict[str, int]
) -> None:
    wanted = await sent(slack, ("fox.jpg", FOX))
    slack.faults.add(Fault("download", times=9, **fault))  # type: ignore[arg-type] # one of a fault's fields
    brought = await files.bring(wanted)
    assert brought.unused == ("fox.jpg (it could not be fetched from Slack)",)


async def test_the_token_goes_nowhere_but_to_slack(
    files: SlackAttachments, elsewhere: Elsewhere
) -> None:
    wanted = ask(attached=(Attached("F1", "fox.jpg", url=elsewhere.url),))
    brought = await files.bring(wanted)
    assert brought.unused == ("fox.jpg (it is not stored in Slack)",)
    assert not elsewhere.asked


async def test_the_token_follows_no_redirect_out_of_slack(
    client: InstalledClient, http: ClientSession, elsewhere: Elsewhere
) -> None:
    async def away(_: web.Request) -> web.Response:
        raise web.HTTPFound(elsewhere.url)

    async with server("/away", away) as base:
        ours = client_of(f"{base}/api/", "xoxb-1", http)
        files = SlackAttachments(ours, http, Imaging())
        wanted = ask(attached=(Attached("F1", "fox.jpg", url=f"{base}/away"),))
        brought = await files.bring(wanted)
    assert brought.unused == ("fox.jpg (it is not stored in Slack)",)
    assert not elsewhere.asked


async def test_a_redirect_within_slack_is_followed(
    client: InstalledClient, http: ClientSession
) -> None:
    async def give(request: web.Request) -> web.Response:
        if "there" not in request.query:
            raise web.HTTPFound("/file?there=1")
        return web.Response(body=FOX)

    async with server("/file", give) as base:
        ours = client_of(f"{base}/api/", "xoxb-1", http)
        files = SlackAttachments(ours, http, Imaging())
        attached = Attached("F1", "fox.jpg", url=f"{base}/file")
        brought = await files.bring(ask(attached=(attached,)))
    assert [image.data for image in brought.images] == [FOX]


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example\\@files.slack.com/a",
        "https://files.slack.com.evil.example/a",
        "https://evilslack.com/a",
        "http://files.slack.com/a",
        "https://user:word@files.slack.com/a",
        "https://files.slack.com@evil.example/a",
        "https://[oops/a",
        "javascript:alert(1)",
        "file:///etc/passwd",
    ],
)
async def test_an_address_that_only_looks_like_slacks_is_not_asked(
    files: SlackAttachments, url: str
) -> None:
    brought = await files.bring(ask(attached=(Attached("F1", "a.png", url=url),)))
    [told] = brought.unused
    assert told == "a.png (it is not stored in Slack)"


async def test_only_a_few_files_are_in_memory_at_once(
    client: InstalledClient, http: ClientSession
) -> None:
    """Of all turns together: each may be large."""
    now, most = 0, 0

    async def give(_: web.Request) -> web.Response:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await turns_of_the_loop()
        now -= 1
        return web.Response(body=FOX)

    async with server("/file", give) as base:
        ours = client_of(f"{base}/api/", "xoxb-1", http)
        files = SlackAttachments(ours, http, Imaging())
        many = ask(attached=(Attached("F1", "a.png", url=f"{base}/file"),) * 8)
        brought = await asyncio.gather(*(files.bring(many) for _ in range(3)))
    assert [len(each.images) for each in brought] == [8, 8, 8]
    assert 1 < most <= MOST_AT_ONCE


async def test_all_pictures_of_an_ask_together_have_a_bound(
    slack: SlackEmulator, files: SlackAttachments
) -> None:
    """Noise does not become smaller by itself: it used to grow to 130 MB here."""
    noise = noisy_png(1_400)
    brought = await files.bring(await sent(slack, *[("noise.png", noise)] * MOST_FILES))
    assert len(brought.images) == MOST_FILES
    assert sum(len(image.data) for image in brought.images) <= MOST_TOGETHER


async def test_one_picture_may_have_what_many_share(
    slack: SlackEmulator, files: SlackAttachments
) -> None:
    noise = noisy_png(1_000)
    brought = await files.bring(await sent(slack, ("noise.png", noise)))
    assert [image.data for image in brought.images] == [noise]


class Tired(Imaging):
    """Finds every picture too much."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    async def input_image(self, *_: object, **__: object) -> InputImage:
        self.asked += 1
        raise TooSlowError("it takes too long to read")


async def test_after_some_that_took_too_long_the_rest_is_not_tried(
    slack: SlackEmulator, client: InstalledClient, http: ClientSession
) -> None:
    tired = Tired()
    many = [(f"{n}.png", picture(size=(n, n))) for n in range(1, MOST_FILES + 1)]
    files = SlackAttachments(client, http, tired)
    brought = await files.bring(await sent(slack, *many))
    assert tired.asked <= MOST_SLOW + MOST_EACH
    assert brought.unused[-1] == "8.png (other files took too long to read)"


@pytest.mark.parametrize("size", [0, MOST_BYTES + 1])
async def test_a_file_that_is_too_large_is_not_read_to_its_end(
    client: InstalledClient, http: ClientSession, size: int
) -> None:
    """Whether or not Slack has said so beforehand."""
    sent_bytes = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent_bytes
        response = web.StreamResponse()
        await response.prepare(request)
        while sent_bytes < 10 * MOST_BYTES:
            await response.write(bytes(1_000_000))
            sent_bytes += 1_000_000
        return response

    async with server("/file", endless) as base:
        ours = client_of(f"{base}/api/", "xoxb-1", http)
        files = SlackAttachments(ours, http, Imaging())
        attached = Attached("F1", "a.png", size=size, url=f"{base}/file")
        brought = await files.bring(ask(attached=(attached,)))
    assert brought.unused == ("a.png (it is larger than 20 MB)",)
    assert sent_bytes < 2 * MOST_BYTES


async def test_a_file_whose_address_comes_later_is_asked_for(
    slack: SlackEmulator, files: SlackAttachments
) -> None:
    """Just after an upload, and from other workspaces."""
    wanted = await sent(slack, ("fox.jpg", FOX))
    bare = Attached(wanted.attached[0].id, "fox.jpg")
    brought = await files.bring(replace(wanted, attached=(bare,)))
    assert [image.data for image in brought.images] == [FOX]


async def test_the_last_look_counts_too(
    slack: SlackEmulator, client: InstalledClient, http: ClientSession
) -> None:
    files = SlackAttachments(client, http, Imaging(), waits=(0, 0))
    wanted = await sent(slack, ("fox.jpg", FOX))
    slack.faults.add(Fault("files.info", error="file_not_found"))
    bare = Attached(wanted.attached[0].id, "fox.jpg")
    brought = await files.bring(replace(wanted, attached=(bare,)))
    assert [image.data for image in brought.images] == [FOX]


@pytest.mark.parametrize("mode", ["external", "tombstone", "hidden_by_limit"])
def test_a_file_that_is_not_in_slack_has_no_address(mode: str) -> None:
    found = attached_from({"id": "F1", "mode": mode, "url_private": "https://x.y/z"})
    assert found.url == ""


async def test_the_files_of_a_threads_root_are_found(
    slack: SlackEmulator, files: SlackAttachments
) -> None:
    wanted = await sent(slack, ("fox.jpg", FOX))
    [found] = await files.attached_to(wanted.thread)
    assert (found.id, found.name) == (wanted.attached[0].id, "fox.jpg")


async def test_a_root_that_cannot_be_read_has_no_files(
    slack: SlackEmulator, files: SlackAttachments
) -> None:
    wanted = await sent(slack, ("fox.jpg", FOX))
    slack.faults.add(Fault("conversations.replies", error="missing_scope"))
    assert list(await files.attached_to(wanted.thread)) == []


def test_an_address_is_not_in_a_repr() -> None:
    """Slack's addresses can hold a token of their own."""
    assert "secret" not in repr(Attached("F1", "a", url="https://x.y/secret"))
