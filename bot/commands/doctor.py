"""`darkroom doctor`: prints a line for each check, and what to do if it fails."""

import asyncio
import re
import sys
from collections.abc import Sequence
from typing import Final

import click

from bot.core.errors import ChatError, ChatUninvited
from bot.doctor.drawing import ABOUT, NOT_DRAWN, check_drawing
from bot.doctor.examination import examine
from bot.doctor.finding import Finding, Mark, bad, good, unsure
from bot.doctor.hanging import open_trial
from bot.doctor.trial import Try
from bot.doctor.verdict import judge, names_of
from bot.settings import Settings, SettingsError, misspelt

_QUESTION: Final = (
    "\nLook at the new thread in Slack, also on a second device or account.\nWhich "
    "numbers show a picture (for example 1,3; 0 for none)?"
)


def doctor(*, channel: str | None, answers: str | None, draw: bool) -> int:
    """Examine the installation; return the program's exit code."""
    try:
        settings = Settings.read()
    except SettingsError as error:
        _show([bad("settings", error.sentence)])
        return 2
    _show([good("settings", f"complete; HANG={settings.hang}"), *_misspelt()])
    marks = asyncio.run(_examine(settings))
    marks += asyncio.run(_draw(settings)) if draw else _show([NOT_DRAWN])
    if channel:
        marks += asyncio.run(_try_ways(settings, channel, answers))
    return _sum_up(marks)


def _misspelt() -> list[Finding]:
    return [
        unsure("settings", f"{name} in `.env` is not a setting: did you mean {meant}?")
        for name, meant in misspelt().items()
    ]


async def _examine(settings: Settings) -> list[Mark]:
    marks: list[Mark] = []
    async for finding in examine(settings):
        marks += _show([finding])
    return marks


async def _draw(settings: Settings) -> list[Mark]:
    click.echo(f"\nDrawing two small pictures, for about {ABOUT} …")
    return _show(await check_drawing(settings))


async def _try_ways(
    settings: Settings, channel: str, answers: str | None
) -> list[Mark]:
    """Try the ways of hanging. One that works is enough, so only the advice at the end
    counts."""
    if not re.fullmatch(r"[CGD][A-Z0-9]{2,}", channel):
        return _show(
            [
                bad(
                    "channel",
                    "give the channel's ID (C…); its details in Slack show it",
                )
            ]
        )
    click.echo(f"\nTrying the ways to show a picture in {channel} …")
    try:
        async with open_trial(settings) as trial, trial.in_channel(channel) as tries:
            seen = await _ask(tries, answers)
    except ChatUninvited:
        return _show([bad("channel", "the bot is not in it: /invite @Darkroom there")])
    except ChatError as error:
        return _show([bad("channel", f"Slack did not accept a message ({error})")])
    except OSError as error:
        advice = f"port {settings.port} is in use: stop the bot first"
        return _show([bad("way url", f"{advice} ({error.strerror})")])
    return _show(judge(tries, seen))[-1:]


async def _ask(tries: Sequence[Try], answers: str | None) -> set[str]:
    seen = names_of(answers, tries) if answers is not None else None
    while seen is None:
        click.echo(_QUESTION)
        seen = names_of(await _typed(), tries)
    return seen


async def _typed() -> str:
    """Wait for a line from the keyboard; meanwhile Slack can fetch pictures from us."""
    if sys.stdin.isatty():
        loop, typed = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(sys.stdin, typed.set)
        try:
            await typed.wait()
        finally:
            loop.remove_reader(sys.stdin)
    if line := sys.stdin.readline():
        return line
    raise click.Abort


def _show(findings: Sequence[Finding]) -> list[Mark]:
    for finding in findings:
        click.echo(str(finding))
    return [finding.mark for finding in findings]


def _sum_up(marks: Sequence[Mark]) -> int:
    wrong = marks.count(Mark.BAD)
    if wrong:
        click.echo(f"\n{wrong} to fix, marked {Mark.BAD}.")
        return 1
    click.echo("\nNothing is wrong.")
    return 0
