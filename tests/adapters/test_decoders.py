"""Pictures are read by processes of their own, whatever is in them."""

import asyncio
import io
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import suppress

import psutil
import pytest
from PIL import Image

from bot.adapters.decoder.wire import Outcome, UnreadableError, Work
from bot.adapters.decoders import Decoders, Job, Limits
from bot.adapters.imaging import Imaging, NotAPictureError, TooSlowError
from bot.core.errors import HangError
from tests.adapters.slack_side import opened, picture
from tests.fakes import turns_of_the_loop
from tests.hostile import pictures as hostile

SLOW = hostile.scans_bomb(4_000, 80)
BRIEF = Limits(seconds=0.3)
FOX = picture("JPEG")
READ = Job(Work.INPUT, FOX)


@pytest.fixture
async def imaging() -> AsyncIterator[Imaging]:
    async with Imaging(BRIEF) as one:
        yield one


def children() -> list[psutil.Process]:
    """The processes that were started from here and are not quite over."""
    return psutil.Process().children(recursive=True)


async def test_a_preview_and_an_attached_picture_are_read(imaging: Imaging) -> None:
    small = opened(await imaging.preview(picture(size=(1600, 900))))
    assert (small.format, small.size) == ("JPEG", (768, 432))
    taken = await imaging.input_image(FOX)
    assert (taken.data, taken.mimetype) == (FOX, "image/jpeg")


async def test_what_is_no_picture_is_told(imaging: Imaging) -> None:
    with pytest.raises(HangError):
        await imaging.preview(b"words")
    with pytest.raises(NotAPictureError, match="not a picture that I can read"):
        await imaging.input_image(b"words")


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of a processor's time")
async def test_a_picture_that_takes_too_long_is_given_up(imaging: Imaging) -> None:
    """And the next one is read normally."""
    with pytest.raises(TooSlowError, match="too long"):
        await imaging.input_image(SLOW)
    assert (await imaging.input_image(FOX)).data == FOX


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
async def test_what_the_system_ended_is_told_by_its_signal() -> None:
    """However quickly the bot notices that the process is gone."""
    async with Decoders(1, 1, Limits(seconds=60)) as decoders:
        for _ in range(10):
            await decoders.do(READ)
            [child] = children()
            slow = asyncio.create_task(decoders.do(Job(Work.INPUT, SLOW)))
            await turns_of_the_loop()
            child.send_signal(signal.SIGPROF)
            with pytest.raises(UnreadableError, match="too long"):
                await slow


async def test_the_bot_ends_what_does_not_end_itself() -> None:
    async with Decoders(1, 1, Limits(seconds=60, patience=0.3)) as decoders:
        with pytest.raises(UnreadableError, match="too long"):
            await decoders.do(Job(Work.INPUT, SLOW))
        assert not children()


@pytest.mark.skipif(sys.platform != "linux", reason="no limit of memory")
async def test_a_picture_that_takes_too_much_memory_is_given_up() -> None:
    async with Decoders(1, 1, Limits(megabytes=150)) as decoders:
        with pytest.raises(UnreadableError, match="too much memory"):
            await decoders.do(Job(Work.INPUT, hostile.flat()))
        assert await decoders.do(READ) == (Outcome.JPEG, FOX)


async def test_a_preview_that_is_expected_finds_a_process_that_runs() -> None:
    """It is the same one, however often a preview is expected meanwhile."""
    async with Imaging() as imaging:
        for _ in range(3):
            imaging.expect_previews()
        while not children():  # noqa: ASYNC110 -- a process has no event
            await asyncio.sleep(0)
        [started] = children()
        await imaging.preview(FOX)
        imaging.expect_previews()
        assert children() == [started]
    assert not children()


@pytest.mark.slow
@pytest.mark.parametrize("name", hostile.everything())
async def test_nothing_hostile_harms(name: str) -> None:
    """Each is read or refused in limited time, and the next picture is read."""
    data = hostile.everything()[name]()
    async with Imaging() as imaging, asyncio.timeout(60):
        try:
            taken = await imaging.input_image(data)
        except NotAPictureError as error:
            assert str(error)  # noqa: PT017 -- both are fine
        else:
            opened(taken.data)
        assert (await imaging.input_image(FOX)).data == FOX


@pytest.mark.parametrize("most", [200_000, 1_500_000])
async def test_a_noisy_picture_is_coded_until_it_fits(most: int) -> None:
    async with Imaging() as imaging:
        data = hostile.noisy_png(1_200)
        taken = await imaging.input_image(data, most=most)
    assert most / 8 < len(taken.data) <= most
    assert "A" in opened(taken.data).getbands()


async def test_what_could_be_clear_but_is_not_becomes_a_jpeg() -> None:
    solid = Image.effect_noise((900, 900), 90).convert("RGBA")
    out = io.BytesIO()
    solid.save(out, "PNG")
    async with Imaging() as imaging:
        taken = await imaging.input_image(out.getvalue(), most=500_000)
    assert taken.mimetype == "image/jpeg"
    assert opened(taken.data).size == (900, 900)


async def test_nobody_waits_for_all_of_another_persons_pictures() -> None:
    async with Decoders(2, 1, Limits(seconds=0.5)) as decoders:
        slow = [
            asyncio.create_task(decoders.do(Job(Work.INPUT, SLOW), "eve"))
            for _ in range(6)
        ]
        assert await decoders.do(READ, "ann") == (Outcome.JPEG, FOX)
        assert not all(each.done() for each in slow)
        for each in slow:
            each.cancel()
        await asyncio.gather(*slow, return_exceptions=True)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
async def test_a_process_is_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-a-secret")
    async with Decoders(1, 1) as decoders:
        await decoders.do(READ)
        [child] = children()
        assert "xoxb-a-secret" not in str(child.environ())
        assert len(child.open_files()) == 0


async def test_processes_are_kept_and_end_with_the_bot() -> None:
    async with Decoders(1, 1) as decoders:
        await decoders.do(READ)
        [first] = children()
        await decoders.do(READ)
        assert children() == [first]
    assert not children()


async def closing_is_cancelled(decoders: Decoders) -> None:
    """While it waits for the first process to end."""
    closing = asyncio.create_task(decoders.__aexit__())
    await asyncio.sleep(0)
    closing.cancel()
    with suppress(asyncio.CancelledError):
        await closing


async def all_end(processes: list[psutil.Process]) -> None:
    """Whatever does not end is ended here, so that no other test sees it."""
    try:
        async with asyncio.timeout(30):
            while children():  # noqa: ASYNC110 -- a process has no event
                await asyncio.sleep(0)
    finally:
        for process in processes:
            with suppress(psutil.NoSuchProcess):
                process.kill()


async def test_a_close_that_is_cancelled_leaves_no_process_behind() -> None:
    decoders = Decoders(2, 2)
    await asyncio.gather(*(decoders.do(READ) for _ in range(2)))
    both = children()
    assert len(both) == 2
    await closing_is_cancelled(decoders)
    await all_end(both)


async def test_a_close_that_is_cancelled_leaves_none_that_is_being_started() -> None:
    decoders = Decoders(1, 1)
    decoders.get_ready()
    while not children():  # noqa: ASYNC110 -- a process has no event
        await asyncio.sleep(0)
    await closing_is_cancelled(decoders)
    await all_end(children())


async def test_one_that_was_ended_from_outside_is_replaced() -> None:
    async with Decoders(1, 1) as decoders:
        await decoders.do(READ)
        [child] = children()
        child.kill()
        while children():  # noqa: ASYNC110 -- a process has no event
            await asyncio.sleep(0)
        await turns_of_the_loop()
        assert await decoders.do(READ) == (Outcome.JPEG, FOX)


async def test_a_caller_that_gives_up_leaves_no_process_at_work() -> None:
    async with Decoders(1, 1) as decoders:
        task = asyncio.create_task(decoders.do(Job(Work.INPUT, SLOW)))
        while not children():  # noqa: ASYNC110 -- a process has no event
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait({task})
        assert not children()


ALONE = """
import asyncio, sys
from bot.adapters.decoders import Decoders, Job, Work
async def main():
    async with Decoders(1, 1) as decoders:
        await decoders.do(Job(Work.INPUT, open(sys.argv[1], "rb").read()))
        [process] = decoders._all
        print(process.pid, flush=True)
        work = decoders.do(Job(Work.INPUT, open(sys.argv[2], "rb").read()))
        await work if sys.argv[3] == "busy" else await asyncio.sleep(60)
asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
@pytest.mark.parametrize("state", ["idle", "busy"])
async def test_a_bot_that_is_killed_leaves_no_process_behind(
    state: str, tmp_path: pytest.TempPathFactory
) -> None:
    fox, slow = f"{tmp_path}/fox", f"{tmp_path}/slow"
    for path, data in ((fox, FOX), (slow, SLOW)):
        with open(path, "wb") as file:  # noqa: ASYNC230, PTH123 -- nobody else is here
            file.write(data)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", ALONE, fox, slow, state), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    child = psutil.Process(int(await process.stdout.readline()))
    os.kill(process.pid, signal.SIGKILL)
    await process.wait()
    gone, _ = await asyncio.to_thread(psutil.wait_procs, [child], timeout=30)
    assert gone
