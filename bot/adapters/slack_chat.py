"""Messages of ours in Slack. One try a call: who calls knows whether to wait."""

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack_errors import translated
from bot.core.errors import ChatError, ChatGone
from bot.core.message import Message
from bot.core.thread import ThreadKey

EVENT_TYPE = "darkroom_turn"


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
        found = await self._recent(thread)
        for each in found:
            metadata = each.get("metadata") or {}
            payload = metadata.get("event_payload") or {}
            if metadata.get("event_type") == EVENT_TYPE and payload.get("mark") == mark:
                return str(each["ts"])
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

    async def _recent(self, thread: ThreadKey) -> list[dict[str, Any]]:
        many: dict[str, Any] = {"limit": 200, "include_all_metadata": True}
        try:
            with translated("conversations.replies"):
                if "." in thread.ts:
                    response = await self._client.conversations_replies(
                        channel=thread.channel, ts=thread.ts, **many
                    )
                else:
                    response = await self._client.conversations_history(
                        channel=thread.channel, **many
                    )
        except ChatError:
            return []
        return list(response.get("messages") or [])


def _content(message: Message) -> dict[str, Any]:
    blocks = [dict(block) for block in message.blocks]
    return {"text": message.text, "blocks": blocks or None}
