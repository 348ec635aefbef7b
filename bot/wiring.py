"""Wires the core to what the settings name: models, ways, storage, lanes."""

from contextlib import AsyncExitStack
from dataclasses import dataclass
from time import monotonic

from bot.adapters.hanging import AddressWay
from bot.adapters.openai_judge import OpenAIJudge
from bot.adapters.painting_routes import PaintingRoutes
from bot.adapters.slack_admins import SlackAdmins
from bot.adapters.slack_outsiders import SlackOutsiders
from bot.adapters.slack_views import SlackViews
from bot.answers import Tools, answers_with
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
from bot.core.accepting.theme_forms import ThemeForms
from bot.core.connecting.connecting import Connecting
from bot.core.controls import Controls
from bot.core.errands import Errands
from bot.core.gallery.history_forms import HistoryForms
from bot.core.gallery.home import Home
from bot.core.gallery.using import Using
from bot.core.grace import Grace
from bot.core.names.listing import NameLists
from bot.core.names.teaching import Teaching
from bot.core.ports import Engine, Views
from bot.core.showing.context import TurnContext
from bot.core.turn.terms import OwnerPreferences
from bot.home import home_tab
from bot.outside import Outside
from bot.owner_terms import owner_terms
from bot.parts import (
    finding,
    form_pictures,
    history_forms,
    painting_routes,
    theme_forms,
)
from bot.servers import asking_servers, connecting
from bot.settings import Settings
from bot.shown import shown_with
from bot.taught import name_pictures, names_of


@dataclass(frozen=True, slots=True)
class Wired:
    """The core with everything it needs."""

    intake: Intake
    hearing: Hearing
    direct: Direct
    controls: Controls
    views: Views
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

    def themes(self) -> ThemeForms:
        """The forms in which the looks of decks are chosen."""
        return theme_forms(self.finding.parts, self.context)

    @property
    def has_routes(self) -> bool:
        """Whether something is served besides what Slack sends."""
        return self.address is not None or self.pages is not None


async def wired(
    settings: Settings, outside: Outside, stack: AsyncExitStack, tools: Tools
) -> Wired:
    """Wire everything. The stack closes what was opened, the last first."""
    store, person = outside.store, await outside.store.key("person")
    grace, errands = Grace(settings.grace_seconds, monotonic), Errands()
    shown = await shown_with(settings, outside, errands, stack)
    stack.push_async_callback(lambda: errands.close(grace.left()))
    context, files, imaging = shown.context, shown.files, shown.imaging
    known = await stack.enter_async_context(asking_servers(settings, store, errands))
    terms = owner_terms(settings, tools.servers)
    preferences = OwnerPreferences(terms, known.offered, known.doubt)
    offered = tools.of_the_bot, person
    answers = answers_with(settings, outside, shown, errands, preferences, offered)
    stack.push_async_callback(lambda: answers.close(grace.left()))
    intake = Intake(context.turns, shown.placing, answers.engine, context.counters)
    await stack.enter_async_context(expiring(intake, settings.approval_hours * 3600))
    admins = SlackAdmins(outside.slack, settings.mcp_admins)
    views = SlackViews(outside.slack)
    home = await home_tab(settings, store, outside.slack, (views, errands), stack)
    pictures = await form_pictures(store, shown.private, stack)
    parts = PartForms(
        *(intake, context.turns, files, store.shelf, pictures, views, errands)
    )
    return Wired(
        intake,
        _hearing(settings, outside, intake, person),
        Direct(intake, context.turns, settings.direct_seconds),
        Controls(context, intake, answers.engine, errands, admins, store.taught_names),
        views,
        answers.engine,
        errands,
        context,
        shown.address,
        Guests(context.chat, errands, settings.shared_channels == "all"),
        Booth(*(intake, context.turns, files), settings.looks, settings.answer_calls),
        connecting(settings, store, known, errands, (views.tell, admins)),
        finding(parts, outside.openai, settings, person),
        *names_of(
            name_pictures(store, files, errands),
            (views, errands, admins, pictures, imaging, home.seeing.memberships),
            SlackOutsiders(outside.slack),
            (outside.openai, person),
            settings,
        ),
        await painting_routes(settings, store, imaging, intake, files),
        home,
    )


def _hearing(
    settings: Settings, outside: Outside, intake: Intake, person: bytes
) -> Hearing:
    judge, hears_all = _judge(settings, outside), settings.replies == "all"
    return Hearing(intake, outside.store.turns, judge, person, hears_all)


def _judge(settings: Settings, outside: Outside) -> OpenAIJudge | None:
    model = settings.judge_model
    return None if model == "off" else OpenAIJudge(outside.openai, model)
