"""Reads one setting: text in, value out, or a ValueError that says what is wrong.

The error's text continues after the setting's name, so it reads "must be …" or "is …".
It never repeats what was written: a password may be in the wrong line.
"""

import base64
import re
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from bot.adapters.looks_file import looks_in
from bot.adapters.servers_file import ServersFile
from bot.core.errors import AskError
from bot.core.identity.secret import Secret
from bot.core.turn.flag_values import SIZES
from bot.core.turn.looks import Looks, WrongLooks
from bot.core.turn.options import read_options
from bot.log import blot

KEY_BYTES = 32
_PASTED = re.compile(r"^[\s\"'“”‘’`<]|[\s\"'“”‘’`>]$")
_FOREIGN_TOKENS = {
    "xoxb-": "a bot token (xoxb-…), which belongs in SLACK_BOT_TOKEN",
    "xapp-": "an app-level token (xapp-…), which belongs in SLACK_APP_TOKEN",
    "xoxp-": "a user's token (xoxp-…), which Darkroom never needs",
    "xoxe.": "a token that expires: turn off token rotation for the app",
    "xoxe-": "a refresh token (xoxe-…): turn off token rotation for the app",
    "sk-": "an OpenAI key (sk-…), which belongs in OPENAI_API_KEY",
}


def token(start: str) -> Callable[[str], Secret]:
    """A Slack token of the kind that begins with `start`."""

    def read(text: str) -> Secret:
        _refuse_pasted(text)
        _refuse_foreign(text, start)
        if text and not re.fullmatch(re.escape(start) + r"[A-Za-z0-9-]+", text):
            raise ValueError(f"must be a token that starts with {start}")
        return Secret(text)

    return read


def secret(start: str = "") -> Callable[[str], Secret]:
    """Any other secret; `start` is an allowed beginning that would otherwise look like
    a token's."""

    def read(text: str) -> Secret:
        _refuse_pasted(text)
        _refuse_foreign(text, start)
        if re.search(r"\s", text):
            raise ValueError("has a blank or a line break in it")
        return Secret(text)

    return read


def _refuse_pasted(text: str) -> None:
    if _PASTED.search(text):
        raise ValueError("has quotes or blanks around it: remove them")


def _refuse_foreign(text: str, own: str) -> None:
    for start, what in _FOREIGN_TOKENS.items():
        if start != own and text.startswith(start):
            raise ValueError(f"holds {what}")


def model(text: str) -> str:
    """A model's name. It is shown and logged, so only possible names are accepted."""
    _refuse_tokens(text)
    if not re.fullmatch(r"[A-Za-z0-9][\w.:/@-]{0,127}", text):
        raise ValueError("must be a model's name, of letters, digits and . : / @ _ -")
    return text


def host(text: str) -> str:
    """A host name or an address to listen on."""
    _refuse_tokens(text)
    if not re.fullmatch(r"[A-Za-z0-9:][A-Za-z0-9.:%_-]{0,254}", text):
        raise ValueError("must be a host's name or address such as 127.0.0.1")
    return text


def _refuse_tokens(text: str) -> None:
    """Refuse tokens, which can be recognised by their form."""
    _refuse_foreign(text, "")
    if blot(text) != text:
        raise ValueError("holds what looks like a secret")


def keys(text: str) -> tuple[Secret, ...]:
    """Keys that seal what is stored, separated by commas; the first one seals."""
    found = []
    for each in filter(None, map(str.strip, text.split(","))):
        written = each.translate(str.maketrans("+/", "-_"))
        try:
            usable = len(base64.urlsafe_b64decode(written)) == KEY_BYTES
        except ValueError:
            usable = False
        if not usable:
            raise ValueError(
                "must hold keys as `openssl rand -base64 32` prints them, separated by "
                "commas"
            )
        found.append(Secret(written))
    return tuple(found)


def one_of(*names: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.lower() not in names:
            raise ValueError(f"must be {_list(names)}")
        return text.lower()

    return read


def switch(text: str) -> bool:
    return one_of("on", "off")(text) == "on"


def whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if re.fullmatch(r"[0-9]{1,9}", text) and least <= int(text) <= most:
            return int(text)
        between = f"a whole number from {least} to {most}"
        raise ValueError(f"must be {between}")

    return read


def seconds(least: float, most: float) -> Callable[[str], float]:
    return number(least, most, "a number of seconds")


def number(least: float, most: float, what: str = "a number") -> Callable[[str], float]:
    def read(text: str) -> float:
        written = re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,6})?", text)
        if written and least <= float(text) <= most:
            return float(text)
        between = f"{what} from {least:g} to {most:g}"
        raise ValueError(f"must be {between}")

    return read


def size(text: str) -> str:
    """`auto`, or a size that the image model draws, as an ask's `--size` reads it."""
    if text.lower() == "auto":
        return "auto"
    wanted = (
        f"must be auto, {', '.join(SIZES)} or a size that can be drawn such as "
        f"1536x1024"
    )
    if re.search(r"\s", text):
        raise ValueError(wanted)
    try:
        _, options = read_options(f"--size {text}")
    except AskError as error:
        raise ValueError(wanted) from error
    return options.size or "auto"


def address(text: str) -> str:
    """A web address without a slash at its end; https, because keys travel there."""
    try:
        parts = urlsplit(text)
        usable = parts.scheme in {"http", "https"} and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not parts.hostname:
        raise ValueError("must be an address such as https://…")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("must have no user, password, query or fragment in it")
    if parts.scheme == "http" and not _near(parts.hostname):
        raise ValueError("must start with https://")
    return text.rstrip("/")


def _near(host: str) -> bool:
    """Whether the host is not on the public internet: on this machine or in this
    network."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host


def slack_api(text: str) -> str:
    return address(text) + "/"


def database(text: str) -> str:
    if re.match(r"postgres(ql)?://.+", text):
        return text
    if re.match(r"sqlite:///[^/].*|sqlite:////.+", text) and "?" not in text:
        return text
    example = "sqlite:///darkroom.db or postgresql://user:password@host/name"
    raise ValueError(f"must look like {example}")


def place(text: str) -> tuple[str, int] | None:
    """The host and port to listen on; an empty text means not to listen."""
    if not text:
        return None
    found = re.fullmatch(r"([\w.-]+|\[[0-9a-fA-F:.]+\]):([0-9]{1,5})", text)
    if not found or int(found[2]) > 65535:
        raise ValueError("must look like 127.0.0.1:9464")
    return found[1].strip("[]"), int(found[2])


def channel(text: str) -> str:
    if not re.fullmatch(r"C[A-Z0-9]{2,}", text):
        raise ValueError("must be a channel's ID (C…)")
    return text


def folder(text: str) -> Path | None:
    _refuse_tokens(text)
    return Path(text).expanduser() if text else None


def looks(text: str) -> Looks:
    """The looks in this file, or ours; a wrong file is found at the start."""
    try:
        return looks_in(folder(text))
    except WrongLooks as error:
        raise ValueError(f"names a file that cannot be used: {error}") from error


def servers_file(text: str) -> ServersFile:
    """The file's name; what is in it depends on other settings, so it is read later."""
    return ServersFile(folder(text))


def people(text: str) -> tuple[str, ...]:
    """The IDs of people, separated by commas."""
    names = tuple(each.strip() for each in text.split(",") if each.strip())
    for each in names:
        if not re.fullmatch(r"[UW][A-Z0-9]{2,20}", each):
            raise ValueError("must be the IDs of people (U…), separated by commas")
    return names


def optional(read: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: read(text) if text else ""


def _list(names: tuple[str, ...]) -> str:
    return " or ".join((", ".join(names[:-1]), names[-1]))
