"""The shapes of Slack's payloads, and the values that they become."""

from handlers.payloads.booth import booth_form_from, kept, place_kept
from handlers.payloads.choices import shape_from, turn_kept
from handlers.payloads.clicks import Press, press_from, press_in_form
from handlers.payloads.decks import DeckForm, deck_form_from, theme_kept
from handlers.payloads.history import history_from, history_kept, ticked_in
from handlers.payloads.messages import (
    ask_from,
    ask_from_command,
    deleted_from,
    is_direct,
    is_spoken,
    mentions,
    names_somebody,
    speaks_to_another,
    words_from,
)
from handlers.payloads.modals import (
    About,
    about_from,
    about_kept,
    ask_from_form,
    place_chosen,
    used_on,
)
from handlers.payloads.name_lists import (
    change_form_from,
    chosen_from,
    list_kept,
    list_place_from,
    name_kept,
    name_place_from,
    page_from,
)
from handlers.payloads.names import (
    add_form_from,
    add_kept,
    keep_form_from,
    keep_kept,
    keep_place_from,
)
from handlers.payloads.parts import (
    KeptPart,
    cell_form_from,
    part_from,
    part_kept,
    shown_from,
    shown_kept,
    sought_in,
)
from handlers.payloads.wishes import wish_from

__all__ = [
    "About",
    "DeckForm",
    "KeptPart",
    "Press",
    "about_from",
    "about_kept",
    "add_form_from",
    "add_kept",
    "ask_from",
    "ask_from_command",
    "ask_from_form",
    "booth_form_from",
    "cell_form_from",
    "change_form_from",
    "chosen_from",
    "deck_form_from",
    "deleted_from",
    "history_from",
    "history_kept",
    "is_direct",
    "is_spoken",
    "keep_form_from",
    "keep_kept",
    "keep_place_from",
    "kept",
    "list_kept",
    "list_place_from",
    "mentions",
    "name_kept",
    "name_place_from",
    "names_somebody",
    "page_from",
    "part_from",
    "part_kept",
    "place_chosen",
    "place_kept",
    "press_from",
    "press_in_form",
    "shape_from",
    "shown_from",
    "shown_kept",
    "sought_in",
    "speaks_to_another",
    "theme_kept",
    "ticked_in",
    "turn_kept",
    "used_on",
    "wish_from",
    "words_from",
]
