"""Draws the form that offers to add pictures to a name that is there already."""

from typing import Any, Final

from bot.core.messages import blocks
from bot.core.messages.fields import modal
from bot.core.messages.names import named
from bot.core.turn.taught import MOST_PICTURES, Taught

ADD_FORM: Final = "add_to_name_form"
FULL: Final = (
    f"A name has at most {MOST_PICTURES} pictures, so nothing was added to “{{name}}”. "
    "`/darkroom names` takes pictures out of it."
)
ALREADY: Final = "There is already a {kind} of this name, which you can change:"
SAME_SENTENCE: Final = "Its sentence stays as it is."


def add_form(about: str, taught: Taught, many: int) -> dict[str, Any]:
    """Asks whether so many pictures are to be added to it. Slack returns `about`."""
    what = "this picture" if many == 1 else f"these {many} pictures"
    made = (
        blocks.section(f"{ALREADY.format(kind=taught.kind)}\n{named(taught)}"),
        blocks.section(f"Add {what} to it? {SAME_SENTENCE}"),
    )
    return modal(ADD_FORM, f"Add to a {taught.kind}", made, about=about, submit="Add")


def added(taught: Taught) -> dict[str, Any]:
    """Shows the name with what was added."""
    told = f"This is how it is now:\n{named(taught)}"
    return modal("", f"Add to a {taught.kind}", [blocks.section(told)])
