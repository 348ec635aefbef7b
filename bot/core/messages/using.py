"""The form of *Use in…*."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from bot.core.messages import blocks
from bot.core.messages.fields import field, modal, plain_text
from bot.core.messages.message import Block
from bot.core.messages.text import plain
from bot.core.turn.elsewhere import LATEST, MOST_SAID, SAID, THREAD, TO
from bot.core.turn.slots import Spot
from bot.core.turn.turns import Turn

USE_FORM: Final = "use_in_form"
CHOSEN, WORDS = "chosen", "words"
"""The actions of the fields."""
PLACE: Final = "use_place"
"""That of the channel, of whose choice Slack tells us at once."""
MOST_LABEL: Final = 75
MOST_THREADS: Final = 10
MOST_LINK: Final = 500
GONE: Final = (
    "This picture cannot be brought anywhere: it is gone, or you are no longer in its "
    "channel."
)


def use_form(
    about: str, shown: Spot, alt: str, threads: Sequence[Turn] = ()
) -> dict[str, Any]:
    """The form; Slack returns `about` with what is filled in. The `threads` are the
    latest of the channel that is chosen, each by its newest turn."""
    made = (*_picture(shown, alt), _where(), *_latest(threads), _thread(), _said())
    return modal(USE_FORM, "Use in…", made, about=about, submit="Bring it there")


def no_use_form() -> dict[str, Any]:
    """What opens for somebody who may not see the picture, or no longer."""
    return modal("", "Use in…", [blocks.section(GONE)])


def _picture(shown: Spot, alt: str) -> Iterator[Block]:
    if shown.file_id or shown.url:
        url = "" if shown.file_id else shown.url
        yield blocks.image(alt, "shown", file_id=shown.file_id, url=url)


def _where() -> Block:
    element = {
        "type": "conversations_select",
        "action_id": PLACE,
        "placeholder": plain_text("Our direct messages"),
        "filter": {"include": ["public", "private", "mpim"]},
    }
    hint = (
        "A channel that both you and I are in. Leave it empty for our direct messages."
    )
    return {**_input(TO, "Where to?", hint, element), "dispatch_action": True}


def _latest(threads: Sequence[Turn]) -> Iterator[Block]:
    """The latest threads of the channel, by what was asked for there last."""
    options = {
        each.ask.thread.ts: {
            "text": plain_text(plain(each.ask.words, MOST_LABEL) or "A picture"),
            "value": each.ask.thread.ts,
        }
        for each in threads
    }
    if options:
        element = {
            "type": "static_select",
            "action_id": CHOSEN,
            "placeholder": plain_text("A thread of its own"),
            "options": list(options.values()),
        }
        yield _input(LATEST, "Into which thread?", "The latest ones there.", element)


def _thread() -> Block:
    element = _line(MOST_LINK, "https://…slack.com/archives/…")
    hint = (
        "A link to any message of that thread. Leave it empty for a thread of its own."
    )
    return _input(THREAD, "Or a link to a thread", hint, element)


def _said() -> Block:
    element = _line(MOST_SAID, "We could use this one for the invitation")
    hint = "The next reply there builds on the picture."
    return _input(SAID, "A sentence to go with it", hint, element)


def _line(most: int, example: str) -> dict[str, Any]:
    return {
        "type": "plain_text_input",
        "action_id": WORDS,
        "max_length": most,
        "placeholder": plain_text(example),
    }


def _input(block: str, label: str, hint: str, element: dict[str, Any]) -> Block:
    return {**field(block, label, element, hint), "optional": True}
