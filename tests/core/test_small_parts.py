"""Errands and sizes of pictures: small parts that others use."""

import asyncio
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.errands import Errands
from bot.core.errors import BotError
from bot.core.turn.events import Picture
from bot.core.turn.pictures import kind_of, measured, size_of
from bot.core.turn.stop import Stop
from tests.fakes import turns_of_the_loop

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\4\0\0\0\3\0rest"
GIF = b"GIF89a\x28\0\x1e\0rest"
JPEG = b"\xff\xd8\xff\xe0\0\4ab\xff\xc2\0\x11\x08\0\x1e\0\x28\3rest"
WEBP = b"RIFF\0\0\0\0WEBPVP8 rest"


@pytest.mark.parametrize(
    ("data", "kind", "size"),
    [
        (PNG, "png", (1024, 768)),
        (GIF, "gif", (40, 30)),
        (JPEG, "jpeg", (40, 30)),
        (WEBP, "webp", (0, 0)),
        (b"<html>", "", (0, 0)),
        (PNG[:20], "png", (0, 0)),
        (b"", "", (0, 0)),
    ],
)
def test_a_pictures_bytes_say_what_it_is(
    data: bytes, kind: str, size: tuple[int, int]
) -> None:
    assert (kind_of(data), size_of(data)) == (kind, size)


@given(st.sampled_from([PNG, GIF, JPEG, WEBP]), st.binary(max_size=40))
def test_damaged_bytes_are_no_bug(head: bytes, rest: bytes) -> None:
    width, height = size_of(head[:12] + rest)
    assert width >= 0
    assert height >= 0


def test_the_bytes_count_and_not_what_was_said_of_them() -> None:
    kept = measured(Picture("i", PNG, "webp", "9x9", "high", "a fox"), "abc")
    assert (kept.format, kept.width, kept.bytes) == ("png", 1024, len(PNG))
    assert (kept.quality, kept.revised_prompt) == ("high", "a fox")


async def test_an_errand_that_fails_is_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def fail() -> None:
        raise BotError("why")

    errands = Errands()
    errands.start(fail(), "this errand")
    await errands.close(grace=5)
    assert "this errand failed" in caplog.text
    assert not errands.busy


async def test_errands_get_a_moment_and_are_then_ended() -> None:
    ended: list[str] = []

    async def work(name: str, until: asyncio.Event) -> None:
        try:
            await until.wait()
            ended.append(name)
        except asyncio.CancelledError:
            ended.append(f"{name} was cut")
            raise

    soon, never = asyncio.Event(), asyncio.Event()
    errands = Errands()
    errands.start(work("a", soon), "a")
    errands.start(work("b", never), "b")
    await turns_of_the_loop(2)
    soon.set()
    await errands.close(grace=0.02)
    assert ended == ["a", "b was cut"]


async def test_what_is_cancelled_is_no_failure(
    caplog: pytest.LogCaptureFixture,
) -> None:
    errands = Errands()
    with caplog.at_level(logging.ERROR):
        errands.start(asyncio.Event().wait(), "b")
        await errands.close()
    assert not caplog.records


def test_the_first_reason_to_stop_counts() -> None:
    stop = Stop()
    stop.ask("Ann")
    stop.ask("Ben")
    assert (stop.reason, stop.asked.is_set()) == ("Ann", True)
