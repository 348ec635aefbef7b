"""The manifest subscribes to what is listened to, and to nothing else."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack_views import SlackViews
from bot.core.final import final
from bot.core.progress import Progress
from bot.core.turns import Answer, Outcome, Print, Turn
from bot.core.view import waiting, working
from handlers import Desk, register_all
from tests.fakes import ask
from tests.studio import studio

MANIFEST: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[2] / "manifest.yml").read_text("utf-8")
)
Listener = TypeVar("Listener")


class Registry:
    """Stands where Bolt's app would, and only writes down."""

    def __init__(self) -> None:
        self.heard: dict[str, set[str]] = {}

    def middleware(self, _: Listener) -> None:
        """It is not for any payload of its own."""

    def __getattr__(self, kind: str) -> Callable[[str], Callable[[Listener], Listener]]:
        def listen(name: str) -> Callable[[Listener], Listener]:
            self.heard.setdefault(kind, set()).add(name)
            return lambda listener: listener

        return listen


def registered() -> dict[str, set[str]]:
    registry, one = Registry(), studio()
    views = SlackViews(AsyncWebClient())
    register_all(registry, Desk(one.intake, one.controls, views, "U"))  # type: ignore[arg-type] # it has an app's decorators
    return registry.heard


def drawn() -> set[str]:
    """The action of every button under any message of ours."""
    turn = Turn(2, ask(), parent=1)
    done = Answer(Outcome.DONE, prints=(Print("a", "png", 1, 1, 1),), model="m")
    messages = (waiting(turn, 0), working(turn, Progress(), None), final(turn, done))
    return {
        element["action_id"]
        for message in messages
        for block in message.blocks
        for element in (*block.get("elements", ()), block.get("accessory") or {})
        if "action_id" in element
    }


def test_every_event_is_listened_to_and_no_other() -> None:
    wanted = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    kinds = {name.partition(".")[0] for name in wanted}
    assert kinds == registered()["event"]


def test_every_command_is_listened_to_and_no_other() -> None:
    wanted = {each["command"] for each in MANIFEST["features"]["slash_commands"]}
    assert wanted == registered()["command"]


def test_every_shortcut_is_listened_to_and_no_other() -> None:
    wanted = {each["callback_id"] for each in MANIFEST["features"]["shortcuts"]}
    assert wanted == registered()["shortcut"]


def test_every_button_is_listened_to_and_no_other() -> None:
    assert drawn() == registered()["action"]
    assert MANIFEST["settings"]["interactivity"]["is_enabled"]


def test_nothing_is_listened_to_that_the_manifest_has_no_word_for() -> None:
    kinds = {"event", "command", "shortcut", "action", "view"}
    assert set(registered()) == kinds
