"""Messages of ours in Slack. One try a call: who calls knows whether to wait."""

import logging
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack_errors import translated
from bot.core.errors import ChatBusy, ChatError, ChatGone
from bot.core.message import Message
from bot.core.thread import ThreadKey

EVENT_TYPE = "darkroom_turn"
MOST_PAGES = 20
log = logging.getLogger(__name__)


class SlackChat:
    """Implements the port `Chat`."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def post(self, thread: ThreadKey, message: Message, mark: str = "") -> str:
        """Post into the thread, or into the channel where the thread has no ts."""
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"mark": mark}}
        with translated("chat.postMessage"):
            response = await self._client.chat_postMessage(
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
        with translated("chat.update"):
            await self._client.chat_update(
                channel=thread.channel, ts=ts, **_content(message)
            )

    async def delete(self, thread: ThreadKey, ts: str) -> None:
        """Take the message away; fine if it is gone already."""
        try:
            with translated("chat.delete"):
                await self._client.chat_delete(channel=thread.channel, ts=ts)
        except ChatGone:
            return

    async def find(self, thread: ThreadKey, mark: str) -> str | None:
        """Look through the thread (or the channel's last messages) for the mark."""
        cursor = ""
        for _ in range(MOST_PAGES if thread.ts else 1):
            page, cursor = await self._page(thread, cursor)
            for each in page:
                if _mark_of(each) == mark:
                    return str(each["ts"])
            if not cursor:
                break
        return None

    async def whisper(self, thread: ThreadKey, user: str, message: Message) -> None:
        """Show a message to one person only."""
        with translated("chat.postEphemeral"):
            await self._client.chat_postEphemeral(
                channel=thread.channel,
                user=user,
                thread_ts=thread.ts or None,
                **_content(message),
            )

    async def _page(
        self, thread: ThreadKey, cursor: str
    ) -> tuple[list[dict[str, Any]], str]:
        """Some messages, and where there are more; none where we may not read."""
        call = "conversations.replies" if thread.ts else "conversations.history"
        which = {"ts": thread.ts} if thread.ts else {}
        more = {"cursor": cursor} if cursor else {}
        try:
            with translated(call):
                response = await self._client.api_call(
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
            log.warning("%s: %s", thread, error)
            return [], ""
        next_cursor = (response.get("response_metadata") or {}).get("next_cursor")
        return list(response.get("messages") or []), str(next_cursor or "")


def _mark_of(message: dict[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    return str((metadata.get("event_payload") or {}).get("mark") or "")


def _content(message: Message) -> dict[str, Any]:
    blocks = [dict(block) for block in message.blocks]
    return {"text": message.text, "blocks": blocks or None}
