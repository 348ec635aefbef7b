"""The forms of decks: which turn they are about, and what was filled in."""

import json
from dataclasses import dataclass

from bot.core.controls import Click
from bot.core.messages.booth import FILE
from bot.core.messages.deck_forms import BRAND_PICTURE, LOOK, SLIDE, WISH, WORDS
from bot.core.messages.fields import CHOSEN
from bot.core.turn.asks import Attached, attached_from
from bot.core.turn.turns import Turn
from handlers.payloads.clicks import Press, teams_named
from handlers.payloads.fields import Form, Malformed, ident, number
from handlers.payloads.shape import Payload

_ABOUT = Form({"turn": number, "channel": ident}, {"file": ident})


@dataclass(frozen=True, slots=True)
class DeckForm:
    """What somebody has filled in, about which turn: a theme, or a slide and a
    wish. `shown` is the file of the picture in the form."""

    press: Press
    view: str
    theme: str = ""
    file: Attached | None = None
    slide: str = ""
    wish: str = ""
    shown: str = ""


def theme_kept(turn: Turn, shown: str) -> str:
    """The text that Slack keeps with the form of themes, which shows this file."""
    kept = {"turn": turn.id, "channel": turn.ask.thread.channel, "file": shown or None}
    return json.dumps(kept)


def deck_form_from(body: Payload) -> DeckForm | None:
    """A submitted form; None if it does not say what it is about."""
    view = body["view"]
    try:
        about = _ABOUT(json.loads(view.get("private_metadata", "")))
    except (Malformed, ValueError, RecursionError):
        return None
    click = Click(body["user"]["id"], view["id"])
    press = Press(about["turn"], teams_named(body), about["channel"], click)
    return DeckForm(
        press,
        view["id"],
        theme=_value(view, LOOK, CHOSEN),
        file=_file(view),
        slide=_value(view, SLIDE, CHOSEN),
        wish=_value(view, WISH, WORDS).strip(),
        shown=about.get("file", ""),
    )


def _file(view: Payload) -> Attached | None:
    values = view.get("state", {}).get("values", {})
    files = values.get(BRAND_PICTURE, {}).get(FILE, {}).get("files", ())
    return attached_from(files[0]) if files else None


def _value(view: Payload, block: str, action: str) -> str:
    values = view.get("state", {}).get("values", {})
    given = values.get(block, {}).get(action, {})
    return str(given.get("selected_option", given).get("value", ""))
