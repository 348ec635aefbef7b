"""Checks Slack's side: is the token accepted, and does it have the right scopes?"""

from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack_identity import scopes_in
from bot.doctor.finding import Finding, bad, good, unsure
from bot.settings import Settings

BOT: Final = "bot token"
SCOPES: Final = "scopes"
CLOCK: Final = "clock"
SIGNING: Final = "signing secret"
CONNECTION_ERRORS: Final = (aiohttp.ClientError, OSError, TimeoutError)
MOST_SKEW: Final = 60.0
_PAGE: Final = "api.slack.com/apps → your app → OAuth & Permissions"
_REASONS: Final = {
    "invalid_auth": f"Slack does not know it: copy it again from {_PAGE}",
    "not_authed": f"Slack saw no token: copy it again from {_PAGE}",
    "token_revoked": f"it was revoked: reinstall the app under {_PAGE}",
    "token_expired": "it expired: turn off token rotation and reinstall the app",
    "account_inactive": f"the app was removed there: reinstall it under {_PAGE}",
    "missing_scope": "it lacks a scope: paste manifest.yml into App Manifest again",
    "ratelimited": "Slack asks for a pause: try again in a minute",
}


async def check_bot(
    slack: AsyncWebClient, wanted: frozenset[str], now: float
) -> list[Finding]:
    """Check the token, its scopes, and our clock against Slack's, with a single
    call."""
    try:
        answer = await slack.auth_test()
    except SlackApiError as error:
        return [bad(BOT, told(error))]
    except (*CONNECTION_ERRORS, SlackClientError) as error:
        return [bad(BOT, unreachable("Slack", error))]
    headers: Mapping[str, str] = answer.headers
    names = {name.lower(): text for name, text in headers.items()}
    return [
        _token(answer.get("team", "?"), answer.get("user", "?"), answer.get("bot_id")),
        _scopes(scopes_in(headers), wanted),
        _clock(names.get("date"), now),
    ]


def told(error: SlackApiError) -> str:
    """A sentence on what to do about Slack's refusal."""
    code = str(error.response.get("error") or "")
    if not code:
        return (
            "what answers is not Slack's API: check for a proxy or a wrong "
            "SLACK_API_URL"
        )
    return _REASONS.get(code, f"Slack answers {code!r}")


def unreachable(whom: str, error: BaseException) -> str:
    reason = str(error) or type(error).__name__
    return (
        f"{whom} cannot be reached from here ({reason}): check the network, the "
        "proxy and the address"
    )


def _token(team: str, user: str, bot: str | None) -> Finding:
    if not bot:
        return bad(BOT, f"it is a person's token ({user}), not the bot's: see {_PAGE}")
    return good(BOT, f"signed in to {team} as @{user}")


def _scopes(has: frozenset[str] | None, wanted: frozenset[str]) -> Finding:
    if has is None:
        return unsure(SCOPES, "Slack did not say which ones the token has")
    if missing := sorted(wanted - has):
        return bad(
            SCOPES,
            f"{', '.join(missing)} missing: paste manifest.yml into your app's "
            "App Manifest page, then reinstall the app under Install App",
        )
    if more := sorted(has - wanted):
        return good(SCOPES, f"all there; {', '.join(more)} could be removed")
    return good(SCOPES, "as in manifest.yml")


def _clock(date: str | None, now: float) -> Finding:
    try:
        slack_time = parsedate_to_datetime(date or "").timestamp()
    except ValueError:
        return unsure(CLOCK, "Slack did not say what time it is")
    skew = now - slack_time
    if abs(skew) > MOST_SKEW:
        way = "ahead of" if skew > 0 else "behind"
        return bad(
            CLOCK,
            f"this machine's clock is {abs(skew):.0f} s {way} Slack's, so signatures "
            "will be refused: turn on time synchronisation (NTP)",
        )
    return good(CLOCK, "within a minute of Slack's")


def check_signing_secret(settings: Settings) -> Finding:
    """Check the secret's form. Only the first request will show whether it is this
    app's."""
    secret = settings.slack_signing_secret.reveal()
    if not secret:
        return good(SIGNING, "not set, and not needed over Socket Mode")
    if len(secret) != 32 or set(secret) - set("0123456789abcdef"):
        return bad(
            SIGNING,
            "does not look like a signing secret (32 characters of 0-9 a-f): see "
            "api.slack.com/apps → your app → Basic Information → App Credentials",
        )
    return good(SIGNING, "has the right form; only Slack's first request can prove it")
