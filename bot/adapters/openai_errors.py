"""What OpenAI answers instead of an answer, in our tree of errors. Pure.

The same fault comes in many shapes: as a status with a body, as an error inside a
stream that began with 200, as a failed response. All become a `Fault` and get one
judgement. The sentences are ours alone: OpenAI's words go to the log, shortened.
"""

from dataclasses import dataclass
from typing import Final

from bot.adapters.openai_fields import Wire, part_of, text_of
from bot.adapters.openai_pictures import categories_of
from bot.core.errors import (
    ModelBusy,
    ModelError,
    ModelQuota,
    ModelRefused,
    ModelSetup,
    ParentGone,
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
    "empty_image_file",
}
_STAGES: Final = {
    "input": "What was asked for was declined by OpenAI's safety check",
    "output": "The picture was drawn, but declined by OpenAI's safety check",
}
_DECLINED: Final = "OpenAI's safety check declined this"
_UNREADABLE: Final = (
    "The model cannot read an attached picture. Attach it as a PNG or JPEG."
)
_TOO_LONG: Final = "This thread has become too long for the model. Start a new one."


@dataclass(frozen=True, slots=True)
class Fault:
    """What OpenAI said went wrong, whichever way it came."""

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
        # 401 quotes the key, if with asterisks: that is for nobody's log.
        said = "" if self.status == 401 else f": {words}"
        return f"{self.status or 'in stream'} {self.code or self.kind}{where}{said}"


class ModelDeclined(ModelRefused):
    """A refusal whose sentence says why."""

    def __init__(self, why: str, sentence: str) -> None:
        super().__init__(why)
        self.told = sentence  # type: ignore[misc]  # here it differs by the case


class ModelUnverified(ModelSetup):
    """The organization has yet to prove who it is."""

    told = (
        "OpenAI wants my owner's organization to be verified before I may draw: "
        "platform.openai.com → Settings → Organization → Verify."
    )


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
    """Say what a reader can do about a fault."""
    why, code, status = str(fault), fault.code, fault.status or 0
    if code == "previous_response_not_found" or fault.param == "previous_response_id":
        return ParentGone(why)
    if code in _QUOTA or fault.kind in _QUOTA:
        return ModelQuota(why)
    if refusal := _refusal(fault):
        return ModelDeclined(why, refusal)
    if code in _BUSY or status in (408, 409, 429) or status >= 500:
        return ModelBusy(why, fault.retry_after)
    if status == 403 and "verif" in fault.message.lower():
        return ModelUnverified(why)
    if status >= 400 or code in ("model_not_found", "invalid_api_key"):
        return ModelSetup(why)
    return ModelError(why)


def _refusal(fault: Fault) -> str:
    code = fault.code
    if code in _MODERATION or fault.kind == "image_generation_user_error":
        why = _STAGES.get(fault.stage, _DECLINED)
        about = ", ".join(each.replace("_", " ") for each in fault.categories)
        return f"{why}{f' ({about})' if about else ''}. Say it in another way."
    if code == "context_length_exceeded":
        return _TOO_LONG
    if code in _PICTURES or code.startswith(
        ("invalid_image", "image_", "invalid_base")
    ):
        return _UNREADABLE
    return ""
