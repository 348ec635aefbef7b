"""Slack's client as the bot has it: it calls when the budget allows, and not before.

Every call of ours to the Web API comes through here, whoever makes it. An upload that
nobody would see any more is not begun.
"""

import asyncio
from typing import Any, Final

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.adapters.slack_errors import busy_for
from bot.core.budget import Budget
from bot.core.errors import ChatLate
from bot.core.fencing import still_ours
from bot.core.rank import Call, Rank, standing, take_ticket, workspace
from bot.core.tally import Silent, Tally
from bot.core.tiers import POST

IN_TIME: Final = 3.0
"""Seconds that a preview may wait for its upload: by then there may be a newer one."""


class BudgetedClient(AsyncWebClient):
    """Calls Slack for the workspace at hand; who names no rank has that of a step.

    `team` is the workspace of what nobody asked for, as at the start.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        budget: Budget,
        team: str,
        in_time: float = IN_TIME,
        tally: Tally | None = None,
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
        self._budget, self._team, self._in_time = budget, team, in_time
        self._tally = tally or Silent()

    async def api_call(self, api_method: str, **more: Any) -> AsyncSlackResponse:
        """Call when the budget allows; a refusal shuts the door for everyone."""
        call = self._counted(api_method, more)
        if not take_ticket(api_method):
            await self._admitted(call)
            await still_ours()
        end = "lost"
        try:
            response = await super().api_call(api_method, **more)
            end = "ok"
        except SlackApiError as error:
            end = "failed"
            if seconds := busy_for(error):
                end = "limited"
                await self._budget.closed(call, seconds)
            raise
        finally:
            self._tally.called(api_method, end)
        return response

    def _counted(self, method: str, more: dict[str, Any]) -> Call:
        body = more.get("json") or {}
        team = workspace(self._team)
        return Call(team, method, body["channel"] if method == POST else "")

    async def _admitted(self, call: Call) -> None:
        me = standing(Rank.STEP)
        try:
            async with asyncio.timeout(self._patience(call.method, me.rank)):
                await self._budget.admitted(call, me.rank, me.since)
        except TimeoutError as error:
            raise ChatLate(f"{call.method}: no budget in time") from error

    def _patience(self, method: str, rank: Rank) -> float | None:
        begins = method == "files.getUploadURLExternal"
        return self._in_time if begins and rank is Rank.PREVIEW else None
