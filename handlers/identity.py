"""The bot's identity in the workspace that a payload comes from."""

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext

from bot.core.identity.installations import Installation


def authorized(us: Installation) -> AuthorizeResult:
    """The result of authorizing a payload, which Bolt keeps in the event's context.

    It has no token, because Bolt shows what it keeps; handlers make no calls with it.
    """
    return AuthorizeResult(
        enterprise_id=us.enterprise or None,
        team_id=us.team,
        bot_user_id=us.bot_user,
        bot_id=us.bot_id,
    )


def us_in(context: AsyncBoltContext) -> str:
    """The bot's user there; empty if the app has just been removed."""
    return context.bot_user_id or ""


def alone_in(context: AsyncBoltContext) -> str:
    """The workspace that the installation is for, if it is for only one."""
    us = context.authorize_result
    return "" if us is None or us.enterprise_id else us.team_id or ""
