"""Fits the core out with what the settings name: models, ways, storage, lanes."""

from contextlib import AsyncExitStack
from dataclasses import dataclass
from time import monotonic

import aiohttp
from openai import AsyncOpenAI
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.attachments import SlackAttachments
from bot.adapters.hanging import AddressWay
from bot.adapters.hanging.choice import choose_ways
from bot.adapters.imaging import Imaging
from bot.adapters.openai_model import OpenAIModel
from bot.adapters.openai_request import Drawing
from bot.adapters.signing import Signer
from bot.adapters.slack_chat import SlackChat
from bot.adapters.slack_files import SlackFiles
from bot.adapters.slack_views import SlackViews
from bot.core.answering import Answering
from bot.core.asking import Asking
from bot.core.budget import Budget
from bot.core.controls import Controls
from bot.core.door import BudgetedModel
from bot.core.early import Early
from bot.core.errands import Errands
from bot.core.grace import Grace
from bot.core.hanging import Hanging
from bot.core.inquiry import Look
from bot.core.intake import Intake
from bot.core.patience import PatientModel
from bot.core.placing import Placing
from bot.core.ports import Engine, Views
from bot.core.room import Seats
from bot.core.tally import Tally
from bot.core.wall import Wall
from bot.settings import Settings
from bot.stores import Store


@dataclass(frozen=True, slots=True)
class Outside:
    """The clients that everything shares, and what is left for them to call."""

    slack: AsyncWebClient
    http: aiohttp.ClientSession
    openai: AsyncOpenAI
    store: Store
    budget: Budget
    tally: Tally


@dataclass(frozen=True, slots=True)
class Shop:
    """The core, fitted out."""

    intake: Intake
    controls: Controls
    views: Views
    answering: Answering
    engine: Engine
    errands: Errands
    wall: Wall
    address: AddressWay | None


async def fitted(settings: Settings, outside: Outside, stack: AsyncExitStack) -> Shop:
    imaging, store = Imaging(), outside.store
    address = await _address(settings, outside, imaging)
    grace, errands = Grace(settings.grace_seconds, monotonic), Errands()
    stack.push_async_callback(lambda: errands.close(grace.left()))
    hanging = _hanging(settings, outside, imaging, address)
    wall = _wall(settings, outside, hanging, errands)
    placing = Placing(wall.chat, wall.turns, wall.budget, errands, wall.tally)
    files = SlackAttachments(outside.slack, outside.http, imaging)
    person = await store.key("person")
    model = OpenAIModel(outside.openai, _drawing(settings))
    answering = Answering(
        PatientModel(BudgetedModel(model, wall.budget)),
        wall,
        Asking(wall.turns, files, store.shelf, person),
        placing,
        errands,
        _look(settings),
    )
    engine = store.engine(answering, errands, wall, _seats(settings))
    stack.push_async_callback(lambda: engine.close(grace.left(), model.hand_over))
    intake = Intake(wall.turns, placing, engine, wall.tally)
    controls = Controls(wall, intake, engine, errands)
    views = SlackViews(outside.slack)
    return Shop(intake, controls, views, answering, engine, errands, wall, address)


def _seats(settings: Settings) -> Seats:
    return Seats(
        settings.turns_at_once, settings.turns_per_team, settings.turns_per_user
    )


def _look(settings: Settings) -> Look:
    return Look(
        image_model=settings.openai_image_model,
        previews=settings.previews,
        resumes=settings.openai_background,
        log_words=settings.log_prompts,
    )


def _hanging(
    settings: Settings,
    outside: Outside,
    imaging: Imaging,
    address: AddressWay | None,
) -> Hanging:
    files = SlackFiles(outside.slack, outside.http)
    holding = settings.holding_channel
    ways = choose_ways(settings.hang, files, imaging, address, holding)
    return Hanging(ways, trusting=settings.hang != "auto")


def _wall(
    settings: Settings, outside: Outside, hanging: Hanging, errands: Errands
) -> Wall:
    return Wall(
        chat=SlackChat(outside.slack),
        turns=outside.store.turns,
        shelf=outside.store.shelf,
        leftovers=outside.store.leftovers,
        hanging=hanging,
        early=Early(hanging, outside.store.leftovers, errands),
        budget=outside.budget,
        every=settings.edit_seconds,
        settle_after=settings.settle_seconds,
        tally=outside.tally,
    )


async def _address(
    settings: Settings, outside: Outside, imaging: Imaging
) -> AddressWay | None:
    if not settings.public_url:
        return None
    signer = Signer(await outside.store.key("pictures"))
    store = outside.store
    return AddressWay(settings.public_url, store.shelf, imaging, signer, store.showcase)


def _drawing(settings: Settings) -> Drawing:
    return Drawing(
        model=settings.openai_model,
        image_model=settings.openai_image_model,
        quality=settings.image_quality,
        size=settings.image_size,
        format="auto" if settings.image_format == "jpeg" else "png",
        previews=settings.previews,
        search=settings.web_search,
        background=settings.openai_background,
        silence_seconds=settings.silence_seconds,
        answer_seconds=settings.answer_seconds,
    )
