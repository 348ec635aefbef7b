"""Slack's client as the bot has it: it calls when the budget allows, and not before.

Every call of ours to the Web API comes through here, whoever makes it. What cannot be
in time any more is not made: Slack would refuse it, or nobody would see it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.adapters.slack_errors import busy_for
from bot.core.budget import Budget
from bot.core.errors import ChatLate
from bot.core.rank import Call, Rank, standing, take_ticket
from bot.core.tiers import POST


@dataclass(frozen=True, slots=True)
class InTime:
    """How many seconds a call may wait, where it is of no use any more afterwards."""

    click: float = 2.5
    """Slack lets a view be opened three seconds after the click."""
    preview: float = 3.0
    """By then there may be a newer preview."""

    def of(self, method: str, rank: Rank) -> float | None:
        """The longest wait, if there is one."""
        if method == "views.open":
            return self.click
        begins = method == "files.getUploadURLExternal"
        return self.preview if begins and rank is Rank.PREVIEW else None


USUAL: Final = InTime()


class BudgetedClient(AsyncWebClient):
    """Calls Slack for one workspace. `rank` is for those who name none."""

    def __init__(
        self,
        client: AsyncWebClient,
        budget: Budget,
        team: str,
        rank: Rank = Rank.STEP,
        in_time: InTime = USUAL,
    ) -> None:
        super().__init__(
            token=client.token,
            base_url=client.base_url,
            timeout=client.timeout,
            ssl=client.ssl,
            proxy=client.proxy,
            session=client.session,
            headers=client.headers,
            logger=client.logger,
            retry_handlers=client.retry_handlers,
        )
        self._budget, self._team, self._rank = budget, team, rank
        self._in_time = in_time

    async def api_call(self, api_method: str, **more: Any) -> AsyncSlackResponse:
        """Call when the budget allows; a refusal shuts the door for everyone."""
        call = self._counted(api_method, more)
        if not take_ticket(api_method):
            await self._admitted(call)
        try:
            return await super().api_call(api_method, **more)
        except SlackApiError as error:
            if seconds := busy_for(error):
                await self._budget.closed(call, seconds)
            raise

    def _counted(self, method: str, more: dict[str, Any]) -> Call:
        body = more.get("json") or {}
        return Call(self._team, method, body["channel"] if method == POST else "")

    async def _admitted(self, call: Call) -> None:
        me = standing(self._rank)
        try:
            async with asyncio.timeout(self._in_time.of(call.method, me.rank)):
                await self._budget.admitted(call, me.rank, me.since)
        except TimeoutError as error:
            raise ChatLate(f"{call.method}: no budget in time") from error


def keep_to_budget(app: AsyncApp, budget: Budget) -> None:
    """Give handlers clients that keep to the budget; what they answer is awaited."""

    @app.middleware
    async def budgeted(
        context: AsyncBoltContext, next_: Callable[[], Awaitable[None]]
    ) -> None:
        team = context.team_id or ""
        context["client"] = BudgetedClient(context.client, budget, team, Rank.END)
        await next_()
