"""Checks OpenAI's side: the key, and whether it may use the two models."""

from typing import Final

import openai
from openai import AsyncOpenAI

from bot.doctor.finding import Finding, bad, good, unsure
from bot.settings import Settings

KEY: Final = "OpenAI key"
MODELS: Final = "models"
UNKNOWN: Final = (
    "OpenAI does not know this key: create one at platform.openai.com/api-keys"
)


async def check_model_side(client: AsyncOpenAI, settings: Settings) -> list[Finding]:
    """List what the key may use, and look for both models there."""
    try:
        offered = {model.id async for model in client.models.list()}
    except openai.APIError as error:
        return [_refused(error)]
    except (AttributeError, TypeError):  # not a list: the client stumbles over it
        return [bad(KEY, "the server at OPENAI_BASE_URL is not OpenAI; is it a proxy?")]
    wanted = {
        "OPENAI_MODEL": settings.openai_model,
        "OPENAI_IMAGE_MODEL": settings.openai_image_model,
    }
    found = [
        await _model(client, name, model, listed=model in offered)
        for name, model in wanted.items()
    ]
    return [good(KEY, "OpenAI accepts it"), *found]


def _refused(error: openai.APIError) -> Finding:
    match error:
        case openai.AuthenticationError():
            return bad(KEY, UNKNOWN)
        case openai.PermissionDeniedError():
            return unsure(KEY, "it is restricted, and may not list models")
        case openai.RateLimitError():
            return bad(KEY, "no credit or too many requests: see platform.openai.com")
        case openai.APIConnectionError():
            return bad(KEY, f"OpenAI cannot be reached from here ({error})")
        case _:
            return bad(KEY, f"OpenAI answers {error.message!r}")


async def _model(
    client: AsyncOpenAI, name: str, model: str, *, listed: bool
) -> Finding:
    """Check one model. Not every list is complete, so a model that is missing is asked
    for."""
    if listed:
        return good(MODELS, f"{model} can be used")
    try:
        known = getattr(await client.models.retrieve(model), "id", None) == model
        reason = "not found"
    except openai.APIError as error:
        known, reason = False, error.message
    if known:
        return good(MODELS, f"{model} can be used")
    told = f"the model in {name} cannot be used with this key"
    why = reason.replace(model, "…")  # a password may be in the wrong line
    return bad(MODELS, f"{told} ({why}): choose another model")
