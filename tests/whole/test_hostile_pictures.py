"""One person's pictures do not disturb anybody else."""

import asyncio

import psutil

from playground.slack.messages import Message
from playground.slack.people import Person
from tests.adapters.slack_side import picture
from tests.hostile.pictures import exif_bomb, flat, noisy_png, scans_bomb
from tests.whole.conftest import Room, Start, has_ended, pictures

SECONDS = 40
"""Far more than an answer takes here, far less than such a picture once did."""


async def hostile_asks(eve: Person) -> list[Message]:
    """As many as one person may have at once, each with something bad."""
    bad = [exif_bomb(), exif_bomb(12_000_000, 2_000), flat(), scans_bomb()]
    return [
        await eve.says(
            "#design", f"@Darkroom a fox {n}", files=[(f"{n}.jpg", each)] * 2
        )
        for n, each in enumerate(bad)
    ]


def attached_bytes(room: Room) -> int:
    """Of all pictures that the model was last asked with."""
    *_, asked = room.model.responses.values()
    return sum(map(len, asked.attached))


async def test_others_are_answered_beside_hostile_pictures(
    room: Room, start: Start
) -> None:
    """With words alone, and with pictures of their own."""
    await start()
    await hostile_asks(room.slack.person("ben"))
    async with asyncio.timeout(SECONDS):
        plain = await room.ask("@Darkroom a lighthouse")
        seen = await room.ask("@Darkroom as this", files=[("a.png", picture())])
    assert pictures(plain)
    assert pictures(seen)
    assert "Not used" not in str(seen.blocks)


async def test_a_preview_does_not_wait_for_a_process_to_start(
    room: Room, start: Start
) -> None:
    """It runs before the model has sent anything."""
    before = decoders()
    await start()
    room.model.hold(before="response.created")
    await room.ann.says("#general", "@Darkroom a lighthouse")
    await room.slack.until(lambda: len(decoders() - before) == 1)
    room.model.release()
    await room.ask("@Darkroom a fox")


def decoders() -> set[int]:
    """The processes that read pictures; some tests keep theirs from test to test."""
    children = psutil.Process().children()
    return {each.pid for each in children if "bot.adapters.decoder" in each.cmdline()}


async def test_whoever_sent_hostile_pictures_is_answered_too(
    room: Room, start: Start
) -> None:
    """Files that cannot be used are named; of the others, the model gets only the
    picture."""
    await start()
    ben = room.slack.person("ben")
    bad = [("a.jpg", exif_bomb()), ("b.jpg", exif_bomb(6_000_000, 2_000))]
    asked = await ben.says("#general", "@Darkroom these", files=bad)
    answer = await room.ended(asked)
    assert "Not used: a.jpg (it has too many parts)" in str(answer.blocks)
    assert pictures(answer)
    assert 0 < attached_bytes(room) < 200_000


async def test_a_request_keeps_to_its_size_however_noisy_its_pictures(
    room: Room, start: Start
) -> None:
    await start()
    noise = [("noise.png", noisy_png(700))] * 8
    asked = await room.ann.says("#general", "@Darkroom these", files=noise)
    answer = await room.answer(asked)
    await room.slack.until(lambda: has_ended(answer), timeout=SECONDS)
    assert pictures(answer)
    assert 1_000_000 < attached_bytes(room) <= 12_000_000
