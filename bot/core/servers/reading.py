"""Reads what `mcp.toml` says about servers. Pure.

A mistake is told in one sentence, with its line and key. The sentence never repeats a
value: a token may be in the wrong place.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from bot.core.identity.secret import Secret
from bot.core.servers.addresses import trouble_with
from bot.core.servers.configured import ALWAYS, EVERY, WRITES, ConfiguredServer
from bot.core.servers.lines import Lines

MOST: Final = 20
MOST_TOOLS: Final = 128
_LABEL: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_CLIENT: Final = re.compile(r"[\x21-\x7e]{1,2000}")
_NAME: Final = re.compile(r"[\w./:-]{1,128}")
_VARIABLE: Final = re.compile(r"env:([A-Za-z_][A-Za-z0-9_]*)")
_CHANNEL: Final = re.compile(r"[CGD][A-Z0-9]{2,}")
_PERSON: Final = re.compile(r"[UW][A-Z0-9]{2,}")
_KEYS: Final = {
    *("label", "url", "token", "tools", "trusted", "ask", "channels", "people"),
    *("personal", "client_id", "client_secret"),
}
OAUTH: Final = "oauth"


class WrongServers(ValueError):
    """The file is not what it should be; says what is wrong, and where."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the file refers to: the environment, and whether addresses may be local.

    `own` are the names of Darkroom's settings, which no server is sent.
    """

    environment: Mapping[str, str]
    own: Collection[str] = ()
    local: bool = False


def read_servers(
    values: Mapping[str, Any], text: str, around: Surroundings
) -> tuple[ConfiguredServer, ...]:
    """The servers of a file with these values and this text. Raises WrongServers."""
    lines = Lines(text)
    if other := next((key for key in values if key != "servers"), None):
        _raise(lines.of(0, other), other, "means nothing outside of [[servers]]")
    found = values.get("servers", [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        _raise(lines.of(0, "servers"), "servers", "must be written as [[servers]]")
    if len(found) > MOST:
        _raise(lines.of(MOST + 1, ""), "servers", f"cannot be more than {MOST}")
    servers: list[ConfiguredServer] = []
    for number, each in enumerate(found, start=1):
        table = _Table(each, number, lines)
        server = _server(table, around)
        if any(server.label.lower() == other.label.lower() for other in servers):
            table.wrong("label", "is that of another server, too")
        servers.append(server)
    return tuple(servers)


@dataclass(frozen=True, slots=True)
class _Table:
    """One server in the file."""

    values: Mapping[str, Any]
    number: int
    lines: Lines

    def wrong(self, key: str, sentence: str) -> NoReturn:
        _raise(self.lines.of(self.number, key), key, sentence)

    def text(self, key: str, default: str | None = None) -> str:
        value = self.values.get(key, default)
        if value is None:
            self.wrong(key, "is missing")
        if not isinstance(value, str):
            self.wrong(key, 'must be text in "quotes"')
        return value

    def switch(self, key: str) -> bool:
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.wrong(key, "must be true or false")
        return value

    def names(self, key: str, form: re.Pattern[str], what: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list):
            self.wrong(key, f"must be a list of {what}, in [brackets]")
        for each in value:
            if not isinstance(each, str) or not form.fullmatch(each):
                self.wrong(key, f"must only have {what} in it")
        if len(set(value)) < len(value):
            self.wrong(key, "names something twice")
        return tuple(value)


def _server(table: _Table, around: Surroundings) -> ConfiguredServer:
    if other := next((key for key in table.values if key not in _KEYS), None):
        table.wrong(other, "means nothing here")
    label = table.text("label")
    if not _LABEL.fullmatch(label):
        table.wrong(
            "label",
            "must be 1 to 64 letters, digits, - or _, and begin with a letter, because "
            "OpenAI takes no other",
        )
    url = table.text("url")
    if trouble := trouble_with(url, local=around.local):
        table.wrong("url", trouble)
    trusted = table.switch("trusted")
    tools, asks = _tools(table)
    for name, each in asks.items():
        _check_ask(table, f"tools.{name}", each, trusted=trusted)
    ask = table.text("ask", ALWAYS)
    _check_ask(table, "ask", ask, trusted=trusted)
    return ConfiguredServer(
        label,
        url,
        tools,
        _secret(table, "token", around),
        trusted,
        ask,
        asks,
        table.names("channels", _CHANNEL, "the IDs of channels (C…)"),
        table.names("people", _PERSON, "the IDs of people (U…)"),
        **_signing_in(table, around),
    )


def _tools(table: _Table) -> tuple[tuple[str, ...], Mapping[str, str]]:
    """The tools by name, and what asks; both ways of writing them are read."""
    written = table.values.get("tools")
    if written is None:
        table.wrong("tools", 'is missing: name the tools, or write "*" for all')
    names = [EVERY] if written == EVERY else written
    if not isinstance(names, list | dict):
        table.wrong("tools", 'must be a list of names, "*", or a table of names')
    _check_names(table, list(names))
    return tuple(names), names if isinstance(names, dict) else {}


def _check_names(table: _Table, names: list[Any]) -> None:
    for each in names:
        if not isinstance(each, str) or not (each == EVERY or _NAME.fullmatch(each)):
            table.wrong("tools", "must only have the names of tools in it")
    if EVERY in names and len(names) > 1:
        table.wrong("tools", 'has both "*" and names: write one or the other')
    if not 0 < len(names) <= MOST_TOOLS:
        table.wrong("tools", f"must name 1 to {MOST_TOOLS} tools")
    if len(set(names)) < len(names):
        table.wrong("tools", "names something twice")


def _check_ask(table: _Table, key: str, ask: object, *, trusted: bool) -> None:
    if ask not in (ALWAYS, WRITES):
        table.wrong(key, 'must be "always" or "writes"')
    if ask == WRITES and not trusted:
        table.wrong(
            key,
            'is "writes", which only counts with trusted = true, because it relies on '
            "the server's own marks",
        )


def _signing_in(table: _Table, around: Surroundings) -> dict[str, Any]:
    """How people sign in, if they do."""
    personal, client = table.switch("personal"), table.text("client_id", "")
    secret = _secret(table, "client_secret", around)
    oauth = table.text("token", "") == OAUTH
    for key in ("personal", "client_id", "client_secret"):
        if table.values.get(key) and not oauth:
            table.wrong(key, 'only goes together with token = "oauth"')
    if client and not _CLIENT.fullmatch(client):
        table.wrong("client_id", "has something in it that no client's ID has")
    if secret and not client:
        table.wrong("client_secret", "only goes together with client_id")
    return {
        "oauth": oauth,
        "personal": personal,
        "client_id": client,
        "client_secret": secret,
    }


def _secret(table: _Table, key: str, around: Surroundings) -> Secret:
    written = table.text(key, "")
    if not written or (key == "token" and written == OAUTH):
        return Secret()
    named = _VARIABLE.fullmatch(written)
    if named is None:
        either = ' or "oauth"' if key == "token" else ""
        table.wrong(
            key,
            f'must be "env:NAME"{either}, with the name of a variable that holds it; '
            "it does not belong in this file, but in `.env`",
        )
    if trouble := _trouble(named[1], around):
        table.wrong(key, f"names {named[1]}, which {trouble}")
    return Secret(around.environment[named[1]])


def _trouble(name: str, around: Surroundings) -> str:
    """What is wrong with this variable as a token; empty if nothing is."""
    value = around.environment.get(name, "")
    if name.upper() in around.own:
        return "is Darkroom's own and goes nowhere else"
    if not value:
        return "is neither set nor in `.env`"
    if value.lower().startswith("bearer "):
        return "must hold the token alone, without Bearer"
    if not (value.isascii() and value.isprintable()) or " " in value:
        return "has something in it that no token has"
    return ""


def _raise(line: int, key: str, sentence: str) -> NoReturn:
    shown = "".join(each if each.isprintable() else "?" for each in key[:60])
    raise WrongServers(f"line {line}: `{shown}` {sentence}")
