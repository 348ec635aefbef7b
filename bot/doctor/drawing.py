"""Draws one small picture: the only sure sign that the organization may draw at all."""

from typing import Final

from openai import AuthenticationError

from bot.adapters.openai_model import OpenAIModel
from bot.adapters.openai_request import Drawing
from bot.core.errors import ModelError, ModelQuota, ModelRefused, ModelSetup
from bot.core.events import PreviewDrawn
from bot.core.options import Options
from bot.core.prices import estimate
from bot.core.progress import Progress, apply
from bot.core.request import Request
from bot.doctor.examination import model_client
from bot.doctor.finding import Finding, bad, good, unsure
from bot.doctor.model_side import UNKNOWN
from bot.settings import Settings

ABOUT: Final = "$0.03"
DRAWS: Final = "organization"
PREVIEWS: Final = "previews"
NOT_DRAWN: Final = unsure(
    DRAWS,
    "only a picture tells whether OpenAI has verified it: `darkroom doctor --draw` "
    f"draws a small one, for about {ABOUT}",
)
_ASK: Final = "Draw a small red circle on white paper."


async def check_drawing(settings: Settings) -> list[Finding]:
    """Ask as the bot would, as cheaply as it can be."""
    request = Request(_ASK, Options(size="1024x640", quality="low", search=False))
    progress, previews = Progress(), 0
    async with model_client(settings) as client:
        model = OpenAIModel(client, _drawing(settings))
        try:
            async for event in model.answer(request):
                previews += isinstance(event, PreviewDrawn)
                progress = apply(progress, event)
        except ModelError as error:
            return [bad(DRAWS, f"{_advice(error)}; it said: {error}")]
    if not progress.pictures:
        return [bad(DRAWS, "the model answered without a picture: see its limits")]
    return [_drawn(settings, progress), _previews(settings, previews)]


def _drawing(settings: Settings) -> Drawing:
    return Drawing(
        model=settings.openai_model,
        image_model=settings.openai_image_model,
        previews=settings.previews,
        background=settings.openai_background,
        silence_seconds=settings.silence_seconds,
        answer_seconds=settings.answer_seconds,
    )


def _advice(error: ModelError) -> str:
    match error:
        case ModelSetup() if isinstance(error.__cause__, AuthenticationError):
            return UNKNOWN
        case ModelSetup():
            return (
                "OpenAI lets this key draw nothing: verify the organization under "
                "platform.openai.com → Settings → Organization, or mend what it says"
            )
        case ModelQuota():
            return "the account has no credit left: see platform.openai.com → Billing"
        case ModelRefused():
            return "OpenAI declined a red circle, so a setting must be wrong"
        case _:
            return "no picture came this time: try again later"


def _drawn(settings: Settings, progress: Progress) -> Finding:
    model = settings.openai_model
    cost = estimate(model, settings.openai_image_model, progress.usage)
    paid = f"${cost:.2f}" if cost is not None else "an unknown sum"
    return good(DRAWS, f"may draw; the picture came, for about {paid}")


def _previews(settings: Settings, previews: int) -> Finding:
    background = " with OPENAI_BACKGROUND=on" if settings.openai_background else ""
    if previews:
        return good(PREVIEWS, f"{previews} came{background}")
    return unsure(
        PREVIEWS,
        f"none came{background}; small pictures are at times done before one is. "
        "Try once more" + (", and with OPENAI_BACKGROUND=off" if background else ""),
    )
