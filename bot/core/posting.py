"""Calls to Slack that must succeed in the end, and must not happen twice.

Where the answer to a post is lost, the message may stand there all the same: it is
looked for by its mark before it is posted again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from bot.core.budget import Budget
from bot.core.errors import ChatBusy, ChatError
from bot.core.message import Message
from bot.core.ports import Chat
from bot.core.rank import Call, Rank, paid, ranked
from bot.core.thread import ThreadKey

CALL = "chat.postMessage"
Result = TypeVar("Result")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Post:
    """A message on its way. `sought`: it may stand there from an earlier attempt."""

    thread: ThreadKey
    message: Message
    mark: str
    rank: Rank
    sought: bool = False


async def posted_once(chat: Chat, budget: Budget, post: Post) -> str:
    """Post, however long Slack makes it wait, and return the message's ts."""
    sought, call = post.sought, Call(post.thread.team, CALL, post.thread.channel)
    while True:
        await budget.admitted(call, post.rank)
        try:
            with ranked(post.rank), paid(CALL):
                if sought and (found := await chat.find(post.thread, post.mark)):
                    return found
                return await chat.post(post.thread, post.message, post.mark)
        except ChatBusy as error:
            log.warning("%s waits: %s", post.mark, error)
            # A rate limit is told before anything is done; all else leaves it open.
            sought = sought or error.retry_after is None
            await budget.closed(call, error.retry_after or 1)


async def insisting(call: Callable[[], Awaitable[Result]], tries: int = 4) -> Result:
    """Call, and wait out what Slack says will pass. Raises ChatBusy in the end."""
    for attempt in range(1, tries):
        try:
            return await call()
        except ChatBusy as error:
            await asyncio.sleep(error.retry_after or 0.25 * 2**attempt)
    return await call()


async def say_anyhow(chat: Chat, post: Post, user: str) -> None:
    """Plain words where blocks were refused; else a word to the asker alone.

    Where the bot is not, Slack takes neither: then in a message to the asker.
    """
    thread, said, mark = post.thread, post.message, post.mark
    apart = Message(f"<#{thread.channel}>: {said.text}")
    for say in (
        partial(chat.post, thread, said, mark),
        partial(chat.whisper, thread, user, said),
        partial(chat.post, ThreadKey(thread.team, user, ""), apart, mark),
    ):
        with suppress(ChatError):
            await say()
            return
