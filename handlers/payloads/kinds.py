"""The kinds of payloads that we handle, and the fields that are read from each.

Bolt only sees the fields that are listed here, so that it cannot stumble over others.
To listen to something new, describe it here first.
"""

from collections.abc import Mapping
from typing import Final

from bot.core.messages.booth import CHOSEN, FILE, WORDS
from bot.core.messages.deck_forms import BRAND_PICTURE
from bot.core.messages.deck_forms import LOOK as DECK_LOOK
from bot.core.messages.deck_forms import SLIDE as DECK_SLIDE
from bot.core.messages.deck_forms import WISH as DECK_WISH
from bot.core.messages.forms import ASK_ACTION, ASK_BLOCK, SHAPE_ACTION, SHAPE_BLOCK
from bot.core.messages.history import CHOICE
from bot.core.messages.parts import LINE
from bot.core.messages.using import PLACE
from bot.core.messages.using import WORDS as WRITTEN
from bot.core.turn.booth import KEEP, LOOKS, OWN, PHOTO
from bot.core.turn.changes import ACTION, CELLS, NAMED, SOUGHT, WISH
from bot.core.turn.elsewhere import LATEST, SAID, THREAD, TO
from bot.core.turn.history import ON_PAGE
from bot.core.turn.keeping import (
    MORE_FILES,
    MOST_SOURCES,
    NAME,
    PEOPLE,
    PICTURES,
    SENTENCE,
    WHERE,
)
from bot.core.turn.looks import MOST as MOST_LOOKS
from bot.core.turn.regions import MOST_CELLS
from bot.core.turn.taught import MOST_PICTURES
from handlers.payloads.fields import (
    Form,
    Read,
    address,
    first,
    flag,
    ident,
    listed,
    number,
    stamp,
    text,
)

MOST_FILES: Final = 100
MOST_TOKENS: Final = 100

_PERSON = Form({"id": ident}, {"team_id": ident})
_NAMED = Form({"id": ident})
_FILE = Form(
    {"id": ident},
    extra={
        "name": text(255),
        "title": text(255),
        "mimetype": text(100),
        "mode": ident,
        "size": number,
        "url_private": address,
        "url_private_download": address,
    },
)
_EDITED = Form({"ts": stamp}, extra={"user": ident})
_SAID: Final[dict[str, Read]] = {
    "subtype": ident,
    "user": ident,
    "bot_id": ident,
    "text": text(),
    "thread_ts": stamp,
    "hidden": flag,
    "edited": _EDITED,
    "team": ident,
    "user_team": ident,
    "source_team": ident,
}
"""The fields that decide what kind of message it is: without one of them, it would be
another kind."""
_SAID_TOO: Final[dict[str, Read]] = {
    "files": listed(_FILE, MOST_FILES),
    "app_id": ident,
}
_INNER = Form(known={"ts": stamp, **_SAID}, extra=_SAID_TOO)
_MESSAGE = Form(
    {"type": ident, "channel": ident, "ts": stamp},
    _SAID | {"channel_type": ident, "deleted_ts": stamp},
    {**_SAID_TOO, "message": _INNER, "previous_message": _INNER},
)
_PLAIN = Form({"type": ident})
_MOVED = Form({"type": ident, "user": ident, "channel": ident}, {"team": ident})
EVENTS: Final[Mapping[str, Form]] = {
    "app_mention": _MESSAGE,
    "message": _MESSAGE,
    "app_home_opened": Form(
        {"type": ident, "user": ident},
        extra={
            "tab": ident,
            "channel": ident,
            "view": Form(extra={"private_metadata": text(3_000)}),
        },
    ),
    "app_uninstalled": _PLAIN,
    "member_joined_channel": _MOVED,
    "member_left_channel": _MOVED,
    "tokens_revoked": Form(
        {"type": ident},
        extra={"tokens": Form(extra={"bot": listed(ident, MOST_TOKENS)})},
    ),
}

_INSTALLED: Final[dict[str, Read]] = {"team_id": ident, "enterprise_id": ident}
_AUTHORIZED = Form(
    extra={
        **_INSTALLED,
        "user_id": ident,
        "is_bot": flag,
        "is_enterprise_install": flag,
    }
)
ENVELOPE: Final = Form(
    {"type": ident},
    _INSTALLED
    | {"authorizations": listed(_AUTHORIZED, 1), "is_ext_shared_channel": flag},
    {"event_id": ident, "context_team_id": ident, "context_enterprise_id": ident},
)

_ACTED: Final[dict[str, Read]] = {"team": _NAMED, "enterprise": _NAMED}
_SCENE: Final[dict[str, Read]] = {
    "trigger_id": text(255),
    "response_url": address,
    "is_enterprise_install": flag,
}
_ACTION = Form(
    {"action_id": ident, "action_ts": stamp},
    extra={
        "type": ident,
        "block_id": text(255),
        "value": text(3_000),
        "selected_option": Form(extra={"value": text(2_000)}),
        "selected_conversation": ident,
    },
)
_TYPED = Form(extra={"value": text()})
_CHOSEN = Form(extra={"value": text(2_000)})
_TICKED = Form(
    extra={"selected_options": listed(Form({"value": text(150)}), MOST_LOOKS)}
)
_MARKED = Form(
    extra={"selected_options": listed(Form({"value": text(150)}), MOST_CELLS)}
)
_SOURCES = Form(
    extra={"selected_options": listed(Form({"value": text(150)}), MOST_SOURCES)}
)
_PICKED = Form(extra={"selected_option": _CHOSEN})
_ADDED = Form(extra={"files": listed(_FILE, MOST_PICTURES)})
_NODES = Form(extra={"selected_options": listed(Form({"value": text(150)}), ON_PAGE)})
_UPLOADED = Form(extra={"files": listed(_FILE, 1)})
_ANSWERED = Form(
    extra={
        ASK_BLOCK: Form(extra={ASK_ACTION: _TYPED}),
        SHAPE_BLOCK: Form(
            extra={SHAPE_ACTION: Form(extra={"selected_option": _CHOSEN})}
        ),
        PHOTO: Form(extra={FILE: _UPLOADED}),
        LOOKS: Form(extra={CHOSEN: _TICKED}),
        OWN: Form(extra={WORDS: _TYPED}),
        KEEP: Form(extra={WORDS: _TYPED}),
        CELLS: Form(extra={CHOSEN: _MARKED}),
        NAMED: Form(extra={LINE: _TYPED}),
        WISH: Form(extra={LINE: _TYPED}),
        SOUGHT: Form(extra={LINE: _TYPED}),
        ACTION: Form(extra={CHOSEN: _PICKED}),
        NAME: Form(extra={LINE: _TYPED}),
        SENTENCE: Form(extra={LINE: _TYPED}),
        PICTURES: Form(extra={CHOSEN: _SOURCES}),
        WHERE: Form(extra={CHOSEN: _PICKED}),
        PEOPLE: Form(extra={CHOSEN: _PICKED}),
        MORE_FILES: Form(extra={FILE: _ADDED}),
        BRAND_PICTURE: Form(extra={FILE: _UPLOADED}),
        DECK_LOOK: Form(extra={CHOSEN: _PICKED}),
        DECK_SLIDE: Form(extra={CHOSEN: _PICKED}),
        DECK_WISH: Form(extra={WORDS: _TYPED}),
        TO: Form(extra={PLACE: Form(extra={"selected_conversation": ident})}),
        LATEST: Form(extra={CHOSEN: _PICKED}),
        THREAD: Form(extra={WRITTEN: _TYPED}),
        SAID: Form(extra={WRITTEN: _TYPED}),
        **{each: Form(extra={CHOSEN: _NODES}) for each in CHOICE},
    }
)
_VIEW = Form(
    {"id": ident, "type": ident, "callback_id": text(255)},
    {"app_installed_team_id": ident, "team_id": ident},
    {"private_metadata": text(3_000), "state": Form(extra={"values": _ANSWERED})},
)
INTERACTIONS: Final[Mapping[str, Form]] = {
    "block_actions": Form(
        {"type": ident, "user": _PERSON, "actions": first(_ACTION)},
        _ACTED | {"channel": _NAMED},
        _SCENE
        | {"view": _VIEW}
        | {"message": Form(extra={"ts": stamp, "thread_ts": stamp, "team": ident})},
    ),
    "message_action": Form(
        {
            "type": ident,
            "callback_id": text(255),
            "user": _PERSON,
            "channel": _NAMED,
            "message": Form({"ts": stamp}, {"thread_ts": stamp}, _SAID_TOO),
            "trigger_id": text(255),
        },
        _ACTED,
        _SCENE,
    ),
    "view_submission": Form(
        {"type": ident, "user": _PERSON, "view": _VIEW}, _ACTED, _SCENE
    ),
    "view_closed": Form(
        {"type": ident, "user": _PERSON, "view": _VIEW}, _ACTED, _SCENE
    ),
}
CHALLENGE: Final = Form({"type": ident, "challenge": text(255)})

COMMAND: Final = Form(
    {"command": text(255), "channel_id": ident, "user_id": ident},
    {**_INSTALLED, "text": text()},
    {"trigger_id": text(255), "response_url": address},
)
