"""Wires what answers turns: the model within its limits, and its tools."""

from dataclasses import dataclass, field

from bot.adapters.openai_images import OpenAIImages
from bot.adapters.openai_model import OpenAIModel
from bot.adapters.slack_outsiders import SlackOutsiders
from bot.core.answering.answering import Answering
from bot.core.answering.bot_tools import BotTools
from bot.core.answering.drawing_tools import with_drawing
from bot.core.answering.request_building import RequestBuilder, Stored
from bot.core.answering.rules import ProcessRules
from bot.core.answering.set_drawing import SetDrawing
from bot.core.calls.model_by_terms import ModelByTerms
from bot.core.calls.model_limit import PATIENCE, LimitedModel, ModelLimit, Patience
from bot.core.calls.retrying import RetryingModel
from bot.core.errands import Errands
from bot.core.identity.outsiders import Outsiders, no_outsiders
from bot.core.ports import Engine, Preferences
from bot.core.queue.seats import SeatLimits
from bot.core.turn.terms import ToolServer
from bot.outside import Outside
from bot.settings import Settings
from bot.shown import Shown


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools that the model may use besides searching and drawing."""

    of_the_bot: BotTools = field(default_factory=BotTools)
    servers: tuple[ToolServer, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """What answers turns, and what runs it."""

    answering: Answering
    engine: Engine
    _model: OpenAIModel

    async def close(self, seconds: float) -> None:
        """Let turns finish for so long; whatever still runs then is handed over."""
        await self.engine.close(seconds, self._model.hand_over)


def answers_with(
    settings: Settings,
    outside: Outside,
    shown: Shown,
    errands: Errands,
    preferences: Preferences,
    offered: tuple[BotTools, bytes],
) -> Answers:
    """What answers turns, with the bot's own tools and the key that hides who asks."""
    tools, person = offered
    store, context = outside.store, shown.context
    access = _access(settings, outside, preferences)
    model = OpenAIModel(outside.openai)
    asked = RetryingModel(
        LimitedModel(ModelByTerms(model, OpenAIImages(outside.openai)), access),
        most_wait=access.patience.seconds,
    )
    drawing = SetDrawing(asked, store.shelf, settings.set_at_once)
    answering = Answering(
        asked,
        context,
        RequestBuilder(
            Stored(store.turns, shown.files, store.shelf, store.taught_names),
            person,
            preferences,
            with_drawing(tools, context, drawing, person, shown.imaging),
            _outsiders(settings, outside),
        ),
        shown.placing,
        errands,
        ProcessRules(log_words=settings.log_prompts, looks=settings.looks),
    )
    engine = store.engine(answering, errands, context, (_seats(settings), access))
    return Answers(answering, engine, model)


def _access(
    settings: Settings, outside: Outside, preferences: Preferences
) -> ModelLimit:
    patience = Patience(min(PATIENCE, settings.answer_seconds))
    return ModelLimit(outside.budget, outside.store.gate, preferences, patience)


def _outsiders(settings: Settings, outside: Outside) -> Outsiders:
    """Who of those that ask is no member; where none is answered, everybody is one."""
    welcome = settings.shared_channels == "all"
    return SlackOutsiders(outside.slack) if welcome else no_outsiders


def _seats(settings: Settings) -> SeatLimits:
    return SeatLimits(
        settings.turns_at_once, settings.turns_per_team, settings.turns_per_user
    )
