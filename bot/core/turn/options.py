"""Reads the flags of an ask: what it wants besides its words. A wrong flag costs
nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, Final

from bot.core.errors import AskError
from bot.core.turn.flag_values import VALUES, WITHOUT_PREVIEWS, format_name
from bot.core.turn.pair_side import PairSide
from bot.core.turn.picture_source import PictureSource
from bot.core.turn.regions import Region
from bot.core.turn.sizes import size_from

STICKER_EDGE: Final = 1024
STICKER_SIZE: Final = f"{STICKER_EDGE}x{STICKER_EDGE}"
FLAGS: Final = (
    "`--size 16:9` (or `1:1`, `9:16`, `3:2`, `2:3`, `1024x1024`), `--quality "
    "low|medium|high`, `--format png|jpeg|webp|gif|svg` (a GIF is a "
    "short loop: `--frames 9`, `--speed slow|normal|fast`), `--transparent`, "
    "`--sticker`, `--no-search`, "
    "`--new` (start from scratch), `--direct` (draw from exactly these words, "
    "without looking anything up), `--count 4` (2 to 10 pictures on one sheet), "
    "`--no-names` (use no character and no style)"
)
_SWITCHES: Final[Mapping[str, Mapping[str, Any]]] = {
    "transparent": {"transparent": True},
    "no-search": {"search": False},
    "new": {"new": True},
    "direct": {"direct": True},
    "sticker": {"sticker": True},
    "no-names": {"names": False},
}
_FLAG = re.compile(
    r"(?<!\S)[-–—]{1,2}([a-z][a-z-]*)(?:[ =](?![-–—])(\S+))?", re.IGNORECASE
)


class Button(StrEnum):
    """What a button wants of the turn that it stands under."""

    NOTHING = ""
    PICK = "pick"
    """Show one picture of the set whole."""
    VARY = "vary"
    """Draw variations of its picture."""
    MISSING = "missing"
    """Draw those of the set that did not come."""
    ANEW = "anew"
    """Draw one picture of the set once more."""
    LARGER = "larger"
    """Draw its picture with more pixels."""
    CONTINUED = "continued"
    """Continue its picture to another shape."""
    CHANGED = "changed"
    """Change only a region of its picture."""
    KEPT = "kept"
    """Keep only a region of its picture."""
    MARKED = "marked"
    """Follow the notes that were drawn over its picture."""
    AROUND = "around"
    """Draw more around its picture."""
    RESTORED = "restored"
    """Take a region of its picture back from an older one."""
    REST = "rest"
    """Take everything outside of its region back from the picture before."""
    DRAW_DECK = "draw_deck"
    """Draw what its deck lacks, and make files of it."""
    THEME = "theme"
    """Give its deck another look."""
    ELSEWHERE = "elsewhere"
    """Show a picture of another thread, to go on with it in this one."""
    AGAIN = "again"
    """Show its pictures once more."""
    PAIR = "pair"
    """Show its picture together with another one of the thread."""


JOINED: Final = (Button.RESTORED, Button.REST)
"""What the bot itself does with a region."""
OF_DECKS: Final = (Button.DRAW_DECK, Button.THEME)
"""What is done with a deck, without asking a model what to do."""
_DRAWN: Final = (Button.CHANGED, Button.KEPT, Button.MARKED, Button.AROUND)


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for by flag or button; None leaves it as it is.

    `names`: whether characters and styles are used where they are named. `frames` and
    `frame_ms` are of a GIF. `count` is of a set of one prompt. `button` is
    what a button under a set, or under a picture, wants of the turn that is built on;
    `place` is the picture's number there. `looks` are those of the photo booth, by
    name, and `own_look` is one in a person's own words; `keep` must stay as it is in
    each of them. `region` is the part of a picture that it is about, and `older` the
    turn from whose picture that part is taken. `source` is where a picture was made
    that is brought from another thread. `theme` is how a deck is to look. `pair` are
    the two pictures of a comparison, which is a `wipe` or shows them side by side.
    """

    size: str | None = None
    quality: str | None = None
    format: str | None = None
    transparent: bool = False
    search: bool = True
    new: bool = False
    direct: bool = False
    sticker: bool = False
    names: bool = True
    frames: int | None = None
    frame_ms: int | None = None
    count: int = 0
    button: Button = Button.NOTHING
    place: int = 0
    looks: tuple[str, ...] = ()
    own_look: str = ""
    keep: str = ""
    region: Region | None = None
    older: int = 0
    source: PictureSource | None = None
    theme: str = ""
    pair: tuple[PairSide, ...] = ()
    wipe: bool = False

    @property
    def of_deck(self) -> bool:
        """Whether a button wants something of a deck."""
        return self.button in OF_DECKS

    @property
    def draws_part(self) -> bool:
        """Whether the image model draws a part of a picture anew."""
        return self.region is not None and self.button in _DRAWN

    @property
    def joins(self) -> bool:
        """Whether the bot itself puts two versions of a picture together."""
        return self.region is not None and self.button in JOINED

    @property
    def in_looks(self) -> bool:
        """Whether one photo is to be drawn in several looks. A button below the sheet
        wants something else."""
        return not self.button and bool(self.looks or self.own_look)

    @property
    def several(self) -> bool:
        """Whether pictures are drawn without asking a model what to draw."""
        return (
            bool(self.count)
            or self.in_looks
            or self.of_deck
            or self.button
            in (
                Button.VARY,
                Button.MISSING,
                Button.ANEW,
            )
        )


def read_options(text: str) -> tuple[str, Options]:
    """Return the words without their flags, and the flags as options.

    Slack's apps turn `--` into a dash as one types, so a dash counts too, but then
    only before a name that is known: "red — blue" is prose. A name that resembles none
    of our flags and has words after it is prose, too, as in "a mug saying git --amend
    nothing".
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
    if name in _names() or not match[0].startswith("--"):
        return name in _names()
    last = not text[match.end() :].strip()
    return last or bool(get_close_matches(name, _names(), 1, 0.75))


def _apply(options: Options, match: re.Match[str]) -> tuple[Options, int]:
    name, value = match[1].lower(), (match[2] or "").lower().rstrip(",.;")
    if name in _SWITCHES:
        return replace(options, **_SWITCHES[name]), match.end(1)
    if name in VALUES:
        given: dict[str, Any] = {_FIELDS.get(name, name): VALUES[name](value)}
        return replace(options, **given), match.end()
    raise AskError(f"I do not know `--{name}`. The flags are {FLAGS}.")


_FIELDS: Final = {"speed": "frame_ms"}
"""Options that are not named like their flags."""


def _names() -> set[str]:
    return {*_SWITCHES, *VALUES}


def _consistent(options: Options) -> Options:
    if options.frames or options.frame_ms:
        if options.format not in (None, "gif"):
            raise AskError("`--frames` and `--speed` go with `--format gif`.")
        options = replace(options, format="gif")
    if options.count and options.format in WITHOUT_PREVIEWS:
        name = format_name(options.format)
        raise AskError(f"I can only draw one {name} at a time. Leave out `--count`.")
    if options.sticker:
        options = replace(_square(options), transparent=True)
    if not options.transparent:
        return options
    if options.format not in (None, "png", "webp"):
        raise AskError(
            f"{_with_article(options.format)} cannot be transparent. Leave out "
            f"`--format {options.format}`."
        )
    return replace(options, format=options.format or "png")


def _square(options: Options) -> Options:
    """The size of a sticker."""
    width, height = size_from(options.size or STICKER_SIZE)
    if width != height or width > STICKER_EDGE:
        raise AskError(
            f"A sticker is square, and at most {STICKER_SIZE}. Leave out `--size`."
        )
    return replace(options, size=f"{width}x{height}")


def _with_article(kind: str) -> str:
    name = format_name(kind)
    return f"An {name}" if name == "SVG" else f"A {name}"
