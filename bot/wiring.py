"""Wires the core to what the settings name: models, ways, storage, lanes."""

from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from time import monotonic, time

import aiohttp
from openai import AsyncOpenAI

from bot.adapters.attachments import SlackAttachments
from bot.adapters.hanging import AddressWay
from bot.adapters.hanging.choice import choose_ways
from bot.adapters.hanging.uploads import FileWay
from bot.adapters.imaging import Imaging
from bot.adapters.openai_images import OpenAIImages
from bot.adapters.openai_judge import OpenAIJudge
from bot.adapters.openai_model import OpenAIModel
from bot.adapters.painting_routes import PaintingRoutes
from bot.adapters.private_pictures import SlackPrivatePictures
from bot.adapters.signing import Signer
from bot.adapters.slack_admins import SlackAdmins
from bot.adapters.slack_chat import SlackChat
from bot.adapters.slack_files import SlackFiles
from bot.adapters.slack_identity import InstalledClient
from bot.adapters.slack_outsiders import SlackOutsiders
from bot.adapters.slack_views import SlackViews
from bot.core.accepting.booth import Booth
from bot.core.accepting.describing import Describing
from bot.core.accepting.direct import Direct
from bot.core.accepting.expiring import expiring
from bot.core.accepting.finding import Finding
from bot.core.accepting.guests import Guests
from bot.core.accepting.hearing import Hearing
from bot.core.accepting.intake import Intake
from bot.core.accepting.painting import Painting
from bot.core.accepting.part_forms import PartForms
from bot.core.answering.answering import Answering
from bot.core.answering.bot_tools import BotTools
from bot.core.answering.drawing_tools import with_drawing
from bot.core.answering.request_building import RequestBuilder, Stored
from bot.core.answering.rules import ProcessRules
from bot.core.answering.set_drawing import SetDrawing
from bot.core.calls.budget import Budget
from bot.core.calls.model_by_terms import ModelByTerms
from bot.core.calls.model_limit import PATIENCE, LimitedModel, ModelLimit, Patience
from bot.core.calls.retrying import RetryingModel
from bot.core.connecting.connecting import Connecting
from bot.core.controls import Controls
from bot.core.errands import Errands
from bot.core.gallery.history_forms import HistoryForms
from bot.core.gallery.home import Home
from bot.core.gallery.using import Using
from bot.core.grace import Grace
from bot.core.identity.outsiders import Outsiders, no_outsiders
from bot.core.names.listing import NameLists
from bot.core.names.teaching import Teaching
from bot.core.ports import Engine, Preferences, Views
from bot.core.queue.seats import SeatLimits
from bot.core.reporting.counters import Counters
from bot.core.showing.context import TurnContext
from bot.core.showing.deck_files import DeckFiles
from bot.core.showing.hanging import Hanging
from bot.core.showing.placing import Placing
from bot.core.showing.sheets import Sheets
from bot.core.showing.uploads_ahead import UploadsAhead
from bot.core.turn.terms import OwnerPreferences, ToolServer
from bot.home import home_tab
from bot.owner_terms import owner_terms
from bot.parts import finding, form_pictures, history_forms, painting_routes
from bot.servers import asking_servers, connecting
from bot.settings import Settings
from bot.stores import Store
from bot.taught import name_pictures, names_of


@dataclass(frozen=True, slots=True)
class Outside:
    """The clients that everything shares, and the calls to make at the end."""

    slack: InstalledClient
    http: aiohttp.ClientSession
    openai: AsyncOpenAI
    store: Store
    budget: Budget
    counters: Counters


@dataclass(frozen=True, slots=True)
class Wired:
    """The core with everything it needs."""

    intake: Intake
    hearing: Hearing
    direct: Direct
    controls: Controls
    views: Views
    answering: Answering
    engine: Engine
    errands: Errands
    context: TurnContext
    address: AddressWay | None
    guests: Guests
    booth: Booth
    connecting: Connecting
    finding: Finding
    teaching: Teaching
    names: NameLists
    pages: PaintingRoutes | None
    home: Home

    @property
    def painting(self) -> Painting | None:
        """What people paint on, if there is a page for it."""
        return self.pages.painting if self.pages else None

    @property
    def using(self) -> Using:
        """What brings pictures into other threads."""
        home = self.home
        return Using(home.seeing, self.intake, self.direct, home.activity)

    def describing(self) -> Describing:
        """What puts pictures in words."""
        taught = self.teaching
        pictures = taught.pictures
        return Describing(
            pictures.turns,
            pictures.files,
            pictures.shelf,
            self.views,
            self.errands,
            taught.describer,
            taught.key,
        )

    def history(self) -> HistoryForms:
        """The forms in which histories are looked through."""
        return history_forms(self.finding.parts, self.context, self.home.seeing)

    @property
    def has_routes(self) -> bool:
        """Whether something is served besides what Slack sends."""
        return self.address is not None or self.pages is not None


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools that the model may use besides searching and drawing."""

    of_the_bot: BotTools = field(default_factory=BotTools)
    servers: tuple[ToolServer, ...] = ()


async def wired(
    settings: Settings, outside: Outside, stack: AsyncExitStack, tools: Tools
) -> Wired:
    imaging = await stack.enter_async_context(Imaging())
    store = outside.store
    address = await _address(settings, outside, imaging)
    grace, errands = Grace(settings.grace_seconds, monotonic), Errands()
    stack.push_async_callback(lambda: errands.close(grace.left()))
    hanging = _hanging(settings, outside, imaging, address)
    context = _context(settings, outside, hanging, imaging, errands)
    placing = Placing(context, errands, now=time)
    files = SlackAttachments(outside.slack, outside.http, imaging)
    person = await store.key("person")
    known = await stack.enter_async_context(asking_servers(settings, store, errands))
    preferences = OwnerPreferences(
        owner_terms(settings, tools.servers), known.offered, known.doubt
    )
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
            Stored(context.turns, files, store.shelf, store.taught_names),
            person,
            preferences,
            with_drawing(tools.of_the_bot, context, drawing, person, imaging),
            _outsiders(settings, outside),
        ),
        placing,
        errands,
        ProcessRules(log_words=settings.log_prompts, looks=settings.looks),
    )
    engine = store.engine(answering, errands, context, (_seats(settings), access))
    stack.push_async_callback(lambda: engine.close(grace.left(), model.hand_over))
    intake = Intake(context.turns, placing, engine, context.counters)
    await stack.enter_async_context(expiring(intake, settings.approval_hours * 3600))
    admins = SlackAdmins(outside.slack, settings.mcp_admins)
    views = SlackViews(outside.slack)
    home = await home_tab(settings, store, outside.slack, (views, errands), stack)
    shown = await form_pictures(store, _private(outside, imaging, address), stack)
    return Wired(
        intake,
        Hearing(
            *(intake, context.turns, _judge(settings, outside), person),
            settings.replies == "all",
        ),
        Direct(intake, context.turns, settings.direct_seconds),
        Controls(context, intake, engine, errands, admins, store.taught_names),
        views,
        answering,
        engine,
        errands,
        context,
        address,
        Guests(context.chat, errands, settings.shared_channels == "all"),
        Booth(*(intake, context.turns, files), settings.looks, settings.answer_calls),
        connecting(settings, store, known, errands, (views.tell, admins)),
        finding(
            PartForms(
                *(intake, context.turns, files, store.shelf),
                shown,
                *(views, errands),
            ),
            *(outside.openai, settings, person),
        ),
        *names_of(
            name_pictures(store, files, errands),
            (views, errands, admins, shown, imaging, home.seeing.memberships),
            SlackOutsiders(outside.slack),
            (outside.openai, person),
            settings,
        ),
        await painting_routes(settings, store, imaging, intake, files),
        home,
    )


def _private(
    outside: Outside, imaging: Imaging, address: AddressWay | None
) -> SlackPrivatePictures:
    way = FileWay(SlackFiles(outside.slack, outside.http), imaging)
    return SlackPrivatePictures(outside.slack, way, address)


def _outsiders(settings: Settings, outside: Outside) -> Outsiders:
    """Who of those that ask is no member; where none is answered, everybody is one."""
    welcome = settings.shared_channels == "all"
    return SlackOutsiders(outside.slack) if welcome else no_outsiders


def _judge(settings: Settings, outside: Outside) -> OpenAIJudge | None:
    model = settings.judge_model
    return None if model == "off" else OpenAIJudge(outside.openai, model)


def _seats(settings: Settings) -> SeatLimits:
    return SeatLimits(
        settings.turns_at_once, settings.turns_per_team, settings.turns_per_user
    )


def _access(
    settings: Settings, outside: Outside, preferences: Preferences
) -> ModelLimit:
    patience = Patience(min(PATIENCE, settings.answer_seconds))
    return ModelLimit(outside.budget, outside.store.gate, preferences, patience)


def _hanging(
    settings: Settings,
    outside: Outside,
    imaging: Imaging,
    address: AddressWay | None,
) -> Hanging:
    files = SlackFiles(outside.slack, outside.http)
    holding = settings.holding_channel
    ways = choose_ways(settings.hang, files, imaging, address, holding)
    return Hanging(
        ways, trusting=settings.hang != "auto", expecting=imaging.expect_previews
    )


def _context(
    settings: Settings,
    outside: Outside,
    hanging: Hanging,
    imaging: Imaging,
    errands: Errands,
) -> TurnContext:
    shelf = outside.store.shelf
    sheets = Sheets(imaging, shelf)
    return TurnContext(
        chat=SlackChat(outside.slack),
        turns=outside.store.turns,
        shelf=shelf,
        temporary_files=outside.store.temporary_files,
        hanging=hanging,
        uploads_ahead=UploadsAhead(hanging, outside.store.temporary_files, errands),
        sheets=sheets,
        budget=outside.budget,
        clock=time,
        every=settings.edit_seconds,
        settle_after=settings.settle_seconds,
        again_after=settings.hang_again_seconds,
        counters=outside.counters,
        room=outside.store.room,
        share=SlackFiles(outside.slack, outside.http).share,
        decks=DeckFiles(imaging.decks, shelf, sheets),
    )


async def _address(
    settings: Settings, outside: Outside, imaging: Imaging
) -> AddressWay | None:
    if not settings.public_url:
        return None
    signer = Signer(await outside.store.key("pictures"))
    store = outside.store
    return AddressWay(settings.public_url, store.shelf, imaging, signer, store.showcase)
