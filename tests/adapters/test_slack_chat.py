"""Our messages in Slack: posted, edited, found again; every refusal translated once."""

import pytest
from aiohttp import ClientSession

from bot.adapters.slack_chat import SlackChat
from bot.adapters.slack_identity import InstalledClient
from bot.core.errors import (
    ChatBusy,
    ChatError,
    ChatFrozen,
    ChatGone,
    ChatRefused,
    ChatShut,
    ChatUninvited,
    PictureRefused,
)
from bot.core.messages.blocks import image, section
from bot.core.messages.message import Message
from bot.core.turn.thread import ThreadKey
from playground.slack import Fault, SlackEmulator
from tests.adapters.slack_side import client_of, thread_of

HELLO = Message("hello", (section("*hello*"),))


@pytest.fixture
def chat(client: InstalledClient) -> SlackChat:
    return SlackChat(client)


@pytest.fixture
async def thread(slack: SlackEmulator) -> ThreadKey:
    return thread_of(slack, await slack.person("ann").says("#general", "a fox?"))


async def test_a_message_is_posted_into_the_thread(
    slack: SlackEmulator, chat: SlackChat, thread: ThreadKey
) -> None:
    ts = await chat.post(thread, HELLO)
    [_, posted] = slack.messages("#general", thread.ts)
    assert (posted.ts, posted.text) == (ts, "hello")
    assert posted.blocks[0]["text"]["text"] == "*hello*"


async def test_without_a_thread_it_is_posted_into_the_channel(
    slack: SlackEmulator, chat: SlackChat, thread: ThreadKey
) -> None:
    ts = await chat.post(ThreadKey(thread.team, thread.channel, ""), HELLO)
    assert slack.messages("#general")[-1].ts == ts
    assert not slack.messages("#general")[-1].is_reply


async def test_an_edit_replaces_the_whole_message(
    slack: SlackEmulator, chat: SlackChat, thread: ThreadKey
) -> None:
    ts = await chat.post(thread, HELLO)
    await chat.edit(thread, ts, Message("bye", (section("bye"),)))
    [_, edited] = slack.messages("#general", thread.ts)
    assert (edited.text, len(edited.blocks)) == ("bye", 1)


async def test_deleting_twice_is_fine(
    slack: SlackEmulator, chat: SlackChat, thread: ThreadKey
) -> None:
    ts = await chat.post(thread, HELLO)
    await chat.delete(thread, ts)
    await chat.delete(thread, ts)
    assert len(slack.messages("#general", thread.ts)) == 1


async def test_a_message_is_found_by_its_mark(
    chat: SlackChat, thread: ThreadKey
) -> None:
    await chat.post(thread, HELLO, "turn-1")
    ts = await chat.post(thread, HELLO, "turn-11")
    await chat.post(thread, HELLO)
    assert await chat.find(thread, "turn-11") == ts
    assert await chat.find(thread, "turn-2") is None


async def test_a_message_that_opened_a_thread_is_found_in_the_channel(
    chat: SlackChat, thread: ThreadKey
) -> None:
    channel = ThreadKey(thread.team, thread.channel, "")
    ts = await chat.post(channel, HELLO, "turn-3")
    assert await chat.find(channel, "turn-3") == ts


async def test_a_message_is_found_at_the_end_of_a_long_thread(
    slack: SlackEmulator, chat: SlackChat, thread: ThreadKey
) -> None:
    """Slack gives the oldest replies first, and so many at a time."""
    for _ in range(210):
        await slack.person("ben").says("#general", "and?", thread=thread.ts)
    ts = await chat.post(thread, HELLO, "turn-4")
    assert await chat.find(thread, "turn-4") == ts


async def test_where_messages_may_not_be_read_none_is_found(
    slack: SlackEmulator, chat: SlackChat, thread: ThreadKey
) -> None:
    await chat.post(thread, HELLO, "turn-5")
    slack.faults.add(Fault("conversations.replies", error="missing_scope"))
    assert await chat.find(thread, "turn-5") is None


async def test_not_being_answered_is_not_the_same_as_not_being_there(
    slack: SlackEmulator, chat: SlackChat, thread: ThreadKey
) -> None:
    """Otherwise a message would be posted a second time."""
    await chat.post(thread, HELLO, "turn-6")
    slack.faults.add(Fault("conversations.replies", status=500))
    with pytest.raises(ChatBusy):
        await chat.find(thread, "turn-6")


async def test_a_whisper_is_for_one_person(
    slack: SlackEmulator, chat: SlackChat, thread: ThreadKey
) -> None:
    ann = slack.person("ann").user.id
    await chat.whisper(thread, ann, Message("psst"))
    assert [each.text for each in slack.ephemerals("ann")] == ["psst"]
    assert not slack.ephemerals("ben")


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ({"retry_after": 7}, ChatBusy),
        ({"status": 500}, ChatBusy),
        ({"status": 503, "html": True}, ChatBusy),
        ({"html": True}, ChatBusy),
        ({"drop": True}, ChatBusy),
        ({"error": "internal_error"}, ChatBusy),
        ({"error": "fatal_error"}, ChatBusy),
        ({"error": "ratelimited"}, ChatBusy),
        ({"error": "service_unavailable"}, ChatBusy),
        ({"error": "message_not_found"}, ChatGone),
        ({"error": "cant_update_message"}, ChatFrozen),
        ({"error": "edit_window_closed"}, ChatFrozen),
        ({"error": "channel_not_found"}, ChatUninvited),
        ({"error": "not_in_channel"}, ChatUninvited),
        ({"error": "is_archived"}, ChatShut),
        ({"error": "restricted_action"}, ChatShut),
        ({"error": "token_revoked"}, ChatShut),
        ({"error": "account_inactive"}, ChatShut),
        ({"error": "missing_scope"}, ChatShut),
        ({"error": "msg_too_long"}, ChatRefused),
        ({"error": "invalid_blocks"}, ChatRefused),
        ({"error": "msg_blocks_too_long"}, ChatRefused),
        ({"error": "something_new"}, ChatRefused),
    ],
)
async def test_every_refusal_is_one_of_our_errors(
    slack: SlackEmulator,
    chat: SlackChat,
    thread: ThreadKey,
    fault: dict[str, str],
    kind: type[ChatError],
) -> None:
    ts = await chat.post(thread, HELLO)
    slack.faults.add(Fault("chat.update", times=3, **fault))  # type: ignore[arg-type] # one of a fault's fields
    with pytest.raises(ChatError) as error:
        await chat.edit(thread, ts, HELLO)
    assert type(error.value) is kind


async def test_the_time_to_wait_is_slacks(
    slack: SlackEmulator, chat: SlackChat, thread: ThreadKey
) -> None:
    slack.faults.add(Fault("chat.postMessage", retry_after=7))
    with pytest.raises(ChatBusy) as error:
        await chat.post(thread, HELLO)
    assert error.value.retry_after == 7


async def test_one_call_is_one_try(
    slack: SlackEmulator, chat: SlackChat, thread: ThreadKey
) -> None:
    """The caller knows whether to wait, and what has happened to the message
    meanwhile."""
    slack.faults.add(Fault("chat.postMessage", times=3, drop=True))
    with pytest.raises(ChatBusy):
        await chat.post(thread, HELLO)
    assert len(slack.faults.armed) == 1
    assert slack.faults.armed[0].times == 2


async def test_a_slack_that_is_not_there_is_busy(
    http: ClientSession, thread: ThreadKey
) -> None:
    client = client_of("http://127.0.0.1:9/api/", "xoxb-secret", http)
    with pytest.raises(ChatBusy) as error:
        await SlackChat(client).post(thread, HELLO)
    assert "xoxb" not in str(error.value)


async def test_a_channel_without_the_bot_is_told_as_such(
    slack: SlackEmulator, chat: SlackChat
) -> None:
    quiet = slack.team().channel("#quiet")
    with pytest.raises(ChatUninvited):
        await chat.post(ThreadKey(slack.team().id, quiet.id, ""), HELLO)


async def test_an_archived_channel_is_shut(
    slack: SlackEmulator, chat: SlackChat
) -> None:
    archive = slack.team().channel("#archive")
    with pytest.raises(ChatShut):
        await chat.post(ThreadKey(slack.team().id, archive.id, ""), HELLO)


async def test_a_picture_that_slack_refuses_is_told_from_other_content(
    chat: SlackChat, thread: ThreadKey
) -> None:
    """Another way of hanging may do for the one; for fifty-one blocks none does."""
    there = image("x", "b", url="http://127.0.0.1:9/x.png")
    for picture in (image("x", "b", file_id="F0"), there):
        with pytest.raises(PictureRefused):
            await chat.post(thread, Message("x", (picture,)))
    with pytest.raises(ChatRefused) as error:
        await chat.post(thread, Message("x", (section("x"),) * 51))
    assert not isinstance(error.value, PictureRefused)


async def test_what_is_wrong_with_a_block_is_in_the_log_and_no_words_are(
    chat: SlackChat, thread: ThreadKey
) -> None:
    bad = Message("my secret words", ({"type": "section", "text": "oops"},))
    with pytest.raises(ChatRefused) as error:
        await chat.post(thread, bad)
    assert "invalid_blocks" in str(error.value)
    assert "json-pointer" in str(error.value)
    assert "secret words" not in str(error.value)
