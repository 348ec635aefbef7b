"""Draws a small picture in each way: the only proof that the organization may do so."""

from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Final

from openai import AuthenticationError

from bot.adapters.openai_images import OpenAIImages
from bot.adapters.openai_model import OpenAIModel
from bot.core.errors import ModelError, ModelQuota, ModelRefused, ModelSetup
from bot.core.messages.prices import estimate
from bot.core.ports import Model
from bot.core.turn.events import PreviewDrawn
from bot.core.turn.progress import Progress, apply
from bot.core.turn.request import Request
from bot.core.turn.terms import Terms
from bot.doctor.examination import model_client
from bot.doctor.finding import Finding, bad, good, unsure
from bot.doctor.model_side import UNKNOWN
from bot.owner_terms import owner_terms
from bot.settings import Settings

ABOUT: Final = "$0.05"
DRAWS: Final = "organization"
PREVIEWS: Final = "previews"
DIRECT: Final = "direct"
NOT_DRAWN: Final = unsure(
    DRAWS,
    "only drawing shows whether OpenAI has verified it: `darkroom doctor "
    f"--draw` draws two small pictures, for about {ABOUT}",
)
_ASK: Final = "Draw a small red circle on white paper."


@dataclass(frozen=True, slots=True)
class _Trial:
    """The result of drawing one picture."""

    progress: Progress = field(default_factory=Progress)
    previews: int = 0
    seconds: float = 0.0
    error: ModelError | None = None

    @property
    def trouble(self) -> str:
        """Why there is no picture, if there is none."""
        if self.error is not None:
            return f"{_advice(self.error)}; OpenAI said: {self.error}"
        if not self.progress.pictures:
            return "the model answered without a picture: check its limits"
        return ""


async def check_drawing(settings: Settings) -> list[Finding]:
    """Ask like the bot, in both of its ways, for the cheapest picture."""
    terms = replace(owner_terms(settings), size="1024x640", quality="low")
    terms = replace(terms, format="auto", search=False)
    alone = replace(terms, direct=True, background=False)
    async with model_client(settings) as client:
        usual = await _tried(OpenAIModel(client), terms)
        direct = await _tried(OpenAIImages(client), alone)
    previews = [] if usual.trouble else [_previews(terms, usual.previews)]
    return [
        _drawn(DRAWS, usual, terms.model, terms.image_model),
        *previews,
        _drawn(DIRECT, direct, "", terms.image_model),
    ]


async def _tried(model: Model, terms: Terms) -> _Trial:
    progress, previews, began = Progress(), 0, monotonic()
    try:
        async for event in model.answer(Request(_ASK, terms)):
            previews += isinstance(event, PreviewDrawn)
            progress = apply(progress, event)
    except ModelError as error:
        return _Trial(progress, error=error)
    return _Trial(progress, previews, monotonic() - began)


def _advice(error: ModelError) -> str:
    match error:
        case ModelSetup() if isinstance(error.__cause__, AuthenticationError):
            return UNKNOWN
        case ModelSetup():
            return (
                "OpenAI does not let this key draw: verify the organization under "
                "platform.openai.com → Settings → Organization, or fix what OpenAI "
                "names"
            )
        case ModelQuota():
            return "the account has no credit left: see platform.openai.com → Billing"
        case ModelRefused():
            return "OpenAI declined a red circle, so a setting must be wrong"
        case _:
            return "no picture came this time: try again later"


def _drawn(about: str, trial: _Trial, model: str, image_model: str) -> Finding:
    if trial.trouble:
        return bad(about, trial.trouble)
    cost = estimate(model, image_model, trial.progress.usage)
    paid = f"${cost:.2f}" if cost is not None else "an unknown price"
    came = f"the picture came after {trial.seconds:.1f} s, for about {paid}"
    return good(about, f"can draw; {came}")


def _previews(terms: Terms, previews: int) -> Finding:
    background = " with OPENAI_BACKGROUND=on" if terms.background else ""
    if previews:
        return good(PREVIEWS, f"{previews} came{background}")
    return unsure(
        PREVIEWS,
        f"none came{background}; a small picture is sometimes finished before its "
        "first preview. Try again"
        + (", and with OPENAI_BACKGROUND=off" if background else ""),
    )
