"""Our messages in Slack. One try per call: the caller knows whether to wait."""

import logging
from typing import Any

from bot.adapters.slack_errors import translated
from bot.adapters.slack_identity import InstalledClient
from bot.core.caller import STEP, Caller, Priority
from bot.core.calls.tiers import POST
from bot.core.errors import ChatBusy, ChatError, ChatGone, ChatUninvited
from bot.core.messages.message import Message
from bot.core.turn.thread import ThreadKey

EVENT_TYPE = "darkroom_turn"
EDIT = "chat.update"
MOST_PAGES = 20
log = logging.getLogger(__name__)


class SlackChat:
    """Implements the port `Chat`."""

    def __init__(self, client: InstalledClient) -> None:
        self._client = client

    async def post(self, thread: ThreadKey, message: Message, mark: str = "") -> str:
        """Post into the thread, or into the channel where the thread has no ts."""
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"mark": mark}}
        client = self._by(STEP.let_pass(POST), thread)
        with translated(POST):
            response = await client.chat_postMessage(
                channel=thread.channel,
                thread_ts=thread.ts or None,
                unfurl_links=False,
                unfurl_media=False,
                metadata=metadata if mark else None,
                **_content(message),
            )
        return str(response["ts"])

    async def edit(self, thread: ThreadKey, ts: str, message: Message) -> None:
        """Replace the whole message."""
        client = self._by(STEP.let_pass(EDIT), thread)
        with translated(EDIT):
            await client.chat_update(channel=thread.channel, ts=ts, **_content(message))

    async def delete(self, thread: ThreadKey, ts: str, caller: Caller = STEP) -> None:
        """Take the message away; fine if it is gone already."""
        client = self._by(caller, thread)
        try:
            with translated("chat.delete"):
                await client.chat_delete(channel=thread.channel, ts=ts)
        except ChatGone:
            return

    async def find(
        self, thread: ThreadKey, mark: str, caller: Caller = STEP
    ) -> str | None:
        """Look through the thread (or the channel's last messages) for the mark."""
        cursor = ""
        for _ in range(MOST_PAGES if thread.ts else 1):
            page, cursor = await self._page(thread, cursor, caller)
            for each in page:
                if _mark_of(each).endswith(mark):
                    return str(each["ts"])
            if not cursor:
                break
        return None

    async def sign(self, thread: ThreadKey, words: str) -> None:
        """Show the thread's status, which only needs the scope for posting."""
        client = self._by(STEP.at(Priority.FIRST), thread)
        with translated("assistant.threads.setStatus"):
            await client.assistant_threads_setStatus(
                channel_id=thread.channel, thread_ts=thread.ts, status=words
            )

    async def whisper(
        self,
        thread: ThreadKey,
        user: str,
        message: Message,
        caller: Caller = STEP,
    ) -> None:
        """Show a message to one person only."""
        client = self._by(caller, thread)
        with translated("chat.postEphemeral"):
            await client.chat_postEphemeral(
                channel=thread.channel,
                user=user,
                thread_ts=thread.ts or None,
                **_content(message),
            )

    async def _page(
        self, thread: ThreadKey, cursor: str, caller: Caller
    ) -> tuple[list[dict[str, Any]], str]:
        """Some messages, and where to find more; none if we may not read there."""
        call = "conversations.replies" if thread.ts else "conversations.history"
        which = {"ts": thread.ts} if thread.ts else {}
        more = {"cursor": cursor} if cursor else {}
        try:
            with translated(call):
                response = await self._by(caller, thread).api_call(
                    call,
                    http_verb="GET",
                    params={
                        "channel": thread.channel,
                        "limit": 200,
                        "include_all_metadata": 1,
                        **which,
                        **more,
                    },
                )
        except ChatBusy:
            raise
        except ChatError as error:
            ordinary = isinstance(error, ChatUninvited)  # commands work anywhere
            log.log(
                logging.INFO if ordinary else logging.WARNING, "%s: %s", thread, error
            )
            return [], ""
        next_cursor = (response.get("response_metadata") or {}).get("next_cursor")
        return list(response.get("messages") or []), str(next_cursor or "")

    def _by(self, caller: Caller, thread: ThreadKey) -> InstalledClient:
        """The client for a call to the workspace of the thread."""
        return self._client.by(caller.within(thread.team))


def _mark_of(message: dict[str, Any]) -> str:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return ""
    return str((metadata.get("event_payload") or {}).get("mark") or "")


def _content(message: Message) -> dict[str, Any]:
    blocks = [dict(block) for block in message.blocks]
    return {"text": message.text, "blocks": blocks or None}
