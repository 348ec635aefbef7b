"""Opens, wires and closes everything. The only module that knows all others."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack_client import BudgetedClient
from bot.adapters.slack_errors import translated
from bot.adapters.slack_identity import InstalledClient, installation_from
from bot.adapters.sockets import Socket
from bot.adapters.web import Web
from bot.answers import Tools
from bot.clients import openai_client, slack_client, slack_session, untried
from bot.core.accepting.guests import NOT_OURS
from bot.core.calls.budget import Budget, SharedBudget
from bot.core.calls.tiers import Tiers
from bot.core.calls.timed_budget import TimedBudget
from bot.core.errors import ChatBusy, ChatError
from bot.core.gallery.filling import filling
from bot.core.identity.installations import (
    Installation,
    Installations,
    OneInstallation,
)
from bot.core.reporting.counters import Counters
from bot.outside import Outside
from bot.serving import web_for
from bot.settings import Settings
from bot.stores import Store, StoreError
from bot.stores.alone import alone
from bot.stores.choice import open_store
from bot.watch import Watch, watching
from bot.wiring import Wired, wired
from handlers import Desk, Edge, mishaps, register_all
from handlers.identity import authorized

NOT_OUR_BOT = (
    "Slack does not accept SLACK_BOT_TOKEN. Copy it again from api.slack.com/apps "
    "→ your app → OAuth & Permissions → Bot User OAuth Token."
)
NOT_OUR_APP = (
    "Slack does not accept SLACK_APP_TOKEN. Create one under api.slack.com/apps → "
    "your app → Basic Information → App-Level Tokens, with the scope "
    "connections:write."
)
PATIENCE = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
NO_SLACK = "Slack cannot be reached at SLACK_API_URL. Is this machine online?"
ANSWERS = "Darkroom answers in %s"
DRAWS = "Darkroom draws in %s"
log = logging.getLogger(__name__)


class StartError(Exception):
    """The bot cannot start; `sentence` says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(slots=True)
class Darkroom:
    """The running bot.

    `url` is where its web server listens, if it has one; `status_url` is where it
    serves its own status.
    """

    bolt: AsyncApp
    url: str = ""
    status_url: str = ""
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)

    def stop(self) -> None:
        """Ask it to stop."""
        self._stopping.set()

    async def until_stopped(self) -> None:
        """Return when somebody has asked it to stop."""
        await self._stopping.wait()


@asynccontextmanager
async def open_app(
    settings: Settings,
    *,
    receiving: bool = True,
    installations: Installations | None = None,
    tools: Tools | None = None,
) -> AsyncIterator[Darkroom]:
    """Run the bot; leaving the context stops it in an orderly way.

    If it is not `receiving`, it only answers asks that other processes accepted.
    Without `installations`, the token of the settings is the only one. Besides
    searching and drawing, the model may use the `tools`.

    Everything is closed in reverse order. First, nothing more is taken in; then running
    turns end or are left to the next process; the database and the clients are closed
    last. If Slack refuses the bot at the start, nothing is left open.
    """
    async with AsyncExitStack() as stack:
        watch = await _watching(settings, stack)
        http = await stack.enter_async_context(slack_session(settings))
        slack = slack_client(settings, http)
        here = await _signed_in(settings, slack, installations)
        openai = await stack.enter_async_context(openai_client(settings))
        store = await _store(settings, stack)
        budget = TimedBudget(await _budget(settings, store), watch.counters)
        calling = BudgetedClient(slack, here, budget, counters=watch.counters)
        outside = Outside(calling, http, openai, store, budget, watch.counters)
        wiring = await wired(settings, outside, stack, tools or Tools())
        watch.parts(store.trouble, store.room, wiring.engine)
        bolt = _bolt(settings, slack, here, watch.counters)
        edge = register_all(bolt, _desk(settings, wiring))
        darkroom = Darkroom(bolt, status_url=watch.url)
        await store.take_up()
        if receiving and (settings.transport == "http" or wiring.has_routes):
            web = web_for(settings, edge.take, wiring, watch.health)
            darkroom.url = await _serving(settings, web, stack)
        if receiving and settings.transport == "socket":
            await _connect(settings, edge, watch, stack)
        log.info(ANSWERS if receiving else DRAWS, here.where())
        with watch.running():
            yield darkroom


async def _watching(settings: Settings, stack: AsyncExitStack) -> Watch:
    try:
        return await stack.enter_async_context(watching(settings.status_address))
    except OSError as error:
        raise StartError("STATUS_ADDRESS: cannot listen there.") from error


async def _connect(
    settings: Settings, edge: Edge, watch: Watch, stack: AsyncExitStack
) -> None:
    token = settings.slack_app_token.reveal()
    socket = Socket(edge.take, edge.client, token)
    watch.health.watch("slack", socket.trouble)
    await stack.enter_async_context(socket.connected())


def _desk(settings: Settings, wiring: Wired) -> Desk:
    return Desk(
        wiring.intake,
        wiring.hearing,
        wiring.direct,
        wiring.controls,
        wiring.views,
        wiring.guests,
        wiring.booth,
        wiring.connecting,
        wiring.finding.parts,
        wiring.finding,
        wiring.teaching,
        wiring.home,
        wiring.using,
        wiring.describing(),
        wiring.history(),
        wiring.names,
        wiring.themes(),
        wiring.painting,
        imagine_directly=settings.imagine == "direct",
    )


async def _budget(settings: Settings, store: Store) -> Budget:
    await store.ledger.tidy()
    await store.gate.anew()
    rules = Tiers(settings.slack_rate, settings.model_requests_per_minute)
    return SharedBudget(store.ledger, rules)


async def _store(settings: Settings, stack: AsyncExitStack) -> Store:
    try:
        if settings.sqlite_file is not None:
            stack.enter_context(alone(settings.sqlite_file))
        opening = open_store(settings.database_url, settings.pictures)
        store = await stack.enter_async_context(opening)
    except StoreError as error:
        raise StartError(error.sentence) from error
    await stack.enter_async_context(filling(store.gallery_filling))
    return store


async def _signed_in(
    settings: Settings, slack: AsyncWebClient, given: Installations | None
) -> Installations:
    """Ask Slack once who we are, so that a wrong token is reported at the start and not
    with the first ask."""
    for wait in (*PATIENCE, None):
        try:
            found = given or OneInstallation(await _installation(settings, slack))
            if settings.transport == "socket":
                await _try_app_token(settings, slack)
            return found
        except ChatBusy as error:
            if wait is None:
                raise StartError(NO_SLACK) from error
            log.warning("Slack does not answer yet: %s", error)
            await asyncio.sleep(error.retry_after or wait)
        except ChatError as error:
            raise StartError(NOT_OUR_BOT) from error
    raise AssertionError("the last try returns or raises")


async def _installation(settings: Settings, slack: AsyncWebClient) -> Installation:
    ours = InstalledClient(slack, untried(settings))
    with translated("auth.test"):
        answer = await ours.auth_test()
    return installation_from(answer, settings.slack_bot_token)


async def _try_app_token(settings: Settings, slack: AsyncWebClient) -> None:
    try:
        with translated("apps.connections.open"):
            token = settings.slack_app_token.reveal()
            await slack.apps_connections_open(app_token=token)
    except ChatBusy:
        raise
    except ChatError as error:
        raise StartError(NOT_OUR_APP) from error


def _bolt(
    settings: Settings,
    slack: AsyncWebClient,
    installations: Installations,
    counters: Counters,
) -> AsyncApp:
    async def authorize(
        team_id: str | None, enterprise_id: str | None
    ) -> AuthorizeResult | None:
        team = team_id or enterprise_id or ""
        us = await installations.of(team)
        if us is None:
            log.warning("the app is not installed in %s", team or "no workspace")
        return authorized(us) if us else None

    bolt = AsyncApp(
        name="darkroom",  # or else Bolt goes through every module to find one
        client=slack,
        signing_secret=settings.slack_signing_secret.reveal()
        or "not used with sockets",
        authorize=authorize,  # type: ignore[arg-type] # Bolt takes None for: not here
        user_facing_authorize_error_message=NOT_OURS,
        raise_error_for_unhandled_request=True,  # one line in the log is enough
        process_before_response=True,  # acknowledged when the ask is in the journal
        ignoring_self_events_enabled=False,  # deletions of our messages are such events
    )
    mishaps.register(bolt, counters)
    return bolt


async def _serving(settings: Settings, web: Web, stack: AsyncExitStack) -> str:
    try:
        listening = web.listening(settings.host, settings.port)
        return await stack.enter_async_context(listening)
    except OSError as error:
        raise StartError(
            f"HOST and PORT: cannot listen on port {settings.port} there."
        ) from error
