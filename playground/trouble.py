"""Failures that can be armed for the next turn, each in a person's words."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from playground.openai import OpenAIEmulator
from playground.slack import Fault, SlackEmulator


@dataclass(frozen=True, slots=True)
class Trouble:
    """One failure: its name, its words, and how it is made."""

    name: str
    title: str
    make: Callable[["Sides"], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Sides:
    """Both emulators."""

    slack: SlackEmulator
    model: OpenAIEmulator


def _scripted(script: str) -> Callable[[Sides], Awaitable[None]]:
    async def make(sides: Sides) -> None:
        sides.model.play(script)

    return make


async def _limited(sides: Sides) -> None:
    sides.slack.faults.add(Fault(method="chat.update", times=2, retry_after=3))


async def _slow_files(sides: Sides) -> None:
    sides.slack.settings.file_processing_seconds = 4.0


async def _broken_pictures(sides: Sides) -> None:
    sides.slack.settings.update_registers_share = False


async def _disconnected(sides: Sides) -> None:
    await sides.slack.disconnect_sockets("refresh_requested", drop=True)


async def _expired(sides: Sides) -> None:
    sides.model.expire_all()


TROUBLES = (
    Trouble(
        "refusal", "OpenAI declines the ask", _scripted("moderation_before_stream")
    ),
    Trouble("stream_cut", "The stream breaks off", _scripted("cut_before_picture")),
    Trouble("no_picture", "The model draws nothing", _scripted("no_picture")),
    Trouble("limited", "Slack says: too many edits (429)", _limited),
    Trouble("slow_files", "Slack takes 4 s to process a file", _slow_files),
    Trouble("broken_pictures", "Edits do not share pictures", _broken_pictures),
    Trouble("disconnect", "Slack's socket closes", _disconnected),
    Trouble("expired", "OpenAI has forgotten the thread", _expired),
)


async def arm(sides: Sides, name: str) -> None:
    """Arm the failure; LookupError if there is none of this name."""
    found = next((each for each in TROUBLES if each.name == name), None)
    if found is None:
        raise LookupError(name)
    await found.make(sides)


def disarm(sides: Sides) -> None:
    """Disarm every failure."""
    sides.slack.faults.clear()
    sides.slack.settings.file_processing_seconds = 0.5
    sides.slack.settings.update_registers_share = True
    sides.model.service.takes.clear()
    sides.model.service.image_takes.clear()
