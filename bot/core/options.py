"""Options that a person writes as flags in an ask. A wrong one costs nothing."""

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final

from bot.core.errors import AskError

SIZES: Final = {
    "1:1": "1024x1024",
    "16:9": "1536x864",
    "9:16": "864x1536",
    "3:2": "1536x1024",
    "2:3": "1024x1536",
}
QUALITIES: Final = ("low", "medium", "high")
FORMATS: Final = ("png", "jpeg")
FLAGS: Final = (
    "`--size 16:9` (or `1:1`, `9:16`, `3:2`, `2:3`, `1024x1024`), "
    "`--quality low|medium|high`, `--format png|jpeg`, `--transparent`, `--no-search`"
)
_NAMES: Final = {"size", "quality", "format", "transparent", "no-search"}
_FLAG = re.compile(
    r"(?<!\S)[-–—]{1,2}([a-z][a-z-]*)(?:[ =](?![-–—])(\S+))?", re.IGNORECASE
)
_EXACT = re.compile(r"(\d{2,5})[x×](\d{2,5})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for by flag; None leaves it to the settings."""

    size: str | None = None
    quality: str | None = None
    format: str | None = None
    transparent: bool = False
    search: bool = True


def read_options(text: str) -> tuple[str, Options]:
    """Return the words without their flags, and the flags as options.

    Slack's apps turn `--` into a dash as one types, so a dash counts too, but then
    only before a name that is known: "red — blue" is prose. So is what resembles no
    flag of ours and has words after it, as in "a mug saying git --amend nothing".
    """
    options = Options()
    kept: list[str] = []
    end = 0
    for match in _FLAG.finditer(text):
        if match.start() < end or not _is_flag(match, text):
            continue
        kept.append(text[end : match.start()])
        options, end = _apply(options, match)
    kept.append(text[end:])
    words = re.sub(r"[ \t]{2,}", " ", "".join(kept)).strip()
    return words, _consistent(options)


def _is_flag(match: re.Match[str], text: str) -> bool:
    name = match[1].lower()
    if name in _NAMES or not match[0].startswith("--"):
        return name in _NAMES
    last = not text[match.end() :].strip()
    return last or bool(get_close_matches(name, _NAMES, 1, 0.75))


def _apply(options: Options, match: re.Match[str]) -> tuple[Options, int]:
    value = (match[2] or "").lower().rstrip(",.;")
    match match[1].lower():
        case "size":
            return replace(options, size=_size(value)), match.end()
        case "quality":
            return replace(options, quality=_quality(value)), match.end()
        case "format":
            return replace(options, format=_format(value)), match.end()
        case "transparent":
            return replace(options, transparent=True), match.end(1)
        case "no-search":
            return replace(options, search=False), match.end(1)
        case name:
            raise AskError(f"I do not know `--{name}`. What I know: {FLAGS}.")


def _size(value: str) -> str:
    exact = _EXACT.fullmatch(value)
    if value in SIZES:
        return SIZES[value]
    if not exact:
        names = ", ".join(f"`{name}`" for name in SIZES)
        raise AskError(f"`--size` takes {names} or a size such as `1536x1024`.")
    width, height = int(exact[1]), int(exact[2])
    if not _drawable(width, height):
        raise AskError(
            f"I cannot draw {width}×{height}. Both sides must be multiples of 16 and "
            "at most 3840, no side over three times the other, and the whole between "
            "655,360 and 8,294,400 pixels; `1536x1024` works."
        )
    return f"{width}x{height}"


def _drawable(width: int, height: int) -> bool:
    return (
        width % 16 == 0
        and height % 16 == 0
        and max(width, height) <= 3840
        and max(width, height) <= 3 * min(width, height)
        and 655_360 <= width * height <= 8_294_400
    )


def _quality(value: str) -> str:
    if value not in QUALITIES:
        raise AskError("`--quality` takes `low`, `medium` or `high`.")
    return value


def _format(value: str) -> str:
    value = "jpeg" if value == "jpg" else value
    if value not in FORMATS:
        raise AskError("`--format` takes `png` or `jpeg`.")
    return value


def _consistent(options: Options) -> Options:
    if options.transparent and options.format == "jpeg":
        raise AskError("A JPEG cannot be transparent: leave out `--format jpeg`.")
    return replace(options, format="png") if options.transparent else options
