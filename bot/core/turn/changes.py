"""Changes of a part of a picture: the asks that are made of a region. Pure.

The image model draws them directly, from the picture alone, or the bot itself puts two
versions together.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from bot.core.errors import AskError
from bot.core.turn.asks import FROM_SCRATCH, Ask, Attached, claim_anew, with_flags_read
from bot.core.turn.options import JOINED, Button, Options, read_options
from bot.core.turn.redraws import CONTINUED, FORMATS, can_be_redrawn
from bot.core.turn.regions import (
    NO_CELL,
    Grid,
    Region,
    grid_for,
    in_order,
    of_cells,
    read_cells,
)
from bot.core.turn.sizes import Size, around, nearest
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Answer, Turn

CELLS, NAMED, WISH, ACTION = "cells", "named", "wish", "action"
SOUGHT: Final = "sought"
"""The fields of the form."""
PRESS_FIND: Final = "Press Find it to have it looked for, or choose cells."
NO_WORDS: Final = "Say what it should become."
NO_PICTURE: Final = "There is no picture here of which I can change a part."
NOTHING_BEFORE: Final = "There is no picture before this one to take a part from."
WRONG_SHAPE: Final = (
    "The image model does not draw this shape: one side may be at most three times as "
    "long as the other."
)
ONE_AT_A_TIME: Final = "I change one picture at a time. Leave out `--count`."
ONLY_STILLS: Final = "The result can be a PNG, a JPEG or a WebP."
ITS_SIZE: Final = "The picture keeps its size here. Leave out `--size`."
_TOLD: Final[Mapping[Button, str]] = {
    Button.CHANGED: (
        "Change only the part of the picture that the mask leaves open. Everything "
        "else stays exactly as it is: the same composition, subjects, faces, colors, "
        "style and words. What is new fits into its light and perspective."
    ),
    Button.KEPT: (
        "Keep the part of the picture that the mask protects exactly as it is. "
        "Everything else is drawn anew around it, in one picture without a seam."
    ),
    Button.MARKED: (
        "Somebody has drawn arrows, lines and notes over the picture. They are orders "
        "about places: do there what they say. None of them may appear in the picture. "
        "What they do not concern stays exactly as it is."
    ),
    Button.AROUND: CONTINUED,
}
AROUND_AND_WITHIN: Final = (
    "Continue this picture beyond its edges: extend the scene into the empty parts, in "
    "the same style, light and perspective, with no visible seam and no frame. Within "
    "the old picture, change only what the mask leaves open."
)
_SAID: Final[Mapping[Button, str]] = {
    Button.CHANGED: "Change {part}",
    Button.KEPT: "Keep only {part}",
    Button.MARKED: "As drawn on the picture",
    Button.AROUND: "More around the picture",
    Button.RESTORED: "Take back {part}",
    Button.REST: "Keep the rest exactly",
}


@dataclass(frozen=True, slots=True)
class PartPlace:
    """Which picture a part is chosen of: that of a turn, or a file in a message.

    `older` is the turn from whose picture a part can be taken back. `again` is a turn
    whose `region` and action are wanted once more, with other words. Until the file has
    been read, its `width` and `height` are not known. A `region` without `again` was
    found by the model, and `lost` says that it has found none. `page` is a link to the
    page on which a part can be painted instead, for the person who opened the form.
    """

    thread: ThreadKey
    onto: int = FROM_SCRATCH
    file: Attached | None = None
    older: int = 0
    again: int = 0
    width: int = 0
    height: int = 0
    region: Region | None = None
    page: str = field(default="", repr=False)
    lost: bool = False

    @property
    def grid(self) -> Grid:
        """The grid of the picture."""
        return grid_for(self.width, self.height)


@dataclass(frozen=True, slots=True)
class PartForm:
    """What a person wants of a region. `view` identifies the form, or the page."""

    view: str
    user: str
    region: Region
    button: Button
    words: str = ""


@dataclass(frozen=True, slots=True)
class CellForm:
    """What a person has filled in: the cells that were chosen, and those that were
    named in a line. `sought` is a place in words that nobody has looked for yet."""

    view: str
    user: str
    cells: tuple[str, ...] = ()
    named: str = ""
    words: str = ""
    button: Button = Button.CHANGED
    sought: str = ""


def region_in(form: CellForm, place: PartPlace) -> Region:
    """The cells of a form as a region. Raises AskError if it names wrong ones."""
    if place.region:
        return place.region
    named = read_cells(form.named, place.grid)
    cells = in_order((*form.cells, *named), place.grid)
    return of_cells(place.width, place.height, cells)


def objections(form: CellForm, place: PartPlace) -> dict[str, str]:
    """What is wrong with the form, by field."""
    return dict(_objections(form, place))


def _objections(form: CellForm, place: PartPlace) -> Iterator[tuple[str, str]]:
    region = Region(place.width, place.height)
    try:
        region = region_in(form, place)
        if not (place.region or region.cells):
            yield (SOUGHT, PRESS_FIND) if form.sought else (CELLS, NO_CELL)
    except AskError as error:
        yield NAMED, error.sentence
    if form.button is Button.RESTORED and not place.older:
        yield ACTION, NOTHING_BEFORE
        return
    try:
        part_ask(with_region(form, region), place)
    except AskError as error:
        yield WISH, error.sentence


def with_region(form: CellForm, region: Region) -> PartForm:
    """The form with its cells as a region."""
    return PartForm(form.view, form.user, region, form.button, form.words)


def part_ask(form: PartForm, place: PartPlace, before: Turn | None = None) -> Ask:
    """The ask in a form; `before` is the turn of whose picture a part was chosen.
    Raises AskError."""
    words, options = _read(form)
    if form.button is Button.RESTORED and not place.older:
        raise AskError(NOTHING_BEFORE)
    thread = place.thread
    options = replace(
        options,
        format=options.format or _format(before),
        transparent=options.transparent or _is_clear(before),
        search=False,
        direct=True,
        button=form.button,
        region=form.region,
        older=place.older if form.button is Button.RESTORED else 0,
    )
    return Ask(
        claim=f"{thread.team}/{thread.channel}/form/{form.view}",
        thread=thread,
        user=form.user,
        words=_said(form, words),
        attached=(place.file,) if place.file else (),
        onto=place.onto,
        options=options,
        wish=f"{words}\n\n{_told(form)}".strip(),
    )


def rest_ask(turn: Turn, user: str, at: str) -> Ask:
    """The ask that puts everything outside of the turn's region back."""
    options = with_flags_read(turn.ask).options or Options()
    options = Options(
        search=False, direct=True, button=Button.REST, region=options.region
    )
    words = _SAID[Button.REST]
    return Ask(
        claim=claim_anew(turn.ask.thread, Button.REST, turn.id, at),
        thread=turn.ask.thread,
        user=user,
        words=words,
        onto=turn.id,
        options=options,
        wish=words,
    )


def can_be_changed(answer: Answer) -> bool:
    """Whether the answer has one picture of which a part can be changed."""
    drawn = answer.own_pictures
    return can_be_redrawn(answer) and drawable(drawn[0].width, drawn[0].height)


def drawable(width: int, height: int) -> bool:
    """Whether the image model draws a picture of about this size."""
    return nearest(width, height) is not None


def size_for(region: Region, button: Button) -> Size:
    """The size in which the image model draws. Raises AskError."""
    if button is not Button.AROUND:
        size = nearest(region.width, region.height)
    else:
        left, top, right, bottom = (*region.margins, 0, 0, 0, 0)[:4]
        whole = around(region.width, region.height, (left, top, right, bottom))
        size = (whole.width, whole.height) if whole else None
    if size is None:
        raise AskError(WRONG_SHAPE)
    return size


def _read(form: PartForm) -> tuple[str, Options]:
    """The words, and the options with the size of the picture. Raises AskError."""
    if form.button in JOINED:  # nobody draws anything, so there is nothing to say
        return "", Options()
    words, options = read_options(form.words)
    if form.button in (Button.CHANGED, Button.KEPT) and not words:
        raise AskError(NO_WORDS)
    if options.count:
        raise AskError(ONE_AT_A_TIME)
    if options.size:
        raise AskError(ITS_SIZE)
    if options.format and options.format not in FORMATS:
        raise AskError(ONLY_STILLS)
    width, height = size_for(form.region, form.button)
    return words, replace(options, size=f"{width}x{height}", new=False)


def _told(form: PartForm) -> str:
    """What the image model is told besides the words."""
    if form.button is Button.AROUND and form.region.mask:
        return AROUND_AND_WITHIN
    return _TOLD.get(form.button, "")


def _said(form: PartForm, words: str) -> str:
    """What people read of the ask."""
    said = _SAID[form.button].format(part=form.region.called)
    return f"{said}: {words}" if words else said


def _format(before: Turn | None) -> str | None:
    """The format of the picture, so that a transparent one stays so."""
    drawn = before.answer.own_pictures[:1] if before and before.answer else ()
    return next((each.format for each in drawn if each.format in FORMATS), None)


def _is_clear(before: Turn | None) -> bool:
    asked = with_flags_read(before.ask).options if before else None
    return asked is not None and asked.transparent
