"""The form in which a part of a picture is chosen."""

from collections.abc import Iterator
from typing import Any, Final

from bot.core.messages import blocks
from bot.core.messages.fields import plain_text
from bot.core.messages.message import Block
from bot.core.messages.text import escaped, plain
from bot.core.turn.changes import (
    ACTION,
    CELLS,
    NAMED,
    SOUGHT,
    WISH,
    PartPlace,
)
from bot.core.turn.options import Button
from bot.core.turn.regions import MOST_TEXT
from bot.core.turn.slots import Spot
from bot.core.turn.turns import Answer, Turn

PART: Final = "change_part"
"""The entry of the menu and the message shortcut."""
AGAIN: Final = "again_here"
REST: Final = "keep_rest"
"""Other entries of the menu."""
PART_FORM: Final = "change_part_form"
CHOSEN, LINE = "chosen", "line"
"""The actions of the fields: what is chosen, and a line of text."""
MOST_WISH: Final = 2_000
PAINT: Final = "paint"
"""The button that leads to the page on which people paint."""
PAINT_ENTRY: Final = "Paint it…"
ENTRY: Final = "Change a part…"
AGAIN_ENTRY: Final = "Again here…"
REST_ENTRY: Final = "Keep the rest exactly"
FIND: Final = "find_place"
BIGGER, SMALLER, BY_CELLS = "place_bigger", "place_smaller", "place_by_cells"
"""The buttons in the form."""
FINDING: Final = "The model looks for it in the picture, which costs about a cent."
LOST: Final = "I did not find that in the picture. Say it differently, or choose cells."
COMING: Final = "The picture with its grid is on its way …"
NOT_SHOWN: Final = (
    "Slack does not show the picture here right now. Columns are lettered from the "
    "left, rows numbered from the top: this one has the cells {first} to {last}."
)
NOT_SHOWN_AGAIN: Final = "Slack does not show the picture here right now."
NOTHING_HERE: Final = (
    "There is no picture here of which I can change a part. It has to be a single "
    "picture, drawn by me or a file in the message, and at most three times as long "
    "as wide."
)
NOWHERE: Final = Spot()
_REPEATED: Final = (Button.CHANGED, Button.KEPT)
_ACTIONS: Final = {
    Button.CHANGED: ("Change it", "Only the part may change."),
    Button.RESTORED: (
        "Take it back here",
        "The part is taken from the picture before, at once and at no cost.",
    ),
    Button.KEPT: ("Keep only this", "Everything but the part may change."),
}


def again(turn: Turn) -> Iterator[Block]:
    """The button that asks for other words for the same region."""
    options = turn.ask.options
    if options is not None and options.draws_part and options.button in _REPEATED:
        yield blocks.button(AGAIN_ENTRY, AGAIN, str(turn.id))


def entries(turn: Turn, answer: Answer) -> Iterator[tuple[str, str]]:
    """The entry that puts back what has changed outside of the region."""
    if answer.rest_offered:
        yield f"{REST}:{turn.id}", REST_ENTRY


def strayed(answer: Answer) -> Iterator[Block]:
    """A line that says so, if that is offered."""
    if answer.rest_offered and answer.strayed is not None:
        told = f"{_outside(answer.strayed)} *{REST_ENTRY}* puts it back."
        yield blocks.context(told)


def detail_rows(answer: Answer) -> Iterator[str]:
    """How much has changed outside of the region."""
    if answer.strayed is not None:
        yield f"*The rest*\n{_outside(answer.strayed)}"


def _outside(share: float) -> str:
    if not share:
        return "Outside of the part, nothing has changed."
    told = f"{100 * share:.1f} %" if share >= 0.001 else "under 0.1 %"
    return f"Outside of the part, {told} of the picture has changed."


def part_form(
    about: str, place: PartPlace, shown: Spot = NOWHERE, *, waiting: bool = False
) -> dict[str, Any]:
    """The form; Slack returns `about` with what is filled in. While it is `waiting`,
    the picture is not there yet."""
    fields = _again(place) if place.again else (*_where(place), *_fields(place))
    picture = _picture(place, shown, waiting=waiting)
    submit = "Yes" if place.region and not place.again else "Go"
    return _modal(about, [picture, *_painting(place), *fields], submit)


def reading_form(about: str) -> dict[str, Any]:
    """The form while it is not known yet how large the picture is."""
    return _modal(about, [_section(COMING)])


def no_part_form() -> dict[str, Any]:
    """Says that there is nothing to choose a part of."""
    return _modal("", [_section(NOTHING_HERE)])


def _modal(about: str, made: list[Block], submit: str = "") -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": PART_FORM,
        "private_metadata": about,
        "notify_on_close": True,
        "title": plain_text("Change a part"),
        **({"submit": plain_text(submit)} if submit else {}),
        "close": plain_text("Cancel" if submit else "Close"),
        "blocks": made,
    }


def _picture(place: PartPlace, shown: Spot, *, waiting: bool) -> Block:
    if shown != NOWHERE:
        alt = "The picture under a grid of cells"
        url = "" if shown.file_id else shown.url
        return blocks.image(alt, "the-picture", file_id=shown.file_id, url=url)
    if waiting:
        return _section(COMING)
    if place.again:
        return _section(NOT_SHOWN_AGAIN)
    cells = place.grid.cells
    return _section(NOT_SHOWN.format(first=cells[0], last=cells[-1]))


def _painting(place: PartPlace) -> Iterator[Block]:
    """The link to the page, if there is one."""
    if place.page:
        button = blocks.button(PAINT_ENTRY, PAINT, str(place.onto))
        link = {**button, "url": place.page}
        yield {"type": "actions", "block_id": "painting", "elements": [link]}


def _where(place: PartPlace) -> Iterator[Block]:
    """Cells to choose, or the place that the model has found."""
    if place.region:
        yield blocks.section("*Here?*")
        pressed = ((BIGGER, "Bigger"), (SMALLER, "Smaller"), (BY_CELLS, "Choose cells"))
        buttons = [blocks.button(label, action, "here") for action, label in pressed]
        yield {"type": "actions", "block_id": "here", "elements": buttons}
        return
    cells = [_option(each, each) for each in place.grid.cells]
    yield _input(
        *(CELLS, "Cells"),
        {
            "type": "multi_static_select",
            "action_id": CHOSEN,
            "placeholder": plain_text("Choose as many as you like"),
            "options": cells,
        },
    )
    first, last = place.grid.cells[0], place.grid.cells[-1]
    yield _line(NAMED, "Or write them", f"{first}, B2:{last}", MOST_TEXT)
    yield _line(SOUGHT, "Or say where it is", "the left boat", MOST_TEXT)
    yield blocks.context(LOST if place.lost else FINDING)
    button = blocks.button("Find it", FIND, "here")
    yield {"type": "actions", "block_id": "find", "elements": [button]}


def _fields(place: PartPlace) -> Iterator[Block]:
    yield _line(WISH, "What it should become", "a red bicycle", MOST_WISH)
    actions = [
        _option(label, button, told)
        for button, (label, told) in _ACTIONS.items()
        if place.older or button is not Button.RESTORED
    ]
    yield _input(
        *(ACTION, "What to do"),
        {
            "type": "radio_buttons",
            "action_id": CHOSEN,
            "options": actions,
            "initial_option": actions[0],
        },
        optional=False,
    )


def _again(place: PartPlace) -> Iterator[Block]:
    """The same part once more: only the words are asked for."""
    called = plain(place.region.called, 300) if place.region else ""
    yield blocks.section(escaped(f"The same part as before: {called}"))
    wish = _line(WISH, "What it should become", "a red bicycle", MOST_WISH)
    yield {**wish, "optional": False}


def _input(
    block: str, label: str, element: dict[str, Any], *, optional: bool = True
) -> Block:
    return {
        "type": "input",
        "block_id": block,
        "optional": optional,
        "label": plain_text(label),
        "element": element,
    }


def _line(block: str, label: str, example: str, most: int) -> Block:
    return _input(
        *(block, label),
        {
            "type": "plain_text_input",
            "action_id": LINE,
            "max_length": most,
            "placeholder": plain_text(example),
        },
    )


def _option(label: str, value: str, told: str = "") -> dict[str, Any]:
    more = {"description": plain_text(told)} if told else {}
    return {"text": plain_text(label), "value": str(value), **more}


def _section(text: str) -> Block:
    return {"type": "section", "block_id": "picture", "text": plain_text(text)}
