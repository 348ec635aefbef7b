"""Shows forms, the app's home tab, and replies to the person who used a command.

If Slack does not accept something, that is logged and not raised.
"""

import asyncio
import logging
from collections.abc import Awaitable
from typing import Any, Final

from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.adapters.refused_pictures import bare, without
from bot.adapters.slack_errors import translated
from bot.adapters.slack_identity import InstalledClient
from bot.core.caller import Caller, Priority
from bot.core.errors import ChatBusy, ChatError, ChatRefused
from bot.core.messages.text import clean

# Slack wants a click acknowledged within three seconds, and a trigger lives no longer.
LONGEST: Final = 2.5
MOST_TRIES: Final = 4
"""How often a tab is sent again without pictures; the last time without any."""
log = logging.getLogger(__name__)


class SlackViews:
    """Implements the port `Views`."""

    def __init__(self, client: InstalledClient, longest: float = LONGEST) -> None:
        self._client, self._longest = client, longest

    async def open(
        self,
        team: str,
        trigger: str,
        view: dict[str, Any],
        otherwise: dict[str, Any] | None = None,
    ) -> str:
        """Open a form for the person who clicked, while the trigger is valid."""
        client = self._client.by(Caller(team, Priority.END))
        opening = client.views_open(trigger_id=trigger, view=view)
        opened = await self._tried("views.open", opening)
        if otherwise and _refused(opened):
            opening = client.views_open(trigger_id=trigger, view=otherwise)
            opened = await self._tried("views.open", opening)
        if isinstance(opened, ChatError):
            return ""
        return str((opened.get("view") or {}).get("id", ""))

    async def update(self, team: str, view_id: str, view: dict[str, Any]) -> bool:
        """Replace a form; what a person has filled in stays."""
        client = self._client.by(Caller(team, Priority.END))
        updating = client.views_update(view_id=view_id, view=view)
        return not isinstance(await self._tried("views.update", updating), ChatError)

    async def publish(
        self, team: str, user: str, view: dict[str, Any], over: str | None = None
    ) -> str | None:
        """Replace what a person sees in the app's home tab; return its hash.

        A picture that Slack does not take, perhaps because its file is deleted, must
        not keep the rest away: the tab then comes without it.
        """
        sent = await self._publish(team, user, view, over)
        for number in range(MOST_TRIES):
            if not isinstance(sent, ChatRefused):
                break
            less = bare(view) if number + 1 == MOST_TRIES else without(view, sent)
            if less is None:
                break
            view = less
            sent = await self._publish(team, user, view, over)
        if isinstance(sent, ChatBusy):
            return None
        return "" if isinstance(sent, ChatError) else _hash(sent)

    async def _publish(
        self, team: str, user: str, view: dict[str, Any], over: str | None
    ) -> Any:
        priority = Priority.END if over is None else Priority.PREVIEW
        client = self._client.by(Caller(team, priority))
        publishing = client.views_publish(user_id=user, view=view, hash=over)
        return await self._tried("views.publish", publishing)

    async def tell(self, address: str, sentence: str) -> None:
        """Say something to the person whose command came with this address."""
        hook = AsyncWebhookClient(
            address, session=self._client.session, retry_handlers=[]
        )
        said = hook.send(text=clean(sentence), unfurl_links=False, unfurl_media=False)
        await self._tried("response_url", said)

    async def _tried(self, call: str, work: Awaitable[Any]) -> Any:
        """Slack's answer, or the error."""
        try:
            with translated(call):
                async with asyncio.timeout(self._longest):
                    return await work
        except ChatError as error:
            log.warning("not shown to a person: %s", error)
            return error


def _refused(opened: object) -> bool:
    return isinstance(opened, ChatError) and not isinstance(opened, ChatBusy)


def _hash(sent: Any) -> str:
    """By what Slack knows the view; a hash is never empty."""
    return str((sent.get("view") or {}).get("hash") or "unknown")
