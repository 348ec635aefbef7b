"""Reads one setting: text in, value out, or a ValueError that says what is wrong.

What is raised goes on after the setting's name, so it reads "must be …" or "is …".
Nothing here repeats a secret, not even a wrong one.
"""

import re
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import NoReturn, final
from urllib.parse import urlsplit

from bot.core.errors import AskError
from bot.core.options import SIZES, read_options
from bot.log import blot

_PASTED = re.compile(r"^[\s\"'“”‘’`<]|[\s\"'“”‘’`>]$")
_LONG = re.compile(r"(?=[\w-]*[0-9])[\w-]{24,}")
_FOREIGN_TOKENS = {
    "xoxb-": "a bot token (xoxb-…), which belongs into SLACK_BOT_TOKEN",
    "xapp-": "an app-level token (xapp-…), which belongs into SLACK_APP_TOKEN",
    "xoxp-": "a user's token (xoxp-…), which Darkroom never needs",
    "xoxe.": "a token that expires: turn token rotation off for the app",
    "xoxe-": "a refresh token (xoxe-…): turn token rotation off for the app",
    "sk-": "an OpenAI key (sk-…), which belongs into OPENAI_API_KEY",
}


@final
class Secret:
    """Text that shows itself to nobody; the client that needs it calls `reveal`."""

    __slots__ = ("_text",)

    def __init__(self, text: str = "") -> None:
        self._text = text

    def reveal(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return "Secret(…)" if self._text else "Secret()"

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is neither copied into a file nor sent elsewhere")


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
    """Any other secret; `start` is what it may begin with, though it is a token's."""

    def read(text: str) -> Secret:
        _refuse_pasted(text)
        _refuse_foreign(text, start)
        if re.search(r"\s", text):
            raise ValueError("has a blank or a line break in it")
        return Secret(text)

    return read


def _refuse_pasted(text: str) -> None:
    if _PASTED.search(text):
        raise ValueError("has quotes or blanks around it: take them away")


def _refuse_foreign(text: str, own: str) -> None:
    for start, what in _FOREIGN_TOKENS.items():
        if start != own and text.startswith(start):
            raise ValueError(f"holds {what}")


def words(text: str) -> str:
    return text


def one_of(*names: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.lower() not in names:
            raise ValueError(f"must be {_list(names)}, not {_quoted(text)}")
        return text.lower()

    return read


def switch(text: str) -> bool:
    return one_of("on", "off")(text) == "on"


def whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if re.fullmatch(r"[0-9]{1,9}", text) and least <= int(text) <= most:
            return int(text)
        between = f"a whole number from {least} to {most}"
        raise ValueError(f"must be {between}, not {_quoted(text)}")

    return read


def seconds(least: float, most: float) -> Callable[[str], float]:
    return number(least, most, "a number of seconds")


def number(least: float, most: float, what: str = "a number") -> Callable[[str], float]:
    def read(text: str) -> float:
        written = re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,6})?", text)
        if written and least <= float(text) <= most:
            return float(text)
        between = f"{what} from {least:g} to {most:g}"
        raise ValueError(f"must be {between}, not {_quoted(text)}")

    return read


def size(text: str) -> str:
    """`auto`, or a size that the image model draws, as an ask's `--size` reads it."""
    if text.lower() == "auto":
        return "auto"
    wanted = (
        f"must be auto, {', '.join(SIZES)} or a size that can be drawn such as "
        f"1536x1024, not {_quoted(text)}"
    )
    if re.search(r"\s", text):
        raise ValueError(wanted)
    try:
        _, options = read_options(f"--size {text}")
    except AskError as error:
        raise ValueError(wanted) from error
    return options.size or "auto"


def address(text: str) -> str:
    """A web address without a slash at its end; keys travel there, so https."""
    try:
        parts = urlsplit(text)
        usable = parts.scheme in {"http", "https"} and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not parts.hostname:
        raise ValueError(f"must be an address such as https://…, not {_quoted(text)}")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("must have no user, password, query or fragment in it")
    if parts.scheme == "http" and not _near(parts.hostname):
        raise ValueError(f"must start with https://, not {_quoted(text)}")
    return text.rstrip("/")


def _near(host: str) -> bool:
    """Whether nothing on the way there is public: this machine, this network."""
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
    """Where to listen; nowhere, if nothing is said."""
    if not text:
        return None
    found = re.fullmatch(r"([\w.-]+|\[[0-9a-fA-F:.]+\]):([0-9]{1,5})", text)
    if not found or int(found[2]) > 65535:
        raise ValueError(f"must look like 127.0.0.1:9464, not {_quoted(text)}")
    return found[1].strip("[]"), int(found[2])


def channel(text: str) -> str:
    if not re.fullmatch(r"C[A-Z0-9]{2,}", text):
        raise ValueError(f"must be a channel's ID (C…), not {_quoted(text)}")
    return text


def folder(text: str) -> Path | None:
    return Path(text).expanduser() if text else None


def optional(read: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: read(text) if text else ""


def _list(names: tuple[str, ...]) -> str:
    return " or ".join((", ".join(names[:-1]), names[-1]))


def _quoted(text: str) -> str:
    """The text in short, without what may be a secret that belongs elsewhere."""
    text = _LONG.sub("…", blot(text))
    return repr(text if len(text) <= 40 else f"{text[:40]}…")
