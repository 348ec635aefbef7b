"""OpenAI's errors, translated into our tree of errors. Pure.

The same fault comes in many shapes: as a status with a body, as an error inside a
stream that began with 200, as a failed response. All of them become a `Fault` and are
judged in one place. The sentences are all ours: OpenAI's words only go to the log,
shortened.
"""

import re
from dataclasses import dataclass
from typing import Final

from bot.adapters.openai_fields import Wire, part_of, text_of
from bot.adapters.openai_pictures import categories_of
from bot.core.errors import (
    ModelBusy,
    ModelDeclined,
    ModelError,
    ModelQuota,
    ModelSetup,
    ModelUnverified,
    ParentGone,
    ServerAway,
)

_QUOTA: Final = {
    "insufficient_quota",
    "credit_balance_exhausted",
    "project_spend_limit_exceeded",
    "organization_spend_limit_exceeded",
    "organization_usage_limit_exceeded",
    "billing_hard_limit_reached",
    "billing_not_active",
}
_MODERATION: Final = {
    "moderation_blocked",
    "content_policy_violation",
    "image_content_policy_violation",
    "misalignment_policy_violation",
    "bio_policy",
    "invalid_prompt",
}
_BUSY: Final = {
    "rate_limit_exceeded",
    "slow_down",
    "server_is_overloaded",
    "server_error",
    "vector_store_timeout",
}
_PICTURES: Final = {
    "failed_to_download_image",
    "unsupported_image_media_type",
    "unsupported_file_mimetype",
    "empty_image_file",
}
_STAGES: Final = {
    "input": "OpenAI's safety check declined this request",
    "output": "The picture was drawn, but OpenAI's safety check declined it",
}
_DECLINED: Final = "OpenAI's safety check declined this"
_SERVER: Final = re.compile(r"MCP server: '([A-Za-z0-9_-]{1,64})'")
_UNREADABLE: Final = (
    "The model cannot read an attached picture. Attach it as a PNG or JPEG."
)
_TOO_LONG: Final = "This thread has become too long for the model. Start a new one."
_TOO_MUCH: Final = {
    "string_above_max_length",
    "array_above_max_length",
    "request_too_large",
}
_NO_FORMAT: Final = (
    "OpenAI does not draw in this format for us. Leave out `--format`, or ask for "
    "another one."
)
_FROM_PEOPLE: Final = ("", "input", "image", "prompt")
"""The parameters that hold what a person wrote or attached; empty if OpenAI names
none."""
_LESS: Final = (
    "That is more than the model can take at once. Write less, or attach fewer "
    "pictures."
)
_BLOCKED: Final = (
    "OpenAI no longer accepts requests from you. Tell whoever runs me; only OpenAI "
    "can change that."
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong according to OpenAI, whatever form the message had."""

    code: str = ""
    kind: str = ""
    param: str = ""
    message: str = ""
    stage: str = ""
    categories: tuple[str, ...] = ()
    status: int | None = None
    retry_after: float | None = None

    def __str__(self) -> str:
        words = " ".join(self.message.split())[:300]
        where = f" ({self.param})" if self.param else ""
        # A 401 quotes the key, even if with asterisks: nobody's log should have it.
        said = "" if self.status == 401 else f": {words}"
        return f"{self.status or 'in stream'} {self.code or self.kind}{where}{said}"


def named(
    body: Wire, status: int | None = None, retry_after: float | None = None
) -> Fault:
    """The fault that an error object names."""
    details = part_of(body, "moderation_details")
    return Fault(
        code=text_of(body, "code"),
        kind=text_of(body, "type"),
        param=text_of(body, "param"),
        message=text_of(body, "message"),
        stage=text_of(details, "moderation_stage"),
        categories=categories_of(details),
        status=status,
        retry_after=retry_after,
    )


def judge(fault: Fault) -> ModelError:
    """The error of ours for a fault: its kind says what can be done about it."""
    why, code, status = str(fault), fault.code, fault.status or 0
    if code == "previous_response_not_found" or fault.param == "previous_response_id":
        return ParentGone(why)
    if status == 424 or fault.kind == "external_connector_error":
        found = _SERVER.search(fault.message)
        return ServerAway(why, found[1] if found else "")
    if code in _QUOTA or fault.kind in _QUOTA:
        return ModelQuota(why)
    if refusal := _refusal(fault):
        return ModelDeclined(why, refusal)
    if code in _BUSY or status in (408, 409, 429) or status >= 500:
        return ModelBusy(why, fault.retry_after, not_begun=status in (429, 503))
    if status == 403 and "verif" in fault.message.lower():
        return ModelUnverified(why)
    if status >= 400 or code in ("model_not_found", "invalid_api_key"):
        return ModelSetup(why)
    return ModelError(why)


def _refusal(fault: Fault) -> str:
    """The sentence for a fault that a retry will not change, if it is one.

    The code says more than the type.
    """
    code = fault.code
    if code in _MODERATION:
        return _declined(fault)
    if code == "context_length_exceeded":
        return _TOO_LONG
    if code in _PICTURES or code.startswith(
        ("invalid_image", "image_", "invalid_base")
    ):
        return _UNREADABLE
    if code == "unsupported_value" and fault.param.endswith("output_format"):
        return _NO_FORMAT
    if fault.status == 413 or (code in _TOO_MUCH and _is_from_people(fault.param)):
        return _LESS
    if _is_blocked(fault):
        return _BLOCKED
    return _declined(fault) if fault.kind == "image_generation_user_error" else ""


def _is_from_people(param: str) -> bool:
    return re.split(r"[.\[]", param)[0] in _FROM_PEOPLE


def _declined(fault: Fault) -> str:
    why = _STAGES.get(fault.stage, _DECLINED)
    about = ", ".join(each.replace("_", " ") for each in fault.categories)
    return f"{why}{(f' ({about})' if about else '')}. Try different wording."


def _is_blocked(fault: Fault) -> bool:
    """Whether OpenAI has shut out one person, by the identifier that we send.

    The words that it uses for this are not documented.
    """
    said = f"{fault.code} {fault.message}".replace("_", " ").lower()
    ours = "identifier" in said or fault.param == "safety_identifier"
    return ours and "block" in said
