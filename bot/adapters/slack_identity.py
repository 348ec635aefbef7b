"""Calls Slack with the right token, and asks what the token gives access to.

The client has no token of its own. Each call uses the token of its caller's workspace
(`bot/core/caller.py`), so none can be made in another one's name.
"""

from collections.abc import Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.core.caller import STEP, Caller
from bot.core.errors import ChatShut
from bot.core.identity.installations import Installation, Installations
from bot.core.identity.secret import Secret


class InstalledClient(AsyncWebClient):
    """Makes each call as the bot of its caller's workspace."""

    def __init__(
        self,
        client: AsyncWebClient,
        installations: Installations,
        caller: Caller = STEP,
    ) -> None:
        super().__init__(
            base_url=client.base_url,
            timeout=client.timeout,
            ssl=client.ssl,
            proxy=client.proxy,
            session=client.session,
            headers=client.headers,
            logger=client.logger,
            retry_handlers=client.retry_handlers,
        )
        self._installations, self._caller = installations, caller

    def by(self, caller: Caller) -> "InstalledClient":
        """The same client for the calls of this caller."""
        return InstalledClient(self, self._installations, caller)

    async def installed(self) -> Installation:
        """The installation for the caller's workspace."""
        return await installed(self._installations, self._caller.team)

    async def api_call(self, api_method: str, **more: Any) -> AsyncSlackResponse:
        """Call with the token of the caller's workspace.

        The app's own token, which opens sockets and belongs to no workspace, comes with
        the call.
        """
        if "token" not in (more.get("params") or {}):
            us = bearer(await self.installed())
            more["headers"] = (more.get("headers") or {}) | us
        return await super().api_call(api_method, **more)


async def installed(installations: Installations, team: str) -> Installation:
    """The installation for a workspace. Raises ChatShut if there is none."""
    found = await installations.of(team)
    if found is None:
        raise ChatShut(f"the app is not installed in {team or 'no workspace'}")
    return found


def bearer(installation: Installation) -> dict[str, str]:
    """The header that proves who is calling."""
    return {"Authorization": f"Bearer {installation.token.reveal()}"}


def installation_from(answer: AsyncSlackResponse, token: Secret) -> Installation:
    """The installation that Slack's answer about its token describes."""
    enterprise = str(answer.get("enterprise_id") or "")
    return Installation(
        team=str(answer.get("team_id") or enterprise),
        token=token,
        bot_user=str(answer.get("user_id") or ""),
        bot_id=str(answer.get("bot_id") or ""),
        scopes=scopes_in(answer.headers),
        enterprise=enterprise,
    )


def scopes_in(headers: Mapping[str, str]) -> frozenset[str] | None:
    """The token's scopes, if Slack's answer names them."""
    names = {name.lower(): text for name, text in headers.items()}
    text = names.get("x-oauth-scopes")
    if text is None:
        return None
    return frozenset(scope.strip() for scope in text.split(",") if scope.strip())
