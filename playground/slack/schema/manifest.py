"""Reads an app's manifest: what the app is called and what it asked Slack for."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from playground.slack.schema.manifest_table import MANIFEST
from playground.slack.schema.rules import Problem


class BadManifest(ValueError):
    """The manifest is not one that Slack would take; says why, line by line."""


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command, as the composer offers it."""

    name: str
    description: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A shortcut in a message's menu, or a global one."""

    name: str
    callback_id: str
    kind: str = "message"
    description: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that an emulated workspace needs to know about its app."""

    name: str
    bot_name: str
    scopes: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    commands: tuple[Command, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    socket_mode: bool = False
    interactivity: bool = False
    home_tab: bool = False
    messages_tab: bool = False
    description: str = ""


def read_manifest(path: Path) -> Manifest:
    """Read and check a manifest of YAML (or JSON, which is YAML too)."""
    return _manifest(path.name, path.read_text("utf-8"))


@cache
def _manifest(name: str, text: str) -> Manifest:
    data = yaml.safe_load(text)
    problems = check_manifest(data)
    if problems:
        lines = "\n".join(f"  {problem}" for problem in problems)
        raise BadManifest(f"{name} is not a manifest that Slack takes:\n{lines}")
    return manifest_from(data)


def check_manifest(data: object) -> list[Problem]:
    """Say what Slack would refuse in a manifest; unknown fields are refused."""
    problems = list(MANIFEST(data, ""))
    return problems or list(_clashes(manifest_from(data)))


def _clashes(manifest: Manifest) -> Iterator[Problem]:
    for at, names in (
        ("/features/slash_commands", [c.name for c in manifest.commands]),
        ("/features/shortcuts", [s.callback_id for s in manifest.shortcuts]),
        ("/oauth_config/scopes/bot", list(manifest.scopes)),
        ("/settings/event_subscriptions/bot_events", list(manifest.events)),
    ):
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield Problem(at, f"duplicate entry: {name}")


def manifest_from(data: Any) -> Manifest:
    """Take a manifest that was checked apart."""
    features, settings = data.get("features", {}), data.get("settings", {})
    app = data["display_information"]
    home = features.get("app_home", {})
    return Manifest(
        name=app["name"],
        bot_name=features.get("bot_user", {}).get("display_name", app["name"]),
        scopes=tuple(data.get("oauth_config", {}).get("scopes", {}).get("bot", ())),
        events=tuple(settings.get("event_subscriptions", {}).get("bot_events", ())),
        commands=tuple(_command(row) for row in features.get("slash_commands", ())),
        shortcuts=tuple(_shortcut(row) for row in features.get("shortcuts", ())),
        socket_mode=settings.get("socket_mode_enabled", False),
        interactivity=settings.get("interactivity", {}).get("is_enabled", False),
        home_tab=home.get("home_tab_enabled", False),
        messages_tab=home.get("messages_tab_enabled", True),
        description=app.get("description", ""),
    )


def _command(row: dict[str, str]) -> Command:
    return Command(row["command"], row["description"], row.get("usage_hint", ""))


def _shortcut(row: dict[str, str]) -> Shortcut:
    return Shortcut(row["name"], row["callback_id"], row["type"], row["description"])
