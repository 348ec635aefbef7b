"""Slack's client as the bot uses it: it only calls when the budget allows.

Every call to the Web API comes through here, and its texts are cleared of invisible
characters. An upload that would come too late for anybody to see is not begun.
"""

import asyncio
from typing import Any, Final

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.adapters.slack_errors import busy_for
from bot.adapters.slack_identity import InstalledClient
from bot.core.caller import STEP, Caller, Priority
from bot.core.calls.budget import Budget
from bot.core.calls.call import Call
from bot.core.calls.fencing import freshly
from bot.core.calls.tiers import POST
from bot.core.errors import ChatLate
from bot.core.identity.installations import Installations
from bot.core.messages.text import clean
from bot.core.reporting.counters import Counters

IN_TIME: Final = 3.0
"""Seconds that a preview may wait to be uploaded: after that, there may be a newer
one."""
_SAID: Final = {"json", "params", "data"}


class BudgetedClient(InstalledClient):
    """Calls Slack when the caller's turn has come in the budget."""

    def __init__(
        self,
        client: AsyncWebClient,
        installations: Installations,
        budget: Budget,
        in_time: float = IN_TIME,
        counters: Counters | None = None,
        caller: Caller = STEP,
    ) -> None:
        super().__init__(client, installations, caller)
        self._budget, self._in_time = budget, in_time
        self._counters, self._admitted = counters or Counters(), caller.admitted

    def by(self, caller: Caller) -> "BudgetedClient":
        """The same client for the calls of this caller."""
        return BudgetedClient(
            self,
            self._installations,
            self._budget,
            self._in_time,
            self._counters,
            caller,
        )

    async def api_call(self, api_method: str, **more: Any) -> AsyncSlackResponse:
        """Call when the budget allows; after a refusal, nobody calls this method for a
        while."""
        more |= {name: _cleaned(more[name]) for name in _SAID & more.keys()}
        call = await self._counted(api_method, more)
        if not self._let_pass(api_method):
            await self._wait_for(call)
            await freshly(self._caller.check)
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
            self._counters.called(api_method, end)
        return response

    async def _counted(self, method: str, more: dict[str, Any]) -> Call:
        body = more.get("json") or {}
        team = self._caller.team or (await self.installed()).team
        return Call(team, method, body["channel"] if method == POST else "")

    def _let_pass(self, method: str) -> bool:
        """Whether the call is counted already; that holds for one call."""
        if method != self._admitted:
            return False
        self._admitted = ""
        return True

    async def _wait_for(self, call: Call) -> None:
        me = self._caller
        try:
            async with asyncio.timeout(self._patience(call.method, me.priority)):
                await self._budget.admitted(call, me.priority, me.since)
        except TimeoutError as error:
            raise ChatLate(f"{call.method}: no budget in time") from error

    def _patience(self, method: str, priority: Priority) -> float | None:
        begins = method == "files.getUploadURLExternal"
        return self._in_time if begins and priority is Priority.PREVIEW else None


def _cleaned(value: Any) -> Any:
    """The arguments, with every text in them fit to be shown, addresses included."""
    match value:
        case str():
            return clean(value)
        case dict():
            return {name: _cleaned(each) for name, each in value.items()}
        case list() | tuple():
            return [_cleaned(each) for each in value]
    return value
