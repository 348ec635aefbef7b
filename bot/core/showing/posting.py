"""Makes calls to Slack that must succeed in the end, and must not take effect twice.

If the answer to a post is lost, the message may exist all the same. So before it is
posted again, it is looked for by its mark.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from bot.core.caller import STEP, Priority
from bot.core.calls.budget import Budget
from bot.core.calls.call import Call
from bot.core.errors import ChatBusy, ChatError
from bot.core.messages.message import Message
from bot.core.ports import Chat
from bot.core.turn.thread import ThreadKey

CALL = "chat.postMessage"
Result = TypeVar("Result")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Post:
    """A message to be posted.

    `sought` says that it may exist from an earlier attempt. Then it is looked for by
    `key`, the end of its mark, or without a key by the whole mark.
    """

    thread: ThreadKey
    message: Message
    mark: str
    priority: Priority
    sought: bool = False
    key: str = ""


async def posted_once(chat: Chat, budget: Budget, post: Post) -> str:
    """Post the message, however long Slack makes us wait, and return its ts."""
    sought, call = post.sought, Call(post.thread.team, CALL, post.thread.channel)
    while True:
        await budget.admitted(call, post.priority)
        try:
            if sought and (found := await _found(chat, post)):
                return found
            return await chat.post(post.thread, post.message, post.mark)
        except ChatBusy as error:
            log.warning("%s waits: %s", post.mark, error)
            # A rate limit means that nothing was done; after any other error, we cannot
            # know.
            sought = sought or error.retry_after is None
            await budget.closed(call, error.retry_after or 1)


async def _found(chat: Chat, post: Post) -> str | None:
    caller = STEP.at(post.priority)
    return await chat.find(post.thread, post.key or post.mark, caller)


async def insisting(call: Callable[[], Awaitable[Result]], tries: int = 4) -> Result:
    """Call, and try again after problems that pass. Raises ChatBusy if they do not."""
    for attempt in range(1, tries):
        try:
            return await call()
        except ChatBusy as error:
            await asyncio.sleep(error.retry_after or 0.25 * 2**attempt)
    return await call()


async def say_anyhow(chat: Chat, budget: Budget, post: Post, user: str) -> None:
    """Say it without blocks if they were refused; otherwise tell the asker only.

    If the bot is not in the channel, Slack accepts neither, and the asker gets a direct
    message.
    """
    thread, said, mark = post.thread, post.message, post.mark
    apart = Message(f"<#{thread.channel}>: {said.text}")

    async def posted(thread: ThreadKey, message: Message) -> None:
        call = Call(thread.team, CALL, thread.channel)
        await budget.admitted(call, post.priority)
        await chat.post(thread, message, mark)

    for say in (
        partial(posted, thread, said),
        partial(chat.whisper, thread, user, said, STEP.at(post.priority)),
        partial(posted, ThreadKey(thread.team, user, ""), apart),
    ):
        with suppress(ChatError):
            await say()
            return
