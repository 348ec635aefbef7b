"""The real bot between two emulators."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.app import Darkroom, open_app
from bot.settings import Settings
from playground.openai import OpenAIEmulator
from playground.slack import SlackEmulator
from playground.slack.messages import Message
from playground.slack.people import Person
from playground.slack.values import truth
from tests.postgres_server import new_database

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
Start = Callable[..., Awaitable[Darkroom]]


@pytest.fixture
async def slack() -> AsyncIterator[SlackEmulator]:
    """A Slack of our own."""
    async with SlackEmulator(manifest=MANIFEST) as emulator:
        yield emulator


@pytest.fixture
def sketchy() -> bool:
    """Whether the model draws one colour a picture, which takes a tenth of the time.

    Most tests are about what becomes of a picture. A module that looks at what is on
    it, or at pictures as large as true ones, says so.
    """
    return True


@pytest.fixture
async def model(sketchy: bool) -> AsyncIterator[OpenAIEmulator]:
    """An OpenAI of our own, that answers in milliseconds."""
    async with OpenAIEmulator(profile="instant", sketchy=sketchy) as emulator:
        yield emulator


def settings_for(
    slack: SlackEmulator, model: OpenAIEmulator, folder: Path, **given: str
) -> Settings:
    """What a person would write into `.env` to use these two."""
    base = {
        "slack_bot_token": slack.bot_token,
        "slack_app_token": slack.app_token,
        "slack_signing_secret": slack.signing_secret,
        "slack_api_url": slack.api_url,
        "openai_api_key": model.api_key,
        "openai_base_url": model.base_url,
        "database_url": f"sqlite:///{folder}/darkroom.db",
        "port": "0",
        "edit_seconds": "0",
        "settle_seconds": "0",
        "grace_seconds": "0.1",
        "slack_rate": "1000",
    }
    return Settings.read({}, None, **(base | given))


@pytest.fixture
def transport(request: pytest.FixtureRequest) -> str:
    """How Slack reaches the bot; a module that runs over both says so."""
    return str(getattr(request, "param", "socket"))


POSTS = ("chat.postMessage", "response_url")
OVER_BOTH = pytest.mark.parametrize(
    "transport", ["socket", pytest.param("http", marks=pytest.mark.slow)], indirect=True
)


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """Where the bot stores everything; what is stored anew is tried on both."""
    return str(getattr(request, "param", "sqlite"))


ON_BOTH = pytest.mark.parametrize(
    "engine",
    ["sqlite", pytest.param("postgres", marks=pytest.mark.slow)],
    indirect=True,
)


@pytest.fixture
async def base(transport: str, engine: str) -> dict[str, str]:
    """What the bot of these tests stands on; a module may have its own."""
    alone = engine == "sqlite"
    stored = {} if alone else {"database_url": await new_database()}
    return {"transport": transport, **stored}


@pytest.fixture
async def start(
    slack: SlackEmulator, model: OpenAIEmulator, tmp_path: Path, base: dict[str, str]
) -> AsyncIterator[Start]:
    """Starts the bot, with settings of one's own if wanted."""
    async with AsyncExitStack() as stack:

        async def run(**given: str) -> Darkroom:
            settings = settings_for(slack, model, tmp_path, **(base | given))
            bot = await stack.enter_async_context(open_app(settings))
            if settings.transport == "http":
                slack.deliver_to(f"{bot.url}/slack/events")
            return bot

        yield run


@dataclass
class Room:
    """A thread as a person sees it: what was said, and what the bot answered."""

    slack: SlackEmulator
    model: OpenAIEmulator
    ann: Person

    async def ask(self, text: str, where: str = "#general", **more: object) -> Message:
        """Say something, and wait until the bot's newest message has ended."""
        asked = await self.ann.says(where, text, **more)  # type: ignore[arg-type] # a test's own words
        return await self.ended(asked)

    async def answer(self, asked: Message, number: int = 0) -> Message:
        """The bot's message in the thread of an ask, as soon as it is there."""

        def found() -> list[Message]:
            room = self.beside(asked)
            return [m for m in room if m.by_app and float(m.ts) > float(asked.ts)]

        await self.slack.until(lambda: len(found()) > number)
        return found()[number]

    def beside(self, asked: Message) -> list[Message]:
        """The thread of an ask or, in a direct message, what stands outside of any."""
        if asked.is_reply or not asked.channel.startswith("D"):
            return self.slack.messages(asked.channel, asked)
        return [m for m in self.slack.messages(asked.channel) if not m.is_reply]

    async def ended(self, asked: Message, number: int = 0) -> Message:
        """The bot's message once it has its last form."""
        answer = await self.answer(asked, number)
        await self.slack.until(lambda: has_ended(answer))
        return answer


async def drawing(room: Room) -> tuple[Message, Message]:
    """An ask, and its message with a preview in it; the model is held there."""
    room.model.hold(before="response.image_generation_call.completed")
    asked = await room.ann.says("#general", "@Darkroom a lighthouse at night")
    answer = await room.answer(asked)
    await room.slack.until(lambda: "preview" in str(answer.blocks))
    return asked, answer


def has_ended(message: Message) -> bool:
    """Whether a message has its last form: *Redo*, or what was wrong with the ask."""
    shown = str(message.blocks)
    return ("'redo'" in shown or "'told'" in shown) and "'stop'" not in shown


def pictures(message: Message) -> list[str]:
    """The files of the finished pictures that a message shows now."""
    return [each["slack_file"]["id"] for each in _images(message, "picture-")]


def unfinished(message: Message) -> list[str]:
    """The files of half-drawn pictures that a message shows now."""
    return [each["slack_file"]["id"] for each in _images(message, "unfinished-")]


def _images(message: Message, kind: str) -> list[dict[str, Any]]:
    shown = [block for block in message.blocks if block["type"] == "image"]
    return [block for block in shown if block["block_id"].startswith(kind)]


@pytest.fixture
def room(slack: SlackEmulator, model: OpenAIEmulator) -> Iterator[Room]:
    """Ann in #general, with the bot. Slack fetches no address that the bot posts."""
    yield Room(slack, model, slack.person("ann"))
    sent = [call for post in POSTS for call in slack.calls.of(post)]
    posted = [each for each in sent if each.status != 404]  # that was read
    for each in ("unfurl_links", "unfurl_media"):
        assert not [c for c in posted if truth(c.args.get(each, True))], each


class Heard(logging.Handler):
    """Knows what was logged, and waits for it."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._more = asyncio.Event()

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.getMessage()} {vars(record)}")
        self._more.set()

    async def until(self, said: str) -> None:
        while not any(said in line for line in self.lines):
            self._more.clear()
            await self._more.wait()


@pytest.fixture
def log() -> Iterator[Heard]:
    heard, root = Heard(), logging.getLogger()
    before = root.level
    root.addHandler(heard)
    root.setLevel(logging.DEBUG)
    yield heard
    root.removeHandler(heard)
    root.setLevel(before)
