"""The form of the photo booth, and the message that offers it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from bot.core.messages import blocks
from bot.core.messages.fields import plain_text
from bot.core.messages.message import Block
from bot.core.messages.text import escaped, plain
from bot.core.turn.booth import KEEP, LOOKS, OWN, PHOTO, BoothPlace
from bot.core.turn.looks import MOST_OWN, Looks
from bot.core.turn.options import Button, Options
from bot.core.turn.slots import Spot
from bot.core.turn.turns import Answer, Outcome, Turn

BOOTH_FORM: Final = "photo_booth_form"
OPEN: Final = "photo_booth"
"""The action of the button, the entry of the menu and the message shortcut."""
CALLED: Final = "photo_booth"
"""Why a turn ended that only offers the form."""
ENTRY: Final = "Photo booth…"
CHOSEN, FILE, WORDS = "chosen", "file", "words"
"""The actions of the fields: boxes, a file, a line of text."""
FILE_TYPES: Final = ("png", "jpg", "jpeg", "gif", "webp")
INVITATION: Final = (
    "Choose the looks, and I'll draw your photo in each of them, side by side."
)
MOST_TITLE: Final = 60
OFFER: Final = Answer(Outcome.STOPPED, INVITATION, why=CALLED)
"""The answer to somebody who asks for the booth. A reply to it still has the photo."""
FORGOTTEN: Final = (
    "I no longer know which photo this is about. Copy your words, then open the form "
    "again."
)


def invitation(turn: Turn) -> Block:
    """The button that opens the form."""
    return blocks.button("Open the photo booth", OPEN, str(turn.id), "primary")


def legend(turn: Turn, answer: Answer) -> Iterator[Block]:
    """Which number is which look, because a sheet has no room for titles."""
    options = turn.ask.options or Options()
    if options.button is Button.MISSING:  # the same set, completed
        options = replace(options, button=Button.NOTHING)
    if options.in_looks and answer.set_pictures:
        lines = (
            f"*{each.number}* {escaped(plain(each.title, MOST_TITLE))}"
            for each in answer.set_pictures
        )
        yield blocks.context(" · ".join(lines))


def booth_form(
    about: str, place: BoothPlace, looks: Looks, shown: Spot | None = None
) -> dict[str, Any]:
    """The form; Slack returns `about` with what is filled in. The photo is `shown`, if
    Slack can show it."""
    return {
        "type": "modal",
        "callback_id": BOOTH_FORM,
        "private_metadata": about,
        "title": plain_text("Photo booth"),
        "submit": plain_text("Draw"),
        "close": plain_text("Cancel"),
        "blocks": [
            *_photo(place, shown),
            _looks(looks),
            _line(OWN, "A look of your own", "as a figure on a wedding cake"),
            _line(KEEP, "What must stay as it is", "the red glasses and the dog"),
        ],
    }


def _photo(place: BoothPlace, shown: Spot | None) -> Iterator[Block]:
    if not place.has_photo:
        yield _file()
    elif shown is not None:
        url = "" if shown.file_id else shown.url
        file_id = shown.file_id
        yield blocks.image("The photo", "the-photo", file_id=file_id, url=url)
    else:
        name = plain(place.file.name, 60) if place.file else ""
        yield {
            "type": "section",
            "text": plain_text(f"The photo: {name or 'this one'}"),
        }


def _file() -> Block:
    return {
        "type": "input",
        "block_id": PHOTO,
        "label": plain_text("The photo"),
        "element": {
            "type": "file_input",
            "action_id": FILE,
            "filetypes": list(FILE_TYPES),
            "max_files": 1,
        },
    }


def _looks(looks: Looks) -> Block:
    options = [
        {
            "text": plain_text(look.name),
            "value": look.name,
            "description": plain_text(look.sentence),
        }
        for look in looks.each
    ]
    return {
        "type": "input",
        "block_id": LOOKS,
        "optional": True,  # one of one's own is enough
        "label": plain_text("Looks"),
        "hint": plain_text(
            "Each look is one picture. All of them are shown on one sheet."
        ),
        "element": {"type": "checkboxes", "action_id": CHOSEN, "options": options},
    }


def _line(block: str, label: str, example: str) -> Block:
    return {
        "type": "input",
        "block_id": block,
        "optional": True,
        "label": plain_text(label),
        "element": {
            "type": "plain_text_input",
            "action_id": WORDS,
            "max_length": MOST_OWN,
            "placeholder": plain_text(example),
        },
    }
