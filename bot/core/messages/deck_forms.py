"""The forms of decks: which look, and what to change on which slide."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from bot.core.decks.themes import THEMES, DeckTheme
from bot.core.messages import blocks
from bot.core.messages.booth import FILE, FILE_TYPES
from bot.core.messages.fields import CHOSEN, field, modal, plain_text
from bot.core.messages.message import Block
from bot.core.messages.text import plain
from bot.core.turn.deck_asks import style_named
from bot.core.turn.decks import KeptDeck
from bot.core.turn.sheet import MOST_ALT
from bot.core.turn.slots import Spot
from bot.core.turn.taught import Taught

THEME_FORM: Final = "deck_theme_form"
SLIDE_FORM: Final = "deck_slide_form"
LOOK: Final = "deck_look"
SLIDE: Final = "deck_slide"
WISH: Final = "deck_wish"
WORDS: Final = "words"
"""The blocks and the actions of the fields."""
BRAND_PICTURE: Final = "deck_brand_picture"
COMING: Final = "A picture of all themes is on its way …"
NOWHERE: Final = Spot()
OR_PICTURE: Final = "Or the colors of a picture, such as a logo"
MOST_RADIO: Final = 10
MOST_OPTIONS: Final = 100
"""Slack's limits of options."""
MOST_OPTION: Final = 75
MOST_WISH: Final = 2_000


def theme_form(
    about: str,
    deck: KeptDeck,
    styles: Sequence[Taught] = (),
    shown: Spot = NOWHERE,
    *,
    waiting: bool = False,
) -> dict[str, Any]:
    """A form that asks how the deck is to look: in one of our looks, in a style of the
    team, or in the colors of a picture. Slack returns `about` with the choice. A
    picture of the looks is `shown`; while the form is `waiting`, there is none yet."""
    names = [*deck.themes]
    options = [_look(name, deck) for name in names]
    options += [_style(each) for each in styles[: MOST_OPTIONS - len(options)]]
    now = deck.outline.theme
    element = {
        "type": "radio_buttons" if len(options) <= MOST_RADIO else "static_select",
        "action_id": CHOSEN,
        "options": options,
        "initial_option": options[names.index(now) if now in names else 0],
    }
    told = "Its pictures stay as they are." if deck.drawn else "It costs nothing."
    upload = {
        "type": "file_input",
        "action_id": FILE,
        "filetypes": list(FILE_TYPES),
        "max_files": 1,
    }
    colors = field(BRAND_PICTURE, OR_PICTURE, upload)
    look = field(LOOK, "How should it look?", element, told)
    fields = [*_looks(deck, shown, waiting), look, {**colors, "optional": True}]
    view = modal(THEME_FORM, "Theme", fields, about=about, submit="Change")
    return {**view, "notify_on_close": True}


def themes_alt(deck: KeptDeck) -> str:
    """The looks in words, for those who cannot see them."""
    each = (f"{name}: {_theme(name, deck).about}" for name in deck.themes)
    return "; ".join(each)


def _looks(deck: KeptDeck, shown: Spot, waiting: bool) -> Iterator[Block]:
    """The picture of all looks; nothing, where it cannot be shown."""
    if shown != NOWHERE:
        url = "" if shown.file_id else shown.url
        named = f"looks-{shown.file_id}"
        file_id, alt = shown.file_id, themes_alt(deck)
        yield blocks.image(alt, named, file_id=file_id, url=url, most=MOST_ALT)
    elif waiting:
        text = plain_text(COMING)
        yield {"type": "section", "block_id": "looks", "text": text}


def slide_form(about: str, deck: KeptDeck) -> dict[str, Any]:
    """A form that asks what to change on which slide."""
    slides = enumerate(deck.outline.slides, 1)
    options = [_option(f"{n}. {plain(e.title, 60)}", str(n)) for n, e in slides]
    which = {
        "type": "static_select",
        "action_id": CHOSEN,
        "options": options,
        "initial_option": options[0],
    }
    wish = {
        "type": "plain_text_input",
        "action_id": WORDS,
        "multiline": True,
        "max_length": MOST_WISH,
        "placeholder": plain_text("two points fewer, and another picture: no people"),
    }
    fields = [
        field(SLIDE, "Which slide?", which),
        field(WISH, "What should be different?", wish),
    ]
    return modal(SLIDE_FORM, "Change a slide", fields, about=about, submit="Change")


def _look(name: str, deck: KeptDeck) -> dict[str, Any]:
    about, option = _theme(name, deck).about, _option(name, name)
    return {**option, "description": plain_text(plain(about, MOST_OPTION))}


def _theme(name: str, deck: KeptDeck) -> DeckTheme:
    own = deck.own_theme
    return own if own is not None and own.name == name else THEMES[name]


def _style(taught: Taught) -> dict[str, Any]:
    option = _option(plain(taught.name, 60), style_named(taught.id))
    return {**option, "description": plain_text(plain(f"Style: {taught.sentence}", 70))}


def _option(label: str, value: str) -> dict[str, Any]:
    return {"text": plain_text(label[:MOST_OPTION]), "value": value}
