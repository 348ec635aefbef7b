"""Our uploads: private, processed late, asked about, deleted."""

from dataclasses import replace

import pytest
from aiohttp import ClientSession

from bot.adapters.slack_files import SlackFiles, shared_in
from bot.adapters.slack_identity import InstalledClient
from bot.core.errors import ChatBusy, ChatError, HangError
from bot.core.showing.hanging import Frame
from bot.core.turn.thread import ThreadKey
from playground.slack import Fault, SlackEmulator
from tests.adapters.slack_side import picture, thread_of

PNG = picture()
SOON = (0.01,) * 5


def up(name: str, data: bytes, alt: str) -> Frame:
    """A picture to upload; the upload does not depend on the thread where it will
    hang."""
    return Frame(ThreadKey("", "", ""), name, alt, data)


@pytest.fixture
def files(client: InstalledClient, http: ClientSession) -> SlackFiles:
    return SlackFiles(client, http, waits=SOON)


async def test_the_bytes_go_up_untouched_and_stay_private(
    slack: SlackEmulator, files: SlackFiles
) -> None:
    file_id = await files.upload(up("fox.png", PNG, "a fox"))
    stored = slack.team().files[file_id]
    assert stored.data == PNG
    info = await files.info(file_id)
    assert not shared_in(info, slack.team().channel("#general").id)
    assert info["alt_txt"] == "a fox"


async def test_a_large_picture_does_not_hold_up_the_event_loop(
    slack: SlackEmulator, files: SlackFiles
) -> None:
    """It is sent in pieces: aiohttp warns of bytes that go out at once."""
    large = PNG + bytes(3_000_000)
    file_id = await files.upload(up("fox.png", large, "a fox"))
    assert slack.team().files[file_id].data == large


async def test_a_shared_file_stands_in_the_thread(
    slack: SlackEmulator, files: SlackFiles
) -> None:
    asked = await slack.person("ann").says("#general", "a fox?")
    file_id = await files.upload(up("a.png", PNG, "a fox"), thread_of(slack, asked))
    await slack.until(lambda: len(slack.messages("#general", asked)) == 2)
    assert shared_in(await files.info(file_id), asked.channel)


async def test_a_file_can_be_shared_outside_of_any_thread(
    slack: SlackEmulator, files: SlackFiles
) -> None:
    """Then Slack gets no thread at all, not an empty one."""
    channel = slack.team().channel("#general").id
    await files.upload(up("a.png", PNG, ""), ThreadKey("", channel, ""))
    await slack.until(lambda: slack.messages("#general"))
    [call] = [c for c in slack.calls if c.method == "files.completeUploadExternal"]
    assert "thread_ts" not in call.args


async def test_a_file_that_is_processed_late_is_waited_for(
    slack: SlackEmulator, files: SlackFiles
) -> None:
    """Slack does not even know it at first."""
    slack.settings.file_hidden_seconds = 0.01
    slack.settings.file_processing_seconds = 0.03
    file_id = await files.upload(up("a.png", PNG, ""))
    await files.processed(file_id)
    assert slack.team().files[file_id].processed


async def test_a_file_that_is_never_processed_is_given_up(
    slack: SlackEmulator, files: SlackFiles
) -> None:
    slack.settings.file_processing_seconds = 60
    file_id = await files.upload(up("a.png", PNG, ""))
    with pytest.raises(HangError):
        await files.processed(file_id)


@pytest.mark.parametrize("fault", [{"error": "ratelimited"}, {"status": 500}])
async def test_a_question_that_is_not_answered_is_asked_again(
    slack: SlackEmulator, files: SlackFiles, fault: dict[str, str]
) -> None:
    """That does not send the bytes a second time."""
    file_id = await files.upload(up("a.png", PNG, ""))
    slack.faults.add(Fault("files.info", **fault))  # type: ignore[arg-type] # one of a fault's fields
    await files.processed(file_id)
    assert len([c for c in slack.calls if c.method == "upload"]) == 1


@pytest.mark.parametrize(
    "method", ["files.getUploadURLExternal", "files.completeUploadExternal"]
)
async def test_an_upload_that_slack_refuses_is_an_error_of_ours(
    slack: SlackEmulator, files: SlackFiles, method: str
) -> None:
    slack.faults.add(Fault(method, error="storage_limit_reached"))
    with pytest.raises(ChatError):
        await files.upload(up("a.png", PNG, ""))


@pytest.mark.parametrize("fault", [{"status": 500}, {"drop": True}])
async def test_bytes_that_do_not_arrive_are_sent_again_after_a_pause(
    slack: SlackEmulator, files: SlackFiles, fault: dict[str, int]
) -> None:
    """They go to another address, because the state of the old one is unknown."""
    slack.faults.add(Fault("upload", **fault))  # type: ignore[arg-type] # one of a fault's fields
    file_id = await files.upload(up("a.png", PNG, ""))
    assert slack.team().files[file_id].data == PNG
    first, second = slack.calls.of("upload")
    assert second.at - first.at > 0.4


async def test_bytes_that_never_arrive_are_an_error_of_ours(
    slack: SlackEmulator, files: SlackFiles
) -> None:
    slack.faults.add(Fault("upload", times=4, status=500))
    with pytest.raises(ChatBusy):
        await files.upload(up("a.png", PNG, ""))


async def test_bytes_that_somebody_else_took_are_sent_again(
    slack: SlackEmulator, files: SlackFiles
) -> None:
    """For example by a proxy that answers everything with 200; then Slack has no
    file."""
    slack.faults.add(Fault("upload", html=True))
    file = await files.upload(up("a.png", PNG, ""))
    assert slack.team().files[file].data == PNG


async def test_what_always_gets_lost_on_its_way_is_no_fault_of_the_file(
    slack: SlackEmulator, files: SlackFiles
) -> None:
    slack.faults.add(Fault("upload", times=9, html=True))
    with pytest.raises(ChatBusy):
        await files.upload(up("a.png", PNG, ""))


async def test_a_preview_is_tried_once(slack: SlackEmulator, files: SlackFiles) -> None:
    """There will be another."""
    slack.faults.add(Fault("upload", status=500))
    with pytest.raises(ChatBusy):
        await files.upload(replace(up("a.png", PNG, ""), lasting=False))


async def test_a_file_whose_sharing_was_lost_is_shared_once(
    slack: SlackEmulator, files: SlackFiles
) -> None:
    slack.faults.add(Fault("files.completeUploadExternal", lose_answer=True))
    asked = await slack.person("ann").says("#general", "a fox?")
    await files.upload(up("a.png", PNG, ""), thread_of(slack, asked))
    await slack.until(lambda: len(slack.messages("#general", asked)) == 2)
    assert len(slack.calls.of("upload")) == 1


async def sent_in_vain(
    slack: SlackEmulator, files: SlackFiles, thread: ThreadKey
) -> Frame:
    """A file that was sent up, and whose process ended before it was complete."""
    noted: list[str] = []

    async def note(file_id: str) -> None:
        noted.append(file_id)

    slack.faults.add(Fault("files.completeUploadExternal", error="restricted_action"))
    frame = replace(up("a.png", PNG, ""), noted=note)
    with pytest.raises(ChatError):
        await files.share([frame], thread)
    return replace(frame, sent=noted[0])


async def test_what_was_sent_before_is_completed_and_not_sent_again(
    slack: SlackEmulator, files: SlackFiles
) -> None:
    """However often: it is shared once."""
    asked = await slack.person("ann").says("#general", "a fox?")
    frame = await sent_in_vain(slack, files, thread_of(slack, asked))
    for _ in range(2):
        ids = await files.share([frame], thread_of(slack, asked))
        assert ids == [frame.sent]
        await slack.until(lambda: slack.team().files[frame.sent].processed)
    assert len(slack.messages("#general", asked)) == 2
    assert len(slack.calls.of("upload")) == 1


async def test_what_slack_does_not_have_of_it_is_sent_again(
    slack: SlackEmulator, files: SlackFiles
) -> None:
    asked = await slack.person("ann").says("#general", "a fox?")
    lost = replace(up("a.png", PNG, ""), sent="F0LOST")
    [file_id] = await files.share([lost], thread_of(slack, asked))
    assert slack.team().files[file_id].data == PNG


async def test_the_token_is_not_sent_with_the_bytes(
    slack: SlackEmulator, files: SlackFiles, http: ClientSession
) -> None:
    assert "Authorization" not in http.headers
    await files.upload(up("a.png", PNG, ""))
    assert slack.bot_token not in str([call.args for call in slack.calls])


async def test_deleting_twice_is_fine(slack: SlackEmulator, files: SlackFiles) -> None:
    file_id = await files.upload(up("a.png", PNG, ""))
    await files.delete(file_id)
    await files.delete(file_id)
    assert await files.info(file_id) == {}


@pytest.mark.parametrize(
    ("info", "shared"),
    [
        ({}, False),
        ({"shares": {"public": {"C1": [{"ts": "1"}]}}}, True),
        ({"shares": {"private": {"C1": [{"ts": "1"}]}}}, True),
        ({"shares": {"public": {"C2": [{"ts": "1"}]}}, "channels": ["C2"]}, False),
        ({"channels": ["C1"]}, True),
        ({"groups": ["C1"]}, True),
        ({"ims": ["C1"], "channels": None}, True),
    ],
)
def test_where_a_file_is_shared(info: dict[str, object], shared: bool) -> None:
    assert shared_in(info, "C1") is shared
