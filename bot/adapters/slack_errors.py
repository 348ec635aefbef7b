"""Turns Slack's refusals into errors of ours, by one table."""

import contextlib
import re
from collections.abc import Iterator
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.core.errors import (
    ChatBusy,
    ChatError,
    ChatFrozen,
    ChatGone,
    ChatRefused,
    ChatShut,
    ChatUninvited,
    PictureRefused,
)

# docs.slack.dev/reference/methods/chat.update and chat.postmessage, "Errors"
KINDS: Final[dict[str, type[ChatError]]] = {
    "ratelimited": ChatBusy,
    "rate_limited": ChatBusy,
    "internal_error": ChatBusy,
    "fatal_error": ChatBusy,
    "request_timeout": ChatBusy,
    "service_unavailable": ChatBusy,
    "team_added_to_org": ChatBusy,
    "message_not_found": ChatGone,
    "hash_conflict": ChatGone,  # a view that was replaced meanwhile
    "cant_update_message": ChatFrozen,
    "edit_window_closed": ChatFrozen,
    "channel_not_found": ChatUninvited,
    "not_in_channel": ChatUninvited,
    "is_archived": ChatShut,
    "is_inactive": ChatShut,
    "restricted_action": ChatShut,
    "restricted_action_read_only_channel": ChatShut,
    "restricted_action_thread_only_channel": ChatShut,
    "restricted_action_non_threadable_channel": ChatShut,
    "messages_tab_disabled": ChatShut,
    "cannot_reply_to_message": ChatShut,
    "thread_not_found": ChatShut,
    "message_limit_exceeded": ChatShut,
    "ekm_access_denied": ChatShut,
    "account_inactive": ChatShut,
    "invalid_auth": ChatShut,
    "not_authed": ChatShut,
    "token_revoked": ChatShut,
    "token_expired": ChatShut,
    "missing_scope": ChatShut,
}
_PICTURE: Final = re.compile(r"slack.?file|image", re.IGNORECASE)
"""In Slack's words on a block: `invalid slack file`, `downloading image failed`."""


@contextlib.contextmanager
def translated(call: str) -> Iterator[None]:
    """Turn what the client raises into our errors, once."""
    try:
        yield
    except SlackApiError as error:
        raise _from_api(call, error) from error
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        raise ChatBusy(f"{call}: {type(error).__name__}") from error
    except SlackClientError as error:
        raise ChatBusy(f"{call}: {type(error).__name__}") from error


def busy_for(error: SlackApiError) -> float:
    """For how many seconds Slack wants no such call, if it said that there are too
    many."""
    response = error.response
    data = getattr(response, "data", None)
    code = str(data.get("error", "")) if isinstance(data, dict) else ""
    limited = code in ("ratelimited", "rate_limited") or _status(response) == 429
    return max(1.0, _retry_after(response) or 0) if limited else 0.0


def _status(response: object) -> int:
    return int(getattr(response, "status_code", 0) or getattr(response, "status", 0))


def _from_api(call: str, error: SlackApiError) -> ChatError:
    response = error.response
    status = _status(response)
    data = getattr(response, "data", None)
    code = str(data.get("error", "")) if isinstance(data, dict) else ""
    why = f"{call}: {code or 'no JSON'} ({status}) {_detail(data)}".strip()
    if status == 429 or status >= 500 or not code:
        return ChatBusy(why, _retry_after(response))
    kind = KINDS.get(code, ChatRefused)
    if code == "invalid_blocks" and _PICTURE.search(_detail(data)):
        kind = PictureRefused
    return ChatBusy(why, _retry_after(response)) if kind is ChatBusy else kind(why)


def _retry_after(response: object) -> float | None:
    headers = getattr(response, "headers", None) or {}
    try:
        return float(headers.get("Retry-After", ""))
    except ValueError:
        return None


def _detail(data: object) -> str:
    """Slack's own words on what is wrong with a block; they never repeat our text."""
    whole = data if isinstance(data, dict) else {}
    metadata = whole.get("response_metadata")
    more = metadata.get("messages") if isinstance(metadata, dict) else None
    errors = whole.get("errors") or more
    return "; ".join(str(each)[:200] for each in errors) if errors else ""
