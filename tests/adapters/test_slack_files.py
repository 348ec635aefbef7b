"""Uploads of ours: private, processed late, asked about, taken away."""

import pytest
from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack_files import SlackFiles, shared_in
from bot.core.errors import ChatBusy, ChatError, HangError
from bot.core.hanging import Frame
from bot.core.thread import ThreadKey
from playground.slack import Fault, SlackEmulator
from tests.adapters.slack_side import picture, thread_of

PNG = picture()
SOON = (0.01,) * 5


def up(name: str, data: bytes, alt: str) -> Frame:
    """What is to go up; in which thread it will hang is nothing to the upload."""
    return Frame(ThreadKey("", "", ""), name, alt, data)


@pytest.fixture
def files(client: AsyncWebClient, http: ClientSession) -> SlackFiles:
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
    """Slack is told of no thread at all then, not of an empty one."""
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
    """The bytes are not sent up a second time for that."""
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
async def test_bytes_that_do_not_arrive_are_an_error_of_ours(
    slack: SlackEmulator, files: SlackFiles, fault: dict[str, int]
) -> None:
    slack.faults.add(Fault("upload", **fault))  # type: ignore[arg-type] # one of a fault's fields
    with pytest.raises((HangError, ChatBusy)):
        await files.upload(up("a.png", PNG, ""))


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
