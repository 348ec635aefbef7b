"""Draws the list of characters and styles, and the forms in which one is changed or
forgotten."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final

from bot.core.messages import blocks
from bot.core.messages.booth import FILE, FILE_TYPES
from bot.core.messages.fields import field, line_field, modal
from bot.core.messages.message import Block
from bot.core.messages.names import (
    MOST_TYPED,
    boxes_field,
    name_section,
    named,
    people_field,
    sentence_field,
)
from bot.core.messages.text import escaped
from bot.core.turn.keeping import (
    AGREED,
    MORE_FILES,
    NAME,
    NOBODY,
    PICTURES,
    ListPlace,
)
from bot.core.turn.slots import Spot
from bot.core.turn.taught import MOST_PICTURES, Taught

LIST_FORM: Final = "names_form"
CHANGE_FORM: Final = "change_name_form"
FORGET_FORM: Final = "forget_name_form"
MENU: Final = "name_menu"
"""The menu beside a name."""
CHANGE, FORGET = "change", "forget"
"""Its entries."""
PAGES: Final = {-1: "names_before", 1: "names_after"}
"""The buttons that lead to the page before and the one after."""
ALL: Final = "names_all"
"""The button that leads back to the list."""
ON_A_PAGE: Final = 8
TITLE: Final = "Characters and styles"
PICTURE: Final = "The pictures of these names, each with its number"
NOTHING: Final = (
    "Nothing has been taught here yet. Choose *Keep as a character…* or *Keep as a "
    "style…* in the menu under a picture (behind *More…*), or among the shortcuts of "
    "any message with a picture."
)
HOW: Final = "Write a name in what you ask for, or `+name`."
NOT_YOURS: Final = (
    "Only the person who taught this, or an admin, can change or forget it."
)
GONE: Final = "This name has been forgotten."
UNDER_WAY: Final = "One moment: I am changing it …"
SURE: Final = (
    "Its own pictures are deleted, except those that a thread still shows. Pictures "
    "that were drawn with it stay where they are."
)


def name_menu(taught: Taught) -> Block:
    """What those who may can do with a name."""
    entries = {f"{CHANGE}:{taught.id}": "Change…", f"{FORGET}:{taught.id}": "Forget…"}
    return blocks.overflow(MENU, entries)


def list_form(
    about: str,
    place: ListPlace,
    names: Sequence[Taught],
    may: Collection[int],
    shown: Spot | None = None,
) -> dict[str, Any]:
    """A page of the list; names with an id in `may` have a menu. Slack keeps
    `about`."""
    made = [*_page(place, names, may, shown)] if names else [blocks.section(NOTHING)]
    return _listening(modal(LIST_FORM, TITLE, made, about=about))


def on_page(names: Sequence[Taught], page: int) -> Sequence[Taught]:
    """The names of one page."""
    return names[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]


def change_form(
    about: str, taught: Taught, shown: Spot | None = None
) -> dict[str, Any]:
    """The form in which a name is changed; its pictures are numbered as they are
    `shown`."""
    count = len(taught.pictures)
    labels = [f"Picture {number}" for number in range(1, count + 1)]
    fields = (
        *_picture(shown, f"The pictures of {taught.name}, numbered"),
        line_field(NAME, "Name", taught.name, MOST_TYPED, taught.name),
        sentence_field(taught.kind, taught.sentence),
        {**boxes_field(PICTURES, labels, count), "optional": True},
        _more_files(),
        people_field(AGREED if taught.agreed_by else NOBODY),
    )
    title = f"Change a {taught.kind}"
    made = modal(CHANGE_FORM, title, fields, about=about, submit="Change")
    return _listening(made)


def forget_form(about: str, taught: Taught) -> dict[str, Any]:
    """Asks whether a name is to be forgotten."""
    made = (blocks.section(f"Forget *{escaped(taught.name)}*? {SURE}"),)
    return modal(FORGET_FORM, "Forget a name", made, about=about, submit="Forget")


def changing() -> dict[str, Any]:
    """The form while what came back from it is stored."""
    return modal("", TITLE, [blocks.section(UNDER_WAY)])


def changed(about: str, taught: Taught) -> dict[str, Any]:
    """Shows a name as it is now."""
    return _done(about, f"This is how it is now:\n{named(taught)}")


def forgotten(about: str, taught: Taught) -> dict[str, Any]:
    """Says that a name is gone."""
    return _done(about, f"*{escaped(taught.name)}* is forgotten.")


def not_done(about: str, sentence: str) -> dict[str, Any]:
    """Says why nothing was done."""
    return _done(about, escaped(sentence))


def _page(
    place: ListPlace,
    names: Sequence[Taught],
    may: Collection[int],
    shown: Spot | None,
) -> Iterator[Block]:
    first = place.page * ON_A_PAGE + 1
    yield from _picture(shown, PICTURE)
    for number, taught in enumerate(on_page(names, place.page), first):
        menu = name_menu(taught) if taught.id in may else None
        yield name_section(taught, number=number, menu=menu)
    yield blocks.context(HOW)
    last = (len(names) - 1) // ON_A_PAGE
    turns = {-1: "Earlier", 1: "More"}
    pages = {step: place.page + step for step in turns}
    if found := {s: page for s, page in pages.items() if 0 <= page <= last}:
        buttons = [blocks.button(turns[s], PAGES[s], str(p)) for s, p in found.items()]
        yield blocks.actions(*buttons)


def _picture(shown: Spot | None, alt: str) -> Iterator[Block]:
    if shown:
        url = "" if shown.file_id else shown.url
        yield blocks.image(alt, "the-pictures", file_id=shown.file_id, url=url)


def _more_files() -> Block:
    element = {
        "type": "file_input",
        "action_id": FILE,
        "filetypes": list(FILE_TYPES),
        "max_files": MOST_PICTURES,
    }
    return {**field(MORE_FILES, "More pictures", element), "optional": True}


def _done(about: str, told: str) -> dict[str, Any]:
    button = blocks.button("All characters and styles", ALL, "0")
    made = [blocks.section(told), blocks.actions(button)]
    return modal("", TITLE, made, about=about)


def _listening(view: dict[str, Any]) -> dict[str, Any]:
    """The view, of which Slack says when it is closed: its picture is deleted then."""
    return {**view, "notify_on_close": True}
