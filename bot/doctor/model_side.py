"""The OpenAI side: the key, and whether it may use the two models."""

from typing import Final

import openai
from openai import AsyncOpenAI

from bot.doctor.finding import Finding, bad, good, unsure
from bot.settings import Settings

KEY: Final = "OpenAI key"
MODELS: Final = "models"
UNKNOWN: Final = (
    "OpenAI does not know this key: make one at platform.openai.com/api-keys"
)


async def check_model_side(client: AsyncOpenAI, settings: Settings) -> list[Finding]:
    """List what the key may use, and look for both models there."""
    try:
        offered = {model.id async for model in client.models.list()}
    except openai.APIError as error:
        return [_refused(error)]
    except (AttributeError, TypeError):  # what came is no list; the client trips on it
        return [bad(KEY, "what answers at OPENAI_BASE_URL is not OpenAI: a proxy?")]
    wanted = {
        "OPENAI_MODEL": settings.openai_model,
        "OPENAI_IMAGE_MODEL": settings.openai_image_model,
    }
    found = [
        await _model(client, name, model, listed=model in offered)
        for name, model in wanted.items()
    ]
    return [good(KEY, "OpenAI takes it"), *found]


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
    """Not every list is complete, so a model that is not listed is asked for."""
    if listed:
        return good(MODELS, f"{model} can be used")
    try:
        known = getattr(await client.models.retrieve(model), "id", None) == model
        reason = "not found"
    except openai.APIError as error:
        known, reason = False, error.message
    if known:
        return good(MODELS, f"{model} can be used")
    told = f"{name}={model} cannot be used with this key ({reason})"
    return bad(MODELS, f"{told}: choose another model")
