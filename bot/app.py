"""Opens everything, wires it, and closes everything: the only module that knows all."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
from openai import AsyncOpenAI
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.hanging import AddressWay
from bot.adapters.health import Health
from bot.adapters.proxies import proxy_to
from bot.adapters.slack_client import BudgetedClient
from bot.adapters.slack_errors import translated
from bot.adapters.sockets import Socket
from bot.adapters.web import Web
from bot.core.budget import Budget, SharedBudget
from bot.core.errors import ChatBusy, ChatError
from bot.core.tally import Tally
from bot.core.tiers import Tiers
from bot.core.waits import TimedBudget
from bot.fitting import Outside, Shop, fitted
from bot.settings import Settings
from bot.stores import Store, StoreError
from bot.stores.alone import alone
from bot.stores.choice import open_store
from bot.watch import Watch, watching
from handlers import Desk, mishaps, register_all

NOT_OUR_BOT = (
    "Slack does not accept SLACK_BOT_TOKEN. Copy it anew: api.slack.com/apps → your "
    "app → OAuth & Permissions → Bot User OAuth Token."
)
NOT_OUR_APP = (
    "Slack does not accept SLACK_APP_TOKEN. Make one: api.slack.com/apps → your app → "
    "Basic Information → App-Level Tokens, with the scope connections:write."
)
PATIENCE = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
NO_SLACK = "Slack cannot be reached at SLACK_API_URL; is this machine online?"
ANSWERS = "Darkroom answers in workspace %s"
DRAWS = "Darkroom draws in workspace %s"
log = logging.getLogger(__name__)


class StartError(Exception):
    """The bot cannot start; `sentence` says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(slots=True)
class Darkroom:
    """The bot while it runs.

    `url` is where its web server listens, if it has one; `status_url` where it tells
    of itself.
    """

    bolt: AsyncApp
    url: str = ""
    status_url: str = ""
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)

    def stop(self) -> None:
        """Ask it to stop."""
        self._stopping.set()

    async def until_stopped(self) -> None:
        """Return when somebody asked it to stop."""
        await self._stopping.wait()


@asynccontextmanager
async def open_app(
    settings: Settings, *, receiving: bool = True
) -> AsyncIterator[Darkroom]:
    """Run the bot; leaving the context stops it in order.

    Where it is not `receiving`, it only draws what other processes took in.

    What follows is closed in reverse: first nothing more comes in, then running turns
    end or are handed to the journal, and the database and the clients go last. A start
    that Slack does not let in leaves nothing behind.
    """
    async with AsyncExitStack() as stack:
        watch = await _watching(settings, stack)
        http = await stack.enter_async_context(_session(settings))
        slack = _slack(settings, http)
        me = await _signed_in(settings, slack)
        openai = await stack.enter_async_context(_openai(settings))
        store = await _store(settings, stack)
        budget = TimedBudget(await _budget(settings, store), watch.tally)
        calling = BudgetedClient(slack, budget, str(me.team_id), tally=watch.tally)
        outside = Outside(calling, http, openai, store, budget, watch.tally)
        shop = await fitted(settings, outside, stack)
        watch.parts(store.trouble, shop.engine)
        bolt = _bolt(settings, http, me, watch.tally)
        register_all(bolt, _desk(shop, me))
        darkroom = Darkroom(bolt, status_url=watch.url)
        await store.take_up()
        if receiving and (settings.transport == "http" or shop.address):
            web = _web(settings, bolt, shop.address, watch.health)
            darkroom.url = await _serving(settings, web, stack)
        if receiving and settings.transport == "socket":
            await _connect(settings, bolt, watch, stack)
        log.info(ANSWERS if receiving else DRAWS, me.team_id)
        with watch.running():
            yield darkroom


async def _watching(settings: Settings, stack: AsyncExitStack) -> Watch:
    try:
        return await stack.enter_async_context(watching(settings.status_address))
    except OSError as error:
        raise StartError("STATUS_ADDRESS: nothing can listen there.") from error


async def _connect(
    settings: Settings, bolt: AsyncApp, watch: Watch, stack: AsyncExitStack
) -> None:
    socket = Socket(bolt, settings.slack_app_token.reveal())
    watch.health.watch("slack", socket.trouble)
    await stack.enter_async_context(socket.connected())


def _desk(shop: Shop, me: AuthorizeResult) -> Desk:
    return Desk(shop.intake, shop.controls, shop.views, str(me.bot_user_id))


def _session(settings: Settings) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(proxy=proxy_to(settings.slack_api_url))


def _slack(settings: Settings, http: aiohttp.ClientSession) -> AsyncWebClient:
    return AsyncWebClient(
        token=settings.slack_bot_token.reveal(),
        base_url=settings.slack_api_url,
        session=http,
        retry_handlers=[],
    )


def _openai(settings: Settings) -> AsyncOpenAI:
    return AsyncOpenAI(
        api_key=settings.openai_api_key.reveal(), base_url=settings.openai_base_url
    )


async def _budget(settings: Settings, store: Store) -> Budget:
    await store.ledger.tidy()
    rules = Tiers(settings.slack_rate, settings.model_requests_per_minute)
    return SharedBudget(store.ledger, rules)


async def _store(settings: Settings, stack: AsyncExitStack) -> Store:
    try:
        if settings.sqlite_file is not None:
            stack.enter_context(alone(settings.sqlite_file))
        opening = open_store(settings.database_url, settings.pictures)
        return await stack.enter_async_context(opening)
    except StoreError as error:
        raise StartError(error.sentence) from error


async def _signed_in(settings: Settings, slack: AsyncWebClient) -> AuthorizeResult:
    """Who we are, asked once: a wrong token is told at the start, not at an ask."""
    for wait in (*PATIENCE, None):
        try:
            return await _try_tokens(settings, slack)
        except ChatBusy as error:
            if wait is None:
                raise StartError(NO_SLACK) from error
            log.warning("Slack does not answer yet: %s", error)
            await asyncio.sleep(error.retry_after or wait)
        except ChatError as error:
            raise StartError(NOT_OUR_BOT) from error
    raise AssertionError("the last try returns or raises")


async def _try_tokens(settings: Settings, slack: AsyncWebClient) -> AuthorizeResult:
    with translated("auth.test"):
        answer = await slack.auth_test()
    if settings.transport == "socket":
        await _try_app_token(settings, slack)
    token = settings.slack_bot_token.reveal()
    return AuthorizeResult.from_auth_test_response(
        auth_test_response=answer, bot_token=token
    )


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
    http: aiohttp.ClientSession,
    me: AuthorizeResult,
    tally: Tally,
) -> AsyncApp:
    async def authorize() -> AuthorizeResult:
        return me

    # Without a token of its own: Bolt gives handlers one that has it.
    slack = AsyncWebClient(
        base_url=settings.slack_api_url, session=http, retry_handlers=[]
    )
    bolt = AsyncApp(
        client=slack,
        signing_secret=settings.slack_signing_secret.reveal()
        or "not used with sockets",
        authorize=authorize,
        process_before_response=True,  # acknowledged when the ask is in the journal
        ignoring_self_events_enabled=False,  # deletions of our messages are such events
    )
    mishaps.register(bolt, tally)
    return bolt


def _web(
    settings: Settings, bolt: AsyncApp, address: AddressWay | None, health: Health
) -> Web:
    web = Web()
    web.serve_readiness(health)
    if settings.transport == "http":
        web.serve_slack(bolt)
    if address is not None:
        web.serve_pictures(address)
    return web


async def _serving(settings: Settings, web: Web, stack: AsyncExitStack) -> str:
    try:
        listening = web.listening(settings.host, settings.port)
        return await stack.enter_async_context(listening)
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        raise StartError(f"HOST and PORT: nothing can listen at {where}.") from error
