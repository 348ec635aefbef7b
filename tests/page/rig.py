"""A playground put together for the tests of its page: two emulators and the bot."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from bot.app import open_app
from bot.settings import Settings
from playground.openai import OpenAIEmulator
from playground.openai.logbook import summarised
from playground.openai.record import Record
from playground.page import Armable, ModelCall, ModelEvent, ServerCall, mounting
from playground.page.inside import BotState
from playground.slack import SlackEmulator

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
FAILURES = {
    "refusal": "the model refuses",
    "reset": "the stream is cut",
    "no_picture": "no picture comes",
    "moderation_of_picture": "moderation stops the picture",
    "quota": "the quota is used up",
    "garbage_picture": "the picture is broken",
}


class Rig:
    """Implements `Inside` over the emulated model, with the bot in this process."""

    def __init__(self, model: OpenAIEmulator, folder: Path) -> None:
        self.model, self.folder = model, folder
        self.slack: SlackEmulator
        self.armed: list[str] = []
        self.given: dict[str, str] = {}
        self._bot: AsyncExitStack | None = None

    async def model_calls(self) -> Sequence[ModelCall]:
        return [call_of(record) for record in list(self.model.responses.values())]

    async def model_events(self, response_id: str) -> Sequence[ModelEvent]:
        record = self.model.responses.get(response_id)
        events = record.events if record else []
        return [ModelEvent(e.number, e.type, e.at, e.size) for e in events]

    async def model_picture(self, response_id: str, index: int) -> bytes | None:
        record = self.model.responses.get(response_id)
        there = record is not None and index < len(record.pictures)
        return record.pictures[index] if record and there else None

    async def server_calls(self) -> Sequence[ServerCall]:
        return ()

    async def tries(self) -> Sequence[str]:
        return ()

    async def speeds(self) -> tuple[str, Sequence[str]]:
        return self.model.service.profile.name, ("instant", "typical", "slow")

    async def set_speed(self, name: str) -> None:
        self.model.set_profile(name)

    async def failures(self) -> Sequence[Armable]:
        waiting = bool(self.model.service.takes)
        return [Armable(n, t, waiting and n in self.armed) for n, t in FAILURES.items()]

    async def arm(self, failure: str) -> None:
        self.armed = [failure]
        self.model.play(failure)

    async def disarm(self) -> None:
        self.armed.clear()
        self.model.service.takes.clear()

    async def bot_state(self) -> BotState:
        return "running" if self._bot else "stopped"

    async def kill_bot(self) -> None:
        if bot := self._bot:
            self._bot = None
            await bot.aclose()

    async def start_bot(self) -> None:
        bot = AsyncExitStack()
        await bot.enter_async_context(open_app(self.settings()))
        self._bot = bot

    def settings(self) -> Settings:
        """What a person would write into `.env` to use these two."""
        slack = self.slack
        base = {
            "slack_bot_token": slack.bot_token,
            "slack_app_token": slack.app_token,
            "slack_signing_secret": slack.signing_secret,
            "slack_api_url": slack.api_url,
            "openai_api_key": self.model.api_key,
            "openai_base_url": self.model.base_url,
            "database_url": f"sqlite:///{self.folder}/darkroom.db",
            "port": "0",
            "edit_seconds": "0",
            "settle_seconds": "0",
            "grace_seconds": "0.1",
        }
        return Settings.read({}, None, **(base | self.given))


def call_of(record: Record) -> ModelCall:
    """A response as the drawer shows it."""
    asked: Any = summarised(dict(record.request))
    return ModelCall(
        id=record.id,
        parent=record.previous_response_id,
        status=record.status,
        started=record.created_at,
        ended=record.completed_at,
        model=str(asked.get("model", "")),
        ask=ask_of(asked.get("input")),
        request=asked,
        pictures=len(record.pictures),
        error=str((record.error or {}).get("code") or ""),
    )


def ask_of(value: Any) -> str:
    """The words of the last thing that was asked."""
    match value:
        case str():
            return value
        case list() if value:
            return ask_of(value[-1].get("content", value[-1].get("text", "")))
        case _:
            return ""


@asynccontextmanager
async def open_rig(
    folder: Path, profile: str = "instant", port: int = 0, pages: int = 0, **given: str
) -> AsyncIterator[Rig]:
    """Everything of a playground, until it is left; `pages` is the port of the bot's
    own pages."""
    async with OpenAIEmulator(profile=profile) as model:
        rig = Rig(model, folder)
        rig.given = given
        if pages:
            url = f"http://127.0.0.1:{pages}"
            rig.given = {**given, "port": str(pages), "pages_url": url}
        page = mounting(rig)
        async with AsyncExitStack() as last:
            last.push_async_callback(rig.kill_bot)  # the page may start one meanwhile
            emulator = SlackEmulator(MANIFEST, port=port, mount=[page])
            rig.slack = await last.enter_async_context(emulator)
            await rig.start_bot()
            try:
                yield rig
            finally:
                await rig.kill_bot()
                await asyncio.sleep(0)
